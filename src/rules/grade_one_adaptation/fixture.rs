use crate::rules::Fixture;
use crate::school::ParamValue;
use crate::school::sample::small;

pub(crate) fn fixture() -> Fixture {
    let plan = ParamValue::Words(vec!["第1-4周下午不上新课".into()]);
    Fixture {
        kept: small()
            .setting("R525", |setting| {
                setting.params.insert("plan", plan);
            })
            .plan(""),
        broken: small().plan(""),
        amount: 1,
    }
}
