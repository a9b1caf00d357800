//! An audit as files: `audit.csv` (findings), `audit-counts.csv` (periods), `audit.html`; and as JSON.

use minijinja::Environment;
use serde::Serialize;
use serde_json::json;

use super::html;
use super::print::{STYLE, Sheet};
use crate::plan::table::line;
use crate::publication::Publication;
use crate::publication::audit::{Audit, Kind};
use crate::report::audit::{self as report, Grid};
use crate::text::{Lang, publication as words, ui};

#[derive(Serialize)]
struct Page {
    good: bool,
    verdict: String,
    coverage: String,
    facts: Vec<(&'static str, String)>,
    tables: Vec<Table>,
}

#[derive(Serialize)]
struct Table {
    title: &'static str,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

/// The files by name.
///
/// # Errors
///
/// A template that does not fit its data, which tests exclude.
pub fn files(publication: &Publication, audit: &Audit, lang: Lang) -> Result<Vec<(String, Vec<u8>)>, minijinja::Error> {
    let (findings, counts) = (report::findings(audit, lang), report::counts(audit, lang));
    Ok(vec![
        ("audit.csv".to_owned(), csv(&findings)),
        ("audit-counts.csv".to_owned(), csv(&counts)),
        ("audit.html".to_owned(), page(publication, audit, findings, counts, lang)?.into_bytes()),
    ])
}

fn csv(grid: &Grid) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    line(&mut out, grid.head.iter().copied());
    for row in &grid.rows {
        line(&mut out, row.iter().map(String::as_str));
    }
    out.into_bytes()
}

fn page(
    publication: &Publication,
    audit: &Audit,
    findings: Grid,
    counts: Grid,
    lang: Lang,
) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.add_template("print.html", include_str!("templates/print.html"))?;
    environment.add_template("audit.html", include_str!("templates/audit.html"))?;
    let mut facts =
        vec![(words::DATE.get(lang), publication.date.to_string()), (words::SEAL.get(lang), publication.seal.clone())];
    facts.extend(Kind::ALL.into_iter().filter_map(|kind| {
        let number = audit.findings.iter().filter(|finding| finding.kind == kind).count();
        (number > 0).then(|| (report::kind(kind).get(lang), number.to_string()))
    }));
    let table = |title: &'static str, grid: Grid| Table { title, head: grid.head, rows: grid.rows };
    let tables = [table(words::HEAD_KIND.get(lang), findings), table(words::AUDIT_SHORT.get(lang), counts)];
    let pages = Page {
        good: audit.breaches() == 0,
        verdict: report::verdict(audit, lang),
        coverage: report::coverage(audit, lang),
        facts,
        tables: tables.into_iter().filter(|table| !table.rows.is_empty()).collect(),
    };
    let words = html::words(lang);
    let sheet = Sheet {
        lang: ui::LANGUAGE_TAG.get(lang),
        style: STYLE,
        school: &publication.school,
        title: words::AUDIT.get(lang),
        landscape: false,
        w: &words,
        pages,
    };
    environment.get_template("audit.html")?.render(sheet)
}

/// The audit for programs.
#[must_use]
pub fn json(audit: &Audit) -> serde_json::Value {
    let findings = audit.findings.iter().map(|one| {
        json!({
            "kind": word(one.kind),
            "breach": one.kind.is_breach(),
            "protected": one.protected,
            "class": one.class,
            "date": one.date.to_string(),
            "period": one.period.0,
            "posted": one.posted,
            "taught": one.taught,
            "teachers": one.teachers,
            "taught_by": one.taught_by,
            "with": one.with.map(|(date, period)| json!({ "date": date.to_string(), "period": period.0 })),
            "change": one.change,
        })
    });
    let counts = audit.counts.iter().map(|one| {
        json!({
            "class": one.class,
            "subject": one.subject,
            "protected": one.protected,
            "due": one.due,
            "taught": one.taught,
            "whole_weeks": one.weeks,
            "taught_in_whole_weeks": one.taught_in_weeks,
            "curriculum_in_whole_weeks": one.curriculum,
            "short_weeks": one.short_weeks,
        })
    });
    json!({
        "good": audit.breaches() == 0,
        "breaches": audit.breaches(),
        "coverage": {
            "class_days_due": audit.coverage.days_due,
            "class_days_logged": audit.coverage.days_logged,
            "lessons": audit.coverage.lessons,
            "as_posted": audit.coverage.as_posted,
            "approved": audit.coverage.approved,
        },
        "findings": findings.collect::<Vec<_>>(),
        "counts": counts.collect::<Vec<_>>(),
    })
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Squeezed => "squeezed",
        Kind::Occupied => "occupied",
        Kind::Dropped => "dropped",
        Kind::Exchanged => "exchanged",
        Kind::Extra => "extra",
        Kind::Unkept => "unkept",
        Kind::NotMade => "not_made",
        Kind::Covered => "covered",
    }
}
