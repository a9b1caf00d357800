//! Prefer resources: whoever is not near costs 1 (where the rule must hold: is no candidate), if anybody on the post's list is.

use super::META;
use crate::lowering::{EngagementKind, Roster, Task, TaskOf, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::{Level, Setting};
use crate::units::TeacherId;

pub(super) fn lower(roster: &mut Roster<'_>, setting: &Setting) {
    let school = roster.school;
    let mut far = Vec::new();
    for (id, task) in roster.tasks() {
        let TaskOf::Post(post) = task.of else { continue };
        let holders = school.may_hold(school.duty.post(post));
        if holders.iter().any(|person| is_near(roster, task, *person, setting)) {
            let people = roster.candidates(id).into_iter();
            let people: Vec<_> = people.filter(|person| !is_near(roster, task, *person, setting)).collect();
            far.push((id, task.name.clone(), people));
        }
    }
    for (id, name, people) in far {
        let tag = |about: &str| Tag { rule: META.code, about: vec![name.clone(), about.to_owned()] };
        if setting.level == Level::Hard {
            for person in people {
                roster.bar(id, person, tag(&school.teacher(person).name));
            }
        } else {
            let costs = people.into_iter().map(|person| (roster.person(person), 1)).collect();
            let form = Form::PreferResource { need: (id, 0), costs };
            roster.add(Kind::PreferResources, form, strength(setting), tag(""));
        }
    }
}

fn is_near(roster: &Roster<'_>, task: &Task, person: TeacherId, setting: &Setting) -> bool {
    roster.engagements[person.index()].iter().any(|one| {
        one.kind == EngagementKind::Lesson
            && one.building.is_some()
            && one.building == task.building
            && one.span.weekday == task.span.weekday
            && !one.span.time.overlaps(task.span.time)
            && i64::from(one.span.time.distance(task.span.time).0) <= setting.int("gap")
    })
}
