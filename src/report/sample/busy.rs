//! A school as large as a real one with service, duty and pay: not good ones, but everything that pages show.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::{day, large};
use crate::plan::{ClubRow, DatedDuty, FlexLine, GroupRow, PayLine, PayTotal, Placed, ServicePlan, Session, Shift};
use crate::school::sample::Case;
use crate::school::sample::service::{count_heads, serviced};
use crate::school::*;
use crate::units::{ClassId, ClubId, Fen, Interval, RoomId, ServiceSlotId, TeacherId, Weekday};

const CLUBS: [(&str, ServiceKind); 20] = [
    ("篮球", ServiceKind::Sport),
    ("足球", ServiceKind::Sport),
    ("啦啦操", ServiceKind::Sport),
    ("乒乓球", ServiceKind::Sport),
    ("合唱", ServiceKind::Art),
    ("民乐", ServiceKind::Art),
    ("创意美术", ServiceKind::Art),
    ("硬笔书法", ServiceKind::Art),
    ("戏剧", ServiceKind::Art),
    ("绘本阅读", ServiceKind::Reading),
    ("经典诵读", ServiceKind::Reading),
    ("机器人", ServiceKind::Science),
    ("航模", ServiceKind::Science),
    ("编程猫", ServiceKind::Science),
    ("趣味实验", ServiceKind::Science),
    ("烘焙", ServiceKind::Labour),
    ("种植园", ServiceKind::Labour),
    ("编织", ServiceKind::Labour),
    ("国际象棋<b>", ServiceKind::Club),
    ("英语剧 \"Drama & Fun\"", ServiceKind::Club),
];

fn days(time: &str, numbers: impl IntoIterator<Item = u8>) -> BTreeMap<Weekday, Interval> {
    numbers.into_iter().map(|number| (day(number), Interval::parse(time).unwrap())).collect()
}

/// `grades` x `each` classes of 40, homework help every day, clubs on Tuesday and Thursday, extended care; posts, weekly
/// duty, four months of pay over budget in one of them, flexible hours; hostile names.
pub(crate) fn busy(grades: u8, each: u8) -> Case {
    let mut case = large(grades, each);
    let small = serviced().school;
    let school = &mut case.school;
    let all: Vec<ClassId> = school.class_ids().collect();
    school.teachers.push(Teacher {
        name: "<script>周教练</script>".into(),
        employment: Employment::External,
        willing: Willing { vetted_until: NaiveDate::from_ymd_opt(2027, 8, 31), ..Willing::default() },
        ..Teacher::default()
    });
    school.index_names();
    let slot = |name: &str, kind, days, classes: &[ClassId]| ServiceSlot {
        name: name.into(),
        kind,
        days,
        classes: classes.to_vec(),
        ..small.service.slots[0].clone()
    };
    let mut clubs = slot("社团活动", ServiceKind::Club, days("16:40-17:40", [2, 4]), &all);
    clubs.otherwise = Some(ServiceKind::Reading);
    let mut homework = days("15:40-16:30", 1..=5);
    homework.insert(day(3), Interval::parse("14:40-16:30").unwrap());
    school.service.slots = vec![
        slot("作业辅导", ServiceKind::Homework, homework, &all),
        clubs,
        slot("延时托管", ServiceKind::Extended, days("17:40-18:30", 1..=5), &all),
    ];
    let teachers = school.teachers.len() - 1;
    school.service.clubs = CLUBS
        .iter()
        .enumerate()
        .map(|(index, (name, kind))| Club {
            name: (*name).into(),
            kind: *kind,
            level: if index % 7 == 3 { ClubLevel::Advanced } else { ClubLevel::Open },
            meets: [2, 4].map(|number| (ServiceSlotId(1), day(number))).into(),
            min: 12,
            max: 40,
            rooms: vec![RoomId::from_index(index % all.len())],
            instructors: vec![TeacherId::from_index(if index == 0 { teachers } else { index * 3 % teachers })],
            ..small.service.clubs[0].clone()
        })
        .collect();
    school.service.pupils = pupils(&all);
    count_heads(school);
    let post = |name: &str, kind, days, people, counts| Post {
        name: name.into(),
        kind,
        days,
        people,
        who: (0..teachers).map(TeacherId::from_index).collect(),
        counts,
        ..small.duty.posts[0].clone()
    };
    school.duty.posts = vec![
        post("校门东", PostKind::Gate, days("07:40-08:10", 1..=5), 2, true),
        post("一楼楼道", PostKind::Stairs, days("10:00-10:30", 1..=5), 1, true),
        post("大课间操场", PostKind::Field, days("10:00-10:30", [1, 3, 5]), 2, true),
        post("午餐", PostKind::Lunch, days("12:00-12:40", 1..=5), 3, true),
        post("低年级放学路队", PostKind::Dismissal, days("16:30-16:45", 1..=5), 2, true),
        post("作业辅导考勤（一年级）", PostKind::Attendance, days("15:40-15:50", 1..=5), 1, true),
        post("静校清校", PostKind::Clearance, days("18:30-18:50", 1..=5), 1, true),
        post("行政巡查", PostKind::Patrol, days("15:40-18:30", 1..=5), 1, true),
        post("机动", PostKind::Standby, days("15:40-17:40", 1..=5), 1, false),
    ];
    school.duty.posts[4].days.insert(day(3), Interval::parse("15:30-15:45").unwrap());
    school.duty.weekly = ["值周教师", "值周领导"]
        .map(|name| WeeklyDuty { name: name.into(), who: vec![TeacherId(0)], people: 1, served: BTreeMap::new() })
        .into();
    let item = |name: &str, index: usize| PayItem { name: name.into(), ..small.pay.items[index].clone() };
    school.pay = Pay {
        items: vec![item("课后服务课时费", 0), item("值班费", 1), item("社团课时费 & 材料", 0)],
        month_start: 1,
        month_budget: Some(Fen(6_000_000)),
        term_budget: Some(Fen(22_000_000)),
        enforce: false,
    };
    let term = Term::new("春季学期", "2026-03-02".parse().unwrap(), "2026-07-03".parse().unwrap());
    school.term = Some(term.fill(&school.weekdays, &BTreeMap::new()));
    case.plan.service = Some(plan(&case.school));
    case
}

fn pupils(classes: &[ClassId]) -> Vec<Pupil> {
    let given = ["子涵", "梓萱", "浩然", "诗琪", "宇轩", "欣怡", "思远", "雨桐", "俊熙", "可馨"];
    let family = ["王", "李", "张", "刘"];
    let mut pupils = Vec::new();
    for class in classes {
        for seat in 0..40_usize {
            let mixed = usize::from(class.0) * 7 + seat * 3;
            pupils.push(Pupil {
                name: format!("{}{}", family[seat % 4], given[seat / 4]),
                number: format!("2026{:02}{:02}", class.0 + 1, seat + 1),
                class: *class,
                days: (1..=5).map(day).collect(),
                choices: (0..3).map(|nth| ClubId::from_index((mixed + nth * 5) % CLUBS.len())).collect(),
                extended: seat % 9 == 0,
                boarder: false,
                done: BTreeSet::new(),
            });
        }
    }
    pupils
}

fn plan(school: &School) -> ServicePlan {
    let mut plan = ServicePlan::default();
    let staff = |index: usize| school.teachers[index % (school.teachers.len() - 1)].name.clone();
    let slot = |index: usize| &school.service.slots[index];
    // Homework help and extended care by class.
    for (index, class) in school.classes.iter().enumerate() {
        for (which, pupils, extra) in [(0, 40, 0), (2, 5, 9)] {
            for (weekday, time) in &slot(which).days {
                let name = if which == 2 { format!("{}托管组", class.name) } else { class.name.clone() };
                plan.groups.push(GroupRow {
                    slot: slot(which).name.clone(),
                    group: name.clone(),
                    weekday: *weekday,
                    class: class.name.clone(),
                    pupils,
                });
                plan.sessions.push(Session {
                    weekday: *weekday,
                    time: *time,
                    slot: slot(which).name.clone(),
                    kind: slot(which).kind,
                    name,
                    classes: vec![class.name.clone()],
                    pupils,
                    room: school.room(class.home_room).name.clone(),
                    staff: vec![staff(index * 2 + extra)],
                });
            }
        }
    }
    let mut members: BTreeMap<usize, u16> = BTreeMap::new();
    for (index, pupil) in school.service.pupils.iter().enumerate() {
        let class = school.class(pupil.class).name.clone();
        let rank = index % 4;
        let club = pupil.choices.get(rank).filter(|club| club.index() != 17);
        for weekday in slot(1).days.keys() {
            let placed = club.is_some() || index % 90 != 7;
            plan.pupils.push(Placed {
                class: class.clone(),
                pupil: pupil.name.clone(),
                number: pupil.number.clone(),
                weekday: *weekday,
                slot: slot(1).name.clone(),
                club: club.map_or(String::new(), |club| school.service.club(*club).name.clone()),
                rank: club.map_or(0, |_| u16::try_from(rank + 1).unwrap()),
                group: if club.is_none() && placed { format!("{class}阅读") } else { String::new() },
                reason: if club.is_some() { String::new() } else { "所选社团已满".into() },
            });
        }
        if let Some(club) = club {
            *members.entry(club.index()).or_insert(0) += 1;
        }
    }
    for (index, club) in school.service.clubs.iter().enumerate() {
        let held = index != 17;
        let leaders = vec![school.teacher(club.instructors[0]).name.clone()];
        let pupils = members.get(&index).copied().unwrap_or(0);
        plan.clubs.push(ClubRow {
            club: club.name.clone(),
            held,
            pupils,
            room: if held { school.room(club.rooms[0]).name.clone() } else { String::new() },
            staff: if held { leaders.clone() } else { Vec::new() },
            reason: if held { String::new() } else { "报名 7 人，少于最少人数 12 人".into() },
        });
        for (weekday, time) in slot(1).days.iter().filter(|_| held) {
            plan.sessions.push(Session {
                weekday: *weekday,
                time: *time,
                slot: slot(1).name.clone(),
                kind: ServiceKind::Club,
                name: club.name.clone(),
                classes: school.classes.iter().map(|class| class.name.clone()).collect(),
                pupils,
                room: school.room(club.rooms[0]).name.clone(),
                staff: leaders.clone(),
            });
        }
    }
    for (index, class) in school.classes.iter().enumerate() {
        for (weekday, time) in &slot(1).days {
            plan.sessions.push(Session {
                weekday: *weekday,
                time: *time,
                slot: slot(1).name.clone(),
                kind: ServiceKind::Reading,
                name: format!("{}阅读", class.name),
                classes: vec![class.name.clone()],
                pupils: 10,
                room: school.room(class.home_room).name.clone(),
                staff: vec![staff(index * 2 + 1)],
            });
        }
    }
    for (index, post) in school.duty.posts.iter().enumerate() {
        for (weekday, time) in &post.days {
            for nth in 0..post.people {
                plan.shifts.push(Shift {
                    post: post.name.clone(),
                    kind: post.kind,
                    weekday: *weekday,
                    time: *time,
                    place: school.buildings[0].clone(),
                    person: staff(index * 5 + usize::from(weekday.number() + nth)),
                });
            }
        }
    }
    plan.sessions.sort();
    plan.shifts.sort();
    dated(school, &mut plan);
    plan
}

fn dated(school: &School, plan: &mut ServicePlan) {
    let first = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let mut totals: BTreeMap<(String, String, String), (i64, i64)> = BTreeMap::new();
    for date in first.iter_days().take(7 * 18) {
        let number = u8::try_from(date.weekday().number_from_monday()).unwrap();
        if number > 5 {
            continue;
        }
        let week = u16::try_from((date - first).num_days() / 7).unwrap() + 1;
        for (index, role) in school.duty.weekly.iter().enumerate() {
            plan.dated.push(DatedDuty {
                date,
                week,
                post: role.name.clone(),
                kind: None,
                time: None,
                place: String::new(),
                person: school.teachers[usize::from(week) * 2 + index].name.clone(),
            });
        }
        for shift in plan.shifts.iter().filter(|shift| shift.weekday.number() == number) {
            plan.dated.push(DatedDuty {
                date,
                week,
                post: shift.post.clone(),
                kind: Some(shift.kind),
                time: Some(shift.time),
                place: shift.place.clone(),
                person: shift.person.clone(),
            });
        }
        let month = date.format("%Y-%m").to_string();
        let mut pay = |person: &str, item: &PayItem| {
            let line = PayLine {
                person: person.into(),
                date,
                month: month.clone(),
                item: item.name.clone(),
                units: 1,
                rate: item.rate,
                amount: item.rate,
            };
            let total = totals.entry((line.person.clone(), line.month.clone(), line.item.clone())).or_default();
            *total = (total.0 + 1, total.1 + item.rate.0);
            plan.pay.push(line);
        };
        for session in plan.sessions.iter().filter(|session| session.weekday.number() == number) {
            let item = if session.kind == ServiceKind::Club { 2 } else { 0 };
            session.staff.iter().for_each(|person| pay(person, &school.pay.items[item]));
        }
        for shift in plan.shifts.iter().filter(|shift| shift.weekday.number() == number) {
            pay(&shift.person, &school.pay.items[1]);
        }
    }
    // A trip without duty, and a substitute at the gate.
    plan.dated.retain(|row| row.kind.is_none() || row.date != first + chrono::TimeDelta::days(10));
    let gate = plan.dated.iter_mut().find(|row| row.kind == Some(PostKind::Gate));
    gate.unwrap().person = "欧阳<i>代".into();
    let total = |((person, month, item), (units, amount))| PayTotal { person, month, item, units, amount: Fen(amount) };
    plan.pay_totals = totals.into_iter().map(total).collect();
    plan.flex = (1..=9)
        .map(|nth| FlexLine {
            person: school.teachers[nth % 3].name.clone(),
            date: first,
            reason: "延时托管".into(),
            minutes: if nth > 6 { -45 } else { 60 },
            balance: i64::try_from(nth).unwrap() * 20,
        })
        .collect();
}
