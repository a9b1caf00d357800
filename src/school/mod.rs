//! The validated school, in the school's own words: bell schedules, classes, teachers, rooms, subjects, weekly
//! requirements, events, policy. After this point no string is interpreted again and no `Option` means "not checked".
//!
//! Times that people stated by period number are kept in two forms: [`PeriodSet`] where the class's own bell schedule
//! decides, and [`TimeSpan`] (clock intervals) where a person or a room meets several schedules.

mod bell;
mod calendar;
mod duty;
mod pay;
mod policy;
#[cfg(test)]
pub mod sample;
mod service;
mod staff;
mod weekly;

use std::collections::BTreeMap;

pub use bell::{BellSchedule, Break, BreakKind, DayBell, Part, Period, PeriodSet, TimeSpan, Which};
pub use calendar::{Activity, Cancel, Closed, Law, Season, SeasonFault, Shift, Term, TermDay, TermWeek};
pub use duty::{Duty, Flex, FlexDay, FlexLeave, Post, PostKind, WeeklyDuty};
pub use pay::{Basis, Pay, PayItem, Work};
pub use policy::{Level, ParamValue, Policy, Setting};
pub use service::{Club, ClubLevel, Employment, GroupSizes, Pupil, Service, ServiceKind, ServiceSlot, Willing};
pub use weekly::{Days, Fortnight};

use crate::units::{
    BellId, BuildingId, ClassId, Minutes, PeriodIndex, RequirementId, RoomId, SubjectId, TeacherId, Weekday, Weeks,
};

/// A school for one term.
#[derive(Clone, Debug, Default)]
pub struct School {
    /// The school's name.
    pub name: String,
    /// School days, in order (normally Monday to Friday).
    pub weekdays: Vec<Weekday>,
    /// Bell schedules: each a whole week.
    pub bells: Vec<BellSchedule>,
    /// Buildings and campuses, by name.
    pub buildings: Vec<String>,
    /// Minutes needed to change building: `transfer[a][b]`, symmetric, 0 on the diagonal.
    pub transfer: Vec<Vec<Minutes>>,
    /// Subjects.
    pub subjects: Vec<Subject>,
    /// Rooms, home rooms included.
    pub rooms: Vec<Room>,
    /// Teachers.
    pub teachers: Vec<Teacher>,
    /// Classes.
    pub classes: Vec<Class>,
    /// What is taught each week (任课).
    pub requirements: Vec<Requirement>,
    /// Half subjects that share one slot in opposite weeks.
    pub pairings: Vec<Pairing>,
    /// Lessons fixed by hand.
    pub pins: Vec<Pin>,
    /// Fixed events that block people and rooms: flag-raising, assemblies, staff meetings.
    pub events: Vec<Event>,
    /// Joint preparation blocks of subject groups (教研).
    pub research: Vec<ResearchBlock>,
    /// Pairs of teachers that exclude each other (互斥).
    pub exclusions: Vec<Exclusion>,
    /// Subjects that must keep apart.
    pub apart: Vec<Apart>,
    /// The curriculum that the school follows; no rows when it names none.
    pub curriculum: Curriculum,
    /// The after-school service (课后服务); empty when the school states none.
    pub service: Service,
    /// Duty posts, weekly duty, flexible hours.
    pub duty: Duty,
    /// Pay items and budgets.
    pub pay: Pay,
    /// Rule settings after profile, school overrides and waivers.
    pub policy: Policy,
    /// The term by its dates; none when the school states no term, and then nothing dated is made.
    pub term: Option<Term>,
    names: Names,
}

#[derive(Clone, Debug, Default)]
struct Names {
    classes: BTreeMap<String, ClassId>,
    teachers: BTreeMap<String, TeacherId>,
    rooms: BTreeMap<String, RoomId>,
    subjects: BTreeMap<String, SubjectId>,
}

/// Weekly periods by subject and grade that the school must offer (课程计划).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curriculum {
    /// Name of the preset; empty for none.
    pub name: String,
    /// One row a subject.
    pub rows: Vec<CurriculumRow>,
}

/// One subject of a curriculum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurriculumRow {
    /// Name of the subject.
    pub subject: String,
    /// Weekly periods in grades 1 to 9; all zero where the grade does not have it.
    pub by_grade: [Weekly; 9],
}

/// Stage of schooling (学段), from the grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Grades 1 to 6.
    Primary,
    /// Grades 7 to 9.
    Junior,
}

impl Stage {
    /// The stage of `grade`.
    #[must_use]
    pub fn of_grade(grade: u8) -> Self {
        if grade <= 6 { Self::Primary } else { Self::Junior }
    }
}

/// What sort of subject it is: decides colour, protection and default rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// Chinese (语文).
    Chinese,
    /// Mathematics (数学).
    Maths,
    /// Foreign language (英语).
    English,
    /// Morality and law (道德与法治).
    Morality,
    /// Science, physics, chemistry, biology.
    Science,
    /// History, geography.
    Humanities,
    /// PE and health (体育).
    Pe,
    /// Music.
    Music,
    /// Art, handwriting (书法).
    Art,
    /// Information technology (信息科技).
    Technology,
    /// Labour (劳动).
    Labour,
    /// Comprehensive practice (综合实践).
    Practice,
    /// Class meeting (班会/班队会).
    ClassMeeting,
    /// Self-study (自习), reading.
    SelfStudy,
    /// Local and school courses, and whatever has no kind of its own.
    #[default]
    Other,
}

impl SubjectKind {
    /// Chinese, mathematics, foreign language.
    #[must_use]
    pub fn is_core(self) -> bool {
        matches!(self, Self::Chinese | Self::Maths | Self::English)
    }

    /// Every kind.
    pub const ALL: [Self; 15] = [
        Self::Chinese,
        Self::Maths,
        Self::English,
        Self::Morality,
        Self::Science,
        Self::Humanities,
        Self::Pe,
        Self::Music,
        Self::Art,
        Self::Technology,
        Self::Labour,
        Self::Practice,
        Self::ClassMeeting,
        Self::SelfStudy,
        Self::Other,
    ];

    /// The word used in configuration files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Chinese => "chinese",
            Self::Maths => "maths",
            Self::English => "english",
            Self::Morality => "morality",
            Self::Science => "science",
            Self::Humanities => "humanities",
            Self::Pe => "pe",
            Self::Music => "music",
            Self::Art => "art",
            Self::Technology => "technology",
            Self::Labour => "labour",
            Self::Practice => "practice",
            Self::ClassMeeting => "class-meeting",
            Self::SelfStudy => "self-study",
            Self::Other => "other",
        }
    }

    /// Reads a kind from configuration files.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A time better left free, and how bad it is not to: a lesson in several of them costs the most that any of them says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unwanted<T> {
    /// When.
    pub at: T,
    /// Cost of a lesson then, in units of the rule's weight; at least 1.
    pub cost: u8,
}

/// A subject (学科).
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// Name as printed.
    pub name: String,
    /// Kind: decides colour and default rules.
    pub kind: SubjectKind,
    /// Never squeezed, moved out or given away (source clause C11).
    pub protected: bool,
    /// At most so many periods a day in one class; `None` leaves it to the rule `subject-daily-max`.
    pub max_per_day: Option<u8>,
    /// Times at which it may not be taught.
    pub forbidden: Vec<PeriodSet>,
    /// When not empty: the only times at which it may be taught.
    pub allowed: Vec<PeriodSet>,
    /// Times at which it is better not taught.
    pub unwanted: Vec<Unwanted<PeriodSet>>,
}

/// A room (教室, 专用教室, 场地).
#[derive(Clone, Debug, Default)]
pub struct Room {
    /// Name as printed.
    pub name: String,
    /// Type in the school's words: `普通教室`, `音乐教室`, `操场`.
    pub kind: String,
    /// How many classes may use it at once.
    pub capacity: u8,
    /// How many pupils it holds, when stated; see [`School::seats`].
    pub seats: Option<u16>,
    /// Where it stands; `None` when the school has one building only.
    pub building: Option<BuildingId>,
    /// When it is closed.
    pub unavailable: Vec<TimeSpan>,
    /// The class whose home room it is.
    pub home_of: Option<ClassId>,
}

/// A teacher (教师).
#[derive(Clone, Debug, Default)]
pub struct Teacher {
    /// Name as printed; unique in the school.
    pub name: String,
    /// Subjects that this teacher may be chosen for.
    pub subjects: Vec<SubjectId>,
    /// Fewest weekly periods when the solver chooses.
    pub min_load: Option<u8>,
    /// Most weekly periods (a cap for given lessons too).
    pub max_load: Option<u8>,
    /// Most periods on one day; `None` leaves it to the rule `teacher-daily-max`.
    pub max_per_day: Option<u8>,
    /// Most periods in a row; `None` leaves it to the rule `teacher-run-max`.
    pub max_in_row: Option<u8>,
    /// Most days with lessons a week (part-time).
    pub max_days: Option<u8>,
    /// When this teacher cannot teach.
    pub unavailable: Vec<TimeSpan>,
    /// When this teacher would rather not teach.
    pub unwanted: Vec<Unwanted<TimeSpan>>,
    /// A leader (校级干部, 中层) who patrols.
    pub leader: bool,
    /// How the person is employed. Only own and retired staff teach lessons.
    pub employment: Employment,
    /// What the person does after lessons.
    pub willing: Willing,
}

/// A class (班级).
#[derive(Clone, Debug)]
pub struct Class {
    /// Name as printed; unique in the school.
    pub name: String,
    /// Grade 1..=9.
    pub grade: u8,
    /// Its bell schedule.
    pub bell: BellId,
    /// Its home room.
    pub home_room: RoomId,
    /// Pupils, when stated.
    pub size: Option<u16>,
    /// The class teacher (班主任).
    pub class_teacher: Option<TeacherId>,
    /// Times at which the class has no lessons.
    pub unavailable: Vec<TimeSpan>,
}

impl Class {
    /// The stage of the class's grade.
    #[must_use]
    pub fn stage(&self) -> Stage {
        Stage::of_grade(self.grade)
    }
}

/// Weekly lessons of a requirement, by week parity. "3/2" is `every: 2, odd: 1`; "0.5" is `either: 1`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weekly {
    /// Periods taught every week.
    pub every: u8,
    /// Further periods in odd weeks only.
    pub odd: u8,
    /// Further periods in even weeks only.
    pub even: u8,
    /// Further periods taught in odd or in even weeks: the solver chooses which, the same all term.
    pub either: u8,
}

impl Weekly {
    /// Periods over two weeks.
    #[must_use]
    pub fn per_fortnight(self) -> u32 {
        2 * u32::from(self.every) + u32::from(self.odd) + u32::from(self.even) + u32::from(self.either)
    }

    /// Fewest and most periods in `week`: they differ by what is taught in odd or in even weeks, to be chosen.
    #[must_use]
    pub fn in_week(self, week: Weeks) -> (u32, u32) {
        let (least, most) = match week {
            Weeks::All => (self.odd.min(self.even), self.odd.max(self.even)),
            Weeks::Odd => (self.odd, self.odd),
            Weeks::Even => (self.even, self.even),
        };
        (u32::from(self.every) + u32::from(least), u32::from(self.every) + u32::from(most) + u32::from(self.either))
    }

    /// Whether anything depends on the week.
    #[must_use]
    pub fn has_parity(self) -> bool {
        self.odd > 0 || self.even > 0 || self.either > 0
    }
}

/// One weekly requirement: these classes have this subject so often (a row of the 任课表).
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The subject; with several sections the heading under which they stand (e.g. 走班).
    pub subject: SubjectId,
    /// The classes taught together: one normally, several for 合班.
    pub classes: Vec<ClassId>,
    /// What runs in parallel in each lesson: one section normally, several for 分组/走班.
    pub sections: Vec<Section>,
    /// How often.
    pub weekly: Weekly,
    /// How many of the every-week periods come as double periods (连堂): `doubles` pairs.
    pub doubles: u8,
}

/// One group of a lesson: its own subject, teachers and room.
#[derive(Clone, Debug)]
pub struct Section {
    /// Name of the group; empty when the requirement has one section only.
    pub name: String,
    /// Subject of the group.
    pub subject: SubjectId,
    /// Each role is one teacher, in class together (co-teachers).
    pub teachers: Vec<TeacherRole>,
    /// Where.
    pub room: RoomNeed,
}

/// One teacher of a section: given (one candidate) or for the solver to choose, the same for the whole term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeacherRole {
    /// Who may take it; never empty.
    pub candidates: Vec<TeacherId>,
}

/// Where a section is taught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomNeed {
    /// The (first) class's home room.
    Home,
    /// One of these rooms, lesson by lesson; the preferred ones first.
    OneOf {
        /// Possible rooms; never empty.
        candidates: Vec<RoomId>,
        /// Those of `candidates` that are preferred; may be empty.
        preferred: Vec<RoomId>,
    },
}

/// In `class`, the half lessons of the two subjects share one slot in opposite weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// The two requirements, each with lessons in odd, even or either weeks.
    pub pair: (RequirementId, RequirementId),
}

/// A lesson fixed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Whose lesson.
    pub requirement: RequirementId,
    /// In which weeks.
    pub weeks: Weeks,
    /// Day.
    pub weekday: Weekday,
    /// First period.
    pub period: PeriodIndex,
    /// Periods: 1, or 2 for a double.
    pub length: u8,
    /// The room, when that is fixed too.
    pub room: Option<RoomId>,
}

/// What sort of fixed event it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// Flag-raising (升旗仪式).
    FlagRaising,
    /// Assembly (集会).
    Assembly,
    /// Staff meeting (例会).
    StaffMeeting,
    /// Anything else.
    #[default]
    Other,
}

/// A fixed weekly event: these people and rooms are not free for lessons.
#[derive(Clone, Debug)]
pub struct Event {
    /// Name as printed.
    pub name: String,
    /// Sort.
    pub kind: EventKind,
    /// When.
    pub span: TimeSpan,
    /// Classes that take part.
    pub classes: Vec<ClassId>,
    /// Teachers that take part.
    pub teachers: Vec<TeacherId>,
    /// Rooms in use.
    pub rooms: Vec<RoomId>,
}

/// A block in which all of a subject group's teachers are free together (教研).
#[derive(Clone, Debug)]
pub struct ResearchBlock {
    /// Name as printed; unique among blocks.
    pub name: String,
    /// Who must be free.
    pub teachers: Vec<TeacherId>,
    /// Possible times, each one block; a single one means that the time is given.
    pub choices: Vec<TimeSpan>,
}

/// How two teachers exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExclusionKind {
    /// They never teach at the same time.
    NotBothTeaching,
    /// At every lesson time of the week one of them teaches: they are never both free.
    NotBothFree,
}

/// Two teachers that exclude each other (互斥).
#[derive(Clone, Debug)]
pub struct Exclusion {
    /// The two teachers.
    pub teachers: (TeacherId, TeacherId),
    /// How.
    pub kind: ExclusionKind,
    /// For [`ExclusionKind::NotBothFree`]: the times at which it holds; empty for all lesson times.
    pub times: Vec<TimeSpan>,
}

/// How two subjects of one class keep apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApartKind {
    /// Never in neighbouring periods of one day (a lunch break between them is apart enough).
    NotAdjacent,
    /// Never on the same day.
    NotSameDay,
}

/// Two subjects that keep apart in every class that has both.
#[derive(Clone, Debug)]
pub struct Apart {
    /// The two subjects.
    pub subjects: (SubjectId, SubjectId),
    /// How.
    pub kind: ApartKind,
}

impl School {
    /// Rebuilds the name look-ups; call once after filling the tables.
    pub fn index_names(&mut self) {
        fn look_up<T, I>(items: &[T], name: impl Fn(&T) -> &str, id: impl Fn(usize) -> I) -> BTreeMap<String, I> {
            items.iter().enumerate().map(|(index, item)| (name(item).to_owned(), id(index))).collect()
        }
        self.names = Names {
            classes: look_up(&self.classes, |c| &c.name, ClassId::from_index),
            teachers: look_up(&self.teachers, |t| &t.name, TeacherId::from_index),
            rooms: look_up(&self.rooms, |r| &r.name, RoomId::from_index),
            subjects: look_up(&self.subjects, |s| &s.name, SubjectId::from_index),
        };
    }

    /// The class called `name`.
    #[must_use]
    pub fn class_named(&self, name: &str) -> Option<ClassId> {
        self.names.classes.get(name).copied()
    }

    /// The teacher called `name`.
    #[must_use]
    pub fn teacher_named(&self, name: &str) -> Option<TeacherId> {
        self.names.teachers.get(name).copied()
    }

    /// The room called `name`.
    #[must_use]
    pub fn room_named(&self, name: &str) -> Option<RoomId> {
        self.names.rooms.get(name).copied()
    }

    /// The subject called `name`.
    #[must_use]
    pub fn subject_named(&self, name: &str) -> Option<SubjectId> {
        self.names.subjects.get(name).copied()
    }

    /// The class `id`.
    #[must_use]
    pub fn class(&self, id: ClassId) -> &Class {
        &self.classes[id.index()]
    }

    /// The teacher `id`.
    #[must_use]
    pub fn teacher(&self, id: TeacherId) -> &Teacher {
        &self.teachers[id.index()]
    }

    /// The room `id`.
    #[must_use]
    pub fn room(&self, id: RoomId) -> &Room {
        &self.rooms[id.index()]
    }

    /// The subject `id`.
    #[must_use]
    pub fn subject(&self, id: SubjectId) -> &Subject {
        &self.subjects[id.index()]
    }

    /// The requirement `id`.
    #[must_use]
    pub fn requirement(&self, id: RequirementId) -> &Requirement {
        &self.requirements[id.index()]
    }

    /// The names of `classes`, for messages: `一1班+一2班`.
    #[must_use]
    pub fn class_list(&self, classes: &[ClassId]) -> String {
        classes.iter().map(|class| self.class(*class).name.as_str()).collect::<Vec<_>>().join("+")
    }

    /// The names of `teachers`, for messages: `张芳、李强`.
    #[must_use]
    pub fn teacher_list(&self, teachers: &[TeacherId]) -> String {
        teachers.iter().map(|teacher| self.teacher(*teacher).name.as_str()).collect::<Vec<_>>().join("、")
    }

    /// The bell schedule of `class`.
    #[must_use]
    pub fn bell_of(&self, class: ClassId) -> &BellSchedule {
        &self.bells[self.class(class).bell.index()]
    }

    /// The subjects of a class, each with the requirements that give it.
    #[must_use]
    pub fn subjects_of(&self, class: ClassId) -> BTreeMap<SubjectId, Vec<&Requirement>> {
        let mut subjects: BTreeMap<SubjectId, Vec<&Requirement>> = BTreeMap::new();
        for requirement in self.requirements.iter().filter(|r| r.classes.contains(&class)) {
            subjects.entry(requirement.subject).or_default().push(requirement);
        }
        subjects
    }

    /// The requirements that `teacher` gives or may be chosen for.
    pub fn requirements_of(&self, teacher: TeacherId) -> impl Iterator<Item = &Requirement> {
        let may = move |section: &Section| section.teachers.iter().any(|role| role.candidates.contains(&teacher));
        self.requirements.iter().filter(move |requirement| requirement.sections.iter().any(may))
    }

    /// All requirement identifiers in order.
    pub fn requirement_ids(&self) -> impl Iterator<Item = RequirementId> + use<> {
        (0..self.requirements.len()).map(RequirementId::from_index)
    }

    /// All class identifiers in order.
    pub fn class_ids(&self) -> impl Iterator<Item = ClassId> + use<> {
        (0..self.classes.len()).map(ClassId::from_index)
    }

    /// All teacher identifiers in order.
    pub fn teacher_ids(&self) -> impl Iterator<Item = TeacherId> + use<> {
        (0..self.teachers.len()).map(TeacherId::from_index)
    }

    /// The weeks that differ: `[All]` when every requirement is the same each week, else `[Odd, Even]`.
    ///
    /// Soft costs are counted once for each of these: per week, or per two-week cycle.
    #[must_use]
    pub fn weeks(&self) -> &'static [Weeks] {
        if self.requirements.iter().any(|r| r.weekly.has_parity()) { &[Weeks::Odd, Weeks::Even] } else { &[Weeks::All] }
    }

    /// Minutes needed between two rooms: 0 in the same building or where a building is not stated.
    #[must_use]
    pub fn transfer_between(&self, from: RoomId, to: RoomId) -> Minutes {
        match (self.room(from).building, self.room(to).building) {
            (Some(a), Some(b)) => self.transfer[a.index()][b.index()],
            _ => Minutes(0),
        }
    }
}
