//! The sessions and shifts of a plan as items, and each person's part in them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::item::{Item, Stand, Table};
use super::{Figure, Measure};
use crate::plan::Plan;
use crate::units::{Interval, Weekday, Weeks};

/// The items of `plan` beside its timetable, sorted.
#[must_use]
pub fn items(plan: &Plan) -> Vec<Item> {
    let Some(service) = &plan.service else { return Vec::new() };
    let sorted = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let sessions = service.sessions.iter().map(|session| Item {
        table: Table::Sessions,
        classes: sorted(&session.classes),
        name: session.name.clone(),
        section: session.slot.clone(),
        stand: stand(session.weekday, Some(session.time), &session.room, sorted(&session.staff)),
    });
    let shifts = service.shifts.iter().map(|shift| Item {
        table: Table::Duty,
        classes: Vec::new(),
        name: shift.post.clone(),
        section: String::new(),
        stand: stand(shift.weekday, Some(shift.time), &shift.place, vec![shift.person.clone()]),
    });
    // Dated duty at posts follows from the weekly roster and the calendar; weekly duty is a roster of its own.
    let weekly = service.dated.iter().filter(|duty| duty.kind.is_none()).filter_map(|duty| {
        let number = u8::try_from(duty.date.weekday().number_from_monday()).ok()?;
        let stand = stand(Weekday::new(number)?, duty.time, &duty.place, vec![duty.person.clone()]);
        Some(Item {
            table: Table::WeeklyDuty,
            classes: Vec::new(),
            name: duty.post.clone(),
            section: String::new(),
            stand: Stand { date: Some(duty.date), ..stand },
        })
    });
    let mut items: Vec<Item> = sessions.chain(shifts).chain(weekly).collect();
    items.sort_unstable();
    items
}

fn stand(weekday: Weekday, time: Option<Interval>, room: &str, people: Vec<String>) -> Stand {
    Stand { date: None, weekday, time, weeks: Weeks::All, room: room.to_owned(), people, period: None }
}

/// Sessions, shifts, their minutes and days of weekly duty of everybody who has one of them in some plan.
#[must_use]
pub fn figures(plans: &[&Plan]) -> Vec<Figure> {
    let items: Vec<Vec<Item>> = plans.iter().map(|plan| items(plan)).collect();
    let minutes = |item: &Item| item.stand.time.map_or(0, |time| i64::from(time.length().0));
    let of = |measure: Measure, table: Table, value: &dyn Fn(&Item) -> i64| {
        let sums: Vec<_> = items.iter().map(|items| sums(items, table, value)).collect();
        Figure::new(measure, &sums)
    };
    vec![
        of(Measure::Sessions, Table::Sessions, &|_| 1),
        of(Measure::SessionMinutes, Table::Sessions, &minutes),
        of(Measure::Shifts, Table::Duty, &|_| 1),
        of(Measure::ShiftMinutes, Table::Duty, &minutes),
        of(Measure::DutyDays, Table::WeeklyDuty, &|_| 1),
    ]
}

fn sums<'a>(items: &'a [Item], table: Table, value: &dyn Fn(&Item) -> i64) -> BTreeMap<&'a str, i64> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for item in items.iter().filter(|item| item.table == table) {
        for person in &item.stand.people {
            *sums.entry(person).or_default() += value(item);
        }
    }
    sums
}
