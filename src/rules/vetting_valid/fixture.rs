use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::rules::Fixture;
use crate::school::Term;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;

/// A term whose last Monday is 2026-06-29.
fn school(vetted: Option<(i32, u32, u32)>) -> Sample {
    serviced().with(|school| {
        let date = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let term = Term::new("春季", date((2026, 3, 2)), date((2026, 7, 3)));
        school.term = Some(term.fill(&school.weekdays, &BTreeMap::new()));
        school.teachers[4].willing.vetted_until = vetted.map(date);
    })
}

pub(crate) fn fixture() -> Fixture {
    let meeting = "session 周一 社团 篮球 一1班 4 操场 周教练";
    Fixture {
        kept: school(Some((2026, 6, 29))).service(meeting),
        broken: school(Some((2026, 6, 28))).service(meeting),
        amount: 1,
    }
}
