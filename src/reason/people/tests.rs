//! Each reason on the smallest roster that shows it; and that no reason is ever given where there is a solution.

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::super::{Reason, reasons};
use crate::evaluate::evaluate;
use crate::problem::{
    Activity, ActivityId, Barred, Cell, CellId, Choice, Constraint, ConstraintId, Form, Kind, Need, Placement,
    PlacementId, Problem, Resource, ResourceId, ResourceKind, Slot, SlotId, Solution, Strength, Tag, Term,
};

/// Two days of two hours, one placement each.
fn week(people: u32) -> Problem {
    let cell = |index: u8| {
        let start = 900 + 60 * u16::from(index % 2);
        Cell { week: 0, day: index / 2, start, end: start + 60 }
    };
    let placement = |index: u32| Placement { start: SlotId(index), length: 1, weeks: 1, cells: vec![CellId(index)] };
    let person = |index: u32| Resource {
        name: format!("p{index}"),
        kind: ResourceKind::Person,
        capacity: 1,
        unavailable: Vec::new(),
    };
    Problem {
        weeks: 1,
        cells: (0..4).map(cell).collect(),
        slots: (0..4).map(|index| Slot { grid: index, day: 0, ordinal: 0 }).collect(),
        placements: (0..4).map(placement).collect(),
        resources: (0..people).map(person).collect(),
        ..Problem::default()
    }
}

fn post(problem: &mut Problem, at: u32, who: &[u32]) -> ActivityId {
    let candidates = who.iter().map(|id| ResourceId(*id)).collect();
    let name = format!("post{}", problem.activities.len());
    let needs = vec![Need { candidates, shared: true }];
    problem.activities.push(Activity { name, count: 1, domain: vec![PlacementId(at)], needs });
    ActivityId::from_index(problem.activities.len() - 1)
}

fn tag(rule: &'static str, about: &str) -> Tag {
    Tag { rule, about: vec![about.to_owned()] }
}

fn hard(problem: &mut Problem, rule: &'static str, form: Form) {
    let (kind, strength) = (Kind::LimitWorkload, Strength::Hard);
    problem.constraints.push(Constraint { kind, form, strength, tag: tag(rule, "x") });
}

fn most(problem: &mut Problem, rule: &'static str, resource: u32, posts: &[ActivityId], max: u32) {
    let loads = posts.iter().map(|id| (*id, 0, 60)).collect();
    hard(problem, rule, Form::Workload { resource: ResourceId(resource), loads, min: 0, max });
}

#[test]
fn an_earlier_choice_that_is_in_the_way_is_named() {
    let mut problem = week(2);
    let id = post(&mut problem, 0, &[]);
    let why = tag("R201", "p1 Monday period 6");
    problem.barred.push(Barred { activity: id, need: 0, resource: ResourceId(1), tag: why.clone() });
    let found = reasons(&problem);
    assert_eq!(found, [Reason::NoCandidate { activity: id, need: 0, barred: vec![why], closed: vec![] }]);
}

#[test]
fn everybody_unavailable_is_nobody() {
    let mut problem = week(2);
    problem.resources[0].unavailable = vec![CellId(0)];
    problem.resources[1].unavailable = vec![CellId(0), CellId(1)];
    let id = post(&mut problem, 0, &[0, 1]);
    let closed = vec![ResourceId(0), ResourceId(1)];
    assert_eq!(reasons(&problem), [Reason::NoCandidate { activity: id, need: 0, barred: vec![], closed }]);
}

#[test]
fn three_posts_at_once_for_two_people_among_others() {
    let mut problem = week(4);
    let crowd: Vec<ActivityId> = (0..3).map(|_| post(&mut problem, 0, &[0, 1])).collect();
    post(&mut problem, 0, &[2, 3]);
    post(&mut problem, 1, &[0]);
    let why = tag("R201", "p3");
    problem.barred.push(Barred { activity: crowd[2], need: 0, resource: ResourceId(3), tag: why.clone() });
    let found = reasons(&problem);
    let expected = Reason::Short {
        cell: CellId(0),
        needed: 3,
        places: 2,
        posts: crowd.iter().map(|id| (*id, 0)).collect(),
        people: vec![ResourceId(0), ResourceId(1)],
        barred: vec![why],
    };
    assert_eq!(found, [expected]);
    problem.resources[1].capacity = 2;
    assert_eq!(reasons(&problem), []);
}

#[test]
fn hours_beyond_all_maxima() {
    let mut problem = week(3);
    let posts: Vec<ActivityId> = (0..4).map(|at| post(&mut problem, at, &[0, 1])).collect();
    let free = post(&mut problem, 0, &[1, 2]);
    most(&mut problem, "R301", 0, &posts, 120);
    let both = [posts.as_slice(), &[free]].concat();
    most(&mut problem, "R301", 1, &both, 119);
    let expected = |limit| Reason::Overfull {
        rule: "R301",
        needed: 240,
        limit,
        posts: posts.iter().map(|id| (*id, 0)).collect(),
        people: vec![ResourceId(0), ResourceId(1)],
        barred: vec![],
    };
    assert_eq!(reasons(&problem), [expected(239)]);
    most(&mut problem, "R301", 0, &posts, 121);
    assert_eq!(reasons(&problem), [expected(239)]);
    problem.constraints.remove(0);
    most(&mut problem, "R302", 1, &both, 240);
    assert_eq!(reasons(&problem), []);
}

#[test]
fn a_day_that_is_too_full_says_more_than_its_week() {
    let mut problem = week(1);
    let posts: Vec<ActivityId> = (0..4).map(|at| post(&mut problem, at, &[0])).collect();
    let terms = posts[..2].iter().map(|id| {
        let placement = problem.activity(*id).domain[0];
        Term { activity: *id, placement, weight: 1, given: Some((0, ResourceId(0))) }
    });
    let form = Form::Count { terms: terms.collect(), min: 0, max: 1 };
    hard(&mut problem, "R303", form);
    let found = reasons(&problem);
    let days: Vec<_> =
        found.iter().filter(|reason| matches!(reason, Reason::Overfull { needed: 2, limit: 1, .. })).collect();
    assert_eq!((days.len(), found.len()), (1, 2), "{found:?}");
    assert!(found.contains(&Reason::OutOfReach { constraint: ConstraintId(0), limit: 1, reach: 2 }));
}

#[test]
fn a_budget_below_the_cheapest_people() {
    let mut problem = week(2);
    let mut terms = Vec::new();
    for at in 0..3 {
        let id = post(&mut problem, at, &[0, 1]);
        let rates = [(0, 4000), (1, 2500)];
        terms.extend(rates.map(|(who, weight)| Term {
            activity: id,
            placement: PlacementId(at),
            weight,
            given: Some((0, ResourceId(who))),
        }));
    }
    hard(&mut problem, "R401", Form::Count { terms: terms.clone(), min: 0, max: 7499 });
    assert_eq!(reasons(&problem), [Reason::OutOfReach { constraint: ConstraintId(0), limit: 7499, reach: 7500 }]);
    problem.constraints.clear();
    hard(&mut problem, "R401", Form::Count { terms, min: 12001, max: 99999 });
    assert_eq!(reasons(&problem), [Reason::OutOfReach { constraint: ConstraintId(0), limit: 12001, reach: 12000 }]);
}

/// Whether some choice of people breaks nothing.
fn possible(problem: &Problem) -> bool {
    let choices: Vec<&[ResourceId]> =
        problem.activities.iter().map(|activity| activity.needs[0].candidates.as_slice()).collect();
    let total: usize = choices.iter().map(|who| who.len()).product();
    (0..total).any(|mut index| {
        let mut lessons = Vec::new();
        for (activity, who) in problem.activities.iter().zip(&choices) {
            lessons.push(vec![Choice { placement: activity.domain[0], resources: vec![who[index % who.len()]] }]);
            index /= who.len();
        }
        evaluate(problem, &Solution { lessons }).hard == 0
    })
}

#[test]
fn where_there_is_a_solution_there_is_no_reason() {
    let mut dice = SmallRng::seed_from_u64(11);
    let (mut explained, mut solved) = (0, 0);
    for _ in 0..1500 {
        let mut problem = week(3);
        for resource in &mut problem.resources {
            resource.unavailable = (0..4).filter(|_| dice.random_bool(0.15)).map(CellId).collect();
            resource.capacity = if dice.random_bool(0.2) { 2 } else { 1 };
        }
        let posts: Vec<ActivityId> = (0..dice.random_range(2..=6))
            .map(|_| {
                let who: Vec<u32> = (0..3).filter(|_| dice.random_bool(0.7)).collect();
                post(&mut problem, dice.random_range(0..4), &who)
            })
            .collect();
        for resource in 0..3 {
            if dice.random_bool(0.6) {
                let some: Vec<ActivityId> = posts.iter().copied().filter(|_| dice.random_bool(0.9)).collect();
                most(&mut problem, "R301", resource, &some, 60 * dice.random_range(0..=3));
            }
        }
        if dice.random_bool(0.3) {
            let terms = posts.iter().map(|id| {
                let given = Some((0, ResourceId(dice.random_range(0..3))));
                let placement = problem.activity(*id).domain[0];
                Term { activity: *id, placement, weight: dice.random_range(-1..=2), given }
            });
            let terms = terms.collect();
            let min = dice.random_range(-1..=1);
            hard(&mut problem, "R302", Form::Count { terms, min, max: min + 1 });
        }
        let found = reasons(&problem);
        if possible(&problem) {
            assert_eq!(found, [], "{problem:?}");
            solved += 1;
        } else {
            explained += usize::from(!found.is_empty());
        }
    }
    assert!(explained > 300 && solved > 300, "{explained} {solved}");
}
