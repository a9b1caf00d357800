use crate::rules::Fixture;
use crate::school::EventKind;
use crate::school::sample::{Sample, event, small};

pub(super) fn school() -> Sample {
    small().with(|school| event(school, "例会", EventKind::StaffMeeting, "周一", "15:40-16:20"))
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan(""),
        broken: school().with(|school| school.events[0].teachers.truncate(1)).plan(""),
        amount: 3,
    }
}
