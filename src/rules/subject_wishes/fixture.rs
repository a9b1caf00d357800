use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{Part, PeriodSet, Unwanted, Which};
use crate::units::{SubjectId, Weekday};

fn school() -> Sample {
    small().requires("一1班", "数学", "李强", 2).with(|school| {
        let times = |which, weekdays, cost| Unwanted { at: PeriodSet { weekdays, which }, cost };
        let unwanted = &mut school.subjects[SubjectId(1).index()].unwanted;
        unwanted.push(times(Which::Last, Vec::new(), 1));
        // The last period of Friday is in both: it costs the more of the two.
        unwanted.push(times(Which::Part(Part::Afternoon), Weekday::new(5).into_iter().collect(), 3));
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 数学 李强 周五 1; 一1班 数学 李强 周四 5"),
        broken: school().plan("一1班 数学 李强 周五 6; 一1班 数学 李强 周四 6"),
        amount: 4,
    }
}
