//! `index.html`: every sheet and the quality report in one file that loads nothing from elsewhere.
//!
//! The templates in `templates/` hold the markup, the files in `html/` what they show. Names are escaped by the
//! template engine; a content security policy in the page forbids every request.

mod chart;
pub(super) mod clubs;
pub(super) mod duty;
pub(super) mod indexes;
mod pay;
pub(super) mod programme;
mod quality;
mod service;
pub(super) mod view;
pub(super) mod whole;

pub(super) use indexes::grade;
pub(super) use view::{count, section};

use std::collections::BTreeMap;

use minijinja::Environment;
use serde::Serialize;

use super::Bundle;
use crate::args;
use crate::plan::View;
use crate::report::{Quality, Sheets, terminal};
use crate::text::{Lang, Text, ui};

const TEMPLATES: [(&str, &str); 5] = [
    ("page.html", include_str!("templates/page.html")),
    ("sheet.html", include_str!("templates/sheet.html")),
    ("whole.html", include_str!("templates/whole.html")),
    ("service.html", include_str!("templates/service.html")),
    ("quality.html", include_str!("templates/quality.html")),
];
pub(super) const STYLE: &str = include_str!("templates/style.css");
const SCRIPT: &str = include_str!("templates/script.js");

/// The words that templates use by name.
const WORDS: [(&str, &Text); 35] = [
    ("available", &ui::AVAILABLE),
    ("breaches", &ui::BREACHES),
    ("cases", &ui::CASES),
    ("class", &ui::CLASS),
    ("classes", &ui::CLASSES),
    ("cost", &ui::COST),
    ("examples", &ui::EXAMPLES),
    ("find", &ui::FIND),
    ("inputs", &ui::INPUTS),
    ("navigation", &ui::NAVIGATION),
    ("no_waivers", &ui::NO_WAIVERS),
    ("parity_note", &ui::PARITY_NOTE),
    ("period", &ui::PERIOD),
    ("print", &ui::PRINT),
    ("quality", &ui::QUALITY),
    ("reason", &ui::REASON),
    ("room", &ui::ROOM),
    ("room_kind", &ui::ROOM_KIND),
    ("room_use", &ui::ROOM_USE),
    ("rule", &ui::RULE),
    ("run", &ui::RUN),
    ("says", &ui::SAYS),
    ("share", &ui::SHARE),
    ("show_all", &ui::SHOW_ALL),
    ("sources", &ui::SOURCES),
    ("subject_key", &ui::SUBJECT_KEY),
    ("subjects", &ui::SUBJECTS),
    ("teacher", &ui::TEACHER),
    ("teacher_loads", &ui::TEACHER_LOADS),
    ("total", &ui::TOTAL),
    ("used", &ui::USED),
    ("waived_note", &ui::WAIVED_NOTE),
    ("waived_rules", &ui::WAIVED_RULES),
    ("weight", &ui::WEIGHT),
    ("whole_school", &ui::WHOLE_SCHOOL),
];

#[derive(Serialize)]
struct Page<'a> {
    lang: &'static str,
    generator: String,
    style: &'static str,
    script: &'static str,
    school: &'a str,
    title: String,
    good: bool,
    verdict: String,
    verdict_line: String,
    w: BTreeMap<&'static str, &'static str>,
    indexes: Vec<indexes::Index>,
    sheets: Vec<view::SheetView>,
    wholes: Vec<whole::WholeView>,
    quality: quality::QualityView,
    service: Option<service::ServiceView>,
}

/// The words that templates use by name, in `lang`.
pub(super) fn words(lang: Lang) -> BTreeMap<&'static str, &'static str> {
    WORDS.iter().chain(service::WORDS).map(|(key, text)| (*key, text.get(lang))).collect()
}

/// The whole page.
///
/// # Errors
///
/// A template that does not fit its data, which tests exclude.
pub fn write(
    bundle: &Bundle<'_>,
    view: &View<'_>,
    sheets: &Sheets,
    quality: &Quality,
) -> Result<String, minijinja::Error> {
    let (school, lang) = (bundle.school, bundle.lang);
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    for (name, template) in TEMPLATES {
        environment.add_template(name, template)?;
    }
    let shown = indexes::shown(school, sheets);
    let verdict_line = if quality.is_good() { ui::VERIFIED } else { ui::NOT_VERIFIED };
    let page = Page {
        lang: ui::LANGUAGE_TAG.get(lang),
        generator: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
        style: STYLE,
        script: SCRIPT,
        school: &school.name,
        title: ui::PAGE_TITLE.fill(lang, &args! { school: &school.name }),
        good: quality.is_good(),
        verdict: terminal::verdict(quality, lang),
        verdict_line: verdict_line.fill(lang, &args! { n: quality.hard_breaches }),
        w: words(lang),
        indexes: indexes::indexes(school, quality, &shown, lang),
        sheets: shown.iter().map(|sheet| view::sheet(school, sheet, lang)).collect(),
        wholes: whole::wholes(school, sheets, lang),
        quality: quality::view(bundle, quality),
        service: service::view(bundle, view, quality),
    };
    environment.get_template("page.html")?.render(page)
}
