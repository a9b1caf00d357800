//! Random small schools that use everything at once: two clocks, shared teachers, odd and even weeks, doubles, combined
//! classes, groups, open teachers, rooms to choose, pins, events, research, wishes. They need not be solvable.

use rand::Rng;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;

use super::{bell, small};
use crate::school::*;
use crate::units::Interval;

/// A random school.
pub fn school(rng: &mut SmallRng) -> School {
    let mut school = small().school;
    second_clock(&mut school, rng);
    for (name, subjects) in [("钱伟", vec![0, 1, 2]), ("孙丽", vec![2, 5])] {
        let subjects = subjects.into_iter().map(SubjectId).collect();
        school.teachers.push(Teacher { name: name.into(), subjects, ..Teacher::default() });
    }
    school.transfer = vec![vec![Minutes(0), Minutes(10)], vec![Minutes(10), Minutes(0)]];
    requirements(&mut school, rng);
    pins(&mut school, rng);
    people(&mut school, rng);
    others(&mut school, rng);
    for setting in school.policy.settings.values_mut() {
        setting.weight = setting.weight.saturating_mul(rng.random_range(1..4));
        for value in setting.params.values_mut() {
            match value {
                ParamValue::Int(value) => *value = (*value + rng.random_range(-1..=1)).max(0),
                ParamValue::Bool(value) => *value ^= rng.random_bool(0.5),
                ParamValue::Time(_) | ParamValue::Words(_) => {}
            }
        }
    }
    school.index_names();
    school
}

fn second_clock(school: &mut School, rng: &mut SmallRng) {
    school.bells.push(bell(
        "高年级",
        &["08:10-08:50", "09:00-09:40", "09:50-10:30", "10:35-11:15", "11:20-12:00"],
        &["13:40-14:20", "14:30-15:10"],
    ));
    if rng.random_bool(0.5) {
        let wednesday = Weekday::new(3).unwrap();
        school.bells[1].days.get_mut(&wednesday).unwrap().periods.truncate(5);
    }
    if rng.random_bool(0.3) {
        let lunch = Interval::parse("11:10-11:20").unwrap();
        for day in school.bells[0].days.values_mut() {
            day.breaks.push(Break { name: "午餐".into(), kind: BreakKind::Lunch, time: lunch });
        }
    }
    for index in 0..rng.random_range(0..=2) {
        let (name, grade) = if rng.random_bool(0.5) { ("一", 1) } else { ("四", 4) };
        let name = format!("{name}{}班", index + 3);
        let home_room = RoomId::from_index(school.rooms.len());
        school.rooms.push(Room {
            name: format!("{name}教室"),
            kind: "普通教室".into(),
            capacity: 1,
            building: Some(BuildingId(rng.random_range(0..2))),
            home_of: Some(ClassId::from_index(school.classes.len())),
            seats: None,
            ..Room::default()
        });
        school.classes.push(Class {
            name,
            grade,
            bell: BellId(1),
            home_room,
            size: Some(40),
            class_teacher: None,
            unavailable: Vec::new(),
        });
    }
}

fn weekly(rng: &mut SmallRng, most: u8) -> Weekly {
    let mut weekly = Weekly { every: rng.random_range(1..=most), ..Weekly::default() };
    match rng.random_range(0..8) {
        0 => weekly.odd = 1,
        1 => weekly.even = 1,
        2 => weekly.either = 1,
        3 => weekly = Weekly { either: 1, ..Weekly::default() },
        _ => {}
    }
    weekly
}

fn role(school: &School, rng: &mut SmallRng, others: &[TeacherId]) -> TeacherRole {
    let free: Vec<_> = school.teacher_ids().filter(|t| !others.contains(t)).collect();
    let count = if rng.random_bool(0.25) { 2 } else { 1 };
    TeacherRole { candidates: free.choose_multiple(rng, count).copied().collect() }
}

fn room(school: &School, rng: &mut SmallRng) -> RoomNeed {
    if rng.random_bool(0.6) {
        return RoomNeed::Home;
    }
    let rooms: Vec<_> = (0..school.rooms.len()).map(RoomId::from_index).collect();
    let candidates: Vec<_> = rooms.choose_multiple(rng, 2).copied().collect();
    let preferred = if rng.random_bool(0.6) { vec![candidates[0]] } else { Vec::new() };
    RoomNeed::OneOf { candidates, preferred }
}

fn requirements(school: &mut School, rng: &mut SmallRng) {
    // Some teachers stay the same over classes, so that parallel classes occur.
    let parity = rng.random_bool(0.6);
    for subject in (0..school.subjects.len()).map(SubjectId::from_index) {
        let usual = (weekly(rng, 5), role(school, rng, &[]));
        for class in school.class_ids() {
            if !rng.random_bool(0.7) {
                continue;
            }
            let same = rng.random_bool(0.6);
            let mut often = if same { usual.0 } else { weekly(rng, 4) };
            if !parity {
                often = Weekly { every: often.every.max(1), ..Weekly::default() };
            }
            let first = if same { usual.1.clone() } else { role(school, rng, &[]) };
            let mut teachers = vec![first];
            if rng.random_bool(0.1) {
                teachers.push(role(school, rng, &teachers[0].candidates.clone()));
            }
            let mut sections = vec![Section { name: String::new(), subject, teachers, room: room(school, rng) }];
            if rng.random_bool(0.1) {
                sections[0].name = "A组".into();
                let taken: Vec<_> = sections[0].teachers.iter().flat_map(|r| r.candidates.clone()).collect();
                let teachers = vec![role(school, rng, &taken)];
                sections.push(Section { name: "B组".into(), subject, teachers, room: room(school, rng) });
            }
            let doubles = u8::from(often.every >= 2 && rng.random_bool(0.25));
            school.requirements.push(Requirement { subject, classes: vec![class], sections, weekly: often, doubles });
        }
    }
    if rng.random_bool(0.3) {
        let subject = SubjectId(5);
        let sections = vec![Section {
            name: String::new(),
            subject,
            teachers: vec![role(school, rng, &[])],
            room: RoomNeed::Home,
        }];
        let weekly = Weekly { every: 1, ..Weekly::default() };
        // The last class may follow the other clock.
        let other = if rng.random_bool(0.5) { ClassId(1) } else { ClassId::from_index(school.classes.len() - 1) };
        school.requirements.push(Requirement {
            subject,
            classes: vec![ClassId(0), other],
            sections,
            weekly,
            doubles: 0,
        });
    }
}

fn pins(school: &mut School, rng: &mut SmallRng) {
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        if requirement.weekly.every <= 2 * requirement.doubles || !rng.random_bool(0.1) {
            continue;
        }
        let room = match &requirement.sections[0].room {
            RoomNeed::OneOf { candidates, .. } if requirement.sections.len() == 1 => candidates.last().copied(),
            _ => None,
        };
        school.pins.push(Pin {
            requirement: id,
            weeks: Weeks::All,
            weekday: day(rng),
            period: PeriodIndex(rng.random_range(1..=5)),
            length: 1,
            room,
        });
    }
}

fn day(rng: &mut SmallRng) -> Weekday {
    Weekday::new(rng.random_range(1..=5)).unwrap()
}

fn weeks(rng: &mut SmallRng) -> Weeks {
    [Weeks::All, Weeks::All, Weeks::Odd, Weeks::Even][rng.random_range(0..4)]
}

fn span(rng: &mut SmallRng) -> TimeSpan {
    let times =
        ["08:00-08:40", "08:30-10:00", "09:10-09:20", "10:20-11:20", "13:00-15:00", "14:45-16:00", "08:00-17:00"];
    TimeSpan { weeks: weeks(rng), weekday: day(rng), time: Interval::parse(times.choose(rng).unwrap()).unwrap() }
}

fn spans(rng: &mut SmallRng, chance: f64) -> Vec<TimeSpan> {
    let wanted = (0..3).filter(|_| rng.random_bool(chance)).count();
    (0..wanted).map(|_| span(rng)).collect()
}

fn period_sets(rng: &mut SmallRng, chance: f64) -> Vec<PeriodSet> {
    let which = [
        Which::First,
        Which::Last,
        Which::AfterLunch,
        Which::Part(Part::Afternoon),
        Which::Part(Part::Morning),
        Which::Range(PeriodIndex(2), PeriodIndex(3)),
        Which::All,
    ];
    let wanted = (0..2).filter(|_| rng.random_bool(chance)).count();
    let set = |_| PeriodSet {
        weekdays: if rng.random_bool(0.5) { Vec::new() } else { vec![day(rng), day(rng)] },
        which: which[rng.random_range(0..which.len())],
    };
    (0..wanted).map(set).collect()
}

fn priced<T>(times: Vec<T>, rng: &mut SmallRng) -> Vec<Unwanted<T>> {
    times.into_iter().map(|at| Unwanted { at, cost: rng.random_range(1..=4) }).collect()
}

fn people(school: &mut School, rng: &mut SmallRng) {
    let limit =
        |rng: &mut SmallRng, range: std::ops::RangeInclusive<u8>| rng.random_bool(0.2).then(|| rng.random_range(range));
    for teacher in &mut school.teachers {
        teacher.unavailable = spans(rng, 0.05);
        teacher.unwanted = priced(spans(rng, 0.3), rng);
        teacher.leader = rng.random_bool(0.5);
        teacher.min_load = limit(rng, 1..=6);
        teacher.max_load = limit(rng, 6..=15);
        teacher.max_per_day = limit(rng, 1..=5);
        teacher.max_in_row = limit(rng, 1..=4);
        teacher.max_days = limit(rng, 2..=5);
    }
    for class in &mut school.classes {
        class.unavailable = spans(rng, 0.05);
    }
    for room in &mut school.rooms {
        room.unavailable = spans(rng, 0.05);
        room.capacity = rng.random_range(1..=2);
    }
    for subject in &mut school.subjects {
        subject.unwanted = priced(period_sets(rng, 0.3), rng);
        subject.forbidden = period_sets(rng, 0.1);
        subject.allowed = period_sets(rng, 0.05);
        subject.max_per_day = limit(rng, 1..=2);
    }
}

fn others(school: &mut School, rng: &mut SmallRng) {
    if rng.random_bool(0.3) {
        school.events.push(Event {
            name: "例会".into(),
            kind: EventKind::StaffMeeting,
            span: span(rng),
            classes: vec![ClassId(0)],
            teachers: vec![TeacherId(0), TeacherId(1)],
            rooms: vec![RoomId(2)],
        });
    }
    if rng.random_bool(0.3) {
        let choices = (0..rng.random_range(1..=2)).map(|_| TimeSpan { weeks: Weeks::All, ..span(rng) }).collect();
        school.research.push(ResearchBlock {
            name: "语文教研".into(),
            teachers: vec![TeacherId(0), TeacherId(4)],
            choices,
        });
    }
    for (first, second, kind) in [(0, 1, ExclusionKind::NotBothTeaching), (2, 3, ExclusionKind::NotBothFree)] {
        if rng.random_bool(0.4) {
            let teachers = (TeacherId(first), TeacherId(second));
            school.exclusions.push(Exclusion { teachers, kind, times: spans(rng, 0.3) });
        }
    }
    for (first, second, kind) in [(0, 1, ApartKind::NotAdjacent), (3, 4, ApartKind::NotSameDay)] {
        if rng.random_bool(0.4) {
            school.apart.push(Apart { subjects: (SubjectId(first), SubjectId(second)), kind });
        }
    }
    let halves = |school: &School, class: ClassId| -> Vec<RequirementId> {
        let half = |id: &RequirementId| {
            let requirement = school.requirement(*id);
            requirement.classes == [class] && requirement.weekly.has_parity() && requirement.weekly.either == 1
        };
        school.requirement_ids().filter(half).collect()
    };
    for class in school.class_ids() {
        if let [first, second, ..] = halves(school, class)[..] {
            school.pairings.push(Pairing { pair: (first, second) });
        }
    }
}
