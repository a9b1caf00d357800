//! Records, summaries, what is known, and what a run tells.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::measure::measure;
use super::summary::{geometric_mean, summaries};
use super::*;
use crate::text::Lang;

fn record(instance: &str, seed: u64, costs: &[(u64, i64)], bound: Option<i64>) -> Record {
    let subject =
        Subject { path: PathBuf::from(instance), kind: Kind::School, label: instance.into(), name: instance.into() };
    let job = Job {
        path: PathBuf::new(),
        kind: Kind::School,
        instance: String::new(),
        limit_ms: 30_000,
        threads: 2,
        seed,
        gap: 0.0,
    };
    let mut record = Record::new(&subject, &job);
    for (ms, cost) in costs {
        record.note(Event::Found(Found { ms: *ms, cost: Cost::feasible(*cost) }));
    }
    if let Some(bound) = bound {
        record.note(Event::Proved(Proved { ms: 10, bound: Cost::feasible(bound) }));
    }
    record
}

#[test]
fn a_run_that_met_its_gap_is_called_optimal_only_where_that_is_proved() {
    let said = |bound, ended| {
        let mut run = record("a", 1, &[(400, 90)], bound);
        run.done.ended = ended;
        crate::report::bench::ended(&run).get(Lang::En)
    };
    assert_eq!(said(Some(90), Ended::Proved), "proved optimal");
    assert_eq!(said(Some(89), Ended::Proved), "gap asked for reached");
    assert_eq!(said(None, Ended::Proved), "gap asked for reached");
    assert_eq!(said(Some(90), Ended::Time), "time limit");
}

#[test]
fn a_record_keeps_what_is_better_and_tells_costs_by_then() {
    let mut run = record("a", 1, &[(400, 90), (500, 95), (4_000, 60), (29_000, 50)], Some(40));
    run.note(Event::Proved(Proved { ms: 20, bound: Cost::feasible(30) }));
    assert_eq!((run.found.len(), run.proved.len()), (3, 1));
    assert_eq!([1, 5, 10, 30].map(|mark| run.at(mark).map(|cost| cost.soft)), [90, 60, 60, 50].map(Some));
    assert_eq!(run.at(60), None);
    assert_eq!((run.first_ms(), run.best_ms(), run.gap()), (Some(400), Some(29_000), Some(0.2)));
    // A plan with hard violations is no first plan and has no gap.
    let mut open = record("b", 1, &[], Some(0));
    open.note(Event::Found(Found { ms: 5, cost: Cost { hard: 3, soft: 7 } }));
    assert_eq!((open.first_ms(), open.gap(), open.cost().unwrap().to_string().as_str()), (None, None, "3/7"));
    open.note(Event::Found(Found { ms: 9, cost: Cost::feasible(80) }));
    assert_eq!((open.first_ms(), open.gap()), (Some(9), Some(1.0)));
}

#[test]
fn costs_are_read_as_they_are_written() {
    for cost in [Cost::feasible(0), Cost::feasible(35), Cost { hard: 3, soft: 966 }] {
        assert_eq!(Cost::parse(&cost.to_string()), Some(cost));
    }
    assert!(Cost { hard: 1, soft: 0 } > Cost::feasible(1_000_000));
    assert_eq!(Cost::parse("x"), None);
}

#[test]
fn medians_are_of_runs_and_no_plan_is_worst() {
    let runs = [
        record("b", 1, &[(100, 20)], Some(10)),
        record("a", 1, &[(100, 7)], Some(7)),
        record("b", 2, &[(300, 30), (900, 16)], Some(12)),
        record("b", 3, &[], None),
        record("a", 2, &[(50, 9)], None),
    ];
    let names = BTreeMap::from([("a".to_owned(), "A".to_owned())]);
    let known = Known { name: "A".into(), cost: 6, proved: false, source: "s".into() };
    let earlier =
        Earlier { instance: "a".into(), cost: Some(Cost::feasible(18)), first_ms: Some(50), ..Earlier::default() };
    let found = summaries(&runs, &names, &BTreeMap::from([("A".to_owned(), known)]), &[earlier]);
    assert_eq!(found.iter().map(|s| s.instance.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    let (b, a) = (&found[0], &found[1]);
    // 16, 20, none: the middle one; the bound is the best of all.
    assert_eq!(
        (b.cost, b.best, b.bound),
        (Some(Cost::feasible(20)), Some(Cost::feasible(16)), Some(Cost::feasible(12)))
    );
    assert_eq!((b.runs, b.solved, b.first_ms, b.earlier), (3, 2, Some(300), None));
    // 7, 9: the worse of the two.
    assert_eq!((a.cost, a.ratio), (Some(Cost::feasible(9)), Some(1.5)));
    let against = a.earlier.unwrap();
    assert_eq!((against.cost_ratio, against.first_ratio, against.best_ratio), (Some(0.5), Some(2.0), None));
    assert!(!against.same_terms);
}

#[test]
fn ratios_to_what_is_known() {
    let known = |cost| Known { name: String::new(), cost, proved: false, source: String::new() };
    assert_eq!(known(0).ratio(Cost::feasible(0)), Some(1.0));
    assert_eq!(known(0).ratio(Cost::feasible(5)), None);
    assert_eq!(known(50).ratio(Cost::feasible(55)), Some(1.1));
    assert_eq!(known(50).ratio(Cost { hard: 1, soft: 0 }), None);
    assert_eq!(geometric_mean([2.0, 0.5].into_iter()), Some(1.0));
    assert_eq!(geometric_mean([].into_iter()), None);
}

#[test]
fn the_shipped_list_is_read_and_names_instances_that_exist() {
    let known = known::all().unwrap();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/reference");
    let schools = find(&[root]).unwrap();
    assert_eq!(schools.len(), 9);
    for school in &schools {
        assert!(known.contains_key(&school.name), "{}", school.name);
    }
    assert!(known.values().all(|known| known.cost >= 0 && !known.source.is_empty()));
}

#[test]
fn folders_are_looked_through_and_labels_differ() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("instances");
    let labels: Vec<String> =
        find(&[root.join("demo/school.toml"), root.join("primary-12")]).unwrap().into_iter().map(|s| s.label).collect();
    assert_eq!(labels, ["demo", "primary-12"]);
    let copy = tempfile::tempdir().unwrap();
    let other = copy.path().join("demo");
    std::fs::create_dir(&other).unwrap();
    for entry in std::fs::read_dir(root.join("demo")).unwrap().map(Result::unwrap) {
        std::fs::copy(entry.path(), other.join(entry.file_name())).unwrap();
    }
    let labels: Vec<String> = find(&[root.join("demo"), other]).unwrap().into_iter().map(|s| s.label).collect();
    assert_eq!(labels[0], "instances/demo");
    assert!(labels[1].ends_with("/demo") && labels[1] != labels[0]);
}

#[test]
fn everything_wrong_is_told_at_once() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("instances");
    let empty = tempfile::tempdir().unwrap();
    let paths = [root.join("demo"), root.join("nowhere"), empty.path().to_owned(), root.join("demo")];
    let codes: Vec<&str> = find(&paths).unwrap_err().0.iter().map(|error| error.error.code).collect();
    assert_eq!(codes, ["E930", "E931", "E932"]);
}

#[test]
fn a_run_tells_its_size_its_plans_and_a_verified_end() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo");
    let subject = find(std::slice::from_ref(&path)).unwrap().remove(0);
    let job =
        Job { path, kind: Kind::School, instance: String::new(), limit_ms: 120_000, threads: 1, seed: 1, gap: 1.0 };
    let mut record = Record::new(&subject, &job);
    let mut lines = Vec::new();
    measure(&job, &|| false, &mut |event| lines.push(serde_json::to_string(&event).unwrap()));
    for line in &lines {
        record.note(serde_json::from_str(line).unwrap());
    }
    let size = record.size.unwrap();
    assert_eq!((size.classes, size.teachers, size.events), (Some(4), Some(14), None));
    assert!(size.variables > size.lessons && size.rows > Some(0));
    assert_eq!((record.done.ended, record.done.verified, record.done.remark.as_str()), (Ended::Proved, Some(true), ""));
    assert!(record.gap().unwrap() <= 1.0 && record.found.is_sorted_by_key(|found| found.ms));
    assert_eq!(record.done.memory_kib.is_some(), cfg!(target_os = "linux"));
}

#[test]
fn a_stopped_run_ends_and_a_broken_school_is_refused() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo");
    let job =
        Job { path, kind: Kind::School, instance: String::new(), limit_ms: 120_000, threads: 1, seed: 1, gap: 0.0 };
    let mut last = None;
    measure(&job, &|| true, &mut |event| last = Some(event));
    let Some(Event::Done(done)) = last.take() else { panic!("{last:?}") };
    assert!(matches!(done.ended, Ended::Stopped | Ended::Proved), "{done:?}");
    let job = Job { path: PathBuf::from("nowhere"), ..job };
    measure(&job, &|| false, &mut |event| last = Some(event));
    let Some(Event::Done(done)) = last else { panic!() };
    assert_eq!((done.ended, done.verified, done.remark.as_str()), (Ended::Refused, None, "E101"));
}
