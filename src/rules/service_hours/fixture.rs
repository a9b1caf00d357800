use crate::rules::Fixture;
use crate::school::ParamValue;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    let least = |minutes| {
        serviced().setting("R201", |setting| {
            setting.params.insert("minutes", ParamValue::Int(minutes));
        })
    };
    // Monday and Tuesday have 50 + 60 minutes, the other three days 50.
    Fixture { kept: least(50).plan(""), broken: least(60).plan(""), amount: 2 * 3 * 10 }
}
