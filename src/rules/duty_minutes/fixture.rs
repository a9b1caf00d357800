use crate::rules::Fixture;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;

/// The gate is 30 minutes a day; 张芳 takes at most 50 a week.
fn school() -> Sample {
    serviced().with(|school| school.teachers[0].willing.max_duty = Some(50))
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().service("shift 校门 周一 张芳; shift 校门 周二 王静; shift 校门 周三 王静"),
        broken: school().service("shift 校门 周一 张芳; shift 校门 周二 张芳; shift 校门 周三 张芳"),
        amount: 40,
    }
}
