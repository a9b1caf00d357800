//! Solved rosters and the ledgers made of them keep every rule that must hold, and cost what the engine said.
//!
//! For random small schools with service and duty: where the engine finds who is in charge and on duty, the plan raised from
//! it has no breach of the hard rules about the roster, and its soft cost is the engine's. Then its dated duty, weekly duty
//! and ledger of flexible hours, made by [`crate::ledger`], are what the rules count anew; and each line that is changed,
//! left out or doubled is found.

use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::{Stage, find};
use crate::ledger::{duty, flex};
use crate::lowering::{raise_roster, roster};
use crate::plan::{Plan, View};
use crate::school::sample::wild_service;
use crate::school::{Level, School, Teacher};
use crate::solve::{Options, Outcome, Unwatched, solve};
use crate::units::TeacherId;
use crate::verify::verify;

/// A random school and its solved roster with ledgers, with the cost by the engine.
fn solved(rng: &mut SmallRng) -> Option<(School, Plan, i64)> {
    let (mut school, mut plan) = wild_service::serviced(rng);
    ease(&mut school);
    let roster = roster(&school, &plan);
    let options = Options { time_limit: Duration::from_secs(10), threads: 1, seed: 1, gap: 1.0 };
    let Outcome::Solved { solution, cost, .. } = solve(&roster.problem, &options, &Unwatched) else { return None };
    raise_roster(&roster, &solution, plan.service.as_mut().unwrap());
    plan.service.as_mut().unwrap().dated = duty::dated(&school, &plan).duty;
    plan.service.as_mut().unwrap().flex = flex::flex(&school, &plan);
    Some((school, plan, cost))
}

/// Lets most of these schools have a roster: thirty more people who may do anything, and limits that leave room.
fn ease(school: &mut School) {
    for number in 0..30 {
        let id = TeacherId::from_index(school.teachers.len());
        let (name, leader) = (format!("新{number}"), number % 3 == 0);
        school.teachers.push(Teacher { name, leader, ..Teacher::default() });
        school
            .service
            .slots
            .iter_mut()
            .filter(|slot| !slot.supervisors.is_empty())
            .for_each(|slot| slot.supervisors.push(id));
        school.service.clubs.iter_mut().for_each(|club| club.instructors.push(id));
        school.duty.posts.iter_mut().for_each(|post| post.who.push(id));
    }
    for code in ["R245", "R301"] {
        let params = crate::rules::default_setting(find(code).unwrap().meta()).params;
        school.policy.settings.get_mut(code).unwrap().params = params;
    }
    school.index_names();
}

fn amount(school: &School, plan: &Plan, code: &str) -> i64 {
    find(code).unwrap().check(&View::new(school, plan), &school.policy.settings[code]).amount()
}

#[test]
fn solved_rosters_and_their_ledgers_are_good() {
    let mut rng = SmallRng::seed_from_u64(11);
    let (mut rosters, mut dated, mut credits) = (0, 0, 0);
    for _ in 0..40 {
        let Some((school, plan, cost)) = solved(&mut rng) else { continue };
        rosters += 1;
        let verdict = verify(&school, &plan);
        let stage = |code: &str| find(code).map(|rule| rule.meta().stage);
        let ours = |code: &str| stage(code) == Some(Stage::Roster) || code == "R309";
        for rule in verdict.rules.iter().filter(|rule| ours(rule.rule) && rule.level == Level::Hard.word()) {
            assert_eq!(rule.breaches, [], "{}", rule.rule);
        }
        assert_eq!(verdict.cost_of(Stage::Roster), cost);
        let service = plan.service.as_ref().unwrap();
        dated += service.dated.len();
        credits += service.flex.len();
        for _ in 0..5 {
            spoil(&school, &plan, &mut rng);
        }
    }
    assert!(rosters > 10 && dated > 200 && credits > 100, "{rosters} rosters, {dated} duties, {credits} credits");
}

/// Changes one line of each ledger.
fn spoil(school: &School, plan: &Plan, rng: &mut SmallRng) {
    let mut spoilt = plan.clone();
    let service = spoilt.service.as_mut().unwrap();
    if !service.dated.is_empty() {
        let at = rng.random_range(0..service.dated.len());
        let weekly = service.dated[at].kind.is_none();
        match rng.random_range(0..3) {
            0 => drop(service.dated.remove(at)),
            1 => service.dated.push(service.dated[at].clone()),
            _ => service.dated[at].week += 1,
        }
        let code = if weekly { "R308" } else { "R307" };
        // A line of a shift during a leave may be left out: the rule about leaves tells.
        let found = amount(school, &spoilt, code) > 0 || amount(school, &spoilt, "R310") > amount(school, plan, "R310");
        assert!(found, "{code}: {:?}", plan.service.as_ref().unwrap().dated[at]);
    }
    let mut spoilt = plan.clone();
    let lines = &mut spoilt.service.as_mut().unwrap().flex;
    if !lines.is_empty() {
        let at = rng.random_range(0..lines.len());
        match rng.random_range(0..3) {
            0 => drop(lines.remove(at)),
            1 => lines[at].minutes += 1,
            _ => lines[at].balance -= 1,
        }
        assert!(amount(school, &spoilt, "R309") > 0, "{:?}", plan.service.as_ref().unwrap().flex[at]);
    }
}
