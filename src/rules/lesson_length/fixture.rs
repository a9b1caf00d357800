use crate::rules::Fixture;
use crate::school::sample::{bell, small};

pub(crate) fn fixture() -> Fixture {
    let long_and_short = bell("长短课", &["08:30-09:30", "09:40-10:00"], &["14:00-14:40"]);
    let short = bell("短课", &["08:30-09:05", "09:20-10:00"], &["14:00-14:40"]);
    Fixture {
        kept: small().with(|school| school.bells[0] = long_and_short).plan(""),
        broken: small().with(|school| school.bells[0] = short).plan(""),
        amount: 25,
    }
}
