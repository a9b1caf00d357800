use crate::rules::Fixture;
use crate::school::ServiceKind;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;
use crate::units::{Interval, Weekday};

fn school(grade: u8, kind: ServiceKind, voluntary: bool) -> Sample {
    serviced().with(|school| {
        school.classes.iter_mut().for_each(|class| class.grade = grade);
        let slot = &mut school.service.slots[0];
        (slot.kind, slot.voluntary) = (kind, voluntary);
        slot.days = [(Weekday::new(1).unwrap(), Interval::parse("19:00-20:00").unwrap())].into();
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school(8, ServiceKind::EveningStudy, true).plan(""),
        // Two primary classes, called reading, and not voluntary.
        broken: school(5, ServiceKind::Reading, false).plan(""),
        amount: 2 + 1,
    }
}
