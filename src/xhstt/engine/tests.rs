//! The conductor with workers whose ways are known.

use std::cell::RefCell;

use super::*;
use crate::solve::chain::Lead;
use crate::xhstt::model::TimeId;
use crate::xhstt::read::archive;
use crate::xhstt::sample::{constraint, list, tiny};

/// Events want times: cost 10 with nothing decided but the preassigned assembly.
fn instance() -> Instance {
    let rule = constraint("AssignTime", &list("Event", &["E1", "E2", "E3", "E4"]), "").replace("true", "false");
    archive(&tiny(&rule, ""), "tiny").unwrap().instances.remove(0)
}

/// Gives the first event without a time one, and tells.
fn step(instance: &Instance, start: Option<&Solution>, control: &mut Control<'_>) -> (Solution, Cost) {
    let mut solution = start.cloned().unwrap_or_else(|| blank(instance));
    if let Some(part) = solution.events.iter_mut().find(|part| part.time.is_none()) {
        part.time = Some(TimeId(0));
    }
    let cost = evaluate(instance, &solution);
    (control.improved)(&solution, cost);
    (solution, cost)
}

fn no_bound(_: &Instance, _: &mut Control<'_>, _: &mut dyn FnMut(Cost)) -> Cost {
    Cost::default()
}

fn improve_step(instance: &Instance, start: &Solution, control: &mut Control<'_>) -> (Solution, Cost) {
    step(instance, Some(start), control)
}

const STEPS: Parts = Parts { search: step, improve: improve_step, bound: no_bound };

/// Remembers what it is told.
#[derive(Default)]
struct Notes {
    costs: RefCell<Vec<Cost>>,
    bounds: RefCell<Vec<Cost>>,
    stop: bool,
}

impl Observer for Notes {
    fn incumbent(&self, _: &Solution, cost: Cost) {
        self.costs.borrow_mut().push(cost);
    }
    fn bound(&self, bound: Cost) {
        self.bounds.borrow_mut().push(bound);
    }
    fn stopped(&self) -> bool {
        self.stop
    }
}

fn options(threads: usize) -> Options {
    Options { threads, time_limit: Duration::from_secs(60), gap: 0.0, ..Options::default() }
}

fn soft(objective: i64) -> Cost {
    Cost { infeasibility: 0, objective }
}

#[test]
fn turns_build_on_each_other_until_the_bound_is_met() {
    let notes = Notes::default();
    let found = conduct(&instance(), &options(1), &notes, STEPS);
    assert_eq!(*notes.costs.borrow(), [soft(5), soft(2), soft(0)]);
    assert_eq!((found.cost, found.bound, found.ended, found.disagreed), (soft(0), soft(0), Ended::Gap, false));
    assert_eq!(found.trace.len(), 3);
    assert_eq!(found.first(), Some(found.trace[0].after));
}

#[test]
fn threads_share_the_best() {
    for threads in [2, 3, 5] {
        let found = conduct(&instance(), &options(threads), &Unwatched, STEPS);
        assert!(found.cost <= soft(2) && !found.disagreed, "{threads} {:?}", found.cost);
    }
}

#[test]
fn a_wrong_cost_is_noticed_and_does_not_count() {
    fn liar(instance: &Instance, _: Option<&Solution>, _: &mut Control<'_>) -> (Solution, Cost) {
        (blank(instance), Cost::default())
    }
    let parts = Parts { search: liar, improve: stay, bound: no_bound };
    let limited = Options { time_limit: Duration::from_millis(200), ..options(1) };
    let found = conduct(&instance(), &limited, &Unwatched, parts);
    assert!(found.disagreed);
    assert_eq!(found.cost, soft(9));
}

fn same(instance: &Instance, _: Option<&Solution>, _: &mut Control<'_>) -> (Solution, Cost) {
    (blank(instance), soft(9))
}

fn stay(instance: &Instance, start: &Solution, _: &mut Control<'_>) -> (Solution, Cost) {
    (start.clone(), evaluate(instance, start))
}

#[test]
fn bounds_close_the_gap() {
    fn nine(_: &Instance, _: &mut Control<'_>, told: &mut dyn FnMut(Cost)) -> Cost {
        told(soft(4));
        soft(9)
    }
    let notes = Notes::default();
    let parts = Parts { search: same, improve: stay, bound: nine };
    let found = conduct(&instance(), &options(1), &notes, parts);
    assert_eq!((found.cost, found.bound, found.ended, found.disagreed), (soft(9), soft(9), Ended::Gap, false));
    assert_eq!(*notes.bounds.borrow(), [soft(4), soft(9)]);
}

#[test]
fn in_turns_a_bound_tells_no_solutions() {
    fn finds(instance: &Instance, control: &mut Control<'_>, _: &mut dyn FnMut(Cost)) -> Cost {
        let _ = step(instance, None, control);
        soft(0)
    }
    let parts = Parts { search: same, improve: stay, bound: finds };
    let limited = Options { time_limit: Duration::from_millis(200), ..options(1) };
    assert_eq!(conduct(&instance(), &limited, &Unwatched, parts).cost, soft(9));
    let found = conduct(&instance(), &Options { threads: 2, ..limited }, &Unwatched, parts);
    assert_eq!(found.cost, soft(5));
}

#[test]
fn a_bound_above_a_solution_is_noticed() {
    fn high(_: &Instance, _: &mut Control<'_>, _: &mut dyn FnMut(Cost)) -> Cost {
        soft(10)
    }
    let parts = Parts { search: same, improve: stay, bound: high };
    let found = conduct(&instance(), &options(1), &Unwatched, parts);
    assert_eq!((found.cost, found.bound, found.disagreed), (soft(9), soft(9), true));
}

#[test]
fn an_observer_ends_it() {
    fn endless(instance: &Instance, _: Option<&Solution>, control: &mut Control<'_>) -> (Solution, Cost) {
        while !(control.stop)() {
            std::thread::yield_now();
        }
        (blank(instance), evaluate(instance, &blank(instance)))
    }
    let notes = Notes { stop: true, ..Notes::default() };
    let found = conduct(&instance(), &options(2), &notes, Parts { search: endless, ..STEPS });
    assert_eq!((found.ended, found.cost), (Ended::Stopped, soft(9)));
    assert_eq!(found.solution, blank(&instance()));
}

/// Two annealings that are over at once; then waits until neighbourhoods have been asked for `most` times, some seconds at most.
fn two_annealings(
    instance: &Instance,
    control: &mut Control<'_>,
    calls: &Mutex<Vec<Instant>>,
    most: usize,
) -> (Solution, Cost) {
    let found = step(instance, None, control);
    for _ in 0..2 {
        let lead = Lead::new();
        control.share.unwrap()(&lead.chain);
    }
    let waited = Instant::now();
    while calls.lock().unwrap().len() < most && waited.elapsed() < Duration::from_secs(5) {
        std::thread::yield_now();
    }
    found
}

#[test]
fn neighbourhoods_that_pay_end_the_search() {
    static CALLS: Mutex<Vec<Instant>> = Mutex::new(Vec::new());
    static HELD: AtomicBool = AtomicBool::new(false);
    fn search(instance: &Instance, start: Option<&Solution>, control: &mut Control<'_>) -> (Solution, Cost) {
        if let Some(start) = start {
            return stay(instance, start, control);
        }
        let found = two_annealings(instance, control, &CALLS, 2);
        let calls = CALLS.lock().unwrap();
        let tried = calls.first().is_some_and(|first| *first + Duration::from_secs(50) < control.deadline);
        HELD.store(tried && calls.get(1) == Some(&control.deadline) && (control.stop)(), Ordering::Relaxed);
        found
    }
    fn pays(instance: &Instance, start: &Solution, control: &mut Control<'_>) -> (Solution, Cost) {
        CALLS.lock().unwrap().push(control.deadline);
        control.gained = 2;
        step(instance, Some(start), control)
    }
    let found = conduct(&instance(), &options(2), &Unwatched, Parts { search, improve: pays, bound: no_bound });
    assert!(HELD.load(Ordering::Relaxed) && found.cost <= soft(2), "{:?}", found.cost);
}

#[test]
fn neighbourhoods_that_do_not_pay_are_tried_once() {
    static CALLS: Mutex<Vec<Instant>> = Mutex::new(Vec::new());
    static DURING: AtomicUsize = AtomicUsize::new(0);
    fn search(instance: &Instance, start: Option<&Solution>, control: &mut Control<'_>) -> (Solution, Cost) {
        if let Some(start) = start {
            return stay(instance, start, control);
        }
        let found = two_annealings(instance, control, &CALLS, 1);
        std::thread::sleep(Duration::from_millis(100));
        let stopped = usize::from((control.stop)());
        DURING.store(CALLS.lock().unwrap().len() + stopped, Ordering::Relaxed);
        found
    }
    fn in_vain(instance: &Instance, start: &Solution, control: &mut Control<'_>) -> (Solution, Cost) {
        CALLS.lock().unwrap().push(control.deadline);
        control.gained = 1;
        stay(instance, start, control)
    }
    let limited = Options { time_limit: Duration::from_secs(8), ..options(2) };
    let _ = conduct(&instance(), &limited, &Unwatched, Parts { search, improve: in_vain, bound: no_bound });
    assert_eq!(DURING.load(Ordering::Relaxed), 1);
}

#[test]
fn gaps() {
    assert_eq!(gap(soft(200), soft(150)), Some(0.25));
    assert_eq!(gap(soft(0), soft(0)), Some(0.0));
    assert_eq!(gap(Cost { infeasibility: 1, objective: 0 }, soft(0)), None);
    assert!(closed(soft(100), soft(99), 0.01) && !closed(soft(100), soft(98), 0.01));
}
