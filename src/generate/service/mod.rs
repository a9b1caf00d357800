//! After-school service, duty and pay of a generated school.
//!
//! | file | what |
//! |---|---|
//! | `clubs.rs` | the menu, its rooms and instructors |
//! | `pupils.rs` | who has enrolled, for which days, with which wishes |
//! | `duty.rs` | posts, weekly duty, flexible hours, pay items |
//!
//! All of it lies after the last lesson, in breaks or before the first lesson, so that it fits any timetable: each slot asks
//! for fewer people than the school has beside research blocks and part-time days. It has dice of its own: the lessons of a
//! school do not depend on it.

mod clubs;
mod duty;
mod pupils;

use std::fmt::Write;

use super::derive::Before;
use super::dice::Dice;
use super::names::Names;
use super::staff::Staff;
use super::{Spec, Stage};

/// A slot of the service.
pub(super) struct Slot {
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) grades: (u8, u8),
    /// Weekdays (1 for Monday) and clock time.
    pub(super) days: &'static [(&'static [u8], &'static str)],
    pub(super) otherwise: Option<&'static str>,
}

const WEEK: &[u8] = &[1, 2, 3, 4, 5];
const CLUB_DAYS: &[u8] = &[2, 3, 4];

const fn slot(
    name: &'static str,
    kind: &'static str,
    grades: (u8, u8),
    days: &'static [(&'static [u8], &'static str)],
) -> Slot {
    Slot { name, kind, grades, days, otherwise: None }
}

/// The club slot of grades `first` to `last`.
const fn club_slot(name: &'static str, grades: (u8, u8), days: &'static [(&'static [u8], &'static str)]) -> Slot {
    Slot { name, kind: "club", grades, days, otherwise: Some("reading") }
}

/// Primary: lessons end at 15:30, or at 14:40 in grades 1-2 from Tuesday to Friday; then half an hour of sport.
static PRIMARY: [Slot; 6] = [
    slot("作业辅导（低年级）", "homework", (1, 2), &[(&[1], "16:00-16:55"), (&[2, 3, 4, 5], "15:15-15:55")]),
    slot("作业辅导", "homework", (3, 6), &[(WEEK, "16:00-16:55")]),
    slot("自主阅读（低年级）", "reading", (1, 2), &[(&[2, 3, 4, 5], "16:00-16:55")]),
    club_slot("社团", (1, 6), &[(CLUB_DAYS, "17:05-18:10")]),
    slot("体育锻炼", "sport", (1, 6), &[(&[1, 5], "17:05-18:10")]),
    slot("延时托管", "extended", (1, 6), &[(WEEK, "18:10-18:40")]),
];

/// Junior: lessons end at 16:35, on Wednesday at 15:40; then half an hour of sport.
static JUNIOR: [Slot; 4] = [
    slot("初中作业辅导", "homework", (7, 9), &[(&[1, 2, 4, 5], "17:10-18:10"), (&[3], "16:15-17:15")]),
    club_slot("初中社团", (7, 9), &[(&[2, 4], "18:15-19:20"), (&[3], "17:25-18:30")]),
    slot("初中体育锻炼", "sport", (7, 9), &[(&[1, 5], "18:15-19:20")]),
    slot("初三晚自习", "evening-study", (9, 9), &[(&[1, 2, 3, 4], "19:30-20:30")]),
];

/// What the service adds to the files of a school.
pub(super) struct Service {
    /// Sections of `school.toml`.
    pub(super) toml: String,
    /// By teacher: whether they take part.
    pub(super) willing: Vec<bool>,
    /// Teachers who start late once a week: they bring credit for the first weeks.
    pub(super) late: Vec<usize>,
    /// Who stand in as leaders where fewer than two take part: one alone cannot patrol every day.
    pub(super) leaders: Vec<usize>,
    /// Further people: name, employment, vetted until.
    pub(super) people: Vec<Person>,
    /// Further rooms: name, kind.
    pub(super) rooms: Vec<(String, &'static str)>,
    /// Further files.
    pub(super) files: Vec<(String, String)>,
}

/// Somebody who teaches no lessons.
pub(super) struct Person {
    pub(super) name: String,
    pub(super) employment: &'static str,
    pub(super) duty: bool,
    pub(super) vetted_until: &'static str,
}

/// Seats of a special room.
pub(super) fn seats(kind: &str, name: &str) -> u16 {
    match (kind, name) {
        ("运动场", "操场") => 600,
        ("运动场", _) => 120,
        _ => 45,
    }
}

/// The slots of a school.
fn slots(spec: &Spec) -> Vec<&'static Slot> {
    match spec.stage {
        Stage::Primary => PRIMARY.iter().collect(),
        Stage::Junior => JUNIOR.iter().collect(),
        Stage::NineYear => PRIMARY.iter().chain(&JUNIOR).collect(),
    }
}

/// Makes it all.
pub(super) fn service(spec: &Spec, staff: &Staff, before: &Before) -> Service {
    let mut dice = Dice::new(spec.seed ^ 0x5e52_71ce);
    let mut names = Names::new();
    for teacher in &staff.teachers {
        names.take(&teacher.name);
    }
    let willing: Vec<bool> =
        (0..staff.teachers.len()).map(|teacher| before.part_time.iter().all(|part| part.teacher != teacher)).collect();
    let takes_part = |teacher: &usize| willing[*teacher];
    let (led, others): (Vec<usize>, Vec<usize>) =
        (0..willing.len()).filter(takes_part).partition(|teacher| staff.teachers[*teacher].leader);
    let leaders: Vec<usize> = others.into_iter().take(2_usize.saturating_sub(led.len())).collect();
    let grades: Vec<u8> = staff.classes.iter().map(|class| class.grade).collect();
    let slots: Vec<&Slot> = slots(spec)
        .into_iter()
        .filter(|slot| grades.iter().any(|grade| (slot.grades.0..=slot.grades.1).contains(grade)))
        .collect();
    let menu = clubs::menu(staff, before, &willing, &slots, &mut names, &mut dice);
    let mut people = menu.people;
    for _ in 0..staff.classes.len().div_ceil(6) {
        people.push(Person { name: names.draw(&mut dice), employment: "退休", duty: true, vetted_until: "" });
    }
    let mut toml = String::new();
    let _ = write!(toml, "\n[after_school]\noff_work = \"17:30\"\ngroup_min = 15\ngroup_max = 45\n");
    for slot in &slots {
        slot_section(&mut toml, slot, &grades);
    }
    let duty = duty::duty(spec, staff, &willing, &slots);
    toml.push_str(&duty.toml);
    let pupils = pupils::pupils(staff, &menu.clubs, &mut names, &mut dice);
    Service {
        toml,
        willing,
        leaders,
        late: duty.late,
        people,
        rooms: menu.rooms,
        files: vec![
            ("社团.csv".into(), clubs::table(&menu.clubs)),
            ("报名.csv".into(), pupils),
            ("岗位.csv".into(), duty.posts),
            ("津贴.csv".into(), duty.items),
        ],
    }
}

/// The grades of a slot that the school has: first and last.
fn grades_of(slot: &Slot, grades: &[u8]) -> (u8, u8) {
    let inside = || grades.iter().copied().filter(|grade| (slot.grades.0..=slot.grades.1).contains(grade));
    (inside().min().unwrap_or(slot.grades.0), inside().max().unwrap_or(slot.grades.1))
}

fn slot_section(out: &mut String, slot: &Slot, grades: &[u8]) {
    let (low, high) = grades_of(slot, grades);
    let _ = write!(
        out,
        "\n[[service]]\nname = \"{}\"\nkind = \"{}\"\nclasses = \"grade {low}-{high}\"\n",
        slot.name, slot.kind
    );
    match slot.days {
        [(days, time)] => {
            let _ = write!(out, "weekdays = {days:?}\ntime = \"{time}\"\n");
        }
        several => {
            let _ = writeln!(out, "days = [");
            for (days, time) in several {
                let _ = writeln!(out, "  {{ weekdays = {days:?}, time = \"{time}\" }},");
            }
            let _ = writeln!(out, "]");
        }
    }
    if let Some(kind) = slot.otherwise {
        let _ = writeln!(out, "otherwise = \"{kind}\"");
    }
}
