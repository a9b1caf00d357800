use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "体育", "王静", 4).requires("一1班", "班会", "王静", 1)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().requires("一1班", "语文", "张芳", 4).plan(""),
        broken: school().requires("一1班", "数学", "王静", 4).plan(""),
        amount: 1,
    }
}
