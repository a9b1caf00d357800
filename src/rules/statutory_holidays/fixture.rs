use std::collections::BTreeMap;

use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{Closed, Law, Term};
use crate::units::Weeks;

/// Three weeks around Labour Day 2026, with the law's day off and its Saturday worked; `saturday` is when the school makes
/// up for Monday, and its own calendar has `holidays`.
fn around(saturday: &str, holidays: &[Closed]) -> Sample {
    let date = |text: &str| text.parse().unwrap_or_default();
    let off = vec![Closed { name: "劳动节".into(), from: date("2026-05-01"), to: date("2026-05-05") }];
    let mut term = Term::new("春", date("2026-04-27"), date("2026-05-16"));
    term.holidays = if holidays.is_empty() { off.clone() } else { holidays.to_vec() };
    term.law = Law { years: vec![2026], off, worked: vec![date("2026-05-09")] };
    small().with(|school| {
        let monday = school.weekdays[0];
        let made_up = BTreeMap::from([(date(saturday), (monday, Weeks::Even))]);
        school.term = Some(term.fill(&school.weekdays, &made_up));
    })
}

/// Broken: the school is off on 1 May only, and works on 16 May.
pub(crate) fn fixture() -> Fixture {
    let one = "2026-05-01".parse().unwrap_or_default();
    let short = [Closed { name: "五一".into(), from: one, to: one }];
    Fixture { kept: around("2026-05-09", &[]).plan(""), broken: around("2026-05-16", &short).plan(""), amount: 3 }
}
