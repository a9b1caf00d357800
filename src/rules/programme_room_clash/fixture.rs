use crate::rules::Fixture;
use crate::school::TimeSpan;
use crate::school::sample::service::programme;
use crate::units::{Interval, Weekday, Weeks};

pub(crate) fn fixture() -> Fixture {
    let mut broken = programme().with_service(|plan| {
        // Both groups of Monday in one room.
        plan.sessions[1].room = plan.sessions[0].room.clone();
    });
    // And the field closed during the club on Monday.
    let time = Interval::parse("17:30-18:00").unwrap();
    let monday = TimeSpan { weeks: Weeks::All, weekday: Weekday::new(1).unwrap(), time };
    let field = broken.school.room_named("操场").unwrap();
    broken.school.rooms[field.index()].unavailable.push(monday);
    Fixture { kept: programme(), broken, amount: 1 + 1 }
}
