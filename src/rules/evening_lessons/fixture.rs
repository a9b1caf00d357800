use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{Part, Period, Subject, SubjectKind};
use crate::units::{Interval, PeriodIndex, Weekday};

/// A junior class with self-study on Monday evening.
pub(super) fn school() -> Sample {
    small().with(|school| {
        school.subjects.push(Subject { name: "自习".into(), kind: SubjectKind::SelfStudy, ..Subject::default() });
        school.classes.truncate(1);
        school.classes[0].grade = 8;
        let evening =
            Period { index: PeriodIndex(7), time: Interval::parse("19:00-19:45").unwrap(), part: Part::Evening };
        if let Some(day) = school.bells[0].days.get_mut(&Weekday::new(1).unwrap()) {
            day.periods.push(evening);
        }
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 自习 张芳 周一 7; 一1班 数学 李强 周一 6"),
        // One evening period of a primary class, and one lesson in it.
        broken: school().with(|school| school.classes[0].grade = 5).plan("一1班 数学 李强 周一 7"),
        amount: 2,
    }
}
