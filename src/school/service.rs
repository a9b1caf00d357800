//! The after-school service (课后服务): slots, clubs, enrolment.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{School, Stage};
use crate::units::{
    BuildingId, ClassId, ClockTime, ClubId, Interval, PupilId, RoomId, ServiceSlotId, TeacherId, Weekday,
};

/// What the school offers after lessons, and who has enrolled. Without slots there is no service.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// Local off-work time (正常下班时间).
    pub off_work: Option<ClockTime>,
    /// Slots, in the order stated.
    pub slots: Vec<ServiceSlot>,
    /// Sizes of groups.
    pub groups: GroupSizes,
    /// The club menu.
    pub clubs: Vec<Club>,
    /// The pupil table; empty when enrolment is stated as head counts.
    pub pupils: Vec<Pupil>,
    /// Enrolled pupils of a class in a slot on a weekday (derived from `pupils` where there is a pupil table); where there
    /// is no entry nobody has enrolled.
    pub heads: BTreeMap<(ServiceSlotId, Weekday, ClassId), u16>,
}

/// What happens in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceKind {
    /// Homework help (作业辅导).
    Homework,
    /// Tutoring and answering questions (辅导答疑).
    Tutoring,
    /// Clubs of the pupils' choice (社团).
    Club,
    /// Sport (体育锻炼).
    Sport,
    /// Art (艺术).
    Art,
    /// Reading (阅读).
    Reading,
    /// Science (科普).
    Science,
    /// Labour (劳动).
    Labour,
    /// Extended care for pupils with special need (延时托管).
    Extended,
    /// Evening self-study (晚自习): junior, voluntary, never teaching.
    EveningStudy,
    /// Supervision of boarders (住校生管理).
    Boarding,
    /// Midday care (午间托管).
    Midday,
}

impl ServiceKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Homework,
        Self::Tutoring,
        Self::Club,
        Self::Sport,
        Self::Art,
        Self::Reading,
        Self::Science,
        Self::Labour,
        Self::Extended,
        Self::EveningStudy,
        Self::Boarding,
        Self::Midday,
    ];

    /// The word used in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Homework => "homework",
            Self::Tutoring => "tutoring",
            Self::Club => "club",
            Self::Sport => "sport",
            Self::Art => "art",
            Self::Reading => "reading",
            Self::Science => "science",
            Self::Labour => "labour",
            Self::Extended => "extended",
            Self::EveningStudy => "evening-study",
            Self::Boarding => "boarding",
            Self::Midday => "midday",
        }
    }

    /// 中文
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::Homework => "作业辅导",
            Self::Tutoring => "辅导答疑",
            Self::Club => "社团",
            Self::Sport => "体育锻炼",
            Self::Art => "艺术",
            Self::Reading => "阅读",
            Self::Science => "科普",
            Self::Labour => "劳动",
            Self::Extended => "延时托管",
            Self::EveningStudy => "晚自习",
            Self::Boarding => "住校生管理",
            Self::Midday => "午间托管",
        }
    }

    /// Reads either word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word || kind.zh() == word)
    }

    /// Whether it helps with subjects, so that outsiders may not run it (source clause A10).
    #[must_use]
    pub fn is_subject_help(self) -> bool {
        matches!(self, Self::Homework | Self::Tutoring)
    }

    /// Whether pupils do there what they chose themselves (个性课程), source clause A3.
    #[must_use]
    pub fn is_own_choice(self) -> bool {
        matches!(self, Self::Club | Self::Sport | Self::Art | Self::Reading | Self::Science | Self::Labour)
    }
}

/// A slot of the service: a stretch of time on some weekdays for some classes.
#[derive(Clone, Debug)]
pub struct ServiceSlot {
    /// Name as printed; unique.
    pub name: String,
    /// What happens in it.
    pub kind: ServiceKind,
    /// Classes that it is for, in order.
    pub classes: Vec<ClassId>,
    /// Its clock time on each weekday on which it is held.
    pub days: BTreeMap<Weekday, Interval>,
    /// In a club slot: what pupils without a club do, in groups by class; `None`: they cannot be placed.
    pub otherwise: Option<ServiceKind>,
    /// How many periods it counts for pay.
    pub periods: u8,
    /// Supervisors that each group needs.
    pub staff: u8,
    /// Who may supervise its groups; empty for every own teacher who takes part in the service.
    pub supervisors: Vec<TeacherId>,
    /// Whether new content is taught in it (which the rules forbid).
    pub teaches: bool,
    /// Whether pupils choose freely to come.
    pub voluntary: bool,
}

/// Sizes of the groups that are formed by class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupSizes {
    /// Fewest pupils: smaller ones of the same grade are merged.
    pub min: u16,
    /// Most pupils.
    pub max: u16,
}

impl Default for GroupSizes {
    fn default() -> Self {
        Self { min: 15, max: 45 }
    }
}

/// Level of a club (基础班, 高级班).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClubLevel {
    /// For everybody.
    #[default]
    Open,
    /// Beginners.
    Basic,
    /// Those who have done the basic course.
    Advanced,
}

impl ClubLevel {
    /// The word used in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Basic => "basic",
            Self::Advanced => "advanced",
        }
    }
}

/// A club on the menu (社团).
#[derive(Clone, Debug)]
pub struct Club {
    /// Name as printed; unique.
    pub name: String,
    /// What sort it is: sport, art, reading, science, labour, or club.
    pub kind: ServiceKind,
    /// Level.
    pub level: ClubLevel,
    /// The club that one must have been in before.
    pub requires: Option<ClubId>,
    /// When it meets: slots of kind club, and weekdays on which these are held. A member comes to all meetings.
    pub meets: Vec<(ServiceSlotId, Weekday)>,
    /// Fewest members: with fewer it is cancelled.
    pub min: u16,
    /// Most members.
    pub max: u16,
    /// Where it may meet, the preferred rooms first; never empty.
    pub rooms: Vec<RoomId>,
    /// Who may lead it; the same person or persons at every meeting. Never empty.
    pub instructors: Vec<TeacherId>,
    /// How many lead it together.
    pub staff: u8,
    /// Grades that may join; empty for all.
    pub grades: Vec<u8>,
}

/// A pupil who has enrolled.
#[derive(Clone, Debug)]
pub struct Pupil {
    /// Name as printed.
    pub name: String,
    /// Pupil number (学号); empty when the table has none. (class, name, number) is unique.
    pub number: String,
    /// Class.
    pub class: ClassId,
    /// Weekdays on which the pupil stays.
    pub days: BTreeSet<Weekday>,
    /// Clubs wished for, best first.
    pub choices: Vec<ClubId>,
    /// Has asked for extended care (special need), or for evening self-study.
    pub extended: bool,
    /// Boards at the school.
    pub boarder: bool,
    /// Clubs that the pupil has been in before.
    pub done: BTreeSet<ClubId>,
}

/// How a person is employed (人员身份).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Employment {
    /// On the school's staff (在编).
    #[default]
    Own,
    /// Retired teacher asked back (退休返聘).
    Retired,
    /// Qualified outsider (校外专业人员).
    External,
    /// Sent by a vetted non-subject agency (机构人员).
    Agency,
    /// Volunteer (志愿者).
    Volunteer,
}

impl Employment {
    /// Every sort.
    pub const ALL: [Self; 5] = [Self::Own, Self::Retired, Self::External, Self::Agency, Self::Volunteer];

    /// The word used in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Retired => "retired",
            Self::External => "external",
            Self::Agency => "agency",
            Self::Volunteer => "volunteer",
        }
    }

    /// 中文
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::Own => "本校",
            Self::Retired => "退休",
            Self::External => "外聘",
            Self::Agency => "机构",
            Self::Volunteer => "志愿者",
        }
    }

    /// Reads either word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word || sort.zh() == word)
    }

    /// Whether the person comes from outside: needs vetting, never helps with subjects.
    #[must_use]
    pub fn is_outsider(self) -> bool {
        matches!(self, Self::External | Self::Agency | Self::Volunteer)
    }
}

/// What a person may do after lessons: the voluntary limits of [`super::Teacher::willing`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Willing {
    /// Takes part in the after-school service.
    pub service: bool,
    /// Takes duty posts.
    pub duty: bool,
    /// Most sessions a week; `None` leaves it to the rule.
    pub max_per_week: Option<u8>,
    /// Most sessions a day; `None` leaves it to the rule.
    pub max_per_day: Option<u8>,
    /// Most duty minutes a week; `None` leaves it to the rule.
    pub max_duty: Option<u16>,
    /// Duty minutes already served this school year, for fairness.
    pub served: u32,
    /// Vetting (资质审查) is valid until then; only asked of outsiders.
    pub vetted_until: Option<NaiveDate>,
}

impl Default for Willing {
    fn default() -> Self {
        Self {
            service: true,
            duty: true,
            max_per_week: None,
            max_per_day: None,
            max_duty: None,
            served: 0,
            vetted_until: None,
        }
    }
}

impl Service {
    /// Whether there is any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The slot `id`.
    #[must_use]
    pub fn slot(&self, id: ServiceSlotId) -> &ServiceSlot {
        &self.slots[id.index()]
    }

    /// The club `id`.
    #[must_use]
    pub fn club(&self, id: ClubId) -> &Club {
        &self.clubs[id.index()]
    }

    /// The pupil `id`.
    #[must_use]
    pub fn pupil(&self, id: PupilId) -> &Pupil {
        &self.pupils[id.index()]
    }

    /// The slot called `name`.
    #[must_use]
    pub fn slot_named(&self, name: &str) -> Option<ServiceSlotId> {
        self.slots.iter().position(|slot| slot.name == name).map(ServiceSlotId::from_index)
    }

    /// The club called `name`.
    #[must_use]
    pub fn club_named(&self, name: &str) -> Option<ClubId> {
        self.clubs.iter().position(|club| club.name == name).map(ClubId::from_index)
    }

    /// All slots, with identifiers.
    pub fn slot_ids(&self) -> impl Iterator<Item = ServiceSlotId> + use<> {
        (0..self.slots.len()).map(ServiceSlotId::from_index)
    }

    /// Counts the pupil table: how many of each class are in each slot on each weekday.
    #[must_use]
    pub fn count_heads(&self) -> BTreeMap<(ServiceSlotId, Weekday, ClassId), u16> {
        let mut heads: BTreeMap<_, u16> = BTreeMap::new();
        for pupil in &self.pupils {
            for slot in self.slot_ids() {
                for weekday in pupil.days.iter().filter(|weekday| self.attends(pupil, slot, **weekday)) {
                    let count = heads.entry((slot, *weekday, pupil.class)).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
        heads
    }

    /// The classes that some slot is for.
    #[must_use]
    pub fn classes(&self) -> BTreeSet<ClassId> {
        self.slots.iter().flat_map(|slot| &slot.classes).copied().collect()
    }

    /// The slots that are for `class` on `weekday`, with their times, the earliest first.
    #[must_use]
    pub fn day_of(&self, class: ClassId, weekday: Weekday) -> Vec<(ServiceSlotId, Interval)> {
        let of_class = self.slot_ids().filter(|slot| self.slot(*slot).classes.contains(&class));
        let mut slots: Vec<_> =
            of_class.filter_map(|slot| self.slot(slot).days.get(&weekday).map(|time| (slot, *time))).collect();
        slots.sort_by_key(|(slot, time)| (time.start, time.end, *slot));
        slots
    }

    /// Pupils of `class` enrolled in `slot` on `weekday`.
    #[must_use]
    pub fn enrolled(&self, slot: ServiceSlotId, weekday: Weekday, class: ClassId) -> u16 {
        self.heads.get(&(slot, weekday, class)).copied().unwrap_or(0)
    }

    /// Whether `pupil` is in `slot` on `weekday`: it is for the pupil's class, the pupil stays that day, and has asked for
    /// extended care or evening study where that is the slot, or boards where boarders are looked after.
    #[must_use]
    pub fn attends(&self, pupil: &Pupil, slot: ServiceSlotId, weekday: Weekday) -> bool {
        let slot = self.slot(slot);
        let wanted = match slot.kind {
            ServiceKind::Extended | ServiceKind::EveningStudy => pupil.extended,
            ServiceKind::Boarding => pupil.boarder,
            _ => true,
        };
        wanted
            && slot.days.contains_key(&weekday)
            && pupil.days.contains(&weekday)
            && slot.classes.contains(&pupil.class)
    }
}

impl Club {
    /// Whether `pupil` may join: grade, prerequisite, and enrolled whenever the club meets.
    #[must_use]
    pub fn admits(&self, school: &School, pupil: &Pupil) -> bool {
        let grade = school.class(pupil.class).grade;
        (self.grades.is_empty() || self.grades.contains(&grade))
            && self.requires.is_none_or(|club| pupil.done.contains(&club))
            && self.meets.iter().all(|(slot, weekday)| school.service.attends(pupil, *slot, *weekday))
    }
}

impl School {
    /// The seats of a room: as stated, else the size of the class whose home it is.
    #[must_use]
    pub fn seats(&self, room: RoomId) -> Option<u16> {
        let room = self.room(room);
        room.seats.or_else(|| self.class(room.home_of?).size)
    }

    /// The building of a class's home room.
    #[must_use]
    pub fn building_of(&self, class: ClassId) -> Option<BuildingId> {
        self.room(self.class(class).home_room).building
    }

    /// The stages of a slot's classes.
    #[must_use]
    pub fn stages_of(&self, slot: &ServiceSlot) -> BTreeSet<Stage> {
        slot.classes.iter().map(|class| self.class(*class).stage()).collect()
    }
}
