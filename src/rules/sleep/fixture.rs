use crate::rules::Fixture;
use crate::school::EventKind;
use crate::school::sample::{event, small};

/// Up at 07:00, so in bed at 21:00, so out of school by 18:00.
pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small().plan(""),
        broken: small().with(|school| event(school, "晚会", EventKind::Assembly, "周四", "17:30-18:40")).plan(""),
        amount: 40,
    }
}
