use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: serviced().service("session 周一 作业辅导 一1班 一1班 4 一1班教室 张芳; shift 校门 周一 王静"),
        broken: serviced().service(
            "session 周一 作业辅导 一1班 一1班 4 一1班教室 张方; session 周二 作业辅导 一1班 一1班 4 一1班教室 张芳+张芳; \
             shift 后门 周一 王静; shift 校门 周二 王净",
        ),
        amount: 4,
    }
}
