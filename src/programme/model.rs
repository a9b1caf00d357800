//! Whole-number programs solved goal by goal (lexicographically), by HiGHS through good_lp.
//!
//! ```text
//! minimise g1(x), then g2(x), ... subject to least <= a x <= most, low <= x <= high, x whole
//! ```
//!
//! Each goal is proved optimal before the next one begins, and stays fixed: `g(x) <= value` becomes a row. All numbers are
//! whole, so a solution that HiGHS returns is rounded and then checked against every row in integers; one that fails is
//! not used. When time runs out the best solution known is kept and the goal is marked as not proved, with the bound of
//! the relaxation where that could still be had.
//!
//! Some programs are nearly whole once a few *structural* variables are: then ([`Model::minimise_by_structure`]) only these
//! are asked to be whole, which gives a bound, and the others are made whole for the structure found, which gives a
//! solution. Where the two meet, the solution is proved; else the whole program is searched, from there.

use std::time::{Duration, Instant};

use good_lp::solvers::SolutionStatus;
use good_lp::{
    Expression, ProblemVariables, ResolutionError, Solution, SolverModel, Variable, WithTimeLimit, highs, variable,
};

use crate::solve::milp::highs::UNSOUND;

/// A variable of a [`Model`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Var(usize);

impl Var {
    /// Writes `value` into `values`.
    pub fn set(self, values: &mut [i64], value: i64) {
        if let Some(entry) = values.get_mut(self.0) {
            *entry = value;
        }
    }
}

/// A sum of variables, each with a factor; no variable twice.
pub(crate) type Sum = Vec<(Var, i64)>;

#[derive(Clone, Debug)]
struct Row {
    terms: Sum,
    least: Option<i64>,
    most: Option<i64>,
}

/// Whole-number variables between limits, and rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    limits: Vec<(i64, i64)>,
    /// Upper limits as first stated.
    highs: Vec<i64>,
    structural: Vec<bool>,
    rows: Vec<Row>,
}

/// Which variables a run keeps whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whole {
    All,
    Structure,
    None,
}

/// What a goal came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reached {
    /// Value of the solution kept.
    pub value: i64,
    /// No solution that keeps the earlier goals has less; `None` when nothing is known.
    pub bound: Option<i64>,
    /// Whether the value was proved least.
    pub optimal: bool,
}

/// Why there is no solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Without {
    /// Proved that none exists.
    Infeasible,
    /// None was found in time.
    Time,
}

/// Limits of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Until {
    /// When to end.
    pub deadline: Instant,
    /// Seed of the ties that HiGHS breaks.
    pub seed: u64,
}

enum Ran {
    /// A proved solution, or with less than all variables whole what it was rounded to; and the bound.
    Optimal(Vec<i64>, i64),
    Limit(Option<Vec<i64>>),
    Infeasible,
}

impl Model {
    /// A new variable from 0 to `high`.
    pub fn whole(&mut self, high: i64) -> Var {
        self.limits.push((0, high.max(0)));
        self.highs.push(high.max(0));
        self.structural.push(false);
        Var(self.limits.len() - 1)
    }

    /// Number of variables.
    pub fn len(&self) -> usize {
        self.limits.len()
    }

    /// A new variable that is 0 or 1.
    pub fn binary(&mut self) -> Var {
        self.whole(1)
    }

    /// A new structural variable that is 0 or 1.
    pub fn structural(&mut self) -> Var {
        let var = self.binary();
        if let Some(structural) = self.structural.last_mut() {
            *structural = true;
        }
        var
    }

    /// Keeps every structural variable as it is in `values`.
    pub fn fix_structure(&mut self, values: &[i64]) {
        for index in (0..self.limits.len()).filter(|index| self.structural[*index]) {
            let value = value(values, Var(index));
            self.limits[index] = (value, value);
        }
    }

    /// Takes back what was fixed of the structure.
    pub fn release_structure(&mut self) {
        for index in (0..self.limits.len()).filter(|index| self.structural[*index]) {
            self.limits[index] = (0, self.highs[index]);
        }
    }

    /// Keeps `var` at `value` from now on.
    pub fn fix(&mut self, var: Var, value: i64) {
        if let Some(limits) = self.limits.get_mut(var.0) {
            *limits = (value, value);
        }
    }

    /// `sum <= most`.
    pub fn at_most(&mut self, terms: Sum, most: i64) {
        self.rows.push(Row { terms, least: None, most: Some(most) });
    }

    /// `sum >= least`.
    pub fn at_least(&mut self, terms: Sum, least: i64) {
        self.rows.push(Row { terms, least: Some(least), most: None });
    }

    /// `sum = value`.
    pub fn equal(&mut self, terms: Sum, value: i64) {
        self.rows.push(Row { terms, least: Some(value), most: Some(value) });
    }

    /// Whether `values` keeps every limit and row.
    pub fn accepts(&self, values: &[i64]) -> bool {
        let inside = |(value, (low, high)): (&i64, &(i64, i64))| low <= value && value <= high;
        values.len() == self.limits.len()
            && values.iter().zip(&self.limits).all(inside)
            && self.rows.iter().all(|row| {
                let total = evaluate(&row.terms, values);
                row.least.is_none_or(|least| total >= least) && row.most.is_none_or(|most| total <= most)
            })
    }

    /// Minimises `goal`, starting from `start` when that is a solution, and fixes what was reached.
    pub fn minimise(
        &mut self,
        goal: &Sum,
        start: Option<Vec<i64>>,
        until: &Until,
    ) -> Result<(Vec<i64>, Reached), Without> {
        let start = start.filter(|values| self.accepts(values));
        let (values, reached) = self.best(goal, start, until)?;
        self.at_most(goal.clone(), reached.value);
        Ok((values, reached))
    }

    /// The same, for programs that are nearly whole once their structural variables are.
    pub fn minimise_by_structure(
        &mut self,
        goal: &Sum,
        start: Option<Vec<i64>>,
        until: &Until,
    ) -> Result<(Vec<i64>, Reached), Without> {
        let mut best = start.filter(|values| self.accepts(values));
        // The structure that did well for the goal before often does well for this one.
        best = self.better(goal, best.as_deref(), best.clone(), until);
        let bound = match self.run(goal, best.as_deref(), until, Whole::Structure) {
            Ran::Optimal(values, bound) => {
                if best.as_ref().is_none_or(|best| evaluate(goal, best) > bound) {
                    best = self.better(goal, Some(&values), best, until);
                }
                Some(bound)
            }
            Ran::Limit(Some(values)) => {
                best = self.better(goal, Some(&values), best, until);
                None
            }
            Ran::Limit(None) | Ran::Infeasible => None,
        };
        let proved = best.clone().filter(|values| bound == Some(evaluate(goal, values)));
        let (values, reached) = match (proved, bound) {
            (Some(values), Some(value)) => (values, Reached { value, bound, optimal: true }),
            _ => self.best(goal, best, until)?,
        };
        self.at_most(goal.clone(), reached.value);
        Ok((values, reached))
    }

    /// The better of `best` and the best solution with the structure of `like`.
    fn better(&self, goal: &Sum, like: Option<&[i64]>, best: Option<Vec<i64>>, until: &Until) -> Option<Vec<i64>> {
        let Some(like) = like else { return best };
        let mut fixed = self.clone();
        fixed.fix_structure(like);
        let found = match fixed.run(goal, best.as_deref(), until, Whole::All) {
            Ran::Optimal(values, _) | Ran::Limit(Some(values)) => Some(values),
            Ran::Limit(None) | Ran::Infeasible => None,
        };
        [best, found].into_iter().flatten().min_by_key(|values| evaluate(goal, values))
    }

    fn best(&self, goal: &Sum, start: Option<Vec<i64>>, until: &Until) -> Result<(Vec<i64>, Reached), Without> {
        let (values, optimal) = match self.run(goal, start.as_deref(), until, Whole::All) {
            Ran::Optimal(values, _) => (values, true),
            Ran::Limit(found) => {
                let better = [found, start].into_iter().flatten().min_by_key(|values| evaluate(goal, values));
                (better.ok_or(Without::Time)?, false)
            }
            // A solution known to keep every row is better evidence than a verdict in floating point.
            Ran::Infeasible => (start.ok_or(Without::Infeasible)?, false),
        };
        let value = evaluate(goal, &values);
        let bound = if optimal { Some(value) } else { self.relaxed(goal, until) };
        Ok((values, Reached { value, bound, optimal: optimal || bound == Some(value) }))
    }

    /// A bound on `goal` from the relaxation; it may take a few seconds after the deadline, since a bound is worth them.
    fn relaxed(&self, goal: &Sum, until: &Until) -> Option<i64> {
        let until = Until { deadline: until.deadline.max(Instant::now() + RELAXATION), ..*until };
        match self.run(goal, None, &until, Whole::None) {
            Ran::Optimal(_, bound) => Some(bound),
            _ => None,
        }
    }

    /// One run of HiGHS.
    fn run(&self, goal: &Sum, start: Option<&[i64]>, until: &Until, whole: Whole) -> Ran {
        if self.limits.is_empty() {
            return if self.accepts(&[]) { Ran::Optimal(Vec::new(), 0) } else { Ran::Infeasible };
        }
        let left = until.deadline.saturating_duration_since(Instant::now());
        if left < Duration::from_millis(10) {
            return Ran::Limit(None);
        }
        // HiGHS keeps a scheduler per thread, with the number of workers that its first user asked for: a thread of its
        // own keeps this run apart from the other users.
        std::thread::scope(|scope| {
            let run = |presolve, left| self.solve(goal, start, left, until.seed, whole, presolve);
            let found = scope.spawn(move || match run("choose", left) {
                // Presolve has been wrong about this: what is found without it, in the time that is left, counts.
                Ran::Infeasible => match run("off", until.deadline.saturating_duration_since(Instant::now())) {
                    found @ (Ran::Optimal(..) | Ran::Limit(Some(_))) => found,
                    Ran::Limit(None) | Ran::Infeasible => Ran::Infeasible,
                },
                found => found,
            });
            found.join().unwrap_or(Ran::Limit(None))
        })
    }

    fn solve(
        &self,
        goal: &Sum,
        start: Option<&[i64]>,
        left: Duration,
        seed: u64,
        whole: Whole,
        presolve: &'static str,
    ) -> Ran {
        let mut columns = ProblemVariables::new();
        let mut vars = Vec::with_capacity(self.limits.len());
        for (index, (low, high)) in self.limits.iter().enumerate() {
            let mut column = variable().min(float(*low)).max(float(*high));
            if whole == Whole::All || (whole == Whole::Structure && self.structural[index]) {
                column = column.integer();
            }
            let value = start.filter(|_| whole != Whole::None).and_then(|start| start.get(index));
            if let Some(value) = value {
                column = column.initial(float(*value));
            }
            vars.push(columns.add(column));
        }
        let mut model = columns.minimise(expression(goal, &vars)).using(highs);
        for row in &self.rows {
            let sum = expression(&row.terms, &vars);
            match (row.least, row.most) {
                (Some(least), Some(most)) if least == most => drop(model.add_constraint(sum.eq(float(most)))),
                (least, most) => {
                    if let Some(least) = least {
                        model.add_constraint(sum.clone().geq(float(least)));
                    }
                    if let Some(most) = most {
                        model.add_constraint(sum.leq(float(most)));
                    }
                }
            }
        }
        let model = model
            .set_option("threads", 1)
            .set_option("parallel", "off")
            .set_option("random_seed", i32::try_from(seed % (1 << 31)).unwrap_or(0))
            .set_option("mip_rel_gap", 0.0)
            .set_option("presolve", presolve)
            .set_option("presolve_rule_off", UNSOUND)
            .with_time_limit(left.as_secs_f64());
        match model.solve() {
            Err(ResolutionError::Infeasible) => Ran::Infeasible,
            Err(_) => Ran::Limit(None),
            Ok(solution) => {
                let values: Vec<i64> = vars.iter().map(|var| solution.value(*var).nearest()).collect();
                let ended = !matches!(solution.status(), SolutionStatus::TimeLimit);
                if whole != Whole::All {
                    let objective: f64 =
                        goal.iter().map(|(var, factor)| solution.value(vars[var.0]) * float(*factor)).sum();
                    return if ended { Ran::Optimal(values, objective.round_up()) } else { Ran::Limit(Some(values)) };
                }
                // With a relative gap of 0 HiGHS ends only when its bound meets the value; whole values leave no doubt about
                // what is left of the gap in floating point.
                match (self.accepts(&values), ended) {
                    (false, _) => Ran::Limit(None),
                    (true, false) => Ran::Limit(Some(values)),
                    (true, true) => {
                        let value = evaluate(goal, &values);
                        Ran::Optimal(values, value)
                    }
                }
            }
        }
    }
}

/// Time for a bound after the time is up.
const RELAXATION: Duration = Duration::from_secs(3);

/// The value of `sum`.
pub(crate) fn evaluate(sum: &Sum, values: &[i64]) -> i64 {
    sum.iter().map(|(var, factor)| factor * value(values, *var)).sum()
}

/// The value of `var`.
pub(crate) fn value(values: &[i64], var: Var) -> i64 {
    values.get(var.0).copied().unwrap_or(0)
}

fn expression(sum: &Sum, vars: &[Variable]) -> Expression {
    let mut expression = Expression::with_capacity(sum.len());
    for (var, factor) in sum {
        expression.add_mul(float(*factor), vars[var.0]);
    }
    expression
}

/// Whole numbers here are counts of pupils and positions in lists: far below 2^53.
#[allow(clippy::cast_precision_loss)]
fn float(value: i64) -> f64 {
    value as f64
}

trait Rounds {
    fn nearest(self) -> i64;
    fn round_up(self) -> i64;
}

impl Rounds for f64 {
    #[allow(clippy::cast_possible_truncation)]
    fn nearest(self) -> i64 {
        self.round() as i64
    }

    /// Up to the next whole number, with HiGHS's tolerance.
    #[allow(clippy::cast_possible_truncation)]
    fn round_up(self) -> i64 {
        (self - 1e-5).ceil() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn until() -> Until {
        Until { deadline: Instant::now() + Duration::from_secs(20), seed: 1 }
    }

    /// Knapsack with a fractional relaxation: at most 4 of weights 2, 3, 1.
    fn knapsack() -> (Model, [Var; 3]) {
        let mut model = Model::default();
        let vars = [model.binary(), model.binary(), model.binary()];
        model.at_most(vec![(vars[0], 2), (vars[1], 3), (vars[2], 1)], 4);
        (model, vars)
    }

    #[test]
    fn goals_are_reached_in_order() {
        let (mut model, [a, b, c]) = knapsack();
        // Two items at most fit: first as many as possible, then b rather than a.
        let (values, reached) = model.minimise(&vec![(a, -1), (b, -1), (c, -1)], None, &until()).unwrap();
        assert_eq!(reached, Reached { value: -2, bound: Some(-2), optimal: true });
        let (values, reached) = model.minimise(&vec![(a, 1)], Some(values), &until()).unwrap();
        assert_eq!((reached.value, values), (0, vec![0, 1, 1]));
    }

    /// Three pupils who clash in pairs, as one: halves would do better than wholes.
    #[test]
    fn where_the_bound_is_not_met_the_whole_program_is_searched() {
        let mut model = Model::default();
        let open = model.structural();
        let [a, b, c] = [model.binary(), model.binary(), model.binary()];
        for (x, y) in [(a, b), (b, c), (c, a)] {
            model.at_most(vec![(x, 1), (y, 1)], 1);
        }
        for x in [a, b, c] {
            model.at_most(vec![(x, 1), (open, -1)], 0);
        }
        let goal = vec![(a, -2), (b, -2), (c, -2)];
        let (values, reached) = model.minimise_by_structure(&goal, Some(vec![0; 4]), &until()).unwrap();
        assert_eq!(reached, Reached { value: -2, bound: Some(-2), optimal: true });
        assert_eq!(value(&values, open), 1);
    }

    #[test]
    fn no_solution_is_said_so() {
        let (mut model, [a, b, _]) = knapsack();
        model.at_least(vec![(a, 1), (b, 1)], 2);
        assert_eq!(model.minimise(&vec![(a, 1)], None, &until()), Err(Without::Infeasible));
    }

    #[test]
    fn without_time_the_start_is_kept_and_not_called_optimal() {
        let (mut model, [a, b, c]) = knapsack();
        let past = Until { deadline: Instant::now(), seed: 1 };
        let goal = vec![(a, -5), (b, -4), (c, -3)];
        assert_eq!(model.clone().minimise(&goal, None, &past), Err(Without::Time));
        let (values, reached) = model.minimise(&goal, Some(vec![0, 1, 1]), &past).unwrap();
        assert_eq!(values, [0, 1, 1]);
        assert_eq!((reached.value, reached.optimal), (-7, false));
        assert!(reached.bound.is_some_and(|bound| (-10..=-8).contains(&bound)), "{reached:?}");
    }

    #[test]
    fn a_wrong_start_is_not_used() {
        let (mut model, [a, b, c]) = knapsack();
        let past = Until { deadline: Instant::now(), seed: 1 };
        assert_eq!(model.minimise(&vec![(a, -1), (b, -1), (c, -1)], Some(vec![1, 1, 1]), &past), Err(Without::Time));
    }
}
