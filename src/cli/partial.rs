//! `kebiao solve --partial`: as many lessons as fit, by priority, and for the others what is in their way.

use std::collections::BTreeMap;

use super::Shared;
use super::follow;
use super::reasons::{reason_in_words, rule_in_words};
use super::shared::Failure;
use super::shared::{Exit, whole};
use super::solve::{Attempt, Session, Solve, Timetable};
use super::watch::{Watch, interrupted};
use crate::config::{Diagnostic, Loaded};
use crate::export::json;
use crate::export::partial::{Lesson, Missing, NAMES};
use crate::lowering::{Place, Stands};
use crate::partial::{Partial, Priority, Unplaced, Why, partial};
use crate::report::quality::lessons;
use crate::rules;
use crate::school::School;
use crate::text::{Arg, Lang, partial as words};
use crate::timetable::Task;
use crate::units::Weeks;
use crate::verify::verify;

/// Most lessons that are listed on the terminal.
const SHOWN: usize = 12;
/// Most times that are named with a reason.
const TIMES: usize = 4;

/// Refuses what does not go together with `--partial`.
pub(super) fn possible(command: &Solve) -> Result<(), Diagnostic> {
    if command.stage.makes_timetable() {
        return Ok(());
    }
    let stage = clap::ValueEnum::to_possible_value(&command.stage).map(|value| value.get_name().to_owned());
    let args = crate::args! { stage: stage.unwrap_or_default() };
    Err(Diagnostic { error: &words::NOT_WITH_STAGE, args, at: whole(&command.output) })
}

/// XHSTT files have rules of their own for what is left out.
pub(super) fn not_for_xhstt(path: &std::path::Path) -> Failure {
    Diagnostic { error: &words::NOT_FOR_XHSTT, args: crate::args! {}, at: whole(path) }.into()
}

/// A whole plan where there is one, else as much as fits.
pub(super) fn run(command: &Solve, loaded: &Loaded, task: &Task<'_>, shared: Shared) -> Result<Exit, Failure> {
    let lang = shared.lang();
    let watch = Watch::new(command.time_limit, lang, shared.quiet || shared.json, shared.verbose > 0);
    let proved = match command.make(loaded, task, shared)? {
        Attempt::Plan { exit, .. } => return Ok(exit),
        Attempt::School(verdict) => return Ok(super::solve::school_breaches(&verdict, shared)),
        Attempt::None(ended) if interrupted() => return Ok(command.without_plan(task, ended, shared)),
        Attempt::None(ended) => ended.is_none(),
    };
    if !shared.quiet {
        let args = crate::args! { limit: watch.elapsed().as_secs() };
        tell!("{}", if proved { words::PROVED_IMPOSSIBLE } else { words::NOT_FOUND }.fill(lang, &args));
    }
    let left = command.time_limit.saturating_sub(watch.elapsed()).max(std::time::Duration::from_secs(2));
    let made = partial(task, &command.options(left), &watch);
    watch.over();
    match made {
        Ok(partial) => finish(&Session::new(command, loaded, &watch, shared), task, &partial, lang),
        Err(ended) => {
            let (text, status, exit) = match ended {
                None => (&words::NOT_EVEN_PARTIAL, "infeasible", Exit::NoGoodPlan),
                Some(_) => (&words::NO_PARTIAL_YET, "no-plan-yet", Exit::NoPlanYet),
            };
            if shared.json {
                say!("{:#}", serde_json::json!({ "status": status, "message": text.get(lang), "reasons": [] }));
            } else {
                tell!("{}", text.get(lang));
            }
            Ok(exit)
        }
    }
}

fn finish(session: &Session<'_>, task: &Task<'_>, partial: &Partial, lang: Lang) -> Result<Exit, Failure> {
    let school = &session.loaded.school;
    let missing = missing(school, task, partial, lang);
    let cost = partial.verdict.cost_of(rules::Stage::Timetable);
    let complete = partial.unplaced.is_empty();
    let timetable = Timetable {
        cost,
        bound: 0,
        ended: follow::ended(partial.ended),
        agrees: partial.unexplained() == 0,
        missing: (!complete).then(|| missing.clone()),
    };
    if complete {
        return Ok(session.follow(&partial.plan, &timetable, session.command.stage.start(), None)?.0);
    }
    session.write(&partial.plan, &partial.verdict, &timetable, None)?;
    // What counts is what stands on the disk.
    let written = crate::plan::read_folder(&session.command.output)?;
    let same = verify(school, &written) == partial.verdict;
    let unexplained = partial.unexplained() + usize::from(!same);
    let exit = if unexplained == 0 { Exit::NoGoodPlan } else { Exit::Disagreement };
    let shared = session.shared;
    if shared.json {
        let verdict = json::verdict(&partial.verdict, lang);
        say!("{:#}", serde_json::json!({ "status": "partial", "missing": missing, "verdict": verdict }));
        return Ok(exit);
    }
    say!("{}", missing.says);
    for lesson in missing.lessons.iter().take(SHOWN) {
        let parts = [&lesson.classes, &lesson.subject, &lesson.teachers];
        let parts: Vec<_> = parts.iter().filter(|part| !part.is_empty()).map(|part| part.as_str()).collect();
        let args = crate::args! {
            lesson: parts.join(" "),
            count: lesson.count,
            priority: lesson.priority.as_str(),
            reason: lesson.reason.as_str(),
        };
        say!("{}", words::LINE.fill(lang, &args));
    }
    if missing.lessons.len() > SHOWN {
        let args = crate::args! { count: missing.lessons.len() - SHOWN, file: NAMES[0] };
        say!("{}", words::MORE_LINES.fill(lang, &args));
    }
    if !missing.certificates.is_empty() {
        say!("{}", words::CERTIFICATES.get(lang));
        for certificate in &missing.certificates {
            say!("  - {certificate}");
        }
    }
    if unexplained > 0 {
        say!("{}", words::UNEXPLAINED.fill(lang, &crate::args! { count: unexplained }));
    } else if !shared.quiet {
        let args = crate::args! { lessons: lessons(school, &written), cost: cost };
        say!("{}", words::OTHERWISE_GOOD.fill(lang, &args));
    }
    if session.command.stage.start().is_some() && crate::stages::wanted(school) {
        say!("{}", words::STAGES_SKIPPED.get(lang));
    }
    let args = crate::args! { path: session.command.output.display().to_string() };
    say!("{}", crate::text::cli::WRITTEN.fill(lang, &args));
    Ok(exit)
}

/// What has no place, in words.
fn missing(school: &School, task: &Task<'_>, partial: &Partial, lang: Lang) -> Missing {
    let args = crate::args! { count: partial.missing(), lost: partial.lost, least: partial.least };
    let says = if partial.most() { words::LEFT_OUT_MOST } else { words::LEFT_OUT };
    Missing {
        lost: partial.lost,
        least: partial.least,
        proved: partial.most(),
        says: says.fill(lang, &args),
        certificates: partial.reasons.iter().map(|one| reason_in_words(task.problem(), one, lang)).collect(),
        lessons: partial.unplaced.iter().map(|one| lesson(school, one, lang)).collect(),
    }
}

fn lesson(school: &School, one: &Unplaced, lang: Lang) -> Lesson {
    let (classes, subject, teachers, kind) = match one.stands {
        Stands::Research(index) => {
            let block = &school.research[index];
            (String::new(), block.name.clone(), school.teacher_list(&block.teachers), words::KIND_RESEARCH)
        }
        Stands::Lessons { requirement, pin } => {
            let requirement = school.requirement(requirement);
            let roles = requirement.sections.iter().flat_map(|section| &section.teachers);
            let role = |role: &crate::school::TeacherRole| -> String {
                let names: Vec<_> = role.candidates.iter().map(|id| school.teacher(*id).name.as_str()).collect();
                names.join("|")
            };
            let names: Vec<_> = roles.map(role).collect();
            let kind = match (pin, one.length) {
                (Some(_), _) => words::KIND_PIN,
                (None, 2) => words::KIND_DOUBLE,
                _ => words::KIND_LESSON,
            };
            let subject = school.subject(requirement.subject).name.clone();
            (school.class_list(&requirement.classes), subject, names.join("、"), kind)
        }
    };
    let priority = match one.priority {
        Priority::First => words::PRIORITY_FIRST,
        Priority::Lesson => words::PRIORITY_LESSON,
        Priority::Research => words::PRIORITY_RESEARCH,
    };
    let places = one.places.iter().map(|(place, why)| (time(place, lang), says(why, lang)));
    Lesson {
        classes,
        subject,
        teachers,
        count: one.count,
        periods: one.length,
        priority: priority.get(lang).to_owned(),
        kind: kind.get(lang).to_owned(),
        reason: counted(&one.places, lang),
        places: places.collect(),
    }
}

/// The reasons, each with how many places it closes; what the class itself takes and rules forbid comes last.
fn counted(places: &[(Place, Why)], lang: Lang) -> String {
    if places.is_empty() {
        return words::NO_PLACES.get(lang).to_owned();
    }
    let mut groups: BTreeMap<(bool, String), Vec<String>> = BTreeMap::new();
    for (place, why) in places {
        let plain = matches!(why, Why::ClassBusy(..) | Why::Rule(_));
        let says = match why {
            Why::ClassBusy(..) => words::CLASS_BUSY.get(lang).to_owned(),
            _ => says(why, lang),
        };
        groups.entry((plain, says)).or_default().push(time(place, lang));
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|((plain, _), times)| (*plain, std::cmp::Reverse(times.len())));
    let told = groups.into_iter().map(|((plain, why), times)| {
        let named = if plain || times.len() > TIMES { String::new() } else { times.join("、") };
        let named = if named.is_empty() { named } else { words::TIMES.fill(lang, &crate::args! { times: named }) };
        words::COUNTED.fill(lang, &crate::args! { why: why, count: times.len(), times: named })
    });
    told.collect::<Vec<_>>().join(if lang == Lang::Zh { "；" } else { "; " })
}

fn says(why: &Why, lang: Lang) -> String {
    let args = |who: &str, lesson: &str| crate::args! { who: who, class: who, lesson: lesson };
    match why {
        Why::Away(who) => words::AWAY.fill(lang, &args(who, "")),
        Why::Taken(who, lesson) => words::TAKEN.fill(lang, &args(who, lesson)),
        Why::NoneFree(who) => words::NONE_FREE.fill(lang, &args(&who.join("、"), "")),
        Why::ClassBusy(class, lesson) => words::CLASS_BUSY_WITH.fill(lang, &args(class, lesson)),
        Why::Limit(rule, about) => {
            let args = crate::args! { rule: rule_in_words(rule, lang), about: about.join(" ") };
            words::LIMIT.fill(lang, &args)
        }
        Why::Rule(rule) => words::RULE.fill(lang, &crate::args! { rule: rule_in_words(rule, lang) }),
        Why::Company => words::COMPANY.get(lang).to_owned(),
    }
}

/// Day and period, or clock time where there is no period.
fn time(place: &Place, lang: Lang) -> String {
    let day = Arg::from(place.weekday).show(lang);
    let weeks = if place.weeks == Weeks::All { String::new() } else { Arg::from(place.weeks).show(lang) };
    match (place.periods.first(), place.periods.last()) {
        (Some(first), Some(last)) if first != last => format!("{weeks}{day}{}-{}", first.0, last.0),
        (Some(first), _) => format!("{weeks}{day}{}", first.0),
        _ => format!("{weeks}{day}{}", place.time),
    }
}
