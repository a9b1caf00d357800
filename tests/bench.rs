//! `kebiao bench` from outside: the table, the files, a baseline, and everything wrong at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::path::Path;
use std::process::{Command as Process, Stdio};

use common::{demo, kebiao};
use predicates::prelude::*;

/// The cells of a column.
fn column(csv: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let at = reader.headers().unwrap().iter().position(|head| head == name).unwrap();
    reader.records().map(|record| record.unwrap()[at].to_owned()).collect()
}

#[test]
fn a_school_is_measured_and_compared_with_an_earlier_run() {
    let out = tempfile::tempdir().unwrap();
    let (csv, html) = (out.path().join("runs.csv"), out.path().join("runs.html"));
    // The first plan is good enough: the test is about what is told of it.
    let mut bench = kebiao();
    bench.args(["bench", "--threads", "1", "--gap", "1", "--seeds", "3,4,3"]).arg(demo());
    bench
        .arg("--csv")
        .arg(&csv)
        .arg("--html")
        .arg(&html)
        .assert()
        .code(0)
        .stdout(predicate::str::contains("Cost (median)").and(predicate::str::contains("runs.html")));
    let first = std::fs::read_to_string(&csv).unwrap();
    assert!(first.starts_with('\u{feff}'));
    assert_eq!(column(&first, "seed"), ["3", "4"]);
    assert_eq!(column(&first, "verified"), ["yes", "yes"]);
    assert_eq!(column(&first, "ended"), ["proved", "proved"]);
    assert_eq!(column(&first, "infeasibility"), ["0", "0"]);
    let page = std::fs::read_to_string(&html).unwrap();
    assert!(page.contains("<svg") && page.contains("default-src 'none'") && !page.contains("{{"));
    assert_eq!(page.matches("<figure").count(), 1);

    let mut again = kebiao();
    again.args(["bench", "--threads", "1", "--gap", "1", "--seed", "3", "--json"]).arg(demo());
    let told = again.arg("--baseline").arg(&csv).assert().code(0);
    let told: serde_json::Value = serde_json::from_slice(&told.get_output().stdout).unwrap();
    assert_eq!(told["summaries"][0]["runs"], 1);
    let cost = told["runs"][0]["found"].as_array().unwrap().last().unwrap()["cost"]["soft"].as_i64().unwrap();
    let costs: Vec<i64> = column(&first, "cost").iter().map(|cost| cost.parse().unwrap()).collect();
    // One thread: the same seed finds the same plan. The earlier median is the worse of two.
    assert_eq!(cost, costs[0]);
    assert_eq!(told["summaries"][0]["earlier"]["cost"]["soft"], costs[0].max(costs[1]));
}

#[test]
fn all_mistakes_are_told_before_anything_runs() {
    let out = tempfile::tempdir().unwrap();
    let (file, empty) = (out.path().join("x.csv"), out.path().join("empty"));
    std::fs::create_dir(&empty).unwrap();
    std::fs::write(&file, "a,b\n1,2\n").unwrap();
    let mut bench = kebiao();
    bench.arg("bench").args([&demo(), &demo(), &empty]).arg(out.path().join("nowhere"));
    bench.arg("--baseline").arg(&file).arg("--csv").arg(&file).arg("--html").arg(&file);
    let told = bench.assert().code(2);
    let told = String::from_utf8_lossy(&told.get_output().stderr).into_owned();
    for code in ["E930", "E931", "E932", "E933", "E934", "E935"] {
        assert!(told.contains(code), "{code}: {told}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "a,b\n1,2\n");
    std::fs::write(&file, "instance,infeasibility,cost,bound,first_s,best_s,limit_s,threads\ndemo,0,x,,,,1,1\n")
        .unwrap();
    kebiao()
        .arg("bench")
        .arg(demo())
        .arg("--baseline")
        .arg(&file)
        .assert()
        .code(2)
        .stderr(predicate::str::contains("E936").and(predicate::str::contains("x.csv:2")));
}

#[test]
fn a_broken_school_is_a_row_and_a_school_file_is_an_error() {
    let out = tempfile::tempdir().unwrap();
    for (name, from, to) in
        [("strict", "\"national-2022\"        #", "\"strict\" #"), ("wrong", "\"周强\"", "\"周墙\"")]
    {
        let school = out.path().join(name);
        std::fs::create_dir(&school).unwrap();
        for entry in std::fs::read_dir(demo()).unwrap().map(Result::unwrap) {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let text = if entry.file_name() == "school.toml" { text.replace(from, to) } else { text };
            std::fs::write(school.join(entry.file_name()), text).unwrap();
        }
    }
    kebiao().arg("bench").arg(out.path().join("strict")).assert().code(1).stdout(predicate::str::contains("R514"));
    kebiao().arg("bench").arg(out.path()).assert().code(2).stderr(predicate::str::contains("周墙"));
}

#[test]
fn an_archive_stands_for_its_instances() {
    let out = tempfile::tempdir().unwrap();
    let instance = |id: &str| {
        format!(
            "<Instance Id=\"{id}\"><Times><Time Id=\"Mo1\"><Name>Mo1</Name></Time></Times><Resources/><Events>\
             <Event Id=\"e\"><Name>maths</Name><Duration>1</Duration></Event></Events><Constraints/></Instance>"
        )
    };
    let both = format!("{}{}", instance("one"), instance("two"));
    let archive = format!("<HighSchoolTimetableArchive><Instances>{both}</Instances></HighSchoolTimetableArchive>");
    std::fs::write(out.path().join("a.XML"), archive).unwrap();
    std::fs::write(out.path().join("b.xml"), instance("two")).unwrap();
    let csv = out.path().join("runs.csv");
    let mut bench = kebiao();
    bench.args(["bench", "--threads", "1", "--time-limit", "2s"]).arg(out.path()).arg("--csv").arg(&csv);
    bench.assert().code(0).stdout(predicate::str::contains("a.XML/two"));
    let runs = std::fs::read_to_string(&csv).unwrap();
    assert_eq!(column(&runs, "instance"), ["one", "a.XML/two", "b.xml/two"]);
    assert_eq!(column(&runs, "events"), ["1", "1", "1"]);
    assert_eq!(column(&runs, "classes"), ["", "", ""]);
    assert_eq!(
        (column(&runs, "cost"), column(&runs, "verified")),
        (vec!["0".to_owned(); 3], vec!["yes".to_owned(); 3])
    );
    std::fs::write(out.path().join("b.xml"), "<Instance><Times></Instance>").unwrap();
    kebiao().arg("bench").arg(out.path()).assert().code(2).stderr(predicate::str::contains("b.xml:1:"));
}

#[test]
fn a_run_ends_when_its_parent_is_gone() {
    let mut child = Process::new(assert_cmd::cargo::cargo_bin("kebiao"))
        .arg("bench-run")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let school = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/reference/ref-36");
    let job = serde_json::json!({
        "path": school, "kind": "school", "instance": "", "limit_ms": 86_400_000_u64, "threads": 1, "seed": 1, "gap": 0.0,
    });
    let mut input = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut input, format!("{job}\n").as_bytes()).unwrap();
    drop(input);
    // A day's search ends at once: if it did not, this test would not.
    let told = child.wait_with_output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.lines().last().unwrap().contains("\"ended\":\"stopped\""), "{told}");
}
