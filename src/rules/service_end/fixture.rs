use crate::rules::Fixture;
use crate::school::sample::service::serviced;
use crate::units::ClockTime;

pub(crate) fn fixture() -> Fixture {
    let kept = serviced().with(|school| school.service.off_work = ClockTime::parse("16:30"));
    // Off work at 17:30; without clubs the day ends at 16:30.
    Fixture { kept: kept.plan(""), broken: serviced().plan(""), amount: 2 * 3 * 60 }
}
