//! Who may give a lesson instead of somebody who is away, and why others may not.
//!
//! Asked are the school's own and retired people. The order of bars is the order in which a person would be told: from
//! outside, not to be asked, busy by the clock, on the way, not qualified for a protected subject, a hard rule.

use super::judge::judge;
use super::{Arrangement, Bar, Barred, Context, Kind, Standing, Step, Vacancy, Warning, Way};
use crate::school::Level;
use crate::text::cover as words;
use crate::units::TeacherId;
use crate::{args, rules};

/// Everybody who may give each vacancy, and everybody who may not.
pub(super) fn find(context: &Context<'_>, made: &mut Arrangement) {
    for index in 0..made.vacancies.len() {
        let vacancy = made.vacancies[index].clone();
        if !vacancy.present.is_empty() {
            let step = step(context, &vacancy, vacancy.present.clone());
            made.ways.push(Way {
                kind: Kind::Alone,
                serves: vec![index],
                steps: vec![step],
                warnings: Vec::new(),
                so_far: 0,
                week_load: 0,
            });
        }
        for person in context.view.school.teacher_ids() {
            if vacancy.absent.contains(&person) || vacancy.present.contains(&person) {
                continue;
            }
            let standing = standing(context, &vacancy, person);
            match way(context, index, &vacancy, person, standing) {
                Ok(way) => made.ways.push(way),
                Err(bar) => made.vacancies[index].barred.push(Barred { person, standing, bar }),
            }
        }
        made.vacancies[index].barred.sort_by_key(|one| (one.standing, one.person));
    }
}

fn step(context: &Context<'_>, vacancy: &Vacancy, teachers: Vec<TeacherId>) -> Step {
    let given = context.days.get(&vacancy.date).and_then(|day| day.lessons.get(vacancy.lesson));
    Step {
        date: vacancy.date,
        lesson: vacancy.lesson,
        row: given.map_or(0, |given| given.row),
        period: vacancy.period,
        time: vacancy.time,
        classes: vacancy.classes.clone(),
        from: vacancy.subject,
        to: vacancy.subject,
        before: vacancy.absent.iter().chain(&vacancy.present).copied().collect(),
        teachers,
        room: vacancy.room,
    }
}

fn standing(context: &Context<'_>, vacancy: &Vacancy, person: TeacherId) -> Standing {
    if context.has_subject.get(&vacancy.subject).is_some_and(|who| who.contains(&person)) {
        Standing::Subject
    } else if vacancy.classes.iter().any(|class| context.teaches.get(class).is_some_and(|who| who.contains(&person))) {
        Standing::Class
    } else {
        Standing::Other
    }
}

fn way(
    context: &Context<'_>,
    index: usize,
    vacancy: &Vacancy,
    person: TeacherId,
    standing: Standing,
) -> Result<Way, Bar> {
    let school = context.view.school;
    if school.teacher(person).employment.is_outsider() {
        return Err(Bar::Outsider);
    }
    if context.request.spared.contains(&person) {
        return Err(Bar::Spared);
    }
    let Some(day) = context.days.get(&vacancy.date) else { return Err(Bar::Spared) };
    if let Some(bar) = day.in_the_way(school, person, vacancy.time, vacancy.room, &[vacancy.lesson]) {
        return Err(bar);
    }
    let unqualified = vacancy.protected && standing != Standing::Subject;
    if unqualified && !context.request.waived.contains(&vacancy.subject) {
        return Err(Bar::Unqualified);
    }
    let step = step(context, vacancy, vacancy.present.iter().copied().chain([person]).collect());
    let verdict = judge(context, vacancy.date, &[&step]);
    if let Some(bar) = verdict.bar {
        return Err(bar);
    }
    let week_load = context.week_load(person, vacancy.date);
    let mut warnings = verdict.warnings;
    warnings.extend(beyond_load(context, person, week_load));
    Ok(Way {
        kind: Kind::Cover { person, standing, waived: unqualified },
        serves: vec![index],
        steps: vec![step],
        warnings,
        so_far: context.so_far.get(&person).copied().unwrap_or(0),
        week_load,
    })
}

/// A word about a week that is full.
fn beyond_load(context: &Context<'_>, person: TeacherId, load: u32) -> Option<Warning> {
    let teacher = context.view.school.teacher(person);
    let most = u32::from(teacher.max_load?);
    let code = rules::find("teacher-load")?.meta().code;
    (load + 1 > most).then(|| {
        let args = args! { teacher: &teacher.name, count: load + 1, max: most };
        Warning { code, level: Level::Warn, message: words::WEEK_FULL.arg(&args) }
    })
}

/// Ranks the ways of each vacancy.
pub(super) fn rank(context: &Context<'_>, made: &mut Arrangement) {
    let away = context.away();
    for index in 0..made.vacancies.len() {
        let mut ways: Vec<usize> = (0..made.ways.len()).filter(|way| made.ways[*way].serves.contains(&index)).collect();
        ways.sort_by_key(|way| {
            let one = &made.ways[*way];
            let (tier, waived) = match one.kind {
                Kind::Alone => (0, false),
                Kind::Swap(_) if context.request.cover_first => (2, false),
                Kind::Swap(_) => (1, false),
                Kind::Cover { standing: Standing::Subject, .. } => (1 + u8::from(!context.request.cover_first), false),
                Kind::Cover { standing: Standing::Class, waived, .. } => (3, waived),
                Kind::Cover { standing: Standing::Other, waived, .. } => (4, waived),
            };
            let last = one.steps.iter().map(|step| step.date).max();
            (waived, tier, one.so_far, one.people(&away).len(), one.warnings.len(), last, one.week_load, *way)
        });
        made.vacancies[index].ways = ways;
    }
}
