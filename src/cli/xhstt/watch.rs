//! Progress on a terminal, and saving the best solution while the search runs.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use indicatif::ProgressBar;

use crate::cli::watch::{SAVE_EVERY, catch_interrupts, interrupted, spinner};
use crate::text::{Args, Lang, xhstt as words};
use crate::xhstt::engine::{self, Observer};
use crate::xhstt::model::{Cost, Solution};

/// What is known of a running search.
#[derive(Default)]
struct State {
    best: Option<(Solution, Cost)>,
    bound: Cost,
    saved: Option<Instant>,
    unsaved: bool,
    shown: Option<Instant>,
}

/// The observer of `kebiao solve X.xml`.
pub(super) struct Watch<'a> {
    id: &'a str,
    started: Instant,
    limit: Duration,
    lang: Lang,
    verbose: bool,
    bar: ProgressBar,
    /// Saves a solution and the bound so far.
    save: &'a dyn Fn(&Solution, Cost, Cost),
    state: RefCell<State>,
}

impl<'a> Watch<'a> {
    /// Starts the clock and catches Ctrl-C.
    pub(super) fn new(
        id: &'a str,
        limit: Duration,
        lang: Lang,
        (quiet, verbose): (bool, bool),
        save: &'a dyn Fn(&Solution, Cost, Cost),
    ) -> Self {
        catch_interrupts(lang);
        let state = RefCell::default();
        Self { id, started: Instant::now(), limit, lang, verbose, bar: spinner(quiet), save, state }
    }

    /// Time since the start.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Ends the progress line.
    pub(super) fn over(&self) {
        self.bar.finish_and_clear();
    }

    fn args(&self, state: &State) -> Args {
        let cost = state.best.as_ref().map(|(_, cost)| *cost);
        let number = |number: Option<i64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
        crate::args! {
            id: self.id,
            infeasibility: number(cost.map(|cost| cost.infeasibility)),
            objective: number(cost.map(|cost| cost.objective)),
            bound: shown_bound(state.bound),
            gap: shown_gap(cost, state.bound),
            elapsed: self.elapsed().as_secs(),
            left: self.limit.saturating_sub(self.elapsed()).as_secs(),
        }
    }

    fn news(&self, state: &State) {
        self.bar.set_message(words::PROGRESS.fill(self.lang, &self.args(state)));
        if self.verbose && self.bar.is_hidden() {
            tell!("{}", words::NEWS.fill(self.lang, &self.args(state)));
        }
    }

    /// Saves what is not saved yet: the first solution at once, later ones now and then.
    fn save(&self, state: &mut State) {
        if state.unsaved
            && state.saved.is_none_or(|saved| saved.elapsed() >= SAVE_EVERY)
            && let Some((solution, cost)) = &state.best
        {
            (self.save)(solution, *cost, state.bound);
            state.unsaved = false;
            state.saved = Some(Instant::now());
        }
    }
}

/// The bound's objective, with its infeasibility where there is one.
pub(super) fn shown_bound(bound: Cost) -> String {
    match bound.infeasibility {
        0 => bound.objective.to_string(),
        infeasibility => format!("{infeasibility}/{}", bound.objective),
    }
}

/// The gap in per cent, or `-` where cost and bound cannot be compared.
pub(super) fn shown_gap(cost: Option<Cost>, bound: Cost) -> String {
    let gap = cost.and_then(|cost| engine::gap(cost, bound));
    gap.map_or_else(|| "-".to_owned(), |gap| format!("{:.1}%", 100.0 * gap))
}

impl Observer for Watch<'_> {
    fn incumbent(&self, solution: &Solution, cost: Cost) {
        let mut state = self.state.borrow_mut();
        state.best = Some((solution.clone(), cost));
        state.unsaved = true;
        self.news(&state);
        self.save(&mut state);
    }

    fn bound(&self, bound: Cost) {
        let mut state = self.state.borrow_mut();
        state.bound = bound;
        self.news(&state);
    }

    fn stopped(&self) -> bool {
        let mut state = self.state.borrow_mut();
        self.save(&mut state);
        // The line's clock moves even when nothing is found.
        if !self.bar.is_hidden() && state.shown.is_none_or(|shown| shown.elapsed() >= Duration::from_millis(500)) {
            state.shown = Some(Instant::now());
            self.bar.set_message(words::PROGRESS.fill(self.lang, &self.args(&state)));
        }
        interrupted()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_solution_is_saved_at_once_and_the_next_not_yet() {
        let saved = RefCell::new(Vec::new());
        let save = |_: &Solution, cost: Cost, bound: Cost| saved.borrow_mut().push((cost.objective, bound.objective));
        let watch = Watch::new("x", Duration::from_secs(1), Lang::En, (true, false), &save);
        let cost = |objective| Cost { infeasibility: 0, objective };
        watch.bound(cost(3));
        watch.incumbent(&Solution::default(), cost(9));
        watch.incumbent(&Solution::default(), cost(8));
        assert!(!watch.stopped());
        assert_eq!(*saved.borrow(), [(9, 3)]);
    }

    #[test]
    fn gaps_and_bounds() {
        let cost = |infeasibility, objective| Cost { infeasibility, objective };
        assert_eq!(shown_gap(Some(cost(0, 200)), cost(0, 150)), "25.0%");
        assert_eq!(shown_gap(Some(cost(1, 200)), cost(0, 150)), "-");
        assert_eq!((shown_bound(cost(0, 7)), shown_bound(cost(1, 0))), ("7".into(), "1/0".into()));
    }
}
