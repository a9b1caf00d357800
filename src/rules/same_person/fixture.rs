use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: serviced().service(
            "session 周一 作业辅导 一1班 一1班 4 一1班教室 张芳; session 周二 作业辅导 一1班 一1班 4 一1班教室 张芳; \
             session 周二 作业辅导 一2班 一2班 2 一2班教室 李强",
        ),
        broken: serviced().service(
            "session 周一 作业辅导 一1班 一1班 4 一1班教室 张芳; session 周二 作业辅导 一1班 一1班 4 一1班教室 李强; \
             session 周三 作业辅导 一1班 一1班 4 一1班教室 王静",
        ),
        amount: 2,
    }
}
