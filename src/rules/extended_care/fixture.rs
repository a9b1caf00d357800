use crate::rules::Fixture;
use crate::school::ServiceKind;
use crate::school::sample::Case;
use crate::school::sample::service::programme;

/// Homework help becomes extended care; so many of the six pupils have the need.
fn case(in_need: usize) -> Case {
    let mut case = programme();
    case.school.service.slots[0].kind = ServiceKind::Extended;
    case.school.service.pupils.iter_mut().take(in_need).for_each(|pupil| pupil.extended = true);
    case
}

pub(crate) fn fixture() -> Fixture {
    // Of the second class one of two has the need, on five days.
    Fixture { kept: case(6), broken: case(5), amount: 5 }
}
