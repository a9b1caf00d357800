//! How much of an earlier solution stands in another one, as a count that a constraint can limit: what makes alternatives.
//!
//! Activities of one name are alike: which of them stands where is nobody's business (a double of a subject where two singles
//! were is no difference). `all` counts the units of the earlier solution, and each term the units that it covers again.
//! Where times are compared, a unit is *name x slot x week*. Where people are (duties, groups whose times are given), it is
//! *name x placement x person* over the needs for people; where only one can fill a need, that unit is always in common.
//!
//! `sum(weight * x) <= max` over these terms is one wide row: a move changes it in constant time, and no other row grows.

use std::collections::BTreeSet;

use super::{
    Activity, ActivityId, Choice, Constraint, Form, Kind, PlacementId, Problem, ResourceId, ResourceKind, Solution,
    Strength, Tag, Term,
};

/// What a solution has in common with an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Terms whose sum is the number of units in common.
    pub terms: Vec<Term>,
    /// Units of the earlier solution.
    pub all: u64,
}

/// What is compared of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compared {
    /// Nothing: it may stand as it stood.
    Nothing,
    /// When its lessons are.
    Times,
    /// Who fills its needs for people.
    People,
}

/// Something that two solutions may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit<'a> {
    /// Grid, day, ordinal, week.
    Time(&'a str, u16, u8, u8, u8),
    Person(&'a str, PlacementId, ResourceId),
}

/// States what solutions of `problem` have in common with `earlier`.
#[must_use]
pub fn overlap(problem: &Problem, earlier: &Solution, compared: impl Fn(ActivityId) -> Compared) -> Overlap {
    let mut units: BTreeSet<Unit<'_>> = BTreeSet::new();
    let mut all = 0;
    for id in problem.activity_ids() {
        let activity = problem.activity(id);
        for choice in earlier.lessons.get(id.index()).map_or(&[][..], Vec::as_slice) {
            let found = match compared(id) {
                Compared::Nothing => Vec::new(),
                Compared::Times => times(problem, &activity.name, choice.placement),
                Compared::People => people(problem, activity, choice),
            };
            all += u64::try_from(found.len()).unwrap_or(u64::MAX);
            units.extend(found);
        }
    }
    let mut terms = Vec::new();
    for id in problem.activity_ids() {
        let activity = problem.activity(id);
        let compared = compared(id);
        for placement in &activity.domain {
            let term = |weight: i32, given| Term { activity: id, placement: *placement, weight, given };
            match compared {
                Compared::Nothing => {}
                Compared::Times => {
                    let covered = times(problem, &activity.name, *placement);
                    let again = covered.iter().filter(|unit| units.contains(unit)).count();
                    if again > 0 {
                        terms.push(term(i32::try_from(again).unwrap_or(i32::MAX), None));
                    }
                }
                Compared::People => {
                    for (need, candidates) in for_people(problem, activity) {
                        let again = |who: &ResourceId| units.contains(&Unit::Person(&activity.name, *placement, *who));
                        let who = candidates.iter().copied().filter(again);
                        terms.extend(who.map(|who| term(1, Some((need, who)))));
                    }
                }
            }
        }
    }
    Overlap { terms, all }
}

impl Overlap {
    /// At most `max` units in common, for sure; a negative number cannot be met.
    #[must_use]
    pub fn at_most(self, max: i64) -> Constraint {
        let kind =
            if self.terms.iter().any(|term| term.given.is_some()) { Kind::PreferResources } else { Kind::PreferTimes };
        Constraint {
            kind,
            form: Form::Count {
                terms: self.terms,
                min: 0,
                max: i32::try_from(max).unwrap_or(if max < 0 { i32::MIN } else { i32::MAX }),
            },
            strength: Strength::Hard,
            tag: Tag { rule: "differ", about: Vec::new() },
        }
    }
}

fn times<'a>(problem: &Problem, name: &'a str, placement: PlacementId) -> Vec<Unit<'a>> {
    let placement = problem.placement(placement);
    let slot = problem.slots[placement.start.index()];
    let weeks = (0..8).filter(|week| placement.weeks >> week & 1 == 1);
    let slots = |week: u8| {
        let ordinals = (0..placement.length).map(move |step| slot.ordinal.saturating_add(step));
        ordinals.map(move |ordinal| Unit::Time(name, slot.grid, slot.day, ordinal, week))
    };
    weeks.flat_map(slots).collect()
}

/// Needs that people fill, by position.
fn for_people<'a>(problem: &'a Problem, activity: &'a Activity) -> impl Iterator<Item = (u8, &'a [ResourceId])> {
    let person = |who: &ResourceId| problem.resource(*who).kind == ResourceKind::Person;
    let needs = activity.needs.iter().enumerate().filter(move |(_, need)| need.candidates.iter().all(person));
    needs.filter_map(|(index, need)| Some((u8::try_from(index).ok()?, need.candidates.as_slice())))
}

fn people<'a>(problem: &'a Problem, activity: &'a Activity, choice: &Choice) -> Vec<Unit<'a>> {
    let filled = for_people(problem, activity).filter_map(|(need, _)| choice.resources.get(usize::from(need)).copied());
    filled.map(|who| Unit::Person(&activity.name, choice.placement, who)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::evaluate;
    use crate::problem::{Cell, CellId, Need, Placement, Resource, Slot, SlotId};

    /// Two days of three slots in one week, singles (placements 0..6) and the doubles 0-1 and 3-4 (placements 6 and 7).
    fn grid() -> Problem {
        let mut problem = Problem { weeks: 1, ..Problem::default() };
        for index in 0..6_u8 {
            let (day, ordinal) = (index / 3, index % 3);
            problem.cells.push(Cell {
                week: 0,
                day,
                start: u16::from(ordinal) * 50,
                end: u16::from(ordinal) * 50 + 40,
            });
            problem.slots.push(Slot { grid: 0, day, ordinal });
            let at = usize::from(index);
            let (start, cells) = (SlotId::from_index(at), vec![CellId::from_index(at)]);
            problem.placements.push(Placement { start, length: 1, weeks: 1, cells });
        }
        for at in [0, 3] {
            let cells = vec![CellId::from_index(at), CellId::from_index(at + 1)];
            problem.placements.push(Placement { start: SlotId::from_index(at), length: 2, weeks: 1, cells });
        }
        for name in ["甲", "乙", "丙"] {
            let (name, kind) = (name.to_owned(), ResourceKind::Person);
            problem.resources.push(Resource { name, kind, capacity: 9, unavailable: Vec::new() });
        }
        problem
    }

    fn activity(name: &str, count: u32, domain: &[u32], candidates: &[u32]) -> Activity {
        let candidates: Vec<_> = candidates.iter().map(|who| ResourceId(*who)).collect();
        let needs = if candidates.is_empty() { Vec::new() } else { vec![Need { candidates, shared: false }] };
        let domain = domain.iter().map(|placement| PlacementId(*placement)).collect();
        Activity { name: name.to_owned(), count, domain, needs }
    }

    fn choices(list: &[(u32, &[u32])]) -> Vec<Choice> {
        let choice = |(placement, who): &(u32, &[u32])| Choice {
            placement: PlacementId(*placement),
            resources: who.iter().map(|who| ResourceId(*who)).collect(),
        };
        list.iter().map(choice).collect()
    }

    fn amount(problem: &Problem, constraint: &Constraint, solution: &Solution) -> i64 {
        let mut problem = problem.clone();
        problem.constraints = vec![constraint.clone()];
        evaluate(&problem, solution).hard
    }

    #[test]
    fn a_double_where_two_singles_were_is_no_difference() {
        let mut problem = grid();
        problem.activities =
            vec![activity("一1 语文", 2, &[0, 1, 2, 3, 4, 5], &[]), activity("一1 语文", 1, &[6, 7], &[])];
        let earlier = Solution { lessons: vec![choices(&[(0, &[]), (1, &[])]), choices(&[(7, &[])])] };
        let found = overlap(&problem, &earlier, |_| Compared::Times);
        assert_eq!(found.all, 4);
        // The same four periods by other activities.
        let turned = Solution { lessons: vec![choices(&[(3, &[]), (4, &[])]), choices(&[(6, &[])])] };
        let half = Solution { lessons: vec![choices(&[(2, &[]), (5, &[])]), choices(&[(6, &[])])] };
        let none = found.clone().at_most(0);
        assert_eq!(amount(&problem, &none, &earlier), 4);
        assert_eq!(amount(&problem, &none, &turned), 4);
        assert_eq!(amount(&problem, &none, &half), 2);
        assert_eq!(amount(&problem, &found.clone().at_most(2), &half), 0);
        // Terms stand only where something is in common: four singles and one double.
        assert_eq!(found.terms.iter().map(|term| term.weight).collect::<Vec<_>>(), [1, 1, 1, 1, 2, 2]);
        assert_eq!(overlap(&problem, &earlier, |_| Compared::Nothing), Overlap::default());
    }

    #[test]
    fn people_are_compared_by_post_and_time() {
        let mut problem = grid();
        // Two posts of one name, so that the two people may change places; and one whose person is given.
        problem.activities = vec![
            activity("校门", 1, &[0], &[0, 1, 2]),
            activity("校门", 1, &[0], &[0, 1, 2]),
            activity("操场", 1, &[1], &[0]),
        ];
        let solution = |a: u32, b: u32| Solution {
            lessons: vec![choices(&[(0, &[a])]), choices(&[(0, &[b])]), choices(&[(1, &[0])])],
        };
        let found = overlap(&problem, &solution(0, 1), |_| Compared::People);
        assert_eq!(found.all, 3);
        let given = found.at_most(1);
        assert_eq!(amount(&problem, &given, &solution(1, 0)), 2);
        assert_eq!(amount(&problem, &given, &solution(2, 0)), 1);
        assert_eq!(amount(&problem, &given, &solution(2, 2)), 0);
        // A limit below nothing cannot be met, not even by a solution with nothing in common; one beyond every number can.
        let all = overlap(&problem, &solution(0, 1), |_| Compared::People);
        assert!(amount(&problem, &all.clone().at_most(i64::MIN), &solution(2, 2)) > 0);
        assert_eq!(amount(&problem, &all.at_most(i64::MAX), &solution(0, 1)), 0);
    }
}
