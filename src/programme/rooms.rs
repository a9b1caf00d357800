//! Rooms of the groups, by the wall clock, beside lessons, events and clubs.
//!
//! A session of a group may be in any ordinary room (a home room, or one of the same type as some home room) that has a
//! place at the time and seats enough. `x[s,r]` says that session `s` is in room `r`, `b[g,r]` that group `g` uses `r` at all:
//!
//! ```text
//! skip[s] + sum over r of x[s,r] = 1,  x[s,r] <= b[g(s),r]
//! sum of x[s,r] over the sessions of one minute <= places left in r;  pupils there <= seats(r)
//! ```
//!
//! Goals, each proved before the next: no session without a room (else it is said what is in the way); fewest rooms in use
//! over the groups, so that each keeps its room; least distance from home (0 the home room of the group's largest class, 1
//! that of another of its classes, 2 the same building, 3 elsewhere). When every session can be in the home room of its
//! group's largest class, nothing needs solving.

use std::collections::{BTreeMap, BTreeSet};

use super::busy::Busy;
use super::clubs::obstacle;
use super::groups::Group;
use super::model::{Model, Reached, Sum, Until, Var, Without, value};
use super::{Refusal, refuse};
use crate::school::School;
use crate::units::{ClassId, ClockTime, Interval, RoomId, Weekday};

/// The room of each group (by position) on each weekday, and the last two goals.
pub(super) type Placed = (BTreeMap<(usize, Weekday), RoomId>, [Reached; 2]);

struct Meeting {
    group: usize,
    weekday: Weekday,
    time: Interval,
    pupils: u16,
    /// Home rooms of the group's classes, the largest class first.
    homes: Vec<RoomId>,
    /// Rooms that it may be in, with the distance from home.
    rooms: Vec<(RoomId, i64)>,
}

/// Rooms where groups may be.
pub(super) fn ordinary(school: &School) -> Vec<RoomId> {
    let homes: BTreeSet<RoomId> = school.classes.iter().map(|class| class.home_room).collect();
    let kinds: BTreeSet<&str> = homes.iter().map(|room| school.room(*room).kind.as_str()).collect();
    let is_ordinary = |room: &RoomId| homes.contains(room) || kinds.contains(school.room(*room).kind.as_str());
    (0..school.rooms.len()).map(RoomId::from_index).filter(is_ordinary).collect()
}

fn meetings(school: &School, busy: &Busy, groups: &[Group]) -> Vec<Meeting> {
    let ordinary = ordinary(school);
    let mut meetings = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let mut weekly: BTreeMap<ClassId, u32> = BTreeMap::new();
        for (class, number) in group.heads.values().flatten() {
            *weekly.entry(*class).or_default() += u32::from(*number);
        }
        let mut classes: Vec<_> = weekly.into_iter().collect();
        classes.sort_by_key(|(class, number)| (std::cmp::Reverse(*number), *class));
        let homes: Vec<RoomId> = classes.iter().map(|(class, _)| school.class(*class).home_room).collect();
        for weekday in group.heads.keys() {
            let Some(time) = school.service.slot(group.slot).days.get(weekday).copied() else { continue };
            let pupils = group.size(*weekday);
            let fits = |room: &RoomId| {
                school.seats(*room).is_none_or(|seats| seats >= pupils)
                    && busy.room(school, *room, *weekday, time).is_none()
            };
            let building = homes.first().and_then(|room| school.room(*room).building);
            let distance = |room: RoomId| match homes.iter().position(|home| *home == room) {
                Some(0) => 0,
                Some(_) => 1,
                None if school.room(room).building == building => 2,
                None => 3,
            };
            let rooms = ordinary.iter().copied().filter(fits).map(|room| (room, distance(room))).collect();
            meetings.push(Meeting { group: index, weekday: *weekday, time, pupils, homes: homes.clone(), rooms });
        }
    }
    meetings
}

/// Finds the rooms.
pub(super) fn place(school: &School, busy: &Busy, groups: &[Group], until: &Until) -> Result<Placed, Vec<Refusal>> {
    let meetings = meetings(school, busy, groups);
    if let Some(rooms) = at_home(school, busy, &meetings) {
        let reached = |value| Reached { value, bound: Some(value), optimal: true };
        return Ok((rooms, [reached(i64::try_from(groups.len()).unwrap_or(i64::MAX)), reached(0)]));
    }
    let mut model = Model::default();
    let (mut skipped, mut used, mut far) = (Sum::new(), BTreeMap::<(usize, RoomId), Var>::new(), Sum::new());
    let mut there: BTreeMap<(RoomId, Weekday), Vec<(Interval, u16, Var)>> = BTreeMap::new();
    let mut chosen = Vec::new();
    for meeting in &meetings {
        let skip = model.binary();
        skipped.push((skip, 1));
        let mut one = vec![(skip, 1)];
        let mut vars = Vec::new();
        for (room, distance) in &meeting.rooms {
            let var = model.binary();
            let keeps = *used.entry((meeting.group, *room)).or_insert_with(|| model.binary());
            model.at_most(vec![(var, 1), (keeps, -1)], 0);
            there.entry((*room, meeting.weekday)).or_default().push((meeting.time, meeting.pupils, var));
            far.push((var, *distance));
            one.push((var, 1));
            vars.push((*room, var));
        }
        model.equal(one, 1);
        chosen.push(vars);
    }
    for ((room, weekday), sessions) in there {
        let mut points: BTreeSet<ClockTime> = sessions.iter().map(|(time, _, _)| time.start).collect();
        points.extend(busy.starts(room, weekday));
        for point in points {
            let now: Vec<_> =
                sessions.iter().filter(|(time, _, _)| time.start <= point && point < time.end).copied().collect();
            let places = i64::from(busy.places(school, room, weekday, point));
            let taken = i64::from(busy.seated(room, weekday, point));
            model.at_most(now.iter().map(|(_, _, var)| (*var, 1)).collect(), places);
            if let Some(seats) = school.seats(room).map(i64::from).filter(|_| places > 1 || taken > 0) {
                model.at_most(now.iter().map(|(_, pupils, var)| (*var, i64::from(*pupils))).collect(), seats - taken);
            }
        }
    }
    let refused = |without: Without| vec![refuse::unsolved(without)];
    let none = vec![0; model.len()];
    let nowhere = start_with(&skipped, none);
    let (values, reached) = model.minimise(&skipped, Some(nowhere), until).map_err(refused)?;
    if reached.value > 0 {
        let lacking = meetings.iter().zip(&skipped).filter(|(_, (skip, _))| value(&values, *skip) > 0);
        return Err(lacking.map(|(meeting, _)| refusal(school, busy, groups, meeting, reached.optimal)).collect());
    }
    let keeps: Sum = used.values().map(|var| (*var, 1)).collect();
    let (values, kept) = model.minimise(&keeps, Some(values), until).map_err(refused)?;
    let (values, near) = model.minimise(&far, Some(values), until).map_err(refused)?;
    let mut rooms = BTreeMap::new();
    for (meeting, vars) in meetings.iter().zip(&chosen) {
        if let Some((room, _)) = vars.iter().find(|(_, var)| value(&values, *var) > 0) {
            rooms.insert((meeting.group, meeting.weekday), *room);
        }
    }
    Ok((rooms, [kept, near]))
}

fn start_with(ones: &Sum, mut values: Vec<i64>) -> Vec<i64> {
    for (var, _) in ones {
        var.set(&mut values, 1);
    }
    values
}

/// Everybody in the home room of the group's largest class, when that goes.
fn at_home(school: &School, busy: &Busy, meetings: &[Meeting]) -> Option<BTreeMap<(usize, Weekday), RoomId>> {
    let mut rooms = BTreeMap::new();
    let mut there: BTreeMap<(RoomId, Weekday), Vec<Interval>> = BTreeMap::new();
    for meeting in meetings {
        let (room, _) = *meeting.rooms.iter().find(|(_, distance)| *distance == 0)?;
        let times = there.entry((room, meeting.weekday)).or_default();
        let seated = busy.seated(room, meeting.weekday, meeting.time.start);
        if times.iter().any(|time| time.overlaps(meeting.time)) || (seated > 0 && school.seats(room).is_some()) {
            return None;
        }
        times.push(meeting.time);
        rooms.insert((meeting.group, meeting.weekday), room);
    }
    Some(rooms)
}

/// What stands in the way of a session: its own home rooms one by one, the others in a number.
fn refusal(school: &School, busy: &Busy, groups: &[Group], meeting: &Meeting, proved: bool) -> Refusal {
    let at = [(meeting.weekday, meeting.time)];
    let mut reasons = Vec::new();
    for room in meeting.homes.iter().collect::<BTreeSet<_>>() {
        let name = &school.room(*room).name;
        match obstacle(name, &at, |day, time| busy.room(school, *room, day, time)) {
            Some(reason) => reasons.push(reason),
            None => {
                if let Some(seats) = school.seats(*room).filter(|seats| *seats < meeting.pupils) {
                    reasons.push(refuse::too_small(name, seats));
                }
            }
        }
    }
    let slot = &school.service.slot(groups[meeting.group].slot).name;
    let free = meeting.rooms.len();
    refuse::group_without_room(slot, &groups[meeting.group].name, at[0], meeting.pupils, free, reasons, proved)
}
