//! What a person can change: the school's own statements, each of which may be taken back without touching the others.
//!
//! A *statement* is a span in which somebody cannot teach, a cap, a pin, an event, a research block, a pair that keeps
//! apart, how many rooms of a kind there are, a hard rule that is no physics, or that some class has some lessons.
//! [`Statements::without`] gives the school in which some of them are not made. Nobody in two places, weekly periods and the
//! like are physics, and no statement.
//!
//! # Fewer statements, more timetables
//!
//! For sets `D`, `E` of statements taken back, `D` inside `E`: if the school without `D` has a timetable, so has the one
//! without `E` (leave the lessons out that are gone). Everything that looks for conflicts rests on this, so that
//! [`Statements::without`] sees to it where the school's own words would not:
//!
//! - a cap that is taken back is no cap at all, not the general one of the rule; a rule with a general cap that is taken back
//!   keeps the caps that people stated for themselves, which are statements of their own;
//! - limits that grow with the lessons (a day's periods of a teacher with very many) stay as they were for the whole school;
//! - lessons of one class and subject go together, since their daily limit depends on all of them;
//! - a least load sinks by the lessons that are gone; "never both free" needs all lessons of the two;
//! - rules that ask for lessons near others (gaps, single days, fair edges) hold for whole schools only: they go when any
//!   lessons go.

mod change;
#[cfg(test)]
mod tests;
mod without;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use change::{Change, apply};

use crate::rules;
use crate::school::{Level, RoomNeed, School, SubjectKind, TimeSpan};
use crate::units::{ClassId, RequirementId, RoomId, SubjectId, TeacherId};

/// A limit that somebody stated for one teacher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cap {
    /// Most periods a week.
    Load,
    /// Fewest periods a week.
    LeastLoad,
    /// Most periods a day.
    Day,
    /// Most periods in a row.
    Row,
    /// Most days with lessons.
    Days,
}

impl Cap {
    /// Every cap.
    pub const ALL: [Self; 5] = [Self::Load, Self::LeastLoad, Self::Day, Self::Row, Self::Days];
}

/// Something that the school states and may change. Positions are those in the tables of the [`School`] it was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statement {
    /// Spans of one day, with no more than a recess between them, in which a teacher cannot teach.
    TeacherAway {
        /// Who.
        teacher: TeacherId,
        /// Position of the first in the teacher's spans.
        span: usize,
    },
    /// A limit of one teacher.
    TeacherCap {
        /// Whose.
        teacher: TeacherId,
        /// Which.
        cap: Cap,
    },
    /// Such spans in which a class has no lessons.
    ClassAway {
        /// Which.
        class: ClassId,
        /// Position of the first in the class's spans.
        span: usize,
    },
    /// Such spans in which a room is closed.
    RoomClosed {
        /// Which.
        room: RoomId,
        /// Position of the first in the room's spans.
        span: usize,
    },
    /// How many rooms of the kind of this one (the first) there are, and what they hold.
    Rooms(RoomId),
    /// A time at which a subject may not be taught.
    SubjectForbidden {
        /// Which.
        subject: SubjectId,
        /// Position in the subject's forbidden times.
        set: usize,
    },
    /// The only times at which a subject may be taught, all of them.
    SubjectAllowed(SubjectId),
    /// Most periods of a subject a day.
    SubjectDaily(SubjectId),
    /// A lesson fixed by hand.
    Pin(usize),
    /// A fixed event.
    Event(usize),
    /// A research block.
    Research(usize),
    /// Two teachers that exclude each other.
    Exclusion(usize),
    /// Two subjects that keep apart.
    Apart(usize),
    /// Half lessons that share a slot.
    Pairing(usize),
    /// A hard rule, by its code.
    Rule(&'static str),
    /// Lessons of a class and subject: this requirement (the first) and those whose limits are bound up with it.
    Lessons(RequirementId),
    /// All lessons of a class (combined ones at their first class): many [`Statement::Lessons`] in one, not among
    /// [`Statements::all`].
    Week(ClassId),
}

impl Statement {
    /// Whether it is that lessons are taught.
    #[must_use]
    pub fn is_lessons(self) -> bool {
        matches!(self, Self::Lessons(_) | Self::Week(_))
    }

    /// What sort it is, for programs.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::TeacherAway { .. } => "teacher-unavailable",
            Self::TeacherCap { cap: Cap::Load, .. } => "teacher-max-load",
            Self::TeacherCap { cap: Cap::LeastLoad, .. } => "teacher-min-load",
            Self::TeacherCap { cap: Cap::Day, .. } => "teacher-max-per-day",
            Self::TeacherCap { cap: Cap::Row, .. } => "teacher-max-in-row",
            Self::TeacherCap { cap: Cap::Days, .. } => "teacher-max-days",
            Self::ClassAway { .. } => "class-unavailable",
            Self::RoomClosed { .. } => "room-unavailable",
            Self::Rooms(_) => "rooms",
            Self::SubjectForbidden { .. } => "subject-forbidden",
            Self::SubjectAllowed(_) => "subject-allowed",
            Self::SubjectDaily(_) => "subject-max-per-day",
            Self::Pin(_) => "pin",
            Self::Event(_) => "event",
            Self::Research(_) => "research",
            Self::Exclusion(_) => "exclusion",
            Self::Apart(_) => "apart",
            Self::Pairing(_) => "pair",
            Self::Rule(_) => "rule",
            Self::Lessons(_) => "lessons",
            Self::Week(_) => "class-lessons",
        }
    }
}

/// Rules whose whole content is statements of their own (spans, events, pins, caps of single teachers).
const STATED_APART: &[&str] = &["R112", "R113", "R114", "R115", "R117", "R121", "R122", "R123", "R125"];

/// Rules under which lessons lean on each other, so that fewer lessons may be harder.
const LEANING: &[&str] = &["R144", "R145", "R149", "R156", "R157"];

/// Whether a rule lets lessons lean on each other, so that fewer lessons may be harder.
pub(crate) fn leans(code: &str) -> bool {
    LEANING.contains(&code)
}

/// The statements of a school.
#[derive(Clone, Debug)]
pub struct Statements<'s> {
    school: &'s School,
    all: Vec<Statement>,
    /// All requirements of each [`Statement::Lessons`], by the first.
    groups: BTreeMap<RequirementId, Vec<RequirementId>>,
    /// The first requirement of the group of each.
    first: BTreeMap<RequirementId, RequirementId>,
    /// All requirements of each [`Statement::Week`].
    weeks: BTreeMap<ClassId, Vec<RequirementId>>,
}

impl<'s> Statements<'s> {
    /// Every statement of `school`, in order.
    #[must_use]
    pub fn of(school: &'s School) -> Self {
        let (groups, first) = groups(school);
        let mut weeks: BTreeMap<ClassId, Vec<RequirementId>> = BTreeMap::new();
        for (head, members) in groups.iter().filter(|(_, ids)| ids.iter().any(|id| taught(school, *id))) {
            if let Some(class) = school.requirement(*head).classes.first() {
                weeks.entry(*class).or_default().extend(members);
            }
        }
        let mut statements = Self { school, all: Vec::new(), groups, first, weeks };
        statements.people();
        statements.places();
        statements.subjects();
        let all = &mut statements.all;
        all.extend((0..school.pins.len()).map(Statement::Pin));
        all.extend((0..school.events.len()).map(Statement::Event));
        all.extend((0..school.research.len()).map(Statement::Research));
        all.extend((0..school.exclusions.len()).map(Statement::Exclusion));
        all.extend((0..school.apart.len()).map(Statement::Apart));
        all.extend((0..school.pairings.len()).map(Statement::Pairing));
        all.extend(rules::ALL.iter().map(|rule| rule.meta()).filter(|meta| own(school, meta)).map(|meta| {
            let code: &'static str = meta.code;
            Statement::Rule(code)
        }));
        all.extend(
            statements
                .groups
                .iter()
                .filter(|(_, ids)| ids.iter().any(|id| taught(school, *id)))
                .map(|(id, _)| Statement::Lessons(*id)),
        );
        all.sort_unstable();
        statements
    }

    /// The school.
    #[must_use]
    pub fn school(&self) -> &'s School {
        self.school
    }

    /// All of them, sorted.
    #[must_use]
    pub fn all(&self) -> &[Statement] {
        &self.all
    }

    /// The lessons' statement that a requirement belongs to.
    #[must_use]
    pub fn lessons(&self, requirement: RequirementId) -> Statement {
        Statement::Lessons(self.first.get(&requirement).copied().unwrap_or(requirement))
    }

    /// The requirements of a lessons' statement; none of others.
    #[must_use]
    pub fn requirements(&self, statement: Statement) -> &[RequirementId] {
        match statement {
            Statement::Lessons(first) => self.groups.get(&first).map_or(&[], Vec::as_slice),
            Statement::Week(class) => self.weeks.get(&class).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }

    /// The week of the class that a lessons' statement belongs to.
    #[must_use]
    pub fn week(&self, statement: Statement) -> Statement {
        let head = self.requirements(statement).first();
        let class = head.and_then(|id| self.school.requirement(*id).classes.first());
        class.map_or(statement, |class| Statement::Week(*class))
    }

    /// The same statements with the lessons of whole weeks one by one.
    #[must_use]
    pub fn expand(&self, set: &BTreeSet<Statement>) -> BTreeSet<Statement> {
        let mut one_by_one: BTreeSet<Statement> = BTreeSet::new();
        for statement in set {
            match statement {
                Statement::Week(_) => {
                    one_by_one.extend(self.requirements(*statement).iter().map(|id| self.lessons(*id)));
                }
                other => {
                    one_by_one.insert(*other);
                }
            }
        }
        one_by_one
    }

    fn people(&mut self) {
        let school = self.school;
        for teacher in school.teacher_ids() {
            let stated = school.teacher(teacher);
            self.all.extend(heads(&stated.unavailable).map(|span| Statement::TeacherAway { teacher, span }));
            let caps = Cap::ALL.into_iter().filter(|cap| cap.of(stated).is_some());
            self.all.extend(caps.map(|cap| Statement::TeacherCap { teacher, cap }));
        }
        for class in school.class_ids() {
            let spans = heads(&school.class(class).unavailable);
            self.all.extend(spans.map(|span| Statement::ClassAway { class, span }));
        }
    }

    fn places(&mut self) {
        let school = self.school;
        let mut kinds = BTreeMap::new();
        for (index, room) in school.rooms.iter().enumerate() {
            let id = RoomId::from_index(index);
            self.all.extend(heads(&room.unavailable).map(|span| Statement::RoomClosed { room: id, span }));
            kinds.entry(room.kind.as_str()).or_insert(id);
        }
        self.all.extend(kinds.into_values().map(Statement::Rooms));
    }

    fn subjects(&mut self) {
        for (index, subject) in self.school.subjects.iter().enumerate() {
            let id = SubjectId::from_index(index);
            self.all.extend((0..subject.forbidden.len()).map(|set| Statement::SubjectForbidden { subject: id, set }));
            if !subject.allowed.is_empty() {
                self.all.push(Statement::SubjectAllowed(id));
            }
            if subject.max_per_day.is_some() {
                self.all.push(Statement::SubjectDaily(id));
            }
        }
    }
}

impl Cap {
    /// The teacher's own limit, when one is stated.
    #[must_use]
    pub fn of(self, teacher: &crate::school::Teacher) -> Option<u8> {
        match self {
            Self::Load => teacher.max_load,
            Self::LeastLoad => teacher.min_load,
            Self::Day => teacher.max_per_day,
            Self::Row => teacher.max_in_row,
            Self::Days => teacher.max_days,
        }
    }

    /// States the limit.
    fn set(self, teacher: &mut crate::school::Teacher, value: Option<u8>) {
        *match self {
            Self::Load => &mut teacher.max_load,
            Self::LeastLoad => &mut teacher.min_load,
            Self::Day => &mut teacher.max_per_day,
            Self::Row => &mut teacher.max_in_row,
            Self::Days => &mut teacher.max_days,
        } = value;
    }
}

/// Whether a rule is a statement: hard, about the timetable, no physics, with something of its own to say.
fn own(school: &School, meta: &rules::Meta) -> bool {
    let hard = school.policy.settings.get(meta.code).is_some_and(|setting| setting.level == Level::Hard);
    hard && meta.stage == rules::Stage::Timetable && !meta.physics && !STATED_APART.contains(&meta.code)
}

/// The longest pause between spans that are one statement: "Tuesday morning" is one, stated by its periods or not.
const RECESS: u16 = 40;

/// For each span the position of the first that it is one statement with.
fn stretches(spans: &[TimeSpan]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|index| (spans[*index], *index));
    let mut first: Vec<usize> = (0..spans.len()).collect();
    for pair in order.windows(2) {
        let (before, after) = (spans[pair[0]], spans[pair[1]]);
        let close = after.time.start.minutes() <= before.time.end.minutes().saturating_add(RECESS);
        if (before.weeks, before.weekday) == (after.weeks, after.weekday) && close {
            first[pair[1]] = first[pair[0]];
        }
    }
    first
}

fn heads(spans: &[TimeSpan]) -> impl Iterator<Item = usize> {
    stretches(spans).into_iter().collect::<BTreeSet<_>>().into_iter()
}

/// From the start of the first to the end of the last span of a statement.
fn stretch(spans: &[TimeSpan], head: usize) -> Option<TimeSpan> {
    let mut own = stretches(spans).into_iter().zip(spans).filter(|(first, _)| *first == head).map(|(_, span)| *span);
    let mut whole = own.next()?;
    for span in own {
        whole.time.start = whole.time.start.min(span.time.start);
        whole.time.end = whole.time.end.max(span.time.end);
    }
    Some(whole)
}

/// Whether a requirement has any lessons.
fn taught(school: &School, id: RequirementId) -> bool {
    school.requirement(id).weekly.per_fortnight() > 0
}

type Groups = (BTreeMap<RequirementId, Vec<RequirementId>>, BTreeMap<RequirementId, RequirementId>);

/// Requirements whose limits depend on each other: of one class and subject, or PE of one class.
fn groups(school: &School) -> Groups {
    let mut of_key: BTreeMap<(ClassId, Option<SubjectId>), Vec<usize>> = BTreeMap::new();
    for (index, requirement) in school.requirements.iter().enumerate() {
        let pe = school.subject(requirement.subject).kind == SubjectKind::Pe;
        for class in &requirement.classes {
            of_key.entry((*class, (!pe).then_some(requirement.subject))).or_default().push(index);
        }
    }
    // Each knows the least member of its group that it has heard of.
    let mut root: Vec<usize> = (0..school.requirements.len()).collect();
    let find = |root: &[usize], mut index: usize| {
        while root[index] != index {
            index = root[index];
        }
        index
    };
    for members in of_key.values() {
        for pair in members.windows(2) {
            let (a, b) = (find(&root, pair[0]), find(&root, pair[1]));
            root[a.max(b)] = a.min(b);
        }
    }
    let (mut groups, mut first): Groups = Default::default();
    for index in 0..root.len() {
        let (id, head) = (RequirementId::from_index(index), RequirementId::from_index(find(&root, index)));
        groups.entry(head).or_default().push(id);
        first.insert(id, head);
    }
    (groups, first)
}

/// Every teacher who gives some lesson of the requirement or may be chosen for it.
pub(crate) fn teachers_of(school: &School, id: RequirementId) -> impl Iterator<Item = TeacherId> + '_ {
    let roles = school.requirement(id).sections.iter().flat_map(|section| &section.teachers);
    roles.flat_map(|role| role.candidates.iter().copied())
}

/// Every special room in which some lesson of the requirement may be.
pub(crate) fn rooms_of(school: &School, id: RequirementId) -> impl Iterator<Item = RoomId> + '_ {
    school
        .requirement(id)
        .sections
        .iter()
        .flat_map(|section| match &section.room {
            RoomNeed::Home => &[],
            RoomNeed::OneOf { candidates, .. } => candidates.as_slice(),
        })
        .copied()
}
