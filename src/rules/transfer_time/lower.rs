//! Travel time: for each person or class, each end of a lesson in building `A` and each start of one in building `B` too
//! soon after it, not both. A lesson's building is known when its room is, or when all its candidate rooms stand in one
//! building; where a given teacher's or a class's lesson can choose between buildings, each room is a term of its own. An
//! open teacher in an open room of several buildings is left to the check.

use std::collections::BTreeMap;

use super::META;
use crate::lowering::{Involved, Lowering, NeedOf};
use crate::problem::{Form, Kind, ResourceId, Strength, Tag, Term};
use crate::units::{BuildingId, ClockTime, Minutes, RoomId, Weekday};

/// Terms of a person's lessons by section, day, building and clock time.
type Terms = BTreeMap<(usize, Weekday, BuildingId, ClockTime), Vec<Term>>;

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    let school = lowering.school;
    if school.transfer.iter().flatten().all(|minutes| *minutes == Minutes(0)) {
        return;
    }
    for teacher in school.teacher_ids() {
        let resource = lowering.teacher_resource(teacher);
        let own = |info: &NeedOf, candidates: &[ResourceId]| match info {
            NeedOf::Teacher { section, .. } if candidates.contains(&resource) => Some(*section),
            _ => None,
        };
        let involved = lowering.of_teacher(teacher).to_vec();
        journeys(lowering, &school.teacher(teacher).name, &involved, true, own);
    }
    for class in school.class_ids() {
        let own = |info: &NeedOf, _: &[ResourceId]| match info {
            NeedOf::Room { section } => Some(*section),
            _ => None,
        };
        let involved = lowering.of_class(class).to_vec();
        journeys(lowering, &school.class(class).name, &involved, false, own);
    }
}

/// States the rows of one person or class. `own` tells from a need in which section the person takes part; a person is in
/// one section at a time (`single`), a class may be in all.
fn journeys(
    lowering: &mut Lowering<'_>,
    name: &str,
    involved: &[Involved],
    single: bool,
    own: impl Fn(&NeedOf, &[ResourceId]) -> Option<usize>,
) {
    let school = lowering.school;
    for (week, times) in lowering.weeks_of(involved) {
        let (mut ends, mut starts) = (Terms::new(), Terms::new());
        for (activity, given) in involved {
            let needs = &lowering.problem.activity(*activity).needs;
            let info = &lowering.activities[activity.index()];
            let mut sections: Vec<usize> = info
                .needs
                .iter()
                .zip(needs)
                .enumerate()
                .filter(|(position, _)| given.is_none_or(|(need, _)| usize::from(need) == *position))
                .filter_map(|(_, (info, need))| own(info, &need.candidates))
                .collect();
            sections.dedup();
            for section in sections {
                for (building, given) in buildings(lowering, *activity, section, *given) {
                    for placement in &lowering.problem.activity(*activity).domain {
                        let place = lowering.place(*placement);
                        if !place.weeks.overlaps(week) {
                            continue;
                        }
                        let term = Term { activity: *activity, placement: *placement, weight: 1, given };
                        let lane = if single { 0 } else { section };
                        ends.entry((lane, place.weekday, building, place.time.end)).or_default().push(term);
                        starts.entry((lane, place.weekday, building, place.time.start)).or_default().push(term);
                    }
                }
            }
        }
        let mut rows = Vec::new();
        for ((_, day, from, end), first) in &ends {
            for ((_, other_day, to, start), second) in &starts {
                let needed = i32::from(school.transfer[from.index()][to.index()].0);
                let gap = i32::from(start.minutes()) - i32::from(end.minutes());
                if day == other_day && gap >= 0 && gap < needed {
                    rows.push(first.iter().chain(second).copied().collect::<Vec<_>>());
                }
            }
        }
        for terms in rows {
            let tag = Tag { rule: META.code, about: vec![name.to_owned()] };
            lowering.add(Kind::TravelTime, Form::Count { terms, min: 0, max: 1 }, Strength::Hard, times, tag);
        }
    }
}

/// The buildings in which the section of the activity can stand, each with the condition under which it does.
fn buildings(
    lowering: &Lowering<'_>,
    activity: crate::problem::ActivityId,
    section: usize,
    given: Option<(u8, ResourceId)>,
) -> Vec<(BuildingId, Option<(u8, ResourceId)>)> {
    let info = &lowering.activities[activity.index()];
    let Some(position) = info.needs.iter().position(|need| *need == NeedOf::Room { section }) else {
        return Vec::new();
    };
    let rooms = &lowering.problem.activity(activity).needs[position].candidates;
    let building = |resource: &ResourceId| {
        let room = (0..lowering.school.rooms.len()).map(RoomId::from_index);
        let mut found = room.filter(|room| lowering.room_resource(*room) == *resource);
        found.next().and_then(|room| lowering.school.room(room).building)
    };
    let all: Vec<_> = rooms.iter().map(|room| (building(room), *room)).collect();
    match all.as_slice() {
        [(Some(first), _), rest @ ..] if rest.iter().all(|(other, _)| *other == Some(*first)) => vec![(*first, given)],
        _ if given.is_some() => Vec::new(),
        _ => {
            let need = u8::try_from(position).unwrap_or(u8::MAX);
            all.iter().filter_map(|(building, room)| building.map(|b| (b, Some((need, *room))))).collect()
        }
    }
}
