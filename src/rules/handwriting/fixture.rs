use crate::rules::Fixture;
use crate::school::Subject;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().with(|school| {
        school.subjects.push(Subject { name: "写字".into(), ..Subject::default() });
        school.classes[1].grade = 3;
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().requires("一1班", "写字", "张芳", 2).plan(""),
        broken: school().requires("一2班", "写字", "张芳", 2).plan(""),
        amount: 2,
    }
}
