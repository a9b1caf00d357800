//! Exchanges (调课): a lesson whose teacher is away changes places with a later lesson of the same class.
//!
//! Lesson `l` of the class can *move to* the slot of lesson `m` when all who give `l` are free there but for `l` and `m`
//! themselves, and its room has a place. An exchange of two needs `l -> m` and `m -> l`; a circle of three `l -> n`, `n -> m`,
//! `m -> l`, and is looked for where no exchange of two does. Lessons of one subject are not exchanged, and a lesson that is
//! pinned, of several classes or groups, half of a double, or moved already stays where it is. Only lessons of the same
//! date and later ones are looked at. Counts of subjects are kept by any exchange.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::day::Given;
use super::judge::judge;
use super::{Arrangement, Context, Kind, Step, Way};

/// A lesson of the class: its date and position there.
type Slot = (NaiveDate, usize);

/// Adds the exchanges of every vacancy.
pub(super) fn find(context: &Context<'_>, made: &mut Arrangement) {
    let vacant: Vec<Slot> = made.vacancies.iter().map(|one| (one.date, one.lesson)).collect();
    for (own, vacancy) in vacant.iter().zip(made.vacancies.clone()) {
        let [class] = vacancy.classes[..] else { continue };
        if vacancy.fixed {
            continue;
        }
        let others: Vec<Slot> = context
            .days
            .range(own.0..)
            .flat_map(|(date, day)| day.lessons.iter().enumerate().map(move |(lesson, given)| (*date, lesson, given)))
            .filter(|(date, lesson, given)| {
                given.classes == [class] && !given.fixed && (*date, *lesson) != *own && given.subject != vacancy.subject
            })
            .map(|(date, lesson, _)| (date, lesson))
            .collect();
        let mut found: Vec<Way> = Vec::new();
        for other in others.iter().filter(|other| within(context, own.0, other.0)) {
            if moves(context, *own, *other) && moves(context, *other, *own) {
                found.extend(way(context, &vacant, &[*own, *other]));
            }
        }
        if found.is_empty() {
            for last in others.iter().filter(|other| moves(context, *own, **other)) {
                for next in others.iter().filter(|next| *next != last && moves(context, **next, *own)) {
                    if within(context, own.0, last.0) && within(context, own.0, next.0) && moves(context, *last, *next)
                    {
                        found.extend(way(context, &vacant, &[*own, *next, *last]));
                    }
                }
            }
        }
        // An exchange that serves several vacancies is found from each: once is enough.
        found.retain(|way| !made.ways.iter().any(|other| same(way, other)));
        made.ways.extend(found);
    }
}

/// Whether two exchanges change the same lessons in the same way.
fn same(a: &Way, b: &Way) -> bool {
    let changes = |way: &Way| way.steps.iter().map(|step| (step.date, step.lesson, step.row)).collect::<BTreeSet<_>>();
    matches!(b.kind, Kind::Swap(_)) && a.serves == b.serves && changes(a) == changes(b)
}

/// Whether `date` is within the horizon of an absence on `from`.
fn within(context: &Context<'_>, from: NaiveDate, date: NaiveDate) -> bool {
    let days = context.view.school.term.iter().flat_map(|term| &term.days).map(|day| day.date);
    days.filter(|day| *day > from && *day <= date).count() <= usize::from(context.request.horizon)
}

fn given<'c>(context: &'c Context<'_>, slot: Slot) -> Option<&'c Given> {
    context.days.get(&slot.0)?.lessons.get(slot.1)
}

/// Whether the lesson of slot `from` can be given in slot `to`.
fn moves(context: &Context<'_>, from: Slot, to: Slot) -> bool {
    let (Some(lesson), Some(place), Some(day)) = (given(context, from), given(context, to), context.days.get(&to.0))
    else {
        return false;
    };
    let without: Vec<usize> = if from.0 == to.0 { vec![from.1, to.1] } else { vec![to.1] };
    let school = context.view.school;
    let free = |person| day.in_the_way(school, person, place.wall, lesson.room, &without).is_none();
    lesson.subject != place.subject
        && lesson.teachers.iter().all(|person| free(*person))
        && lesson.room.is_none_or(|room| day.has_place(school, room, place.wall, &without))
}

/// The circle in which the lesson of each slot goes to the slot before it, the first one's to the last; none when a rule is
/// against it.
fn way(context: &Context<'_>, vacant: &[Slot], slots: &[Slot]) -> Option<Way> {
    let mut steps = Vec::new();
    for (position, slot) in slots.iter().enumerate() {
        let (place, comes) = (given(context, *slot)?, given(context, slots[(position + 1) % slots.len()])?);
        steps.push(Step {
            date: slot.0,
            lesson: slot.1,
            row: comes.row,
            period: place.period,
            time: place.wall,
            classes: place.classes.clone(),
            from: place.subject,
            to: comes.subject,
            before: place.teachers.clone(),
            teachers: comes.teachers.clone(),
            room: comes.room,
        });
    }
    let mut warnings = Vec::new();
    for date in steps.iter().map(|step| step.date).collect::<BTreeSet<_>>() {
        let on_date: Vec<&Step> = steps.iter().filter(|step| step.date == date).collect();
        let verdict = judge(context, date, &on_date);
        if verdict.bar.is_some() {
            return None;
        }
        warnings.extend(verdict.warnings);
    }
    let serves = (0..vacant.len()).filter(|index| slots.contains(&vacant[*index])).collect();
    let kind = Kind::Swap(u8::try_from(slots.len()).unwrap_or(u8::MAX));
    Some(Way { kind, serves, steps, warnings, so_far: 0, week_load: 0 })
}
