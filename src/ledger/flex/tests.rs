//! A fortnight of flexible hours, counted by hand.

use std::collections::BTreeMap;

use super::*;
use crate::ledger::duty::dated;
use crate::school::FlexLeave;
use crate::school::sample::service::serviced;
use crate::units::{ClockTime, Weekday};

#[test]
fn early_and_late_minutes_are_earned_and_leaves_spend_them() {
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    let mut case = serviced()
        .with(|school| {
            let term = Term::new("春", date("2026-03-02"), date("2026-03-13"));
            school.term = Some(term.fill(&school.weekdays, &BTreeMap::new()));
            let leave = |teacher, day, time: &str| FlexLeave {
                teacher: TeacherId(teacher),
                day,
                time: Interval::parse(time).unwrap(),
            };
            let tuesday = FlexDay::Weekly(Weekday::new(2).unwrap());
            school.duty.flex = Some(Flex {
                start: ClockTime::parse("08:00").unwrap(),
                end: ClockTime::parse("17:00").unwrap(),
                leaves: vec![
                    leave(2, FlexDay::Once(date("2026-03-10")), "16:30-17:30"),
                    leave(2, tuesday, "08:00-08:20"),
                ],
                opening: BTreeMap::from([(TeacherId(2), 5)]),
            });
        })
        .service(
            "session 周一 社团 篮球 一1班 4 操场 王静+周教练; session 周一 作业辅导 一1班 一1班 4 一1班教室 张芳; \
             shift 校门 周一 王静",
        );
    let duty = dated(&case.school, &case.plan).duty;
    case.plan.service.as_mut().unwrap().dated = duty;
    let found = flex(&case.school, &case.plan);
    let shown: Vec<_> = found
        .iter()
        .map(|line| format!("{} {} {} {} {}", line.person, line.date, line.reason, line.minutes, line.balance))
        .collect();
    // The gate is 07:50-08:20, ten minutes early; the club 16:40-17:40, forty minutes late; 张芳's homework ends in time;
    // 周教练 is from outside. The early leave is 30 minutes of the working day.
    let expected = [
        "王静 2026-03-02 校门 10 15",
        "王静 2026-03-02 社团 篮球 40 55",
        "王静 2026-03-03 晚到 -20 35",
        "王静 2026-03-09 校门 10 45",
        "王静 2026-03-09 社团 篮球 40 85",
        "王静 2026-03-10 早退 -30 55",
        "王静 2026-03-10 晚到 -20 35",
    ];
    assert_eq!(shown, expected);
}
