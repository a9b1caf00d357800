//! The minutes of each day that count, as a union of clock intervals.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{BreakKind, DayBell, Part, School, Setting, Stage};
use crate::units::{BellId, Interval, Weekday};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    for (id, stage) in school.bell_stages() {
        let bell = &school.bells[id.index()];
        let limit = setting.int(match stage {
            Stage::Primary => "primary",
            Stage::Junior => "junior",
        });
        let lengths = bell.days_by(|weekday, day| {
            let mut spans = organised(day, setting);
            spans.extend(events(school, id, stage, weekday));
            Some(covered(spans))
        });
        for (minutes, days) in lengths {
            checked.case(META.code, minutes - limit, || {
                let args = args! { bell: &bell.name, stage: stage, days: &days, minutes: minutes, limit: limit };
                (args, Vec::new())
            });
        }
    }
    checked
}

fn organised(day: &DayBell, setting: &Setting) -> Vec<Interval> {
    let periods = day.periods.iter().filter(|period| period.part != Part::Evening).map(|period| period.time);
    let breaks = day.breaks.iter().filter(|pause| match pause.kind {
        BreakKind::EarlyReading | BreakKind::MiddayStudy => setting.flag("self_study"),
        BreakKind::LongRecess | BreakKind::EyeExercises => setting.flag("breaks"),
        BreakKind::Recess | BreakKind::Lunch => false,
    });
    periods.chain(breaks.map(|pause| pause.time)).collect()
}

fn events(school: &School, bell: BellId, stage: Stage, weekday: Weekday) -> impl Iterator<Item = Interval> + '_ {
    let concerns = move |class: &crate::units::ClassId| {
        let class = school.class(*class);
        class.bell == bell && class.stage() == stage
    };
    school
        .events
        .iter()
        .filter(move |event| event.span.weekday == weekday && event.classes.iter().any(concerns))
        .map(|event| event.span.time)
}

/// Minutes covered by at least one of the intervals.
fn covered(mut spans: Vec<Interval>) -> i64 {
    spans.sort_by_key(|span| span.start);
    let mut total = 0;
    let mut until = 0;
    for span in spans {
        let (start, end) = (i64::from(span.start.minutes()).max(until), i64::from(span.end.minutes()));
        total += (end - start).max(0);
        until = until.max(end);
    }
    total
}
