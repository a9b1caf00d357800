//! The weekly plan by dates: what takes place on each day of the term, at the time on the wall.
//!
//! A row of weekday `w` and weeks `p` takes place on the term's days that follow `w` in a parity that overlaps `p`
//! (make-up days included), less those on which it is cancelled, at its time moved by the day's season. Without a term
//! nothing has a date.

use chrono::NaiveDate;

use super::{Plan, RowKind};
use crate::school::{Activity, School, TermDay, TimeSpan};
use crate::units::{ClassId, Interval, Weeks};

/// A row of the plan, a weekly event, or an after-school session, on a date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dated {
    /// Date.
    pub date: NaiveDate,
    /// Time on the wall, in the season of that date.
    pub time: Interval,
    /// Position in [`Plan::rows`], in [`School::events`], or in the plan's sessions.
    pub index: usize,
    /// The classes that take part that day, in the order of the row; those for which it is cancelled are left out.
    pub classes: Vec<ClassId>,
}

/// Every lesson row on every date on which it takes place, by date, time and row.
#[must_use]
pub fn lessons(school: &School, plan: &Plan) -> Vec<Dated> {
    rows(school, plan, RowKind::Lesson)
}

/// Every research block (教研) on every date on which it takes place. Like what has no class, it is cancelled only with
/// the lessons of the whole school.
#[must_use]
pub fn research(school: &School, plan: &Plan) -> Vec<Dated> {
    rows(school, plan, RowKind::Research)
}

fn rows(school: &School, plan: &Plan, kind: RowKind) -> Vec<Dated> {
    let rows = plan.rows.iter().enumerate().filter(|(_, row)| row.kind == kind);
    let spans = rows.map(|(index, row)| {
        let classes: Vec<ClassId> = row.classes.iter().filter_map(|name| school.class_named(name)).collect();
        (index, TimeSpan { weeks: row.weeks, weekday: row.weekday, time: row.time }, classes)
    });
    expand(school, Activity::Lessons, &spans.collect::<Vec<_>>())
}

/// Every after-school session on every date on which it takes place.
#[must_use]
pub fn sessions(school: &School, plan: &Plan) -> Vec<Dated> {
    let sessions = plan.service.iter().flat_map(|service| &service.sessions).enumerate();
    let spans = sessions.map(|(index, session)| {
        let classes: Vec<ClassId> = session.classes.iter().filter_map(|name| school.class_named(name)).collect();
        (index, TimeSpan { weeks: Weeks::All, weekday: session.weekday, time: session.time }, classes)
    });
    expand(school, Activity::AfterSchool, &spans.collect::<Vec<_>>())
}

/// Every weekly event of the school on every date on which it takes place.
#[must_use]
pub fn events(school: &School) -> Vec<Dated> {
    let events = school.events.iter().enumerate();
    let spans: Vec<_> = events.map(|(index, event)| (index, event.span, event.classes.clone())).collect();
    expand(school, Activity::Lessons, &spans)
}

fn expand(school: &School, what: Activity, spans: &[(usize, TimeSpan, Vec<ClassId>)]) -> Vec<Dated> {
    let Some(term) = &school.term else { return Vec::new() };
    let mut found = Vec::new();
    for day in &term.days {
        let from = found.len();
        for (index, span, classes) in spans {
            if span.weekday != day.weekday || !span.weeks.overlaps(day.weeks) {
                continue;
            }
            if let Some(classes) = taking_part(day, what, span.time, classes) {
                found.push(Dated { date: day.date, time: term.clock(day, span.time), index: *index, classes });
            }
        }
        found[from..].sort_by_key(|one| (one.time, one.index));
    }
    found
}

/// Who of `classes` takes part on `day`; none when it is cancelled.
fn taking_part(day: &TermDay, what: Activity, time: Interval, classes: &[ClassId]) -> Option<Vec<ClassId>> {
    let holds = |classes: &[ClassId]| day.holds(what, time, classes);
    if !holds(classes) {
        return None;
    }
    Some(classes.iter().copied().filter(|class| holds(&[*class])).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::school::sample::{event, small};
    use crate::school::{Cancel, EventKind, Season, Shift, Term};
    use crate::units::{ClockTime, Weekday};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Three weeks from Monday 2026-03-02; Tuesday of week 2 is off and made up on Saturday of week 2, following the
    /// Tuesday of an odd week; from Monday of week 3 the afternoon is half an hour later.
    fn case() -> crate::school::sample::Case {
        let shift = vec![Shift { from: ClockTime::parse("12:00").unwrap(), minutes: 30 }];
        let mut term = Term::new("春", date("2026-03-02"), date("2026-03-20"));
        term.holidays =
            vec![crate::school::Closed { name: "假".into(), from: date("2026-03-10"), to: date("2026-03-10") }];
        term.seasons = vec![Season { name: "夏令".into(), from: date("2026-03-16"), shift }];
        let made_up = BTreeMap::from([(date("2026-03-14"), (Weekday::new(2).unwrap(), Weeks::Odd))]);
        let days: Vec<_> = (1..=5).filter_map(Weekday::new).collect();
        let term = term.fill(&days, &made_up);
        small()
            .with(|school| {
                school.term = Some(term);
                event(school, "升旗", EventKind::FlagRaising, "周一", "08:00-08:20");
            })
            .plan("一1班 语文 张芳 周二 1 单; 一1班 数学 李强 周二 1 双; 一1班+一2班 体育 王静 周二 5; 一2班 音乐 赵敏 周一 2")
    }

    fn shown(dated: &[Dated]) -> Vec<String> {
        let classes = |one: &Dated| one.classes.iter().map(|class| class.0.to_string()).collect::<String>();
        dated.iter().map(|one| format!("{} {} {} {}", one.date, one.time, one.index, classes(one))).collect()
    }

    #[test]
    fn rows_take_place_on_the_days_that_follow_them() {
        let mut case = case();
        assert_eq!(
            shown(&lessons(&case.school, &case.plan)),
            [
                "2026-03-02 09:20-10:00 3 1",
                "2026-03-03 08:30-09:10 0 0",
                "2026-03-03 14:00-14:40 2 01",
                "2026-03-09 09:20-10:00 3 1",
                "2026-03-14 08:30-09:10 0 0",
                "2026-03-14 14:00-14:40 2 01",
                "2026-03-16 09:20-10:00 3 1",
                "2026-03-17 08:30-09:10 0 0",
                "2026-03-17 14:30-15:10 2 01",
            ]
        );
        assert_eq!(
            shown(&events(&case.school)),
            ["2026-03-02 08:00-08:20 0 01", "2026-03-09 08:00-08:20 0 01", "2026-03-16 08:00-08:20 0 01"]
        );
        case.school.term = None;
        assert_eq!(lessons(&case.school, &case.plan), []);
    }

    #[test]
    fn a_combined_lesson_goes_on_with_the_classes_that_are_left() {
        let mut case = case();
        let term = case.school.term.as_mut().unwrap();
        let away = Cancel { name: "春游".into(), lessons: true, classes: vec![ClassId(0)], ..Cancel::default() };
        term.days[1].cancelled.push(away);
        let found = shown(&lessons(&case.school, &case.plan));
        assert_eq!(
            found[..3],
            ["2026-03-02 09:20-10:00 3 1", "2026-03-03 14:00-14:40 2 1", "2026-03-09 09:20-10:00 3 1"]
        );
    }
}
