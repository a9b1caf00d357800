use crate::rules::Fixture;
use crate::school::sample::service::paid;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: paid(),
        // A stranger in both tables, an item that is none, a day of the holidays after the term.
        broken: paid().with_service(|plan| {
            plan.pay[0].person = "周芳".into();
            plan.pay[1].item = "奖金".into();
            plan.pay[2].date = "2026-08-01".parse().unwrap();
            plan.pay_totals[0].person = "周芳".into();
        }),
        amount: 4,
    }
}
