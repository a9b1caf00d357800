use crate::rules::Fixture;
use crate::school::sample::service::paid;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: paid(),
        // A fen too little, units one too many, and a row of 80 yuan twice.
        broken: paid().with_service(|plan| {
            plan.pay_totals[0].amount.0 -= 1;
            plan.pay_totals[2].units += 1;
            plan.pay_totals.push(plan.pay_totals[1].clone());
        }),
        amount: 1 + 1 + 8000,
    }
}
