use crate::rules::Fixture;
use crate::school::sample::service::serviced;
use crate::units::Weekday;

pub(crate) fn fixture() -> Fixture {
    let broken = serviced().with(|school| {
        school.service.slots[0].days.remove(&Weekday::new(5).unwrap());
    });
    // Both classes on Friday.
    Fixture { kept: serviced().plan(""), broken: broken.plan(""), amount: 2 }
}
