//! Prefer resources: whoever has such a lesson costs 1; where the rule must hold, is no candidate.

use super::{META, is_late, next_morning};
use crate::lowering::{EngagementKind, Roster, Task, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::{Level, School, Setting, TimeSpan};

pub(super) fn lower(roster: &mut Roster<'_>, setting: &Setting) {
    let school = roster.school;
    if setting.level == Level::Hard {
        roster.bar_engaged(META.code, |_, task, one| {
            one.kind == EngagementKind::Lesson && in_the_way(school, setting, task, one.span)
        });
        return;
    }
    let mut costly = Vec::new();
    for (id, task) in roster.tasks().filter(|(_, task)| is_late(setting, task.span.time)) {
        let early = |person: &crate::units::TeacherId| {
            let lessons = roster.engagements[person.index()].iter().filter(|one| one.kind == EngagementKind::Lesson);
            lessons.into_iter().any(|one| in_the_way(school, setting, task, one.span))
        };
        let people = roster.candidates(id).into_iter().filter(early);
        let costs: Vec<_> = people.map(|person| (roster.person(person), 1)).collect();
        if !costs.is_empty() {
            costly.push((Form::PreferResource { need: (id, 0), costs }, vec![task.name.clone()]));
        }
    }
    for (form, about) in costly {
        roster.add(Kind::PreferResources, form, strength(setting), Tag { rule: META.code, about });
    }
}

fn in_the_way(school: &School, setting: &Setting, task: &Task, lesson: TimeSpan) -> bool {
    let morning = next_morning(school, task.span.weekday);
    let first = morning.is_some_and(|(day, starts)| day == lesson.weekday && starts.contains(&lesson.time.start));
    first && is_late(setting, task.span.time)
}
