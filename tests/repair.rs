//! `kebiao repair` from outside: what it keeps, what it moves, what it refuses, what it leaves alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use common::{demo, kebiao};
use predicates::prelude::*;

/// The demo school with one of its files changed.
fn changed(folder: &Path, file: &str, change: impl FnOnce(String) -> String) {
    fs::create_dir_all(folder).unwrap();
    for entry in fs::read_dir(demo()).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    let text = fs::read_to_string(folder.join(file)).unwrap();
    fs::write(folder.join(file), change(text)).unwrap();
}

fn repair(school: &Path, old: &Path, new: &Path) -> Command {
    let mut command = kebiao();
    command.arg("repair").arg(school).arg(old).arg("-o").arg(new);
    command.args(["--timetable-only", "--time-limit", "20s", "--gap", "1"]);
    command
}

#[test]
fn a_colleague_takes_over_and_the_rest_stays() {
    let temp = tempfile::tempdir().unwrap();
    let at = |name: &str| temp.path().join(name);
    let (old, new, school) = (at("old"), at("new"), at("school"));
    let mut solve = kebiao();
    solve.arg("solve").arg(demo()).arg("-o").arg(&old);
    solve.args(["--stage", "timetable", "--time-limit", "20s", "--gap", "1"]).assert().code(0);
    let before = fs::read(old.join("timetable.csv")).unwrap();

    // Nothing changed: the very same plan, byte for byte.
    let found = repair(&demo(), &old, &new).arg("--json").assert().code(0);
    let report: serde_json::Value = serde_json::from_slice(&found.get_output().stdout).unwrap();
    assert_eq!((&report["repair"]["moved"], &report["repair"]["proved"]), (&0.into(), &true.into()));
    assert_eq!(fs::read(new.join("timetable.csv")).unwrap(), before);

    // 李娜's Chinese goes to 王芳, who teaches the parallel class; everything else stays if it can.
    changed(&school, "任课表.csv", |text| text.replace("一2班,李娜,李娜", "一2班,李娜,王芳"));
    let teachers = fs::read_to_string(school.join("teachers.csv")).unwrap();
    fs::write(school.join("teachers.csv"), teachers.replace("班会,14", "班会,30")).unwrap();
    repair(&school, &old, &new).assert().code(2).stderr(predicate::str::contains("E983"));
    let frozen =
        repair(&school, &old, &new).args(["--force", "--freeze", "class=一1班"]).arg("--json").assert().code(0);
    let report: serde_json::Value = serde_json::from_slice(&frozen.get_output().stdout).unwrap();
    let figures = &report["repair"];
    assert!(figures["moved"].as_i64().unwrap() > 0 && figures["other_teacher"].as_i64().unwrap() > 0, "{figures}");
    assert_eq!(figures["proved"], true);
    assert!(figures["distance"].as_i64() >= figures["moved"].as_i64().map(|moved| 3 * moved), "{figures}");
    let list = fs::read_to_string(new.join("changes.csv")).unwrap();
    assert!(list.lines().skip(1).count() >= 8, "{list}");
    let own = |folder: &Path| -> Vec<String> {
        let text = fs::read_to_string(folder.join("timetable.csv")).unwrap();
        text.lines().filter(|line| line.starts_with("lesson,一1班,")).map(str::to_owned).collect()
    };
    assert_eq!(own(&old), own(&new), "a frozen class stays");
    assert!(fs::read_to_string(new.join("changes.html")).unwrap().contains("<ins"));
    assert_eq!(fs::read(old.join("timetable.csv")).unwrap(), before, "the old plan is never written to");
    let mut check = kebiao();
    check.arg("check").arg(&school).arg(&new).assert().code(0);
}

#[test]
fn what_is_wrong_is_told_together_and_nothing_is_written() {
    let temp = tempfile::tempdir().unwrap();
    let (old, new) = (temp.path().join("old"), temp.path().join("new"));
    fs::create_dir(&old).unwrap();
    repair(&demo(), &old, &new).assert().code(2).stderr(predicate::str::contains("E980"));
    let head = "kind,class,subject,section,teachers,room,weeks,weekday,period,start,end,pinned\r\n";
    fs::write(old.join("timetable.csv"), format!("{head}lesson,九9班,语文,,某人,九9班教室,all,1,1,08:30,09:10,no\r\n"))
        .unwrap();
    repair(&demo(), &old, &new).assert().code(2).stderr(predicate::str::contains("E981"));
    fs::write(old.join("timetable.csv"), format!("{head}lesson,一1班,语文,,王芳,x,all,9,1,08:30,09:10,no\r\n"))
        .unwrap();
    repair(&demo(), &old, &old)
        .assert()
        .code(2)
        .stderr(predicate::str::contains("E20").and(predicate::str::contains("E982")));
    fs::write(old.join("timetable.csv"), format!("{head}lesson,一1班,语文,,王芳,x,all,1,1,08:30,09:10,no\r\n"))
        .unwrap();
    let mut wrong = repair(&demo(), &old, &new);
    wrong.args(["--freeze", "class=一8班", "--freeze", "x=y", "--renamed", "abc", "--renamed", "品德=道法"]);
    let codes = ["E984", "E985", "E987", "E988", "E989"].map(predicate::str::contains);
    let mut assert = wrong.assert().code(2);
    for code in codes {
        assert = assert.stderr(code);
    }
    repair(&demo(), &old, &new)
        .args(["--freeze", "班级=五1班"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("E986"));
    assert!(!new.exists());
}
