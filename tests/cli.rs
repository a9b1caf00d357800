//! The program from outside: exit codes, what it prints, what it leaves on the disk.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use common::{demo, kebiao};
use predicates::prelude::*;

/// A copy of the demo that may be spoilt.
fn copy_of_demo(folder: &Path) -> PathBuf {
    let copy = folder.join("学校");
    fs::create_dir(&copy).unwrap();
    for entry in fs::read_dir(demo()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
    }
    copy
}

fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from} is not in {}", file.display());
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

fn solve(school: &Path, out: &Path) -> Command {
    let mut command = kebiao();
    command.arg("solve").arg(school).arg("-o").arg(out).args(["--time-limit", "20s", "--gap", "1"]);
    command
}

#[test]
fn solve_then_check_then_break() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("课表");
    solve(&demo(), &out).assert().code(0).stdout(predicate::str::contains("0 hard breaches"));
    for file in ["timetable.csv", "总课表.csv", "index.html", "run.json"] {
        assert!(out.join(file).exists(), "{file}");
    }
    let run: serde_json::Value = serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap();
    assert_eq!(run["verdict"]["hard_breaches"], 0);
    // Each stage counts its own costs; the verifier counts them all.
    let roster = run["stages"]["roster"]["objective"].as_i64().unwrap();
    assert_eq!(run["objective"].as_i64().unwrap() + roster, run["verdict"]["cost"].as_i64().unwrap());
    assert!(run["bound"].as_i64().unwrap() <= run["objective"].as_i64().unwrap());
    assert!(run["inputs"].as_object().unwrap().contains_key("school.toml"));

    kebiao().arg("check").args([&demo(), &out]).assert().code(0);

    // Somebody deletes a lesson by hand.
    let table = out.join("timetable.csv");
    let text = fs::read_to_string(&table).unwrap();
    let lesson = text.lines().find(|line| line.contains("体育")).unwrap();
    fs::write(&table, text.replacen(&format!("{lesson}\r\n"), "", 1)).unwrap();
    let found = kebiao().arg("check").args([&demo(), &table]).arg("--json").assert().code(1);
    let report: serde_json::Value = serde_json::from_slice(&found.get_output().stdout).unwrap();
    let broken = |code: &str| {
        let rules = report["rules"].as_array().unwrap();
        rules.iter().any(|rule| rule["rule"] == code && rule["breaches"].as_array().is_some_and(|b| !b.is_empty()))
    };
    assert!(broken("R104"), "{report:#}");
    assert!(!broken("R101"), "{report:#}");
}

#[test]
fn bad_input_names_every_mistake_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let school = copy_of_demo(folder.path());
    replace(&school.join("school.toml"), "profile = \"national-2022\"", "profile = \"nationl-2022\"");
    replace(&school.join("任课表.csv"), "陈静", "陈净");
    let out = folder.path().join("out");
    solve(&school, &out)
        .assert()
        .code(2)
        .stderr(predicate::str::contains("school.toml:7:").and(predicate::str::contains("national-2022")))
        .stderr(predicate::str::contains("任课表.csv:2:").and(predicate::str::contains("陈静")));
    assert!(!out.exists());
    let json = solve(&school, &out).args(["--json", "--lang", "zh"]).assert().code(2);
    let errors: serde_json::Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    assert!(errors["errors"].as_array().unwrap().len() >= 2);
}

#[test]
fn a_broken_bell_schedule_stops_before_solving_and_a_waiver_lets_it_pass() {
    let folder = tempfile::tempdir().unwrap();
    let school = copy_of_demo(folder.path());
    let toml = school.join("school.toml");
    replace(&toml, "morning = [\"08:30-09:10\"", "morning = [\"08:10-08:50\"");
    // The flag-raising of the demo ends at 08:25, so it moves too.
    replace(&toml, "time = \"08:00-08:25\"", "time = \"07:50-08:05\"");
    let out = folder.path().join("out");
    solve(&school, &out).assert().code(1).stderr(predicate::str::contains("R501"));
    assert!(!out.exists());
    let mut text = fs::read_to_string(&toml).unwrap();
    for rule in ["first-lesson-floor", "no-early-arrival"] {
        text.push_str(&format!("\n[[policy.waive]]\nrule = \"{rule}\"\nreason = \"校车班次，已报备\"\n"));
    }
    fs::write(&toml, text).unwrap();
    // At that time nobody is left for the gate: this is about the timetable.
    solve(&school, &out).args(["--stage", "timetable"]).assert().code(0);
    assert!(fs::read_to_string(out.join("index.html")).unwrap().contains("校车班次，已报备"));
}

#[test]
fn a_teacher_who_is_never_there_makes_the_school_impossible() {
    let folder = tempfile::tempdir().unwrap();
    let school = copy_of_demo(folder.path());
    replace(&school.join("school.toml"), "times = [\"周五下午\"]", "times = [\"周一至周五\"]");
    let out = folder.path().join("out");
    let ended = solve(&school, &out).assert();
    let code = ended.get_output().status.code();
    assert!(code == Some(1) || code == Some(2), "{code:?}");
    assert!(!out.join("timetable.csv").exists());
}

#[test]
fn one_thread_and_one_seed_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let table = |name: &str| {
        let out = folder.path().join(name);
        solve(&demo(), &out).args(["--threads", "1", "--seed", "5"]).assert().code(0);
        fs::read(out.join("timetable.csv")).unwrap()
    };
    assert!(table("a") == table("b"));
}

#[test]
fn generate_is_repeatable_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let generate = |name: &str| {
        let mut command = kebiao();
        command.args(["generate", "--classes", "6", "--stage", "primary", "--seed", "3", "-o"]);
        command.arg(folder.path().join(name));
        command
    };
    generate("a").assert().code(0);
    generate("b").assert().code(0);
    let toml = |name: &str| fs::read(folder.path().join(name).join("school.toml")).unwrap();
    assert!(toml("a") == toml("b"));
    fs::write(folder.path().join("a/school.toml"), "mine").unwrap();
    generate("a").assert().code(2);
    assert_eq!(toml("a"), b"mine");
    generate("a").arg("--force").assert().code(0);
    assert!(toml("a") == toml("b"));
}

#[test]
fn rules_and_help() {
    kebiao()
        .args(["rules", "R106", "--lang", "zh"])
        .assert()
        .code(0)
        .stdout(predicate::str::contains("学科每天节数上限"));
    kebiao().args(["rules", "subject-daily-mx"]).assert().code(2).stderr(predicate::str::contains("subject-daily-max"));
    let json = kebiao().args(["rules", "--json", "--profile", "rural"]).assert().code(0);
    let list: serde_json::Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    assert_eq!(list["rules"].as_array().unwrap().len(), kebiao::rules::ALL.len());
    kebiao().arg("--help").assert().code(0);
    kebiao().arg("frobnicate").assert().code(2);
}

#[test]
fn an_output_that_cannot_be_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    fs::write(&file, "mine").unwrap();
    solve(&demo(), &file).assert().code(2);
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}

#[test]
fn init_writes_a_school_that_solves() {
    let folder = tempfile::tempdir().unwrap();
    let school = folder.path().join("新学校");
    kebiao().arg("init").arg(&school).assert().code(0);
    kebiao().arg("init").arg(&school).assert().code(2);
    solve(&school, &folder.path().join("out")).assert().code(0);
}
