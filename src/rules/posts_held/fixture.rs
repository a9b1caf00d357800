use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    let patrol =
        "shift 巡查 周一 李强; shift 巡查 周二 李强; shift 巡查 周三 李强; shift 巡查 周四 李强; shift 巡查 周五 李强;";
    let gate =
        "shift 校门 周一 张芳; shift 校门 周二 王静; shift 校门 周三 赵敏; shift 校门 周四 张芳; shift 校门 周五 王静";
    Fixture {
        kept: serviced().service(&format!("{patrol} {gate}")),
        // Friday's gate is left, Monday's is held by two, Tuesday's by the outsider, who takes no duty.
        broken: serviced().service(&format!(
            "{patrol} {}; shift 校门 周一 赵敏",
            gate.replace("; shift 校门 周五 王静", "").replace("周二 王静", "周二 周教练")
        )),
        amount: 3,
    }
}
