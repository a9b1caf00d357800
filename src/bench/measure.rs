//! What the child process does: read, state, solve, write, read back, verify.

use std::path::Path;
use std::time::{Duration, Instant};

use super::trace::{Trace, milliseconds};
use super::{Cost, Done, Ended, Event, Job, Kind, Size};
use crate::plan::table;
use crate::school::School;
use crate::solve::compile::compile;
use crate::solve::{self, Options};
use crate::timetable::{Finished, Made, Task};
use crate::verify::{Verdict, verify};
use crate::xhstt::evaluate::evaluate;
use crate::xhstt::read::{self, Archive, Archived, SolutionGroup};
use crate::xhstt::{engine, model, write};

/// Runs `job` in this process; `stop` ends the search with what it has.
pub(super) fn measure(job: &Job, stop: &(dyn Fn() -> bool + Sync), tell: &mut (dyn FnMut(Event) + Send)) {
    let mut done = match job.kind {
        Kind::School => school(job, stop, tell),
        Kind::Xhstt => xhstt(job, stop, tell),
    };
    done.memory_kib = peak_memory();
    tell(Event::Done(done));
}

fn refused(started: Instant, remark: String) -> Done {
    Done { ended: Ended::Refused, ms: milliseconds(started), verified: None, memory_kib: None, remark }
}

fn school(job: &Job, stop: &(dyn Fn() -> bool + Sync), tell: &mut (dyn FnMut(Event) + Send)) -> Done {
    let loaded = match crate::config::read(&job.path) {
        Ok(loaded) => loaded,
        Err(errors) => {
            let codes: Vec<&str> = errors.0.iter().map(|error| error.error.code).collect();
            return refused(Instant::now(), codes.join(" "));
        }
    };
    let started = Instant::now();
    let task = match Task::new(&loaded.school) {
        Ok(task) => task,
        Err(verdict) => return refused(started, hard_rules(&verdict)),
    };
    let compiled = compile(task.problem());
    let size = Size {
        classes: Some(loaded.school.classes.len()),
        teachers: Some(loaded.school.teachers.len()),
        lessons: Some(task.problem().activities.iter().map(|activity| activity.count as usize).sum()),
        variables: Some(compiled.variables.len()),
        rows: Some(compiled.linears.len() + compiled.patterns.len() + compiled.spreads.len()),
        ..Size::default()
    };
    drop(compiled);
    tell(Event::Stated { size, ms: milliseconds(started) });
    let left = Duration::from_millis(job.limit_ms).saturating_sub(started.elapsed());
    let options = Options { time_limit: left, threads: job.threads, seed: job.seed, gap: job.gap };
    let trace = Trace::new(started, stop, tell);
    let made = task.run(&options, &trace);
    let ms = milliseconds(started);
    let (ended, verified, remark) = match made {
        Made::Infeasible => (Ended::Infeasible, None, String::new()),
        Made::NoPlanYet(ended) => (reason(ended), None, String::new()),
        Made::SchoolBreaches(verdict) => (Ended::Refused, None, hard_rules(&verdict)),
        Made::Plan(finished) => {
            trace.found(Cost::feasible(finished.cost));
            trace.proved(Cost::feasible(finished.bound));
            let (verified, remark) = read_back(&loaded.school, &finished);
            (reason(finished.ended), Some(verified), remark)
        }
    };
    Done { ended, ms, verified, memory_kib: None, remark }
}

fn xhstt(job: &Job, stop: &(dyn Fn() -> bool + Sync), tell: &mut (dyn FnMut(Event) + Send)) -> Done {
    let archive = match super::find::archive(&job.path) {
        Ok(archive) => archive,
        Err(errors) => {
            let codes: Vec<&str> = errors.0.iter().map(|error| error.error.code).collect();
            return refused(Instant::now(), codes.join(" "));
        }
    };
    let Some(position) = archive.instances.iter().position(|instance| instance.id == job.instance) else {
        return refused(Instant::now(), format!("{} is no longer there", job.instance));
    };
    let started = Instant::now();
    let instance = &archive.instances[position];
    let size = Size {
        times: Some(instance.times.len()),
        resources: Some(instance.resources.len()),
        events: Some(instance.events.len()),
        constraints: Some(instance.constraints.len()),
        ..Size::default()
    };
    tell(Event::Stated { size, ms: milliseconds(started) });
    let limit = Duration::from_millis(job.limit_ms);
    let options = Options { time_limit: limit, threads: job.threads, seed: job.seed, gap: job.gap };
    let trace = Trace::new(started, stop, tell);
    let found = engine::solve(instance, &options, &trace);
    let ms = milliseconds(started);
    trace.found(found.cost.into());
    trace.proved(found.bound.into());
    let again = written(&archive, position, &found.solution);
    let good = again == Some(found.cost) && !found.disagreed && found.bound <= found.cost;
    let remark = match (good, again) {
        (true, _) => String::new(),
        (false, again) => format!("cost {:?} bound {:?}, read back {again:?}", found.cost, found.bound),
    };
    Done { ended: reason(found.ended), ms, verified: Some(good), memory_kib: None, remark }
}

/// The cost of a solution once it is written and read back; none when that cannot be read.
fn written(archive: &Archive, position: usize, solution: &model::Solution) -> Option<model::Cost> {
    let of_one = Archive {
        instances: vec![archive.instances[position].clone()],
        sources: vec![archive.sources[position].clone()],
        groups: vec![SolutionGroup {
            id: "kebiao".to_owned(),
            solutions: vec![Archived { solution: solution.clone(), ..Archived::default() }],
            ..SolutionGroup::default()
        }],
    };
    let read = read::archive(&write::archive(&of_one), "written").ok()?;
    let solution = &read.groups.first()?.solutions.first()?.solution;
    Some(evaluate(read.instances.first()?, solution))
}

fn reason(ended: solve::Ended) -> Ended {
    match ended {
        solve::Ended::Gap => Ended::Proved,
        solve::Ended::Time => Ended::Time,
        solve::Ended::Stopped => Ended::Stopped,
    }
}

/// Whether the plan, as it would stand on the disk, keeps every hard rule and costs what the search says; else what is wrong.
fn read_back(school: &School, finished: &Finished) -> (bool, String) {
    let written = table::write(&finished.plan);
    let Ok(plan) = table::parse(Path::new(crate::plan::TIMETABLE), &written) else {
        return (false, "the written timetable cannot be read".to_owned());
    };
    let verdict = verify(school, &plan);
    if verdict.hard_breaches() > 0 {
        return (false, hard_rules(&verdict));
    }
    let good = plan == finished.plan && verdict.cost() == finished.cost && finished.bound <= finished.cost;
    let remark = format!("cost {} bound {}, verified {}", finished.cost, finished.bound, verdict.cost());
    (good, if good { String::new() } else { remark })
}

/// Codes of the hard rules that are broken.
fn hard_rules(verdict: &Verdict) -> String {
    let broken = verdict.rules.iter().filter(|result| result.level == crate::school::Level::Hard.word());
    let broken: Vec<&str> = broken.filter(|result| !result.breaches.is_empty()).map(|result| result.rule).collect();
    broken.join(" ")
}

/// The most memory that this process ever held, as Linux tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
