//! Lunch, the general limit, several clocks.

use crate::school::sample::{Sample, bell, small};
use crate::units::BellId;

fn amount(school: &Sample, periods: &[u8]) -> i64 {
    let lessons: Vec<_> = periods.iter().map(|period| format!("一1班 语文 张芳 周一 {period}")).collect();
    school.clone().plan(&lessons.join("; ")).amount("R110")
}

#[test]
fn lunch_ends_a_run() {
    let school = small().with(|school| school.teachers[0].max_in_row = Some(2));
    assert_eq!(amount(&school, &[3, 4, 5, 6]), 0);
    assert_eq!(amount(&school, &[1, 2, 3, 4]), 2);
}

#[test]
fn the_general_limit_is_four() {
    let school = small().with(|school| {
        let morning = ["08:00-08:40", "08:50-09:30", "09:40-10:20", "10:30-11:10", "11:20-12:00"];
        school.bells[0] = bell("全校", &morning, &["14:00-14:40"]);
    });
    assert_eq!(amount(&school, &[1, 2, 3, 4, 6]), 0);
    assert_eq!(amount(&school, &[1, 2, 3, 4, 5]), 1);
}

#[test]
fn a_pause_of_the_parameters_length_ends_a_run() {
    let school = |pause| {
        small().with(|school| school.teachers[0].max_in_row = Some(1)).setting("R110", |setting| {
            setting.params.insert("pause", crate::school::ParamValue::Int(pause));
        })
    };
    // Long recess between the second and the third period lasts 30 minutes.
    assert_eq!((amount(&school(30), &[2, 3]), amount(&school(31), &[2, 3])), (0, 1));
}

#[test]
fn two_clocks_make_one_run() {
    let school = small().with(|school| {
        school.bells.push(bell("高年级", &["07:40-08:20", "10:10-10:25"], &[]));
        school.classes[1].bell = BellId(1);
        school.teachers[0].max_in_row = Some(2);
    });
    let case = school.plan("一1班 语文 张芳 周一 2; 一2班 语文 张芳 周一 2; 一1班 语文 张芳 周一 3; 一2班 语文 张芳 周一 1");
    assert_eq!(case.amount("R110"), 1);
}
