//! The school in which some statements are not made.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cap, LEANING, Statement, Statements, stretches, teachers_of};
use crate::rules::teacher_daily_max;
use crate::school::{Exclusion, ExclusionKind, Level, ParamValue, School, Setting, TimeSpan, Weekly};
use crate::units::{RequirementId, TeacherId};

/// The rule on the day of a teacher, whose limit grows with the lessons.
const DAILY: &str = "R109";

/// More than any day or row has periods.
const NO_LIMIT: i64 = 1000;

impl Statements<'_> {
    /// The school without these statements: it has a timetable whenever it has one without fewer of them.
    ///
    /// Positions of what is left may differ from those in the whole school; identifiers of classes, teachers, rooms, subjects
    /// and requirements stay.
    #[must_use]
    pub fn without(&self, gone: &BTreeSet<Statement>) -> School {
        let mut school = self.school.clone();
        let lessons: BTreeSet<RequirementId> =
            gone.iter().flat_map(|statement| self.requirements(*statement)).copied().collect();
        self.less(&mut school, &lessons, gone);
        for statement in gone {
            self.lift(&mut school, *statement);
        }
        let is_gone = |statement: &Statement| gone.contains(statement);
        for (index, teacher) in school.teachers.iter_mut().enumerate() {
            let teacher_id = TeacherId::from_index(index);
            spans(&mut teacher.unavailable, |span| is_gone(&Statement::TeacherAway { teacher: teacher_id, span }));
        }
        for class in self.school.class_ids() {
            let away = &mut school.classes[class.index()].unavailable;
            spans(away, |span| is_gone(&Statement::ClassAway { class, span }));
        }
        for (index, room) in school.rooms.iter_mut().enumerate() {
            let id = crate::units::RoomId::from_index(index);
            spans(&mut room.unavailable, |span| is_gone(&Statement::RoomClosed { room: id, span }));
        }
        for (index, subject) in school.subjects.iter_mut().enumerate() {
            let id = crate::units::SubjectId::from_index(index);
            keep(&mut subject.forbidden, |set| is_gone(&Statement::SubjectForbidden { subject: id, set }));
        }
        keep(&mut school.pins, |pin| {
            is_gone(&Statement::Pin(pin)) || lessons.contains(&self.school.pins[pin].requirement)
        });
        keep(&mut school.events, |event| is_gone(&Statement::Event(event)));
        keep(&mut school.research, |block| is_gone(&Statement::Research(block)));
        keep(&mut school.exclusions, |pair| {
            is_gone(&Statement::Exclusion(pair)) || leans(self.school, &self.school.exclusions[pair], &lessons)
        });
        keep(&mut school.apart, |pair| is_gone(&Statement::Apart(pair)));
        keep(&mut school.pairings, |pair| is_gone(&Statement::Pairing(pair)));
        school
    }

    /// Takes back what is no member of a list.
    fn lift(&self, school: &mut School, statement: Statement) {
        match statement {
            Statement::TeacherCap { teacher, cap } => {
                let free = matches!(cap, Cap::Day | Cap::Row).then_some(u8::MAX);
                cap.set(&mut school.teachers[teacher.index()], free);
            }
            Statement::Rooms(first) => {
                let kind = &self.school.room(first).kind;
                for room in school.rooms.iter_mut().filter(|room| room.kind == *kind) {
                    room.capacity = u8::MAX;
                }
            }
            Statement::SubjectAllowed(subject) => school.subjects[subject.index()].allowed.clear(),
            Statement::SubjectDaily(subject) => school.subjects[subject.index()].max_per_day = Some(u8::MAX),
            Statement::Rule(code) => {
                if let Some(setting) = school.policy.settings.get_mut(code) {
                    lift_rule(code, setting);
                }
            }
            _ => {}
        }
    }

    /// Takes lessons out, and what would be harder without them.
    fn less(&self, school: &mut School, lessons: &BTreeSet<RequirementId>, gone: &BTreeSet<Statement>) {
        if lessons.is_empty() {
            return;
        }
        let mut lost: BTreeMap<TeacherId, u32> = BTreeMap::new();
        for id in lessons {
            let often = self.school.requirement(*id).weekly.per_fortnight();
            for teacher in teachers_of(self.school, *id) {
                *lost.entry(teacher).or_default() += often;
            }
            let requirement = &mut school.requirements[id.index()];
            (requirement.weekly, requirement.doubles) = (Weekly::default(), 0);
        }
        for (id, lost) in lost {
            let daily = self.school.policy.settings.get(DAILY).filter(|_| !gone.contains(&Statement::Rule(DAILY)));
            let teacher = &mut school.teachers[id.index()];
            if let (None, Some(setting)) = (teacher.max_per_day, daily) {
                let limit = teacher_daily_max::limit(self.school, setting, id);
                teacher.max_per_day = (limit > setting.int("max")).then(|| u8::try_from(limit).unwrap_or(u8::MAX));
            }
            teacher.min_load = teacher.min_load.map(|least| {
                let left = (2 * u32::from(least)).saturating_sub(lost) / 2;
                u8::try_from(left).unwrap_or(least)
            });
        }
        for code in LEANING {
            if let Some(setting) = school.policy.settings.get_mut(code).filter(|s| s.level == Level::Hard) {
                setting.level = Level::Off;
            }
        }
    }
}

/// Keeps the members whose position is not gone.
fn keep<T>(list: &mut Vec<T>, gone: impl Fn(usize) -> bool) {
    let mut position = 0;
    list.retain(|_| {
        position += 1;
        !gone(position - 1)
    });
}

/// Keeps the spans whose statement, by its first span, is not gone.
fn spans(list: &mut Vec<TimeSpan>, gone: impl Fn(usize) -> bool) {
    let first = stretches(list);
    keep(list, |position| gone(first[position]));
}

/// Whether the pair needs one of these lessons to be never both free.
fn leans(school: &School, pair: &Exclusion, lessons: &BTreeSet<RequirementId>) -> bool {
    let (first, second) = pair.teachers;
    pair.kind == ExclusionKind::NotBothFree
        && lessons.iter().any(|id| teachers_of(school, *id).any(|teacher| teacher == first || teacher == second))
}

/// Rules with a general limit lose it, and still hold for what people stated for themselves; others are off.
fn lift_rule(code: &str, setting: &mut Setting) {
    let limits: &[&str] = match code {
        "R106" => &["core", "other"],
        "R109" | "R110" => &["max"],
        "R108" => {
            setting.params.insert("pe_forbidden", ParamValue::Words(Vec::new()));
            return;
        }
        _ => {
            setting.level = Level::Off;
            return;
        }
    };
    for key in limits {
        if let Some(value) = setting.params.get_mut(key) {
            *value = ParamValue::Int(NO_LIMIT);
        }
    }
}
