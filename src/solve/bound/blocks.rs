//! What prices prove of parts that are chosen whole.
//!
//! A *block* is what one person teaches (people who share a lesson that can move are one block). Rows, slack columns and days that
//! hold nothing of another block are inside it; prices `y` are needed only of the rows between blocks:
//!
//! ```text
//! min c x + ...  >=  sum(y * limit, rows between)  +  sum over blocks of  min { (c - y A) x + ... : x whole, all rows inside hold }
//! ```
//!
//! The prices of the relaxation make this no less than its bound, and more where a person's week has no whole plan that is as
//! cheap as a mixture of plans. A block is a small program, which HiGHS solves; one that it does not solve in time counts with
//! the bound that HiGHS has, or with what prices alone prove. (Lagrangian relaxation with the blocks as subproblems: Geoffrion,
//! 1974.)

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::Control;
use super::saddle::Saddle;
use crate::problem::{Problem, ResourceId, ResourceKind};
use crate::solve::compiled::Var;
use crate::solve::milp::highs::{Answer, Col, Limits, Program, Status, Unseen, Until};

/// A gain that is less tells nothing: HiGHS keeps rows and objectives only so exactly.
const EXACT: f64 = 1e-2;
/// Time for what a choice costs, which HiGHS's presolve knows.
const CHECK: Duration = Duration::from_millis(200);
/// What HiGHS's tolerances may add to a block's bound, and the same in parts of that bound.
const DOUBT: f64 = 1e-4;
const DOUBT_PART: f64 = 1e-5;

/// Activities that one given person has, as lists of positions, each at least two.
pub(in crate::solve) fn people(problem: &Problem) -> Vec<Vec<usize>> {
    let mut lists: BTreeMap<ResourceId, Vec<usize>> = BTreeMap::new();
    for activity in problem.activity_ids() {
        for person in problem.given(activity, ResourceKind::Person) {
            lists.entry(person).or_default().push(activity.index());
        }
    }
    lists.into_values().filter(|list| list.len() > 1).collect()
}

/// To which block something belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// None that is known yet.
    Nobody,
    Block(usize),
    Several,
}

impl Owner {
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nobody, owner) | (owner, Self::Nobody) => owner,
            (Self::Block(a), Self::Block(b)) if a == b => self,
            _ => Self::Several,
        }
    }
}

/// What is inside one block.
#[derive(Clone, Debug, Default)]
struct Block {
    activities: Vec<usize>,
    /// Columns beyond those of activities.
    columns: Vec<usize>,
    rows: Vec<usize>,
    days: Vec<usize>,
}

/// Prices, and what they prove with blocks chosen whole.
#[derive(Debug)]
pub(in crate::solve) struct Whole<'s> {
    saddle: &'s Saddle,
    prices: Vec<f64>,
    /// Reduced cost of each column, by the prices of all rows.
    reduced: Vec<f64>,
    /// Columns that no plan can choose otherwise: their value.
    fixed: Vec<Option<f64>>,
    blocks: Vec<Block>,
    /// Block of each activity that has a choice.
    block_of: Vec<Option<usize>>,
    /// Owner of each row.
    rows: Vec<Owner>,
    /// What prices alone prove.
    base: f64,
    /// What each block adds to it.
    gains: Vec<f64>,
    /// Blocks that are not solved yet.
    open: Vec<usize>,
}

impl<'s> Whole<'s> {
    /// Blocks of the activities that are `together`, in lists; nothing is solved yet.
    pub fn new(saddle: &'s Saddle, prices: &[f64], together: &[Vec<usize>]) -> Self {
        let prices = saddle.in_range(prices);
        let reduced = (0..saddle.columns()).map(|column| saddle.reduced(column, &prices)).collect();
        let fixed = fixed(saddle);
        let block_of = partition(saddle, &fixed, together);
        let mut blocks = vec![Block::default(); block_of.iter().flatten().max().map_or(0, |last| last + 1)];
        for (activity, block) in block_of.iter().enumerate() {
            if let Some(block) = block {
                blocks[*block].activities.push(activity);
            }
        }
        let mut column_block = vec![Owner::Nobody; saddle.columns()];
        for ((range, _), block) in saddle.activities.iter().zip(&block_of) {
            if let Some(block) = block {
                range.clone().filter(|column| fixed[*column].is_none()).for_each(|column| {
                    column_block[column] = Owner::Block(*block);
                });
            }
        }
        let (rows, columns) = owners(saddle, &column_block);
        for (row, owner) in rows.iter().enumerate() {
            if let Owner::Block(block) = owner {
                blocks[*block].rows.push(row);
            }
        }
        for (column, owner) in (0..).zip(&columns).skip(saddle.choices()) {
            if let Owner::Block(block) = owner {
                blocks[*block].columns.push(column);
            }
        }
        for (day, stated) in saddle.days.iter().enumerate() {
            if let Some(Owner::Block(block)) = stated.links().next().map(|link| rows[link]) {
                blocks[block].days.push(day);
            }
        }
        let base = saddle.proved(&prices);
        // What a single activity can choose prices know already.
        let open = (0..blocks.len()).filter(|block| blocks[*block].rows.len() > 1).collect();
        let gains = vec![0.0; blocks.len()];
        Self { saddle, prices, reduced, fixed, blocks, block_of, rows, base, gains, open }
    }

    /// What is proved.
    pub fn bound(&self) -> f64 {
        self.base + self.gains.iter().sum::<f64>()
    }

    /// Whether there are blocks that are not solved.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Tries the blocks that are not solved yet, `time` for each. A block can gain no more than it costs in `plan` above what
    /// prices prove of it: where that is nothing, there is nothing to solve.
    pub fn round(&mut self, plan: &[Var], time: Duration, control: &mut Control<'_>) {
        let mut value = vec![0.0; self.saddle.choices()];
        plan.iter().for_each(|var| value[var.0 as usize] = 1.0);
        for block in std::mem::take(&mut self.open) {
            let left = control.deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || (control.stop)() {
                self.open.push(block);
                continue;
            }
            let (program, choices) = self.program(block);
            let start: Vec<(Col, f64)> = choices.iter().map(|(column, col)| (*col, value[*column])).collect();
            let part = self.part(block);
            if excess(&program, &start, part) <= EXACT {
                continue;
            }
            let limits = Limits { time: time.min(left), nodes: None, gap: 0.0, relaxed: false, seed: 1 };
            let Answer { status, bound, .. } = program.run(&start, &limits, &Until(control.stop));
            if status == Status::Limit {
                self.open.push(block);
            }
            let gain = bound - part - DOUBT - DOUBT_PART * bound.abs();
            if gain.is_finite() && gain > self.gains[block].max(EXACT) {
                self.gains[block] = gain;
                (control.improved)(self.bound());
            }
        }
    }

    /// Values of variables in every plan that costs at most `most`: another value would lift the bound above it, in which then
    /// what prices alone prove of its block counts, not what the block does.
    pub fn settled(&self, most: f64) -> Vec<(Var, bool)> {
        let room = most - self.bound() + 1e-6 * most.abs().max(1.0);
        let gain = |activity: usize| self.block_of[activity].map_or(0.0, |block| self.gains[block]);
        self.saddle.settled(&self.prices, &|activity| room + gain(activity))
    }

    /// What columns that cannot be chosen add to a row.
    fn constant(&self, row: usize) -> f64 {
        let choices = self.saddle.by_row.row(row).filter(|(column, _)| *column < self.saddle.choices());
        choices.map(|(column, weight)| weight * self.fixed[column].unwrap_or(0.0)).sum()
    }

    /// What prices alone prove of a block.
    fn part(&self, block: usize) -> f64 {
        let (saddle, inner) = (self.saddle, &self.blocks[block]);
        let priced = inner.rows.iter().map(|row| (*row, self.prices[*row])).filter(|(_, price)| *price != 0.0);
        let mut part: f64 = priced.map(|(row, price)| price * (saddle.limit(row, price) - self.constant(row))).sum();
        let cost = |column: usize| self.reduced[column];
        part += inner.activities.iter().map(|activity| saddle.least_activity(*activity, &cost)).sum::<f64>();
        part += inner.columns.iter().map(|column| saddle.least_column(*column, &cost)).sum::<f64>();
        part += saddle.least_days(inner.days.iter().map(|day| &saddle.days[*day]), &self.prices);
        part
    }

    /// The cheapest whole choice of a block, by its own costs and the prices of the rows between blocks; and where columns of
    /// activities are in it.
    fn program(&self, block: usize) -> (Program, BTreeMap<usize, Col>) {
        let (saddle, inner) = (self.saddle, &self.blocks[block]);
        let mut program = Program::default();
        let cost = |column: usize| {
            let paid = saddle.by_column.row(column).filter(|(row, _)| self.rows[*row] != Owner::Block(block));
            saddle.cost[column] - paid.map(|(row, weight)| weight * self.prices[row]).sum::<f64>()
        };
        let mut cols: BTreeMap<usize, Col> = BTreeMap::new();
        for (range, _) in inner.activities.iter().map(|activity| &saddle.activities[*activity]) {
            for column in range.clone().filter(|column| saddle.upper[*column] > 0.0) {
                cols.insert(column, program.column(cost(column), saddle.lower[column], 1.0, true));
            }
        }
        let choices = cols.clone();
        for column in &inner.columns {
            let (lower, upper) = (saddle.lower[*column], saddle.upper[*column]);
            cols.insert(*column, program.column(cost(*column), lower, upper, false));
        }
        let mut masks: BTreeMap<usize, Vec<(Col, f64)>> = BTreeMap::new();
        for day in inner.days.iter().map(|day| &saddle.days[*day]) {
            let ways: Vec<Col> = day.prices.iter().map(|price| program.column(*price, 0.0, 1.0, false)).collect();
            for (bit, link) in day.links().enumerate() {
                let half = |mask: &u32| if mask >> bit & 1 == 1 { -0.5 } else { 0.5 };
                masks.insert(link, ways.iter().zip(&day.masks).map(|(way, mask)| (*way, half(mask))).collect());
            }
            program.row(1.0, 1.0, ways.into_iter().map(|way| (way, 1.0)));
        }
        for row in &inner.rows {
            let constant = self.constant(*row);
            let known = saddle.by_row.row(*row).filter_map(|(column, weight)| Some((*cols.get(&column)?, weight)));
            let terms: Vec<(Col, f64)> = known.chain(masks.remove(row).unwrap_or_default()).collect();
            program.row(saddle.row_lower[*row] - constant, saddle.row_upper[*row] - constant, terms);
        }
        (program, choices)
    }
}

/// What a choice costs above `part`; infinite when that is not known.
fn excess(program: &Program, choice: &[(Col, f64)], part: f64) -> f64 {
    let mut program = program.clone();
    choice.iter().for_each(|(col, value)| program.fix(*col, *value));
    let limits = Limits { time: CHECK, nodes: None, gap: 0.0, relaxed: false, seed: 1 };
    match program.run(&[], &limits, &Unseen).values {
        Some(values) => program.objective(&values) - part,
        None => f64::INFINITY,
    }
}

/// Columns of activities that can only be what they are.
fn fixed(saddle: &Saddle) -> Vec<Option<f64>> {
    let mut fixed = vec![None; saddle.columns()];
    for (range, count) in &saddle.activities {
        let open: Vec<usize> = range.clone().filter(|column| saddle.upper[*column] > 0.0).collect();
        range.clone().filter(|column| saddle.upper[*column] <= 0.0).for_each(|column| fixed[column] = Some(0.0));
        if open.len() == *count {
            open.into_iter().for_each(|column| fixed[column] = Some(1.0));
        }
    }
    fixed
}

/// Block of each activity that has a choice: activities of one list are in one.
fn partition(saddle: &Saddle, fixed: &[Option<f64>], together: &[Vec<usize>]) -> Vec<Option<usize>> {
    let free = |activity: usize| {
        saddle.activities.get(activity).is_some_and(|(range, _)| range.clone().any(|column| fixed[column].is_none()))
    };
    let mut sets = petgraph::unionfind::UnionFind::<usize>::new(saddle.activities.len());
    for list in together {
        let mut list = list.iter().copied().filter(|activity| free(*activity));
        if let Some(first) = list.next() {
            list.for_each(|other| {
                sets.union(first, other);
            });
        }
    }
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let number = |activity: usize| {
        let next = numbers.len();
        free(activity).then(|| *numbers.entry(sets.find(activity)).or_insert(next))
    };
    (0..saddle.activities.len()).map(number).collect()
}

/// Owners of rows and of columns: what a row or a day holds belongs to those who own any of it, but a column of an activity only
/// to the block of its activity.
fn owners(saddle: &Saddle, choices: &[Owner]) -> (Vec<Owner>, Vec<Owner>) {
    let mut columns = choices.to_vec();
    let mut rows = vec![Owner::Nobody; saddle.rows()];
    loop {
        let mut next = rows.clone();
        for (row, owner) in next.iter_mut().enumerate() {
            *owner = saddle.by_row.row(row).fold(*owner, |owner, (column, _)| owner.with(columns[column]));
        }
        for day in &saddle.days {
            let owner = day.links().fold(Owner::Nobody, |owner, link| owner.with(next[link]));
            day.links().for_each(|link| next[link] = owner);
        }
        for column in saddle.choices()..saddle.columns() {
            columns[column] =
                saddle.by_column.row(column).fold(columns[column], |owner, (row, _)| owner.with(next[row]));
        }
        if next == rows {
            return (rows, columns);
        }
        rows = next;
    }
}
