//! `lower` and `check` of every rule say the same of the same lessons.
//!
//! For random small schools and random complete solutions (each lesson anywhere in its domain, excluded placements too):
//! with only one rule on, the cost of the constraints that its `lower` stated, by [`crate::evaluate`], is weight times the
//! amount that its `check` finds in the raised plan; and set hard, one finds a breach exactly when the other does. No
//! class is in two places at once in these solutions (two lessons in one place are one busy period to a reader and two to
//! a count), except when it is class clashes that are looked for. Three rules need a word more, see [`PEOPLE_APART`],
//! [`STRICTER`] and [`LEANS`].

use std::collections::{BTreeMap, BTreeSet};

use rand::SeedableRng;
use rand::rngs::SmallRng;
use rand::seq::{IndexedRandom, SliceRandom};

use super::{ALL, Rule, Stage};
use crate::evaluate::evaluate;
use crate::lowering::{Lowering, lower, raise};
use crate::plan::View;
use crate::problem::{ActivityId, Choice, ConstraintId, PlacementId, ResourceKind, Solution};
use crate::school::sample::wild;
use crate::school::{Level, School};
use crate::text::Lang;

/// Rules that read lessons in clock order, so that a teacher in two places at once has no meaning for them.
const PEOPLE_APART: &[&str] = &["teacher-run-max", "transfer-time"];

/// Rules whose model names the lessons that keep it where the check takes any that do: a double across lunch may be made
/// good by two singles that happen to touch. The model may then find a breach where the check finds none.
const STRICTER: &[&str] = &["double-periods"];

/// Rules (by code) whose model is complete only with the capacities that another rule states: both are on, and both are checked.
const LEANS: &[(&str, &str)] = &[("R113", "R102")];

fn support(rule: &dyn Rule) -> Option<&'static str> {
    LEANS.iter().find(|(code, _)| *code == rule.meta().code).map(|(_, other)| *other)
}

fn only(school: &School, rule: &dyn Rule, level: Level) -> School {
    let mut school = school.clone();
    for (code, setting) in &mut school.policy.settings {
        let on = *code == rule.meta().code || Some(*code) == support(rule);
        setting.level = if on { level } else { Level::Off };
        setting.waived = None;
    }
    school
}

/// Any complete solution in which no resource of the kinds `apart` has two lessons at once; none when luck fails.
fn solution(lowering: &Lowering<'_>, rng: &mut SmallRng, apart: &[ResourceKind]) -> Option<Solution> {
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
        let shared: Vec<_> = activity.needs.iter().map(|need| *need.candidates.choose(rng).unwrap()).collect();
        let careful: Vec<_> =
            shared.iter().filter(|resource| apart.contains(&problem.resource(**resource).kind)).copied().collect();
        for placement in domain {
            if lessons[id.index()].len() == activity.count as usize {
                break;
            }
            let cells = &problem.placement(placement).cells;
            let used: Vec<_> = careful.iter().flat_map(|r| cells.iter().map(move |cell| (*r, *cell))).collect();
            if used.iter().any(|key| taken.contains(key)) {
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

/// Compares the rule's two sides on a few solutions of `school`; notes each disagreement and each amount found.
fn compare(school: &School, rule: &dyn Rule, level: Level, rng: &mut SmallRng, seen: &mut Seen) {
    let meta = rule.meta();
    let school = only(school, rule, level);
    let lowering = lower(&school);
    let apart: &[ResourceKind] = match meta.id {
        "class-clash" => &[],
        id if PEOPLE_APART.contains(&id) => &[ResourceKind::Group, ResourceKind::Person],
        _ => &[ResourceKind::Group],
    };
    for _ in 0..4 {
        let Some(solution) = solution(&lowering, rng, apart) else { continue };
        let cost = evaluate(&lowering.problem, &solution);
        let plan = raise(&lowering, &solution);
        let view = View::new(&school, &plan);
        assert_eq!(view.unknown, [], "{}", meta.code);
        let setting = &school.policy.settings[meta.code];
        let mut checked = rule.check(&view, setting);
        if let Some(other) = support(rule).and_then(super::find) {
            checked.breaches.extend(other.check(&view, &school.policy.settings[other.meta().code]).breaches);
        }
        let agree = if level == Level::Soft {
            cost.soft == i64::from(setting.weight) * checked.amount()
        } else {
            (cost.hard > 0) == (checked.amount() > 0) || (cost.hard > 0 && STRICTER.contains(&meta.id))
        };
        if !agree {
            let tag = |id: &ConstraintId| &lowering.problem.constraints[id.index()].tag;
            let violated: Vec<_> = cost.constraints.iter().map(|(id, amount)| (amount, tag(id))).collect();
            let breaches: Vec<_> =
                checked.breaches.iter().map(|b| (meta.breach.fill(Lang::Zh, &b.args), b.amount, &b.rows)).collect();
            let rows: String = plan.rows.iter().enumerate().map(|(n, row)| format!("{n} {row:?}\n")).collect();
            seen.disagreements.push(format!(
                "{} {level:?}: check finds {breaches:#?}\nthe model {:?} {violated:?}\nin\n{rows}",
                meta.code, cost.structure
            ));
        }
        seen.amounts.insert(checked.amount());
    }
}

/// What happened to one rule over all trials.
#[derive(Default)]
struct Seen {
    amounts: BTreeSet<i64>,
    disagreements: Vec<String>,
}

#[test]
fn lowering_and_check_agree_on_random_lessons() {
    let mut all: BTreeMap<&str, Seen> = BTreeMap::new();
    for seed in 0..30 {
        let mut rng = SmallRng::seed_from_u64(seed);
        let school = wild::school(&mut rng);
        for rule in ALL.iter().filter(|rule| rule.meta().stage == Stage::Timetable) {
            let seen = all.entry(rule.meta().code).or_default();
            compare(&school, *rule, Level::Hard, &mut rng, seen);
            if rule.meta().may_be_soft {
                compare(&school, *rule, Level::Soft, &mut rng, seen);
            }
        }
    }
    for (code, seen) in &all {
        if let Some(first) = seen.disagreements.first() {
            println!("{code}: {} disagreements, the first:\n{first}", seen.disagreements.len());
        }
    }
    let disagreeing: Vec<_> =
        all.iter().filter(|(_, seen)| !seen.disagreements.is_empty()).map(|(code, _)| code).collect();
    assert!(disagreeing.is_empty(), "{disagreeing:?}");
    // A rule that always found the same was hardly compared; rules that hold by construction are never broken.
    for rule in ALL.iter().filter(|rule| rule.meta().stage == Stage::Timetable && rule.meta().may_be_soft) {
        let seen = &all[rule.meta().code].amounts;
        assert!(seen.len() > 1, "{} found always {seen:?}", rule.meta().code);
    }
}
