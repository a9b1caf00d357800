use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: serviced().plan(""),
        broken: serviced().with(|school| school.teachers[1].leader = false).plan(""),
        amount: 5,
    }
}
