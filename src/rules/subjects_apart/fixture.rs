use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{Apart, ApartKind};
use crate::units::SubjectId;

pub(super) fn school(kind: ApartKind) -> Sample {
    small().requires("一1班", "语文", "张芳", 2).requires("一1班", "数学", "李强", 1).with(|school| {
        school.apart.push(Apart { subjects: (SubjectId(0), SubjectId(1)), kind });
    })
}

pub(crate) fn fixture() -> Fixture {
    let school = || school(ApartKind::NotAdjacent);
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 1; 一1班 语文 张芳 周一 5; 一1班 数学 李强 周一 4"),
        broken: school().plan("一1班 语文 张芳 周一 1; 一1班 语文 张芳 周一 3; 一1班 数学 李强 周一 2"),
        amount: 2,
    }
}
