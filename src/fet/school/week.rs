//! Families about several lessons.

use std::collections::BTreeSet;

use super::facts::{Facts, cost};
use super::requirements::Requirement;
use super::students;
use crate::fet::model::{Constraint, Fet, Halves};
use crate::fet::report::Fate;
use crate::text::fet as words;

const DAYS: [&str; 2] = ["MinDaysBetweenActivities", "MinHalfDaysBetweenActivities"];
const TAGS: [&str; 2] = ["StudentsActivityTagMaxHoursDaily", "StudentsSetActivityTagMaxHoursDaily"];

/// Whether the family, without the words for real days, is handled here or where requirements are made.
pub(super) fn knows(family: &str) -> bool {
    DAYS.contains(&family)
        || matches!(family, "ActivitiesSameStartingTime" | "ActivitiesNotOverlapping")
        || students::knows(family)
        || TAGS.contains(&family)
}

/// Applies what needs the requirements.
pub(super) fn apply(fet: &Fet, facts: &mut Facts, requirements: &mut [Requirement]) {
    let mut of = vec![None; fet.activities.len()];
    for (position, requirement) in requirements.iter().enumerate() {
        for (number, lesson) in requirement.lessons.iter().enumerate() {
            for activity in lesson {
                of[*activity] = Some((position, number));
            }
        }
    }
    let active = || fet.constraints.iter().filter(|constraint| constraint.active);
    let spread = |c: &Constraint| DAYS.contains(&c.family.as_str());
    // A tag's hours a day are a limit of the same rule.
    let any_hard = active().any(|c| c.weight.is_hard() && (spread(c) || TAGS.contains(&c.plain().0.as_str())));
    for constraint in active() {
        match constraint.plain().0.as_str() {
            family if DAYS.contains(&family) => min_days(fet, facts, requirements, &of, constraint, any_hard),
            "ActivitiesNotOverlapping" => not_overlapping(fet, facts, constraint),
            family if TAGS.contains(&family) => tag_per_day(fet, facts, requirements, constraint),
            _ => {}
        }
    }
}

/// Lessons on different days.
fn min_days(
    fet: &Fet,
    facts: &mut Facts,
    requirements: &mut [Requirement],
    of: &[Option<(usize, usize)>],
    constraint: &Constraint,
    any_hard: bool,
) {
    let lessons: BTreeSet<(usize, usize)> =
        facts.activities_in(&constraint.element).into_iter().filter_map(|activity| of[activity]).collect();
    let stated = constraint.element.number(&["MinDays", "Min_Days"]).unwrap_or(1);
    // Two half days apart is another day; one half day apart is not.
    let halves = fet.halves == Some(Halves::Names) || constraint.family == "MinHalfDaysBetweenActivities";
    let days = if halves { stated / 2 } else { stated };
    if lessons.len() < 2 || stated == 0 {
        return facts.note(constraint, Fate::Carried, words::NEVER_BINDS);
    }
    let whole = |position: usize| {
        let requirement = &requirements[position];
        (0..requirement.lessons.len()).all(|number| lessons.contains(&(position, number)))
    };
    let touched: BTreeSet<usize> = lessons.iter().map(|(position, _)| *position).collect();
    let covered: Vec<usize> = touched.iter().copied().filter(|position| whole(*position)).collect();
    let all_whole = covered.len() == touched.len();
    let mixed = touched.iter().any(|position| {
        let requirement = &requirements[*position];
        requirement.lessons.len() * requirement.longest > requirement.periods()
    });
    if days == 0 {
        facts.rules.entry("subject-spread").or_default().weight = 1;
        return facts.note(constraint, Fate::Approximated, words::AS_SPREAD);
    }
    if !constraint.weight.is_hard() && any_hard {
        // The rule on one subject's periods a day must hold here; wishes go to the one on even spread.
        facts.rules.entry("subject-spread").or_default().weight = cost(constraint.weight);
        return facts.note(constraint, Fate::Approximated, words::AS_SPREAD);
    }
    for position in &covered {
        requirements[*position].spread = true;
    }
    facts.rule("subject-daily-max", constraint.weight);
    let (fate, note) = match () {
        () if touched.len() > 1 || !all_whole => (Fate::Approximated, words::WITHIN_PARTS),
        () if days > 1 || halves => (Fate::Approximated, words::ONE_DAY_ONLY),
        () if mixed => (Fate::Approximated, words::WITH_DOUBLES),
        () => (Fate::Carried, words::NOTHING),
    };
    facts.note(constraint, fate, note);
}

/// Nothing to say where the activities share somebody anyway.
fn not_overlapping(fet: &Fet, facts: &mut Facts, constraint: &Constraint) {
    let activities = facts.activities_in(&constraint.element);
    let share = |a: &usize, b: &usize| {
        !fet.activities[*a].teachers.is_disjoint(&fet.activities[*b].teachers)
            || !facts.classes_of(fet, *a).is_disjoint(&facts.classes_of(fet, *b))
    };
    let all = activities.iter().enumerate().all(|(index, a)| activities[..index].iter().all(|b| share(a, b)));
    match all {
        true => facts.note(constraint, Fate::Carried, words::NEVER_BINDS),
        false => facts.note(constraint, Fate::NotCarried, words::NO_COUNTERPART),
    }
}

/// At most so many hours of a tag a day: a subject's limit, where the tag is that of one requirement for each class.
fn tag_per_day(fet: &Fet, facts: &mut Facts, requirements: &mut [Requirement], constraint: &Constraint) {
    let element = &constraint.element;
    let tag = fet.tags.iter().position(|name| name == element.get(&["Activity_Tag", "Activity_Tag_Name"]));
    let most = element.number(&["Maximum_Hours_Daily", "Max_Hours_Daily"]);
    let (Some(tag), Some(most)) = (tag, most) else {
        return facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN);
    };
    let half = fet.halves.is_some() && !constraint.plain().1;
    let most = if half { most * 2 } else { most };
    let classes = if constraint.family.starts_with("StudentsSet") {
        facts.classes_in(fet, element.get(&["Students", "Students_Name"])).unwrap_or_default()
    } else {
        (0..facts.classes.len()).collect()
    };
    let tagged = |requirement: &Requirement| {
        requirement.lessons.iter().flatten().all(|activity| fet.activities[*activity].tags.contains(&tag))
    };
    let touched: Vec<usize> = (0..requirements.len())
        .filter(|position| {
            let requirement = &requirements[*position];
            let any = requirement.lessons.iter().flatten().any(|a| fet.activities[*a].tags.contains(&tag));
            any && !requirement.classes().is_disjoint(&classes)
        })
        .collect();
    let alone = classes
        .iter()
        .all(|class| touched.iter().filter(|position| requirements[**position].classes().contains(class)).count() <= 1);
    if !alone || !touched.iter().all(|position| tagged(&requirements[*position])) || !constraint.weight.is_hard() {
        return facts.note(constraint, Fate::NotCarried, words::NO_COUNTERPART);
    }
    for position in touched {
        requirements[position].daily = Some(requirements[position].daily.map_or(most, |before| before.min(most)));
    }
    facts.rule("subject-daily-max", constraint.weight);
    match half {
        true => facts.note(constraint, Fate::Approximated, words::BY_HALF_DAY),
        false => facts.note(constraint, Fate::Carried, words::NOTHING),
    }
}
