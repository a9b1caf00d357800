use std::collections::BTreeMap;

use crate::plan::DatedDuty;
use crate::rules::Fixture;
use crate::school::WeeklyDuty;
use crate::school::sample::Case;
use crate::school::sample::service::serviced;
use crate::units::TeacherId;

/// Four weeks of one person each, from 张芳, 李强 (who has served one week before), 王静 and 赵敏; `turns` by week.
pub(super) fn case(turns: [&str; 4]) -> Case {
    let sample = serviced().term("2026-03-02", "2026-03-27").with(|school| {
        let who = (0..4).map(TeacherId).collect();
        let served = BTreeMap::from([(TeacherId(1), 1)]);
        school.duty.weekly.push(WeeklyDuty { name: "值周".into(), who, people: 1, served });
    });
    let mut lines = Vec::new();
    for day in &sample.school.term.as_ref().unwrap().days {
        lines.push(DatedDuty {
            date: day.date,
            week: day.week,
            post: "值周".into(),
            kind: None,
            time: None,
            place: String::new(),
            person: turns[usize::from(day.week) - 1].into(),
        });
    }
    sample.service("").with_service(|service| service.dated = lines)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: case(["张芳", "王静", "赵敏", "李强"]),
        // 李强 comes to three weeks and 张芳 and 赵敏 to none, two more than fair; and two of the weeks are running.
        broken: case(["李强", "李强", "王静", "王静"]),
        amount: 2 + 2 + 1,
    }
}
