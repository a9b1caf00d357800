//! Better rosters from one: local search and neighbourhoods in turn.
//!
//! A *neighbourhood* frees some posts that have to do with each other (of the same people, the same day, the same moment, the
//! same group of needs) and lets HiGHS fill them at their best, all others staying as they are. How many are freed adapts:
//! more while HiGHS finishes, fewer when it does not.

use std::time::{Duration, Instant};

use super::Roster;
use super::part::Part;
use super::search::search;
use super::state::State;
use crate::solve::compiled::Var;
use crate::solve::local::Control;
use crate::solve::local::moves::Dice;
use crate::solve::milp::highs::{Limits, Status, Until};
use crate::solve::milp::{Aim, Model};

/// What an improvement may use, and whom it tells.
pub(in crate::solve) struct Pace<'a> {
    /// Stops soon after it.
    pub deadline: Instant,
    /// Seed of everything random.
    pub seed: u64,
    /// Asked often; ends it.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// One pass of so many moves that can be repeated exactly; without it again and again until the deadline.
    pub moves: Option<u64>,
    /// How hot the first annealing begins.
    pub heat: f64,
    /// A better roster that somebody else found.
    pub other: &'a dyn Fn() -> Option<(Vec<Var>, i64)>,
    /// Told every better roster and its cost.
    pub improved: &'a mut dyn FnMut(&[Var], i64),
}

/// Shortest and longest turn.
const SHORT: Duration = Duration::from_millis(1500);
const LONG: Duration = Duration::from_secs(20);
/// Longest try of one neighbourhood.
const TRY: Duration = Duration::from_secs(3);
/// Nodes of one neighbourhood.
const NODES: i32 = 300;
/// Moves for which a run that can be repeated tries one neighbourhood.
const MOVES_A_TRY: u64 = 50_000;
/// How far a later annealing loosens the roster that it starts from.
const HEAT_AGAIN: f64 = 0.3;
/// Fewest and most posts that are freed.
const LEAST: f64 = 12.0;
const MOST: f64 = 400.0;

/// Improves `start` until the time is up; the best roster and its cost.
pub(in crate::solve) fn improve(roster: &Roster, start: &[Var], pace: &mut Pace<'_>) -> Option<(Vec<Var>, i64)> {
    let mut best: Option<(Vec<Var>, i64)> = None;
    let mut hood = Neighbourhoods::new(roster, start, pace.seed)?;
    let (mut turn, mut heat, mut seed) = (SHORT, pace.heat, pace.seed);
    loop {
        let left = pace.deadline.saturating_duration_since(Instant::now());
        let cool = if pace.moves.is_some() { left } else { turn.min(left) };
        let from = best.as_ref().map_or(start, |(ones, _)| ones.as_slice());
        let mut control = Control {
            deadline: Instant::now() + cool,
            seed,
            stop: pace.stop,
            moves: pace.moves,
            target: Some(0),
            cool: cool.mul_f64(0.95),
            heat,
            share: None,
            improved: &mut |ones, cost| (pace.improved)(ones, cost),
        };
        let found = search(roster, Some(from), &mut control);
        better(&mut best, found);
        better(&mut best, (pace.other)());
        let (from, cost) = best.clone()?;
        let until = Instant::now() + turn.min(pace.deadline.saturating_duration_since(Instant::now()));
        better(&mut best, hood.search(&from, cost, until, pace));
        let over = pace.moves.is_some() || (pace.stop)() || Instant::now() >= pace.deadline;
        if over || best.as_ref().is_none_or(|(_, cost)| *cost == 0) {
            return best;
        }
        better(&mut best, (pace.other)());
        (turn, heat, seed) = ((turn * 3 / 2).min(LONG), HEAT_AGAIN, seed.wrapping_add(0x9e37_79b9));
    }
}

/// Keeps the cheaper one.
fn better(best: &mut Option<(Vec<Var>, i64)>, found: Option<(Vec<Var>, i64)>) {
    if let Some((ones, cost)) = found
        && best.as_ref().is_none_or(|(_, least)| cost < *least)
    {
        *best = Some((ones, cost));
    }
}

/// What has to do with a post.
#[derive(Clone, Copy, Debug)]
enum Kin {
    /// Posts of the same person.
    Person,
    /// Posts at the same moment.
    Moment,
    /// Posts of the same day.
    Day,
    /// Posts of which few people are wanted.
    Group,
    /// Any.
    Any,
}

struct Neighbourhoods<'a> {
    roster: &'a Roster,
    state: State<'a>,
    dice: Dice,
    /// Posts of each spread, and spreads of each post.
    groups: Vec<Vec<u32>>,
    groups_of: Vec<Vec<u32>>,
    /// Posts of each day, and the day of each post.
    days: Vec<Vec<u32>>,
    size: f64,
}

impl<'a> Neighbourhoods<'a> {
    /// None when nothing is open.
    fn new(roster: &'a Roster, start: &[Var], seed: u64) -> Option<Self> {
        let posts = roster.posts.open.len();
        if posts == 0 || start.len() != posts {
            return None;
        }
        let state = State::of(roster, start);
        let mut groups_of = vec![Vec::new(); posts];
        let mut groups = Vec::new();
        for (index, spread) in (0..).zip(&roster.compiled.spreads) {
            let mut members: Vec<u32> = spread.groups.iter().flatten().map(|var| roster.choice(var.0).0).collect();
            members.sort_unstable();
            members.dedup();
            for post in &members {
                groups_of[*post as usize].push(index);
            }
            groups.push(members);
        }
        let mut days = vec![Vec::new(); roster.days.iter().map(|day| *day as usize + 1).max().unwrap_or(0)];
        for (post, day) in (0..).zip(&roster.days) {
            days[*day as usize].push(post);
        }
        let dice = Dice::new(seed ^ 0x5eed);
        Some(Self { roster, state, dice, groups, groups_of, days, size: 40.0 })
    }

    /// Neighbourhoods of a roster, one after another, until it is time.
    fn search(&mut self, start: &[Var], cost: i64, until: Instant, pace: &mut Pace<'_>) -> Option<(Vec<Var>, i64)> {
        let mut at: Vec<u32> = start.iter().map(|var| var.0).collect();
        let mut least = cost;
        let mut tries = pace.moves.map(|moves| (moves / MOVES_A_TRY).clamp(3, 200));
        self.state.load(&at);
        while !(pace.stop)() && tries != Some(0) && least > 0 {
            let end = if pace.moves.is_some() { pace.deadline } else { until };
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            tries = tries.map(|tries| tries - 1);
            let free = self.choose();
            let part = Part::new(self.roster, &at, &free);
            let time = if pace.moves.is_some() { left } else { TRY.min(left) };
            let seed = i32::try_from(self.dice.below(1 << 30)).unwrap_or(0);
            let limits = Limits { time, nodes: Some(NODES), gap: 0.0, relaxed: false, seed };
            let model = Model::new(&part.compiled, Aim::Cheapest);
            let found = model.run(Some(&part.now), &limits, &Until(pace.stop));
            let factor = if found.status == Status::Optimal { 1.15 } else { 0.8 };
            self.size = (self.size * factor).clamp(LEAST, MOST);
            let Some(ones) = found.ones else { continue };
            let mut next = at.clone();
            part.put(&ones, self.roster, &mut next);
            self.state.load(&next);
            let totals = self.state.totals;
            if totals.hard > 0 || totals.soft > least {
                self.state.load(&at);
                continue;
            }
            at = next;
            if totals.soft < least {
                least = totals.soft;
                let ones: Vec<Var> = at.iter().map(|var| Var(*var)).collect();
                (pace.improved)(&ones, least);
            }
        }
        (least < cost).then(|| (at.iter().map(|var| Var(*var)).collect(), least))
    }

    /// Posts that have to do with each other, sorted.
    fn choose(&mut self) -> Vec<u32> {
        let posts = self.roster.posts.open.len();
        let kin = match self.dice.below(6) {
            0 | 1 => [Kin::Person, Kin::Moment],
            2 => [Kin::Day, Kin::Day],
            3 => [Kin::Group, Kin::Person],
            4 => [Kin::Person, Kin::Any],
            _ => [Kin::Moment, Kin::Group],
        };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let size = (self.size as usize).min(posts);
        let some = u32::try_from(posts).unwrap_or(u32::MAX);
        let mut free = vec![self.dice.below(some)];
        let mut inside = vec![false; posts];
        inside[free[0] as usize] = true;
        // Kin may be exhausted before the size is reached.
        for _ in 0..8 * size {
            if free.len() >= size {
                break;
            }
            let post = free[self.dice.position(free.len())];
            let kin = kin[self.dice.position(2)];
            let others: &[u32] = match kin {
                Kin::Person => self.state.held(self.state.who(post)),
                Kin::Moment => &self.roster.meets[post as usize],
                Kin::Day => &self.days[self.roster.days[post as usize] as usize],
                Kin::Group => {
                    let groups = &self.groups_of[post as usize];
                    if groups.is_empty() {
                        &[]
                    } else {
                        &self.groups[groups[self.dice.position(groups.len())] as usize]
                    }
                }
                Kin::Any => &[],
            };
            let next = match (kin, others) {
                (Kin::Any, _) => self.dice.below(some),
                (_, []) => continue,
                (_, others) => others[self.dice.position(others.len())],
            };
            if !std::mem::replace(&mut inside[next as usize], true) {
                free.push(next);
            }
        }
        if !self.roster.followers.is_empty() {
            for index in 0..free.len() {
                for position in self.roster.compiled.range(free[index] as usize) {
                    let Ok(var) = u32::try_from(position) else { continue };
                    for y in self.roster.followers.above(var) {
                        let post = self.roster.choice(*y).0;
                        if !std::mem::replace(&mut inside[post as usize], true) {
                            free.push(post);
                        }
                    }
                }
            }
        }
        free.sort_unstable();
        free
    }
}
