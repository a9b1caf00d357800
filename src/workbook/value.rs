//! A cell's value as people see it: whole numbers without a point, dates and times of day in the one way that the
//! configuration reads.

use calamine::{Data, ExcelDateTime};
use chrono::NaiveDate;

/// What a cell was before it was text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text,
    /// A number.
    Number,
    /// A day, perhaps with a time. Spreadsheets make one of `3/2` and of `1-2`.
    Date(NaiveDate),
    /// A time of day.
    Time,
    /// Yes or no.
    Flag,
    /// An error such as `#REF!`.
    Error,
}

/// The text and the kind of a value.
pub(super) fn show(data: &Data) -> (String, Value) {
    match data {
        Data::Empty => (String::new(), Value::Empty),
        Data::String(text) => (super::normal(text), Value::Text),
        Data::Int(number) => (number.to_string(), Value::Number),
        Data::Float(number) => (float(*number), Value::Number),
        Data::Bool(true) => ("是".to_owned(), Value::Flag),
        Data::Bool(false) => ("否".to_owned(), Value::Flag),
        Data::DateTime(time) => date_time(*time),
        Data::DateTimeIso(text) => iso(text),
        Data::DurationIso(text) => (duration(text).unwrap_or_else(|| text.clone()), Value::Time),
        Data::Error(error) => (error.to_string(), Value::Error),
    }
}

/// A number with at most 12 significant digits, so that 0.1 + 0.2 is 0.3.
fn float(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let rounded: f64 = format!("{number:.11e}").parse().unwrap_or(number);
    rounded.to_string()
}

fn date_time(time: ExcelDateTime) -> (String, Value) {
    let (year, month, day, hour, minute, _, _) = time.to_ymd_hms_milli();
    let whole_minutes = (time.as_f64() * 1440.0).round();
    let clock = |minutes: f64| format!("{:02.0}:{:02.0}", (minutes / 60.0).floor(), minutes % 60.0);
    if time.is_duration() || (0.0..1.0).contains(&time.as_f64()) {
        return (clock(whole_minutes.max(0.0)), Value::Time);
    }
    let Some(date) = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)) else {
        return (float(time.as_f64()), Value::Number);
    };
    match (hour, minute) {
        (0, 0) => (date.to_string(), Value::Date(date)),
        _ => (format!("{date} {}", clock(whole_minutes.rem_euclid(1440.0))), Value::Date(date)),
    }
}

fn iso(text: &str) -> (String, Value) {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let Ok(date) = day.parse::<NaiveDate>() else { return (text.to_owned(), Value::Text) };
    let time = time.get(..5).filter(|time| *time != "00:00").map(|time| format!(" {time}")).unwrap_or_default();
    (format!("{date}{time}"), Value::Date(date))
}

/// `PT08H20M00S` as `08:20`.
fn duration(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, _) = rest.split_once('M')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(format!("{hours:02}:{minutes:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn values_read_as_people_see_them() {
        let shown = |data: Data| show(&data).0;
        assert_eq!(shown(Data::Float(8.0)), "8");
        assert_eq!(shown(Data::Float(0.1 + 0.2)), "0.3");
        assert_eq!(shown(Data::Float(0.5)), "0.5");
        assert_eq!(shown(Data::Float(f64::NAN)), "NaN");
        assert_eq!(shown(Data::String("　张　芳 \r\n 8 ".into())), "张 芳\n8");
        assert_eq!(shown(Data::DurationIso("PT08H20M00S".into())), "08:20");
        assert_eq!(shown(Data::DateTimeIso("2026-03-02T00:00:00".into())), "2026-03-02");
        let excel = |value, kind| show(&Data::DateTime(ExcelDateTime::new(value, kind, false)));
        assert_eq!(excel(0.347_222_222, ExcelDateTimeType::DateTime).0, "08:20");
        assert_eq!(
            excel(46083.0, ExcelDateTimeType::DateTime),
            ("2026-03-02".into(), Value::Date(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()))
        );
        assert_eq!(excel(46083.5, ExcelDateTimeType::DateTime).0, "2026-03-02 12:00");
    }
}
