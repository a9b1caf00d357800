//! `kebiao import` from outside: a real school's workbooks where they are present, what is refused, what is left alone.
//!
//! The real workbooks are not in the repository; set `KEBIAO_WORKBOOKS` to their folder, or keep it in
//! `../shared/benchmarks/workbooks`. Without them those tests say so and pass.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::{demo, kebiao};
use kebiao::import::{Options, import, template};
use kebiao::school::School;
use kebiao::text::Lang;
use predicates::prelude::*;
use rust_xlsxwriter::Workbook;

fn real(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("KEBIAO_WORKBOOKS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/benchmarks/workbooks"), PathBuf::from);
    let found = Some(folder.join(name)).filter(|file| file.exists());
    if found.is_none() {
        eprintln!("skipped: {name} is not here (set KEBIAO_WORKBOOKS)");
    }
    found
}

/// Class, subject: weekly periods over two weeks, and the teachers.
fn lessons(school: &School) -> BTreeMap<(String, String), (u32, String)> {
    let of = |requirement: &kebiao::school::Requirement| {
        let roles = requirement.sections.iter().flat_map(|section| &section.teachers);
        let names: Vec<_> =
            roles.flat_map(|role| &role.candidates).map(|id| school.teacher(*id).name.clone()).collect();
        let key = (school.class_list(&requirement.classes), school.subject(requirement.subject).name.clone());
        (key, (requirement.weekly.per_fortnight(), names.join("+")))
    };
    school.requirements.iter().map(of).collect()
}

#[test]
fn a_real_assignment_workbook_says_what_its_csv_says() {
    let (Some(book), Some(table)) = (real("renke-51.xlsx"), real("renke-51.csv")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let around = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/config/renke-51.toml");
    fs::copy(around, folder.path().join("school.toml")).unwrap();
    fs::copy(table, folder.path().join("renke-51.csv")).unwrap();
    let by_csv = kebiao::config::read(folder.path()).unwrap().school;
    let imported = import(&kebiao::workbook::read(&book).unwrap(), &Options::default()).unwrap();
    let school = imported.school.unwrap();
    assert_eq!(lessons(&school), lessons(&by_csv));
    assert_eq!((school.classes.len(), school.teachers.len(), school.pairings.len()), (51, 133, 31));
    // Nothing of the policy stands in the way of solving it.
    assert_eq!(kebiao::verify::verify_school(&school).hard_breaches(), 0);
}

#[test]
fn a_real_timetable_is_held_against_its_assignments() {
    let (Some(book), Some(table)) = (real("renke-51.xlsx"), real("zongkebiao-51.xlsx")) else { return };
    let school = import(&kebiao::workbook::read(&book).unwrap(), &Options::default()).unwrap().school.unwrap();
    let options = Options { school: Some(&school), ..Options::default() };
    let imported = import(&kebiao::workbook::read(&table).unwrap(), &options).unwrap();
    let plan = imported.plan.unwrap();
    // 30 slots a class, 31 rows where two halves share one.
    assert_eq!(plan.rows.len(), 51 * 30 + 31);
    let told: Vec<_> = imported.report.differences.iter().map(|difference| difference.show(Lang::Zh)).collect();
    // Lessons, teachers and counts are the same. The clock is another one, since the assignments state none, and so are the double
    // periods that the timetable marks.
    let kinds: Vec<_> = imported.report.kinds.iter().map(|(kind, count)| (kind.get(Lang::Zh), *count)).collect();
    assert_eq!(kinds.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), ["连堂", "作息时间"], "{told:#?}");
    assert_eq!(kinds[1].1, 5);
    assert!(
        imported.report.made.iter().any(|line| line.show(Lang::Zh).contains("741 条任课，谁教什么、每周几节全部一致"))
    );
    // What the timetable breaks of the policy is true of it (counted from the workbook by hand) and told apart: 155 days with too
    // much of a subject, 31 classes with PE twice a day, 57 lessons of PE first in the morning or afternoon; each in odd and even weeks.
    let rules: Vec<_> = imported.report.rules.iter().map(|rule| rule.show(Lang::Zh)).collect();
    let counts = ["R106 学科每天节数上限：310 处", "R107 体育课分布在不同日子：62 处", "R108 学科时段：114 处"];
    assert!(rules.len() == 3 && rules.iter().zip(counts).all(|(rule, count)| rule.starts_with(count)), "{rules:#?}");
    // The bells of its header are written beside it.
    let bell = imported.files.iter().find(|(name, _)| name == "bell.toml" || name == "作息.toml").unwrap();
    assert!(String::from_utf8_lossy(&bell.1).contains("08:20-09:00"));
    let written = kebiao::plan::table::write(&plan);
    assert_eq!(kebiao::plan::table::parse(Path::new("timetable.csv"), &written).unwrap().rows, plan.rows);
}

#[test]
fn a_real_timetable_alone_makes_school_and_plan() {
    let Some(table) = real("zongkebiao-51.xlsx") else { return };
    let imported = import(&kebiao::workbook::read(&table).unwrap(), &Options::default()).unwrap();
    assert_eq!(imported.report.differences, []);
    let school = imported.school.unwrap();
    assert_eq!((school.classes.len(), imported.plan.unwrap().rows.len()), (51, 51 * 30 + 31));
    let first = school.bells[0].slots().next().unwrap().1.time;
    assert_eq!(first.to_string(), "08:20-09:00");
}

fn small(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [["班级", "语文", "数学"], ["一1班", "王芳3", "李强2"], ["一2班", "陈静3", "=cmd()2"]];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    book.save(path).unwrap();
}

#[test]
fn a_workbook_becomes_a_folder_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (book, out) = (folder.path().join("任课.xlsx"), folder.path().join("school"));
    small(&book);
    let run = |more: &[&str]| kebiao().arg("import").arg(&book).arg("-o").arg(&out).args(more).assert();
    run(&[]).code(0).stdout(predicate::str::contains("questions").and(predicate::str::contains("school.toml")));
    let text = fs::read_to_string(out.join("requirements.csv")).unwrap();
    assert!(text.contains(",'=cmd(),2"), "{text}");
    let school = kebiao::config::read(&out).unwrap().school;
    assert!(school.teacher_named("=cmd()").is_some());
    fs::write(out.join("school.toml"), "mine").unwrap();
    run(&[]).code(2).stderr(predicate::str::contains("E671"));
    assert_eq!(fs::read_to_string(out.join("school.toml")).unwrap(), "mine");
    let json = run(&["--force", "--json"]).code(0).get_output().stdout.clone();
    let report: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!((report["sheets"][0]["rows"].as_u64(), report["written"].as_array().unwrap().len()), (Some(2), 2));
}

#[test]
fn bad_input_is_told_with_codes_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (book, out) = (folder.path().join("a.xlsx"), folder.path().join("out"));
    let refused = |name: &str, bytes: &[u8], code: &str| {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let run = kebiao().arg("import").arg(&file).arg("-o").arg(&out).assert().code(2);
        run.stderr(predicate::str::contains(code));
        assert!(!out.exists());
    };
    refused("a.pdf", b"%PDF-1.7", "E674");
    refused("b.xlsx", b"%PDF-1.7", "E650");
    refused("c.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "E651");
    small(&book);
    let run = kebiao().arg("import").arg(&book).arg("-o").arg(&out).args(["--same", "x"]).assert().code(2);
    run.stderr(predicate::str::contains("E673"));
    let run = kebiao().arg("import").arg(&book).arg("--school").arg(demo()).arg("-o").arg(&out).assert().code(2);
    run.stderr(predicate::str::contains("E672"));
}

#[test]
fn a_school_as_a_workbook_is_the_same_school() {
    let folder = tempfile::tempdir().unwrap();
    let (book, out) = (folder.path().join("demo.xlsx"), folder.path().join("out"));
    template::of_school(&demo(), &book, Lang::Zh).unwrap();
    kebiao().arg("import").arg(&book).arg("-o").arg(&out).assert().code(0);
    let (before, after) = (kebiao::config::read(&demo()).unwrap().school, kebiao::config::read(&out).unwrap().school);
    assert_eq!(format!("{before:?}"), format!("{after:?}"));
}

/// Lessons of a plan, whatever their order: class, subject, teachers, room, weeks, day, period.
fn taught(folder: &Path) -> Vec<String> {
    let plan = kebiao::plan::table::read(&folder.join("timetable.csv")).unwrap();
    let mut lines: Vec<String> = plan
        .rows
        .iter()
        .filter(|row| row.kind == kebiao::plan::RowKind::Lesson)
        .map(|row| {
            let period = row.period.map_or(0, |period| period.0);
            let when = format!("{} {}{period}", row.weeks.word(), row.weekday.number());
            format!("{} {} {} {} {when}", row.classes.join("+"), row.subject, row.teachers.join("+"), row.room)
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn generated_schools_and_their_timetables_come_back_as_they_were() {
    use kebiao::generate::{Spec, Stage, generate};
    for (stage, classes, seed) in [(Stage::Primary, 6, 1), (Stage::Junior, 3, 2)] {
        let temp = tempfile::tempdir().unwrap();
        let (folder, out, book) = (temp.path().join("school"), temp.path().join("out"), temp.path().join("a.xlsx"));
        let made = generate(&Spec { classes, stage, seed, tight: false }).unwrap();
        made.write(&folder, false).unwrap();
        let before = kebiao::config::read(&folder).unwrap().school;
        template::of_school(&folder, &book, Lang::Zh).unwrap();
        let imported = import(&kebiao::workbook::read(&book).unwrap(), &Options::default()).unwrap();
        assert_eq!(format!("{before:?}"), format!("{:?}", imported.school.unwrap()));
        // A template says everything: nothing is left to ask.
        let asked: Vec<_> = imported.report.questions.iter().map(|question| question.ask.code).collect();
        assert_eq!(asked, Vec::<&str>::new());
        fs::create_dir(&out).unwrap();
        fs::write(out.join("timetable.csv"), kebiao::plan::table::write(&made.plan)).unwrap();
        let school = ["--school", folder.to_str().unwrap()];
        kebiao().arg("export").arg(&out).args(school).args(["--xlsx", "--lang", "en"]).assert().code(0);
        for name in ["whole-school", "classes", "teachers"] {
            let back = temp.path().join(name);
            let book = out.join(format!("export/{name}.xlsx"));
            kebiao().arg("import").arg(&book).args(school).arg("-o").arg(&back).assert().code(0);
            assert_eq!(taught(&back), taught(&out), "{name} {stage:?}");
        }
    }
}
