//! `kebiao solve --alternatives N`: N verified plans that differ pairwise by a share of the lessons, each the best that was
//! found under that condition, and their comparison.
//!
//! Plan `k` is solved with one more hard constraint for each earlier plan: at most `1 - share` of its lesson periods stand
//! where they stood. Each plan gets an equal part of the time that is left, so that time which one does not need goes to the
//! later ones. The share is counted again from the files written, by names and the clock, before the plans are called good.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Shared;
use super::compare::{holds_plan, show, sides, write};
use super::follow::Stage;
use super::shared::{Exit, Failure, timetable_file};
use super::solve::{Attempt, Solve, school_breaches};
use super::watch::interrupted;
use crate::args;
use crate::compare::share::{Common, common, common_staffing};
use crate::compare::{Side, compare};
use crate::config::{Diagnostic, Loaded, Location};
use crate::export;
use crate::plan::Plan;
use crate::problem::Solution;
use crate::solve::Ended;
use crate::stages::Apart;
use crate::text::{Lang, compare as words};
use crate::timetable::Task;
use crate::units::Share;

/// Makes the plans `OUT/1`, `OUT/2` ... and compares them in `OUT`.
pub(super) fn run(
    command: &Solve,
    wanted: u16,
    loaded: &Loaded,
    mut task: Task<'_>,
    shared: Shared,
) -> Result<Exit, Failure> {
    free(&command.output)?;
    let (lang, clock) = (shared.lang(), Instant::now());
    // With JSON the only document is the comparison; the plans' own reports are in their folders.
    let quiet = Shared { quiet: shared.quiet || shared.json, json: false, ..shared };
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut exit = Exit::Good;
    for number in 1..=wanted {
        let left = command.time_limit.saturating_sub(clock.elapsed());
        let one = Solve {
            output: command.output.join(number.to_string()),
            time_limit: (left / u32::from(wanted - number + 1)).max(LEAST_TIME),
            alternatives: None,
            ..command.clone()
        };
        let seconds = one.time_limit.as_secs().max(1);
        let args = args! { n: number, of: wanted, seconds: seconds, share: command.differ.to_string() };
        if !quiet.quiet {
            say!("{}", if number == 1 { words::NTH_PLAN } else { words::NTH_OTHER_PLAN }.fill(lang, &args));
        }
        match one.make(loaded, &task, quiet)? {
            Attempt::Plan { exit: Exit::Good, timetable, .. } => {
                task.differ(&timetable, command.differ);
                folders.push(one.output);
            }
            Attempt::Plan { exit: bad, .. } => return Ok(bad),
            Attempt::School(verdict) => return Ok(school_breaches(&verdict, shared)),
            Attempt::None(ended) if number == 1 => return Ok(one.without_plan(&task, ended, shared)),
            Attempt::None(ended) => {
                let (text, code) = match ended {
                    None => (words::NO_OTHER_PLAN, Exit::NoGoodPlan),
                    Some(Ended::Gap | Ended::Time) => (words::OTHER_NOT_FOUND, Exit::NoPlanYet),
                    Some(Ended::Stopped) => (words::OTHERS_STOPPED, Exit::NoPlanYet),
                };
                let args = args! { n: number, of: wanted, seconds: seconds, share: command.differ.to_string() };
                let args = if ended == Some(Ended::Stopped) {
                    args! { n: folders.len(), of: wanted }
                } else {
                    args
                };
                tell!("{}", text.fill(lang, &args));
                exit = code;
                break;
            }
        }
        if stopped(number, folders.len(), wanted, lang) {
            exit = Exit::NoPlanYet;
            break;
        }
    }
    left_behind(&command.output, folders.len(), wanted, lang);
    conclude(command, &folders, loaded, common, exit, shared)
}

/// Makes rosters of one timetable and programme (those in `OUT/1`, made first where there are none): `OUT/1`, `OUT/2` ...
pub(super) fn rosters(
    command: &Solve,
    wanted: u16,
    loaded: &Loaded,
    task: &Task<'_>,
    shared: Shared,
) -> Result<Exit, Failure> {
    free(&command.output)?;
    let (lang, clock) = (shared.lang(), Instant::now());
    let quiet = Shared { quiet: shared.quiet || shared.json, json: false, ..shared };
    let base = command.output.join("1");
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut earlier: Vec<Solution> = Vec::new();
    let mut exit = Exit::Good;
    for number in 1..=wanted {
        let left = command.time_limit.saturating_sub(clock.elapsed());
        let mut one = Solve {
            output: command.output.join(number.to_string()),
            time_limit: (left / u32::from(wanted - number + 1)).max(LEAST_TIME),
            alternatives: None,
            stage: Stage::Roster,
            ..command.clone()
        };
        let seconds = one.time_limit.as_secs().max(1);
        let args = args! { n: number, of: wanted, seconds: seconds, share: command.differ.to_string() };
        if !quiet.quiet {
            say!("{}", if number == 1 { words::NTH_PLAN } else { words::NTH_OTHER_ROSTER }.fill(lang, &args));
        }
        let (end, roster) = if number == 1 && !timetable_file(&base).is_file() {
            one.stage = Stage::All;
            match one.make(loaded, task, quiet)? {
                Attempt::Plan { exit, roster, .. } => (exit, roster),
                Attempt::School(verdict) => return Ok(school_breaches(&verdict, shared)),
                Attempt::None(ended) => return Ok(one.without_plan(task, ended, shared)),
            }
        } else {
            let apart = Apart { earlier: &earlier, share: command.differ };
            one.go_on(loaded, &base, Some(apart), quiet)?
        };
        match (end, roster) {
            (Exit::Good, Some(roster)) => {
                earlier.push(*roster);
                folders.push(one.output);
            }
            (Exit::Good, None) => {
                tell!("{}", words::NO_ROSTERS.get(lang));
                return Ok(Exit::NoGoodPlan);
            }
            (bad, _) if number == 1 || bad == Exit::Disagreement => return Ok(bad),
            (bad, _) => {
                exit = bad;
                break;
            }
        }
        if stopped(number, folders.len(), wanted, lang) {
            exit = Exit::NoPlanYet;
            break;
        }
    }
    left_behind(&command.output, folders.len(), wanted, lang);
    conclude(command, &folders, loaded, common_staffing, exit, shared)
}

/// Whether `output` may take the plans: it holds none itself, and can be written.
fn free(output: &Path) -> Result<(), Failure> {
    let in_the_way = holds_plan(output);
    if !in_the_way.is_empty() {
        return Err(in_the_way.into());
    }
    Ok(export::folder::usable(output)?)
}

/// Whether somebody pressed Ctrl-C before the last plan, which is then said.
fn stopped(number: u16, made: usize, wanted: u16, lang: Lang) -> bool {
    let stopped = interrupted() && number < wanted;
    if stopped {
        tell!("{}", words::OTHERS_STOPPED.fill(lang, &args! { n: made, of: wanted }));
    }
    stopped
}

/// The stage asked for has no alternatives.
pub(super) fn no_choice(output: &Path) -> Failure {
    let at = Location { file: output.to_owned(), ..Location::default() };
    Diagnostic { error: &words::NO_CHOICE, args: args! {}, at }.into()
}

/// Counts the shares again from what was written, compares the plans, and says so.
fn conclude(
    command: &Solve,
    folders: &[PathBuf],
    loaded: &Loaded,
    common: fn(&Plan, &Plan) -> Common,
    exit: Exit,
    shared: Shared,
) -> Result<Exit, Failure> {
    let quiet = Shared { quiet: shared.quiet || shared.json, json: false, ..shared };
    let sides = sides(folders, Some(&loaded.school))?;
    if let Some(disagreement) = counted_again(&sides, command.differ, common, quiet) {
        return Ok(disagreement);
    }
    let comparison = compare(&sides);
    write(&comparison, &command.output, folders, shared.lang())?;
    show(&comparison, &command.output, shared);
    Ok(exit)
}

/// Least time of one plan.
const LEAST_TIME: Duration = Duration::from_millis(500);

/// Says which folders hold plans of earlier runs.
fn left_behind(output: &Path, made: usize, wanted: u16, lang: Lang) {
    for number in made + 1..=usize::from(wanted) {
        let folder = output.join(number.to_string());
        if timetable_file(&folder).is_file() {
            let args = args! { path: folder.display().to_string() };
            tell!("{}", words::EARLIER_OTHER.fill(lang, &args));
        }
    }
}

/// Counts the share of every two plans from what was read back; the exit when some two are too alike.
fn counted_again(sides: &[Side], share: Share, common: fn(&Plan, &Plan) -> Common, shared: Shared) -> Option<Exit> {
    let lang = shared.lang();
    let per_cent = |tenths: u64| words::PER_CENT.fill(lang, &args! { n: format!("{}.{}", tenths / 10, tenths % 10) });
    let mut least = None;
    for (index, first) in sides.iter().enumerate() {
        for second in &sides[index + 1..] {
            let common = common(&first.plan, &second.plan);
            let tenths = common.per_mille_elsewhere();
            if !common.differs_by(share) {
                let args = args! { a: &first.name, b: &second.name, n: per_cent(tenths), share: share.to_string() };
                tell!("{}", words::SHARE_TOO_SMALL.fill(lang, &args));
                return Some(Exit::Disagreement);
            }
            least = Some(least.map_or(tenths, |least: u64| least.min(tenths)));
        }
    }
    if let (Some(least), false) = (least, shared.quiet) {
        say!("{}", words::SHARE_CHECKED.fill(lang, &args! { least: per_cent(least), share: share.to_string() }));
    }
    None
}
