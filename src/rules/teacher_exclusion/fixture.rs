use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{Exclusion, ExclusionKind};
use crate::units::TeacherId;

pub(super) fn school(kind: ExclusionKind) -> Sample {
    small().requires("一1班", "语文", "张芳", 1).requires("一2班", "数学", "李强", 1).with(|school| {
        school.exclusions.push(Exclusion { teachers: (TeacherId(0), TeacherId(1)), kind, times: Vec::new() });
    })
}

pub(crate) fn fixture() -> Fixture {
    let school = || school(ExclusionKind::NotBothTeaching);
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 1; 一2班 数学 李强 周一 2"),
        broken: school().plan("一1班 语文 张芳 周一 1; 一2班 数学 李强 周一 1"),
        amount: 1,
    }
}
