//! The list of every rule under a policy: for `kebiao rules`, its JSON, and `docs/rules.md`.

use std::fmt::Write as _;

use serde::Serialize;

use crate::args;
use crate::preset::{self, Both, Profile};
use crate::rules::{self, Meta, Stage};
use crate::school::{Level, ParamValue, Policy, Setting};
use crate::text::ui::{self, rules as words};
use crate::text::{Arg, Lang};

/// One rule as a policy sets it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleInfo {
    /// Permanent code.
    pub code: &'static str,
    /// Name in configuration files.
    pub id: &'static str,
    /// Name for people.
    pub name: Arg,
    /// What it demands.
    pub says: Arg,
    /// What to do about a breach.
    pub action: Arg,
    /// `school` (before solving) or `timetable`.
    pub stage: &'static str,
    /// `hard`, `soft`, `warn`, `note` or `off`.
    pub level: &'static str,
    /// Weight of a unit, when soft.
    pub weight: Option<u32>,
    /// Whether it may be soft.
    pub may_be_soft: bool,
    /// Whether no profile may weaken it and no school waive it.
    pub physics: bool,
    /// Parameters.
    pub params: Vec<ParamInfo>,
    /// Source documents.
    pub sources: Vec<SourceInfo>,
    /// Where the policy's numbers come from; empty for the rule's own.
    pub basis: String,
    /// The reason when the school waived it.
    pub waived: Option<String>,
}

/// One parameter of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParamInfo {
    /// Key.
    pub key: &'static str,
    /// What it is.
    pub says: Arg,
    /// The rule's own value.
    pub default: String,
    /// The policy's value.
    pub value: String,
}

/// One source of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceInfo {
    /// Number or short name of the document.
    pub document: &'static str,
    /// Its title.
    pub title: Arg,
    /// Row of the policy digest; may be empty.
    pub clause: &'static str,
    /// The decisive words.
    pub words: &'static str,
}

/// One profile that ships.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileInfo {
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
}

/// Every rule under `policy`, by code.
#[must_use]
pub fn list(policy: &Policy) -> Vec<RuleInfo> {
    let info = |meta: &'static Meta| {
        let default = rules::default_setting(meta);
        info(meta, &default, policy.settings.get(meta.code).unwrap_or(&default))
    };
    rules::ALL.iter().map(|rule| info(rule.meta())).collect()
}

fn info(meta: &'static Meta, default: &Setting, setting: &Setting) -> RuleInfo {
    let shown = |setting: &Setting, key| setting.params.get(key).map(show).unwrap_or_default();
    RuleInfo {
        code: meta.code,
        id: meta.id,
        name: meta.name.into(),
        says: meta.says.into(),
        action: meta.action.into(),
        stage: match meta.stage {
            Stage::School => "school",
            Stage::Timetable => "timetable",
            Stage::Programme => "programme",
            Stage::Roster => "roster",
            Stage::Pay => "pay",
        },
        level: setting.level.word(),
        weight: (setting.level == Level::Soft).then_some(setting.weight),
        may_be_soft: meta.may_be_soft,
        physics: meta.physics,
        params: meta
            .params
            .iter()
            .map(|param| ParamInfo {
                key: param.key,
                says: param.says.into(),
                default: shown(default, param.key),
                value: shown(setting, param.key),
            })
            .collect(),
        sources: meta
            .sources
            .iter()
            .map(|source| SourceInfo {
                document: source.document,
                title: preset::document(source.document).map_or(Arg::from(source.document), |d| d.title.into()),
                clause: source.clause,
                words: source.words,
            })
            .collect(),
        basis: setting.basis.clone(),
        waived: setting.waived.clone(),
    }
}

/// A value as a school would write it, without quotes; words are joined.
fn show(value: &ParamValue) -> String {
    match value {
        ParamValue::Int(number) => number.to_string(),
        ParamValue::Bool(yes) => yes.to_string(),
        ParamValue::Time(time) => time.to_string(),
        ParamValue::Words(words) => words.join("、"),
    }
}

/// The profiles that ship.
#[must_use]
pub fn profiles() -> Vec<ProfileInfo> {
    let info = |profile: Profile| ProfileInfo {
        name: profile.name,
        version: profile.version,
        extends: profile.extends,
        title: profile.title,
        says: profile.says,
    };
    preset::profiles().iter().filter_map(|(name, _)| preset::profile(name)).map(info).collect()
}

/// The profiles as people read them.
#[must_use]
pub fn profiles_text(lang: Lang) -> String {
    let mut out = String::new();
    for profile in profiles() {
        let _ = write!(out, "{} (v{})  {}", profile.name, profile.version, profile.title.get(lang));
        if !profile.extends.is_empty() {
            let _ = write!(out, "  [{} {}]", words::EXTENDS.get(lang), profile.extends);
        }
        let _ = writeln!(out, "\n    {}", profile.says.get(lang));
    }
    out
}

/// The list as people read it.
#[must_use]
pub fn text(policy: &Policy, lang: Lang) -> String {
    let list = list(policy);
    let mut out = String::new();
    for rule in &list {
        rule_text(&mut out, rule, lang);
        out.push('\n');
    }
    let count = |level: Level| list.iter().filter(|rule| rule.level == level.word()).count();
    let args = args! {
        count: list.len(),
        hard: count(Level::Hard),
        soft: count(Level::Soft),
        warn: count(Level::Warn),
        note: count(Level::Note),
        off: count(Level::Off),
        profile: &policy.profile,
    };
    out.push_str(&words::TOTAL.fill(lang, &args));
    out.push('\n');
    out
}

/// One rule as lines of text.
#[must_use]
pub fn one(rule: &RuleInfo, lang: Lang) -> String {
    let mut out = String::new();
    rule_text(&mut out, rule, lang);
    out
}

fn rule_text(out: &mut String, rule: &RuleInfo, lang: Lang) {
    let level = Level::parse(rule.level).map_or(rule.level, |level| ui::level(level).get(lang));
    let _ = write!(out, "{} {}  {}  [{level}", rule.code, rule.id, rule.name.show(lang));
    if let Some(weight) = rule.weight {
        let _ = write!(out, ", {} {weight}", words::WEIGHT.get(lang));
    }
    if rule.physics {
        let _ = write!(out, ", {}", words::PHYSICS.get(lang));
    }
    let _ = writeln!(out, "]\n    {}", rule.says.show(lang));
    if let Some(reason) = &rule.waived {
        let _ = writeln!(out, "    {}: {reason}", words::WAIVED.get(lang));
    }
    for param in &rule.params {
        let value = if param.value.is_empty() { words::NONE.get(lang) } else { &param.value };
        let _ = write!(out, "    {} = {value}  {}", param.key, param.says.show(lang));
        if param.value != param.default {
            let default = if param.default.is_empty() { words::NONE.get(lang) } else { &param.default };
            let _ = write!(out, " ({} {default})", words::DEFAULT.get(lang));
        }
        out.push('\n');
    }
    for source in &rule.sources {
        let at = [source.document, source.clause].join(" ");
        let _ = writeln!(out, "    {}: {}「{}」", words::SOURCE.get(lang), at.trim(), source.words);
    }
    if !rule.basis.is_empty() {
        let _ = writeln!(out, "    {}: {}", words::BASIS.get(lang), rule.basis);
    }
}

/// The reference `docs/rules.md`: every rule in both languages, with what each profile says.
///
/// # Errors
/// When a shipped profile does not apply; tests see that it does.
pub fn markdown() -> Result<String, preset::ProfileError> {
    let mut policies = Vec::new();
    for (name, _) in preset::profiles() {
        if let Some(profile) = preset::profile(name) {
            policies.push((*name, list(&preset::apply(&profile)?)));
        }
    }
    let mut out = String::from(
        "# Rules 规则\n\nWritten by `KEBIAO_WRITE_DOCS=1 cargo test --lib report::rules`; `kebiao rules` prints the same for one profile.\n\
         Levels: `hard` must hold (硬性), `soft` costs weight x amount (优化), `warn` and `note` are printed only (提醒、说明), `off` is not looked at (不查).\n\n",
    );
    documents(&mut out);
    profile_table(&mut out);
    overview(&mut out, &policies);
    for (index, rule) in rules::ALL.iter().enumerate() {
        let meta = rule.meta();
        section(&mut out, meta, &list(&Policy::default())[index], &policies, index);
    }
    Ok(out)
}

fn documents(out: &mut String) {
    out.push_str("## Source documents 出处\n\n| id | 文件 | document |\n|---|---|---|\n");
    for document in &preset::DOCUMENTS {
        let _ = writeln!(out, "| {} | {} | {} |", document.id, document.title.zh, document.title.en);
    }
}

fn profile_table(out: &mut String) {
    out.push_str("\n## Profiles 政策方案\n\n| profile | extends | 用途 | purpose |\n|---|---|---|---|\n");
    for profile in profiles() {
        let _ = writeln!(
            out,
            "| `{}` v{} | {} | {} | {} |",
            profile.name, profile.version, profile.extends, profile.says.zh, profile.says.en
        );
    }
}

fn overview(out: &mut String, policies: &[(&str, Vec<RuleInfo>)]) {
    let names: Vec<&str> = policies.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(out, "\n## Levels 级别\n\n| rule | 名称 | {} |", names.join(" | "));
    let _ = writeln!(out, "|---|---|{}", "---|".repeat(names.len()));
    for (index, rule) in rules::ALL.iter().enumerate() {
        let meta = rule.meta();
        let levels: Vec<String> = policies.iter().map(|(_, list)| level(&list[index])).collect();
        let _ = writeln!(out, "| {} `{}` | {} | {} |", meta.code, meta.id, meta.name.zh, levels.join(" | "));
    }
}

fn level(rule: &RuleInfo) -> String {
    rule.weight.map_or(rule.level.to_owned(), |weight| format!("{} {weight}", rule.level))
}

fn section(out: &mut String, meta: &Meta, default: &RuleInfo, policies: &[(&str, Vec<RuleInfo>)], index: usize) {
    let _ = writeln!(out, "\n## {} `{}` {}\n", meta.code, meta.id, meta.name.zh);
    let _ = writeln!(out, "{}。\n*{}*: {}.\n", meta.says.zh, meta.name.en, meta.says.en);
    let _ = writeln!(out, "- 办法：{}。 *What to do*: {}.", meta.action.zh, meta.action.en);
    for source in &default.sources {
        let _ = writeln!(out, "- {} {}「{}」", source.document, source.clause, source.words);
    }
    if meta.physics {
        let _ = writeln!(out, "- {}。 *{}*.", words::PHYSICS.zh, words::PHYSICS.en);
    }
    if default.params.is_empty() {
        return;
    }
    let names: Vec<&str> = policies.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(out, "\n| parameter | 含义 | meaning | default | {} |", names.join(" | "));
    let _ = writeln!(out, "|---|---|---|---|{}", "---|".repeat(names.len()));
    for (at, param) in default.params.iter().enumerate() {
        let values: Vec<&str> = policies.iter().map(|(_, list)| list[index].params[at].value.as_str()).collect();
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| param.says.show(lang));
        let _ = writeln!(out, "| `{}` | {zh} | {en} | {} | {} |", param.key, param.default, values.join(" | "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn national() -> Policy {
        preset::apply(&preset::profile("national-2022").unwrap()).unwrap()
    }

    #[test]
    fn every_rule_is_listed_with_its_source() {
        let list = list(&national());
        assert_eq!(list.len(), rules::ALL.len());
        let floor = list.iter().find(|rule| rule.id == "first-lesson-floor").unwrap();
        assert_eq!((floor.level, floor.stage), ("hard", "school"));
        assert_eq!(floor.params[0].value, "08:30");
        assert!(floor.basis.contains("小学不早于08:30"));
        for rule in &list {
            for source in &rule.sources {
                assert!(preset::document(source.document).is_some(), "{}: {}", rule.code, source.document);
            }
        }
        let json = serde_json::to_value(&list).unwrap();
        let at = list.iter().position(|rule| rule.code == "R101").unwrap();
        assert_eq!(json[at]["name"]["zh"], "班级冲突");
    }

    #[test]
    fn the_text_is_in_the_language_asked_for() {
        let mut policy = national();
        let meta = rules::find("class-size").unwrap().meta();
        assert!(preset::waive(policy.settings.get_mut(meta.code).unwrap(), meta, "教室不足，已报备"));
        let zh = text(&policy, Lang::Zh);
        assert!(zh.contains("R501 first-lesson-floor  上课时间下限  [硬性]"), "{zh}");
        assert!(zh.contains("豁免: 教室不足，已报备"));
        let en = text(&policy, Lang::En);
        assert!(en.contains("R501 first-lesson-floor  earliest first lesson  [hard]"));
        assert!(en.ends_with("(profile national-2022)\n"));
        assert!(!zh.contains('{') && !en.contains('{'));
        assert!(profiles_text(Lang::Zh).contains("rural (v1)  边远山区  [扩展自 national-2022]"));
    }

    #[test]
    fn docs_rules_md_is_up_to_date() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
        let written = markdown().unwrap();
        if std::env::var_os("KEBIAO_WRITE_DOCS").is_some() {
            std::fs::write(&path, &written).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            stored == written,
            "docs/rules.md is out of date: run KEBIAO_WRITE_DOCS=1 cargo test --lib report::rules"
        );
    }
}
