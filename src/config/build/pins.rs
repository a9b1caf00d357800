//! Doubles, pins and pairs: statements about the lessons of requirements that are already there.

use super::super::Location;
use super::super::raw::Record;
use super::Builder;
use super::names::ClassSet;
use crate::args;
use crate::rules::{double_periods, subject_times};
use crate::school::{Level, Pairing, Pin, Requirement, SubjectKind, TimeSpan, Weekly};
use crate::text::{Arg, Text, input};
use crate::units::{ClassId, PeriodIndex, RequirementId, SubjectId, TeacherId, Weeks};

impl Builder<'_> {
    pub(super) fn doubles(&mut self) {
        for record in self.raw.list("double") {
            self.required(record, "subject", "double");
            let count = self.read(record).small("count", 0, 20).unwrap_or(1);
            let classes = self.class_set(record, "classes", true);
            let Some(subject) = self.read(record).text("subject").and_then(|item| self.subject(&item)) else {
                continue;
            };
            for id in self.lessons_of(record, &classes, subject) {
                let requirement = self.school.requirement(id).clone();
                let classes = self.class_names(&requirement.classes);
                let name = self.school.subject(subject).name.clone();
                self.check_doubles(classes, &name, requirement.weekly, count, &record.place("count"));
                self.school.requirements[id.index()].doubles = count;
            }
        }
    }

    /// The requirements of a subject in these classes, each once; a named class without it is an error, and so is
    /// nobody having it.
    fn lessons_of(&mut self, record: &Record, classes: &ClassSet, subject: SubjectId) -> Vec<RequirementId> {
        let has = |requirement: &Requirement| {
            requirement.subject == subject || requirement.sections.iter().any(|section| section.subject == subject)
        };
        let all: Vec<_> = self.school.requirement_ids().filter(|id| has(self.school.requirement(*id))).collect();
        let mut found = Vec::new();
        let together = all.iter().find(|id| self.school.requirement(**id).classes == classes.ids);
        if let (true, Some(id)) = (classes.named, together) {
            return vec![*id];
        }
        for class in &classes.ids {
            let of_class: Vec<_> =
                all.iter().copied().filter(|id| self.school.requirement(*id).classes.contains(class)).collect();
            let alone = of_class.iter().find(|id| self.school.requirement(**id).classes.len() == 1);
            match alone.or(of_class.first()) {
                Some(id) => found.push(*id),
                None if classes.named => self.no_lesson(record, *class, subject),
                None => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        if found.is_empty() && !classes.named && !classes.ids.is_empty() && self.raw.whole("requirement") {
            let args = args! {
                class: Text::new("所选班级", "the chosen classes"),
                subject: self.school.subject(subject).name.as_str(),
            };
            self.diagnostics.push(&input::PIN_NO_LESSON, args, record.place("subject"));
        }
        found
    }

    fn no_lesson(&mut self, record: &Record, class: ClassId, subject: SubjectId) {
        let args = args! {
            class: self.school.class(class).name.as_str(),
            subject: self.school.subject(subject).name.as_str(),
        };
        self.diagnostics.push(&input::PIN_NO_LESSON, args, record.place("classes"));
    }

    pub(super) fn pins(&mut self) {
        let mut places = Vec::new();
        for record in self.raw.list("pin") {
            self.pin(record, &mut places);
        }
        self.pins_at_free_times(&places);
        self.pins_within_lessons(&places);
        self.pins_apart(&places);
    }

    fn pin(&mut self, record: &Record, places: &mut Vec<Location>) {
        for key in ["classes", "subject", "period"] {
            self.required(record, key, "pin");
        }
        let weekday = self.weekday(record, "pin");
        let period = self.read(record).small("period", 1, 16).map(PeriodIndex);
        let length = self.read(record).small("length", 1, 2).unwrap_or(1);
        let weeks = self.weeks_of(record);
        let classes = self.class_set(record, "classes", false);
        let subject = self.read(record).text("subject").and_then(|item| self.subject(&item));
        let room = self.read(record).text("room").and_then(|item| self.room(&item));
        let (Some(subject), Some(weekday), Some(period)) = (subject, weekday, period) else { return };
        for requirement in self.lessons_of(record, &classes, subject) {
            let pin = Pin { requirement, weeks, weekday, period, length, room };
            if self.pin_has_a_place(&pin, record) && self.pin_has_room(&pin, record) {
                self.school.pins.push(pin);
                places.push(record.at.clone());
            }
        }
    }

    /// Whether the class's bell has the periods, and a double is allowed across them.
    fn pin_has_a_place(&mut self, pin: &Pin, record: &Record) -> bool {
        let requirement = self.school.requirement(pin.requirement);
        let Some(class) = requirement.classes.first().copied() else { return false };
        let name = self.class_names(&requirement.classes);
        let subject = self.school.subject(requirement.subject).name.clone();
        let doubles = requirement.doubles;
        if self.school.bells.is_empty() {
            return false;
        }
        let bell = self.school.bell_of(class);
        for step in 0..pin.length {
            let period = PeriodIndex(pin.period.0.saturating_add(step));
            if bell.period(pin.weekday, period).is_none() {
                if self.bells_sure {
                    let args = args! { class: name, day: pin.weekday, period: period };
                    self.diagnostics.push(&input::PIN_NO_PERIOD, args, record.place("period"));
                }
                return false;
            }
        }
        let lunch = bell.days.get(&pin.weekday).is_some_and(|day| day.lunch_after(pin.period));
        let hard = |code: &str| self.school.policy.settings.get(code).filter(|setting| setting.level == Level::Hard);
        let kinds = hard("R111").map(double_periods::across).unwrap_or_default();
        let pause = bell.days.get(&pin.weekday).into_iter().flat_map(|day| day.breaks_after(pin.period));
        let pause = pause.filter(|pause| kinds.contains(&pause.kind)).map(|pause| pause.name.clone()).next();
        let why = match () {
            () if pin.length < 2 => None,
            () if lunch => Some(Arg::from(Text::new("中间隔着午休", "lunch lies between"))),
            () if pause.is_some() => pause.map(|name| Arg::Both {
                zh: format!("中间隔着{name}，连堂不能跨过"),
                en: format!("{name} lies between, which a double may not cross"),
            }),
            () if pin.weeks != Weeks::All => {
                Some(Text::new("单双周的课不成连堂", "lessons of odd or even weeks are never doubles").into())
            }
            () if doubles == 0 => Some(Text::new("该科没有连堂", "the subject has no doubles").into()),
            () => None,
        };
        if let Some(why) = why {
            let args = args! { class: name, subject: subject, why: why };
            self.diagnostics.push(&input::PIN_LENGTH, args, record.place("length"));
            return false;
        }
        true
    }

    /// Whether the pin's room takes every group of the lesson: they are all there at once.
    fn pin_has_room(&mut self, pin: &Pin, record: &Record) -> bool {
        let requirement = self.school.requirement(pin.requirement);
        let Some(room) = pin.room.map(|room| self.school.room(room)) else { return true };
        let groups = requirement.sections.len();
        if groups <= usize::from(room.capacity) {
            return true;
        }
        let args = args! {
            class: self.class_names(&requirement.classes),
            subject: self.school.subject(requirement.subject).name.as_str(),
            room: room.name.as_str(),
            count: groups,
            limit: room.capacity,
        };
        self.diagnostics.push(&input::PIN_ROOM, args, record.place("room"));
        false
    }

    /// No pin while its class, a given teacher or its room is away or at an event, or where the subject is forbidden.
    fn pins_at_free_times(&mut self, places: &[Location]) {
        for (pin, at) in self.school.pins.clone().into_iter().zip(places) {
            let requirement = self.school.requirement(pin.requirement).clone();
            for step in 0..pin.length {
                let period = PeriodIndex(pin.period.0.saturating_add(step));
                let Some(what) = self.blocked(&pin, &requirement, period) else { continue };
                let args = args! {
                    class: self.class_names(&requirement.classes),
                    subject: self.school.subject(requirement.subject).name.as_str(),
                    day: pin.weekday,
                    period: period,
                    what: what,
                };
                self.diagnostics.push(&input::PIN_BLOCKED, args, at.clone());
                break;
            }
        }
    }

    /// Who or what cannot take part at this period of the pin.
    fn blocked(&self, pin: &Pin, requirement: &Requirement, period: PeriodIndex) -> Option<Arg> {
        let school = &self.school;
        let class = *requirement.classes.first()?;
        let day = school.bell_of(class).days.get(&pin.weekday)?;
        let time = day.periods.iter().find(|found| found.index == period)?.time;
        let span = TimeSpan { weeks: pin.weeks, weekday: pin.weekday, time };
        let hit = |spans: &[TimeSpan]| spans.iter().any(|other| other.overlaps(span));
        let classes = requirement.classes.iter().map(|id| {
            let at_event = school.events.iter().any(|event| event.classes.contains(id) && event.span.overlaps(span));
            (at_event || hit(&school.class(*id).unavailable), school.class(*id).name.as_str())
        });
        let roles = requirement.sections.iter().flat_map(|section| &section.teachers);
        let teachers = roles.filter_map(|role| match role.candidates.as_slice() {
            [id] => {
                let at_event =
                    school.events.iter().any(|event| event.teachers.contains(id) && event.span.overlaps(span));
                Some((at_event || hit(&school.teacher(*id).unavailable), school.teacher(*id).name.as_str()))
            }
            _ => None,
        });
        let rooms = pin.room.iter().map(|id| (hit(&school.room(*id).unavailable), school.room(*id).name.as_str()));
        let of_pe = school.policy.settings.get("R108").map(subject_times::pe_times).unwrap_or_default();
        let subjects = requirement.sections.iter().map(|section| {
            let subject = school.subject(section.subject);
            let inside = |set: &crate::school::PeriodSet| set.contains(day, pin.weekday, period);
            let outside = !subject.allowed.is_empty() && !subject.allowed.iter().any(inside);
            let not_for_pe = subject.kind == SubjectKind::Pe && of_pe.iter().any(inside);
            let unfit = outside || not_for_pe || subject.forbidden.iter().any(inside);
            (unfit && self.is_hard("R108"), subject.name.as_str())
        });
        let (_, name) = classes.chain(teachers).chain(rooms).chain(subjects).find(|(away, _)| *away)?;
        Some(Arg::from(name))
    }

    /// No more pinned lessons than lessons.
    fn pins_within_lessons(&mut self, places: &[Location]) {
        for id in self.school.requirement_ids() {
            let requirement = self.school.requirement(id).clone();
            let pins: Vec<_> = self.school.pins.iter().zip(places).filter(|(pin, _)| pin.requirement == id).collect();
            let Some((_, last)) = pins.last() else { continue };
            let at = (*last).clone();
            let pinned = |weeks: Weeks, length: Option<u8>| -> u32 {
                let of = pins.iter().filter(|(pin, _)| pin.weeks == weeks && length.is_none_or(|l| pin.length == l));
                of.map(|(pin, _)| if length.is_some() { 1 } else { u32::from(pin.length) }).sum()
            };
            let Weekly { every, odd, even, either } = requirement.weekly;
            let spare = |pinned: u32, own: u8| pinned.saturating_sub(u32::from(own));
            let fits = pinned(Weeks::All, None) <= u32::from(every)
                && spare(pinned(Weeks::Odd, None), odd) + spare(pinned(Weeks::Even, None), even) <= u32::from(either)
                && pinned(Weeks::All, Some(2)) <= u32::from(requirement.doubles)
                && pinned(Weeks::All, Some(1)) + 2 * u32::from(requirement.doubles) <= u32::from(every);
            if !fits {
                let subject = self.school.subject(requirement.subject).name.clone();
                let args = args! { class: self.class_names(&requirement.classes), subject: subject };
                self.diagnostics.push(&input::PIN_TOO_MANY, args, at);
            }
        }
    }

    /// No class and no given teacher pinned in two places at once.
    fn pins_apart(&mut self, places: &[Location]) {
        let pins = self.school.pins.clone();
        for (index, pin) in pins.iter().enumerate() {
            for other in &pins[..index] {
                let Some(what) = self.both(pin, other).filter(|_| self.same_time(pin, other)) else { continue };
                let named = |pin: &Pin| {
                    let requirement = self.school.requirement(pin.requirement);
                    let subject = &self.school.subject(requirement.subject).name;
                    let class = self.class_names(&requirement.classes).show(crate::text::Lang::Zh);
                    format!("{class} {subject}")
                };
                let args = args! {
                    what: what,
                    day: pin.weekday,
                    period: pin.period,
                    first: named(other),
                    second: named(pin),
                };
                self.diagnostics.push(&input::PIN_CLASH, args, places.get(index).cloned().unwrap_or_default());
            }
        }
    }

    /// A class or a given teacher that two pins share.
    fn both(&self, a: &Pin, b: &Pin) -> Option<Arg> {
        let (x, y) = (self.school.requirement(a.requirement), self.school.requirement(b.requirement));
        if let Some(class) = x.classes.iter().find(|class| y.classes.contains(class)) {
            return Some(Arg::from(&self.school.class(*class).name));
        }
        let given = |requirement: &Requirement| -> Vec<TeacherId> {
            let roles = requirement.sections.iter().flat_map(|section| &section.teachers);
            roles.filter(|role| role.candidates.len() == 1).flat_map(|role| role.candidates.clone()).collect()
        };
        let mine = given(x);
        given(y).into_iter().find(|id| mine.contains(id)).map(|id| Arg::from(&self.school.teacher(id).name))
    }

    fn same_time(&self, a: &Pin, b: &Pin) -> bool {
        let times = |pin: &Pin| {
            let class = self.school.requirement(pin.requirement).classes.first().copied();
            let bell = class.map(|class| self.school.bell_of(class));
            (0..pin.length)
                .filter_map(|step| Some(bell?.period(pin.weekday, PeriodIndex(pin.period.0 + step))?.time))
                .collect::<Vec<_>>()
        };
        let others = times(b);
        a.weekday == b.weekday
            && a.weeks.overlaps(b.weeks)
            && times(a).iter().any(|time| others.iter().any(|other| time.overlaps(*other)))
    }

    pub(super) fn pairs(&mut self) {
        let mut used: std::collections::BTreeMap<RequirementId, u32> = std::collections::BTreeMap::new();
        for record in self.raw.list("pair") {
            let classes = self.class_set(record, "classes", true);
            let items = self.read(record).list("subjects");
            let ids: Vec<_> = items.iter().map(|item| self.subject(item)).collect();
            let (a, b) = match ids.as_slice() {
                [Some(a), Some(b)] if a != b => (*a, *b),
                [a, b] if a.is_none() || b.is_none() => continue,
                _ => {
                    self.need_two(record, "pair", input::SUBJECT, "subjects");
                    continue;
                }
            };
            let mut any = false;
            for class in &classes.ids {
                let [first, second] = [a, b].map(|subject| self.lesson_of(*class, subject));
                let (Some(first), Some(second)) = (first, second) else {
                    if classes.named {
                        self.no_lesson(record, *class, if first.is_none() { a } else { b });
                    }
                    continue;
                };
                let pair = (first, second);
                any = true;
                if self.school.pairings.iter().any(|pairing| pairing.pair == pair) {
                    continue;
                }
                for (id, subject) in [(first, a), (second, b)] {
                    let halves = used.entry(id).or_default();
                    *halves += 1;
                    let weekly = self.school.requirement(id).weekly;
                    if u32::from(weekly.odd) + u32::from(weekly.even) + u32::from(weekly.either) < *halves {
                        let args = args! {
                            class: self.school.class(*class).name.as_str(),
                            subject: self.school.subject(subject).name.as_str(),
                        };
                        self.diagnostics.push(&input::PAIR_WITHOUT_HALVES, args, record.place("subjects"));
                    }
                }
                self.school.pairings.push(Pairing { pair });
            }
            if !any && !classes.named && !classes.ids.is_empty() && self.raw.whole("requirement") {
                let args = args! {
                    class: Text::new("所选班级", "the chosen classes"),
                    subject: self.school.subject(a).name.as_str(),
                };
                self.diagnostics.push(&input::PIN_NO_LESSON, args, record.place("subjects"));
            }
        }
    }

    fn lesson_of(&self, class: ClassId, subject: SubjectId) -> Option<RequirementId> {
        self.school.requirement_ids().find(|id| {
            let requirement = self.school.requirement(*id);
            requirement.subject == subject && requirement.classes.contains(&class)
        })
    }
}
