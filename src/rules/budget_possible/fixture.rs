use crate::rules::Fixture;
use crate::school::sample::service::serviced;
use crate::school::sample::{Case, Sample};
use crate::units::Fen;

/// Two weeks: on each of ten days 巡查 and 校门 are held, not at the same time, so that one person may do both: at least 30
/// yuan a day, 300 in all.
fn school(yuan: i64) -> Sample {
    serviced().term("2026-04-13", "2026-04-24").with(|school| {
        school.pay.month_budget = Some(Fen(yuan * 100));
        school.pay.term_budget = Some(Fen(30_000));
    })
}

fn case(yuan: i64) -> Case {
    school(yuan).plan("")
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: case(300), broken: case(280), amount: 2_000 }
}
