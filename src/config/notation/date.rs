//! Dates as people write them: `2026-03-02`, `2026/3/2`, `2026.3.2`, `2026年3月2日`.

use chrono::NaiveDate;

use super::{Fault, Parsed, clean};
use crate::args;
use crate::text::term::BAD_DATE;

/// Years that a date may have: others are mistyped.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// A date.
pub fn date(text: &str) -> Parsed<NaiveDate> {
    let text = clean(text);
    parse(&text).ok_or_else(|| Fault::new(&BAD_DATE, args! { value: text }))
}

fn parse(text: &str) -> Option<NaiveDate> {
    let plain = match text.strip_suffix('日') {
        Some(chinese) => chinese.replacen('年', "-", 1).replacen('月', "-", 1),
        None => text.replace(['/', '.'], "-"),
    };
    let parts: Vec<&str> = plain.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let number = |part: &str, most: usize| {
        let digits = !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let year = i32::try_from(number(year, 4)?).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        for text in ["2026-03-02", "2026-3-2", "2026/3/2", "2026.03.02", "2026年3月2日", " ２０２６-03-02 "] {
            assert_eq!(date(text).map(|date| date.to_string()), Ok("2026-03-02".into()), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in [
            "",
            "2026-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-04-31",
            "26-3-2",
            "2026-3",
            "2026-3-2-1",
            "+2026-3-2",
            "2026-03-02T08:00",
            "1999-12-31",
            "2101-01-01",
            "3月2日",
            "2026年3月",
            "二〇二六年三月二日",
        ] {
            assert_eq!(date(bad).map_err(|fault| fault.error.code), Err("E230"), "{bad}");
        }
    }
}
