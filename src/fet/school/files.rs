//! The text of the school's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::ROOM_KIND;
use super::facts::Facts;
use super::labels::Labelled;
use super::names::Names;
use crate::fet::model::{Fet, Slot};
use crate::units::{ClockTime, Interval, Weekday};

/// Lessons at once in the room of those that need none: the most that a room may take.
const MANY: &str = "99";
/// Most pupils of a class that the folder states.
const MOST_PUPILS: u32 = 200;

/// Writes lines into a string; formatting into a `String` cannot fail.
macro_rules! line {
    ($out:expr, $($arg:tt)*) => {{
        let _ = writeln!($out, $($arg)*);
    }};
}

/// All files.
pub(super) fn files(fet: &Fet, facts: &mut Facts, labelled: &Labelled) -> Vec<(String, Vec<u8>)> {
    let week = Week::of(fet);
    let homes = homes(facts, labelled);
    vec![
        ("school.toml".to_owned(), school(fet, facts, labelled, &week).into_bytes()),
        ("classes.csv".to_owned(), classes(facts, labelled, &homes)),
        ("teachers.csv".to_owned(), teachers(facts, labelled, &week)),
        ("rooms.csv".to_owned(), rooms(fet, facts, labelled, &homes, &week)),
        ("subjects.csv".to_owned(), subjects(labelled, &week)),
        ("任课表.csv".to_owned(), requirements(labelled)),
    ]
}

/// Days and hours as the school knows them.
struct Week {
    days: Vec<Weekday>,
    hours: Vec<Interval>,
    /// Where the afternoon begins, when it is a half day of its own; else the end of the day.
    noon: usize,
}

impl Week {
    fn of(fet: &Fet) -> Self {
        let count = fet.day_count();
        let named: BTreeSet<Weekday> = (0..count).filter_map(|day| Weekday::parse(fet.day_name(day))).collect();
        let by_name = named.len() == count;
        let days = (0..count).filter_map(|day| {
            if by_name { Weekday::parse(fet.day_name(day)) } else { Weekday::new(u8::try_from(day + 1).ok()?) }
        });
        let noon = fet.halves.map_or_else(|| fet.day_length(), |_| fet.hours.len());
        Self { days: days.collect(), hours: hours(fet), noon }
    }

    /// A number of minutes above every break between two hours of a half day and not above what a free hour or noon leaves,
    /// if there is one.
    fn pause(&self) -> Option<usize> {
        let apart = |hours: &[Interval], step: usize| -> Vec<u16> {
            hours.iter().zip(hours.iter().skip(step)).map(|(a, b)| a.distance(*b).0).collect()
        };
        let (morning, afternoon) = self.hours.split_at(self.noon);
        let within = [apart(morning, 1), apart(afternoon, 1)].concat();
        let lunch = morning.last().zip(afternoon.first()).map(|(a, b)| a.distance(*b).0);
        let (longest, free) = (within.into_iter().max()?, apart(&self.hours, 2).into_iter().chain(lunch).min()?);
        (longest < free).then_some(usize::from(longest) + 1)
    }

    /// `周一1-3;周二4`: the slots as times of the week.
    fn times(&self, slots: &BTreeSet<Slot>) -> String {
        let mut parts = Vec::new();
        for (index, day) in self.days.iter().enumerate() {
            let of_day: Vec<usize> = slots.iter().filter(|slot| slot.day == index).map(|slot| slot.hour).collect();
            for run in of_day.chunk_by(|a, b| a + 1 == *b) {
                let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
                parts.push(match first == last {
                    true => format!("{}{}", day.zh(), first + 1),
                    false => format!("{}{}-{}", day.zh(), first + 1, last + 1),
                });
            }
        }
        parts.join(";")
    }
}

/// The hours' clock times where their names say them, else forty minutes each: from seven o'clock on, and from two or half
/// an hour after the morning on where the afternoon is a half day of its own.
fn hours(fet: &Fet) -> Vec<Interval> {
    let apart = |hours: &[Interval]| hours.windows(2).all(|pair| pair[0].end <= pair[1].start);
    let stated: Option<Vec<Interval>> = fet.hours.iter().map(|name| Interval::parse(name)).collect();
    if let Some(hours) = stated.filter(|hours| fet.halves.is_none() && apart(hours)) {
        return hours;
    }
    let at = |minutes: usize| u16::try_from(minutes).ok().and_then(|m| ClockTime::new(m / 60, m % 60));
    let half = fet.hours.len();
    let start = |hour: usize| match fet.halves {
        Some(_) if hour >= half => 840.max(450 + 50 * half) + 50 * (hour - half),
        _ => 420 + 50 * hour,
    };
    let made = (0..fet.day_length()).filter_map(|hour| Interval::new(at(start(hour))?, at(start(hour) + 40)?));
    made.collect()
}

/// The home room of every class, those without students included, in order.
fn homes(facts: &mut Facts, labelled: &Labelled) -> Vec<String> {
    let names: &mut Names = &mut facts.room_names;
    let rooms = &facts.rooms;
    let mut home = |class: &str, room: Option<usize>| match room {
        Some(room) => rooms[room].name.clone(),
        None => names.fresh(&format!("{class}教室")),
    };
    let mut homes: Vec<String> = facts.classes.iter().map(|class| home(&class.name, class.home)).collect();
    homes.extend(labelled.extra.iter().map(|extra| home(&extra.name, None)));
    homes
}

/// A text in quotes, as TOML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", items.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

fn school(fet: &Fet, facts: &Facts, labelled: &Labelled, week: &Week) -> String {
    let mut out = String::new();
    line!(out, "# 由 kebiao import 从 FET 文件读入 / read from a FET file by kebiao import");
    line!(out, "format = 1");
    let name = if fet.name.trim().is_empty() { "FET".to_owned() } else { super::names::plain(&fet.name) };
    line!(out, "name = {}", quoted(&name));
    let days: Vec<String> = week.days.iter().map(|day| day.number().to_string()).collect();
    line!(out, "weekdays = [{}]", days.join(", "));
    line!(out, "\n[policy]\nprofile = \"bare\"");
    policy(&mut out, fet, facts, labelled, week);
    line!(out, "\n[[bell]]\nname = \"FET\"");
    let times: Vec<String> = week.hours.iter().map(ToString::to_string).collect();
    let (morning, afternoon) = times.split_at(week.noon);
    line!(out, "morning = {}", list(morning.iter().map(String::as_str)));
    if !afternoon.is_empty() {
        line!(out, "afternoon = {}", list(afternoon.iter().map(String::as_str)));
    }
    let buildings: BTreeSet<&str> = fet.rooms.iter().map(|room| room.building.as_str()).collect();
    for building in buildings.into_iter().filter(|building| !building.is_empty()) {
        line!(out, "\n[[building]]\nname = {}", quoted(&super::names::plain(building)));
    }
    line!(out, "\n[tables]\nclasses = \"classes.csv\"\nteachers = \"teachers.csv\"\nrooms = \"rooms.csv\"");
    line!(out, "subjects = \"subjects.csv\"\nrequirements = \"任课表.csv\"");
    absences(&mut out, facts, week);
    wishes(&mut out, labelled, week);
    pins(&mut out, labelled, week);
    out
}

fn policy(out: &mut String, fet: &Fet, facts: &Facts, labelled: &Labelled, week: &Week) {
    let mut rules = facts.rules.clone();
    if labelled.rows.iter().any(|row| row.doubles > 0) {
        rules.entry("double-periods").or_default().hard = true;
    }
    if let Some(rule) = rules.get_mut("subject-daily-max") {
        // Subjects without a limit of their own have none.
        rule.params.insert("core", fet.day_length());
        rule.params.insert("other", fet.day_length());
    }
    if let Some(rule) = rules.get_mut("teacher-run-max") {
        // Hours that follow each other are in a row, whatever the clock says, and a free hour ends a row.
        rule.params.extend(week.pause().map(|pause| ("pause", pause)));
    }
    for (name, rule) in rules {
        line!(out, "\n[policy.rules.{name}]");
        line!(out, "level = \"{}\"", if rule.hard { "hard" } else { "soft" });
        if !rule.hard {
            line!(out, "weight = {}", rule.weight.max(1));
        }
        for (key, value) in rule.params {
            line!(out, "{key} = {value}");
        }
        for (key, value) in rule.flags {
            line!(out, "{key} = {value}");
        }
        if let Some(concerned) = rule.concerns {
            let others = facts.classes.iter().enumerate().filter(|(index, _)| !concerned.contains(index));
            let names = others.map(|(_, class)| &class.name).chain(labelled.extra.iter().map(|extra| &extra.name));
            let names = list(names.map(String::as_str));
            if names != "[]" {
                line!(out, "except = {names}");
            }
        }
        // Teachers that stand for nobody have neither gaps nor days.
        if matches!(name, "teacher-gaps" | "teacher-single-days") && !labelled.nobody.is_empty() {
            line!(out, "except = {}", list(labelled.nobody.values().map(String::as_str)));
        }
    }
}

/// When classes have no lessons: those away at the same times together.
fn absences(out: &mut String, facts: &Facts, week: &Week) {
    let mut alike: BTreeMap<&BTreeSet<Slot>, Vec<&str>> = BTreeMap::new();
    for class in facts.classes.iter().filter(|class| !class.closed.is_empty()) {
        alike.entry(&class.closed).or_default().push(&class.name);
    }
    for (slots, classes) in alike {
        let classes = list(classes);
        line!(out, "\n[[unavailable]]\nclasses = {classes}\ntimes = {}", quoted(&week.times(slots)));
    }
}

fn wishes(out: &mut String, labelled: &Labelled, week: &Week) {
    for label in &labelled.labels {
        let mut by_cost: BTreeMap<u8, BTreeSet<Slot>> = BTreeMap::new();
        for (slot, cost) in &label.limits.unwanted {
            by_cost.entry(*cost).or_default().insert(*slot);
        }
        for (cost, slots) in by_cost {
            let (subject, times) = (quoted(&label.name), quoted(&week.times(&slots)));
            line!(out, "\n[[unwanted]]\nsubjects = [{subject}]\ntimes = {times}\ncost = {cost}");
        }
    }
}

fn pins(out: &mut String, labelled: &Labelled, week: &Week) {
    for row in &labelled.rows {
        for (slot, length) in &row.pins {
            let Some(day) = week.days.get(slot.day) else { continue };
            let (class, subject) = (list(row.classes.first().map(String::as_str)), quoted(&row.subject));
            line!(out, "\n[[pin]]\nclasses = {class}\nsubject = {subject}\nweekday = {}", day.number());
            line!(out, "period = {}\nlength = {length}", slot.hour + 1);
        }
    }
}

/// A table as CSV.
fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // Writing into memory does not fail, and all rows are as long as the head.
    let _ = writer.write_record(head);
    for row in rows {
        let _ = writer.write_record(&row);
    }
    writer.into_inner().unwrap_or_default()
}

fn number(value: Option<usize>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn classes(facts: &Facts, labelled: &Labelled, homes: &[String]) -> Vec<u8> {
    let size = |size: u32| if (1..=MOST_PUPILS).contains(&size) { size.to_string() } else { String::new() };
    let real = facts.classes.iter().map(|class| (class.name.clone(), class.grade, size(class.size)));
    let extra = labelled.extra.iter().map(|extra| (extra.name.clone(), 1, String::new()));
    let rows = real.chain(extra).zip(homes);
    let rows = rows.map(|((name, grade, size), home)| vec![name, grade.to_string(), home.clone(), size]);
    table(&["班级", "年级", "教室", "人数"], rows)
}

fn teachers(facts: &Facts, labelled: &Labelled, week: &Week) -> Vec<u8> {
    let real = facts.teachers.iter().map(|teacher| {
        let limits = [teacher.max_per_day, teacher.max_in_row, teacher.max_days].map(number);
        [teacher.name.clone()].into_iter().chain(limits).chain([week.times(&teacher.closed)]).collect()
    });
    let nobody = labelled
        .nobody
        .values()
        .map(|name| vec![name.clone(), String::new(), String::new(), String::new(), String::new()]);
    table(&["教师", "每天最多", "最多连上", "最多天数", "不可排"], real.chain(nobody))
}

fn rooms(fet: &Fet, facts: &Facts, labelled: &Labelled, homes: &[String], week: &Week) -> Vec<u8> {
    let row = |name: &str, capacity: &str, building: &str, closed: String| {
        vec![name.to_owned(), ROOM_KIND.to_owned(), capacity.to_owned(), building.to_owned(), closed]
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (room, known) in fet.rooms.iter().zip(&facts.rooms) {
        let building = if room.building.is_empty() { String::new() } else { super::names::plain(&room.building) };
        // A virtual room is as many rooms as it has real ones, which are not known to be free.
        let capacity = if room.is_virtual { MANY } else { "1" };
        rows.push(row(&known.name, capacity, &building, week.times(&known.closed)));
    }
    let listed: BTreeSet<&str> = facts.rooms.iter().map(|room| room.name.as_str()).collect();
    rows.extend(
        homes.iter().filter(|home| !listed.contains(home.as_str())).map(|home| row(home, "1", "", String::new())),
    );
    rows.extend(labelled.anywhere.iter().map(|name| row(name, MANY, "", String::new())));
    table(&["教室", "类型", "容纳班数", "楼", "不可用"], rows)
}

fn subjects(labelled: &Labelled, week: &Week) -> Vec<u8> {
    let rows = labelled.labels.iter().map(|label| {
        let allowed = label.limits.allowed.as_ref().map(|slots| week.times(slots)).unwrap_or_default();
        vec![label.name.clone(), number(label.limits.max_per_day), allowed]
    });
    table(&["学科", "每天最多", "限排"], rows)
}

fn requirements(labelled: &Labelled) -> Vec<u8> {
    let mut rows = Vec::new();
    for row in &labelled.rows {
        for section in &row.sections {
            rows.push(vec![
                row.classes.join("+"),
                row.subject.clone(),
                section.teachers.join("+"),
                row.periods.to_string(),
                row.doubles.to_string(),
                section.rooms.join("、"),
                section.preferred.join("、"),
                section.name.clone(),
                section.subject.clone(),
            ]);
        }
    }
    table(&["班级", "学科", "教师", "周节数", "连堂", "教室", "优先教室", "分组", "分组学科"], rows)
}
