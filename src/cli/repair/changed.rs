//! What a repair changed: figures for `run.json`, the list and the marked page, the summary on the terminal.

use std::sync::{Mutex, PoisonError};

use crate::args;
use crate::cli::shared::Failure;
use crate::compare::changes::Counts;
use crate::compare::{Comparison, Costs, Side, Table, compare};
use crate::export::{self, json};
use crate::plan::{Plan, ServicePlan};
use crate::repair::{Nearest, Repair, Unknown};
use crate::report::compare::moves;
use crate::rules::Stage;
use crate::school::School;
use crate::stages::Followed;
use crate::text::{Lang, Text, repair as words};
use crate::verify::{Verdict, verify};

/// Most changes that are shown on the terminal.
const SHOWN: usize = 12;

/// What is known of the search for the nearest plan.
#[derive(Clone, Copy, Debug, Default)]
struct Distance {
    distance: i64,
    bound: i64,
    teachers_kept: bool,
}

/// The old plan and what became of it.
pub(in crate::cli) struct Changed<'a> {
    school: &'a School,
    /// The old plan, brought up to date.
    old: &'a Plan,
    unknown: &'a Unknown,
    /// What the present configuration says of the old timetable.
    before: Verdict,
    /// What the distance was divided by.
    divisor: i64,
    /// Whether what follows the timetable is repaired, too.
    later: bool,
    distance: Mutex<Distance>,
}

/// What a repair adds to a plan.
pub(in crate::cli) struct Added {
    /// Figures.
    pub(in crate::cli) figures: json::Repair,
    /// Files.
    pub(in crate::cli) files: Vec<(String, Vec<u8>)>,
    comparison: Comparison,
}

impl<'a> Changed<'a> {
    pub(super) fn new(school: &'a School, repair: &'a Repair<'_>, before: Verdict, later: bool) -> Self {
        Self {
            school,
            old: &repair.old().plan,
            unknown: &repair.old().unknown,
            before,
            divisor: i64::from(repair.divisor()),
            later,
            distance: Mutex::default(),
        }
    }

    /// What is known while the search runs.
    pub(super) fn near(&self, distance: i64, bound: i64) {
        let mut known = self.distance.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Distance { distance, bound, teachers_kept: true };
    }

    /// What the search came to.
    pub(super) fn found(&self, nearest: &Nearest) {
        let Nearest { distance, bound, teachers_kept, .. } = *nearest;
        let mut known = self.distance.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Distance { distance, bound, teachers_kept };
    }

    /// The earlier programme and roster, when they are to be repaired.
    pub(in crate::cli) fn earlier(&self) -> Option<&ServicePlan> {
        self.old.service.as_ref().filter(|_| self.later)
    }

    /// The changes in `plan`.
    pub(in crate::cli) fn add(
        &self,
        plan: &Plan,
        verdict: &Verdict,
        followed: Option<&Followed>,
        lang: Lang,
    ) -> Result<Added, Failure> {
        let known = *self.distance.lock().unwrap_or_else(PoisonError::into_inner);
        let service = if plan.service.is_some() { self.old.service.clone() } else { None };
        let old = Plan { rows: self.old.rows.clone(), service };
        let costs =
            if old.service.is_some() { Costs::from(&verify(self.school, &old)) } else { Costs::from(&self.before) };
        let sides = [
            Side { name: words::OLD_PLAN.get(lang).to_owned(), plan: old, costs },
            Side { name: words::NEW_PLAN.get(lang).to_owned(), plan: plan.clone(), costs: Costs::from(verdict) },
        ];
        let comparison = compare(&sides);
        let counts = |table: Table| comparison.changes.get(1).map(|changes| changes.counts(table)).unwrap_or_default();
        let Counts { moved, room_only, people, gone, new } = counts(Table::Lessons);
        let affected = comparison.changes.get(1).map_or((0, 0), |c| (c.teachers.len(), c.classes.len()));
        let near = followed.and_then(|followed| followed.roster.as_ref()?.near);
        let figures = json::Repair {
            distance: known.distance * self.divisor,
            bound: known.bound * self.divisor,
            proved: known.bound >= known.distance,
            moved: moved - room_only,
            room_only,
            other_teacher: people,
            gone,
            new,
            research_moved: counts(Table::Research).moved,
            people: affected.0,
            classes: affected.1,
            teachers_kept: known.teachers_kept,
            cost_before: self.before.cost_of(Stage::Timetable),
            cost_after: verdict.cost_of(Stage::Timetable),
            hard_before: self.before.hard_breaches(),
            same_programme: self.earlier().and(followed).map(|followed| followed.same_programme),
            tasks_changed: near.map(|near| near.changed),
            tasks_bound: near.map(|near| near.bound),
        };
        let files =
            export::compare::changes(&comparison, [words::CHANGES_FILE.get(lang), words::CHANGES_PAGE.get(lang)], lang);
        let files = files
            .map_err(|error| Failure::Files { path: words::CHANGES_PAGE.get(lang).into(), cause: error.to_string() })?;
        Ok(Added { figures, files, comparison })
    }

    /// Says what changed.
    pub(in crate::cli) fn tell(
        &self,
        added: &Added,
        followed: Option<&Followed>,
        timetable_bound: i64,
        lang: Lang,
        all: bool,
    ) {
        let figures = &added.figures;
        for line in unknown(self.unknown, lang) {
            say!("{line}");
        }
        let args = args! { distance: figures.distance, bound: figures.bound };
        let weighted =
            added.figures.distance > 0 && figures.distance % i64::try_from(figures.moved.max(1)).unwrap_or(1) != 0;
        let proof = match (figures.proved, weighted) {
            (true, false) => words::PROVED.arg(&args),
            (true, true) => words::PROVED_WEIGHTED.arg(&args),
            (false, _) => words::GAP.arg(&args),
        };
        let list = moves(&added.comparison, lang);
        if list.is_empty() {
            say!("{}", words::NO_CHANGE.get(lang));
        } else {
            let args = args! {
                moved: figures.moved,
                proof: proof,
                rooms: figures.room_only,
                people: figures.other_teacher,
                gone: figures.gone,
                new: figures.new,
                teachers: figures.people,
                classes: figures.classes,
            };
            say!("{}", words::MOVED_LINE.fill(lang, &args));
        }
        if figures.research_moved > 0 {
            say!("{}", words::RESEARCH_LINE.fill(lang, &args! { n: figures.research_moved }));
        }
        if !figures.teachers_kept {
            say!("{}", words::TEACHERS_NOT_KEPT.get(lang));
        }
        let args = args! {
            before: figures.cost_before,
            after: figures.cost_after,
            bound: timetable_bound,
            hard: figures.hard_before,
        };
        say!("{}", words::COST_LINE.fill(lang, &args));
        let shown = if all { list.len() } else { SHOWN };
        for change in list.iter().take(shown) {
            let place = |place: &crate::report::compare::Where| {
                let words = [&place.time, &place.room, &place.people];
                let words: Vec<&str> = words.into_iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
                if words.is_empty() { words::NOTHING.get(lang).to_owned() } else { words.join(" ") }
            };
            let what = [&*change.classes, &change.name, &change.section];
            let what: Vec<&str> = what.into_iter().filter(|word| !word.is_empty()).collect();
            let args = args! {
                change: &change.change,
                what: what.join(" "),
                before: place(&change.before),
                after: place(&change.after),
            };
            say!("{}", words::MOVE_LINE.fill(lang, &args));
        }
        let file = words::CHANGES_FILE.get(lang);
        if let Some(more) = list.len().checked_sub(shown).filter(|more| *more > 0) {
            say!("{}", words::AND_MORE.fill(lang, &args! { n: more, file: file }));
        }
        if let Some(same) = figures.same_programme {
            let text = if same { &words::OLD_PROGRAMME } else { &words::NEW_PROGRAMME };
            say!("{}", text.fill(lang, &args! { file: file }));
        }
        if let Some(near) = followed.and_then(|followed| followed.roster.as_ref()?.near) {
            let args = args! { distance: near.changed, bound: near.bound };
            let proof = if near.bound >= near.changed { words::PROVED.arg(&args) } else { words::AT_LEAST.arg(&args) };
            say!("{}", words::ROSTER_LINE.fill(lang, &args! { changed: near.changed, proof: proof }));
        }
        if !list.is_empty() {
            let args = args! { file: file, page: words::CHANGES_PAGE.get(lang) };
            say!("{}", words::SEE.fill(lang, &args));
        }
    }
}

/// What the school does not know of the old plan, in words.
fn unknown(unknown: &Unknown, lang: Lang) -> Vec<String> {
    let lists: [(&Text, &std::collections::BTreeMap<String, usize>); 5] = [
        (&words::UNKNOWN_CLASSES, &unknown.classes),
        (&words::UNKNOWN_SUBJECTS, &unknown.subjects),
        (&words::UNKNOWN_PEOPLE, &unknown.people),
        (&words::UNKNOWN_ROOMS, &unknown.rooms),
        (&words::UNKNOWN_BLOCKS, &unknown.blocks),
    ];
    let mut lines = Vec::new();
    for (text, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
        let name = |(name, n): (&String, &usize)| words::NAME_COUNT.fill(lang, &args! { name: name, n: *n });
        let names: Vec<String> = names.iter().map(name).collect();
        lines.push(text.fill(lang, &args! { names: names.join(if lang == Lang::Zh { "、" } else { ", " }) }));
    }
    if unknown.retimed > 0 {
        lines.push(words::RETIMED.fill(lang, &args! { n: unknown.retimed }));
    }
    if unknown.untimed > 0 {
        lines.push(words::UNTIMED.fill(lang, &args! { n: unknown.untimed }));
    }
    lines
}
