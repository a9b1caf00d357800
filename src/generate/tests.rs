use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::config;
use crate::school::School;
use crate::verify::{Verdict, verify};

fn made(stage: Stage, classes: u16, seed: u64) -> Generated {
    generate(&Spec { classes, stage, seed, tight: false }).unwrap()
}

/// The school read back from the files.
fn read(generated: &Generated) -> School {
    let dir = tempfile::tempdir().unwrap();
    generated.write(dir.path(), false).unwrap();
    match config::read(dir.path()) {
        Ok(loaded) => loaded.school,
        Err(errors) => panic!("{}", errors.0.iter().map(|e| e.render(Lang::En)).collect::<Vec<_>>().join("\n")),
    }
}

/// Hard breaches, in words.
fn hard(verdict: &Verdict) -> Vec<String> {
    let breaches = verdict.rules.iter().filter(|rule| rule.level == "hard").flat_map(|rule| &rule.breaches);
    breaches.map(|breach| format!("{} {:?}", breach.rule, breach.args)).collect()
}

#[test]
fn the_planted_timetable_keeps_every_hard_rule() {
    let sizes = [
        (Stage::Primary, [1, 6, 7, 13, 24]),
        (Stage::Junior, [1, 3, 5, 12, 30]),
        (Stage::NineYear, [1, 9, 11, 18, 27]),
    ];
    for (stage, classes) in sizes {
        for (seed, classes) in (1..).zip(classes) {
            let generated = made(stage, classes, seed);
            let school = read(&generated);
            let verdict = verify(&school, &generated.plan);
            let found = hard(&verdict);
            assert!(
                found.is_empty(),
                "{stage:?} {classes} seed {seed}: {} {:#?}",
                found.len(),
                &found[..found.len().min(8)]
            );
            assert!(verdict.cases() > 100);
        }
    }
}

#[test]
fn tight_schools_have_a_plan_and_no_slack() {
    for (stage, classes, seed) in [(Stage::Primary, 12, 1), (Stage::Junior, 15, 2), (Stage::NineYear, 18, 3)] {
        let generated = generate(&Spec { classes, stage, seed, tight: true }).unwrap();
        let school = read(&generated);
        let found = hard(&verify(&school, &generated.plan));
        assert!(found.is_empty(), "{stage:?}: {:#?}", &found[..found.len().min(8)]);
        let away = school.teachers.iter().filter(|teacher| !teacher.unavailable.is_empty()).count();
        assert!(away * 10 > school.teachers.iter().filter(|teacher| !teacher.subjects.is_empty()).count() * 6);
        if stage == Stage::Junior {
            let used = |name: &str| generated.plan.rows.iter().any(|row| row.room == name);
            let special = || school.rooms.iter().filter(|room| room.home_of.is_none() && used(&room.name));
            let open: usize = special().map(|room| 34 - room.unavailable.len()).sum();
            let used = generated.plan.rows.iter().filter(|row| special().any(|room| room.name == row.room)).count();
            assert!(open > 0 && used * 100 > open * 90, "{used} of {open}");
        }
    }
}

#[test]
fn a_double_stays_in_its_room() {
    let mut doubles = 0;
    for (stage, classes, seed) in [(Stage::Junior, 30, 1), (Stage::Junior, 15, 2)] {
        let generated = generate(&Spec { classes, stage, seed, tight: true }).unwrap();
        let school = read(&generated);
        let special = |name: &str| school.rooms.iter().any(|room| room.name == name && room.home_of.is_none());
        let mut rows: Vec<_> = generated.plan.rows.iter().filter(|row| special(&row.room)).collect();
        rows.sort_by_key(|row| (row.classes.clone(), row.weekday, row.time));
        let pairs = rows.windows(2).filter(|pair| {
            let of = |row: &crate::plan::Row| (row.classes.clone(), row.subject.clone(), row.weekday);
            of(pair[0]) == of(pair[1])
        });
        for pair in pairs {
            assert_eq!(pair[0].room, pair[1].room, "{stage:?} {:?} {}", pair[0].classes, pair[0].subject);
            doubles += 1;
        }
    }
    assert!(doubles > 20, "{doubles}");
}

#[test]
fn a_plan_with_two_lessons_swapped_is_found_out() {
    let generated = made(Stage::Primary, 12, 3);
    let school = read(&generated);
    let mut plan = generated.plan.clone();
    let (a, b) = (plan.rows[0].weekday, plan.rows[7].weekday);
    (plan.rows[0].weekday, plan.rows[7].weekday) = (b, a);
    plan.rows.remove(20);
    assert!(!hard(&verify(&school, &plan)).is_empty());
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(made(Stage::NineYear, 18, 5), made(Stage::NineYear, 18, 5));
    assert_ne!(made(Stage::Primary, 6, 1).files, made(Stage::Primary, 6, 2).files);
}

#[test]
fn schools_are_full_and_their_people_distinct() {
    let generated = made(Stage::Primary, 24, 4);
    let school = read(&generated);
    for class in school.class_ids() {
        let lessons: u32 = school
            .requirements
            .iter()
            .filter(|requirement| requirement.classes.contains(&class))
            .map(|requirement| requirement.weekly.per_fortnight())
            .sum();
        assert_eq!(lessons as usize, 2 * school.bell_of(class).slot_count());
    }
    let names: BTreeSet<_> = school.teachers.iter().map(|teacher| &teacher.name).collect();
    assert_eq!(names.len(), school.teachers.len());
    let leads: BTreeSet<_> = school.classes.iter().map(|class| class.class_teacher).collect();
    assert_eq!(leads.len(), 24);
    assert!(!leads.contains(&None));
    assert!(school.teachers.iter().any(|teacher| !teacher.unavailable.is_empty()));
    assert!(!school.research.is_empty() && !school.pins.is_empty() && !school.events.is_empty());
}

#[test]
fn nine_year_schools_share_specialists_and_pair_halves() {
    let school = read(&made(Stage::NineYear, 54, 1));
    assert_eq!(school.classes.len(), 54);
    let shared = school.teacher_ids().filter(|teacher| {
        let grades: BTreeSet<bool> = school
            .requirements
            .iter()
            .filter(|r| r.sections.iter().any(|s| s.teachers.iter().any(|role| role.candidates.contains(teacher))))
            .map(|r| school.class(r.classes[0]).grade > 6)
            .collect();
        grades.len() == 2
    });
    assert!(shared.count() >= 4);
    assert!(!school.pairings.is_empty());
}

#[test]
fn a_folder_is_not_overwritten_unless_asked() {
    let dir = tempfile::tempdir().unwrap();
    let generated = made(Stage::Primary, 1, 1);
    generated.write(dir.path(), false).unwrap();
    assert_eq!(generated.write(dir.path(), false).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(generated.write(dir.path(), true).unwrap().len(), generated.files.len());
}

#[test]
fn sizes_out_of_range_are_refused() {
    for classes in [0, MAX_CLASSES + 1] {
        let refusal = generate(&Spec { classes, stage: Stage::Primary, seed: 1, tight: false }).unwrap_err();
        assert!(refusal.show(Lang::Zh).contains("240") && !refusal.show(Lang::En).contains('{'));
    }
}

#[test]
fn shipped_instances_come_from_their_commands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances");
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let mut seen = 0;
    // Those with a planted cause have a test of their own.
    let feasible = |line: &&str| line.trim().starts_with("kebiao generate ") && !line.contains("--infeasible");
    for line in readme.lines().filter(feasible) {
        let words: Vec<_> = line.split_whitespace().collect();
        let value = |key: &str| words.iter().position(|word| *word == key).map(|at| words[at + 1]).unwrap();
        let stage = clap::ValueEnum::from_str(value("--stage"), false).unwrap();
        let generated = made(stage, value("--classes").parse().unwrap(), value("--seed").parse().unwrap());
        let dir = root.parent().unwrap().join(value("-o"));
        for (name, content) in &generated.files {
            assert_eq!(&std::fs::read_to_string(dir.join(name)).unwrap(), content, "{} {name}", dir.display());
        }
        let found = hard(&verify(&read(&generated), &generated.plan));
        assert!(found.is_empty(), "{line}: {:#?}", &found[..found.len().min(8)]);
        seen += 1;
    }
    assert_eq!(seen, 6);
}
