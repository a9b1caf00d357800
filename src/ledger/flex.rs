//! The ledger of flexible hours (弹性上下班): who stays late or comes early earns credit minutes, late starts and early leaves
//! spend them.
//!
//! On each date, by the clock on the wall, a session in which somebody is in charge, or a shift at a post that counts, earns
//! its minutes before the start and after the end of the working day. A leave spends its minutes within the working day; one
//! that is taken every week does so on every school day that follows its weekday. People from outside have no working day,
//! and weekly duty no time. Lines are sorted by person, date, reason and minutes; the balance runs in that order from
//! the credit brought in, and is what counts at the end of a date.

use chrono::NaiveDate;

use crate::plan::{FlexLine, Plan};
use crate::school::{Activity, Flex, FlexDay, School, Term};
use crate::units::{ClassId, Interval, TeacherId, Weeks};

/// The ledger, from the dated roster and the sessions of the plan; empty without a term or flexible hours.
#[must_use]
pub fn flex(school: &School, plan: &Plan) -> Vec<FlexLine> {
    let (Some(term), Some(flex), Some(service)) = (&school.term, &school.duty.flex, &plan.service) else {
        return Vec::new();
    };
    let mut entries: Vec<Entry> = Vec::new();
    for session in &service.sessions {
        let classes: Vec<ClassId> = session.classes.iter().filter_map(|name| school.class_named(name)).collect();
        for day in term.days_of(session.weekday, Weeks::All) {
            if !day.holds(Activity::AfterSchool, session.time, &classes) {
                continue;
            }
            let minutes = outside(flex, term.clock(day, session.time));
            for person in &session.staff {
                entries.push((person.clone(), day.date, session.label(), minutes));
            }
        }
    }
    for line in &service.dated {
        let counts = school.duty.post_named(&line.post).is_some_and(|post| school.duty.post(post).counts);
        if let (true, Some(time)) = (counts, line.time) {
            entries.push((line.person.clone(), line.date, line.post.clone(), outside(flex, time)));
        }
    }
    entries.extend(spent(school, term, flex));
    entries.retain(|(name, ..)| school.teacher_named(name).is_some_and(|person| has_hours(school, person)));
    balanced(school, flex, entries)
}

/// Name of a person, date, reason, minutes.
type Entry = (String, NaiveDate, String, i64);

fn has_hours(school: &School, person: TeacherId) -> bool {
    !school.teacher(person).employment.is_outsider()
}

/// Minutes of `time` before the start and after the end of the working day.
fn outside(flex: &Flex, time: Interval) -> i64 {
    let minutes = |from: u16, to: u16| i64::from(to.saturating_sub(from));
    let before = minutes(time.start.minutes(), time.end.min(flex.start).minutes());
    before + minutes(time.start.max(flex.end).minutes(), time.end.minutes())
}

fn spent(school: &School, term: &Term, flex: &Flex) -> Vec<Entry> {
    let mut entries = Vec::new();
    for leave in &flex.leaves {
        let minutes = outside(flex, leave.time) - i64::from(leave.time.length().0);
        for day in &term.days {
            let taken = match leave.day {
                FlexDay::Weekly(weekday) => day.weekday == weekday,
                FlexDay::Once(date) => day.date == date,
            };
            if taken {
                let name = school.teacher(leave.teacher).name.clone();
                entries.push((name, day.date, flex.reason(leave).to_owned(), minutes));
            }
        }
    }
    entries
}

fn balanced(school: &School, flex: &Flex, mut entries: Vec<Entry>) -> Vec<FlexLine> {
    entries.retain(|(.., minutes)| *minutes != 0);
    entries.sort();
    let opening = |name: &str| {
        let person = school.teacher_named(name);
        person.and_then(|person| flex.opening.get(&person)).map_or(0, |minutes| i64::from(*minutes))
    };
    let mut lines: Vec<FlexLine> = Vec::new();
    for (person, date, reason, minutes) in entries {
        let before = match lines.last() {
            Some(last) if last.person == person => last.balance,
            _ => opening(&person),
        };
        lines.push(FlexLine { person, date, reason, minutes, balance: before + minutes });
    }
    lines
}

#[cfg(test)]
mod tests;
