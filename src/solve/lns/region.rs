//! Regions of a timetable: some groups of pupils on some days. What stands there is set free together.

use crate::problem::{ActivityId, Problem, ResourceKind};
use crate::solve::compiled::{Compiled, Var};
use crate::solve::local::moves::Dice;

/// Who takes part in what, and on which day each variable stands.
#[derive(Debug)]
pub(super) struct Map {
    /// Groups of each activity, by number; activities without any have those of the people who take part.
    pub(super) groups_of: Vec<Vec<u32>>,
    /// Activities of each group.
    pub(super) activities_of: Vec<Vec<u32>>,
    /// Groups that each group shares people with, and in how many pairs of activities.
    pub(super) near: Vec<Vec<(u32, u32)>>,
    /// Groups of each person who teaches more than one.
    pub(super) taught: Vec<Vec<u32>>,
    /// Day of each variable.
    pub(super) day_of: Vec<u8>,
    pub(super) days: u8,
}

impl Map {
    pub(super) fn new(compiled: &Compiled, problem: &Problem) -> Self {
        let given = |activity: usize, kind: ResourceKind| problem.given(ActivityId::from_index(activity), kind);
        let mut number = vec![None; problem.resources.len()];
        let mut groups = 0_u32;
        for (resource, number) in problem.resources.iter().zip(&mut number) {
            if resource.kind == ResourceKind::Group {
                *number = Some(groups);
                groups += 1;
            }
        }
        let activities = compiled.counts.len();
        let mut groups_of: Vec<Vec<u32>> = (0..activities)
            .map(|activity| given(activity, ResourceKind::Group).iter().filter_map(|r| number[r.index()]).collect())
            .collect();
        let mut of_person: Vec<Vec<u32>> = vec![Vec::new(); problem.resources.len()];
        for (activity, groups) in groups_of.iter().enumerate() {
            for person in given(activity, ResourceKind::Person) {
                of_person[person.index()].extend(groups);
            }
        }
        let mut taught: Vec<Vec<u32>> = Vec::new();
        let mut pairs: Vec<Vec<u32>> = vec![Vec::new(); groups as usize];
        for groups in &mut of_person {
            for (at, a) in groups.iter().enumerate() {
                for b in groups[at + 1..].iter().filter(|b| *b != a) {
                    pairs[*a as usize].push(*b);
                    pairs[*b as usize].push(*a);
                }
            }
            groups.sort_unstable();
            groups.dedup();
            if groups.len() > 1 {
                taught.push(groups.clone());
            }
        }
        for (activity, groups) in groups_of.iter_mut().enumerate().filter(|(_, groups)| groups.is_empty()) {
            for person in given(activity, ResourceKind::Person) {
                groups.extend(&of_person[person.index()]);
            }
            groups.sort_unstable();
            groups.dedup();
        }
        let near = pairs.into_iter().map(counted).collect();
        let mut activities_of = vec![Vec::new(); groups as usize];
        for (activity, groups) in (0..).zip(&groups_of) {
            groups.iter().for_each(|group| activities_of[*group as usize].push(activity));
        }
        let day =
            |placement: crate::problem::PlacementId| problem.slots[problem.placement(placement).start.index()].day;
        let day_of: Vec<u8> = compiled.variables.iter().map(|variable| day(variable.placement)).collect();
        let days = day_of.iter().max().map_or(1, |day| day + 1);
        Self { groups_of, activities_of, near, taught, day_of, days }
    }

    pub(super) fn groups(&self) -> usize {
        self.activities_of.len()
    }

    /// Variables of the region, sorted.
    pub(super) fn variables(&self, compiled: &Compiled, region: &Region) -> Vec<Var> {
        let mut activities: Vec<u32> =
            region.groups.iter().flat_map(|group| &self.activities_of[*group as usize]).copied().collect();
        activities.sort_unstable();
        activities.dedup();
        let ranges = activities.iter().flat_map(|activity| compiled.range(*activity as usize));
        let inside = ranges.filter(|var| region.days & (1 << (self.day_of[*var] & 63)) != 0);
        inside.filter_map(|var| u32::try_from(var).ok()).map(Var).collect()
    }

    /// `most` groups around `seeds`: again and again one that shares people with those already there.
    pub(super) fn around(&self, seeds: &[u32], most: usize, dice: &mut Dice) -> Vec<u32> {
        let mut inside = vec![false; self.groups()];
        let mut pull: Vec<u32> = vec![0; self.groups()];
        let mut found: Vec<u32> = Vec::new();
        let mut seeds = seeds.to_vec();
        while found.len() < most.min(self.groups()) {
            let next = if seeds.is_empty() {
                self.pulled(&pull, &inside, dice)
            } else {
                seeds.swap_remove(dice.position(seeds.len()))
            };
            if inside[next as usize] {
                continue;
            }
            inside[next as usize] = true;
            found.push(next);
            for (group, shared) in &self.near[next as usize] {
                pull[*group as usize] += shared;
            }
        }
        found.sort_unstable();
        found
    }

    /// A group outside, the likelier the more it shares; any when none shares anything.
    fn pulled(&self, pull: &[u32], inside: &[bool], dice: &mut Dice) -> u32 {
        let outside =
            || (0..).zip(pull).zip(inside).filter(|(_, inside)| !**inside).map(|((group, pull), _)| (group, *pull));
        let total: u32 = outside().map(|(_, pull)| pull).sum();
        let even = u32::from(total == 0);
        let all = if total == 0 { u32::try_from(outside().count()).unwrap_or(1) } else { total };
        let mut ticket = dice.below(all.max(1));
        for (group, pull) in outside() {
            match ticket.checked_sub(pull + even) {
                Some(rest) => ticket = rest,
                None => return group,
            }
        }
        0
    }
}

/// Each number once, with how often it occurred.
fn counted(mut numbers: Vec<u32>) -> Vec<(u32, u32)> {
    numbers.sort_unstable();
    let count = |chunk: &[u32]| u32::try_from(chunk.len()).unwrap_or(u32::MAX);
    numbers.chunk_by(|a, b| a == b).map(|chunk| (chunk[0], count(chunk))).collect()
}

/// Some groups on some days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Region {
    /// Sorted.
    pub(super) groups: Vec<u32>,
    /// Bit `d` for day `d`.
    pub(super) days: u64,
}

/// How a region is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One day of classes that share people.
    Day,
    /// Two days of them.
    Days,
    /// The whole week of a few.
    Week,
    /// Classes of one person, the whole week.
    Person,
    /// Classes around something that costs, on the days where it does and one more.
    Costly,
    /// Any classes on some days.
    Block,
}

/// All of them.
pub(super) const KINDS: [Kind; 6] = [Kind::Day, Kind::Days, Kind::Week, Kind::Person, Kind::Costly, Kind::Block];

impl Kind {
    /// A region of `most` groups; `costly` are the groups and the days of something that costs.
    pub(super) fn region(self, map: &Map, most: usize, costly: Option<&Region>, dice: &mut Dice) -> Region {
        let any = |dice: &mut Dice| [u32::try_from(dice.position(map.groups().max(1))).unwrap_or(0)];
        let seed = match costly {
            // Half of all regions lie where there is something to gain.
            Some(costly) if self != Self::Block && (self == Self::Costly || dice.below(2) == 0) => {
                costly.groups.clone()
            }
            _ => any(dice).to_vec(),
        };
        let all = u64::MAX >> (64 - u32::from(map.days.clamp(1, 64)));
        match self {
            Self::Day => Region { groups: map.around(&seed, most, dice), days: days(map, 1, 0, dice) },
            Self::Days => Region { groups: map.around(&seed, most, dice), days: days(map, 2, 0, dice) },
            Self::Week => Region { groups: map.around(&seed, most, dice), days: all },
            Self::Person => {
                let of = |person: &&Vec<u32>| seed.iter().any(|group| person.contains(group));
                let persons: Vec<_> = map.taught.iter().filter(of).collect();
                let seed = if persons.is_empty() { seed } else { persons[dice.position(persons.len())].clone() };
                Region { groups: map.around(&seed, most, dice), days: all }
            }
            Self::Costly => {
                let held = costly.map_or(0, |costly| costly.days);
                Region { groups: map.around(&seed, most, dice), days: days(map, 3, held, dice) }
            }
            Self::Block => {
                let seeds: Vec<u32> = (0..most).flat_map(|_| any(dice)).collect();
                let number = 2 + dice.below(3);
                Region { groups: map.around(&seeds, most, dice), days: days(map, number, 0, dice) }
            }
        }
    }
}

/// At least `number` days, those of `held` among them unless there are more.
fn days(map: &Map, number: u32, held: u64, dice: &mut Dice) -> u64 {
    let mut mask = if held.count_ones() < number { held } else { 0 };
    while mask.count_ones() < number.min(u32::from(map.days)) {
        mask |= 1 << dice.below(u32::from(map.days));
    }
    mask
}
