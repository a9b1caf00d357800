use crate::rules::Fixture;
use crate::school::RoomNeed;
use crate::school::sample::{Sample, small};
use crate::units::RoomId;

fn school() -> Sample {
    small().requires("一1班", "音乐", "赵敏", 3).with(|school| {
        school.requirements[0].sections[0].room =
            RoomNeed::OneOf { candidates: vec![RoomId(2), RoomId(3), RoomId(0)], preferred: vec![RoomId(2)] };
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 音乐 赵敏 周一 4 @音乐室; 一1班 音乐 赵敏 周三 5 @音乐室"),
        broken: school().plan("一1班 音乐 赵敏 周一 4 @音乐室; 一1班 音乐 赵敏 周三 5 @操场; 一1班 音乐 赵敏 周五 5"),
        amount: 2,
    }
}
