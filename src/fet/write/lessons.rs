//! Requirements and research blocks as activities.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Grid;
use super::xml::Xml;
use crate::args;
use crate::fet::model::Slot;
use crate::fet::report::Report;
use crate::plan::{Plan, Row, RowKind};
use crate::school::{Requirement, School, SubjectKind, TimeSpan};
use crate::text::fet as words;
use crate::units::{ClassId, RequirementId, RoomId, SubjectId, TeacherId, Weeks};

/// What an activity is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    /// A requirement, and which of its groups.
    Requirement(RequirementId, usize),
    /// A research block.
    Research(usize),
}

/// An activity to be written.
#[derive(Clone, Debug)]
pub(super) struct Activity {
    pub(super) id: usize,
    /// First activity of its split activity; 0 for none.
    group: usize,
    /// Hours of the whole split activity.
    total: usize,
    pub(super) of: Of,
    /// Names of the subject.
    pub(super) subject: String,
    pub(super) teachers: BTreeSet<TeacherId>,
    /// Students; only the first of parallel groups has them.
    pub(super) classes: Vec<ClassId>,
    pub(super) duration: usize,
    pub(super) tag: Option<String>,
    /// Where it stands, by a pin or by the plan.
    pub(super) at: Option<Slot>,
    /// The room in which it must be, by a pin or by the plan.
    pub(super) room: Option<RoomId>,
}

/// All activities.
#[derive(Clone, Debug, Default)]
pub(super) struct Lessons {
    pub(super) activities: Vec<Activity>,
    /// Activities that start together.
    pub(super) together: Vec<Vec<usize>>,
    /// Tags: subjects of which a class has a limit a day.
    pub(super) tags: Vec<String>,
}

/// A lesson of a requirement before it gets its groups.
struct Lesson {
    duration: usize,
    half: bool,
    at: Option<Slot>,
    room: Option<RoomId>,
    /// Position of a pin that fixes it.
    row: Option<Spot>,
}

/// A place in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    slot: Slot,
    weeks: Weeks,
}

impl Lessons {
    pub(super) fn of(school: &School, grid: &Grid, plan: Option<&Plan>, report: &mut Report) -> Self {
        let mut made = Self::default();
        let chosen = teachers(school, plan, report);
        let mut halves = 0;
        let mut absorbed: BTreeMap<RequirementId, usize> = BTreeMap::new();
        for id in school.requirement_ids() {
            let requirement = school.requirement(id);
            let partner = school.pairings.iter().find(|pairing| pairing.pair.0 == id).map(|pairing| pairing.pair.1);
            let mut lessons = lessons(school, grid, id, plan);
            let skip = absorbed.get(&id).copied().unwrap_or(0);
            let mut left = skip;
            lessons.retain(|lesson| {
                let gone = lesson.half && left > 0;
                left -= usize::from(gone);
                !gone
            });
            let shared = partner.map_or(0, |partner| {
                let of_partner = half_lessons(school.requirement(partner));
                of_partner.min(lessons.iter().filter(|lesson| lesson.half).count())
            });
            if let Some(partner) = partner {
                *absorbed.entry(partner).or_default() += shared;
            }
            halves += lessons.iter().filter(|lesson| lesson.half).count();
            let mut paired = shared;
            for (section_index, _) in requirement.sections.iter().enumerate() {
                let first = made.activities.len() + 1;
                let total: usize = lessons.iter().map(|lesson| lesson.duration).sum();
                let several = lessons.len() > 1;
                for lesson in &lessons {
                    let with = partner.filter(|_| lesson.half && paired > 0 && section_index == 0);
                    paired -= usize::from(with.is_some());
                    let section = &requirement.sections[section_index];
                    let mut subject = school.subject(section.subject).name.clone();
                    let mut people = chosen.get(&(id, section_index)).cloned().unwrap_or_default();
                    if let Some(other) = with {
                        subject = format!("{subject}/{}", school.subject(school.requirement(other).subject).name);
                        people.extend(chosen.get(&(other, 0)).into_iter().flatten());
                    }
                    let number = made.activities.len() + 1;
                    made.activities.push(Activity {
                        id: number,
                        group: if several { first } else { 0 },
                        total,
                        of: Of::Requirement(id, section_index),
                        subject,
                        teachers: people,
                        classes: if section_index == 0 { requirement.classes.clone() } else { Vec::new() },
                        duration: lesson.duration,
                        tag: None,
                        at: lesson.at,
                        room: room_of(school, requirement, section_index, lesson, plan).or(lesson.room),
                    });
                }
            }
            let groups = requirement.sections.len();
            if groups > 1 {
                let first = made.activities.len() + 1 - groups * lessons.len();
                let starts = |number: usize| (0..groups).map(|group| first + group * lessons.len() + number).collect();
                made.together.extend((0..lessons.len()).map(starts));
            }
        }
        made.research(school, grid, plan);
        if halves > 0 {
            report.remark(words::HALVES, args! { count: halves });
        }
        made
    }

    fn research(&mut self, school: &School, grid: &Grid, plan: Option<&Plan>) {
        for (index, block) in school.research.iter().enumerate() {
            let length = |slots: &BTreeSet<Slot>| slots.len();
            let duration = block.choices.iter().map(|choice| length(&grid.taken([choice]))).min().unwrap_or(0).max(1);
            let planned = plan.into_iter().flat_map(|plan| &plan.rows);
            let row = planned.into_iter().find(|row| row.kind == RowKind::Research && row.subject == block.name);
            let span = row.map(|row| TimeSpan { weeks: row.weeks, weekday: row.weekday, time: row.time });
            let at = span.and_then(|span| grid.taken([&span]).first().copied());
            let id = self.activities.len() + 1;
            self.activities.push(Activity {
                id,
                group: 0,
                total: duration,
                of: Of::Research(index),
                subject: block.name.clone(),
                teachers: block.teachers.iter().copied().collect(),
                classes: Vec::new(),
                duration,
                tag: None,
                at,
                room: None,
            });
        }
    }

    /// Gives the lessons of these subjects a tag, by which a limit a day can be stated.
    pub(super) fn tag(&mut self, school: &School, subjects: &BTreeSet<SubjectId>) {
        self.tags = subjects.iter().map(|subject| school.subject(*subject).name.clone()).collect();
        for activity in &mut self.activities {
            if let Of::Requirement(id, _) = activity.of {
                let subject = school.requirement(id).subject;
                activity.tag = subjects.contains(&subject).then(|| school.subject(subject).name.clone());
            }
        }
    }

    /// Everybody who takes part in something.
    pub(super) fn teachers(&self) -> BTreeSet<TeacherId> {
        self.activities.iter().flat_map(|activity| activity.teachers.iter().copied()).collect()
    }

    /// Names of subjects and of what is like one, each once.
    pub(super) fn subjects(&self) -> Vec<String> {
        let names: BTreeSet<&str> = self.activities.iter().map(|activity| activity.subject.as_str()).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    pub(super) fn write(&self, xml: &mut Xml, school: &School) {
        xml.open("Activities_List");
        for activity in &self.activities {
            xml.open("Activity");
            for teacher in &activity.teachers {
                xml.leaf("Teacher", &school.teacher(*teacher).name);
            }
            xml.leaf("Subject", &activity.subject);
            if let Some(tag) = &activity.tag {
                xml.leaf("Activity_Tag", tag);
            }
            for class in &activity.classes {
                xml.leaf("Students", &school.class(*class).name);
            }
            xml.leaf("Duration", &activity.duration.to_string());
            xml.leaf("Total_Duration", &activity.total.to_string());
            xml.leaf("Id", &activity.id.to_string());
            xml.leaf("Activity_Group_Id", &activity.group.to_string());
            xml.leaf("Active", "true");
            xml.leaf("Comments", "");
            xml.close("Activity");
        }
        xml.close("Activities_List");
    }
}

fn half_lessons(requirement: &Requirement) -> usize {
    let weekly = requirement.weekly;
    usize::from(weekly.odd.max(weekly.even)) + usize::from(weekly.either)
}

/// The lessons of a requirement, with what pins and plan say of their times.
fn lessons(school: &School, grid: &Grid, id: RequirementId, plan: Option<&Plan>) -> Vec<Lesson> {
    let requirement = school.requirement(id);
    let doubles = usize::from(requirement.doubles);
    let singles = usize::from(requirement.weekly.every).saturating_sub(2 * doubles);
    let lesson = |duration, half| Lesson { duration, half, at: None, room: None, row: None };
    let mut lessons: Vec<Lesson> = (0..doubles).map(|_| lesson(2, false)).collect();
    lessons.extend((0..singles).map(|_| lesson(1, false)));
    lessons.extend((0..half_lessons(requirement)).map(|_| lesson(1, true)));
    if let Some(plan) = plan {
        place(school, grid, requirement, plan, &mut lessons);
        return lessons;
    }
    for pin in school.pins.iter().filter(|pin| pin.requirement == id) {
        let fits = |lesson: &&mut Lesson| {
            lesson.at.is_none()
                && lesson.duration == usize::from(pin.length)
                && lesson.half == (pin.weeks != Weeks::All)
        };
        if let Some(lesson) = lessons.iter_mut().find(fits) {
            lesson.at = grid.slot(pin.weekday, pin.period);
            lesson.room = pin.room;
        }
    }
    lessons
}

/// Whether a row of the plan is of this group of the requirement.
fn is_of(school: &School, requirement: &Requirement, section: usize, row: &Row) -> bool {
    let section = &requirement.sections[section];
    row.kind == RowKind::Lesson
        && row.subject == school.subject(section.subject).name
        && row.section == section.name
        && row.classes.iter().eq(requirement.classes.iter().map(|class| &school.class(*class).name))
}

/// Puts the lessons where the plan has them: first the doubles, at pairs of neighbouring periods.
fn place(school: &School, grid: &Grid, requirement: &Requirement, plan: &Plan, lessons: &mut [Lesson]) {
    let of = plan.rows.iter().filter(|row| is_of(school, requirement, 0, row));
    let mut spots: BTreeSet<Spot> =
        of.filter_map(|row| Some(Spot { slot: grid.slot(row.weekday, row.period?)?, weeks: row.weeks })).collect();
    for lesson in lessons {
        let after = |spot: &Spot| Spot { slot: Slot { hour: spot.slot.hour + 1, ..spot.slot }, ..*spot };
        let fits = |spot: &&Spot| {
            (spot.weeks != Weeks::All) == lesson.half && (lesson.duration == 1 || spots.contains(&after(spot)))
        };
        let Some(spot) = spots.iter().find(fits).copied() else { continue };
        spots.remove(&spot);
        if lesson.duration == 2 {
            spots.remove(&after(&spot));
        }
        lesson.at = Some(spot.slot);
        lesson.row = Some(spot);
    }
}

/// The room that the plan gives a lesson's group.
fn room_of(
    school: &School,
    requirement: &Requirement,
    section: usize,
    lesson: &Lesson,
    plan: Option<&Plan>,
) -> Option<RoomId> {
    let spot = lesson.row?;
    let here = |row: &&Row| {
        is_of(school, requirement, section, row)
            && row.weeks == spot.weeks
            && row.period == Some(super::grid::index(spot.slot))
            && school.weekdays.get(spot.slot.day) == Some(&row.weekday)
    };
    plan?.rows.iter().find(here).and_then(|row| school.room_named(&row.room))
}

/// Who teaches each group: as given, as the plan says, else the least burdened of those who may.
fn teachers(
    school: &School,
    plan: Option<&Plan>,
    report: &mut Report,
) -> BTreeMap<(RequirementId, usize), BTreeSet<TeacherId>> {
    let mut chosen: BTreeMap<(RequirementId, usize), BTreeSet<TeacherId>> = BTreeMap::new();
    let mut load: BTreeMap<TeacherId, u32> = BTreeMap::new();
    let mut open = Vec::new();
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        let weekly = requirement.weekly.per_fortnight();
        for (index, section) in requirement.sections.iter().enumerate() {
            let planned = plan.and_then(|plan| plan.rows.iter().find(|row| is_of(school, requirement, index, row)));
            if let Some(row) = planned {
                let people = row.teachers.iter().filter_map(|name| school.teacher_named(name));
                chosen.insert((id, index), people.collect());
                continue;
            }
            for role in &section.teachers {
                match role.candidates.as_slice() {
                    [only] => {
                        chosen.entry((id, index)).or_default().insert(*only);
                        *load.entry(*only).or_default() += weekly;
                    }
                    candidates => open.push((id, index, candidates, weekly)),
                }
            }
        }
    }
    let count = open.len();
    // The heaviest first, so that the last small ones even things out.
    open.sort_by_key(|(id, index, _, weekly)| (std::cmp::Reverse(*weekly), *id, *index));
    for (id, index, candidates, weekly) in open {
        let taken = chosen.entry((id, index)).or_default();
        let requirement = school.requirement(id);
        let meeting = school.subject(requirement.sections[index].subject).kind == SubjectKind::ClassMeeting;
        let leads = |teacher: &TeacherId| {
            meeting && requirement.classes.iter().any(|class| school.class(*class).class_teacher == Some(*teacher))
        };
        let burden = |teacher: &TeacherId| {
            let own = load.get(teacher).copied().unwrap_or(0);
            let most = school.teacher(*teacher).max_load.map_or(u32::MAX, |max| 2 * u32::from(max));
            (!leads(teacher), own + weekly > most, own, *teacher)
        };
        if let Some(teacher) = candidates.iter().filter(|t| !taken.contains(t)).min_by_key(|t| burden(t)).copied() {
            taken.insert(teacher);
            *load.entry(teacher).or_default() += weekly;
        }
    }
    if count > 0 {
        report.remark(words::TEACHERS_CHOSEN, args! { count: count });
    }
    chosen
}
