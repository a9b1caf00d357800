//! The stages after the timetable, for `kebiao solve`: programme, roster, ledgers.

use std::time::Duration;

use super::reasons::reason_in_words;
use super::shared::Exit;
use super::watch::{Watch, shown_gap};
use crate::explain::limits::{Clash, clash};
use crate::export::json::{self, Level, Search, Stages};
use crate::plan::Plan;
use crate::school::School;
use crate::solve::{Ended, Observer, Options};
use crate::stages::{Followed, Following, Request, Start, follow};
use crate::text::{Lang, cli as words, compare};

/// What the command was asked to make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(super) enum Stage {
    /// everything / 全部
    #[default]
    All,
    /// the timetable only / 只排课
    Timetable,
    /// the after-school programme and what follows, on the timetable in OUT / 课后服务及以后
    Programme,
    /// staffing and duty and what follows, on the programme in OUT / 人员与值班及以后
    Roster,
    /// the dated ledgers (duty, pay, hours), on the roster in OUT / 台账
    Pay,
}

impl Stage {
    /// Where the stages after the timetable start; none when they are not asked for.
    pub(super) fn start(self) -> Option<Start> {
        match self {
            Self::Timetable => None,
            Self::All | Self::Programme => Some(Start::Programme),
            Self::Roster => Some(Start::Roster),
            Self::Pay => Some(Start::Ledgers),
        }
    }

    /// Whether the timetable is made anew.
    pub(super) fn makes_timetable(self) -> bool {
        self <= Self::Timetable
    }
}

/// Why the stages after the timetable stopped, in words: a headline, what is in the way, and how the program ends.
pub(super) struct Stuck {
    pub(super) status: &'static str,
    pub(super) message: String,
    pub(super) reasons: Vec<String>,
    pub(super) exit: Exit,
}

/// Runs the stages after the timetable.
pub(super) fn run(school: &School, plan: &Plan, request: &Request<'_>, watch: &Watch) -> Result<Box<Followed>, Stuck> {
    let lang = request.lang;
    let stuck = |status, text: &crate::text::Text, reasons: Vec<String>, exit| {
        let message = text.fill(lang, &crate::args! { limit: request.options.time_limit.as_secs() });
        Err(Stuck { status, message, reasons, exit })
    };
    match follow(school, plan, request, watch) {
        Following::Done(followed) => Ok(followed),
        Following::NoProgramme(refusals) => {
            let reasons = refusals
                .iter()
                .flat_map(|refusal| [refusal.says(lang), refusal.action.fill(lang, &refusal.args)])
                .collect();
            stuck("no-programme", &words::NO_PROGRAMME, reasons, Exit::NoGoodPlan)
        }
        Following::NoRoster(..) if request.apart.is_some_and(|apart| !apart.earlier.is_empty()) => {
            let share = request.apart.map_or_else(String::new, |apart| apart.share.to_string());
            let message = compare::NO_OTHER_ROSTER.fill(lang, &crate::args! { share: share });
            Err(Stuck { status: "no-other-roster", message, reasons: Vec::new(), exit: Exit::NoGoodPlan })
        }
        Following::NoRoster(problem, found) => {
            let mut reasons: Vec<String> = found.iter().map(|reason| reason_in_words(&problem, reason, lang)).collect();
            if reasons.is_empty() {
                let options = Options { time_limit: (request.options.time_limit / 2).max(LEAST), ..*request.options };
                match clash(&problem, &options, &Quiet(watch)) {
                    Some(clash) => reasons.extend(limits_in_words(&clash, lang)),
                    None => reasons.push(words::NO_ROSTER_REASON.get(lang).to_owned()),
                }
            }
            stuck("no-roster", &words::NO_ROSTER, reasons, Exit::NoGoodPlan)
        }
        Following::NoRosterYet(Ended::Stopped) => stuck("stopped", &words::ROSTER_STOPPED, Vec::new(), Exit::NoPlanYet),
        Following::NoRosterYet(_) => stuck("no-roster-yet", &words::NO_ROSTER_YET, Vec::new(), Exit::NoPlanYet),
    }
}

/// How long it is looked for limits that cannot all be kept, at least.
const LEAST: Duration = Duration::from_secs(5);

/// Passes on the wish to stop, and no solution: those of parts of a problem are nobody's roster.
struct Quiet<'a>(&'a Watch);

impl Observer for Quiet<'_> {
    fn stopped(&self) -> bool {
        self.0.stopped()
    }
}

/// Limits that cannot all be kept: what each would have to be.
fn limits_in_words(clash: &Clash, lang: Lang) -> Vec<String> {
    let head = if clash.minimal { words::LIMITS_CLASH } else { words::LIMITS_CLASH_UNPROVED };
    let line = |held: &crate::explain::limits::Held| {
        let rule = crate::rules::find(held.tag.rule).map(|rule| rule.meta().name.get(lang));
        let rule = format!("{} {}", held.tag.rule, rule.unwrap_or_default());
        let about = held.tag.about.join(" ");
        match held.least {
            Some((limit, least)) => {
                let args = crate::args! { rule: rule.trim_end(), about: about, limit: limit, least: least };
                words::LIMIT_NEEDS.fill(lang, &args)
            }
            None => words::LIMIT_HELD.fill(lang, &crate::args! { rule: rule.trim_end(), about: about }),
        }
    };
    std::iter::once(head.get(lang).to_owned()).chain(clash.limits.iter().map(line)).collect()
}

/// Why a search ended, for `run.json`.
pub(super) fn ended(ended: Ended) -> json::Ended {
    match ended {
        Ended::Gap => json::Ended::Gap,
        Ended::Time => json::Ended::Time,
        Ended::Stopped => json::Ended::Stopped,
    }
}

/// The figures of the later stages for `run.json`.
pub(super) fn figures(followed: &Followed) -> Stages {
    let programme = followed.programme.iter().flat_map(|report| &report.levels);
    Stages {
        programme: programme
            .map(|level| Level {
                name: level.goal.get(Lang::En).to_owned(),
                value: level.value,
                bound: level.bound,
                proved: level.optimal,
            })
            .collect(),
        roster: followed.roster.as_ref().map(|run| Search {
            objective: run.cost,
            bound: run.bound,
            ended: ended(run.ended),
            milliseconds: u64::try_from(run.elapsed.as_millis()).unwrap_or(u64::MAX),
        }),
    }
}

/// Says how good the later stages are.
pub(super) fn tell(followed: &Followed, lang: Lang) {
    for level in followed.programme.iter().flat_map(|report| &report.levels) {
        let proved = if level.optimal { words::PROVED } else { words::NOT_PROVED };
        let bound = level.bound.map_or_else(|| "-".to_owned(), |bound| bound.to_string());
        let proved = proved.arg(&crate::args! { bound: bound });
        let args = crate::args! { name: level.goal, value: level.value, proved: proved };
        say!("{}", words::PROGRAMME_LEVEL.fill(lang, &args));
    }
    let Some(service) = &followed.plan.service else { return };
    if let Some(run) = &followed.roster {
        let args = crate::args! {
            sessions: service.sessions.len(),
            shifts: service.shifts.len(),
            cost: run.cost,
            bound: run.bound,
            gap: shown_gap(Some(run.cost), Some(run.bound)),
            elapsed: format!("{:.1}", run.elapsed.as_secs_f64()),
        };
        say!("{}", words::ROSTER_SOLVED.fill(lang, &args));
    }
    for open in followed.open.iter().take(SHOWN) {
        let args = crate::args! {
            date: open.date.to_string(),
            time: open.time,
            post: &open.post,
            person: &open.person,
        };
        say!("{}", words::OPEN_SHIFT.fill(lang, &args));
    }
    if let Some(more) = followed.open.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        say!("{}", words::MORE.fill(lang, &crate::args! { count: more }));
    }
}

/// Most open shifts that are shown.
const SHOWN: usize = 10;
