//! One page for the head (校长一页纸): whether the plan holds, what was waived and why, what it costs, how work and pay are shared.

use super::{Grid, Line, Look, Paper, Size, Value};
use crate::args;
use crate::report::service::{Spread, money};
use crate::report::terminal::{sentence, summary};
use crate::report::{Quality, ServiceReport, loads};
use crate::school::{Level, School};
use crate::text::{Lang, Text, export as words, programme as say, ui};
use crate::units::Fen;

/// Most rules that are named of each level.
const MOST_RULES: usize = 8;
/// Most examples of a broken hard rule.
const MOST_EXAMPLES: usize = 3;

/// The page.
pub(in crate::export) fn grid(school: &School, quality: &Quality, report: Option<&ServiceReport>, lang: Lang) -> Grid {
    let title = words::HEAD_TITLE.fill(lang, &args! { school: &school.name });
    let mut grid = Grid::new(words::HEAD_NAME.get(lang), title, Paper::Portrait, &[20.0, 31.0, 20.0, 31.0]);
    grid.size = 10.0;
    grid.labels = 0;
    if let Some(term) = &school.term {
        grid.facts = super::clean(&format!("{}　{} – {}", term.name, term.first, term.last));
    }
    let mut facts: Vec<(String, String)> =
        summary(quality, lang).into_iter().map(|(label, value)| (label.get(lang).to_owned(), value)).collect();
    let counts = args! { classes: school.classes.len(), teachers: school.teachers.len(), rooms: school.rooms.len() };
    facts.push((words::SIZE.get(lang).to_owned(), words::SIZE_VALUE.fill(lang, &counts)));
    pairs(&mut grid, facts);
    broken(&mut grid, quality, lang);
    section(&mut grid, &ui::WAIVED_RULES, lang);
    for waiver in &quality.waivers {
        let name = format!("{} {}", waiver.meta.code, waiver.meta.name.get(lang));
        wide(&mut grid, name, waiver.reason.as_str());
    }
    if quality.waivers.is_empty() {
        full(&mut grid, ui::NO_WAIVERS.get(lang));
    }
    let costly: Vec<_> = quality.of_level(Level::Soft).into_iter().filter(|line| line.cost > 0).collect();
    section(&mut grid, &words::COSTLY, lang);
    for line in costly.iter().take(MOST_RULES) {
        wide(&mut grid, line.meta.name.get(lang), &sentence(line, lang));
    }
    if costly.is_empty() {
        full(&mut grid, words::NO_COST.get(lang));
    } else if costly.len() > MOST_RULES {
        full(&mut grid, &words::MORE_RULES.fill(lang, &args! { n: costly.len() - MOST_RULES }));
    }
    hours(&mut grid, quality, report, lang);
    if let Some(report) = report.filter(|report| !report.months.is_empty()) {
        pay(&mut grid, report, lang);
    }
    grid.note(words::HEAD_NOTE.get(lang));
    grid
}

/// A heading over the whole width.
fn section(grid: &mut Grid, title: &Text, lang: Lang) {
    let at = grid.rows.len();
    grid.span((at, 0), (1, 4), Look::Head, Value::strong(title.get(lang)));
    grid.rows.push(20.0);
}

/// Words over the whole width.
fn full(grid: &mut Grid, text: &str) {
    cell_over(grid, 0, 4, text);
}

/// A label and words over the rest of the line.
fn wide(grid: &mut Grid, label: impl Into<String>, text: &str) {
    let at = grid.rows.len();
    let label = Value::Words(vec![Line::new(label, Size::Normal)]);
    let height = grid.height(&label, grid.columns[0]);
    grid.put((at, 0), Look::Label, label);
    cell_over(grid, 1, 3, text);
    grid.rows[at] = grid.rows[at].max(height);
}

fn cell_over(grid: &mut Grid, first: usize, columns: usize, text: &str) {
    let at = grid.rows.len();
    let value = Value::text(text);
    let width = grid.columns[first..first + columns].iter().sum();
    let height = grid.height(&value, width).max(grid.size * 1.75);
    grid.span((at, first), (1, columns), Look::Left, value);
    grid.rows.push(height);
}

/// Label and value, two of them in a line.
fn pairs(grid: &mut Grid, facts: Vec<(String, String)>) {
    for two in facts.chunks(2) {
        let mut cells: Vec<(Look, Value)> = two
            .iter()
            .flat_map(|(label, value)| {
                [(Look::Label, Value::text(label.as_str())), (Look::Left, Value::text(value.as_str()))]
            })
            .collect();
        cells.resize(4, (Look::Left, Value::nothing()));
        grid.cells_of_line(cells);
    }
}

/// Hard rules that are broken, with examples; nothing when all hold.
fn broken(grid: &mut Grid, quality: &Quality, lang: Lang) {
    let broken: Vec<_> = quality.of_level(Level::Hard).into_iter().filter(|line| !line.breaches.is_empty()).collect();
    if broken.is_empty() {
        return;
    }
    section(grid, &words::BROKEN, lang);
    for line in broken.iter().take(MOST_RULES) {
        let examples = line.examples(lang);
        let mut text = sentence(line, lang);
        for example in examples.iter().take(MOST_EXAMPLES) {
            text.push_str(if lang == Lang::Zh { "；" } else { "; " });
            text.push_str(example);
        }
        wide(grid, line.meta.name.get(lang), &text);
    }
    if broken.len() > MOST_RULES {
        full(grid, &words::MORE_RULES.fill(lang, &args! { n: broken.len() - MOST_RULES }));
    }
}

/// How work is shared.
fn hours(grid: &mut Grid, quality: &Quality, report: Option<&ServiceReport>, lang: Lang) {
    section(grid, &words::HOURS, lang);
    let mut loads: Vec<u32> = quality.teachers.iter().map(|load| load.halves).filter(|halves| *halves > 0).collect();
    loads.sort_unstable();
    if let (Some(least), Some(most)) = (loads.first(), loads.last()) {
        let median = loads[(loads.len() - 1) / 2];
        let args = args! {
            least: loads::weekly(*least),
            median: loads::weekly(median),
            most: loads::weekly(*most),
            people: loads.len(),
        };
        wide(grid, ui::WEEKLY_LESSONS.get(lang), &say::SPREAD_VALUE.fill(lang, &args));
    }
    let Some(report) = report else { return };
    let spreads = [
        (&say::SESSIONS_A_WEEK, report.sessions_spread),
        (&say::SERVICE_MINUTES, report.service_minutes),
        (&say::DUTY_MINUTES, report.duty_minutes),
    ];
    for (label, Spread { people, least, median, most }) in spreads.into_iter().filter(|(_, spread)| spread.people > 0) {
        let args = args! { least: least, median: median, most: most, people: people };
        wide(grid, label.get(lang), &say::SPREAD_VALUE.fill(lang, &args));
    }
    for (label, value) in report.facts(lang) {
        let told = [&say::SERVICE_MINUTES, &say::DUTY_MINUTES, &say::TERM_PAY_LINE];
        if !told.iter().any(|text| text.get(lang) == label) {
            wide(grid, label, &value);
        }
    }
}

/// Pay by month with budget and what is left.
fn pay(grid: &mut Grid, report: &ServiceReport, lang: Lang) {
    section(grid, &words::PAY_SECTION, lang);
    let heads = [say::MONTH, words::PAY_YUAN, say::BUDGET, say::LEFT].map(|text| Value::strong(text.get(lang)));
    grid.line(Look::Label, heads);
    let first = grid.rows.len();
    for month in &report.months {
        let left = report.month_budget.map(|budget| Fen(budget.0.saturating_sub(month.total.0)));
        let over = left.is_some_and(|left| left.0 < 0);
        grid.cells_of_line([
            (Look::Label, Value::text(month.month.as_str())),
            (Look::Plain, Value::Money(month.total)),
            (Look::Plain, report.month_budget.map_or_else(Value::nothing, Value::Money)),
            (if over { Look::Over } else { Look::Plain }, left.map_or_else(Value::nothing, Value::Money)),
        ]);
    }
    let last = grid.rows.len() - 1;
    let left = report.term_budget.map(|budget| Fen(budget.0.saturating_sub(report.pay.0)));
    let over = left.is_some_and(|left| left.0 < 0);
    grid.cells_of_line([
        (Look::Total, Value::strong(say::TOTAL.get(lang))),
        (Look::Total, Value::Sum([first, 1, last, 1], Box::new(Value::Money(report.pay)))),
        (Look::Total, report.term_budget.map_or_else(Value::nothing, Value::Money)),
        (if over { Look::Over } else { Look::Total }, left.map_or_else(Value::nothing, Value::Money)),
    ]);
    let people = report.people.iter().map(|person| person.pay).filter(|pay| pay.0 > 0);
    if let (Some(least), Some(most)) = (people.clone().min(), people.clone().max()) {
        let args = args! { people: people.count(), least: money(least), most: money(most) };
        full(grid, &words::PAY_SPREAD.fill(lang, &args));
    }
}
