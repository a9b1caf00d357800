//! Lessons without a place: `未排课时.csv`, a row each, and `未排课时.html`, with every place and what is in its way.

use minijinja::Environment;
use serde::{Deserialize, Serialize};

use super::html;
use super::print::{STYLE, Sheet};
use crate::plan::table::line;
use crate::text::{Lang, partial as words, ui};

/// The files, which only a plan with lessons left out has.
pub const NAMES: [&str; 2] = ["未排课时.csv", "未排课时.html"];

/// What has no place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Points lost.
    pub lost: i64,
    /// No plan loses fewer points.
    pub least: i64,
    /// Whether it is proved that no more can be placed.
    pub proved: bool,
    /// The same in words.
    pub says: String,
    /// What counting says of the whole school.
    pub certificates: Vec<String>,
    /// The lessons.
    pub lessons: Vec<Lesson>,
}

/// Lessons of one kind without a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// The classes; empty for a research block.
    pub classes: String,
    /// The subject, or the name of the block.
    pub subject: String,
    /// The teachers.
    pub teachers: String,
    /// How many lessons.
    pub count: u32,
    /// Periods of one.
    pub periods: u8,
    /// How much it matters, in words.
    pub priority: String,
    /// What it is (a lesson, a pinned one, a research block), in words.
    pub kind: String,
    /// What is in the way, counted, in words.
    pub reason: String,
    /// Every place and what is in its way.
    pub places: Vec<(String, String)>,
}

/// The files by name.
///
/// # Errors
///
/// A template that does not fit its data, which tests exclude.
pub fn files(school: &str, missing: &Missing, lang: Lang) -> Result<Vec<(String, Vec<u8>)>, minijinja::Error> {
    let page = page(school, missing, lang)?;
    Ok(vec![(NAMES[0].to_owned(), csv(missing, lang)), (NAMES[1].to_owned(), page.into_bytes())])
}

fn heads(lang: Lang) -> Vec<&'static str> {
    let heads = [
        words::HEAD_CLASS,
        words::HEAD_SUBJECT,
        words::HEAD_TEACHER,
        words::HEAD_LESSONS,
        words::HEAD_PERIODS,
        words::HEAD_KIND,
        words::HEAD_PRIORITY,
        words::HEAD_REASON,
    ];
    heads.iter().map(|head| head.get(lang)).collect()
}

fn row(lesson: &Lesson) -> Vec<String> {
    vec![
        lesson.classes.clone(),
        lesson.subject.clone(),
        lesson.teachers.clone(),
        lesson.count.to_string(),
        lesson.periods.to_string(),
        lesson.kind.clone(),
        lesson.priority.clone(),
        lesson.reason.clone(),
    ]
}

fn csv(missing: &Missing, lang: Lang) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    line(&mut out, heads(lang));
    for lesson in &missing.lessons {
        line(&mut out, row(lesson).iter().map(String::as_str));
    }
    out.into_bytes()
}

#[derive(Serialize)]
struct Page<'a> {
    says: &'a str,
    certificates: &'a [String],
    certificates_head: &'static str,
    heads: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    place_heads: [&'static str; 2],
    lessons: Vec<(String, &'a [(String, String)])>,
}

fn page(school: &str, missing: &Missing, lang: Lang) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.add_template("print.html", include_str!("templates/print.html"))?;
    environment.add_template("unplaced.html", include_str!("templates/unplaced.html"))?;
    let title = |lesson: &Lesson| {
        let parts = [&lesson.classes, &lesson.subject, &lesson.teachers];
        let parts: Vec<_> = parts.iter().filter(|part| !part.is_empty()).map(|part| part.as_str()).collect();
        parts.join(" ")
    };
    let pages = Page {
        says: &missing.says,
        certificates: &missing.certificates,
        certificates_head: words::CERTIFICATES.get(lang),
        heads: heads(lang),
        rows: missing.lessons.iter().map(row).collect(),
        place_heads: [words::HEAD_TIME.get(lang), words::HEAD_REASON.get(lang)],
        lessons: missing.lessons.iter().map(|lesson| (title(lesson), lesson.places.as_slice())).collect(),
    };
    let words_of_page = html::words(lang);
    let sheet = Sheet {
        lang: ui::LANGUAGE_TAG.get(lang),
        style: STYLE,
        school,
        title: words::TITLE.get(lang),
        landscape: true,
        w: &words_of_page,
        pages,
    };
    environment.get_template("unplaced.html")?.render(sheet)
}
