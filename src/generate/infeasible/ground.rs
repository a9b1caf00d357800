//! Counts that the causes rest on.
//!
//! Lessons are counted as those that every week certainly has; times as the most clock intervals that do not overlap.
//! Both err on the safe side: more lessons than times means that there is no timetable.

use std::collections::{BTreeMap, BTreeSet};

use super::super::dice::Dice;
use crate::rules::subject_times::pe_times;
use crate::school::{DayBell, Level, Part, Period, PeriodSet, Requirement, School, SubjectKind, TimeSpan};
use crate::units::{ClassId, Interval, RequirementId, RoomId, SubjectId, TeacherId, Weekday, Weeks};

/// A day, or one part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    pub(super) day: Weekday,
    pub(super) part: Option<Part>,
}

impl Window {
    pub(super) fn has(self, day: Weekday, period: &Period) -> bool {
        self.day == day && self.part.is_none_or(|part| part == period.part)
    }

    /// In the notation of times.
    pub(super) fn word(self) -> String {
        let part = match self.part {
            Some(Part::Morning) => "上午",
            Some(Part::Afternoon) => "下午",
            Some(Part::Evening) => "晚上",
            None => "",
        };
        format!("{}{part}", self.day.zh())
    }
}

/// A period on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) day: Weekday,
    pub(super) time: Interval,
}

impl Moment {
    pub(super) fn span(self) -> TimeSpan {
        TimeSpan { weeks: Weeks::All, weekday: self.day, time: self.time }
    }

    pub(super) fn word(self) -> String {
        format!("{}{}", self.day.zh(), self.time)
    }
}

/// A school, with its counts.
pub(super) struct Ground<'s> {
    pub(super) school: &'s School,
    /// Requirements that each teacher certainly gives.
    given: BTreeMap<TeacherId, Vec<RequirementId>>,
}

impl<'s> Ground<'s> {
    pub(super) fn new(school: &'s School) -> Self {
        let mut given: BTreeMap<TeacherId, Vec<RequirementId>> = BTreeMap::new();
        for id in school.requirement_ids() {
            let roles = school.requirement(id).sections.iter().flat_map(|section| &section.teachers);
            let certain: BTreeSet<_> =
                roles.filter(|role| role.candidates.len() == 1).flat_map(|role| role.candidates.clone()).collect();
            for teacher in certain {
                given.entry(teacher).or_default().push(id);
            }
        }
        Self { school, given }
    }

    pub(super) fn hard(&self, code: &str) -> bool {
        self.school.policy.settings.get(code).is_some_and(|setting| setting.level == Level::Hard)
    }

    /// Teachers with given lessons, in an order that the dice decide.
    pub(super) fn teachers(&self, dice: &mut Dice) -> Vec<TeacherId> {
        let mut teachers: Vec<_> = self.given.keys().copied().collect();
        dice.shuffle(&mut teachers);
        teachers
    }

    pub(super) fn classes(&self, dice: &mut Dice) -> Vec<ClassId> {
        let mut classes: Vec<_> = self.school.class_ids().collect();
        dice.shuffle(&mut classes);
        classes
    }

    /// Whole days, or morning and afternoon of each day.
    pub(super) fn windows(&self, whole: bool, dice: &mut Dice) -> Vec<Window> {
        let parts: &[Option<Part>] = if whole { &[None] } else { &[Some(Part::Morning), Some(Part::Afternoon)] };
        let of_day = |day: &Weekday| parts.iter().map(|part| Window { day: *day, part: *part }).collect::<Vec<_>>();
        let mut windows: Vec<_> = self.school.weekdays.iter().flat_map(of_day).collect();
        dice.shuffle(&mut windows);
        windows
    }

    pub(super) fn given(&self, teacher: TeacherId) -> &[RequirementId] {
        self.given.get(&teacher).map_or(&[], Vec::as_slice)
    }

    pub(super) fn requirement(&self, id: RequirementId) -> &'s Requirement {
        self.school.requirement(id)
    }

    /// Lessons that every week has.
    pub(super) fn lessons(&self, id: RequirementId) -> usize {
        let weekly = self.requirement(id).weekly;
        let least = [Weeks::Odd, Weeks::Even].map(|week| weekly.in_week(week).0);
        least.into_iter().min().unwrap_or(0) as usize
    }

    pub(super) fn load(&self, teacher: TeacherId) -> usize {
        self.given(teacher).iter().map(|id| self.lessons(*id)).sum()
    }

    /// Given teachers of a class, each with the lessons there.
    pub(super) fn teachers_of(&self, class: ClassId) -> BTreeMap<TeacherId, usize> {
        let mut found = BTreeMap::new();
        for (teacher, given) in &self.given {
            let there = given.iter().filter(|id| self.requirement(**id).classes.contains(&class));
            let lessons: usize = there.map(|id| self.lessons(*id)).sum();
            if lessons > 0 {
                found.insert(*teacher, lessons);
            }
        }
        found
    }

    /// Whether the class has a lesson in every period of every week, each by one given teacher.
    pub(super) fn is_full(&self, class: ClassId) -> bool {
        let mine = || self.school.requirement_ids().filter(|id| self.requirement(*id).classes.contains(&class));
        let plain = |requirement: &Requirement| {
            let roles: Vec<_> = requirement.sections.iter().flat_map(|section| &section.teachers).collect();
            matches!(roles.as_slice(), [only] if only.candidates.len() == 1) && requirement.classes.len() == 1
        };
        let fortnight: u32 = mine().map(|id| self.requirement(id).weekly.per_fortnight()).sum();
        mine().all(|id| plain(self.requirement(id)))
            && fortnight as usize == 2 * self.school.bell_of(class).slot_count()
            && self.school.class(class).unavailable.is_empty()
            && !self.school.events.iter().any(|event| event.classes.contains(&class) && self.hits(event.span, class))
    }

    fn hits(&self, span: TimeSpan, class: ClassId) -> bool {
        self.school.bell_of(class).slots().any(|(day, period)| Moment { day, time: period.time }.span().overlaps(span))
    }

    /// Whether the rule about times of subjects lets the requirement's lessons stand there.
    pub(super) fn allowed(&self, id: RequirementId, bell: &DayBell, day: Weekday, period: &Period) -> bool {
        let Some(setting) = self.school.policy.settings.get("R108").filter(|setting| setting.level == Level::Hard)
        else {
            return true;
        };
        let pe = pe_times(setting);
        let inside = |set: &PeriodSet| set.contains(bell, day, period.index);
        self.requirement(id).sections.iter().all(|section| {
            let subject = self.school.subject(section.subject);
            let outside = !subject.allowed.is_empty() && !subject.allowed.iter().any(inside);
            let not_for_pe = subject.kind == SubjectKind::Pe && pe.iter().any(inside);
            !outside && !not_for_pe && !subject.forbidden.iter().any(inside)
        })
    }

    /// The times at which some of the lessons may stand, as far as `open` lets them.
    pub(super) fn times(
        &self,
        lessons: &[RequirementId],
        open: impl Fn(RequirementId, &DayBell, Weekday, &Period) -> bool,
    ) -> Vec<Moment> {
        let mut times = BTreeSet::new();
        for id in lessons {
            let Some(class) = self.requirement(*id).classes.first() else { continue };
            for (day, bell) in &self.school.bell_of(*class).days {
                let fit = bell.periods.iter().filter(|period| open(*id, bell, *day, period));
                times.extend(fit.map(|period| Moment { day: *day, time: period.time }));
            }
        }
        times.into_iter().collect()
    }

    /// Whether nothing that is stated keeps the teacher away.
    pub(super) fn is_free(&self, teacher: TeacherId, moment: Moment) -> bool {
        let events =
            self.school.events.iter().filter(|event| event.teachers.contains(&teacher)).map(|event| event.span);
        let mut away = self.school.teacher(teacher).unavailable.iter().copied().chain(events);
        !away.any(|span| span.overlaps(moment.span()))
    }

    /// How many of the teacher's lessons can stand outside `closed` at most: by the clock alone, and at times that suit
    /// the subjects.
    pub(super) fn room_for(&self, teacher: TeacherId, closed: &[Window]) -> (usize, usize) {
        let given = self.given(teacher);
        let open = |day: Weekday, period: &Period| {
            !closed.iter().any(|window| window.has(day, period))
                && self.is_free(teacher, Moment { day, time: period.time })
        };
        let free = self.times(given, |_, _, day, period| open(day, period));
        let suited =
            self.times(given, |id, bell, day, period| open(day, period) && self.allowed(id, bell, day, period));
        (disjoint(&free), disjoint(&suited))
    }

    /// How many of the teacher's lessons can stand outside `closed` with at most `max` a day, or an even share if that is
    /// more: the rule never asks for less.
    pub(super) fn capped(&self, teacher: TeacherId, closed: &[Window], max: usize) -> usize {
        let max = max.max(self.load(teacher).div_ceil(self.school.weekdays.len().max(1)));
        let open = |day: Weekday, period: &Period| {
            !closed.iter().any(|window| window.has(day, period))
                && self.is_free(teacher, Moment { day, time: period.time })
        };
        let suited =
            |id, bell: &DayBell, day, period: &Period| open(day, period) && self.allowed(id, bell, day, period);
        by_day(&self.times(self.given(teacher), suited)).into_values().map(|count| count.min(max)).sum()
    }

    /// Whether every research block of the teacher keeps a time that `closed` does not meet.
    pub(super) fn keeps_research(&self, teacher: TeacherId, closed: impl Fn(Moment) -> bool) -> bool {
        let met = |choice: &TimeSpan| {
            let mut slots = self.school.bells.iter().flat_map(|bell| bell.slots());
            slots.any(|(day, period)| {
                let at = Moment { day, time: period.time };
                choice.overlaps(at.span()) && closed(at)
            })
        };
        let mut mine = self.school.research.iter().filter(|block| block.teachers.contains(&teacher));
        mine.all(|block| block.choices.iter().any(|choice| !met(choice)))
    }

    /// The same for windows.
    pub(super) fn research_outside(&self, teacher: TeacherId, closed: &[Window]) -> bool {
        self.keeps_research(teacher, |at| {
            let part = self.school.bells.iter().flat_map(|bell| bell.slots());
            let mut there = part.filter(|(day, period)| *day == at.day && period.time == at.time);
            there.any(|(day, period)| closed.iter().any(|window| window.has(day, period)))
        })
    }

    /// Lessons that a choice of exactly these rooms holds, and what the rooms hold at a moment.
    pub(super) fn room_sets(&self) -> BTreeMap<Vec<RoomId>, Vec<RequirementId>> {
        use crate::school::RoomNeed;
        let mut sets: BTreeMap<Vec<RoomId>, Vec<RequirementId>> = BTreeMap::new();
        for id in self.school.requirement_ids() {
            for section in &self.requirement(id).sections {
                if let RoomNeed::OneOf { candidates, .. } = &section.room {
                    let mut rooms = candidates.clone();
                    rooms.sort_unstable();
                    sets.entry(rooms).or_default().push(id);
                }
            }
        }
        sets
    }

    /// When each pin stands and who gives it, where one given teacher does.
    pub(super) fn pinned(&self) -> Vec<(usize, Moment, TeacherId)> {
        let mut found = Vec::new();
        for (index, pin) in self.school.pins.iter().enumerate().filter(|(_, pin)| pin.weeks == Weeks::All) {
            let requirement = self.requirement(pin.requirement);
            let bell = requirement.classes.first().map(|class| self.school.bell_of(*class));
            let time = bell.and_then(|bell| bell.period(pin.weekday, pin.period)).map(|period| period.time);
            let roles: Vec<_> = requirement.sections.iter().flat_map(|section| &section.teachers).collect();
            if let (Some(time), [role]) = (time, roles.as_slice())
                && let [teacher] = role.candidates.as_slice()
            {
                found.push((index, Moment { day: pin.weekday, time }, *teacher));
            }
        }
        found
    }

    /// Every moment of a class's week at which nothing is pinned for it.
    pub(super) fn moments(&self, class: ClassId, dice: &mut Dice) -> Vec<Moment> {
        let pinned: Vec<_> = self
            .pinned()
            .into_iter()
            .filter(|(pin, ..)| self.requirement(self.school.pins[*pin].requirement).classes.contains(&class))
            .collect();
        let slots = self.school.bell_of(class).slots();
        let mut moments: Vec<_> = slots
            .map(|(day, period)| Moment { day, time: period.time })
            .filter(|moment| !pinned.iter().any(|(_, other, _)| other.span().overlaps(moment.span())))
            .collect();
        dice.shuffle(&mut moments);
        moments
    }

    pub(super) fn teacher(&self, id: TeacherId) -> String {
        self.school.teacher(id).name.clone()
    }

    pub(super) fn class(&self, id: ClassId) -> String {
        self.school.class(id).name.clone()
    }

    pub(super) fn subject(&self, id: SubjectId) -> String {
        self.school.subject(id).name.clone()
    }
}

/// Most of these times of which no two overlap: of each day always the one that ends first.
pub(super) fn disjoint(times: &[Moment]) -> usize {
    by_day(times).into_values().sum()
}

/// The same, day by day.
pub(super) fn by_day(times: &[Moment]) -> BTreeMap<Weekday, usize> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable_by_key(|moment| (moment.day, moment.time.end, moment.time.start));
    let mut counts = BTreeMap::new();
    let mut last: Option<Moment> = None;
    for moment in sorted {
        if last.is_none_or(|last| last.day != moment.day || !last.time.overlaps(moment.time)) {
            last = Some(moment);
            *counts.entry(moment.day).or_default() += 1;
        }
    }
    counts
}

/// Names as a TOML array.
pub(super) fn quoted<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    let names: Vec<_> = names.into_iter().map(|name| format!("\"{}\"", name.as_ref())).collect();
    format!("[{}]", names.join(", "))
}
