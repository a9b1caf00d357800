//! Statements beside the tables: unavailable and unwanted times, events, research blocks, exclusions, subjects apart.

use std::collections::{BTreeMap, BTreeSet};

use super::super::notation::{When, clean};
use super::super::raw::Record;
use super::Builder;
use super::names::is_all;
use super::read::Item;
use super::times::{Stated, merged, priced};
use crate::args;
use crate::school::{
    Apart, ApartKind, DayBell, Event, EventKind, Exclusion, ExclusionKind, PeriodSet, ResearchBlock, TimeSpan, Unwanted,
};
use crate::text::input;
use crate::units::{BellId, ClassId, RoomId, TeacherId, Weekday, Weeks};

const EVENT_KINDS: [(&str, EventKind); 4] = [
    ("flag-raising", EventKind::FlagRaising),
    ("assembly", EventKind::Assembly),
    ("staff-meeting", EventKind::StaffMeeting),
    ("other", EventKind::Other),
];

const EXCLUSION_KINDS: [(&str, ExclusionKind); 2] =
    [("not-both-teaching", ExclusionKind::NotBothTeaching), ("not-both-free", ExclusionKind::NotBothFree)];

const APART_KINDS: [(&str, ApartKind); 2] =
    [("not-adjacent", ApartKind::NotAdjacent), ("not-same-day", ApartKind::NotSameDay)];

impl Builder<'_> {
    pub(super) fn unavailable(&mut self) {
        for (list, wanted) in [("unavailable", false), ("unwanted", true)] {
            for record in self.raw.list(list) {
                self.times_of(record, list, wanted);
            }
        }
    }

    fn times_of(&mut self, record: &Record, table: &str, unwanted: bool) {
        self.required(record, "times", table);
        let stated = self.stated(record, "times");
        let everyone: Vec<_> = self.school.class_ids().collect();
        let teachers = self.teacher_set(record, "teachers", &everyone);
        let classes = self.class_set(record, "classes", false).ids;
        let rooms = self.room_set(record, "rooms");
        let subjects = self.subject_set(record, "subjects");
        if !["teachers", "classes", "rooms", "subjects"].iter().any(|key| record.get(key).is_some()) {
            self.diagnostics.push(&input::NOBODY, args! { name: format!("[[{table}]]") }, record.at.clone());
        }
        let cost = if unwanted { self.read(record).small("cost", 1, 100) } else { None }.unwrap_or(1);
        if !subjects.is_empty() {
            let sets = self.period_sets(&stated);
            for id in subjects {
                let subject = &mut self.school.subjects[id.index()];
                if unwanted {
                    subject.unwanted.extend(priced(sets.clone(), cost));
                } else {
                    subject.forbidden.extend(sets.clone());
                }
            }
        }
        if !teachers.is_empty() || !rooms.is_empty() {
            let spans = self.spans(&stated, &[]);
            for id in teachers {
                let teacher = &mut self.school.teachers[id.index()];
                if unwanted {
                    add_wishes(&mut teacher.unwanted, &spans, cost);
                } else {
                    add(&mut teacher.unavailable, &spans);
                }
            }
            for id in rooms {
                add(&mut self.school.rooms[id.index()].unavailable, &spans);
            }
        }
        let mut by_bell: BTreeMap<BellId, Vec<TimeSpan>> = BTreeMap::new();
        for id in classes {
            let bell = self.school.class(id).bell;
            let spans = match by_bell.get(&bell) {
                Some(spans) => spans.clone(),
                None => {
                    let spans = self.spans(&stated, &[bell]);
                    by_bell.insert(bell, spans.clone());
                    spans
                }
            };
            add(&mut self.school.classes[id.index()].unavailable, &spans);
        }
    }

    fn room_set(&mut self, record: &Record, key: &str) -> Vec<RoomId> {
        let mut ids = Vec::new();
        for item in self.read(record).list(key) {
            if is_all(&item.text) {
                ids.extend((0..self.school.rooms.len()).map(RoomId::from_index));
            } else {
                ids.extend(self.rooms_of(&item));
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Reports `key` when it is missing.
    pub(super) fn required(&mut self, record: &Record, key: &str, table: &str) {
        if record.get(key).is_none() {
            let args = args! { table: format!("[[{table}]]"), key: key };
            self.diagnostics.push(&input::MISSING_KEY, args, record.at.clone());
        }
    }

    /// The school day in the field `weekday`.
    pub(super) fn weekday(&mut self, record: &Record, table: &str) -> Option<Weekday> {
        self.required(record, "weekday", table);
        let item = self.read(record).text("weekday")?;
        let Some(day) = Weekday::parse(&item.text) else {
            self.diagnostics.push(&input::BAD_WEEKDAY, args! { value: &item.text }, item.at);
            return None;
        };
        if !self.school.weekdays.contains(&day) {
            self.diagnostics.push(&input::NOT_A_SCHOOL_DAY, args! { day: day }, item.at);
            return None;
        }
        Some(day)
    }

    pub(super) fn weeks_of(&mut self, record: &Record) -> Weeks {
        let Some(item) = self.read(record).text("weeks") else { return Weeks::All };
        Weeks::parse(&item.text).unwrap_or_else(|| {
            self.diagnostics.push(&input::BAD_WEEKS, args! { value: &item.text }, item.at);
            Weeks::All
        })
    }

    pub(super) fn events(&mut self) {
        for record in self.raw.list("event") {
            let name = self.read(record).name("name", "[[event]]");
            let kind = self.read(record).word("kind", &EVENT_KINDS).unwrap_or_default();
            let weekday = self.weekday(record, "event");
            let weeks = self.weeks_of(record);
            let set = self.class_set(record, "classes", false);
            let teachers = self.teacher_set(record, "teachers", &set.ids);
            let rooms = self.room_set(record, "rooms");
            if record.get("time").is_some() == record.get("periods").is_some() {
                self.diagnostics.push(&input::TIME_OR_PERIODS, args! { table: "[[event]]" }, record.at.clone());
                continue;
            }
            let (Some(name), Some(weekday)) = (name, weekday) else { continue };
            if !["classes", "teachers", "rooms"].iter().any(|key| record.get(key).is_some()) {
                self.diagnostics.push(&input::NOBODY, args! { name: &name.text }, record.at.clone());
            }
            for (time, classes) in self.event_times(record, weekday, set.ids) {
                self.school.events.push(Event {
                    name: name.text.clone(),
                    kind,
                    span: TimeSpan { weeks, weekday, time },
                    classes,
                    teachers: teachers.clone(),
                    rooms: rooms.clone(),
                });
            }
        }
    }

    /// The clock times of an event and who is in each: one for a stated time; for periods, one for each bell that puts
    /// them at other times.
    fn event_times(
        &mut self,
        record: &Record,
        weekday: Weekday,
        classes: Vec<ClassId>,
    ) -> Vec<(crate::units::Interval, Vec<ClassId>)> {
        if let Some(item) = self.read(record).text("time") {
            return self.interval(&item).map(|time| (time, classes)).into_iter().collect();
        }
        let Some(item) = self.read(record).text("periods") else { return Vec::new() };
        let sets = self.period_sets_of(&item);
        let mut found: BTreeMap<_, Vec<ClassId>> = BTreeMap::new();
        for (index, bell) in self.school.bells.iter().enumerate() {
            let of_bell: Vec<_> =
                classes.iter().copied().filter(|id| self.school.class(*id).bell == BellId::from_index(index)).collect();
            if of_bell.is_empty() && !classes.is_empty() {
                continue;
            }
            let Some(day) = bell.days.get(&weekday) else { continue };
            for (time, _) in runs(day, weekday, &sets) {
                found.entry(time).or_default().extend(of_bell.iter().copied());
            }
        }
        if found.is_empty() && self.bells_sure && !self.school.bells.is_empty() && !sets.is_empty() {
            self.diagnostics.push(&input::TIME_NOWHERE, args! { value: &item.text }, item.at);
        }
        found.into_iter().collect()
    }

    /// Periods without weekdays, as in `periods = "1-2"`.
    fn period_sets_of(&mut self, item: &Item) -> Vec<PeriodSet> {
        match super::super::notation::times(&item.text) {
            Ok(statements) => {
                let sets = statements.into_iter().filter_map(|statement| match statement.when {
                    When::Periods(set) => Some(PeriodSet { weekdays: Vec::new(), ..set }),
                    When::Clock { .. } => None,
                });
                let sets: Vec<_> = sets.collect();
                if sets.is_empty() {
                    self.diagnostics.push(&input::BAD_TIME, args! { text: &item.text }, item.at.clone());
                }
                sets
            }
            Err(fault) => {
                fault.report(&item.at, self.diagnostics);
                Vec::new()
            }
        }
    }

    pub(super) fn research(&mut self) {
        let mut seen = BTreeMap::new();
        for record in self.raw.list("research") {
            let subjects = self.subject_set(record, "subjects");
            let everyone: Vec<_> = self.school.class_ids().collect();
            let mut teachers = self.teacher_set(record, "teachers", &everyone);
            teachers.extend(self.staff_ids().filter(|id| subjects.iter().any(|s| self.teaches(*id, *s))));
            teachers.sort_unstable();
            teachers.dedup();
            let name = match self.read(record).name_or("name") {
                Some(name) => name,
                None => {
                    let names: Vec<_> = subjects.iter().map(|id| self.school.subject(*id).name.as_str()).collect();
                    Item { text: format!("{}教研", names.join("")), at: record.at.clone() }
                }
            };
            if teachers.is_empty() && !["subjects", "teachers"].iter().any(|key| record.get(key).is_some()) {
                self.diagnostics.push(&input::NOBODY, args! { name: &name.text }, record.at.clone());
            }
            self.required(record, "times", "research");
            let length = self.read(record).small("length", 1, 6);
            let stated = self.stated(record, "times");
            let choices = self.choices(&stated, length, &teachers);
            if choices.is_empty() && !stated.is_empty() && self.bells_sure && !self.school.bells.is_empty() {
                let args = args! { name: &name.text, length: length.unwrap_or(1) };
                self.diagnostics.push(&input::NO_CHOICE, args, record.place("times"));
            }
            if self.fresh(&mut seen, input::RESEARCH, &name) && !teachers.is_empty() {
                self.school.research.push(ResearchBlock { name: name.text, teachers, choices });
            }
        }
    }

    fn teaches(&self, teacher: TeacherId, subject: crate::units::SubjectId) -> bool {
        self.school.teacher(teacher).subjects.contains(&subject)
            || self.school.requirements.iter().flat_map(|r| &r.sections).any(|section| {
                section.subject == subject && section.teachers.iter().any(|role| role.candidates == [teacher])
            })
    }

    /// Every block of the stated times: a clock span as it is; in periods, each run of `length` periods (a whole run
    /// without `length`) under the bells that these teachers meet.
    fn choices(&self, stated: &[Stated], length: Option<u8>, teachers: &[TeacherId]) -> Vec<TimeSpan> {
        let mut met: BTreeSet<BellId> = BTreeSet::new();
        for requirement in &self.school.requirements {
            let candidates = || requirement.sections.iter().flat_map(|s| &s.teachers).flat_map(|r| &r.candidates);
            if candidates().any(|id| teachers.contains(id)) {
                met.extend(requirement.classes.iter().map(|id| self.school.class(*id).bell));
            }
        }
        if met.is_empty() {
            met.extend((0..self.school.bells.len()).map(BellId::from_index));
        }
        let mut choices = Vec::new();
        for (statement, _) in stated {
            let weeks = statement.weeks;
            match &statement.when {
                When::Clock { weekdays, time } => {
                    let days = if weekdays.is_empty() { &self.school.weekdays } else { weekdays };
                    choices.extend(days.iter().map(|weekday| TimeSpan { weeks, weekday: *weekday, time: *time }));
                }
                When::Periods(set) => {
                    let bells = met.iter().filter_map(|id| self.school.bells.get(id.index()));
                    for (weekday, day) in bells.flat_map(|bell| &bell.days) {
                        for (time, periods) in runs(day, *weekday, std::slice::from_ref(set)) {
                            let Some(length) = length else {
                                choices.push(TimeSpan { weeks, weekday: *weekday, time });
                                continue;
                            };
                            for run in periods.windows(usize::from(length)) {
                                if let [first, ..] = run
                                    && let [.., last] = run
                                    && let Some(time) = crate::units::Interval::new(first.start, last.end)
                                {
                                    choices.push(TimeSpan { weeks, weekday: *weekday, time });
                                }
                            }
                        }
                    }
                }
            }
        }
        choices.sort_unstable();
        choices.dedup();
        choices
    }

    pub(super) fn exclusions(&mut self) {
        for record in self.raw.list("exclusion") {
            self.required(record, "kind", "exclusion");
            let kind = self.read(record).word("kind", &EXCLUSION_KINDS);
            let stated = self.stated(record, "times");
            let times = self.spans(&stated, &[]);
            let items = self.read(record).list("teachers");
            let ids: Vec<_> = items.iter().map(|item| self.teacher(item)).collect();
            match (ids.as_slice(), kind) {
                ([Some(a), Some(b)], Some(kind)) if a != b => {
                    self.school.exclusions.push(Exclusion { teachers: (*a, *b), kind, times });
                }
                ([a, b], _) if a.is_none() || b.is_none() || a != b => {}
                _ => self.need_two(record, "exclusion", input::TEACHER, "teachers"),
            }
        }
    }

    pub(super) fn need_two(&mut self, record: &Record, table: &str, what: crate::text::Text, key: &str) {
        let args = args! { table: format!("[[{table}]]"), what: what };
        self.diagnostics.push(&input::NEED_TWO, args, record.place(key));
    }

    pub(super) fn apart(&mut self) {
        for record in self.raw.list("apart") {
            self.required(record, "kind", "apart");
            let kind = self.read(record).word("kind", &APART_KINDS);
            let items = self.read(record).list("subjects");
            let ids: Vec<_> = items.iter().map(|item| self.subject(item)).collect();
            match (ids.as_slice(), kind) {
                ([Some(a), Some(b)], Some(kind)) if a != b => {
                    self.school.apart.push(Apart { subjects: (*a, *b), kind });
                }
                ([a, b], _) if a.is_none() || b.is_none() || a != b => {}
                _ => self.need_two(record, "apart", input::SUBJECT, "subjects"),
            }
        }
    }
}

fn add(to: &mut Vec<TimeSpan>, spans: &[TimeSpan]) {
    *to = merged(to.iter().chain(spans).copied().collect());
}

/// Wishes of one cost stay as few spans as possible.
fn add_wishes(to: &mut Vec<Unwanted<TimeSpan>>, spans: &[TimeSpan], cost: u8) {
    let (same, mut others): (Vec<_>, Vec<_>) = to.drain(..).partition(|wish| wish.cost == cost);
    let mut all: Vec<_> = same.into_iter().map(|wish| wish.at).collect();
    add(&mut all, spans);
    others.extend(priced(all, cost));
    others.sort_unstable();
    *to = others;
}

/// A run's clock time, and its periods.
type Run = (crate::units::Interval, Vec<crate::units::Interval>);

/// The runs of neighbouring periods of a day that belong to the sets and have no lunch between them.
fn runs(day: &DayBell, weekday: Weekday, sets: &[PeriodSet]) -> Vec<Run> {
    let mut runs = Vec::new();
    for stretch in day.stretches() {
        let mut run: Vec<crate::units::Interval> = Vec::new();
        let mut close = |run: &mut Vec<crate::units::Interval>| {
            if let ([first, ..], [.., last]) = (run.as_slice(), run.as_slice())
                && let Some(time) = crate::units::Interval::new(first.start, last.end)
            {
                runs.push((time, std::mem::take(run)));
            }
        };
        for index in stretch {
            let period = day.periods.iter().find(|period| period.index == index);
            match period.filter(|period| sets.iter().any(|set| set.contains(day, weekday, period.index))) {
                Some(period) => run.push(period.time),
                None => close(&mut run),
            }
        }
        close(&mut run);
    }
    runs
}

impl super::read::In<'_> {
    /// The field as a name when it is there.
    pub(super) fn name_or(&mut self, key: &'static str) -> Option<Item> {
        let item = self.text(key)?;
        let name = super::super::notation::name(&item.text);
        self.good(name, &item.at).map(|text| Item { text: clean(&text), at: item.at })
    }
}
