use crate::rules::Fixture;
use crate::school::EventKind;
use crate::school::sample::{event, small};

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small().plan(""),
        broken: small().with(|school| event(school, "补课", EventKind::Assembly, "周六", "08:30-11:30")).plan(""),
        amount: 1,
    }
}
