//! Every activity has its lessons: `sum(x[a, p], p) = count(a)`.

use super::col;
use super::highs::Program;
use crate::solve::compiled::{Compiled, Var};

pub(super) fn rows(compiled: &Compiled, program: &mut Program) {
    for (activity, count) in compiled.counts.iter().enumerate() {
        let vars = compiled.range(activity).filter_map(|index| u32::try_from(index).ok()).map(Var);
        let count = f64::from(*count);
        program.row(count, count, vars.map(|var| (col(var), 1.0)));
    }
}
