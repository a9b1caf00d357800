use crate::rules::Fixture;
use crate::school::ParamValue;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 4).requires("一2班", "语文", "张芳", 1).setting("R157", |setting| {
        setting.params.insert("lunch", ParamValue::Bool(false));
        setting.params.insert("except", ParamValue::Words(vec!["一2班".into()]));
    })
}

pub(crate) fn fixture() -> Fixture {
    let other = "一2班 语文 张芳 周三 1";
    Fixture {
        kept: school().plan(&format!(
            "一1班 语文 张芳 周一 1; 一1班 语文 张芳 周一 4; 一1班 语文 张芳 周二 5; 一1班 语文 张芳 周二 6; {other}"
        )),
        broken: school().plan(&format!(
            "一1班 语文 张芳 周一 3; 一1班 语文 张芳 周一 5; 一1班 语文 张芳 周二 1; 一1班 语文 张芳 周二 2; {other}"
        )),
        amount: 2,
    }
}
