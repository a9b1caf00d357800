use crate::rules::Fixture;
use crate::school::sample::{bell, small};

pub(crate) fn fixture() -> Fixture {
    let early = bell("早", &["08:30-09:10"], &["13:30-14:10"]);
    Fixture { kept: small().plan(""), broken: small().with(|school| school.bells[0] = early).plan(""), amount: 30 }
}
