//! `kebiao compare` from outside: what it finds between plans, what it refuses, what it leaves alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use common::{demo, kebiao};
use predicates::prelude::*;

fn solve(out: &Path, seed: &str) {
    let mut command = kebiao();
    command.arg("solve").arg(demo()).arg("-o").arg(out);
    command.args(["--stage", "timetable", "--time-limit", "20s", "--gap", "1", "--threads", "1", "--seed", seed]);
    command.assert().code(0);
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
    compare(&[&a, &b], &again).args(["--lang", "zh"]).assert().code(0).stdout(predicate::str::contains("涉及人员"));
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
        .stderr(predicate::str::contains("E900").and(predicate::str::contains("empty")))
        .stderr(predicate::str::contains("E901"))
        .stderr(predicate::str::contains("E902").and(predicate::str::contains("other")))
        .stderr(predicate::str::contains("hint:"));
    assert!(!out.exists());
    // The output is one of the plans, or another plan.
    let before = bytes_of(&path("a"));
    edited(&path("a"), &path("b"), |_| {});
    for output in [path("a"), path("b"), path("b/../a")] {
        compare(&[&path("a"), &path("b")], &output).assert().code(2).stderr(predicate::str::contains("E903"));
    }
    assert_eq!(bytes_of(&path("a")), before);
    compare(&[&path("a")], &out).assert().code(2).stderr(predicate::str::contains("E904"));
    let json = compare(&[&path("a"), &path("half")], &out).args(["--json", "--lang", "zh"]).assert().code(2);
    let errors: serde_json::Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    assert_eq!(errors["errors"].as_array().unwrap().len(), 2);
    assert!(!out.exists());
}

/// Class, subject, group, weeks, weekday and start of every lesson: what is at the same time in two plans.
fn lessons_of(plan: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(plan.join("timetable.csv")).unwrap();
    let rows = text.lines().skip(1).map(cells).filter(|row| row[0] == "lesson");
    rows.map(|row| [1, 2, 3, 6, 7, 9].map(|column| row[column].clone()).to_vec()).collect()
}

#[test]
fn alternatives_are_good_plans_that_differ_by_the_share_asked_for() {
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("out");
    let mut command = kebiao();
    command.arg("solve").arg(demo()).arg("-o").arg(&out);
    command.args([
        "--stage",
        "timetable",
        "--time-limit",
        "20s",
        "--gap",
        "1",
        "--alternatives",
        "3",
        "--differ",
        "0.6",
    ]);
    command.assert().code(0).stdout(
        predicate::str::contains("Plan 3 of 3")
            .and(predicate::str::contains("Checked in the files written"))
            .and(predicate::str::contains("Differences from the reference")),
    );
    for number in ["1", "2", "3"] {
        kebiao().arg("check").arg(demo()).arg(out.join(number)).assert().code(0);
        assert!(out.join(number).join("index.html").exists());
    }
    for (a, b) in [("1", "2"), ("1", "3"), ("2", "3")] {
        let (a, b) = (lessons_of(&out.join(a)), lessons_of(&out.join(b)));
        let kept = a.iter().filter(|row| b.contains(row)).count();
        assert!(10 * kept <= 4 * a.len(), "{kept} of {}", a.len());
    }
    let page = fs::read_to_string(out.join("compare.html")).unwrap();
    assert!(page.contains("index.html"), "the page leads to the plans");
    // A folder that holds a plan is refused, before anything is solved.
    let mut again = kebiao();
    again.arg("solve").arg(demo()).arg("-o").arg(out.join("1")).args(["--alternatives", "2"]);
    again.assert().code(2).stderr(predicate::str::contains("E903"));
}

#[test]
fn more_difference_than_there_can_be_is_said() {
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("out");
    let mut command = kebiao();
    command.arg("solve").arg(demo()).arg("-o").arg(&out).arg("--json");
    // The class meeting is pinned, so that no two plans differ in everything.
    command.args(["--stage", "timetable", "--time-limit", "20s", "--gap", "1", "--alternatives", "2", "--differ", "1"]);
    let ended = command.assert().code(1).stderr(predicate::str::contains("Proved: no plan 2"));
    let report: serde_json::Value = serde_json::from_slice(&ended.get_output().stdout).unwrap();
    assert_eq!(report["plans"].as_array().unwrap().len(), 1);
    assert!(out.join("1/timetable.csv").exists() && !out.join("2").exists());
    for bad in [&["--alternatives", "1"][..], &["--alternatives", "2", "--differ", "1.5"], &["--differ", "0.3"]] {
        kebiao().arg("solve").arg(demo()).arg("-o").arg(&out).args(bad).assert().code(2);
    }
}

#[test]
fn rosters_differ_by_the_share_asked_for_and_the_rest_stays() {
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("out");
    let mut command = kebiao();
    command.arg("solve").arg(demo()).arg("-o").arg(&out);
    command.args(["--stage", "roster", "--alternatives", "2", "--differ", "0.3", "--time-limit", "40s", "--gap", "1"]);
    command.assert().code(0).stdout(predicate::str::contains("Shifts of other people"));
    for file in ["timetable.csv", "groups.csv", "club-pupils.csv"] {
        let [first, second] = ["1", "2"].map(|number| fs::read(out.join(number).join(file)).unwrap());
        assert!(first == second, "{file} stays");
    }
    for number in ["1", "2"] {
        kebiao().arg("check").arg(demo()).arg(out.join(number)).assert().code(0);
    }
    // Person by person: session or post, weekday, time.
    let parts = |number: &str| -> Vec<String> {
        let mut found = Vec::new();
        for (file, people) in [("afterschool.csv", "staff"), ("duty.csv", "person")] {
            let text = fs::read_to_string(out.join(number).join(file)).unwrap();
            let mut lines = text.trim_start_matches('\u{feff}').lines().map(cells);
            let head = lines.next().unwrap();
            let column = |name: &str| head.iter().position(|cell| cell == name).unwrap();
            for row in lines {
                for person in row[column(people)].split('、').filter(|name| !name.is_empty()) {
                    let key = ["slot", "name", "post", "weekday", "start"];
                    let key = key.iter().filter_map(|name| head.iter().position(|cell| cell == name));
                    let key: Vec<&str> = key.map(|column| row[column].as_str()).collect();
                    found.push(format!("{file} {} {person}", key.join(" ")));
                }
            }
        }
        found
    };
    let (first, second) = (parts("1"), parts("2"));
    let kept = first.iter().filter(|part| second.contains(part)).count();
    assert!(!first.is_empty() && 10 * kept <= 7 * first.len(), "{kept} of {}", first.len());
    assert!(out.join("compare.html").exists());
    // Stages without a choice are told so.
    let mut command = kebiao();
    command.arg("solve").arg(demo()).arg("-o").arg(&out).args(["--stage", "pay", "--alternatives", "2"]);
    command.assert().code(2).stderr(predicate::str::contains("E905"));
}
