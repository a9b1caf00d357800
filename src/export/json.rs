//! `run.json`: what was run, on which inputs, with which result.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Bundle;
use crate::config::source::sha256;
use crate::report::service::{ServiceReport, summary};
use crate::text::Lang;
use crate::verify::{RuleResult, Verdict};

/// Why the search ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ended {
    /// Optimal within the gap asked for.
    Gap,
    /// Time limit.
    #[default]
    Time,
    /// Stopped by hand.
    Stopped,
    /// Not yet: the plan was saved while the search was running.
    Running,
}

/// What was run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Run {
    /// SHA-256 of each input file, by its path in the configuration folder.
    pub inputs: BTreeMap<String, String>,
    /// Seed.
    pub seed: u64,
    /// Threads.
    pub threads: usize,
    /// Time limit in seconds.
    pub time_limit: f64,
    /// The gap at which the search was to stop.
    pub gap_asked: f64,
    /// Cost of the plan, as the search counts it.
    pub objective: i64,
    /// No plan costs less.
    pub bound: i64,
    /// Wall time in seconds.
    pub seconds: f64,
    /// Seconds after which the first plan was found.
    pub first_plan_seconds: f64,
    /// Seconds after which this plan was found.
    pub best_plan_seconds: f64,
    /// Why the search ended.
    pub ended: Ended,
    /// What followed the timetable.
    pub stages: Stages,
    /// What has no place in it; none when the plan was not asked to be partial, or nothing is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<super::partial::Missing>,
    /// For a repair, what was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair: Option<Repair>,
    /// Local time at which the plan was written, RFC 3339.
    pub written: String,
}

/// What a repair changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Repair {
    /// Periods moved over the weeks of the cycle, each times the people concerned (a class counts two, a teacher one).
    pub distance: i64,
    /// No plan is nearer.
    pub bound: i64,
    /// Whether that is the distance.
    pub proved: bool,
    /// Lesson periods at another time.
    pub moved: usize,
    /// Lesson periods at the same time in another room.
    pub room_only: usize,
    /// Lesson periods of another teacher.
    pub other_teacher: usize,
    /// Lesson periods that are no more.
    pub gone: usize,
    /// Lesson periods that were not.
    pub new: usize,
    /// Research blocks at another time.
    pub research_moved: usize,
    /// People with a change of any sort.
    pub people: usize,
    /// Classes with a change of any sort.
    pub classes: usize,
    /// Whether every class keeps those of its teachers who can be kept.
    pub teachers_kept: bool,
    /// Cost of the old plan by the present soft rules of the timetable.
    pub cost_before: i64,
    /// Cost of the new one.
    pub cost_after: i64,
    /// Places in which the old timetable breaks present hard rules.
    pub hard_before: usize,
    /// Whether the earlier programme stands; null without one.
    pub same_programme: Option<bool>,
    /// Sessions and shifts of other people although who held them is still there; null when no roster was made.
    pub tasks_changed: Option<i64>,
    /// No roster changes fewer.
    pub tasks_bound: Option<i64>,
}

/// How good the stages after the timetable are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stages {
    /// The programme's objectives, the first counting most; empty when it was not made in this run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub programme: Vec<Level>,
    /// The search for a roster; none when it was not made in this run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roster: Option<Search>,
}

/// One objective of the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// What is minimised.
    pub name: String,
    /// Its value.
    pub value: i64,
    /// Less is impossible, given the levels before; null when nothing is known.
    pub bound: Option<i64>,
    /// Whether it is proved that less is impossible.
    pub proved: bool,
}

/// How a search went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// Cost.
    pub objective: i64,
    /// No solution costs less.
    pub bound: i64,
    /// Why it ended.
    pub ended: Ended,
    /// Wall time in milliseconds.
    pub milliseconds: u64,
}

/// What an earlier run said of a timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// No timetable costs less.
    pub bound: i64,
    /// Why its search ended.
    pub ended: Ended,
}

/// What the `run.json` in `dir` says of this timetable (its bytes as written); none when it is about another one.
#[must_use]
pub fn earlier(dir: &Path, timetable: &[u8]) -> Option<Earlier> {
    let bytes = std::fs::read(dir.join("run.json")).ok()?;
    let document: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
    (document.get("timetable_sha256")?.as_str()? == sha256(timetable)).then_some(())?;
    let ended = match document.get("ended")?.as_str()? {
        "gap" => Ended::Gap,
        "stopped" => Ended::Stopped,
        "running" => Ended::Running,
        _ => Ended::Time,
    };
    Some(Earlier { bound: document.get("bound")?.as_i64()?, ended })
}

/// The run that made the timetable with these bytes, as the `run.json` in `dir` has it; none when it is about another one.
#[must_use]
pub fn run_of(dir: &Path, timetable: &[u8]) -> Option<Run> {
    let document: serde_json::Value = serde_json::from_slice(&std::fs::read(dir.join("run.json")).ok()?).ok()?;
    (document.get("timetable_sha256")?.as_str()? == sha256(timetable)).then_some(())?;
    serde_json::from_value(document).ok()
}

impl Run {
    /// `(objective - bound) / max(1, objective)`.
    #[must_use]
    pub fn gap(&self) -> f64 {
        #[allow(clippy::cast_precision_loss)] // costs are far below 2^52
        let (objective, bound) = (self.objective as f64, self.bound as f64);
        (objective - bound) / objective.max(1.0)
    }
}

#[derive(Serialize)]
struct Document<'a> {
    program: &'static str,
    version: &'static str,
    school: &'a str,
    profile: &'a str,
    timetable_sha256: String,
    #[serde(flatten)]
    run: &'a Run,
    gap: f64,
    verdict: Summary,
    rules: Vec<RuleCost<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<ServiceReport>,
}

/// A verdict for programs: totals, and each rule with its breaches in words.
#[must_use]
pub fn verdict(verdict: &Verdict, lang: Lang) -> serde_json::Value {
    let rules: Vec<_> = verdict
        .rules
        .iter()
        .filter_map(|result| {
            let meta = crate::rules::find(result.rule)?.meta();
            let breaches: Vec<_> = result
                .breaches
                .iter()
                .map(|breach| {
                    json!({
                        "amount": breach.amount,
                        "message": meta.breach.fill(lang, &breach.args),
                        "arguments": breach.args.0.iter().map(|(name, arg)| (*name, arg.show(lang))).collect::<BTreeMap<_, _>>(),
                        "rows": breach.rows,
                    })
                })
                .collect();
            let mut rule = serde_json::to_value(RuleCost::from(result)).ok()?;
            rule["name"] = meta.name.get(lang).into();
            rule["breaches"] = breaches.into();
            Some(rule)
        })
        .collect();
    json!({ "verdict": Summary::from(verdict), "rules": rules })
}

#[derive(Serialize)]
struct Summary {
    good: bool,
    hard_breaches: usize,
    warnings: usize,
    cases: u64,
    cost: i64,
}

impl From<&Verdict> for Summary {
    fn from(verdict: &Verdict) -> Self {
        Self {
            good: verdict.hard_breaches() == 0,
            hard_breaches: verdict.hard_breaches(),
            warnings: verdict.warnings(),
            cases: verdict.cases(),
            cost: verdict.cost(),
        }
    }
}

#[derive(Serialize)]
struct RuleCost<'a> {
    rule: &'static str,
    id: &'static str,
    level: &'static str,
    weight: u32,
    cases: u64,
    breaches: usize,
    amount: i64,
    cost: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<&'a str>,
}

impl<'a> From<&'a RuleResult> for RuleCost<'a> {
    fn from(result: &'a RuleResult) -> Self {
        Self {
            rule: result.rule,
            id: result.id,
            level: result.level,
            weight: result.weight,
            cases: result.cases,
            breaches: result.breaches.len(),
            amount: result.amount,
            cost: result.cost,
            waived: result.waived.as_deref(),
        }
    }
}

/// The bytes of `run.json`.
#[must_use]
pub fn write(bundle: &Bundle<'_>, timetable: &[u8]) -> Vec<u8> {
    let verdict = bundle.verdict;
    let document = Document {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        school: &bundle.school.name,
        profile: &bundle.school.policy.profile,
        timetable_sha256: sha256(timetable),
        run: bundle.run,
        gap: bundle.run.gap(),
        verdict: verdict.into(),
        rules: verdict.rules.iter().map(RuleCost::from).collect(),
        service: summary(bundle.school, bundle.plan),
    };
    let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// What `run.json` records of a plan's costs; none when these bytes are no record of ours, or of another timetable.
#[must_use]
pub fn recorded(run: &[u8], timetable: &[u8]) -> Option<Vec<crate::compare::RuleCost>> {
    let document: serde_json::Value = serde_json::from_slice(run).ok()?;
    if document["timetable_sha256"] != sha256(timetable) {
        return None;
    }
    let rules = document["rules"].as_array()?.iter().filter(|rule| rule.get("waived").is_none());
    rules
        .map(|rule| {
            Some(crate::compare::RuleCost {
                rule: rule["rule"].as_str()?.to_owned(),
                level: crate::school::Level::parse(rule["level"].as_str()?)?,
                weight: rule["weight"].as_i64()?,
                breaches: rule["breaches"].as_i64()?,
                cost: rule["cost"].as_i64()?,
            })
        })
        .collect()
}

/// Input files by their path in the school's folder (or beside its `school.toml`), so that the same school in another place
/// gives the same bytes; a file elsewhere keeps its path.
#[must_use]
pub fn inputs(school: &Path, files: &[(PathBuf, String)]) -> BTreeMap<String, String> {
    let folder = if school.is_dir() { Some(school) } else { school.parent() };
    let name = |path: &Path| match folder.and_then(|folder| path.strip_prefix(folder).ok()) {
        Some(inside) => {
            let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            parts.join("/")
        }
        None => path.display().to_string(),
    };
    files.iter().map(|(path, hash)| (name(path), hash.clone())).collect()
}
