//! How each family of constraints was read: carried over, approximated, or not, with its weights.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::model::{Constraint, Weight};
use crate::args;
use crate::text::fet as words;
use crate::text::{Args, Lang, Text};

/// What became of a constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// The school says the same.
    Carried,
    /// The school says something near.
    Approximated,
    /// The school does not say it.
    NotCarried,
    /// It is switched off in the file.
    Inactive,
}

impl Fate {
    /// Every fate, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Carried, Self::Approximated, Self::NotCarried, Self::Inactive];

    /// The word of JSON reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::Approximated => "approximated",
            Self::NotCarried => "not-carried",
            Self::Inactive => "inactive",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Carried => words::CARRIED,
            Self::Approximated => words::APPROXIMATED,
            Self::NotCarried => words::NOT_CARRIED,
            Self::Inactive => words::INACTIVE,
        }
    }
}

/// Constraints of one family that met the same fate for the same reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The family: `MinDaysBetweenActivities`.
    pub family: String,
    /// What became of them.
    pub fate: Fate,
    /// Why, or how; empty when there is nothing to say.
    pub note: Text,
    /// How many.
    pub count: usize,
    /// Least weight.
    pub least: Weight,
    /// Greatest weight.
    pub most: Weight,
    /// Line of the first in the file; 0 for what is written.
    pub first: u32,
}

impl Line {
    /// `100%` or `50%-95%`.
    #[must_use]
    pub fn weights(&self) -> String {
        if self.least == self.most { self.least.to_string() } else { format!("{}-{}", self.least, self.most) }
    }
}

/// What is to be told about reading or writing a FET file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    lines: BTreeMap<(Fate, String, &'static str), Line>,
    /// What there was: name of the figure and its value.
    pub figures: Vec<(&'static str, usize)>,
    /// Further remarks.
    pub remarks: Vec<(Text, Args)>,
}

impl Report {
    /// Notes the fate of a constraint.
    pub fn add(&mut self, constraint: &Constraint, fate: Fate, note: Text) {
        self.count(&constraint.family, fate, note, constraint.weight, constraint.line);
    }

    /// Notes a fate by the name of the family.
    pub fn count(&mut self, family: &str, fate: Fate, note: Text, weight: Weight, first: u32) {
        let key = (fate, family.to_owned(), note.en);
        let fresh = || Line { family: family.to_owned(), fate, note, count: 0, least: weight, most: weight, first };
        let line = self.lines.entry(key).or_insert_with(fresh);
        line.count += 1;
        line.least = line.least.min(weight);
        line.most = line.most.max(weight);
    }

    /// A remark.
    pub fn remark(&mut self, text: Text, args: Args) {
        self.remarks.push((text, args));
    }

    /// The lines: what was carried first, families by name.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.values()
    }

    /// How many constraints met `fate`.
    #[must_use]
    pub fn total(&self, fate: Fate) -> usize {
        self.lines().filter(|line| line.fate == fate).map(|line| line.count).sum()
    }

    /// The report for a terminal.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        let mut out = String::new();
        for fate in Fate::ALL {
            let lines: Vec<&Line> = self.lines().filter(|line| line.fate == fate).collect();
            if lines.is_empty() {
                continue;
            }
            let args = args! { count: self.total(fate) };
            out.push_str(&fate.name().fill(lang, &args));
            out.push('\n');
            for line in lines {
                let args = args! { count: line.count, family: &line.family, weights: line.weights() };
                out.push_str(&words::FAMILY.fill(lang, &args));
                let note = line.note.get(lang);
                if !note.is_empty() {
                    out.push_str(match lang {
                        Lang::Zh => "：",
                        Lang::En => ": ",
                    });
                    out.push_str(note);
                }
                out.push('\n');
            }
        }
        for (text, args) in &self.remarks {
            out.push_str(&text.fill(lang, args));
            out.push('\n');
        }
        out
    }

    /// The report for programs.
    #[must_use]
    pub fn json(&self, lang: Lang) -> Value {
        let families: Vec<Value> = self
            .lines()
            .map(|line| {
                json!({
                    "family": line.family,
                    "fate": line.fate.word(),
                    "note": line.note.get(lang),
                    "count": line.count,
                    "weight_min": f64::from(line.least.0) / 1000.0,
                    "weight_max": f64::from(line.most.0) / 1000.0,
                    "line": line.first,
                })
            })
            .collect();
        let figures: BTreeMap<&str, usize> = self.figures.iter().copied().collect();
        let totals: BTreeMap<&str, usize> = Fate::ALL.iter().map(|fate| (fate.word(), self.total(*fate))).collect();
        let remarks: Vec<String> = self.remarks.iter().map(|(text, args)| text.fill(lang, args)).collect();
        json!({ "figures": figures, "totals": totals, "families": families, "remarks": remarks })
    }
}
