//! `kebiao cover` from outside, on the demo school: arranged, written, approved, and audited clean.

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

/// The columns of a CSV file called `names`, row by row.
fn table(path: &Path, names: &[&str]) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = |name: &&str| head.iter().position(|column| column == name).unwrap();
    let columns: Vec<usize> = names.iter().map(at).collect();
    let cells = |line: &str| -> Vec<String> {
        let cells: Vec<&str> = line.split(',').collect();
        columns.iter().map(|column| cells[*column].to_owned()).collect()
    };
    lines.map(cells).collect()
}

#[test]
fn arranged_written_approved_and_audited_clean() {
    let folder = tempfile::tempdir().unwrap();
    let (demo, plan, published) = (demo(), folder.path().join("plan"), folder.path().join("pub"));
    let mut solve = kebiao();
    solve.arg("solve").arg(&demo).arg("-o").arg(&plan);
    solve.args(["--stage", "timetable", "--time-limit", "20s", "--gap", "1", "--threads", "1"]).assert().code(0);
    kebiao().arg("publish").arg(&demo).arg(&plan).arg("-o").arg(&published).assert().code(0);

    let out = folder.path().join("cover");
    let cover = |more: &[&str]| {
        let mut command = kebiao();
        command.arg("cover").arg(&demo).arg(&plan).arg("-o").arg(&out).args(more);
        command
    };
    let first = ["--absent", "王芳@2026-03-10", "--absent", "周强@2026-03-11#am", "--approved", "周校长"];
    cover(&first)
        .assert()
        .code(0)
        .stdout(predicate::str::contains("Proved best").and(predicate::str::contains("no clash")));
    let log = out.join("changes.csv");
    let before = fs::read_to_string(&log).unwrap();
    // Not over another log; but on from it, and then nothing is asked twice.
    cover(&first).assert().code(2).stderr(predicate::str::contains("E999"));
    let on = |more: &[&str]| {
        let mut command = cover(more);
        command.arg("--log").arg(&log);
        command
    };
    on(&first).assert().code(0).stdout(predicate::str::contains("arranged already"));
    assert_eq!(fs::read_to_string(&log).unwrap(), before);
    // On a day of that week on which she teaches.
    let lessons = table(&plan.join("timetable.csv"), &["teachers", "weekday"]);
    let days: Vec<&str> =
        lessons.iter().filter(|lesson| lesson[0] == "陈静").map(|lesson| lesson[1].as_str()).collect();
    let day = ["4", "5", "1"].into_iter().find(|day| days.contains(day)).unwrap();
    let absent = format!("陈静@2026-03-{:02}", 8 + day.parse::<u8>().unwrap());
    on(&["--absent", &absent, "--approved", "周校长", "--prefer", "cover"]).assert().code(0);
    let after = fs::read_to_string(&log).unwrap();
    // In order of dates: what was there stays, wherever the new changes fall.
    let mut rest = after.lines();
    assert!(
        before.lines().all(|line| rest.any(|other| other == line)) && after.len() > before.len(),
        "{before}{after}"
    );
    assert!(fs::read_dir(&out).unwrap().flatten().any(|file| file.file_name().to_string_lossy().starts_with("slips-")));

    // Taught as changed: the audit finds nothing. Taught as posted, it misses the changes.
    let changes = table(&log, &["date", "class", "period", "to", "teachers"]);
    let mut due = table(&published.join("due-lessons.csv"), &["date", "class", "period", "subject", "teachers"]);
    for lesson in &mut due {
        let fits = |change: &&Vec<String>| {
            change[0] == lesson[0] && change[2] == lesson[2] && change[1].split('、').any(|class| class == lesson[1])
        };
        if let Some(change) = changes.iter().find(fits) {
            *lesson =
                vec![lesson[0].clone(), lesson[1].clone(), lesson[2].clone(), change[3].clone(), change[4].clone()];
        }
    }
    due.sort();
    due.dedup();
    let taught = folder.path().join("taught.csv");
    let body: Vec<String> = due.iter().map(|lesson| lesson.join(",")).collect();
    fs::write(&taught, format!("date,class,period,subject,teachers\n{}\n", body.join("\n"))).unwrap();
    let audit = |with: bool| {
        let mut command = kebiao();
        command.arg("audit").arg(&published).arg(&taught);
        if with {
            command.arg("--changes").arg(&log);
        }
        command.assert()
    };
    audit(true)
        .code(0)
        .stdout(predicate::str::contains("was kept").and(predicate::str::contains("not recorded").not()));
    audit(false).stdout(predicate::str::contains("not recorded").or(predicate::str::contains("exchanged without")));

    // Holidays are a friendly word; mistakes are told all at once.
    kebiao()
        .arg("cover")
        .arg(&demo)
        .arg(&plan)
        .args(["--absent", "王芳@2026-05-01"])
        .assert()
        .code(0)
        .stdout(predicate::str::contains("no school"));
    let wrong = ["--absent", "王方@2026-03-10", "--absent", "王芳", "--absent", "王芳@2025-03-10", "--waive", "体肓"];
    let found = kebiao().arg("cover").arg(&demo).arg(&plan).args(wrong).assert().code(2);
    let codes = ["E991", "E990", "E992", "E9A3"].map(predicate::str::contains);
    let [a, b, c, d] = codes;
    found.stderr(a.and(b).and(c).and(d));
    kebiao().arg("cover").arg(&demo).arg(&plan).assert().code(2).stderr(predicate::str::contains("E9A0"));
    let json =
        kebiao().arg("cover").arg(&demo).arg(&plan).args(["--absent", "王芳@2026-03-10", "--json"]).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((json["open"].as_u64(), json["proved"].as_bool()), (Some(0), Some(true)));
    assert!(json["lessons"].as_array().is_some_and(|lessons| !lessons.is_empty()));
}
