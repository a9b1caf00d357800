//! Re-reads a school and a plan and runs every rule's check, with numbers of cases examined and totals. It never imports
//! `problem`, `solve`, `evaluate` or `lowering`.

use serde::Serialize;

use crate::breach::{Breach, Checked};
use crate::plan::{Plan, View};
use crate::rules::{self, Stage};
use crate::school::{Level, School};

/// What verifying found about one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleResult {
    /// Code of the rule.
    pub rule: &'static str,
    /// Name of the rule in configuration files.
    pub id: &'static str,
    /// What it is about; not written, since the code says it.
    #[serde(skip)]
    pub stage: Stage,
    /// `hard`, `soft`, `warn`, `note` or `off`.
    pub level: &'static str,
    /// Weight of a unit, for a soft rule.
    pub weight: u32,
    /// Cases examined.
    pub cases: u64,
    /// Total amount of breaches.
    pub amount: i64,
    /// `weight * amount` for a soft rule, else 0.
    pub cost: i64,
    /// The reason when the school waived the rule.
    pub waived: Option<String>,
    /// Breaches.
    pub breaches: Vec<Breach>,
}

/// What verifying found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// One result a rule, in the order of codes; rules that are off and not waived are left out.
    pub rules: Vec<RuleResult>,
}

impl Verdict {
    /// Number of breaches of hard rules.
    #[must_use]
    pub fn hard_breaches(&self) -> usize {
        self.rules.iter().filter(|r| r.level == Level::Hard.word()).map(|r| r.breaches.len()).sum()
    }

    /// Number of warnings.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.rules.iter().filter(|r| r.level == Level::Warn.word()).map(|r| r.breaches.len()).sum()
    }

    /// Total cost of soft rules.
    #[must_use]
    pub fn cost(&self) -> i64 {
        self.rules.iter().map(|r| r.cost).sum()
    }

    /// Cost of the soft rules of one stage.
    #[must_use]
    pub fn cost_of(&self, stage: Stage) -> i64 {
        self.rules.iter().filter(|r| r.stage == stage).map(|r| r.cost).sum()
    }

    /// Total number of cases examined.
    #[must_use]
    pub fn cases(&self) -> u64 {
        self.rules.iter().map(|r| r.cases).sum()
    }
}

/// Checks everything that the plan has: the school's own rules and the timetable's, and those of after-school service,
/// duty and pay when the plan goes so far.
#[must_use]
pub fn verify(school: &School, plan: &Plan) -> Verdict {
    run(school, plan, |stage| matches!(stage, Stage::School | Stage::Timetable) || plan.service.is_some())
}

/// Checks what the configuration alone decides, before anything is solved.
#[must_use]
pub fn verify_school(school: &School) -> Verdict {
    run(school, &Plan::default(), |stage| stage == Stage::School)
}

/// Rules about the clock are checked for the bell schedules as stated and again for each season.
fn run(school: &School, plan: &Plan, wanted: impl Fn(Stage) -> bool) -> Verdict {
    let view = View::new(school, plan);
    let seasons: Vec<School> =
        school.term.iter().flat_map(|term| &term.seasons).map(|season| school.in_season(season)).collect();
    let empty = Plan::default();
    let mut results = Vec::new();
    for rule in rules::ALL {
        let meta = rule.meta();
        let Some(setting) = school.policy.settings.get(meta.code) else { continue };
        if !wanted(meta.stage) || (setting.level == Level::Off && setting.waived.is_none()) {
            continue;
        }
        let mut checked = Checked::default();
        if setting.level != Level::Off {
            checked = rule.check(&view, setting);
            for school in seasons.iter().filter(|_| rule.by_the_clock()) {
                let found = rule.check(&View::new(school, &empty), setting);
                checked.cases += found.cases;
                checked.breaches.extend(found.breaches);
            }
        }
        let amount = checked.amount();
        results.push(RuleResult {
            rule: meta.code,
            id: meta.id,
            stage: meta.stage,
            level: setting.level.word(),
            weight: setting.weight,
            cases: checked.cases,
            amount,
            cost: if setting.level == Level::Soft { amount * i64::from(setting.weight) } else { 0 },
            waived: setting.waived.clone(),
            breaches: checked.breaches,
        });
    }
    Verdict { rules: results }
}

#[cfg(test)]
mod tests;
