use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: serviced().service("session 周一 社团 篮球 一1班 4 操场 王静; session 周二 社团 篮球 一1班 4 操场 王静"),
        broken: serviced()
            .service("session 周一 社团 篮球 一1班 4 操场 王静; session 周二 社团 篮球 一1班 4 操场 周教练"),
        amount: 1,
    }
}
