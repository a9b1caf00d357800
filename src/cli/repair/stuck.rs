//! Why there is no repaired plan.

use std::time::Duration;

use super::asked::words_of;
use super::{Mending, Repair};
use crate::args;
use crate::cli::Shared;
use crate::cli::shared::Exit;
use crate::cli::watch::Watch;
use crate::repair::{Broken, Freeze, Stuck, Why};
use crate::school::School;
use crate::solve::{Ended, Options};
use crate::text::{Arg, Lang, Text, compare, repair as words};
use crate::units::{ClockTime, PeriodIndex};

/// Time for each of the solves that tell which frozen things are in each other's way.
const EACH: Duration = Duration::from_secs(10);
/// Most lessons that are shown.
const SHOWN: usize = 20;

impl Repair {
    /// Says why there is no repaired plan, as far as it is known.
    pub(super) fn stuck(&self, mending: &Mending<'_>, stuck: Stuck, school: &School, shared: Shared) -> Exit {
        let lang = shared.lang();
        let (text, status, exit) = match stuck {
            Stuck::Infeasible if mending.freezes().is_empty() => (&words::INFEASIBLE, "infeasible", Exit::NoGoodPlan),
            Stuck::Infeasible => return self.frozen(mending, school, shared),
            Stuck::Unknown(Ended::Stopped) => (&words::STOPPED, "stopped", Exit::NoPlanYet),
            Stuck::Unknown(_) => (&words::NO_PLAN_YET, "no-plan-yet", Exit::NoPlanYet),
        };
        let message = text.fill(lang, &args! { limit: self.time_limit.as_secs() });
        report(status, &message, &[], shared);
        exit
    }

    /// What is frozen cannot stay, or the school has no plan at all.
    fn frozen(&self, mending: &Mending<'_>, school: &School, shared: Shared) -> Exit {
        let lang = shared.lang();
        let broken = mending.broken();
        let mut reasons: Vec<String> =
            broken.iter().take(SHOWN).map(|broken| broken_words(school, broken, lang)).collect();
        if let Some(more) = broken.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            reasons.push(crate::text::cli::MORE.fill(lang, &args! { count: more }));
        }
        if broken.is_empty() {
            let options = Options {
                time_limit: EACH.min(self.time_limit),
                threads: usize::from(self.threads),
                seed: self.seed,
                gap: 1.0,
            };
            let watch = Watch::new(EACH, lang, shared.quiet || shared.json, false);
            let conflict = mending.conflict(&options, &watch);
            watch.over();
            match conflict {
                Some(list) => {
                    reasons.push(words::FROZEN_TOGETHER.fill(lang, &args! { list: together(school, &list, lang) }))
                }
                None => {
                    report("infeasible", words::INFEASIBLE.get(lang), &[], shared);
                    return Exit::NoGoodPlan;
                }
            }
        }
        report("frozen", words::FROZEN_INFEASIBLE.get(lang), &reasons, shared);
        Exit::NoGoodPlan
    }
}

fn report(status: &str, message: &str, reasons: &[String], shared: Shared) {
    if shared.json {
        say!("{:#}", serde_json::json!({ "status": status, "message": message, "reasons": reasons }));
    } else {
        tell!("{message}");
        for reason in reasons {
            tell!("  - {reason}");
        }
    }
}

fn freeze_words(school: &School, freeze: Freeze, lang: Lang) -> String {
    let (kind, name) = words_of(school, freeze);
    words::FREEZE_WORDS.fill(lang, &args! { kind: kind, name: name })
}

fn together(school: &School, list: &[Freeze], lang: Lang) -> String {
    let words: Vec<String> = list.iter().map(|freeze| freeze_words(school, *freeze, lang)).collect();
    words.join(if lang == Lang::Zh { "、" } else { ", " })
}

fn broken_words(school: &School, broken: &Broken, lang: Lang) -> String {
    let time = match broken.period {
        research if broken.research => ClockTime::of_minutes(research).map_or(Arg::from(""), Arg::from),
        period => Arg::from(PeriodIndex(u8::try_from(period).unwrap_or(u8::MAX))),
    };
    let when = args! { day: broken.weekday, weeks: "", period: time, time: "" };
    let when = compare::TIME_WORDS.fill(lang, &when).trim().to_owned();
    let why: Arg = match &broken.why {
        Why::Rule(tag) => {
            let name = crate::rules::find(tag.rule).map_or(Arg::from(tag.rule), |rule| Arg::from(rule.meta().name));
            let args = args! { rule: name, about: tag.about.join(" ") };
            let text: &Text = &words::WHY_RULE;
            text.arg(&args)
        }
        Why::Unavailable(who) => words::WHY_UNAVAILABLE.arg(&args! { who: who }),
        Why::Clash { who, other } => words::WHY_CLASH.arg(&args! { who: who, other: other }),
        Why::NoPlace => words::WHY_NO_PLACE.into(),
    };
    let args = args! {
        freeze: freeze_words(school, broken.freeze, lang),
        lesson: &broken.lesson,
        when: when,
        why: why,
    };
    words::BROKEN_LINE.fill(lang, &args)
}
