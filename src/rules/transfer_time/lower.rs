//! Travel time: for each person or class, each end of a lesson in building `A` and each start of one in building `B` too
//! soon after it, not both.
//!
//! A lesson's building is known when its room is, or when all its candidate rooms stand in one building. Where a given
//! teacher's or a class's lesson can choose between buildings, each room is a term of its own. Where both the teacher and
//! the building are open ([`Presence::sure`] is false), being there takes two conditions: teacher and room, each half of
//! it; for two lessons at least one of which is so, at most 3 of the 4 halves hold.

use std::collections::{BTreeMap, BTreeSet};

use super::META;
use crate::lowering::{Involved, Lowering, NeedOf, Stands};
use crate::problem::{ActivityId, Form, Kind, Need, PlacementId, ResourceId, Strength, Tag, Term};
use crate::units::{BuildingId, ClockTime, Minutes, RequirementId, RoomId, Weekday, Weeks};

/// Section (0 for people), day, building, and the clock time at which a lesson there ends or starts.
type Moment = (usize, Weekday, BuildingId, ClockTime);

/// One activity at one moment: whether one of the terms says it all, and the terms.
struct Presence {
    sure: bool,
    terms: Vec<Term>,
}

/// The buildings of one section of one activity: whether one condition is enough, and the conditions.
type Stay = (BuildingId, bool, Vec<Option<(u8, ResourceId)>>);

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    let school = lowering.school;
    if school.transfer.iter().flatten().all(|minutes| *minutes == Minutes(0)) {
        return;
    }
    for teacher in school.teacher_ids() {
        let resource = lowering.teacher_resource(teacher);
        let own = |info: &NeedOf, need: &Need| match info {
            NeedOf::Teacher { section, .. } if need.candidates.contains(&resource) => Some(*section),
            _ => None,
        };
        let involved = lowering.of_teacher(teacher).to_vec();
        journeys(lowering, &school.teacher(teacher).name, &involved, true, own);
    }
    for class in school.class_ids() {
        let own = |info: &NeedOf, _: &Need| match info {
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
    own: impl Fn(&NeedOf, &Need) -> Option<usize>,
) {
    let school = lowering.school;
    let mut rows = Vec::new();
    for (week, _) in lowering.weeks_of(involved) {
        let (ends, starts) = moments(lowering, involved, week, single, &own);
        for ((section, day, from, end), first) in &ends {
            for ((other_section, other_day, to, start), second) in &starts {
                let needed = i32::from(school.transfer[from.index()][to.index()].0);
                let gap = i32::from(start.minutes()) - i32::from(end.minutes());
                if day != other_day || gap < 0 || gap >= needed {
                    continue;
                }
                if section == other_section {
                    rows.extend(not_both(&first.iter().collect(), &second.iter().collect()));
                    continue;
                }
                // Pupils stay in their group: from one group of a requirement to another nobody walks.
                let requirements: BTreeSet<_> = first.keys().map(|id| requirement(lowering, *id)).collect();
                for one in requirements {
                    let of = |present: &Present<'_>| requirement(lowering, *present.0) == one;
                    let others = second.iter().filter(|present| !of(present)).collect();
                    rows.extend(not_both(&first.iter().filter(of).collect(), &others));
                }
            }
        }
    }
    for form in rows {
        let tag = Tag { rule: META.code, about: vec![name.to_owned()] };
        lowering.add(Kind::TravelTime, form, Strength::Hard, 1, tag);
    }
}

/// An activity at a moment.
type Present<'a> = (&'a ActivityId, &'a Presence);

/// The requirement whose lessons an activity stands for.
fn requirement(lowering: &Lowering<'_>, activity: ActivityId) -> Option<RequirementId> {
    match lowering.activities[activity.index()].stands {
        Stands::Lessons { requirement, .. } => Some(requirement),
        Stands::Research(_) => None,
    }
}

type Moments = BTreeMap<Moment, BTreeMap<ActivityId, Presence>>;

fn moments(
    lowering: &Lowering<'_>,
    involved: &[Involved],
    week: Weeks,
    single: bool,
    own: impl Fn(&NeedOf, &Need) -> Option<usize>,
) -> (Moments, Moments) {
    let (mut ends, mut starts) = (Moments::new(), Moments::new());
    // Who surely takes part in an activity cannot fill another of its roles as well.
    let surely: BTreeSet<ActivityId> =
        involved.iter().filter(|(_, given)| given.is_none()).map(|(id, _)| *id).collect();
    for (activity, given) in involved.iter().filter(|(id, given)| given.is_none() || !surely.contains(id)) {
        let needs = lowering.problem.activity(*activity).needs.iter();
        let info = &lowering.activities[activity.index()].needs;
        let meant = |position: usize| given.is_none_or(|(need, _)| usize::from(need) == position);
        let mut sections: Vec<usize> = info
            .iter()
            .zip(needs)
            .enumerate()
            .filter(|(position, _)| meant(*position))
            .filter_map(|(_, (info, need))| own(info, need))
            .collect();
        sections.dedup();
        for section in sections {
            for (building, sure, conditions) in stays(lowering, *activity, section, *given) {
                for placement in &lowering.problem.activity(*activity).domain {
                    let place = lowering.place(*placement);
                    if !place.weeks.overlaps(week) {
                        continue;
                    }
                    let lane = if single { 0 } else { section };
                    for (moments, time) in [(&mut ends, place.time.end), (&mut starts, place.time.start)] {
                        let all = moments.entry((lane, place.weekday, building, time)).or_default();
                        let presence = all.entry(*activity).or_insert(Presence { sure, terms: Vec::new() });
                        // Two roles of one section bring the same rooms.
                        for term in terms(*activity, *placement, &conditions) {
                            if !presence.terms.contains(&term) {
                                presence.terms.push(term);
                            }
                        }
                    }
                }
            }
        }
    }
    (ends, starts)
}

fn terms(
    activity: ActivityId,
    placement: PlacementId,
    conditions: &[Option<(u8, ResourceId)>],
) -> impl Iterator<Item = Term> {
    conditions.iter().map(move |given| Term { activity, placement, weight: 1, given: *given })
}

/// The buildings in which the section of the activity can stand, with the conditions under which it does.
fn stays(lowering: &Lowering<'_>, activity: ActivityId, section: usize, given: Option<(u8, ResourceId)>) -> Vec<Stay> {
    let info = &lowering.activities[activity.index()];
    let Some(position) = info.needs.iter().position(|need| *need == NeedOf::Room { section }) else {
        return Vec::new();
    };
    let building = |resource: ResourceId| {
        let mut rooms = (0..lowering.school.rooms.len()).map(RoomId::from_index);
        let room = rooms.find(|room| lowering.room_resource(*room) == resource)?;
        lowering.school.room(room).building
    };
    let rooms = &lowering.problem.activity(activity).needs[position].candidates;
    let mut by_building: BTreeMap<Option<BuildingId>, Vec<ResourceId>> = BTreeMap::new();
    for room in rooms {
        by_building.entry(building(*room)).or_default().push(*room);
    }
    let known = by_building.len() == 1;
    let need = u8::try_from(position).unwrap_or(u8::MAX);
    let stays = by_building.into_iter().filter_map(|(building, rooms)| Some((building?, rooms)));
    stays
        .map(|(building, rooms)| {
            let in_room = rooms.into_iter().map(|room| Some((need, room)));
            match given {
                _ if known => (building, true, vec![given]),
                None => (building, true, in_room.collect()),
                Some(_) => (building, false, [given].into_iter().chain(in_room).collect()),
            }
        })
        .collect()
}

/// The counts that keep the activities of two moments from meeting: one for all that are sure, one for each other pair.
fn not_both(first: &BTreeMap<&ActivityId, &Presence>, second: &BTreeMap<&ActivityId, &Presence>) -> Vec<Form> {
    let sure = |all: &BTreeMap<&ActivityId, &Presence>| -> Vec<Term> {
        all.values().filter(|presence| presence.sure).flat_map(|presence| presence.terms.iter().copied()).collect()
    };
    let mut forms = Vec::new();
    let (a, b) = (sure(first), sure(second));
    if !a.is_empty() && !b.is_empty() {
        forms.push(Form::Count { terms: a.into_iter().chain(b).collect(), min: 0, max: 1 });
    }
    for one in first.values() {
        for other in second.values().filter(|other| !(one.sure && other.sure)) {
            let halves = |presence: &Presence| {
                let weight = if presence.sure { 2 } else { 1 };
                presence.terms.iter().map(|term| Term { weight, ..*term }).collect::<Vec<_>>()
            };
            let terms = halves(one).into_iter().chain(halves(other)).collect();
            forms.push(Form::Count { terms, min: 0, max: 3 });
        }
    }
    forms
}
