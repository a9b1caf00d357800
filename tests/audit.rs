//! `kebiao publish`, `check --published` and `audit` from outside, on the demo school.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::fs;
use std::path::Path;

use common::{demo, kebiao};
use predicates::prelude::*;

fn run(args: &[&Path]) -> assert_cmd::assert::Assert {
    kebiao().args(args).assert()
}

#[test]
fn published_proved_and_audited() {
    let folder = tempfile::tempdir().unwrap();
    let (demo, out, published) = (demo(), folder.path().join("out"), folder.path().join("pub"));
    let mut solve = kebiao();
    solve.arg("solve").arg(&demo).arg("-o").arg(&out);
    solve.args(["--stage", "timetable", "--time-limit", "20s", "--gap", "1", "--threads", "1"]).assert().code(0);
    let word = Path::new;
    run(&[word("publish"), &demo, &out, word("-o"), &published, word("--date"), word("2026-09-02")])
        .code(0)
        .stdout(predicate::str::contains("Seal"));
    for file in ["bulletin.html", "filing.html", "timetable.csv", "due-lessons.csv", "quotas.csv", "published.json"] {
        assert!(published.join(file).is_file(), "{file}");
    }
    let check = |code: i32| run(&[word("check"), &demo, &out, word("--published"), &published]).code(code);
    check(0).stdout(predicate::str::contains("It is the published timetable"));

    // The log of the whole term, kept: good. Then a PE lesson becomes mathematics.
    let due = fs::read_to_string(published.join("due-lessons.csv")).unwrap();
    let mut lines = due.trim_start_matches('\u{feff}').lines();
    let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
    let of = |line: &str, name: &str| {
        let position = columns.iter().position(|column| *column == name).unwrap();
        line.split(',').nth(position).unwrap().to_owned()
    };
    let rows: Vec<[String; 4]> =
        lines.map(|line| ["date", "class", "period", "subject"].map(|name| of(line, name))).collect();
    let mut seen = std::collections::BTreeSet::new();
    let rows: Vec<_> = rows.into_iter().filter(|row| seen.insert(row.clone())).collect();
    let log = folder.path().join("log.csv");
    let put = |rows: &[[String; 4]]| {
        let body: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        fs::write(&log, format!("日期,班级,节次,科目\n{}\n", body.join("\n"))).unwrap();
    };
    put(&rows);
    run(&[word("audit"), &published, &log]).code(0).stdout(predicate::str::contains("was kept"));
    let mut squeezed = rows.clone();
    let pe = squeezed.iter().position(|row| row[3] == "体育与健康" || row[3] == "体育").unwrap();
    squeezed[pe][3] = "数学".to_owned();
    put(&squeezed);
    let report = folder.path().join("report");
    run(&[word("audit"), &published, &log, word("-o"), &report])
        .code(1)
        .stdout(predicate::str::contains("squeezed").and(predicate::str::contains("not kept in 1 places")));
    assert!(fs::read_to_string(report.join("audit.csv")).unwrap().contains("squeezed"));
    assert!(fs::read_to_string(report.join("audit.html")).unwrap().contains("数学"));

    // Another plan: not the published one, and not published over it without --force.
    let timetable = out.join("timetable.csv");
    let text = fs::read_to_string(&timetable).unwrap();
    let edited: Vec<&str> = text.lines().collect();
    let mut other = edited.clone();
    other.remove(edited.len() - 1);
    fs::write(&timetable, other.join("\r\n")).unwrap();
    check(1).stdout(predicate::str::contains("It is not the published timetable: 1 rows are missing"));
    run(&[word("publish"), &demo, &out, word("-o"), &published])
        .code(1)
        .stderr(predicate::str::contains("not published"));
    fs::write(&timetable, text).unwrap();

    // What was published is not to be touched.
    let quotas = published.join("quotas.csv");
    fs::write(&quotas, fs::read_to_string(&quotas).unwrap() + "x").unwrap();
    run(&[word("audit"), &published, &log]).code(2).stderr(predicate::str::contains("E912"));
    run(&[word("audit"), &out, &log]).code(2).stderr(predicate::str::contains("E910"));
}
