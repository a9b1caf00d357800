//! Prefer times: unfit placements leave the domain; where the rule is soft each costs its unfit periods.

use super::{META, pe_times};
use crate::lowering::{Lowering, Place, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::{BellSchedule, Level, PeriodSet, Requirement, School, Setting, SubjectKind};
use crate::units::PeriodIndex;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    let pe = pe_times(setting);
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        let Some(class) = requirement.classes.first() else { continue };
        let bell = school.bell_of(*class);
        let about = vec![school.class_list(&requirement.classes), school.subject(requirement.subject).name.clone()];
        let tag = Tag { rule: META.code, about };
        let activities = lowering.of_requirement(id).to_vec();
        if setting.level == Level::Hard {
            for activity in activities {
                lowering.forbid(activity, &tag, |place| {
                    place.periods.iter().any(|period| unfit(school, requirement, &pe, bell, place, *period) > 0)
                });
            }
            continue;
        }
        let involved: Vec<_> = activities.into_iter().map(|activity| (activity, None)).collect();
        for (week, times) in lowering.weeks_of(&involved) {
            let mut terms = lowering.terms(&involved, week, |_, _| true);
            for term in &mut terms {
                let place = lowering.place(term.placement);
                term.weight = place.periods.iter().map(|p| unfit(school, requirement, &pe, bell, place, *p)).sum();
            }
            terms.retain(|term| term.weight != 0);
            if !terms.is_empty() {
                let form = Form::Count { terms, min: 0, max: 0 };
                lowering.add(Kind::PreferTimes, form, strength(setting), times, tag.clone());
            }
        }
    }
}

/// In how many sections the period does not suit the subject.
fn unfit(
    school: &School,
    requirement: &Requirement,
    pe: &[PeriodSet],
    bell: &BellSchedule,
    place: &Place,
    period: PeriodIndex,
) -> i32 {
    let Some(day) = bell.days.get(&place.weekday) else { return 0 };
    let unfit = requirement.sections.iter().filter(|section| {
        let subject = school.subject(section.subject);
        let fits = |set: &PeriodSet| set.contains(day, place.weekday, period);
        let outside = !subject.allowed.is_empty() && !subject.allowed.iter().any(fits);
        let not_for_pe = subject.kind == SubjectKind::Pe && pe.iter().any(fits);
        outside || not_for_pe || subject.forbidden.iter().any(fits)
    });
    i32::try_from(unfit.count()).unwrap_or(i32::MAX)
}
