use crate::rules::Fixture;
use crate::school::ParamValue;
use crate::school::sample::small;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small()
            .setting("R511", |setting| {
                setting.params.insert("published", ParamValue::Words(vec!["全校".into()]));
            })
            .plan(""),
        broken: small().plan(""),
        amount: 1,
    }
}
