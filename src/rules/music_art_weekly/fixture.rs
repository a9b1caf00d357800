use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{Subject, SubjectKind};

fn school() -> Sample {
    small()
        .with(|school| {
            for name in ["美术", "书法"] {
                school.subjects.push(Subject { name: name.into(), kind: SubjectKind::Art, ..Subject::default() });
            }
            school.classes.truncate(1);
        })
        .requires("一1班", "音乐", "赵敏", 2)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().requires("一1班", "美术", "赵敏", 2).plan(""),
        broken: school().requires("一1班", "美术", "赵敏", 1).requires("一1班", "书法", "赵敏", 1).plan(""),
        amount: 1,
    }
}
