//! The model and the verifier agree on tiny schools, by going through every plan there is.
//!
//! For random tiny schools, every assignment of teachers, slots, weeks and rooms that gives each requirement its weekly
//! periods is written down as a plan and verified. The solver must say that there is no timetable exactly when none of
//! these plans is without a hard breach, and else find one that costs what the cheapest of them costs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::time::Duration;

use kebiao::lowering::{lower, raise};
use kebiao::plan::{Plan, Row, RowKind};
use kebiao::rules;
use kebiao::school::{
    Apart, ApartKind, BellSchedule, Class, DayBell, Exclusion, ExclusionKind, Level, Part, Period, PeriodSet, Pin,
    Requirement, Room, RoomNeed, School, Section, Subject, SubjectKind, Teacher, TeacherRole, TimeSpan, Unwanted,
    Weekly, Which,
};
use kebiao::solve::{Ended, Options, Outcome, Unwatched, solve};
use kebiao::units::{
    BellId, BuildingId, ClassId, Interval, Minutes, PeriodIndex, RequirementId, RoomId, SubjectId, TeacherId, Weekday,
    Weeks,
};
use kebiao::verify::verify;
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

/// Most plans that one school may have to be looked at.
const MOST: usize = 2000;

#[test]
fn the_optimum_is_the_cheapest_of_all_plans() {
    let (mut infeasible, mut solved, mut costly, mut seed) = (0, 0, 0, 0);
    while infeasible + solved < 20 {
        seed += 1;
        let school = tiny(&mut SmallRng::seed_from_u64(seed));
        let Some(plans) = plans(&school) else { continue };
        let good = plans.iter().map(|plan| (verify(&school, plan), plan)).filter(|(v, _)| v.hard_breaches() == 0);
        let best = good.map(|(verdict, plan)| (verdict.cost(), plan)).min_by_key(|(cost, _)| *cost);
        let cheapest = best.map(|(cost, _)| cost);
        let lowering = lower(&school);
        let options = Options { time_limit: Duration::from_secs(30), threads: 2, seed: 1, gap: 0.0 };
        match (solve(&lowering.problem, &options, &Unwatched), cheapest) {
            (Outcome::Infeasible, None) => infeasible += 1,
            (Outcome::Solved { solution, cost, bound, ended }, Some(cheapest)) => {
                let verdict = verify(&school, &raise(&lowering, &solution));
                assert_eq!(verdict.hard_breaches(), 0, "seed {seed}: {:#?}", verdict.rules);
                if ended != Ended::Gap || (cost, verdict.cost(), bound) != (cheapest, cheapest, cheapest) {
                    describe(&school);
                    println!("{best:#?}");
                    println!("{:#?}", lowering.problem.constraints);
                    panic!(
                        "seed {seed}: {ended:?}, {cost} in the model, {} verified, bound {bound}, cheapest {cheapest}",
                        verdict.cost()
                    );
                }
                solved += 1;
                costly += usize::from(cost > 0);
            }
            (outcome, _) => {
                describe(&school);
                panic!("seed {seed}: {outcome:?}, but the cheapest plan is {best:#?}");
            }
        }
    }
    println!("{solved} solved ({costly} at a cost), {infeasible} infeasible, of {seed} schools");
    assert!(infeasible >= 3 && costly >= 6);
}

fn describe(school: &School) {
    for requirement in &school.requirements {
        println!("{requirement:?}");
    }
    println!("{:?}", school.pins);
    for (code, setting) in &school.policy.settings {
        println!("{code} {} {}", setting.level.word(), setting.weight);
    }
}

/// Two days of three periods, two classes with or without the same clock, three teachers, two special rooms.
pub fn tiny(rng: &mut SmallRng) -> School {
    let mut school = School::default();
    school.name = "小小学校".into();
    school.weekdays = vec![day(1), day(2)];
    school.bells = vec![bell(["08:00-08:40", "08:50-09:30", "14:00-14:40"])];
    school.bells.push(bell(["08:20-09:00", "09:10-09:50", "14:00-14:40"]));
    school.buildings = vec!["主楼".into(), "艺体楼".into()];
    school.transfer = vec![vec![Minutes(0), Minutes(15)], vec![Minutes(15), Minutes(0)]];
    for (name, kind) in [("语文", SubjectKind::Chinese), ("体育", SubjectKind::Pe), ("音乐", SubjectKind::Music)]
    {
        school.subjects.push(Subject { name: name.into(), kind, ..Subject::default() });
    }
    for name in ["张芳", "李强", "王静"] {
        school.teachers.push(Teacher { name: name.into(), leader: rng.random_bool(0.5), ..Teacher::default() });
    }
    for (index, name) in ["一1班", "一2班", "音乐室", "操场"].into_iter().enumerate() {
        school.rooms.push(Room {
            name: name.into(),
            kind: if index < 2 { "普通教室".into() } else { name.into() },
            capacity: 1,
            building: Some(BuildingId(u16::from(index > 1))),
            unavailable: Vec::new(),
            home_of: (index < 2).then(|| ClassId::from_index(index)),
            seats: None,
        });
    }
    for (index, name) in ["一1班", "一2班"].into_iter().enumerate() {
        school.classes.push(Class {
            name: name.into(),
            grade: 1,
            bell: BellId(if index == 1 && rng.random_bool(0.4) { 1 } else { 0 }),
            home_room: RoomId::from_index(index),
            size: Some(40),
            class_teacher: None,
            unavailable: Vec::new(),
        });
    }
    requirements(&mut school, rng);
    wishes(&mut school, rng);
    for rule in rules::ALL {
        let meta = rule.meta();
        let mut setting = rules::default_setting(meta);
        if meta.stage == rules::Stage::School {
            setting.level = Level::Off;
        } else if meta.may_be_soft && rng.random_bool(0.3) {
            setting.level = [Level::Hard, Level::Soft, Level::Off][rng.random_range(0..3)];
            setting.weight = rng.random_range(1..6);
        }
        school.policy.settings.insert(meta.code, setting);
    }
    school.index_names();
    school
}

fn day(number: u8) -> Weekday {
    Weekday::new(number).unwrap()
}

fn bell(times: [&str; 3]) -> BellSchedule {
    let period = |(index, time): (u8, &str)| Period {
        index: PeriodIndex(index),
        time: Interval::parse(time).unwrap(),
        part: if index < 3 { Part::Morning } else { Part::Afternoon },
    };
    let periods: Vec<_> = (1..).zip(times).map(period).collect();
    let day_bell = DayBell { periods, breaks: Vec::new() };
    BellSchedule { name: times[0].into(), days: BTreeMap::from([(day(1), day_bell.clone()), (day(2), day_bell)]) }
}

fn requirements(school: &mut School, rng: &mut SmallRng) {
    for subject in (0..3).map(SubjectId) {
        let usual = TeacherId(rng.random_range(0..3));
        for class in (0..2).map(ClassId) {
            if rng.random_bool(0.2) {
                continue;
            }
            let mut weekly =
                Weekly { every: rng.random_range(1..=if subject.0 == 0 { 3 } else { 1 }), ..Weekly::default() };
            match rng.random_range(0..12) {
                0 => weekly = Weekly { either: 1, ..Weekly::default() },
                1 => weekly.odd = 1,
                _ => {}
            }
            let candidates = match rng.random_range(0..8) {
                0 => vec![TeacherId(0), TeacherId(1)],
                1 => vec![TeacherId(rng.random_range(0..3))],
                _ => vec![usual],
            };
            let room = match rng.random_range(0..6) {
                0 => RoomNeed::OneOf { candidates: vec![RoomId(2), RoomId(3)], preferred: vec![RoomId(2)] },
                1 => RoomNeed::OneOf { candidates: vec![RoomId(3)], preferred: Vec::new() },
                _ => RoomNeed::Home,
            };
            let section = Section { name: String::new(), subject, teachers: vec![TeacherRole { candidates }], room };
            let doubles = u8::from(weekly.every >= 2 && rng.random_bool(0.3));
            school.requirements.push(Requirement {
                subject,
                classes: vec![class],
                sections: vec![section],
                weekly,
                doubles,
            });
        }
    }
    if rng.random_bool(0.3) {
        let pin = |requirement| Pin {
            requirement,
            weeks: Weeks::All,
            weekday: day(1),
            period: PeriodIndex(1),
            length: 1,
            room: None,
        };
        let single = |requirement: &Requirement| requirement.weekly.every == 1;
        school.pins.extend(school.requirements.iter().position(single).map(RequirementId::from_index).map(pin));
    }
}

fn wishes(school: &mut School, rng: &mut SmallRng) {
    let times = ["08:00-08:30", "09:00-09:20", "14:00-15:00"];
    let span = |rng: &mut SmallRng, weeks| TimeSpan {
        weeks,
        weekday: day(rng.random_range(1..=2)),
        time: Interval::parse(times[rng.random_range(0..3)]).unwrap(),
    };
    for teacher in &mut school.teachers {
        if rng.random_bool(0.3) {
            teacher.unwanted.push(Unwanted { at: span(rng, Weeks::All), cost: 2 });
        }
        if rng.random_bool(0.2) {
            teacher.unavailable.push(span(rng, Weeks::Odd));
        }
        teacher.max_per_day = rng.random_bool(0.2).then_some(2);
    }
    if rng.random_bool(0.3) {
        let first = PeriodSet { weekdays: Vec::new(), which: Which::First };
        school.subjects[1].unwanted.push(Unwanted { at: first, cost: 3 });
    }
    if rng.random_bool(0.2) {
        school.subjects[1].forbidden.push(PeriodSet { weekdays: Vec::new(), which: Which::AfterLunch });
    }
    if rng.random_bool(0.2) {
        school.apart.push(Apart { subjects: (SubjectId(0), SubjectId(1)), kind: ApartKind::NotAdjacent });
    }
    if rng.random_bool(0.2) {
        let kind = ExclusionKind::NotBothTeaching;
        school.exclusions.push(Exclusion { teachers: (TeacherId(0), TeacherId(1)), kind, times: Vec::new() });
    }
}

/// Every plan that gives each requirement its weekly periods; none when there are too many.
fn plans(school: &School) -> Option<Vec<Plan>> {
    let mut plans = vec![Plan::default()];
    for id in school.requirement_ids() {
        let mut choices = rows(school, id);
        // A class has one lesson at a time whatever else holds: skipping what breaks this keeps the number small.
        let mut next = Vec::new();
        for plan in &plans {
            for rows in &mut choices {
                let clash = |row: &Row| {
                    plan.rows.iter().any(|other| {
                        other.classes == row.classes
                            && other.weekday == row.weekday
                            && other.period == row.period
                            && other.weeks.overlaps(row.weeks)
                    })
                };
                if rows.iter().any(clash) {
                    continue;
                }
                next.push(Plan { rows: plan.rows.iter().chain(rows.iter()).cloned().collect(), service: None });
                if next.len() > MOST {
                    return None;
                }
            }
        }
        plans = next;
    }
    Some(plans)
}

/// Every way to hold the lessons of one requirement.
fn rows(school: &School, id: RequirementId) -> Vec<Vec<Row>> {
    let requirement = school.requirement(id);
    let class = school.class(requirement.classes[0]);
    let section = &requirement.sections[0];
    let rooms = match &section.room {
        RoomNeed::Home => vec![class.home_room],
        RoomNeed::OneOf { candidates, .. } => candidates.clone(),
    };
    let pinned: Vec<_> = school.pins.iter().filter(|pin| pin.requirement == id).collect();
    let mut found = Vec::new();
    for teacher in &section.teachers[0].candidates {
        let row = |weeks: Weeks, weekday: Weekday, period: &Period, room: RoomId| Row {
            kind: RowKind::Lesson,
            classes: vec![class.name.clone()],
            subject: school.subject(section.subject).name.clone(),
            section: String::new(),
            teachers: vec![school.teacher(*teacher).name.clone()],
            room: school.room(room).name.clone(),
            weeks,
            weekday,
            period: Some(period.index),
            time: period.time,
            pinned: pinned.iter().any(|pin| pin.weekday == weekday && pin.period == period.index),
        };
        let single = |weeks: &[Weeks]| -> Vec<Row> {
            let mut all = Vec::new();
            for week in weeks {
                for (weekday, period) in school.bell_of(requirement.classes[0]).slots() {
                    all.extend(rooms.iter().map(|room| row(*week, weekday, period, *room)));
                }
            }
            all
        };
        let weekly = requirement.weekly;
        let mut ways = vec![Vec::new()];
        for (count, choices) in [
            (weekly.every, single(&[Weeks::All])),
            (weekly.odd, single(&[Weeks::Odd])),
            (weekly.either, single(&[Weeks::Odd, Weeks::Even])),
        ] {
            let picked = pick(&choices, usize::from(count));
            ways = ways.iter().flat_map(|way| picked.iter().map(|more| [way.clone(), more.clone()].concat())).collect();
        }
        found.extend(ways);
    }
    found
}

/// Every set of `count` of the rows.
fn pick(rows: &[Row], count: usize) -> Vec<Vec<Row>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        for mut rest in pick(&rows[index + 1..], count - 1) {
            let same = |other: &Row| other.weekday == row.weekday && other.period == row.period;
            if !rest.iter().any(same) {
                rest.insert(0, row.clone());
                found.push(rest);
            }
        }
    }
    found
}
