//! `kebiao export` from outside: what it writes, what it refuses, what it leaves alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use common::{demo, kebiao};
use kebiao::plan;
use predicates::prelude::*;

/// A copy of the demo school in `school`, and a timetable of it in `out`, in one folder.
fn solved() -> tempfile::TempDir {
    let temp = tempfile::tempdir().unwrap();
    let school = temp.path().join("school");
    fs::create_dir(&school).unwrap();
    for entry in fs::read_dir(demo()).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), school.join(entry.file_name())).unwrap();
    }
    let mut command = kebiao();
    command.arg("solve").arg(&school).arg("-o").arg(temp.path().join("out"));
    command.args(["--stage", "timetable", "--time-limit", "20s", "--gap", "1", "--threads", "1", "--seed", "1"]);
    command.assert().code(0);
    temp
}

fn export(temp: &Path) -> Command {
    let mut command = kebiao();
    command.arg("export").arg(temp.join("out"));
    command
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_plan_is_exported_read_back_and_kept_from_harm() {
    let temp = solved();
    let (out, files) = (temp.path().join("out"), temp.path().join("out/export"));
    // The school is found beside the plan by what it was made from.
    export(temp.path())
        .args(["--format", "xlsx,csv,html,ics"])
        .assert()
        .code(0)
        .stdout(predicate::str::contains("whole-school.xlsx"));
    let written = names(&files);
    for file in
        ["whole-school.xlsx", "classes.xlsx", "teachers.xlsx", "summary.xlsx", "timetable.html", "csv", "calendar"]
    {
        assert!(written.contains(file), "{file}: {written:?}");
    }
    assert_eq!(plan::read_folder(&files.join("csv")).unwrap(), plan::read_folder(&out).unwrap());
    kebiao().arg("check").arg(demo()).arg(files.join("csv")).assert().code(0);

    // The plan for programs keeps to the published schema, and the report is JSON, too.
    let report = export(temp.path()).arg("--json").assert().code(0).get_output().stdout.clone();
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    assert_eq!((&report["good"], &report["files"]), (&true.into(), &serde_json::json!(["plan.json"])));
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/plan.schema.json");
    let schema: serde_json::Value = serde_json::from_slice(&fs::read(schema).unwrap()).unwrap();
    let document: serde_json::Value = serde_json::from_slice(&fs::read(files.join("plan.json")).unwrap()).unwrap();
    jsonschema::validate(&schema, &document).unwrap();
    assert!(names(&files).contains("whole-school.xlsx"), "earlier formats stay");

    // What somebody changed is not overwritten.
    fs::write(files.join("classes.xlsx"), "by hand").unwrap();
    export(temp.path())
        .arg("--xlsx")
        .assert()
        .code(2)
        .stderr(predicate::str::contains("E701").and(predicate::str::contains("classes.xlsx")));
    assert_eq!(fs::read_to_string(files.join("classes.xlsx")).unwrap(), "by hand");
    export(temp.path())
        .args(["--xlsx", "--force"])
        .assert()
        .code(0)
        .stdout(predicate::str::contains("classes.xlsx.bak"));
    assert_eq!(fs::read_to_string(files.join("classes.xlsx.bak")).unwrap(), "by hand");

    // One person's own pages, and nobody else's.
    let own = temp.path().join("own");
    let teacher = fs::read_to_string(demo().join("teachers.csv")).unwrap();
    let teacher = teacher.lines().nth(1).unwrap().split(',').next().unwrap().trim_start_matches('\u{feff}').to_owned();
    let format = ["--format", "xlsx,html,ics,csv", "--teacher", &teacher, "-o"];
    export(temp.path()).args(format).arg(&own).assert().code(0);
    let expected = [".kebiao-files.json", "calendar", "personal"].map(str::to_owned);
    assert_eq!(names(&own), expected.into());
    assert_eq!(names(&own.join("personal")), [format!("{teacher}.html"), format!("{teacher}.xlsx")].into());
    assert_eq!(names(&own.join("calendar/teachers")), [format!("{teacher}.ics")].into());

    // Everything that is wrong is said at once, with its code.
    let wrong = export(temp.path()).args(["--teacher", "无此人", "--teacher", "也无此人"]).assert().code(2);
    wrong.stderr(predicate::str::contains("E702").count(2));
    let font = ["--pdf", "--font", "Cargo.toml"];
    export(temp.path()).args(font).assert().code(2).stderr(predicate::str::contains("E704"));
    fs::remove_dir_all(temp.path().join("school")).unwrap();
    export(temp.path()).current_dir(temp.path()).assert().code(2).stderr(predicate::str::contains("E700"));
    kebiao().arg("export").arg(demo()).arg(&out).arg("--html").assert().code(0);
}
