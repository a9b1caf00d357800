//! `lower` and `check` of the rules about the roster say the same of the same people.
//!
//! For random small schools with service and duty, random lessons and sessions, and random complete assignments (anybody
//! who could be asked at all, barred people too): with only one rule on, the cost of what its `lower` stated, by
//! [`crate::evaluate`], is weight times the amount that its `check` finds in the raised plan; and set hard, one finds a breach
//! exactly when the other does. One rule needs a word more, see [`STRICTER`].

use std::collections::{BTreeMap, BTreeSet};

use rand::SeedableRng;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;

use super::{ALL, Rule, Stage};
use crate::evaluate::evaluate;
use crate::lowering::{Roster, raise_roster, roster};
use crate::plan::{Plan, View};
use crate::problem::{ActivityId, Choice, ResourceId, Solution};
use crate::school::sample::wild_service;
use crate::school::{Level, School};
use crate::text::Lang;

/// Rules about what is written, which no assignment can break: names, and the dated rosters.
const WRITTEN: &[&str] = &["roster-names", "duty-dated", "weekly-duty", "leave-covered"];

/// Rules whose model is stricter than the check: which of two leaders has the first place is nothing to the reader.
const STRICTER: &[&str] = &["club-leaders"];

fn only(school: &School, rule: &dyn Rule, level: Level) -> School {
    let mut school = school.clone();
    for (code, setting) in &mut school.policy.settings {
        setting.level = if *code == rule.meta().code { level } else { Level::Off };
        setting.waived = None;
    }
    school
}

/// Anybody for every task; with `careful` nobody who is barred, and nobody twice at once where that can be helped.
fn solution(roster: &Roster<'_>, rng: &mut SmallRng, careful: bool) -> Option<Solution> {
    let mut lessons = Vec::new();
    let mut busy: Vec<(ResourceId, crate::school::TimeSpan)> = Vec::new();
    for (id, task) in roster.tasks() {
        let activity = roster.problem.activity(id);
        let mut people = activity.needs[0].candidates.clone();
        if !careful {
            people.extend(barred(roster, id));
        }
        let free: Vec<ResourceId> = people.iter().copied().filter(|one| !clashes(&busy, *one, task.span)).collect();
        let from = if careful && !free.is_empty() { &free } else { &people };
        let person = *from.choose(rng)?;
        busy.push((person, task.span));
        lessons.push(vec![Choice { placement: activity.domain[0], resources: vec![person] }]);
    }
    Some(Solution { lessons })
}

fn clashes(busy: &[(ResourceId, crate::school::TimeSpan)], person: ResourceId, span: crate::school::TimeSpan) -> bool {
    busy.iter().any(|(other, at)| *other == person && at.overlaps(span))
}

fn barred(roster: &Roster<'_>, id: ActivityId) -> impl Iterator<Item = ResourceId> {
    roster.problem.barred.iter().filter(move |barred| barred.activity == id).map(|barred| barred.resource)
}

/// What happened to one rule over all trials.
#[derive(Default)]
struct Seen {
    amounts: BTreeSet<i64>,
    disagreements: Vec<String>,
}

fn compare(school: &School, plan: &Plan, rule: &dyn Rule, level: Level, rng: &mut SmallRng, seen: &mut Seen) {
    let meta = rule.meta();
    let school = only(school, rule, level);
    let roster = roster(&school, plan);
    for trial in 0..6 {
        let Some(solution) = solution(&roster, rng, trial % 2 == 0) else { continue };
        let cost = evaluate(&roster.problem, &solution);
        let mut plan = plan.clone();
        raise_roster(&roster, &solution, plan.service.as_mut().unwrap());
        let view = View::new(&school, &plan);
        let setting = &school.policy.settings[meta.code];
        let checked = rule.check(&view, setting);
        let agree = if level == Level::Soft {
            cost.soft == i64::from(setting.weight) * checked.amount() && cost.hard == 0
        } else {
            (cost.hard > 0) == (checked.amount() > 0) || (cost.hard > 0 && STRICTER.contains(&meta.id))
        };
        if !agree {
            let violated: Vec<_> = cost
                .constraints
                .iter()
                .map(|(id, amount)| (amount, &roster.problem.constraints[id.index()].tag))
                .collect();
            let breaches: Vec<_> =
                checked.breaches.iter().map(|b| (meta.breach.fill(Lang::Zh, &b.args), b.amount)).collect();
            seen.disagreements.push(format!(
                "{} {level:?}: check finds {breaches:#?}\nthe model {:?} {violated:?}\nin {plan:#?}",
                meta.code, cost.structure
            ));
        }
        seen.amounts.insert(checked.amount());
    }
}

#[test]
fn lowering_and_check_agree_on_random_people() {
    let mut all: BTreeMap<&str, Seen> = BTreeMap::new();
    for seed in 0..60 {
        let mut rng = SmallRng::seed_from_u64(seed);
        let (school, plan) = wild_service::serviced(&mut rng);
        let rules = ALL.iter().filter(|rule| rule.meta().stage == Stage::Roster && !WRITTEN.contains(&rule.meta().id));
        for rule in rules {
            let seen = all.entry(rule.meta().code).or_default();
            compare(&school, &plan, *rule, Level::Hard, &mut rng, seen);
            if rule.meta().may_be_soft {
                compare(&school, &plan, *rule, Level::Soft, &mut rng, seen);
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
    // Who is needed and may be asked holds by construction; every other rule was broken, and if possible kept.
    for rule in ALL {
        let Some(seen) = all.get(rule.meta().code) else { continue };
        let by_construction = ["R241", "R300"].contains(&rule.meta().code);
        assert_eq!(seen.amounts.len() > 1, !by_construction, "{} found always {:?}", rule.meta().code, seen.amounts);
        assert!(rule.meta().may_be_soft || seen.amounts.contains(&0), "{} was never kept", rule.meta().code);
    }
}
