use crate::rules::Fixture;
use crate::school::TeacherRole;
use crate::school::sample::{Sample, small};
use crate::units::TeacherId;

/// 王静 and 赵敏 share the music of two classes, one class each at least.
pub(super) fn school() -> Sample {
    small().requires("一1班", "音乐", "赵敏", 1).requires("一2班", "音乐", "赵敏", 1).with(|school| {
        for requirement in &mut school.requirements {
            requirement.sections[0].teachers = vec![TeacherRole { candidates: vec![TeacherId(2), TeacherId(3)] }];
        }
        school.teachers[2].min_load = Some(1);
        school.teachers[3].max_load = Some(1);
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 音乐 王静 周一 2; 一2班 音乐 赵敏 周三 2"),
        broken: school().plan("一1班 音乐 赵敏 周一 2; 一2班 音乐 赵敏 周三 2"),
        amount: 4,
    }
}
