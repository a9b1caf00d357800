//! Link events: for each slot and each of the two weeks, as many half lessons of `a` as of `b` in the other week (no more
//! than of the one that has more).

use std::collections::BTreeSet;

use super::META;
use crate::lowering::{Lowering, Place};
use crate::problem::{Form, Kind, Strength, Tag, Term};
use crate::units::{RequirementId, Weeks};

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    let school = lowering.school;
    for pairing in &school.pairings {
        let (mut few, mut many) = pairing.pair;
        if halves(lowering, few) > halves(lowering, many) {
            std::mem::swap(&mut few, &mut many);
        }
        let spare = halves(lowering, many) - halves(lowering, few);
        let first = school.requirement(few);
        let mut about = vec![school.class_list(&first.classes)];
        about.extend([few, many].map(|id| school.subject(school.requirement(id).subject).name.clone()));
        let slots: BTreeSet<_> = [few, many]
            .into_iter()
            .flat_map(|id| terms(lowering, id, 1, |place| place.weeks != Weeks::All))
            .map(|term| lowering.place(term.placement))
            .map(|place| (place.weekday, place.time))
            .collect();
        for (weekday, time) in slots {
            for (week, other) in [(Weeks::Odd, Weeks::Even), (Weeks::Even, Weeks::Odd)] {
                let here =
                    |place: &Place, weeks| place.weekday == weekday && place.time == time && place.weeks == weeks;
                let mut row = terms(lowering, few, 1, |place| here(place, week));
                row.extend(terms(lowering, many, -1, |place| here(place, other)));
                let tag = Tag { rule: META.code, about: about.clone() };
                let form = Form::Count { terms: row, min: -spare, max: 0 };
                lowering.add(Kind::LinkEvents, form, Strength::Hard, 1, tag);
            }
        }
    }
}

/// Half lessons of the requirement.
fn halves(lowering: &Lowering<'_>, id: RequirementId) -> i32 {
    let weekly = lowering.school.requirement(id).weekly;
    i32::from(weekly.odd) + i32::from(weekly.even) + i32::from(weekly.either)
}

fn terms(lowering: &Lowering<'_>, id: RequirementId, weight: i32, wanted: impl Fn(&Place) -> bool) -> Vec<Term> {
    let of = |activity: &crate::problem::ActivityId| {
        let domain = lowering.problem.activity(*activity).domain.iter();
        let fits = domain.filter(|placement| wanted(lowering.place(**placement)));
        fits.map(|placement| Term { activity: *activity, placement: *placement, weight, given: None })
            .collect::<Vec<_>>()
    };
    lowering.of_requirement(id).iter().flat_map(of).collect()
}
