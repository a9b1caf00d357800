//! What rules about the roster state again and again: who is kept from a task by an earlier choice, and loads.

use std::collections::BTreeMap;

use super::{Engagement, Roster, Task};
use crate::problem::{ActivityId, Form, Tag};
use crate::units::TeacherId;

impl Roster<'_> {
    /// Takes everybody out of a task's candidates who has an engagement that is `in_the_way`; the tag names the first.
    pub fn bar_engaged(&mut self, rule: &'static str, in_the_way: impl Fn(&Self, &Task, &Engagement) -> bool) {
        let mut barred = Vec::new();
        for (id, task) in self.tasks() {
            for person in self.candidates(id) {
                let first = self.engagements[person.index()].iter().find(|one| in_the_way(self, task, one));
                if let Some(one) = first {
                    let time = format!("{} {}", one.span.weekday.zh(), one.span.time);
                    let about = [self.school.teacher(person).name.clone(), time, one.what.clone()];
                    let about = about.into_iter().filter(|word| !word.is_empty()).collect();
                    barred.push((id, person, Tag { rule, about }));
                }
            }
        }
        for (id, person, tag) in barred {
            self.bar(id, person, tag);
        }
    }

    /// The tasks of each person that are `counted`, with what each counts.
    #[must_use]
    pub fn loads(&self, counted: impl Fn(&Task) -> Option<u32>) -> BTreeMap<TeacherId, Vec<(ActivityId, u8, u32)>> {
        let mut loads: BTreeMap<TeacherId, Vec<(ActivityId, u8, u32)>> = BTreeMap::new();
        for (id, task) in self.tasks() {
            let Some(load) = counted(task) else { continue };
            for person in self.candidates(id) {
                loads.entry(person).or_default().push((id, 0, load));
            }
        }
        loads
    }

    /// Forgets what constraints say of people who have meanwhile been barred from the task.
    pub(super) fn drop_barred(&mut self) {
        let activities = &self.problem.activities;
        let open = |activity: ActivityId, need: u8, resource| {
            let need = activities[activity.index()].needs.get(usize::from(need));
            need.is_some_and(|need| need.candidates.contains(&resource))
        };
        for constraint in &mut self.problem.constraints {
            match &mut constraint.form {
                Form::Count { terms, .. } => {
                    terms.retain(|term| term.given.is_none_or(|(need, one)| open(term.activity, need, one)));
                }
                Form::Workload { resource, loads, .. } => loads.retain(|(id, need, _)| open(*id, *need, *resource)),
                Form::PreferResource { need: (id, need), costs } => costs.retain(|(one, _)| open(*id, *need, *one)),
                Form::Pattern { .. } | Form::SameResource { .. } | Form::FewResources { .. } => {}
            }
        }
    }
}
