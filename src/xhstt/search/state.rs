//! The state of a search: a plan, counters of everything that a constraint measures, and the cost, all kept up to date
//! step by step.
//!
//! Steps are done at once and logged; costs of resources wait until [`State::settle`], so that a move of many steps looks
//! at each resource once. A refused move is taken back from the log.

mod steps;

use super::base::{NO_TIME, NOBODY, Sum};
use super::index::Index;
use crate::xhstt::model::CostFunction;

/// One change of one slot; in the log, what was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Starting time.
    Time { slot: u32, to: u16 },
    /// Who fills an open place.
    Fill { slot: u32, open: u32, to: u32 },
    /// Duration, while without a time; unfilled when it becomes or was 0.
    Size { slot: u32, to: u16 },
}

impl Step {
    /// Whether both change the same.
    fn same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Time { slot: a, .. }, Self::Time { slot: b, .. })
            | (Self::Size { slot: a, .. }, Self::Size { slot: b, .. }) => a == b,
            (Self::Fill { slot: a, open: c, .. }, Self::Fill { slot: b, open: d, .. }) => (a, c) == (b, d),
            _ => false,
        }
    }
}

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Duration of each slot; 0 if unused.
    pub size: Vec<u16>,
    /// Starting times.
    pub time: Vec<u16>,
    /// Who fills the open places, by [`Index::first_fill`].
    pub fill: Vec<u32>,
}

impl Plan {
    pub(super) fn apply(&mut self, index: &Index<'_>, step: Step) {
        match step {
            Step::Time { slot, to } => self.time[slot as usize] = to,
            Step::Size { slot, to } => self.size[slot as usize] = to,
            Step::Fill { slot, open, to } => self.fill[(index.first_fill[slot as usize] + open) as usize] = to,
        }
    }
}

/// Plan, counters, cost.
pub(super) struct State<'x, 'i> {
    pub index: &'x Index<'i>,
    pub plan: Plan,
    /// Solution events that use a resource at a time; rows by resource.
    pub count: Vec<u16>,
    /// Which slot that is, if it is one: the exclusive or of all.
    pub which: Vec<u32>,
    /// Busy times as a mask.
    pub busy: Vec<u64>,
    /// Sum over times of the number of uses beyond the first.
    pub clash: Vec<i32>,
    pub load: Vec<i64>,
    /// Slots that run at a time, one bit each.
    pub at: Vec<u64>,
    pub slot_words: usize,
    /// Deviations of points.
    deviation: Vec<i32>,
    spread: Vec<i32>,
    /// Parts of a linked event that run at a time.
    running: Vec<u16>,
    /// Events of a link group that run at a time.
    linked: Vec<u16>,
    /// Parts of an avoid-split group that a resource fills, rows by group.
    filled: Vec<u16>,
    /// Different resources of a group.
    different: Vec<i32>,
    /// What each resource costs.
    pub resource_cost: Vec<Sum>,
    pub total: Sum,
    touched: Vec<u32>,
    is_touched: Vec<bool>,
    /// Events of which splits or orders have to be looked at.
    changed: Vec<u32>,
    is_changed: Vec<bool>,
    pub log: Vec<Step>,
    cost_log: Vec<(u32, Sum)>,
    before: Sum,
}

impl<'x, 'i> State<'x, 'i> {
    /// The empty plan: no parts at all.
    pub(super) fn new(index: &'x Index<'i>) -> Self {
        let (slots, times, resources) = (index.event_of.len(), index.times, index.watched.len());
        let slot_words = slots.div_ceil(64);
        let mut state = Self {
            index,
            plan: Plan { size: vec![0; slots], time: vec![NO_TIME; slots], fill: vec![NOBODY; index.fill_slots] },
            count: vec![0; resources * times],
            which: vec![0; resources * times],
            busy: vec![0; resources * index.words],
            clash: vec![0; resources],
            load: index.base_load.clone(),
            at: vec![0; slot_words * times],
            slot_words,
            deviation: index.start.clone(),
            spread: vec![0; index.spread_counters],
            running: vec![0; index.linked_events * times],
            linked: vec![0; index.links.len() * times],
            filled: vec![0; index.groups.len() * resources],
            different: vec![0; index.groups.len()],
            resource_cost: vec![Sum::default(); resources],
            total: Sum::default(),
            touched: Vec::new(),
            is_touched: vec![false; resources],
            changed: Vec::new(),
            is_changed: vec![false; index.events.len()],
            log: Vec::new(),
            cost_log: Vec::new(),
            before: Sum::default(),
        };
        for (group, fixed) in index.group_fixed.iter().enumerate() {
            for resource in fixed {
                state.filled[group * resources + *resource as usize] += 1;
                state.different[group] += 1;
            }
        }
        for (point, deviation) in index.points.iter().zip(&index.start) {
            state.total += point.price.times(point.function.of(i64::from(*deviation)));
        }
        for resource in 0..resources {
            let cost = state.watch(resource);
            state.resource_cost[resource] = cost;
            state.total += cost;
        }
        // An event without parts breaks its demands on parts; these deviations are counted once they change.
        for event in 0..index.events.len() {
            state.recount(event);
        }
        state
    }

    /// Loads `plan` in place of what is there.
    pub(super) fn load_plan(&mut self, plan: &Plan) {
        self.begin();
        for slot in 0..plan.size.len() {
            let opens = self.opens_of(slot);
            if self.plan.size[slot] != plan.size[slot] {
                self.step(Step::Time { slot: slot as u32, to: NO_TIME });
                for open in 0..opens {
                    self.step(Step::Fill { slot: slot as u32, open, to: NOBODY });
                }
                self.step(Step::Size { slot: slot as u32, to: plan.size[slot] });
            }
            for open in 0..opens {
                let to = plan.fill[(self.index.first_fill[slot] + open) as usize];
                self.step(Step::Fill { slot: slot as u32, open, to });
            }
            self.step(Step::Time { slot: slot as u32, to: plan.time[slot] });
        }
        self.settle(1.0, f64::INFINITY);
        self.keep();
    }

    fn opens_of(&self, slot: usize) -> u32 {
        super::base::number(self.index.events[self.index.event_of[slot] as usize].opens.len())
    }

    pub(super) fn begin(&mut self) {
        self.log.clear();
        self.cost_log.clear();
        self.before = self.total;
    }

    /// The cost when the move began.
    pub(super) fn total_before(&self) -> Sum {
        self.before
    }

    /// Does one step and logs what was there.
    pub(super) fn step(&mut self, step: Step) {
        match step {
            Step::Time { slot, to } => {
                let from = self.plan.time[slot as usize];
                if from != to {
                    self.log.push(Step::Time { slot, to: from });
                    self.set_time(slot, from, to);
                }
            }
            Step::Fill { slot, open, to } => {
                let from = self.plan.fill[(self.index.first_fill[slot as usize] + open) as usize];
                if from != to {
                    self.log.push(Step::Fill { slot, open, to: from });
                    self.set_fill(slot, open, from, to);
                }
            }
            Step::Size { slot, to } => {
                let from = self.plan.size[slot as usize];
                if from != to {
                    self.log.push(Step::Size { slot, to: from });
                    self.set_size(slot, from, to);
                }
            }
        }
    }

    /// Does a change that was made on another state.
    pub(super) fn follow(&mut self, steps: &[Step]) {
        self.begin();
        for step in steps {
            self.step(*step);
        }
        self.settle(1.0, f64::INFINITY);
    }

    /// The steps done since `begin`, for another state to follow.
    pub(super) fn done(&self) -> Vec<Step> {
        // What a step led to is what the next one on the same found, or what is there now.
        let later = |at: usize, step: &Step| self.log[at + 1..].iter().find(|other| other.same(*step)).copied();
        let now = |step: &Step| match *step {
            Step::Time { slot, .. } => Step::Time { slot, to: self.plan.time[slot as usize] },
            Step::Size { slot, .. } => Step::Size { slot, to: self.plan.size[slot as usize] },
            Step::Fill { slot, open, .. } => {
                let to = self.plan.fill[(self.index.first_fill[slot as usize] + open) as usize];
                Step::Fill { slot, open, to }
            }
        };
        self.log.iter().enumerate().map(|(at, step)| later(at, step).unwrap_or_else(|| now(step))).collect()
    }

    /// Brings the cost up to date. None when the energy has grown by more than `limit`: the move must be taken back (and the
    /// cost is not up to date). Otherwise the growth.
    pub(super) fn settle(&mut self, price: f64, limit: f64) -> Option<f64> {
        while let Some(event) = self.changed.pop() {
            self.is_changed[event as usize] = false;
            self.recount(event as usize);
        }
        let before = self.before.energy(price);
        if limit < f64::INFINITY && self.touched.len() > 2 {
            // No resource can save more than it costs.
            let mut least = self.total;
            for resource in &self.touched {
                least -= self.resource_cost[*resource as usize];
            }
            if least.energy(price) - before > limit {
                return None;
            }
        }
        while let Some(resource) = self.touched.pop() {
            self.is_touched[resource as usize] = false;
            let old = self.resource_cost[resource as usize];
            let new = self.watch(resource as usize);
            if old != new {
                self.cost_log.push((resource, old));
                self.resource_cost[resource as usize] = new;
                self.total -= old;
                self.total += new;
            }
        }
        let growth = self.total.energy(price) - before;
        (growth <= limit).then_some(growth)
    }

    /// Keeps what was done since `begin`.
    pub(super) fn keep(&mut self) {
        self.log.clear();
        self.cost_log.clear();
    }

    /// Takes back what was done since `begin`.
    pub(super) fn undo(&mut self) {
        while let Some(step) = self.log.pop() {
            match step {
                Step::Time { slot, to } => self.set_time(slot, self.plan.time[slot as usize], to),
                Step::Fill { slot, open, to } => {
                    let from = self.plan.fill[(self.index.first_fill[slot as usize] + open) as usize];
                    self.set_fill(slot, open, from, to);
                }
                Step::Size { slot, to } => self.set_size(slot, self.plan.size[slot as usize], to),
            }
        }
        while let Some(event) = self.changed.pop() {
            self.is_changed[event as usize] = false;
            self.recount(event as usize);
        }
        while let Some(resource) = self.touched.pop() {
            self.is_touched[resource as usize] = false;
        }
        while let Some((resource, cost)) = self.cost_log.pop() {
            self.resource_cost[resource as usize] = cost;
        }
        self.total = self.before;
    }

    /// What a point costs.
    pub(super) fn point_cost(&self, point: u32) -> Sum {
        let deviation = self.deviation[point as usize];
        if deviation == 0 {
            return Sum::default();
        }
        let point = &self.index.points[point as usize];
        point.price.times(point.function.of(i64::from(deviation)))
    }

    /// Changes a point's deviation.
    fn shift(&mut self, point: u32, change: i32) {
        if change == 0 {
            return;
        }
        let deviation = &mut self.deviation[point as usize];
        let (old, new) = (i64::from(*deviation), i64::from(*deviation + change));
        *deviation += change;
        let point = &self.index.points[point as usize];
        let factor = match point.function {
            CostFunction::Linear => i64::from(change),
            other => other.of(new) - other.of(old),
        };
        self.total += point.price.times(factor);
    }
}
