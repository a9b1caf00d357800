//! Collects who serves in which week from the dated lines.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{COUNT, META, NOT_ALL, NOT_LISTED, OTHER_DAY, RUNNING, UNEVEN};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{School, Setting, WeeklyDuty};
use crate::text::Arg;

/// The dates of each week with duty.
type Weeks = BTreeMap<u16, BTreeSet<NaiveDate>>;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let (Some(term), Some(service)) = (&school.term, &view.plan.service) else { return checked };
    let mut weeks = Weeks::new();
    for day in &term.days {
        if !day.cancelled.iter().any(|one| one.duty && one.time.is_none() && one.classes.is_empty()) {
            weeks.entry(day.week).or_default().insert(day.date);
        }
    }
    for weekly in &school.duty.weekly {
        let lines = service.dated.iter().filter(|line| line.kind.is_none() && line.post == weekly.name);
        let mut served: BTreeMap<&str, BTreeSet<NaiveDate>> = BTreeMap::new();
        for line in lines {
            let known = weeks.get(&line.week).is_some_and(|dates| dates.contains(&line.date));
            let twice = !served.entry(&line.person).or_default().insert(line.date);
            if !known || twice {
                let what = OTHER_DAY.arg(&args! { who: &line.person, date: line.date.to_string() });
                checked.case(META.code, 1, || (args! { duty: &weekly.name, what: what }, Vec::new()));
            }
        }
        check_weeks(&mut checked, school, weekly, &weeks, &served);
        check_turns(&mut checked, school, weekly, &weeks, &served);
    }
    checked
}

fn check_weeks(
    checked: &mut Checked,
    school: &School,
    weekly: &WeeklyDuty,
    weeks: &Weeks,
    served: &BTreeMap<&str, BTreeSet<NaiveDate>>,
) {
    let mut breach = |amount: i64, what: Arg| {
        checked.case(META.code, amount, || (args! { duty: &weekly.name, what: what }, Vec::new()));
    };
    for (week, dates) in weeks {
        let people: Vec<&str> = served.iter().filter(|(_, own)| !own.is_disjoint(dates)).map(|(who, _)| *who).collect();
        let (count, needed) = (people.len(), usize::from(weekly.people));
        let off = i64::try_from(count.abs_diff(needed)).unwrap_or(i64::MAX);
        breach(off, COUNT.arg(&args! { week: *week, count: count, needed: needed }));
        for who in people {
            if !school.teacher_named(who).is_some_and(|id| weekly.who.contains(&id)) {
                breach(1, NOT_LISTED.arg(&args! { week: *week, who: who }));
            }
            if !served[who].is_superset(dates) {
                breach(1, NOT_ALL.arg(&args! { week: *week, who: who }));
            }
        }
    }
}

fn check_turns(
    checked: &mut Checked,
    school: &School,
    weekly: &WeeklyDuty,
    weeks: &Weeks,
    served: &BTreeMap<&str, BTreeSet<NaiveDate>>,
) {
    let list: BTreeSet<_> = weekly.who.iter().copied().collect();
    let half = weeks.len().saturating_sub(1) / 2;
    let avoidable = list.len() * half >= weeks.len() * usize::from(weekly.people);
    let mut counts = Vec::new();
    for person in list {
        let who = school.teacher(person).name.as_str();
        let none = BTreeSet::new();
        let dates = served.get(who).unwrap_or(&none);
        let turns: Vec<bool> = weeks.values().map(|week| !week.is_disjoint(dates)).collect();
        for (pair, (week, _)) in turns.windows(2).zip(weeks.iter().skip(1)) {
            if avoidable && pair[0] && pair[1] {
                let what = RUNNING.arg(&args! { who: who, week: *week });
                checked.case(META.code, 1, || (args! { duty: &weekly.name, what: what }, Vec::new()));
            }
        }
        let own = turns.iter().filter(|turn| **turn).count();
        let before = weekly.served.get(&person).copied().map_or(0, usize::from);
        counts.push((who, own, own + before));
    }
    let least = counts.iter().filter(|(_, own, _)| *own < half).map(|(_, _, all)| *all).min();
    for (who, own, all) in counts {
        let beyond = least.filter(|_| own > 0).map_or(0, |least| all.saturating_sub(least + 1));
        checked.case(META.code, i64::try_from(beyond).unwrap_or(i64::MAX), || {
            let what = UNEVEN.arg(&args! { who: who, count: all, least: least.unwrap_or(0) });
            (args! { duty: &weekly.name, what: what }, Vec::new())
        });
    }
}
