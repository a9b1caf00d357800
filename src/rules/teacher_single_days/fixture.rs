use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small()
        .requires("一1班", "语文", "张芳", 2)
        .requires("一2班", "语文", "张芳", 2)
        .requires("一1班", "音乐", "赵敏", 1)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 1; 一2班 语文 张芳 周一 4; 一1班 语文 张芳 周二 3; 一2班 语文 张芳 周二 4; 一1班 音乐 赵敏 周五 3"),
        broken: school().plan("一1班 语文 张芳 周一 1; 一2班 语文 张芳 周一 4; 一1班 语文 张芳 周二 3; 一2班 语文 张芳 周三 4; 一1班 音乐 赵敏 周五 3"),
        amount: 2,
    }
}
