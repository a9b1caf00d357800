use crate::rules::Fixture;
use crate::school::ServiceKind;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;
use crate::units::{Interval, Weekday};

fn school() -> Sample {
    serviced().with(|school| school.service.pupils[0].boarder = true)
}

pub(crate) fn fixture() -> Fixture {
    let kept = school().with(|school| {
        let mut slot = school.service.slots[0].clone();
        (slot.name, slot.kind) = ("住校".into(), ServiceKind::Boarding);
        let time = Interval::parse("19:00-21:00").unwrap();
        slot.days = (1..=5).filter_map(Weekday::new).map(|day| (day, time)).collect();
        school.service.slots.push(slot);
    });
    Fixture { kept: kept.plan(""), broken: school().plan(""), amount: 5 }
}
