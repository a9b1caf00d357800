use crate::rules::Fixture;
use crate::school::sample::service::paid;
use crate::units::Fen;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: paid(),
        // One fen too much; a line gone (40 yuan); a line of 40 yuan in the wrong month.
        broken: paid().with_service(|plan| {
            plan.pay[0].amount = Fen(plan.pay[0].amount.0 + 1);
            plan.pay[1].month = "2025-01".into();
            plan.pay.remove(2);
        }),
        amount: 1 + 4000 + 4000,
    }
}
