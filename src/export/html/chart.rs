//! A bar chart of pay by month, drawn by hand as SVG: a bar a month, stacked by item, and the month's budget as a line.
//!
//! With `top` the round number above everything shown, an amount `a` is `HEIGHT * a / top` high, in whole units.

use serde::Serialize;

use crate::args;
use crate::report::ServiceReport;
use crate::report::service::money;
use crate::report::terminal::thousands;
use crate::text::{Lang, programme as say};
use crate::units::Fen;

const LEFT: i64 = 78;
const TOP: i64 = 26;
const HEIGHT: i64 = 200;
const STEP: i64 = 96;
const BAR: i64 = 52;
/// Colours of items, defined in the style sheet; further items begin again.
const COLOURS: usize = 8;

/// A chart ready for its template.
#[derive(Serialize)]
pub(super) struct Chart {
    says: String,
    width: i64,
    height: i64,
    left: i64,
    right: i64,
    base: i64,
    ticks: Vec<Tick>,
    bars: Vec<Bar>,
    budget: Option<i64>,
    legend: Vec<(usize, String)>,
}

#[derive(Serialize)]
struct Tick {
    y: i64,
    text: String,
}

#[derive(Serialize)]
struct Bar {
    middle: i64,
    x: i64,
    width: i64,
    label: String,
    value: String,
    y: i64,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    y: i64,
    height: i64,
    colour: usize,
    title: String,
}

/// The chart; none when nothing is paid.
pub(super) fn chart(report: &ServiceReport, items: &[&String], lang: Lang) -> Option<Chart> {
    let highest = report.months.iter().map(|month| month.total).chain(report.month_budget).max()?;
    if report.months.is_empty() || highest.0 <= 0 {
        return None;
    }
    let unit = unit(up(highest.0, 100));
    let ticks = up(highest.0, 100 * unit);
    let top = i128::from(ticks) * i128::from(unit) * 100;
    // Amounts are below `top`, so the quotient is at most `HEIGHT`.
    let high = |amount: i64| i64::try_from(i128::from(HEIGHT) * i128::from(amount.max(0)) / top).unwrap_or(HEIGHT);
    let base = TOP + HEIGHT;
    let columns = i64::try_from(report.months.len()).unwrap_or(i64::MAX);
    let right = columns.checked_mul(STEP)?.checked_add(LEFT)?;
    let bars = (0..).zip(&report.months).map(|(column, month)| {
        let middle = LEFT + column * STEP + STEP / 2;
        let mut sum = 0;
        let parts = month.items.iter().filter(|(_, amount)| amount.0 > 0).map(|(item, amount)| {
            let below = high(sum);
            sum += amount.0;
            Part {
                y: base - high(sum),
                height: high(sum) - below,
                colour: items.iter().position(|known| *known == item).unwrap_or(0) % COLOURS,
                title: format!("{item} {}", money(*amount)),
            }
        });
        let parts: Vec<Part> = parts.collect();
        Bar {
            middle,
            x: middle - BAR / 2,
            width: BAR,
            label: month.month.clone(),
            value: money(month.total),
            y: parts.last().map_or(base, |part| part.y) - 6,
            parts,
        }
    });
    let values = report
        .months
        .iter()
        .map(|month| say::MONTH_VALUE.fill(lang, &args! { month: &month.month, amount: money(month.total) }));
    let values = values.collect::<Vec<_>>().join(if lang == Lang::Zh { "；" } else { "; " });
    Some(Chart {
        says: say::CHART_SAYS.fill(lang, &args! { values: values }),
        width: right + 8,
        height: base + 30,
        left: LEFT,
        right,
        base,
        ticks: (0..=ticks)
            .map(|tick| Tick {
                y: base - high(tick * unit * 100),
                text: thousands(u64::try_from(tick * unit).unwrap_or(0)),
            })
            .collect(),
        bars: bars.collect(),
        budget: report.month_budget.map(|Fen(budget)| base - high(budget)),
        legend: items.iter().enumerate().map(|(at, item)| (at % COLOURS, (*item).clone())).collect(),
    })
}

/// A positive amount divided, rounded up.
fn up(amount: i64, by: i64) -> i64 {
    amount / by + i64::from(amount % by > 0)
}

/// A round number of yuan (1, 2 or 5 times a power of ten) of which at most five reach `highest`.
fn unit(highest: i64) -> i64 {
    let mut power: i64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let unit = power.saturating_mul(factor);
            if unit.saturating_mul(5) >= highest || unit == i64::MAX {
                return unit;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::service::Month;

    #[test]
    fn units_are_round_and_reach_the_top() {
        assert_eq!([1, 5, 6, 11, 26, 80_000, 12_345].map(unit), [1, 1, 2, 5, 10, 20_000, 5_000]);
    }

    #[test]
    fn bars_are_as_high_as_their_amounts() {
        let month = |name: &str, items: &[(&str, i64)]| Month {
            month: name.into(),
            items: items.iter().map(|(item, fen)| ((*item).to_owned(), Fen(*fen))).collect(),
            total: items.iter().map(|(_, fen)| Fen(*fen)).sum(),
        };
        let months = vec![month("2026-03", &[("课", 50_000), ("值", 25_000)]), month("2026-04", &[("值", 100_000)])];
        let report = ServiceReport { months, month_budget: Some(Fen(90_000)), ..ServiceReport::default() };
        let items = ["课".to_owned(), "值".to_owned()];
        let chart = chart(&report, &items.iter().collect::<Vec<_>>(), Lang::Zh).unwrap();
        let heights: Vec<Vec<i64>> =
            chart.bars.iter().map(|bar| bar.parts.iter().map(|part| part.height).collect()).collect();
        assert_eq!(heights, [vec![100, 50], vec![200]], "1000 yuan are the whole height");
        assert_eq!(chart.bars[1].parts[0].y, TOP);
        assert_eq!(chart.budget, Some(TOP + 20));
        assert_eq!(
            chart.ticks.iter().map(|tick| tick.text.as_str()).collect::<Vec<_>>(),
            ["0", "200", "400", "600", "800", "1,000"]
        );
        assert!(super::chart(&ServiceReport::default(), &[], Lang::Zh).is_none());
    }
}
