//! Five a week, doubles, odd weeks.

use crate::school::Weekly;
use crate::school::sample::{Sample, small};

/// `days`: weekday, period and perhaps the week, as in `周一2单`.
fn plan(school: &Sample, days: &str) -> i64 {
    let lesson = |at: &str| {
        let (day, rest) = at.split_at("周一".len());
        let (period, week) = rest.split_at(1);
        format!("一1班 体育 王静 {day} {period} {week}")
    };
    let lessons: Vec<String> = days.split(' ').map(lesson).collect();
    school.clone().plan(&lessons.join("; ")).amount("R107")
}

#[test]
fn five_a_week_are_one_a_day() {
    let school = small().requires("一1班", "体育", "王静", 5);
    assert_eq!(plan(&school, "周一2 周二2 周三2 周四2 周五2"), 0);
    assert_eq!(plan(&school, "周一2 周一6 周三2 周四2 周五2"), 2);
}

#[test]
fn six_a_week_leave_no_day_out() {
    let school = small().requires("一1班", "体育", "王静", 6);
    assert_eq!(plan(&school, "周一2 周一6 周二2 周三2 周四2 周五2"), 0);
    assert_eq!(plan(&school, "周一2 周一6 周三6 周三2 周四2 周五2"), 1);
}

#[test]
fn a_double_counts_once() {
    let school = small().requires("一1班", "体育", "王静", 4).with(|school| school.requirements[0].doubles = 1);
    assert_eq!(plan(&school, "周一2 周一3 周三2 周五2"), 0);
    assert_eq!(plan(&school, "周一2 周一3 周一6 周五2"), 1);
}

#[test]
fn each_week_is_looked_at() {
    let school = small().requires_weekly("一1班", "体育", "王静", Weekly { every: 1, odd: 1, even: 1, either: 0 });
    assert_eq!(plan(&school, "周一2 周二2单 周二2双"), 0);
    assert_eq!(plan(&school, "周一2 周二2单 周一6双"), 1);
    assert_eq!(plan(&school, "周一2 周一5单 周一6双"), 2);
}
