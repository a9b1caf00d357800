use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{ParamValue, TimeSpan};
use crate::units::{Interval, Weekday, Weeks};

/// 一1班 is away in the first period of Tuesday; 一2班 is not concerned.
fn school() -> Sample {
    let school = small().requires("一1班", "语文", "张芳", 4).requires("一2班", "语文", "张芳", 2);
    school
        .with(|school| {
            school.classes[0].unavailable = vec![TimeSpan {
                weeks: Weeks::All,
                weekday: Weekday::new(2).unwrap(),
                time: Interval::parse("08:30-09:10").unwrap(),
            }];
        })
        .setting("R156", |setting| {
            setting.params.insert("start", ParamValue::Int(1));
            setting.params.insert("except", ParamValue::Words(vec!["一2班".into()]));
        })
}

pub(crate) fn fixture() -> Fixture {
    let others = "一2班 语文 张芳 周一 4; 一2班 语文 张芳 周一 6";
    Fixture {
        kept: school().plan(&format!(
            "一1班 语文 张芳 周一 1; 一1班 语文 张芳 周一 2; 一1班 语文 张芳 周二 2; 一1班 语文 张芳 周二 3; {others}"
        )),
        // Two idle periods on Monday; Tuesday begins a period late, with two lessons.
        broken: school().plan(&format!(
            "一1班 语文 张芳 周一 1; 一1班 语文 张芳 周一 4; 一1班 语文 张芳 周二 3; 一1班 语文 张芳 周二 4; {others}"
        )),
        amount: 4,
    }
}
