//! School -> FET -> school: the same lessons, teachers and absences.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rand::SeedableRng;
use rand::rngs::SmallRng;

use crate::fet::model::Fet;
use crate::fet::read::fet;
use crate::fet::report::Fate;
use crate::fet::{school::import, write::write};
use crate::generate::{Spec, Stage, generate};
use crate::school::School;
use crate::school::sample::{small, wild};
use crate::units::TeacherId;

fn read_back(school: &School) -> Fet {
    let exported = write(school, None);
    let read = fet(&exported.text, Path::new("x.fet"));
    read.unwrap_or_else(|errors| {
        let shown: Vec<_> = errors.0.iter().map(|e| e.render(crate::text::Lang::En)).collect();
        panic!("{}", shown.join("\n"))
    })
}

/// Hours by class and teacher.
fn hours(fet: &Fet) -> BTreeMap<(String, String), usize> {
    let mut hours = BTreeMap::new();
    for activity in &fet.activities {
        for set in &activity.students {
            for teacher in &activity.teachers {
                let key = (fet.students.sets[*set].name.clone(), fet.teachers[*teacher].clone());
                *hours.entry(key).or_default() += activity.duration;
            }
        }
    }
    hours
}

/// Periods by class and teacher; groups of several classes count for the classes together.
fn periods(school: &School) -> BTreeMap<(String, String), usize> {
    let mut periods = BTreeMap::new();
    for requirement in &school.requirements {
        for role in requirement.sections.iter().take(1).flat_map(|section| &section.teachers) {
            for class in &requirement.classes {
                let key = (school.class(*class).name.clone(), school.teacher(role.candidates[0]).name.clone());
                *periods.entry(key).or_default() += usize::from(requirement.weekly.every);
            }
        }
    }
    periods
}

#[test]
fn any_school_becomes_a_file_that_says_the_same_lessons() {
    for seed in 0..25 {
        let school = wild::school(&mut SmallRng::seed_from_u64(seed));
        let fet = read_back(&school);
        let given = |classes: &BTreeSet<&str>, subject: &str| -> usize {
            let names = |set: &usize| fet.students.sets[*set].name.as_str();
            let of = |a: &&crate::fet::model::Activity| {
                fet.subjects[a.subject] == subject && a.students.iter().map(names).collect::<BTreeSet<_>>() == *classes
            };
            fet.activities.iter().filter(of).map(|activity| activity.duration).sum()
        };
        for requirement in school.requirements.iter().filter(|requirement| !requirement.weekly.has_parity()) {
            let classes = requirement.classes.iter().map(|class| school.class(*class).name.as_str()).collect();
            let subject = &school.subject(requirement.sections[0].subject).name;
            let alike = school.requirements.iter().filter(|other| {
                other.classes == requirement.classes && other.sections[0].subject == requirement.sections[0].subject
            });
            let wanted: usize = alike.map(|r| usize::from(r.weekly.every)).sum();
            assert!(given(&classes, subject) >= wanted && wanted > 0, "seed {seed}: {classes:?} {subject}");
        }
        assert!(import(&fet, Path::new("x.fet")).is_ok(), "seed {seed}");
    }
}

#[test]
fn a_generated_school_comes_back_with_its_lessons_teachers_and_absences() {
    for (stage, classes, seed) in [(Stage::Primary, 4, 1), (Stage::Junior, 3, 2), (Stage::Primary, 6, 3)] {
        let dir = tempfile::tempdir().unwrap();
        generate(&Spec { classes, stage, seed, tight: false }).unwrap().write(dir.path(), false).unwrap();
        let before = crate::config::read(dir.path()).unwrap().school;
        let exported = write(&before, None);
        assert_eq!(exported.report.total(Fate::NotCarried), 0);
        let fet = read_back(&before);
        let imported = import(&fet, Path::new("x.fet")).unwrap();
        let back = tempfile::tempdir().unwrap();
        for (name, bytes) in &imported.files {
            std::fs::write(back.path().join(name), bytes).unwrap();
        }
        let after = crate::config::read(back.path()).unwrap_or_else(|errors| {
            let shown: Vec<_> = errors.0.iter().map(|e| e.render(crate::text::Lang::En)).collect();
            panic!("{}", shown.join("\n"))
        });
        let after = after.school;
        let mut lessons = periods(&after);
        // Research blocks are lessons of nobody; classes are made up for them.
        lessons.retain(|(class, _), _| before.class_named(class).is_some());
        assert_eq!(lessons, hours(&fet), "lessons");
        for (id, name) in
            before.teachers.iter().enumerate().map(|(index, teacher)| (TeacherId::from_index(index), &teacher.name))
        {
            let Some(same) = after.teacher_named(name) else {
                assert!(!fet.teachers.contains(name), "{name}");
                continue;
            };
            // Everything that was closed before is closed now.
            for span in &before.teacher(id).unavailable {
                for (weekday, period) in after.bells[0].slots() {
                    let taken = before.bells.iter().filter_map(|bell| bell.period(weekday, period.index));
                    if weekday == span.weekday && taken.into_iter().any(|own| own.time.overlaps(span.time)) {
                        let closed = after.teacher(same).unavailable.iter();
                        let hit = |s: &&crate::school::TimeSpan| s.weekday == weekday && s.time.overlaps(period.time);
                        assert!(closed.filter(hit).count() > 0, "{name} {weekday:?} {}", period.index.0);
                    }
                }
            }
        }
        let names = |school: &School| school.classes.iter().map(|class| class.name.clone()).collect::<BTreeSet<_>>();
        assert!(names(&before).is_subset(&names(&after)), "classes");
        assert_eq!(before.weekdays, after.weekdays);
    }
}

/// Every public example in the folder `KEBIAO_FET`: read and made into a folder, or refused with codes and places.
#[test]
fn public_examples_are_read_or_refused_with_reasons() {
    let Ok(folder) = std::env::var("KEBIAO_FET") else { return };
    let mut found = 0;
    let mut todo = vec![std::path::PathBuf::from(folder)];
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "fet") {
            found += 1;
            match crate::fet::read::file(&path) {
                Ok(fet) => {
                    let imported = import(&fet, &path).unwrap();
                    let told: usize = Fate::ALL.iter().map(|fate| imported.report.total(*fate)).sum();
                    assert_eq!(told, fet.constraints.len(), "{}: every constraint has a fate", path.display());
                }
                Err(errors) => assert!(
                    errors.0.iter().all(|error| error.error.code.starts_with("E7") && error.at.line > 0),
                    "{}",
                    path.display()
                ),
            }
        }
    }
    assert!(found > 0);
}

/// With a plan every lesson is locked where the plan has it, in its room where it has one of its own.
#[test]
fn a_plan_is_written_as_locks() {
    let case = small()
        .requires("一1班", "语文", "张芳", 3)
        .requires("一2班", "语文", "张芳", 1)
        .requires("一1班", "体育", "王静", 2)
        .with(|school| school.requirements[2].doubles = 1)
        .plan(
            "一1班 语文 张芳 周一 1; 一1班 语文 张芳 周三 2; 一1班 语文 张芳 周五 6; 一2班 语文 张芳 周一 2; \
             一1班 体育 王静 周四 3; 一1班 体育 王静 周四 4",
        );
    let text = write(&case.school, Some(&case.plan)).text;
    let fet = fet(&text, Path::new("x.fet")).unwrap();
    let of = |family: &str| {
        fet.constraints.iter().filter(|c| c.family == family).map(|c| c.element.clone()).collect::<Vec<_>>()
    };
    let mut locked = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for lock in of("ActivityPreferredStartingTime") {
        assert_eq!(lock.get(&["Permanently_Locked"]), "true");
        let id = u32::try_from(lock.number(&["Activity_Id"]).unwrap()).unwrap();
        assert!(ids.insert(id), "{id} twice");
        let activity = fet.activities.iter().find(|activity| activity.id == id).unwrap();
        let start = fet.slot(lock.get(&["Preferred_Day"]), lock.get(&["Preferred_Hour"])).unwrap();
        for class in &activity.students {
            let class = fet.students.sets[*class].name.clone();
            locked.extend(
                (0..activity.duration).map(|step| (class.clone(), activity.subject, start.day, start.hour + step)),
            );
        }
    }
    assert_eq!(ids.len(), fet.activities.len(), "every activity is locked");
    let planned: BTreeSet<_> = case
        .plan
        .rows
        .iter()
        .map(|row| {
            let subject = fet.subjects.iter().position(|subject| *subject == row.subject).unwrap();
            let (day, hour) = (usize::from(row.weekday.number()) - 1, usize::from(row.period.unwrap().0) - 1);
            (row.classes[0].clone(), subject, day, hour)
        })
        .collect();
    assert_eq!(locked, planned);
    assert_eq!(of("ActivityPreferredRoom").len(), fet.activities.len(), "and has its room");
}
