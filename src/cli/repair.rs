//! `kebiao repair DIR OLD -o NEW`: the configuration changed; the verified plan nearest to the old one, and what moved.
//!
//! | file | what |
//! |---|---|
//! | `repair/asked.rs` | what is typed: frozen classes, teachers, days; new names |
//! | `repair/changed.rs` | the changes: figures, files, summary |
//! | `repair/stuck.rs` | why there is no repaired plan |

mod asked;
mod changed;
mod stuck;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

pub(super) use self::changed::Changed;

use super::Shared;
use super::follow::{self, Stage};
use super::shared::{Exit, Failure, both, timetable_file, whole};
use super::solve::{Session, Solve, Timetable, duration, school_breaches, share, threads};
use super::watch::Watch;
use crate::args;
use crate::config::Diagnostics;
use crate::export::{self, json};
use crate::plan::{self, Plan, TIMETABLE};
use crate::repair::{Foreign, Nearest, Old, Repair as Mending};
use crate::stages;
use crate::text::repair as words;
use crate::units::Share;
use crate::verify::{verify, verify_school};

/// Arguments of `kebiao repair`.
#[derive(Clone, Debug, Args)]
pub(super) struct Repair {
    /// The school's folder as it is now, or its school.toml / 变动后的学校配置文件夹
    school: PathBuf,
    /// The folder of the old plan / 原课表文件夹
    old: PathBuf,
    /// Where to write the repaired plan / 输出文件夹
    #[arg(short, long)]
    output: PathBuf,
    /// What must stay where it was: class=NAME, teacher=NAME, day=DAY; repeatable / 保持不变：class=班级、teacher=教师、day=周几
    #[arg(long, value_name = "WHAT")]
    freeze: Vec<String>,
    /// A name of the old plan that was changed since: OLD=NEW; repeatable / 改过的名称：旧名=新名
    #[arg(long, value_name = "OLD=NEW")]
    renamed: Vec<String>,
    /// How long to search: 90, 60s, 5m, 1h / 求解总时间
    #[arg(long, default_value = "60s", value_parser = duration)]
    time_limit: Duration,
    /// Threads; 1 repeats exactly / 线程数
    #[arg(long, default_value_t = threads(), value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
    /// Seed of everything random / 随机种子
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Stop improving the soft rules within this share of the optimum [default: 0.01] / 优化项的最优差距
    #[arg(long, value_parser = share)]
    gap: Option<f64>,
    /// The timetable only, nothing that follows it / 只修补课表，不做课后服务、值班和课时费
    #[arg(long)]
    timetable_only: bool,
    /// Write over the old plan, or over another one / 允许改写原课表或输出文件夹中已有的课表
    #[arg(long)]
    force: bool,
}

/// The timetable's part of the time when other stages follow, in tenths.
const TIMETABLE_TENTHS: u32 = 6;
/// The part of that for the nearest plan.
const NEAREST_TENTHS: u32 = 6;

impl Repair {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        let lang = shared.lang();
        let (loaded, old) = both(crate::config::read(&self.school), self.read_old())?;
        let school = &loaded.school;
        let asked = self.asked(school, &old)?;
        export::folder::usable(&self.output)?;
        let verdict = verify_school(school);
        if verdict.hard_breaches() > 0 {
            return Ok(school_breaches(&verdict, shared));
        }
        let old = Old::new(school, &old, &asked.renamed).map_err(|foreign| self.foreign(foreign))?;
        let mending = Mending::new(school, old, &asked.freezes);
        let idle = mending.idle();
        if !idle.is_empty() {
            return Err(asked::idle(school, &idle, &self.old).into());
        }
        let command = self.as_solve();
        let later = !self.timetable_only && stages::wanted(school);
        let time = if later { self.time_limit * TIMETABLE_TENTHS / 10 } else { self.time_limit };
        let near_time = time * NEAREST_TENTHS / 10;
        let quiet = shared.quiet || shared.json;
        let watch = Watch::new(near_time, lang, quiet, shared.verbose > 0);
        if !quiet {
            say!("{}", words::NEAREST_PHASE.get(lang));
        }
        let costs = verify(school, &Plan { rows: mending.old().plan.rows.clone(), service: None });
        let changed = Changed::new(school, &mending, costs, later);
        let session = Session { repair: Some(&changed), ..Session::new(&command, &loaded, &watch, shared) };
        let options = command.options(near_time);
        let nearest = saving(&session, &mending, || mending.nearest(&options, &watch));
        let nearest = match nearest {
            Ok(nearest) => nearest,
            Err(stuck) => return Ok(self.stuck(&mending, stuck, school, shared)),
        };
        changed.found(&nearest);
        let (exit, _) = self.finish(&session, &mending, &nearest, time, later)?;
        Ok(exit)
    }

    /// Improves the nearest plan, makes what follows, writes it.
    fn finish(
        &self,
        session: &Session<'_>,
        mending: &Mending<'_>,
        nearest: &Nearest,
        time: Duration,
        later: bool,
    ) -> Result<(Exit, Option<Box<crate::problem::Solution>>), Failure> {
        let left = time.saturating_sub(session.watch.elapsed()).max(Duration::from_secs(1));
        let quiet = session.shared.quiet || session.shared.json;
        let watch = Watch::new(left, session.lang, quiet, session.shared.verbose > 0);
        let options = session.command.options(left);
        let finished = {
            let made = mending.best(nearest, &options, &watch);
            watch.over();
            made
        };
        let timetable = Timetable {
            cost: finished.cost,
            bound: finished.bound,
            ended: follow::ended(finished.ended),
            agrees: finished.agrees(),
            missing: None,
        };
        let start = if later { Stage::All.start() } else { None };
        session.follow(&finished.plan, &timetable, start, None)
    }

    /// The old plan, and whether it may be read and the new one written where they are named.
    fn read_old(&self) -> Result<Plan, Diagnostics> {
        let mut found = Diagnostics::default();
        let file = timetable_file(&self.old);
        let folder = if self.old.is_dir() { self.old.clone() } else { parent(&self.old) };
        let same = real(&folder).is_some_and(|old| real(&self.output) == Some(old));
        if !self.force && same {
            found.push(&words::SAME_FOLDER, args! {}, whole(&self.output));
        } else if !self.force && self.output.join(TIMETABLE).exists() {
            found.push(&words::OUTPUT_TAKEN, args! { file: TIMETABLE }, whole(&self.output));
        }
        if !file.is_file() {
            found.push(&words::NO_OLD_PLAN, args! { file: TIMETABLE }, whole(&self.old));
            return Err(found);
        }
        let plan = if self.old.is_dir() { plan::read_folder(&self.old) } else { plan::table::read(&file) };
        match plan {
            Ok(plan) if found.is_empty() => Ok(plan),
            Ok(_) => Err(found),
            Err(errors) => {
                found.0.extend(errors.0);
                Err(found)
            }
        }
    }

    fn foreign(&self, foreign: Foreign) -> Diagnostics {
        let what = match foreign {
            Foreign::Classes => words::CLASS,
            Foreign::Teachers => words::TEACHER,
        };
        let mut found = Diagnostics::default();
        found.push(&words::OTHER_SCHOOL, args! { what: what }, whole(&self.old));
        found
    }

    /// The same search as a `solve`, for what both share.
    fn as_solve(&self) -> Solve {
        Solve {
            school: self.school.clone(),
            output: self.output.clone(),
            time_limit: self.time_limit,
            threads: self.threads,
            seed: self.seed,
            gap: self.gap,
            stage: if self.timetable_only { Stage::Timetable } else { Stage::All },
            alternatives: None,
            differ: Share::default(),
            partial: false,
            instance: None,
        }
    }
}

/// Runs the search for the nearest plan and writes every improving plan whole meanwhile.
fn saving<T>(session: &Session<'_>, mending: &Mending<'_>, search: impl FnOnce() -> T) -> T {
    let school = &session.loaded.school;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            session.watch.save_improvements(|solution, distance, bound| {
                let plan = mending.plan(solution);
                let (cost, ended) = (mending.cost(solution), json::Ended::Running);
                if let Some(changed) = session.repair {
                    changed.near(distance, bound.unwrap_or(0));
                }
                // What cannot be saved now is tried again, and reported, at the end.
                let timetable = Timetable { cost, bound: 0, ended, agrees: true, missing: None };
                let _ = session.write(&plan, &verify(school, &plan), &timetable, None);
            });
        });
        let made = search();
        session.watch.over();
        made
    })
}

/// The folder in which a file lies.
fn parent(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

fn real(folder: &Path) -> Option<PathBuf> {
    folder.canonicalize().ok()
}
