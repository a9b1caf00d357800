//! What stands on a sheet besides lessons: after-school sessions and duty.
//!
//! On a class's sheet a slot shows its groups with the class's own pupils in them, and the clubs: one by one when there are
//! two at most, else all in one entry that counts them. On a person's and a room's sheet each session is an entry.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::{Entry, EntryKind, Whose, block};
use crate::plan::{Held, ServicePlan, Session, View};
use crate::school::{ServiceKind, TimeSpan};
use crate::units::{ClassId, Weekday, Weeks};

/// Most clubs of a class at one time that are named on its sheet.
const MOST_CLUBS: usize = 2;

/// An entry and when it is.
pub(super) struct Block {
    /// Name of the slot; empty for duty.
    pub slot: String,
    /// What stands on the sheet.
    pub entry: Entry,
    /// When.
    pub span: TimeSpan,
}

/// Sessions and shifts on one sheet.
#[derive(Default)]
pub(super) struct After {
    pub sessions: Vec<Block>,
    pub shifts: Vec<Block>,
}

impl After {
    /// Number of sessions, minutes of duty.
    pub(super) fn totals(&self) -> (usize, u32) {
        (self.sessions.len(), self.shifts.iter().map(|shift| u32::from(shift.span.time.length().0)).sum())
    }
}

/// What is on the sheet of `whose`, in the order of the plan.
pub(super) fn of(view: &View<'_>, whose: Whose) -> After {
    let Some(service) = &view.plan.service else { return After::default() };
    let concerned = |held: &&Held| match whose {
        Whose::Class(id) => held.classes.contains(&id),
        Whose::Teacher(id) => held.staff.contains(&id),
        Whose::Room(id) => held.room == Some(id),
    };
    let held: Vec<&Held> = view.sessions.iter().filter(concerned).collect();
    let sessions = match whose {
        Whose::Class(id) => of_class(view, service, id, &held),
        _ => held.iter().map(|held| of_other(view, &service.sessions[held.row], held, whose)).collect(),
    };
    let shifts = view.shifts.iter().filter(|shift| matches!(whose, Whose::Teacher(id) if shift.person == Some(id)));
    let shifts = shifts.map(|held| {
        let shift = &service.shifts[held.row];
        let mut entry = block(EntryKind::Duty(shift.kind), &shift.post, Weeks::All);
        entry.room = Some(shift.place.clone()).filter(|place| !place.is_empty());
        Block { slot: String::new(), entry, span: held.span }
    });
    After { sessions, shifts: shifts.collect() }
}

/// A session on the sheet of a person or a room.
fn of_other(view: &View<'_>, session: &Session, held: &Held, whose: Whose) -> Block {
    let mut entry = named(session);
    entry.pupils = Some(u32::from(session.pupils));
    match whose {
        Whose::Room(_) => entry.teachers.clone_from(&session.staff),
        Whose::Class(_) => {}
        Whose::Teacher(id) => {
            let own = &view.school.teacher(id).name;
            entry.teachers = session.staff.iter().filter(|name| *name != own).cloned().collect();
            entry.room = Some(session.room.clone()).filter(|name| !name.is_empty());
        }
    }
    Block { slot: session.slot.clone(), entry, span: held.span }
}

/// Name, and as its group what happens unless the name or the slot says so.
fn named(session: &Session) -> Entry {
    let mut entry = block(EntryKind::Service(session.kind), &session.name, Weeks::All);
    if session.kind != ServiceKind::Club && session.kind.zh() != session.slot && session.kind.zh() != session.name {
        session.kind.zh().clone_into(&mut entry.section);
    }
    entry
}

fn of_class(view: &View<'_>, service: &ServicePlan, class: ClassId, held: &[&Held]) -> Vec<Block> {
    let name = &view.school.class(class).name;
    let home = view.school.class(class).home_room;
    let heads: BTreeMap<(&str, &str, Weekday), u32> = service
        .groups
        .iter()
        .filter(|row| row.class == *name)
        .map(|row| ((row.slot.as_str(), row.group.as_str(), row.weekday), u32::from(row.pupils)))
        .collect();
    let own: Vec<_> = service.pupils.iter().filter(|row| row.class == *name && !row.club.is_empty()).collect();
    let mut blocks = Vec::new();
    let mut clubs: BTreeMap<(Weekday, &str), Vec<&Held>> = BTreeMap::new();
    for held in held {
        let session = &service.sessions[held.row];
        if session.kind == ServiceKind::Club {
            clubs.entry((session.weekday, &session.slot)).or_default().push(held);
            continue;
        }
        let mut entry = named(session);
        entry.pupils = heads.get(&(session.slot.as_str(), session.name.as_str(), session.weekday)).copied();
        entry.teachers.clone_from(&session.staff);
        entry.room = Some(session.room.clone()).filter(|room| held.room != Some(home) && !room.is_empty());
        blocks.push(Block { slot: session.slot.clone(), entry, span: held.span });
    }
    for ((weekday, slot), held) in clubs {
        let members = |club: &str| {
            let here = own.iter().filter(|row| row.weekday == weekday && row.slot == slot && row.club == club);
            let pupils: BTreeSet<_> = here.map(|row| (&row.pupil, &row.number)).collect();
            u32::try_from(pupils.len()).ok().filter(|count| *count > 0)
        };
        let of_one = |held: &&Held| {
            let session = &service.sessions[held.row];
            let mut entry = named(session);
            entry.pupils = members(&session.name);
            entry.teachers.clone_from(&session.staff);
            entry.room = Some(session.room.clone()).filter(|room| !room.is_empty());
            Block { slot: slot.to_owned(), entry, span: held.span }
        };
        if held.len() <= MOST_CLUBS {
            blocks.extend(held.iter().map(of_one));
        } else if let Some(first) = held.first() {
            let mut entry = block(EntryKind::Service(ServiceKind::Club), ServiceKind::Club.zh(), Weeks::All);
            entry.clubs = held.len();
            entry.pupils = Some(held.iter().filter_map(|held| members(&service.sessions[held.row].name)).sum());
            blocks.push(Block { slot: slot.to_owned(), entry, span: first.span });
        }
    }
    blocks
}
