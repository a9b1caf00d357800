//! Limit workload: one sum a person for the week, and one for each day.

use super::{META, limits};
use crate::lowering::{Roster, TaskOf, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(roster: &mut Roster<'_>, setting: &Setting) {
    for (person, loads) in roster.loads(|task| matches!(task.of, TaskOf::Session(_)).then_some(1)) {
        let (week, day) = limits(roster.school, person, setting);
        let mut sums = vec![(loads.clone(), week)];
        for weekday in (1..=7).filter_map(crate::units::Weekday::new) {
            let on_day = loads.iter().filter(|(id, ..)| roster.tasks[id.index()].span.weekday == weekday);
            sums.push((on_day.copied().collect(), day));
        }
        for (loads, max) in sums {
            let max = u32::try_from(max).unwrap_or(u32::MAX);
            // No more than that can be asked of the person: nothing to say.
            if u32::try_from(loads.len()).unwrap_or(u32::MAX) <= max {
                continue;
            }
            let form = Form::Workload { resource: roster.person(person), loads, min: 0, max };
            let tag = Tag { rule: META.code, about: vec![roster.school.teacher(person).name.clone()] };
            roster.add(Kind::LimitWorkload, form, strength(setting), tag);
        }
    }
}
