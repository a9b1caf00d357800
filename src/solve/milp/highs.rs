//! HiGHS: the only file that calls foreign code. A [`Program`] is plain data; [`Program::run`] gives it to a fresh HiGHS
//! instance (so that no clock or option survives from an earlier run) and watches the search through callbacks. For many
//! runs of one program that differ in bounds and costs, [`super::kept`] keeps an instance.
//!
//! One thread a run: HiGHS keeps its scheduler per thread, and two runs in two threads do not meet.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use highs_sys::{
    Highs_changeColsBoundsBySet, Highs_changeColsCostBySet, Highs_clearSolver, Highs_create, Highs_destroy,
    Highs_getDoubleInfoValue, Highs_getIntInfoValue, Highs_getModelStatus, Highs_getSolution, Highs_passMip,
    Highs_resetGlobalScheduler, Highs_run, Highs_setBoolOptionValue, Highs_setCallback, Highs_setDoubleOptionValue,
    Highs_setIntOptionValue, Highs_setSparseSolution, Highs_setStringOptionValue, Highs_startCallback,
    Highs_zeroAllClocks, HighsCallbackDataIn, HighsCallbackDataOut, HighsInt, MATRIX_FORMAT_ROW_WISE,
    MODEL_STATUS_INFEASIBLE, MODEL_STATUS_OPTIMAL, MODEL_STATUS_UNBOUNDED_OR_INFEASIBLE, OBJECTIVE_SENSE_MINIMIZE,
    SOLUTION_STATUS_FEASIBLE, STATUS_ERROR, VAR_TYPE_CONTINUOUS, VAR_TYPE_INTEGER, kHighsCallbackIpmInterrupt,
    kHighsCallbackMipImprovingSolution, kHighsCallbackMipInterrupt, kHighsCallbackMipLogging,
    kHighsCallbackSimplexInterrupt,
};

/// Solutions better by less than this are not looked for; where objective values are apart, by less than this part of it.
const ABSOLUTE: f64 = 1e-6;
const FINER: f64 = 0.999;

/// Rules of HiGHS's presolve that are left out, as a mask of its option `presolve_rule_off`: the enumeration of the solutions of
/// a row (16) finds no solution of some programs that have one (releases 1.13 to 1.16); the aggregator (12) leads into a loop
/// without end, which looks at no limit and at no callback (1.15).
pub const UNSOUND: i32 = 1 << 16 | 1 << 12;

/// A column of a [`Program`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Col(pub HighsInt);

impl Col {
    /// Position in a vector of values.
    #[must_use]
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// `minimise cost * x` over rows with limits; columns may be integer.
#[derive(Clone, Debug, Default)]
pub struct Program {
    offset: f64,
    cost: Vec<f64>,
    lower: Vec<f64>,
    upper: Vec<f64>,
    /// No optimal value is above: finite where `upper` is not.
    ceiling: Vec<f64>,
    integer: Vec<HighsInt>,
    row_lower: Vec<f64>,
    row_upper: Vec<f64>,
    starts: Vec<HighsInt>,
    index: Vec<HighsInt>,
    value: Vec<f64>,
    /// See [`Program::count_whole`].
    counts: bool,
}

/// What a run may use.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Wall time.
    pub time: Duration,
    /// Branch-and-bound nodes.
    pub nodes: Option<i32>,
    /// Ends when `(objective - bound) / objective` is at most this.
    pub gap: f64,
    /// Drops the integrality; solved by interior point, which day patterns suit several times better than simplex, and
    /// without crossover to a vertex, which takes longer still and adds nothing: its prices prove the bound.
    pub relaxed: bool,
    /// Seed of HiGHS's tie-breaking.
    pub seed: i32,
}

/// Sees a run and may end it. Called from HiGHS, in the thread of the run.
pub trait Watch {
    /// A better integer solution.
    fn improved(&self, _values: &[f64]) {}
    /// A better bound on the objective.
    fn bound(&self, _bound: f64) {}
    /// Whether to end now.
    fn stopped(&self) -> bool {
        false
    }
}

/// Looks away.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unseen;

impl Watch for Unseen {}

/// Ends a run when it is told to, and looks at nothing else.
pub struct Until<'a>(pub &'a dyn Fn() -> bool);

impl Watch for Until<'_> {
    fn stopped(&self) -> bool {
        (self.0)()
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The solution is optimal (within the gap).
    Optimal,
    /// There is no solution.
    Infeasible,
    /// A limit was met, or the watcher ended it.
    Limit,
    /// HiGHS refused the program or failed.
    Failed,
}

/// What a run found.
#[derive(Clone, Debug)]
pub struct Answer {
    /// How it ended.
    pub status: Status,
    /// The best solution, if there is any.
    pub values: Option<Vec<f64>>,
    /// No solution is below; minus infinity when nothing is known.
    pub bound: f64,
}

impl Program {
    /// Adds `cost` to every objective value.
    pub fn add_offset(&mut self, cost: f64) {
        self.offset += cost;
    }

    /// A new column.
    pub fn column(&mut self, cost: f64, lower: f64, upper: f64, integer: bool) -> Col {
        self.cost.push(cost);
        self.lower.push(lower);
        self.upper.push(upper);
        self.ceiling.push(upper);
        self.integer.push(if integer { VAR_TYPE_INTEGER } else { VAR_TYPE_CONTINUOUS });
        Col(int(self.cost.len() - 1))
    }

    /// A new column `>= 0` that some optimal solution keeps `<= ceiling` without being told.
    pub fn free(&mut self, cost: f64, ceiling: f64) -> Col {
        let col = self.column(cost, 0.0, f64::INFINITY, false);
        if let Some(last) = self.ceiling.last_mut() {
            *last = ceiling;
        }
        col
    }

    /// A new column that is 0 or 1.
    pub fn binary(&mut self, cost: f64) -> Col {
        self.column(cost, 0.0, 1.0, true)
    }

    /// Says that where the integer columns are whole, all columns with a cost are, in some optimal solution: then objective
    /// values are apart by the greatest common divisor of the costs, and HiGHS need not look for what is better by less.
    pub fn count_whole(&mut self) {
        self.counts = true;
    }

    /// How far apart objective values are; 0 when that is not known.
    pub(super) fn grain(&self) -> f64 {
        if !self.counts {
            return 0.0;
        }
        let whole = |cost: &f64| (cost.fract() == 0.0 && cost.abs() < 9e15).then_some(cost.abs());
        let divisor = |a: Option<f64>, b: Option<f64>| {
            let (mut a, mut b) = (a?, b?);
            while b > 0.0 {
                (a, b) = (b, a % b);
            }
            Some(a)
        };
        self.cost.iter().filter(|cost| **cost != 0.0).map(whole).fold(Some(0.0), divisor).unwrap_or(0.0)
    }

    /// Leaves a column one value only.
    pub fn fix(&mut self, col: Col, value: f64) {
        self.limit(col, value, value);
    }

    /// Gives a column other limits. Without a finite upper one its ceiling stays what it was.
    pub fn limit(&mut self, col: Col, lower: f64, upper: f64) {
        let at = col.index();
        if let (Some(low), Some(up), Some(ceiling)) =
            (self.lower.get_mut(at), self.upper.get_mut(at), self.ceiling.get_mut(at))
        {
            (*low, *up) = (lower, upper);
            if upper.is_finite() {
                *ceiling = upper;
            }
        }
    }

    /// Limits of a column.
    #[must_use]
    pub fn limits(&self, col: Col) -> Option<(f64, f64)> {
        Some((*self.lower.get(col.index())?, *self.upper.get(col.index())?))
    }

    /// Gives a column another cost.
    pub fn set_cost(&mut self, col: Col, cost: f64) {
        if let Some(entry) = self.cost.get_mut(col.index()) {
            *entry = cost;
        }
    }

    /// Cost of a column.
    #[must_use]
    pub fn cost(&self, col: Col) -> Option<f64> {
        self.cost.get(col.index()).copied()
    }

    /// Adds to the cost of a column.
    pub fn add_cost(&mut self, col: Col, cost: f64) {
        if let Some(entry) = self.cost.get_mut(col.index()) {
            *entry += cost;
        }
    }

    /// A new row `lower <= sum(weight * column) <= upper`; no column twice.
    pub fn row(&mut self, lower: f64, upper: f64, terms: impl IntoIterator<Item = (Col, f64)>) {
        self.starts.push(int(self.index.len()));
        self.row_lower.push(lower);
        self.row_upper.push(upper);
        for (col, weight) in terms {
            self.index.push(col.0);
            self.value.push(weight);
        }
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.cost.len()
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.row_lower.len()
    }

    /// Limits and terms of each row.
    pub fn each_row(&self) -> impl Iterator<Item = (f64, f64, impl Iterator<Item = (Col, f64)> + '_)> + '_ {
        (0..self.rows()).map(|row| {
            let from = usize::try_from(self.starts[row]).unwrap_or(usize::MAX);
            let to = self.starts.get(row + 1).map_or(self.index.len(), |to| usize::try_from(*to).unwrap_or(usize::MAX));
            let terms = self.index[from..to].iter().map(|col| Col(*col)).zip(self.value[from..to].iter().copied());
            (self.row_lower[row], self.row_upper[row], terms)
        })
    }

    /// What is added to every objective value; cost, lowest and highest useful value of each column.
    pub fn each_column(&self) -> (f64, impl Iterator<Item = (f64, f64, f64)> + '_) {
        let ranges = self.lower.iter().zip(&self.ceiling);
        (self.offset, self.cost.iter().zip(ranges).map(|(cost, (lower, upper))| (*cost, *lower, *upper)))
    }

    /// The objective of `values`.
    #[must_use]
    pub fn objective(&self, values: &[f64]) -> f64 {
        self.offset + self.cost.iter().zip(values).map(|(cost, value)| cost * value).sum::<f64>()
    }

    /// What any prices of the rows prove: `min c x >= sum(y * limit) + sum(min over the column's range of (c - y A) x)`, the
    /// limit of a row being the one that the sign of its price speaks of. True for every `prices`, however they were found.
    #[must_use]
    pub fn proved(&self, prices: &[f64]) -> f64 {
        let mut reduced = self.cost.clone();
        let mut bound = self.offset;
        for (price, (lower, upper, terms)) in prices.iter().zip(self.each_row()) {
            let limit = if *price > 0.0 { lower } else { upper };
            if *price == 0.0 || !limit.is_finite() {
                continue;
            }
            bound += price * limit;
            for (col, weight) in terms {
                reduced[col.index()] -= price * weight;
            }
        }
        let columns = reduced.iter().zip(self.lower.iter().zip(&self.ceiling));
        bound
            + columns
                .filter(|(cost, _)| **cost != 0.0)
                .map(|(cost, (low, up))| (cost * low).min(cost * up))
                .sum::<f64>()
    }

    /// Solves it. `start` gives values of some columns (all integer ones, to be of use).
    pub fn run(&self, start: &[(Col, f64)], limits: &Limits, watch: &dyn Watch) -> Answer {
        if let Some(answer) = self.without_columns() {
            return answer;
        }
        let Some(instance) = Instance::new() else { return Answer::failed() };
        if !instance.pass(self) || !instance.set(limits, false, self.grain()) {
            return Answer::failed();
        }
        instance.start(start);
        instance.solve(self, limits, watch)
    }

    /// The answer when there is nothing to decide.
    pub(super) fn without_columns(&self) -> Option<Answer> {
        (self.columns() == 0).then(|| {
            let feasible = self.row_lower.iter().zip(&self.row_upper).all(|(low, up)| *low <= 0.0 && *up >= 0.0);
            let status = if feasible { Status::Optimal } else { Status::Infeasible };
            Answer { status, values: feasible.then(Vec::new), bound: self.offset }
        })
    }
}

impl Answer {
    pub(super) fn failed() -> Self {
        Self { status: Status::Failed, values: None, bound: f64::NEG_INFINITY }
    }
}

fn int(value: usize) -> HighsInt {
    HighsInt::try_from(value).unwrap_or(HighsInt::MAX)
}

/// An owned HiGHS instance.
pub(super) struct Instance(*mut c_void);

impl Drop for Instance {
    fn drop(&mut self) {
        // SAFETY: the pointer came from `Highs_create` and is destroyed once.
        unsafe { Highs_destroy(self.0) }
    }
}

impl Instance {
    pub(super) fn new() -> Option<Self> {
        // SAFETY: no arguments; null is checked.
        let pointer = unsafe { Highs_create() };
        if pointer.is_null() {
            return None;
        }
        let instance = Self(pointer);
        let set = instance.flag(c"output_flag", false)
            && instance.whole(c"threads", 1)
            && instance.word(c"parallel", c"off")
            && instance.whole(c"presolve_rule_off", UNSOUND);
        set.then_some(instance)
    }

    fn flag(&self, name: &CStr, value: bool) -> bool {
        // SAFETY: a live instance and a NUL-terminated name.
        unsafe { Highs_setBoolOptionValue(self.0, name.as_ptr(), value.into()) != STATUS_ERROR }
    }

    fn whole(&self, name: &CStr, value: HighsInt) -> bool {
        // SAFETY: a live instance and a NUL-terminated name.
        unsafe { Highs_setIntOptionValue(self.0, name.as_ptr(), value) != STATUS_ERROR }
    }

    fn number(&self, name: &CStr, value: f64) -> bool {
        // SAFETY: a live instance and a NUL-terminated name.
        unsafe { Highs_setDoubleOptionValue(self.0, name.as_ptr(), value) != STATUS_ERROR }
    }

    fn word(&self, name: &CStr, value: &CStr) -> bool {
        // SAFETY: a live instance, NUL-terminated name and value; HiGHS copies the value.
        unsafe { Highs_setStringOptionValue(self.0, name.as_ptr(), value.as_ptr()) != STATUS_ERROR }
    }

    /// Options of the next run, each of them: none stays from the run before. From the basis of the run before, only the
    /// simplex method can go on.
    pub(super) fn set(&self, limits: &Limits, from_basis: bool, grain: f64) -> bool {
        let (solver, crossover) = match (limits.relaxed, from_basis) {
            (true, false) => (c"ipm", c"off"),
            (true, true) => (c"simplex", c"on"),
            (false, _) => (c"choose", c"on"),
        };
        self.flag(c"solve_relaxation", limits.relaxed)
            && self.word(c"presolve", c"choose")
            && self.word(c"solver", solver)
            && self.word(c"run_crossover", crossover)
            && self.whole(c"random_seed", limits.seed.max(0))
            && self.number(c"time_limit", limits.time.as_secs_f64())
            && self.number(c"mip_rel_gap", limits.gap.max(0.0))
            && self.number(c"mip_abs_gap", (grain * FINER).max(ABSOLUTE))
            && self.whole(c"mip_max_nodes", limits.nodes.unwrap_or(HighsInt::MAX))
    }

    /// Gives it the program.
    pub(super) fn pass(&self, program: &Program) -> bool {
        // SAFETY: every vector has the length that the counts beside it state (columns, rows, nonzeros; `column`, `row` keep
        // them in step) and lives to the end of the call, HiGHS copies them.
        unsafe {
            Highs_passMip(
                self.0,
                int(program.columns()),
                int(program.rows()),
                int(program.index.len()),
                MATRIX_FORMAT_ROW_WISE,
                OBJECTIVE_SENSE_MINIMIZE,
                program.offset,
                program.cost.as_ptr(),
                program.lower.as_ptr(),
                program.upper.as_ptr(),
                program.row_lower.as_ptr(),
                program.row_upper.as_ptr(),
                program.starts.as_ptr(),
                program.index.as_ptr(),
                program.value.as_ptr(),
                program.integer.as_ptr(),
            ) != STATUS_ERROR
        }
    }

    /// Values of some columns to start from; a start that HiGHS cannot use is no reason to give up.
    pub(super) fn start(&self, start: &[(Col, f64)]) {
        if !start.is_empty() {
            let index: Vec<HighsInt> = start.iter().map(|(col, _)| col.0).collect();
            let value: Vec<f64> = start.iter().map(|(_, value)| *value).collect();
            // SAFETY: two vectors of the length stated, which HiGHS copies; it checks the positions itself.
            let _ = unsafe { Highs_setSparseSolution(self.0, int(index.len()), index.as_ptr(), value.as_ptr()) };
        }
    }

    /// Limits of the columns `set`, each once.
    pub(super) fn bounds(&self, set: &[Col], lower: &[f64], upper: &[f64]) -> bool {
        let index: Vec<HighsInt> = set.iter().map(|col| col.0).collect();
        // SAFETY: three vectors of one length, which HiGHS copies; it checks the positions itself.
        (index.len() == lower.len() && lower.len() == upper.len())
            && unsafe {
                let (lower, upper) = (lower.as_ptr(), upper.as_ptr());
                Highs_changeColsBoundsBySet(self.0, int(index.len()), index.as_ptr(), lower, upper) != STATUS_ERROR
            }
    }

    /// Costs of the columns `set`, each once.
    pub(super) fn costs(&self, set: &[Col], cost: &[f64]) -> bool {
        let index: Vec<HighsInt> = set.iter().map(|col| col.0).collect();
        // SAFETY: two vectors of one length, which HiGHS copies; it checks the positions itself.
        index.len() == cost.len()
            && unsafe {
                Highs_changeColsCostBySet(self.0, int(index.len()), index.as_ptr(), cost.as_ptr()) != STATUS_ERROR
            }
    }

    /// Forgets solution and basis of the run before.
    pub(super) fn forget(&self) -> bool {
        // SAFETY: a live instance.
        unsafe { Highs_clearSolver(self.0) != STATUS_ERROR }
    }

    /// Runs it on `program`, which is what it was given, and reads the answer. The clock starts at 0.
    ///
    /// That there is no solution is tried once more without presolve, which releases of HiGHS have been wrong with; what
    /// that finds in the time that is left counts.
    pub(super) fn solve(&self, program: &Program, limits: &Limits, watch: &dyn Watch) -> Answer {
        let seen = Seen { watch, columns: program.columns() };
        let clock = Instant::now();
        if !self.run(&seen) {
            return Answer::failed();
        }
        let answer = self.answer(program, limits);
        if answer.status != Status::Infeasible || limits.relaxed || watch.stopped() {
            return answer;
        }
        let limits = Limits { time: limits.time.saturating_sub(clock.elapsed()), ..*limits };
        let again = self.forget() && self.set(&limits, false, program.grain()) && self.word(c"presolve", c"off");
        let found = (again && self.run(&seen)).then(|| self.answer(program, &limits));
        found.filter(|found| found.values.is_some()).unwrap_or(answer)
    }

    fn run(&self, seen: &Seen<'_>) -> bool {
        let data: *const Seen<'_> = seen;
        // SAFETY: `seen` outlives the runs below; the callback is only called from within them and taken back after them.
        unsafe {
            // HiGHS compares its limit with all the time that the instance ever ran.
            let _ = Highs_zeroAllClocks(self.0);
            let _ = Highs_setCallback(self.0, Some(callback), data.cast_mut().cast());
            for kind in [
                kHighsCallbackSimplexInterrupt,
                kHighsCallbackIpmInterrupt,
                kHighsCallbackMipInterrupt,
                kHighsCallbackMipImprovingSolution,
                kHighsCallbackMipLogging,
            ] {
                let _ = Highs_startCallback(self.0, kind);
            }
            let mut done = Highs_run(self.0) != STATUS_ERROR;
            if !done {
                // Another user of HiGHS in this thread may have started its scheduler with other threads.
                Highs_resetGlobalScheduler(1);
                done = Highs_run(self.0) != STATUS_ERROR;
            }
            let _ = Highs_setCallback(self.0, None, std::ptr::null_mut());
            done
        }
    }

    fn double(&self, name: &CStr) -> Option<f64> {
        let mut value = 0.0;
        // SAFETY: the name is NUL-terminated and the value is writable.
        (unsafe { Highs_getDoubleInfoValue(self.0, name.as_ptr(), &raw mut value) } != STATUS_ERROR).then_some(value)
    }

    fn answer(&self, program: &Program, limits: &Limits) -> Answer {
        let mut solution_status: HighsInt = 0;
        // SAFETY: plain reads of a live instance; the name is NUL-terminated and the value is writable.
        let (model_status, known) = unsafe {
            (
                Highs_getModelStatus(self.0),
                Highs_getIntInfoValue(self.0, c"primal_solution_status".as_ptr(), &raw mut solution_status),
            )
        };
        let status = match model_status {
            MODEL_STATUS_OPTIMAL => Status::Optimal,
            // Every column of ours has a finite lower cost: unbounded is not possible.
            MODEL_STATUS_INFEASIBLE | MODEL_STATUS_UNBOUNDED_OR_INFEASIBLE => Status::Infeasible,
            _ => Status::Limit,
        };
        let feasible = known != STATUS_ERROR && solution_status == SOLUTION_STATUS_FEASIBLE;
        let continuous = limits.relaxed || !program.integer.contains(&VAR_TYPE_INTEGER);
        let mut values = vec![0.0; program.columns()];
        let mut duals = vec![0.0; program.columns()];
        let mut rows = vec![0.0; program.rows()];
        let mut prices = vec![0.0; program.rows()];
        // SAFETY: the four vectors have as many entries as HiGHS has columns and rows; without a solution they stay 0.
        unsafe {
            Highs_getSolution(self.0, values.as_mut_ptr(), duals.as_mut_ptr(), rows.as_mut_ptr(), prices.as_mut_ptr());
        }
        let bound = if continuous { Some(program.proved(&prices)) } else { self.double(c"mip_dual_bound") };
        let bound = bound.unwrap_or(f64::NEG_INFINITY);
        let values = feasible.then_some(values);
        let grain = if continuous { 0.0 } else { program.grain() };
        // HiGHS may end with continuous columns that can cost less yet: its objective is no bound then, but no value lies between
        // its bound and what is less than a grain below the objective.
        let objective = values.as_ref().map(|values| program.objective(values));
        let near = objective.filter(|cost| grain > 0.0 && (0.0..=grain * FINER).contains(&(cost - bound)));
        let least = near.map(|cost| program.offset + ((cost - program.offset) / grain - FINER).ceil() * grain);
        let bound = least.map_or(bound, |least| bound.max(least));
        Answer { status, values, bound }
    }
}

/// What the callback reads.
struct Seen<'a> {
    watch: &'a dyn Watch,
    columns: usize,
}

/// HiGHS calls back: reports solutions and bounds, and ends the run when asked.
unsafe extern "C" fn callback(
    kind: c_int,
    _message: *const c_char,
    out: *const HighsCallbackDataOut,
    input: *mut HighsCallbackDataIn,
    data: *mut c_void,
) {
    // SAFETY: `data` is the `Seen` that `Instance::run` passed and keeps alive; `out` and `input` are HiGHS's own and null is
    // allowed for.
    let (seen, out, input) = unsafe { (data.cast::<Seen<'_>>().cast_const().as_ref(), out.as_ref(), input.as_mut()) };
    let Some(seen) = seen else { return };
    // A panic must not unwind into C++: it ends the run instead.
    let stop = catch_unwind(AssertUnwindSafe(|| {
        if let Some(out) = out {
            if kind == kHighsCallbackMipImprovingSolution && !out.mip_solution.is_null() {
                // SAFETY: HiGHS states a value for each column of the program that was passed.
                let values = unsafe { std::slice::from_raw_parts(out.mip_solution, seen.columns) };
                seen.watch.improved(values);
            }
            if kind == kHighsCallbackMipLogging || kind == kHighsCallbackMipInterrupt {
                seen.watch.bound(out.mip_dual_bound);
            }
        }
        seen.watch.stopped()
    }));
    if let Some(input) = input
        && stop.unwrap_or(true)
    {
        input.user_interrupt = 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    fn limits() -> Limits {
        Limits { time: Duration::from_secs(10), nodes: None, gap: 0.0, relaxed: false, seed: 1 }
    }

    /// Knapsack with a fractional relaxation: max 5a + 4b + 3c with 2a + 3b + c <= 4.
    fn knapsack() -> Program {
        let mut program = Program::default();
        let cols = [program.binary(-5.0), program.binary(-4.0), program.binary(-3.0)];
        program.row(f64::NEG_INFINITY, 4.0, cols.into_iter().zip([2.0, 3.0, 1.0]));
        program.add_offset(100.0);
        program
    }

    #[derive(Default)]
    struct Log(RefCell<Vec<Vec<f64>>>);

    impl Watch for Log {
        fn improved(&self, values: &[f64]) {
            self.0.borrow_mut().push(values.to_vec());
        }
    }

    #[test]
    fn solves_reports_and_relaxes() {
        let program = knapsack();
        let log = Log::default();
        let answer = program.run(&[], &limits(), &log);
        assert_eq!(answer.status, Status::Optimal);
        assert!((program.objective(&answer.values.unwrap()) - 92.0).abs() < 1e-6);
        assert!((answer.bound - 92.0).abs() < 1e-6);
        assert!((program.objective(log.0.borrow().last().unwrap()) - 92.0).abs() < 1e-6);
        let relaxed = program.run(&[], &Limits { relaxed: true, ..limits() }, &Unseen);
        assert!(relaxed.bound < 92.0 && relaxed.bound > 90.0, "{}", relaxed.bound);
    }

    #[test]
    fn whatever_the_prices_they_prove_no_more_than_the_optimum() {
        let mut program = knapsack();
        let slack = program.free(1.5, 3.0);
        program.row(2.0, 3.0, [(Col(1), 1.0), (Col(2), 1.0), (slack, 1.0)]);
        let optimum = program.run(&[], &Limits { relaxed: true, ..limits() }, &Unseen);
        let optimum = program.objective(&optimum.values.unwrap());
        let mut best = f64::NEG_INFINITY;
        for first in -20..=20 {
            for second in -20..=20 {
                let proved = program.proved(&[f64::from(first) / 4.0, f64::from(second) / 4.0]);
                assert!(proved <= optimum + 1e-6, "{first} {second}: {proved} > {optimum}");
                best = best.max(proved);
            }
        }
        assert!(best > optimum - 0.5, "{best} is far from {optimum}");
    }

    #[test]
    fn objective_values_are_apart_by_the_divisor_of_the_costs() {
        let mut program = Program::default();
        let columns: Vec<Col> = [6.0, 0.0, -4.0].into_iter().map(|cost| program.binary(cost)).collect();
        assert!(program.grain() == 0.0);
        program.count_whole();
        assert!(program.grain() == 2.0);
        program.set_cost(columns[1], 0.5);
        assert!(program.grain() == 0.0);
    }

    #[test]
    fn a_program_that_counts_whole_has_the_same_optimum() {
        // Weights to be reached by few columns; what is missing costs.
        for seed in 0..40_u32 {
            let mut program = Program::default();
            let random = |at: u32| f64::from((seed * 7919 + at * 104_729) % 13);
            let columns: Vec<Col> = (0..8).map(|at| program.binary(15.0 + 5.0 * random(at))).collect();
            for row in 0..4 {
                let missing = program.free(25.0, 40.0);
                let terms = columns.iter().enumerate().map(|(at, col)| (*col, random(20 + row * 8 + at as u32)));
                program.row(17.0 + random(row), f64::INFINITY, terms.chain([(missing, 1.0)]));
            }
            let plain = program.run(&[], &limits(), &Unseen);
            program.count_whole();
            let counted = program.run(&[], &limits(), &Unseen);
            let cost = |answer: &Answer| program.objective(answer.values.as_ref().unwrap());
            assert_eq!((plain.status, counted.status), (Status::Optimal, Status::Optimal));
            assert!((cost(&plain) - cost(&counted)).abs() < 1e-6, "seed {seed}");
            assert!((counted.bound - cost(&counted)).abs() < 1e-6, "seed {seed}");
        }
    }

    #[test]
    fn sees_infeasible_and_empty_programs() {
        let mut program = knapsack();
        program.row(3.5, f64::INFINITY, [(Col(0), 1.0), (Col(1), 1.0)]);
        assert_eq!(program.run(&[], &limits(), &Unseen).status, Status::Infeasible);
        assert_eq!(Program::default().run(&[], &limits(), &Unseen).status, Status::Optimal);
        let mut empty = Program::default();
        empty.row(1.0, 2.0, []);
        assert_eq!(empty.run(&[], &limits(), &Unseen).status, Status::Infeasible);
    }

    #[test]
    fn takes_a_start() {
        let program = knapsack();
        let start = [(Col(0), 1.0), (Col(1), 0.0), (Col(2), 1.0)];
        let answer = program.run(&start, &Limits { nodes: Some(0), ..limits() }, &Unseen);
        assert!((program.objective(&answer.values.unwrap()) - 92.0).abs() < 1e-6);
    }
}
