//! Random small schools with everything after lessons at once, and random lessons and sessions: two people in charge, named
//! supervisors, outsiders, absences, late slots, posts in buildings. They need not be solvable.

use rand::Rng;
use rand::rngs::SmallRng;
use rand::seq::{IndexedRandom, SliceRandom};

use super::{Case, Sample, event};
use crate::plan::{Plan, Session};
use crate::school::*;
use crate::units::{ClassId, ClockTime, Interval, ServiceSlotId, TeacherId, Weekday, Weeks};

/// A random school, and a plan with lessons and sessions, nobody in charge yet.
pub fn serviced(rng: &mut SmallRng) -> (School, Plan) {
    let mut sample = super::service::serviced();
    if rng.random_bool(0.5) {
        sample = sample.with(|school| school.term = Some(term(school, rng)));
    }
    let mut school = sample.school;
    if rng.random_bool(0.5) {
        let minutes = Minutes(rng.random_range(5..20));
        school.transfer = vec![vec![Minutes(0), minutes], vec![minutes, Minutes(0)]];
    }
    let strict = rng.random_bool(0.7);
    people(&mut school, rng);
    if !strict {
        for teacher in &mut school.teachers {
            let willing = &mut teacher.willing;
            (willing.max_per_week, willing.max_per_day, willing.max_duty) = (None, None, None);
        }
    }
    slots(&mut school, rng);
    posts(&mut school, rng);
    if rng.random_bool(0.3) {
        event(&mut school, "例会", EventKind::StaffMeeting, "周三", "15:50-16:20");
    }
    for setting in school.policy.settings.values_mut() {
        setting.weight = setting.weight.saturating_mul(rng.random_range(1..4));
        for (key, value) in &mut setting.params {
            if let ParamValue::Int(value) = value {
                // Limits that small schools can reach.
                let limit = strict && matches!(*key, "week" | "day" | "tolerance");
                *value = if limit { *value / rng.random_range(1..12) } else { *value + rng.random_range(-1..=1) };
                *value = (*value).max(0);
            }
        }
    }
    school.index_names();
    let mut plan = lessons(&school, rng);
    plan.service.as_mut().unwrap().sessions = sessions(&school, rng);
    (school, plan)
}

/// A few weeks of spring with a make-up Saturday, a season, and things that do not take place.
fn term(school: &School, rng: &mut SmallRng) -> Term {
    let date = |day: u32| chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
    let mut term = Term::new("春", date(2), date(rng.random_range(6..31)));
    let shift = vec![Shift { from: ClockTime::parse("00:00").unwrap(), minutes: rng.random_range(-10..=10) }];
    term.seasons.push(Season { name: "夏令".into(), from: date(rng.random_range(3..20)), shift });
    let make_up = [(date(7), (weekday(rng), Weeks::Odd))].into_iter().filter(|_| rng.random_bool(0.5));
    let mut term = term.fill(&school.weekdays, &make_up.collect());
    for day in &mut term.days {
        if rng.random_bool(0.2) {
            let time = rng.random_bool(0.5).then(|| Interval::parse("12:00-17:00").unwrap());
            let classes = if rng.random_bool(0.5) { vec![ClassId(rng.random_range(0..2))] } else { Vec::new() };
            let [after_school, duty] = [rng.random_bool(0.5), rng.random_bool(0.5)];
            day.cancelled.push(Cancel { name: "运动会".into(), lessons: true, after_school, duty, time, classes });
        }
    }
    term
}

fn weekday(rng: &mut SmallRng) -> Weekday {
    Weekday::new(rng.random_range(1..=5)).unwrap()
}

fn some(school: &School, rng: &mut SmallRng) -> Vec<TeacherId> {
    let all: Vec<_> = school.teacher_ids().collect();
    let count = rng.random_range(2..=all.len());
    let mut some: Vec<_> = all.choose_multiple(rng, count).copied().collect();
    some.shuffle(rng);
    some
}

fn people(school: &mut School, rng: &mut SmallRng) {
    for (name, employment) in
        [("钱伟", Employment::Own), ("孙丽", Employment::Retired), ("吴叔", Employment::Volunteer)]
    {
        school.teachers.push(Teacher { name: name.into(), employment, ..Teacher::default() });
    }
    let mut leaves = Vec::new();
    for (index, teacher) in school.teachers.iter_mut().enumerate() {
        teacher.leader |= rng.random_bool(0.3);
        let willing = &mut teacher.willing;
        willing.service = rng.random_bool(0.9);
        willing.duty = rng.random_bool(0.9);
        willing.served = rng.random_range(0..600);
        willing.max_per_week = rng.random_bool(0.3).then(|| rng.random_range(0..4));
        willing.max_per_day = rng.random_bool(0.3).then(|| rng.random_range(0..2));
        willing.max_duty = rng.random_bool(0.3).then(|| rng.random_range(0..200));
        willing.vetted_until =
            [None, "2026-03-12".parse().ok(), "2027-08-31".parse().ok()].choose(rng).copied().unwrap();
        if rng.random_bool(0.3) {
            let weeks = *[Weeks::All, Weeks::Odd].choose(rng).unwrap();
            let time = Interval::parse("16:00-17:00").unwrap();
            teacher.unavailable.push(TimeSpan { weeks, weekday: weekday(rng), time });
        }
        if rng.random_bool(0.3) {
            let day = if rng.random_bool(0.8) {
                FlexDay::Weekly(weekday(rng))
            } else {
                FlexDay::Once("2026-03-04".parse().unwrap())
            };
            let time = Interval::parse(["07:30-08:10", "16:00-17:30"].choose(rng).unwrap()).unwrap();
            leaves.push(FlexLeave { teacher: TeacherId::from_index(index), day, time });
        }
    }
    let [start, end] = ["08:00", "17:00"].map(|time| ClockTime::parse(time).unwrap());
    school.duty.flex = Some(Flex { start, end, leaves, opening: Default::default() });
}

fn slots(school: &mut School, rng: &mut SmallRng) {
    let mut evening = school.service.slots[0].clone();
    evening.name = "晚自习".into();
    evening.kind = ServiceKind::EveningStudy;
    evening.days.values_mut().for_each(|time| *time = Interval::parse("19:10-20:30").unwrap());
    evening.days.retain(|_, _| rng.random_bool(0.5));
    school.service.slots.push(evening);
    for index in 0..school.service.slots.len() {
        let supervisors = if rng.random_bool(0.4) { some(school, rng) } else { Vec::new() };
        let slot = &mut school.service.slots[index];
        slot.staff = rng.random_range(1..=2);
        slot.supervisors = supervisors;
    }
    for index in 0..school.service.clubs.len() {
        let instructors = some(school, rng);
        let club = &mut school.service.clubs[index];
        club.staff = rng.random_range(1..=2);
        club.instructors = instructors;
        if rng.random_bool(0.6) {
            let other = Weekday::new(3 - club.meets[0].1.number()).unwrap();
            club.meets.push((club.meets[0].0, other));
        }
    }
}

fn posts(school: &mut School, rng: &mut SmallRng) {
    let mut late = school.duty.posts[0].clone();
    late.name = "夜巡".into();
    late.kind = *[PostKind::Boarding, PostKind::Patrol, PostKind::Standby].choose(rng).unwrap();
    late.counts = late.kind != PostKind::Standby;
    late.days.values_mut().for_each(|time| *time = Interval::parse("18:50-21:00").unwrap());
    school.duty.posts.push(late);
    for index in 0..school.duty.posts.len() {
        let who = some(school, rng);
        let post = &mut school.duty.posts[index];
        post.who = who;
        post.people = rng.random_range(1..=2);
        post.slot = rng.random_bool(0.3).then_some(ServiceSlotId(0));
        post.classes = if rng.random_bool(0.3) { vec![ClassId(1)] } else { Vec::new() };
        post.building = [None, Some(BuildingId(0)), Some(BuildingId(1))].choose(rng).copied().unwrap();
        post.days.retain(|_, _| rng.random_bool(0.7));
    }
    for name in ["值周教师", "值周领导"] {
        let who = some(school, rng);
        let served = who.iter().map(|person| (*person, rng.random_range(0..4))).collect();
        let people = rng.random_range(1..=2);
        school.duty.weekly.push(WeeklyDuty { name: name.into(), who, people, served });
    }
}

fn lessons(school: &School, rng: &mut SmallRng) -> Plan {
    let mut lessons = Vec::new();
    for _ in 0..rng.random_range(4..16) {
        let class = ["一1班", "一2班"].choose(rng).unwrap();
        let teacher = &school.teachers[rng.random_range(0..4)].name;
        let room = ["@一1班教室", "@音乐室", ""].choose(rng).unwrap();
        let weeks = ["", "单", "双"].choose(rng).unwrap();
        let (day, period) = (weekday(rng).zh(), rng.random_range(1..=6));
        lessons.push(format!("{class} 语文 {teacher} {day} {period} {weeks} {room}"));
    }
    let Case { plan, .. } = Sample { school: school.clone() }.plan(&lessons.join(";"));
    Plan { service: Some(Default::default()), ..plan }
}

fn sessions(school: &School, rng: &mut SmallRng) -> Vec<Session> {
    let mut sessions = Vec::new();
    let mut session = |slot: &ServiceSlot, weekday: Weekday, kind, name: &str, classes: &[ClassId], room: &str| {
        sessions.push(Session {
            weekday,
            time: slot.days[&weekday],
            slot: slot.name.clone(),
            kind,
            name: name.to_owned(),
            classes: classes.iter().map(|class| school.class(*class).name.clone()).collect(),
            pupils: 10,
            room: room.to_owned(),
            staff: Vec::new(),
        });
    };
    for slot in &school.service.slots {
        for day in slot.days.keys() {
            let kind = slot.otherwise.unwrap_or(slot.kind);
            if rng.random_bool(0.2) {
                session(slot, *day, kind, "一年级合班", &[ClassId(0), ClassId(1)], "一1班教室");
                continue;
            }
            for class in [ClassId(0), ClassId(1)] {
                if rng.random_bool(0.7) {
                    let room = *["一1班教室", "一2班教室", "音乐室"].choose(rng).unwrap();
                    session(slot, *day, kind, &school.class(class).name, &[class], room);
                }
            }
        }
    }
    for club in &school.service.clubs {
        for (slot, day) in &club.meets {
            let room = &school.room(club.rooms[0]).name;
            session(school.service.slot(*slot), *day, ServiceKind::Club, &club.name, &[ClassId(0)], room);
        }
    }
    sessions.sort();
    sessions
}
