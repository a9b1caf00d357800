//! `kebiao bench DIR...`: every instance and seed in a process of its own, one after another; then tables, CSV, a page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;

use super::Shared;
use super::shared::{Exit, Failure, both};
use super::solve::{duration, share, threads};
use super::watch::{Line, interrupted};
use crate::args;
use crate::bench::{Cost, Earlier, Ended, Job, Kind, Record, Subject, baseline, find, known, process, summaries};
use crate::config::{Diagnostics, Location};
use crate::export;
use crate::report::bench::{Report, per_cent, sentence};
use crate::text::{Lang, Text, bench as words};

/// Arguments of `kebiao bench`.
#[derive(Debug, Args)]
pub(super) struct Bench {
    /// Folders of schools, XHSTT files, or folders that hold several / 学校配置文件夹、XHSTT 文件，或放有若干个的文件夹
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How long to search, each run: 90, 60s, 5m, 1h / 每次求解时间
    #[arg(long, default_value = "60s", value_parser = duration)]
    time_limit: Duration,
    /// Threads of each run / 每次求解的线程数
    #[arg(long, default_value_t = threads(), value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
    /// Seed of everything random / 随机种子
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// One run of every instance for each of these seeds / 多个种子，每个各跑一次
    #[arg(long, value_delimiter = ',', conflicts_with = "seed")]
    seeds: Vec<u64>,
    /// Stop a run when cost is proved within this share of the optimum / 最优差距
    #[arg(long, default_value_t = 0.0, value_parser = share)]
    gap: f64,
    /// Write the runs as CSV / 各次结果写成 CSV
    #[arg(long)]
    csv: Option<PathBuf>,
    /// Write a page with tables and plots / 写成网页报告（含曲线图）
    #[arg(long)]
    html: Option<PathBuf>,
    /// Compare with the CSV of an earlier run / 与以前的 CSV 比较
    #[arg(long)]
    baseline: Option<PathBuf>,
}

impl Bench {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        let earlier = self.baseline.as_deref().map_or(Ok(Vec::new()), baseline::read);
        let (subjects, earlier) = match (both(find(&self.paths), earlier), self.misplaced()) {
            (Ok(read), found) if found.is_empty() => read,
            (Ok(_), found) => return Err(found.into()),
            (Err(mut errors), found) => {
                errors.0.extend(found.0);
                return Err(errors.into());
            }
        };
        let outputs = self.outputs();
        let folders = outputs.iter().map(|(_, path)| path.parent().unwrap_or(Path::new("")));
        for folder in folders {
            export::folder::usable(if folder == Path::new("") { Path::new(".") } else { folder })?;
        }
        let program = std::env::current_exe().map_err(Failure::files("kebiao"))?;
        let mut seeds: Vec<u64> = Vec::new();
        for seed in self.seeds.iter().copied() {
            if !seeds.contains(&seed) {
                seeds.push(seed);
            }
        }
        if seeds.is_empty() {
            seeds.push(self.seed);
        }
        let runs = self.runs(&program, &subjects, &seeds, shared)?;
        let report = self.report(runs, &subjects, seeds.len(), &earlier);
        self.write(&report, shared)?;
        Ok(exit(&report))
    }

    fn outputs(&self) -> Vec<(&'static str, &Path)> {
        let csv = self.csv.as_deref().map(|path| ("--csv", path));
        csv.into_iter().chain(self.html.as_deref().map(|path| ("--html", path))).collect()
    }

    /// What is wrong with the outputs as such.
    fn misplaced(&self) -> Diagnostics {
        let mut found = Diagnostics::default();
        let whole = |path: &Path| Location { file: path.to_owned(), ..Location::default() };
        let outputs = self.outputs();
        if let [(_, csv), (_, html)] = outputs.as_slice()
            && real(csv) == real(html)
        {
            found.push(&words::SAME_OUTPUT, args! {}, whole(html));
        }
        for (option, path) in outputs {
            let inside = |school: &PathBuf| {
                school.join("school.toml").is_file()
                    && school.canonicalize().ok() == real(path).parent().map(Path::to_owned)
            };
            let what: Option<Text> = if path.is_dir() {
                Some(words::IS_FOLDER)
            } else if self.baseline.as_deref().is_some_and(|baseline| real(baseline) == real(path)) {
                Some(words::IS_BASELINE)
            } else if path.exists() && self.paths.iter().any(inside) {
                Some(words::IS_INPUT)
            } else {
                None
            };
            if let Some(what) = what {
                found.push(&words::BAD_OUTPUT, args! { option: option, what: what }, whole(path));
            }
        }
        found
    }

    /// Makes the runs, one after another, until all are made or somebody presses Ctrl-C.
    fn runs(
        &self,
        program: &Path,
        subjects: &[Subject],
        seeds: &[u64],
        shared: Shared,
    ) -> Result<Vec<Record>, Failure> {
        let lang = shared.lang();
        let line = Line::new(lang, shared.quiet);
        let of = subjects.len() * seeds.len();
        let mut records = Vec::new();
        for (subject, seed) in subjects.iter().flat_map(|subject| seeds.iter().map(move |seed| (subject, *seed))) {
            if interrupted() {
                break;
            }
            let job = Job {
                path: subject.path.clone(),
                kind: subject.kind,
                instance: if subject.kind == Kind::Xhstt { subject.name.clone() } else { String::new() },
                limit_ms: u64::try_from(self.time_limit.as_millis()).unwrap_or(u64::MAX),
                threads: usize::from(self.threads),
                seed,
                gap: self.gap,
            };
            let started = Instant::now();
            let n = records.len() + 1;
            let mut watch = |record: &Record| {
                line.show(|| progress(record, n, of, started.elapsed(), lang));
                !interrupted()
            };
            let record = process::run(program, subject, &job, &mut watch).map_err(Failure::files(program))?;
            if !shared.quiet && !shared.json {
                let args =
                    args! { n: n, of: of, instance: &record.instance, seed: seed, sentence: sentence(&record, lang) };
                line.print(&words::RUN_DONE.fill(lang, &args));
            }
            records.push(record);
        }
        line.clear();
        Ok(records)
    }

    fn report(&self, runs: Vec<Record>, subjects: &[Subject], seeds: usize, earlier: &[Earlier]) -> Report {
        let names: BTreeMap<String, String> =
            subjects.iter().map(|subject| (subject.label.clone(), subject.name.clone())).collect();
        let summaries = summaries(&runs, &names, &known::all().unwrap_or_default(), earlier);
        Report {
            runs,
            summaries,
            planned: subjects.len() * seeds,
            baseline: self.baseline.is_some(),
            threads: usize::from(self.threads),
            limit_ms: u64::try_from(self.time_limit.as_millis()).unwrap_or(u64::MAX),
        }
    }

    fn write(&self, report: &Report, shared: Shared) -> Result<(), Failure> {
        let lang = shared.lang();
        if shared.json {
            say!("{:#}", export::bench::json(report));
        } else if !shared.quiet {
            say!("\n{}", report.terminal(lang).trim_end());
        }
        if let Some(path) = &self.csv {
            export::folder::write_one(path, &export::bench::csv(report))?;
        }
        if let Some(path) = &self.html {
            let page = export::bench::html(report, lang);
            let page = page.map_err(|error| Failure::Files { path: path.clone(), cause: error.to_string() })?;
            export::folder::write_one(path, page.as_bytes())?;
        }
        if !shared.json && !shared.quiet {
            for (_, path) in self.outputs() {
                say!("{}", words::WRITTEN.fill(lang, &args! { path: path.display().to_string() }));
            }
        }
        Ok(())
    }
}

/// The file's own place on the disk, whether it exists or not.
fn real(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    path.canonicalize().unwrap_or_else(|_| folder.join(path.file_name().unwrap_or_default()))
}

fn progress(record: &Record, n: usize, of: usize, elapsed: Duration, lang: Lang) -> String {
    let args = args! {
        n: n,
        of: of,
        instance: &record.instance,
        seed: record.seed,
        cost: record.cost().as_ref().map_or_else(|| "-".to_owned(), Cost::to_string),
        bound: record.bound().as_ref().map_or_else(|| "-".to_owned(), Cost::to_string),
        gap: record.gap().map_or_else(|| "-".to_owned(), per_cent),
        elapsed: elapsed.as_secs(),
        limit: record.limit_ms / 1000,
    };
    words::PROGRESS.fill(lang, &args)
}

/// The worst of the runs decides: a plan that does not verify, then none, then none found.
fn exit(report: &Report) -> Exit {
    let any = |wanted: &dyn Fn(&Record) -> bool| report.runs.iter().any(wanted);
    if any(&|run| run.done.verified == Some(false)) {
        Exit::Disagreement
    } else if any(&|run| matches!(run.done.ended, Ended::Infeasible | Ended::Refused)) {
        Exit::NoGoodPlan
    } else if any(&|run| run.first_ms().is_none() || run.done.verified.is_none()) {
        Exit::NoPlanYet
    } else {
        Exit::Good
    }
}

/// `kebiao bench-run`: one run, as the parent asks on standard input.
#[derive(Debug, Args)]
pub(super) struct BenchRun {}

impl BenchRun {
    pub(super) fn run() -> Result<Exit, Failure> {
        process::child().map_err(Failure::files("stdin"))?;
        Ok(Exit::Good)
    }
}
