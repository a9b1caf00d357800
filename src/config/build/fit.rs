//! What cannot fit into a week, said before anything is solved: classes with more lessons than slots, teachers with more
//! given lessons than times at which they could teach, special rooms with more lessons than places.
//!
//! For a class or teacher with `e` lessons every week, `o` more in odd weeks, `v` more in even weeks, `h` in either, and
//! `s_odd`, `s_even` possible slots: `e + o <= s_odd`, `e + v <= s_even`, `2e + o + v + h <= s_odd + s_even`. A teacher's
//! possible slots are the most periods of the classes taught that do not overlap by the clock.

use std::collections::BTreeMap;

use super::super::Location;
use super::Builder;
use crate::args;
use crate::school::{Employment, Level, Pin, Requirement, RoomNeed, TimeSpan, Weekly};
use crate::text::{Arg, input};
use crate::units::{ClassId, Interval, RequirementId, RoomId, TeacherId, Weekday, Weeks};

/// Lessons of one class or teacher, summed.
#[derive(Clone, Copy, Default)]
struct Load {
    every: u32,
    odd: u32,
    even: u32,
    either: u32,
}

impl Load {
    fn add(&mut self, weekly: Weekly) {
        self.every += u32::from(weekly.every);
        self.odd += u32::from(weekly.odd);
        self.even += u32::from(weekly.even);
        self.either += u32::from(weekly.either);
    }

    fn fortnight(self) -> u32 {
        2 * self.every + self.odd + self.even + self.either
    }

    /// The weeks in which the lessons do not fit, lessons and slots then.
    fn overfull(self, slots: [u32; 2]) -> Option<(Weeks, Arg, Arg)> {
        let [odd, even] = [self.every + self.odd, self.every + self.even];
        match (odd > slots[0], even > slots[1]) {
            (true, true) if odd == even && slots[0] == slots[1] => Some((Weeks::All, odd.into(), slots[0].into())),
            (true, _) => Some((Weeks::Odd, odd.into(), slots[0].into())),
            (_, true) => Some((Weeks::Even, even.into(), slots[1].into())),
            _ if self.fortnight() > slots[0] + slots[1] => {
                Some((Weeks::All, halves(self.fortnight()), halves(slots[0] + slots[1])))
            }
            _ => None,
        }
    }
}

/// Half of `twice`, in decimals.
fn halves(twice: u32) -> Arg {
    Arg::from(if twice.is_multiple_of(2) { (twice / 2).to_string() } else { format!("{}.5", twice / 2) })
}

impl Builder<'_> {
    /// Checks every class and teacher; only sensible when bells and requirements could be read.
    pub(super) fn fit(&mut self) {
        for id in self.school.class_ids() {
            self.class_fits(id);
        }
        for id in self.school.teacher_ids() {
            self.teacher_fits(id);
        }
        self.rooms_fit();
    }

    /// Special rooms: for each set of rooms that lessons choose from, lessons against places. A room of capacity `k` has at
    /// most `k` times as many places as there are periods that do not overlap.
    fn rooms_fit(&mut self) {
        let mut loads: BTreeMap<Vec<RoomId>, (Load, Location)> = BTreeMap::new();
        for (index, requirement) in self.school.requirements.iter().enumerate() {
            for section in &requirement.sections {
                let RoomNeed::OneOf { candidates, .. } = &section.room else { continue };
                let mut rooms = candidates.clone();
                rooms.sort_unstable();
                let at = self.places.get(index).cloned().unwrap_or_default();
                let weekly = self.held_in(RequirementId::from_index(index), &rooms);
                loads.entry(rooms).or_insert_with(|| (Load::default(), at)).0.add(weekly);
            }
        }
        let mut periods: BTreeMap<Weekday, Vec<Interval>> = BTreeMap::new();
        for (day, period) in self.school.bells.iter().flat_map(|bell| bell.slots()) {
            periods.entry(day).or_default().push(period.time);
        }
        for (rooms, (load, at)) in loads {
            let slots = [Weeks::Odd, Weeks::Even].map(|weeks| {
                let of_room = |id: &RoomId| {
                    let room = self.school.room(*id);
                    let of_day = |(day, times): (&Weekday, &Vec<Interval>)| {
                        disjoint(times.iter().copied().filter(|time| free(&room.unavailable, weeks, *day, *time)))
                    };
                    u32::from(room.capacity) * periods.iter().map(of_day).sum::<u32>()
                };
                rooms.iter().map(of_room).sum()
            });
            if let Some((weeks, lessons, slots)) = load.overfull(slots) {
                let names: Vec<_> = rooms.iter().map(|id| self.school.room(*id).name.as_str()).collect();
                let args = args! { rooms: names.join("、"), weeks: weeks, lessons: lessons, slots: slots };
                self.diagnostics.push(&input::ROOMS_OVERFULL, args, at);
            }
        }
    }

    /// The weekly lessons of a requirement without those that a pin puts into a room that is none of `rooms`.
    fn held_in(&self, id: RequirementId, rooms: &[RoomId]) -> Weekly {
        let mut weekly = self.school.requirement(id).weekly;
        let elsewhere = |pin: &&Pin| pin.requirement == id && pin.room.is_some_and(|room| !rooms.contains(&room));
        for pin in self.school.pins.iter().filter(elsewhere) {
            let lessons = match pin.weeks {
                Weeks::All => &mut weekly.every,
                Weeks::Odd if weekly.odd > 0 => &mut weekly.odd,
                Weeks::Even if weekly.even > 0 => &mut weekly.even,
                _ => &mut weekly.either,
            };
            *lessons = lessons.saturating_sub(pin.length);
        }
        weekly
    }

    /// Whether the school's policy makes the rule a must.
    pub(super) fn is_hard(&self, code: &str) -> bool {
        self.school.policy.settings.get(code).is_some_and(|setting| setting.level == Level::Hard)
    }

    fn class_fits(&mut self, id: ClassId) {
        let mut load = Load::default();
        let mut at = None;
        for (index, requirement) in self.school.requirements.iter().enumerate() {
            if requirement.classes.contains(&id) {
                load.add(requirement.weekly);
                at = at.or_else(|| self.places.get(index).cloned());
            }
        }
        let class = self.school.class(id);
        let busy = self.busy(&class.unavailable, |event| event.classes.contains(&id));
        let slots = [Weeks::Odd, Weeks::Even].map(|weeks| {
            let slots = self.school.bell_of(id).slots();
            count(slots.filter(|(day, period)| free(&busy, weeks, *day, period.time)).count())
        });
        if let Some((weeks, lessons, slots)) = load.overfull(slots) {
            let args = args! { class: class.name.as_str(), weeks: weeks, lessons: lessons, slots: slots };
            self.diagnostics.push(&input::CLASS_OVERFULL, args, at.unwrap_or_default());
        }
    }

    fn busy(&self, own: &[TimeSpan], takes_part: impl Fn(&crate::school::Event) -> bool) -> Vec<TimeSpan> {
        let events = self.school.events.iter().filter(|event| takes_part(event)).map(|event| event.span);
        own.iter().copied().chain(events).collect()
    }

    fn teacher_fits(&mut self, id: TeacherId) {
        let mut load = Load::default();
        let mut at: Option<Location> = None;
        let mut periods: BTreeMap<Weekday, Vec<Interval>> = BTreeMap::new();
        let mut bells = Vec::new();
        for (index, requirement) in self.school.requirements.iter().enumerate() {
            if !given(requirement, id) {
                continue;
            }
            load.add(requirement.weekly);
            at = at.or_else(|| self.places.get(index).cloned());
            let Some(class) = requirement.classes.first() else { continue };
            let bell = self.school.class(*class).bell;
            if !bells.contains(&bell) {
                bells.push(bell);
                for (day, period) in self.school.bell_of(*class).slots() {
                    periods.entry(day).or_default().push(period.time);
                }
            }
        }
        let Some(at) = at else { return };
        let teacher = self.school.teacher(id);
        let busy = self.busy(&teacher.unavailable, |event| event.teachers.contains(&id));
        // The teacher's own limits count only where the rules about them must hold.
        let max_per_day = teacher.max_per_day.filter(|_| self.is_hard("R109"));
        let max_days = teacher.max_days.filter(|_| self.is_hard("R125"));
        let max_load = teacher.max_load.filter(|_| self.is_hard("R121"));
        let slots = [Weeks::Odd, Weeks::Even].map(|weeks| {
            let mut by_day: Vec<u32> = periods
                .iter()
                .map(|(day, times)| {
                    let most = disjoint(times.iter().copied().filter(|time| free(&busy, weeks, *day, *time)));
                    most.min(max_per_day.map_or(u32::MAX, u32::from))
                })
                .collect();
            by_day.sort_unstable_by(|a, b| b.cmp(a));
            by_day.iter().take(max_days.map_or(usize::MAX, usize::from)).sum()
        });
        let name = teacher.name.clone();
        if let Some((weeks, lessons, slots)) = load.overfull(slots) {
            let args = args! { teacher: &name, weeks: weeks, lessons: lessons, slots: slots };
            self.diagnostics.push(&input::TEACHER_OVERFULL, args, at.clone());
        }
        if let Some(limit) = max_load.filter(|most| load.fortnight() > 2 * u32::from(*most)) {
            let args = args! { teacher: &name, lessons: halves(load.fortnight()), limit: limit };
            self.diagnostics.push(&input::OVER_MAX_LOAD, args, at);
        }
    }

    /// Things that are allowed but odd.
    pub(super) fn remarks(&mut self) {
        if !self.raw.has("teacher") {
            return;
        }
        for id in self.school.teacher_ids() {
            let teaches = |requirement: &Requirement| {
                let roles = requirement.sections.iter().flat_map(|section| &section.teachers);
                roles.into_iter().any(|role| role.candidates.contains(&id))
            };
            // People from outside and retired ones come for other things.
            let own = self.school.teacher(id).employment == Employment::Own;
            if own && !self.school.requirements.iter().any(teaches) {
                let name = &self.school.teacher(id).name;
                let row = self.raw.list("teacher").get(id.index()).map(|record| record.at.clone());
                self.remark(&input::TEACHER_IDLE, args! { teacher: name }, row.unwrap_or_default());
            }
        }
    }
}

/// Whether the teacher is given, not chosen, for some role.
fn given(requirement: &Requirement, id: TeacherId) -> bool {
    requirement.sections.iter().flat_map(|section| &section.teachers).any(|role| role.candidates == [id])
}

fn free(busy: &[TimeSpan], weeks: Weeks, weekday: Weekday, time: Interval) -> bool {
    !busy.iter().any(|span| span.overlaps(TimeSpan { weeks, weekday, time }))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Most intervals of which no two overlap: always take the one that ends first.
fn disjoint(times: impl Iterator<Item = Interval>) -> u32 {
    let mut times: Vec<_> = times.collect();
    times.sort_unstable_by_key(|time| (time.end, time.start));
    let mut taken: Option<Interval> = None;
    let mut most = 0;
    for time in times {
        if taken.is_none_or(|last| !last.overlaps(time)) {
            taken = Some(time);
            most += 1;
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_disjoint_intervals() {
        let times = ["08:00-08:40", "08:10-08:50", "08:50-09:30", "09:00-09:40", "09:40-10:20"];
        assert_eq!(disjoint(times.iter().filter_map(|time| Interval::parse(time))), 3);
    }

    #[test]
    fn loads_by_parity() {
        let load = |every, odd, even, either| Load { every, odd, even, either };
        assert!(load(30, 0, 0, 0).overfull([30, 30]).is_none());
        assert!(load(31, 0, 0, 0).overfull([30, 30]).is_some_and(|found| found.0 == Weeks::All));
        assert!(load(29, 2, 0, 0).overfull([30, 30]).is_some_and(|found| found.0 == Weeks::Odd));
        assert!(load(29, 0, 0, 2).overfull([30, 30]).is_none());
        assert!(load(29, 0, 0, 3).overfull([30, 30]).is_some_and(|found| found.1 == Arg::from("30.5")));
    }
}
