//! The quality report as text for a terminal, columns aligned by display width (a Chinese character is two wide).

use unicode_width::UnicodeWidthStr;

use super::loads::weekly;
use super::quality::{Quality, RuleLine};
use crate::args;
use crate::school::Level;
use crate::text::{Lang, Text, ui};

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Most examples of a broken hard rule.
    pub hard_examples: usize,
    /// Most examples of a soft rule, warning or note.
    pub soft_examples: usize,
}

impl Default for Detail {
    fn default() -> Self {
        Self { hard_examples: 10, soft_examples: 2 }
    }
}

/// The report as lines of text.
#[must_use]
pub fn render(quality: &Quality, lang: Lang, detail: Detail) -> String {
    let mut out = String::new();
    out.push_str(&ui::QUALITY_TITLE.fill(lang, &args! { school: &quality.school }));
    out.push('\n');
    facts(&mut out, quality, lang);
    for level in [Level::Hard, Level::Soft, Level::Warn, Level::Note] {
        let lines = quality.of_level(level);
        if lines.is_empty() {
            continue;
        }
        heading(&mut out, level, lang);
        let examples = if level == Level::Hard { detail.hard_examples } else { detail.soft_examples };
        table(&mut out, &lines, lang);
        for line in lines.iter().filter(|line| !line.breaches.is_empty()) {
            found(&mut out, line, lang, examples);
        }
    }
    if !quality.waivers.is_empty() {
        out.push_str(&format!("\n{}\n", ui::WAIVED_RULES.get(lang)));
        for waiver in &quality.waivers {
            let reason = labelled(ui::REASON.get(lang), &waiver.reason, lang);
            out.push_str(&format!("  {} {}  {reason}\n", waiver.meta.code, waiver.meta.name.get(lang)));
        }
    }
    out
}

/// The words of the verdict.
#[must_use]
pub fn verdict(quality: &Quality, lang: Lang) -> String {
    if quality.is_good() { ui::GOOD } else { ui::BAD }.fill(lang, &args! { n: quality.hard_breaches })
}

/// Label and value of each line of the summary.
#[must_use]
pub fn summary(quality: &Quality, lang: Lang) -> Vec<(Text, String)> {
    vec![
        (ui::VERDICT, verdict(quality, lang)),
        (ui::PROFILE, profile(&quality.profile, lang)),
        (ui::LESSONS, weekly(quality.halves)),
        (ui::CASES_EXAMINED, thousands(quality.cases)),
        (ui::WARNINGS, quality.warnings.to_string()),
        (ui::SOFT_COST, quality.cost.to_string()),
    ]
}

/// A profile by its name for people, with the one that the school's file has.
fn profile(name: &str, lang: Lang) -> String {
    match crate::preset::profile(name) {
        Some(profile) if lang == Lang::Zh => format!("{}（{name}）", profile.title.get(lang)),
        Some(profile) => format!("{} ({name})", profile.title.get(lang)),
        None => name.to_owned(),
    }
}

/// What was found about a rule, in a sentence.
#[must_use]
pub fn sentence(line: &RuleLine, lang: Lang) -> String {
    let args = args! {
        cases: thousands(line.cases),
        breaches: line.breaches.len(),
        amount: line.amount,
        weight: line.weight,
        cost: line.cost,
    };
    let text = match (line.cases, line.breaches.is_empty(), line.level) {
        (0, true, _) => ui::NOTHING_TO_CHECK,
        (_, true, Level::Soft) => ui::NO_COST,
        (_, true, _) => ui::ALL_HOLD,
        (_, false, Level::Soft) => ui::COST_EXPLAINED,
        (_, false, _) => ui::BROKEN,
    };
    text.fill(lang, &args)
}

/// A number with commas between thousands.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn facts(out: &mut String, quality: &Quality, lang: Lang) {
    let facts = summary(quality, lang);
    let width = facts.iter().map(|(label, _)| label.get(lang).width()).max().unwrap_or(0);
    for (label, value) in facts {
        out.push_str(&format!("  {}  {value}\n", padded(label.get(lang), width, false)));
    }
}

fn heading(out: &mut String, level: Level, lang: Lang) {
    let title = match level {
        Level::Hard => ui::HARD_RULES.get(lang),
        Level::Soft => ui::SOFT_RULES.get(lang),
        other => ui::level(other).get(lang),
    };
    out.push_str(&format!("\n{title}\n"));
}

fn table(out: &mut String, lines: &[&RuleLine], lang: Lang) {
    let soft = lines.iter().any(|line| line.level == Level::Soft);
    let mut head = vec![ui::RULE.get(lang).to_owned(), String::new()];
    let numbers: &[Text] =
        if soft { &[ui::CASES, ui::BREACHES, ui::AMOUNT, ui::WEIGHT, ui::COST] } else { &[ui::CASES, ui::BREACHES] };
    head.extend(numbers.iter().map(|text| text.get(lang).to_owned()));
    let mut rows = vec![head];
    for line in lines {
        let mut row = vec![line.meta.code.to_owned(), line.meta.name.get(lang).to_owned()];
        row.extend([thousands(line.cases), line.breaches.len().to_string()]);
        if soft {
            row.extend([line.amount.to_string(), line.weight.to_string(), line.cost.to_string()]);
        }
        rows.push(row);
    }
    let columns = rows[0].len();
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in &rows {
        let cells = row.iter().enumerate().map(|(column, cell)| padded(cell, widths[column], column > 1));
        out.push_str(&format!("  {}\n", cells.collect::<Vec<_>>().join("  ").trim_end()));
    }
}

fn found(out: &mut String, line: &RuleLine, lang: Lang, examples: usize) {
    let rule = labelled(line.meta.name.get(lang), &sentence(line, lang), lang);
    out.push_str(&format!("  {} {rule}\n", line.meta.code));
    let all = line.examples(lang);
    let rest = all.len().saturating_sub(examples);
    for words in all.into_iter().take(examples) {
        out.push_str(&format!("    - {words}\n"));
    }
    if rest > 0 {
        out.push_str(&format!("    {}\n", ui::MORE.fill(lang, &args! { n: rest })));
    }
    if line.is_hard() {
        out.push_str(&format!("    {}\n", action(line, lang)));
    }
}

/// What to do about breaches of a rule.
#[must_use]
pub fn action(line: &RuleLine, lang: Lang) -> String {
    labelled(ui::ACTION.get(lang), line.meta.action.get(lang), lang)
}

/// A label before words.
#[must_use]
pub fn labelled(label: &str, words: &str, lang: Lang) -> String {
    ui::LABELLED.fill(lang, &args! { label: label, words: words })
}

pub(super) fn padded(text: &str, width: usize, right: bool) -> String {
    let space = " ".repeat(width.saturating_sub(text.width()));
    if right { format!("{space}{text}") } else { format!("{text}{space}") }
}
