//! After-school sessions and duty posts of who is away: who steps in.
//!
//! In order of time: colleagues in charge of the same session stay with it; else somebody on standby (机动) whose standby covers the whole
//! time; else whoever may be in charge (or hold the post), is free by the clock after all that was chosen, and has covered
//! least. What nobody can take stays open. Weekly duty (值周) has no time of day: it is listed, for the school to arrange.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::day::Day;
use super::{Arrangement, Context, Doing};
use crate::school::PostKind;
use crate::units::{Interval, TeacherId};

/// Something after lessons whose person is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Date.
    pub date: NaiveDate,
    /// When, on the wall; none for weekly duty.
    pub time: Option<Interval>,
    /// A session, a post or weekly duty.
    pub doing: Doing,
    /// Its name.
    pub name: String,
    /// Who is away.
    pub person: TeacherId,
    /// Who does it.
    pub stand_in: StandIn,
}

/// Who does it instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandIn {
    /// Others who are in charge there anyway.
    Beside(Vec<TeacherId>),
    /// Somebody on standby.
    Standby(TeacherId),
    /// Somebody who may and is free.
    Free(TeacherId),
    /// Nobody: for the school to arrange.
    Open,
}

/// What is to be stood in for, and by whom.
pub(super) fn find(context: &Context<'_>, made: &Arrangement) -> Vec<Duty> {
    let mut found = Vec::new();
    let mut called: BTreeMap<(TeacherId, NaiveDate), Vec<Interval>> = BTreeMap::new();
    for way in made.chosen() {
        for step in &way.steps {
            for person in &step.teachers {
                called.entry((*person, step.date)).or_default().push(step.time);
            }
        }
    }
    for day in context.days.values() {
        let mut open: Vec<_> = day
            .busy
            .iter()
            .filter(|busy| matches!(busy.doing, Doing::Session | Doing::Duty) && day.is_away(busy.person, busy.wall))
            .collect();
        open.sort_by_key(|busy| (busy.wall, busy.doing, &busy.name, busy.person));
        for busy in open {
            let stand_in = stand_in(context, day, busy, &called);
            if let StandIn::Standby(person) | StandIn::Free(person) = stand_in {
                called.entry((person, day.date)).or_default().push(busy.wall);
            }
            found.push(Duty {
                date: day.date,
                time: Some(busy.wall),
                doing: busy.doing,
                name: busy.name.clone(),
                person: busy.person,
                stand_in,
            });
        }
        found.extend(weekly(context, day));
    }
    found
}

fn stand_in(
    context: &Context<'_>,
    day: &Day,
    busy: &super::day::Busy,
    called: &BTreeMap<(TeacherId, NaiveDate), Vec<Interval>>,
) -> StandIn {
    let school = context.view.school;
    let beside: Vec<TeacherId> = day
        .busy
        .iter()
        .filter(|other| other.doing == Doing::Session && (&other.name, other.wall) == (&busy.name, busy.wall))
        .map(|other| other.person)
        .filter(|person| !day.is_away(*person, busy.wall))
        .collect();
    if busy.doing == Doing::Session && !beside.is_empty() {
        return StandIn::Beside(beside);
    }
    let idle = |person: TeacherId| {
        called.get(&(person, day.date)).is_none_or(|times| !times.iter().any(|time| time.overlaps(busy.wall)))
            && !day.is_away(person, busy.wall)
    };
    let is_standby =
        |name: &str| school.duty.post_named(name).is_some_and(|post| school.duty.post(post).kind == PostKind::Standby);
    let covers = |time: Interval| time.start <= busy.wall.start && busy.wall.end <= time.end;
    let mut ready = day.busy.iter().filter(|other| other.doing == Doing::Duty && is_standby(&other.name));
    if !is_standby(&busy.name)
        && let Some(other) = ready.find(|other| covers(other.wall) && idle(other.person))
    {
        return StandIn::Standby(other.person);
    }
    let may: Vec<TeacherId> = if busy.doing == Doing::Duty {
        let post = school.duty.post_named(&busy.name).map(|post| school.duty.post(post));
        post.map(|post| school.may_hold(post)).unwrap_or_default().into_iter().collect()
    } else {
        let held = context.view.sessions.iter().find(|held| context.view.session_name(held) == busy.name);
        let slot = held.and_then(|held| Some((held.slot?, held.club)));
        slot.map(|(slot, club)| school.in_charge(slot, club)).unwrap_or_default().into_iter().collect()
    };
    let free = |person: &TeacherId| {
        idle(*person)
            && !context.request.spared.contains(person)
            && day.in_the_way(school, *person, busy.wall, None, &[]).is_none()
    };
    let least = |person: &TeacherId| {
        let today = called.get(&(*person, day.date)).map_or(0, Vec::len);
        (context.so_far.get(person).copied().unwrap_or(0), today, *person)
    };
    may.into_iter().filter(free).min_by_key(least).map_or(StandIn::Open, StandIn::Free)
}

/// Weekly duty of whoever is away on this date.
fn weekly(context: &Context<'_>, day: &Day) -> Vec<Duty> {
    let service = context.view.plan.service.iter().flat_map(|service| &service.dated);
    let lines = service.filter(|line| line.date == day.date && line.time.is_none());
    lines
        .filter_map(|line| {
            let person = context.view.school.teacher_named(&line.person)?;
            let absent = context.request.absences.iter().any(|one| one.person == person && one.date == day.date);
            absent.then(|| Duty {
                date: day.date,
                time: None,
                doing: Doing::Duty,
                name: line.post.clone(),
                person,
                stand_in: StandIn::Open,
            })
        })
        .collect()
}
