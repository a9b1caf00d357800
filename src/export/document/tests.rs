//! The document against its published schema, and back to the plan.

use super::*;
use crate::plan::{Row, RowKind};
use crate::report::sample;
use crate::units::{ClockTime, Interval, PeriodIndex, Weekday, Weeks};
use crate::verify::verify;

#[test]
fn the_published_schema_is_up_to_date() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/plan.schema.json");
    if std::env::var_os("KEBIAO_WRITE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, schema()).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == schema(), "run KEBIAO_WRITE_DOCS=1 cargo test --lib export::document");
}

fn row(part: &LessonPart) -> Row {
    let clock = |text: &str| ClockTime::parse(text).unwrap();
    Row {
        kind: if part.kind == "research" { RowKind::Research } else { RowKind::Lesson },
        classes: part.classes.clone(),
        subject: part.subject.clone(),
        section: part.section.clone(),
        teachers: part.teachers.clone(),
        room: part.room.clone(),
        weeks: Weeks::parse(&part.weeks).unwrap(),
        weekday: Weekday::new(part.weekday).unwrap(),
        period: part.period.map(PeriodIndex),
        time: Interval::new(clock(&part.start), clock(&part.end)).unwrap(),
        pinned: part.pinned,
    }
}

#[test]
fn documents_keep_to_the_schema_and_hold_the_plan() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for case in [sample::rich(), sample::busy::busy(2, 2)] {
        let verdict = verify(&case.school, &case.plan);
        let bytes = write(&case.school, &case.plan, &verdict);
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(wrong, Vec::<String>::new());
        let read: Document = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(read, document(&case.school, &case.plan, &verdict));
        assert_eq!(read.lessons.iter().map(row).collect::<Vec<_>>(), case.plan.rows);
        if let Some(service) = &case.plan.service {
            let part = read.service.unwrap();
            let fen: i64 = part.pay.iter().map(|line| line.amount_fen).sum();
            assert_eq!(fen, service.pay.iter().map(|line| line.amount.0).sum::<i64>());
            assert_eq!(part.pupils.len(), service.pupils.len());
            assert_eq!(part.dated_duty.len(), service.dated.len());
        }
        // The schema is no formality: a missing field and one of another kind are found.
        let mut broken = value.clone();
        broken["lessons"][0]["weekday"] = "周一".into();
        assert!(!validator.is_valid(&broken));
        let mut broken = value;
        broken.as_object_mut().unwrap().remove("lessons");
        assert!(!validator.is_valid(&broken));
    }
}
