//! A school, and perhaps its plan, as a FET 6.8.5 file.
//!
//! ```text
//! School (+ Plan) -> grid, lessons -> constraints -> XML, and a report of what FET cannot say
//! ```
//!
//! | file | what |
//! |---|---|
//! | `xml.rs` | writing elements |
//! | `grid.rs` | days and hours; which of them a clock time takes |
//! | `lessons.rs` | requirements -> activities, their teachers; activities locked by a plan |
//! | `rules.rs` | the school's rules as constraints |
//! | `rooms.rs` | rooms, home rooms, preferred rooms |
//!
//! FET knows one week and one clock for everybody. Half lessons (odd or even weeks) become whole ones, each pair of them
//! one activity of both teachers; teachers who are to be chosen are chosen first, evenly; a room that holds `k` lessons is
//! `k` rooms; parallel groups are activities that start together, of which the first has the students.

mod grid;
mod lessons;
mod rooms;
mod rules;
mod xml;

use super::report::Report;
use crate::args;
use crate::plan::Plan;
use crate::school::School;
use crate::text::fet as words;
use grid::Grid;
use lessons::Lessons;
use xml::Xml;

/// Version of FET whose format is written.
const VERSION: &str = "6.8.5";

/// A file, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The file.
    pub text: String,
    /// What was written, and what FET cannot say.
    pub report: Report,
}

/// Writes `school`; with a `plan`, every lesson is locked at its time and in its room.
#[must_use]
pub fn write(school: &School, plan: Option<&Plan>) -> Exported {
    let mut report = Report::default();
    let grid = Grid::of(school);
    if grid.clocks_differ {
        report.remark(words::CLOCKS_DIFFER, args! {});
    }
    let mut lessons = Lessons::of(school, &grid, plan, &mut report);
    let limited = rules::daily(school).into_iter().filter(|(_, most)| *most > 1).map(|((_, subject), _)| subject);
    lessons.tag(school, &limited.collect());
    let mut xml = Xml::default();
    xml.head(VERSION);
    xml.leaf("Mode", "Official");
    xml.leaf("Institution_Name", &school.name);
    xml.leaf("Comments", "kebiao");
    basics(&mut xml, school, &grid, &lessons);
    lessons.write(&mut xml, school);
    xml.leaf("Buildings_List", "");
    let copies = rooms::list(&mut xml, school, &mut report);
    let mut out = rules::Constraints { school, grid: &grid, lessons: &lessons, report: &mut report, xml: &mut xml };
    out.time();
    out.space(&copies);
    xml.close("fet");
    report.figures = vec![
        ("days", grid.days.len()),
        ("hours", grid.hours.len()),
        ("activities", lessons.activities.len()),
        ("classes", school.classes.len()),
        ("teachers", lessons.teachers().len()),
        ("rooms", copies.values().map(Vec::len).sum()),
    ];
    Exported { text: xml.text, report }
}

/// Days, hours, subjects, tags, teachers, students.
fn basics(xml: &mut Xml, school: &School, grid: &Grid, lessons: &Lessons) {
    for (list, number, element, names) in [
        ("Days_List", "Number_of_Days", "Day", grid.days.iter().map(|day| day.zh().to_owned()).collect::<Vec<_>>()),
        ("Hours_List", "Number_of_Hours", "Hour", grid.hours.clone()),
    ] {
        xml.open(list);
        xml.leaf(number, &names.len().to_string());
        for name in names {
            xml.named(element, &name);
        }
        xml.close(list);
    }
    for (list, element, names) in [
        ("Subjects_List", "Subject", lessons.subjects()),
        ("Activity_Tags_List", "Activity_Tag", lessons.tags.clone()),
        (
            "Teachers_List",
            "Teacher",
            lessons.teachers().iter().map(|teacher| school.teacher(*teacher).name.clone()).collect(),
        ),
    ] {
        xml.open(list);
        for name in names {
            xml.named(element, &name);
        }
        xml.close(list);
    }
    xml.open("Students_List");
    for grade in school.grades() {
        let classes: Vec<_> = school.classes.iter().filter(|class| class.grade == grade).collect();
        let pupils = |size: Option<u16>| size.unwrap_or(0).to_string();
        let all: u32 = classes.iter().map(|class| u32::from(class.size.unwrap_or(0))).sum();
        xml.open("Year");
        xml.leaf("Name", &format!("{grade}年级"));
        xml.leaf("Number_of_Students", &all.to_string());
        for class in classes {
            xml.open("Group");
            xml.leaf("Name", &class.name);
            xml.leaf("Number_of_Students", &pupils(class.size));
            xml.close("Group");
        }
        xml.close("Year");
    }
    xml.close("Students_List");
}
