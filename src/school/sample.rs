//! The smallest schools that show a point, for tests.
//!
//! `small()` has classes 一1班 and 一2班, five days of four morning periods (from 08:30) and two afternoon periods (from
//! 14:00), teachers 张芳 (语文), 李强 (数学), 王静 (体育), 赵敏 (音乐), a music room and a field. Nothing is required yet:
//! `.requires("一1班", "语文", "张芳", 2)` adds requirements.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod service;
pub mod wild;
pub mod wild_service;

use std::collections::BTreeMap;

use super::*;
use crate::breach::Checked;
use crate::plan::{Plan, Row, RowKind, View};
use crate::rules::Rule;
use crate::units::Interval;

/// A school in the making.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The school so far.
    pub school: School,
}

/// A school and a plan.
#[derive(Clone, Debug)]
pub struct Case {
    /// The school.
    pub school: School,
    /// The plan.
    pub plan: Plan,
}

/// See the module's docs.
pub fn small() -> Sample {
    let mut school = School {
        name: "试验小学".into(),
        weekdays: (1..=5).filter_map(Weekday::new).collect(),
        bells: vec![bell(
            "全校",
            &["08:30-09:10", "09:20-10:00", "10:30-11:10", "11:20-12:00"],
            &["14:00-14:40", "14:50-15:30"],
        )],
        buildings: vec!["主楼".into(), "艺体楼".into()],
        transfer: vec![vec![Minutes(0), Minutes(0)], vec![Minutes(0), Minutes(0)]],
        ..School::default()
    };
    for (name, kind) in [
        ("语文", SubjectKind::Chinese),
        ("数学", SubjectKind::Maths),
        ("英语", SubjectKind::English),
        ("体育", SubjectKind::Pe),
        ("音乐", SubjectKind::Music),
        ("班会", SubjectKind::ClassMeeting),
    ] {
        let protected = matches!(kind, SubjectKind::Pe | SubjectKind::Music);
        school.subjects.push(Subject { name: name.into(), kind, protected, ..Subject::default() });
    }
    for (name, subject) in [("张芳", 0), ("李强", 1), ("王静", 3), ("赵敏", 4)] {
        school.teachers.push(Teacher { name: name.into(), subjects: vec![SubjectId(subject)], ..Teacher::default() });
    }
    for (index, name) in ["一1班", "一2班"].into_iter().enumerate() {
        school.rooms.push(Room {
            name: format!("{name}教室"),
            kind: "普通教室".into(),
            capacity: 1,
            building: Some(BuildingId(0)),
            unavailable: Vec::new(),
            home_of: Some(ClassId::from_index(index)),
            seats: None,
        });
        school.classes.push(Class {
            name: name.into(),
            grade: 1,
            bell: BellId(0),
            home_room: RoomId::from_index(index),
            size: Some(40),
            class_teacher: Some(TeacherId::from_index(index)),
            unavailable: Vec::new(),
        });
    }
    for (name, kind, building) in [("音乐室", "音乐教室", 1), ("操场", "操场", 0)] {
        school.rooms.push(Room {
            name: name.into(),
            kind: kind.into(),
            capacity: 1,
            building: Some(BuildingId(building)),
            ..Room::default()
        });
    }
    school.policy.profile = "test".into();
    for rule in crate::rules::ALL {
        school.policy.settings.insert(rule.meta().code, crate::rules::default_setting(rule.meta()));
    }
    school.index_names();
    Sample { school }
}

/// A bell schedule with the same periods every day.
pub fn bell(name: &str, morning: &[&str], afternoon: &[&str]) -> BellSchedule {
    let mut periods = Vec::new();
    for (times, part) in [(morning, Part::Morning), (afternoon, Part::Afternoon)] {
        for time in times {
            let index = PeriodIndex(u8::try_from(periods.len() + 1).unwrap());
            periods.push(Period { index, time: Interval::parse(time).unwrap(), part });
        }
    }
    let day = DayBell { periods, breaks: Vec::new() };
    let days: BTreeMap<_, _> = (1..=5).filter_map(Weekday::new).map(|weekday| (weekday, day.clone())).collect();
    BellSchedule { name: name.into(), days }
}

/// Adds a break to every day of every bell schedule.
pub fn pause(school: &mut School, name: &str, kind: BreakKind, time: &str) {
    let time = Interval::parse(time).unwrap();
    for day in school.bells.iter_mut().flat_map(|bell| bell.days.values_mut()) {
        day.breaks.push(Break { name: name.into(), kind, time });
        day.breaks.sort_by_key(|pause| pause.time.start);
    }
}

/// Adds an event of all classes, or of all teachers when it is a staff meeting.
pub fn event(school: &mut School, name: &str, kind: EventKind, weekday: &str, time: &str) {
    let staff = kind == EventKind::StaffMeeting;
    let span =
        TimeSpan { weeks: Weeks::All, weekday: Weekday::parse(weekday).unwrap(), time: Interval::parse(time).unwrap() };
    let classes = if staff { Vec::new() } else { school.class_ids().collect() };
    let teachers = if staff { school.teacher_ids().collect() } else { Vec::new() };
    school.events.push(Event { name: name.into(), kind, span, classes, teachers, rooms: Vec::new() });
}

impl Sample {
    /// Changes anything.
    pub fn with(mut self, change: impl FnOnce(&mut School)) -> Self {
        change(&mut self.school);
        self.school.index_names();
        self
    }

    /// Changes the setting of the rule with this code.
    pub fn setting(mut self, code: &str, change: impl FnOnce(&mut Setting)) -> Self {
        change(self.school.policy.settings.get_mut(code).expect("a known rule"));
        self
    }

    /// Gives the school a term from `first` to `last` (`2026-03-02`), without holidays, make-up days and seasons.
    pub fn term(self, first: &str, last: &str) -> Self {
        let term = Term::new("学期", first.parse().unwrap(), last.parse().unwrap());
        self.with(|school| school.term = Some(term.fill(&school.weekdays, &BTreeMap::new())))
    }

    /// Adds a requirement of one class with one given teacher (co-teachers joined by `+`), every week, in the home room.
    pub fn requires(self, class: &str, subject: &str, teacher: &str, weekly: u8) -> Self {
        self.requires_weekly(class, subject, teacher, Weekly { every: weekly, ..Weekly::default() })
    }

    /// The same with any weekly periods.
    pub fn requires_weekly(mut self, class: &str, subject: &str, teacher: &str, weekly: Weekly) -> Self {
        let subject = self.school.subject_named(subject).expect("a known subject");
        let roles = teacher
            .split('+')
            .map(|name| TeacherRole { candidates: vec![self.school.teacher_named(name).expect("a known teacher")] })
            .collect();
        let classes = class.split('+').map(|name| self.school.class_named(name).expect("a known class")).collect();
        self.school.requirements.push(Requirement {
            subject,
            classes,
            sections: vec![Section { name: String::new(), subject, teachers: roles, room: RoomNeed::Home }],
            weekly,
            doubles: 0,
        });
        self
    }

    /// Adds a plan: lessons separated by `;`, each `class subject teacher weekday period`, then optionally `单`/`双`,
    /// `@room`, `#section`, `!` (pinned). Combined classes and co-teachers are joined by `+`; `_` is no teacher.
    pub fn plan(self, lessons: &str) -> Case {
        let rows = lessons.split(';').map(str::trim).filter(|l| !l.is_empty()).map(|l| row(&self.school, l)).collect();
        Case { school: self.school, plan: Plan { rows, service: None } }
    }
}

fn row(school: &School, lesson: &str) -> Row {
    let words: Vec<_> = lesson.split_whitespace().collect();
    let [class, subject, teacher, day, period, rest @ ..] = words.as_slice() else { panic!("too short: {lesson}") };
    let weekday = Weekday::parse(day).expect("a weekday");
    let period = PeriodIndex(period.parse().expect("a period"));
    let classes: Vec<String> = class.split('+').map(str::to_owned).collect();
    let home = school.class_named(&classes[0]).map(|c| school.class(c));
    let time = home
        .and_then(|class| school.bells[class.bell.index()].period(weekday, period))
        .map_or(Interval::parse("07:00-07:40").unwrap(), |period| period.time);
    let mut row = Row {
        kind: RowKind::Lesson,
        classes,
        subject: (*subject).into(),
        section: String::new(),
        teachers: teacher.split('+').filter(|name| *name != "_").map(str::to_owned).collect(),
        room: home.map_or(String::new(), |class| school.room(class.home_room).name.clone()),
        weeks: Weeks::All,
        weekday,
        period: Some(period),
        time,
        pinned: false,
    };
    for word in rest {
        match (word.strip_prefix('@'), word.strip_prefix('#'), Weeks::parse(word)) {
            (Some(room), _, _) => row.room = room.into(),
            (_, Some(section), _) => row.section = section.into(),
            (_, _, Some(weeks)) => row.weeks = weeks,
            _ if *word == "!" => row.pinned = true,
            _ => panic!("{word} in {lesson}"),
        }
    }
    row
}

impl Case {
    /// Changes the plan's rows.
    pub fn with_rows(mut self, change: impl FnOnce(&mut Vec<Row>)) -> Self {
        change(&mut self.plan.rows);
        self
    }

    /// What `rule` finds.
    pub fn check(&self, rule: &dyn Rule) -> Checked {
        let view = View::new(&self.school, &self.plan);
        rule.check(&view, &self.school.policy.settings[rule.meta().code])
    }

    /// What the rule with this code finds: total amount.
    pub fn amount(&self, code: &str) -> i64 {
        self.check(crate::rules::find(code).expect("a known rule")).amount()
    }
}
