use std::collections::BTreeMap;

use crate::plan::FlexLine;
use crate::rules::Fixture;
use crate::school::sample::Case;
use crate::school::sample::service::serviced;
use crate::school::{Flex, FlexDay, FlexLeave};
use crate::units::{ClockTime, Interval, TeacherId, Weekday};

/// 张芳, with 20 minutes of credit, leads clubs on Mondays until 17:40, and comes half an hour late on Tuesdays.
pub(in crate::rules) fn case(lines: &[(&str, &str, i64, i64)]) -> Case {
    let sample = serviced().term("2026-03-02", "2026-03-10").with(|school| {
        let tuesday = FlexDay::Weekly(Weekday::new(2).unwrap());
        let time = Interval::parse("08:00-08:30").unwrap();
        school.duty.flex = Some(Flex {
            start: ClockTime::parse("08:00").unwrap(),
            end: ClockTime::parse("17:00").unwrap(),
            leaves: vec![FlexLeave { teacher: TeacherId(0), day: tuesday, time }],
            opening: BTreeMap::from([(TeacherId(0), 20)]),
        });
    });
    let line = |(date, reason, minutes, balance): &(&str, &str, i64, i64)| FlexLine {
        person: "张芳".into(),
        date: date.parse().unwrap(),
        reason: (*reason).into(),
        minutes: *minutes,
        balance: *balance,
    };
    let lines = lines.iter().map(line).collect();
    sample.service("session 周一 社团 篮球 一1班 4 操场 张芳").with_service(|service| service.flex = lines)
}

pub(crate) fn fixture() -> Fixture {
    let club = "社团 篮球";
    Fixture {
        kept: case(&[
            ("2026-03-02", club, 40, 60),
            ("2026-03-03", "晚到", -30, 30),
            ("2026-03-09", club, 40, 70),
            ("2026-03-10", "晚到", -30, 40),
        ]),
        // 45 minutes instead of 40 (one too many, one missing), a leave left out, a wrong balance.
        broken: case(&[("2026-03-02", club, 45, 65), ("2026-03-03", "晚到", -30, 35), ("2026-03-09", club, 40, 70)]),
        amount: 2 + 1 + 1,
    }
}
