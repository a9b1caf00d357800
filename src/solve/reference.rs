//! The abstract reference schools stated twice: as `instances/reference` by the rules, and from their own files in
//! [`super::sample`]. Whatever is placed anywhere costs the same in both, and is feasible in both or in neither.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::sample::{Objective, reference, reference_acts};
use super::{Options, Outcome, Unwatched, solve};
use crate::evaluate::evaluate;
use crate::lowering::{Lowering, Stands, lower};
use crate::problem::{ActivityId, Choice, PlacementId, Problem, Solution};
use crate::school::School;

const SUBJECTS: [(&str, &str); 13] = [
    ("chi", "语文"),
    ("mat", "数学"),
    ("eng", "英语"),
    ("phy", "物理"),
    ("pol", "道德与法治"),
    ("his", "历史"),
    ("geo", "地理"),
    ("bio", "生物"),
    ("pe", "体育"),
    ("mus", "音乐"),
    ("art", "美术"),
    ("it", "信息科技"),
    ("mtg", "班会"),
];

/// Slots of every act, by its position in the file.
type Slots = Vec<Vec<usize>>;

/// The lowered school, and which of its activities stands for which act.
struct Lowered<'s> {
    lowering: Lowering<'s>,
    /// Act of each activity.
    acts: Vec<usize>,
    /// Placement of each slot.
    at: Vec<PlacementId>,
}

impl<'s> Lowered<'s> {
    fn new(school: &'s School, classes: u32) -> Self {
        let lowering = lower(school);
        let position: BTreeMap<(usize, String), usize> =
            reference_acts(classes).unwrap().into_iter().enumerate().map(|(index, act)| (act, index)).collect();
        let acts = lowering.activities.iter().map(|info| {
            let Stands::Lessons { requirement, pin: None } = info.stands else { panic!("{info:?}") };
            let requirement = school.requirement(requirement);
            let name = &school.subject(requirement.subject).name;
            let subject = SUBJECTS.iter().find(|(_, own)| own == name).unwrap().0;
            position[&(requirement.classes[0].index(), subject.to_owned())]
        });
        let acts: Vec<usize> = acts.collect();
        let mut at = vec![PlacementId(u32::MAX); 35];
        for (index, place) in lowering.places.iter().enumerate() {
            let slot = (usize::from(place.weekday.number()) - 1) * 7 + usize::from(place.periods[0].0) - 1;
            assert_eq!((place.periods.len(), at[slot]), (1, PlacementId(u32::MAX)));
            at[slot] = PlacementId::from_index(index);
        }
        assert!(!at.contains(&PlacementId(u32::MAX)));
        Self { lowering, acts, at }
    }

    fn solution(&self, slots: &Slots) -> Solution {
        solution(&self.lowering.problem, |activity| {
            slots[self.acts[activity]].iter().map(|slot| self.at[*slot]).collect()
        })
    }

    fn slots(&self, solution: &Solution) -> Slots {
        let mut slots = vec![Vec::new(); self.acts.len()];
        for (activity, choices) in solution.lessons.iter().enumerate() {
            let slot = |choice: &Choice| self.at.iter().position(|at| *at == choice.placement).unwrap();
            slots[self.acts[activity]] = choices.iter().map(slot).collect();
        }
        slots
    }
}

/// The solution with these placements; every need has one candidate.
fn solution(problem: &Problem, placements: impl Fn(usize) -> Vec<PlacementId>) -> Solution {
    let lessons = (0..problem.activities.len()).map(|index| {
        let needs = &problem.activity(ActivityId::from_index(index)).needs;
        let resources: Vec<_> = needs.iter().map(|need| need.given().unwrap()).collect();
        let mut placed = placements(index);
        placed.sort_unstable();
        placed.into_iter().map(|placement| Choice { placement, resources: resources.clone() }).collect()
    });
    Solution { lessons: lessons.collect() }
}

/// Compares both statements of `slots`; whether they are feasible, and the cost.
fn compare(lowered: &Lowered<'_>, own: &Problem, slots: &Slots, what: &str) -> (bool, i64) {
    let a = evaluate(&lowered.lowering.problem, &lowered.solution(slots));
    let in_own = |act: usize| slots[act].iter().map(|slot| PlacementId::from_index(*slot)).collect();
    let b = evaluate(own, &solution(own, in_own));
    assert_eq!(a.soft, b.soft, "{what}");
    assert_eq!(a.hard == 0, b.hard == 0, "{what}: {:?} {:?}", a.structure, b.structure);
    (a.hard == 0, a.soft)
}

#[test]
fn the_instances_are_the_reference_schools_to_the_unit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/reference");
    let (mut kept, mut broken) = (0, 0);
    for (classes, rounds) in [(12, 200), (24, 40), (36, 20)] {
        // One feasible plan serves all three objectives: they differ in what they cost only.
        let mut plan: Option<Slots> = None;
        for (suffix, objective) in [("-a", Objective::A), ("-b", Objective::B), ("", Objective::C)] {
            let Some(own) = reference(classes, objective) else {
                println!("skipped: no reference schools here");
                return;
            };
            let name = format!("ref-{classes}{suffix}");
            let school = crate::config::read(&root.join(&name)).unwrap().school;
            let lowered = Lowered::new(&school, classes);
            assert_eq!(lowered.acts.len(), own.activities.len(), "{name}");
            let mut rng = SmallRng::seed_from_u64(u64::from(classes));
            let counts: Vec<usize> = own.activities.iter().map(|activity| activity.count as usize).collect();
            for round in 0..5 {
                let random = |count: &usize| rand::seq::index::sample(&mut rng, 35, *count).into_vec();
                let slots: Slots = counts.iter().map(random).collect();
                let (_, cost) = compare(&lowered, &own, &slots, &format!("{name}, random {round}"));
                assert!(cost > 0);
            }
            let found = plan.take().unwrap_or_else(|| {
                let options = Options { time_limit: Duration::from_secs(120), threads: 1, seed: 1, gap: 1.0 };
                let Outcome::Solved { solution, cost, .. } = solve(&lowered.lowering.problem, &options, &Unwatched)
                else {
                    panic!("{name}: no plan")
                };
                let slots = lowered.slots(&solution);
                assert_eq!(compare(&lowered, &own, &slots, &name), (true, cost));
                slots
            });
            let mut slots = found.clone();
            for round in 0..rounds {
                let mut next = slots.clone();
                swap(&mut next, &lowered, &mut rng);
                let (feasible, _) = compare(&lowered, &own, &next, &format!("{name}, swap {round}"));
                if feasible {
                    kept += 1;
                    slots = next;
                } else {
                    broken += 1;
                }
            }
            plan = Some(found);
        }
    }
    assert!(kept > 5 && broken > 5, "{kept} {broken}");
}

/// Swaps two lessons of one class.
fn swap(slots: &mut Slots, lowered: &Lowered<'_>, rng: &mut SmallRng) {
    let class = |act: usize| {
        let activity = lowered.acts.iter().position(|own| *own == act).unwrap();
        match lowered.lowering.activities[activity].stands {
            Stands::Lessons { requirement, .. } => lowered.lowering.school.requirement(requirement).classes.clone(),
            Stands::Research(_) => Vec::new(),
        }
    };
    loop {
        let [a, b] = [(); 2].map(|()| rng.random_range(0..slots.len()));
        if a == b || class(a) != class(b) {
            continue;
        }
        let [i, j] = [a, b].map(|act| rng.random_range(0..slots[act].len()));
        let (x, y) = (slots[a][i], slots[b][j]);
        (slots[a][i], slots[b][j]) = (y, x);
        return;
    }
}
