//! Fix and optimise: free a neighbourhood of the best solution, solve it with HiGHS, keep what is not worse, again.
//!
//! Each kind of neighbourhood has its own size (in parts), which grows while HiGHS proves optima early and shrinks when it meets
//! the limit: most gains are made by what is solved to its end in a fraction of a second. Kinds are drawn by how often they gained for
//! their work, with a long memory, since one neighbourhood in thirty gains. While nothing is gained the limit of a neighbourhood
//! grows. What HiGHS finds counts only after a full [recount](breakdown). Before each neighbourhood the search [walks](Walker::walk) along what
//! costs the same: HiGHS, which is given the solution, has no reason to find another of its cost, and the same neighbourhoods would be
//! solved again and again. When neighbourhoods gain nothing any more, the search is [kicked](Kicks) off the incumbent.
//!
//! While something required is violated it is priced, so that every neighbourhood has a solution; from then on it is forbidden.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::facts::Facts;
use super::hood::{Kind, View};
use super::kicks::Kicks;
use super::model::{Aim, Freedom, Model, Place};
use crate::solve::milp::highs::{Limits, Status, Until, Watch};
use crate::xhstt::evaluate::{Part, breakdown, total};
use crate::xhstt::model::{Control, Cost, Instance, Solution};
use crate::xhstt::search::Walker;

/// Price of a unit of infeasibility while the objective counts, too.
const UNIT: i64 = 1000;

/// More infeasibility than this is fought alone.
const MUCH: i64 = 20;

/// First limit of a neighbourhood; nodes in repeatable runs.
const FIRST: Duration = Duration::from_millis(700);
const LONGEST: Duration = Duration::from_secs(30);
const NODES: i32 = 200;

/// Parts times times beyond which the relaxation of the whole is not solved.
const LARGE: usize = 40_000;

/// A neighbourhood of more columns is too large, whatever its limit.
const COLUMNS: usize = 200_000;

/// The limit is at least so many times what the neighbourhood took to be chosen and stated.
const AT_LEAST: u32 = 2;

/// Neighbourhoods without a better incumbent until limits grow.
const PATIENCE: u32 = 250;

/// What of a kind's past still counts after its next neighbourhood.
const MEMORY: f64 = 0.98;
/// Gains and work (seconds; neighbourhoods in repeatable runs) that a kind is credited with beforehand.
const CREDIT: (f64, f64) = (0.5, 2.0);

/// Random moves of the walk before each neighbourhood.
const STEPS: u64 = 100_000;
/// The same of a kick.
const KICK: u64 = 300_000;

/// What is known of a kind.
struct Record {
    kind: Kind,
    size: f64,
    /// Neighbourhoods that gained, and the work of all; the older, the less they count.
    gains: f64,
    work: f64,
    /// Some neighbourhood of it was solved to the end.
    solved: bool,
}

impl Record {
    fn new(kind: Kind) -> Self {
        Self { kind, size: 30.0, gains: 0.0, work: 0.0, solved: false }
    }

    /// Gains for work.
    fn score(&self) -> f64 {
        (self.gains + CREDIT.0) / (self.work + CREDIT.1)
    }

    /// Counts a neighbourhood.
    fn count(&mut self, gained: bool, work: f64) {
        self.gains = self.gains * MEMORY + f64::from(u8::from(gained));
        self.work = self.work * MEMORY + work;
    }

    /// Fits the size to how the last neighbourhood ended: `spent` is the share of its limit that it took, if that counts.
    fn fit(&mut self, status: Status, spent: Option<f64>, most: usize) {
        self.solved |= status == Status::Optimal;
        let factor = match (status, spent) {
            (Status::Limit | Status::Failed, _) if !self.solved => 0.6,
            (Status::Limit | Status::Failed, _) => 0.75,
            (Status::Optimal, None) => 1.1,
            (Status::Optimal, Some(..0.125)) => 1.2,
            (Status::Optimal, Some(..0.5)) => 1.06,
            (Status::Optimal, Some(_)) | (Status::Infeasible, _) => 1.0,
        };
        self.size = (self.size * factor).min(most as f64).max(4.0);
    }
}

/// What a neighbourhood came to.
struct Step {
    status: Status,
    solution: Option<Solution>,
}

/// Improves `start`; the answer is the best solution and its cost.
#[must_use]
pub fn improve(instance: &Instance, start: &Solution, control: &mut Control<'_>) -> (Solution, Cost) {
    let (hard, soft) = (Facts::new(instance, true), Facts::new(instance, false));
    let walker = Walker::new(instance);
    let mut dice = SmallRng::seed_from_u64(control.seed);
    let mut present = start.clone();
    let mut parts = breakdown(instance, &present);
    let mut cost = total(instance, &parts);
    let mut kicks = Kicks::new(start, cost);
    let mut records: Vec<Record> = Vec::new();
    let mut limit = FIRST;
    let mut idle = 0;
    let mut tried = 0;
    let mut relaxation = None;
    while !(control.stop)() && Instant::now() < control.deadline && control.moves.is_none_or(|moves| tried < moves) {
        tried += 1;
        if let Some((other, theirs)) = (control.other)()
            && theirs < kicks.incumbent.1
        {
            present = other;
            parts = breakdown(instance, &present);
            cost = total(instance, &parts);
            kicks.replace(&present, cost);
        } else if let Some(ceiling) = kicks.due(cost) {
            present = walker.kick(&kicks.incumbent.0, KICK, dice.random(), ceiling);
            parts = breakdown(instance, &present);
            cost = total(instance, &parts);
        }
        if cost == Cost::default() {
            break;
        }
        if relaxation.is_none() && cost.infeasibility == 0 {
            relaxation = Some(relax(instance, &hard, &present, &parts, control));
        }
        let began = Instant::now();
        let walked = walker.walk(&present, STEPS, dice.random());
        let charged = breakdown(instance, &walked);
        let new = total(instance, &charged);
        if new <= cost {
            (present, parts, cost) = (walked, charged, new);
        }
        let by_walking = cost < kicks.incumbent.1;
        if by_walking {
            (control.improved)(&present, cost);
            kicks.replace(&present, cost);
        }
        let facts = if cost.infeasibility == 0 { &hard } else { &soft };
        let aim = match cost.infeasibility {
            0 => Aim { required: None, other: 1, whole: false },
            1..=MUCH => Aim { required: Some(UNIT), other: 1, whole: false },
            _ => Aim { required: Some(1), other: 0, whole: false },
        };
        let view = View::new(instance, facts, &present, &parts, relaxation.as_ref());
        for kind in view.kinds() {
            if records.iter().all(|record| record.kind != kind) {
                records.push(Record::new(kind));
            }
        }
        let Some(which) = draw(&records, &mut dice) else { break };
        let (kind, size) = (records[which].kind, crate::xhstt::milp::rows::count(records[which].size));
        let whole = size >= view.size() && kind != Kind::Choice;
        let freedom = if whole { view.everything() } else { view.draw(kind, size, &mut dice) };
        let ready = Instant::now();
        let left = control.deadline.saturating_duration_since(ready);
        let allowed = limit.max((ready - began) * AT_LEAST);
        let limits = Limits {
            time: if control.moves.is_some() { left } else { allowed.min(left) },
            nodes: control.moves.map(|_| NODES),
            gap: 0.0,
            relaxed: false,
            seed: dice.random_range(0..i32::MAX),
        };
        let step = solve(instance, facts, &present, &freedom, aim, &limits, &Until(control.stop));
        let spent = ready.elapsed().as_secs_f64();
        let record = &mut records[which];
        let timed = control.moves.is_none();
        record.fit(step.status, timed.then(|| spent / allowed.as_secs_f64()), view.size());
        let proved = whole && step.status == Status::Optimal && cost.infeasibility == 0;
        let mut gained = false;
        if let Some(solution) = step.solution {
            let charged = breakdown(instance, &solution);
            let new = total(instance, &charged);
            gained = new < cost;
            if new <= cost {
                (present, parts, cost) = (solution, charged, new);
            }
        }
        let before = kicks.incumbent.1;
        let better = kicks.count(&present, cost, gained);
        if better {
            (control.improved)(&present, cost);
            control.gained += (before.objective - cost.objective).max(0);
        }
        record.count(gained, if timed { began.elapsed().as_secs_f64() } else { 1.0 });
        idle = if better || by_walking { 0 } else { idle + 1 };
        if idle >= PATIENCE {
            idle = 0;
            limit = (limit * 3 / 2).min(LONGEST);
        }
        if proved {
            break;
        }
    }
    kicks.incumbent
}

/// What the relaxation of the whole says of parts, where it is small enough to be solved in a part of the time; else nothing.
fn relax(
    instance: &Instance,
    facts: &Facts,
    best: &Solution,
    parts: &[Part],
    control: &Control<'_>,
) -> BTreeMap<Place, f64> {
    let view = View::new(instance, facts, best, parts, None);
    let aim = Aim { required: None, other: 1, whole: true };
    let left = control.deadline.saturating_duration_since(Instant::now());
    let time = if control.moves.is_some() { left } else { left / 10 };
    let wide = instance.events.iter().flat_map(|event| &event.resources).any(|place| place.preassigned.is_none());
    if wide || view.size() * instance.times.len() > LARGE {
        return BTreeMap::new();
    }
    let model = Model::new(instance, facts, best, &view.everything(), aim);
    let limits = Limits { time, nodes: None, gap: 0.0, relaxed: true, seed: 1 };
    let answer = model.rows.program.run(&[], &limits, &Until(control.stop));
    match answer.values.filter(|_| answer.status == Status::Optimal) {
        Some(values) => model.shares(&values),
        None => BTreeMap::new(),
    }
}

/// A kind, by score; no kind is forgotten.
fn draw(records: &[Record], dice: &mut SmallRng) -> Option<usize> {
    let best = records.iter().map(Record::score).fold(0.0, f64::max);
    let weight = |record: &Record| record.score() + 0.2 * best;
    let all: f64 = records.iter().map(weight).sum();
    let mut left = dice.random::<f64>() * all;
    let drawn = records.iter().position(|record| {
        left -= weight(record);
        left < 0.0
    });
    drawn.or(records.len().checked_sub(1))
}

fn solve(
    instance: &Instance,
    facts: &Facts,
    best: &Solution,
    freedom: &Freedom,
    aim: Aim,
    limits: &Limits,
    watch: &dyn Watch,
) -> Step {
    let model = Model::new(instance, facts, best, freedom, aim);
    if model.rows.program.columns() > COLUMNS {
        return Step { status: Status::Limit, solution: None };
    }
    let start = model.start.clone().unwrap_or_default();
    let answer = model.rows.program.run(&start, limits, watch);
    let solution = answer.values.map(|values| model.solution(&values));
    Step { status: answer.status, solution }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Record, Status, draw};
    use rand::SeedableRng;
    use rand::rngs::SmallRng;

    #[test]
    fn kinds_that_gain_for_their_work_are_drawn_more_often_and_none_is_forgotten() {
        let kinds = [Kind::Around, Kind::Days, Kind::Times];
        let mut records = kinds.map(Record::new);
        for turn in 0..60 {
            records[0].count(turn % 10 == 0, 1.0);
            records[1].count(turn % 10 == 0, 0.2);
            records[2].count(false, 0.2);
        }
        let mut dice = SmallRng::seed_from_u64(1);
        let mut drawn = [0; 3];
        (0..3000).for_each(|_| drawn[draw(&records, &mut dice).unwrap()] += 1);
        assert!(drawn[1] > 2 * drawn[0] && drawn[0] > drawn[2] && drawn[2] > 150, "{drawn:?}");
        // What is long past counts less and less.
        let before = records[1].score();
        (0..200).for_each(|_| records[1].count(false, 0.2));
        assert!(records[1].score() < before / 5.0);
        assert_eq!(draw(&[], &mut dice), None);
    }

    #[test]
    fn sizes_follow_how_neighbourhoods_end() {
        let mut record = Record::new(Kind::Days);
        let mut after = |status, spent, most| {
            record.fit(status, spent, most);
            (record.size * 10.0).round() / 10.0
        };
        // Never solved yet: much too large.
        assert_eq!(after(Status::Limit, Some(1.0), 100), 18.0);
        assert_eq!(after(Status::Infeasible, Some(0.1), 100), 18.0);
        assert_eq!(after(Status::Optimal, Some(0.1), 100), 21.6);
        assert_eq!(after(Status::Optimal, Some(0.3), 100), 22.9);
        assert_eq!(after(Status::Optimal, Some(0.7), 100), 22.9);
        assert_eq!(after(Status::Limit, Some(1.0), 100), 17.2);
        // Without a clock.
        assert_eq!(after(Status::Optimal, None, 100), 18.9);
        assert_eq!(after(Status::Optimal, Some(0.1), 20), 20.0);
        for _ in 0..20 {
            after(Status::Failed, None, 20);
        }
        assert_eq!(after(Status::Failed, None, 20), 4.0);
    }
}
