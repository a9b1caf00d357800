//! What a plan costs, rule by rule: from a fresh verification, or as the run that wrote the plan recorded it.

use std::collections::BTreeMap;

use crate::school::Level;
use crate::verify::Verdict;

/// What verifying found about one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleCost {
    /// Code of the rule.
    pub rule: String,
    /// How much it matters.
    pub level: Level,
    /// Weight of a unit, for a soft rule.
    pub weight: i64,
    /// Number of breaches.
    pub breaches: i64,
    /// `weight * amount` for a soft rule, else 0.
    pub cost: i64,
}

/// Why nothing is known of a plan's costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// There is no record of a run.
    NoRecord,
    /// The plan was changed since the run.
    Changed,
}

/// What a plan costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Costs {
    /// Rules in the order of codes.
    Known(Vec<RuleCost>),
    /// Nothing is known.
    Unknown(Unknown),
}

impl From<&Verdict> for Costs {
    fn from(verdict: &Verdict) -> Self {
        let rules = verdict.rules.iter().filter(|result| result.waived.is_none());
        let rules = rules.filter_map(|result| {
            Some(RuleCost {
                rule: result.rule.to_owned(),
                level: Level::parse(result.level)?,
                weight: i64::from(result.weight),
                breaches: i64::try_from(result.breaches.len()).unwrap_or(i64::MAX),
                cost: result.cost,
            })
        });
        Self::Known(rules.collect())
    }
}

impl Costs {
    /// The rules, when they are known.
    #[must_use]
    pub fn rules(&self) -> Option<&[RuleCost]> {
        match self {
            Self::Known(rules) => Some(rules),
            Self::Unknown(_) => None,
        }
    }

    /// Cost of all soft rules.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.rules().map(|rules| rules.iter().map(|rule| rule.cost).sum())
    }

    /// Breaches of the rules of a level.
    #[must_use]
    pub fn breaches(&self, level: Level) -> Option<i64> {
        let rules = self.rules()?.iter().filter(|rule| rule.level == level);
        Some(rules.map(|rule| rule.breaches).sum())
    }
}

/// One rule in all plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine<'a> {
    /// Code of the rule.
    pub rule: &'a str,
    /// How much it matters, in the first plan that knows it.
    pub level: Level,
    /// What was found in each plan; none where nothing is known.
    pub found: Vec<Option<&'a RuleCost>>,
}

/// The rules that cost something, or are broken, in some plan: hard ones, soft ones, warnings; each by code.
#[must_use]
pub fn lines(costs: &[Costs]) -> Vec<RuleLine<'_>> {
    let mut lines: BTreeMap<(u8, &str), RuleLine<'_>> = BTreeMap::new();
    let mut levels: BTreeMap<&str, Level> = BTreeMap::new();
    for (side, rules) in costs.iter().enumerate().filter_map(|(side, costs)| Some((side, costs.rules()?))) {
        for rule in rules {
            let level = *levels.entry(&rule.rule).or_insert(rule.level);
            let rank = match level {
                Level::Hard => 0,
                Level::Soft => 1,
                Level::Warn => 2,
                Level::Note | Level::Off => 3,
            };
            let line = lines.entry((rank, &rule.rule)).or_insert_with(|| RuleLine {
                rule: &rule.rule,
                level,
                found: vec![None; costs.len()],
            });
            line.found[side] = Some(rule);
        }
    }
    let shown = |line: &RuleLine<'_>| {
        let some = line.found.iter().flatten().any(|rule| rule.breaches > 0 || rule.cost > 0);
        some && !matches!(line.level, Level::Note | Level::Off)
    };
    lines.into_values().filter(shown).collect()
}
