//! First plan and quality after a while, on the shipped instances: one line each.
//!
//! `cargo bench --bench quality -- [seconds] [instance...]`; 30 s and every shipped instance unless told otherwise.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss)]

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use kebiao::problem::Solution;
use kebiao::solve::{Observer, Options};
use kebiao::timetable::{Made, Task};

struct First {
    started: Instant,
    found: Mutex<Option<(Duration, i64)>>,
}

impl Observer for First {
    fn incumbent(&self, _: &Solution, cost: i64) {
        self.found.lock().expect("no panic").get_or_insert((self.started.elapsed(), cost));
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let seconds = args.first().and_then(|arg| arg.parse().ok()).unwrap_or(30);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances");
    let mut names: Vec<String> = args.iter().filter(|arg| arg.parse::<u64>().is_err()).cloned().collect();
    if names.is_empty() {
        names = std::fs::read_dir(&root)
            .expect("the instances")
            .filter_map(Result::ok)
            .filter(|entry| entry.path().join("school.toml").exists())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
    }
    println!("instance         lessons  first s  first cost   cost  bound    gap  hard  agrees");
    for name in names {
        let school = kebiao::config::read(&root.join(&name)).expect("a shipped instance").school;
        let task = Task::new(&school).expect("a school that keeps its own rules");
        let options = Options { time_limit: Duration::from_secs(seconds), gap: 0.0, ..Options::default() };
        let first = First { started: Instant::now(), found: Mutex::new(None) };
        let made = task.run(&options, &first);
        let found = *first.found.lock().expect("no panic");
        let lessons = task.problem().lesson_count();
        let (after, cost) = found.map_or((f64::NAN, -1), |(after, cost)| (after.as_secs_f64(), cost));
        match made {
            Made::Plan(plan) => println!(
                "{name:<16} {lessons:>7} {after:>8.2} {cost:>11} {:>6} {:>6} {:>5.1}% {:>5}  {}",
                plan.cost,
                plan.bound,
                100.0 * (plan.cost - plan.bound).max(0) as f64 / plan.cost.max(1) as f64,
                plan.verdict.hard_breaches(),
                plan.agrees(),
            ),
            other => println!("{name:<16} {lessons:>7} no plan: {other:?}"),
        }
    }
}
