use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{Break, BreakKind};
use crate::units::Interval;

/// 240 minutes of lessons; early reading and one overlapping morning exercise bring 30 more, lunch nothing.
fn school() -> Sample {
    small().with(|school| {
        for day in school.bells[0].days.values_mut() {
            for (name, kind, time) in [
                ("晨读", BreakKind::EarlyReading, "08:00-08:20"),
                ("大课间", BreakKind::LongRecess, "10:00-10:10"),
                ("眼操", BreakKind::EyeExercises, "10:05-10:10"),
                ("午休", BreakKind::Lunch, "12:00-14:00"),
            ] {
                day.breaks.push(Break { name: name.into(), kind, time: Interval::parse(time).unwrap() });
            }
        }
    })
}

pub(crate) fn fixture() -> Fixture {
    let limit = |minutes: i64| {
        school().setting("R503", |setting| {
            setting.params.insert("primary", crate::school::ParamValue::Int(minutes));
        })
    };
    Fixture { kept: limit(270).plan(""), broken: limit(250).plan(""), amount: 20 }
}
