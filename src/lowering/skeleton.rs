//! Cells, slots, placements, resources and activities, before any rule has spoken.

use std::collections::BTreeMap;

use super::{ActivityInfo, Involved, Lowering, NeedOf, Place, Stands};
use crate::problem::{
    Activity, ActivityId, Cell, CellId, Need, Placement, PlacementId, Problem, Resource, ResourceId, ResourceKind,
    Slot, SlotId,
};
use crate::school::{Pin, RoomNeed, School};
use crate::units::{BellId, RequirementId, Weekday, Weeks};

pub(super) fn build(school: &School) -> Lowering<'_> {
    let mut builder = Builder {
        lowering: Lowering {
            school,
            problem: Problem {
                weeks: u8::try_from(school.weeks().len()).unwrap_or(1),
                cells: cells(school),
                ..Problem::default()
            },
            activities: Vec::new(),
            places: Vec::new(),
            classes: Vec::new(),
            teachers: Vec::new(),
            rooms: Vec::new(),
            by_class: vec![Vec::new(); school.classes.len()],
            by_teacher: vec![Vec::new(); school.teachers.len()],
            by_requirement: BTreeMap::new(),
        },
        grids: BTreeMap::new(),
        interned: BTreeMap::new(),
    };
    builder.slots();
    builder.resources();
    for id in school.requirement_ids() {
        builder.requirement(id);
    }
    for index in 0..school.research.len() {
        builder.research(index);
    }
    builder.lowering
}

/// Atomic clock intervals: every boundary of every period and research choice of a day cuts all of them.
fn cells(school: &School) -> Vec<Cell> {
    let mut cells = Vec::new();
    for week in 0..school.weeks().len() {
        for (day, weekday) in school.weekdays.iter().enumerate() {
            let times: Vec<_> = school
                .bells
                .iter()
                .filter_map(|bell| bell.days.get(weekday))
                .flat_map(|bell| bell.periods.iter().map(|period| period.time))
                .chain(
                    school.research.iter().flat_map(|b| &b.choices).filter(|c| c.weekday == *weekday).map(|c| c.time),
                )
                .collect();
            let mut cuts: Vec<u16> = times.iter().flat_map(|t| [t.start.minutes(), t.end.minutes()]).collect();
            cuts.sort_unstable();
            cuts.dedup();
            for pair in cuts.windows(2) {
                let inside = times.iter().any(|t| t.start.minutes() <= pair[0] && pair[1] <= t.end.minutes());
                if inside {
                    cells.push(Cell {
                        week: u8::try_from(week).unwrap_or(0),
                        day: u8::try_from(day).unwrap_or(0),
                        start: pair[0],
                        end: pair[1],
                    });
                }
            }
        }
    }
    cells
}

struct Builder<'s> {
    lowering: Lowering<'s>,
    grids: BTreeMap<(BellId, Weekday), Vec<SlotId>>,
    interned: BTreeMap<Placement, PlacementId>,
}

impl Builder<'_> {
    fn slots(&mut self) {
        let school = self.lowering.school;
        for (grid, bell) in school.bells.iter().enumerate() {
            for (day, weekday) in school.weekdays.iter().enumerate() {
                let periods = bell.days.get(weekday).map_or(0, |bell| bell.periods.len());
                let slots = (0..periods).map(|ordinal| self.slot(grid, day, ordinal)).collect();
                self.grids.insert((BellId::from_index(grid), *weekday), slots);
            }
        }
    }

    fn slot(&mut self, grid: usize, day: usize, ordinal: usize) -> SlotId {
        let slots = &mut self.lowering.problem.slots;
        slots.push(Slot {
            grid: u16::try_from(grid).unwrap_or(u16::MAX),
            day: u8::try_from(day).unwrap_or(u8::MAX),
            ordinal: u8::try_from(ordinal).unwrap_or(u8::MAX),
        });
        SlotId::from_index(slots.len() - 1)
    }

    fn resources(&mut self) {
        let school = self.lowering.school;
        self.lowering.classes = school.classes.iter().map(|c| self.resource(&c.name, ResourceKind::Group)).collect();
        self.lowering.teachers = school.teachers.iter().map(|t| self.resource(&t.name, ResourceKind::Person)).collect();
        self.lowering.rooms = school.rooms.iter().map(|r| self.resource(&r.name, ResourceKind::Room)).collect();
    }

    fn resource(&mut self, name: &str, kind: ResourceKind) -> ResourceId {
        let resources = &mut self.lowering.problem.resources;
        resources.push(Resource { name: name.to_owned(), kind, capacity: u32::MAX, unavailable: Vec::new() });
        ResourceId::from_index(resources.len() - 1)
    }

    /// All placements of `length` periods under `bell` in `weeks`.
    fn placements(&mut self, bell: BellId, length: usize, weeks: Weeks) -> Vec<PlacementId> {
        let school = self.lowering.school;
        let mut found = Vec::new();
        for (weekday, day) in &school.bells[bell.index()].days {
            for run in day.periods.windows(length) {
                let [first, .., last] = run else {
                    let [only] = run else { continue };
                    found.push(self.place(bell, weeks, *weekday, &[only]));
                    continue;
                };
                debug_assert!(first.time.start < last.time.start);
                let periods: Vec<_> = run.iter().collect();
                found.push(self.place(bell, weeks, *weekday, &periods));
            }
        }
        found
    }

    fn place(
        &mut self,
        bell: BellId,
        weeks: Weeks,
        weekday: Weekday,
        periods: &[&crate::school::Period],
    ) -> PlacementId {
        let slots = self.grids.get(&(bell, weekday)).cloned().unwrap_or_default();
        let first = usize::from(periods[0].index.0.saturating_sub(1));
        let times: Vec<_> = periods.iter().map(|period| period.time).collect();
        let place = Place {
            weeks,
            weekday,
            periods: periods.iter().map(|period| period.index).collect(),
            time: crate::units::Interval { start: times[0].start, end: times[times.len() - 1].end },
            times,
        };
        self.intern(slots[first], place)
    }

    fn intern(&mut self, start: SlotId, place: Place) -> PlacementId {
        let school = self.lowering.school;
        let problem = &mut self.lowering.problem;
        let mut mask = 0;
        for (bit, week) in school.weeks().iter().enumerate() {
            if week.overlaps(place.weeks) {
                mask |= 1 << bit;
            }
        }
        let times = if place.times.is_empty() { vec![place.time] } else { place.times.clone() };
        let covers = |cell: &Cell| {
            mask & (1 << cell.week) != 0
                && school.weekdays[usize::from(cell.day)] == place.weekday
                && times.iter().any(|t| t.start.minutes() <= cell.start && cell.end <= t.end.minutes())
        };
        let cells = (0..problem.cells.len()).filter(|i| covers(&problem.cells[*i])).map(CellId::from_index).collect();
        let length = u8::try_from(place.periods.len().max(1)).unwrap_or(1);
        let placement = Placement { start, length, weeks: mask, cells };
        if let Some(known) = self.interned.get(&placement) {
            return *known;
        }
        problem.placements.push(placement.clone());
        self.lowering.places.push(place);
        let id = PlacementId::from_index(problem.placements.len() - 1);
        self.interned.insert(placement, id);
        id
    }

    fn requirement(&mut self, id: RequirementId) {
        let school = self.lowering.school;
        let requirement = school.requirement(id);
        let Some(first) = requirement.classes.first() else { return };
        let bell = school.class(*first).bell;
        let mut weekly = requirement.weekly;
        let mut doubles = requirement.doubles;
        for (index, pin) in school.pins.iter().enumerate().filter(|(_, pin)| pin.requirement == id) {
            match (pin.weeks, pin.length) {
                (Weeks::All, 2) => doubles = doubles.saturating_sub(1),
                (Weeks::All, _) => {}
                (Weeks::Odd, _) if weekly.odd > 0 => weekly.odd -= 1,
                (Weeks::Even, _) if weekly.even > 0 => weekly.even -= 1,
                _ => weekly.either = weekly.either.saturating_sub(1),
            }
            if pin.weeks == Weeks::All {
                weekly.every = weekly.every.saturating_sub(pin.length);
            }
            let domain = self.pinned(bell, pin);
            self.lessons(id, Some(index), 1, pin.length, domain);
        }
        let singles = weekly.every.saturating_sub(2 * doubles);
        let domain = self.placements(bell, 1, Weeks::All);
        self.lessons(id, None, singles, 1, domain);
        if doubles > 0 {
            let domain = self.placements(bell, 2, Weeks::All);
            self.lessons(id, None, doubles, 2, domain);
        }
        for (count, weeks) in [
            (weekly.odd, &[Weeks::Odd][..]),
            (weekly.even, &[Weeks::Even]),
            (weekly.either, &[Weeks::Odd, Weeks::Even]),
        ] {
            if count > 0 {
                let domain = weeks.iter().flat_map(|weeks| self.placements(bell, 1, *weeks)).collect();
                self.lessons(id, None, count, 1, domain);
            }
        }
    }

    fn pinned(&mut self, bell: BellId, pin: &Pin) -> Vec<PlacementId> {
        let school = self.lowering.school;
        let Some(day) = school.bells[bell.index()].days.get(&pin.weekday) else { return Vec::new() };
        let from = usize::from(pin.period.0.saturating_sub(1));
        let run: Vec<_> = day.periods.iter().skip(from).take(usize::from(pin.length)).collect();
        if run.len() < usize::from(pin.length) || run.is_empty() {
            return Vec::new();
        }
        vec![self.place(bell, pin.weeks, pin.weekday, &run)]
    }

    fn lessons(&mut self, id: RequirementId, pin: Option<usize>, count: u8, length: u8, domain: Vec<PlacementId>) {
        if count == 0 {
            return;
        }
        let school = self.lowering.school;
        let requirement = school.requirement(id);
        let mut needs = Vec::new();
        let mut kinds = Vec::new();
        for class in &requirement.classes {
            needs.push(Need { candidates: vec![self.lowering.class_resource(*class)], shared: true });
            kinds.push(NeedOf::Class(*class));
        }
        for (index, section) in requirement.sections.iter().enumerate() {
            for (role, teacher) in section.teachers.iter().enumerate() {
                let candidates = teacher.candidates.iter().map(|t| self.lowering.teacher_resource(*t)).collect();
                needs.push(Need { candidates, shared: true });
                kinds.push(NeedOf::Teacher { section: index, role });
            }
            let pinned_room = pin.and_then(|pin| school.pins[pin].room);
            let rooms = match (&section.room, pinned_room) {
                (_, Some(room)) => vec![room],
                (RoomNeed::Home, None) => {
                    requirement.classes.first().map(|class| school.class(*class).home_room).into_iter().collect()
                }
                (RoomNeed::OneOf { candidates, .. }, None) => candidates.clone(),
            };
            if !rooms.is_empty() {
                let candidates = rooms.iter().map(|room| self.lowering.room_resource(*room)).collect();
                needs.push(Need { candidates, shared: false });
                kinds.push(NeedOf::Room { section: index });
            }
        }
        let classes: Vec<_> = requirement.classes.iter().map(|class| school.class(*class).name.as_str()).collect();
        let name = format!("{} {}", classes.join("+"), school.subject(requirement.subject).name);
        let stands = Stands::Lessons { requirement: id, pin };
        let activity = self.activity(name, count, length, domain, needs, kinds.clone(), stands);
        self.lowering.by_requirement.entry(id).or_default().push(activity);
        for class in &requirement.classes {
            self.lowering.by_class[class.index()].push((activity, None));
        }
        for (position, kind) in kinds.iter().enumerate() {
            if let NeedOf::Teacher { section, role } = kind {
                let candidates = &requirement.sections[*section].teachers[*role].candidates;
                for teacher in candidates {
                    let given = (candidates.len() > 1)
                        .then(|| (u8::try_from(position).unwrap_or(u8::MAX), self.lowering.teacher_resource(*teacher)));
                    let involved: Involved = (activity, given);
                    self.lowering.by_teacher[teacher.index()].push(involved);
                }
            }
        }
    }

    fn research(&mut self, index: usize) {
        let school = self.lowering.school;
        let block = &school.research[index];
        let mut domain = Vec::new();
        for (ordinal, choice) in block.choices.iter().enumerate() {
            let Some(day) = school.weekdays.iter().position(|day| *day == choice.weekday) else { continue };
            let start = self.slot(school.bells.len() + index, day, 2 * ordinal);
            let place = Place {
                weeks: choice.weeks,
                weekday: choice.weekday,
                periods: Vec::new(),
                time: choice.time,
                times: Vec::new(),
            };
            domain.push(self.intern(start, place));
        }
        let candidates = |teacher: &crate::units::TeacherId| vec![self.lowering.teacher_resource(*teacher)];
        let needs = block.teachers.iter().map(|t| Need { candidates: candidates(t), shared: true }).collect();
        let kinds = block.teachers.iter().map(|t| NeedOf::Member(*t)).collect();
        self.activity(block.name.clone(), 1, 1, domain, needs, kinds, Stands::Research(index));
    }

    #[allow(clippy::too_many_arguments)]
    fn activity(
        &mut self,
        name: String,
        count: u8,
        length: u8,
        mut domain: Vec<PlacementId>,
        needs: Vec<Need>,
        kinds: Vec<NeedOf>,
        stands: Stands,
    ) -> ActivityId {
        domain.sort_unstable();
        domain.dedup();
        let problem = &mut self.lowering.problem;
        problem.activities.push(Activity { name, count: u32::from(count), domain, needs });
        self.lowering.activities.push(ActivityInfo { stands, length, needs: kinds });
        ActivityId::from_index(problem.activities.len() - 1)
    }
}
