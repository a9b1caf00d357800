//! What the rules about a single day say of changed lessons: they are asked about the day before and after, of one person
//! or one class alone, and what is new is held against the change.
//!
//! A person is looked at with those whom he or she excludes, and nobody else; so lessons that do not concern the person
//! cannot change what is said.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::day::{Day, Given};
use super::{Bar, Context, Step, Warning};
use crate::breach::Breach;
use crate::plan::{Plan, Row, View};
use crate::rules;
use crate::school::Level;
use crate::units::{ClassId, TeacherId, Weeks};

/// Rules about a person's day.
const OF_PEOPLE: [&str; 5] =
    ["teacher-daily-max", "teacher-run-max", "teacher-exclusion", "teacher-wishes", "transfer-time"];
/// Rules about a class's day.
const OF_CLASSES: [&str; 5] =
    ["subject-daily-max", "pe-different-days", "subject-times", "subjects-apart", "transfer-time"];

/// Whose day is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// A person's.
    Person(TeacherId),
    /// A class's.
    Class(ClassId),
}

/// What the rules say.
#[derive(Clone, Debug, Default)]
pub(super) struct Verdict {
    /// A hard rule that would be broken.
    pub bar: Option<Bar>,
    /// What others say.
    pub warnings: Vec<Warning>,
}

/// Judges the changes of one date for all whom they concern.
pub(super) fn judge(context: &Context<'_>, date: NaiveDate, steps: &[&Step]) -> Verdict {
    let mut verdict = Verdict::default();
    for whose in concerned(steps) {
        let one = of(context, date, steps, whose);
        verdict.bar = verdict.bar.or(one.bar);
        verdict.warnings.extend(one.warnings);
    }
    verdict
}

/// Those who get a lesson, and classes whose lessons move.
pub(super) fn concerned(steps: &[&Step]) -> BTreeSet<Whose> {
    let mut all = BTreeSet::new();
    for step in steps {
        all.extend(step.teachers.iter().filter(|who| !step.before.contains(who)).map(|who| Whose::Person(*who)));
        if step.from != step.to {
            all.extend(step.classes.iter().map(|class| Whose::Class(*class)));
        }
    }
    all
}

/// Those whose lessons decide what is said of `person`: the person, and those who exclude each other.
pub(super) fn circle(context: &Context<'_>, person: TeacherId) -> BTreeSet<TeacherId> {
    let pairs = context.view.school.exclusions.iter().map(|exclusion| exclusion.teachers);
    let with = pairs.filter(|(a, b)| *a == person || *b == person).flat_map(|(a, b)| [a, b]);
    with.chain([person]).collect()
}

/// Judges the changes of one date for a person or a class.
pub(super) fn of(context: &Context<'_>, date: NaiveDate, steps: &[&Step], whose: Whose) -> Verdict {
    let Some(day) = context.days.get(&date) else { return Verdict::default() };
    let (people, rules): (BTreeSet<TeacherId>, &[&str]) = match whose {
        Whose::Person(person) => (circle(context, person), &OF_PEOPLE),
        Whose::Class(_) => (BTreeSet::new(), &OF_CLASSES),
    };
    let changed: BTreeMap<usize, &Step> = steps.iter().map(|step| (step.lesson, *step)).collect();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for (index, given) in day.lessons.iter().enumerate() {
        let wanted = |who: &[TeacherId]| -> Option<Vec<TeacherId>> {
            match whose {
                Whose::Class(class) => given.classes.contains(&class).then(Vec::new),
                Whose::Person(_) => {
                    let who: Vec<_> = who.iter().filter(|who| people.contains(who)).copied().collect();
                    (!who.is_empty()).then_some(who)
                }
            }
        };
        let present: Vec<_> = given.teachers.iter().filter(|who| !day.is_away(**who, given.wall)).copied().collect();
        let old = wanted(&present).and_then(|who| row(context, day, given, given.row, &who));
        after.extend(match changed.get(&index) {
            Some(step) => wanted(&step.teachers).and_then(|who| row(context, day, given, step.row, &who)),
            None => old.clone(),
        });
        before.extend(old);
    }
    compare(context, before, after, rules)
}

fn compare(context: &Context<'_>, before: Vec<Row>, after: Vec<Row>, ids: &[&str]) -> Verdict {
    let mut verdict = Verdict::default();
    let school = context.view.school;
    let (before, after) = (Plan { rows: before, service: None }, Plan { rows: after, service: None });
    let (before, after) = (View::new(school, &before), View::new(school, &after));
    for rule in ids.iter().filter_map(|id| rules::find(id)) {
        let meta = rule.meta();
        let Some(setting) = school.policy.settings.get(meta.code).filter(|setting| setting.level != Level::Off) else {
            continue;
        };
        let (old, new) = (rule.check(&before, setting), rule.check(&after, setting));
        if new.amount() <= old.amount() {
            continue;
        }
        let worse = |breach: &&Breach| !old.breaches.iter().any(|other| other.args == breach.args);
        let Some(breach) = new.breaches.iter().find(worse).or(new.breaches.first()) else { continue };
        let message = meta.breach.arg(&breach.args);
        if setting.level == Level::Hard {
            verdict.bar.get_or_insert(Bar::Rule { code: meta.code, message });
        } else {
            verdict.warnings.push(Warning { code: meta.code, level: setting.level, message });
        }
    }
    verdict
}

/// A lesson of the day as a row: the slot of `given`, subject and room of row `of`.
fn row(context: &Context<'_>, day: &Day, given: &Given, of: usize, teachers: &[TeacherId]) -> Option<Row> {
    let school = context.view.school;
    let own = context.view.plan.rows.get(of)?;
    Some(Row {
        classes: given.classes.iter().map(|class| school.class(*class).name.clone()).collect(),
        teachers: teachers.iter().map(|who| school.teacher(*who).name.clone()).collect(),
        weeks: Weeks::All,
        weekday: day.weekday,
        period: Some(given.period),
        time: given.base,
        ..own.clone()
    })
}
