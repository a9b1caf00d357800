use crate::rules::Fixture;
use crate::school::BreakKind;
use crate::school::sample::{bell, pause, small};

pub(crate) fn fixture() -> Fixture {
    let short = bell("短课间", &["08:30-09:10", "09:15-09:55"], &["14:00-14:40", "14:50-15:30"]);
    Fixture {
        kept: small().with(|school| pause(school, "眼操", BreakKind::EyeExercises, "09:10-09:15")).plan(""),
        broken: small()
            .with(|school| {
                school.bells[0] = short;
                pause(school, "午练", BreakKind::MiddayStudy, "14:40-14:48");
            })
            .plan(""),
        amount: 5 + 8,
    }
}
