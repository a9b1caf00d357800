use crate::rules::Fixture;
use crate::school::sample::service::serviced;
use crate::units::Interval;

pub(crate) fn fixture() -> Fixture {
    let broken = serviced().with(|school| {
        let early = Interval::parse("16:20-17:20").unwrap();
        school.service.slots[1].days.values_mut().for_each(|time| *time = early);
    });
    // Both classes on Monday and Tuesday.
    Fixture { kept: serviced().plan(""), broken: broken.plan(""), amount: 2 * 2 }
}
