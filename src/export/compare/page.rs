//! `compare.html`: the summary, every person, and each changed class's week with the differences marked. It loads nothing.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::Environment;
use serde::Serialize;

use crate::args;
use crate::compare::{Comparison, Item, Table};
use crate::plan::table::LIST;
use crate::report::compare::{self as shown, Value, measure, names, notes};
use crate::text::{Lang, Text, compare as words, ui};
use crate::units::{Interval, PeriodIndex, Weekday, Weeks};

const TEMPLATE: &str = include_str!("../templates/compare.html");
const STYLE: &str = include_str!("../templates/compare.css");

/// The words that the template uses by name.
const WORDS: [(&str, &Text); 8] = [
    ("item", &words::ITEM),
    ("person", &words::PERSON),
    ("kind", &words::KIND),
    ("people", &words::PEOPLE),
    ("best", &words::BEST),
    ("open", &words::OPEN_PLAN),
    ("none", &words::NO_CHANGES),
    ("notes", &words::NOTES),
];

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    generator: String,
    style: &'static str,
    title: &'static str,
    w: BTreeMap<&'static str, &'static str>,
    plans: Vec<PlanHead>,
    notes: Vec<String>,
    blocks: Vec<BlockView>,
    /// Measure, then how many columns it has.
    measures: Vec<&'static str>,
    /// Headings of the columns of changes.
    change_heads: Vec<String>,
    people: Vec<PersonView>,
    others: Vec<OtherView>,
}

#[derive(Serialize)]
struct PlanHead {
    name: String,
    short: String,
    page: Option<String>,
}

#[derive(Serialize)]
struct BlockView {
    title: &'static str,
    lines: Vec<(String, Vec<ValueView>)>,
}

#[derive(Serialize)]
struct ValueView {
    words: String,
    class: &'static str,
}

#[derive(Serialize)]
struct PersonView {
    name: String,
    kind: &'static str,
    values: Vec<ValueView>,
    changes: Vec<usize>,
}

/// One plan against the reference.
#[derive(Serialize)]
struct OtherView {
    id: String,
    title: String,
    legend: String,
    classes: Vec<ClassView>,
}

#[derive(Serialize)]
struct ClassView {
    name: String,
    changes: usize,
    days: Vec<&'static str>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    label: String,
    time: String,
    cells: Vec<Vec<EntryView>>,
}

#[derive(Serialize)]
struct EntryView {
    class: &'static str,
    name: String,
    detail: String,
}

pub(super) fn write(comparison: &Comparison, pages: &[Option<String>], lang: Lang) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.add_template("compare.html", TEMPLATE)?;
    let plan = |(side, (name, short)): (usize, (String, &String))| PlanHead {
        name,
        short: short.clone(),
        page: pages.get(side).cloned().flatten(),
    };
    let change_head = |plan: &String| words::CHANGES_OF.fill(lang, &args! { plan: plan });
    let page = Page {
        lang: ui::LANGUAGE_TAG.get(lang),
        generator: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
        style: STYLE,
        title: words::TITLE.get(lang),
        w: WORDS.iter().map(|(key, text)| (*key, text.get(lang))).collect(),
        plans: names(comparison, lang).into_iter().zip(&comparison.names).enumerate().map(plan).collect(),
        notes: [
            words::NOTE_MOVES.get(lang).to_owned(),
            words::NOTE_SHIFTS.get(lang).to_owned(),
            words::NOTE_GAPS.get(lang).to_owned(),
        ]
        .into_iter()
        .chain(notes(comparison, lang))
        .collect(),
        blocks: shown::summary(comparison, lang)
            .into_iter()
            .map(|block| BlockView {
                title: block.title.get(lang),
                lines: block.lines.into_iter().map(|line| (line.label, views(line.values))).collect(),
            })
            .collect(),
        measures: comparison.figures.iter().map(|figure| measure(figure.measure).get(lang)).collect(),
        change_heads: comparison.names.iter().skip(1).map(change_head).collect(),
        people: shown::people(comparison)
            .into_iter()
            .map(|person| PersonView {
                name: person.name,
                kind: person.kind.get(lang),
                values: views(person.figures.into_iter().flatten().collect()),
                changes: person.changes,
            })
            .collect(),
        others: (1..comparison.names.len()).map(|side| other(comparison, side, lang)).collect(),
    };
    environment.get_template("compare.html")?.render(page)
}

fn views(values: Vec<Value>) -> Vec<ValueView> {
    let class = |value: &Value| match (value.best, value.differs) {
        (true, _) => "best",
        (false, true) => "differs",
        (false, false) => "",
    };
    values.into_iter().map(|value| ValueView { class: class(&value), words: value.words }).collect()
}

fn other(comparison: &Comparison, side: usize, lang: Lang) -> OtherView {
    let nothing = Vec::new();
    let items = |side: usize| comparison.items.get(side).unwrap_or(&nothing);
    let changes = comparison.changes.get(side);
    let changed = |table: Table| {
        let list = changes.into_iter().flat_map(|changes| &changes.list);
        list.filter(move |change| change.item().is_some_and(|item| item.table == table))
    };
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for change in changed(Table::Lessons) {
        let both = [&change.before, &change.after].into_iter().flatten();
        let names: BTreeSet<&str> = both.flat_map(|item| &item.classes).map(String::as_str).collect();
        names.into_iter().for_each(|name| *classes.entry(name).or_default() += 1);
    }
    let mut sheets: Vec<ClassView> = classes
        .into_iter()
        .map(|(class, count)| {
            let of = |items: &[Item]| -> Vec<Item> {
                let wanted =
                    |item: &&Item| item.table == Table::Lessons && item.classes.iter().any(|name| name == class);
                items.iter().filter(wanted).cloned().collect()
            };
            sheet(class, count, &of(items(0)), &of(items(side)), lang)
        })
        .collect();
    // Of groups and posts only those that changed.
    for (table, title) in [(Table::Sessions, words::SESSIONS_SHEET), (Table::Duty, words::DUTY_SHEET)] {
        let names: BTreeSet<(&str, &str)> =
            changed(table).filter_map(|change| change.item()).map(|item| (&*item.section, &*item.name)).collect();
        if names.is_empty() {
            continue;
        }
        let of = |items: &[Item]| -> Vec<Item> {
            let wanted = |item: &&Item| item.table == table && names.contains(&(&*item.section, &*item.name));
            items.iter().filter(wanted).map(without_classes).collect()
        };
        sheets.push(sheet(title.get(lang), changed(table).count(), &of(items(0)), &of(items(side)), lang));
    }
    let args = args! { name: &comparison.names[side], reference: &comparison.names[0] };
    OtherView {
        id: format!("plan-{side}"),
        title: words::WEEKS_OF.fill(lang, &args),
        legend: words::LEGEND.fill(lang, &args),
        classes: sheets,
    }
}

/// Who comes to a group is no matter of its sheet.
fn without_classes(item: &Item) -> Item {
    Item { classes: Vec::new(), ..item.clone() }
}

/// How an item stands in both plans.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Same,
    Before,
    After,
}

/// A week: what both plans have in a cell is shown once, what only one has is marked.
fn sheet(name: &str, changes: usize, before: &[Item], after: &[Item], lang: Lang) -> ClassView {
    let mut counts: BTreeMap<&Item, [usize; 2]> = BTreeMap::new();
    for (position, items) in [before, after].into_iter().enumerate() {
        for item in items {
            counts.entry(item).or_default()[position] += 1;
        }
    }
    // A line may have other times on other days: it shows the one of most days.
    let mut cells: BTreeMap<(Band, Weekday), Vec<(Mark, &Item)>> = BTreeMap::new();
    let mut times: BTreeMap<Band, BTreeMap<Interval, usize>> = BTreeMap::new();
    for (item, [old, new]) in counts {
        let band = Band::of(item);
        let band_times = times.entry(band).or_default();
        if let Some(time) = item.stand.time {
            *band_times.entry(time).or_default() += old + new;
        }
        let cell = cells.entry((band, item.stand.weekday)).or_default();
        let same = old.min(new);
        for (mark, count) in [(Mark::Same, same), (Mark::Before, old - same), (Mark::After, new - same)] {
            cell.extend(std::iter::repeat_n((mark, item), count));
        }
    }
    cells.values_mut().for_each(|cell| cell.sort());
    let days: BTreeSet<Weekday> = cells.keys().map(|(_, day)| *day).collect();
    let entry = |(mark, item): &(Mark, &Item)| entry(*mark, item, lang);
    let row = |(band, times): (Band, BTreeMap<Interval, usize>)| {
        let usual =
            times.iter().max_by_key(|(time, count)| (**count, std::cmp::Reverse(**time))).map(|(time, _)| *time);
        let cell = |day: &Weekday| cells.get(&(band, *day)).into_iter().flatten().map(entry).collect();
        RowView {
            label: band.label(lang),
            time: usual.map_or_else(String::new, |time| time.to_string()),
            cells: days.iter().map(cell).collect(),
        }
    };
    ClassView {
        name: name.to_owned(),
        changes,
        rows: times.into_iter().map(row).collect(),
        days: days.iter().map(|day| if lang == Lang::Zh { day.zh() } else { day.en() }).collect(),
    }
}

/// A line of a sheet: a period, or a clock time for what has none; a group in its slot; a post.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Band<'a> {
    Period(PeriodIndex),
    Time(Option<Interval>),
    Name(&'a str, &'a str),
}

impl<'a> Band<'a> {
    fn of(item: &'a Item) -> Self {
        match (item.table.time_first(), item.stand.period) {
            (true, _) => Self::Name(&item.section, &item.name),
            (false, Some(period)) => Self::Period(period),
            (false, None) => Self::Time(item.stand.time),
        }
    }

    fn label(self, lang: Lang) -> String {
        match self {
            Self::Period(period) => crate::text::Arg::from(period).show(lang),
            Self::Time(_) => String::new(),
            Self::Name("", name) => name.to_owned(),
            Self::Name(slot, name) => format!("{slot} {name}"),
        }
    }
}

fn entry(mark: Mark, item: &Item, lang: Lang) -> EntryView {
    let stand = &item.stand;
    let weeks = match stand.weeks {
        Weeks::All => String::new(),
        Weeks::Odd => format!("[{}]", ui::ODD.get(lang)),
        Weeks::Even => format!("[{}]", ui::EVEN.get(lang)),
    };
    let together = if item.classes.len() > 1 { item.classes.join(LIST) } else { String::new() };
    let room = if stand.room.is_empty() { String::new() } else { format!("@{}", stand.room) };
    let people = stand.people.join(LIST);
    let (name, detail) = if item.table.time_first() {
        (if people.is_empty() { words::NOBODY.get(lang).to_owned() } else { people }, vec![room])
    } else {
        (item.name.clone(), vec![weeks, item.section.clone(), together, people, room])
    };
    EntryView {
        class: match mark {
            Mark::Same => "same",
            Mark::Before => "before",
            Mark::After => "after",
        },
        name,
        detail: detail.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "),
    }
}
