//! `lower` and `check` of every rule say the same of the same lessons.
//!
//! For random small schools and random complete solutions (each lesson anywhere in its domain, excluded placements too):
//! with only one rule on, the cost of the constraints that its `lower` stated, by [`crate::evaluate`], is weight times the
//! amount that its `check` finds in the raised plan; and set hard, one finds a breach exactly when the other does. No
//! class is in two places at once in these solutions (two lessons in one place are one busy period to a reader and two to
//! a count), except when it is class clashes that are looked for.

use std::collections::{BTreeMap, BTreeSet};

use rand::SeedableRng;
use rand::rngs::SmallRng;
use rand::seq::{IndexedRandom, SliceRandom};

use super::{ALL, Rule, Stage};
use crate::evaluate::evaluate;
use crate::lowering::{Lowering, lower, raise};
use crate::plan::View;
use crate::problem::{ActivityId, Choice, PlacementId, ResourceKind, Solution};
use crate::school::sample::wild;
use crate::school::{Level, School};

fn only(school: &School, rule: &dyn Rule, level: Level) -> School {
    let mut school = school.clone();
    for (code, setting) in &mut school.policy.settings {
        setting.level = if *code == rule.meta().code { level } else { Level::Off };
        setting.waived = None;
    }
    school
}

/// Any complete solution; with `apart`, one in which no class has two lessons at once (none when luck fails).
fn solution(lowering: &Lowering<'_>, rng: &mut SmallRng, apart: bool) -> Option<Solution> {
    let problem = &lowering.problem;
    let mut taken = BTreeSet::new();
    let mut lessons = vec![Vec::new(); problem.activities.len()];
    let mut order: Vec<_> = problem.activity_ids().collect();
    order.shuffle(rng);
    order.sort_by_key(|id| std::cmp::Reverse(lowering.activities[id.index()].length));
    for id in order {
        let activity = problem.activity(id);
        let mut domain = every_placement(lowering, id);
        domain.shuffle(rng);
        let groups: Vec<_> = activity
            .needs
            .iter()
            .filter_map(crate::problem::Need::given)
            .filter(|resource| problem.resource(*resource).kind == ResourceKind::Group)
            .collect();
        let shared: Vec<_> = activity.needs.iter().map(|need| *need.candidates.choose(rng).unwrap()).collect();
        for placement in domain {
            if lessons[id.index()].len() == activity.count as usize {
                break;
            }
            let cells = &problem.placement(placement).cells;
            let used: Vec<_> = groups.iter().flat_map(|g| cells.iter().map(move |cell| (*g, *cell))).collect();
            if apart && used.iter().any(|key| taken.contains(key)) {
                continue;
            }
            taken.extend(used);
            let resource = |index: usize, need: &crate::problem::Need, rng: &mut SmallRng| {
                if need.shared { shared[index] } else { *need.candidates.choose(rng).unwrap() }
            };
            let resources = activity.needs.iter().enumerate().map(|(i, need)| resource(i, need, rng)).collect();
            lessons[id.index()].push(Choice { placement, resources });
        }
        if lessons[id.index()].len() < activity.count as usize {
            return None;
        }
        lessons[id.index()].sort();
    }
    Some(Solution { lessons })
}

fn every_placement(lowering: &Lowering<'_>, id: ActivityId) -> Vec<PlacementId> {
    let excluded = lowering.problem.exclusions.iter().filter(|e| e.activity == id).map(|e| e.placement);
    let all: BTreeSet<_> = lowering.problem.activity(id).domain.iter().copied().chain(excluded).collect();
    all.into_iter().collect()
}

/// Compares the rule's two sides on a few solutions of `school`.
fn compare(school: &School, rule: &dyn Rule, level: Level, rng: &mut SmallRng, seen: &mut BTreeSet<i64>, seed: u64) {
    let meta = rule.meta();
    let school = only(school, rule, level);
    let lowering = lower(&school);
    for _ in 0..4 {
        let Some(solution) = solution(&lowering, rng, meta.id != "class-clash") else { continue };
        let cost = evaluate(&lowering.problem, &solution);
        let plan = raise(&lowering, &solution);
        let view = View::new(&school, &plan);
        assert_eq!(view.unknown, [], "{} seed {seed}", meta.code);
        let setting = &school.policy.settings[meta.code];
        let checked = rule.check(&view, setting);
        let problem = || {
            let violated: Vec<_> =
                cost.constraints.iter().map(|(id, n)| (n, &lowering.problem.constraints[id.index()].tag)).collect();
            format!(
                "{} {level:?} seed {seed}: check finds {:#?}\nbut the model {:?} {violated:?}\n{}",
                meta.code,
                checked.breaches,
                cost.structure,
                plan.rows.iter().map(|row| format!("{row:?}\n")).collect::<String>()
            )
        };
        if level == Level::Soft {
            assert_eq!(cost.soft, i64::from(setting.weight) * checked.amount(), "{}", problem());
        } else {
            assert_eq!(cost.hard > 0, checked.amount() > 0, "{}", problem());
        }
        seen.insert(checked.amount());
    }
}

#[test]
fn lowering_and_check_agree_on_random_lessons() {
    let mut seen: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    let (from, to) = match std::env::var("KEBIAO_AGREEMENT").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => (seed, seed + 1),
        None => (0, 60),
    };
    for seed in from..to {
        let mut rng = SmallRng::seed_from_u64(seed);
        let school = wild::school(&mut rng);
        for rule in ALL.iter().filter(|rule| rule.meta().stage == Stage::Timetable) {
            let seen = seen.entry(rule.meta().code).or_default();
            compare(&school, *rule, Level::Hard, &mut rng, seen, seed);
            if rule.meta().may_be_soft {
                compare(&school, *rule, Level::Soft, &mut rng, seen, seed);
            }
        }
    }
    // A rule that always found the same was hardly compared; rules that hold by construction are never broken.
    for rule in ALL.iter().filter(|rule| rule.meta().may_be_soft && to - from > 1) {
        let code = rule.meta().code;
        assert!(seen[code].len() > 1, "{code} found always {:?}", seen[code]);
    }
}
