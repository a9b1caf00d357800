//! Newtypes with units: identifiers, clock times, minutes, weekdays, period numbers, week parity.
//!
//! Nothing outside this file counts minutes in a bare integer or numbers a class with a bare `usize`.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);

        impl $name {
            /// Position in the table that the identifier points into.
            #[must_use]
            pub fn index(self) -> usize {
                usize::try_from(self.0).unwrap_or(usize::MAX)
            }

            /// The identifier of position `index`; saturates at the type's largest value.
            #[must_use]
            pub fn from_index(index: usize) -> Self {
                Self(<$inner>::try_from(index).unwrap_or(<$inner>::MAX))
            }
        }
    )*};
}

ids! {
    /// A class (班级) in [`crate::school::School::classes`].
    ClassId(u16);
    /// A teacher in [`crate::school::School::teachers`].
    TeacherId(u16);
    /// A room in [`crate::school::School::rooms`].
    RoomId(u16);
    /// A subject in [`crate::school::School::subjects`].
    SubjectId(u16);
    /// A bell schedule in [`crate::school::School::bells`].
    BellId(u16);
    /// A weekly requirement in [`crate::school::School::requirements`].
    RequirementId(u32);
    /// A building in [`crate::school::School::buildings`].
    BuildingId(u16);
    /// A slot of the after-school service in [`crate::school::Service::slots`].
    ServiceSlotId(u16);
    /// A club in [`crate::school::Service::clubs`].
    ClubId(u16);
    /// A pupil in [`crate::school::Service::pupils`].
    PupilId(u32);
    /// A duty post in [`crate::school::Duty::posts`].
    PostId(u16);
    /// A pay item in [`crate::school::Pay::items`].
    PayItemId(u16);
}

/// Money in whole fen (1 yuan = 100 fen); written in yuan with two decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fen(pub i64);

impl Fen {
    /// Reads yuan with at most two decimals: `40`, `40.5`, `-3.25`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (yuan, fen) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if yuan.is_empty() || !all_digits(yuan) || !all_digits(fen) || fen.len() > 2 || digits.ends_with('.') {
            return None;
        }
        let fen = format!("{fen:0<2}").parse::<i64>().ok()?;
        let total = yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fen)?;
        Some(Self(if negative { -total } else { total }))
    }

    /// So many times as much; `None` when it is out of range.
    #[must_use]
    pub fn times(self, count: i64) -> Option<Self> {
        self.0.checked_mul(count).map(Self)
    }
}

impl std::iter::Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self(iter.map(|fen| fen.0).sum())
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100)
    }
}

/// A length of time in whole minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Minutes(pub u16);

/// A time of day, in minutes since midnight; written `HH:MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(u16);

impl ClockTime {
    /// `hour:minute`, or `None` outside 00:00..=24:00.
    #[must_use]
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        let total = hour.checked_mul(60)?.checked_add(minute)?;
        (minute < 60 && total <= 24 * 60).then_some(Self(total))
    }

    /// Reads `8:30`, `08:30` or the full-width `8：30`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.trim().split_once([':', '：'])?;
        let digits = |part: &str, most: usize| {
            (!part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        if minute.len() != 2 {
            return None;
        }
        Self::new(digits(hour, 2)?, digits(minute, 2)?)
    }

    /// The time `total` minutes after midnight, or `None` after 24:00.
    #[must_use]
    pub fn of_minutes(total: u16) -> Option<Self> {
        Self::new(total / 60, total % 60)
    }

    /// Minutes since midnight.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.0
    }

    /// The time `length` later, capped at midnight.
    #[must_use]
    pub fn plus(self, length: Minutes) -> Self {
        Self(self.0.saturating_add(length.0).min(24 * 60))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A half-open clock interval `start..end` of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// First minute inside.
    pub start: ClockTime,
    /// First minute after.
    pub end: ClockTime,
}

impl Interval {
    /// `start..end`, or `None` when it would be empty.
    #[must_use]
    pub fn new(start: ClockTime, end: ClockTime) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// Reads `08:30-09:10` (also with `–`, `~`, `—`).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (start, end) = text.split_once(['-', '–', '—', '~', '～'])?;
        Self::new(ClockTime::parse(start)?, ClockTime::parse(end)?)
    }

    /// Whether the two intervals share a minute.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// How long it lasts.
    #[must_use]
    pub fn length(self) -> Minutes {
        Minutes(self.end.0 - self.start.0)
    }

    /// Minutes from the end of the earlier interval to the start of the later; 0 when they touch or overlap.
    #[must_use]
    pub fn distance(self, other: Self) -> Minutes {
        let (first, second) = if self.start <= other.start { (self, other) } else { (other, self) };
        Minutes(second.start.0.saturating_sub(first.end.0))
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

/// A day of the week, Monday = 1 .. Sunday = 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weekday(u8);

impl Weekday {
    /// `number` in 1..=7, Monday = 1.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (1..=7).contains(&number).then_some(Self(number))
    }

    /// The weekday of a date.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self(match date.weekday() {
            chrono::Weekday::Mon => 1,
            chrono::Weekday::Tue => 2,
            chrono::Weekday::Wed => 3,
            chrono::Weekday::Thu => 4,
            chrono::Weekday::Fri => 5,
            chrono::Weekday::Sat => 6,
            chrono::Weekday::Sun => 7,
        })
    }

    /// Monday = 1 .. Sunday = 7.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// `周一` .. `周日`.
    #[must_use]
    pub fn zh(self) -> &'static str {
        ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][usize::from(self.0 - 1)]
    }

    /// `Mon` .. `Sun`.
    #[must_use]
    pub fn en(self) -> &'static str {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][usize::from(self.0 - 1)]
    }

    /// Reads `1`, `周一`, `星期一`, `礼拜一`, `Mon`, `Monday`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(number) = text.parse::<u8>() {
            return Self::new(number);
        }
        let zh = ["周", "星期", "礼拜"].iter().find_map(|prefix| text.strip_prefix(prefix));
        if let Some(rest) = zh {
            let number = match rest {
                "一" | "1" => 1,
                "二" | "2" => 2,
                "三" | "3" => 3,
                "四" | "4" => 4,
                "五" | "5" => 5,
                "六" | "6" => 6,
                "日" | "天" | "7" => 7,
                _ => return None,
            };
            return Self::new(number);
        }
        let lower = text.to_ascii_lowercase();
        let full = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        (lower.len() >= 3)
            .then(|| full.iter().position(|day| day.starts_with(&lower)))
            .flatten()
            .and_then(|index| Self::new(u8::try_from(index + 1).ok()?))
    }
}

/// The number of a period within a school day, 1-based, as printed on the timetable (第几节).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PeriodIndex(pub u8);

/// The weeks in which something happens (单双周).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weeks {
    /// Every week.
    #[default]
    All,
    /// Odd weeks only (单周).
    Odd,
    /// Even weeks only (双周).
    Even,
}

impl Weeks {
    /// The parity of week `number`.
    #[must_use]
    pub fn of_number(number: u16) -> Self {
        if number % 2 == 1 { Self::Odd } else { Self::Even }
    }

    /// Whether some week belongs to both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self == Self::All || other == Self::All || self == other
    }

    /// `all`, `odd` or `even`: the word used in CSV files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Odd => "odd",
            Self::Even => "even",
        }
    }

    /// Reads `all|odd|even`, `全|单|双`, `每周|单周|双周`, or nothing (= all).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "" | "all" | "全" | "每周" => Some(Self::All),
            "odd" | "单" | "单周" => Some(Self::Odd),
            "even" | "双" | "双周" => Some(Self::Even),
            _ => None,
        }
    }
}

/// A share of a whole, in hundredths of a per cent; written as a number from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u16);

impl Share {
    const WHOLE: u16 = 10_000;

    /// Reads `0.2`, `.05`, `1`: at most four decimals, at most 1.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + decimals.len() == 0
            || whole.len() > 1
            || decimals.len() > 4
            || !digits(whole)
            || !digits(decimals)
        {
            return None;
        }
        let whole: u16 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let part: u16 = format!("{decimals:0<4}").parse().ok()?;
        let share = whole.checked_mul(Self::WHOLE)?.checked_add(part)?;
        (share <= Self::WHOLE).then_some(Self(share))
    }

    /// What remains of `all` when at least this share of it is taken away, in whole numbers.
    #[must_use]
    pub fn rest_of(self, all: u64) -> u64 {
        let rest = u128::from(all) * u128::from(Self::WHOLE - self.0) / u128::from(Self::WHOLE);
        u64::try_from(rest).unwrap_or(u64::MAX)
    }
}

/// In per cent, as short as it is exact: `20%`, `12.5%`.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match (part, part % 10) {
            (0, _) => write!(f, "{whole}%"),
            (_, 0) => write!(f, "{whole}.{}%", part / 10),
            _ => write!(f, "{whole}.{part:02}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_times_read_and_print() {
        assert_eq!(ClockTime::parse("8:05").map(|t| t.to_string()), Some("08:05".into()));
        assert_eq!(ClockTime::parse("08：30").map(ClockTime::minutes), Some(510));
        for bad in ["", "8", "8:5", "24:01", "8:60", "-1:00", "0800", "8:+5", "108:00"] {
            assert_eq!(ClockTime::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn money_is_read_and_written_to_the_fen() {
        for (text, fen) in [("40", 4000), ("40.5", 4050), ("0.05", 5), ("-3.25", -325), (" 1.00 ", 100)] {
            assert_eq!(Fen::parse(text), Some(Fen(fen)), "{text}");
        }
        for bad in ["", ".", "1.", ".5", "1.234", "1e3", "4O", "--1", "+1", "99999999999999999999", "1.-5"] {
            assert_eq!(Fen::parse(bad), None, "{bad}");
        }
        assert_eq!([Fen(-5).to_string(), Fen(123_456).to_string()], ["-0.05", "1234.56"]);
        assert_eq!((Fen(4000).times(3), Fen(i64::MAX).times(2)), (Some(Fen(12000)), None));
    }

    #[test]
    fn intervals_overlap_half_open() {
        let interval = |text: &str| Interval::parse(text).unwrap_or_else(|| unreachable!("{text}"));
        assert!(!interval("08:00-08:40").overlaps(interval("08:40-09:20")));
        assert!(interval("08:00-08:41").overlaps(interval("08:40-09:20")));
        assert_eq!(interval("09:00-09:40").distance(interval("08:00-08:40")), Minutes(20));
        assert_eq!(interval("08:00-09:40").distance(interval("08:10-08:40")), Minutes(0));
        assert_eq!(Interval::parse("09:00-09:00"), None);
    }

    #[test]
    fn weekdays_in_both_languages() {
        for (text, number) in [("周三", 3), ("星期天", 7), ("tue", 2), ("5", 5), ("Friday", 5)] {
            assert_eq!(Weekday::parse(text).map(Weekday::number), Some(number), "{text}");
        }
        for bad in ["周八", "0", "8", "m", ""] {
            assert_eq!(Weekday::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn week_parities_overlap_unless_opposite() {
        assert!(Weeks::All.overlaps(Weeks::Odd));
        assert!(!Weeks::Odd.overlaps(Weeks::Even));
        assert!(Weeks::Even.overlaps(Weeks::Even));
    }

    #[test]
    fn shares_are_exact() {
        let share = |text: &str| Share::parse(text).unwrap_or_else(|| unreachable!("{text}"));
        assert_eq!((share("0.2").rest_of(1032), share(".2").rest_of(4)), (825, 3));
        assert_eq!((share("0").rest_of(7), share("1").rest_of(7), share("1.0").rest_of(7)), (7, 0, 0));
        assert_eq!(["0.2", "0.125", "0.0005"].map(|text| share(text).to_string()), ["20%", "12.5%", "0.05%"]);
        for bad in ["", ".", "-0.1", "1.1", "2", "0.12345", "x", "1e-1", "0,2"] {
            assert_eq!(Share::parse(bad), None, "{bad}");
        }
    }
}
