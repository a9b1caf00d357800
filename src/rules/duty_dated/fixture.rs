use crate::plan::DatedDuty;
use crate::rules::Fixture;
use crate::school::sample::Case;
use crate::school::sample::service::serviced;
use crate::school::{Cancel, PostKind};
use crate::units::Interval;

/// The gate of Mondays over two weeks; on the second Monday there is no duty.
pub(super) fn case(dates: &[(&str, u16)]) -> Case {
    let sample = serviced().term("2026-03-02", "2026-03-18").with(|school| {
        let days = &mut school.term.as_mut().unwrap().days;
        days[5].cancelled.push(Cancel { duty: true, ..Cancel::default() });
    });
    let lines = dates.iter().map(|(date, week)| DatedDuty {
        date: date.parse().unwrap(),
        week: *week,
        post: "校门".into(),
        kind: Some(PostKind::Gate),
        time: Interval::parse("07:50-08:20"),
        place: String::new(),
        person: "张芳".into(),
    });
    let lines = lines.collect();
    sample.service("shift 校门 周一 张芳").with_service(|service| service.dated = lines)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: case(&[("2026-03-02", 1), ("2026-03-16", 3)]),
        // One Monday is left out, the cancelled one is in.
        broken: case(&[("2026-03-02", 1), ("2026-03-09", 2)]),
        amount: 2,
    }
}
