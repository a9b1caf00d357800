//! The abstract reference schools stated twice: as `instances/reference` by the rules, and from their own files in
//! [`super::sample`]. Whatever is placed anywhere costs the same in both, part by
//! part, and so is feasible in both or in neither.

use std::collections::BTreeMap;
use std::path::Path;

use rand::SeedableRng;
use rand::rngs::SmallRng;

use super::sample::{Objective, reference, reference_acts};
use crate::evaluate::{Structure, evaluate};
use crate::lowering::{Lowering, Stands, lower};
use crate::problem::{ActivityId, Choice, PlacementId, Problem, ResourceKind, Solution};
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

/// What `slots` cost in one statement, part by part: soft, hard constraints, blocked slots, clashes of teachers, of classes
/// and of special rooms. A plan is feasible when all but the first are 0.
fn parts(problem: &Problem, solution: &Solution) -> [i64; 6] {
    let cost = evaluate(problem, solution);
    let structure = i64::try_from(cost.structure.len()).unwrap();
    let count = |wanted: &dyn Fn(&Structure) -> bool| {
        i64::try_from(cost.structure.iter().filter(|breach| wanted(breach)).count()).unwrap()
    };
    let clash = |kind: ResourceKind| {
        count(&|breach| match breach {
            // The home room of a class clashes whenever the class does; the other statement has none.
            Structure::Clash(id, _) => {
                let resource = problem.resource(*id);
                resource.kind == kind && !resource.name.ends_with("班教室")
            }
            _ => false,
        })
    };
    [
        cost.soft,
        cost.hard - structure,
        count(&|breach| matches!(breach, Structure::Unavailable(..) | Structure::Placement(_))),
        clash(ResourceKind::Person),
        clash(ResourceKind::Group),
        clash(ResourceKind::Room),
    ]
}

#[test]
fn the_instances_are_the_reference_schools_to_the_unit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/reference");
    for classes in [12, 24, 36] {
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
            let mut seen = [0; 6];
            for round in 0..6 {
                // Anywhere at all; then as a class's own week, each slot once, in any order.
                let slots = if round % 2 == 0 { anywhere(&own, &mut rng) } else { weeks(&own, classes, &mut rng) };
                let a = parts(&lowered.lowering.problem, &lowered.solution(&slots));
                let in_own = |act: usize| slots[act].iter().map(|slot| PlacementId::from_index(*slot)).collect();
                let b = parts(&own, &solution(&own, in_own));
                assert_eq!(a, b, "{name}, round {round}");
                (0..6).for_each(|part| seen[part] += a[part]);
                assert_eq!(a[4] == 0, round % 2 == 1, "{name}, round {round}");
            }
            assert!(seen.iter().all(|amount| *amount > 0), "{name}: {seen:?}");
        }
    }
}

/// Every act at as many different slots as it has lessons.
fn anywhere(own: &Problem, rng: &mut SmallRng) -> Slots {
    let counts = own.activities.iter().map(|activity| activity.count as usize);
    counts.map(|count| rand::seq::index::sample(rng, 35, count).into_vec()).collect()
}

/// The lessons of each class dealt to its 35 slots.
fn weeks(own: &Problem, classes: u32, rng: &mut SmallRng) -> Slots {
    let acts = reference_acts(classes).unwrap();
    let mut slots = vec![Vec::new(); acts.len()];
    for class in 0..classes as usize {
        let mut all = rand::seq::index::sample(rng, 35, 35).into_iter();
        for (act, _) in acts.iter().enumerate().filter(|(_, (of, _))| *of == class) {
            slots[act] = all.by_ref().take(own.activities[act].count as usize).collect();
        }
    }
    slots
}
