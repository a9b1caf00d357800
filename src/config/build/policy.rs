//! The policy: profile, the school's own settings, waivers with their reasons.

use std::collections::BTreeMap;

use super::super::Location;
use super::super::raw::{Field, Schema, Value, wrong_type};
use super::super::suggest;
use super::Builder;
use super::read::Item;
use crate::args;
use crate::preset;
use crate::rules::{self, Meta};
use crate::school::{Level, Policy};
use crate::text::{Arg, Lang, input};

const WAIVE: Schema = Schema::new("[[policy.waive]]", &["rule", "reason"]);

impl Builder<'_> {
    pub(super) fn policy(&mut self) {
        let section = self.raw.section("policy");
        let named = section.and_then(|section| self.read(section).text("profile"));
        let name = named.as_ref().map_or(preset::DEFAULT, |item| item.text.as_str());
        let applied = preset::profile(name).and_then(|profile| preset::apply(&profile).ok());
        if applied.is_none() {
            let known: Vec<_> = preset::profiles().iter().map(|(name, _)| *name).collect();
            let suggest = suggest::among(name, known.iter().copied());
            let args = args! { name: name, suggest: suggest, allowed: known.join(" ") };
            self.diagnostics.push(&input::UNKNOWN_PROFILE, args, named.map(|item| item.at).unwrap_or_default());
        }
        self.school.policy = applied.unwrap_or_else(defaults);
        let Some(section) = section else { return };
        let waived = self.waivers(section);
        let Some(own) = section.get("rules") else { return };
        let Value::Table(entries) = &own.value else { return wrong_type(own, input::A_TABLE, self.diagnostics) };
        let mut seen = BTreeMap::new();
        for entry in entries {
            let item = Item { text: entry.key.clone(), at: entry.key_at.clone() };
            let Some(meta) = self.rule(&item) else { continue };
            if let Some(first) = seen.insert(meta.code, entry.at.clone()) {
                let args = args! { rule: meta.id, first: super::place(&first) };
                self.diagnostics.push(&input::RULE_TWICE, args, entry.at.clone());
            }
            let Value::Table(settings) = &entry.value else {
                wrong_type(entry, input::A_TABLE, self.diagnostics);
                continue;
            };
            for field in settings {
                self.setting(meta, field, waived.contains_key(meta.code));
            }
        }
    }

    /// Waives rules; returns where each waiver stands, by code.
    fn waivers(&mut self, section: &super::super::raw::Record) -> BTreeMap<&'static str, Location> {
        let mut seen: BTreeMap<&'static str, Location> = BTreeMap::new();
        let Some(field) = section.get("waive") else { return seen };
        for record in field.records(&WAIVE, self.diagnostics) {
            if record.get("rule").is_none() {
                let args = args! { table: WAIVE.table, key: "rule" };
                self.diagnostics.push(&input::MISSING_KEY, args, record.at.clone());
            }
            let rule = self.read(&record).text("rule").and_then(|item| self.rule(&item));
            let reason = self.read(&record).text("reason").map(|item| item.text).unwrap_or_default();
            let Some(meta) = rule else { continue };
            if let Some(first) = seen.insert(meta.code, record.at.clone()) {
                let args = args! { rule: meta.id, first: super::place(&first) };
                self.diagnostics.push(&input::RULE_TWICE, args, record.at.clone());
            }
            if meta.physics {
                self.diagnostics.push(&input::WAIVE_PHYSICS, called(meta), record.place("rule"));
            } else if reason.is_empty() {
                self.diagnostics.push(&input::WAIVE_REASON, args! { rule: meta.id }, record.at.clone());
            } else if let Some(setting) = self.school.policy.settings.get_mut(meta.code) {
                let waived = preset::waive(setting, meta, &reason);
                debug_assert!(waived, "physics and empty reasons are refused above");
            }
        }
        seen
    }

    fn rule(&mut self, item: &Item) -> Option<&'static Meta> {
        let found = rules::find(&item.text).map(|rule| rule.meta());
        if found.is_none() {
            let suggest = suggest::among(&item.text, rules::ALL.iter().map(|rule| rule.meta().id));
            self.diagnostics.push(&input::UNKNOWN_RULE, args! { name: &item.text, suggest: suggest }, item.at.clone());
        }
        found
    }

    fn setting(&mut self, meta: &'static Meta, field: &Field, waived: bool) {
        let key = field.key.as_str();
        let known: Vec<_> = ["level", "weight"].into_iter().chain(meta.params.iter().map(|param| param.key)).collect();
        if !known.contains(&key) {
            let suggest = suggest::among(key, known.iter().copied());
            let args = args! { rule: meta.id, key: key, suggest: suggest, allowed: known.join(" ") };
            return self.diagnostics.push(&input::UNKNOWN_PARAM, args, field.key_at.clone());
        }
        let level = match (&field.value, key) {
            (Value::Text(text), "level") => Level::parse(text),
            _ => None,
        };
        let Some(setting) = self.school.policy.settings.get_mut(meta.code) else { return };
        match level {
            Some(level) if meta.physics && level != Level::Hard => {
                return self.diagnostics.push(&input::WAIVE_PHYSICS, called(meta), field.at.clone());
            }
            Some(Level::Soft) if !meta.may_be_soft => {
                return self.diagnostics.push(&input::NOT_SOFT, called(meta), field.at.clone());
            }
            Some(level) if setting.level == Level::Hard && level < Level::Soft && !waived => {
                let args = args! { rule: meta.id, name: meta.name, level: level.word() };
                return self.diagnostics.push(&input::OFF_NEEDS_WAIVER, args, field.at.clone());
            }
            // A waived rule stays off, whatever else is said of its level.
            Some(_) if waived => return,
            _ => {}
        }
        let value = toml_value(field);
        if let Err(refusal) = preset::override_by_school(setting, meta, key, &value) {
            let why = Arg::Both {
                zh: refusal.says.fill(Lang::Zh, &refusal.args),
                en: refusal.says.fill(Lang::En, &refusal.args),
            };
            self.diagnostics.push(&input::BAD_SETTING, args! { why: why }, field.at.clone());
        }
    }
}

fn called(meta: &'static Meta) -> crate::text::Args {
    args! { rule: meta.id, name: meta.name }
}

fn defaults() -> Policy {
    let settings = rules::ALL.iter().map(|rule| (rule.meta().code, rules::default_setting(rule.meta())));
    Policy { profile: String::new(), settings: settings.collect() }
}

/// The field's value in TOML's own terms, as the presets take it.
fn toml_value(field: &Field) -> toml::Value {
    match &field.value {
        Value::Text(text) => toml::Value::String(text.clone()),
        Value::Number(text) => match (text.replace('_', "").parse::<i64>(), text.parse::<f64>()) {
            (Ok(whole), _) => toml::Value::Integer(whole),
            (_, Ok(decimal)) => toml::Value::Float(decimal),
            _ => toml::Value::String(text.clone()),
        },
        Value::Flag(flag) => toml::Value::Boolean(*flag),
        Value::List(items) => toml::Value::Array(items.iter().map(toml_value).collect()),
        Value::Table(entries) => {
            toml::Value::Table(entries.iter().map(|entry| (entry.key.clone(), toml_value(entry))).collect())
        }
    }
}
