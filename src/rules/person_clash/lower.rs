//! Avoid clashes: everybody has capacity 1, and is barred from what an engagement of the school day is in the way of.
//! Travel time: for each person, each end of a task in building `A` and each start of one in building `B` too soon after
//! it, not both; at a capacity of 1 each end and each start is one task at most.

use std::collections::BTreeMap;

use super::META;
use crate::lowering::{EngagementKind, Roster};
use crate::problem::{ActivityId, Form, Kind, Strength, Tag, Term};
use crate::school::Setting;
use crate::units::{BuildingId, ClockTime, Minutes, TeacherId, Weekday};

pub(super) fn lower(roster: &mut Roster<'_>, _: &Setting) {
    roster.bar_engaged(META.code, |roster, task, one| {
        matches!(one.kind, EngagementKind::Lesson | EngagementKind::Research | EngagementKind::Event)
            && one.span.weekday == task.span.weekday
            && (one.span.overlaps(task.span)
                || one.span.time.distance(task.span.time) < roster.transfer(one.building, task.building))
    });
    let travels = roster.school.transfer.iter().flatten().any(|minutes| *minutes > Minutes(0));
    for teacher in roster.school.teacher_ids() {
        roster.set_capacity(teacher, 1);
        if travels {
            journeys(roster, teacher);
        }
    }
}

/// Where somebody would be when.
type Moment = (Weekday, BuildingId, ClockTime);

fn journeys(roster: &mut Roster<'_>, teacher: TeacherId) {
    let mut ends: BTreeMap<Moment, Vec<ActivityId>> = BTreeMap::new();
    let mut starts: BTreeMap<Moment, Vec<ActivityId>> = BTreeMap::new();
    for (id, task) in roster.tasks_of(teacher) {
        if let Some(building) = task.building {
            let (day, time) = (task.span.weekday, task.span.time);
            ends.entry((day, building, time.end)).or_default().push(id);
            starts.entry((day, building, time.start)).or_default().push(id);
        }
    }
    let mut rows = Vec::new();
    for ((day, from, end), first) in &ends {
        for ((other_day, to, start), second) in &starts {
            let needed = roster.transfer(Some(*from), Some(*to)).0;
            if day == other_day && end <= start && start.minutes() - end.minutes() < needed {
                let terms: Vec<Term> = first.iter().chain(second).map(|id| roster.term(*id, teacher, 1)).collect();
                rows.push((*day, terms));
            }
        }
    }
    for (day, terms) in rows {
        let about = vec![roster.school.teacher(teacher).name.clone(), day.zh().to_owned()];
        let form = Form::Count { terms, min: 0, max: 1 };
        roster.add(Kind::TravelTime, form, Strength::Hard, Tag { rule: META.code, about });
    }
}
