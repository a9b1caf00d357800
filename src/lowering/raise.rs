//! Solution -> Plan: names and clock times for what was chosen.

use super::{Lowering, NeedOf, Stands};
use crate::plan::{Plan, Row, RowKind};
use crate::problem::{ActivityId, Choice, Solution};
use crate::units::PeriodIndex;

/// The plan that `solution` stands for, rows sorted by class, day and period.
#[must_use]
pub fn raise(lowering: &Lowering<'_>, solution: &Solution) -> Plan {
    let mut rows = Vec::new();
    for (index, lessons) in solution.lessons.iter().enumerate() {
        for choice in lessons {
            rows.extend(rows_of(lowering, ActivityId::from_index(index), choice));
        }
    }
    let school = lowering.school;
    let class_order = |row: &Row| row.classes.first().and_then(|name| school.class_named(name));
    rows.sort_by_cached_key(|row| (row.kind, class_order(row), row.weekday, row.time, row.weeks, row.clone()));
    Plan { rows, service: None }
}

fn rows_of(lowering: &Lowering<'_>, activity: ActivityId, choice: &Choice) -> Vec<Row> {
    let school = lowering.school;
    let info = &lowering.activities[activity.index()];
    let place = lowering.place(choice.placement);
    let name_of = |position: usize| lowering.problem.resource(choice.resources[position]).name.clone();
    let mut rows = Vec::new();
    match info.stands {
        Stands::Research(block) => {
            let teachers = (0..info.needs.len()).filter(|p| matches!(info.needs[*p], NeedOf::Member(_)));
            rows.push(Row {
                kind: RowKind::Research,
                classes: Vec::new(),
                subject: school.research[block].name.clone(),
                section: String::new(),
                teachers: teachers.map(name_of).collect(),
                room: String::new(),
                weeks: place.weeks,
                weekday: place.weekday,
                period: None,
                time: place.time,
                pinned: school.research[block].choices.len() == 1,
            });
        }
        Stands::Lessons { requirement, pin } => {
            let requirement = school.requirement(requirement);
            for (index, section) in requirement.sections.iter().enumerate() {
                let positions = |wanted: fn(&NeedOf, usize) -> bool| {
                    (0..info.needs.len()).filter(move |p| wanted(&info.needs[*p], index))
                };
                let teachers: Vec<_> =
                    positions(|need, index| matches!(need, NeedOf::Teacher { section, .. } if *section == index))
                        .map(name_of)
                        .collect();
                let room = positions(|need, index| matches!(need, NeedOf::Room { section } if *section == index))
                    .map(name_of)
                    .next()
                    .unwrap_or_default();
                for (period, time) in place.periods.iter().zip(&place.times) {
                    rows.push(Row {
                        kind: RowKind::Lesson,
                        classes: requirement.classes.iter().map(|c| school.class(*c).name.clone()).collect(),
                        subject: school.subject(section.subject).name.clone(),
                        section: section.name.clone(),
                        teachers: teachers.clone(),
                        room: room.clone(),
                        weeks: place.weeks,
                        weekday: place.weekday,
                        period: Some(PeriodIndex(period.0)),
                        time: *time,
                        pinned: pin.is_some(),
                    });
                }
            }
        }
    }
    rows
}
