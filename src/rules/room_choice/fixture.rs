use crate::rules::Fixture;
use crate::school::RoomNeed;
use crate::school::sample::{Sample, small};
use crate::units::RoomId;

pub(super) fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 1).requires("一1班", "音乐", "赵敏", 1).with(|school| {
        school.requirements[1].sections[0].room =
            RoomNeed::OneOf { candidates: vec![RoomId(2)], preferred: Vec::new() };
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 1; 一1班 音乐 赵敏 周一 2 @音乐室"),
        broken: school().plan("一1班 语文 张芳 周一 1 @操场; 一1班 音乐 赵敏 周一 2"),
        amount: 2,
    }
}
