use crate::rules::Fixture;
use crate::school::sample::service::serviced;
use crate::school::sample::{Case, Sample};
use crate::units::BuildingId;

/// The gate (07:50-08:20) stands by the main building, where 张芳 teaches at 08:30 on Mondays and 李强 at 09:20; nobody does
/// on Tuesdays.
fn case(holder: &str) -> Case {
    let sample = serviced().with(|school| school.duty.posts[0].building = Some(BuildingId(0)));
    let lessons =
        Sample { school: sample.school.clone() }.plan("一1班 语文 张芳 周一 1; 一2班 数学 李强 周一 2").plan.rows;
    sample.service(&format!("shift 校门 周一 {holder}; shift 校门 周二 王静")).with_rows(|rows| *rows = lessons)
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: case("张芳"), broken: case("李强"), amount: 1 }
}
