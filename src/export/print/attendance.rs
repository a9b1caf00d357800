//! Attendance sheets: a page a club with the dates on which it meets, a page a group with the weekdays of a month.
//!
//! Who is in a group is known from the pupil table where a whole class is in it, or where the plan says so for each pupil
//! (club slots); for everybody else there are blank lines.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::super::html::clubs::{meetings, members};
use super::super::html::programme::usual;
use crate::args;
use crate::plan::table::LIST;
use crate::plan::{ServicePlan, Session, View, dated};
use crate::school::{School, ServiceKind};
use crate::text::{Lang, programme as say, ui};
use crate::units::Weekday;

/// Most columns for dates that a page holds.
const MOST_DATES: usize = 20;
/// Columns of a club without dates.
const BLANKS: usize = 16;
/// Blank lines for those who come later.
const SPARE: usize = 2;
/// Weeks of a month.
const WEEKS: usize = 5;

/// A page.
#[derive(Serialize)]
pub(super) struct Page {
    name: String,
    facts: Vec<(&'static str, String)>,
    /// Whether there is a blank for the month.
    month: bool,
    /// Headings over several columns.
    heads: Vec<(String, usize)>,
    columns: Vec<String>,
    /// Whether the class of each pupil is told.
    classes: bool,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    class: String,
    name: String,
    /// For each column whether the pupil is to come; empty: always.
    comes: Vec<bool>,
}

/// The pages of the clubs that are held.
pub(super) fn clubs(view: &View<'_>, service: &ServicePlan, lang: Lang) -> Vec<Page> {
    let school = view.school;
    let mut dates: BTreeMap<&str, BTreeSet<NaiveDate>> = BTreeMap::new();
    for one in dated::sessions(school, view.plan) {
        let session = &service.sessions[one.index];
        if session.kind == ServiceKind::Club {
            dates.entry(&session.name).or_default().insert(one.date);
        }
    }
    let members = members(school, service);
    let mut held: Vec<_> = service.clubs.iter().filter(|club| club.held).collect();
    held.sort_by_key(|club| (school.service.club_named(&club.club).map_or(usize::MAX, |id| id.index()), &club.club));
    let mut pages = Vec::new();
    for club in held {
        let list = members.get(club.club.as_str()).map_or(&[][..], Vec::as_slice);
        let known = list.iter().map(|member| (member.class_name, member.name));
        let lines = || -> Vec<Line> {
            let missing = usize::from(club.pupils).saturating_sub(list.len());
            lines(known.clone().map(|(class, name)| (class, name, Vec::new())), missing)
        };
        let facts = vec![
            (say::WHEN.get(lang), meetings(service, &club.club, lang).join(LIST)),
            (ui::ROOM.get(lang), club.room.clone()),
            (say::STAFF.get(lang), club.staff.join(LIST)),
            (say::MEMBERS.get(lang), club.pupils.to_string()),
        ];
        let dates: Vec<NaiveDate> = dates.get(club.club.as_str()).into_iter().flatten().copied().collect();
        let papers = dates.len().div_ceil(MOST_DATES).max(1);
        let each = dates.len().div_ceil(papers).max(1);
        let columns: Vec<&[NaiveDate]> = if dates.is_empty() { vec![&[]] } else { dates.chunks(each).collect() };
        pages.extend(columns.into_iter().map(|dates| Page {
            name: club.club.clone(),
            facts: facts.clone(),
            month: false,
            heads: months(dates, lang),
            columns: match dates {
                [] => vec![String::new(); BLANKS],
                dates => dates.iter().map(|date| date.day().to_string()).collect(),
            },
            classes: true,
            lines: lines(),
        }));
    }
    pages
}

/// Month headings over dates.
fn months(dates: &[NaiveDate], lang: Lang) -> Vec<(String, usize)> {
    let mut heads: Vec<(u32, usize)> = Vec::new();
    for date in dates {
        match heads.last_mut() {
            Some((month, count)) if *month == date.month() => *count += 1,
            _ => heads.push((date.month(), 1)),
        }
    }
    heads.into_iter().map(|(month, count)| (say::MONTH_N.fill(lang, &args! { n: month }), count)).collect()
}

/// Known pupils, then blank lines for those unknown and some to spare.
fn lines<'a>(known: impl Iterator<Item = (&'a str, &'a str, Vec<bool>)>, unknown: usize) -> Vec<Line> {
    let known = known.map(|(class, name, comes)| Line { class: class.to_owned(), name: name.to_owned(), comes });
    let blank = || Line { class: String::new(), name: String::new(), comes: Vec::new() };
    known.chain(std::iter::repeat_with(blank).take(unknown + SPARE)).collect()
}

/// The pages of the groups, slot by slot.
pub(super) fn groups(view: &View<'_>, service: &ServicePlan, lang: Lang) -> Vec<Page> {
    let mut pages = Vec::new();
    for slot in super::super::html::programme::slots(view.school, service) {
        let mut groups: Vec<(&str, Vec<&Session>)> = Vec::new();
        for weekday in super::super::html::programme::days(view.school, service) {
            for held in super::super::html::programme::sessions_of(view, slot, weekday) {
                let session = &service.sessions[held.row];
                match groups.iter_mut().find(|(name, _)| *name == session.name) {
                    _ if session.kind == ServiceKind::Club => {}
                    Some((_, sessions)) => sessions.push(session),
                    None => groups.push((&session.name, vec![session])),
                }
            }
        }
        pages.extend(groups.into_iter().map(|(_, sessions)| group(view.school, service, slot, &sessions, lang)));
    }
    pages
}

fn group(school: &School, service: &ServicePlan, slot: &str, sessions: &[&Session], lang: Lang) -> Page {
    let name = sessions.first().map_or("", |session| session.name.as_str());
    let mut days: Vec<Weekday> = sessions.iter().map(|session| session.weekday).collect();
    days.sort_unstable();
    days.dedup();
    let mut known: BTreeMap<_, BTreeSet<Weekday>> = BTreeMap::new();
    let mut unknown = 0;
    for weekday in &days {
        let (found, missing) = of_day(school, service, slot, name, *weekday);
        for pupil in found {
            known.entry(pupil).or_default().insert(*weekday);
        }
        unknown = missing.max(unknown);
    }
    let comes = |on: &BTreeSet<Weekday>| -> Vec<bool> {
        (0..WEEKS).flat_map(|_| days.iter().map(|weekday| on.contains(weekday))).collect()
    };
    let list = known.iter().map(|((_, class, _, name), on)| (*class, *name, comes(on)));
    let classes: BTreeSet<_> = known.keys().map(|(id, class, _, _)| (id, class)).collect();
    let distinct = |of: fn(&Session) -> String| -> String {
        let mut words: Vec<String> = sessions.iter().map(|session| of(session)).collect();
        words.retain(|word| !word.is_empty());
        let mut seen = BTreeSet::new();
        words.retain(|word| seen.insert(word.clone()));
        words.join(LIST)
    };
    let most = sessions.iter().map(|session| session.pupils).max().unwrap_or(0);
    let time = usual(sessions.iter().map(|session| session.time)).map_or(String::new(), |time| time.to_string());
    let day = |weekday: &Weekday| match lang {
        Lang::Zh => weekday.zh().trim_start_matches('周').to_owned(),
        Lang::En => weekday.en().chars().take(2).collect(),
    };
    Page {
        name: format!("{slot} {name}"),
        facts: vec![
            (say::WHEN.get(lang), time),
            (ui::ROOM.get(lang), distinct(|session| session.room.clone())),
            (say::STAFF.get(lang), distinct(|session| session.staff.join(LIST))),
            (say::PUPILS.get(lang), most.to_string()),
        ],
        month: true,
        heads: (1..=WEEKS).map(|week| (say::WEEK_OF_MONTH.fill(lang, &args! { n: week }), days.len())).collect(),
        columns: (0..WEEKS).flat_map(|_| days.iter().map(day)).collect(),
        classes: classes.len() > 1,
        lines: lines(list, unknown),
    }
}

/// A pupil, in the order of lists: position and name of the class, number, name.
type Listed<'a> = (Option<crate::units::ClassId>, &'a str, &'a str, &'a str);

/// The pupils of a group on a day, and how many more there are whose names are not known.
fn of_day<'a>(
    school: &'a School,
    service: &'a ServicePlan,
    slot: &str,
    group: &str,
    weekday: Weekday,
) -> (Vec<Listed<'a>>, usize) {
    let mut found: Vec<Listed<'a>> = Vec::new();
    let mut unknown = 0;
    let here = |row: &&crate::plan::GroupRow| row.slot == slot && row.weekday == weekday;
    for row in service.groups.iter().filter(here).filter(|row| row.group == group) {
        let told = service
            .pupils
            .iter()
            .filter(|one| one.slot == slot && one.weekday == weekday && one.group == group && one.class == row.class);
        let mut names: Vec<Listed<'a>> = told
            .map(|one| (school.class_named(&one.class), one.class.as_str(), one.number.as_str(), one.pupil.as_str()))
            .collect();
        let alone = service.groups.iter().filter(here).filter(|other| other.class == row.class).count() == 1;
        if let (true, true, Some(class), Some(id)) =
            (names.is_empty(), alone, school.class_named(&row.class), school.service.slot_named(slot))
        {
            let of_class = school.service.pupils.iter().filter(|pupil| pupil.class == class);
            let staying = of_class.filter(|pupil| school.service.attends(pupil, id, weekday));
            let class_name = school.class(class).name.as_str();
            names =
                staying.map(|pupil| (Some(class), class_name, pupil.number.as_str(), pupil.name.as_str())).collect();
        }
        // Lists that do not agree with the count would put somebody into the wrong group.
        if names.len() > usize::from(row.pupils) {
            names.clear();
        }
        unknown += usize::from(row.pupils) - names.len();
        found.extend(names);
    }
    (found, unknown)
}
