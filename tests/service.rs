//! After-school service, duty and pay from outside: what `solve` writes, what `check` catches in it when somebody spoils it.
//! The mistakes are made in the files, as a person with a spreadsheet would make them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use common::{demo, kebiao};

/// The demo, solved once for all tests of this file.
fn solved() -> &'static Path {
    static OUT: OnceLock<tempfile::TempDir> = OnceLock::new();
    let out = OUT.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let mut solve = kebiao();
        solve.arg("solve").arg(demo()).arg("-o").arg(folder.path()).args(["--time-limit", "30s", "--gap", "1"]);
        solve.assert().code(0);
        folder
    });
    out.path()
}

/// A copy of the solved demo that may be spoilt.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(solved()).unwrap().flatten().filter(|entry| entry.path().is_file()) {
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    folder
}

/// A table as records by column.
struct Table {
    path: PathBuf,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(folder: &Path, name: &str) -> Self {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).unwrap();
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let columns = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        Self { path, columns, rows }
    }

    fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|column| column == name).unwrap_or_else(|| panic!("{name} in {:?}", self.columns))
    }

    fn get(&self, row: usize, column: &str) -> &str {
        &self.rows[row][self.column(column)]
    }

    fn set(&mut self, row: usize, column: &str, value: &str) {
        let column = self.column(column);
        self.rows[row][column] = value.to_owned();
    }

    fn find(&self, wanted: impl Fn(&Self, usize) -> bool) -> usize {
        (0..self.rows.len()).find(|row| wanted(self, *row)).expect("such a row")
    }

    fn write(&self) {
        let mut writer = csv::Writer::from_path(&self.path).unwrap();
        writer.write_record(&self.columns).unwrap();
        for row in &self.rows {
            writer.write_record(row).unwrap();
        }
        writer.flush().unwrap();
    }
}

/// The amounts of broken hard rules, by code.
fn broken(folder: &Path) -> BTreeMap<String, i64> {
    let found = kebiao().arg("check").arg(demo()).arg(folder).arg("--json").output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    let rules = report["rules"].as_array().unwrap().iter().filter(|rule| rule["level"] == "hard");
    let broken: BTreeMap<String, i64> = rules
        .map(|rule| (rule["rule"].as_str().unwrap().to_owned(), rule["amount"].as_i64().unwrap()))
        .filter(|(_, amount)| *amount > 0)
        .collect();
    assert_eq!(found.status.code(), Some(i32::from(!broken.is_empty())), "{report:#}");
    broken
}

#[test]
fn everything_is_written_and_verified() {
    let out = solved();
    for file in [
        "afterschool.csv",
        "groups.csv",
        "clubs.csv",
        "club-pupils.csv",
        "duty.csv",
        "duty-dated.csv",
        "pay-ledger.csv",
        "pay-summary.csv",
        "flex-ledger.csv",
    ] {
        assert!(!Table::read(out, file).rows.is_empty(), "{file} is empty");
    }
    assert_eq!(broken(out), BTreeMap::new());
}

#[test]
fn every_enrolled_pupil_day_is_in_the_table() {
    let enrolled = fs::read_to_string(demo().join("报名.csv")).unwrap();
    let names = enrolled.trim_start_matches('\u{feff}').lines().skip(1).filter(|line| !line.trim().is_empty()).count();
    let table = Table::read(solved(), "club-pupils.csv");
    let placed: std::collections::BTreeSet<_> = (0..table.rows.len())
        .map(|row| (table.get(row, "class").to_owned(), table.get(row, "pupil").to_owned()))
        .collect();
    assert_eq!(placed.len(), names, "each pupil of the enrolment table stands in the output");
    for row in 0..table.rows.len() {
        let somewhere = !table.get(row, "club").is_empty() || !table.get(row, "group").is_empty();
        assert!(somewhere || !table.get(row, "reason").is_empty(), "{:?}", table.rows[row]);
    }
}

#[test]
fn a_double_booked_supervisor_is_caught() {
    let folder = copy();
    let mut table = Table::read(folder.path(), "afterschool.csv");
    let (a, b) = (0..table.rows.len())
        .flat_map(|a| (0..table.rows.len()).map(move |b| (a, b)))
        .find(|(a, b)| {
            let same = |column: &str| table.get(*a, column) == table.get(*b, column);
            a != b && same("weekday") && same("start") && !same("staff") && table.get(*b, "kind") != "club"
        })
        .unwrap();
    let staff = table.get(a, "staff").to_owned();
    table.set(b, "staff", &staff);
    table.write();
    assert!(broken(folder.path()).contains_key("R243"), "{:?}", broken(folder.path()));
}

#[test]
fn a_missing_patrol_is_caught() {
    let folder = copy();
    let mut table = Table::read(folder.path(), "duty.csv");
    let patrol = table.find(|table, row| table.get(row, "kind") == "patrol");
    table.rows.remove(patrol);
    table.write();
    let found = broken(folder.path());
    assert!(found.contains_key("R300") && found.contains_key("R302"), "{found:?}");
}

#[test]
fn a_group_over_its_rooms_size_is_caught() {
    let folder = copy();
    let mut table = Table::read(folder.path(), "afterschool.csv");
    let group = table.find(|table, row| table.get(row, "kind") == "homework");
    table.set(group, "pupils", "400");
    table.write();
    let found = broken(folder.path());
    assert!(found.len() >= 2, "the room is too small, and the pupils are not enrolled: {found:?}");
}

#[test]
fn a_fen_too_much_is_caught() {
    let folder = copy();
    let mut table = Table::read(folder.path(), "pay-ledger.csv");
    let amount = table.get(0, "amount").to_owned();
    let (yuan, fen) = amount.split_once('.').unwrap();
    table.set(0, "amount", &format!("{yuan}.{:02}", fen.parse::<u8>().unwrap() + 1));
    table.write();
    assert_eq!(broken(folder.path()).get("R401"), Some(&1));
}

#[test]
fn a_person_who_may_not_is_caught() {
    let folder = copy();
    let mut table = Table::read(folder.path(), "duty.csv");
    table.set(0, "person", "没有这个人");
    table.write();
    assert!(broken(folder.path()).contains_key("R240"));
}

#[test]
fn a_later_stage_stands_on_the_earlier_ones() {
    let folder = copy();
    let before =
        ["timetable.csv", "groups.csv", "club-pupils.csv"].map(|name| fs::read(folder.path().join(name)).unwrap());
    let mut solve = kebiao();
    solve.arg("solve").arg(demo()).arg("-o").arg(folder.path()).args([
        "--stage",
        "roster",
        "--time-limit",
        "10s",
        "--seed",
        "9",
    ]);
    solve.assert().code(0);
    let after =
        ["timetable.csv", "groups.csv", "club-pupils.csv"].map(|name| fs::read(folder.path().join(name)).unwrap());
    assert!(before == after, "timetable and programme stand");
    assert_eq!(broken(folder.path()), BTreeMap::new());
}

#[test]
fn nothing_of_an_older_plan_survives_beside_a_new_timetable() {
    let folder = copy();
    let mut solve = kebiao();
    solve.arg("solve").arg(demo()).arg("-o").arg(folder.path()).args([
        "--stage",
        "timetable",
        "--time-limit",
        "10s",
        "--gap",
        "1",
    ]);
    solve.assert().code(0);
    for file in ["afterschool.csv", "duty.csv", "pay-ledger.csv"] {
        assert!(!folder.path().join(file).exists(), "{file} is of another timetable");
    }
    assert_eq!(broken(folder.path()), BTreeMap::new());
}

#[test]
fn a_later_stage_makes_the_stages_that_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(solved().join("timetable.csv"), folder.path().join("timetable.csv")).unwrap();
    let mut solve = kebiao();
    solve.arg("solve").arg(demo()).arg("-o").arg(folder.path());
    solve.args(["--stage", "pay", "--time-limit", "20s", "--gap", "1"]);
    solve.assert().code(0);
    assert_eq!(broken(folder.path()), BTreeMap::new());
    assert!(!Table::read(folder.path(), "duty.csv").rows.is_empty());
}

#[test]
fn a_post_that_nobody_can_hold_is_explained() {
    let school = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(demo()).unwrap().flatten() {
        fs::copy(entry.path(), school.path().join(entry.file_name())).unwrap();
    }
    // One more post in the middle of 周强's lessons than he can hold: at every period of the week.
    let toml = school.path().join("school.toml");
    let post = "\n[[post]]\nname = \"全天巡查\"\nkind = \"other\"\nweekdays = [1, 2, 3, 4, 5]\ntime = \"08:30-15:30\"\npeople = 1\nwho = [\"周强\"]\n";
    let posts = school.path().join("岗位.csv");
    if posts.exists() {
        let text = fs::read_to_string(&posts).unwrap();
        let header = text.trim_start_matches('\u{feff}').lines().next().unwrap().to_owned();
        let cell = |column: &str| match column {
            "岗位" => "全天巡查",
            "类别" => "其他",
            "星期" => "周一、周二、周三、周四、周五",
            "时间" => "08:30-15:30",
            "人数" => "1",
            "人员" => "周强",
            _ => "",
        };
        let row: Vec<_> = header.split(',').map(cell).collect();
        fs::write(&posts, format!("{}\n{}\n", text.trim_end(), row.join(","))).unwrap();
    } else {
        fs::write(&toml, fs::read_to_string(&toml).unwrap() + post).unwrap();
    }
    let out = tempfile::tempdir().unwrap();
    let mut solve = kebiao();
    solve.arg("solve").arg(school.path()).arg("-o").arg(out.path()).args(["--time-limit", "20s", "--gap", "1"]);
    let assert = solve.assert().code(1);
    let said = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(said.contains("全天巡查") && said.contains("周强"), "{said}");
    assert!(out.path().join("timetable.csv").exists(), "the timetable is kept");
}
