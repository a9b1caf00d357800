use crate::rules::Fixture;
use crate::school::Employment;
use crate::school::sample::Case;
use crate::school::sample::service::paid;

/// `paid()` whose sessions are only paid to the school's own staff.
fn own(employment: Employment) -> Case {
    let mut case = paid();
    case.school.pay.items[0].employments = [Employment::Own].into();
    let coach = case.school.teacher_named("周教练").unwrap();
    case.school.teachers[coach.index()].employment = employment;
    case
}

pub(crate) fn fixture() -> Fixture {
    // 周教练 leads the club on the two Mondays of the term.
    Fixture { kept: own(Employment::Volunteer), broken: own(Employment::External), amount: 2 }
}
