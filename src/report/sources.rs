//! What the rules and their numbers rest on, as the quality report cites it: document, clause, words.

use super::RuleLine;
use super::terminal::labelled;
use crate::preset::DOCUMENTS;
use crate::rules::Source;
use crate::text::{Lang, ui};

/// Between the origins of a basis, as profiles write it.
const ORIGINS: &str = "；";

/// Every document by the number under which it is cited, with its title.
#[must_use]
pub fn documents(lang: Lang) -> Vec<(&'static str, &'static str)> {
    DOCUMENTS.iter().map(|document| (cited(document.id, lang), document.title.get(lang))).collect()
}

/// Where the profile's numbers come from; where it has none, what the rule itself rests on. May be empty.
#[must_use]
pub fn of(line: &RuleLine, lang: Lang) -> String {
    let words = if line.basis.is_empty() { of_rule(line.meta.sources, lang) } else { of_numbers(&line.basis, lang) };
    if words.is_empty() { words } else { labelled(ui::SOURCES.get(lang), &words, lang) }
}

fn cited(id: &'static str, lang: Lang) -> &'static str {
    if id == HOUSE { ui::HOUSE_RULE.get(lang) } else { id }
}

/// The document that stands for what schools commonly do.
const HOUSE: &str = "school";

fn of_rule(sources: &[Source], lang: Lang) -> String {
    let at = |source: &Source| [cited(source.document, lang), source.clause].join(" ").trim_end().to_owned();
    let mut sources: Vec<_> = sources.iter().map(at).collect();
    sources.dedup();
    sources.join(ui::LIST_MARK.get(lang))
}

fn of_numbers(basis: &str, lang: Lang) -> String {
    let origin = |origin: &str| match origin.strip_prefix(HOUSE) {
        Some(rest) if rest.starts_with([' ', '「']) => format!("{}{rest}", ui::HOUSE_RULE.get(lang)),
        _ => origin.to_owned(),
    };
    basis.split(ORIGINS).map(origin).collect::<Vec<_>>().join(ORIGINS)
}
