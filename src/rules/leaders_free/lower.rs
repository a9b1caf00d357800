//! Limit busy times of the leaders together: one count a week and moment, and one a leader for first periods.

use super::{META, leaders, moments, most};
use crate::lowering::{Involved, Lowering, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::{Setting, TimeSpan};
use crate::units::Weeks;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    let leaders = leaders(school, setting);
    let involved: Vec<Involved> = leaders.iter().flat_map(|id| lowering.of_teacher(*id)).copied().collect();
    if involved.is_empty() {
        return;
    }
    let max = most(&leaders, setting);
    for (week, times) in lowering.weeks_of(&involved) {
        for (weekday, time) in moments(school) {
            let moment = TimeSpan { weeks: Weeks::All, weekday, time };
            let mut terms = lowering.terms(&involved, week, |place, _| place.meets(moment));
            for term in &mut terms {
                term.weight = 1;
            }
            let about = vec![weekday.zh().to_owned(), time.start.to_string()];
            let tag = Tag { rule: META.code, about };
            lowering.add(Kind::LimitBusyTimes, Form::Count { terms, min: 0, max }, strength(setting), times, tag);
        }
        if setting.flag("no_first") {
            for leader in &leaders {
                let of_leader = lowering.of_teacher(*leader).to_vec();
                let mut terms = Vec::new();
                for day in &school.weekdays {
                    let first = |bell: &crate::school::DayBell, period| {
                        bell.periods.first().is_some_and(|first| first.index == period).then_some(())
                    };
                    terms.extend(lowering.rows(&of_leader, *day, week, first).into_values().flatten());
                }
                let tag = Tag { rule: META.code, about: vec![school.teacher(*leader).name.clone()] };
                lowering.add(Kind::PreferTimes, Form::Count { terms, min: 0, max: 0 }, strength(setting), times, tag);
            }
        }
    }
}
