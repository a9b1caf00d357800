use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: serviced()
            .service("session 周一 作业辅导 一1班 一1班 4 一1班教室 张芳; session 周一 社团 篮球 一1班 4 操场 周教练"),
        // Nobody; one too many; not an instructor; an outsider in a group without named supervisors.
        broken: serviced().service(
            "session 周一 作业辅导 一1班 一1班 4 一1班教室 _; session 周二 作业辅导 一1班 一1班 4 一1班教室 张芳+李强; \
             session 周一 社团 篮球 一1班 4 操场 张芳; session 周三 作业辅导 一1班 一1班 4 一1班教室 周教练",
        ),
        amount: 4,
    }
}
