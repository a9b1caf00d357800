use crate::rules::Fixture;
use crate::school::RoomNeed;
use crate::school::sample::{Sample, small};
use crate::units::{Minutes, RoomId};

/// Ten minutes (an ordinary break) are too few between the buildings; long recess is enough.
pub(super) fn school() -> Sample {
    small().requires("一1班", "音乐", "赵敏", 1).requires("一2班", "音乐", "赵敏", 1).with(|school| {
        school.transfer = vec![vec![Minutes(0), Minutes(20)], vec![Minutes(20), Minutes(0)]];
        school.requirements[0].sections[0].room =
            RoomNeed::OneOf { candidates: vec![RoomId(2)], preferred: Vec::new() };
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 音乐 赵敏 周一 2 @音乐室; 一2班 音乐 赵敏 周一 3"),
        broken: school().plan("一1班 音乐 赵敏 周一 3 @音乐室; 一2班 音乐 赵敏 周一 4"),
        amount: 1,
    }
}
