//! Clubs as their template shows them: the menu with what became of it, the members of each, and each class's pupils.

use std::collections::BTreeMap;

use serde::Serialize;

use super::programme::{Link, person, usual};
use super::view::{day, service_style};
use crate::args;
use crate::plan::{ClubRow, Placed, ServicePlan};
use crate::report::ServiceReport;
use crate::report::service::percent;
use crate::school::{Class, Club, School, ServiceKind};
use crate::text::{Lang, programme as say, ui};
use crate::units::{ClassId, Interval, ServiceSlotId, Weekday};

/// All about clubs.
#[derive(Serialize)]
pub(super) struct ClubsView {
    title: String,
    summary: String,
    choices: Vec<(String, usize, String)>,
    clubs: Vec<ClubLine>,
    rosters: Vec<Roster>,
    lists: Vec<ClassList>,
    chips: Vec<(String, Vec<Link>)>,
}

#[derive(Serialize)]
struct ClubLine {
    name: String,
    link: String,
    kind: &'static str,
    style: &'static str,
    level: &'static str,
    when: Vec<String>,
    room: String,
    staff: Vec<Link>,
    limits: String,
    pupils: u16,
    fill: String,
    percent: u32,
    held: bool,
    reason: String,
}

#[derive(Serialize)]
struct Roster {
    id: String,
    title: String,
    when: Vec<String>,
    room: String,
    staff: Vec<Link>,
    members: Vec<MemberView>,
}

#[derive(Serialize)]
struct MemberView {
    class: String,
    name: String,
    number: String,
    rank: String,
}

#[derive(Serialize)]
struct ClassList {
    id: String,
    title: String,
    heads: Vec<String>,
    pupils: Vec<ClassPupil>,
}

#[derive(Serialize)]
struct ClassPupil {
    name: String,
    number: String,
    cells: Vec<Whereabouts>,
}

#[derive(Serialize, Clone, Default)]
struct Whereabouts {
    text: String,
    link: String,
    class: &'static str,
}

/// A member of a club.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::export) struct Member<'a> {
    /// Position of the class in the school.
    pub class: Option<ClassId>,
    /// Name of the class.
    pub class_name: &'a str,
    /// Pupil number.
    pub number: &'a str,
    /// Name.
    pub name: &'a str,
    /// Position of the club among the pupil's choices.
    pub rank: u16,
}

/// The members of every club, by class, number and name.
pub(in crate::export) fn members<'a>(school: &School, service: &'a ServicePlan) -> BTreeMap<&'a str, Vec<Member<'a>>> {
    let mut found: BTreeMap<&str, BTreeMap<_, u16>> = BTreeMap::new();
    for row in service.pupils.iter().filter(|row| !row.club.is_empty()) {
        let key = (school.class_named(&row.class), row.class.as_str(), row.number.as_str(), row.pupil.as_str());
        let rank = found.entry(&row.club).or_default().entry(key).or_insert(row.rank);
        *rank = row.rank.min(*rank);
    }
    let list = |members: BTreeMap<_, u16>| {
        let member = |((class, class_name, number, name), rank)| Member { class, class_name, number, name, rank };
        members.into_iter().map(member).collect()
    };
    found.into_iter().map(|(club, members)| (club, list(members))).collect()
}

/// When a club meets: `周二、周四 16:40-17:40`.
pub(in crate::export) fn meetings(service: &ServicePlan, club: &str, lang: Lang) -> Vec<String> {
    let own = service.sessions.iter().filter(|session| session.name == club && session.kind == ServiceKind::Club);
    by_time(own.map(|session| (session.weekday, Some(session.time))), lang)
}

/// When it would meet, by the menu.
fn planned(school: &School, club: &Club, lang: Lang) -> Vec<String> {
    let time = |slot: ServiceSlotId, weekday: Weekday| school.service.slot(slot).days.get(&weekday).copied();
    by_time(club.meets.iter().map(|(slot, weekday)| (*weekday, time(*slot, *weekday))), lang)
}

/// Weekdays with the same time together.
fn by_time(meetings: impl Iterator<Item = (Weekday, Option<Interval>)>, lang: Lang) -> Vec<String> {
    let mut times: Vec<(Option<Interval>, Vec<&'static str>)> = Vec::new();
    for (weekday, time) in meetings {
        match times.iter_mut().find(|(known, _)| *known == time) {
            Some((_, days)) => days.push(day(weekday, lang)),
            None => times.push((time, vec![day(weekday, lang)])),
        }
    }
    let words = |(time, days): (Option<Interval>, Vec<&str>)| {
        let time = time.map_or(String::new(), |time| format!(" {time}"));
        format!("{}{time}", days.join(ui::LIST_MARK.get(lang)))
    };
    times.into_iter().map(words).collect()
}

/// All about clubs in words; none when there are no clubs.
pub(super) fn view(school: &School, service: &ServicePlan, report: &ServiceReport, lang: Lang) -> Option<ClubsView> {
    if service.clubs.is_empty() {
        return None;
    }
    let stated = |row: &ClubRow| school.service.club_named(&row.club);
    let mut rows: Vec<&ClubRow> = service.clubs.iter().collect();
    rows.sort_by_key(|row| (stated(row).map_or(usize::MAX, |id| id.index()), &row.club));
    let members = members(school, service);
    let none = Vec::new();
    let rosters = rows.iter().filter(|row| row.held).filter_map(|row| {
        let id = stated(row)?;
        let list = members.get(row.club.as_str()).unwrap_or(&none);
        Some(Roster {
            id: format!("club-{}", id.0),
            title: say::CLUB_TITLE.fill(lang, &args! { name: &row.club }),
            when: meetings(service, &row.club, lang),
            room: row.room.clone(),
            staff: row.staff.iter().map(|name| person(school, name)).collect(),
            members: list.iter().map(|member| member_view(member, lang)).collect(),
        })
    });
    let choices = report.best_choices.iter().map(|(rank, count)| {
        (say::NTH_CHOICE.fill(lang, &args! { n: *rank }), *count, percent(*count, report.choosers))
    });
    let mut choices: Vec<_> = choices.collect();
    let without = report.choosers.saturating_sub(report.best_choices.values().sum());
    if report.choosers > 0 {
        choices.push((say::WITHOUT_CLUB.get(lang).to_owned(), without, percent(without, report.choosers)));
    }
    Some(ClubsView {
        title: say::CLUBS_TITLE.fill(lang, &args! { school: &school.name }),
        summary: say::CLUBS_VALUE.fill(lang, &args! { held: report.clubs_held, cancelled: report.clubs_cancelled }),
        choices,
        clubs: rows.iter().map(|row| club_line(school, service, row, lang)).collect(),
        rosters: rosters.collect(),
        chips: chips(school, service, lang),
        lists: school.class_ids().filter_map(|class| class_list(school, service, class, lang)).collect(),
    })
}

fn member_view(member: &Member<'_>, lang: Lang) -> MemberView {
    MemberView {
        class: member.class_name.to_owned(),
        name: member.name.to_owned(),
        number: member.number.to_owned(),
        rank: if member.rank > 0 { say::NTH_CHOICE.fill(lang, &args! { n: member.rank }) } else { String::new() },
    }
}

fn club_line(school: &School, service: &ServicePlan, row: &ClubRow, lang: Lang) -> ClubLine {
    let club = school.service.club_named(&row.club).map(|id| (id, school.service.club(id)));
    let most = club.map_or(0, |(_, club)| club.max);
    let share = (100 * u32::from(row.pupils)).checked_div(u32::from(most));
    let when = meetings(service, &row.club, lang);
    ClubLine {
        name: row.club.clone(),
        link: club.filter(|_| row.held).map_or(String::new(), |(id, _)| format!("club-{}", id.0)),
        kind: club.map_or("", |(_, club)| say::kind(club.kind).get(lang)),
        style: club.map_or("", |(_, club)| service_style(club.kind)),
        level: club.and_then(|(_, club)| say::level(club.level)).map_or("", |text| text.get(lang)),
        when: if when.is_empty() { club.map_or(when, |(_, club)| planned(school, club, lang)) } else { when },
        room: row.room.clone(),
        staff: row.staff.iter().map(|name| person(school, name)).collect(),
        limits: club.map_or(String::new(), |(_, club)| format!("{}–{}", club.min, club.max)),
        pupils: row.pupils,
        fill: share.filter(|_| row.held).map_or(String::new(), |share| format!("{share}%")),
        percent: share.unwrap_or(0).min(100),
        held: row.held,
        reason: row.reason.clone(),
    }
}

fn chips(school: &School, service: &ServicePlan, lang: Lang) -> Vec<(String, Vec<Link>)> {
    let mut groups: Vec<(String, Vec<Link>)> = Vec::new();
    for class in school.class_ids() {
        let Class { name, grade, .. } = school.class(class);
        if !service.pupils.iter().any(|row| row.class == *name) {
            continue;
        }
        let grade = super::indexes::grade(*grade, lang);
        let label = ui::GRADE.fill(lang, &args! { grade: grade });
        let link = Link { name: name.clone(), link: list_id(class) };
        match groups.iter_mut().find(|(known, _)| *known == label) {
            Some((_, links)) => links.push(link),
            None => groups.push((label, vec![link])),
        }
    }
    groups
}

fn list_id(class: ClassId) -> String {
    format!("class-clubs-{}", class.0)
}

/// Where each pupil of a class is in the club slots; none without a pupil table.
fn class_list(school: &School, service: &ServicePlan, class: ClassId, lang: Lang) -> Option<ClassList> {
    let name = &school.class(class).name;
    let rows: Vec<&Placed> = service.pupils.iter().filter(|row| row.class == *name).collect();
    if rows.is_empty() {
        return None;
    }
    let start = |row: &Placed| {
        let here = |session: &&crate::plan::Session| session.slot == row.slot && session.weekday == row.weekday;
        usual(service.sessions.iter().filter(here).map(|session| session.time))
    };
    let mut columns: BTreeMap<(Weekday, Option<_>, &str), usize> = BTreeMap::new();
    let mut starts: BTreeMap<(Weekday, &str), Option<_>> = BTreeMap::new();
    for row in &rows {
        let time = *starts.entry((row.weekday, &row.slot)).or_insert_with(|| start(row));
        columns.entry((row.weekday, time, &row.slot)).or_insert(0);
    }
    columns.values_mut().enumerate().for_each(|(at, position)| *position = at);
    let several = |weekday: Weekday| columns.keys().filter(|(other, _, _)| *other == weekday).count() > 1;
    let head = |(weekday, _, slot): &(Weekday, Option<_>, &str)| match several(*weekday) {
        true => format!("{} {slot}", day(*weekday, lang)),
        false => day(*weekday, lang).to_owned(),
    };
    let mut pupils: BTreeMap<(&str, &str), Vec<Whereabouts>> = BTreeMap::new();
    for row in rows {
        let cells =
            pupils.entry((&row.number, &row.pupil)).or_insert_with(|| vec![Whereabouts::default(); columns.len()]);
        let time = starts.get(&(row.weekday, row.slot.as_str())).copied().flatten();
        if let Some(at) = columns.get(&(row.weekday, time, row.slot.as_str())) {
            cells[*at] = whereabouts(school, row, lang);
        }
    }
    let pupils = pupils.into_iter().map(|((number, name), cells)| ClassPupil {
        name: name.to_owned(),
        number: number.to_owned(),
        cells,
    });
    Some(ClassList {
        id: list_id(class),
        title: say::CLASS_CLUBS_TITLE.fill(lang, &args! { name: name }),
        heads: columns.keys().map(head).collect(),
        pupils: pupils.collect(),
    })
}

fn whereabouts(school: &School, row: &Placed, lang: Lang) -> Whereabouts {
    match (row.club.is_empty(), row.group.is_empty()) {
        (false, _) => Whereabouts {
            text: row.club.clone(),
            link: school.service.club_named(&row.club).map_or(String::new(), |id| format!("club-{}", id.0)),
            class: "in",
        },
        (true, false) => Whereabouts { text: row.group.clone(), link: String::new(), class: "group" },
        (true, true) => {
            let reason = if row.reason.is_empty() { say::NO_REASON.get(lang) } else { &row.reason };
            Whereabouts { text: reason.to_owned(), link: String::new(), class: "nowhere" }
        }
    }
}
