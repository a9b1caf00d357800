//! Assign resource: for each day, leaders at patrol posts, at least one.

use super::{META, days};
use crate::lowering::{Roster, TaskOf, strength};
use crate::problem::{Form, Kind, Tag, Term};
use crate::school::{PostKind, Setting};

pub(super) fn lower(roster: &mut Roster<'_>, setting: &Setting) {
    let school = roster.school;
    for weekday in days(school) {
        let mut terms: Vec<Term> = Vec::new();
        for (id, task) in roster.tasks() {
            let patrol = matches!(task.of, TaskOf::Post(post) if school.duty.post(post).kind == PostKind::Patrol);
            if patrol && task.span.weekday == weekday {
                let leaders = roster.candidates(id).into_iter().filter(|person| school.teacher(*person).leader);
                terms.extend(leaders.map(|person| roster.term(id, person, 1)));
            }
        }
        let form = Form::Count { terms, min: 1, max: i32::MAX };
        let tag = Tag { rule: META.code, about: vec![weekday.zh().to_owned()] };
        roster.add(Kind::AssignResource, form, strength(setting), tag);
    }
}
