//! The indexes, the whole-school pages and the quality report as their templates show them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::view::{EntryView, day, group, id, parity, style};
use crate::args;
use crate::export::Bundle;
use crate::plan::table::LIST;
use crate::report::loads::weekly;
use crate::report::sheet::Whose;
use crate::report::terminal::{sentence, summary, thousands};
use crate::report::{BandKind, Entry, EntryKind, Quality, RuleLine, Sheet, Sheets, whole};
use crate::school::{Level, Part, School};
use crate::text::{Lang, ui};
use crate::units::{BellId, ClassId, PeriodIndex, Weekday, Weeks};

/// Most lines of a whole-school table on one sheet of paper.
const MOST_LINES: usize = 27;
/// Most examples of a rule.
const MOST_EXAMPLES: usize = 30;

/// The chips that lead to a kind of sheets.
#[derive(Serialize)]
pub(super) struct Index {
    id: &'static str,
    group: &'static str,
    label: &'static str,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    label: String,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Link {
    id: String,
    name: String,
}

/// The sheets that the page shows: all classes, all teachers, and the rooms that are not merely a class's own.
pub(super) fn shown<'a>(school: &School, sheets: &'a Sheets) -> Vec<&'a Sheet> {
    let shared = |sheet: &&Sheet| match sheet.whose {
        Whose::Room(id) => match school.room(id).home_of {
            None => true,
            Some(owner) => {
                let owner = &school.class(owner).name;
                let mut entries = sheet.bands.iter().flat_map(|band| &band.cells).flat_map(|cell| &cell.entries);
                entries.any(|entry| !entry.classes.is_empty() && !entry.classes.contains(owner))
            }
        },
        _ => true,
    };
    sheets.classes.iter().chain(&sheets.teachers).chain(sheets.rooms.iter().filter(shared)).collect()
}

/// Classes by grade, teachers by the subject they teach first, rooms by type.
pub(super) fn indexes(school: &School, quality: &Quality, shown: &[&Sheet], lang: Lang) -> Vec<Index> {
    let label = |whose: Whose| match whose {
        Whose::Class(id) => ui::GRADE.fill(lang, &args! { grade: grade(school.class(id).grade, lang) }),
        Whose::Teacher(id) => {
            let taught = quality.teachers.iter().find(|load| load.teacher == id).and_then(|l| l.subjects.first());
            let stated = || school.teacher(id).subjects.first().map(|subject| &school.subject(*subject).name);
            taught.or_else(stated).cloned().unwrap_or_default()
        }
        Whose::Room(id) => school.room(id).kind.clone(),
    };
    let kinds = [("classes", ui::CLASSES), ("teachers", ui::TEACHERS), ("rooms", ui::ROOMS)];
    kinds
        .into_iter()
        .map(|(kind, text)| {
            let mut groups: Vec<Group> = Vec::new();
            for sheet in shown.iter().filter(|sheet| group(sheet.whose) == kind) {
                let link = Link { id: id(sheet.whose), name: sheet.name.clone() };
                let label = label(sheet.whose);
                match groups.iter_mut().find(|group| group.label == label) {
                    Some(group) => group.links.push(link),
                    None => groups.push(Group { label, links: vec![link] }),
                }
            }
            Index { id: kind, group: kind, label: text.get(lang), groups }
        })
        .filter(|index| !index.groups.is_empty())
        .collect()
}

fn grade(number: u8, lang: Lang) -> String {
    let zh = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (lang, zh.get(usize::from(number).wrapping_sub(1))) {
        (Lang::Zh, Some(word)) => (*word).to_owned(),
        _ => number.to_string(),
    }
}

/// One sheet of paper of the whole-school table.
#[derive(Serialize)]
pub(super) struct WholeView {
    id: String,
    title: String,
    part: String,
    columns: usize,
    days: Vec<(&'static str, usize)>,
    heads: Vec<(u8, &'static str)>,
    rows: Vec<WholeRow>,
    parity: bool,
    short: Vec<(String, String)>,
}

#[derive(Serialize)]
struct WholeRow {
    link: String,
    name: String,
    teacher: String,
    cells: Vec<WholeCell>,
}

#[derive(Serialize)]
struct WholeCell {
    class: String,
    hidden: &'static str,
    entries: Vec<EntryView>,
}

/// The whole school: a table a bell schedule, cut between grades into sheets of paper.
pub(super) fn wholes(school: &School, sheets: &Sheets, lang: Lang) -> Vec<WholeView> {
    let mut bells: Vec<BellId> = school.classes.iter().map(|class| class.bell).collect();
    bells.sort_unstable();
    bells.dedup();
    let mut pages: Vec<Vec<&Sheet>> = Vec::new();
    for bell in bells {
        let of_bell: Vec<&Sheet> = sheets.classes.iter().filter(|s| class_of(s, school).bell == bell).collect();
        pages.extend(cut(school, &of_bell));
    }
    let short = whole::short_names(school);
    let several = pages.len() > 1;
    pages
        .into_iter()
        .enumerate()
        .map(|(index, sheets)| {
            let mut view = whole_view(school, &sheets, &short, lang);
            view.id = format!("whole-{index}");
            if several {
                let first = sheets.first().map_or("", |sheet| sheet.name.as_str());
                let last = sheets.last().map_or("", |sheet| sheet.name.as_str());
                view.part = format!("{first} – {last}");
            }
            view
        })
        .collect()
}

fn class_id(sheet: &Sheet) -> ClassId {
    match sheet.whose {
        Whose::Class(id) => id,
        _ => ClassId(0),
    }
}

fn class_of<'s>(sheet: &Sheet, school: &'s School) -> &'s crate::school::Class {
    school.class(class_id(sheet))
}

/// As few and as even sheets of paper as hold all lines, cut where the grade changes if that is possible.
fn cut<'a>(school: &School, sheets: &[&'a Sheet]) -> Vec<Vec<&'a Sheet>> {
    let least = sheets.len().div_ceil(MOST_LINES).max(1);
    let tries = (least..=sheets.len().max(least)).map(|papers| (papers, fill(school, sheets, papers)));
    tries.filter(|(papers, pages)| pages.len() <= *papers).map(|(_, pages)| pages).next().unwrap_or_default()
}

/// Fills about `papers` sheets of paper, grade by grade.
fn fill<'a>(school: &School, sheets: &[&'a Sheet], papers: usize) -> Vec<Vec<&'a Sheet>> {
    let aim = sheets.len().div_ceil(papers);
    let mut pages: Vec<Vec<&Sheet>> = Vec::new();
    let mut rest = sheets;
    while let Some(first) = rest.first() {
        let grade = class_of(first, school).grade;
        let size = rest.iter().take_while(|sheet| class_of(sheet, school).grade == grade).count().min(MOST_LINES);
        let (block, after) = rest.split_at(size);
        match pages.last_mut() {
            Some(page) if page.len() + size <= MOST_LINES && page.len() + size / 2 <= aim => {
                page.extend_from_slice(block);
            }
            _ => pages.push(block.to_vec()),
        }
        rest = after;
    }
    pages
}

fn whole_view(school: &School, sheets: &[&Sheet], short: &[String], lang: Lang) -> WholeView {
    let columns = whole::columns(sheets);
    let mut days: Vec<(Weekday, usize)> = Vec::new();
    for (weekday, _) in &columns {
        match days.last_mut() {
            Some((last, count)) if last == weekday => *count += 1,
            _ => days.push((*weekday, 1)),
        }
    }
    let mut last_grade = None;
    let mut rows = Vec::new();
    for sheet in sheets {
        let class = class_of(sheet, school);
        let fresh = last_grade.is_some_and(|grade| grade != class.grade);
        last_grade = Some(class.grade);
        let edges = columns.iter().enumerate().map(|(at, column)| edge(sheet, &columns, at, *column));
        let cells = edges.zip(&columns).map(|(edge, column)| whole_cell(school, sheet, *column, edge, short, lang));
        rows.push(WholeRow {
            link: id(sheet.whose),
            name: sheet.name.clone(),
            teacher: class.class_teacher.map_or(String::new(), |teacher| school.teacher(teacher).name.clone()),
            cells: cells
                .map(|mut cell| {
                    if fresh {
                        cell.class.push_str(" grade");
                    }
                    cell
                })
                .collect(),
        });
    }
    let heads = columns.iter().enumerate().map(|(at, column)| {
        let edge = sheets.first().map_or("", |sheet| edge(sheet, &columns, at, *column));
        (column.1.0, edge)
    });
    let subjects: BTreeSet<&str> = sheets.iter().flat_map(|s| lessons(s)).map(|entry| entry.name.as_str()).collect();
    let pairs = school
        .subjects
        .iter()
        .zip(short)
        .filter(|(subject, short)| subject.name != **short && subjects.contains(subject.name.as_str()));
    WholeView {
        id: String::new(),
        title: ui::WHOLE_TITLE.fill(lang, &args! { school: &school.name }),
        part: String::new(),
        columns: columns.len(),
        days: days.into_iter().map(|(weekday, count)| (day(weekday, lang), count)).collect(),
        heads: heads.collect(),
        rows,
        parity: sheets.iter().flat_map(|sheet| lessons(sheet)).any(|entry| entry.weeks != Weeks::All),
        short: pairs.map(|(subject, short)| (short.clone(), subject.name.clone())).collect(),
    }
}

fn lessons(sheet: &Sheet) -> impl Iterator<Item = &Entry> {
    let entries = sheet.bands.iter().flat_map(|band| &band.cells).flat_map(|cell| &cell.entries);
    entries.filter(|entry| matches!(entry.kind, EntryKind::Lesson(_)))
}

/// The rule before a column: the start of a day, the end of the morning, or none.
fn edge(sheet: &Sheet, columns: &[(Weekday, PeriodIndex)], at: usize, column: (Weekday, PeriodIndex)) -> &'static str {
    let part = |period: PeriodIndex| -> Option<Part> {
        sheet.bands.iter().find(|band| band.kind == BandKind::Period(period)).map(|band| band.part)
    };
    match at.checked_sub(1).and_then(|before| columns.get(before)) {
        Some(before) if before.0 == column.0 && part(before.1) == part(column.1) => "",
        Some(before) if before.0 == column.0 => "noon",
        _ => "dawn",
    }
}

fn whole_cell(
    school: &School,
    sheet: &Sheet,
    column: (Weekday, PeriodIndex),
    edge: &str,
    short: &[String],
    lang: Lang,
) -> WholeCell {
    let Some(entries) = whole::entries(sheet, column) else {
        return WholeCell { class: format!("none {edge}"), hidden: ui::NO_LESSON.get(lang), entries: Vec::new() };
    };
    let shorten = |name: &str| {
        let subject = school.subject_named(name).filter(|_| lang == Lang::Zh);
        subject.map_or(name, |subject| short[subject.index()].as_str()).to_owned()
    };
    let mut seen = BTreeSet::new();
    let distinct: Vec<&Entry> = entries.iter().filter(|e| seen.insert((&e.name, e.weeks, e.kind))).collect();
    let view = |entry: &Entry| EntryView {
        class: style(entry.kind),
        parity: parity(entry.weeks, lang),
        main: shorten(&entry.name),
        section: String::new(),
        // Groups in parallel have too many teachers for a narrow cell.
        people: if distinct.len() == entries.len() && entries.len() <= 2 {
            entry.teachers.join(LIST)
        } else {
            String::new()
        },
        room: String::new(),
        time: String::new(),
    };
    WholeCell {
        class: format!("{edge}{}", if distinct.len() == 2 { " half" } else { "" }),
        hidden: "",
        entries: distinct.iter().map(|entry| view(entry)).collect(),
    }
}

/// The quality report.
#[derive(Serialize)]
pub(super) struct QualityView {
    title: String,
    summary: Vec<(&'static str, String)>,
    waivers: Vec<WaiverView>,
    levels: Vec<LevelView>,
    days: Vec<&'static str>,
    loads: Vec<LoadView>,
    rooms: Vec<RoomView>,
    run: Vec<(&'static str, String)>,
    inputs: Vec<(String, String)>,
}

#[derive(Serialize)]
struct WaiverView {
    code: &'static str,
    name: &'static str,
    says: &'static str,
    reason: String,
}

#[derive(Serialize)]
struct LevelView {
    title: &'static str,
    note: &'static str,
    soft: bool,
    lines: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    class: &'static str,
    code: &'static str,
    name: &'static str,
    says: &'static str,
    basis: String,
    sentence: String,
    examples: Vec<String>,
    more: String,
    open: bool,
    action: &'static str,
    cases: String,
    breaches: usize,
    weight: u32,
    cost: i64,
}

#[derive(Serialize)]
struct LoadView {
    link: String,
    name: String,
    subjects: String,
    classes: usize,
    days: Vec<String>,
    total: String,
}

#[derive(Serialize)]
struct RoomView {
    link: String,
    name: String,
    kind: String,
    used: String,
    most: String,
    percent: u32,
}

/// The quality report in words.
pub(super) fn quality(bundle: &Bundle<'_>, quality: &Quality) -> QualityView {
    let (school, lang, run) = (bundle.school, bundle.lang, bundle.run);
    let levels = [
        (&[Level::Hard][..], ui::HARD_RULES, ui::HARD_NOTE),
        (&[Level::Soft], ui::SOFT_RULES, ui::SOFT_NOTE),
        (&[Level::Warn, Level::Note], ui::OTHER_RULES, ui::OTHER_NOTE),
    ];
    let levels = levels.into_iter().map(|(levels, title, note)| LevelView {
        title: title.get(lang),
        note: note.get(lang),
        soft: levels == [Level::Soft],
        lines: levels.iter().flat_map(|level| quality.of_level(*level)).map(|line| line_view(line, lang)).collect(),
    });
    let waivers = quality.waivers.iter().map(|waiver| WaiverView {
        code: waiver.meta.code,
        name: waiver.meta.name.get(lang),
        says: waiver.meta.says.get(lang),
        reason: waiver.reason.clone(),
    });
    let loads = quality.teachers.iter().map(|load| LoadView {
        link: id(Whose::Teacher(load.teacher)),
        name: school.teacher(load.teacher).name.clone(),
        subjects: load.subjects.join(LIST),
        classes: load.classes,
        days: load.by_day.iter().map(|(_, halves)| weekly(*halves)).collect(),
        total: weekly(load.halves),
    });
    let rooms = quality.rooms.iter().map(|room| RoomView {
        link: id(Whose::Room(room.room)),
        name: school.room(room.room).name.clone(),
        kind: school.room(room.room).kind.clone(),
        used: weekly(room.halves),
        most: weekly(room.most),
        percent: (100 * room.halves).checked_div(room.most).unwrap_or(0).min(100),
    });
    QualityView {
        title: ui::QUALITY_TITLE.fill(lang, &args! { school: &school.name }),
        summary: summary(quality, lang).into_iter().map(|(label, value)| (label.get(lang), value)).collect(),
        waivers: waivers.collect(),
        levels: levels.filter(|level| !level.lines.is_empty()).collect(),
        days: school.weekdays.iter().map(|weekday| day(*weekday, lang)).collect(),
        loads: loads.collect(),
        rooms: rooms.collect(),
        run: vec![
            (ui::VERSION.get(lang), env!("CARGO_PKG_VERSION").to_owned()),
            (ui::SEED.get(lang), run.seed.to_string()),
            (ui::OBJECTIVE.get(lang), run.objective.to_string()),
            (ui::BOUND.get(lang), run.bound.to_string()),
            (ui::GAP.get(lang), format!("{:.2}%", 100.0 * run.gap())),
        ],
        inputs: run.inputs.iter().map(|(file, hash)| (file.clone(), hash.clone())).collect(),
    }
}

fn line_view(line: &RuleLine, lang: Lang) -> LineView {
    let rest = line.breaches.len().saturating_sub(MOST_EXAMPLES);
    LineView {
        class: if line.is_hard() && !line.breaches.is_empty() { "broken" } else { "" },
        code: line.meta.code,
        name: line.meta.name.get(lang),
        says: line.meta.says.get(lang),
        basis: line.basis.clone(),
        sentence: sentence(line, lang),
        examples: line.breaches.iter().take(MOST_EXAMPLES).map(|breach| line.words(breach, lang)).collect(),
        more: if rest > 0 { ui::MORE.fill(lang, &args! { n: rest }) } else { String::new() },
        open: line.is_hard(),
        action: line.meta.action.get(lang),
        cases: thousands(line.cases),
        breaches: line.breaches.len(),
        weight: line.weight,
        cost: line.cost,
    }
}
