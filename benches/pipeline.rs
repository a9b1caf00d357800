//! Reading a configuration, stating it as a problem, compiling it, verifying a plan.
//!
//! `cargo bench --bench pipeline`

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use kebiao::solve::Options;
use kebiao::timetable::{Made, Task};

fn pipeline(c: &mut Criterion) {
    for name in ["primary-12", "primary-36", "nine-year-54"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances").join(name);
        c.bench_with_input(BenchmarkId::new("read", name), &folder, |b, folder| {
            b.iter(|| kebiao::config::read(black_box(folder)).is_ok());
        });
        let school = kebiao::config::read(&folder).expect("a shipped instance").school;
        c.bench_with_input(BenchmarkId::new("lower", name), &school, |b, school| {
            b.iter(|| kebiao::lowering::lower(black_box(school)));
        });
        let problem = kebiao::lowering::lower(&school).problem;
        c.bench_with_input(BenchmarkId::new("compile", name), &problem, |b, problem| {
            b.iter(|| kebiao::solve::compile::compile(black_box(problem)));
        });
        let options = Options { time_limit: Duration::from_secs(30), gap: 1.0, ..Options::default() };
        let task = Task::new(&school).expect("a school that keeps its own rules");
        let Made::Plan(finished) = task.run(&options, &kebiao::solve::Unwatched) else { continue };
        c.bench_with_input(BenchmarkId::new("verify", name), &finished.plan, |b, plan| {
            b.iter(|| kebiao::verify::verify(&school, black_box(plan)));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).measurement_time(Duration::from_secs(5));
    targets = pipeline
}
criterion_main!(benches);
