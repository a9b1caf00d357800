//! Prefer resources: where one person is needed everybody else costs 1; where several are, at least one of the class
//! teachers is among them.

use super::{META, class_teachers};
use crate::lowering::{Roster, TaskOf, strength};
use crate::problem::{Form, Kind, Tag, Term};
use crate::school::{Level, Setting};

pub(super) fn lower(roster: &mut Roster<'_>, setting: &Setting) {
    let mut forms = Vec::new();
    for (id, task) in roster.tasks() {
        let (TaskOf::Session(row), Some(slot), None, 0) = (task.of, task.slot, task.club, task.head) else { continue };
        let teachers = class_teachers(roster.school, slot, &task.classes);
        if teachers.is_empty() {
            continue;
        }
        let heads = roster.school.heads(slot, None);
        let form = if heads == 1 && setting.level == Level::Soft {
            let others = roster.candidates(id).into_iter().filter(|person| !teachers.contains(person));
            let costs = others.map(|person| (roster.person(person), 1)).collect();
            Form::PreferResource { need: (id, 0), costs }
        } else {
            let places = roster.tasks().filter(|(_, other)| other.of == TaskOf::Session(row));
            let terms = places.flat_map(|(place, _)| {
                let candidates = roster.candidates(place).into_iter().filter(|person| teachers.contains(person));
                candidates.map(move |person| (place, person))
            });
            let terms: Vec<Term> = terms.map(|(place, person)| roster.term(place, person, 1)).collect();
            Form::Count { terms, min: 1, max: i32::from(heads) }
        };
        forms.push((form, vec![task.name.clone(), task.span.weekday.zh().to_owned()]));
    }
    for (form, about) in forms {
        roster.add(Kind::PreferResources, form, strength(setting), Tag { rule: META.code, about });
    }
}
