//! A bench in words and tables: what is shown on the terminal and in the page.

use unicode_width::UnicodeWidthStr;

use super::terminal::padded;
use crate::args;
use crate::bench::summary::geometric_mean;
use crate::bench::{Cost, Ended, MARKS, Record, Summary};
use crate::text::{Lang, Text, bench as words};

/// A bench, done or stopped.
#[derive(Clone, Debug)]
pub struct Report {
    /// Runs, in the order in which they were made.
    pub runs: Vec<Record>,
    /// Their summaries.
    pub summaries: Vec<Summary>,
    /// How many runs there should have been.
    pub planned: usize,
    /// Whether an earlier run is compared with.
    pub baseline: bool,
    /// Threads of each run.
    pub threads: usize,
    /// Time limit of each run in milliseconds.
    pub limit_ms: u64,
}

/// Words for the figures of size, in the order of [`crate::bench::Size::WORDS`].
const SIZES: [&Text; 9] = [
    &words::CLASSES,
    &words::TEACHERS,
    &words::LESSONS,
    &words::VARIABLES,
    &words::ROWS,
    &words::TIMES,
    &words::RESOURCES,
    &words::EVENTS,
    &words::CONSTRAINTS,
];

/// A table; the first `left` columns are words.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it shows.
    pub title: &'static str,
    /// Heads.
    pub heads: Vec<String>,
    /// Lines.
    pub rows: Vec<Vec<String>>,
    /// Columns that are words.
    pub left: Vec<usize>,
}

/// Seconds with as many decimals as matter.
#[must_use]
pub fn seconds(ms: u64) -> String {
    match ms {
        0..10_000 => format!("{}.{:02}", ms / 1000, ms % 1000 / 10),
        10_000..100_000 => format!("{}.{}", ms / 1000, ms % 1000 / 100),
        _ => (ms / 1000).to_string(),
    }
}

/// A share in per cent.
#[must_use]
pub fn per_cent(share: f64) -> String {
    format!("{:.1}%", 100.0 * share)
}

fn ratio(value: f64) -> String {
    format!("{value:.3}")
}

fn shown<T>(value: Option<T>, show: impl Fn(T) -> String) -> String {
    value.map_or_else(|| "-".to_owned(), show)
}

fn cost(value: Option<Cost>) -> String {
    shown(value, |cost| cost.to_string())
}

fn mebibytes(kib: u64) -> String {
    kib.div_ceil(1024).to_string()
}

/// The words for how a run ended.
#[must_use]
pub fn ended(run: &Record) -> Text {
    match run.done.ended {
        Ended::Proved if run.is_optimal() => words::PROVED,
        Ended::Proved => words::NEAR,
        Ended::Time => words::TIME,
        Ended::Stopped => words::STOPPED,
        Ended::Infeasible => words::INFEASIBLE,
        Ended::Refused => words::REFUSED,
        Ended::Crashed => words::CRASHED,
        Ended::Overran => words::OVERRAN,
    }
}

/// A run in a sentence.
#[must_use]
pub fn sentence(run: &Record, lang: Lang) -> String {
    let ended = ended(run);
    let verified = if run.done.verified == Some(true) { words::VERIFIED } else { words::NOT_VERIFIED };
    let Some(best) = run.cost() else {
        return words::SENTENCE_NONE.fill(lang, &args! { ended: ended });
    };
    let Some(first) = run.first_ms() else {
        return words::SENTENCE_HARD.fill(lang, &args! { cost: best.to_string(), ended: ended, verified: verified });
    };
    let proved = match run.bound() {
        Some(_) if run.is_optimal() => words::SENTENCE_OPTIMAL.arg(&args! {}),
        Some(bound) if bound > Cost::feasible(0) => {
            let gap = shown(run.gap(), per_cent);
            words::SENTENCE_BOUND.arg(&args! { bound: bound.to_string(), gap: gap })
        }
        _ => words::SENTENCE_NO_BOUND.arg(&args! {}),
    };
    let args = args! {
        first: seconds(first),
        total: seconds(run.done.ms),
        cost: best.to_string(),
        proved: proved,
        ended: ended,
        verified: verified,
    };
    words::SENTENCE.fill(lang, &args)
}

impl Report {
    /// The marks within the longest limit.
    fn marks(&self) -> impl Iterator<Item = u32> + use<> {
        let limit = self.limit_ms;
        MARKS.into_iter().filter(move |mark| u64::from(*mark) * 1000 <= limit)
    }

    /// Positions of the figures of size that any run has.
    fn sizes(&self) -> impl Iterator<Item = usize> + '_ {
        let has = |run: &Record, size: usize| run.size.is_some_and(|own| own.figures()[size].is_some());
        (0..SIZES.len()).filter(move |size| self.runs.iter().any(|run| has(run, *size)))
    }

    /// A line a run; `wide` with sizes and remarks.
    #[must_use]
    pub fn run_table(&self, lang: Lang, wide: bool) -> Table {
        let get = |texts: &[&Text]| texts.iter().map(|text| text.get(lang).to_owned()).collect::<Vec<_>>();
        let mut heads = get(&[&words::INSTANCE, &words::SEED]);
        if wide {
            heads.extend(self.sizes().map(|size| SIZES[size].get(lang).to_owned()));
        }
        heads.extend(get(&[&words::MODEL, &words::FIRST]));
        heads.extend(self.marks().map(|mark| words::AT.fill(lang, &args! { seconds: mark })));
        heads.extend(get(&[&words::COST, &words::BOUND, &words::GAP, &words::BEST_AT]));
        heads.extend(wide.then(|| words::TOTAL.get(lang).to_owned()));
        heads.extend(get(&[&words::MEMORY, &words::VERIFIED_HEAD, &words::ENDED_HEAD]));
        heads.extend(wide.then(|| words::REMARK.get(lang).to_owned()));
        let count = heads.len();
        let left = if wide { vec![0, count - 3, count - 2, count - 1] } else { vec![0, count - 2, count - 1] };
        let rows = self.runs.iter().map(|run| self.run_row(run, lang, wide)).collect();
        Table { title: words::RUNS.get(lang), heads, rows, left }
    }

    fn run_row(&self, run: &Record, lang: Lang, wide: bool) -> Vec<String> {
        let mut row = vec![run.instance.clone(), run.seed.to_string()];
        if wide {
            let figures = run.size.unwrap_or_default().figures();
            row.extend(self.sizes().map(|size| figures[size].map_or_else(String::new, |n| n.to_string())));
        }
        row.push(shown(run.model_ms, seconds));
        row.push(shown(run.first_ms(), seconds));
        row.extend(self.marks().map(|mark| cost(run.at(mark))));
        row.push(cost(run.cost()));
        row.push(cost(run.bound()));
        row.push(shown(run.gap(), per_cent));
        row.push(shown(run.best_ms(), seconds));
        if wide {
            row.push(seconds(run.done.ms));
        }
        row.push(shown(run.done.memory_kib, mebibytes));
        row.push(shown(run.done.verified, |good| (if good { words::YES } else { words::NO }).get(lang).to_owned()));
        row.push(ended(run).get(lang).to_owned());
        if wide {
            row.push(run.done.remark.clone());
        }
        row
    }

    /// A line an instance.
    #[must_use]
    pub fn summary_table(&self, lang: Lang) -> Table {
        let known = self.summaries.iter().any(|summary| summary.known.is_some());
        let mut heads = vec![
            &words::INSTANCE,
            &words::RUNS_HEAD,
            &words::SOLVED,
            &words::VERIFIED_HEAD,
            &words::FIRST,
            &words::MEDIAN_COST,
            &words::BEST_COST,
            &words::BOUND,
            &words::GAP,
            &words::BEST_AT,
            &words::MEMORY,
        ];
        if known {
            heads.extend([&words::KNOWN, &words::RATIO]);
        }
        if self.baseline {
            heads.extend([&words::EARLIER_COST, &words::COST_RATIO, &words::FIRST_RATIO, &words::BEST_RATIO]);
        }
        let mut rows: Vec<Vec<String>> =
            self.summaries.iter().map(|summary| self.summary_row(summary, known, lang)).collect();
        rows.extend(self.means(heads.len(), lang));
        let heads = heads.into_iter().map(|head| head.get(lang).to_owned()).collect();
        Table { title: words::SUMMARY.get(lang), heads, rows, left: vec![0] }
    }

    fn summary_row(&self, summary: &Summary, known: bool, lang: Lang) -> Vec<String> {
        let mut row = vec![
            summary.instance.clone(),
            summary.runs.to_string(),
            summary.solved.to_string(),
            summary.verified.to_string(),
            shown(summary.first_ms, seconds),
            cost(summary.cost),
            cost(summary.best),
            cost(summary.bound),
            shown(summary.gap, per_cent),
            shown(summary.best_ms, seconds),
            shown(summary.memory_kib, mebibytes),
        ];
        if known {
            row.push(shown(summary.known.as_ref(), |known| match known.proved {
                true => words::KNOWN_PROVED.fill(lang, &args! { cost: known.cost }),
                false => known.cost.to_string(),
            }));
            row.push(shown(summary.ratio, ratio));
        }
        if self.baseline {
            let then = summary.earlier.as_ref();
            row.push(cost(then.and_then(|then| then.cost)));
            row.push(shown(then.and_then(|then| then.cost_ratio), ratio));
            row.push(shown(then.and_then(|then| then.first_ratio), ratio));
            row.push(shown(then.and_then(|then| then.best_ratio), ratio));
        }
        row
    }

    /// The geometric means of the ratios to an earlier run, as a last line; none where there is only one to take it of.
    fn means(&self, columns: usize, lang: Lang) -> Option<Vec<String>> {
        let all: Vec<_> = self.summaries.iter().filter_map(|summary| summary.earlier).collect();
        if !self.baseline || all.len() < 2 {
            return None;
        }
        let means = [
            geometric_mean(all.iter().filter_map(|then| then.cost_ratio)),
            geometric_mean(all.iter().filter_map(|then| then.first_ratio)),
            geometric_mean(all.iter().filter_map(|then| then.best_ratio)),
        ];
        let mut row = vec![String::new(); columns - means.len()];
        row[0] = words::MEAN.get(lang).to_owned();
        row.extend(means.map(|mean| shown(mean, ratio)));
        Some(row)
    }

    /// What was measured, under which terms, and how to read it.
    #[must_use]
    pub fn notes(&self, lang: Lang) -> Vec<String> {
        let version = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
        let terms = args! { limit: self.limit_ms / 1000, threads: self.threads, version: version };
        let mut notes = vec![words::TERMS.fill(lang, &terms)];
        if self.runs.len() < self.planned {
            let args = args! { done: self.runs.len(), planned: self.planned };
            notes.push(words::UNFINISHED.fill(lang, &args));
        }
        notes
            .extend([&words::NOTE_TIME, &words::NOTE_GAP, &words::NOTE_VERIFIED].map(|note| note.get(lang).to_owned()));
        if self.runs.iter().any(|run| run.found.iter().any(|found| found.cost.hard > 0)) {
            notes.push(words::NOTE_HARD.get(lang).to_owned());
        }
        if self.summaries.iter().any(|summary| summary.runs > 1) {
            notes.push(words::NOTE_MEDIAN.get(lang).to_owned());
        }
        let mut sources: Vec<&str> =
            self.summaries.iter().filter_map(|summary| Some(summary.known.as_ref()?.source.as_str())).collect();
        sources.sort_unstable();
        sources.dedup();
        if !sources.is_empty() {
            notes.push(words::NOTE_SOURCES.fill(lang, &args! { sources: sources.join("; ") }));
        }
        if self.baseline {
            notes.push(words::NOTE_EARLIER.get(lang).to_owned());
            let named = |wanted: &dyn Fn(&&Summary) -> bool| -> Vec<&str> {
                self.summaries.iter().filter(wanted).map(|summary| summary.instance.as_str()).collect()
            };
            let other = named(&|summary| summary.earlier.is_some_and(|then| !then.same_terms));
            let new = named(&|summary| summary.earlier.is_none());
            for (text, instances) in [(&words::NOTE_OTHER_TERMS, other), (&words::NOTE_NOT_BEFORE, new)] {
                if !instances.is_empty() {
                    notes.push(text.fill(lang, &args! { instances: instances.join("、") }));
                }
            }
        }
        notes
    }

    /// The report as lines of text, columns aligned by display width.
    #[must_use]
    pub fn terminal(&self, lang: Lang) -> String {
        let mut out = text(&self.run_table(lang, false));
        // One run of each instance says everything already, unless something is known of it.
        if self.baseline || self.summaries.iter().any(|summary| summary.runs > 1 || summary.known.is_some()) {
            out.push('\n');
            out.push_str(&text(&self.summary_table(lang)));
        }
        let remarks = self.runs.iter().filter(|run| !run.done.remark.is_empty());
        for run in remarks {
            out.push_str(&format!("\n{} {}: {}", run.instance, run.seed, run.done.remark));
        }
        out.push('\n');
        for note in self.notes(lang) {
            out.push_str(&note);
            out.push('\n');
        }
        out
    }
}

fn text(table: &Table) -> String {
    let widths: Vec<usize> = (0..table.heads.len())
        .map(|column| {
            let cells = table.rows.iter().chain([&table.heads]).filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    for row in [&table.heads].into_iter().chain(&table.rows) {
        let cells = row.iter().enumerate().map(|(at, cell)| padded(cell, widths[at], !table.left.contains(&at)));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}
