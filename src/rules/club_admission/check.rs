//! Each row of a pupil in a club, by names.

use std::collections::{BTreeMap, BTreeSet};

use super::{ABSENT, BEFORE, GRADE, META, NOT_CHOSEN, NOT_THEN};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{Club, Pupil, School, Setting};
use crate::text::Arg;
use crate::units::ClubId;

type Key<'a> = (&'a str, &'a str, &'a str);

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let school = view.school;
    let Some(plan) = &view.plan.service else { return checked };
    let pupils: BTreeMap<Key<'_>, &Pupil> = school
        .service
        .pupils
        .iter()
        .map(|pupil| ((school.class(pupil.class).name.as_str(), pupil.name.as_str(), pupil.number.as_str()), pupil))
        .collect();
    let rows: BTreeSet<_> = plan
        .pupils
        .iter()
        .map(|row| {
            (
                (row.class.as_str(), row.pupil.as_str(), row.number.as_str()),
                row.slot.as_str(),
                row.weekday,
                row.club.as_str(),
            )
        })
        .collect();
    for row in plan.pupils.iter().filter(|row| !row.club.is_empty()) {
        let who = (row.class.as_str(), row.pupil.as_str(), row.number.as_str());
        let (Some(pupil), Some(id)) = (pupils.get(&who), school.service.club_named(&row.club)) else { continue };
        let club = school.service.club(id);
        let comes = |(slot, day): &(crate::units::ServiceSlotId, crate::units::Weekday)| {
            rows.contains(&(who, school.service.slot(*slot).name.as_str(), *day, row.club.as_str()))
        };
        let mut wrong = unfit(school, pupil, id, club, row.rank);
        let slot = school.service.slot_named(&row.slot);
        if !slot.is_some_and(|slot| club.meets.contains(&(slot, row.weekday))) {
            wrong.push(NOT_THEN.into());
        }
        if !club.meets.iter().all(comes) {
            wrong.push(ABSENT.into());
        }
        let amount = i64::try_from(wrong.len()).unwrap_or(i64::MAX);
        checked.case(META.code, amount, || {
            let what = wrong.first().cloned().unwrap_or_else(|| Arg::from(""));
            let args = args! { class: &row.class, pupil: &row.pupil, day: row.weekday, club: &row.club, what: what };
            (args, Vec::new())
        });
    }
    checked
}

fn unfit(school: &School, pupil: &Pupil, id: ClubId, club: &Club, rank: u16) -> Vec<Arg> {
    let mut wrong = Vec::new();
    let chosen = usize::from(rank).checked_sub(1).and_then(|position| pupil.choices.get(position)) == Some(&id);
    if !chosen {
        wrong.push(NOT_CHOSEN.arg(&args! { rank: rank }));
    }
    let grade = school.class(pupil.class).grade;
    if !club.grades.is_empty() && !club.grades.contains(&grade) {
        wrong.push(GRADE.arg(&args! { grade: grade }));
    }
    if let Some(before) = club.requires.filter(|before| !pupil.done.contains(before)) {
        wrong.push(BEFORE.arg(&args! { before: &school.service.club(before).name }));
    }
    wrong
}
