//! A timetable's lesson periods and research blocks as items, and each teacher's week.
//!
//! A lesson of odd weeks and one of even weeks that agree in everything else are one lesson of every week, however the file
//! has them.

use std::collections::{BTreeMap, BTreeSet};

use super::item::{Item, Stand, Table};
use super::{Figure, Measure};
use crate::plan::{Plan, Row, RowKind};
use crate::units::{Weekday, Weeks};

/// The items of `plan`, sorted.
#[must_use]
pub fn items(plan: &Plan) -> Vec<Item> {
    let mut halves: BTreeMap<Item, [usize; 3]> = BTreeMap::new();
    for row in &plan.rows {
        let mut item = item(row);
        let weeks = std::mem::take(&mut item.stand.weeks);
        halves.entry(item).or_default()[position(weeks)] += 1;
    }
    let mut items = Vec::new();
    for (item, [all, odd, even]) in halves {
        let joined = odd.min(even);
        for (weeks, count) in [(Weeks::All, all + joined), (Weeks::Odd, odd - joined), (Weeks::Even, even - joined)] {
            let stand = Stand { weeks, ..item.stand.clone() };
            items.extend(std::iter::repeat_n(Item { stand, ..item.clone() }, count));
        }
    }
    items.sort_unstable();
    items
}

fn position(weeks: Weeks) -> usize {
    match weeks {
        Weeks::All => 0,
        Weeks::Odd => 1,
        Weeks::Even => 2,
    }
}

fn item(row: &Row) -> Item {
    let sorted = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    Item {
        table: match row.kind {
            RowKind::Lesson => Table::Lessons,
            RowKind::Research => Table::Research,
        },
        classes: sorted(&row.classes),
        name: row.subject.clone(),
        section: row.section.clone(),
        stand: Stand {
            date: None,
            weekday: row.weekday,
            time: Some(row.time),
            weeks: row.weeks,
            room: row.room.clone(),
            people: sorted(&row.teachers),
            period: row.period,
        },
    }
}

/// Periods, days, busiest day and gaps of every teacher who gives a lesson in some plan.
#[must_use]
pub fn figures(plans: &[&Plan]) -> Vec<Figure> {
    let weeks: Vec<BTreeMap<&str, TeacherWeek>> = plans.iter().map(|plan| teachers(plan)).collect();
    let of = |measure: Measure| {
        let numbers: Vec<BTreeMap<&str, i64>> =
            weeks.iter().map(|week| week.iter().map(|(name, week)| (*name, week.measure(measure))).collect()).collect();
        Figure::new(measure, &numbers)
    };
    [Measure::Periods, Measure::Days, Measure::Busiest, Measure::Gaps].map(of).to_vec()
}

/// For each week and day the lessons of a teacher, by start of the clock, with their period numbers; groups at the same
/// time count once.
#[derive(Default)]
struct TeacherWeek(BTreeMap<(Weeks, Weekday), BTreeMap<u16, u8>>);

impl TeacherWeek {
    fn measure(&self, measure: Measure) -> i64 {
        let days = self.0.values();
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        match measure {
            Measure::Periods => days.map(|day| number(day.len())).sum(),
            Measure::Days => number(self.0.len()),
            Measure::Busiest => days.map(|day| number(day.len())).max().unwrap_or(0),
            Measure::Gaps => days.map(gaps).sum(),
            _ => 0,
        }
    }
}

/// Period numbers between the first and the last of a day that are not in use.
fn gaps(day: &BTreeMap<u16, u8>) -> i64 {
    let numbers: BTreeSet<u8> = day.values().copied().collect();
    match (numbers.first(), numbers.last()) {
        (Some(first), Some(last)) => i64::from(last - first) + 1 - i64::try_from(numbers.len()).unwrap_or(0),
        _ => 0,
    }
}

fn teachers(plan: &Plan) -> BTreeMap<&str, TeacherWeek> {
    let mut found: BTreeMap<&str, TeacherWeek> = BTreeMap::new();
    for row in plan.rows.iter().filter(|row| row.kind == RowKind::Lesson) {
        for week in [Weeks::Odd, Weeks::Even].into_iter().filter(|week| row.weeks.overlaps(*week)) {
            for teacher in &row.teachers {
                let day = found.entry(teacher).or_default().0.entry((week, row.weekday)).or_default();
                day.insert(row.time.start.minutes(), row.period.map_or(0, |period| period.0));
            }
        }
    }
    found
}
