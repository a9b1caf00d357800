//! One typed change to one rule's setting: shared by the shipped profiles and by a school's own `[policy.rules.*]`.

use crate::args;
use crate::rules::{Default, Meta};
use crate::school::{Level, ParamValue, Setting};
use crate::text::{Args, Text};
use crate::units::ClockTime;

/// Largest whole number that a parameter or a weight may have.
const MOST: i64 = 100_000;

/// Why a change was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, with `{rule}`, `{key}` and sometimes `{known}` or `{value}`.
    pub says: Text,
    /// Arguments.
    pub args: Args,
}

/// Changes `key` of `setting` to `value`. Keys are `level`, `weight` and the rule's parameters. Parameters must have the
/// type of their default: whole numbers from 0, yes/no, `HH:MM`, or words (a string or an array of strings).
///
/// # Errors
/// Unknown keys, wrong types, a level that the rule cannot take (a rule of nature stays hard; a rule without a price
/// cannot be soft).
///
/// # Example
/// ```
/// use kebiao::{preset, rules};
/// let meta = rules::find("subject-daily-max").map(|rule| rule.meta());
/// let meta = meta.ok_or("no such rule")?;
/// let mut setting = rules::default_setting(meta);
/// preset::overlay(&mut setting, meta, "core", &toml::Value::Integer(3)).map_err(|e| e.says.zh)?;
/// assert_eq!(setting.int("core"), 3);
/// assert!(preset::overlay(&mut setting, meta, "core", &toml::Value::Boolean(true)).is_err());
/// # Ok::<(), &'static str>(())
/// ```
pub fn overlay(setting: &mut Setting, meta: &'static Meta, key: &str, value: &toml::Value) -> Result<(), Refusal> {
    match key {
        "level" => setting.level = level(meta, value)?,
        "weight" => setting.weight = weight(meta, value)?,
        _ => {
            let Some(param) = meta.params.iter().find(|param| param.key == key) else {
                return Err(unknown(meta, key));
            };
            let value = typed(param.default, value).ok_or_else(|| wrong_type(meta, key, param.default, value))?;
            setting.params.insert(param.key, value);
        }
    }
    Ok(())
}

fn level(meta: &Meta, value: &toml::Value) -> Result<Level, Refusal> {
    let refuse = |says| Err(Refusal { says, args: args! { rule: meta.id, key: "level", value: shown(value) } });
    let Some(level) = value.as_str().and_then(Level::parse) else {
        return refuse(Text::new(
            "规则 {rule} 的 level 应为 hard、soft、warn、note 或 off，不是 {value}",
            "level of {rule} must be hard, soft, warn, note or off, not {value}",
        ));
    };
    if meta.physics && level != Level::Hard {
        return refuse(Text::new(
            "规则 {rule} 是客观条件，只能是 hard，不能改为 {value}",
            "{rule} is a fact of nature: it stays hard and cannot be {value}",
        ));
    }
    if level == Level::Soft && !meta.may_be_soft {
        return refuse(Text::new(
            "规则 {rule} 不能计分，level 应为 hard、warn、note 或 off",
            "{rule} has no price: its level must be hard, warn, note or off, not {value}",
        ));
    }
    Ok(level)
}

fn weight(meta: &Meta, value: &toml::Value) -> Result<u32, Refusal> {
    let args = args! { rule: meta.id, key: "weight", value: shown(value), most: MOST };
    if !meta.may_be_soft {
        let says = Text::new("规则 {rule} 不能计分，没有 weight", "{rule} has no price, so no weight");
        return Err(Refusal { says, args });
    }
    value.as_integer().filter(|weight| (0..=MOST).contains(weight)).and_then(|weight| u32::try_from(weight).ok()).ok_or(
        Refusal {
            says: Text::new(
                "规则 {rule} 的 weight 应为 0 到 {most} 的整数，不是 {value}",
                "weight of {rule} must be a whole number from 0 to {most}, not {value}",
            ),
            args,
        },
    )
}

fn unknown(meta: &Meta, key: &str) -> Refusal {
    let known: Vec<&str> = std::iter::once("level")
        .chain(meta.may_be_soft.then_some("weight"))
        .chain(meta.params.iter().map(|p| p.key))
        .collect();
    Refusal {
        says: Text::new(
            "规则 {rule} 没有参数 {key}；可用的有：{known}",
            "{rule} has no parameter {key}; it knows: {known}",
        ),
        args: args! { rule: meta.id, key: key, known: known.join(", ") },
    }
}

fn wrong_type(meta: &Meta, key: &str, default: Default, value: &toml::Value) -> Refusal {
    let wanted = match default {
        Default::Int(_) => Text::new("0 到 100000 的整数", "a whole number from 0 to 100000"),
        Default::Bool(_) => Text::new("true 或 false", "true or false"),
        Default::Time(_) => Text::new("时刻，如 \"08:30\"", "a time of day such as \"08:30\""),
        Default::Words(_) => Text::new("文字或文字数组", "words or an array of words"),
        Default::Choices { of, .. } => {
            let says = Text::new(
                "规则 {rule} 的 {key} 只能用这些词：{words}；不是 {value}",
                "{key} of {rule} takes these words: {words}; not {value}",
            );
            return Refusal { says, args: args! { rule: meta.id, key: key, words: of.join(" "), value: shown(value) } };
        }
    };
    Refusal {
        says: Text::new(
            "规则 {rule} 的 {key} 应为{wanted}，不是 {value}",
            "{key} of {rule} must be {wanted}, not {value}",
        ),
        args: args! { rule: meta.id, key: key, wanted: wanted, value: shown(value) },
    }
}

/// The value as a parameter of the default's type.
fn typed(default: Default, value: &toml::Value) -> Option<ParamValue> {
    match default {
        Default::Int(_) => value.as_integer().filter(|number| (0..=MOST).contains(number)).map(ParamValue::Int),
        Default::Bool(_) => value.as_bool().map(ParamValue::Bool),
        Default::Time(_) => value.as_str().and_then(ClockTime::parse).map(ParamValue::Time),
        Default::Words(_) => words(value).map(ParamValue::Words),
        Default::Choices { of, .. } => {
            words(value).filter(|words| words.iter().all(|word| of.contains(&word.as_str()))).map(ParamValue::Words)
        }
    }
}

fn words(value: &toml::Value) -> Option<Vec<String>> {
    match value {
        toml::Value::String(word) => Some(vec![word.trim().to_owned()]),
        toml::Value::Array(words) => {
            words.iter().map(|word| word.as_str().map(|word| word.trim().to_owned())).collect()
        }
        _ => None,
    }
}

/// The value as written, for messages.
fn shown(value: &toml::Value) -> String {
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{default_setting, find};
    use crate::text::Lang;

    fn change(rule: &str, key: &str, value: &str) -> Result<Setting, String> {
        let meta = find(rule).unwrap().meta();
        let mut setting = default_setting(meta);
        let table: toml::Table = toml::from_str(&format!("v = {value}")).unwrap();
        match overlay(&mut setting, meta, key, &table["v"]) {
            Ok(()) => Ok(setting),
            Err(refusal) => {
                let [zh, en] = [Lang::Zh, Lang::En].map(|lang| refusal.says.fill(lang, &refusal.args));
                assert!(!zh.contains('{') && !en.contains('{'), "{zh} {en}");
                Err(en)
            }
        }
    }

    #[test]
    fn good_changes_are_made() {
        assert_eq!(change("subject-daily-max", "core", "3").unwrap().int("core"), 3);
        assert_eq!(change("subject-daily-max", "level", "\"soft\"").unwrap().level, Level::Soft);
        assert_eq!(change("R106", "weight", "7").unwrap().weight, 7);
        assert_eq!(change("double-periods", "across", "\"lunch\"").unwrap().words("across"), ["lunch"]);
        assert_eq!(change("subject-times", "pe_forbidden", "[]").unwrap().words("pe_forbidden").len(), 0);
    }

    #[test]
    fn bad_changes_are_refused_with_words() {
        for (rule, key, value, part) in [
            ("subject-daily-max", "core", "-1", "whole number"),
            ("subject-daily-max", "core", "\"3\"", "whole number"),
            ("subject-daily-max", "cores", "3", "core, other"),
            ("subject-daily-max", "level", "\"hrad\"", "hrad"),
            ("subject-daily-max", "weight", "-5", "whole number"),
            ("double-periods", "across", "[\"lunch\", \"brunch\"]", "recess long-recess lunch"),
            ("subject-times", "pe_forbidden", "10", "after-lunch"),
            ("class-clash", "level", "\"warn\"", "stays hard"),
            ("class-clash", "weight", "3", "no weight"),
        ] {
            let said = change(rule, key, value).unwrap_err();
            assert!(said.contains(part), "{rule} {key} {value}: {said}");
        }
    }
}
