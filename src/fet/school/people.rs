//! Families about a teacher's day and week.

use super::facts::{Facts, cost};
use crate::fet::model::{Constraint, Fet, Weight};
use crate::fet::report::Fate;
use crate::text::fet as words;

/// The rule, its families, the names of the number in the file.
struct Limit {
    rule: &'static str,
    one: &'static str,
    all: &'static str,
    number: &'static [&'static str],
}

const LIMITS: [Limit; 3] = [
    Limit {
        rule: "teacher-daily-max",
        one: "TeacherMaxHoursDaily",
        all: "TeachersMaxHoursDaily",
        number: &["Maximum_Hours_Daily", "Max_Hours_Daily"],
    },
    Limit {
        rule: "teacher-run-max",
        one: "TeacherMaxHoursContinuously",
        all: "TeachersMaxHoursContinuously",
        number: &["Maximum_Hours_Continuously", "Max_Hours_Continuously"],
    },
    Limit {
        rule: "teacher-days",
        one: "TeacherMaxDaysPerWeek",
        all: "TeachersMaxDaysPerWeek",
        number: &["Max_Days_Per_Week", "Maximum_Days_Per_Week"],
    },
];

fn limit_of(family: &str) -> Option<&'static Limit> {
    LIMITS.iter().find(|limit| limit.one == family || limit.all == family)
}

/// Applies a constraint about teachers; false when it is of another family.
pub(super) fn apply(fet: &Fet, facts: &mut Facts, constraint: &Constraint) -> bool {
    if let Some(limit) = limit_of(&constraint.family) {
        limited(fet, facts, constraint, limit);
        return true;
    }
    match constraint.family.as_str() {
        "TeachersMaxGapsPerDay" => gaps(fet, facts, constraint, true),
        "TeachersMaxGapsPerWeek" | "TeacherMaxGapsPerDay" | "TeacherMaxGapsPerWeek" => {
            gaps(fet, facts, constraint, false)
        }
        "TeachersMinHoursDaily" | "TeacherMinHoursDaily" => min_hours(facts, constraint),
        _ => return false,
    }
    true
}

/// Whether some constraint of this rule must hold: then those that need not cannot stand beside it.
fn any_hard(fet: &Fet, limit: &Limit) -> bool {
    let of_rule = |c: &&Constraint| c.active && (c.family == limit.one || c.family == limit.all);
    fet.constraints.iter().filter(of_rule).any(|c| c.weight.is_hard())
}

fn limited(fet: &Fet, facts: &mut Facts, constraint: &Constraint, limit: &Limit) {
    let Some(most) = constraint.element.number(limit.number) else {
        return facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN);
    };
    let span = if limit.rule == "teacher-days" { fet.days.len() } else { fet.hours.len() };
    if most >= span {
        return facts.note(constraint, Fate::Carried, words::NEVER_BINDS);
    }
    if !constraint.weight.is_hard() && limit.rule == "teacher-run-max" {
        return facts.note(constraint, Fate::NotCarried, words::ONLY_A_MUST);
    }
    if !constraint.weight.is_hard() && any_hard(fet, limit) {
        return facts.note(constraint, Fate::NotCarried, words::SOFT_BESIDE_HARD);
    }
    let name = constraint.element.get(&["Teacher_Name", "Teacher"]);
    let whom: Vec<usize> = if constraint.family == limit.all {
        (0..fet.teachers.len()).collect()
    } else {
        fet.teachers.iter().position(|teacher| teacher == name).into_iter().collect()
    };
    if whom.is_empty() && constraint.family == limit.one {
        return facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN);
    }
    for index in whom {
        let teacher = &mut facts.teachers[index];
        let own = match limit.rule {
            "teacher-daily-max" => &mut teacher.max_per_day,
            "teacher-run-max" => &mut teacher.max_in_row,
            _ => &mut teacher.max_days,
        };
        *own = Some(own.map_or(most, |before| before.min(most)));
    }
    facts.rule(limit.rule, constraint.weight);
    facts.note(constraint, Fate::Carried, words::NOTHING);
}

/// Idle periods: the school has one limit a day for all teachers.
fn gaps(fet: &Fet, facts: &mut Facts, constraint: &Constraint, per_day: bool) {
    let Some(most) = constraint.element.number(&["Max_Gaps"]) else {
        return facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN);
    };
    // FET does not count hours in which the teacher is away; here they are idle as well.
    let holes = facts.teachers.iter().any(|teacher| {
        (0..fet.days.len()).any(|day| {
            let hours: Vec<usize> =
                teacher.closed.iter().filter(|slot| slot.day == day).map(|slot| slot.hour).collect();
            let early = hours.iter().enumerate().take_while(|(index, hour)| index == *hour).count();
            let late = hours.iter().rev().enumerate().take_while(|(index, hour)| index + **hour + 1 == fet.hours.len());
            early + late.count() < hours.len()
        })
    });
    let exact = !holes && (per_day || (constraint.family == "TeachersMaxGapsPerWeek" && most == 0));
    let all = constraint.family.starts_with("Teachers");
    let rule = facts.rules.entry("teacher-gaps").or_default();
    if exact && constraint.weight.is_hard() {
        rule.hard = true;
        let free = rule.params.entry("free").or_insert(most);
        *free = most.min(*free);
        return facts.note(constraint, Fate::Carried, words::NOTHING);
    }
    let beside = |c: &Constraint| c.active && c.weight.is_hard() && c.family == "TeachersMaxGapsPerDay";
    if !holes && fet.constraints.iter().any(beside) {
        return facts.note(constraint, Fate::NotCarried, words::SOFT_BESIDE_HARD);
    }
    rule.weight = rule.weight.max(cost(constraint.weight));
    let note = if all { words::GAPS_SOFT } else { words::GAPS_ALL };
    facts.note(constraint, Fate::Approximated, note);
}

/// At least so many hours on a day with any: the school's rule is about single lessons.
fn min_hours(facts: &mut Facts, constraint: &Constraint) {
    let Some(least) = constraint.element.number(&["Minimum_Hours_Daily", "Min_Hours_Daily"]) else {
        return facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN);
    };
    if least <= 1 {
        return facts.note(constraint, Fate::Carried, words::NEVER_BINDS);
    }
    if least == 2 && constraint.family.starts_with("Teachers") {
        facts.rule("teacher-single-days", constraint.weight);
        return facts.note(constraint, Fate::Carried, words::NOTHING);
    }
    facts.rule("teacher-single-days", Weight(99_000));
    facts.note(constraint, Fate::Approximated, words::AS_SINGLE_DAYS);
}

/// Parameters that are needed once all constraints are known.
pub(super) fn soft_beside_hard(fet: &Fet, facts: &mut Facts) {
    // Whoever has no limit is not limited.
    for (rule, span) in [("teacher-daily-max", fet.hours.len()), ("teacher-run-max", fet.hours.len())] {
        if let Some(rule) = facts.rules.get_mut(rule) {
            rule.params.insert("max", span);
        }
    }
    if let Some(rule) = facts.rules.get_mut("teacher-gaps") {
        rule.params.entry("free").or_insert(0);
    }
}
