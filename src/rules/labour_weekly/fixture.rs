use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{Subject, SubjectKind};

fn school() -> Sample {
    small().with(|school| {
        school.subjects.push(Subject { name: "劳动".into(), kind: SubjectKind::Labour, ..Subject::default() });
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().requires("一1班+一2班", "劳动", "李强", 1).plan(""),
        broken: school().requires("一1班", "劳动", "李强", 1).plan(""),
        amount: 1,
    }
}
