//! Reasons why there is no plan, in words.

use crate::problem::{ActivityId, CellId, Problem, ResourceId, Tag};
use crate::reason::Reason;
use crate::text::{Lang, cli as words};
use crate::units::{ClockTime, Weekday};

/// Most names that are listed.
const SHOWN: usize = 8;

/// What a reason says.
pub(super) fn reason_in_words(problem: &Problem, reason: &Reason, lang: Lang) -> String {
    let names = Names { problem, lang };
    match reason {
        Reason::NoPlace { activity, lessons, places, rules, closed } => {
            let mut because: Vec<String> = rules.iter().map(|code| names.rule(code)).collect();
            because.extend(closed.iter().map(|resource| problem.resource(*resource).name.clone()));
            let args = crate::args! {
                activity: &problem.activity(*activity).name,
                lessons: *lessons,
                places: *places,
                because: some(because),
            };
            words::NO_PLACE.fill(lang, &args)
        }
        Reason::Crowded { resources, periods, places, activities } => {
            let activities = activities.iter().map(|id| problem.activity(*id).name.clone()).collect();
            let args = crate::args! {
                resource: names.people(resources),
                periods: *periods,
                places: *places,
                activities: some(activities),
            };
            words::CROWDED.fill(lang, &args)
        }
        Reason::Unstaffed { cell, groups, people } => {
            let args = crate::args! {
                when: names.moment(*cell),
                needed: groups.len(),
                places: people.len(),
                groups: names.people(groups),
                people: names.people(people),
            };
            words::UNSTAFFED.fill(lang, &args)
        }
        Reason::NoCandidate { activity, barred, closed, .. } => {
            let mut because = names.barred(barred);
            if !closed.is_empty() {
                because += &words::CLOSED.fill(lang, &crate::args! { people: names.people(closed) });
            }
            let args = crate::args! { activity: &problem.activity(*activity).name, because: because };
            words::NO_CANDIDATE.fill(lang, &args)
        }
        Reason::Short { cell, needed, places, posts, people, barred } => {
            let args = crate::args! {
                when: names.moment(*cell),
                needed: *needed,
                places: *places,
                posts: names.posts(posts),
                people: names.people(people),
                because: names.barred(barred),
            };
            words::SHORT.fill(lang, &args)
        }
        Reason::Overfull { rule, needed, limit, posts, people, barred } => {
            let args = crate::args! {
                rule: names.rule(rule),
                count: posts.len(),
                needed: *needed,
                limit: *limit,
                posts: names.posts(posts),
                people: names.people(people),
                because: names.barred(barred),
            };
            words::OVERFULL.fill(lang, &args)
        }
        Reason::OutOfReach { constraint, limit, reach } => {
            let tag = problem.constraints.get(constraint.index()).map(|constraint| &constraint.tag);
            let args = crate::args! {
                rule: tag.map_or_else(String::new, |tag| names.rule(tag.rule)),
                about: tag.map_or_else(String::new, |tag| tag.about.join(" ")),
                limit: *limit,
                reach: *reach,
            };
            if reach > limit { words::OVER_LIMIT } else { words::UNDER_LIMIT }.fill(lang, &args)
        }
    }
}

/// A rule's code and name.
pub(super) fn rule_in_words(code: &str, lang: Lang) -> String {
    let name = crate::rules::find(code).map(|rule| rule.meta().name.get(lang));
    name.map_or_else(|| code.to_owned(), |name| format!("{code} {name}"))
}

struct Names<'a> {
    problem: &'a Problem,
    lang: Lang,
}

impl Names<'_> {
    fn rule(&self, code: &str) -> String {
        rule_in_words(code, self.lang)
    }

    fn people(&self, people: &[ResourceId]) -> String {
        some(people.iter().map(|resource| self.problem.resource(*resource).name.clone()).collect())
    }

    fn posts(&self, posts: &[(ActivityId, u8)]) -> String {
        let mut names: Vec<String> = posts.iter().map(|(id, _)| self.problem.activity(*id).name.clone()).collect();
        names.dedup();
        some(names)
    }

    /// Who was barred and why; empty when nobody was.
    fn barred(&self, barred: &[Tag]) -> String {
        if barred.is_empty() {
            return String::new();
        }
        let why = |tag: &Tag| format!("{} ({})", tag.about.join(" "), self.rule(tag.rule));
        words::BARRED.fill(self.lang, &crate::args! { barred: some(barred.iter().map(why).collect()) })
    }

    fn moment(&self, cell: CellId) -> String {
        let Some(cell) = self.problem.cells.get(cell.index()) else { return String::new() };
        let weekday =
            Weekday::new(cell.day + 1).map_or_else(|| crate::text::Arg::from(cell.day), crate::text::Arg::from);
        let clock = |minutes: u16| ClockTime::of_minutes(minutes).map_or_else(String::new, |time| time.to_string());
        let args = crate::args! {
            weekday: weekday,
            from: clock(cell.start),
            to: clock(cell.end),
            week: u16::from(cell.week) + 1,
        };
        if self.problem.weeks > 1 { words::MOMENT_IN_WEEK } else { words::MOMENT }.fill(self.lang, &args)
    }
}

fn some(names: Vec<String>) -> String {
    match names.len() {
        0..=SHOWN => names.join("、"),
        count => format!("{} … ({count})", names[..SHOWN].join("、")),
    }
}
