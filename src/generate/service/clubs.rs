//! The club menu: about five clubs for six classes (twenty at least, if there are ten), three club days, rooms of the right kind and enough of them.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::derive::Before;
use super::super::dice::Dice;
use super::super::names::Names;
use super::super::staff::Staff;
use super::{Person, Slot};
use crate::school::SubjectKind;

/// A club.
pub(super) struct Club {
    pub(super) name: String,
    kind: &'static str,
    pub(super) level: &'static str,
    pub(super) requires: Option<String>,
    slot: &'static str,
    pub(super) weekday: u8,
    min: u16,
    max: u16,
    rooms: &'static str,
    instructors: Vec<String>,
    /// Grades that may join, first and last.
    pub(super) grades: (u8, u8),
    /// How many times as popular as the least popular.
    pub(super) popularity: usize,
}

/// The menu and what it needs.
pub(super) struct Menu {
    pub(super) clubs: Vec<Club>,
    pub(super) people: Vec<Person>,
    pub(super) rooms: Vec<(String, &'static str)>,
}

/// Sorts of clubs: name, kind, kind of room, who may lead it among the school's own teachers, and whether there is an
/// advanced course.
const SORTS: &[(&str, &str, &str, Option<SubjectKind>, bool)] = &[
    ("篮球", "体育", "运动场", Some(SubjectKind::Pe), true),
    ("合唱", "艺术", "音乐教室", Some(SubjectKind::Music), false),
    ("国画", "艺术", "美术教室", Some(SubjectKind::Art), false),
    ("编程", "科普", "计算机教室", Some(SubjectKind::Technology), true),
    ("足球", "体育", "运动场", Some(SubjectKind::Pe), false),
    ("围棋", "社团", "活动室", None, true),
    ("街舞", "体育", "运动场", None, false),
    ("管乐", "艺术", "音乐教室", None, true),
    ("陶艺", "艺术", "美术教室", None, false),
    ("主持播音", "社团", "活动室", None, false),
    ("田径", "体育", "运动场", Some(SubjectKind::Pe), false),
    ("书法", "艺术", "美术教室", Some(SubjectKind::Art), false),
    ("航模", "科普", "活动室", Some(SubjectKind::Science), false),
    ("羽毛球", "体育", "运动场", Some(SubjectKind::Pe), true),
    ("舞蹈", "艺术", "音乐教室", Some(SubjectKind::Music), false),
    ("剪纸", "艺术", "活动室", None, false),
    ("机器人", "科普", "计算机教室", None, false),
    ("跳绳", "体育", "运动场", Some(SubjectKind::Pe), false),
    ("葫芦丝", "艺术", "音乐教室", None, false),
    ("烹饪", "劳动", "活动室", None, false),
    ("乒乓球", "体育", "运动场", Some(SubjectKind::Pe), false),
    ("素描", "艺术", "美术教室", Some(SubjectKind::Art), false),
    ("小记者", "阅读", "活动室", Some(SubjectKind::Chinese), false),
    ("武术", "体育", "运动场", None, false),
    ("口风琴", "艺术", "音乐教室", Some(SubjectKind::Music), false),
    ("国际象棋", "社团", "活动室", None, false),
    ("无人机", "科普", "运动场", None, false),
    ("版画", "艺术", "美术教室", Some(SubjectKind::Art), false),
    ("英语戏剧", "艺术", "活动室", Some(SubjectKind::English), false),
    ("健美操", "体育", "运动场", Some(SubjectKind::Pe), false),
    ("种植", "劳动", "活动室", Some(SubjectKind::Science), false),
    ("朗诵", "阅读", "活动室", Some(SubjectKind::Chinese), false),
];

/// A club slot holds at most so many clubs of a kind of room on one day.
struct Rooms {
    capacity: BTreeMap<&'static str, usize>,
    used: BTreeMap<(&'static str, u8), usize>,
}

impl Rooms {
    /// The club day with the most places left for this kind of room; none when all are taken.
    fn day(&self, kind: &'static str, total: &BTreeMap<u8, usize>) -> Option<u8> {
        let left = |day: u8| {
            self.capacity
                .get(kind)
                .copied()
                .unwrap_or(0)
                .saturating_sub(self.used.get(&(kind, day)).copied().unwrap_or(0))
        };
        let days = [2, 3, 4].into_iter().filter(|day| left(*day) > 0);
        days.min_by_key(|day| (total.get(day).copied().unwrap_or(0), *day))
    }
}

pub(super) fn menu(
    staff: &Staff,
    before: &Before,
    willing: &[bool],
    slots: &[&Slot],
    names: &mut Names,
    dice: &mut Dice,
) -> Menu {
    let activity_rooms = staff.classes.len().div_ceil(9);
    let mut capacity: BTreeMap<&'static str, usize> = BTreeMap::from([("活动室", activity_rooms)]);
    for room in &before.rooms {
        *capacity.entry(room.kind).or_default() += room.capacity;
    }
    let mut rooms = Rooms { capacity, used: BTreeMap::new() };
    let mut menu = Menu {
        clubs: Vec::new(),
        people: Vec::new(),
        rooms: (1..=activity_rooms).map(|number| (format!("活动室{number}"), "活动室")).collect(),
    };
    let mut total: BTreeMap<u8, usize> = BTreeMap::new();
    // Busy days of each own instructor, and the outsiders with theirs.
    let mut busy: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    let mut outsiders: Vec<(usize, &'static str, Vec<u8>)> = Vec::new();
    for slot in slots.iter().filter(|slot| slot.kind == "club") {
        let in_slot =
            staff.classes.iter().filter(|class| (slot.grades.0..=slot.grades.1).contains(&class.grade)).count();
        let wanted = (in_slot * 5).div_ceil(6).clamp((2 * in_slot).min(20), 45);
        let mut made = 0;
        for (name, kind, room, leads, advanced) in SORTS.iter().copied() {
            let prefix = if slot.grades.0 >= 7 && slots.len() > 6 { "初中" } else { "" };
            let levels: &[&'static str] = if advanced && in_slot > 6 { &["基础", "高级"] } else { &[""] };
            let mut basic: Option<String> = None;
            for level in levels.iter().copied() {
                let Some(day) = rooms.day(room, &total).filter(|_| made < wanted) else { continue };
                let own: Vec<usize> = (0..staff.teachers.len())
                    .filter(|teacher| {
                        let of = &staff.teachers[*teacher];
                        let taught = of.subjects.iter().any(|subject| Some(staff.subjects[*subject].kind) == leads);
                        // A specialist: the group of the subject, not a class teacher who takes it as a small one.
                        let specialist = leads.is_some_and(SubjectKind::is_core) || of.subjects.len() <= 2;
                        let days = busy.get(teacher).map_or(&[][..], Vec::as_slice);
                        willing[*teacher]
                            && taught
                            && specialist
                            && !of.leader
                            && days.len() < 2
                            && !days.contains(&day)
                    })
                    .collect();
                let instructors = match dice.pick(&own) {
                    Some(teacher) => {
                        busy.entry(*teacher).or_default().push(day);
                        vec![staff.teachers[*teacher].name.clone()]
                    }
                    None => {
                        let known = outsiders.iter_mut().find(|(_, of, days)| *of == room && !days.contains(&day));
                        let person = match known {
                            Some((person, _, days)) => {
                                days.push(day);
                                *person
                            }
                            None => {
                                let employment = match outsiders.len() % 4 {
                                    1 => "机构",
                                    3 => "志愿者",
                                    _ => "外聘",
                                };
                                let (name, vetted_until) = (names.draw(dice), "2027-08-31");
                                menu.people.push(Person { name, employment, duty: false, vetted_until });
                                outsiders.push((menu.people.len() - 1, room, vec![day]));
                                menu.people.len() - 1
                            }
                        };
                        vec![menu.people[person].name.clone()]
                    }
                };
                *rooms.used.entry((room, day)).or_default() += 1;
                *total.entry(day).or_default() += 1;
                let low =
                    if level == "高级" { slot.grades.0.max(slot.grades.1.saturating_sub(3)) } else { slot.grades.0 };
                let full =
                    if level.is_empty() { format!("{prefix}{name}") } else { format!("{prefix}{name}（{level}）") };
                menu.clubs.push(Club {
                    name: full.clone(),
                    kind,
                    level,
                    requires: basic.clone(),
                    slot: slot.name,
                    weekday: day,
                    min: 8,
                    max: u16::try_from(18 + 2 * dice.below(9)).unwrap_or(18),
                    rooms: room,
                    instructors,
                    grades: (low, slot.grades.1),
                    popularity: 1 + dice.below(6),
                });
                basic = Some(full);
                made += 1;
            }
        }
    }
    menu
}

/// `社团.csv`.
pub(super) fn table(clubs: &[Club]) -> String {
    let mut out = String::from("社团,类别,级别,先修,时段,星期,最少人数,最多人数,场地,指导教师,年级\n");
    let days = ["", "周一", "周二", "周三", "周四", "周五"];
    for club in clubs {
        let grades: Vec<String> = (club.grades.0..=club.grades.1).map(|grade| grade.to_string()).collect();
        let _ = writeln!(
            out,
            "{},{},{},{},{},{},{},{},{},{},{}",
            club.name,
            club.kind,
            club.level,
            club.requires.as_deref().unwrap_or(""),
            club.slot,
            days[usize::from(club.weekday)],
            club.min,
            club.max,
            club.rooms,
            club.instructors.join("、"),
            grades.join("、"),
        );
    }
    out
}
