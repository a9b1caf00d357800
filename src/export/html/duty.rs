//! The duty roster as its template shows it: the chart post x weekday, and weekly duty (值周) by week.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::programme::{Link, person, usual};
use super::view::day;
use crate::args;
use crate::plan::{ServicePlan, Shift};
use crate::school::School;
use crate::text::{Lang, calendar, programme as say, ui};
use crate::units::Weekday;

/// The duty roster.
#[derive(Serialize)]
pub(in crate::export) struct DutyView {
    pub title: String,
    pub days: Vec<&'static str>,
    pub posts: Vec<PostLine>,
    pub standby: bool,
    pub roles: Vec<String>,
    pub weeks: Vec<WeekLine>,
    /// Make-up days, and dates on which the roster is not the weekly one.
    pub dates: Vec<DateLine>,
}

/// A post of the chart.
#[derive(Serialize)]
pub(in crate::export) struct PostLine {
    pub name: String,
    pub kind: String,
    pub time: String,
    pub place: String,
    pub cells: Vec<PostCell>,
}

/// A post on a day.
#[derive(Serialize)]
pub(in crate::export) struct PostCell {
    /// Whether the post is held on that day.
    pub held: bool,
    pub people: Vec<Link>,
    /// The clock time where it is not the usual one.
    pub time: String,
}

/// A week of weekly duty.
#[derive(Serialize)]
pub(in crate::export) struct WeekLine {
    pub week: String,
    pub dates: String,
    /// By role.
    pub people: Vec<Vec<Link>>,
}

/// A date that is not like its weekday.
#[derive(Serialize)]
pub(in crate::export) struct DateLine {
    pub date: String,
    pub changes: Vec<String>,
}

/// The duty roster in words; none when there is none.
pub(in crate::export) fn view(school: &School, service: &ServicePlan, lang: Lang) -> Option<DutyView> {
    let days = super::programme::days(school, service);
    let shown: Vec<Weekday> = days
        .into_iter()
        .filter(|weekday| {
            let stated = school.duty.posts.iter().any(|post| post.days.contains_key(weekday));
            stated || school.weekdays.contains(weekday) || service.shifts.iter().any(|s| s.weekday == *weekday)
        })
        .collect();
    let mut names: Vec<&str> = school.duty.posts.iter().map(|post| post.name.as_str()).collect();
    let known: BTreeSet<&str> = names.iter().copied().collect();
    let used: BTreeSet<&str> = service.shifts.iter().map(|shift| shift.post.as_str()).collect();
    names.extend(used.difference(&known));
    let weekly = weekly(school, service, lang);
    if names.is_empty() && weekly.1.is_empty() {
        return None;
    }
    Some(DutyView {
        title: say::DUTY_TITLE.fill(lang, &args! { school: &school.name }),
        days: shown.iter().map(|weekday| day(*weekday, lang)).collect(),
        posts: names.iter().map(|name| post_line(school, service, name, &shown, lang)).collect(),
        standby: school.duty.posts.iter().any(|post| !post.counts),
        roles: weekly.0,
        weeks: weekly.1,
        dates: dates(school, service, lang),
    })
}

fn post_line(school: &School, service: &ServicePlan, name: &str, days: &[Weekday], lang: Lang) -> PostLine {
    let shifts: Vec<&Shift> = service.shifts.iter().filter(|shift| shift.post == name).collect();
    let stated = school.duty.post_named(name).map(|id| school.duty.post(id));
    let times = stated.into_iter().flat_map(|post| post.days.values().copied());
    let common = usual(times.chain(shifts.iter().map(|shift| shift.time)));
    let place = stated.and_then(|post| post.building).map(|building| &school.buildings[building.index()]);
    let place = place.or_else(|| shifts.first().map(|shift| &shift.place));
    let kind = stated.map(|post| post.kind).or_else(|| shifts.first().map(|shift| shift.kind));
    let kind = kind.map_or(String::new(), |kind| say::post(kind).get(lang).to_owned());
    let cell = |weekday: &Weekday| {
        let here: Vec<_> = shifts.iter().filter(|shift| shift.weekday == *weekday).collect();
        let time = here.first().map(|shift| shift.time);
        let time = time.or_else(|| stated.and_then(|post| post.days.get(weekday).copied()));
        PostCell {
            held: time.is_some(),
            people: here.iter().map(|shift| person(school, &shift.person)).collect(),
            time: time.filter(|time| Some(*time) != common).map_or(String::new(), |time| time.to_string()),
        }
    };
    PostLine {
        name: name.to_owned(),
        kind: if name.contains(&kind) { String::new() } else { kind },
        time: common.map_or(String::new(), |time| time.to_string()),
        place: place.cloned().unwrap_or_default(),
        cells: days.iter().map(cell).collect(),
    }
}

/// Roles of weekly duty, and who has them week by week.
fn weekly(school: &School, service: &ServicePlan, lang: Lang) -> (Vec<String>, Vec<WeekLine>) {
    let rows: Vec<_> = service.dated.iter().filter(|row| row.kind.is_none()).collect();
    let mut roles: Vec<String> = school.duty.weekly.iter().map(|weekly| weekly.name.clone()).collect();
    for row in &rows {
        if !roles.contains(&row.post) {
            roles.push(row.post.clone());
        }
    }
    let mut weeks: BTreeMap<u16, Vec<_>> = BTreeMap::new();
    for row in rows {
        weeks.entry(row.week).or_default().push(row);
    }
    let line = |(week, rows): (u16, Vec<&crate::plan::DatedDuty>)| {
        let of_role = |role: &String| {
            let mut people: Vec<Link> = Vec::new();
            for row in rows.iter().filter(|row| row.post == *role) {
                if !people.iter().any(|known| known.name == row.person) {
                    people.push(person(school, &row.person));
                }
            }
            people
        };
        let (first, last) = (rows.iter().map(|row| row.date).min(), rows.iter().map(|row| row.date).max());
        let dates =
            first.zip(last).map(|(first, last)| format!("{} – {}", first.format("%m-%d"), last.format("%m-%d")));
        WeekLine {
            week: say::WEEK_N.fill(lang, &args! { n: week }),
            dates: dates.unwrap_or_default(),
            people: roles.iter().map(of_role).collect(),
        }
    };
    let lines = weeks.into_iter().map(line).collect();
    (roles, lines)
}

/// Make-up days, and the dates of the term on which others are on duty than the weekday's roster says.
fn dates(school: &School, service: &ServicePlan, lang: Lang) -> Vec<DateLine> {
    let mut dated: BTreeMap<NaiveDate, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for row in service.dated.iter().filter(|row| row.kind.is_some()) {
        dated.entry(row.date).or_default().insert((&row.post, &row.person));
    }
    if dated.is_empty() {
        return Vec::new();
    }
    let none = BTreeSet::new();
    let days = school.term.iter().flat_map(|term| &term.days);
    let lines = days.map(|day| {
        let shifts = service.shifts.iter().filter(|shift| shift.weekday == day.weekday);
        let weekly: BTreeSet<_> = shifts.map(|shift| (shift.post.as_str(), shift.person.as_str())).collect();
        let real = dated.get(&day.date).unwrap_or(&none);
        let mut changes = Vec::new();
        if day.make_up {
            changes.push(calendar::MAKE_UP.fill(lang, &args! { day: day.weekday }));
        }
        if real.is_empty() && !weekly.is_empty() {
            changes.push(say::NOBODY_THAT_DAY.get(lang).to_owned());
        } else {
            let posts: BTreeSet<&str> = weekly.symmetric_difference(real).map(|(post, _)| *post).collect();
            let people = |post: &str| -> Vec<&str> {
                real.iter().filter(|(held, _)| *held == post).map(|(_, one)| *one).collect()
            };
            let mark = ui::LIST_MARK.get(lang);
            let (held, idle): (Vec<_>, Vec<_>) =
                posts.into_iter().map(|post| (post, people(post))).partition(|(_, people)| !people.is_empty());
            changes.extend(
                held.into_iter()
                    .map(|(post, people)| say::THAT_DAY.fill(lang, &args! { post: post, people: people.join(mark) })),
            );
            // Said once of all posts that are not held.
            if !idle.is_empty() {
                let idle: Vec<&str> = idle.into_iter().map(|(post, _)| post).collect();
                changes.push(say::NOT_THAT_DAY.fill(lang, &args! { post: idle.join(mark) }));
            }
        }
        let weekday = super::view::day(Weekday::of(day.date), lang);
        DateLine { date: format!("{} {weekday}", day.date.format("%m-%d")), changes }
    });
    lines.filter(|line| !line.changes.is_empty()).collect()
}
