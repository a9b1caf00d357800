//! Every rule in plain language: what it says, how many cases were examined, what it found, what that costs.

use std::collections::{BTreeMap, BTreeSet};

use super::loads::{self, RoomUse, TeacherLoad};
use crate::args;
use crate::breach::Breach;
use crate::plan::{Plan, View};
use crate::rules::{self, Meta};
use crate::school::{Level, School};
use crate::text::{Lang, ui};
use crate::verify::{RuleResult, Verdict};

/// Most rows of `timetable.csv` that a breach names.
const MOST_ROWS: usize = 4;

/// The plan's first row is the file's second, after the header.
const FIRST_ROW: usize = 2;

/// The quality of a plan.
#[derive(Clone, Debug)]
pub struct Quality {
    /// Name of the school.
    pub school: String,
    /// Name of the policy profile.
    pub profile: String,
    /// One line a rule, in the order of codes, waived rules left out.
    pub rules: Vec<RuleLine>,
    /// Rules that the school waived, with the reasons.
    pub waivers: Vec<Waiver>,
    /// Breaches of hard rules.
    pub hard_breaches: usize,
    /// Warnings.
    pub warnings: usize,
    /// Cost of all soft rules.
    pub cost: i64,
    /// Cases examined.
    pub cases: u64,
    /// Lesson periods in two weeks, over all classes.
    pub halves: u32,
    /// Loads of teachers.
    pub teachers: Vec<TeacherLoad>,
    /// Use of shared rooms.
    pub rooms: Vec<RoomUse>,
}

/// What was found about one rule.
#[derive(Clone, Debug)]
pub struct RuleLine {
    /// What the rule is.
    pub meta: &'static Meta,
    /// How much it matters.
    pub level: Level,
    /// Cost of a unit, for a soft rule.
    pub weight: u32,
    /// Cases examined.
    pub cases: u64,
    /// Total amount, in the rule's unit.
    pub amount: i64,
    /// Weight times amount for a soft rule, else 0.
    pub cost: i64,
    /// Breaches, the largest first.
    pub breaches: Vec<Breach>,
    /// Where the rule's numbers come from, in the profile's words.
    pub basis: String,
}

/// A rule that the school waived.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// What the rule is.
    pub meta: &'static Meta,
    /// The written reason.
    pub reason: String,
}

impl RuleLine {
    /// The breaches in words, the largest first, with their rows in `timetable.csv`; the same words once, with how often.
    #[must_use]
    pub fn examples(&self, lang: Lang) -> Vec<String> {
        let mut found: Vec<(String, Vec<&Breach>)> = Vec::new();
        let mut positions: BTreeMap<String, usize> = BTreeMap::new();
        for breach in &self.breaches {
            let words = self.meta.breach.fill(lang, &breach.args);
            let position = *positions.entry(words.clone()).or_insert(found.len());
            match found.get_mut(position) {
                Some((_, same)) => same.push(breach),
                None => found.push((words, vec![breach])),
            }
        }
        found.into_iter().map(|(words, same)| in_rows(often(words, &same, lang), &same, lang)).collect()
    }

    /// Whether a breach of it makes the plan bad.
    #[must_use]
    pub fn is_hard(&self) -> bool {
        self.level == Level::Hard
    }
}

/// The words with how often they hold. Checks look at odd and even weeks apart, so that a lesson of every week is found twice.
fn often(words: String, same: &[&Breach], lang: Lang) -> String {
    match same {
        [_] => words,
        [odd, even] if odd.rows == even.rows && !odd.rows.is_empty() => {
            ui::BOTH_WEEKS.fill(lang, &args! { words: words })
        }
        all => ui::TIMES.fill(lang, &args! { words: words, times: all.len() }),
    }
}

/// The words with the rows of `timetable.csv` that they are about, counted as a spreadsheet does.
fn in_rows(words: String, same: &[&Breach], lang: Lang) -> String {
    let rows: BTreeSet<usize> = same.iter().flat_map(|breach| &breach.rows).map(|row| row + FIRST_ROW).collect();
    let named: Vec<String> = rows.iter().take(MOST_ROWS).map(usize::to_string).collect();
    let text = match rows.len() {
        0 => return words,
        1 => ui::IN_ROW,
        2..=MOST_ROWS => ui::IN_ROWS,
        _ => ui::IN_MORE_ROWS,
    };
    text.fill(lang, &args! { words: words, rows: named.join(ui::LIST_MARK.get(lang)), n: rows.len() })
}

/// Lesson periods a week over all classes, as every summary gives them: `172` or `172.5`. Groups in parallel are one period
/// of their class, a combined lesson is one of each class, research blocks are none.
#[must_use]
pub fn lessons(school: &School, plan: &Plan) -> String {
    loads::weekly(class_halves(&View::new(school, plan)))
}

fn class_halves(view: &View<'_>) -> u32 {
    view.school.class_ids().map(|class| loads::halves(view.of_class(class).map(|lesson| lesson.span))).sum()
}

/// Puts together what verifying found and what the plan itself shows.
#[must_use]
pub fn measure(school: &School, plan: &Plan, verdict: &Verdict) -> Quality {
    let view = View::new(school, plan);
    let known = |result: &RuleResult| rules::find(result.rule).map(rules::Rule::meta);
    let waivers = verdict
        .rules
        .iter()
        .filter_map(|result| Some(Waiver { meta: known(result)?, reason: result.waived.clone()? }))
        .collect();
    let rules = verdict.rules.iter().filter(|result| result.waived.is_none());
    let rules = rules
        .filter_map(|result| {
            let mut breaches = result.breaches.clone();
            breaches.sort_by_key(|breach| std::cmp::Reverse(breach.amount));
            let setting = school.policy.settings.get(result.rule);
            Some(RuleLine {
                meta: known(result)?,
                level: Level::parse(result.level)?,
                weight: result.weight,
                cases: result.cases,
                amount: result.amount,
                cost: result.cost,
                breaches,
                basis: setting.map_or(String::new(), |setting| setting.basis.clone()),
            })
        })
        .collect();
    Quality {
        school: school.name.clone(),
        profile: school.policy.profile.clone(),
        rules,
        waivers,
        hard_breaches: verdict.hard_breaches(),
        warnings: verdict.warnings(),
        cost: verdict.cost(),
        cases: verdict.cases(),
        halves: class_halves(&view),
        teachers: loads::teachers(&view),
        rooms: loads::rooms(&view),
    }
}

impl Quality {
    /// Rules of one level, in the order of codes; soft ones by cost, the dearest first.
    #[must_use]
    pub fn of_level(&self, level: Level) -> Vec<&RuleLine> {
        let mut lines: Vec<_> = self.rules.iter().filter(|line| line.level == level).collect();
        if level == Level::Soft {
            lines.sort_by_key(|line| (std::cmp::Reverse(line.cost), line.meta.code));
        }
        lines
    }

    /// Whether no hard rule is broken.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.hard_breaches == 0
    }
}
