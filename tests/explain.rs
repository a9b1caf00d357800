//! `kebiao explain` from outside: what is in the way, in the school's words; exit codes; what `solve` says by itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::path::{Path, PathBuf};

use common::{demo, kebiao};
use predicates::prelude::*;

fn planted(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/infeasible").join(name)
}

#[test]
fn the_school_s_own_statements_are_named_and_ways_out_offered() {
    let output = kebiao().arg("explain").arg(planted("demo-teacher-overload")).arg("--json").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["status"], "infeasible");
    let conflicts = told["conflicts"].as_array().unwrap();
    assert_eq!(conflicts.len(), 1, "{told:#}");
    assert_eq!((&conflicts[0]["proved"], &conflicts[0]["minimal"]), (&true.into(), &true.into()));
    let members = conflicts[0]["members"].as_array().unwrap();
    let says = |kind: &str| -> Vec<&str> {
        members.iter().filter(|m| m["kind"] == kind).map(|m| m["says"].as_str().unwrap()).collect()
    };
    assert!(!says("teacher-unavailable").is_empty(), "{told:#}");
    assert!(says("teacher-unavailable").iter().all(|says| says.starts_with("周强 cannot teach")));
    assert!(says("lessons").iter().all(|says| says.contains("体育")), "{told:#}");
    assert_eq!(told["ways"].as_array().unwrap().len(), 3, "{told:#}");
}

#[test]
fn a_school_with_a_timetable_is_told_so() {
    let mut command = kebiao();
    command.arg("explain").arg(demo()).assert().code(0).stdout(predicate::str::contains("Nothing is in the way"));
}

#[test]
fn solve_explains_by_itself_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let mut command = kebiao();
    command.arg("solve").arg(planted("demo-apart")).arg("-o").arg(&out).args(["--time-limit", "20s"]);
    let told = predicate::str::contains("音乐 and 语文 are never on the same day");
    command.assert().code(1).stderr(told.and(predicate::str::contains("kebiao explain")));
    assert!(!out.exists());
}

#[test]
fn only_schools_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.xml");
    std::fs::write(&file, "<HighSchoolTimetableArchive/>").unwrap();
    kebiao().arg("explain").arg(&file).assert().code(2).stderr(predicate::str::contains("E950"));
}
