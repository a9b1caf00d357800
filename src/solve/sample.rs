//! Problems for the engine's tests: hand-made, random, and the abstract reference schools.

use std::collections::BTreeMap;

use crate::problem::{
    Activity, ActivityId, Cell, CellId, Constraint, Form, Kind, Measure, Need, Placement, PlacementId, Problem,
    Resource, ResourceId, ResourceKind, Slot, SlotId, Strength, Tag, Term,
};

/// A problem of `days` x `periods` single slots; placement = slot = cell.
pub fn grid(days: u8, periods: u8) -> Problem {
    let mut problem = Problem { weeks: 1, ..Problem::default() };
    for day in 0..days {
        for ordinal in 0..periods {
            let index = problem.cells.len();
            let start = u16::from(ordinal) * 50;
            problem.cells.push(Cell { week: 0, day, start, end: start + 40 });
            problem.slots.push(Slot { grid: 0, day, ordinal });
            let cells = vec![CellId::from_index(index)];
            problem.placements.push(Placement { start: SlotId::from_index(index), length: 1, weeks: 1, cells });
        }
    }
    problem
}

/// Adds placements of two neighbouring periods.
pub fn with_doubles(problem: &mut Problem) {
    for index in 1..problem.slots.len() {
        if problem.slots[index].ordinal > 0 {
            let cells = vec![CellId::from_index(index - 1), CellId::from_index(index)];
            let placement = Placement { start: SlotId::from_index(index - 1), length: 2, weeks: 1, cells };
            problem.placements.push(placement);
        }
    }
}

pub fn resource(problem: &mut Problem, kind: ResourceKind, capacity: u32, unavailable: &[u32]) -> ResourceId {
    let name = format!("{kind:?}{}", problem.resources.len());
    let unavailable = unavailable.iter().map(|cell| CellId(*cell)).collect();
    problem.resources.push(Resource { name, kind, capacity, unavailable });
    ResourceId::from_index(problem.resources.len() - 1)
}

/// An activity; a need is its candidates and whether it is shared.
pub fn activity(problem: &mut Problem, count: u32, domain: Vec<u32>, needs: &[(&[ResourceId], bool)]) -> ActivityId {
    let needs = needs.iter().map(|(candidates, shared)| Need { candidates: candidates.to_vec(), shared: *shared });
    let domain = domain.into_iter().map(PlacementId).collect();
    let name = format!("a{}", problem.activities.len());
    problem.activities.push(Activity { name, count, domain, needs: needs.collect() });
    ActivityId::from_index(problem.activities.len() - 1)
}

pub fn constrain(problem: &mut Problem, form: Form, weight: Option<u32>) {
    let strength = weight.map_or(Strength::Hard, |weight| Strength::Soft { weight });
    problem.constraints.push(Constraint {
        kind: Kind::PreferTimes,
        form,
        strength,
        tag: Tag { rule: "test", about: Vec::new() },
    });
}

pub fn term(activity: ActivityId, placement: PlacementId, weight: i32) -> Term {
    Term { activity, placement, weight, given: None }
}

/// Which objective of the reference schools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Objective {
    A,
    B,
    C,
}

/// The file of a reference school; none when the files are not there.
fn reference_file(classes: u32) -> Option<serde_json::Value> {
    let folder = std::env::var("KEBIAO_WORKBOOKS").map_or_else(
        |_| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/benchmarks/reference"),
        |workbooks| std::path::Path::new(&workbooks).join("../reference"),
    );
    let text = std::fs::read_to_string(folder.join(format!("ref-{classes}.json"))).ok()?;
    serde_json::from_str(&text).ok()
}

/// Class and subject of each act of a reference school, in the order of [`reference`]'s activities.
pub fn reference_acts(classes: u32) -> Option<Vec<(usize, String)>> {
    let json = reference_file(classes)?;
    let acts = json["acts"].as_array()?.iter();
    acts.map(|act| Some((usize::try_from(act["c"].as_u64()?).ok()?, act["s"].as_str()?.to_owned()))).collect()
}

/// A reference school with all costs doubled, so that they are whole; none when the files are not there.
pub fn reference(classes: u32, objective: Objective) -> Option<Problem> {
    let json = reference_file(classes)?;
    let number = |value: &serde_json::Value| u32::try_from(value.as_u64().unwrap()).unwrap();
    let (days, periods) = (5_u8, 7_u8);
    let mut problem = grid(days, periods);
    let teachers: Vec<ResourceId> = json["teachers"]
        .as_array()?
        .iter()
        .map(|teacher| {
            let blocked: Vec<u32> = teacher["un"].as_array().unwrap().iter().map(number).collect();
            resource(&mut problem, ResourceKind::Person, 1, &blocked)
        })
        .collect();
    let groups: Vec<ResourceId> = (0..classes).map(|_| resource(&mut problem, ResourceKind::Group, 1, &[])).collect();
    let mut halls: BTreeMap<String, ResourceId> = BTreeMap::new();
    for (subject, cap) in json["cap"].as_object()? {
        halls.insert(subject.clone(), resource(&mut problem, ResourceKind::Room, number(cap), &[]));
    }
    let mut of_teacher: BTreeMap<u32, Vec<ActivityId>> = BTreeMap::new();
    for act in json["acts"].as_array()? {
        let subject = act["s"].as_str()?;
        let lessons = number(&act["n"]);
        let group = [groups[act["c"].as_u64()? as usize]];
        let teacher = [teachers[act["t"].as_u64()? as usize]];
        let hall = halls.get(subject).map(|hall| [*hall]);
        let mut needs: Vec<(&[ResourceId], bool)> = vec![(&group, true), (&teacher, true)];
        if let Some(hall) = &hall {
            needs.push((hall, false));
        }
        let domain = (0..35).filter(|slot| *slot != 6 || subject == "mtg").collect();
        let id = activity(&mut problem, lessons, domain, &needs);
        if subject != "mtg" {
            of_teacher.entry(number(&act["t"])).or_default().push(id);
        }
        days_of(&mut problem, id, lessons, objective);
        prefer(&mut problem, id, subject);
    }
    for acts in of_teacher.values().filter(|acts| acts.len() > 1) {
        for day in 0..u32::from(days) {
            let slot = |period: u32| PlacementId(day * u32::from(periods) + period);
            let has = |problem: &Problem, act: &ActivityId, p| problem.activity(*act).domain.contains(&slot(p));
            let slots: Vec<Vec<Term>> = (0..u32::from(periods))
                .map(|p| acts.iter().filter(|a| has(&problem, a, p)).map(|a| term(*a, slot(p), 1)).collect())
                .collect();
            if objective >= Objective::B {
                let measure = Measure::Run { max: 3 };
                constrain(&mut problem, Form::Pattern { slots: slots.clone(), measure }, Some(6));
            }
            if objective >= Objective::C {
                constrain(&mut problem, Form::Pattern { slots, measure: Measure::Idle { max: 0 } }, Some(2));
            }
        }
    }
    Some(problem)
}

/// Six lessons are 1-2 a day, others at most 1; two lessons not on neighbouring days.
fn days_of(problem: &mut Problem, id: ActivityId, lessons: u32, objective: Objective) {
    let of_days = |problem: &Problem, days: std::ops::Range<u32>| {
        let domain = problem.activity(id).domain.iter();
        domain.filter(|p| days.contains(&(p.0 / 7))).map(|p| term(id, *p, 1)).collect::<Vec<_>>()
    };
    for day in 0..5 {
        let (min, max) = if lessons == 6 { (1, 2) } else { (0, 1) };
        let terms = of_days(problem, day..day + 1);
        constrain(problem, Form::Count { terms, min, max }, None);
        if lessons == 2 && day < 4 && objective >= Objective::B {
            let terms = of_days(problem, day..day + 2);
            constrain(problem, Form::Count { terms, min: 0, max: 1 }, Some(4));
        }
    }
}

fn prefer(problem: &mut Problem, id: ActivityId, subject: &str) {
    let cost: [i32; 7] = match subject {
        "chi" | "mat" | "eng" => [0, 0, 0, 0, 2, 4, 6],
        "phy" => [0, 0, 0, 0, 1, 2, 3],
        "pe" => [4, 4, 0, 0, 0, 0, 0],
        "mus" | "art" => [2, 2, 2, 2, 0, 0, 0],
        _ => return,
    };
    let domain = problem.activity(id).domain.iter();
    let terms = domain.map(|p| term(id, *p, cost[p.index() % 7])).collect();
    constrain(problem, Form::Count { terms, min: 0, max: 0 }, Some(1));
}
