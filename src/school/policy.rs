//! Rule settings: what a profile says, what the school changed, what it waived and why.

use std::collections::BTreeMap;

use crate::units::ClockTime;

/// How much a rule matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not looked at.
    Off,
    /// Mentioned in reports.
    Note,
    /// A warning in reports; does not make a plan bad.
    Warn,
    /// Costs weight times amount.
    Soft,
    /// Must hold: a breach makes the plan bad.
    Hard,
}

impl Level {
    /// The word used in configuration files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Soft => "soft",
            Self::Hard => "hard",
        }
    }

    /// Reads `off|note|warn|soft|hard`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Off, Self::Note, Self::Warn, Self::Soft, Self::Hard].into_iter().find(|level| level.word() == word)
    }
}

/// The value of a rule parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum ParamValue {
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// A time of day.
    Time(ClockTime),
    /// Words: names, period sets, kinds.
    Words(Vec<String>),
}

/// The setting of one rule in one school.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// How much it matters.
    pub level: Level,
    /// Cost of one unit when `level` is soft.
    pub weight: u32,
    /// Parameters, all present (defaults filled in).
    pub params: BTreeMap<&'static str, ParamValue>,
    /// Where the numbers come from, in the profile's words; empty for the rule's own defaults.
    pub basis: String,
    /// The written reason when the school waived the rule; the level is then [`Level::Off`].
    pub waived: Option<String>,
}

impl Setting {
    /// The whole number `key`; 0 when the rule declares no such parameter.
    #[must_use]
    pub fn int(&self, key: &str) -> i64 {
        match self.params.get(key) {
            Some(ParamValue::Int(value)) => *value,
            _ => 0,
        }
    }

    /// The whole number `key` as a count of periods: none below 0.
    #[must_use]
    pub fn count(&self, key: &str) -> u8 {
        u8::try_from(self.int(key).max(0)).unwrap_or(u8::MAX)
    }

    /// Whether the rule is about the class, teacher or subject of this name: whether `except` does not list it.
    #[must_use]
    pub fn concerns(&self, name: &str) -> bool {
        !self.words("except").iter().any(|other| other == name)
    }

    /// The yes-or-no `key`; no when the rule declares no such parameter.
    #[must_use]
    pub fn flag(&self, key: &str) -> bool {
        matches!(self.params.get(key), Some(ParamValue::Bool(true)))
    }

    /// The time `key`.
    #[must_use]
    pub fn time(&self, key: &str) -> Option<ClockTime> {
        match self.params.get(key) {
            Some(ParamValue::Time(value)) => Some(*value),
            _ => None,
        }
    }

    /// The words `key`; none when the rule declares no such parameter.
    #[must_use]
    pub fn words(&self, key: &str) -> &[String] {
        match self.params.get(key) {
            Some(ParamValue::Words(words)) => words,
            _ => &[],
        }
    }
}

/// All rule settings of a school.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Name of the profile, e.g. `national-2022`.
    pub profile: String,
    /// Settings by rule code; every rule of [`crate::rules::ALL`] has one.
    pub settings: BTreeMap<&'static str, Setting>,
}
