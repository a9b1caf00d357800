use crate::rules::Fixture;
use crate::school::ParamValue;
use crate::school::sample::small;

pub(crate) fn fixture() -> Fixture {
    let record = ParamValue::Words(vec!["教务处调课登记簿".into()]);
    Fixture {
        kept: small()
            .setting("R522", |setting| {
                setting.params.insert("record", record);
            })
            .plan(""),
        broken: small().plan(""),
        amount: 1,
    }
}
