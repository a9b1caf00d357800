use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

pub(super) fn school() -> Sample {
    small().requires("一1班", "班会", "张芳", 1).requires("一2班", "班会", "李强", 1)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 班会 张芳 周一 1; 一2班 班会 李强 周一 1"),
        broken: school().plan("一1班 班会 李强 周一 1; 一2班 班会 李强 周一 2"),
        amount: 1,
    }
}
