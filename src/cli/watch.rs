//! Watching a search: progress on a terminal, Ctrl-C, and saving the best plan while the search runs.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::problem::Solution;
use crate::solve::Observer;
use crate::text::{Lang, Text, cli as words};

/// How long to wait between two savings of improving plans.
pub(super) const SAVE_EVERY: Duration = Duration::from_secs(5);

/// What is known of a running search.
#[derive(Debug, Default)]
struct State {
    best: Option<(Solution, i64)>,
    bound: Option<i64>,
    first_after: Option<Duration>,
    best_after: Option<Duration>,
    unsaved: bool,
    over: bool,
    phase: &'static str,
}

/// Whether somebody pressed Ctrl-C; the same for all searches of the process.
static STOP: AtomicBool = AtomicBool::new(false);

/// Whether somebody pressed Ctrl-C.
pub(super) fn interrupted() -> bool {
    STOP.load(Ordering::SeqCst)
}

/// Catches Ctrl-C: the first one asks for an end, the second ends the program at once (whole files stay whole).
pub(super) fn catch_interrupts(lang: Lang) {
    // A handler can be set once in a process; a second watch (alternatives, tests) shares the first one's.
    let _ = ctrlc::set_handler(move || {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
        tell!("\n{}", words::STOPPING.get(lang));
    });
}

/// A progress line on a terminal; hidden elsewhere and when `quiet`.
pub(super) fn spinner(quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner:.cyan} {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// A progress line without a search of this process behind it; Ctrl-C is caught from now on.
pub(super) struct Line(ProgressBar);

impl Line {
    pub(super) fn new(lang: Lang, quiet: bool) -> Self {
        catch_interrupts(lang);
        Self(spinner(quiet))
    }

    /// Shows what `words` says, where anybody sees it.
    pub(super) fn show(&self, words: impl FnOnce() -> String) {
        if !self.0.is_hidden() {
            self.0.set_message(words());
        }
    }

    /// Prints a line above it, on standard error.
    pub(super) fn print(&self, line: &str) {
        self.0.suspend(|| tell!("{line}"));
    }

    /// Takes it away.
    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

/// The observer of `kebiao solve`.
pub(super) struct Watch {
    started: Instant,
    limit: Duration,
    lang: Lang,
    verbose: bool,
    bar: ProgressBar,
    /// Whether Ctrl-C waits for a first solution.
    patient: bool,
    /// How long to wait for a first solution.
    until: Option<Duration>,
    state: Mutex<State>,
    changed: Condvar,
}

impl Watch {
    /// Starts the clock, catches Ctrl-C (the second one ends the program at once; whole files stay whole).
    pub(super) fn new(limit: Duration, lang: Lang, quiet: bool, verbose: bool) -> Self {
        catch_interrupts(lang);
        Self {
            started: Instant::now(),
            limit,
            lang,
            verbose,
            bar: spinner(quiet),
            patient: false,
            until: None,
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    /// The same, but Ctrl-C ends the search only once it has a solution: what came before it is of little use without.
    pub(super) fn patient(self) -> Self {
        Self { patient: true, ..self }
    }

    /// The same, but a search that has no solution after this time is ended.
    pub(super) fn giving_up(self, after: Duration) -> Self {
        Self { until: Some(after), ..self }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Time since the start.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// When the first and the best plan were found.
    pub(super) fn found_after(&self) -> (Option<Duration>, Option<Duration>) {
        let state = self.lock();
        (state.first_after, state.best_after)
    }

    /// Ends `save_improvements` and the progress line.
    pub(super) fn over(&self) {
        self.lock().over = true;
        self.changed.notify_all();
        self.bar.finish_and_clear();
    }

    /// Calls `save` with each improving solution, the first one at once and later ones at most every few seconds, until
    /// [`Watch::over`]. Runs beside the search.
    pub(super) fn save_improvements(&self, mut save: impl FnMut(&Solution, i64, Option<i64>)) {
        let mut last: Option<Instant> = None;
        loop {
            let mut state = self.lock();
            while !state.over && (!state.unsaved || last.is_some_and(|last| last.elapsed() < SAVE_EVERY)) {
                state = self
                    .changed
                    .wait_timeout(state, Duration::from_millis(500))
                    .unwrap_or_else(PoisonError::into_inner)
                    .0;
            }
            if state.over {
                return;
            }
            state.unsaved = false;
            let (best, bound) = (state.best.clone(), state.bound);
            drop(state);
            if let Some((solution, cost)) = best {
                save(&solution, cost, bound);
                last = Some(Instant::now());
            }
        }
    }

    fn show(&self, state: &State, news: Option<&Text>) {
        let args = crate::args! {
            phase: words::phase(state.phase),
            cost: state.best.as_ref().map_or_else(|| "-".to_owned(), |(_, cost)| cost.to_string()),
            bound: state.bound.map_or_else(|| "-".to_owned(), |bound| bound.to_string()),
            gap: shown_gap(state.best.as_ref().map(|(_, cost)| *cost), state.bound),
            elapsed: self.elapsed().as_secs(),
            left: self.limit.saturating_sub(self.elapsed()).as_secs(),
        };
        self.bar.set_message(words::PROGRESS.fill(self.lang, &args));
        if let (Some(news), true, true) = (news, self.verbose, self.bar.is_hidden()) {
            tell!("{}", news.fill(self.lang, &args));
        }
    }
}

/// `(cost - bound) / max(1, cost)`.
pub(super) fn gap(cost: i64, bound: i64) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let ratio = (cost - bound).max(0) as f64 / cost.max(1) as f64;
    ratio
}

/// The gap in per cent, or `-` while one side is unknown.
pub(super) fn shown_gap(cost: Option<i64>, bound: Option<i64>) -> String {
    match (cost, bound) {
        (Some(cost), Some(bound)) => format!("{:.1}%", 100.0 * gap(cost, bound)),
        _ => "-".to_owned(),
    }
}

impl Observer for Watch {
    fn incumbent(&self, solution: &Solution, cost: i64) {
        let mut state = self.lock();
        if state.best.as_ref().is_some_and(|(_, best)| *best <= cost) {
            return;
        }
        state.best = Some((solution.clone(), cost));
        state.first_after.get_or_insert(self.started.elapsed());
        state.best_after = Some(self.started.elapsed());
        state.unsaved = true;
        self.show(&state, Some(&words::NEWS));
        drop(state);
        self.changed.notify_all();
    }

    fn bound(&self, bound: i64) {
        let mut state = self.lock();
        if state.bound.is_none_or(|best| bound > best) {
            state.bound = Some(bound);
            self.show(&state, Some(&words::NEWS));
        }
    }

    fn phase(&self, name: &'static str) {
        let mut state = self.lock();
        state.phase = name;
        self.show(&state, None);
    }

    fn stopped(&self) -> bool {
        // The line's clock moves even when nothing is found.
        if !self.bar.is_hidden()
            && let Ok(state) = self.state.try_lock()
        {
            self.show(&state, None);
        }
        if self.until.is_some_and(|until| self.elapsed() >= until) && self.lock().best.is_none() {
            return true;
        }
        interrupted() && !(self.patient && self.lock().best.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps() {
        assert_eq!(shown_gap(Some(200), Some(150)), "25.0%");
        assert_eq!(shown_gap(Some(0), Some(0)), "0.0%");
        assert_eq!(shown_gap(None, Some(3)), "-");
    }

    #[test]
    fn keeps_the_best_and_saves_it() {
        let watch = Watch::new(Duration::from_secs(1), Lang::En, true, false);
        let solution = Solution::default();
        watch.incumbent(&solution, 9);
        watch.incumbent(&solution, 12);
        watch.bound(3);
        watch.bound(2);
        let mut saved = Vec::new();
        std::thread::scope(|scope| {
            scope.spawn(|| watch.save_improvements(|_, cost, bound| saved.push((cost, bound))));
            while watch.lock().unsaved {
                std::thread::yield_now();
            }
            watch.over();
        });
        assert_eq!(saved, [(9, Some(3))]);
    }
}
