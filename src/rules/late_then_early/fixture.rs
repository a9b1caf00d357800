use crate::rules::Fixture;
use crate::school::sample::service::serviced;
use crate::school::sample::{Case, Sample};
use crate::units::Interval;

/// Duty at the gate is from 18:30 to 20:30; 张芳 teaches the first lesson on Tuesdays.
fn case(holder: &str) -> Case {
    let sample = serviced().with(|school| {
        let days = &mut school.duty.posts[0].days;
        days.values_mut().for_each(|time| *time = Interval::parse("18:30-20:30").unwrap());
    });
    let lessons =
        Sample { school: sample.school.clone() }.plan("一1班 语文 张芳 周二 1; 一2班 数学 李强 周二 2").plan.rows;
    sample.service(&format!("shift 校门 周一 {holder}")).with_rows(|rows| *rows = lessons)
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: case("李强"), broken: case("张芳"), amount: 1 }
}
