use crate::rules::Fixture;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;

/// The outsider is vetted until the end of August 2027.
fn school(last: &str) -> Sample {
    serviced().term("2027-02-22", last)
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: school("2027-07-02").plan(""), broken: school("2027-09-03").plan(""), amount: 1 }
}
