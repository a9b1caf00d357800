//! Conflicts against enumeration, and rooms that depend on what stands beside them.

use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::{Lesson, NoRooms, any, assign};
use crate::evaluate::evaluate;
use crate::problem::{ActivityId, Form, PlacementId, Problem, ResourceId, ResourceKind, Solution, Term};
use crate::solve::sample::{activity, constrain, grid, resource, term, with_doubles};
use crate::solve::tests::ways;
use crate::solve::{Options, Outcome, Unwatched, solve};

const TIME: Duration = Duration::from_secs(20);

/// Lessons with open rooms and hard conditions on them.
fn hard_rooms(dice: &mut SmallRng) -> Problem {
    let mut problem = grid(1, 4);
    with_doubles(&mut problem);
    let rooms: Vec<ResourceId> = (0..3)
        .map(|_| {
            let blocked: Vec<u32> = (0..4).filter(|_| dice.random_bool(0.2)).collect();
            resource(&mut problem, ResourceKind::Room, 1, &blocked)
        })
        .collect();
    let activities: Vec<ActivityId> = (0..dice.random_range(2..=4))
        .map(|_| {
            let first = dice.random_range(0..2);
            let candidates = &rooms[first..=dice.random_range(first..3)];
            let (count, domain) = if dice.random_bool(0.3) {
                (1, (4..7).collect())
            } else {
                (dice.random_range(1..=2), (0..4).collect())
            };
            activity(&mut problem, count, domain, &[(candidates, false)])
        })
        .collect();
    if dice.random_bool(0.5) {
        // Rooms need only be free.
        return problem;
    }
    for _ in 0..dice.random_range(1..=3) {
        let form = match dice.random_range(0..4) {
            0 => Form::FewResources { needs: activities.iter().map(|id| (*id, 0)).collect(), max: 2 },
            1 => Form::FewResources { needs: vec![(activities[0], 0), (activities[1], 0)], max: 1 },
            2 => Form::PreferResource { need: (activities[0], 0), costs: vec![(rooms[1], 1)] },
            _ => {
                let mut terms = Vec::new();
                for id in &activities {
                    for placement in (0..4).map(PlacementId) {
                        if dice.random_bool(0.5) {
                            let given = dice.random_bool(0.7).then(|| (0, rooms[dice.random_range(0..3)]));
                            terms.push(Term { given, ..term(*id, placement, dice.random_range(-1..=2)) });
                        }
                    }
                }
                let min = dice.random_range(-1..=1);
                Form::Count { terms, min, max: min + dice.random_range(0..=2) }
            }
        };
        constrain(&mut problem, form, None);
    }
    problem
}

fn lessons(solution: &Solution) -> Vec<Lesson> {
    let of_activity = solution.lessons.iter().enumerate();
    let lessons = of_activity
        .flat_map(|(index, choices)| choices.iter().map(move |c| (ActivityId::from_index(index), c.placement)));
    lessons.collect()
}

#[test]
fn conflicts_are_in_no_plan_and_rooms_keep_every_hard_condition() {
    let mut dice = SmallRng::seed_from_u64(5);
    let (mut conflicts, mut smaller, mut found) = (0, 0, 0);
    while conflicts < 150 {
        let problem = hard_rooms(&mut dice);
        let ways: Vec<_> = problem.activity_ids().map(|id| ways(&problem, id)).collect();
        let total: usize = ways.iter().map(Vec::len).product();
        if total > 20_000 {
            continue;
        }
        let all = (0..total).map(|mut index| {
            let mut solution = Solution::default();
            for of_activity in &ways {
                solution.lessons.push(of_activity[index % of_activity.len()].clone());
                index /= of_activity.len();
            }
            solution
        });
        let plans: Vec<Vec<Lesson>> =
            all.filter(|solution| evaluate(&problem, solution).hard == 0).map(|solution| lessons(&solution)).collect();
        for _ in 0..6 {
            let mut at = Vec::new();
            for of_activity in &ways {
                let way = &of_activity[dice.random_range(0..of_activity.len())];
                let id = ActivityId::from_index(at.len());
                at.push(way.iter().map(|choice| (id, choice.placement)).collect::<Vec<_>>());
            }
            let at = at.concat();
            match assign(&problem, &at, TIME) {
                Ok(solution) => {
                    // Limits on times alone are not this stage's.
                    if plans.contains(&at) {
                        let some = any(&problem, &at, TIME).unwrap();
                        assert_eq!((evaluate(&problem, &solution).hard, evaluate(&problem, &some).hard), (0, 0));
                        found += 1;
                    }
                }
                Err(NoRooms::Conflicts(all)) => {
                    assert!(!all.is_empty());
                    for conflict in all {
                        assert!(!conflict.is_empty() && conflict.iter().all(|lesson| at.contains(lesson)));
                        let has = |plan: &Vec<Lesson>| conflict.iter().all(|lesson| plan.contains(lesson));
                        assert!(!plans.iter().any(has), "{problem:?} {conflict:?}");
                        conflicts += 1;
                        smaller += usize::from(conflict.len() < at.len());
                    }
                    assert!(any(&problem, &at, TIME).is_err());
                }
                Err(NoRooms::Unknown) => panic!("cut short"),
            }
        }
    }
    assert!(found > 50 && smaller > 75, "{found} {smaller}");
}

/// Classes at home in one building, with a music room there and one so far away that only a free period before and after
/// leaves time to walk.
fn two_buildings(classes: usize, music: u32, others: u32) -> Problem {
    let mut problem = grid(5, 6);
    let near = resource(&mut problem, ResourceKind::Room, 1, &[]);
    let far = resource(&mut problem, ResourceKind::Room, 1, &[]);
    for _ in 0..classes {
        let class = [resource(&mut problem, ResourceKind::Group, 1, &[])];
        let sung = activity(&mut problem, music, (0..30).collect(), &[(&class, true), (&[near, far], false)]);
        let homes: Vec<ActivityId> =
            (0..others / 5).map(|_| activity(&mut problem, 5, (0..30).collect(), &[(&class, true)])).collect();
        for (first, second) in (0..30).filter(|p| p % 6 < 5).flat_map(|p| [(p, p + 1), (p + 1, p)]) {
            for home in &homes {
                let (at, beside) = (PlacementId(first), PlacementId(second));
                let away = Term { given: Some((1, far)), ..term(sung, at, 1) };
                let terms = vec![term(sung, at, 1), away, term(*home, beside, 2)];
                constrain(&mut problem, Form::Count { terms, min: 0, max: 3 }, None);
            }
        }
    }
    problem
}

#[test]
fn a_conflict_has_only_what_stands_beside() {
    let problem = two_buildings(6, 1, 25);
    // Two sing in the first period of the first day, both with a lesson after it; the others are in nobody's way.
    let mut at: Vec<Lesson> = Vec::new();
    for class in 0..6 {
        let sung = if class < 2 { 0 } else { 4 * class };
        at.push((ActivityId(6 * class), PlacementId(sung)));
        let free = (0..30).filter(|p| *p != sung).take(25);
        at.extend(free.zip(0..).map(|(p, index)| (ActivityId(6 * class + 1 + index / 5), PlacementId(p))));
    }
    at.sort_unstable();
    let Err(NoRooms::Conflicts(conflicts)) = assign(&problem, &at, TIME) else { panic!("two cannot sing near") };
    let [conflict] = conflicts.try_into().unwrap();
    assert_eq!(conflict.len(), 4, "{conflict:?}");
}

#[test]
fn a_school_with_a_music_room_in_another_building_gets_a_plan() {
    let problem = two_buildings(12, 2, 25);
    for threads in [1, 2] {
        let options = Options { time_limit: Duration::from_secs(30), threads, seed: 1, gap: 0.0 };
        let clock = std::time::Instant::now();
        let outcome = solve(&problem, &options, &Unwatched);
        println!("{threads} threads: {:?}", clock.elapsed());
        let Outcome::Solved { solution, .. } = outcome else { panic!("{outcome:?}") };
        assert_eq!(evaluate(&problem, &solution).hard, 0);
    }
}
