//! The after-school programme: School and fixed timetable in, sessions, groups, clubs and pupils out.
//!
//! ```text
//! pupils, clubs --clubs--> who is in which club, where --groups--> groups by class --rooms--> rooms --write--> ServicePlan
//! ```
//!
//! | file | what it decides |
//! |---|---|
//! | [`clubs`] | pupils to clubs by ranked choice, rooms of clubs: goals [`WITHOUT`], [`RANKS`], [`BALANCE`], [`ROOMS`] |
//! | [`groups`] | groups by class: goals [`SHORT`], [`DISTURBED`], [`GROUPS`] |
//! | [`rooms`] | rooms of groups: goals [`KEPT`], [`NEAR`] |
//! | [`write`] | the rows, and why a pupil is in no club or a club is cancelled |
//! | [`model`] | whole-number programs, goal by goal, by HiGHS through good_lp |
//! | [`busy`] | what the timetable and the school's events take up |
//!
//! Each step is exact and takes the steps before as given; two things are tried before it is said that groups find no room.
//! The groups are formed anew, as few as possible; and then the clubs are assigned anew, keeping out of the home rooms of
//! classes that need them. Who is in charge of the sessions is decided later, by the roster;
//! clubs are only held where enough of their instructors are free at all their meetings.

mod busy;
mod clubs;
mod groups;
pub(crate) mod model;
mod refuse;
mod rooms;
#[cfg(test)]
mod tests;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use busy::Busy;
use clubs::Assigned;
use groups::{Demand, Form, Goals, Group};
use model::{Reached, Until};

use crate::plan::{Plan, ServicePlan};
use crate::school::{School, ServiceKind, TimeSpan};
use crate::text::{Args, Lang, Text};
use crate::units::{ClassId, PupilId, RoomId, ServiceSlotId, Weekday, Weeks};

/// Goal 1 of the clubs.
pub const WITHOUT: Text =
    Text::new("选了社团而没有社团的人次", "pupil-days without any chosen club although one was possible");
/// Goal 2 of the clubs.
pub const RANKS: Text = Text::new("志愿顺位之和（第一志愿为 0）", "sum of ranks (0 for a first choice)");
/// Goal 3 of the clubs.
pub const BALANCE: Text = Text::new("各班超出应摊份额之和", "what classes bear above their fair share");
/// Goal 4 of the clubs.
pub const ROOMS: Text =
    Text::new("社团场地顺位之和（首选为 0）", "sum of positions of club rooms (0 for the preferred)");
/// Goal 1 of the groups.
pub const SHORT: Text = Text::new("小组不足最少人数的人次", "pupils short of the smallest group size");
/// Goal 2 of the groups.
pub const DISTURBED: Text = Text::new("为并入小班而合并的足额班数", "full classes merged to take in small ones");
/// Goal 3 of the groups.
pub const GROUPS: Text = Text::new("小组数", "groups");
/// Goal 1 of the groups' rooms.
pub const KEPT: Text = Text::new("小组使用的教室数", "rooms in use, summed over the groups");
/// Goal 2 of the groups' rooms.
pub const NEAR: Text = Text::new("小组离本班教室的远近之和", "distance of the groups from home");

/// Limits.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Wall time; what is not proved by then is reported so.
    pub time_limit: Duration,
    /// Cores that may be used. The steps depend on each other and each is one search, so that one is enough.
    pub threads: usize,
    /// Seed of ties that the solver breaks.
    pub seed: u64,
    /// Language of the reasons that are written into the plan.
    pub lang: Lang,
}

impl Default for Options {
    fn default() -> Self {
        Self { time_limit: Duration::from_secs(30), threads: 2, seed: 1, lang: Lang::Zh }
    }
}

/// What a goal came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// The goal.
    pub goal: Text,
    /// Value reached.
    pub value: i64,
    /// No programme that keeps the earlier goals has less; `None` when nothing is known.
    pub bound: Option<i64>,
    /// Whether the value was proved least.
    pub optimal: bool,
}

impl Level {
    fn new(goal: Text, reached: Reached) -> Self {
        Self { goal, value: reached.value, bound: reached.bound, optimal: reached.optimal }
    }
}

/// How good the programme is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The goals in the order in which they were reached; those of clubs only when some pupil may choose one.
    pub levels: Vec<Level>,
    /// Wall time.
    pub seconds: f64,
}

impl Report {
    /// Whether every goal was proved.
    #[must_use]
    pub fn is_optimal(&self) -> bool {
        self.levels.iter().all(|level| level.optimal)
    }
}

/// A programme.
#[derive(Clone, Debug)]
pub struct Made {
    /// Sessions without staff, groups, clubs, pupils.
    pub service: ServicePlan,
    /// How good it is.
    pub report: Report,
}

/// Why there is no programme: what earlier choice is in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Permanent code, `S2xx`.
    pub code: &'static str,
    /// What is in the way.
    pub cause: Text,
    /// What to do.
    pub action: Text,
    /// Arguments of both.
    pub args: Args,
}

impl Refusal {
    const fn of(code: &'static str, cause: Text, action: Text) -> Self {
        Self { code, cause, action, args: Args(Vec::new()) }
    }

    fn with(&self, args: Args) -> Self {
        Self { args, ..self.clone() }
    }

    fn is_about_a_group(&self) -> bool {
        self.code == refuse::GROUP_ROOM.code
    }

    /// The cause in `lang`.
    #[must_use]
    pub fn says(&self, lang: Lang) -> String {
        self.cause.fill(lang, &self.args)
    }
}

/// Every refusal without arguments, for a list of codes.
#[must_use]
pub fn refusals() -> &'static [&'static Refusal] {
    refuse::ALL
}

/// Makes the programme of `school` beside its fixed `timetable`.
///
/// # Errors
///
/// What is in the way: everything that could be found at once.
pub fn make(school: &School, timetable: &Plan, options: &Options) -> Result<Made, Vec<Refusal>> {
    let begun = Instant::now();
    let busy = Busy::new(school, timetable);
    let refusals = in_the_way(school, &busy);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let work = Work { school, options, begun };
    let (service, levels) = work.attempt(&busy, false, 6).or_else(|refusals| {
        // Home rooms that clubs took may be what the groups lack: the clubs leave them to their classes.
        let blocked = refusals.iter().any(Refusal::is_about_a_group);
        let again = blocked.then(|| work.attempt(&busy, true, 8).ok()).flatten();
        again.ok_or(refusals)
    })?;
    Ok(Made { service, report: Report { levels, seconds: begun.elapsed().as_secs_f64() } })
}

/// What every attempt works on.
struct Work<'a> {
    school: &'a School,
    options: &'a Options,
    begun: Instant,
}

impl Work<'_> {
    /// The deadline after `share` eighths of the time.
    fn until(&self, share: u32) -> Until {
        Until { deadline: self.begun + self.options.time_limit * share / 8, seed: self.options.seed }
    }

    /// Clubs, groups, rooms; with `reserved`, clubs keep out of the home rooms of classes whose pupils may be in groups. The
    /// clubs have until `share` eighths of the time.
    fn attempt(&self, busy: &Busy, reserved: bool, share: u32) -> Result<(ServicePlan, Vec<Level>), Vec<Refusal>> {
        let school = self.school;
        let mut busy = busy.clone();
        let homes = if reserved { homes(school) } else { BTreeSet::new() };
        let mut assigned = clubs::assign(school, &busy, &homes, &self.until(share))?;
        take_rooms(school, &mut busy, &assigned);
        // Whatever the clubs took, the groups have some seconds.
        let least = Instant::now() + Duration::from_secs(4);
        let until = Until { deadline: self.until(8).deadline.max(least), ..self.until(8) };
        let grouped = self.groups(&busy, &assigned, Form::Classes, &until);
        let (groups, goals, (rooms, [kept, near])) = grouped.or_else(|refusals| {
            let fewest = self.groups(&busy, &assigned, Form::Fewest, &until);
            fewest.map_err(|_| refusals)
        })?;
        let mut levels = std::mem::take(&mut assigned.levels);
        levels.extend(
            [SHORT, DISTURBED, GROUPS].into_iter().zip(goals.0).map(|(goal, reached)| Level::new(goal, reached)),
        );
        levels.extend([Level::new(KEPT, kept), Level::new(NEAR, near)]);
        Ok((write::rows(school, &assigned, &groups, &rooms, self.options.lang), levels))
    }

    fn groups(
        &self,
        busy: &Busy,
        assigned: &Assigned,
        form: Form,
        until: &Until,
    ) -> Result<(Vec<Group>, Goals, rooms::Placed), Vec<Refusal>> {
        let school = self.school;
        let mut goals = Goals::default();
        let mut groups = Vec::new();
        for demand in demands(school, assigned) {
            let limit = |class| limit(school, busy, &demand, class);
            let formed = groups::form(school, &demand, form, &limit, until, &mut goals);
            groups.extend(formed.map_err(|without| vec![refuse::unsolved(without)])?);
        }
        let placed = rooms::place(school, busy, &groups, until)?;
        Ok((groups, goals, placed))
    }
}

/// Home rooms of the classes whose pupils without a club have something else to do in a club slot.
fn homes(school: &School) -> BTreeSet<RoomId> {
    let slots = school.service.slots.iter().filter(|slot| slot.otherwise.is_some());
    slots.flat_map(|slot| &slot.classes).map(|class| school.class(*class).home_room).collect()
}

/// Lessons and events of classes during slots that their pupils are enrolled in, and club slots that nobody can be placed in.
fn in_the_way(school: &School, busy: &Busy) -> Vec<Refusal> {
    let service = &school.service;
    let mut refusals = Vec::new();
    for ((id, weekday, class), heads) in &service.heads {
        let slot = service.slot(*id);
        let Some(time) = slot.days.get(weekday).filter(|_| *heads > 0) else { continue };
        if let Some(entry) = busy.class(*class, *weekday, *time) {
            let class = &school.class(*class).name;
            refusals.push(refuse::class_taken(&slot.name, class, *weekday, entry.span.time, &entry.what));
        }
    }
    for id in service.slot_ids().filter(|_| service.pupils.is_empty()) {
        let slot = service.slot(id);
        let heads: u32 = service.heads.iter().filter(|((of, _, _), _)| *of == id).map(|(_, n)| u32::from(*n)).sum();
        if slot.kind == ServiceKind::Club && slot.otherwise.is_none() && heads > 0 {
            refusals.push(refuse::no_pupil_table(&slot.name, heads));
        }
    }
    refusals
}

/// Clubs take places in their rooms.
fn take_rooms(school: &School, busy: &mut Busy, assigned: &Assigned) {
    let mut members: BTreeMap<_, u16> = BTreeMap::new();
    for club in assigned.clubs.values().flat_map(BTreeMap::keys) {
        *members.entry(*club).or_default() += 1;
    }
    for (club, room) in &assigned.held {
        let stated = school.service.club(*club);
        let pupils = members.get(club).copied().unwrap_or(0);
        for (weekday, time) in clubs::meetings(school, stated) {
            busy.add(*room, TimeSpan { weeks: Weeks::All, weekday, time }, &stated.name, pupils);
        }
    }
}

/// Whether the pupil is in a club that meets in the slot on the weekday.
fn in_club(school: &School, assigned: &Assigned, pupil: PupilId, slot: ServiceSlotId, weekday: Weekday) -> bool {
    let clubs = assigned.clubs.get(&pupil).into_iter().flat_map(BTreeMap::keys);
    clubs.into_iter().any(|club| school.service.club(*club).meets.contains(&(slot, weekday)))
}

/// Who is to be in groups, slot by slot.
fn demands(school: &School, assigned: &Assigned) -> Vec<Demand> {
    let service = &school.service;
    let mut demands = Vec::new();
    for id in service.slot_ids() {
        let slot = service.slot(id);
        let kind = if slot.kind == ServiceKind::Club { slot.otherwise } else { Some(slot.kind) };
        let Some(kind) = kind else { continue };
        let mut demand = Demand { slot: id, kind, heads: BTreeMap::new(), who: BTreeMap::new() };
        if service.pupils.is_empty() {
            for ((of, weekday, class), heads) in &service.heads {
                if *of == id && slot.days.contains_key(weekday) {
                    demand.heads.entry(*class).or_default().insert(*weekday, *heads);
                }
            }
        }
        for (index, pupil) in service.pupils.iter().enumerate() {
            let who = PupilId::from_index(index);
            let wanted = |weekday: &&Weekday| {
                service.attends(pupil, id, **weekday)
                    && !(slot.kind == ServiceKind::Club && in_club(school, assigned, who, id, **weekday))
            };
            let days: BTreeSet<Weekday> = slot.days.keys().filter(wanted).copied().collect();
            let heads = demand.heads.entry(pupil.class).or_default();
            days.iter().for_each(|weekday| *heads.entry(*weekday).or_default() += 1);
            if !days.is_empty() {
                demand.who.entry(pupil.class).or_default().push((who, days));
            }
        }
        demands.push(demand);
    }
    demands
}

/// Most pupils of a group in the home room of `class`; where that is taken at some time of the slot, in the largest ordinary
/// room.
fn limit(school: &School, busy: &Busy, demand: &Demand, class: ClassId) -> u16 {
    let home = school.class(class).home_room;
    let most = school.service.groups.max;
    let seats = |room| school.seats(room).unwrap_or(most);
    let days = &school.service.slot(demand.slot).days;
    let free = days.iter().all(|(weekday, time)| {
        let heads = demand.heads.get(&class).and_then(|heads| heads.get(weekday)).copied().unwrap_or(0);
        heads == 0 || busy.room(school, home, *weekday, *time).is_none()
    });
    let room = if free { seats(home) } else { rooms::ordinary(school).into_iter().map(seats).max().unwrap_or(most) };
    most.min(room)
}
