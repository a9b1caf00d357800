//! Families about a teacher's day and week.

use super::facts::{Facts, cost};
use crate::fet::model::{Constraint, Fet, Slot, Weight};
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
    let (family, _) = constraint.plain();
    if let Some(limit) = limit_of(&family) {
        limited(fet, facts, constraint, limit);
        return true;
    }
    match family.as_str() {
        "TeachersMaxGapsPerDay" => gaps(fet, facts, constraint, true),
        "TeachersMaxGapsPerWeek" | "TeacherMaxGapsPerDay" | "TeacherMaxGapsPerWeek" => {
            gaps(fet, facts, constraint, false)
        }
        "TeachersMinHoursDaily" | "TeacherMinHoursDaily" => min_hours(fet, facts, constraint),
        "TeachersMaxMorningsPerWeek"
        | "TeacherMaxMorningsPerWeek"
        | "TeachersMaxAfternoonsPerWeek"
        | "TeacherMaxAfternoonsPerWeek" => halves_per_week(fet, facts, constraint),
        _ => return false,
    }
    true
}

/// Whether some constraint of this rule must hold: then those that need not cannot stand beside it.
fn any_hard(fet: &Fet, limit: &Limit) -> bool {
    let of_rule = |c: &&Constraint| c.active && [limit.one, limit.all].contains(&c.plain().0.as_str());
    fet.constraints.iter().filter(of_rule).any(|c| c.weight.is_hard())
}

fn limited(fet: &Fet, facts: &mut Facts, constraint: &Constraint, limit: &Limit) {
    let Some(most) = constraint.element.number(limit.number) else {
        return facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN);
    };
    let (family, real) = constraint.plain();
    let half = fet.halves.is_some() && !real && limit.rule != "teacher-run-max";
    let span = match limit.rule {
        "teacher-run-max" => fet.hours.len(),
        "teacher-days" if half => fet.days.len(),
        "teacher-days" => fet.day_count(),
        _ if half => fet.hours.len(),
        _ => fet.day_length(),
    };
    if most >= span {
        return facts.note(constraint, Fate::Carried, words::NEVER_BINDS);
    }
    // So many hours in half a day are at most twice as many in a day; so many half days are on at most as many days.
    let most = if half && limit.rule == "teacher-daily-max" { most * 2 } else { most };
    if half && limit.rule == "teacher-days" && most >= fet.day_count() {
        return facts.note(constraint, Fate::NotCarried, words::NO_COUNTERPART);
    }
    if !constraint.weight.is_hard() && limit.rule == "teacher-run-max" {
        return facts.note(constraint, Fate::NotCarried, words::ONLY_A_MUST);
    }
    if !constraint.weight.is_hard() && any_hard(fet, limit) {
        return facts.note(constraint, Fate::NotCarried, words::SOFT_BESIDE_HARD);
    }
    let name = constraint.element.get(&["Teacher_Name", "Teacher"]);
    let whom: Vec<usize> = if family == limit.all {
        (0..fet.teachers.len()).collect()
    } else {
        fet.teachers.iter().position(|teacher| teacher == name).into_iter().collect()
    };
    if whom.is_empty() && family == limit.one {
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
    match half {
        true => facts.note(constraint, Fate::Approximated, words::BY_HALF_DAY),
        false => facts.note(constraint, Fate::Carried, words::NOTHING),
    }
}

/// Mornings or afternoons a week: nothing to say where there are no more.
fn halves_per_week(fet: &Fet, facts: &mut Facts, constraint: &Constraint) {
    let afternoons = constraint.family.contains("Afternoons");
    let most = constraint.element.number(&["Max_Afternoons_Per_Week", "Max_Mornings_Per_Week"]);
    let there = if afternoons { fet.days.len() / 2 } else { fet.day_count() };
    match most {
        Some(most) if fet.halves.is_some() && most >= there => {
            facts.note(constraint, Fate::Carried, words::NEVER_BINDS);
        }
        Some(_) => facts.note(constraint, Fate::NotCarried, words::NO_COUNTERPART),
        None => facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN),
    }
}

/// Idle periods: the school has one limit a day for all teachers.
fn gaps(fet: &Fet, facts: &mut Facts, constraint: &Constraint, per_day: bool) {
    let Some(most) = constraint.element.number(&["Max_Gaps"]) else {
        return facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN);
    };
    // FET does not count hours in which the teacher is away; here they are idle as well.
    let stretches = fet.stretches();
    let holes = facts.teachers.iter().any(|teacher| {
        (0..fet.day_count()).any(|day| {
            stretches.iter().any(|stretch| {
                let closed = |hour: &usize| teacher.closed.contains(&Slot { day, hour: *hour });
                let early = stretch.clone().take_while(closed).count();
                let late = stretch.clone().rev().take_while(closed).count();
                early + late < stretch.clone().filter(closed).count()
            })
        })
    });
    let all = constraint.family.starts_with("Teachers");
    // A limit on the gaps of both halves of a day together is one on each only if it is none at all.
    let together = fet.halves.is_some() && constraint.plain().1;
    let exact = !holes && all && (most == 0 || (per_day && !together));
    let rule = facts.rules.entry("teacher-gaps").or_default();
    rule.flags.extend(fet.halves.map(|_| ("lunch", false)));
    if exact && constraint.weight.is_hard() {
        rule.hard = true;
        let free = rule.params.entry("free").or_insert(most);
        *free = most.min(*free);
        return facts.note(constraint, Fate::Carried, words::NOTHING);
    }
    let beside = |c: &Constraint| {
        let number = c.element.number(&["Max_Gaps"]);
        let none = number == Some(0) && c.family.starts_with("TeachersMaxGapsPer");
        c.active && c.weight.is_hard() && (none || c.family == "TeachersMaxGapsPerDay")
    };
    if !holes && fet.constraints.iter().any(beside) {
        return facts.note(constraint, Fate::NotCarried, words::SOFT_BESIDE_HARD);
    }
    rule.weight = rule.weight.max(cost(constraint.weight));
    let note = if all { words::GAPS_SOFT } else { words::GAPS_ALL };
    facts.note(constraint, Fate::Approximated, note);
}

/// At least so many hours on a day with any: the school's rule is about single lessons.
fn min_hours(fet: &Fet, facts: &mut Facts, constraint: &Constraint) {
    let Some(least) = constraint.element.number(&["Minimum_Hours_Daily", "Min_Hours_Daily"]) else {
        return facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN);
    };
    if least <= 1 {
        return facts.note(constraint, Fate::Carried, words::NEVER_BINDS);
    }
    if least == 2 && constraint.family.starts_with("Teachers") {
        facts.rule("teacher-single-days", constraint.weight);
        return match fet.halves.is_some() && !constraint.plain().1 {
            true => facts.note(constraint, Fate::Approximated, words::BY_HALF_DAY),
            false => facts.note(constraint, Fate::Carried, words::NOTHING),
        };
    }
    facts.rule("teacher-single-days", Weight(99_000));
    facts.note(constraint, Fate::Approximated, words::AS_SINGLE_DAYS);
}

/// Parameters that are needed once all constraints are known.
pub(super) fn soft_beside_hard(fet: &Fet, facts: &mut Facts) {
    // Whoever has no limit is not limited.
    for (rule, span) in [("teacher-daily-max", fet.day_length()), ("teacher-run-max", fet.day_length())] {
        if let Some(rule) = facts.rules.get_mut(rule) {
            rule.params.insert("max", span);
        }
    }
    if let Some(rule) = facts.rules.get_mut("teacher-gaps") {
        rule.params.entry("free").or_insert(0);
    }
}
