//! Plans side by side: `compare-summary.csv`, `compare-people.csv`, `compare-moves.csv`, `compare.html`, and the same as JSON.
//!
//! CSV as every other table: UTF-8 with a byte order mark, lines end in CRLF, no cell can be taken for a formula.

mod page;

use serde_json::json;

use crate::args;
use crate::compare::{Comparison, Costs, Table};
use crate::plan::table::line;
use crate::report::compare::{Where, measure, moves, people, summary};
use crate::school::Level;
use crate::text::{Lang, compare as words};

/// The page, in the output folder.
pub const PAGE: &str = "compare.html";

/// Every file by its path in the output folder. `pages` are addresses of the plans' own pages, seen from there; none for a
/// plan without one.
///
/// # Errors
///
/// A template that does not fit its data, which tests exclude.
pub fn files(
    comparison: &Comparison,
    pages: &[Option<String>],
    lang: Lang,
) -> Result<Vec<(String, Vec<u8>)>, minijinja::Error> {
    Ok(vec![
        ("compare-summary.csv".to_owned(), summary_csv(comparison, lang).into_bytes()),
        ("compare-people.csv".to_owned(), people_csv(comparison, lang).into_bytes()),
        ("compare-moves.csv".to_owned(), moves_csv(comparison, lang).into_bytes()),
        (PAGE.to_owned(), page::write(comparison, pages, lang)?.into_bytes()),
    ])
}

/// Adds a line of owned cells.
fn push(out: &mut String, cells: &[String]) {
    line(out, cells.iter().map(String::as_str));
}

/// For the folder of a plan that was made from the reference: every change, and the page, under these names.
///
/// # Errors
///
/// A template that does not fit its data, which tests exclude.
pub fn changes(
    comparison: &Comparison,
    names: [&str; 2],
    lang: Lang,
) -> Result<Vec<(String, Vec<u8>)>, minijinja::Error> {
    let pages = [None, Some("index.html".to_owned())];
    let page = page::write(comparison, &pages, lang)?;
    let [table, shown] = names.map(str::to_owned);
    Ok(vec![(table, moves_csv(comparison, lang).into_bytes()), (shown, page.into_bytes())])
}

/// A line a measure, a column a plan.
fn summary_csv(comparison: &Comparison, lang: Lang) -> String {
    let mut out = String::from("\u{feff}");
    let head = [words::KIND.get(lang), words::ITEM.get(lang)].map(str::to_owned);
    push(&mut out, &[head.as_slice(), &crate::report::compare::names(comparison, lang)].concat());
    for block in summary(comparison, lang) {
        for line in block.lines {
            let first = [block.title.get(lang).to_owned(), line.label];
            let values: Vec<String> = line.values.into_iter().map(|value| value.words).collect();
            push(&mut out, &[first.as_slice(), &values].concat());
        }
    }
    out
}

/// A line a person, for each measure a column a plan.
fn people_csv(comparison: &Comparison, lang: Lang) -> String {
    let mut out = String::from("\u{feff}");
    let mut head = vec![words::PERSON.get(lang).to_owned(), words::KIND.get(lang).to_owned()];
    for figure in &comparison.figures {
        head.extend(
            comparison
                .names
                .iter()
                .map(|plan| words::OF_PLAN.fill(lang, &args! { measure: measure(figure.measure), plan: plan })),
        );
    }
    let others = comparison.names.iter().skip(1);
    head.extend(others.map(|plan| words::CHANGES_OF.fill(lang, &args! { plan: plan })));
    push(&mut out, &head);
    for person in people(comparison) {
        let mut cells = vec![person.name, person.kind.get(lang).to_owned()];
        cells.extend(person.figures.into_iter().flatten().map(|value| value.words));
        cells.extend(person.changes.iter().map(usize::to_string));
        push(&mut out, &cells);
    }
    out
}

/// A line a changed item.
fn moves_csv(comparison: &Comparison, lang: Lang) -> String {
    let mut out = String::from("\u{feff}");
    let fixed = [words::PLAN, words::CHANGE, words::WHAT, words::CLASSES_HEAD, words::SUBJECT, words::SECTION];
    let mut head: Vec<String> = fixed.iter().map(|text| text.get(lang).to_owned()).collect();
    for text in [words::BEFORE, words::AFTER] {
        let of = |what: crate::text::Text| text.fill(lang, &args! { what: what });
        head.extend([words::TIME, words::ROOM, words::TEACHERS].map(of));
    }
    push(&mut out, &head);
    for found in moves(comparison, lang) {
        let three = |place: Where| [place.time, place.room, place.people];
        let first = [found.plan, found.change, found.kind.to_owned(), found.classes, found.name, found.section];
        push(&mut out, &[first.as_slice(), &three(found.before), &three(found.after)].concat());
    }
    out
}

/// The comparison for programs: numbers as they are, periods and gaps of two weeks.
#[must_use]
pub fn json(comparison: &Comparison) -> serde_json::Value {
    let plan = |side: usize, name: &String| {
        let (costs, changes) = (comparison.costs.get(side), comparison.changes.get(side));
        let lessons = changes.map(|changes| changes.counts(Table::Lessons)).unwrap_or_default();
        let count = |table: Table| {
            let counts = changes.map(|changes| changes.counts(table)).unwrap_or_default();
            json!({ "moved": counts.moved, "other_people": counts.people, "gone": counts.gone, "new": counts.new })
        };
        let rule = |rule: &crate::compare::RuleCost| json!({ "rule": rule.rule, "level": rule.level.word(), "breaches": rule.breaches, "cost": rule.cost });
        json!({
            "name": name,
            "cost": costs.and_then(Costs::total),
            "hard_breaches": costs.and_then(|costs| costs.breaches(Level::Hard)),
            "warnings": costs.and_then(|costs| costs.breaches(Level::Warn)),
            "rules": costs.and_then(Costs::rules).map(|rules| rules.iter().map(rule).collect::<Vec<_>>()),
            "lessons": comparison.size(side, Table::Lessons),
            "moved": lessons.moved,
            "room_only": lessons.room_only,
            "other_teacher": lessons.people,
            "gone": lessons.gone,
            "new": lessons.new,
            "sessions": count(Table::Sessions),
            "shifts": count(Table::Duty),
            "elsewhere_per_mille": comparison.common.get(side).map(|common| common.per_mille_elsewhere()),
            "teachers_affected": changes.map(|changes| changes.teachers.len()),
            "classes_affected": changes.map(|changes| changes.classes.len()),
        })
    };
    let figure = |figure: &crate::compare::Figure| json!({ "measure": key(figure.measure), "people": figure.people });
    json!({
        "plans": comparison.names.iter().enumerate().map(|(side, name)| plan(side, name)).collect::<Vec<_>>(),
        "figures": comparison.figures.iter().map(figure).collect::<Vec<_>>(),
    })
}

fn key(measure: crate::compare::Measure) -> &'static str {
    use crate::compare::Measure;
    match measure {
        Measure::Periods => "periods_fortnight",
        Measure::Days => "days_fortnight",
        Measure::Busiest => "busiest_day",
        Measure::Gaps => "gaps_fortnight",
        Measure::Sessions => "sessions",
        Measure::SessionMinutes => "session_minutes",
        Measure::Shifts => "shifts",
        Measure::ShiftMinutes => "shift_minutes",
        Measure::DutyDays => "duty_days",
        Measure::Pay => "pay_fen",
    }
}

#[cfg(test)]
mod tests;
