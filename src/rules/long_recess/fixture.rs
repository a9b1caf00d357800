use crate::rules::Fixture;
use crate::school::BreakKind;
use crate::school::sample::{pause, small};
use crate::units::Weekday;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small().with(|school| pause(school, "大课间", BreakKind::LongRecess, "10:00-10:30")).plan(""),
        broken: small()
            .with(|school| {
                pause(school, "大课间", BreakKind::LongRecess, "10:00-10:30");
                let days = &mut school.bells[0].days;
                if let Some(day) = days.get_mut(&Weekday::new(3).unwrap()) {
                    day.breaks.clear();
                }
            })
            .plan(""),
        amount: 1,
    }
}
