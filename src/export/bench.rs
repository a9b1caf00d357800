//! A bench as CSV, JSON and one page that loads nothing from elsewhere.

mod plot;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use minijinja::Environment;
use serde::Serialize;

use crate::bench::{MARKS, Record, Size, Summary};
use crate::plan::table::line;
use crate::report::bench::{Report, Table, sentence};
use crate::text::{Lang, Text, bench as words, ui};

const TEMPLATE: &str = include_str!("templates/bench.html");
const STYLE: &str = concat!(include_str!("templates/compare.css"), include_str!("templates/bench.css"));

/// The words that the template uses by name.
const WORDS: [(&str, &Text); 4] = [
    ("notes", &crate::text::compare::NOTES),
    ("plots", &words::PLOTS),
    ("time", &words::AXIS_TIME),
    ("none", &words::NO_PLOT),
];

/// A row a run, with headers that `--baseline` reads; UTF-8 with a byte order mark.
#[must_use]
pub fn csv(report: &Report) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    let mut heads: Vec<String> = ["instance", "kind", "seed", "threads", "limit_s"].map(str::to_owned).to_vec();
    heads.extend(Size::WORDS.map(str::to_owned));
    heads.extend(["model_s", "first_s"].map(str::to_owned));
    heads.extend(MARKS.map(|mark| format!("cost_{mark}s")));
    heads.extend(
        [
            "infeasibility",
            "cost",
            "bound",
            "gap",
            "best_s",
            "total_s",
            "memory_mib",
            "verified",
            "ended",
            "known",
            "ratio",
        ]
        .map(str::to_owned),
    );
    heads.extend(["remark", "version"].map(str::to_owned));
    line(&mut out, heads.iter().map(String::as_str));
    for run in &report.runs {
        let summary = report.summaries.iter().find(|summary| summary.instance == run.instance);
        let cells = cells(run, summary);
        line(&mut out, cells.iter().map(String::as_str));
    }
    out.into_bytes()
}

/// Seconds with three decimals, without those that are 0.
fn exact(ms: u64) -> String {
    let text = format!("{}.{:03}", ms / 1000, ms % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn or_empty<T>(value: Option<T>, show: impl Fn(T) -> String) -> String {
    value.map_or_else(String::new, show)
}

fn cells(run: &Record, summary: Option<&Summary>) -> Vec<String> {
    let known = summary.and_then(|summary| summary.known.as_ref());
    let mut cells = vec![
        run.instance.clone(),
        run.kind.word().to_owned(),
        run.seed.to_string(),
        run.threads.to_string(),
        exact(run.limit_ms),
    ];
    let figures = run.size.unwrap_or_default().figures();
    cells.extend(figures.map(|figure| or_empty(figure, |n| n.to_string())));
    cells.push(or_empty(run.model_ms, exact));
    cells.push(or_empty(run.first_ms(), exact));
    cells.extend(MARKS.map(|mark| or_empty(run.at(mark), |cost| cost.to_string())));
    cells.push(or_empty(run.cost(), |cost| cost.hard.to_string()));
    cells.push(or_empty(run.cost(), |cost| cost.soft.to_string()));
    cells.push(or_empty(run.bound(), |bound| bound.to_string()));
    cells.push(or_empty(run.gap(), |gap| format!("{gap:.4}")));
    cells.push(or_empty(run.best_ms(), exact));
    cells.push(exact(run.done.ms));
    cells.push(or_empty(run.done.memory_kib, |kib| kib.div_ceil(1024).to_string()));
    cells.push(or_empty(run.done.verified, |good| if good { "yes" } else { "no" }.to_owned()));
    cells.push(run.done.ended.word().to_owned());
    cells.push(or_empty(known, |known| known.cost.to_string()));
    cells.push(or_empty(known.zip(run.cost()).and_then(|(known, cost)| known.ratio(cost)), |r| format!("{r:.4}")));
    cells.push(run.done.remark.clone());
    cells.push(env!("CARGO_PKG_VERSION").to_owned());
    cells
}

/// Runs and summaries with everything that is in them.
#[must_use]
pub fn json(report: &Report) -> serde_json::Value {
    serde_json::json!({
        "version": env!("CARGO_PKG_VERSION"),
        "planned": report.planned,
        "runs": report.runs,
        "summaries": report.summaries,
    })
}

#[derive(Serialize)]
struct Page<'a> {
    lang: &'static str,
    generator: &'static str,
    style: &'static str,
    title: &'static str,
    w: BTreeMap<&'static str, &'static str>,
    notes: Vec<String>,
    sentences: Vec<(String, u64, String)>,
    tables: Vec<TableView>,
    plots: Vec<plot::Plot<'a>>,
}

#[derive(Serialize)]
struct TableView {
    title: &'static str,
    /// Text and class of each head.
    heads: Vec<(String, &'static str)>,
    rows: Vec<Vec<(String, &'static str)>>,
}

/// The page.
///
/// # Errors
///
/// A template that does not fit its data, which tests exclude.
pub fn html(report: &Report, lang: Lang) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.add_template("bench.html", TEMPLATE)?;
    let page = Page {
        lang: ui::LANGUAGE_TAG.get(lang),
        generator: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
        style: STYLE,
        title: words::TITLE.get(lang),
        w: WORDS.iter().map(|(key, text)| (*key, text.get(lang))).collect(),
        notes: report.notes(lang),
        sentences: report.runs.iter().map(|run| (run.instance.clone(), run.seed, sentence(run, lang))).collect(),
        tables: [report.summary_table(lang), report.run_table(lang, true)].into_iter().map(table).collect(),
        plots: report.summaries.iter().map(|summary| plot::plot(summary, &report.runs, lang)).collect(),
    };
    environment.get_template("bench.html")?.render(page)
}

fn table(table: Table) -> TableView {
    let class = |column: usize| if table.left.contains(&column) { "" } else { "num" };
    let classed = |cells: Vec<String>| -> Vec<(String, &'static str)> {
        cells.into_iter().enumerate().map(|(column, cell)| (cell, class(column))).collect()
    };
    TableView { title: table.title, heads: classed(table.heads), rows: table.rows.into_iter().map(classed).collect() }
}
