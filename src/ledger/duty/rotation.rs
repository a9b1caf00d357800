//! Weekly duty (值周) in rotation: who has which of `W` weeks, `k` people each.
//!
//! **How many turns.** Person `i` has served `s(i)` weeks and gets `t(i)` more, `0 <= t(i) <= cap`, in all `k W`. Each turn
//! in order goes to whoever has the smallest `s + t` and is not at the cap. That is the greedy algorithm for resource
//! allocation with separable convex costs under one sum and upper limits, which is exact: it minimises every sum of `f(s(i) +
//! t(i))` with convex `f`, hence the largest `s + t` among those who get a turn, and it leaves no two who could trade a turn
//! with a difference of more than 1. The cap is the most turns that leave room for nobody to serve two weeks running, as
//! long as the list is long enough for that.
//!
//! **Which weeks.** Turn `j` of person `i` is best in the middle of the `j`-th of `t(i)` equal parts of the term. Week by
//! week those come who must (as many turns left as weeks), then those who were not there last week, by that middle. Before
//! and after each week nobody has more turns left than there are weeks, and the turns left fill these weeks exactly, so `k`
//! people can always be found.
//!
//! **Nobody two weeks running.** Where the above still puts somebody into two weeks running though every `t(i) <= ceil(W/2) -
//! 1`, turns are dealt another way: weeks in the order 0, 2, 4, ..., 1, 3, 5, ... over and over, each person's turns one
//! after the other. Neighbouring weeks are at least `ceil(W/2) - 1` places apart in that circle, and a person's turns span
//! at most `t(i) - 1`, less than that.

/// How many of `weeks` weeks with `people` people each go to each person, who has `served` so many before.
#[must_use]
pub fn turns(served: &[u32], weeks: usize, people: usize) -> Vec<usize> {
    let total = weeks * people.min(served.len());
    let caps = [weeks.saturating_sub(1) / 2, weeks.div_ceil(2), weeks];
    let cap = caps.into_iter().find(|cap| cap * served.len() >= total).unwrap_or(weeks);
    let mut turns = vec![0; served.len()];
    for _ in 0..total {
        let open = (0..turns.len()).filter(|person| turns[*person] < cap);
        let least = open.min_by_key(|person| (u64::from(served[*person]) + turns[*person] as u64, *person));
        if let Some(person) = least {
            turns[person] += 1;
        }
    }
    turns
}

/// For each week the positions of the people whose turn it is, in order; fewer than `people` only when there are not so
/// many.
#[must_use]
pub fn rotate(served: &[u32], weeks: usize, people: usize) -> Vec<Vec<usize>> {
    let turns = turns(served, weeks, people);
    let spread = spread(&turns, weeks, people.min(served.len()));
    let running = spread.windows(2).any(|pair| pair[0].iter().any(|person| pair[1].contains(person)));
    let few = turns.iter().all(|turns| *turns <= weeks.saturating_sub(1) / 2);
    if running && few { dealt(&turns, weeks) } else { spread }
}

/// Week by week, whoever's next turn is due.
fn spread(turns: &[usize], weeks: usize, people: usize) -> Vec<Vec<usize>> {
    let mut left = turns.to_vec();
    let mut schedule: Vec<Vec<usize>> = Vec::new();
    for week in 0..weeks {
        let last = schedule.last();
        let urgency = |person: &usize| {
            let (all, left) = (turns[*person], left[*person]);
            let must = left == weeks - week;
            let rests = last.is_none_or(|last| !last.contains(person));
            // The middle of turn number `all - left`, in thousandths of a week.
            let middle = (2 * (all - left) + 1) * weeks * 1000 / (2 * all);
            (!must, !rests, middle, *person)
        };
        let mut open: Vec<usize> = (0..turns.len()).filter(|person| left[*person] > 0).collect();
        open.sort_by_key(urgency);
        open.truncate(people);
        open.iter().for_each(|person| left[*person] -= 1);
        open.sort_unstable();
        schedule.push(open);
    }
    schedule
}

/// One person's turns after the other's, over every second week and then the weeks between.
fn dealt(turns: &[usize], weeks: usize) -> Vec<Vec<usize>> {
    let circle: Vec<usize> = (0..weeks).step_by(2).chain((1..weeks).step_by(2)).collect();
    let mut schedule = vec![Vec::new(); weeks];
    let people = turns.iter().enumerate().flat_map(|(person, turns)| std::iter::repeat_n(person, *turns));
    for (place, person) in people.enumerate() {
        schedule[circle[place % weeks]].push(person);
    }
    schedule
}

#[cfg(test)]
mod tests {
    use rand::rngs::SmallRng;
    use rand::{Rng, SeedableRng};

    use super::*;

    /// The smallest sum of squares of `served + turns`, and the smallest largest of those who get a turn, by trying all.
    fn best(served: &[u32], cap: usize, total: usize) -> Option<(u64, u64)> {
        let Some((first, rest)) = served.split_first() else { return (total == 0).then_some((0, 0)) };
        let with = |turns: usize| {
            let (squares, largest) = best(rest, cap, total - turns)?;
            let load = u64::from(*first) + turns as u64;
            Some((squares + load * load, if turns > 0 { largest.max(load) } else { largest }))
        };
        let tries: Vec<_> = (0..=cap.min(total)).filter_map(with).collect();
        Some((tries.iter().map(|(squares, _)| *squares).min()?, tries.iter().map(|(_, largest)| *largest).min()?))
    }

    #[test]
    fn turns_are_as_even_as_any() {
        let mut rng = SmallRng::seed_from_u64(1);
        for _ in 0..300 {
            let served: Vec<u32> = (0..rng.random_range(1..5)).map(|_| rng.random_range(0..4)).collect();
            let (weeks, people) = (rng.random_range(1..7), rng.random_range(1..=served.len()));
            let found = turns(&served, weeks, people);
            assert_eq!(found.iter().sum::<usize>(), weeks * people);
            let half = weeks.saturating_sub(1) / 2;
            let caps = [half, weeks.div_ceil(2), weeks];
            let cap = *caps.iter().find(|cap| **cap * served.len() >= weeks * people).unwrap();
            let loads =
                || found.iter().zip(&served).map(|(turns, served)| (*turns, u64::from(*served) + *turns as u64));
            let squares = loads().map(|(_, load)| load * load).sum::<u64>();
            let largest = loads().filter(|(turns, _)| *turns > 0).map(|(_, load)| load).max().unwrap_or(0);
            assert_eq!(Some((squares, largest)), best(&served, cap, weeks * people), "{served:?} {weeks} x {people}");
        }
    }

    #[test]
    fn every_week_is_filled_and_nobody_serves_two_running() {
        let mut rng = SmallRng::seed_from_u64(2);
        for _ in 0..2000 {
            let served: Vec<u32> = (0..rng.random_range(1..12)).map(|_| rng.random_range(0..6)).collect();
            let (weeks, people) = (rng.random_range(1..23), rng.random_range(1..=served.len().min(4)));
            let (turns, schedule) = (turns(&served, weeks, people), rotate(&served, weeks, people));
            assert_eq!(schedule.len(), weeks);
            for (person, turns) in turns.iter().enumerate() {
                assert_eq!(schedule.iter().filter(|week| week.contains(&person)).count(), *turns);
            }
            for week in &schedule {
                assert_eq!(week.len(), people);
                assert!(week.windows(2).all(|pair| pair[0] < pair[1]), "{week:?}");
            }
            if turns.iter().all(|turns| *turns <= weeks.saturating_sub(1) / 2) {
                assert!(!schedule.windows(2).any(running), "{served:?} {weeks} x {people}: {schedule:?}");
            }
        }
    }

    fn running(pair: &[Vec<usize>]) -> bool {
        pair[0].iter().any(|person| pair[1].contains(person))
    }

    /// The second way alone keeps its promise for any turns, even ones that nobody would deal.
    #[test]
    fn turns_dealt_along_the_circle_never_touch() {
        let mut rng = SmallRng::seed_from_u64(3);
        for _ in 0..2000 {
            let (weeks, people) = (rng.random_range(3..23), rng.random_range(1..5));
            let mut turns = Vec::new();
            let mut left: usize = weeks * people;
            while left > 0 {
                turns.push(rng.random_range(1..=left.min((weeks - 1) / 2)));
                left -= turns[turns.len() - 1];
            }
            let schedule = dealt(&turns, weeks);
            assert!(schedule.iter().all(|week| week.len() == people));
            assert!(!schedule.windows(2).any(running), "{turns:?} {weeks} x {people}: {schedule:?}");
        }
    }

    #[test]
    fn two_people_take_turns_and_six_come_round() {
        assert_eq!(rotate(&[0, 0], 4, 1), [[0], [1], [0], [1]]);
        assert_eq!(rotate(&[0; 6], 6, 2), [[0, 1], [2, 3], [4, 5], [0, 1], [2, 3], [4, 5]]);
        // Who has served one week more than the others is left out once.
        assert_eq!(turns(&[1, 0, 0], 5, 1), [1, 2, 2]);
        assert_eq!(rotate(&[], 3, 1), [[0usize; 0]; 3]);
    }
}
