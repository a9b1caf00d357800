//! The shipped schools without a timetable: made by the commands that they name, read without an error, proved to have no
//! timetable, and back to a school that has one when the planted causes are taken out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use kebiao::cli::{Exit, run};
use kebiao::generate::infeasible::{Files, Kind, SIDECAR, Sidecar, plant, timetable_of};
use kebiao::solve::{Options, Unwatched};
use kebiao::timetable::{Made, Task};
use kebiao::{config, generate};

fn instances() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instances")
}

fn folders() -> Vec<PathBuf> {
    let mut found: Vec<_> =
        fs::read_dir(instances().join("infeasible")).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn sidecar(folder: &Path) -> Sidecar {
    toml::from_str(&fs::read_to_string(folder.join(SIDECAR)).unwrap()).unwrap()
}

fn files(folder: &Path) -> Files {
    let mut found: Files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    found.sort();
    found
}

/// How the search ends within a limit that is never reached here.
fn made(school: &kebiao::school::School) -> Made {
    let options = Options { threads: 1, gap: 1.0, ..Options::default() };
    Task::new(school).unwrap().run(&options, &Unwatched)
}

#[test]
fn twenty_are_shipped_and_made_by_the_commands_that_they_name() {
    let folders = folders();
    assert!(folders.len() >= 20);
    let large = folders.iter().filter(|folder| folder.to_string_lossy().contains("primary-36"));
    assert!(large.count() >= 3);
    let mut kinds = BTreeSet::new();
    for folder in folders {
        let own = sidecar(&folder);
        kinds.extend(own.cause.iter().map(|cause| cause.kind.clone()));
        let out = tempfile::tempdir().unwrap();
        let words = own.command.split(' ').chain(["-q", "-o", out.path().to_str().unwrap()]);
        assert_eq!(run(words.map(OsString::from)), Exit::Good, "{}", own.command);
        assert!(files(out.path()) == files(&folder), "{}", folder.display());
    }
    let all: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.word().to_owned()).collect();
    assert_eq!(kinds, all);
}

#[test]
fn without_its_causes_each_is_the_school_it_came_from() {
    for folder in folders() {
        let own = sidecar(&folder);
        let words: Vec<_> = own.command.split(' ').collect();
        let from = words[words.iter().position(|word| *word == "--from").unwrap() + 1];
        let mut base = timetable_of(&instances().parent().unwrap().join(from)).unwrap();
        base.sort();
        let mut left: Files = files(&folder).into_iter().filter(|(name, _)| name != SIDECAR).collect();
        for cause in &own.cause {
            assert!(!cause.added.is_empty() || !cause.edit.is_empty());
            let without = cause.undo(&left);
            assert_ne!(without, left);
            left = without;
        }
        assert!(left == base, "{}", folder.display());
    }
}

#[test]
fn the_schools_that_they_came_from_have_timetables() {
    for base in ["demo", "primary-12"] {
        let dir = tempfile::tempdir().unwrap();
        generate::write(&timetable_of(&instances().join(base)).unwrap(), dir.path(), false).unwrap();
        let school = config::read(dir.path()).unwrap().school;
        assert!(matches!(made(&school), Made::Plan(plan) if plan.agrees()), "{base}");
    }
}

#[test]
fn each_cause_is_short_of_places_and_the_small_ones_are_proved_to_have_no_timetable() {
    for folder in folders() {
        let own = sidecar(&folder);
        for cause in &own.cause {
            assert!(cause.lessons > cause.places && !cause.names.is_empty() && !cause.rules.is_empty());
            assert!(cause.rules.iter().all(|code| kebiao::rules::find(code).is_some()));
        }
        let school = config::read(&folder).unwrap_or_else(|_| panic!("{}", folder.display())).school;
        let task = Task::new(&school).unwrap();
        let small = school.classes.len() <= 4;
        assert!(
            !small || !task.reasons().is_empty() || matches!(made(&school), Made::Infeasible),
            "{}",
            folder.display()
        );
    }
}

#[test]
fn the_explanation_names_what_was_planted() {
    for name in ["demo-apart", "demo-doubles", "demo-teacher-overload"] {
        let folder = instances().join("infeasible").join(name);
        let mut command = assert_cmd::Command::cargo_bin("kebiao").unwrap();
        command.args(["--lang", "zh", "explain", "--ways", "0", "--time-limit", "10m"]).arg(&folder);
        let output = command.assert().code(1).get_output().stdout.clone();
        let said = String::from_utf8(output).unwrap();
        // What is minimal and proved is the conflict, not only what counting shows.
        assert!(said.contains("已证明；去掉其中任何一条都能排出来"), "{name}: {said}");
        let conflict = said.split("冲突").nth(1).unwrap();
        for cause in sidecar(&folder).cause {
            assert!(cause.names.iter().any(|name| conflict.contains(name.as_str())), "{name}: {said}");
        }
    }
}

#[test]
fn a_generated_school_can_be_spoiled_too_and_a_kind_without_a_place_is_an_error() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().to_str().unwrap();
    let call = |words: &[&str]| run(["kebiao", "generate"].iter().chain(words).map(OsString::from));
    let spoiled = ["--infeasible", "exclusion", "--classes", "2", "--stage", "primary", "-q", "-o", path];
    assert_eq!(call(&spoiled), Exit::Good);
    assert_eq!(call(&spoiled), Exit::BadInput, "nothing is overwritten");
    let school = config::read(out.path()).unwrap().school;
    assert!(school.term.is_none() && school.exclusions.len() == 1);
    assert_eq!(call(&["--from", path, "-o", path]), Exit::BadInput, "--from needs --infeasible");
    let files = timetable_of(&instances().join("demo")).unwrap();
    assert!(plant(&files, &[Kind::ExclusionLoad], 1, "").is_err());
}
