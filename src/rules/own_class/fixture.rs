use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        // The class teachers are 张芳 and 李强; a merged group has both.
        kept: serviced().service(
            "session 周一 作业辅导 一1班 一1班 4 一1班教室 张芳; session 周二 作业辅导 一1班 一1班+一2班 6 一1班教室 李强",
        ),
        broken: serviced().service("session 周一 作业辅导 一1班 一1班 4 一1班教室 李强"),
        amount: 1,
    }
}
