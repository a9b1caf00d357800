use crate::rules::Fixture;
use crate::rules::flex_ledger::fixture::case;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        // Below zero within a day is no breach.
        kept: case(&[("2026-03-03", "晚到", -30, -10), ("2026-03-03", "社团 篮球", 40, 30)]),
        broken: case(&[("2026-03-03", "晚到", -30, -10), ("2026-03-04", "社团 篮球", 40, 30)]),
        amount: 1,
    }
}
