//! Not both teaching: for each set of lessons that cover a cell, a pattern of the two teachers with at most one busy. Not
//! both free: for each lesson time, a count of their lessons that meet it, at least one.

use std::collections::{BTreeMap, BTreeSet};

use super::META;
use crate::lowering::{Involved, Lowering, Place};
use crate::problem::{CellId, Form, Kind, Measure, Strength, Tag, Term};
use crate::school::{Exclusion, ExclusionKind, TimeSpan};
use crate::units::{TeacherId, Weeks};

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    let school = lowering.school;
    for exclusion in &school.exclusions {
        let (first, second) = exclusion.teachers;
        let about = [first, second].map(|teacher| school.teacher(teacher).name.clone()).to_vec();
        let tag = Tag { rule: META.code, about };
        let forms = match exclusion.kind {
            ExclusionKind::NotBothTeaching => not_both_teaching(lowering, first, second),
            ExclusionKind::NotBothFree => not_both_free(lowering, exclusion),
        };
        for form in forms {
            lowering.add(Kind::SeparateEvents, form, Strength::Hard, 1, tag.clone());
        }
    }
}

fn not_both_teaching(lowering: &Lowering<'_>, first: TeacherId, second: TeacherId) -> Vec<Form> {
    let [first, second] = [first, second].map(|teacher| {
        let mut by_cell: BTreeMap<CellId, Vec<Term>> = BTreeMap::new();
        for term in terms(lowering, lowering.of_teacher(teacher), |_| true) {
            for cell in &lowering.problem.placement(term.placement).cells {
                by_cell.entry(*cell).or_default().push(term);
            }
        }
        by_cell
    });
    let rows: BTreeSet<_> =
        first.into_iter().filter_map(|(cell, terms)| Some([terms, second.get(&cell)?.clone()])).collect();
    let measure = Measure::AtMost { max: 1 };
    rows.into_iter().map(|slots| Form::Pattern { slots: slots.to_vec(), measure }).collect()
}

fn not_both_free(lowering: &Lowering<'_>, exclusion: &Exclusion) -> Vec<Form> {
    let (first, second) = exclusion.teachers;
    let mut involved = lowering.of_teacher(first).to_vec();
    involved.extend(lowering.of_teacher(second));
    let weeks: Vec<Weeks> = lowering.school.weeks().to_vec();
    let mut forms = Vec::new();
    for week in weeks {
        for span in lesson_times(lowering, exclusion, week) {
            let terms = terms(lowering, &involved, |place| place.meets(span));
            let max = i32::try_from(terms.len()).unwrap_or(i32::MAX);
            forms.push(Form::Count { terms, min: 1, max: max.max(1) });
        }
    }
    forms
}

fn terms(lowering: &Lowering<'_>, involved: &[Involved], wanted: impl Fn(&Place) -> bool) -> Vec<Term> {
    let mut terms = Vec::new();
    for (activity, given) in involved {
        let domain = lowering.problem.activity(*activity).domain.iter();
        let fits = domain.filter(|placement| wanted(lowering.place(**placement)));
        terms.extend(fits.map(|p| Term { activity: *activity, placement: *p, weight: 1, given: *given }));
    }
    terms
}

/// The periods of the bell schedules that the two teachers' lessons follow, at the times of the exclusion.
fn lesson_times(lowering: &Lowering<'_>, exclusion: &Exclusion, week: Weeks) -> BTreeSet<TimeSpan> {
    let school = lowering.school;
    let mut bells = BTreeSet::new();
    for id in school.requirement_ids() {
        let wanted = [exclusion.teachers.0, exclusion.teachers.1];
        let sections = &school.requirement(id).sections;
        let candidates = sections.iter().flat_map(|s| &s.teachers).flat_map(|role| &role.candidates);
        if candidates.into_iter().any(|teacher| wanted.contains(teacher)) {
            bells.extend(school.requirement(id).classes.first().map(|class| school.class(*class).bell));
        }
    }
    let mut times = BTreeSet::new();
    for bell in bells {
        for (weekday, period) in school.bells[bell.index()].slots() {
            let span = TimeSpan { weeks: week, weekday, time: period.time };
            let meant = exclusion.times.is_empty() || exclusion.times.iter().any(|own| own.overlaps(span));
            if meant && school.weekdays.contains(&weekday) {
                times.insert(span);
            }
        }
    }
    times
}
