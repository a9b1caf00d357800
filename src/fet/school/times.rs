//! Families about when lessons, people and rooms are available.

use std::collections::BTreeSet;

use super::facts::{Facts, cost, slot, slots};
use crate::fet::model::{Constraint, Element, Fet, Slot};
use crate::fet::report::Fate;
use crate::text::fet as words;

/// Applies a constraint about times; false when it is of another family.
pub(super) fn apply(fet: &Fet, facts: &mut Facts, constraint: &Constraint) -> bool {
    let element = &constraint.element;
    match constraint.family.as_str() {
        "BreakTimes" | "TeacherNotAvailableTimes" | "StudentsSetNotAvailableTimes" | "RoomNotAvailableTimes" => {
            closed(fet, facts, constraint);
        }
        "ActivityPreferredStartingTime" => preferred_start(fet, facts, constraint),
        "ActivityPreferredDay" => {
            restrict(fet, facts, constraint, fet.slots_of(element.get(&["Preferred_Day", "Day"])), true);
        }
        "ActivityPreferredStartingTimes"
        | "ActivitiesPreferredStartingTimes"
        | "SubactivitiesPreferredStartingTimes" => {
            restrict(fet, facts, constraint, slots(fet, element), true);
        }
        "ActivityPreferredTimeSlots" | "ActivitiesPreferredTimeSlots" | "SubactivitiesPreferredTimeSlots" => {
            restrict(fet, facts, constraint, slots(fet, element), false);
        }
        _ => return false,
    }
    true
}

/// Somebody or something is not available.
fn closed(fet: &Fet, facts: &mut Facts, constraint: &Constraint) {
    let element = &constraint.element;
    let found = slots(fet, element).and_then(|slots| {
        match constraint.family.as_str() {
            "BreakTimes" => facts.classes.iter_mut().for_each(|class| class.closed.extend(&slots)),
            "TeacherNotAvailableTimes" => {
                let teacher = fet.teachers.iter().position(|name| name == element.get(&["Teacher", "Teacher_Name"]))?;
                facts.teachers[teacher].closed.extend(&slots);
            }
            "RoomNotAvailableTimes" => {
                let room = fet.rooms.iter().position(|room| room.name == element.get(&["Room", "Room_Name"]))?;
                facts.rooms[room].closed.extend(&slots);
            }
            _ => {
                for class in facts.classes_in(fet, element.get(&["Students", "Students_Name"]))? {
                    facts.classes[class].closed.extend(&slots);
                }
            }
        }
        Some(())
    });
    match found {
        Some(()) => {
            facts.rule("unavailable-times", constraint.weight).hard = true;
            facts.note(constraint, Fate::Carried, words::NOTHING);
        }
        None => facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN),
    }
}

/// One time: a pin when it must be, else a wish.
fn preferred_start(fet: &Fet, facts: &mut Facts, constraint: &Constraint) {
    let element = &constraint.element;
    let Some(activity) = facts.activities_in(element).first().copied() else {
        return facts.note(constraint, Fate::Carried, words::ALL_OFF);
    };
    let (day, hour) = (element.get(&["Preferred_Day", "Day"]), element.get(&["Preferred_Hour", "Hour"]));
    if let Some(wanted) = fet.slots_of(day).filter(|_| hour.is_empty()) {
        return restrict(fet, facts, constraint, Some(wanted), true);
    }
    let Some(wanted) = slot(fet, element) else {
        return facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN);
    };
    if !constraint.weight.is_hard() {
        return restrict(fet, facts, constraint, Some(BTreeSet::from([wanted])), true);
    }
    let fits = fet.fits(wanted, fet.activities[activity].duration);
    let lesson = &mut facts.lessons[activity];
    if !fits || lesson.pin.is_some_and(|pin| pin != wanted) {
        return facts.note(constraint, Fate::NotCarried, words::CONTRADICTS);
    }
    lesson.pin = Some(wanted);
    facts.rule("pins", constraint.weight);
    facts.note(constraint, Fate::Carried, words::NOTHING);
}

/// Keeps the activities of a constraint to `wanted`: starting times, or slots of which they may use no others.
fn restrict(fet: &Fet, facts: &mut Facts, constraint: &Constraint, wanted: Option<BTreeSet<Slot>>, starting: bool) {
    let Some(wanted) = wanted else { return facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN) };
    let activities = chosen(fet, facts, &constraint.element, constraint.family.starts_with("Activity"));
    let mut exact = true;
    for index in activities {
        let duration = fet.activities[index].duration;
        let covered = |start: Slot| (0..duration).map(move |step| Slot { hour: start.hour + step, ..start });
        let fits =
            |start: &Slot| if starting { wanted.contains(start) } else { covered(*start).all(|s| wanted.contains(&s)) };
        let lesson = &mut facts.lessons[index];
        let starts: BTreeSet<Slot> = lesson.starts.iter().copied().filter(fits).collect();
        if constraint.weight.is_hard() {
            lesson.starts = starts;
            continue;
        }
        // A wish: what no wanted start covers is unwanted.
        let inside: BTreeSet<Slot> = starts.iter().flat_map(|start| covered(*start)).collect();
        let cost = u8::try_from(cost(constraint.weight)).unwrap_or(10);
        for slot in fet.slots().filter(|slot| !inside.contains(slot)) {
            let before = lesson.unwanted.entry(slot).or_insert(cost);
            *before = cost.max(*before);
        }
        exact &= duration == 1;
    }
    let (fate, note) = match (constraint.weight.is_hard(), exact) {
        (true, _) => (Fate::Carried, words::NOTHING),
        (false, true) => (Fate::Carried, words::AS_WISH),
        (false, false) => (Fate::Approximated, words::AS_WISH),
    };
    facts.rule(if constraint.weight.is_hard() { "subject-times" } else { "subject-wishes" }, constraint.weight);
    facts.note(constraint, fate, note);
}

/// The activities that a constraint is about: one by its identifier, else all that fit its filter.
fn chosen(fet: &Fet, facts: &Facts, element: &Element, one: bool) -> Vec<usize> {
    if one {
        return facts.activities_in(element);
    }
    let teacher = element.get(&["Teacher_Name", "Teacher"]);
    let students = element.get(&["Students_Name", "Students"]);
    let subject = element.get(&["Subject_Name", "Subject"]);
    let tag = element.get(&["Activity_Tag_Name", "Activity_Tag"]);
    let duration = element.number(&["Duration"]);
    let component = element.number(&["Component_Number"]);
    let classes = (!students.is_empty()).then(|| facts.classes_in(fet, students).unwrap_or_default());
    let fits = |index: &usize| {
        let activity = &fet.activities[*index];
        (teacher.is_empty() || activity.teachers.iter().any(|t| fet.teachers[*t] == teacher))
            && (subject.is_empty() || fet.subjects[activity.subject] == subject)
            && (tag.is_empty() || activity.tags.iter().any(|t| fet.tags[*t] == tag))
            && duration.is_none_or(|duration| duration == activity.duration)
            && component.is_none_or(|component| component == position(fet, *index))
            && classes.as_ref().is_none_or(|classes| !classes.is_disjoint(&facts.classes_of(fet, *index)))
    };
    (0..fet.activities.len()).filter(fits).collect()
}

/// Which part of its split activity an activity is, from 1.
fn position(fet: &Fet, index: usize) -> usize {
    let group = fet.activities[index].group;
    if group == 0 {
        return 1;
    }
    fet.activities[..=index].iter().filter(|activity| activity.group == group).count()
}
