//! [`Compiled`] -> HiGHS: first plans, whole solves with bounds, the root bound.
//!
//! | rows | file |
//! |---|---|
//! | every activity has its lessons | [`activities`] |
//! | linear limits, with slack columns for soft ones | [`limits`] |
//! | day patterns: cover rows, window rows, or the convex hull of the day as paths of a decision diagram | [`patterns`], [`diagram`] |
//! | whether a day is idle | [`presence`] |
//! | groups in use | [`spreads`] |
//! | one instance for many runs | [`kept`] |
//!
//! Columns `0..variables` are the `x` of [`Compiled`], in order; every further column follows from them.

mod activities;
#[cfg(test)]
mod bench;
mod diagram;
pub mod highs;
pub mod kept;
pub(super) mod limits;
mod patterns;
mod presence;
mod spreads;

use highs::{Answer, Col, Limits, Program, Status, Watch};

use super::compiled::{Compiled, Pattern, Var};
use limits::Slacks;
use patterns::{Context, Table};

/// What a model is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Any feasible plan: soft costs are left out, the objective is 0.
    Feasible,
    /// The cheapest plan.
    Cheapest,
}

/// A compiled problem as a program for HiGHS.
#[derive(Clone, Debug)]
pub struct Model {
    program: Program,
    variables: usize,
}

/// How a solve ended.
#[derive(Clone, Debug)]
pub struct Found {
    /// How it ended.
    pub status: Status,
    /// Variables that are 1, if there is a solution.
    pub ones: Option<Vec<Var>>,
    /// No plan costs less, whole numbers being what costs are; none when nothing is known.
    pub bound: Option<i64>,
}

impl Model {
    /// States the rows.
    #[must_use]
    pub fn new(compiled: &Compiled, aim: Aim) -> Self {
        let (mut model, slacks) = Self::without_patterns_for(compiled, aim);
        patterns::rows(&Context::new(compiled, &slacks), &compiled.patterns, aim, &mut model.program);
        spreads::rows(compiled, aim, &mut model.program);
        model
    }

    /// The cheapest plan where days may look as they like: smaller by far, and its bound bounds the whole.
    #[must_use]
    pub fn without_patterns(compiled: &Compiled) -> Self {
        Self::without_patterns_for(compiled, Aim::Cheapest).0
    }

    /// The cheapest plan, without the patterns that are `apart`: these follow as tables over sums of columns.
    #[must_use]
    pub(in crate::solve) fn with_patterns_apart(
        compiled: &Compiled,
        apart: &dyn Fn(&Pattern) -> bool,
    ) -> (Program, Vec<Table>) {
        let (Self { mut program, .. }, slacks) = Self::without_patterns_for(compiled, Aim::Cheapest);
        let context = Context::new(compiled, &slacks);
        let kept = compiled.patterns.iter().filter(|pattern| !apart(pattern));
        patterns::rows(&context, kept, Aim::Cheapest, &mut program);
        spreads::rows(compiled, Aim::Cheapest, &mut program);
        let apart = compiled.patterns.iter().filter(|pattern| apart(pattern));
        let tables = apart.map(|pattern| context.table(pattern, true, &mut program)).collect();
        (program, tables)
    }

    fn without_patterns_for(compiled: &Compiled, aim: Aim) -> (Self, Vec<Slacks>) {
        let mut program = Program::default();
        program.count_whole();
        for _ in &compiled.variables {
            program.binary(0.0);
        }
        activities::rows(compiled, &mut program);
        let slacks = limits::rows(compiled, aim, &mut program);
        (Self { program, variables: compiled.variables.len() }, slacks)
    }

    /// The rows as HiGHS sees them.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Columns and rows.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.program.columns(), self.program.rows())
    }

    /// The same with all variables but those that are `free` fixed as in the plan `ones`.
    #[must_use]
    pub fn around(&self, ones: &[Var], free: &dyn Fn(Var) -> bool) -> Self {
        let mut around = self.clone();
        let mut value = vec![0.0; self.variables];
        for var in ones {
            if let Some(entry) = value.get_mut(var.0 as usize) {
                *entry = 1.0;
            }
        }
        for (col, value) in self.columns().zip(value) {
            if !u32::try_from(col.index()).is_ok_and(|index| free(Var(index))) {
                around.program.fix(col, value);
            }
        }
        around
    }

    /// Leaves these variables one value only.
    pub fn settle(&mut self, settled: &[(Var, bool)]) {
        for (var, value) in settled {
            self.program.fix(col(*var), f64::from(u8::from(*value)));
        }
    }

    /// Solves it, from the plan `start` if given.
    pub fn run(&self, start: Option<&[Var]>, limits: &Limits, watch: &dyn Watch) -> Found {
        let mut values = Vec::new();
        if let Some(ones) = start {
            values.extend(self.columns().map(|col| (col, 0.0)));
            for var in ones {
                if let Some(entry) = values.get_mut(var.0 as usize) {
                    entry.1 = 1.0;
                }
            }
        }
        let answer: Answer = self.program.run(&values, limits, watch);
        let values = answer.values.filter(|_| !limits.relaxed);
        Found { status: answer.status, ones: values.map(|v| self.ones(&v)), bound: whole(answer.bound) }
    }

    fn columns(&self) -> impl Iterator<Item = Col> + use<> {
        (0..self.variables).filter_map(|index| i32::try_from(index).ok()).map(Col)
    }

    /// Variables that are 1 in a solution.
    #[must_use]
    pub fn ones(&self, values: &[f64]) -> Vec<Var> {
        let ones = values.iter().take(self.variables).enumerate().filter(|(_, value)| **value > 0.5);
        ones.filter_map(|(index, _)| u32::try_from(index).ok()).map(Var).collect()
    }
}

/// The least whole cost that is not below a bound, allowing for HiGHS's tolerances.
#[must_use]
pub fn whole(bound: f64) -> Option<i64> {
    let slack = 1e-6 * bound.abs().max(1.0) + 1e-6;
    // Costs are far below 2^53, so the conversion is exact.
    #[allow(clippy::cast_possible_truncation)]
    (bound.is_finite() && bound.abs() < 9e15).then(|| (bound - slack).ceil() as i64)
}

/// The column of a variable.
fn col(var: Var) -> Col {
    Col(i32::try_from(var.0).unwrap_or(i32::MAX))
}
