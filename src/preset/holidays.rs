//! Statutory holidays and make-up workdays (调休上班日), by year and by the notice that announced them.

use chrono::NaiveDate;
use serde::Deserialize;

/// Embedded files.
const FILES: [(&str, &str); 1] = [("cn", include_str!("data/holidays-cn.toml"))];

/// The holidays of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayYear {
    /// The year.
    pub year: i32,
    /// The notice that announced them.
    pub document: String,
    /// The holidays, in order.
    pub holidays: Vec<PublicHoliday>,
}

/// One holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicHoliday {
    /// Name.
    pub name: String,
    /// First day off.
    pub from: NaiveDate,
    /// Last day off.
    pub to: NaiveDate,
    /// Weekend days that are worked for it.
    pub make_up: Vec<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    year: Vec<Year>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i32,
    document: String,
    holiday: Vec<Holiday>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    name: String,
    from: String,
    to: String,
    #[serde(default)]
    make_up: Vec<String>,
}

/// The calendar called `name`, by year; none when there is no such calendar.
#[must_use]
pub fn holidays(name: &str) -> Option<Vec<HolidayYear>> {
    FILES.iter().find(|(known, _)| *known == name).and_then(|(_, text)| parse(text))
}

/// Reads a calendar; none when it is not well formed or a date is none (the tests see to those that ship).
fn parse(text: &str) -> Option<Vec<HolidayYear>> {
    let file: File = toml::from_str(text).ok()?;
    let date = |text: &String| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let holiday = |one: Holiday| {
        let make_up = one.make_up.iter().map(date).collect::<Option<Vec<_>>>()?;
        Some(PublicHoliday { from: date(&one.from)?, to: date(&one.to)?, name: one.name, make_up })
    };
    let year = |one: Year| {
        let holidays = one.holiday.into_iter().map(holiday).collect::<Option<Vec<_>>>()?;
        Some(HolidayYear { year: one.year, document: one.document, holidays })
    };
    file.year.into_iter().map(year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_are_in_order_and_make_up_days_are_weekends() {
        for (name, _) in FILES {
            let years = holidays(name).unwrap_or_else(|| panic!("{name} is not well formed"));
            assert!(!years.is_empty());
            let all: Vec<_> = years.iter().flat_map(|year| &year.holidays).collect();
            assert!(all.iter().all(|one| one.from <= one.to && !one.name.is_empty()));
            assert!(all.windows(2).all(|pair| pair[0].to < pair[1].from), "in order, apart");
            for date in all.iter().flat_map(|one| &one.make_up) {
                assert!(crate::units::Weekday::of(*date).number() >= 6, "{date} is no weekend day");
                assert!(!all.iter().any(|one| (one.from..=one.to).contains(date)), "{date} is a holiday");
            }
            for year in &years {
                assert!(year.document.contains(&year.year.to_string()), "{}", year.document);
            }
        }
        assert_eq!(holidays("no-such"), None);
        assert_eq!(parse("[[year]]\nyear = 1\ndocument = ''\nholiday = [{name='', from='2026-02-30', to=''}]"), None);
    }

    /// Days off and days worked by law, against the tables of another library.
    #[test]
    fn holidays_agree_with_another_calendar() {
        use tyme4rs::tyme::solar::SolarDay;
        let years = holidays("cn").unwrap();
        let mut compared = 0;
        for year in &years {
            let first = NaiveDate::from_ymd_opt(year.year, 1, 1).unwrap();
            for date in first.iter_days().take_while(|date| chrono::Datelike::year(date) == year.year) {
                use chrono::Datelike;
                let (month, day) = (date.month() as usize, date.day() as usize);
                let theirs = SolarDay::from_ymd(date.year() as isize, month, day).get_legal_holiday();
                let off = year.holidays.iter().any(|one| (one.from..=one.to).contains(&date));
                let worked = year.holidays.iter().any(|one| one.make_up.contains(&date));
                let ours = (off || worked).then_some(worked);
                assert_eq!(ours, theirs.map(|one| one.is_work()), "{date}");
                compared += u32::from(ours.is_some());
            }
        }
        assert_eq!(compared, (28 + 5) + (33 + 6));
    }
}
