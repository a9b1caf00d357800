//! Times as people state them: `周一1-2`, `周三下午`, `首节`, `周三14:00-15:30`.

use super::{Fault, Parsed, clean};
use crate::args;
use crate::school::{Part, PeriodSet, Which};
use crate::text::input::{BAD_TIME, BAD_TIME_PERIOD};
use crate::units::{Interval, PeriodIndex, Weekday, Weeks};

/// Largest period number.
const MAX_PERIOD: u8 = 20;

/// One item of a list of times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeStatement {
    /// Weeks; all unless a prefix says otherwise.
    pub weeks: Weeks,
    /// Which times of those weeks.
    pub when: When,
}

/// Times of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Periods of the bell schedule.
    Periods(PeriodSet),
    /// A clock interval.
    Clock {
        /// Days; empty for all.
        weekdays: Vec<Weekday>,
        /// Clock time.
        time: Interval,
    },
}

/// A list of times separated by `;` or `、`. After a `、`, bare period numbers belong to the days before: `周一1、3` is
/// periods 1 and 3 of Monday, as is `周一1,3`.
pub fn times(text: &str) -> Parsed<Vec<TimeStatement>> {
    let text = clean(text).replace('－', "-");
    let mut statements = Vec::new();
    if text.is_empty() {
        return Ok(statements);
    }
    for group in text.split([';', '；']) {
        let mut before: Option<(Weeks, Vec<Weekday>)> = None;
        for item in group.split('、') {
            let (weeks, weekdays, rest) = days(item.trim())
                .filter(|_| !item.trim().is_empty())
                .ok_or_else(|| Fault::new(&BAD_TIME, args! { text: item }))?;
            let bare =
                weekdays.is_empty() && rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.contains([':', '：']);
            let (weeks, weekdays) = match (bare, before) {
                (true, Some((weeks, weekdays))) => (weeks, weekdays),
                _ => (weeks, weekdays),
            };
            for when in whens(item, &weekdays, rest)? {
                statements.push(TimeStatement { weeks, when });
            }
            before = Some((weeks, weekdays));
        }
    }
    Ok(statements)
}

/// Weeks and days at the start of an item, and the rest; `None` when the days make no sense.
fn days(item: &str) -> Option<(Weeks, Vec<Weekday>, &str)> {
    let prefixes = [("单周", Weeks::Odd), ("双周", Weeks::Even), ("odd", Weeks::Odd), ("even", Weeks::Even)];
    let (weeks, item) = prefixes
        .iter()
        .find_map(|(prefix, weeks)| strip_word(item, prefix).map(|rest| (*weeks, rest)))
        .unwrap_or((Weeks::All, item));
    for word in ["每天", "每日", "daily"] {
        if let Some(rest) = strip_word(item, word) {
            return Some((weeks, Vec::new(), rest));
        }
    }
    let mut weekdays: Vec<Weekday> = Vec::new();
    let mut rest = item;
    while let Some((day, after)) = weekday(rest, !weekdays.is_empty()) {
        weekdays.push(day);
        rest = after;
        let range = ["至", "到", "-", "~"].iter().find_map(|dash| rest.strip_prefix(dash));
        if let Some((last, after)) = range.and_then(|after| weekday(after.trim_start(), true)) {
            if last <= day {
                return None;
            }
            weekdays.extend((day.number() + 1..=last.number()).filter_map(Weekday::new));
            rest = after;
        }
        rest = rest.strip_prefix([',', '，', '和']).filter(|after| weekday(after, false).is_some()).unwrap_or(rest);
    }
    weekdays.sort_unstable();
    weekdays.dedup();
    Some((weeks, weekdays, rest))
}

/// A weekday at the start; after another one (`周一三五`) its prefix may be left out.
fn weekday(text: &str, bare: bool) -> Option<(Weekday, &str)> {
    let text = text.trim_start();
    let zh = ["周", "星期", "礼拜"].iter().find_map(|prefix| text.strip_prefix(prefix)).or(bare.then_some(text));
    if let Some((first, number)) = zh.and_then(|rest| rest.chars().next()).and_then(|first| {
        let number = "一二三四五六日天".chars().position(|c| c == first)?;
        Some((first, u8::try_from(number + 1).ok()?.min(7)))
    }) {
        return Some((Weekday::new(number)?, &zh?[first.len_utf8()..]));
    }
    let length = text.chars().take_while(char::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at(length);
    Weekday::parse(word).filter(|_| length > 0).map(|day| (day, rest))
}

/// `text` without the word at its start, whatever its case.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| text[word.len()..].trim_start_matches([' ', '-']))
}

fn whens(item: &str, weekdays: &[Weekday], rest: &str) -> Parsed<Vec<When>> {
    let bad = || Fault::new(&BAD_TIME, args! { text: item });
    let set = |which| When::Periods(PeriodSet { weekdays: weekdays.to_vec(), which });
    let rest = rest.trim().trim_start_matches(['的', ' ']);
    if rest.contains([':', '：']) {
        let time = Interval::parse(rest).ok_or_else(bad)?;
        return Ok(vec![When::Clock { weekdays: weekdays.to_vec(), time }]);
    }
    let which = match rest.to_lowercase().replace(['_', ' '], "-").as_str() {
        "" | "all" | "全天" | "整天" | "all-day" => Which::All,
        "上午" | "morning" | "am" => Which::Part(Part::Morning),
        "下午" | "afternoon" | "pm" => Which::Part(Part::Afternoon),
        "晚上" | "晚间" | "evening" => Which::Part(Part::Evening),
        "first" | "首节" | "第一节" => Which::First,
        "last" | "末节" | "最后一节" => Which::Last,
        "after-lunch" | "午后首节" | "午后第一节" | "下午首节" | "下午第一节" | "下午第1节" => {
            Which::AfterLunch
        }
        _ => return periods(item, rest).map(|ranges| ranges.into_iter().map(set).collect()),
    };
    if rest.is_empty() && weekdays.is_empty() {
        return Err(bad());
    }
    Ok(vec![set(which)])
}

/// `1`, `1-2`, `1,3-4`, `第1节`, `第1-2节`.
fn periods(item: &str, rest: &str) -> Parsed<Vec<Which>> {
    let mut ranges = Vec::new();
    for part in rest.split([',', '，']) {
        let part = part.trim();
        let part = part.strip_prefix('第').unwrap_or(part);
        let part = part.strip_suffix('节').unwrap_or(part);
        let (first, last) = part.split_once(['-', '~', '至', '到', '–', '—', '～']).unwrap_or((part, part));
        let number = |text: &str| {
            let text = text.trim();
            (!text.starts_with('+')).then(|| text.parse::<u8>().ok()).flatten()
        };
        let (Some(first), Some(last)) = (number(first), number(last)) else {
            return Err(Fault::new(&BAD_TIME, args! { text: item }));
        };
        if first < 1 || last > MAX_PERIOD || first > last {
            return Err(Fault::new(&BAD_TIME_PERIOD, args! { text: item, max: MAX_PERIOD }));
        }
        ranges.push(Which::Range(PeriodIndex(first), PeriodIndex(last)));
    }
    Ok(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each statement as `weeks days which`.
    fn shown(text: &str) -> String {
        let days = |days: &[Weekday]| days.iter().map(|d| d.number().to_string()).collect::<String>();
        let show = |statement: TimeStatement| {
            let what = match statement.when {
                When::Clock { weekdays, time } => format!("{} {time}", days(&weekdays)),
                When::Periods(set) => format!(
                    "{} {}",
                    days(&set.weekdays),
                    match set.which {
                        Which::Range(from, to) => format!("{}-{}", from.0, to.0),
                        other => format!("{other:?}"),
                    }
                ),
            };
            format!("{} {what}", statement.weeks.word())
        };
        match times(text) {
            Ok(statements) => statements.into_iter().map(show).collect::<Vec<_>>().join("; "),
            Err(fault) => fault.error.code.into(),
        }
    }

    #[test]
    fn times_are_read() {
        for (text, expected) in [
            ("", ""),
            ("周一", "all 1 All"),
            ("周一1-2", "all 1 1-2"),
            ("周一1,3", "all 1 1-1; all 1 3-3"),
            ("周一1、3", "all 1 1-1; all 1 3-3"),
            ("周一1; 3", "all 1 1-1; all  3-3"),
            ("1-2", "all  1-2"),
            ("周一上午", "all 1 Part(Morning)"),
            ("下午", "all  Part(Afternoon)"),
            ("首节；last", "all  First; all  Last"),
            ("午后首节", "all  AfterLunch"),
            ("Fri after-lunch", "all 5 AfterLunch"),
            ("周三14:00-15:30", "all 3 14:00-15:30"),
            ("周三 14：00～15：30", "all 3 14:00-15:30"),
            ("单周周三下午", "odd 3 Part(Afternoon)"),
            ("even Wed 3", "even 3 3-3"),
            ("周一至周三上午", "all 123 Part(Morning)"),
            ("Mon-Fri 1", "all 12345 1-1"),
            ("周一三五下午", "all 135 Part(Afternoon)"),
            ("周一、周三下午", "all 1 All; all 3 Part(Afternoon)"),
            ("周二第５－６节", "all 2 5-6"),
            ("周二第５-６节", "all 2 5-6"),
            ("星期天全天", "all 7 All"),
            ("每天第1节", "all  1-1"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for bad in
            ["周八", "周", "x", "周一x", "周一;", "、", "周三15:30-14:00", "周三至周一", "8:00", "+1", "单周", "单"]
        {
            assert_eq!(shown(bad), "E122", "{bad}");
        }
        for bad in ["周一0", "周一21", "3-2"] {
            assert_eq!(shown(bad), "E123", "{bad}");
        }
    }
}
