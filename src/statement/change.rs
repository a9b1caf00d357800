//! What a person may do about a statement: take it back, raise a cap, open a room, let a colleague take lessons.

use std::collections::BTreeSet;

use super::{Cap, Statement, Statements, teachers_of};
use crate::rules::{self, Meta};
use crate::school::{Level, ParamValue, RoomNeed, School, TeacherRole};
use crate::units::{RequirementId, RoomId, SubjectId, TeacherId};

/// A change of the school, in steps that an office would take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A statement is taken back.
    Drop(Statement),
    /// A teacher's cap becomes another.
    Cap {
        /// Whose.
        teacher: TeacherId,
        /// Which.
        cap: Cap,
        /// The new limit.
        to: u8,
    },
    /// More rooms like this one; a room that holds several lessons at once holds more.
    Rooms {
        /// Like which.
        room: RoomId,
        /// How many more.
        more: u8,
    },
    /// A subject's own daily limit becomes another.
    SubjectDaily {
        /// Which.
        subject: SubjectId,
        /// The new limit.
        to: u8,
    },
    /// A parameter of a rule becomes another.
    Limit {
        /// Code of the rule.
        rule: &'static str,
        /// Key of the parameter.
        key: &'static str,
        /// The new limit.
        to: i64,
    },
    /// A hard rule is a wish only.
    Soften(&'static str),
    /// A hard rule is waived.
    Waive(&'static str),
    /// Any teacher of the subject may be chosen for these lessons.
    Colleagues(RequirementId),
    /// Fewer periods every week.
    Fewer {
        /// Of which lessons.
        requirement: RequirementId,
        /// How many fewer.
        by: u8,
    },
}

/// Most that a cap is raised, and most periods that are given up.
const STEPS: u8 = 8;

/// The school after these changes.
#[must_use]
pub fn apply(school: &School, changes: &[Change]) -> School {
    let mut changed = school.clone();
    for change in changes {
        change.on(&mut changed);
    }
    let gone: BTreeSet<Statement> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Drop(statement) => Some(*statement),
            _ => None,
        })
        .collect();
    if gone.is_empty() {
        changed.index_names();
        return changed;
    }
    let mut left = Statements::of(&changed).without(&gone);
    left.index_names();
    left
}

impl Change {
    /// Makes the change, unless it takes a statement back. No position of any table moves.
    fn on(self, school: &mut School) {
        match self {
            Self::Drop(_) => {}
            Self::Cap { teacher, cap, to } => cap.set(&mut school.teachers[teacher.index()], Some(to)),
            Self::Rooms { room, more } => more_rooms(school, room, more),
            Self::SubjectDaily { subject, to } => school.subjects[subject.index()].max_per_day = Some(to),
            Self::Limit { rule, key, to } => {
                if let Some(value) = school.policy.settings.get_mut(rule).and_then(|s| s.params.get_mut(key)) {
                    *value = ParamValue::Int(to);
                }
            }
            Self::Soften(rule) => {
                if let Some(setting) = school.policy.settings.get_mut(rule) {
                    setting.level = Level::Soft;
                    setting.weight = setting.weight.max(1);
                }
            }
            Self::Waive(rule) => {
                if let Some(setting) = school.policy.settings.get_mut(rule) {
                    setting.level = Level::Off;
                }
            }
            Self::Colleagues(id) => {
                let others = colleagues(school, id);
                for (section, candidates) in school.requirements[id.index()].sections.iter_mut().zip(others) {
                    if let [only] = section.teachers.as_mut_slice() {
                        *only = TeacherRole { candidates };
                    }
                }
            }
            Self::Fewer { requirement, by } => {
                let requirement = &mut school.requirements[requirement.index()];
                let every = requirement.weekly.every.saturating_sub(by);
                requirement.weekly.every = every;
                requirement.doubles = requirement.doubles.min(every / 2);
            }
        }
    }

    /// How much an office would rather not do it: wishes are cheap, then caps, rooms, research, policy; lessons are dear.
    #[must_use]
    pub fn cost(self, school: &School) -> u32 {
        let times = |each: u32, count: i64| each.saturating_mul(u32::try_from(count).unwrap_or(u32::MAX).max(1));
        match self {
            Self::Drop(statement) => match statement {
                Statement::Pin(_) => 1,
                Statement::TeacherAway { .. }
                | Statement::Exclusion(_)
                | Statement::Apart(_)
                | Statement::SubjectForbidden { .. }
                | Statement::SubjectAllowed(_) => 2,
                Statement::RoomClosed { .. } | Statement::Pairing(_) => 3,
                Statement::Research(_) | Statement::ClassAway { .. } => 5,
                Statement::Event(_) => 6,
                _ => 8,
            },
            Self::Cap { teacher, cap, to } => {
                let stated = cap.of(school.teacher(teacher)).unwrap_or(to);
                times(if matches!(cap, Cap::Load | Cap::Days) { 3 } else { 2 }, i64::from(stated.abs_diff(to)))
            }
            Self::SubjectDaily { subject, to } => {
                let stated = school.subject(subject).max_per_day.unwrap_or(to);
                times(2, i64::from(stated.abs_diff(to)))
            }
            Self::Rooms { more, .. } => times(5, i64::from(more)),
            Self::Colleagues(_) => 6,
            Self::Limit { rule, key, to } => {
                let stated = school.policy.settings.get(rule).map_or(to, |setting| setting.int(key));
                times(policy(rule, 3, 6), (to - stated).abs())
            }
            Self::Soften(rule) => policy(rule, 5, 10),
            Self::Waive(rule) => policy(rule, 6, 12),
            Self::Fewer { by, .. } => times(20, i64::from(by)),
        }
    }

    /// Both changes in one, when they are about the same: the one that goes further.
    #[must_use]
    pub fn merged(self, other: Self) -> Option<Self> {
        let further = |one: bool| Some(if one { self } else { other });
        match (self, other) {
            (
                Self::Cap { teacher: a, cap: Cap::LeastLoad, to: x },
                Self::Cap { teacher: b, cap: Cap::LeastLoad, to: y },
            ) if a == b => further(x <= y),
            (Self::Cap { teacher: a, cap: c, to: x }, Self::Cap { teacher: b, cap: d, to: y }) if (a, c) == (b, d) => {
                further(x >= y)
            }
            (Self::Rooms { room: a, more: x }, Self::Rooms { room: b, more: y }) if a == b => further(x >= y),
            (Self::SubjectDaily { subject: a, to: x }, Self::SubjectDaily { subject: b, to: y }) if a == b => {
                further(x >= y)
            }
            (Self::Limit { rule: a, key: c, to: x }, Self::Limit { rule: b, key: d, to: y }) if (a, c) == (b, d) => {
                further(x >= y)
            }
            (Self::Fewer { requirement: a, by: x }, Self::Fewer { requirement: b, by: y }) if a == b => further(x >= y),
            (one, other) if one == other => Some(one),
            _ => None,
        }
    }
}

/// House rules are the school's own; others are policy.
fn policy(code: &str, house: u32, law: u32) -> u32 {
    let of_the_house = |meta: &Meta| meta.sources.iter().all(|source| source.document == "school");
    if rules::find(code).is_some_and(|rule| of_the_house(rule.meta())) { house } else { law }
}

/// For each section: who may take it, the teachers of its subject included. Nothing more for sections of several teachers.
fn colleagues(school: &School, id: RequirementId) -> Vec<Vec<TeacherId>> {
    let requirement = school.requirement(id);
    let of_section = |section: &crate::school::Section| {
        let own: Vec<TeacherId> = section.teachers.iter().flat_map(|role| role.candidates.iter().copied()).collect();
        let able = school.teacher_ids().filter(|teacher| {
            let person = school.teacher(*teacher);
            person.subjects.contains(&section.subject) && !person.employment.is_outsider() && !own.contains(teacher)
        });
        own.iter().copied().chain(able).collect()
    };
    requirement.sections.iter().map(of_section).collect()
}

/// Rooms like `room`, or more places in it when it holds several lessons.
fn more_rooms(school: &mut School, room: RoomId, more: u8) {
    let model = school.room(room).clone();
    if model.capacity > 1 {
        school.rooms[room.index()].capacity = model.capacity.saturating_add(more);
        return;
    }
    for number in 1..=more {
        let new = RoomId::from_index(school.rooms.len());
        let mut copy = model.clone();
        copy.name = format!("{}+{number}", model.name);
        copy.unavailable.clear();
        copy.home_of = None;
        school.rooms.push(copy);
        for section in school.requirements.iter_mut().flat_map(|requirement| &mut requirement.sections) {
            if let RoomNeed::OneOf { candidates, .. } = &mut section.room
                && candidates.contains(&room)
            {
                candidates.push(new);
            }
        }
    }
}

impl Statements<'_> {
    /// What may be done about a statement: ladders of changes, each rung further than the one before.
    #[must_use]
    pub fn ladders(&self, statement: Statement) -> Vec<Vec<Change>> {
        let school = self.school();
        let up = |from: u8| (1..=STEPS).filter_map(move |step| from.checked_add(step));
        match statement {
            Statement::TeacherCap { teacher, cap } => {
                let stated = cap.of(school.teacher(teacher)).unwrap_or(0);
                let change = |to| Change::Cap { teacher, cap, to };
                match cap {
                    Cap::LeastLoad => vec![(0..stated).rev().map(change).collect()],
                    _ => vec![up(stated).map(change).collect()],
                }
            }
            Statement::Rooms(first) => {
                let kind = &school.room(first).kind;
                let of_kind = school.rooms.iter().position(|room| room.kind == *kind && room.home_of.is_none());
                // Every class has its own home room.
                let room = of_kind.map(RoomId::from_index);
                room.map(|room| (1..=3).map(|more| Change::Rooms { room, more }).collect()).into_iter().collect()
            }
            Statement::SubjectDaily(subject) => {
                let stated = school.subject(subject).max_per_day.unwrap_or(0);
                vec![up(stated).map(|to| Change::SubjectDaily { subject, to }).collect()]
            }
            Statement::Rule(code) => {
                let mut ladders = Vec::new();
                let setting = school.policy.settings.get(code);
                for key in limits_of(code) {
                    let stated = setting.map_or(0, |setting| setting.int(key));
                    ladders.push((1..=3).map(|step| Change::Limit { rule: code, key, to: stated + step }).collect());
                }
                let soft = rules::find(code).is_some_and(|rule| rule.meta().may_be_soft);
                ladders.push(vec![if soft { Change::Soften(code) } else { Change::Waive(code) }]);
                ladders
            }
            Statement::Lessons(_) => {
                let mut ladders = Vec::new();
                for id in self.requirements(statement) {
                    let fits = |section: &crate::school::Section| section.teachers.len() == 1;
                    let single = school.requirement(*id).sections.iter().all(fits);
                    let own = teachers_of(school, *id).count();
                    if single && colleagues(school, *id).iter().map(Vec::len).sum::<usize>() > own {
                        ladders.push(vec![Change::Colleagues(*id)]);
                    }
                    let most = school.requirement(*id).weekly.every.saturating_sub(1).min(STEPS);
                    ladders.push((1..=most).map(|by| Change::Fewer { requirement: *id, by }).collect());
                }
                ladders
            }
            Statement::Week(_) => Vec::new(),
            other => vec![vec![Change::Drop(other)]],
        }
    }
}

/// Parameters of a rule that are limits.
pub(super) fn limits_of(code: &str) -> &'static [&'static str] {
    match code {
        "R106" => &["core", "other"],
        "R109" | "R110" => &["max"],
        _ => &[],
    }
}
