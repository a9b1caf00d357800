//! `kebiao solve --partial` as a school uses it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use kebiao::cli::{Exit, run};

fn solve(school: &str, out: &Path, more: &[&str]) -> Exit {
    let words =
        ["kebiao", "solve", school, "-o", out.to_str().unwrap(), "--quiet", "--gap", "1", "--stage", "timetable"];
    run(words.iter().chain(more).map(OsString::from))
}

#[test]
fn what_has_no_place_is_listed_and_the_list_goes_with_a_whole_plan() {
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path();
    assert_eq!(
        solve("instances/infeasible/demo-doubles", out, &["--partial", "--time-limit", "40s"]),
        Exit::NoGoodPlan
    );
    let csv = fs::read_to_string(out.join("未排课时.csv")).unwrap();
    let mut lines = csv.lines();
    assert!(lines.next().unwrap().contains("班级,学科,教师,节数"));
    assert!(lines.any(|line| line.starts_with("一1班,道德与法治,王芳,1,2,连堂,") && line.contains("R108")), "{csv}");
    assert!(fs::read_to_string(out.join("未排课时.html")).unwrap().contains("一1班 道德与法治"));
    let figures: serde_json::Value = serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap();
    assert!(figures["missing"]["lost"].as_i64().unwrap() >= figures["missing"]["least"].as_i64().unwrap());
    assert_eq!(solve("instances/demo", out, &["--partial", "--time-limit", "60s"]), Exit::Good);
    assert!(!out.join("未排课时.csv").exists() && !out.join("未排课时.html").exists());
}

#[test]
fn what_does_not_go_together_is_refused() {
    let temp = tempfile::tempdir().unwrap();
    let call = |words: &[&str]| {
        let all = ["kebiao", "solve", "instances/demo", "-o", temp.path().to_str().unwrap(), "-q", "--partial"];
        run(all.iter().chain(words).map(OsString::from))
    };
    assert_eq!(call(&["--stage", "pay"]), Exit::BadInput);
    assert_eq!(call(&["--alternatives", "3"]), Exit::BadInput);
    let xml = temp.path().join("x.xml");
    fs::write(&xml, "<HighSchoolTimetableArchive/>").unwrap();
    let words = ["kebiao", "solve", xml.to_str().unwrap(), "-o", temp.path().to_str().unwrap(), "--partial", "-q"];
    assert_eq!(run(words.map(OsString::from)), Exit::BadInput);
}
