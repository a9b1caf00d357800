//! Days without school, periods that do not exist, further classes under another bell.

use crate::school::sample::{Sample, bell, small};
use crate::units::{BellId, Weekday};

fn combined() -> Sample {
    small().requires("一1班+一2班", "体育", "王静", 1).with(|school| {
        school.bells.push(bell(
            "高年级",
            &["08:30-09:10", "09:20-10:00", "10:10-10:50"],
            &["13:50-14:30", "14:40-15:20"],
        ));
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
    let lunch = |time: &str| {
        combined().with(|school| {
            for day in school.bells[1].days.values_mut() {
                day.breaks.push(crate::school::Break {
                    name: "午餐".into(),
                    kind: crate::school::BreakKind::Lunch,
                    time: crate::units::Interval::parse(time).unwrap(),
                });
            }
        })
    };
    let lesson = |time| lunch(time).plan("一1班+一2班 体育 王静 周一 2").amount("R119");
    assert_eq!((lesson("09:10-09:20"), lesson("09:10-09:21"), lesson("10:00-10:10")), (0, 1, 0));
}

#[test]
fn the_model_leaves_a_further_class_only_times_at_school() {
    let school = combined().school;
    let mut lowering = crate::lowering::lower(&school);
    let [activity] = lowering.of_requirement(crate::units::RequirementId(0)) else { panic!("one activity") };
    let activity = lowering.problem.activity(*activity).clone();
    let periods: std::collections::BTreeSet<u8> = activity
        .domain
        .iter()
        .flat_map(|placement| &lowering.place(*placement).periods)
        .map(|period| period.0)
        .collect();
    // Neither the third and fourth (after 10:50) nor the sixth (after 15:20); R108 keeps PE out of the first and fifth.
    assert_eq!(periods.into_iter().collect::<Vec<_>>(), [2]);
    super::lower::lower(&mut lowering);
    assert_eq!(lowering.problem.exclusions.iter().filter(|e| e.tag.rule == "R119").count(), 15);
}
