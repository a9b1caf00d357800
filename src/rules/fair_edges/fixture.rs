use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 4).requires("一1班", "数学", "李强", 16)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school()
            .plan("一1班 语文 张芳 周一 1; 一1班 语文 张芳 周二 1; 一1班 语文 张芳 周三 1; 一1班 语文 张芳 周四 6"),
        broken: school()
            .plan("一1班 语文 张芳 周一 1; 一1班 语文 张芳 周二 1; 一1班 语文 张芳 周三 1; 一1班 语文 张芳 周四 1"),
        amount: 1,
    }
}
