use crate::rules::Fixture;
use crate::school::sample::service::serviced;
use crate::units::{Interval, Weekday};

pub(crate) fn fixture() -> Fixture {
    let kept = serviced().with(|school| {
        let time = Interval::parse("16:40-17:40").unwrap();
        school.service.slots[1].days = (1..=5).filter_map(Weekday::new).map(|day| (day, time)).collect();
    });
    // Clubs are on Monday and Tuesday only.
    Fixture { kept: kept.plan(""), broken: serviced().plan(""), amount: 2 * 3 }
}
