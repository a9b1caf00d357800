//! Families about the days and the week of students.
//!
//! What cannot be broken, because the classes' weeks are full or their days short, needs no words. Else: no holes in a day and
//! early beginnings are the rule `class-gaps`, least hours of a day the rule `class-short-days`; each has one limit for all the
//! classes that it concerns.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::facts::{Facts, cost};
use super::requirements::Requirement;
use crate::fet::model::{Constraint, Fet, Slot};
use crate::fet::report::Fate;
use crate::text::Text;
use crate::text::fet as words;

/// What is said of all students (`Students...`) or of a set (`StudentsSet...`).
const FAMILIES: [&str; 11] = [
    "MaxGapsPerWeek",
    "MaxGapsPerDay",
    "EarlyMaxBeginningsAtSecondHour",
    "MinHoursDaily",
    "MaxHoursDaily",
    "MaxHoursContinuously",
    "MaxDaysPerWeek",
    "MinHoursPerMorning",
    "MinHoursPerAfternoon",
    "MaxMorningsPerWeek",
    "MaxAfternoonsPerWeek",
];
/// More idle periods than a day has.
const NO_LIMIT: usize = 99;

fn tail(family: &str) -> Option<&'static str> {
    let rest = family.strip_prefix("StudentsSet").or_else(|| family.strip_prefix("Students"))?;
    FAMILIES.into_iter().find(|known| *known == rest)
}

/// Whether the family, without the words for real days, is handled here.
pub(super) fn knows(family: &str) -> bool {
    tail(family).is_some()
}

/// A constraint that may be broken.
struct About<'a> {
    constraint: &'a Constraint,
    family: &'static str,
    real: bool,
    classes: BTreeSet<usize>,
    limit: usize,
}

impl About<'_> {
    fn hard(&self) -> bool {
        self.constraint.weight.is_hard()
    }
}

/// Applies all of them.
pub(super) fn apply(fet: &Fet, facts: &mut Facts, requirements: &[Requirement]) {
    let mut open: Vec<About<'_>> = Vec::new();
    for constraint in fet.constraints.iter().filter(|constraint| constraint.active) {
        let (plain, real) = constraint.plain();
        let Some(family) = tail(&plain) else { continue };
        let classes = if plain.starts_with("StudentsSet") {
            let name = constraint.element.get(&["Students", "Students_Name"]);
            facts.classes_in(fet, name).unwrap_or_default()
        } else {
            (0..facts.classes.len()).collect()
        };
        let about = About { constraint, family, real, classes, limit: limit(constraint) };
        if about.classes.iter().all(|class| kept(fet, facts, requirements, &about, *class)) {
            facts.note(constraint, Fate::Carried, words::FULL_WEEKS);
        } else {
            open.push(about);
        }
    }
    let (gaps, rest): (Vec<_>, Vec<_>) = open.into_iter().partition(|about| about.family.starts_with("MaxGaps"));
    let (early, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(|about| about.family.starts_with("Early"));
    let (least, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(|about| about.family == "MinHoursDaily");
    no_gaps(fet, facts, &gaps, &early);
    least_hours(fet, facts, &least);
    for about in rest {
        facts.note(about.constraint, Fate::NotCarried, words::NO_COUNTERPART);
    }
}

/// The number that a constraint states.
fn limit(constraint: &Constraint) -> usize {
    let names = [
        "Max_Gaps",
        "Max_Beginnings_At_Second_Hour",
        "Minimum_Hours_Daily",
        "Min_Hours_Daily",
        "Maximum_Hours_Daily",
        "Max_Hours_Daily",
        "Maximum_Hours_Continuously",
        "Max_Hours_Continuously",
        "Max_Days_Per_Week",
        "Maximum_Days_Per_Week",
        "Minimum_Hours_Per_Morning",
        "Minimum_Hours_Per_Afternoon",
        "Max_Mornings_Per_Week",
        "Max_Afternoons_Per_Week",
    ];
    constraint.element.number(&names).unwrap_or(0)
}

/// Whether the class cannot break it.
fn kept(fet: &Fet, facts: &Facts, requirements: &[Requirement], about: &About<'_>, class: usize) -> bool {
    let stretches = fet.stretches();
    // The days, or half days, that the constraint is about.
    let spans: Vec<Range<usize>> = match about.family {
        "MinHoursPerMorning" | "MaxMorningsPerWeek" => stretches.into_iter().take(1).collect(),
        "MinHoursPerAfternoon" | "MaxAfternoonsPerWeek" => stretches.into_iter().skip(1).collect(),
        _ if about.real => std::iter::once(0..fet.day_length()).collect(),
        _ => stretches,
    };
    let closed = &facts.classes[class].closed;
    let hours = |day: usize, span: &Range<usize>| {
        span.clone().filter(|hour| !closed.contains(&Slot { day, hour: *hour })).count()
    };
    let days = (0..fet.day_count()).flat_map(|day| spans.iter().map(move |span| hours(day, span)));
    let mut days = days.filter(|open| *open > 0);
    let full = || {
        let periods: usize =
            requirements.iter().filter(|r| r.classes().contains(&class)).map(Requirement::periods).sum();
        periods + closed.len() >= fet.slot_count()
    };
    match about.family {
        "MaxHoursDaily" | "MaxHoursContinuously" => days.all(|open| open <= about.limit),
        "MaxDaysPerWeek" | "MaxMorningsPerWeek" | "MaxAfternoonsPerWeek" => days.count() <= about.limit,
        "MinHoursDaily" | "MinHoursPerMorning" | "MinHoursPerAfternoon" => {
            about.limit <= 1 || (full() && days.all(|open| open >= about.limit))
        }
        _ => full(),
    }
}

/// No holes, and early beginnings: each class that is concerned has both limits, so they are those that hold for all of
/// them.
fn no_gaps(fet: &Fet, facts: &mut Facts, gaps: &[About<'_>], early: &[About<'_>]) {
    let classes = |all: &[About<'_>], wanted: &dyn Fn(&About<'_>) -> bool| -> BTreeSet<usize> {
        all.iter().filter(|about| wanted(about)).flat_map(|about| about.classes.iter().copied()).collect()
    };
    let tight = classes(gaps, &|about| about.hard() && about.limit == 0);
    // The period with which the days of a class begin at the latest.
    let mut begins: BTreeMap<usize, usize> = BTreeMap::new();
    for about in early.iter().filter(|about| about.hard()) {
        for class in &about.classes {
            let latest = if about.limit == 0 { 1 } else { 2 };
            let before = begins.entry(*class).or_insert(latest);
            *before = latest.min(*before);
        }
    }
    let concerned: BTreeSet<usize> = if tight.is_empty() { begins.keys().copied().collect() } else { tight.clone() };
    let start = concerned.iter().map(|class| begins.get(class).copied()).collect::<Option<Vec<usize>>>();
    let start = start.and_then(|starts| starts.into_iter().max()).unwrap_or(0);
    let hard = !tight.is_empty() || start > 0;
    for about in gaps {
        let (fate, note): (Fate, Text) = match (about.hard() && about.limit == 0, hard) {
            (true, _) => (Fate::Carried, words::NOTHING),
            (false, true) => (Fate::NotCarried, words::SOFT_BESIDE_HARD),
            (false, false) => (Fate::Approximated, words::CLASS_GAPS_SOFT),
        };
        facts.note(about.constraint, fate, note);
    }
    for about in early {
        let all = start > 0 && about.hard() && about.classes.is_subset(&concerned);
        let exact = about.limit == 0 && start == 1;
        let (fate, note): (Fate, Text) = match (all, exact) {
            (true, true) => (Fate::Carried, words::NOTHING),
            (true, false) => (Fate::Approximated, words::EARLY_SECOND),
            (false, _) => (Fate::NotCarried, words::NO_COUNTERPART),
        };
        facts.note(about.constraint, fate, note);
    }
    let soft = gaps.iter().map(|about| cost(about.constraint.weight)).max().filter(|_| !hard);
    if !hard && soft.is_none() {
        return;
    }
    let concerned = if hard { concerned } else { classes(gaps, &|_| true) };
    let rule = facts.rules.entry("class-gaps").or_default();
    (rule.hard, rule.weight) = (hard, soft.unwrap_or(1));
    if hard && tight.is_empty() {
        rule.params.insert("free", NO_LIMIT);
    }
    rule.params.insert("start", start);
    rule.flags.insert("lunch", fet.halves.is_none());
    rule.concerns = Some(concerned);
}

/// At least so many hours on a day with any.
fn least_hours(fet: &Fet, facts: &mut Facts, least: &[About<'_>]) {
    let hard = least.iter().any(About::hard);
    let counts = |about: &&About<'_>| about.hard() == hard;
    let Some(first) = least.iter().find(counts) else { return };
    let half = |about: &About<'_>| fet.halves.is_some() && !about.real;
    let counts = |about: &&About<'_>| about.hard() == hard && half(about) == half(first);
    let limit = least.iter().filter(counts).map(|about| about.limit).min().unwrap_or(first.limit);
    let classes = least.iter().filter(counts).flat_map(|about| about.classes.iter().copied()).collect();
    for about in least {
        let empty = about.constraint.element.get(&["Allow_Empty_Days"]).trim() == "true";
        let (fate, note): (Fate, Text) = match () {
            () if !counts(&about) && about.hard() != hard => (Fate::NotCarried, words::SOFT_BESIDE_HARD),
            () if !counts(&about) => (Fate::NotCarried, words::NO_COUNTERPART),
            () if about.limit > limit => (Fate::Approximated, words::LEAST_OF_ALL),
            () if !empty => (Fate::Approximated, words::EMPTY_DAYS),
            () => (Fate::Carried, words::NOTHING),
        };
        facts.note(about.constraint, fate, note);
    }
    let weight = least.iter().filter(counts).map(|about| cost(about.constraint.weight)).max().unwrap_or(1);
    let lunch = !half(first);
    let rule = facts.rules.entry("class-short-days").or_default();
    (rule.hard, rule.weight) = (hard, weight);
    rule.params.insert("least", limit);
    rule.flags.insert("lunch", lunch);
    rule.concerns = Some(classes);
}
