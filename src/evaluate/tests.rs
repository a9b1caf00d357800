//! Each form and each breach of the structure, on the smallest problem that shows it.

use super::*;
use crate::problem::{
    Activity, Cell, Choice, Constraint, Kind, Measure, Need, Placement, PlacementId, Resource, ResourceKind, Slot,
    SlotId, Tag,
};

/// Four one-cell placements (two a day), two activities of two lessons each: activity 0 is resource 0's, activity 1
/// resource 0's with a choice of resource 1 or 2 for each lesson.
fn problem() -> Problem {
    let cell = |index: u8| Cell { week: 0, day: index / 2, start: 60 * u16::from(index % 2), end: 60 };
    let placement = |index: u32| Placement { start: SlotId(index), length: 1, weeks: 1, cells: vec![CellId(index)] };
    let resource = |name: &str, kind, capacity| Resource { name: name.into(), kind, capacity, unavailable: Vec::new() };
    let given = Need { candidates: vec![ResourceId(0)], shared: true };
    let open = Need { candidates: vec![ResourceId(1), ResourceId(2)], shared: false };
    let activity =
        |name: &str, needs| Activity { name: name.into(), count: 2, domain: (0..4).map(PlacementId).collect(), needs };
    Problem {
        weeks: 1,
        cells: (0..4).map(cell).collect(),
        slots: (0..4).map(|index| Slot { grid: 0, day: index / 2, ordinal: index % 2 }).collect(),
        placements: (0..4).map(placement).collect(),
        resources: vec![
            resource("group", ResourceKind::Group, 1),
            resource("a", ResourceKind::Room, 1),
            resource("b", ResourceKind::Room, 1),
        ],
        activities: vec![activity("first", vec![given.clone()]), activity("second", vec![given, open])],
        ..Problem::default()
    }
}

fn lesson(placement: u32, resources: &[u32]) -> Choice {
    Choice { placement: PlacementId(placement), resources: resources.iter().map(|id| ResourceId(*id)).collect() }
}

/// Activity 0 at placements 0 and 3, activity 1 at 1 (in resource 1) and 2 (in resource 2).
fn good() -> Solution {
    Solution { lessons: vec![vec![lesson(0, &[0]), lesson(3, &[0])], vec![lesson(1, &[0, 1]), lesson(2, &[0, 2])]] }
}

fn term(activity: u32, placement: u32, weight: i32) -> Term {
    Term { activity: ActivityId(activity), placement: PlacementId(placement), weight, given: None }
}

/// The amount of `form` in the good solution.
fn amount(form: Form) -> i64 {
    let mut problem = problem();
    let tag = Tag { rule: "R000", about: Vec::new() };
    problem.constraints =
        vec![Constraint { kind: Kind::PreferTimes, form, strength: Strength::Soft { weight: 7 }, tag }];
    let cost = evaluate(&problem, &good());
    assert_eq!(cost.hard, 0);
    let amount = cost.constraints.get(&ConstraintId(0)).copied().unwrap_or(0);
    assert_eq!(cost.soft, 7 * amount);
    problem.constraints[0].strength = Strength::Hard;
    let hard = evaluate(&problem, &good());
    assert_eq!((hard.hard, hard.soft), (amount, 0));
    amount
}

#[test]
fn a_good_solution_costs_nothing() {
    let cost = evaluate(&problem(), &good());
    assert_eq!(cost, Cost::default());
}

#[test]
fn counts_below_and_above_their_limits() {
    let terms = || vec![term(0, 0, 3), term(0, 1, 5), term(1, 2, -1)];
    assert_eq!(amount(Form::Count { terms: terms(), min: 0, max: 2 }), 0);
    assert_eq!(amount(Form::Count { terms: terms(), min: 0, max: 1 }), 1);
    assert_eq!(amount(Form::Count { terms: terms(), min: 5, max: 9 }), 3);
    assert_eq!(amount(Form::Count { terms: Vec::new(), min: 1, max: 9 }), 1);
}

#[test]
fn a_term_holds_only_for_the_resource_it_names() {
    let given = |resource| Term { given: Some((1, ResourceId(resource))), ..term(1, 1, 1) };
    assert_eq!(amount(Form::Count { terms: vec![given(1)], min: 0, max: 0 }), 1);
    assert_eq!(amount(Form::Count { terms: vec![given(2)], min: 0, max: 0 }), 0);
}

#[test]
fn patterns_see_a_slot_busy_when_any_term_holds() {
    let slots = vec![vec![term(0, 0, 1), term(1, 0, 1)], vec![term(0, 1, 1)], vec![term(0, 3, 0)]];
    assert_eq!(amount(Form::Pattern { slots: slots.clone(), measure: Measure::Idle { max: 0 } }), 1);
    assert_eq!(amount(Form::Pattern { slots, measure: Measure::AtMost { max: 0 } }), 2);
}

#[test]
fn different_fillers_of_needs() {
    let both = vec![(ActivityId(1), 1)];
    assert_eq!(amount(Form::SameResource { needs: both.clone() }), 1);
    assert_eq!(amount(Form::SameResource { needs: vec![(ActivityId(0), 0), (ActivityId(1), 0)] }), 0);
    assert_eq!(amount(Form::SameResource { needs: Vec::new() }), 0);
    assert_eq!(amount(Form::FewResources { needs: both.clone(), max: 1 }), 1);
    assert_eq!(amount(Form::FewResources { needs: both.clone(), max: 2 }), 0);
    assert_eq!(amount(Form::FewResources { needs: both, max: 9 }), 0);
}

#[test]
fn preferences_count_each_lesson_of_an_open_need_and_a_shared_one_once() {
    let costs = vec![(ResourceId(1), 2), (ResourceId(2), 5)];
    assert_eq!(amount(Form::PreferResource { need: (ActivityId(1), 1), costs }), 7);
    let shared = vec![(ResourceId(0), 4)];
    assert_eq!(amount(Form::PreferResource { need: (ActivityId(1), 0), costs: shared }), 4);
}

#[test]
fn workloads_add_up_for_whoever_fills_the_need() {
    let load = |min, max| Form::Workload {
        resource: ResourceId(0),
        loads: vec![(ActivityId(0), 0, 3), (ActivityId(1), 0, 4), (ActivityId(1), 1, 100)],
        min,
        max,
    };
    assert_eq!(amount(load(7, 7)), 0);
    assert_eq!(amount(load(9, 10)), 2);
    assert_eq!(amount(load(0, 4)), 3);
}

fn structure(change: impl FnOnce(&mut Problem, &mut Solution)) -> Vec<Structure> {
    let (mut problem, mut solution) = (problem(), good());
    change(&mut problem, &mut solution);
    let cost = evaluate(&problem, &solution);
    assert_eq!(cost.hard, i64::try_from(cost.structure.len()).unwrap());
    cost.structure
}

#[test]
fn a_lesson_too_few_or_too_many() {
    let found = structure(|_, solution| solution.lessons[0].truncate(1));
    assert_eq!(found, [Structure::Lessons(ActivityId(0))]);
    let found = structure(|problem, _| problem.activities[1].count = 1);
    assert_eq!(found, [Structure::Lessons(ActivityId(1))]);
    let found = structure(|_, solution| solution.lessons.truncate(1));
    assert_eq!(found, [Structure::Lessons(ActivityId(1))]);
}

#[test]
fn a_placement_outside_the_domain_or_taken_twice() {
    let found = structure(|problem, _| problem.activities[0].domain.truncate(3));
    assert_eq!(found, [Structure::Placement(ActivityId(0))]);
    let found = structure(|problem, solution| {
        problem.resources[0].capacity = 2;
        solution.lessons[0][1].placement = PlacementId(0);
    });
    assert_eq!(found, [Structure::Placement(ActivityId(0))]);
}

#[test]
fn somebody_who_is_no_candidate() {
    let found = structure(|_, solution| solution.lessons[1][0].resources[1] = ResourceId(0));
    assert!(found.contains(&Structure::Candidate(ActivityId(1))), "{found:?}");
    let found = structure(|_, solution| solution.lessons[1][0].resources.truncate(1));
    assert_eq!(found, [Structure::Candidate(ActivityId(1))]);
    let found = structure(|problem, _| problem.activities[1].needs[1].shared = true);
    assert_eq!(found, [Structure::Candidate(ActivityId(1))]);
}

#[test]
fn over_capacity_or_unavailable() {
    let found = structure(|_, solution| solution.lessons[0][0].placement = PlacementId(1));
    assert_eq!(found, [Structure::Clash(ResourceId(0), CellId(1))]);
    let found = structure(|problem, _| problem.resources[1].unavailable = vec![CellId(1), CellId(3)]);
    assert_eq!(found, [Structure::Unavailable(ResourceId(1), CellId(1))]);
}
