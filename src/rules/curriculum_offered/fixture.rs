use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{CurriculumRow, Subject, Weekly};

fn school() -> Sample {
    small()
        .with(|school| {
            for (name, every) in [("语文", 3), ("体育", 1), ("英语", 0)] {
                let by_grade = [Weekly { every, ..Weekly::default() }; 9];
                school.curriculum.rows.push(CurriculumRow { subject: name.into(), by_grade });
            }
            school.subjects.push(Subject { name: "书法".into(), ..Subject::default() });
            school.classes.truncate(1);
        })
        .requires("一1班", "体育", "王静", 1)
}

pub(crate) fn fixture() -> Fixture {
    let half = Weekly { every: 1, either: 1, ..Weekly::default() };
    Fixture {
        kept: school().requires("一1班", "语文", "张芳", 2).requires("一1班", "书法", "张芳", 1).plan(""),
        // 语文 is 1.5 short, which rounds up to 2; 英语 and 班会 are added.
        broken: school()
            .requires_weekly("一1班", "语文", "张芳", half)
            .requires("一1班", "英语", "李强", 1)
            .requires("一1班", "班会", "张芳", 1)
            .plan(""),
        amount: 4,
    }
}
