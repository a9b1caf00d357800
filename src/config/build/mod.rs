//! Records -> the validated school: names resolved, numbers in range, everything that rules rely on filled in.
//!
//! | file | what |
//! |---|---|
//! | `read.rs` | fields of a record as text, numbers, lists, words |
//! | `names.rs` | look-ups by name, with suggestions; "all", "grade 1-2" |
//! | `times.rs` | stated times as period sets or as clock spans |
//! | `bells.rs` | bell schedules and the week of each grade |
//! | `places.rs` | buildings, transfer times, rooms |
//! | `subjects.rs` | curriculum and subjects |
//! | `people.rs` | teachers and classes |
//! | `requirements.rs` | requirements with their sections, teachers, rooms |
//! | `statements.rs` | unavailable and unwanted times, events, research, exclusions, apart |
//! | `pins.rs` | pins, pairs, doubles |
//! | `term.rs`, `term/` | the term: holidays, make-up days, seasons; school events and phases |
//! | `after_school.rs`, `after_school/` | the after-school service, duty, pay |
//! | `policy.rs` | profile, overrides, waivers |
//! | `fit.rs` | what cannot fit into a week, found before anything is solved |
//!
//! A mistake is reported once, where it was made: a name that could not be read is not looked up, and names are not called
//! unknown when the table that should have them could not be read.

mod after_school;
mod bells;
mod fit;
mod names;
mod people;
mod pins;
mod places;
mod policy;
mod read;
mod requirements;
mod statements;
mod subjects;
mod term;
mod times;

use std::collections::{BTreeMap, BTreeSet};

use super::document::Raw;
use super::{Diagnostic, Diagnostics, Location};
use crate::args;
use crate::school::School;
use crate::text::input::{self, InputError};
use crate::text::{Arg, Args, Lang, Text};
use crate::units::{BellId, BuildingId, ClassId, RequirementId, RoomId, SubjectId, TeacherId, Weekday};

use bells::RawBell;

/// Most rows of a table.
const MOST_ROWS: usize = 50_000;

/// What is gathered on the way.
struct Builder<'a> {
    raw: &'a Raw,
    diagnostics: &'a mut Diagnostics,
    /// Remarks that are no errors.
    notes: Vec<Diagnostic>,
    school: School,
    bells: Vec<RawBell>,
    weeks: BTreeMap<Vec<(Weekday, usize)>, BellId>,
    /// Whether all bells could be read, so that a period they lack is a mistake of whoever names it.
    bells_sure: bool,
    /// Rooms asked for by a subject's kind.
    room_kinds: BTreeMap<SubjectId, String>,
    /// Doubles asked for by a subject.
    subject_doubles: BTreeMap<SubjectId, u8>,
    /// Where each requirement stands, by its position.
    places: Vec<Location>,
    classes: BTreeMap<String, ClassId>,
    teachers: BTreeMap<String, TeacherId>,
    rooms: BTreeMap<String, RoomId>,
    subjects: BTreeMap<String, SubjectId>,
    buildings: BTreeMap<String, BuildingId>,
    /// What has been reported and need not be again.
    told: BTreeSet<String>,
}

/// Builds the school; it is complete only when nothing went to `diagnostics`.
pub(super) fn school(raw: &Raw, diagnostics: &mut Diagnostics) -> (School, Vec<Diagnostic>) {
    let mut builder = Builder {
        raw,
        diagnostics,
        notes: Vec::new(),
        school: School::default(),
        bells: Vec::new(),
        weeks: BTreeMap::new(),
        bells_sure: true,
        room_kinds: BTreeMap::new(),
        subject_doubles: BTreeMap::new(),
        places: Vec::new(),
        classes: BTreeMap::new(),
        teachers: BTreeMap::new(),
        rooms: BTreeMap::new(),
        subjects: BTreeMap::new(),
        buildings: BTreeMap::new(),
        told: BTreeSet::new(),
    };
    builder.top();
    if builder.too_much() {
        return (builder.school, builder.notes);
    }
    builder.policy();
    builder.raw_bells();
    builder.bells_sure = builder.bells_are_sure();
    builder.buildings();
    builder.rooms();
    builder.curriculum();
    builder.subjects();
    builder.teachers();
    builder.classes();
    if builder.too_many() {
        return (builder.school, builder.notes);
    }
    builder.timed();
    builder.requirements();
    builder.unavailable();
    builder.events();
    builder.research();
    builder.exclusions();
    builder.apart();
    builder.doubles();
    builder.pins();
    builder.pairs();
    builder.term();
    builder.after_school();
    if builder.times_are_known() {
        builder.fit();
    }
    builder.seasons_fit();
    builder.remarks();
    let mut school = builder.school;
    school.index_names();
    (school, builder.notes)
}

impl Builder<'_> {
    fn top(&mut self) {
        let root = &self.raw.root;
        match self.read(root).text("format") {
            Some(format) if format.text == "1" => {}
            Some(format) => self.diagnostics.push(&input::WRONG_FORMAT, args! { value: format.text }, format.at),
            None if root.get("format").is_none() => {
                let args = args! { table: "school.toml", key: "format" };
                self.diagnostics.push(&input::MISSING_KEY, args, root.at.clone());
            }
            None => {}
        }
        if let Some(name) = self.read(root).name("name", "school.toml") {
            self.school.name = name.text;
        }
        let mut days: Vec<_> = self.read(root).counts("weekdays", 1, 7).into_iter().map(|(day, _)| day).collect();
        if root.get("weekdays").is_none() {
            days = (1..=5).collect();
        } else if days.is_empty() {
            let args = args! { key: "weekdays" };
            self.diagnostics.push(&input::EMPTY_NAME, args, root.place("weekdays"));
        }
        days.sort_unstable();
        days.dedup();
        self.school.weekdays = days.into_iter().filter_map(Weekday::new).collect();
    }

    /// Whether there are more rows than any school has: then nothing else is worth saying.
    fn too_much(&mut self) -> bool {
        let rows = ["class", "teacher", "room", "subject", "requirement", "pupil", "head"]
            .map(|list| self.raw.list(list).len());
        let most = rows.into_iter().max().unwrap_or(0);
        self.beyond(input::ROW, most, MOST_ROWS)
    }

    /// Identifiers are small numbers; a school beyond them is not one.
    fn too_many(&mut self) -> bool {
        let school = &self.school;
        let counts = [
            (input::CLASS, school.classes.len(), 2_000),
            (input::TEACHER, school.teachers.len(), 10_000),
            (input::ROOM, school.rooms.len(), 10_000),
            (input::SUBJECT, school.subjects.len(), 1_000),
        ];
        let beyond: Vec<_> = counts.into_iter().map(|(what, count, limit)| self.beyond(what, count, limit)).collect();
        beyond.contains(&true)
    }

    fn beyond(&mut self, what: Text, count: usize, limit: usize) -> bool {
        if count > limit {
            let args = args! { what: what, count: count, limit: limit };
            self.diagnostics.push(&input::TOO_MANY, args, self.raw.root.at.clone());
        }
        count > limit
    }

    fn bells_are_sure(&self) -> bool {
        !self.diagnostics.0.iter().any(|one| {
            let of_bell = one.args.get("table").is_some_and(|table| table.show(Lang::En) == "[[bell]]");
            one.error.code == input::BAD_INTERVAL.code || one.error.code.starts_with("E15") || of_bell
        })
    }

    /// Whether lessons can be counted against slots: not when bells or grades could not be read.
    fn times_are_known(&self) -> bool {
        !self
            .diagnostics
            .0
            .iter()
            .any(|one| ["E121", "E129", "E138"].contains(&one.error.code) || one.error.code.starts_with("E15"))
            && self.bells_sure
            && !self.school.bells.is_empty()
            && self.raw.whole("class")
            && self.raw.whole("requirement")
    }

    fn remark(&mut self, error: &'static InputError, args: Args, at: Location) {
        self.notes.push(Diagnostic { error, args, at });
    }

    fn requirement_place(&self, id: RequirementId) -> Location {
        self.places.get(id.index()).cloned().unwrap_or_default()
    }
}

/// A place in words: file and line.
fn place(at: &Location) -> Arg {
    let file = at.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Arg::from(format!("{file}:{}", at.line))
}
