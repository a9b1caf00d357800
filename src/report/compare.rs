//! Plans side by side, in words: what the terminal, the CSV files and the page show.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::loads::weekly;
use super::terminal::padded;
use crate::args;
use crate::compare::changes::Counts;
use crate::compare::costs::{self, RuleCost};
use crate::compare::pupils::Places;
use crate::compare::{Change, Comparison, Costs, Figure, Item, Measure, Stand, Table, Unit, Unknown};
use crate::plan::table::LIST;
use crate::school::Level;
use crate::text::{Lang, Text, compare as words};
use crate::units::{Fen, Weeks};

/// Lines about one matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What they are about.
    pub title: &'static Text,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line: a value a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is said.
    pub label: String,
    /// One a plan.
    pub values: Vec<Value>,
}

/// A value of one plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// As shown.
    pub words: String,
    /// Whether it is not the reference's.
    pub differs: bool,
    /// Whether no plan has a better one, and some plan a worse one.
    pub best: bool,
}

/// The summary.
#[must_use]
pub fn summary(comparison: &Comparison, lang: Lang) -> Vec<Block> {
    let figures = comparison.figures.iter().flat_map(|figure| spread(comparison, figure, lang));
    let blocks = [
        Block { title: &words::COSTS, lines: rules(comparison, lang) },
        Block { title: &words::TEACHERS, lines: figures.collect() },
        Block { title: &words::PAY, lines: pay(comparison, lang) },
        Block { title: &words::PUPILS, lines: pupils(comparison, lang) },
        Block { title: &words::DIFFERENCES, lines: differences(comparison, lang) },
    ];
    blocks.into_iter().filter(|block| !block.lines.is_empty()).collect()
}

/// A line of numbers of which less is better; `None` is unknown.
fn less_is_better(label: String, numbers: &[Option<i64>], show: impl Fn(i64) -> String, lang: Lang) -> Line {
    let (least, most) = (numbers.iter().flatten().min(), numbers.iter().flatten().max());
    let shown = |number: Option<i64>| number.map_or_else(|| words::UNKNOWN.get(lang).to_owned(), &show);
    let mut line = plain(label, numbers.iter().map(|number| shown(*number)).collect());
    for (value, number) in line.values.iter_mut().zip(numbers) {
        value.best = number.is_some() && number.as_ref() == least && least < most;
    }
    line
}

/// A line of values of which none is better.
fn plain(label: String, values: Vec<String>) -> Line {
    let first = values.first().cloned().unwrap_or_default();
    let values = values.into_iter().map(|words| Value { differs: words != first, words, best: false });
    Line { label, values: values.collect() }
}

fn rules(comparison: &Comparison, lang: Lang) -> Vec<Line> {
    let all = &comparison.costs;
    if all.iter().all(|costs| costs.rules().is_none()) {
        return Vec::new();
    }
    let number = |of: fn(&Costs) -> Option<i64>| all.iter().map(of).collect::<Vec<_>>();
    let line = |label: &Text, numbers: &[Option<i64>]| {
        less_is_better(label.get(lang).to_owned(), numbers, |n| n.to_string(), lang)
    };
    let mut lines = vec![
        line(&words::SOFT_COST, &number(Costs::total)),
        line(&words::HARD_BREACHES, &number(|costs| costs.breaches(Level::Hard))),
        line(&words::WARNINGS, &number(|costs| costs.breaches(Level::Warn))),
    ];
    for rule in costs::lines(all) {
        let value = |found: &RuleCost| if rule.level == Level::Soft { found.cost } else { found.breaches };
        // A rule that a plan's record does not have was not checked for it; with the plan's costs known it found nothing.
        let known = |side: usize| all.get(side).is_some_and(|costs| costs.rules().is_some());
        let numbers: Vec<Option<i64>> = rule
            .found
            .iter()
            .enumerate()
            .map(|(side, found)| found.map(value).or_else(|| known(side).then_some(0)))
            .collect();
        lines.push(less_is_better(rule_name(rule.rule, rule.level, lang), &numbers, |n| n.to_string(), lang));
    }
    lines
}

fn rule_name(code: &str, level: Level, lang: Lang) -> String {
    let name = crate::rules::find(code).map_or("", |rule| rule.meta().name.get(lang));
    let rule = words::RULE.fill(lang, &args! { code: code, name: name });
    words::LEVEL_SUFFIX.fill(lang, &args! { rule: rule.trim(), level: words::level(level) })
}

/// The name of a measure.
#[must_use]
pub fn measure(measure: Measure) -> Text {
    match measure {
        Measure::Periods => words::PERIODS,
        Measure::Days => words::DAYS,
        Measure::Busiest => words::BUSIEST,
        Measure::Gaps => words::GAPS,
        Measure::Sessions => words::SESSIONS,
        Measure::SessionMinutes => words::SESSION_MINUTES,
        Measure::Shifts => words::SHIFTS,
        Measure::ShiftMinutes => words::SHIFT_MINUTES,
        Measure::DutyDays => words::DUTY_DAYS,
        Measure::Pay => words::PAY_OF,
    }
}

/// A number of a measure as shown.
#[must_use]
pub fn number(unit: Unit, value: i64) -> String {
    match unit {
        Unit::Count => value.to_string(),
        Unit::Money => Fen(value).to_string(),
        Unit::Fortnight => weekly(u32::try_from(value.max(0)).unwrap_or(u32::MAX)),
    }
}

fn spread(comparison: &Comparison, figure: &Figure, lang: Lang) -> Vec<Line> {
    let name = args! { measure: measure(figure.measure) };
    let unit = figure.measure.unit();
    let show = |value: i64| number(unit, value);
    let spreads: Vec<_> = (0..comparison.names.len()).map(|side| figure.spread(side)).collect();
    let of = |value: fn(crate::compare::Spread) -> i64| spreads.iter().map(|s| Some(value(*s))).collect::<Vec<_>>();
    let range =
        |s: &crate::compare::Spread| words::RANGE.fill(lang, &args! { least: show(s.least), most: show(s.most) });
    let total = words::TOTAL_OF.fill(lang, &name);
    let mut lines = match figure.measure {
        Measure::Busiest => Vec::new(),
        Measure::Days | Measure::Gaps | Measure::Pay => vec![less_is_better(total, &of(|s| s.total), show, lang)],
        _ => vec![plain(total, spreads.iter().map(|s| show(s.total)).collect())],
    };
    lines.push(plain(words::RANGE_OF.fill(lang, &name), spreads.iter().map(range).collect()));
    lines.push(less_is_better(words::WIDTH_OF.fill(lang, &name), &of(crate::compare::Spread::width), show, lang));
    lines
}

fn pay(comparison: &Comparison, lang: Lang) -> Vec<Line> {
    let line = |label: &Text, (name, amounts): (&String, &Vec<Fen>)| {
        plain(label.fill(lang, &args! { name: name }), amounts.iter().map(Fen::to_string).collect())
    };
    let items = comparison.pay.items.iter().map(|amounts| line(&words::PAY_ITEM, amounts));
    items.chain(comparison.pay.months.iter().map(|amounts| line(&words::PAY_MONTH, amounts))).collect()
}

fn pupils(comparison: &Comparison, lang: Lang) -> Vec<Line> {
    let places = &comparison.pupils;
    if places.iter().all(|places| places.all == 0) {
        return Vec::new();
    }
    let line = |label: &Text, value: fn(&Places) -> usize| {
        plain(label.get(lang).to_owned(), places.iter().map(|places| value(places).to_string()).collect())
    };
    vec![
        line(&words::PUPIL_PLACES, |places| places.all),
        line(&words::IN_CLUB, |places| places.in_club),
        line(&words::FIRST_CHOICE, |places| places.first_choice),
        line(&words::NOWHERE, |places| places.nowhere),
        line(&words::PLACED_ELSEWHERE, |places| places.elsewhere),
        line(&words::PUPILS_ELSEWHERE, |places| places.pupils_elsewhere),
    ]
}

fn differences(comparison: &Comparison, lang: Lang) -> Vec<Line> {
    let line = |label: &Text, values: Vec<String>| plain(label.get(lang).to_owned(), values);
    let count = |label: &Text, table: Table, value: fn(&Counts) -> usize| {
        let values = comparison.changes.iter().map(|changes| value(&changes.counts(table)).to_string());
        line(label, values.collect())
    };
    let per_cent = comparison.common.iter().map(|common| {
        let tenths = common.per_mille_elsewhere();
        words::PER_CENT.fill(lang, &args! { n: format!("{}.{}", tenths / 10, tenths % 10) })
    });
    let sizes = (0..comparison.names.len()).map(|side| comparison.size(side, Table::Lessons).to_string());
    let mut lines = Vec::new();
    for table in Table::ALL {
        if !comparison.items.iter().flatten().any(|item| item.table == table) {
            continue;
        }
        let count = |label: &Text, value: fn(&Counts) -> usize| count(label, table, value);
        match table {
            Table::Lessons => lines.extend([
                line(&words::LESSONS, sizes.clone().collect()),
                line(&words::ELSEWHERE, per_cent.clone().collect()),
                count(&words::MOVED, |c| c.moved),
                count(&words::ROOM_ONLY, |c| c.room_only),
                count(&words::OTHER_TEACHER, |c| c.people),
                count(&words::GONE, |c| c.gone),
                count(&words::NEW, |c| c.new),
            ]),
            Table::Research => lines.push(count(&words::RESEARCH_MOVED, |c| c.moved)),
            Table::Sessions => lines.extend([
                count(&words::SESSION_PEOPLE, |c| c.people),
                count(&words::SESSION_MOVED, |c| c.moved),
                count(&words::SESSION_ONLY, |c| c.gone + c.new),
            ]),
            Table::Duty => lines.extend([
                count(&words::SHIFT_PEOPLE, |c| c.people),
                count(&words::SHIFT_MOVED, |c| c.moved),
                count(&words::SHIFT_ONLY, |c| c.gone + c.new),
            ]),
            Table::WeeklyDuty => lines.extend([
                count(&words::DUTY_PEOPLE, |c| c.people + c.moved),
                count(&words::DUTY_ONLY, |c| c.gone + c.new),
            ]),
        }
    }
    let affected = |of: fn(&crate::compare::Changes) -> &BTreeMap<String, usize>| {
        comparison.changes.iter().map(|changes| of(changes).len().to_string()).collect()
    };
    lines.push(line(&words::TEACHERS_AFFECTED, affected(|changes| &changes.teachers)));
    lines.push(line(&words::CLASSES_AFFECTED, affected(|changes| &changes.classes)));
    lines
}

/// Names of the plans, the reference marked.
#[must_use]
pub fn names(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let mut names = comparison.names.clone();
    if let Some(first) = names.first_mut() {
        *first = words::REFERENCE.fill(lang, &args! { name: &*first });
    }
    names
}

/// What has to be said besides the numbers: plans whose costs are unknown.
#[must_use]
pub fn notes(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let of = |(name, costs): (&String, &Costs)| {
        let text = match costs {
            Costs::Known(_) => return None,
            Costs::Unknown(Unknown::NoRecord) => words::NO_RECORD,
            Costs::Unknown(Unknown::Changed) => words::CHANGED,
        };
        Some(text.fill(lang, &args! { name: name }))
    };
    comparison.names.iter().zip(&comparison.costs).filter_map(of).collect()
}

/// A person or class with everything that was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: String,
    /// `person` or `class`.
    pub kind: Text,
    /// For each measure a value a plan; empty words where it is not measured.
    pub figures: Vec<Vec<Value>>,
    /// Changed items, for each plan but the reference.
    pub changes: Vec<usize>,
}

/// Teachers, then classes with a change.
#[must_use]
pub fn people(comparison: &Comparison) -> Vec<Person> {
    let mut found = Vec::new();
    let others = || comparison.changes.iter().skip(1);
    let mut teachers: BTreeMap<&str, ()> = BTreeMap::new();
    for figure in &comparison.figures {
        teachers.extend(figure.people.keys().map(|name| (name.as_str(), ())));
    }
    teachers.extend(others().flat_map(|changes| changes.teachers.keys()).map(|name| (name.as_str(), ())));
    for name in teachers.into_keys() {
        let values = |figure: &Figure| {
            let numbers = figure.people.get(name).cloned().unwrap_or_else(|| vec![0; comparison.names.len()]);
            let first = numbers.first().copied().unwrap_or(0);
            let value = |n: i64| Value { words: number(figure.measure.unit(), n), differs: n != first, best: false };
            numbers.into_iter().map(value).collect()
        };
        found.push(Person {
            name: name.to_owned(),
            kind: words::PERSON_KIND,
            figures: comparison.figures.iter().map(values).collect(),
            changes: others().map(|changes| changes.teachers.get(name).copied().unwrap_or(0)).collect(),
        });
    }
    let classes: BTreeMap<&str, ()> = others().flat_map(|c| c.classes.keys()).map(|name| (name.as_str(), ())).collect();
    for name in classes.into_keys() {
        found.push(Person {
            name: name.to_owned(),
            kind: words::CLASS,
            figures: vec![vec![Value::default(); comparison.names.len()]; comparison.figures.len()],
            changes: others().map(|changes| changes.classes.get(name).copied().unwrap_or(0)).collect(),
        });
    }
    found
}

/// A changed item in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Name of the plan.
    pub plan: String,
    /// What changed: `time、room`.
    pub change: String,
    /// `lesson`, `research`, `session`, `shift` or `weekly duty`.
    pub kind: &'static str,
    /// Classes, joined.
    pub classes: String,
    /// Subject or block.
    pub name: String,
    /// Group.
    pub section: String,
    /// As in the reference; empty when it is new.
    pub before: Where,
    /// As in the other plan; empty when it is gone.
    pub after: Where,
}

/// Time, room and people in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Where {
    /// Day, weeks, period, clock.
    pub time: String,
    /// Room.
    pub room: String,
    /// People, joined.
    pub people: String,
}

/// Every changed item of every plan.
#[must_use]
pub fn moves(comparison: &Comparison, lang: Lang) -> Vec<Move> {
    let all = comparison.names.iter().zip(&comparison.changes).skip(1);
    let of = |plan: &String, change: &Change| {
        let item = change.item()?;
        Some(Move {
            plan: plan.clone(),
            change: change_words(change, lang),
            kind: match item.table {
                Table::Lessons => words::LESSON.get(lang),
                Table::Research => words::RESEARCH.get(lang),
                Table::Sessions => words::SESSION.get(lang),
                Table::Duty => words::SHIFT.get(lang),
                Table::WeeklyDuty => words::WEEKLY_DUTY.get(lang),
            },
            classes: item.classes.join(LIST),
            name: item.name.clone(),
            section: item.section.clone(),
            before: place(change.before.as_ref(), lang),
            after: place(change.after.as_ref(), lang),
        })
    };
    all.flat_map(|(plan, changes)| changes.list.iter().filter_map(move |change| of(plan, change))).collect()
}

fn change_words(change: &Change, lang: Lang) -> String {
    let kinds = [
        (change.another_time(), words::CHANGED_TIME),
        (change.another_room(), words::CHANGED_ROOM),
        (change.other_people(), words::CHANGED_PEOPLE),
        (change.gone(), words::CHANGED_GONE),
        (change.added(), words::CHANGED_NEW),
    ];
    kinds.iter().filter(|(is, _)| *is).map(|(_, word)| word.get(lang)).collect::<Vec<_>>().join(LIST)
}

fn place(item: Option<&Item>, lang: Lang) -> Where {
    item.map_or_else(Where::default, |item| Where {
        time: time(&item.stand, lang),
        room: item.stand.room.clone(),
        people: item.stand.people.join(LIST),
    })
}

/// `周一（单周） 第3节 10:30-11:10`.
fn time(stand: &Stand, lang: Lang) -> String {
    let weeks = match stand.weeks {
        Weeks::All => "",
        Weeks::Odd => words::ODD.get(lang),
        Weeks::Even => words::EVEN.get(lang),
    };
    let period = stand.period.map_or(crate::text::Arg::from(""), crate::text::Arg::from);
    let clock = stand.time.map_or_else(String::new, |time| time.to_string());
    let args = args! { day: stand.weekday, weeks: weeks, period: period, time: clock };
    let date = stand.date.map_or_else(String::new, |date| date.to_string());
    let words = words::TIME_WORDS.fill(lang, &args);
    date.split_whitespace().chain(words.split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// The summary as lines of text, columns aligned by display width; `*` marks the best value.
#[must_use]
pub fn terminal(comparison: &Comparison, lang: Lang) -> String {
    let blocks = summary(comparison, lang);
    let head: Vec<String> = std::iter::once(words::ITEM.get(lang).to_owned()).chain(names(comparison, lang)).collect();
    let cells = |line: &Line| -> Vec<String> {
        let value = |value: &Value| format!("{}{}", value.words, if value.best { "*" } else { "" });
        std::iter::once(line.label.clone()).chain(line.values.iter().map(value)).collect()
    };
    let rows: Vec<Vec<String>> = blocks.iter().flat_map(|block| &block.lines).map(cells).collect();
    let width = |column: usize| {
        let cells = rows.iter().chain([&head]).filter_map(|row| row.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut out = String::new();
    let mut row = |cells: &[String]| {
        let cells =
            cells.iter().zip(&widths).enumerate().map(|(column, (cell, width))| padded(cell, *width, column > 0));
        out.push_str(format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end());
        out.push('\n');
    };
    row(&head);
    for block in &blocks {
        row(&[]);
        row(&[block.title.get(lang).to_owned()]);
        block.lines.iter().for_each(|line| row(&cells(line)));
    }
    for note in notes(comparison, lang) {
        out.push_str(&format!("\n{note}"));
    }
    if blocks.iter().flat_map(|block| &block.lines).flat_map(|line| &line.values).any(|value| value.best) {
        out.push_str(&format!("\n* {}", words::BEST.get(lang)));
    }
    out
}
