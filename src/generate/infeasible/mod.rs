//! Schools without a timetable, and what makes them so: a cause is planted into a school that has one, by a statement that
//! a school might well make by mistake.
//!
//! | file | what |
//! |---|---|
//! | `ground.rs` | counts that the causes rest on: loads, times, pins |
//! | `cause.rs` | a cause: what was written where, and what it is about |
//! | `people.rs` | causes about teachers: absences, caps, exclusions |
//! | `together.rs` | causes about several classes at one time: meetings, research, pins |
//! | `subjects.rs` | causes about subjects and rooms: times, doubles, subjects apart |
//! | `strip.rs` | the timetable's part of a school's files |
//!
//! Each kind rests on an inequality that its function proves from the school: more lessons than times. The school is
//! read back, and a cause that the reading of the configuration finds by itself (an input error) is not planted: what is
//! planted has to be found by whoever explains. Undoing the cause gives back the school, which has a timetable.
//!
//! `planted.toml` beside the school says what was planted. The program never reads it; tests do.

mod cause;
mod ground;
mod people;
mod strip;
mod subjects;
mod together;

use std::path::Path;

pub use cause::{Cause, Edit, SIDECAR, Sidecar};
pub use strip::{Files, strip};

use crate::config;
use crate::school::School;

use super::dice::Dice;
use ground::Ground;

/// Most causes of one kind that are tried before giving up.
const TRIES: usize = 40;

/// What is planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Kind {
    /// A teacher is away so much that the times left that suit the subject are fewer than the lessons / 教师请假过多
    TeacherOverload,
    /// Several teachers of one class are away together: their lessons do not fit its week / 几位教师同时外出
    GroupOverload,
    /// All rooms of a kind are shut too often for the lessons held there / 专用教室关闭过多
    RoomScarce,
    /// A meeting takes every teacher of a class out of one of its lessons / 会议把一个班的教师全占了
    ClassFull,
    /// A meeting leaves two classes one and the same teacher / 两个班同时只剩一位教师
    LoneTeacher,
    /// Two lessons are pinned into one room at one time / 两节课固定在同一间教室
    PinsClash,
    /// A lesson is pinned into its teacher's research block / 固定课落在教研时间
    PinAway,
    /// A block of class teachers at the time of their pinned class meetings / 班主任会与班会同时
    ResearchClash,
    /// A research block leaves fewer teachers than classes that have a lesson then / 教研后教师不够上课
    StaffShort,
    /// A daily cap that an absence makes too low / 每天节数上限与请假冲突
    CapDay,
    /// Too few days at school under a daily cap / 到校天数太少
    CapDays,
    /// A subject's times are fewer than a teacher's lessons of it / 学科可排时段太少
    SubjectTimes,
    /// Two teachers exclude each other and have lessons pinned at one time / 互斥教师的固定课同时
    Exclusion,
    /// Two teachers exclude each other and have more lessons than times together / 互斥教师课时之和超过节次
    ExclusionLoad,
    /// Doubles of a subject that may not stand in neighbouring periods / 连堂排不下
    Doubles,
    /// Two subjects never on one day, with more days needed than there are / 两科不同天，天数不够
    Apart,
    /// Core subjects only in the first periods, which leaves a specialist too few times over several classes / 主科必须在上午前几节
    CoreMorning,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::TeacherOverload,
        Self::GroupOverload,
        Self::RoomScarce,
        Self::ClassFull,
        Self::LoneTeacher,
        Self::PinsClash,
        Self::PinAway,
        Self::ResearchClash,
        Self::StaffShort,
        Self::CapDay,
        Self::CapDays,
        Self::SubjectTimes,
        Self::Exclusion,
        Self::ExclusionLoad,
        Self::Doubles,
        Self::Apart,
        Self::CoreMorning,
    ];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::TeacherOverload => "teacher-overload",
            Self::GroupOverload => "group-overload",
            Self::RoomScarce => "room-scarce",
            Self::ClassFull => "class-full",
            Self::LoneTeacher => "lone-teacher",
            Self::PinsClash => "pins-clash",
            Self::PinAway => "pin-away",
            Self::ResearchClash => "research-clash",
            Self::StaffShort => "staff-short",
            Self::CapDay => "cap-day",
            Self::CapDays => "cap-days",
            Self::SubjectTimes => "subject-times",
            Self::Exclusion => "exclusion",
            Self::ExclusionLoad => "exclusion-load",
            Self::Doubles => "doubles",
            Self::Apart => "apart",
            Self::CoreMorning => "core-morning",
        }
    }

    /// Causes of this kind that the school could have, in an order that the dice decide.
    fn causes(self, ground: &Ground<'_>, files: &Files, dice: &mut Dice) -> Vec<Cause> {
        match self {
            Self::TeacherOverload => people::teacher_overload(ground, dice),
            Self::GroupOverload => people::group_overload(ground, dice),
            Self::CapDay => people::cap_day(ground, dice),
            Self::CapDays => people::cap_days(ground, files, dice),
            Self::Exclusion => people::exclusion(ground, dice),
            Self::ExclusionLoad => people::exclusion_load(ground, dice),
            Self::ClassFull => together::class_full(ground, dice),
            Self::LoneTeacher => together::lone_teacher(ground, dice),
            Self::PinsClash => together::pins_clash(ground, dice),
            Self::PinAway => together::pin_away(ground, dice),
            Self::ResearchClash => together::research_clash(ground, dice),
            Self::StaffShort => together::staff_short(ground, dice),
            Self::RoomScarce => subjects::room_scarce(ground, dice),
            Self::SubjectTimes => subjects::subject_times(ground, dice),
            Self::Doubles => subjects::doubles(ground, dice),
            Self::Apart => subjects::apart(ground, dice),
            Self::CoreMorning => subjects::core_morning(ground, dice),
        }
    }
}

/// Why nothing was planted.
#[derive(Debug)]
pub enum Refused {
    /// The school cannot be read.
    Unreadable(config::Diagnostics),
    /// The file system's word.
    Io(std::io::Error),
    /// The school has no place for this kind.
    NoPlace(Kind),
}

/// The files with a cause of each kind planted, and the sidecar that says which; `command` is what the sidecar gives as
/// the way to make them again.
///
/// # Errors
/// When the school cannot be read, or has no place for a kind.
pub fn plant(files: &Files, kinds: &[Kind], seed: u64, command: &str) -> Result<Files, Refused> {
    let mut dice = Dice::new(seed);
    let mut school = read(files)?.map_err(Refused::Unreadable)?;
    let mut files = files.clone();
    let mut planted = Vec::new();
    for kind in kinds {
        let causes = kind.causes(&Ground::new(&school), &files, &mut dice);
        let mut found = None;
        for cause in causes.into_iter().take(TRIES) {
            let changed = cause.write(&files);
            if let Ok(read) = read(&changed)? {
                found = Some((cause, changed, read));
                break;
            }
        }
        let (cause, changed, read) = found.ok_or(Refused::NoPlace(*kind))?;
        (files, school) = (changed, read);
        planted.push(cause);
    }
    let sidecar = Sidecar { command: command.to_owned(), cause: planted };
    files.push((SIDECAR.to_owned(), sidecar.show()));
    Ok(files)
}

/// The school that the files state.
fn read(files: &Files) -> Result<Result<School, config::Diagnostics>, Refused> {
    let dir = tempfile::tempdir().map_err(Refused::Io)?;
    for (name, content) in files {
        std::fs::write(dir.path().join(name), content).map_err(Refused::Io)?;
    }
    Ok(config::read(dir.path()).map(|loaded| loaded.school))
}

/// The files of the school in `dir` that its timetable needs.
///
/// # Errors
/// What is wrong with them.
pub fn timetable_of(dir: &Path) -> Result<Files, Refused> {
    let loaded = config::read(dir).map_err(Refused::Unreadable)?;
    let mut files = Vec::new();
    for (path, _) in &loaded.inputs {
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        let bytes = std::fs::read(path).map_err(Refused::Io)?;
        files.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    Ok(strip(&files))
}
