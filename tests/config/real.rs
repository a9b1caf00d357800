//! A real requirements table of 51 classes, where it is present.

use std::path::{Path, PathBuf};

use kebiao::config;
use kebiao::school::SubjectKind;
use kebiao::text::Lang;

/// The folder with `renke-51.csv`: `KEBIAO_WORKBOOKS`, or beside the project.
fn workbooks() -> Option<PathBuf> {
    let folder = std::env::var_os("KEBIAO_WORKBOOKS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/benchmarks/workbooks"), PathBuf::from);
    folder.join("renke-51.csv").exists().then_some(folder)
}

#[test]
fn a_real_school_of_51_classes_reads() {
    let Some(folder) = workbooks() else {
        eprintln!("skipped: renke-51.csv is not here (set KEBIAO_WORKBOOKS)");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    std::fs::copy(folder.join("renke-51.csv"), dir.path().join("renke-51.csv")).unwrap();
    std::fs::write(dir.path().join("school.toml"), include_str!("renke-51.toml")).unwrap();
    let loaded = config::read(dir.path()).unwrap_or_else(|errors| {
        panic!("{}", errors.0.iter().map(|error| error.render(Lang::En)).collect::<Vec<_>>().join("\n"))
    });
    let school = loaded.school;
    assert_eq!((school.classes.len(), school.teachers.len(), school.bells.len()), (51, 133, 1));
    assert_eq!((school.pins.len(), school.pairings.len()), (51, 31));
    let chinese = school.subject_named("语文").unwrap();
    let doubles = school.requirements.iter().filter(|r| r.subject == chinese && r.doubles == 1).count();
    assert_eq!(doubles, 51);
    let pe = school.subjects.iter().filter(|subject| subject.kind == SubjectKind::Pe).count();
    assert_eq!(pe, 5, "体育, 体育一 .. 体育四");
    for class in school.class_ids() {
        let periods: u32 =
            school.requirements.iter().filter(|r| r.classes.contains(&class)).map(|r| r.weekly.per_fortnight()).sum();
        assert_eq!(periods, 60, "{}", school.class(class).name);
    }
}
