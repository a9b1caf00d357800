//! Limit runs. Where all lessons of a teacher on a day follow one clock and a free period ends a run: a pattern a stretch,
//! one slot a period. Elsewhere: a pattern for each chain of `max + 1` periods that can be taught one after the other.

use std::collections::BTreeSet;

use super::{META, limit};
use crate::lowering::{Involved, Lowering};
use crate::problem::{Form, Kind, Measure, Strength, Tag, Term};
use crate::school::Setting;
use crate::units::{Interval, Weekday, Weeks};

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for teacher in school.teacher_ids() {
        let involved = lowering.of_teacher(teacher).to_vec();
        let max = usize::try_from(limit(school, setting, teacher)).unwrap_or(0);
        let tag = Tag { rule: META.code, about: vec![school.teacher(teacher).name.clone()] };
        for (week, times) in lowering.weeks_of(&involved) {
            for day in &school.weekdays {
                let periods = possible(lowering, &involved, week, *day);
                let terms = |time: Interval| at(lowering, &involved, week, *day, time);
                let mut forms = Vec::new();
                let one_clock = periods.windows(2).all(|pair| !pair[0].overlaps(pair[1]));
                // Where the pause asked for is longer than a free period, a free period ends no run.
                let free_ends = !periods.windows(3).any(|three| follows(three[0], three[2], setting));
                if one_clock && free_ends {
                    for stretch in periods.chunk_by(|a, b| follows(*a, *b, setting)) {
                        if stretch.len() > max {
                            let slots = stretch.iter().map(|time| terms(*time)).collect();
                            let max = u8::try_from(max).unwrap_or(u8::MAX);
                            forms.push(Form::Pattern { slots, measure: Measure::Run { max } });
                        }
                    }
                } else {
                    for chain in chains(&periods, max + 1, setting) {
                        let slots = chain.into_iter().map(terms).collect();
                        let max = u8::try_from(max).unwrap_or(u8::MAX);
                        forms.push(Form::Pattern { slots, measure: Measure::Run { max } });
                    }
                }
                for form in forms {
                    lowering.add(Kind::LimitRuns, form, Strength::Hard, times, tag.clone());
                }
            }
        }
    }
}

/// The clock times of the day at which one of the lessons can stand, in order.
fn possible(lowering: &Lowering<'_>, involved: &[Involved], week: Weeks, day: Weekday) -> Vec<Interval> {
    let domains = involved.iter().flat_map(|(activity, _)| &lowering.problem.activity(*activity).domain);
    let places = domains.map(|placement| lowering.place(*placement));
    let today = places.filter(|place| place.weekday == day && place.weeks.overlaps(week));
    let times: BTreeSet<Interval> = today.flat_map(|place| place.times.iter().copied()).collect();
    times.into_iter().collect()
}

fn at(lowering: &Lowering<'_>, involved: &[Involved], week: Weeks, day: Weekday, time: Interval) -> Vec<Term> {
    lowering.terms(involved, week, |place, period| {
        let position = place.periods.iter().position(|own| *own == period);
        place.weekday == day && position.is_some_and(|position| place.times.get(position) == Some(&time))
    })
}

/// Whether `second` begins after `first` and before the pause is long enough to end a run.
fn follows(first: Interval, second: Interval, setting: &Setting) -> bool {
    first.end <= second.start && i64::from(first.distance(second).0) < setting.int("pause")
}

/// All sequences of `length` periods, each following the one before.
fn chains(periods: &[Interval], length: usize, setting: &Setting) -> Vec<Vec<Interval>> {
    let mut chains: Vec<Vec<Interval>> = periods.iter().map(|time| vec![*time]).collect();
    for _ in 1..length {
        let longer = |chain: &Vec<Interval>| {
            let last = chain[chain.len() - 1];
            let next = periods.iter().filter(|time| follows(last, **time, setting));
            next.map(|time| chain.iter().copied().chain([*time]).collect()).collect::<Vec<_>>()
        };
        chains = chains.iter().flat_map(longer).collect();
    }
    chains
}
