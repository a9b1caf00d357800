//! A set of times of one resource as a decision diagram: what its busy and free times cost, and what they measure.
//!
//! Level `i` decides time `i`. A node is what of the past matters to the measures: free times since the last busy one, idle
//! times so far, busy times so far. An arc carries a vector: cost, and measures that are summed over several sets. From the end backwards the
//! componentwise least vector of a node moves onto the arcs into it, and nodes with equal rests become one; so the
//! diagram is as small as the measures allow, its paths are the rows of busy and free times, and a unit flow through it is the convex
//! hull of (busy, cost, measures): the strongest linear statement of what the day costs.

use std::collections::BTreeMap;

use crate::xhstt::model::{CostFunction, Limits};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    /// Free times between busy ones.
    Idle,
    /// 1 if any time is busy.
    Used,
    /// Distance of the busy times from the limits, if there are any.
    Busy(u32, u32),
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    /// Component of the vector to which the measure is added so many times.
    Add(usize, i64),
    /// A function of the distance of the measure from limits: linear, quadratic, step (0, 1, 2), added so many times to the
    /// cost.
    Cost(u8, i64, u32, u32),
    /// The distance must be 0.
    Forbid(u32, u32),
}

/// A measure and its effect.
pub(super) type Item = (Measure, Effect);

/// A time: decided, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// Free for sure.
    Free,
    /// Busy for sure.
    Busy,
    /// To be decided.
    Open,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arc {
    pub level: usize,
    pub from: usize,
    pub to: usize,
    pub busy: bool,
    pub worth: Vec<i64>,
}

/// The reduced diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Diagram {
    pub arcs: Vec<Arc>,
    /// Nodes of each level; the first and the last have one.
    pub widths: Vec<usize>,
    /// What every path carries.
    pub constant: Vec<i64>,
}

/// Codes of cost functions, which have no order of their own.
pub(super) fn code(function: CostFunction) -> u8 {
    match function {
        CostFunction::Linear => 0,
        CostFunction::Quadratic => 1,
        CostFunction::Step => 2,
    }
}

/// The function of a code.
pub(super) fn function(code: u8) -> CostFunction {
    match code {
        0 => CostFunction::Linear,
        1 => CostFunction::Quadratic,
        _ => CostFunction::Step,
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    /// Free times since the last busy one; none before the first.
    gap: Option<u32>,
    idle: u32,
    busy: u32,
}

impl Diagram {
    /// Builds it; none if no row of busy and free times is allowed. `components` is the length of the vectors.
    pub fn new(slots: &[Slot], items: &[Item], components: usize) -> Option<Self> {
        let rule = Rule::new(items, components);
        let mut levels: Vec<Vec<State>> = vec![vec![State { gap: None, idle: 0, busy: 0 }]];
        // For each node of each level: where free and busy lead, and what they carry.
        let mut steps: Vec<Vec<[Option<(usize, Vec<i64>)>; 2]>> = Vec::new();
        for slot in slots {
            let mut numbers: BTreeMap<State, usize> = BTreeMap::new();
            let mut next = Vec::new();
            let mut step = Vec::new();
            for state in levels.last().map_or(&[][..], Vec::as_slice) {
                let mut to = |busy: bool, allowed: bool| {
                    let (after, worth) = allowed.then(|| rule.step(*state, busy)).flatten()?;
                    let number = *numbers.entry(after).or_insert_with(|| {
                        next.push(after);
                        next.len() - 1
                    });
                    Some((number, worth))
                };
                step.push([to(false, *slot != Slot::Busy), to(true, *slot != Slot::Free)]);
            }
            steps.push(step);
            levels.push(next);
        }
        // Rest of each node: its number after merging, and the vector that every path from it carries.
        let mut rests: Vec<Option<(usize, Vec<i64>)>> =
            levels.last()?.iter().map(|state| Some((0, rule.end(*state)?))).collect();
        let mut arcs = Vec::new();
        let mut widths = vec![1];
        for (level, step) in steps.iter().enumerate().rev() {
            let mut numbers: BTreeMap<[Option<(usize, Vec<i64>)>; 2], usize> = BTreeMap::new();
            let mut here = Vec::with_capacity(step.len());
            for choices in step {
                let mut ways = [None, None];
                for (way, choice) in ways.iter_mut().zip(choices) {
                    *way = choice.as_ref().and_then(|(to, worth)| {
                        let (to, rest) = rests[*to].as_ref()?;
                        Some((*to, worth.iter().zip(rest).map(|(a, b)| a + b).collect::<Vec<i64>>()))
                    });
                }
                let least: Option<Vec<i64>> = ways
                    .iter()
                    .flatten()
                    .map(|way| way.1.clone())
                    .reduce(|a, b| a.iter().zip(&b).map(|(a, b)| *a.min(b)).collect());
                here.push(least.map(|least| {
                    for way in ways.iter_mut().flatten() {
                        way.1.iter_mut().zip(&least).for_each(|(worth, least)| *worth -= least);
                    }
                    let number = numbers.len();
                    (*numbers.entry(ways).or_insert(number), least)
                }));
            }
            widths.push(numbers.len());
            for (ways, from) in numbers {
                for (busy, way) in [false, true].into_iter().zip(ways) {
                    arcs.extend(way.map(|(to, worth)| Arc { level, from, to, busy, worth }));
                }
            }
            rests = here;
        }
        widths.reverse();
        arcs.reverse();
        let (_, constant) = rests.into_iter().next().flatten()?;
        Some(Self { arcs, widths, constant })
    }
}

impl Diagram {
    /// The most that a path carries beyond the constant, by component.
    pub fn most(&self) -> Vec<i64> {
        let mut most: Vec<Vec<Vec<i64>>> =
            self.widths.iter().map(|width| vec![vec![0; self.constant.len()]; *width]).collect();
        for arc in &self.arcs {
            let reached: Vec<i64> =
                most[arc.level][arc.from].iter().zip(&arc.worth).map(|(before, worth)| before + worth).collect();
            for (best, reached) in most[arc.level + 1][arc.to].iter_mut().zip(reached) {
                *best = reached.max(*best);
            }
        }
        most.pop().and_then(|mut last| last.pop()).unwrap_or_default()
    }
}

/// The items, sorted by when they are paid.
struct Rule {
    components: usize,
    /// What each idle time carries.
    idle: Vec<i64>,
    /// What the first busy time carries.
    used: Vec<i64>,
    /// No idle time at all.
    tight: bool,
    /// Paid at the end.
    late: Vec<Item>,
    counts_idle: bool,
    counts_busy: bool,
    sees_gaps: bool,
}

impl Rule {
    fn new(items: &[Item], components: usize) -> Self {
        let mut rule = Self {
            components,
            idle: vec![0; components],
            used: vec![0; components],
            tight: false,
            late: Vec::new(),
            counts_idle: false,
            counts_busy: false,
            sees_gaps: items.iter().any(|item| item.0 == Measure::Idle),
        };
        for item in items {
            match *item {
                (Measure::Idle, Effect::Add(component, times)) => rule.idle[component] += times,
                (Measure::Idle, Effect::Cost(0, weight, 0, 0)) => rule.idle[0] += weight,
                (Measure::Idle, Effect::Forbid(0, 0)) => rule.tight = true,
                (Measure::Used, Effect::Add(component, times)) => rule.used[component] += times,
                late => rule.late.push(late),
            }
        }
        rule.counts_idle = rule.late.iter().any(|item| item.0 == Measure::Idle);
        rule.counts_busy = rule.late.iter().any(|item| matches!(item.0, Measure::Busy(..)));
        rule
    }

    fn step(&self, state: State, busy: bool) -> Option<(State, Vec<i64>)> {
        let mut worth = vec![0; self.components];
        let mut after = state;
        if busy {
            match state.gap {
                None => worth.clone_from(&self.used),
                Some(gap) if gap > 0 && self.tight => return None,
                Some(gap) => {
                    worth.iter_mut().zip(&self.idle).for_each(|(worth, idle)| *worth = idle * i64::from(gap));
                    if self.counts_idle {
                        after.idle += gap;
                    }
                }
            }
            after.gap = Some(0);
            if self.counts_busy {
                after.busy += 1;
            }
        } else {
            after.gap = state.gap.map(|gap| gap + u32::from(self.sees_gaps));
        }
        Some((after, worth))
    }

    fn end(&self, state: State) -> Option<Vec<i64>> {
        let mut worth = vec![0; self.components];
        for (measure, effect) in &self.late {
            let value = match *measure {
                Measure::Idle => i64::from(state.idle),
                Measure::Used => i64::from(state.gap.is_some()),
                Measure::Busy(minimum, maximum) if state.gap.is_some() => {
                    Limits { minimum, maximum }.deviation(i64::from(state.busy))
                }
                Measure::Busy(..) => 0,
            };
            match *effect {
                Effect::Add(component, times) => worth[component] += times * value,
                Effect::Cost(function, weight, minimum, maximum) => {
                    let distance = Limits { minimum, maximum }.deviation(value);
                    worth[0] += weight * self::function(function).of(distance);
                }
                Effect::Forbid(minimum, maximum) => {
                    if (Limits { minimum, maximum }).deviation(value) > 0 {
                        return None;
                    }
                }
            }
        }
        Some(worth)
    }
}
