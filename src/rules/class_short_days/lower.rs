//! Cluster busy times: one pattern a class, week and part of the day.

use std::collections::BTreeMap;

use super::{META, concerned, part};
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Measure, Tag, Term};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    let measure = Measure::AtLeast { min: setting.count("least") };
    for class in concerned(school, setting) {
        for (week, times) in lowering.weeks_of(lowering.of_class(class)) {
            for day in &school.weekdays {
                let involved = lowering.of_class(class);
                let slot = |bell: &_, period| part(setting, bell, period).map(|part| (part, period));
                let mut parts: BTreeMap<usize, Vec<Vec<Term>>> = BTreeMap::new();
                for ((part, _), terms) in lowering.rows(involved, *day, week, slot) {
                    parts.entry(part).or_default().push(terms);
                }
                for slots in parts.into_values() {
                    let tag = Tag { rule: META.code, about: vec![school.class(class).name.clone()] };
                    lowering.add(
                        Kind::ClusterBusyTimes,
                        Form::Pattern { slots, measure },
                        strength(setting),
                        times,
                        tag,
                    );
                }
            }
        }
    }
}
