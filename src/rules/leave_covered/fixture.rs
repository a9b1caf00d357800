use std::collections::BTreeMap;

use crate::plan::DatedDuty;
use crate::rules::Fixture;
use crate::school::sample::Case;
use crate::school::sample::service::serviced;
use crate::school::{Flex, FlexDay, FlexLeave, PostKind};
use crate::units::{ClockTime, Interval, TeacherId};

/// 张芳 comes at 09:00 on 2026-03-02, a Monday, and would be at the gate at 07:50.
fn case(holder: Option<&str>) -> Case {
    let sample = serviced().term("2026-03-02", "2026-03-06").with(|school| {
        let day = FlexDay::Once("2026-03-02".parse().unwrap());
        let time = Interval::parse("07:30-09:00").unwrap();
        school.duty.flex = Some(Flex {
            start: ClockTime::parse("08:00").unwrap(),
            end: ClockTime::parse("17:00").unwrap(),
            leaves: vec![FlexLeave { teacher: TeacherId(0), day, time }],
            opening: BTreeMap::new(),
        });
    });
    let line = |person: &str| DatedDuty {
        date: "2026-03-02".parse().unwrap(),
        week: 1,
        post: "校门".into(),
        kind: Some(PostKind::Gate),
        time: Interval::parse("07:50-08:20"),
        place: String::new(),
        person: person.into(),
    };
    let lines = holder.map(line).into_iter().collect();
    sample.service("shift 校门 周一 张芳").with_service(|service| service.dated = lines)
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: case(Some("王静")), broken: case(None), amount: 1 }
}
