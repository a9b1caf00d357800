//! Person by person, date by date, item by item, from the rows of the plan.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use super::{EXTRA, META, MISSING, OTHER_MONTH, TWICE, WRONG};
use crate::args;
use crate::breach::Checked;
use crate::plan::{DatedDuty, PayLine, Row, RowKind, ServicePlan, Session, View};
use crate::school::{Basis, Cancel, PayItem, School, Setting, Teacher, Term, TermDay, Work};
use crate::text::Arg;
use crate::units::{ClockTime, Fen, Interval, TeacherId, Weekday, Weeks};

/// Person, date, item.
type Key<'a> = (&'a str, NaiveDate, &'a str);

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(service) = &view.plan.service else { return checked };
    let due = due(view.school, &view.plan.rows, service);
    let mut there: BTreeMap<Key<'_>, Vec<&PayLine>> = BTreeMap::new();
    for line in &service.pay {
        there.entry((&line.person, line.date, &line.item)).or_default().push(line);
    }
    for key in due.keys().filter(|key| !there.contains_key(*key)) {
        judge(&mut checked, *key, due.get(key), &[]);
    }
    for (key, lines) in &there {
        judge(&mut checked, *key, due.get(key), lines);
    }
    checked
}

/// Compares what is due with the lines that are there.
fn judge(checked: &mut Checked, key: Key<'_>, due: Option<&Due>, lines: &[&PayLine]) {
    let paid: i128 = lines.iter().map(|line| i128::from(line.amount.0)).sum();
    let owed = due.map_or(0, |due| i128::from(due.units) * i128::from(due.rate.0));
    let off = i64::try_from((paid - owed).abs()).unwrap_or(i64::MAX);
    let (amount, what): (i64, Arg) = match (due, lines) {
        (None, []) => return,
        (None, _) => (off.max(1), EXTRA.arg(&args! { paid: yuan(paid) })),
        (Some(_), []) => (off.max(1), MISSING.arg(&args! { due: yuan(owed) })),
        (Some(due), [line]) => {
            let same = (line.units, line.rate, i128::from(line.amount.0)) == (due.units, due.rate, owed);
            if !same {
                let args = args! {
                    units: line.units, rate: line.rate, paid: line.amount,
                    right: due.units, price: due.rate, due: yuan(owed)
                };
                (off.max(1), WRONG.arg(&args))
            } else if line.month != due.month {
                (line.amount.0.max(1), OTHER_MONTH.arg(&args! { month: &line.month, right: &due.month }))
            } else {
                (0, "".into())
            }
        }
        (Some(_), _) => (off.max(1), TWICE.arg(&args! { lines: lines.len(), paid: yuan(paid), due: yuan(owed) })),
    };
    let (person, date, item) = key;
    let args = || args! { person: person, date: date, item: item, what: what };
    checked.case(META.code, amount, || (args(), Vec::new()));
}

fn yuan(fen: i128) -> String {
    Fen(i64::try_from(fen).unwrap_or(i64::MAX)).to_string()
}

/// What a line should say.
struct Due {
    units: i64,
    rate: Fen,
    month: String,
}

/// Something that one person does on one date.
struct Piece {
    work: Work,
    weekday: Weekday,
    ends: Option<ClockTime>,
    periods: i64,
    pupils: Option<u16>,
}

/// Everything that is due.
fn due<'a>(school: &'a School, rows: &[Row], service: &ServicePlan) -> BTreeMap<Key<'a>, Due> {
    let mut all = BTreeMap::new();
    let Some(term) = &school.term else { return all };
    for (index, teacher) in school.teachers.iter().enumerate() {
        let own = Own::of(teacher, rows, service);
        let days: Vec<(NaiveDate, Vec<Piece>)> = term
            .first
            .iter_days()
            .take_while(|date| *date <= term.last)
            .map(|date| (date, own.on(school, term, date)))
            .collect();
        for item in school.pay.items.iter().filter(|item| concerns(item, teacher, TeacherId::from_index(index))) {
            for (date, pieces) in &days {
                let units = units(item, pieces.iter().filter(|piece| fits(item, piece)));
                if units > 0 {
                    let due = Due { units, rate: item.rate, month: month(school, *date) };
                    all.insert((teacher.name.as_str(), *date, item.name.as_str()), due);
                }
            }
        }
    }
    only_last_of_month(school, &mut all);
    all
}

/// Of an item that is paid by the month, the last line of each person and month stays.
fn only_last_of_month(school: &School, all: &mut BTreeMap<Key<'_>, Due>) {
    let monthly = |name: &str| school.pay.items.iter().any(|item| item.name == name && item.basis == Basis::Month);
    let mut last: BTreeMap<(&str, &str, String), NaiveDate> = BTreeMap::new();
    for ((person, date, item), due) in &*all {
        // Keys come in order of dates.
        last.insert((person, item, due.month.clone()), *date);
    }
    all.retain(|(person, date, item), due| {
        !monthly(item) || last.get(&(*person, *item, due.month.clone())) == Some(date)
    });
}

/// Units of an item on one date, by the pieces that match.
fn units<'p>(item: &PayItem, pieces: impl Iterator<Item = &'p Piece>) -> i64 {
    let pieces: Vec<&Piece> = pieces.collect();
    let is_duty = |piece: &&&Piece| matches!(piece.work, Work::Duty(_) | Work::WeeklyDuty);
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    match item.basis {
        Basis::Period => pieces.iter().map(|piece| piece.periods).sum(),
        Basis::Slot => number(pieces.iter().filter(|piece| matches!(piece.work, Work::Service(_))).count()),
        Basis::Duty => number(pieces.iter().filter(is_duty).count()),
        Basis::PupilPeriod { base } => {
            let beyond =
                |piece: &&Piece| (i64::from(piece.pupils.unwrap_or(0)) - i64::from(base)).max(0) * piece.periods;
            pieces.iter().map(beyond).sum()
        }
        Basis::Day | Basis::Month => i64::from(!pieces.is_empty()),
    }
}

/// Whether the item is for this person at all.
fn concerns(item: &PayItem, teacher: &Teacher, id: TeacherId) -> bool {
    let sort = item.employments.is_empty() || item.employments.iter().any(|sort| *sort == teacher.employment);
    let rank = match item.leaders {
        None => true,
        Some(wanted) => wanted == teacher.leader,
    };
    let named = item.teachers.is_empty() || item.teachers.iter().any(|one| *one == id);
    sort && rank && named
}

fn fits(item: &PayItem, piece: &Piece) -> bool {
    let day = item.weekdays.is_empty() || item.weekdays.contains(&piece.weekday);
    let late = match (item.ends_after, piece.ends) {
        (None, _) => true,
        (Some(after), Some(ends)) => ends > after,
        (Some(_), None) => false,
    };
    let full = item.min_pupils == 0 || piece.pupils.is_some_and(|pupils| pupils >= item.min_pupils);
    item.works.contains(&piece.work) && day && late && full
}

/// The pay month: step back from the date to the day on which pay months start.
fn month(school: &School, date: NaiveDate) -> String {
    let start = u32::from(school.pay.month_start.max(1));
    let begun = if date.day() >= start { Some(date) } else { date.checked_sub_months(Months::new(1)) };
    begun.unwrap_or(date).format("%Y-%m").to_string()
}

/// The rows of the plan that name one person.
struct Own<'p> {
    lessons: Vec<&'p Row>,
    sessions: Vec<&'p Session>,
    duty: BTreeMap<NaiveDate, Vec<&'p DatedDuty>>,
}

impl<'p> Own<'p> {
    fn of(teacher: &Teacher, rows: &'p [Row], service: &'p ServicePlan) -> Self {
        let lesson = |row: &&Row| row.kind == RowKind::Lesson && row.teachers.contains(&teacher.name);
        let mut duty: BTreeMap<NaiveDate, Vec<&DatedDuty>> = BTreeMap::new();
        for shift in service.dated.iter().filter(|shift| shift.person == teacher.name) {
            let on_date = duty.entry(shift.date).or_default();
            // The same shift twice is one shift.
            if !on_date
                .iter()
                .any(|other| (other.kind, &other.post, other.time) == (shift.kind, &shift.post, shift.time))
            {
                on_date.push(shift);
            }
        }
        Self {
            lessons: rows.iter().filter(lesson).collect(),
            sessions: service.sessions.iter().filter(|session| session.staff.contains(&teacher.name)).collect(),
            duty,
        }
    }

    /// What the person does on `date`.
    fn on(&self, school: &School, term: &Term, date: NaiveDate) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let day = term.days.iter().find(|day| day.date == date);
        if let Some(day) = day {
            let today = |row: &&&Row| row.weekday == day.weekday && (row.weeks == Weeks::All || row.weeks == day.weeks);
            for row in self.lessons.iter().filter(today) {
                if stands(school, day, |cancel| cancel.lessons, row.time, &row.classes) {
                    let ends = Some(term.clock(day, row.time).end);
                    pieces.push(Piece { work: Work::Lesson, weekday: day.weekday, ends, periods: 1, pupils: None });
                }
            }
            for session in self.sessions.iter().filter(|session| session.weekday == day.weekday) {
                if stands(school, day, |cancel| cancel.after_school, session.time, &session.classes) {
                    let slot = school.service.slots.iter().find(|slot| slot.name == session.slot);
                    pieces.push(Piece {
                        work: Work::Service(session.kind),
                        weekday: day.weekday,
                        ends: Some(term.clock(day, session.time).end),
                        periods: slot.map_or(1, |slot| i64::from(slot.periods)),
                        pupils: Some(session.pupils),
                    });
                }
            }
        }
        for shift in self.duty.get(&date).into_iter().flatten() {
            let weekday = day.map_or(Weekday::of(date), |day| day.weekday);
            let (work, ends) = (shift.kind.map_or(Work::WeeklyDuty, Work::Duty), shift.time.map(|time| time.end));
            pieces.push(Piece { work, weekday, ends, periods: 0, pupils: None });
        }
        pieces
    }
}

/// Whether something for classes of these names takes place: nothing stops it for everybody, and not every class is away.
fn stands(school: &School, day: &TermDay, kind: fn(&Cancel) -> bool, time: Interval, classes: &[String]) -> bool {
    let in_time = |cancel: &&Cancel| cancel.time.is_none_or(|stopped| stopped.overlaps(time));
    let stops: Vec<&Cancel> = day.cancelled.iter().filter(|cancel| kind(cancel)).filter(in_time).collect();
    if stops.iter().any(|cancel| cancel.classes.is_empty()) {
        return false;
    }
    let classes: Vec<_> = classes.iter().filter_map(|name| school.class_named(name)).collect();
    let away = classes.iter().filter(|class| stops.iter().any(|cancel| cancel.classes.contains(class))).count();
    classes.is_empty() || away < classes.len()
}
