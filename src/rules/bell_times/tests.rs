//! Days without school, periods that do not exist, further classes under another bell.

use crate::school::sample::{Sample, bell, small};
use crate::units::{BellId, Weekday};

fn combined() -> Sample {
    small().requires("一1班+一2班", "体育", "王静", 1).with(|school| {
        school.bells.push(bell("高年级", &["08:30-09:10", "09:20-10:00", "10:10-10:50"], &["13:50-14:30", "14:40-15:20"]));
        school.classes[1].bell = BellId(1);
    })
}

#[test]
fn a_period_or_day_that_does_not_exist() {
    let school = || small().requires("一1班", "语文", "张芳", 1);
    assert_eq!(school().plan("一1班 语文 张芳 周一 7").amount("R119"), 1);
    assert_eq!(school().plan("一1班 语文 张芳 周六 1").amount("R119"), 1);
    let closed = school().with(|school| school.weekdays.retain(|day| *day != Weekday::new(2).unwrap()));
    assert_eq!(closed.clone().plan("一1班 语文 张芳 周二 1").amount("R119"), 1);
    assert_eq!(closed.plan("一1班 语文 张芳 周三 1").amount("R119"), 0);
}

#[test]
fn a_further_class_is_at_school() {
    for (period, amount) in [(1, 0), (2, 0), (3, 1), (4, 1), (5, 0), (6, 1)] {
        let plan = combined().plan(&format!("一1班+一2班 体育 王静 周一 {period}"));
        assert_eq!(plan.amount("R119"), amount, "{period}");
    }
}

#[test]
fn a_further_class_has_its_lunch() {
    let lunch = combined().with(|school| {
        for day in school.bells[1].days.values_mut() {
            day.breaks.push(crate::school::Break {
                name: "午餐".into(),
                kind: crate::school::BreakKind::Lunch,
                time: crate::units::Interval::parse("09:10-09:20").unwrap(),
            });
        }
    });
    assert_eq!(lunch.plan("一1班+一2班 体育 王静 周一 2").amount("R119"), 0);
}
