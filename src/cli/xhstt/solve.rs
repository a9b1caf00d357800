//! `kebiao solve X.xml -o OUT`: an XHSTT instance -> an archive with its best solution.
//!
//! While the search runs, the best solution so far is written whole now and then. The last one is reported with the cost
//! that it has when it is read back from the disk.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use super::watch::{Watch, shown_bound, shown_gap};
use super::{load, whole};
use crate::cli::Shared;
use crate::cli::follow::Stage;
use crate::cli::shared::{Exit, Failure};
use crate::cli::solve::Solve;
use crate::cli::watch::interrupted;
use crate::export::folder;
use crate::solve::{Ended, Options};
use crate::text::{Lang, xhstt as words};
use crate::xhstt::engine::{self, Found, Moment};
use crate::xhstt::evaluate::evaluate;
use crate::xhstt::model::{Cost, Instance, Solution};
use crate::xhstt::read::{Archive, Archived, Meta, SolutionGroup};
use crate::xhstt::write;

/// What a run writes.
const SOLUTION: &str = "solution.xml";
const RUN: &str = "run.json";

/// Solves the instances of a file, one after the other.
pub(in crate::cli) fn solve(command: &Solve, shared: Shared) -> Result<Exit, Failure> {
    let path = &command.school;
    let unfit = [("--alternatives", command.alternatives.is_some()), ("--stage", command.stage != Stage::default())];
    if let Some((option, _)) = unfit.iter().find(|(_, given)| *given) {
        return Err(whole(path, &words::NOT_FOR_XHSTT, crate::args! { option: *option }).into());
    }
    let loaded = load(path, Archive::default())?;
    let all = &loaded.archive.instances;
    if all.is_empty() {
        return Err(whole(path, &words::NO_INSTANCES, crate::args! {}).into());
    }
    let chosen: Vec<usize> = match &command.instance {
        None => (0..all.len()).collect(),
        Some(id) => all.iter().position(|instance| instance.id == *id).into_iter().collect(),
    };
    if let (true, Some(id)) = (chosen.is_empty(), &command.instance) {
        let known = all.iter().map(|instance| instance.id.as_str()).collect::<Vec<_>>().join("、");
        return Err(whole(path, &words::NO_SUCH_INSTANCE, crate::args! { id: id, known: known }).into());
    }
    let several = chosen.len() > 1;
    folder::usable(&command.output)?;
    let share = command.time_limit / u32::try_from(chosen.len()).unwrap_or(u32::MAX);
    let mut worst = Exit::Good;
    let mut results = Vec::new();
    for index in chosen {
        if interrupted() {
            break;
        }
        let (Some(instance), Some(source)) = (all.get(index), loaded.archive.sources.get(index)) else { continue };
        let output =
            if several { command.output.join(folder_name(&instance.id, index)) } else { command.output.clone() };
        let limit = share.max(Duration::from_secs(1));
        let job = Job {
            command,
            shared,
            lang: shared.lang(),
            instance,
            source,
            output,
            limit,
            sha256: &loaded.sha256,
            kept: RefCell::default(),
        };
        let (exit, result) = job.run()?;
        results.push(result);
        if exit as u8 > worst as u8 {
            worst = exit;
        }
    }
    if shared.json {
        say!("{:#}", json!({ "instances": results }));
    }
    Ok(worst)
}

/// A name for a folder: the instance's id, where that is plain.
fn folder_name(id: &str, index: usize) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !id.is_empty() && id.len() <= 100 && !id.starts_with('.') && id.chars().all(plain) {
        id.to_owned()
    } else {
        format!("instance-{}", index + 1)
    }
}

/// One instance to be solved.
struct Job<'a> {
    command: &'a Solve,
    shared: Shared,
    lang: Lang,
    instance: &'a Instance,
    source: &'a str,
    output: PathBuf,
    limit: Duration,
    sha256: &'a str,
    /// Changed files that were kept beside the new ones.
    kept: RefCell<Vec<String>>,
}

/// What is known of a search when it is written down.
struct Report<'a> {
    solution: &'a Solution,
    cost: Cost,
    bound: Cost,
    ended: &'static str,
    seconds: f64,
    trace: &'a [Moment],
}

impl Job<'_> {
    fn run(&self) -> Result<(Exit, serde_json::Value), Failure> {
        let (quiet, instance) = (self.shared.quiet || self.shared.json, self.instance);
        if !quiet {
            let args = crate::args! {
                id: &instance.id,
                times: instance.times.len(),
                resources: instance.resources.len(),
                events: instance.events.len(),
                duration: instance.events.iter().map(|event| u64::from(event.duration)).sum::<u64>(),
                constraints: instance.constraints.len(),
            };
            say!("{}", words::SOLVING.fill(self.lang, &args));
        }
        let began = std::time::Instant::now();
        let moments = RefCell::new(Vec::new());
        let save = |solution: &Solution, cost: Cost, bound: Cost| {
            moments.borrow_mut().push(Moment { after: began.elapsed(), cost });
            let seconds = began.elapsed().as_secs_f64();
            let report = Report { solution, cost, bound, ended: "running", seconds, trace: &moments.borrow() };
            // What cannot be saved now is tried again, and reported, at the end.
            let _ = self.write(&report);
        };
        let watch = Watch::new(&instance.id, self.limit, self.lang, (quiet, self.shared.verbose > 0), &save);
        // Writing and reading back have their part.
        let options = Options {
            time_limit: self.limit.saturating_sub(self.limit / 100),
            threads: usize::from(self.command.threads),
            seed: self.command.seed,
            gap: self.command.gap.unwrap_or(0.0),
        };
        let found = engine::solve(instance, &options, &watch);
        watch.over();
        self.finish(&found, &watch)
    }

    /// Writes the best solution, reads it back, and says what it costs.
    fn finish(&self, found: &Found, watch: &Watch<'_>) -> Result<(Exit, serde_json::Value), Failure> {
        let ended = match found.ended {
            Ended::Gap => "gap",
            Ended::Time => "time",
            Ended::Stopped => "stopped",
        };
        let (cost, bound) = (found.cost, found.bound);
        let seconds = watch.elapsed().as_secs_f64();
        let report = Report { solution: &found.solution, cost, bound, ended, seconds, trace: &found.trace };
        let summary = self.write(&report)?;
        let written = self.recount()?;
        let agrees = written == Some(cost) && !found.disagreed;
        let counted = written.unwrap_or_default();
        let args = crate::args! {
            id: &self.instance.id,
            infeasibility: counted.infeasibility,
            objective: counted.objective,
            told_infeasibility: cost.infeasibility,
            told_objective: cost.objective,
            bound: shown_bound(bound),
            gap: shown_gap(Some(cost), bound),
            first: found.first().map_or_else(|| "-".to_owned(), |first| format!("{:.2}", first.as_secs_f64())),
            elapsed: format!("{:.1}", watch.elapsed().as_secs_f64()),
            path: self.output.join(SOLUTION).display().to_string(),
        };
        if !self.shared.json && (!self.shared.quiet || !agrees) {
            say!("{}", if agrees { words::SOLVED } else { words::DISAGREEMENT }.fill(self.lang, &args));
            if agrees && cost.infeasibility > 0 {
                say!("{}", words::STILL_INFEASIBLE.fill(self.lang, &args));
            }
            if !self.kept.borrow().is_empty() {
                let files = self.kept.borrow().join("、");
                say!("{}", crate::text::cli::KEPT.fill(self.lang, &crate::args! { files: files }));
            }
            say!("{}", words::WRITTEN.fill(self.lang, &args));
        }
        let exit = match (agrees, cost.infeasibility) {
            (false, _) => Exit::Disagreement,
            (true, 0) => Exit::Good,
            (true, _) => Exit::NoGoodPlan,
        };
        Ok((exit, summary))
    }

    /// The cost of the solution on the disk; none if there is none.
    fn recount(&self) -> Result<Option<Cost>, Failure> {
        let archive = load(&self.output.join(SOLUTION), Archive::default())?.archive;
        let one = archive.groups.first().and_then(|group| group.solutions.first());
        Ok(one.and_then(|one| Some(evaluate(archive.instances.get(one.instance)?, &one.solution))))
    }

    /// Writes the files; says what `run.json` says.
    fn write(&self, report: &Report<'_>) -> Result<serde_json::Value, Failure> {
        let now = chrono::Local::now();
        let (cost, version) = (report.cost, env!("CARGO_PKG_VERSION"));
        let seconds = |duration: Duration| (duration.as_secs_f64() * 1000.0).round() / 1000.0;
        let group = SolutionGroup {
            id: format!("kebiao-{}", now.format("%Y-%m-%d-%H%M%S")),
            meta: Meta {
                contributor: format!("kebiao {version}"),
                date: now.format("%Y-%m-%d").to_string(),
                description: format!(
                    "infeasibility {}, objective {}; {} threads, seed {}, time limit {} s",
                    cost.infeasibility,
                    cost.objective,
                    self.command.threads,
                    self.command.seed,
                    self.limit.as_secs()
                ),
                ..Meta::default()
            },
            solutions: vec![Archived {
                instance: 0,
                solution: report.solution.clone(),
                description: None,
                running_time: Some(format!("{:.1}", report.seconds)),
            }],
        };
        let archive = Archive {
            instances: vec![self.instance.clone()],
            sources: vec![self.source.to_owned()],
            groups: vec![group],
        };
        let first = report.trace.iter().find(|moment| moment.cost.infeasibility == 0);
        let trace: Vec<_> = report
            .trace
            .iter()
            .map(|moment| json!([seconds(moment.after), moment.cost.infeasibility, moment.cost.objective]))
            .collect();
        let run = json!({
            "kebiao": version,
            "instance": self.instance.id,
            "input": file_name(&self.command.school),
            "sha256": self.sha256,
            "seed": self.command.seed,
            "threads": self.command.threads,
            "time_limit": self.limit.as_secs_f64(),
            "gap_asked": self.command.gap.unwrap_or(0.0),
            "infeasibility": cost.infeasibility,
            "objective": cost.objective,
            "bound": { "infeasibility": report.bound.infeasibility, "objective": report.bound.objective },
            "gap": engine::gap(cost, report.bound),
            "seconds": (report.seconds * 1000.0).round() / 1000.0,
            "first_feasible_seconds": first.map(|moment| seconds(moment.after)),
            "best_seconds": report.trace.last().map(|moment| seconds(moment.after)),
            "trace": trace,
            "ended": report.ended,
            "written": now.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
        });
        let files = [
            (SOLUTION.to_owned(), write::archive(&archive).into_bytes()),
            (RUN.to_owned(), format!("{run:#}\n").into_bytes()),
        ];
        let written = folder::write(&self.output, &files)?;
        self.kept.borrow_mut().extend(written.kept);
        Ok(run)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_instances() {
        assert_eq!(folder_name("BR-SA-00", 0), "BR-SA-00");
        assert_eq!(folder_name("../x", 1), "instance-2");
        assert_eq!(folder_name("..", 2), "instance-3");
        assert_eq!(folder_name("", 3), "instance-4");
    }
}
