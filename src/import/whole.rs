//! A finished timetable: 总课表 with classes one way and days with periods the other, or one sheet (or block) a class.
//!
//! Over each column stand, in any number of rows, the weekday, the part of the day, the period, the time. A column without a
//! period, where others of its day have one, is a break: 眼保健操, 大课间.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{is_free, taught};
use super::classes::{header_rows, joined, pass_others, path};
use super::draft::{Draft, Grid, Item, Placed, Slot, Spot};
use super::names::grade_only;
use super::report::{Report, SheetReport};
use super::{Found, Known};
use crate::args;
use crate::config::notation::well_known;
use crate::text::Arg;
use crate::text::import as words;
use crate::units::{Interval, Weekday, Weeks};

/// What a header says of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) weekday: Option<Weekday>,
    pub(super) period: Option<u8>,
    time: Option<Interval>,
    afternoon: bool,
    name: String,
}

impl Head {
    /// What stands in the columns before the days of a row: the period, the time, a break's name.
    pub(super) fn of_row(grid: &Grid, row: usize, columns: std::ops::Range<usize>) -> Self {
        let mut head = Self { weekday: Weekday::new(1), ..Self::default() };
        for column in columns {
            head.take(&grid.sheet.line(row, column));
        }
        head
    }

    /// Whether it is a period or a break.
    pub(super) fn says_something(&self) -> bool {
        self.period.is_some() || self.time.is_some() || !self.name.is_empty()
    }

    /// Reads a text of the header: several words may stand in one cell (`上午第1节 08:20~09:00`).
    fn take(&mut self, text: &str) {
        for word in text.split([' ', '\n', '，', ',']).map(|word| word.trim_matches(['(', ')', '（', '）'])) {
            self.word(word);
        }
    }

    fn word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if let Some(time) = interval(word) {
            self.time = Some(time);
            return;
        }
        let (day, rest) = weekday(word);
        self.weekday = self.weekday.or(day);
        let part = ["上午", "下午", "晚上", "中午"].iter().find(|part| rest.starts_with(**part));
        let rest = part.map_or(rest, |part| &rest[part.len()..]);
        self.afternoon |= part.is_some_and(|part| *part == "下午" || *part == "晚上");
        if rest.is_empty() {
            return;
        }
        match period(rest) {
            Some(number) => self.period = self.period.or(Some(number)),
            None => {
                // 第1节(08:20-09:00) in one word.
                let open = rest.find(['(', '（', '\n']);
                match open.map(|open| rest.split_at(open)).and_then(|(head, tail)| period(head).zip(interval(tail))) {
                    Some((number, time)) => {
                        self.period = self.period.or(Some(number));
                        self.time = self.time.or(Some(time));
                    }
                    None => self.name = rest.to_owned(),
                }
            }
        }
    }
}

/// A weekday at the start of a word, and the rest. A bare number is none.
pub(super) fn weekday(word: &str) -> (Option<Weekday>, &str) {
    for prefix in ["星期", "礼拜", "周"] {
        if let Some(rest) = word.strip_prefix(prefix) {
            let end = rest.chars().next().map_or(0, char::len_utf8);
            if let Some(day) = Weekday::parse(&format!("周{}", &rest[..end])) {
                return (Some(day), &rest[end..]);
            }
        }
    }
    match word.chars().all(|c| c.is_ascii_alphabetic()).then(|| Weekday::parse(word)).flatten() {
        Some(day) => (Some(day), ""),
        None => (None, word),
    }
}

/// A period: `1`, `1节`, `第一节`, `第1节课`.
fn period(word: &str) -> Option<u8> {
    let bare = word.strip_prefix('第').unwrap_or(word);
    let bare = bare.trim_end_matches('课').trim_end_matches('节').trim_end_matches('课');
    let number = bare.parse::<u8>().ok().or_else(|| {
        let place =
            ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].iter().position(|digit| *digit == bare);
        place.and_then(|place| u8::try_from(place + 1).ok())
    });
    number.filter(|number| (1..=16).contains(number) && !bare.starts_with('+'))
}

fn interval(word: &str) -> Option<Interval> {
    let bare =
        word.trim_matches(['(', ')', '（', '）']).replace('：', ":").replace("--", "-").replace(['－', '至'], "-");
    let dotted = bare.replace('.', ":");
    Interval::parse(&bare).or_else(|| Interval::parse(&dotted))
}

/// Reads a timetable of several classes, or one a grade below or beside each other.
pub(super) fn read(grid: &Grid, known: &Known, report: &mut Report) -> Option<Found> {
    super::blocks::each(grid, known, report, read_block)
}

fn read_block(grid: &Grid, known: &Known, report: &mut Report) -> Option<Found> {
    let (grid, classes) = joined(grid)?;
    let grid = &grid;
    let first = classes.rows.first()?.0;
    let header = header_rows(grid, classes.column, first);
    let data: Vec<usize> = classes.rows.iter().map(|(row, _)| *row).collect();
    let heads = heads(grid, &header, &data, &[Some(classes.column), classes.grade], report);
    let days: BTreeSet<Weekday> = heads.iter().filter_map(|(_, head)| head.period.and(head.weekday)).collect();
    if days.len() < 3 {
        return None;
    }
    let mut sheet = SheetReport { name: grid.sheet.name.clone(), turned: grid.turned, ..SheetReport::default() };
    let mut reader = Reader { grid, known, by_order: Vec::new(), plan: Vec::new() };
    for (row, class) in &classes.rows {
        let class = Item { text: class.clone(), at: grid.spot(*row, classes.column) };
        for (column, head) in &heads {
            if let (Some(weekday), Some(period)) = (head.weekday, head.period) {
                reader.cell(&class, *row, *column, weekday, period);
            }
        }
    }
    let (plan, by_order) = (reader.plan, reader.by_order);
    // Numbers and classes where courses should be: another kind of table.
    let strange =
        |placed: &&Placed| placed.subject.chars().all(|c| c.is_ascii_digit()) || grade_only(&placed.subject).is_some();
    if plan.iter().filter(strange).count() * 2 > plan.len() {
        return None;
    }
    ask_order(by_order, report);
    for (column, head) in &heads {
        let day = head.weekday.map(Arg::from).unwrap_or_else(|| Arg::from(""));
        let header = path(grid, &header, *column).join(" ");
        let meaning = match head.period {
            Some(period) => words::A_SLOT.arg(&args! { day: day, period: period }),
            None => words::A_BREAK.arg(&args! { name: &head.name }),
        };
        sheet.columns.push((grid.column_name(*column), header, meaning));
    }
    sheet.what = Some(words::WHOLE);
    sheet.header = format!("{}–{}", grid.row_name(header.start), grid.row_name(header.end.saturating_sub(1)));
    sheet.rows = classes.rows.len();
    sheet.notes.push(words::PLACES_FOUND.arg(&args! { n: plan.len(), classes: classes.rows.len() }));
    pass_others(grid, &classes, &header, &mut sheet);
    let day = first_day(&heads);
    let school = school_name(grid, header.start);
    let score = 100 + plan.len();
    (!plan.is_empty()).then(|| Found { score, sheet, draft: Draft { plan, day, school, ..Draft::default() } })
}

/// The school's name in a title: a line above the header that ends in 学校, 小学 or 中学, or has 学校 before 课表.
pub(super) fn school_name(grid: &Grid, rows: usize) -> String {
    // 2026年春季阳光中学任课表: the name comes after the term.
    let bare = |name: &str| -> String {
        let dated = name.starts_with(|c: char| c.is_ascii_digit());
        let cut = ["学年", "学期", "年级", "年", "春季", "秋季", "春", "秋", "季", "度"].iter();
        let cut = cut.filter_map(|word| name.rfind(word).map(|at| at + word.len())).max().filter(|_| dated);
        name.get(cut.unwrap_or(0)..).unwrap_or(name).trim().to_owned()
    };
    for row in 0..rows {
        for text in grid.distinct(row) {
            let line = text.lines().next().unwrap_or("").trim();
            let end =
                ["小学", "中学", "学校"].iter().filter_map(|word| line.find(word).map(|at| at + word.len())).min();
            if let Some(name) = end
                .and_then(|end| line.get(..end))
                .map(bare)
                .filter(|name| name.chars().count() > 3 && !name.contains('班'))
            {
                return name;
            }
        }
    }
    String::new()
}

pub(super) fn slot(head: &Head) -> Slot {
    Slot { time: head.time, period: head.period, afternoon: head.afternoon, name: head.name.clone() }
}

/// What the first day of a header has: periods and breaks, in order.
pub(super) fn first_day(heads: &[(usize, Head)]) -> Vec<Slot> {
    let day = heads.first().and_then(|(_, head)| head.weekday);
    heads.iter().filter(|(_, head)| head.weekday == day).map(|(_, head)| slot(head)).collect()
}

/// The columns with their heads; weekdays run on to the right, periods that start again are counted on.
pub(super) fn heads(
    grid: &Grid,
    header: &std::ops::Range<usize>,
    data: &[usize],
    passed: &[Option<usize>],
    report: &mut Report,
) -> Vec<(usize, Head)> {
    let mut heads: Vec<(usize, Head)> = Vec::new();
    for column in (0..grid.sheet.width()).filter(|column| !passed.contains(&Some(*column))) {
        let mut head = Head::default();
        for text in path(grid, header, column) {
            head.take(&text);
        }
        if head != Head::default() || data.iter().any(|row| !grid.sheet.text(*row, column).is_empty()) {
            heads.push((column, head));
        }
    }
    let mut today = None;
    for (_, head) in &mut heads {
        today = head.weekday.or(today);
        head.weekday = today;
    }
    heads.retain(|(_, head)| head.weekday.is_some());
    number(&mut heads, report);
    for (column, head) in heads.iter_mut().filter(|(_, head)| head.period.is_none()) {
        let texts: BTreeSet<&str> =
            data.iter().map(|row| grid.sheet.text(*row, *column)).filter(|text| !text.is_empty()).collect();
        if texts.len() == 1 {
            head.name = texts.iter().next().map(|text| text.replace('\n', " ")).unwrap_or_default();
        }
    }
    heads
}

/// Gives every lesson of a day its number.
pub(super) fn number(heads: &mut [(usize, Head)], report: &mut Report) {
    let days: BTreeSet<Weekday> = heads.iter().filter_map(|(_, head)| head.weekday).collect();
    let mut restarted = false;
    for day in days {
        let mut of_day: Vec<&mut Head> =
            heads.iter_mut().map(|(_, head)| head).filter(|head| head.weekday == Some(day)).collect();
        // No numbers at all: lessons are counted as they stand.
        if of_day.iter().all(|head| head.period.is_none()) {
            let lessons = of_day.iter_mut().filter(|head| head.name.is_empty() || well_known(&head.name).is_some());
            for (index, head) in lessons.enumerate() {
                head.period = u8::try_from(index + 1).ok();
            }
            continue;
        }
        let (mut last, mut before) = (0, 0);
        for head in of_day {
            let Some(number) = head.period else { continue };
            if number <= last {
                before += last;
                restarted = true;
            }
            last = number;
            head.period = Some(number.saturating_add(before));
        }
    }
    if restarted {
        report.ask(&words::RENUMBERED, args! {}, Vec::new());
    }
}

/// Reads cells.
pub(super) struct Reader<'a> {
    pub(super) grid: &'a Grid,
    pub(super) known: &'a Known,
    /// Cells with two courses whose weeks nobody stated.
    pub(super) by_order: Vec<(String, String)>,
    pub(super) plan: Vec<Placed>,
}

impl Reader<'_> {
    pub(super) fn cell(&mut self, class: &Item, row: usize, column: usize, weekday: Weekday, period: u8) {
        let text = self.grid.sheet.text(row, column);
        if is_free(text) {
            return;
        }
        let at = self.grid.spot(row, column);
        let is_subject = |name: &str| {
            self.known.subjects.contains(name) || well_known(name).is_some() || super::subject_names::is_short(name)
        };
        let found = taught(text, &is_subject);
        if found.len() > 1 && !text.contains(['单', '双']) {
            self.by_order.push((text.replace('\n', " "), self.grid.place(at)));
        }
        for one in found {
            self.plan.push(Placed {
                class: class.clone(),
                subject: one.subject,
                teachers: one.teachers,
                room: one.room,
                weeks: one.weeks.unwrap_or(Weeks::All),
                weekday,
                period,
                double: one.double,
                at,
                by_teacher: false,
            });
        }
    }
}

pub(super) fn ask_order(by_order: Vec<(String, String)>, report: &mut Report) {
    if let Some((example, _)) = by_order.first() {
        let args = args! { example: example };
        let places = by_order.iter().map(|(_, place)| place.clone()).collect();
        report.ask(&words::BY_ORDER, args, places);
    }
}

/// How often each class has each subject, by teachers and weeks: what a 任课表 would say.
pub(super) fn counted(plan: &[Placed]) -> BTreeMap<(String, String, Vec<String>), (Spot, [u32; 3])> {
    let mut counts: BTreeMap<(String, String, Vec<String>), (Spot, [u32; 3])> = BTreeMap::new();
    for placed in plan {
        let key = (placed.class.text.clone(), placed.subject.clone(), placed.teachers.clone());
        let (_, count) = counts.entry(key).or_insert((placed.at, [0; 3]));
        let which = match placed.weeks {
            Weeks::All => 0,
            Weeks::Odd => 1,
            Weeks::Even => 2,
        };
        if let Some(count) = count.get_mut(which) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_day_period_and_time() {
        let of = |text: &str| {
            let mut head = Head::default();
            head.take(text);
            let time = head.time.map(|time| time.to_string()).unwrap_or_default();
            (head.weekday.map_or(0, Weekday::number), head.period.unwrap_or(0), time, head.afternoon, head.name)
        };
        let expected =
            |day, period, time: &str, afternoon, name: &str| (day, period, time.to_owned(), afternoon, name.to_owned());
        assert_eq!(of("星期一"), expected(1, 0, "", false, ""));
        assert_eq!(of("周三第2节"), expected(3, 2, "", false, ""));
        assert_eq!(of("下午 第五节"), expected(0, 5, "", true, ""));
        assert_eq!(of("1节 08:20~09:00"), expected(0, 1, "08:20-09:00", false, ""));
        assert_eq!(of("第1节（8：20-9：00）"), expected(0, 1, "08:20-09:00", false, ""));
        assert_eq!(of("11.05-11.10"), expected(0, 0, "11:05-11:10", false, ""));
        assert_eq!(of("大课间"), expected(0, 0, "", false, "大课间"));
        assert_eq!(of("Mon 3"), expected(1, 3, "", false, ""));
    }
}
