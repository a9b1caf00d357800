//! Cost and bound of an instance's runs over time, as SVG: steps, a logarithmic axis of time.
//!
//! Time `t` in `[t0, T]` stands at `LEFT + WIDTH * ln(t / t0) / ln(T / t0)` with `t0` = 0.1 s and `T` the limit. The axis of
//! costs goes from a little below the best bound to somewhat above the last costs; what is higher is cut and said in
//! words, for the first plans of a search cost so much that nothing else could be seen.

use serde::Serialize;

use crate::args;
use crate::bench::{Record, Summary};
use crate::text::{Lang, bench as words};

const LEFT: f64 = 64.0;
const TOP: f64 = 12.0;
const WIDTH: f64 = 660.0;
const HEIGHT: f64 = 250.0;
/// The first time shown, in seconds.
const START: f64 = 0.1;
/// Times that may be marked on the axis, in seconds.
const TIMES: [f64; 16] = [
    0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_800.0, 3_600.0, 10_800.0, 43_200.0, 172_800.0,
    604_800.0,
];
/// Least distance of two marks on the axis of time.
const APART: f64 = 34.0;
/// Colours of seeds, defined in the style sheet; further seeds begin again.
const COLOURS: usize = 6;

/// A plot ready for its template; without `curves` there is nothing to show.
#[derive(Serialize)]
pub(super) struct Plot<'a> {
    name: &'a str,
    says: String,
    left: f64,
    right: f64,
    top: f64,
    base: f64,
    width: f64,
    height: f64,
    xs: Vec<(String, String)>,
    ys: Vec<(String, String)>,
    curves: Vec<Curve>,
    known: Option<(String, String)>,
    cut: String,
}

#[derive(Serialize)]
struct Curve {
    class: &'static str,
    colour: usize,
    path: String,
    label: String,
}

/// The range of costs that is shown.
#[derive(Clone, Copy)]
struct Range {
    low: f64,
    high: f64,
}

/// The plot of `summary`'s runs.
pub(super) fn plot<'a>(summary: &'a Summary, runs: &[Record], lang: Lang) -> Plot<'a> {
    let runs: Vec<&Record> = runs.iter().filter(|run| run.instance == summary.instance).collect();
    let end = runs.iter().map(|run| run.limit_ms.max(run.done.ms)).max().unwrap_or(1000);
    let end = (seconds(end)).max(10.0 * START);
    let x = |time: f64| LEFT + WIDTH * (time.max(START) / START).ln() / (end / START).ln();
    let known = summary.known.as_ref().map(|known| known.cost);
    let range = range(&runs, known);
    let y = |cost: f64| TOP + HEIGHT * (range.high - cost) / (range.high - range.low);
    let mut curves = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let last = seconds(run.done.ms).min(end);
        let feasible = run.found.iter().filter(|found| found.cost.hard == 0);
        let costs: Vec<(f64, f64)> = feasible.map(|found| (seconds(found.ms), whole(found.cost.soft))).collect();
        let bounds = run.proved.iter().filter(|proved| proved.bound.hard == 0);
        let bounds: Vec<(f64, f64)> = bounds.map(|proved| (seconds(proved.ms), whole(proved.bound.soft))).collect();
        for (class, text, points) in [("cost", &words::LEGEND_COST, costs), ("bound", &words::LEGEND_BOUND, bounds)] {
            if !points.is_empty() {
                let path = steps(&points, last, x, |value| y(value.clamp(range.low - 1e6, range.high + 1e6)));
                let label = text.fill(lang, &args! { seed: run.seed });
                curves.push(Curve { class, colour: index % COLOURS, path, label });
            }
        }
    }
    // A bound of nothing, without any plan, is nothing to look at.
    if curves.iter().all(|curve| curve.class != "cost") && summary.bound.is_none_or(|bound| bound.soft <= 0) {
        curves.clear();
    }
    let first = runs.iter().flat_map(|run| &run.found).filter(|found| found.cost.hard == 0);
    let most = first.map(|found| found.cost.soft).max().unwrap_or(0);
    let mut plot = Plot {
        name: &summary.instance,
        says: words::PLOT_SAYS.fill(lang, &args! { instance: &summary.instance }),
        left: LEFT,
        right: LEFT + WIDTH,
        top: TOP,
        base: TOP + HEIGHT,
        width: LEFT + WIDTH + 24.0,
        height: TOP + HEIGHT + 44.0,
        xs: Vec::new(),
        ys: Vec::new(),
        curves,
        known: known
            .filter(|cost| (range.low..=range.high).contains(&whole(*cost)))
            .map(|cost| (decimal(y(whole(cost))), words::LEGEND_KNOWN.fill(lang, &args! { cost: cost }))),
        cut: if whole(most) > range.high { words::PLOT_CUT.fill(lang, &args! { most: most }) } else { String::new() },
    };
    let mut before = f64::NEG_INFINITY;
    for time in TIMES.into_iter().filter(|time| *time <= end * 1.000_001) {
        if x(time) - before >= APART {
            before = x(time);
            plot.xs.push((decimal(x(time)), format!("{time}")));
        }
    }
    let step = nice((range.high - range.low) / 5.0);
    let mut tick = (range.low / step).ceil() * step;
    while tick <= range.high + step * 1e-6 {
        plot.ys.push((decimal(y(tick)), format!("{tick:.0}")));
        tick += step;
    }
    plot
}

fn range(runs: &[&Record], known: Option<i64>) -> Range {
    let lasts = || runs.iter().filter_map(|run| run.cost()).filter(|cost| cost.hard == 0).map(|cost| whole(cost.soft));
    let bounds =
        || runs.iter().filter_map(|run| run.bound()).filter(|bound| bound.hard == 0).map(|bound| whole(bound.soft));
    let most = runs.iter().flat_map(|run| &run.found).filter(|found| found.cost.hard == 0);
    let most = most.map(|found| whole(found.cost.soft)).fold(f64::NEG_INFINITY, f64::max);
    let last = lasts().fold(f64::NEG_INFINITY, f64::max);
    let bound = bounds().fold(f64::NEG_INFINITY, f64::max);
    let known = known.map(whole);
    let low = [bound, lasts().fold(f64::INFINITY, f64::min), known.unwrap_or(f64::INFINITY)]
        .into_iter()
        .filter(|value| value.is_finite())
        .fold(f64::INFINITY, f64::min);
    let low = if low.is_finite() { low } else { 0.0 };
    let last = if last.is_finite() { last } else { low };
    let high = last + (3.0 * (last - low)).max(0.35 * last).max(4.0);
    let high = if most.is_finite() { high.min(most.max(last + 4.0)) } else { high };
    let bottom = if low < 0.4 * high { low.min(0.0) } else { low - 0.12 * (high - low) };
    Range { low: bottom, high }
}

/// A path that holds each value until the next, and the last until `end`.
fn steps(points: &[(f64, f64)], end: f64, x: impl Fn(f64) -> f64, y: impl Fn(f64) -> f64) -> String {
    let mut path = String::new();
    for (index, (time, value)) in points.iter().enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        if index > 0 {
            path.push_str(&format!("H{}", decimal(x(*time))));
        }
        path.push_str(&format!("{command}{} {}", decimal(x(*time)), decimal(y(*value))));
    }
    path.push_str(&format!("H{}", decimal(x(end))));
    path
}

/// The round number (1, 2 or 5 times a power of 10, at least 1) next above.
fn nice(step: f64) -> f64 {
    let mut power = 1.0;
    loop {
        for factor in [1.0, 2.0, 5.0] {
            if factor * power >= step {
                return factor * power;
            }
        }
        power *= 10.0;
    }
}

fn decimal(value: f64) -> String {
    format!("{value:.1}")
}

fn seconds(ms: u64) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let seconds = ms as f64 / 1000.0;
    seconds
}

fn whole(cost: i64) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let cost = cost as f64;
    cost
}
