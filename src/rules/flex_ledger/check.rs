//! Counts the minutes of every date one by one, crosses out the ledger's lines, and adds up the balances.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{BALANCE, EXTRA, META, MISSING};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{Activity, Flex, FlexDay, Setting, Term};
use crate::text::Arg;
use crate::units::{Interval, TeacherId};

/// Person, date, reason, minutes; and how many such lines.
type Lines = BTreeMap<(TeacherId, NaiveDate, String, i64), i64>;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let (Some(term), Some(flex), Some(service)) = (&school.term, &school.duty.flex, &view.plan.service) else {
        return checked;
    };
    let mut open = expected(view, term, flex);
    checked.cases += open.values().map(|count| count.unsigned_abs()).sum::<u64>();
    let mut balances: BTreeMap<&str, i64> = BTreeMap::new();
    for line in &service.flex {
        let person = school.teacher_named(&line.person);
        let brought = person.and_then(|person| flex.opening.get(&person)).map_or(0, |minutes| i64::from(*minutes));
        let balance = balances.entry(&line.person).or_insert(brought);
        *balance += line.minutes;
        let count = person.and_then(|person| open.get_mut(&(person, line.date, line.reason.clone(), line.minutes)));
        let known = count.is_some_and(|count| {
            *count -= 1;
            *count >= 0
        });
        let mut case = |wrong: bool, what: Arg| {
            checked.case(META.code, i64::from(wrong), || {
                let (date, minutes) = (line.date.to_string(), line.minutes);
                (
                    args! { who: &line.person, date: date, reason: &line.reason, minutes: minutes, what: what },
                    Vec::new(),
                )
            });
        };
        case(!known, EXTRA.into());
        case(line.balance != *balance, BALANCE.arg(&args! { balance: line.balance, right: *balance }));
    }
    for ((person, date, reason, minutes), count) in open.into_iter().filter(|(_, count)| *count > 0) {
        checked.alike(META.code, 1, count, || {
            let (who, date) = (&school.teacher(person).name, date.to_string());
            (args! { who: who, date: date, reason: &reason, minutes: minutes, what: MISSING }, Vec::new())
        });
    }
    checked
}

fn expected(view: &View<'_>, term: &Term, flex: &Flex) -> Lines {
    let school = view.school;
    let mut lines = Lines::new();
    let mut add = |person: TeacherId, date: NaiveDate, reason: String, minutes: i64| {
        if minutes != 0 && !school.teacher(person).employment.is_outsider() {
            *lines.entry((person, date, reason, minutes)).or_default() += 1;
        }
    };
    for day in &term.days {
        for held in view.sessions.iter().filter(|held| held.span.weekday == day.weekday) {
            if day.holds(Activity::AfterSchool, held.span.time, &held.classes) {
                let (away, _) = minutes(flex, term.clock(day, held.span.time));
                held.staff.iter().for_each(|person| add(*person, day.date, view.session_name(held), away));
            }
        }
        for leave in &flex.leaves {
            if leave.day == FlexDay::Weekly(day.weekday) || leave.day == FlexDay::Once(day.date) {
                let (_, within) = minutes(flex, leave.time);
                add(leave.teacher, day.date, flex.reason(leave).to_owned(), -within);
            }
        }
    }
    for line in view.plan.service.iter().flat_map(|service| &service.dated) {
        let counts = school.duty.post_named(&line.post).is_some_and(|post| school.duty.post(post).counts);
        if let (true, Some(time), Some(person)) = (counts, line.time, school.teacher_named(&line.person)) {
            add(person, line.date, line.post.clone(), minutes(flex, time).0);
        }
    }
    lines
}

/// Minutes outside and within the working day.
fn minutes(flex: &Flex, time: Interval) -> (i64, i64) {
    let working = flex.start.minutes()..flex.end.minutes();
    let (within, outside): (Vec<u16>, Vec<u16>) =
        (time.start.minutes()..time.end.minutes()).partition(|minute| working.contains(minute));
    let count = |minutes: Vec<u16>| i64::try_from(minutes.len()).unwrap_or(i64::MAX);
    (count(outside), count(within))
}
