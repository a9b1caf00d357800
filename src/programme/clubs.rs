//! Pupils x clubs by ranked choice, with the rooms and leaders that the clubs need.
//!
//! Pupils alike (same class, same possible choices in the same order) whose clashing choices form separate bundles are one
//! *kind* `k` of `size(k)` pupils: any counts that suit each bundle can be dealt out to single pupils. Other pupils are kinds
//! of size 1. A choice is possible when [`Club::admits`](crate::school::Club::admits) says so.
//!
//! ```text
//! y[k,c] pupils of kind k in club c     held[c] 0 or 1     x[c,r] held in room r     n[c,r] members there
//! w[c,t] led by t
//!
//! sum of y[k,c] over the choices of one bundle (of one minute) <= size(k)
//! y[k,c] <= size(k) held[c],  y[k,c] whole
//! sum over k of y[k,c] = sum over r of n[c,r],  n[c,r] <= min(max(c), seats(r)) x[c,r]
//! sum over k of y[k,c] >= max(min(c), 1) held[c],  sum over r of x[c,r] = held[c]
//! sum of x[c,r] over the clubs that meet at one minute <= places left in r; sum of n[c,r] <= seats(r)
//! sum over t of w[c,t] = staff(c) held[c]; each t leads one club a minute at most, and keeps stated weekly limits
//! ```
//!
//! A room that lessons, events or closures take up at one of the club's meetings is no choice, nor is a leader who is busy
//! then. Goals, each proved before the next:
//!
//! 1. *without*: a unit is a pupil, a club slot and a weekday on which some possible choice of the pupil meets; fewest units
//!    in which the pupil is in no club. A membership covers as many units as the club has meetings, and no unit twice.
//! 2. *ranks*: least sum over memberships of `rank - 1`.
//! 3. *balance*: with the totals `U` and `R` of the goals before fixed, and `u(q)` units of class `q` out of `u`, its fair
//!    share is `ceil(U u(q) / u)` units without a club and `ceil(R u(q) / u)` places of rank; least sum over the classes of
//!    what lies above the two shares, the clubs held and their rooms being those that the goals before have chosen.
//! 4. *rooms*: memberships fixed; least sum of positions of the rooms in their clubs' lists (0 for the first).

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::busy::Busy;
use super::model::{Model, Reached, Sum, Until, Var, Without, evaluate, value};
use super::{Level, refuse};
use crate::args;
use crate::school::{Club, Pupil, School};
use crate::text::{Arg, Text};
use crate::units::{ClassId, ClockTime, ClubId, Interval, PupilId, RoomId, TeacherId, Weekday};

/// Who is in which club, and where the clubs are.
#[derive(Clone, Debug, Default)]
pub(super) struct Assigned {
    /// Room of each club held.
    pub held: BTreeMap<ClubId, RoomId>,
    /// Clubs of each pupil, with the position among the choices (1 for the first).
    pub clubs: BTreeMap<PupilId, BTreeMap<ClubId, u16>>,
    /// Pupils to whom each club was a possible choice.
    pub wanted: BTreeMap<ClubId, usize>,
    /// Whether it is proved that no more pupils could be served: then a club that one did not get is full.
    pub most_served: bool,
    /// The goals.
    pub levels: Vec<Level>,
}

/// Time for the last goal.
const MOMENT: Duration = Duration::from_secs(2);

/// When each club meets.
type Times = BTreeMap<ClubId, Vec<(Weekday, Interval)>>;

/// Pupils who are alike.
struct Kind {
    class: ClassId,
    choices: Vec<(ClubId, u16)>,
    pupils: Vec<PupilId>,
    /// Slots and weekdays on which some choice meets.
    units: usize,
}

/// A club that may be held.
struct Candidate {
    id: ClubId,
    meetings: Vec<(Weekday, Interval)>,
    /// Rooms free at every meeting: position in the list, room, members it holds.
    rooms: Vec<(usize, RoomId, i64)>,
    leaders: Vec<TeacherId>,
}

/// Variables of a club.
struct Held {
    held: Var,
    rooms: Vec<(Var, Var)>,
    members: Sum,
}

/// When a club meets, by the clock.
pub(super) fn meetings(school: &School, club: &Club) -> Vec<(Weekday, Interval)> {
    let time =
        |(slot, weekday): &(_, Weekday)| school.service.slot(*slot).days.get(weekday).map(|time| (*weekday, *time));
    let mut meetings: Vec<_> = club.meets.iter().filter_map(time).collect();
    meetings.sort_by_key(|(weekday, time)| (*weekday, time.start, time.end));
    meetings
}

/// Whether two clubs share a minute.
pub(super) fn clash(first: &[(Weekday, Interval)], second: &[(Weekday, Interval)]) -> bool {
    first.iter().any(|(day, time)| second.iter().any(|(other, span)| day == other && time.overlaps(*span)))
}

/// The pupil's possible choices with their positions, each club once.
fn possible(school: &School, pupil: &Pupil) -> Vec<(ClubId, u16)> {
    let mut seen = BTreeSet::new();
    let mut choices = Vec::new();
    for (position, club) in pupil.choices.iter().enumerate() {
        let stated = school.service.club(*club);
        if !stated.meets.is_empty() && stated.admits(school, pupil) && seen.insert(*club) {
            choices.push((*club, u16::try_from(position + 1).unwrap_or(u16::MAX)));
        }
    }
    choices
}

/// Bundles of choices that clash with each other and with nothing else, when the choices fall into such bundles.
fn bundles(choices: &[(ClubId, u16)], times: &Times) -> Option<Vec<Vec<usize>>> {
    let clashing = |a: usize, b: usize| a == b || clash(&times[&choices[a].0], &times[&choices[b].0]);
    let mut bundles: Vec<Vec<usize>> = Vec::new();
    for index in 0..choices.len() {
        let met: Vec<_> =
            (0..bundles.len()).filter(|b| bundles[*b].iter().any(|other| clashing(index, *other))).collect();
        match met.as_slice() {
            [] => bundles.push(vec![index]),
            [one] if bundles[*one].iter().all(|other| clashing(index, *other)) => bundles[*one].push(index),
            _ => return None,
        }
    }
    Some(bundles)
}

fn kinds(school: &School, times: &Times) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    let mut alike: BTreeMap<(ClassId, Vec<(ClubId, u16)>), usize> = BTreeMap::new();
    for (index, pupil) in school.service.pupils.iter().enumerate() {
        let id = PupilId::from_index(index);
        let choices = possible(school, pupil);
        if choices.is_empty() {
            continue;
        }
        let key = (pupil.class, choices);
        if let Some(kind) = alike.get(&key).and_then(|at| kinds.get_mut(*at)) {
            kind.pupils.push(id);
            continue;
        }
        if bundles(&key.1, times).is_some() {
            alike.insert(key.clone(), kinds.len());
        }
        let cells: BTreeSet<_> = key.1.iter().flat_map(|(club, _)| &school.service.club(*club).meets).collect();
        kinds.push(Kind { class: pupil.class, units: cells.len(), choices: key.1, pupils: vec![id] });
    }
    kinds
}

/// Fewest members with which a club is held.
fn least(club: &Club) -> i64 {
    i64::from(club.min.max(1))
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

const BUSY: Text = Text::new("{who} {day} {time} 有“{what}”", "{who}: `{what}` on {day} {time}");
const CLOSED: Text = Text::new("{who} {day} {time} 不可用", "{who}: not available on {day} {time}");

/// The first meeting at which something is in the way, in words.
pub(super) fn obstacle<'b>(
    who: &str,
    meetings: &[(Weekday, Interval)],
    then: impl Fn(Weekday, Interval) -> Option<&'b super::busy::Use>,
) -> Option<Arg> {
    meetings.iter().find_map(|(day, time)| {
        let found = then(*day, *time)?;
        let text = if found.what.is_empty() { CLOSED } else { BUSY };
        Some(text.arg(&args! { who: who, day: *day, time: *time, what: &found.what }))
    })
}

/// What a club may use; or why it can have no room or no leader, whoever else is served.
fn candidate(school: &School, busy: &Busy, kept: &BTreeSet<RoomId>, id: ClubId) -> Result<Candidate, super::Refusal> {
    let club = school.service.club(id);
    let meetings = meetings(school, club);
    let mut rooms = Vec::new();
    let mut reasons = Vec::new();
    for (position, room) in club.rooms.iter().enumerate() {
        let name = &school.room(*room).name;
        let seats = school.seats(*room);
        let holds = i64::from(club.max.min(seats.unwrap_or(club.max)));
        if kept.contains(room) {
            reasons.push(refuse::kept(name));
        } else if holds < least(club) {
            reasons.push(refuse::too_small(name, seats.unwrap_or(0)));
        } else if let Some(reason) = obstacle(name, &meetings, |day, time| busy.room(school, *room, day, time)) {
            reasons.push(reason);
        } else {
            rooms.push((position, *room, holds));
        }
    }
    if rooms.is_empty() {
        return Err(refuse::club_without_room(&club.name, reasons));
    }
    let mut leaders = Vec::new();
    let mut reasons = Vec::new();
    for person in &club.instructors {
        match obstacle(&school.teacher(*person).name, &meetings, |day, time| busy.person(*person, day, time)) {
            Some(reason) => reasons.push(reason),
            None => leaders.push(*person),
        }
    }
    if leaders.len() < usize::from(club.staff) {
        return Err(refuse::club_without_leader(&club.name, club.staff, reasons));
    }
    Ok(Candidate { id, meetings, rooms, leaders })
}

/// Decides who is in which club; no club is in a room of `kept`.
pub(super) fn assign(
    school: &School,
    busy: &Busy,
    kept: &BTreeSet<RoomId>,
    until: &Until,
) -> Result<Assigned, Vec<super::Refusal>> {
    let service = &school.service;
    let ids = (0..service.clubs.len()).map(ClubId::from_index);
    let times: Times = ids.map(|id| (id, meetings(school, service.club(id)))).collect();
    let kinds = kinds(school, &times);
    let mut wanted: BTreeMap<ClubId, usize> = BTreeMap::new();
    for kind in &kinds {
        for (club, _) in &kind.choices {
            *wanted.entry(*club).or_default() += kind.pupils.len();
        }
    }
    let mut refusals = Vec::new();
    let mut candidates = Vec::new();
    for (club, pupils) in &wanted {
        // With fewer than its minimum a club is cancelled, whatever its room.
        if count(*pupils) >= least(service.club(*club)) {
            match candidate(school, busy, kept, *club) {
                Ok(candidate) => candidates.push(candidate),
                Err(refusal) => refusals.push(refusal),
            }
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let mut assigned = Assigned { wanted, ..Assigned::default() };
    if kinds.is_empty() {
        return Ok(assigned);
    }
    let mut program = Program::new(school, busy, &kinds, &candidates, &times);
    let values =
        program.goals(&kinds, until, &mut assigned.levels).map_err(|without| vec![refuse::unsolved(without)])?;
    assigned.most_served = assigned.levels.first().is_some_and(|level| level.optimal);
    for (candidate, held) in candidates.iter().zip(&program.clubs) {
        let room = candidate.rooms.iter().zip(&held.rooms).find(|(_, (x, _))| value(&values, *x) > 0);
        if let Some(((_, room, _), _)) = room {
            assigned.held.insert(candidate.id, *room);
        }
    }
    for (kind, places) in kinds.iter().zip(&program.places) {
        let counts: Vec<_> = places
            .iter()
            .map(|place| place.map_or(0, |var| usize::try_from(value(&values, var)).unwrap_or(0)))
            .collect();
        for (pupil, clubs) in deal(kind, &counts, &times) {
            assigned.clubs.insert(pupil, clubs);
        }
    }
    Ok(assigned)
}

struct Program<'a> {
    school: &'a School,
    model: Model,
    /// By kind and choice; none for a club that cannot be held.
    places: Vec<Vec<Option<Var>>>,
    clubs: Vec<Held>,
    preference: Sum,
}

impl<'a> Program<'a> {
    fn new(school: &'a School, busy: &Busy, kinds: &[Kind], candidates: &[Candidate], times: &Times) -> Self {
        let mut program =
            Self { school, model: Model::default(), places: Vec::new(), clubs: Vec::new(), preference: Sum::new() };
        program.add_clubs(candidates);
        program.add_pupils(kinds, candidates, times);
        program.add_sizes(candidates);
        program.add_rooms(busy, candidates);
        program.add_leaders(candidates);
        program
    }

    fn add_clubs(&mut self, candidates: &[Candidate]) {
        for candidate in candidates {
            let held = self.model.structural();
            let mut rooms = Vec::new();
            for (position, _, holds) in &candidate.rooms {
                let (there, members) = (self.model.structural(), self.model.whole(*holds));
                self.model.at_most(vec![(members, 1), (there, -holds)], 0);
                self.preference.push((there, count(*position)));
                rooms.push((there, members));
            }
            let mut one = vec![(held, -1)];
            one.extend(rooms.iter().map(|(there, _)| (*there, 1)));
            self.model.equal(one, 0);
            self.clubs.push(Held { held, rooms, members: Sum::new() });
        }
    }

    fn add_pupils(&mut self, kinds: &[Kind], candidates: &[Candidate], times: &Times) {
        let position: BTreeMap<ClubId, usize> =
            candidates.iter().enumerate().map(|(index, candidate)| (candidate.id, index)).collect();
        for kind in kinds {
            let size = count(kind.pupils.len());
            let mut places = Vec::new();
            let mut meets = Vec::new();
            for (club, _) in &kind.choices {
                let place = position.get(club).map(|index| {
                    let var = self.model.whole(size);
                    self.model.at_most(vec![(var, 1), (self.clubs[*index].held, -size)], 0);
                    self.clubs[*index].members.push((var, 1));
                    meets.extend(candidates[*index].meetings.iter().map(|(day, time)| (*day, *time, var)));
                    var
                });
                places.push(place);
            }
            // A bundle says more than its minutes: three clubs may clash in pairs without a minute common to all.
            let together: Vec<BTreeSet<Var>> = match bundles(&kind.choices, times) {
                Some(bundles) => {
                    bundles.iter().map(|bundle| bundle.iter().filter_map(|choice| places[*choice]).collect()).collect()
                }
                None => crowds(&meets),
            };
            for vars in together.into_iter().filter(|vars| vars.len() > 1) {
                self.model.at_most(vars.into_iter().map(|var| (var, 1)).collect(), size);
            }
            self.places.push(places);
        }
    }

    fn add_sizes(&mut self, candidates: &[Candidate]) {
        for (candidate, club) in candidates.iter().zip(&self.clubs) {
            let mut seated = club.members.clone();
            seated.extend(club.rooms.iter().map(|(_, members)| (*members, -1)));
            self.model.equal(seated, 0);
            let mut enough = club.members.clone();
            enough.push((club.held, -least(self.school.service.club(candidate.id))));
            self.model.at_least(enough, 0);
        }
    }

    fn add_rooms(&mut self, busy: &Busy, candidates: &[Candidate]) {
        let mut by_room: BTreeMap<RoomId, Vec<(Weekday, Interval, (Var, Var))>> = BTreeMap::new();
        for (candidate, club) in candidates.iter().zip(&self.clubs) {
            for ((_, room, _), vars) in candidate.rooms.iter().zip(&club.rooms) {
                let meetings = candidate.meetings.iter().map(|(day, time)| (*day, *time, *vars));
                by_room.entry(*room).or_default().extend(meetings);
            }
        }
        for (room, meets) in by_room {
            let mut points: BTreeSet<(Weekday, ClockTime)> =
                meets.iter().map(|(day, time, _)| (*day, time.start)).collect();
            for day in meets.iter().map(|(day, _, _)| *day).collect::<BTreeSet<_>>() {
                points.extend(busy.starts(room, day).map(|start| (day, start)));
            }
            for (day, point) in points {
                let there: BTreeSet<(Var, Var)> = meets
                    .iter()
                    .filter(|(other, time, _)| *other == day && time.start <= point && point < time.end)
                    .map(|(_, _, vars)| *vars)
                    .collect();
                if there.len() < 2 {
                    continue;
                }
                let places = i64::from(busy.places(self.school, room, day, point));
                self.model.at_most(there.iter().map(|(there, _)| (*there, 1)).collect(), places);
                if let Some(seats) = self.school.seats(room).filter(|_| places > 1) {
                    self.model.at_most(there.iter().map(|(_, members)| (*members, 1)).collect(), i64::from(seats));
                }
            }
        }
    }

    fn add_leaders(&mut self, candidates: &[Candidate]) {
        let mut by_person: BTreeMap<TeacherId, Vec<(Weekday, Interval, Var)>> = BTreeMap::new();
        for (candidate, club) in candidates.iter().zip(&self.clubs) {
            let staff = i64::from(self.school.service.club(candidate.id).staff);
            let mut leads = vec![(club.held, -staff)];
            for person in &candidate.leaders {
                let var = self.model.structural();
                leads.push((var, 1));
                let meetings = candidate.meetings.iter().map(|(day, time)| (*day, *time, var));
                by_person.entry(*person).or_default().extend(meetings);
            }
            self.model.equal(leads, 0);
        }
        for (person, meets) in by_person {
            for together in crowds(&meets).into_iter().filter(|together| together.len() > 1) {
                self.model.at_most(together.into_iter().map(|var| (var, 1)).collect(), 1);
            }
            let willing = &self.school.teacher(person).willing;
            let sum = |wanted: &dyn Fn(Weekday) -> bool| -> Sum {
                let mut sum: BTreeMap<Var, i64> = BTreeMap::new();
                meets
                    .iter()
                    .filter(|(day, _, _)| wanted(*day))
                    .for_each(|(_, _, var)| *sum.entry(*var).or_default() += 1);
                sum.into_iter().collect()
            };
            if let Some(most) = willing.max_per_week {
                self.model.at_most(sum(&|_| true), i64::from(most));
            }
            if let Some(most) = willing.max_per_day {
                for day in meets.iter().map(|(day, _, _)| *day).collect::<BTreeSet<_>>() {
                    self.model.at_most(sum(&|other| other == day), i64::from(most));
                }
            }
        }
    }

    /// Goals 1 to 4.
    fn goals(&mut self, kinds: &[Kind], until: &Until, levels: &mut Vec<Level>) -> Result<Vec<i64>, Without> {
        let units: i64 = kinds.iter().map(|kind| count(kind.units * kind.pupils.len())).sum();
        let covered: Sum = self.memberships(kinds, |club, _| count(club.meets.len()));
        let ranks: Sum = self.memberships(kinds, |_, rank| i64::from(rank) - 1);
        let less: Sum = covered.iter().map(|(var, meets)| (*var, -meets)).collect();
        // Nobody in any club keeps every row.
        let nobody = vec![0; self.model.len()];
        let (values, reached) = self.model.minimise_by_structure(&less, Some(nobody), until)?;
        levels.push(Level::new(super::WITHOUT, reached.plus(units)));
        let without = units + evaluate(&less, &values);
        let (mut values, reached) = self.model.minimise_by_structure(&ranks, Some(values), until)?;
        levels.push(Level::new(super::RANKS, reached));
        self.model.fix_structure(&values);
        let excess = self.balance(kinds, units, without, reached.value, &mut values);
        let (values, reached) = self.model.minimise(&excess, Some(values), until)?;
        levels.push(Level::new(super::BALANCE, reached));
        self.model.release_structure();
        // Small, once the memberships are fixed: it has a moment even when the time is up.
        let moment = Until { deadline: until.deadline.max(Instant::now() + MOMENT), ..*until };
        for var in self.places.iter().flatten().flatten() {
            self.model.fix(*var, value(&values, *var));
        }
        let (values, reached) = self.model.minimise(&self.preference.clone(), Some(values), &moment)?;
        levels.push(Level::new(super::ROOMS, reached));
        Ok(values)
    }

    /// Every membership with a factor.
    fn memberships(&self, kinds: &[Kind], factor: impl Fn(&Club, u16) -> i64) -> Sum {
        let mut sum = Sum::new();
        for (kind, places) in kinds.iter().zip(&self.places) {
            for ((club, rank), place) in kind.choices.iter().zip(places) {
                if let Some(var) = place {
                    sum.push((*var, factor(self.school.service.club(*club), *rank)));
                }
            }
        }
        sum
    }

    /// Adds what each class has above its fair share, as variables; `values` is extended by their values.
    fn balance(&mut self, kinds: &[Kind], units: i64, without: i64, ranks: i64, values: &mut Vec<i64>) -> Sum {
        let mut classes: BTreeMap<ClassId, (i64, Sum, Sum)> = BTreeMap::new();
        for (kind, places) in kinds.iter().zip(&self.places) {
            let class = classes.entry(kind.class).or_default();
            class.0 += count(kind.units * kind.pupils.len());
            for ((club, rank), place) in kind.choices.iter().zip(places) {
                if let Some(var) = place {
                    class.1.push((*var, count(self.school.service.club(*club).meets.len())));
                    class.2.push((*var, i64::from(*rank) - 1));
                }
            }
        }
        let share = |total: i64, own: i64| (total * own + units - 1) / units.max(1);
        let mut excess = Sum::new();
        for (own, covered, ranks_of) in classes.into_values() {
            for (mut above, fair) in [
                (covered.iter().map(|(var, meets)| (*var, -meets)).collect::<Sum>(), share(without, own) - own),
                (ranks_of, share(ranks, own)),
            ] {
                let over = (evaluate(&above, values) - fair).max(0);
                let var = self.model.whole(units.max(ranks));
                values.push(over);
                above.push((var, -1));
                self.model.at_most(above, fair);
                excess.push((var, 1));
            }
        }
        excess
    }
}

/// What meets at one minute: the largest such sets, each once.
fn crowds<T: Copy + Ord>(meets: &[(Weekday, Interval, T)]) -> Vec<BTreeSet<T>> {
    let mut crowds: Vec<BTreeSet<T>> = Vec::new();
    for (day, time, _) in meets {
        let now = |(other, span, _): &&(Weekday, Interval, T)| {
            other == day && span.start <= time.start && time.start < span.end
        };
        let crowd: BTreeSet<T> = meets.iter().filter(now).map(|(_, _, item)| *item).collect();
        if crowds.iter().any(|other| crowd.is_subset(other)) {
            continue;
        }
        crowds.retain(|other| !other.is_subset(&crowd));
        crowds.push(crowd);
    }
    crowds
}

/// Deals a kind's places out to its pupils: bundle by bundle, first to those whom earlier bundles served worst, then in the
/// order of the pupil table.
fn deal(kind: &Kind, counts: &[usize], times: &Times) -> Vec<(PupilId, BTreeMap<ClubId, u16>)> {
    let mut dealt: Vec<_> = kind.pupils.iter().map(|pupil| (0_usize, *pupil, BTreeMap::new())).collect();
    let single = || vec![(0..kind.choices.len()).collect()];
    // A kind of one pupil needs no bundles: its counts are its clubs.
    let bundles = bundles(&kind.choices, times).unwrap_or_else(single);
    for bundle in bundles {
        dealt.sort_by_key(|(burden, pupil, _)| (std::cmp::Reverse(*burden), *pupil));
        let mut next = 0;
        for choice in bundle {
            let (club, rank) = kind.choices[choice];
            for _ in 0..counts[choice] {
                let at = if dealt.len() == 1 { 0 } else { next };
                if let Some((burden, _, clubs)) = dealt.get_mut(at) {
                    *burden += usize::from(rank);
                    clubs.insert(club, rank);
                }
                next += 1;
            }
        }
        // Who came away with nothing goes first next time.
        for (burden, _, _) in dealt.iter_mut().skip(next) {
            *burden += kind.choices.len() + 1;
        }
    }
    dealt.into_iter().map(|(_, pupil, clubs)| (pupil, clubs)).collect()
}

impl Reached {
    /// The same with `constant` added to the goal.
    fn plus(self, constant: i64) -> Self {
        Self { value: self.value + constant, bound: self.bound.map(|bound| bound + constant), ..self }
    }
}
