//! `kebiao compare` from outside: what it finds between plans, what it refuses, what it leaves alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use predicates::prelude::*;

fn kebiao() -> Command {
    let mut command = Command::cargo_bin("kebiao").unwrap();
    command.env("LANG", "en_US.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command
}

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo")
}

fn solve(out: &Path, seed: &str) {
    let mut command = kebiao();
    command.arg("solve").arg(demo()).arg("-o").arg(out);
    command.args(["--time-limit", "20s", "--gap", "1", "--threads", "1", "--seed", seed]).assert().code(0);
}

fn compare(plans: &[&Path], out: &Path) -> Command {
    let mut command = kebiao();
    command.arg("compare").args(plans).arg("-o").arg(out);
    command
}

/// Every file below a folder with its bytes.
fn bytes_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(bytes_of(&entry.path()));
        } else {
            found.push((entry.path(), fs::read(entry.path()).unwrap()));
        }
    }
    found.sort();
    found
}

/// A plan and one where somebody moved a lesson by hand: into an empty folder goes only the table.
fn edited(plan: &Path, folder: &Path, edit: impl FnOnce(&mut Vec<String>)) {
    let text = fs::read_to_string(plan.join("timetable.csv")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    edit(&mut lines);
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("timetable.csv"), lines.join("\r\n") + "\r\n").unwrap();
}

fn cells(line: &str) -> Vec<String> {
    line.split(',').map(str::to_owned).collect()
}

#[test]
fn a_moved_lesson_and_another_teacher_are_found_and_no_input_is_touched() {
    let temp = tempfile::tempdir().unwrap();
    let (a, b, out) = (temp.path().join("甲"), temp.path().join("乙"), temp.path().join("比较"));
    solve(&a, "1");
    edited(&a, &b, |lines| {
        let mut moved = cells(&lines[1]);
        // Another room, and nothing else: the room column is the sixth.
        moved[5] = "操场".to_owned();
        lines[1] = moved.join(",");
        let mut taught = cells(&lines[2]);
        taught[4] = "新老师".to_owned();
        lines[2] = taught.join(",");
    });
    let before = (bytes_of(&a), bytes_of(&b));
    let found = compare(&[&a, &b], &out).args(["--json", "--school"]).arg(demo()).assert().code(0);
    let report: serde_json::Value = serde_json::from_slice(&found.get_output().stdout).unwrap();
    let (first, second) = (&report["plans"][0], &report["plans"][1]);
    assert_eq!((&first["name"], &second["name"]), (&"甲".into(), &"乙".into()));
    assert_eq!((&second["moved"], &second["room_only"], &second["other_teacher"]), (&1.into(), &1.into(), &1.into()));
    assert_eq!(second["elsewhere_per_mille"], 0);
    assert_eq!(first["hard_breaches"], 0);
    assert!(second["hard_breaches"].as_i64().unwrap() > 0, "the school knows no such teacher");
    assert_eq!((bytes_of(&a), bytes_of(&b)), before);
    let mut written: Vec<_> = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    written.sort();
    assert_eq!(
        written,
        [".kebiao-files.json", "compare-moves.csv", "compare-people.csv", "compare-summary.csv", "compare.html"]
    );
    let moves = fs::read_to_string(out.join("compare-moves.csv")).unwrap();
    assert_eq!(moves.lines().count(), 3, "{moves}");
    assert!(moves.contains("新老师"));

    // Without the school the record of the run counts for the plan that it is about, and not for the edited one.
    let again = temp.path().join("again");
    compare(&[&a, &b], &again)
        .assert()
        .code(0)
        .stdout(predicate::str::contains("Cost of soft rules").and(predicate::str::contains("there is no run.json")));
    fs::copy(a.join("run.json"), b.join("run.json")).unwrap();
    compare(&[&a, &b], &again).assert().code(0).stdout(predicate::str::contains("changed after the run"));
    compare(&[&a, &b], &again).args(["--lang", "zh"]).assert().code(0).stdout(predicate::str::contains("涉及教师"));
}

#[test]
fn equal_plans_differ_in_nothing_and_the_order_of_rows_does_not_matter() {
    let temp = tempfile::tempdir().unwrap();
    let (a, b, out) = (temp.path().join("a"), temp.path().join("b"), temp.path().join("out"));
    solve(&a, "1");
    edited(&a, &b, |lines| lines[1..].reverse());
    let found = compare(&[&a, &b], &out).arg("--json").assert().code(0);
    let report: serde_json::Value = serde_json::from_slice(&found.get_output().stdout).unwrap();
    for key in ["moved", "room_only", "other_teacher", "gone", "new", "teachers_affected", "classes_affected"] {
        assert_eq!(report["plans"][1][key], 0, "{key}");
    }
    assert_eq!(fs::read_to_string(out.join("compare-moves.csv")).unwrap().lines().count(), 1);
}

#[test]
fn bad_input_is_told_all_at_once_and_nothing_is_written() {
    let temp = tempfile::tempdir().unwrap();
    let path = |name: &str| temp.path().join(name);
    solve(&path("a"), "1");
    edited(&path("a"), &path("half"), |lines| {
        let mut broken = cells(&lines[3]);
        broken[7] = "someday".to_owned();
        lines[3] = broken.join(",");
        let mut broken = cells(&lines[5]);
        broken[9] = "25:00".to_owned();
        lines[5] = broken.join(",");
    });
    edited(&path("a"), &path("other"), |lines| {
        for line in &mut lines[1..] {
            let mut row = cells(line);
            row[1] = row[1].replace('班', "校");
            *line = row.join(",");
        }
    });
    fs::create_dir(path("empty")).unwrap();
    let out = path("out");
    compare(&[&path("a"), &path("half"), &path("empty"), &path("other"), &path("a/../a")], &out)
        .assert()
        .code(2)
        .stderr(predicate::str::contains("E201").and(predicate::str::contains("someday")))
        .stderr(predicate::str::contains("25:00"))
        .stderr(predicate::str::contains("E230").and(predicate::str::contains("empty")))
        .stderr(predicate::str::contains("E231"))
        .stderr(predicate::str::contains("E232").and(predicate::str::contains("other")))
        .stderr(predicate::str::contains("hint:"));
    assert!(!out.exists());
    // The output is one of the plans, or another plan.
    let before = bytes_of(&path("a"));
    edited(&path("a"), &path("b"), |_| {});
    for output in [path("a"), path("b"), path("b/../a")] {
        compare(&[&path("a"), &path("b")], &output).assert().code(2).stderr(predicate::str::contains("E233"));
    }
    assert_eq!(bytes_of(&path("a")), before);
    compare(&[&path("a")], &out).assert().code(2).stderr(predicate::str::contains("E234"));
    let json = compare(&[&path("a"), &path("half")], &out).args(["--json", "--lang", "zh"]).assert().code(2);
    let errors: serde_json::Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    assert_eq!(errors["errors"].as_array().unwrap().len(), 2);
    assert!(!out.exists());
}
