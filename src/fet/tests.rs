//! Reading files and making folders of them; writing schools and reading them back.

mod halves;
mod round_trip;
mod students;

use std::path::{Path, PathBuf};

use super::read::fet;
use super::report::Fate;
use super::school::import;
use crate::config::Diagnostics;
use crate::school::School;

/// A small school: year 1 is halved for the lab, year 2 is whole; two lessons run in parallel.
const SMALL: &str = include_str!("small.fet");

fn school_of(text: &str) -> (School, super::report::Report) {
    let read = fet(text, Path::new("small.fet")).unwrap();
    let imported = import(&read, Path::new("small.fet")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in &imported.files {
        std::fs::write(dir.path().join(name), bytes).unwrap();
    }
    match crate::config::read(dir.path()) {
        Ok(loaded) => (loaded.school, imported.report),
        Err(errors) => {
            let shown: Vec<_> = errors.0.iter().map(|e| e.render(crate::text::Lang::En)).collect();
            panic!("{}", shown.join("\n"))
        }
    }
}

fn codes(text: &str) -> Vec<(&'static str, u32)> {
    let Diagnostics(errors) = fet(text, &PathBuf::from("x.fet")).unwrap_err();
    errors.iter().map(|error| (error.error.code, error.at.line)).collect()
}

#[test]
fn students_become_classes_and_activities_requirements() {
    let (school, report) = school_of(SMALL);
    let names: Vec<_> = school.classes.iter().map(|class| (class.name.as_str(), class.grade)).collect();
    assert_eq!(names, [("1 left", 1), ("1 right", 1), ("2", 2)]);
    let rows: Vec<_> = school
        .requirements
        .iter()
        .map(|r| {
            let teachers: Vec<_> = r
                .sections
                .iter()
                .map(|s| s.teachers.iter().map(|t| school.teacher_list(&t.candidates)).collect::<Vec<_>>().join("+"))
                .collect();
            let subject = school.subject(r.subject).name.clone();
            (school.class_list(&r.classes), subject, teachers.join("|"), r.weekly.every, r.doubles)
        })
        .collect();
    let row = |classes: &str, subject: &str, teachers: &str, periods, doubles| {
        (classes.to_owned(), subject.to_owned(), teachers.to_owned(), periods, doubles)
    };
    assert_eq!(
        rows,
        [
            row("1 left+1 right", "Maths", "Ann", 3, 0),
            row("1 left", "Lab", "Bob", 2, 1),
            row("1 right", "Lab", "Bob", 2, 1),
            row("1 left+1 right+2", "Sport", "Cy|Dee", 1, 0),
            row("2", "Maths (2)", "Ann", 2, 0),
        ]
    );
    assert_eq!(school.pins.len(), 1);
    assert_eq!(school.room(school.class(crate::units::ClassId(2)).home_room).name, "R2");
    assert_eq!(school.teacher(crate::units::TeacherId(1)).max_days, Some(2));
    assert_eq!(school.teacher(crate::units::TeacherId(0)).unavailable.len(), 1);
    assert_eq!(school.subject_named("Maths").map(|id| school.subject(id).max_per_day), Some(Some(1)));
    let fates = Fate::ALL.map(|fate| report.total(fate));
    assert_eq!(fates, [10, 1, 1, 1]);
    let lost =
        |line: &super::report::Line| line.family == "TeachersMaxHoursContinuously" && line.fate == Fate::NotCarried;
    assert!(report.lines().any(lost));
}

#[test]
fn every_damage_has_its_code_and_line() {
    assert_eq!(codes("<fet version=\"6\">"), [("E750", 1)]);
    assert_eq!(codes("<feet/>"), [("E751", 1)]);
    assert_eq!(codes("<!DOCTYPE fet [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<fet>&b;</fet>")[0].0, "E753");
    for (before, after, code) in [
        ("<Subject>Lab</Subject>", "<Subject>Lob</Subject>", "E759"),
        ("<Teacher>Bob</Teacher>\n<Subject>", "<Teacher>Rob</Teacher>\n<Subject>", "E759"),
        ("<Students>1 left</Students>\n<Duration>", "<Students>1 lost</Students>\n<Duration>", "E759"),
        ("<Id>2</Id>", "<Id>1</Id>", "E760"),
        ("<Id>2</Id>", "<Id>two</Id>", "E757"),
        ("<Id>2</Id>", "", "E755"),
        ("<Duration>2</Duration>", "<Duration>0</Duration>", "E761"),
        ("<Duration>2</Duration>", "<Duration>5</Duration>", "E761"),
        ("<Weight_Percentage>95</Weight_Percentage>", "<Weight_Percentage>950</Weight_Percentage>", "E758"),
        ("<Name>Bob</Name>", "<Name></Name>", "E756"),
        ("<Mode>Official</Mode>", "<Mode>Terms</Mode>", "E764"),
        ("<Day><Name>Tuesday</Name></Day>", "<Day><Name>Monday</Name></Day>", "E760"),
    ] {
        assert!(SMALL.contains(before), "{before}");
        let text = SMALL.replacen(before, after, 1);
        let found = codes(&text);
        assert_eq!(found[0].0, code, "{after}");
        assert!(found[0].1 > 1, "{after}");
    }
    let days: String = (0..8).map(|day| format!("<Day><Name>d{day}</Name></Day>")).collect();
    assert_eq!(codes(&SMALL.replacen("<Day><Name>Monday</Name></Day>", &days, 1))[0].0, "E762");
}

#[test]
fn hostile_names_stay_names() {
    let hostile = "=cmd()|'/c calc'!A1, &lt;script&gt;";
    let text = SMALL.replace("Ann", hostile).replace("Sport", "../../etc/passwd\u{7}");
    // A control character is no XML at all.
    assert_eq!(codes(&text)[0].0, "E750");
    let (school, _) = school_of(&text.replace('\u{7}', ""));
    assert_eq!(school.teachers[0].name, "_=cmd()/'/c calc'!A1. <script>");
    assert!(school.subject_named("../../etc/passwd").is_some());
}
