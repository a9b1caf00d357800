//! `kebiao solve DIR -o OUT`: configuration -> verified plan files.
//!
//! Every improving plan is verified and written whole while the search runs, so that a run killed at any moment leaves
//! the last good plan. The last plan is called good only after it was read back from the disk and verified.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use clap::Args;

use super::Shared;
use super::alternatives;
use super::explain as explaining;
use super::follow::{self, Stage};
use super::partial;
use super::repair::Changed;
use super::shared::{Exit, Failure, timetable_file};
use super::watch::{Watch, shown_gap};
use super::xhstt;
use crate::config::Loaded;
use crate::explain;
use crate::export::{self, Bundle, json};
use crate::plan::{Plan, table};
use crate::problem::Solution;
use crate::report::quality::{lessons, measure};
use crate::report::service::summary;
use crate::report::terminal;
use crate::rules::{self, Meta};
use crate::school::Level;
use crate::solve::{Ended, Options};
use crate::stages::{self, Apart, Followed, Request, Start};
use crate::text::{Lang, cli as words};
use crate::timetable::{Made, Task};
use crate::units::Share;
use crate::verify::{RuleResult, Verdict, verify};

/// Arguments of `kebiao solve`.
#[derive(Clone, Debug, Args)]
pub(super) struct Solve {
    /// The school's folder, or its school.toml; or an XHSTT file / 学校配置文件夹，或 XHSTT 文件
    pub(super) school: PathBuf,
    /// Where to write the plan / 输出文件夹
    #[arg(short, long)]
    pub(super) output: PathBuf,
    /// How long to search, all plans together: 90, 60s, 5m, 1h / 求解总时间
    #[arg(long, default_value = "60s", value_parser = duration)]
    pub(super) time_limit: Duration,
    /// Threads; 1 repeats exactly / 线程数
    #[arg(long, default_value_t = threads(), value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: u16,
    /// Seed of everything random / 随机种子
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    /// Stop when cost is proved within this share of the optimum [default: 0.01; XHSTT: 0] / 最优差距
    #[arg(long, value_parser = share)]
    pub(super) gap: Option<f64>,
    /// Make this stage (again) and what follows, on the earlier ones in OUT / 从哪一步做起
    #[arg(long, value_enum, default_value_t)]
    pub(super) stage: Stage,
    /// Write so many plans that differ, and their comparison / 给出若干个不同的方案并作比较
    #[arg(long, value_parser = clap::value_parser!(u16).range(2..=20))]
    pub(super) alternatives: Option<u16>,
    /// Least share of lessons (with --stage roster: of people's tasks) in which any two of them differ / 任意两个方案至少相差多少
    #[arg(long, default_value = "0.2", requires = "alternatives", value_parser = differ)]
    pub(super) differ: Share,
    /// When not everything fits: place as many lessons as possible, list the others with reasons / 排不全时尽量多排，并列出未排的课和原因
    #[arg(long, conflicts_with = "alternatives")]
    pub(super) partial: bool,
    /// Only this instance of an XHSTT file / 只解 XHSTT 文件中的这个算例
    #[arg(long)]
    pub(super) instance: Option<String>,
}

/// How a search ended.
pub(super) enum Attempt {
    /// A timetable was written.
    Plan {
        /// Whether all is well with it and with what follows it.
        exit: Exit,
        /// What it was raised from.
        timetable: Box<Solution>,
        /// What its roster was raised from, when one was made.
        roster: Option<Box<Solution>>,
    },
    /// No plan: proved impossible, or how the search ended before one was found.
    None(Option<Ended>),
    /// The configuration breaks hard rules.
    School(Verdict),
}

impl Solve {
    /// Says how a search without a plan ended (`None`: proved impossible), and why where counting shows it.
    pub(super) fn without_plan(&self, task: &Task<'_>, ended: Option<Ended>, shared: Shared) -> Exit {
        let lang = shared.lang();
        let (text, status, exit) = match ended {
            None => (&words::INFEASIBLE, "infeasible", Exit::NoGoodPlan),
            Some(Ended::Stopped) => (&words::STOPPED, "stopped", Exit::NoPlanYet),
            Some(_) => (&words::NO_PLAN_YET, "no-plan-yet", Exit::NoPlanYet),
        };
        let mut message = text.fill(lang, &crate::args! { limit: self.time_limit.as_secs() });
        let options = explain::Options {
            time_limit: if ended == Some(Ended::Stopped) { Duration::ZERO } else { (self.time_limit / 2).max(LEAST) },
            threads: usize::from(self.threads),
            seed: self.seed,
            impossible: ended.is_none(),
            ways: WAYS,
        };
        let told = explaining::watched(task.school(), &options, shared);
        // The search that failed may have been in the wrong place.
        let (status, exit) = if ended.is_some() && told.finding == explain::Finding::Impossible {
            message = words::INFEASIBLE.get(lang).to_owned();
            ("infeasible", Exit::NoGoodPlan)
        } else {
            (status, exit)
        };
        if shared.json {
            let mut json = explaining::json(task.school(), &told, &message, lang);
            json["status"] = status.into();
            say!("{json:#}");
        } else {
            tell!("{message}");
            for line in explaining::lines(task.school(), &told, lang) {
                tell!("{line}");
            }
            if exit == Exit::NoGoodPlan {
                tell!("{}", explaining::hint(&self.school, lang));
            }
            if timetable_file(&self.output).is_file() {
                let args = crate::args! { path: self.output.display().to_string() };
                tell!("{}", words::EARLIER_PLAN.fill(lang, &args));
            }
        }
        exit
    }
}

pub(super) fn threads() -> u16 {
    std::thread::available_parallelism().map_or(1, |n| u16::try_from(n.get()).unwrap_or(1))
}

/// Reads `90`, `60s`, `5m`, `1h`.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let factor = match unit {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => 0,
    };
    let seconds = number.parse::<u64>().ok().and_then(|n| n.checked_mul(factor)).filter(|s| (1..=604_800).contains(s));
    seconds.map(Duration::from_secs).ok_or_else(|| "90, 60s, 5m, 1h (1s .. 7 x 24h)".to_owned())
}

fn differ(text: &str) -> Result<Share, String> {
    Share::parse(text).ok_or_else(|| "0 .. 1".to_owned())
}

pub(super) fn share(text: &str) -> Result<f64, String> {
    text.parse::<f64>().ok().filter(|gap| (0.0..=1.0).contains(gap)).ok_or_else(|| "0 .. 1".to_owned())
}

/// A solve under way: what is needed to write a plan.
pub(super) struct Session<'a> {
    pub(super) command: &'a Solve,
    pub(super) loaded: &'a Loaded,
    pub(super) watch: &'a Watch,
    pub(super) lang: Lang,
    pub(super) shared: Shared,
    /// For a repair, what it says of the changes.
    pub(super) repair: Option<&'a Changed<'a>>,
    /// Changed files that were kept beside the new ones.
    pub(super) kept: Mutex<Vec<String>>,
}

impl Solve {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        if xhstt::is_one(&self.school) {
            return if self.partial { Err(partial::not_for_xhstt(&self.school)) } else { xhstt::solve(self, shared) };
        }
        let loaded = crate::config::read(&self.school)?;
        let task = match Task::new(&loaded.school) {
            Ok(task) => task,
            Err(verdict) => return Ok(school_breaches(&verdict, shared)),
        };
        if let Some(wanted) = self.alternatives {
            return match self.stage {
                Stage::All | Stage::Timetable => alternatives::run(self, wanted, &loaded, task, shared),
                Stage::Roster => alternatives::rosters(self, wanted, &loaded, &task, shared),
                Stage::Programme | Stage::Pay => Err(alternatives::no_choice(&self.output)),
            };
        }
        export::folder::usable(&self.output)?;
        if self.partial {
            partial::possible(self)?;
            return partial::run(self, &loaded, &task, shared);
        }
        if !self.stage.makes_timetable() {
            return Ok(self.go_on(&loaded, &self.output, None, shared)?.0);
        }
        Ok(match self.make(&loaded, &task, shared)? {
            Attempt::Plan { exit, .. } => exit,
            Attempt::None(ended) => self.without_plan(&task, ended, shared),
            Attempt::School(verdict) => school_breaches(&verdict, shared),
        })
    }

    /// Searches, writes what is found, and says how good it is.
    pub(super) fn make(&self, loaded: &Loaded, task: &Task<'_>, shared: Shared) -> Result<Attempt, Failure> {
        let lang = shared.lang();
        let later = self.stage.start().filter(|_| stages::wanted(&loaded.school));
        let watch = Watch::new(self.time_limit, lang, shared.quiet || shared.json, shared.verbose > 0);
        // A partial plan needs its time, too.
        let watch = if self.partial { watch.giving_up(self.time_limit / 3) } else { watch };
        let session = Session::new(self, loaded, &watch, shared);
        // What follows the timetable needs time, too.
        let share = if later.is_some() { self.time_limit * 3 / 5 } else { self.time_limit };
        let made = std::thread::scope(|scope| {
            scope.spawn(|| {
                watch.save_improvements(|solution, cost, bound| {
                    let plan = task.plan(solution);
                    let timetable = Timetable {
                        cost,
                        bound: bound.unwrap_or(0),
                        ended: json::Ended::Running,
                        agrees: true,
                        missing: None,
                    };
                    // What cannot be saved now is tried again, and reported, at the end.
                    let _ = session.write(&plan, &verify(&loaded.school, &plan), &timetable, None);
                });
            });
            let made = task.run(&self.options(share), &watch);
            watch.over();
            made
        });
        Ok(match made {
            Made::Plan(finished) => {
                let timetable = Timetable {
                    cost: finished.cost,
                    bound: finished.bound,
                    ended: follow::ended(finished.ended),
                    agrees: finished.agrees(),
                    missing: None,
                };
                let (exit, roster) = session.follow(&finished.plan, &timetable, later, None)?;
                Attempt::Plan { exit, timetable: Box::new(finished.solution), roster }
            }
            Made::SchoolBreaches(verdict) => Attempt::School(verdict),
            Made::Infeasible => Attempt::None(None),
            Made::NoPlanYet(ended) => Attempt::None(Some(ended)),
        })
    }

    /// Makes the stages asked for on the plan in the folder `base`; says what the roster was raised from.
    pub(super) fn go_on(
        &self,
        loaded: &Loaded,
        base: &Path,
        apart: Option<Apart<'_>>,
        shared: Shared,
    ) -> Result<(Exit, Option<Box<Solution>>), Failure> {
        let lang = shared.lang();
        let watch = Watch::new(self.time_limit, lang, shared.quiet || shared.json, shared.verbose > 0);
        let session = Session::new(self, loaded, &watch, shared);
        let plan = crate::plan::read_folder(base)?;
        let verdict = verify(&loaded.school, &Plan { rows: plan.rows.clone(), service: None });
        if verdict.hard_breaches() > 0 {
            tell!("{}", words::BAD_TIMETABLE.fill(lang, &crate::args! { count: verdict.hard_breaches() }));
            return Ok((Exit::NoGoodPlan, None));
        }
        let earlier = json::earlier(base, &table::write(&plan));
        let timetable = Timetable {
            cost: verdict.cost_of(rules::Stage::Timetable),
            bound: earlier.map_or(0, |earlier| earlier.bound),
            ended: earlier.map_or(json::Ended::Time, |earlier| earlier.ended),
            agrees: true,
            missing: None,
        };
        let start = self.stage.start().filter(|_| stages::wanted(&loaded.school));
        session.follow(&plan, &timetable, start, apart)
    }

    pub(super) fn options(&self, time_limit: Duration) -> Options {
        Options { time_limit, threads: usize::from(self.threads), seed: self.seed, gap: self.gap.unwrap_or(GAP) }
    }
}

/// The gap at which a school's search stops unless another is asked for.
const GAP: f64 = 0.01;

/// What the stages after the timetable get at least, however long it took.
const LEAST: Duration = Duration::from_secs(5);

/// Ways out that are looked for when there is no plan.
const WAYS: usize = 3;

/// Most breaches of a rule that are shown.
const SHOWN: usize = 20;

/// Says which hard rules about the configuration are broken, and where.
pub(super) fn school_breaches(verdict: &Verdict, shared: Shared) -> Exit {
    let lang = shared.lang();
    if shared.json {
        say!("{:#}", json::verdict(verdict, lang));
        return Exit::NoGoodPlan;
    }
    for (result, meta) in found(verdict, Level::Hard) {
        let count = result.breaches.len();
        let args = crate::args! { code: meta.code, name: meta.name, count: count, action: meta.action };
        tell!("{}", words::BROKEN_RULE.fill(lang, &args));
        for breach in result.breaches.iter().take(SHOWN) {
            tell!("  - {}", meta.breach.fill(lang, &breach.args));
        }
        if count > SHOWN {
            tell!("{}", words::MORE.fill(lang, &crate::args! { count: count - SHOWN }));
        }
        tell!("{}", words::ACTION.fill(lang, &args));
    }
    tell!("{}", words::SCHOOL_BREACHES.fill(lang, &crate::args! { count: verdict.hard_breaches() }));
    Exit::NoGoodPlan
}

/// The results of this level that found something, with their rules.
fn found(verdict: &Verdict, level: Level) -> impl Iterator<Item = (&RuleResult, &'static Meta)> {
    let broken = move |result: &&RuleResult| result.level == level.word() && !result.breaches.is_empty();
    verdict.rules.iter().filter(broken).filter_map(|result| Some((result, crate::rules::find(result.rule)?.meta())))
}

/// How good the timetable is.
pub(super) struct Timetable {
    /// As the model counts it.
    pub(super) cost: i64,
    pub(super) bound: i64,
    pub(super) ended: json::Ended,
    /// Whether the verifier says the same of it as the model.
    pub(super) agrees: bool,
    /// What has no place.
    pub(super) missing: Option<export::partial::Missing>,
}

impl<'a> Session<'a> {
    pub(super) fn new(command: &'a Solve, loaded: &'a Loaded, watch: &'a Watch, shared: Shared) -> Self {
        Self { command, loaded, watch, lang: shared.lang(), shared, repair: None, kept: Mutex::default() }
    }

    pub(super) fn write(
        &self,
        plan: &Plan,
        verdict: &Verdict,
        timetable: &Timetable,
        followed: Option<&Followed>,
    ) -> Result<(), Failure> {
        let seconds = |duration: Option<Duration>| duration.unwrap_or_default().as_secs_f64();
        let (first, best) = self.watch.found_after();
        let added = self.repair.map(|repair| repair.add(plan, verdict, followed, self.lang)).transpose()?;
        let (repair, extra) = added.map_or((None, Vec::new()), |added| (Some(added.figures), added.files));
        let run = json::Run {
            inputs: json::inputs(&self.command.school, &self.loaded.inputs),
            seed: self.command.seed,
            threads: usize::from(self.command.threads),
            time_limit: self.command.time_limit.as_secs_f64(),
            gap_asked: self.command.gap.unwrap_or(GAP),
            objective: timetable.cost,
            bound: timetable.bound,
            seconds: self.watch.elapsed().as_secs_f64(),
            first_plan_seconds: seconds(first),
            best_plan_seconds: seconds(best),
            ended: timetable.ended,
            stages: followed.map(follow::figures).unwrap_or_default(),
            missing: timetable.missing.clone(),
            repair,
            written: chrono::Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
        };
        let bundle = Bundle { school: &self.loaded.school, plan, verdict, run: &run, extra: &extra, lang: self.lang };
        let written = export::write_all(&self.command.output, &bundle)?;
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).extend(written.kept);
        Ok(())
    }

    /// Makes the stages after the timetable, if any are wanted, and ends with what there is.
    pub(super) fn follow(
        &self,
        plan: &Plan,
        timetable: &Timetable,
        start: Option<Start>,
        apart: Option<Apart<'_>>,
    ) -> Result<(Exit, Option<Box<Solution>>), Failure> {
        let Some(from) = start else { return Ok((self.finish(plan, timetable, None)?, None)) };
        let school = &self.loaded.school;
        // The timetable is safe before the rest is tried.
        if self.command.stage.makes_timetable() {
            self.write(plan, &verify(school, plan), timetable, None)?;
        }
        // Ledgers, writing, reading back and verifying take their part.
        let limit = self.command.time_limit;
        // What a search with one thread finds must not depend on how soon the one before it ended.
        let left = if self.command.options(limit).alone() {
            limit * 9 / 25
        } else {
            limit.saturating_sub(self.watch.elapsed() + limit / 25)
        };
        let left = left.max(LEAST);
        let watch =
            Watch::new(left, self.lang, self.shared.quiet || self.shared.json, self.shared.verbose > 0).patient();
        let request = Request {
            from,
            options: &self.command.options(left),
            lang: self.lang,
            apart,
            near: self.repair.and_then(Changed::earlier),
        };
        let made = follow::run(school, plan, &request, &watch);
        watch.over();
        match made {
            Ok(followed) => {
                let exit = self.finish(&followed.plan, timetable, Some(&followed))?;
                Ok((exit, followed.roster.map(|run| Box::new(run.solution))))
            }
            Err(stuck) => {
                if self.shared.json {
                    let (status, message, reasons) = (stuck.status, &stuck.message, &stuck.reasons);
                    say!("{:#}", serde_json::json!({ "status": status, "message": message, "reasons": reasons }));
                } else {
                    tell!("{}", stuck.message);
                    for reason in &stuck.reasons {
                        tell!("  - {reason}");
                    }
                }
                Ok((stuck.exit, None))
            }
        }
    }

    /// Writes the plan, reads it back, verifies what is on the disk, and says how good it is.
    fn finish(&self, plan: &Plan, timetable: &Timetable, followed: Option<&Followed>) -> Result<Exit, Failure> {
        let (lang, shared, school) = (self.lang, self.shared, &self.loaded.school);
        let intended = verify(school, plan);
        self.write(plan, &intended, timetable, followed)?;
        let written = crate::plan::read_folder(&self.command.output)?;
        let verdict = verify(school, &written);
        let roster = followed.and_then(|followed| followed.roster.as_ref());
        let agrees = timetable.agrees
            && verdict == intended
            && verdict.hard_breaches() == 0
            && verdict.cost_of(rules::Stage::Timetable) == timetable.cost
            && roster.is_none_or(|roster| roster.agrees(&verdict));
        let added = self.repair.map(|repair| repair.add(&written, &verdict, followed, lang)).transpose()?;
        if shared.json {
            let mut document = json::verdict(&verdict, lang);
            if let Some(added) = &added {
                document["repair"] = serde_json::to_value(&added.figures).unwrap_or_default();
            }
            say!("{document:#}");
        } else if !agrees || !shared.quiet {
            let seconds =
                |duration: Option<Duration>| duration.map_or_else(String::new, |d| format!("{:.1}", d.as_secs_f64()));
            if shared.verbose > 0 || !agrees {
                let quality = measure(school, &written, &verdict);
                say!("{}", terminal::render(&quality, lang, terminal::Detail::default()).trim_end());
            }
            if let Some(service) = summary(&self.loaded.school, &written) {
                say!("{}", service.render(lang).trim_end());
            }
            let args = crate::args! {
                school: &school.name,
                lessons: lessons(school, &written),
                cases: verdict.cases(),
                hard: verdict.hard_breaches(),
                warnings: verdict.warnings(),
                cost: timetable.cost,
                bound: timetable.bound,
                gap: shown_gap(Some(timetable.cost), Some(timetable.bound)),
                first: seconds(self.watch.found_after().0),
                elapsed: seconds(Some(self.watch.elapsed())),
                path: self.command.output.display().to_string(),
                model: timetable.cost + roster.map_or(0, |roster| roster.cost),
                verified: verdict.cost(),
            };
            say!("{}", if agrees { words::SOLVED } else { words::DISAGREEMENT }.fill(lang, &args));
            if let Some(followed) = followed.filter(|_| agrees) {
                follow::tell(followed, lang);
            }
            for (result, meta) in found(&verdict, Level::Warn) {
                let args = crate::args! { code: meta.code, name: meta.name, count: result.breaches.len() };
                say!("{}", words::WARNED.fill(lang, &args));
            }
            if let (Some(repair), Some(added)) = (self.repair, &added) {
                repair.tell(added, followed, timetable.bound, lang, shared.verbose > 0);
            }
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if !kept.is_empty() {
                say!("{}", words::KEPT.fill(lang, &crate::args! { files: kept.join("、") }));
            }
            say!("{}", words::WRITTEN.fill(lang, &args));
        }
        Ok(if agrees { Exit::Good } else { Exit::Disagreement })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert_eq!(duration("90"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("5m"), Ok(Duration::from_secs(300)));
        assert_eq!(duration("1h"), Ok(Duration::from_secs(3600)));
        for bad in ["", "s", "0", "1d", "-5", "1.5s", "99999999999999999999", "700000s"] {
            assert!(duration(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn shares() {
        assert_eq!(share("0.05"), Ok(0.05));
        for bad in ["", "-0.1", "1.1", "NaN", "x"] {
            assert!(share(bad).is_err(), "{bad}");
        }
    }
}
