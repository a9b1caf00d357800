//! Limit idle times: one pattern a class, week and row; for late beginnings one count for each later period.

use std::collections::BTreeMap;

use super::{META, concerned, rows};
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Measure, Tag, Term};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    let measure = Measure::Idle { max: setting.count("free") };
    for class in concerned(school, setting) {
        for (week, times) in lowering.weeks_of(lowering.of_class(class)) {
            for day in &school.weekdays {
                let by_number = lowering.rows(lowering.of_class(class), *day, week, |_, period| Some(period));
                let tag = Tag { rule: META.code, about: vec![school.class(class).name.clone()] };
                for row in rows(school, setting, class, *day) {
                    let slots: Vec<Vec<Term>> =
                        row.iter().map(|period| by_number.get(period).cloned().unwrap_or_default()).collect();
                    let first = usize::from(setting.count("start"));
                    if first > 0 {
                        for form in late(&slots, first) {
                            lowering.add(Kind::LimitIdleTimes, form, strength(setting), times, tag.clone());
                        }
                    }
                    let form = Form::Pattern { slots, measure };
                    lowering.add(Kind::LimitIdleTimes, form, strength(setting), times, tag.clone());
                }
            }
        }
    }
}

/// For each period after the first ones: busy only if one of those is. A class has one lesson at a time.
fn late(slots: &[Vec<Term>], first: usize) -> Vec<Form> {
    let (early, later) = slots.split_at(first.min(slots.len()));
    let count = |slot: &Vec<Term>| {
        let mut sum: BTreeMap<Term, i32> = BTreeMap::new();
        for (weight, term) in slot.iter().map(|term| (1, term)).chain(early.iter().flatten().map(|term| (-1, term))) {
            *sum.entry(*term).or_default() += weight;
        }
        let terms: Vec<Term> = sum.into_iter().map(|(term, weight)| Term { weight, ..term }).collect();
        let min = -i32::try_from(terms.len()).unwrap_or(i32::MAX);
        Form::Count { terms, min, max: 0 }
    };
    later.iter().filter(|slot| !slot.is_empty()).map(count).collect()
}
