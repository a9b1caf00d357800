use crate::rules::Fixture;
use crate::school::sample::Case;
use crate::school::sample::service::paid;
use crate::units::Fen;

/// 220 yuan are paid, all in April.
fn case(month: i64, term: i64) -> Case {
    let mut case = paid();
    case.school.pay.month_budget = Some(Fen(month));
    case.school.pay.term_budget = Some(Fen(term));
    case
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: case(22_000, 22_000), broken: case(20_000, 21_999), amount: 2_000 + 1 }
}
