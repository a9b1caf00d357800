//! What stands in the way of a lesson at a place: the first of
//!
//! 1. a rule took the place out of the lesson's domain;
//! 2. somebody or something that it certainly needs cannot be used then (away, shut, at an event);
//! 3. a teacher or room that it certainly needs is taken then by another lesson, the class's own last;
//! 4. none of the teachers or rooms that it could have is free then;
//! 5. with it there a hard limit would be exceeded;
//! 6. nothing by itself: something only in company of other choices.

use std::collections::BTreeMap;

use crate::lowering::{Lowering, Place};
use crate::problem::{
    ActivityId, CellId, Choice, Constraint, Form, PlacementId, ResourceId, ResourceKind, Solution, Strength, Term,
};

/// Why a lesson does not stand at a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Cannot be used then: who or what.
    Away(String),
    /// Taken by another lesson: who or what, by which lesson.
    Taken(String, String),
    /// None of these is free then.
    NoneFree(Vec<String>),
    /// A hard rule would be broken: its code, and what it is about.
    Limit(&'static str, Vec<String>),
    /// A rule keeps such lessons out of this time: its code.
    Rule(&'static str),
    /// The class has another lesson: class, lesson.
    ClassBusy(String, String),
    /// Nothing by itself.
    Company,
}

/// A plan with what is needed to look at its places.
pub(super) struct Look<'a> {
    lowering: &'a Lowering<'a>,
    solution: &'a Solution,
    used: BTreeMap<(ResourceId, CellId), Vec<ActivityId>>,
    /// Hard constraints by activity.
    hard: BTreeMap<ActivityId, Vec<&'a Constraint>>,
}

impl<'a> Look<'a> {
    pub(super) fn new(lowering: &'a Lowering<'a>, solution: &'a Solution) -> Self {
        let problem = &lowering.problem;
        let mut used: BTreeMap<(ResourceId, CellId), Vec<ActivityId>> = BTreeMap::new();
        for (index, lessons) in solution.lessons.iter().enumerate() {
            for choice in lessons {
                for resource in &choice.resources {
                    for cell in &problem.placement(choice.placement).cells {
                        used.entry((*resource, *cell)).or_default().push(ActivityId::from_index(index));
                    }
                }
            }
        }
        let mut hard: BTreeMap<ActivityId, Vec<&Constraint>> = BTreeMap::new();
        for constraint in problem.constraints.iter().filter(|constraint| constraint.strength == Strength::Hard) {
            let mut about: Vec<ActivityId> = terms(&constraint.form).map(|term| term.activity).collect();
            about.sort_unstable();
            about.dedup();
            for id in about {
                hard.entry(id).or_default().push(constraint);
            }
        }
        Self { lowering, solution, used, hard }
    }

    /// Every place that a lesson of the activity might take and does not, with what is in the way there.
    pub(super) fn places(&self, id: ActivityId) -> Vec<(Place, Why)> {
        let problem = &self.lowering.problem;
        let mut found = Vec::new();
        for exclusion in problem.exclusions.iter().filter(|exclusion| exclusion.activity == id) {
            found.push((self.lowering.place(exclusion.placement).clone(), Why::Rule(exclusion.tag.rule)));
        }
        let own = &self.solution.lessons[id.index()];
        for placement in &problem.activity(id).domain {
            if !own.iter().any(|choice| choice.placement == *placement) {
                found.push((self.lowering.place(*placement).clone(), self.why(id, *placement)));
            }
        }
        found.sort_by_key(|(place, _)| (place.weekday, place.time, place.weeks));
        found.dedup();
        found
    }

    fn why(&self, id: ActivityId, placement: PlacementId) -> Why {
        let problem = &self.lowering.problem;
        let cells = &problem.placement(placement).cells;
        let name = |resource: ResourceId| problem.resource(resource).name.clone();
        let given: Vec<ResourceId> =
            problem.activity(id).needs.iter().filter_map(crate::problem::Need::given).collect();
        let away = |resource: &ResourceId| {
            cells.iter().any(|cell| problem.resource(*resource).unavailable.binary_search(cell).is_ok())
        };
        if let Some(resource) = given.iter().find(|resource| away(resource)) {
            return Why::Away(name(*resource));
        }
        let by = |resource: &ResourceId| self.taken(*resource, cells);
        let is_class = |resource: &&ResourceId| problem.resource(**resource).kind == ResourceKind::Group;
        // Another lesson of the class takes its teachers and its room, too: that says no more than that the class is busy.
        let own = |other: &ActivityId| {
            let needs = problem.activity(*other).needs.iter().filter_map(crate::problem::Need::given);
            needs.filter(|resource| is_class(&resource)).any(|resource| given.contains(&resource))
        };
        let others = given.iter().filter(|resource| !is_class(resource));
        let mut taken = others.filter_map(|resource| Some((*resource, by(resource)?)));
        if let Some((resource, other)) = taken.find(|(_, other)| !own(other)) {
            return Why::Taken(name(resource), problem.activity(other).name.clone());
        }
        let classes = given.iter().filter(is_class);
        if let Some((resource, other)) = classes.filter_map(|resource| Some((*resource, by(resource)?))).next() {
            return Why::ClassBusy(name(resource), problem.activity(other).name.clone());
        }
        for need in problem.activity(id).needs.iter().filter(|need| need.given().is_none()) {
            if need.candidates.iter().all(|resource| away(resource) || by(resource).is_some()) {
                return Why::NoneFree(need.candidates.iter().map(|resource| name(*resource)).collect());
            }
        }
        match self.limit(id, placement) {
            Some(constraint) => Why::Limit(constraint.tag.rule, constraint.tag.about.clone()),
            None => Why::Company,
        }
    }

    /// A lesson that takes the last place of the resource in one of the cells.
    fn taken(&self, resource: ResourceId, cells: &[CellId]) -> Option<ActivityId> {
        let capacity = self.lowering.problem.resource(resource).capacity as usize;
        let full = |cell: &CellId| self.used.get(&(resource, *cell)).filter(|lessons| lessons.len() >= capacity);
        cells.iter().find_map(full).and_then(|lessons| lessons.first().copied())
    }

    /// A hard constraint that would be broken more with a lesson there.
    fn limit(&self, id: ActivityId, placement: PlacementId) -> Option<&'a Constraint> {
        let more = Choice { placement, resources: Vec::new() };
        let of_activity = self.hard.get(&id).map_or(&[][..], Vec::as_slice);
        of_activity.iter().copied().find(|constraint| {
            let with = self.amount(&constraint.form, Some((id, &more)));
            with > self.amount(&constraint.form, None)
        })
    }

    /// Amount by which a count or pattern is violated, with one lesson more; conditions of that lesson do not hold.
    fn amount(&self, form: &Form, more: Option<(ActivityId, &Choice)>) -> i64 {
        let holds = |term: &Term| {
            let chosen = self.solution.lessons[term.activity.index()].iter().filter(|c| c.placement == term.placement);
            let met = chosen.filter(|choice| {
                term.given.is_none_or(|(need, resource)| choice.resources.get(usize::from(need)) == Some(&resource))
            });
            let extra = more.is_some_and(|(id, choice)| {
                id == term.activity && choice.placement == term.placement && term.given.is_none()
            });
            met.count() > 0 || extra
        };
        match form {
            Form::Count { terms, min, max } => {
                let sum: i64 = terms.iter().filter(|term| holds(term)).map(|term| i64::from(term.weight)).sum();
                (i64::from(*min) - sum).max(sum - i64::from(*max)).max(0)
            }
            Form::Pattern { slots, measure } => {
                let busy: Vec<bool> = slots.iter().map(|terms| terms.iter().any(holds)).collect();
                i64::from(measure.amount(&busy))
            }
            Form::SameResource { .. }
            | Form::Workload { .. }
            | Form::PreferResource { .. }
            | Form::FewResources { .. } => 0,
        }
    }
}

fn terms(form: &Form) -> Box<dyn Iterator<Item = &Term> + '_> {
    match form {
        Form::Count { terms, .. } => Box::new(terms.iter()),
        Form::Pattern { slots, .. } => Box::new(slots.iter().flatten()),
        _ => Box::new(std::iter::empty()),
    }
}
