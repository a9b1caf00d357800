//! What prices of the rows prove, whatever they are.
//!
//! For every `y` that is `>= 0` where only the lower limit of a row is finite and `<= 0` where only the upper is,
//!
//! ```text
//! min c x + ...  >=  sum(y * limit) + sum(min over an activity's choices of r x) + sum(min over a column's range of r x)
//!                                   + sum(min over a day's masks of (price - y * mask)),          r = c - y A
//! ```
//!
//! where the limit of a row is the lower one for `y > 0` and the upper for `y < 0`. The least that an activity of `n` lessons can
//! cost is the sum of its `n` smallest `r`, so its own row needs no price; a slack column that stands in one row limits that
//! row's price to its own cost.

use super::saddle::{Day, Saddle};
use crate::solve::compiled::Var;

impl Saddle {
    /// Proves a bound from any prices of the rows.
    pub(super) fn proved(&self, prices: &[f64]) -> f64 {
        let prices = self.in_range(prices);
        let mut bound = self.offset;
        for (row, price) in prices.iter().enumerate() {
            if *price != 0.0 {
                bound += price * self.limit(row, *price);
            }
        }
        let cost = |column: usize| self.reduced(column, &prices);
        bound += (0..self.activities.len()).map(|activity| self.least_activity(activity, &cost)).sum::<f64>();
        bound += (self.choices()..self.columns()).map(|column| self.least_column(column, &cost)).sum::<f64>();
        bound += self.least_days(self.days.iter(), &prices);
        bound
    }

    /// The limit that a row's price speaks of.
    pub(super) fn limit(&self, row: usize, price: f64) -> f64 {
        if price > 0.0 { self.row_lower[row] } else { self.row_upper[row] }
    }

    /// The least that the lessons of an activity can cost.
    pub(super) fn least_activity(&self, activity: usize, cost: &dyn Fn(usize) -> f64) -> f64 {
        let (range, count) = &self.activities[activity];
        let mut costs: Vec<f64> = range.clone().filter(|column| self.upper[*column] > 0.0).map(cost).collect();
        costs.sort_by(f64::total_cmp);
        costs.iter().take(*count).sum()
    }

    /// The least that a column can cost within its range.
    pub(super) fn least_column(&self, column: usize, cost: &dyn Fn(usize) -> f64) -> f64 {
        let cost = cost(column);
        (cost * self.lower[column]).min(cost * self.upper[column])
    }

    /// The least that days can cost.
    pub(super) fn least_days<'d>(&self, days: impl Iterator<Item = &'d Day>, prices: &[f64]) -> f64 {
        let mut sums = Vec::new();
        let least = days.map(|day| {
            Day::sums(day.links().map(|link| prices[link]), &mut sums);
            // With `y` the price of the link, the mask's column costs `price + sum(y * (+-1/2))`.
            let costs = day.masks.iter().zip(&day.prices).map(|(mask, price)| price - sums[*mask as usize]);
            costs.fold(f64::INFINITY, f64::min)
        });
        least.sum()
    }

    /// Values of variables in every plan that lifts what `prices` prove of no activity by more than its `room`. Forcing in
    /// a lesson that is not among the `n` cheapest of its activity puts out the dearest of these, forcing out one of them lets
    /// in the next.
    pub(super) fn settled(&self, prices: &[f64], room: &dyn Fn(usize) -> f64) -> Vec<(Var, bool)> {
        let prices = self.in_range(prices);
        let mut settled = Vec::new();
        for (activity, (range, count)) in self.activities.iter().enumerate() {
            let mut costs: Vec<(f64, usize)> =
                range.clone().map(|column| (self.reduced(column, &prices), column)).collect();
            costs.sort_by(|a, b| a.0.total_cmp(&b.0));
            let (Some(last), Some(next)) = (count.checked_sub(1).and_then(|last| costs.get(last)), costs.get(*count))
            else {
                continue;
            };
            let (last, next, room) = (last.0, next.0, room(activity));
            for (position, (cost, column)) in costs.iter().enumerate() {
                let lift = if position < *count { next - cost } else { cost - last };
                if let (true, Ok(var)) = (lift > room, u32::try_from(*column)) {
                    settled.push((Var(var), position < *count));
                }
            }
        }
        settled
    }

    /// `c - y A` of a column.
    pub(super) fn reduced(&self, column: usize, prices: &[f64]) -> f64 {
        self.cost[column] - self.by_column.times(column, prices)
    }

    /// Number of columns that belong to activities: the first ones.
    pub(super) fn choices(&self) -> usize {
        self.activities.last().map_or(0, |(range, _)| range.end)
    }

    /// The nearest prices that prove something.
    pub(super) fn in_range(&self, prices: &[f64]) -> Vec<f64> {
        let mut prices = prices.to_vec();
        for price in &mut prices[..self.activities.len()] {
            *price = 0.0;
        }
        for column in self.choices()..self.columns() {
            let (from, to) = (self.by_column.starts[column], self.by_column.starts[column + 1]);
            if to - from == 1 && self.cost[column] >= 0.0 && self.lower[column] == 0.0 {
                let (row, value) = (self.by_column.index[from] as usize, self.by_column.value[from]);
                if prices[row] * value > self.cost[column] {
                    prices[row] = self.cost[column] / value;
                }
            }
        }
        for (row, price) in prices.iter_mut().enumerate() {
            if !self.limit(row, *price).is_finite() || !price.is_finite() {
                *price = 0.0;
            }
        }
        prices
    }
}
