//! A small school with everything after lessons, for tests of service, duty and pay.
//!
//! `serviced()` is `small()` and: off work at 17:30; slots 作业辅导 (15:40-16:30, every day) and 社团 (16:40-17:40, Monday
//! and Tuesday; who has no club reads) for both classes; clubs 篮球 (Monday, 操场, led by 王静 or the vetted outsider 周教练)
//! and 合唱 (Tuesday, 音乐室, led by 赵敏); pupils 甲 乙 丙 丁 of 一1班 and 戊 己 of 一2班, enrolled every day, wishing for
//! 篮球, then 合唱; posts 校门 (every day 07:50-08:20, one of anybody), 巡查 (every day 15:40-17:40, the leader 李强); pay of
//! 40 yuan a session and 30 a duty day. Seats of every room: 40.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, Sample, small};
use crate::plan::{ClubRow, DatedDuty, GroupRow, PayLine, PayTotal, Placed, ServicePlan, Session, Shift};
use crate::school::*;
use crate::units::{ClassId, ClubId, Fen, Interval, ServiceSlotId, TeacherId, Weekday};

/// See the module's docs.
pub fn serviced() -> Sample {
    let mut sample = small();
    let school = &mut sample.school;
    let days = |time: &str, days: std::ops::RangeInclusive<u8>| -> BTreeMap<Weekday, Interval> {
        days.map(|day| (Weekday::new(day).unwrap(), Interval::parse(time).unwrap())).collect()
    };
    let both = vec![ClassId(0), ClassId(1)];
    for room in &mut school.rooms {
        room.seats = Some(40);
    }
    school.teachers[1].leader = true;
    school.teachers.push(Teacher {
        name: "周教练".into(),
        employment: Employment::External,
        willing: Willing {
            duty: false,
            vetted_until: chrono::NaiveDate::from_ymd_opt(2027, 8, 31),
            ..Willing::default()
        },
        ..Teacher::default()
    });
    school.index_names();
    let slot = |name: &str, kind, days| ServiceSlot {
        name: name.into(),
        kind,
        classes: both.clone(),
        days,
        otherwise: None,
        periods: 1,
        staff: 1,
        supervisors: Vec::new(),
        teaches: false,
        voluntary: true,
    };
    let homework = slot("作业辅导", ServiceKind::Homework, days("15:40-16:30", 1..=5));
    let mut clubs = slot("社团", ServiceKind::Club, days("16:40-17:40", 1..=2));
    clubs.otherwise = Some(ServiceKind::Reading);
    school.service.off_work = crate::units::ClockTime::parse("17:30");
    school.service.slots = vec![homework, clubs];
    school.service.groups = GroupSizes { min: 1, max: 40 };
    let club = |school: &School, name: &str, kind, day, room, who: &[&str]| Club {
        name: name.into(),
        kind,
        level: ClubLevel::Open,
        requires: None,
        meets: vec![(ServiceSlotId(1), Weekday::new(day).unwrap())],
        min: 2,
        max: 4,
        rooms: vec![school.room_named(room).unwrap()],
        instructors: who.iter().map(|name| school.teacher_named(name).unwrap()).collect(),
        staff: 1,
        grades: Vec::new(),
    };
    school.service.clubs = vec![
        club(school, "篮球", ServiceKind::Sport, 1, "操场", &["王静", "周教练"]),
        club(school, "合唱", ServiceKind::Art, 2, "音乐室", &["赵敏"]),
    ];
    for (index, name) in ["甲", "乙", "丙", "丁", "戊", "己"].into_iter().enumerate() {
        school.service.pupils.push(Pupil {
            name: name.into(),
            number: String::new(),
            class: ClassId(u16::from(index > 3)),
            days: (1..=5).filter_map(Weekday::new).collect(),
            choices: vec![ClubId(0), ClubId(1)],
            extended: false,
            boarder: false,
            done: BTreeSet::new(),
        });
    }
    count_heads(school);
    let post = |name: &str, kind, days, who| Post {
        name: name.into(),
        kind,
        days,
        people: 1,
        who,
        building: None,
        slot: None,
        classes: Vec::new(),
        counts: true,
    };
    let staff: Vec<TeacherId> = (0..4).map(TeacherId).collect();
    school.duty.posts = vec![
        post("校门", PostKind::Gate, days("07:50-08:20", 1..=5), staff),
        post("巡查", PostKind::Patrol, days("15:40-17:40", 1..=5), vec![TeacherId(1)]),
    ];
    let item = |name: &str, basis, works: &[Work], yuan: i64| PayItem {
        name: name.into(),
        basis,
        works: works.iter().copied().collect(),
        employments: BTreeSet::new(),
        leaders: None,
        teachers: BTreeSet::new(),
        weekdays: BTreeSet::new(),
        ends_after: None,
        min_pupils: 0,
        rate: Fen(yuan * 100),
        purpose: String::new(),
    };
    school.pay.month_start = 1;
    school.pay.items = vec![
        item("课时费", Basis::Slot, &ServiceKind::ALL.map(Work::Service), 40),
        item("值班费", Basis::Day, &PostKind::ALL.map(Work::Duty), 30),
    ];
    sample
}

/// See the module's docs.
pub fn paid() -> Case {
    let date = |day: u8| chrono::NaiveDate::from_ymd_opt(2026, 4, day.into()).unwrap();
    let line = |person: &str, day, item: &str, yuan: i64| PayLine {
        person: person.into(),
        date: date(day),
        month: "2026-04".into(),
        item: item.into(),
        units: 1,
        rate: Fen(yuan * 100),
        amount: Fen(yuan * 100),
    };
    let total = |person: &str, item: &str, yuan: i64| PayTotal {
        person: person.into(),
        month: "2026-04".into(),
        item: item.into(),
        units: 2,
        amount: Fen(yuan * 100),
    };
    let patrol = |day, week| DatedDuty {
        date: date(day),
        week,
        post: "巡查".into(),
        kind: Some(PostKind::Patrol),
        time: Interval::parse("15:40-17:40"),
        place: String::new(),
        person: "李强".into(),
    };
    let case = serviced().term("2026-04-13", "2026-04-24").service(
        "session 周一 作业辅导 1组 一1班 4 一1班教室 张芳; session 周一 社团 篮球 一1班 4 操场 周教练; shift 巡查 周二 李强",
    );
    case.with_service(|plan| {
        plan.dated = vec![patrol(14, 1), patrol(21, 2)];
        plan.pay = vec![
            line("张芳", 13, "课时费", 40),
            line("张芳", 20, "课时费", 40),
            line("周教练", 13, "课时费", 40),
            line("周教练", 20, "课时费", 40),
            line("李强", 14, "值班费", 30),
            line("李强", 21, "值班费", 30),
        ];
        plan.pay_totals = vec![total("张芳", "课时费", 80), total("周教练", "课时费", 80), total("李强", "值班费", 60)];
    })
}

/// Counts the enrolled pupils of each slot, weekday and class from the pupil table.
pub fn count_heads(school: &mut School) {
    school.service.heads = school.service.count_heads();
}

/// `serviced()` with a whole programme: homework help by class every day; 甲 乙 丙 丁 in 篮球 on Monday while 戊 己 read; 甲
/// 乙 戊 己 in 合唱 on Tuesday while 丙 丁 read.
pub fn programme() -> Case {
    let mut lines: Vec<String> = Vec::new();
    for day in ["周一", "周二", "周三", "周四", "周五"] {
        for (class, pupils, teacher) in [("一1班", 4, "张芳"), ("一2班", 2, "李强")] {
            lines.push(format!("session {day} 作业辅导 {class} {class} {pupils} {class}教室 {teacher}"));
            lines.push(format!("group {day} 作业辅导 {class} {class} {pupils}"));
        }
    }
    lines.push("session 周一 社团 篮球 一1班 4 操场 王静; club 篮球 4 操场 王静".into());
    lines.push("session 周一 社团 一2班 一2班 2 一2班教室 李强; group 周一 社团 一2班 一2班 2".into());
    lines.push("session 周二 社团 合唱 一1班+一2班 4 音乐室 赵敏; club 合唱 4 音乐室 赵敏".into());
    lines.push("session 周二 社团 一1班 一1班 2 一1班教室 张芳; group 周二 社团 一1班 一1班 2".into());
    for name in ["甲", "乙", "丙", "丁"] {
        lines.push(format!("pupil 一1班 {name} 周一 社团 篮球 1 _ _"));
    }
    for name in ["戊", "己"] {
        lines.push(format!("pupil 一2班 {name} 周一 社团 _ 0 一2班 篮球：已满"));
        lines.push(format!("pupil 一2班 {name} 周二 社团 合唱 2 _ _"));
    }
    for name in ["甲", "乙"] {
        lines.push(format!("pupil 一1班 {name} 周二 社团 合唱 2 _ _"));
    }
    for name in ["丙", "丁"] {
        lines.push(format!("pupil 一1班 {name} 周二 社团 _ 0 一1班 合唱：已满"));
    }
    serviced().service(&lines.join(";"))
}

impl Sample {
    /// Adds a plan without lessons whose service part is stated in lines separated by `;`:
    ///
    /// - `session DAY SLOT NAME CLASSES PUPILS ROOM STAFF`: a group (its kind is the slot's, or `otherwise` in a club slot)
    ///   or, when a club has that name, its meeting; classes and staff joined by `+`, `_` for nobody;
    /// - `group DAY SLOT NAME CLASS PUPILS`;
    /// - `club NAME PUPILS ROOM STAFF`, or `cancelled NAME REASON`;
    /// - `pupil CLASS NAME DAY SLOT CLUB RANK GROUP REASON`, `_` for nothing;
    /// - `shift POST DAY PERSON`.
    ///
    /// Times are those of the slot or post.
    pub fn service(self, lines: &str) -> Case {
        let mut plan = ServicePlan::default();
        for line in lines.split(';').map(str::trim).filter(|line| !line.is_empty()) {
            add(&self.school, &mut plan, line);
        }
        let mut case = self.plan("");
        case.plan.service = Some(plan);
        case
    }
}

fn names(word: &str) -> Vec<String> {
    word.split('+').filter(|name| *name != "_").map(str::to_owned).collect()
}

fn text(word: &str) -> String {
    names(word).join("+")
}

fn add(school: &School, plan: &mut ServicePlan, line: &str) {
    let words: Vec<_> = line.split_whitespace().collect();
    let day = |word: &str| Weekday::parse(word).expect("a weekday");
    match words.as_slice() {
        ["session", weekday, slot, name, classes, pupils, room, staff] => {
            let weekday = day(weekday);
            let stated = school.service.slot_named(slot).map(|slot| school.service.slot(slot));
            let kind = match stated.map(|slot| (slot.kind, slot.otherwise)) {
                Some((ServiceKind::Club, otherwise)) if school.service.club_named(name).is_none() => {
                    otherwise.unwrap_or(ServiceKind::Reading)
                }
                Some((kind, _)) => kind,
                None => ServiceKind::Homework,
            };
            let time = stated.and_then(|slot| slot.days.get(&weekday).copied());
            plan.sessions.push(Session {
                weekday,
                time: time.unwrap_or(Interval::parse("19:00-20:00").unwrap()),
                slot: (*slot).into(),
                kind,
                name: (*name).into(),
                classes: names(classes),
                pupils: pupils.parse().expect("a number"),
                room: text(room),
                staff: names(staff),
            });
        }
        ["group", weekday, slot, group, class, pupils] => plan.groups.push(GroupRow {
            slot: (*slot).into(),
            group: (*group).into(),
            weekday: day(weekday),
            class: (*class).into(),
            pupils: pupils.parse().expect("a number"),
        }),
        ["club", club, pupils, room, staff] => plan.clubs.push(ClubRow {
            club: (*club).into(),
            held: true,
            pupils: pupils.parse().expect("a number"),
            room: text(room),
            staff: names(staff),
            reason: String::new(),
        }),
        ["cancelled", club, reason] => plan.clubs.push(ClubRow {
            club: (*club).into(),
            held: false,
            pupils: 0,
            room: String::new(),
            staff: Vec::new(),
            reason: (*reason).into(),
        }),
        ["pupil", class, pupil, weekday, slot, club, rank, group, reason] => plan.pupils.push(Placed {
            class: (*class).into(),
            pupil: (*pupil).into(),
            number: String::new(),
            weekday: day(weekday),
            slot: (*slot).into(),
            club: text(club),
            rank: rank.parse().expect("a number"),
            group: text(group),
            reason: text(reason),
        }),
        ["shift", post, weekday, person] => {
            let weekday = day(weekday);
            let stated = school.duty.post_named(post).map(|post| school.duty.post(post));
            let time = stated.and_then(|post| post.days.get(&weekday).copied());
            let building = stated.and_then(|post| post.building);
            plan.shifts.push(Shift {
                post: (*post).into(),
                kind: stated.map_or(PostKind::Other, |post| post.kind),
                weekday,
                time: time.unwrap_or(Interval::parse("19:00-20:00").unwrap()),
                place: building.map_or(String::new(), |id| school.buildings[id.index()].clone()),
                person: (*person).into(),
            });
        }
        _ => panic!("not understood: {line}"),
    }
}

impl Case {
    /// Changes the service part of the plan.
    pub fn with_service(mut self, change: impl FnOnce(&mut ServicePlan)) -> Self {
        change(self.plan.service.as_mut().expect("a service plan"));
        self
    }
}
