use crate::rules::Fixture;
use crate::school::TeacherRole;
use crate::school::sample::{Sample, small};
use crate::units::TeacherId;

/// Music of 一1班 is given by 王静 or by 赵敏.
pub(super) fn school() -> Sample {
    small().requires("一1班", "音乐", "赵敏", 2).with(|school| {
        school.requirements[0].sections[0].teachers =
            vec![TeacherRole { candidates: vec![TeacherId(2), TeacherId(3)] }];
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 音乐 王静 周一 2; 一1班 音乐 王静 周三 2"),
        broken: school().plan("一1班 音乐 王静 周一 2; 一1班 音乐 赵敏 周三 2"),
        amount: 1,
    }
}
