use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{PeriodSet, Which};
use crate::units::SubjectId;

fn school() -> Sample {
    small().requires("一1班", "数学", "李强", 2).with(|school| {
        let last = PeriodSet { weekdays: Vec::new(), which: Which::Last };
        school.subjects[SubjectId(1).index()].unwanted.push(last);
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 数学 李强 周五 1; 一1班 数学 李强 周四 5"),
        broken: school().plan("一1班 数学 李强 周五 6; 一1班 数学 李强 周四 6"),
        amount: 2,
    }
}
