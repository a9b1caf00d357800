//! Primal-dual iterations: the hybrid gradient method, reflected, with Halpern's anchor and restarts.
//!
//! With step `t = 1 / (norm * w)` for the primal and `s = w / norm` for the dual part, one application of `T` to `(z, y)` is
//!
//! ```text
//! z' = nearest point of the ranges and simplices to z - t (c - y A)
//! y' = y - s A (2 z' - z), then moved by the least amount that rows within their limits allow
//! ```
//!
//! and the next point is `(k + 1) / (k + 2) (2 T(p) - p) + 1 / (k + 2) p0`. It restarts from `T(p)` when the distance
//! between `p` and `T(p)` has shrunk enough, and then balances `w` by how far both parts have moved since (Applegate et al.,
//! PDLP, 2021; Lu and Yang, restarted Halpern PDHG, 2024).

use std::time::Instant;

use super::Control;
use super::saddle::Saddle;
use super::scaled::{Point, Scaled, squares};

/// Iterations between two proofs; every tenth of them looks at the distance.
const ROUND: u32 = 50;
const LOOK: u32 = 10;
/// The relaxation counts as solved when the bound is so near its objective, in parts of it.
const NEAR: f64 = 2e-4;
/// It is given up when so many rounds in a row, a part of all rounds, brought nothing.
const PATIENCE: u32 = 3;

/// The end of a solve.
#[derive(Clone, Debug)]
pub(in crate::solve) struct Solved {
    /// Prices of the rows that prove the last bound told.
    pub prices: Vec<f64>,
    /// Whether that bound is the relaxation's own, nearly.
    pub closed: bool,
}

impl Saddle {
    /// Solves the relaxation.
    pub fn solve(&self, control: &mut Control<'_>) -> Solved {
        let scaled = Scaled::new(self);
        let mut run = Run::new(&scaled);
        let mut prices = vec![0.0; self.rows()];
        let mut best = self.proved(&prices);
        (control.improved)(best);
        let (mut closed, mut since, mut rounds) = (false, 0, 0);
        while run.done < control.iterations && !(control.stop)() && Instant::now() < control.deadline {
            run.round();
            rounds += 1;
            let found = scaled.prices(&run.next.y);
            let bound = self.proved(&found);
            let objective = scaled.objective(&run.next);
            since += 1;
            if bound > best {
                if bound > best + NEAR * objective.abs().max(1.0) {
                    since = 0;
                }
                (best, prices) = (bound, found);
                (control.improved)(best);
            }
            closed = (objective - best).abs() <= NEAR * objective.abs().max(1.0) && run.violation() <= NEAR;
            if closed || since * PATIENCE > 2 * rounds + 60 {
                break;
            }
        }
        Solved { prices, closed }
    }
}

struct Run<'s> {
    scaled: &'s Scaled<'s>,
    /// The point, the one that it is anchored at, and `T` of the point.
    point: Point,
    anchor: Point,
    next: Point,
    /// Room for gradients, extrapolations, sums.
    other: Point,
    sums: Vec<f64>,
    kept: Vec<f64>,
    /// Iterations, all of them and since the last restart.
    done: u32,
    inner: u32,
    /// Distance at the last restart and at the last look.
    first: f64,
    last: f64,
    /// Weight of the dual part.
    weight: f64,
}

impl<'s> Run<'s> {
    fn new(scaled: &'s Scaled<'s>) -> Self {
        let point = scaled.origin();
        let limits = scaled.row_lower.iter().zip(&scaled.row_upper).map(|(lower, upper)| {
            let finite = |limit: f64| if limit.is_finite() { limit.abs() } else { 0.0 };
            finite(*lower).max(finite(*upper))
        });
        let sizes = (squares(&scaled.cost).sqrt(), squares(&limits.collect::<Vec<f64>>()).sqrt());
        let weight = if sizes.0 > 0.0 && sizes.1 > 0.0 { sizes.0 / sizes.1 } else { 1.0 };
        Self {
            scaled,
            anchor: point.clone(),
            next: point.clone(),
            other: point.clone(),
            point,
            sums: Vec::new(),
            kept: Vec::new(),
            done: 0,
            inner: 0,
            first: f64::INFINITY,
            last: f64::INFINITY,
            weight: weight.max(1e-3),
        }
    }

    fn round(&mut self) {
        for _ in 0..ROUND {
            self.apply();
            let looked = self.inner.is_multiple_of(LOOK);
            let distance = if looked { self.distance() } else { 0.0 };
            if self.inner == 0 {
                (self.first, self.last) = (distance, distance);
            }
            self.done += 1;
            if looked && self.inner > 0 && self.is_due(distance) {
                self.restart();
                continue;
            }
            if looked {
                self.last = distance;
            }
            let anchor = 1.0 / f64::from(self.inner + 2);
            let (point, next) = (&mut self.point, &self.next);
            for (point, next, first) in [
                (&mut point.x, &next.x, &self.anchor.x),
                (&mut point.masks, &next.masks, &self.anchor.masks),
                (&mut point.y, &next.y, &self.anchor.y),
            ] {
                for ((point, next), first) in point.iter_mut().zip(next).zip(first) {
                    *point = (1.0 - anchor) * (2.0 * next - *point) + anchor * first;
                }
            }
            self.inner += 1;
        }
    }

    /// The most that a row's limits are exceeded.
    fn violation(&mut self) -> f64 {
        let (scaled, next) = (self.scaled, &self.next);
        scaled.times(&next.x, &next.masks, &mut self.other.y);
        let limits = scaled.row_lower.iter().zip(&scaled.row_upper);
        let rows = self.other.y.iter().zip(limits).map(|(sum, (lower, upper))| (lower - sum).max(sum - upper));
        rows.fold(0.0, f64::max)
    }

    fn steps(&self) -> (f64, f64) {
        let step = 0.99 / self.scaled.norm;
        (step / self.weight, step * self.weight)
    }

    /// `next = T(point)`.
    fn apply(&mut self) {
        let (primal, dual) = self.steps();
        let scaled = self.scaled;
        let (point, next, other) = (&self.point, &mut self.next, &mut self.other);
        scaled.transposed_times(&point.y, &mut other.x, &mut other.masks, &mut self.sums);
        for (column, out) in next.x.iter_mut().enumerate() {
            let moved = point.x[column] - primal * (scaled.cost[column] - other.x[column]);
            *out = moved.max(scaled.lower[column]).min(scaled.upper[column]);
            other.x[column] = 2.0 * *out - point.x[column];
        }
        for (day, scale) in scaled.saddle.days.iter().zip(&scaled.days) {
            for (mask, price) in day.range().zip(&day.prices) {
                next.masks[mask] = point.masks[mask] - primal * (price * scale - other.masks[mask]);
            }
            onto_simplex(&mut next.masks[day.range()], 1.0 / scale, &mut self.kept);
            for mask in day.range() {
                other.masks[mask] = 2.0 * next.masks[mask] - point.masks[mask];
            }
        }
        scaled.times(&other.x, &other.masks, &mut other.y);
        for (row, out) in next.y.iter_mut().enumerate() {
            let moved = point.y[row] / dual - other.y[row];
            *out = dual * (moved - moved.max(-scaled.row_upper[row]).min(-scaled.row_lower[row]));
        }
    }

    /// How far `T` moves the point, in the norm in which it never expands.
    fn distance(&mut self) -> f64 {
        let (primal, dual) = self.steps();
        let (point, next, other) = (&self.point, &self.next, &mut self.other);
        for (out, (point, next)) in other.x.iter_mut().zip(point.x.iter().zip(&next.x)) {
            *out = point - next;
        }
        for (out, (point, next)) in other.masks.iter_mut().zip(point.masks.iter().zip(&next.masks)) {
            *out = point - next;
        }
        self.scaled.times(&other.x, &other.masks, &mut other.y);
        let (mut of_y, mut cross) = (0.0, 0.0);
        for (image, (point, next)) in other.y.iter().zip(point.y.iter().zip(&next.y)) {
            let difference = point - next;
            of_y += difference * difference;
            cross += difference * image;
        }
        ((squares(&other.x) + squares(&other.masks)) / primal + of_y / dual - 2.0 * cross).max(0.0).sqrt()
    }

    /// Whether enough was gained, or much was and no more is to come, or it takes too long.
    fn is_due(&self, distance: f64) -> bool {
        distance <= 0.2 * self.first
            || (distance <= 0.8 * self.first && distance > self.last)
            || (self.inner > 100 && f64::from(self.inner) >= 0.36 * f64::from(self.done))
    }

    fn restart(&mut self) {
        let far = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
        let primal = far(&self.next.x, &self.anchor.x) + far(&self.next.masks, &self.anchor.masks);
        let dual = far(&self.next.y, &self.anchor.y);
        if primal > 1e-20 && dual > 1e-20 {
            self.weight = (self.weight * (dual / primal).sqrt()).sqrt();
        }
        self.point.clone_from(&self.next);
        self.anchor.clone_from(&self.next);
        self.inner = 0;
    }
}

/// The nearest point to `values` that is nowhere negative and sums to `total` (Michelot's method).
fn onto_simplex(values: &mut [f64], total: f64, kept: &mut Vec<f64>) {
    kept.clear();
    kept.extend_from_slice(values);
    let mut above;
    loop {
        // A few thousand masks at most.
        #[allow(clippy::cast_precision_loss)]
        let count = kept.len().max(1) as f64;
        above = (kept.iter().sum::<f64>() - total) / count;
        let before = kept.len();
        kept.retain(|value| *value > above);
        if kept.len() == before || kept.is_empty() {
            break;
        }
    }
    for value in values {
        *value = (*value - above).max(0.0);
    }
}
