use crate::rules::Fixture;
use crate::school::sample::service::programme;
use crate::units::ClassId;

pub(crate) fn fixture() -> Fixture {
    let mut broken = programme().with_service(|plan| plan.sessions[0].classes.push("一2班".into()));
    // Monday's reading is of a class that the slot is no longer for.
    broken.school.classes[1].grade = 2;
    broken.school.service.slots[1].classes = vec![ClassId(0)];
    Fixture { kept: programme(), broken, amount: 1 + 1 }
}
