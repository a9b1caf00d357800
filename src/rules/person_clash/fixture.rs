use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: serviced().service(
            "session 周一 作业辅导 一1班 一1班 4 一1班教室 王静; session 周一 社团 篮球 一1班 4 操场 王静; shift 校门 周一 王静",
        ),
        broken: serviced().service(
            "session 周一 作业辅导 一1班 一1班 4 一1班教室 李强; session 周一 作业辅导 一2班 一2班 2 一2班教室 李强; \
             shift 巡查 周一 李强",
        ),
        amount: 3,
    }
}
