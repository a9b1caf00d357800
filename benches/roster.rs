//! First plan, and cost and bound after a while, of a synthetic week of after-school groups and duty posts.
//!
//! `cargo bench --bench roster -- [seconds] [classes...]`; 30 s and 36 classes (about 600 shifts, 90 people) unless told
//! otherwise. `classes` groups have two slots on each of five days, with two teachers for every third group, and there are
//! gate, recess, lunch and dismissal posts. Everybody teaches at some of these times; may do so much a day and a week; some
//! are paid more; a late slot is not followed by the gate; groups want few different people and their own class's teacher;
//! loads want to be even. The whole keeps a budget.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss)]

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use kebiao::problem::{
    Activity, ActivityId, Cell, CellId, Constraint, Form, Kind, Need, Placement, PlacementId, Problem, Resource,
    ResourceId, ResourceKind, Slot, SlotId, Solution, Strength, Tag, Term,
};
use kebiao::solve::{Observer, Options, Outcome, solve};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

/// Start, end, kind of the posts of a day: gate, recess, lunch, first slot, second slot, dismissal.
const TIMES: [(u16, u16); 6] = [(440, 470), (590, 620), (720, 780), (940, 985), (990, 1050), (1050, 1080)];

struct Shift {
    activity: ActivityId,
    day: u8,
    time: usize,
    minutes: u32,
    group: Option<u32>,
}

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|arg| arg.parse::<u32>().ok());
    let seconds = u64::from(numbers.next().unwrap_or(30));
    let mut sizes: Vec<u32> = numbers.collect();
    if sizes.is_empty() {
        sizes.push(36);
    }
    println!(
        "shifts people  first s  first cost  after 10 s: cost  bound  after {seconds} s: cost  bound    gap  ended"
    );
    for classes in sizes {
        let problem = week(classes, 1);
        let watch = Watch { started: Instant::now(), log: Mutex::default() };
        let options = Options { time_limit: Duration::from_secs(seconds), threads: 2, seed: 1, gap: 0.0 };
        let outcome = solve(&problem, &options, &watch);
        let took = watch.started.elapsed().as_secs_f64();
        let log = watch.log.lock().expect("no panic");
        if std::env::var("KEBIAO_LOG").is_ok() {
            log.iter().for_each(|entry| println!("{:>8.2} {:?} {:?}", entry.0.as_secs_f64(), entry.1, entry.2));
        }
        let first = log.iter().find(|(_, cost, _)| cost.is_some());
        let at = |limit: u64| {
            let before = || log.iter().filter(move |(time, ..)| *time <= Duration::from_secs(limit));
            (
                before().filter_map(|(_, cost, _)| *cost).next_back(),
                before().filter_map(|(.., bound)| *bound).next_back(),
            )
        };
        let (cost10, bound10) = at(10);
        match outcome {
            Outcome::Solved { cost, bound, ended, .. } => println!(
                "{:>6} {:>6} {:>8.2} {:>11} {:>17} {:>6} {:>17} {:>6} {:>5.1}%  {ended:?} {took:.1} s",
                problem.activities.len(),
                problem.resources.len(),
                first.map_or(f64::NAN, |(time, ..)| time.as_secs_f64()),
                first.and_then(|(_, cost, _)| *cost).unwrap_or(-1),
                cost10.unwrap_or(-1),
                bound10.unwrap_or(-1),
                cost,
                bound,
                100.0 * (cost - bound) as f64 / cost.max(1) as f64,
            ),
            other => println!("{other:?}"),
        }
    }
}

/// When costs and bounds came.
struct Watch {
    started: Instant,
    log: Mutex<Vec<(Duration, Option<i64>, Option<i64>)>>,
}

impl Observer for Watch {
    fn incumbent(&self, _: &Solution, cost: i64) {
        self.log.lock().expect("no panic").push((self.started.elapsed(), Some(cost), None));
    }
    fn bound(&self, bound: i64) {
        self.log.lock().expect("no panic").push((self.started.elapsed(), None, Some(bound)));
    }
}

fn hard(problem: &mut Problem, form: Form) {
    let tag = Tag { rule: "bench", about: Vec::new() };
    problem.constraints.push(Constraint { kind: Kind::LimitWorkload, form, strength: Strength::Hard, tag });
}

fn soft(problem: &mut Problem, form: Form, weight: u32) {
    let tag = Tag { rule: "bench", about: Vec::new() };
    problem.constraints.push(Constraint { kind: Kind::LimitWorkload, form, strength: Strength::Soft { weight }, tag });
}

/// A week for `classes` classes.
fn week(classes: u32, seed: u64) -> Problem {
    let mut dice = SmallRng::seed_from_u64(seed);
    let mut problem = Problem { weeks: 1, ..Problem::default() };
    for day in 0..5_u8 {
        for (start, end) in TIMES {
            let index = u32::try_from(problem.cells.len()).unwrap();
            problem.cells.push(Cell { week: 0, day, start, end });
            problem.slots.push(Slot { grid: u16::try_from(index).unwrap(), day, ordinal: 0 });
            let (start, cells) = (SlotId(index), vec![CellId(index)]);
            problem.placements.push(Placement { start, length: 1, weeks: 1, cells });
        }
    }
    let people = classes * 5 / 2;
    for index in 0..people {
        // Half of them teach the last lesson on some days, most are busy at some recess or lunch.
        let busy = |cell: &u32| match cell % 6 {
            3 => dice.random_bool(0.25),
            4 => dice.random_bool(0.15),
            1 | 2 => dice.random_bool(0.3),
            _ => dice.random_bool(0.1),
        };
        let unavailable = (0..30).filter(busy).map(CellId).collect();
        let name = format!("person {index}");
        problem.resources.push(Resource { name, kind: ResourceKind::Person, capacity: 1, unavailable });
    }
    let shifts = shifts(&mut problem, classes, people, &mut dice);
    limits(&mut problem, &shifts, people);
    wishes(&mut problem, &shifts, classes, people, &mut dice);
    problem
}

fn shifts(problem: &mut Problem, classes: u32, people: u32, dice: &mut SmallRng) -> Vec<Shift> {
    let mut shifts = Vec::new();
    let mut add = |problem: &mut Problem, dice: &mut SmallRng, day: u8, time: usize, group: Option<u32>| {
        let placement = PlacementId(u32::from(day) * 6 + u32::try_from(time).unwrap());
        let share = if group.is_some() { 0.6 } else { 0.4 };
        let own = group.map(|group| group * 2 % people);
        let can = |person: &u32| Some(*person) == own || dice.random_bool(share);
        let candidates = (0..people).filter(can).map(ResourceId).collect();
        let name = format!("shift {}", problem.activities.len());
        let needs = vec![Need { candidates, shared: true }];
        problem.activities.push(Activity { name, count: 1, domain: vec![placement], needs });
        let activity = ActivityId::from_index(problem.activities.len() - 1);
        let minutes = u32::from(TIMES[time].1 - TIMES[time].0);
        shifts.push(Shift { activity, day, time, minutes, group });
    };
    for day in 0..5 {
        for group in 0..classes {
            for time in [3, 4] {
                for _ in 0..if group % 3 == 0 { 2 } else { 1 } {
                    add(problem, dice, day, time, Some(group));
                }
            }
        }
        for time in [0, 1, 2, 5] {
            for _ in 0..classes / 6 {
                add(problem, dice, day, time, None);
            }
        }
    }
    shifts
}

/// What must hold: minutes a day and a week, no gate after a late slot, the budget.
fn limits(problem: &mut Problem, shifts: &[Shift], people: u32) {
    let candidates = |problem: &Problem, shift: &Shift, person| {
        problem.activity(shift.activity).needs[0].candidates.contains(&ResourceId(person))
    };
    let term = |problem: &Problem, shift: &Shift, person, weight| Term {
        activity: shift.activity,
        placement: problem.activity(shift.activity).domain[0],
        weight,
        given: Some((0, ResourceId(person))),
    };
    let mut paid = Vec::new();
    let mut cheapest: BTreeMap<ActivityId, i32> = BTreeMap::new();
    for person in 0..people {
        let mine: Vec<&Shift> = shifts.iter().filter(|shift| candidates(problem, shift, person)).collect();
        let loads = |day: Option<u8>| -> Vec<(ActivityId, u8, u32)> {
            let of_day = mine.iter().filter(|shift| day.is_none_or(|day| shift.day == day));
            of_day.map(|shift| (shift.activity, 0, shift.minutes)).collect()
        };
        let resource = ResourceId(person);
        hard(problem, Form::Workload { resource, loads: loads(None), min: 0, max: 420 + 30 * (person % 4) });
        for day in 0..5 {
            hard(problem, Form::Workload { resource, loads: loads(Some(day)), min: 0, max: 150 });
            let late = mine.iter().filter(|shift| shift.day == day && shift.time >= 4);
            let gate = mine.iter().filter(|shift| shift.day == day + 1 && shift.time == 0);
            let mut terms: Vec<Term> = late.map(|shift| term(problem, shift, person, 1)).collect();
            let gates: Vec<Term> = gate.map(|shift| term(problem, shift, person, 2)).collect();
            if !terms.is_empty() && !gates.is_empty() {
                terms.extend(gates);
                hard(problem, Form::Count { terms, min: 0, max: 2 });
            }
        }
        let rate = if person % 7 == 0 { 60 } else { 40 };
        for shift in &mine {
            let fen = i32::try_from(shift.minutes * rate).unwrap();
            paid.push(term(problem, shift, person, fen));
            let least = cheapest.entry(shift.activity).or_insert(fen);
            *least = fen.min(*least);
        }
    }
    let least: i32 = cheapest.values().sum();
    hard(problem, Form::Count { terms: paid, min: 0, max: least + least / 20 });
}

/// What costs: own class, few people a group, even loads.
fn wishes(problem: &mut Problem, shifts: &[Shift], classes: u32, people: u32, dice: &mut SmallRng) {
    for group in 0..classes {
        for time in [3, 4] {
            let mine: Vec<&Shift> =
                shifts.iter().filter(|shift| shift.group == Some(group) && shift.time == time).collect();
            let needs = mine.iter().map(|shift| (shift.activity, 0)).collect();
            soft(problem, Form::FewResources { needs, max: if group % 3 == 0 { 4 } else { 2 } }, 6);
            for shift in mine {
                let candidates = problem.activity(shift.activity).needs[0].candidates.clone();
                let own = ResourceId(group * 2 % people);
                let costs = candidates.into_iter().filter(|r| *r != own).map(|r| (r, 1)).collect();
                soft(problem, Form::PreferResource { need: (shift.activity, 0), costs }, 2);
            }
        }
    }
    for shift in shifts.iter().filter(|shift| shift.group.is_none()) {
        let candidates = problem.activity(shift.activity).needs[0].candidates.clone();
        let costs =
            candidates.into_iter().map(|r| (r, dice.random_range(0..=2))).filter(|(_, cost)| *cost > 0).collect();
        soft(problem, Form::PreferResource { need: (shift.activity, 0), costs }, 1);
    }
    let total: u32 = shifts.iter().map(|shift| shift.minutes).sum();
    let share = total / people;
    for person in 0..people {
        let resource = ResourceId(person);
        let mine = shifts.iter().filter(|s| problem.activity(s.activity).needs[0].candidates.contains(&resource));
        let loads: Vec<_> = mine.map(|shift| (shift.activity, 0, shift.minutes)).collect();
        for beyond in [15, 45, 90] {
            let (min, max) = (share.saturating_sub(beyond), share + beyond);
            soft(problem, Form::Workload { resource, loads: loads.clone(), min, max }, 1);
        }
    }
}
