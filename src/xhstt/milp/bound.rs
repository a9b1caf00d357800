//! What every solution costs at least.
//!
//! The model in which nothing required may be violated bounds the objective of every solution of infeasibility 0 by `b`. A solution
//! of infeasibility 1 or more costs more than `(0, b)` whatever its objective is, since infeasibility comes first. So `(0, b)`
//! bounds every solution. Where that model has no solution, every solution costs at least `(1, 0)`.
//!
//! Where choosing resources would make the model too large, the open places are left out, together with all charges that depend
//! on who fills them: every resource that could fill one is free of charge. What remains is a part of the cost, and costs are never negative.
//!
//! Where nothing is left out, solutions that HiGHS comes across are solutions of the instance, and are told.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::facts::Facts;
use super::hood::View;
use super::model::{Aim, Model};
use crate::solve::milp::highs::{Limits, Status, Watch};
use crate::solve::milp::whole;
use crate::xhstt::evaluate::evaluate;
use crate::xhstt::model::{
    Control, Cost, Demand, EventId, EventResource, Instance, ResourceId, Solution, SolutionEvent, TypeId,
};

/// More columns of choices than this are left out.
const MOST: usize = 60_000;

/// Reports bounds and solutions, and ends the run.
struct Reporter<'r, 'a> {
    stop: &'a dyn Fn() -> bool,
    raised: RefCell<&'r mut dyn FnMut(Cost)>,
    best: Cell<i64>,
    improved: RefCell<&'r mut dyn FnMut(&[f64])>,
}

impl Watch for Reporter<'_, '_> {
    fn improved(&self, values: &[f64]) {
        (self.improved.borrow_mut())(values);
    }

    fn bound(&self, bound: f64) {
        if let Some(objective) = whole(bound).filter(|objective| *objective > self.best.get()) {
            self.best.set(objective);
            (self.raised.borrow_mut())(Cost { infeasibility: 0, objective });
        }
    }

    fn stopped(&self) -> bool {
        (self.stop)()
    }
}

/// A cost below which there is no solution; `raised` is told of each better one as it is proved. The best solution known
/// when the relaxation is solved is what HiGHS begins with.
#[must_use]
pub fn bound(instance: &Instance, control: &mut Control<'_>, raised: &mut dyn FnMut(Cost)) -> Cost {
    let crowded = crowded(instance);
    let reduced = (!crowded.is_empty()).then(|| without_choices(instance, &crowded));
    let complete = reduced.is_none();
    let instance = reduced.as_ref().unwrap_or(instance);
    let facts = Facts::new(instance, true);
    let mut best = 0;
    for relaxed in [true, false] {
        let time = control.deadline.saturating_duration_since(Instant::now());
        if time < Duration::from_millis(1) || (control.stop)() {
            break;
        }
        let known = if complete && !relaxed { (control.other)() } else { None };
        let solution =
            known.filter(|known| known.1.infeasibility == 0).map_or_else(|| blank(instance), |known| known.0);
        let freedom = View::new(instance, &facts, &solution, &[], None).everything();
        let aim = Aim { required: None, other: 1, whole: true };
        let model = Model::new(instance, &facts, &solution, &freedom, aim);
        let start = model.start.as_deref().filter(|_| solution.events.iter().any(|part| part.time.is_some()));
        let limits = Limits { time, nodes: None, gap: 0.0, relaxed, seed: 1 };
        let mut improved = |values: &[f64]| {
            if complete {
                let solution = model.solution(values);
                let cost = evaluate(instance, &solution);
                (control.improved)(&solution, cost);
            }
        };
        let reporter = Reporter {
            stop: control.stop,
            raised: RefCell::new(&mut *raised),
            best: Cell::new(best),
            improved: RefCell::new(&mut improved),
        };
        let answer = model.rows.program.run(start.unwrap_or_default(), &limits, &reporter);
        if !relaxed && answer.status == Status::Infeasible {
            let one = Cost { infeasibility: 1, objective: 0 };
            raised(one);
            return one;
        }
        if matches!(answer.status, Status::Optimal | Status::Limit) {
            reporter.bound(answer.bound);
        }
        best = reporter.best.get();
    }
    Cost { infeasibility: 0, objective: best }
}

/// Types of resources whose choice would take too many columns.
fn crowded(instance: &Instance) -> BTreeSet<TypeId> {
    let mut columns: BTreeMap<TypeId, usize> = BTreeMap::new();
    for event in &instance.events {
        let times = if event.time.is_some() { 1 } else { instance.times.len() * event.duration.min(2) as usize };
        for place in event.resources.iter().filter(|place| place.preassigned.is_none()) {
            *columns.entry(place.kind).or_default() += times;
        }
    }
    let whom = |kind| instance.resources.iter().filter(|resource| resource.kind == kind).count();
    columns.into_iter().filter(|(kind, columns)| columns * whom(*kind) > MOST).map(|(kind, _)| kind).collect()
}

/// The instance without its open places of some types and without what depends on who fills them.
fn without_choices(instance: &Instance, kinds: &BTreeSet<TypeId>) -> Instance {
    let mut reduced = instance.clone();
    let goes = |place: &EventResource| place.preassigned.is_none() && kinds.contains(&place.kind);
    // New position of each place that stays.
    let mut positions: Vec<Vec<Option<usize>>> = Vec::new();
    for event in &mut reduced.events {
        let mut next = 0;
        positions.push(
            event
                .resources
                .iter()
                .map(|place| {
                    (!goes(place)).then(|| {
                        next += 1;
                        next - 1
                    })
                })
                .collect(),
        );
        event.resources.retain(|place| !goes(place));
    }
    let stays = |who: &ResourceId| !kinds.contains(&instance.resources[who.index()].kind);
    for constraint in &mut reduced.constraints {
        match &mut constraint.demand {
            Demand::AssignResource { places } | Demand::PreferResources { places, .. } => {
                places.retain_mut(|(event, place)| keep(&positions, event.index(), place));
            }
            Demand::AvoidSplitAssignments { groups } => {
                for (_, places) in groups {
                    places.retain_mut(|(event, place)| keep(&positions, event.index(), place));
                }
            }
            Demand::AvoidClashes { resources }
            | Demand::AvoidUnavailableTimes { resources, .. }
            | Demand::LimitIdleTimes { resources, .. }
            | Demand::ClusterBusyTimes { resources, .. }
            | Demand::LimitBusyTimes { resources, .. }
            | Demand::LimitWorkload { resources, .. } => resources.retain(stays),
            _ => {}
        }
    }
    reduced
}

/// Moves a place to its new position; false if it is gone.
fn keep(positions: &[Vec<Option<usize>>], event: usize, place: &mut usize) -> bool {
    match positions[event][*place] {
        Some(new) => {
            *place = new;
            true
        }
        None => false,
    }
}

/// Every event as one part: without a time unless it is preassigned, nobody in the open places.
pub(super) fn blank(instance: &Instance) -> Solution {
    let events = instance.events.iter().enumerate().map(|(index, event)| SolutionEvent {
        event: EventId::from_index(index),
        duration: event.duration,
        time: event.time,
        resources: event.resources.iter().map(|place| place.preassigned).collect(),
    });
    Solution { events: events.collect() }
}
