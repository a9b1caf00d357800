//! Duty (值班): posts, weekly duty (值周), flexible hours (弹性上下班).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::units::{BuildingId, ClassId, ClockTime, Interval, PostId, ServiceSlotId, TeacherId, Weekday};

/// Everything about duty.
#[derive(Clone, Debug, Default)]
pub struct Duty {
    /// Posts, in the order stated.
    pub posts: Vec<Post>,
    /// Weekly duty, one entry a role (teacher, leader).
    pub weekly: Vec<WeeklyDuty>,
    /// Flexible hours; `None` when the school has none.
    pub flex: Option<Flex>,
}

/// What sort of post it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PostKind {
    /// School gate (校门).
    Gate,
    /// Stairs and corridors (楼道).
    Stairs,
    /// Field at long recess (大课间操场).
    Field,
    /// Lunch (午餐).
    Lunch,
    /// Dismissal (放学护送).
    Dismissal,
    /// End-of-day clearance (静校、清校).
    Clearance,
    /// Leader patrol (巡查).
    Patrol,
    /// Attendance-taking (考勤).
    Attendance,
    /// Boarders (住校生).
    Boarding,
    /// Standby (机动、候补).
    Standby,
    /// Anything else.
    Other,
}

impl PostKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Gate,
        Self::Stairs,
        Self::Field,
        Self::Lunch,
        Self::Dismissal,
        Self::Clearance,
        Self::Patrol,
        Self::Attendance,
        Self::Boarding,
        Self::Standby,
        Self::Other,
    ];

    /// The word used in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Stairs => "stairs",
            Self::Field => "field",
            Self::Lunch => "lunch",
            Self::Dismissal => "dismissal",
            Self::Clearance => "clearance",
            Self::Patrol => "patrol",
            Self::Attendance => "attendance",
            Self::Boarding => "boarding",
            Self::Standby => "standby",
            Self::Other => "other",
        }
    }

    /// 中文
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::Gate => "校门",
            Self::Stairs => "楼道",
            Self::Field => "操场",
            Self::Lunch => "午餐",
            Self::Dismissal => "放学",
            Self::Clearance => "静校",
            Self::Patrol => "巡查",
            Self::Attendance => "考勤",
            Self::Boarding => "住校",
            Self::Standby => "机动",
            Self::Other => "其他",
        }
    }

    /// Reads either word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word || kind.zh() == word)
    }
}

/// A post that somebody holds (值班岗位).
#[derive(Clone, Debug)]
pub struct Post {
    /// Name as printed; unique.
    pub name: String,
    /// Sort.
    pub kind: PostKind,
    /// Its clock time on each weekday on which it is held.
    pub days: BTreeMap<Weekday, Interval>,
    /// How many people hold it at once.
    pub people: u8,
    /// Who may hold it; never empty.
    pub who: Vec<TeacherId>,
    /// Where; `None` when it does not matter.
    pub building: Option<BuildingId>,
    /// For attendance-taking and dismissal: the slot that it belongs to.
    pub slot: Option<ServiceSlotId>,
    /// Classes that it is about: cancelled when all of them are away; empty for the whole school.
    pub classes: Vec<ClassId>,
    /// Whether its minutes count towards the duty minutes of its holder (standby normally does not).
    pub counts: bool,
}

/// Weekly duty (值周): each week of the term so many people of a list, in rotation.
#[derive(Clone, Debug)]
pub struct WeeklyDuty {
    /// Name as printed: 值周教师, 值周领导.
    pub name: String,
    /// Who takes part; never empty.
    pub who: Vec<TeacherId>,
    /// How many each week.
    pub people: u8,
    /// Weeks already served, by person, for fairness.
    pub served: BTreeMap<TeacherId, u16>,
}

/// Flexible hours (弹性上下班): minutes worked outside the hours earn credit, late starts and early leaves spend it.
#[derive(Clone, Debug)]
pub struct Flex {
    /// When a working day starts.
    pub start: ClockTime,
    /// When it ends (下班时间).
    pub end: ClockTime,
    /// Late starts and early leaves that are granted.
    pub leaves: Vec<FlexLeave>,
    /// Credit minutes brought in, by person.
    pub opening: BTreeMap<TeacherId, u32>,
}

/// A late start or early leave (晚到、早退), every week or on one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlexLeave {
    /// Who.
    pub teacher: TeacherId,
    /// On which weekday, or date.
    pub day: FlexDay,
    /// When the person is away: from the start of the working day, or until its end.
    pub time: Interval,
}

/// When a leave is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlexDay {
    /// Every week.
    Weekly(Weekday),
    /// Once.
    Once(NaiveDate),
}

impl Flex {
    /// What a leave is called in the ledger: 晚到 when it begins with the working day or before, else 早退.
    #[must_use]
    pub fn reason(&self, leave: &FlexLeave) -> &'static str {
        if leave.time.start <= self.start { "晚到" } else { "早退" }
    }
}

impl Duty {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.posts.is_empty() && self.weekly.is_empty()
    }

    /// The post `id`.
    #[must_use]
    pub fn post(&self, id: PostId) -> &Post {
        &self.posts[id.index()]
    }

    /// The post called `name`.
    #[must_use]
    pub fn post_named(&self, name: &str) -> Option<PostId> {
        self.posts.iter().position(|post| post.name == name).map(PostId::from_index)
    }

    /// All posts, with identifiers.
    pub fn post_ids(&self) -> impl Iterator<Item = PostId> + use<> {
        (0..self.posts.len()).map(PostId::from_index)
    }
}
