use crate::rules::Fixture;
use crate::school::sample::{bell, small};

pub(crate) fn fixture() -> Fixture {
    let early = bell("早", &["08:10-08:50", "09:00-09:40"], &["14:00-14:40"]);
    Fixture { kept: small().plan(""), broken: small().with(|school| school.bells[0] = early).plan(""), amount: 20 }
}
