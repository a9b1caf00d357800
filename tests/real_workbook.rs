//! The 任课表 of a real school of 51 classes, exactly as the school wrote it: read, solved and verified. The table is not in
//! the repository; set `KEBIAO_WORKBOOKS` to its folder, or keep it in `../shared/benchmarks/workbooks`. Without it
//! the test says so and passes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use kebiao::solve::{Options, Unwatched};
use kebiao::text::Lang;
use kebiao::timetable::{Made, make};

fn workbook() -> Option<PathBuf> {
    let folder = std::env::var_os("KEBIAO_WORKBOOKS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/benchmarks/workbooks"), PathBuf::from);
    Some(folder.join("renke-51.csv")).filter(|file| file.exists())
}

#[test]
fn fifty_one_classes_as_the_school_wrote_them() {
    let Some(table) = workbook() else {
        eprintln!("skipped: renke-51.csv is not here (set KEBIAO_WORKBOOKS)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let around = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/config/renke-51.toml");
    std::fs::copy(around, folder.path().join("school.toml")).unwrap();
    std::fs::copy(table, folder.path().join("renke-51.csv")).unwrap();
    let loaded = kebiao::config::read(folder.path()).unwrap_or_else(|errors| {
        let all: Vec<_> = errors.0.iter().take(20).map(|e| e.render(Lang::En)).collect();
        panic!("{}", all.join("\n"))
    });
    assert_eq!(loaded.school.classes.len(), 51);
    let slots = |class| loaded.school.bell_of(class).slot_count();
    assert!(loaded.school.class_ids().all(|class| slots(class) == 30));
    // The first plan is enough here: how good it gets is for the benches.
    let options = Options { time_limit: Duration::from_secs(240), gap: 1.0, ..Options::default() };
    match make(&loaded.school, &options, &Unwatched) {
        Made::Plan(plan) => {
            assert!(plan.agrees(), "{} {:?}", plan.cost, plan.verdict);
            // Odd or even halves stand in pairs, so every class has 31 rows in its 30 slots wherever it has two halves.
            let halves = plan.plan.rows.iter().filter(|row| row.weeks != kebiao::units::Weeks::All).count();
            assert_eq!(halves, 2 * 31);
            assert_eq!(plan.plan.rows.len(), 51 * 30 + 31);
        }
        other => panic!("{other:?}"),
    }
}
