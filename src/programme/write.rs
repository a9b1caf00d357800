//! The rows of the plan, and in words why a pupil is in no club and why a club is cancelled.

use std::collections::{BTreeMap, BTreeSet};

use super::clubs::{Assigned, clash, meetings};
use super::groups::Group;
use crate::args;
use crate::plan::{ClubRow, GroupRow, Placed, ServicePlan, Session};
use crate::school::{Club, Pupil, School, ServiceKind};
use crate::text::{Lang, Text};
use crate::units::{ClassId, ClubId, PupilId, RoomId, ServiceSlotId, Weekday};

const NO_CHOICE: Text = Text::new("未填社团志愿", "no club chosen");
const NOT_THEN: Text = Text::new("所选社团这天没有活动", "none of the chosen clubs meets then");
const NOT_GRADE: Text = Text::new("{club}：不面向本年级", "{club}: not for this grade");
const NOT_BEFORE: Text = Text::new("{club}：未修过{requires}", "{club}: has not done {requires}");
const NOT_DAYS: Text = Text::new("{club}：其活动日未全部报名", "{club}: not enrolled on all days on which it meets");
const CANCELLED: Text = Text::new("{club}：未开", "{club}: cancelled");
const CLASHES: Text =
    Text::new("{club}：与所参加的{other}同时", "{club}: at the same time as {other}, which was given");
const FULL: Text = Text::new("{club}：已满", "{club}: full");
const NOT_FOUND: Text = Text::new("{club}：限定时间内未能安排", "{club}: no place was found within the time limit");
const NO_OTHER: Text = Text::new("；该时段没有其他安排", "; the slot has nothing else");

const FEW: Text =
    Text::new("可参加的只有 {pupils} 人，少于 {least} 人", "only {pupils} pupils could join, fewer than {least}");
const NO_ROOM: Text = Text::new("场地给了{others}", "its rooms went to {others}");
const NO_LEADER: Text = Text::new("指导教师要带{others}", "its instructors lead {others}");
const ELSEWHERE: Text = Text::new(
    "{pupils} 人可参加，安排到其他志愿后不足 {least} 人",
    "{pupils} pupils could join; fewer than {least} are left after their other choices",
);

/// Everything that was decided, as rows.
pub(super) fn rows(
    school: &School,
    assigned: &Assigned,
    groups: &[Group],
    rooms: &BTreeMap<(usize, Weekday), RoomId>,
    lang: Lang,
) -> ServicePlan {
    let mut plan = ServicePlan::default();
    for (index, group) in groups.iter().enumerate() {
        add_group(school, &mut plan, group, |weekday| rooms.get(&(index, weekday)).copied());
    }
    for index in 0..school.service.clubs.len() {
        add_club(school, assigned, &mut plan, ClubId::from_index(index), lang);
    }
    add_pupils(school, assigned, groups, &mut plan, lang);
    plan.sessions.sort_by(|a, b| {
        (a.weekday, a.time.start, a.time.end, &a.slot, &a.name).cmp(&(
            b.weekday,
            b.time.start,
            b.time.end,
            &b.slot,
            &b.name,
        ))
    });
    plan.groups.sort();
    plan
}

fn add_group(school: &School, plan: &mut ServicePlan, group: &Group, room: impl Fn(Weekday) -> Option<RoomId>) {
    let slot = school.service.slot(group.slot);
    for (weekday, heads) in &group.heads {
        let Some(time) = slot.days.get(weekday) else { continue };
        for (class, pupils) in heads {
            plan.groups.push(GroupRow {
                slot: slot.name.clone(),
                group: group.name.clone(),
                weekday: *weekday,
                class: school.class(*class).name.clone(),
                pupils: *pupils,
            });
        }
        plan.sessions.push(Session {
            weekday: *weekday,
            time: *time,
            slot: slot.name.clone(),
            kind: group.kind,
            name: group.name.clone(),
            classes: names(school, heads.keys()),
            pupils: group.size(*weekday),
            room: room(*weekday).map_or_else(String::new, |room| school.room(room).name.clone()),
            staff: Vec::new(),
        });
    }
}

fn names<'c>(school: &School, classes: impl IntoIterator<Item = &'c ClassId>) -> Vec<String> {
    classes.into_iter().map(|class| school.class(*class).name.clone()).collect()
}

/// Members of each club.
fn members(assigned: &Assigned, club: ClubId) -> impl Iterator<Item = PupilId> {
    assigned.clubs.iter().filter(move |(_, clubs)| clubs.contains_key(&club)).map(|(pupil, _)| *pupil)
}

fn add_club(school: &School, assigned: &Assigned, plan: &mut ServicePlan, id: ClubId, lang: Lang) {
    let club = school.service.club(id);
    let Some(room) = assigned.held.get(&id) else {
        plan.clubs.push(ClubRow {
            club: club.name.clone(),
            held: false,
            pupils: 0,
            room: String::new(),
            staff: Vec::new(),
            reason: cancelled(school, assigned, id, lang),
        });
        return;
    };
    let room = school.room(*room).name.clone();
    let classes: BTreeSet<ClassId> = members(assigned, id).map(|pupil| school.service.pupil(pupil).class).collect();
    let pupils = u16::try_from(members(assigned, id).count()).unwrap_or(u16::MAX);
    for (slot, weekday) in club.meets.iter().collect::<BTreeSet<_>>() {
        let slot = school.service.slot(*slot);
        let Some(time) = slot.days.get(weekday) else { continue };
        plan.sessions.push(Session {
            weekday: *weekday,
            time: *time,
            slot: slot.name.clone(),
            kind: ServiceKind::Club,
            name: club.name.clone(),
            classes: names(school, &classes),
            pupils,
            room: room.clone(),
            staff: Vec::new(),
        });
    }
    plan.clubs.push(ClubRow {
        club: club.name.clone(),
        held: true,
        pupils,
        room,
        staff: Vec::new(),
        reason: String::new(),
    });
}

/// Why a club is cancelled.
fn cancelled(school: &School, assigned: &Assigned, id: ClubId, lang: Lang) -> String {
    let club = school.service.club(id);
    let (pupils, least) = (assigned.wanted.get(&id).copied().unwrap_or(0), club.min.max(1));
    let counts = args! { pupils: pupils, least: least };
    if pupils < usize::from(least) {
        return FEW.fill(lang, &counts);
    }
    let times = meetings(school, club);
    let others: Vec<ClubId> = assigned
        .held
        .keys()
        .filter(|other| clash(&times, &meetings(school, school.service.club(**other))))
        .copied()
        .collect();
    let list = |clubs: Vec<ClubId>| {
        let names: Vec<_> = clubs.into_iter().map(|other| school.service.club(other).name.as_str()).collect();
        names.join("、")
    };
    let inside: Vec<ClubId> = others
        .iter()
        .filter(|other| assigned.held.get(other).is_some_and(|room| club.rooms.contains(room)))
        .copied()
        .collect();
    let rooms: BTreeSet<_> = inside.iter().filter_map(|other| assigned.held.get(other)).collect();
    if rooms.len() == club.rooms.len() {
        return NO_ROOM.fill(lang, &args! { others: list(inside) });
    }
    let leading: Vec<ClubId> = others
        .into_iter()
        .filter(|other| school.service.club(*other).instructors.iter().any(|person| club.instructors.contains(person)))
        .collect();
    if leading.len() + usize::from(club.staff) > club.instructors.len() && !leading.is_empty() {
        return NO_LEADER.fill(lang, &args! { others: list(leading) });
    }
    ELSEWHERE.fill(lang, &counts)
}

fn add_pupils(school: &School, assigned: &Assigned, groups: &[Group], plan: &mut ServicePlan, lang: Lang) {
    let service = &school.service;
    let mut group_of: BTreeMap<(ServiceSlotId, PupilId), &Group> = BTreeMap::new();
    for group in groups {
        group_of.extend(group.pupils.iter().map(|pupil| ((group.slot, *pupil), group)));
    }
    for (index, pupil) in service.pupils.iter().enumerate() {
        let who = PupilId::from_index(index);
        let clubs = assigned.clubs.get(&who);
        for id in service.slot_ids().filter(|id| service.slot(*id).kind == ServiceKind::Club) {
            let slot = service.slot(id);
            for weekday in slot.days.keys().filter(|weekday| service.attends(pupil, id, **weekday)) {
                let meets = |club: &ClubId| service.club(*club).meets.contains(&(id, *weekday));
                let club = clubs.into_iter().flatten().find(|(club, _)| meets(club));
                let group = club.is_none().then(|| group_of.get(&(id, who))).flatten();
                let reason = match (club, group) {
                    (Some(_), _) => String::new(),
                    (None, Some(_)) => reason(school, assigned, who, (id, *weekday), lang),
                    (None, None) => reason(school, assigned, who, (id, *weekday), lang) + NO_OTHER.get(lang),
                };
                plan.pupils.push(Placed {
                    class: school.class(pupil.class).name.clone(),
                    pupil: pupil.name.clone(),
                    number: pupil.number.clone(),
                    weekday: *weekday,
                    slot: slot.name.clone(),
                    club: club.map_or_else(String::new, |(club, _)| service.club(*club).name.clone()),
                    rank: club.map_or(0, |(_, rank)| *rank),
                    group: group.map_or_else(String::new, |group| group.name.clone()),
                    reason,
                });
            }
        }
    }
}

/// Why the pupil is in no club at that time: what became of each choice that meets then.
fn reason(school: &School, assigned: &Assigned, who: PupilId, at: (ServiceSlotId, Weekday), lang: Lang) -> String {
    let pupil = school.service.pupil(who);
    if pupil.choices.is_empty() {
        return NO_CHOICE.get(lang).to_owned();
    }
    let mut seen = BTreeSet::new();
    let mut reasons = Vec::new();
    for id in pupil.choices.iter().filter(|id| school.service.club(**id).meets.contains(&at)) {
        if seen.insert(*id) {
            reasons.push(fate(school, assigned, pupil, assigned.clubs.get(&who), *id, lang));
        }
    }
    if reasons.is_empty() {
        return NOT_THEN.get(lang).to_owned();
    }
    reasons.join(if lang == Lang::Zh { "；" } else { "; " })
}

/// What became of one choice that the pupil did not get.
fn fate(
    school: &School,
    assigned: &Assigned,
    pupil: &Pupil,
    given: Option<&BTreeMap<ClubId, u16>>,
    id: ClubId,
    lang: Lang,
) -> String {
    let service = &school.service;
    let club: &Club = service.club(id);
    let grade = school.class(pupil.class).grade;
    let name = &club.name;
    if !club.grades.is_empty() && !club.grades.contains(&grade) {
        return NOT_GRADE.fill(lang, &args! { club: name });
    }
    if let Some(requires) = club.requires.filter(|requires| !pupil.done.contains(requires)) {
        return NOT_BEFORE.fill(lang, &args! { club: name, requires: &service.club(requires).name });
    }
    if !club.admits(school, pupil) {
        return NOT_DAYS.fill(lang, &args! { club: name });
    }
    if !assigned.held.contains_key(&id) {
        return CANCELLED.fill(lang, &args! { club: name });
    }
    let times = meetings(school, club);
    let other = given
        .into_iter()
        .flat_map(BTreeMap::keys)
        .find(|other| clash(&times, &meetings(school, service.club(**other))));
    match other {
        Some(other) => CLASHES.fill(lang, &args! { club: name, other: &service.club(*other).name }),
        None if assigned.most_served => FULL.fill(lang, &args! { club: name }),
        None => NOT_FOUND.fill(lang, &args! { club: name }),
    }
}
