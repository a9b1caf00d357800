//! Policy profiles: for each rule its level, weight and numbers, and where each number comes from.
//!
//! A profile file names what it changes; everything else is as the profile that it extends says, and at last as the
//! rule's own defaults say, or off with `others = "off"` (but for what no school can break: nobody in two places). Inside `[rules.NAME]`: `level`, `weight`, `because` (where the level comes from) and the rule's
//! parameters, each `{ value = ..., document = "001", clause = "T1", words = "..." }`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Both, Refusal, overlay};
use crate::rules::{self, Meta};
use crate::school::{Level, Policy, Setting};

/// Embedded files.
const FILES: [(&str, &str); 5] = [
    ("national-2022", include_str!("data/profile-national-2022.toml")),
    ("strict", include_str!("data/profile-strict.toml")),
    ("rural", include_str!("data/profile-rural.toml")),
    ("local-0820", include_str!("data/profile-local-0820.toml")),
    ("bare", include_str!("data/profile-bare.toml")),
];

/// The profile of a school that names none.
pub const DEFAULT: &str = "national-2022";

/// A policy profile, with what it extends already in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Name in `school.toml`.
    pub name: String,
    /// Version of its numbers.
    pub version: String,
    /// The profile that it extends; empty for none.
    pub extends: String,
    /// Name for people.
    pub title: Both,
    /// What it is for.
    pub says: Both,
    /// Whether rules that it says nothing about are off, physics aside.
    pub others_off: bool,
    /// What it says, by rule name.
    pub rules: BTreeMap<String, Entry>,
}

/// What a profile says about one rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Level, when stated.
    pub level: Option<toml::Value>,
    /// Weight, when stated.
    pub weight: Option<toml::Value>,
    /// Where the level comes from.
    pub because: Option<Origin>,
    /// Parameters and where each comes from.
    pub params: BTreeMap<String, Number>,
}

/// A parameter's value and where it comes from.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// The value.
    pub value: toml::Value,
    /// Document cited.
    pub document: String,
    /// Row of the policy digest; may be empty.
    #[serde(default)]
    pub clause: String,
    /// The decisive words.
    pub words: String,
}

/// Where something comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Document cited.
    pub document: String,
    /// Row of the policy digest; may be empty.
    #[serde(default)]
    pub clause: String,
    /// The decisive words.
    pub words: String,
}

/// What is wrong with a profile.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// Not well formed.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// A rule that does not exist.
    #[error("no rule {0}")]
    UnknownRule(String),
    /// It extends a profile that does not exist, or itself.
    #[error("cannot extend {0}")]
    Extends(String),
    /// A value that its rule does not take.
    #[error("{0:?}")]
    Refused(Refusal),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    version: String,
    #[serde(default)]
    extends: String,
    title: Both,
    says: Both,
    #[serde(default)]
    others: Others,
    #[serde(default)]
    rules: BTreeMap<String, toml::Table>,
}

/// What holds of the rules that a profile does not mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Others {
    /// Their own defaults.
    #[default]
    Default,
    /// They are off.
    Off,
}

/// Names and texts of the profiles that ship.
#[must_use]
pub fn profiles() -> &'static [(&'static str, &'static str)] {
    &FILES
}

/// The profile `name`, with what it extends already in it.
#[must_use]
pub fn profile(name: &str) -> Option<Profile> {
    load(name, &mut Vec::new()).ok()
}

fn load(name: &str, seen: &mut Vec<String>) -> Result<Profile, ProfileError> {
    let text = FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    let Some(text) = text.filter(|_| !seen.iter().any(|other| other == name)) else {
        return Err(ProfileError::Extends(name.to_owned()));
    };
    seen.push(name.to_owned());
    let file: File = toml::from_str(text)?;
    let (mut merged, base_off) = if file.extends.is_empty() {
        (BTreeMap::new(), false)
    } else {
        let base = load(&file.extends, seen)?;
        (base.rules, base.others_off)
    };
    for (rule, table) in file.rules {
        merge(merged.entry(rule).or_default(), table)?;
    }
    Ok(Profile {
        name: file.name,
        version: file.version,
        extends: file.extends,
        title: file.title,
        says: file.says,
        others_off: base_off || file.others == Others::Off,
        rules: merged,
    })
}

fn merge(entry: &mut Entry, table: toml::Table) -> Result<(), ProfileError> {
    for (key, value) in table {
        match key.as_str() {
            "level" => entry.level = Some(value),
            "weight" => entry.weight = Some(value),
            "because" => entry.because = Some(value.try_into()?),
            _ => {
                entry.params.insert(key, value.try_into()?);
            }
        }
    }
    Ok(())
}

/// The settings of every rule under `profile`.
///
/// # Errors
/// Rules, parameters or values that do not exist; never for the profiles that ship (tests see to it).
pub fn apply(profile: &Profile) -> Result<Policy, ProfileError> {
    if let Some(name) = profile.rules.keys().find(|name| rules::find(name).is_none()) {
        return Err(ProfileError::UnknownRule(name.clone()));
    }
    let mut policy = Policy { profile: profile.name.clone(), ..Policy::default() };
    for rule in rules::ALL {
        let meta = rule.meta();
        let setting = match profile.rules.get(meta.id) {
            Some(entry) => entry.setting(meta).map_err(ProfileError::Refused)?,
            None => {
                let off = profile.others_off && !meta.physics;
                let setting = rules::default_setting(meta);
                if off { Setting { level: Level::Off, ..setting } } else { setting }
            }
        };
        policy.settings.insert(meta.code, setting);
    }
    Ok(policy)
}

impl Entry {
    /// The rule's default setting with this entry laid over it.
    fn setting(&self, meta: &'static Meta) -> Result<Setting, Refusal> {
        let mut setting = rules::default_setting(meta);
        for (key, value) in [("level", &self.level), ("weight", &self.weight)] {
            if let Some(value) = value {
                overlay(&mut setting, meta, key, value)?;
            }
        }
        for (key, number) in &self.params {
            overlay(&mut setting, meta, key, &number.value)?;
        }
        setting.basis = self.origins().iter().map(Origin::to_string).collect::<Vec<_>>().join("；");
        Ok(setting)
    }

    /// Where the level and the numbers come from, each once.
    #[must_use]
    pub fn origins(&self) -> Vec<Origin> {
        let mut origins: Vec<Origin> = self.because.iter().cloned().collect();
        for number in self.params.values() {
            let Number { document, clause, words, .. } = number.clone();
            let origin = Origin { document, clause, words };
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        origins
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.document)?;
        if !self.clause.is_empty() {
            write!(f, " {}", self.clause)?;
        }
        write!(f, "「{}」", self.words)
    }
}

/// A school's own change of one key, as [`overlay`] makes it; the basis then names the school's file beside what is left
/// of the profile's.
///
/// # Errors
/// As [`overlay`].
pub fn override_by_school(
    setting: &mut Setting,
    meta: &'static Meta,
    key: &str,
    value: &toml::Value,
) -> Result<(), Refusal> {
    overlay(setting, meta, key, value)?;
    let own = format!("school.toml {key} = {value}");
    setting.basis = if setting.basis.is_empty() { own } else { format!("{}；{own}", setting.basis) };
    Ok(())
}

/// Waives a rule for a written reason: it is off, and reports print the reason. No rule of nature can be waived.
///
/// Returns whether it was.
#[must_use]
pub fn waive(setting: &mut Setting, meta: &'static Meta, reason: &str) -> bool {
    if meta.physics || reason.trim().is_empty() {
        return false;
    }
    setting.level = Level::Off;
    setting.waived = Some(reason.trim().to_owned());
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preset::document;

    #[test]
    fn every_shipped_profile_applies_to_every_rule() {
        for (name, _) in profiles() {
            let profile = load(name, &mut Vec::new()).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(profile.name, *name);
            let policy = apply(&profile).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(policy.profile, *name);
            assert_eq!(policy.settings.len(), rules::ALL.len());
        }
        assert_eq!(profile("no-such"), None);
        assert!(profile(DEFAULT).is_some());
    }

    #[test]
    fn every_number_names_a_known_document_and_words() {
        for (name, _) in profiles() {
            for (rule, entry) in profile(name).unwrap().rules {
                for origin in entry.origins() {
                    assert!(document(&origin.document).is_some(), "{name} {rule}: {}", origin.document);
                    assert!(!origin.words.is_empty(), "{name} {rule}");
                }
            }
        }
    }

    #[test]
    fn the_national_profile_sets_the_level_of_every_rule_about_the_school() {
        let national = profile(DEFAULT).unwrap();
        for rule in rules::ALL.iter().filter(|rule| rule.meta().stage == rules::Stage::School) {
            let entry = national.rules.get(rule.meta().id);
            assert!(entry.is_some_and(|entry| entry.level.is_some()), "{}", rule.meta().id);
            assert!(!entry.unwrap().origins().is_empty(), "{}", rule.meta().id);
        }
    }

    #[test]
    fn profiles_differ_where_the_documents_do() {
        let setting = |name: &str, code: &str| apply(&profile(name).unwrap()).unwrap().settings[code].clone();
        let floor = |name: &str| setting(name, "R501").time("primary").map(|time| time.to_string()).unwrap();
        assert_eq!(floor("national-2022"), "08:30");
        assert_eq!(floor("strict"), "08:30");
        assert_eq!(floor("local-0820"), "08:20");
        assert_eq!(floor("rural"), "07:00");
        assert_eq!(setting("rural", "R502").level, Level::Off);
        assert_eq!(setting("national-2022", "R514").int("grades_3_6"), 3);
        assert_eq!(setting("strict", "R514").int("grades_3_6"), 4);
        assert_eq!(setting("strict", "R514").int("grades_1_2"), 4);
        assert!(setting("strict", "R514").basis.contains("001 X4「每周开设4节体育课」"));
        assert_eq!(setting("rural", "R512").level, Level::Warn);
        assert_eq!(setting("strict", "R530").level, Level::Hard);
    }

    #[test]
    fn bare_is_what_nobody_can_break_and_no_more() {
        let policy = apply(&profile("bare").unwrap()).unwrap();
        for rule in rules::ALL {
            let meta = rule.meta();
            let setting = &policy.settings[meta.code];
            assert_eq!(setting.level == Level::Off, !meta.physics, "{}", meta.id);
            // Switched on by a school, a rule has all that it needs.
            assert_eq!(setting.params, rules::default_setting(meta).params, "{}", meta.id);
        }
    }

    #[test]
    fn a_profile_cannot_extend_itself_or_nothing() {
        let mut seen = vec!["strict".to_owned()];
        assert!(matches!(load("strict", &mut seen), Err(ProfileError::Extends(_))));
        assert!(matches!(load("nothing", &mut Vec::new()), Err(ProfileError::Extends(_))));
    }

    #[test]
    fn unknown_rules_and_values_are_errors() {
        let mut profile = profile("national-2022").unwrap();
        let number = Number {
            value: toml::Value::Boolean(true),
            document: "school".into(),
            clause: String::new(),
            words: "x".into(),
        };
        profile.rules.entry("subject-daily-max".into()).or_default().params.insert("core".into(), number);
        assert!(matches!(apply(&profile), Err(ProfileError::Refused(_))));
        profile.rules.insert("no-such-rule".into(), Entry::default());
        assert!(matches!(apply(&profile), Err(ProfileError::UnknownRule(_))));
    }

    #[test]
    fn schools_override_and_waive_with_words() {
        let meta = rules::find("subject-daily-max").unwrap().meta();
        let mut setting = rules::default_setting(meta);
        override_by_school(&mut setting, meta, "core", &toml::Value::Integer(3)).unwrap();
        assert!(setting.basis.contains("school.toml core = 3"), "{}", setting.basis);
        assert!(!waive(&mut setting, meta, "  "));
        assert!(waive(&mut setting, meta, " 校车 "));
        assert_eq!((setting.level, setting.waived.as_deref()), (Level::Off, Some("校车")));
        let physics = rules::find("class-clash").unwrap().meta();
        assert!(!waive(&mut rules::default_setting(physics), physics, "因为"));
    }
}
