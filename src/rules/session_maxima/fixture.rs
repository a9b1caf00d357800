use crate::rules::Fixture;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;

fn school() -> Sample {
    serviced().with(|school| {
        school.teachers[2].willing.max_per_day = Some(1);
        school.teachers[3].willing.max_per_week = Some(1);
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().service(
            "session 周一 作业辅导 一1班 一1班 4 一1班教室 王静; session 周二 作业辅导 一1班 一1班 4 一1班教室 王静; \
             session 周二 社团 合唱 一1班 4 音乐室 赵敏",
        ),
        broken: school().service(
            "session 周一 作业辅导 一1班 一1班 4 一1班教室 王静; session 周一 社团 篮球 一1班 4 操场 王静; \
             session 周二 社团 合唱 一1班 4 音乐室 赵敏; session 周一 作业辅导 一2班 一2班 2 一2班教室 赵敏; \
             session 周三 作业辅导 一2班 一2班 2 一2班教室 赵敏",
        ),
        amount: 1 + 2,
    }
}
