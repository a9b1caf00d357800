use crate::rules::Fixture;
use crate::school::ParamValue;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;

/// Four sessions of 50 minutes, four teachers: everybody's share is 50; 周教练 has none.
fn school() -> Sample {
    serviced().setting("R250", |setting| {
        setting.params.insert("tolerance", ParamValue::Int(10));
    })
}

pub(crate) fn fixture() -> Fixture {
    let day = |day: &str, first: &str, second: &str| {
        format!(
            "session {day} 作业辅导 一1班 一1班 4 一1班教室 {first}; session {day} 作业辅导 一2班 一2班 2 一2班教室 {second};"
        )
    };
    Fixture {
        kept: school().service(&(day("周一", "张芳", "李强") + &day("周二", "王静", "赵敏"))),
        // 张芳 has 100 minutes, 40 beyond 60; 王静 none, 40 short of 40.
        broken: school().service(&(day("周一", "张芳", "李强") + &day("周二", "张芳", "赵敏"))),
        amount: 40 + 40,
    }
}
