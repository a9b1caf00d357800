//! The quality report as its template shows it.

use serde::Serialize;

use super::view::{day, id};
use crate::args;
use crate::export::Bundle;
use crate::plan::table::LIST;
use crate::report::loads::weekly;
use crate::report::sheet::Whose;
use crate::report::terminal::{action, sentence, summary, thousands};
use crate::report::{Quality, RuleLine, sources};
use crate::school::Level;
use crate::text::{Lang, programme as say, ui};

/// Most examples of a rule.
const MOST_EXAMPLES: usize = 30;

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
    documents: Vec<(&'static str, &'static str)>,
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
    /// Above the first rule of a stage; empty elsewhere.
    family: &'static str,
    class: &'static str,
    code: &'static str,
    name: &'static str,
    says: &'static str,
    basis: String,
    sentence: String,
    examples: Vec<String>,
    more: String,
    open: bool,
    action: String,
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
pub(super) fn view(bundle: &Bundle<'_>, quality: &Quality) -> QualityView {
    let (school, lang, run) = (bundle.school, bundle.lang, bundle.run);
    let levels = [
        (&[Level::Hard][..], ui::HARD_RULES, ui::HARD_NOTE),
        (&[Level::Soft], ui::SOFT_RULES, ui::SOFT_NOTE),
        (&[Level::Warn, Level::Note], ui::OTHER_RULES, ui::OTHER_NOTE),
    ];
    let levels = levels.into_iter().map(|(levels, title, note)| {
        let mut lines: Vec<LineView> =
            levels.iter().flat_map(|level| quality.of_level(*level)).map(|line| line_view(line, lang)).collect();
        let soft = levels == [Level::Soft];
        // Soft rules stand in the order of their cost.
        if bundle.plan.service.is_some() && !soft {
            lines.sort_by_key(|line| line.code);
            let mut last = "";
            for line in &mut lines {
                let family = family(line.code, lang);
                line.family = if family == last { "" } else { family };
                last = family;
            }
        }
        LevelView { title: title.get(lang), note: note.get(lang), soft, lines }
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
        summary: summary(quality, lang).into_iter().skip(1).map(|(label, value)| (label.get(lang), value)).collect(),
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
        documents: sources::documents(lang),
    }
}

/// The stage that a rule is about, by its code.
fn family(code: &str, lang: Lang) -> &'static str {
    match code.as_bytes().get(1) {
        Some(b'2') => say::FAMILY_SERVICE,
        Some(b'3') => say::FAMILY_DUTY,
        Some(b'4') => say::FAMILY_PAY,
        Some(b'5') => say::FAMILY_CALENDAR,
        _ => say::FAMILY_TIMETABLE,
    }
    .get(lang)
}

fn line_view(line: &RuleLine, lang: Lang) -> LineView {
    let examples = line.examples(lang);
    let rest = examples.len().saturating_sub(MOST_EXAMPLES);
    LineView {
        family: "",
        class: if line.is_hard() && !line.breaches.is_empty() { "broken" } else { "" },
        code: line.meta.code,
        name: line.meta.name.get(lang),
        says: line.meta.says.get(lang),
        basis: sources::of(line, lang),
        sentence: sentence(line, lang),
        examples: examples.into_iter().take(MOST_EXAMPLES).collect(),
        more: if rest > 0 { ui::MORE.fill(lang, &args! { n: rest }) } else { String::new() },
        open: line.is_hard(),
        action: action(line, lang),
        cases: thousands(line.cases),
        breaches: line.breaches.len(),
        weight: line.weight,
        cost: line.cost,
    }
}
