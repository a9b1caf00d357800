//! The after-school programme as its template shows it: the week slot by slot, each day, and who could not be placed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::view::{day, id, service_style};
use crate::args;
use crate::plan::table::LIST;
use crate::plan::{Held, Placed, ServicePlan, Session, View};
use crate::report::service::nowhere;
use crate::report::sheet::Whose;
use crate::school::{School, ServiceKind};
use crate::text::{Lang, programme as say};
use crate::units::{ClassId, Interval, Weekday};

/// Most lines of the table of pupils that could not be placed.
const MOST_NOT_PLACED: usize = 500;

/// The programme.
#[derive(Serialize)]
pub(super) struct ProgrammeView {
    title: String,
    days: Vec<DayLink>,
    slots: Vec<SlotLine>,
    totals: Vec<String>,
    not_placed: Vec<NotPlaced>,
    more: String,
    pages: Vec<DayView>,
}

#[derive(Serialize)]
struct DayLink {
    name: &'static str,
    link: String,
}

#[derive(Serialize)]
struct SlotLine {
    name: String,
    kind: &'static str,
    style: &'static str,
    time: String,
    cells: Vec<String>,
}

#[derive(Serialize)]
struct NotPlaced {
    class: String,
    pupil: String,
    number: String,
    slot: String,
    days: String,
    reason: String,
}

#[derive(Serialize)]
struct DayView {
    id: String,
    title: String,
    slots: Vec<DaySlot>,
}

#[derive(Serialize)]
struct DaySlot {
    name: String,
    time: String,
    sum: String,
    rows: Vec<SessionRow>,
}

/// A session as a line of a table.
#[derive(Serialize)]
pub(in crate::export) struct SessionRow {
    /// Name of the group or club.
    pub name: String,
    /// Where its members are listed; empty for a group.
    pub link: String,
    /// What happens.
    pub kind: &'static str,
    /// Style class.
    pub style: &'static str,
    /// The classes; empty for a club, and where they are the group's name.
    pub classes: String,
    /// The room.
    pub room: String,
    /// Who is in charge.
    pub staff: Vec<Link>,
    /// Pupils.
    pub pupils: u16,
}

/// A name and the sheet that it leads to.
#[derive(Serialize, Clone)]
pub(in crate::export) struct Link {
    /// Name.
    pub name: String,
    /// Identifier of an element of the page; empty for none.
    pub link: String,
}

/// A person's name and sheet.
pub(in crate::export) fn person(school: &School, name: &str) -> Link {
    let link = school.teacher_named(name).map_or(String::new(), |teacher| id(Whose::Teacher(teacher)));
    Link { name: name.to_owned(), link }
}

/// The days on which there is service or duty, and all school days.
pub(in crate::export) fn days(school: &School, service: &ServicePlan) -> Vec<Weekday> {
    let mut days = school.weekdays.clone();
    days.extend(service.sessions.iter().map(|session| session.weekday));
    days.extend(service.shifts.iter().map(|shift| shift.weekday));
    days.sort_unstable();
    days.dedup();
    days
}

/// Names of the slots with sessions: in the order of the school's, then those that it does not know.
pub(in crate::export) fn slots<'a>(school: &'a School, service: &'a ServicePlan) -> Vec<&'a str> {
    let used: BTreeSet<&str> = service.sessions.iter().map(|session| session.slot.as_str()).collect();
    let mut names: Vec<&str> = school.service.slots.iter().map(|slot| slot.name.as_str()).collect();
    names.retain(|name| used.contains(name));
    let unknown: Vec<&str> = used.into_iter().filter(|name| !names.contains(name)).collect();
    names.extend(unknown);
    names
}

/// The sessions of a slot on a day: groups by their classes, then clubs in the order of the menu.
pub(in crate::export) fn sessions_of<'a>(view: &'a View<'_>, slot: &str, weekday: Weekday) -> Vec<&'a Held> {
    let Some(service) = &view.plan.service else { return Vec::new() };
    let row = |held: &Held| &service.sessions[held.row];
    let here = |held: &&Held| row(held).slot == slot && row(held).weekday == weekday;
    let mut found: Vec<&Held> = view.sessions.iter().filter(here).collect();
    found.sort_by_key(|held| {
        let session = row(held);
        let club = session.kind == ServiceKind::Club;
        let place = if club { held.club.map(|c| c.index()) } else { held.classes.first().map(|c| c.index()) };
        (club, place.unwrap_or(usize::MAX), &session.name)
    });
    found
}

/// The usual time of some sessions: that of most, the earliest among equals.
pub(in crate::export) fn usual(times: impl Iterator<Item = Interval>) -> Option<Interval> {
    let mut counts: BTreeMap<Interval, usize> = BTreeMap::new();
    times.for_each(|time| *counts.entry(time).or_insert(0) += 1);
    let most = counts.values().copied().max();
    counts.into_iter().find(|(_, count)| Some(*count) == most).map(|(time, _)| time)
}

/// A session in words.
pub(in crate::export) fn session_row(school: &School, session: &Session, held: &Held, lang: Lang) -> SessionRow {
    let club = session.kind == ServiceKind::Club;
    let classes = session.classes.join(LIST);
    let names_them = classes == session.name || session.classes.join("+") == session.name;
    SessionRow {
        name: session.name.clone(),
        link: held.club.map_or(String::new(), |club| format!("club-{}", club.0)),
        kind: say::kind(session.kind).get(lang),
        style: service_style(session.kind),
        classes: if club || names_them { String::new() } else { classes },
        room: session.room.clone(),
        staff: session.staff.iter().map(|name| person(school, name)).collect(),
        pupils: session.pupils,
    }
}

/// The programme in words.
pub(super) fn view(view: &View<'_>, service: &ServicePlan, lang: Lang) -> ProgrammeView {
    let school = view.school;
    let mut days = days(school, service);
    days.retain(|weekday| {
        school.weekdays.contains(weekday) || service.sessions.iter().any(|session| session.weekday == *weekday)
    });
    let names = slots(school, service);
    let cell = |slot: Option<&str>, weekday: Weekday| {
        let here = |session: &&Session| session.weekday == weekday && slot.is_none_or(|slot| slot == session.slot);
        let (groups, pupils) = service
            .sessions
            .iter()
            .filter(here)
            .fold((0_usize, 0_u32), |(groups, pupils), session| (groups + 1, pupils + u32::from(session.pupils)));
        if groups == 0 {
            return String::new();
        }
        say::GROUPS_PUPILS.fill(lang, &args! { groups: groups, pupils: pupils })
    };
    let lines = names.iter().map(|slot| {
        let kind = school.service.slot_named(slot).map(|id| school.service.slot(id).kind);
        let sessions = || service.sessions.iter().filter(|session| session.slot == **slot);
        let time = usual(sessions().map(|session| session.time));
        // A day with another time says so.
        let told = |weekday: &Weekday| {
            let text = cell(Some(slot), *weekday);
            let of_day = usual(sessions().filter(|session| session.weekday == *weekday).map(|session| session.time));
            match of_day.filter(|of_day| Some(*of_day) != time) {
                Some(other) => format!("{text} {other}"),
                None => text,
            }
        };
        SlotLine {
            name: (*slot).to_owned(),
            kind: kind.filter(|kind| kind.zh() != *slot).map_or("", |kind| say::kind(kind).get(lang)),
            style: kind.map_or("", service_style),
            time: time.map_or(String::new(), |time| time.to_string()),
            cells: days.iter().map(told).collect(),
        }
    });
    let not_placed = not_placed(school, service, lang);
    let rest = not_placed.len().saturating_sub(MOST_NOT_PLACED);
    ProgrammeView {
        title: say::SERVICE_TITLE.fill(lang, &args! { school: &school.name }),
        days: days.iter().map(|weekday| DayLink { name: day(*weekday, lang), link: day_id(*weekday) }).collect(),
        slots: lines.collect(),
        totals: days.iter().map(|weekday| cell(None, *weekday)).collect(),
        more: if rest > 0 { crate::text::ui::MORE.fill(lang, &args! { n: rest }) } else { String::new() },
        not_placed: not_placed.into_iter().take(MOST_NOT_PLACED).collect(),
        pages: days.iter().map(|weekday| day_view(view, service, &names, *weekday, lang)).collect(),
    }
}

fn day_id(weekday: Weekday) -> String {
    format!("service-{}", weekday.number())
}

fn day_view(view: &View<'_>, service: &ServicePlan, slots: &[&str], weekday: Weekday, lang: Lang) -> DayView {
    let of_slot = |slot: &&str| {
        let held = sessions_of(view, slot, weekday);
        let sessions = || held.iter().map(|held| &service.sessions[held.row]);
        let pupils: u32 = sessions().map(|session| u32::from(session.pupils)).sum();
        let rows = held.iter().map(|held| session_row(view.school, &service.sessions[held.row], held, lang));
        DaySlot {
            name: (*slot).to_owned(),
            time: usual(sessions().map(|session| session.time)).map_or(String::new(), |time| time.to_string()),
            sum: say::GROUPS_PUPILS.fill(lang, &args! { groups: held.len(), pupils: pupils }),
            rows: rows.collect(),
        }
    };
    DayView {
        id: day_id(weekday),
        title: say::DAY_TITLE.fill(lang, &args! { day: day(weekday, lang) }),
        slots: slots.iter().map(of_slot).filter(|slot| !slot.rows.is_empty()).collect(),
    }
}

/// A line a pupil, slot and reason.
fn not_placed(school: &School, service: &ServicePlan, lang: Lang) -> Vec<NotPlaced> {
    let mut lines: BTreeMap<(Option<ClassId>, [&str; 5]), Vec<Weekday>> = BTreeMap::new();
    for row in nowhere(service) {
        let Placed { class, pupil, number, slot, reason, .. } = row;
        let key = (school.class_named(class), [class.as_str(), number, pupil, slot, reason]);
        lines.entry(key).or_default().push(row.weekday);
    }
    let line =
        |((_, [class, number, pupil, slot, reason]), days): ((Option<ClassId>, [&str; 5]), Vec<Weekday>)| NotPlaced {
            class: class.to_owned(),
            pupil: pupil.to_owned(),
            number: number.to_owned(),
            slot: slot.to_owned(),
            days: days.iter().map(|weekday| day(*weekday, lang)).collect::<Vec<_>>().join(LIST),
            reason: if reason.is_empty() { say::NO_REASON.get(lang) } else { reason }.to_owned(),
        };
    lines.into_iter().map(line).collect()
}
