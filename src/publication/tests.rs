//! Seals, folders, logs and audits: kept, broken on purpose, and counted again.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;

use super::audit::{Audit, Kind, audit};
use super::log::{Change, Taught};
use super::{Publication, files, log, seal};
use crate::config::Location;
use crate::plan::Row;
use crate::school::sample::{Case, small};
use crate::school::{Closed, CurriculumRow, Term, Weekly};
use crate::units::{Interval, PeriodIndex, Weekday, Weeks};

fn date(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// Three weeks from Monday 2026-03-02, the second without its Tuesday; music and PE are protected.
fn case() -> Case {
    let mut term = Term::new("春", date("2026-03-02"), date("2026-03-20"));
    term.holidays = vec![Closed { name: "假".into(), from: date("2026-03-10"), to: date("2026-03-10") }];
    let days: Vec<_> = (1..=5).filter_map(Weekday::new).collect();
    let term = term.fill(&days, &BTreeMap::new());
    let mut lessons = Vec::new();
    for (day, zh) in ["周一", "周二", "周三", "周四", "周五"].iter().enumerate() {
        lessons.push(format!("一1班 语文 张芳 {zh} 1"));
        lessons.push(format!("一1班 数学 李强 {zh} 2"));
        if day % 2 == 0 {
            lessons.push(format!("一1班 体育 王静 {zh} 3"));
            lessons.push(format!("一1班 音乐 赵敏 {zh} 4"));
        }
        lessons.push(format!("一2班 数学 李强 {zh} 1"));
    }
    small()
        .with(|school| {
            school.term = Some(term);
            let mut by_grade = [Weekly::default(); 9];
            by_grade[0] = Weekly { every: 3, ..Weekly::default() };
            school.curriculum.rows.push(CurriculumRow { subject: "体育".into(), by_grade });
        })
        .plan(&lessons.join("; "))
}

fn publication() -> Publication {
    let case = case();
    Publication::new(&case.school, &case.plan, date("2026-03-01"))
}

/// A log that keeps to the posted timetable.
fn kept(publication: &Publication) -> Vec<Taught> {
    let one = |due: &super::Due| Taught {
        at: Location::default(),
        date: due.date,
        class: due.class.clone(),
        period: due.period,
        subject: due.subject.clone(),
        teachers: due.teachers.clone(),
    };
    publication.due.iter().map(one).collect()
}

fn at<'a>(log: &'a mut [Taught], class: &str, day: &str, period: u8) -> &'a mut Taught {
    let fits = |one: &&mut Taught| one.class == class && one.date == date(day) && one.period == PeriodIndex(period);
    log.iter_mut().find(fits).unwrap()
}

fn kinds(audit: &Audit) -> Vec<Kind> {
    audit.findings.iter().map(|one| one.kind).collect()
}

fn change(id: &str, day: &str, period: u8, from: &str, to: &str) -> Change {
    Change {
        at: Location::default(),
        id: id.into(),
        date: date(day),
        class: "一1班".into(),
        period: PeriodIndex(period),
        from: from.into(),
        to: to.into(),
        teachers: Vec::new(),
        approved: "周校长".into(),
        reason: String::new(),
    }
}

#[test]
fn the_seal_knows_every_field_and_nothing_else() {
    let publication = publication();
    let of = |rows: Vec<Row>| {
        let plan = crate::plan::Plan { rows, service: None };
        seal::seal(&publication.school, publication.term.as_ref(), &plan)
    };
    let rows = publication.plan.rows.clone();
    assert_eq!(of(rows.clone()), publication.seal);
    assert_eq!(of(rows.iter().rev().cloned().collect()), publication.seal);
    let spoil = |change: &dyn Fn(&mut Row)| {
        let mut rows = rows.clone();
        change(&mut rows[0]);
        of(rows)
    };
    assert_eq!(spoil(&|row| row.pinned = !row.pinned), publication.seal);
    let changes: [&dyn Fn(&mut Row); 9] = [
        &|row| row.kind = crate::plan::RowKind::Research,
        &|row| row.classes = vec!["一2班".into()],
        &|row| row.subject = "美术".into(),
        &|row| row.section = "甲组".into(),
        &|row| row.teachers = vec!["钱".into()],
        &|row| row.room = "操场".into(),
        &|row| row.weeks = Weeks::Odd,
        &|row| row.period = Some(PeriodIndex(7)),
        &|row| row.time = Interval::parse("07:00-07:40").unwrap(),
    ];
    let seals: std::collections::BTreeSet<_> = changes.iter().map(|change| spoil(*change)).collect();
    assert!(seals.len() == changes.len() && !seals.contains(&publication.seal));
    let joined = spoil(&|row| row.teachers = vec!["a".into(), "b".into()]);
    assert_eq!(spoil(&|row| row.teachers = vec!["b".into(), "a".into()]), joined);
    assert_ne!(seal::seal("别的学校", publication.term.as_ref(), &publication.plan), publication.seal);
    assert_ne!(seal::seal(&publication.school, None, &publication.plan), publication.seal);
}

fn written(publication: &Publication) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files::files(publication, vec![("公示.html".into(), b"<html>".to_vec())]) {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    dir
}

fn codes<T>(result: Result<T, crate::config::Diagnostics>) -> Vec<&'static str> {
    result.err().map(|found| found.0.iter().map(|one| one.error.code).collect()).unwrap_or_default()
}

#[test]
fn a_publication_is_read_back_as_it_was_and_only_so() {
    let publication = publication();
    assert_eq!(files::read(written(&publication).path()).unwrap(), publication);
    for name in ["timetable.csv", files::DUE, files::QUOTAS, "公示.html"] {
        let dir = written(&publication);
        let path = dir.path().join(name);
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend(b"\r\n");
        fs::write(&path, bytes).unwrap();
        assert_eq!(codes(files::read(dir.path())), ["E912"], "{name}");
        fs::remove_file(&path).unwrap();
        assert!(codes(files::read(dir.path())).contains(&"E913"), "{name}");
    }
    let dir = written(&publication);
    let record = dir.path().join(files::RECORD);
    let text = fs::read_to_string(&record).unwrap();
    let put = |text: &str| {
        fs::write(&record, text).unwrap();
        codes(files::read(dir.path()))
    };
    assert_eq!(put(&text.replace(&publication.seal, &publication.seal.replace(|_: char| true, "0"))), ["E914"]);
    assert_eq!(put(&text.replace("春", "秋")), ["E914"]);
    assert_eq!(put(&text.replace("2026-03-02", "2026-03-42")), ["E911"]);
    assert_eq!(put(&text.replace("publication-1", "publication-9")), ["E911"]);
    assert_eq!(put(&text.replace(files::DUE, "../x")), ["E911"]);
    assert_eq!(put("{"), ["E911"]);
    fs::remove_file(&record).unwrap();
    assert_eq!(codes(files::read(dir.path())), ["E910"]);
}

#[test]
fn quotas_hold_the_posted_periods_against_the_curriculum() {
    let publication = publication();
    let of = |subject: &str| {
        let quota = publication.quotas.iter().find(|q| q.class == "一1班" && q.subject == subject).unwrap();
        (quota.protected, quota.posted, quota.curriculum)
    };
    assert_eq!(of("语文"), (false, 10, None));
    assert_eq!(of("体育"), (true, 6, Some(6)));
    assert_eq!(of("音乐"), (true, 6, None));
    let other = publication.quotas.iter().find(|q| q.class == "一2班" && q.subject == "体育").unwrap();
    assert_eq!((other.posted, other.curriculum), (0, Some(6)));
    // Three weeks of 16 lessons and 5, less a Tuesday of 2 and 1.
    assert_eq!(publication.due.len(), 3 * 21 - 3);
}

#[test]
fn a_kept_timetable_has_no_findings() {
    let publication = publication();
    let audit = audit(&publication, &kept(&publication), &[]);
    assert_eq!(audit.findings, []);
    assert_eq!((audit.coverage.days_due, audit.coverage.days_logged), (28, 28));
    assert_eq!((audit.coverage.lessons, audit.coverage.as_posted), (60, 60));
    let pe = audit.counts.iter().find(|one| one.class == "一1班" && one.subject == "体育").unwrap();
    // The week of the holiday is short of a day without PE: 2 lessons less than the longest.
    assert_eq!((pe.due, pe.taught, pe.weeks, pe.taught_in_weeks, pe.curriculum), (9, 9, 3, 9, Some(9)));
    assert!(pe.short_weeks.is_empty());
}

#[test]
fn each_kind_of_change_is_named() {
    let publication = publication();
    let with = |change: &dyn Fn(&mut Vec<Taught>)| {
        let mut log = kept(&publication);
        change(&mut log);
        audit(&publication, &log, &[])
    };
    let squeezed = with(&|log| at(log, "一1班", "2026-03-02", 3).subject = "数学".into());
    assert_eq!(kinds(&squeezed), [Kind::Squeezed]);
    assert!(squeezed.findings[0].protected && squeezed.breaches() == 1);
    let pe = squeezed.counts.iter().find(|one| one.class == "一1班" && one.subject == "体育").unwrap();
    assert_eq!((pe.due, pe.taught, &pe.short_weeks), (9, 8, &vec![1]));
    assert_eq!(kinds(&with(&|log| at(log, "一1班", "2026-03-02", 1).subject = "数学".into())), [Kind::Occupied]);
    assert_eq!(kinds(&with(&|log| at(log, "一1班", "2026-03-02", 1).subject = String::new())), [Kind::Dropped]);
    let exchanged = with(&|log| {
        at(log, "一1班", "2026-03-02", 3).subject = "数学".into();
        at(log, "一1班", "2026-03-03", 2).subject = "体育".into();
    });
    assert_eq!(kinds(&exchanged), [Kind::Exchanged, Kind::Exchanged]);
    assert_eq!(exchanged.findings[0].with, Some((date("2026-03-03"), PeriodIndex(2))));
    let three = with(&|log| {
        at(log, "一1班", "2026-03-02", 1).subject = "数学".into();
        at(log, "一1班", "2026-03-02", 2).subject = "体育".into();
        at(log, "一1班", "2026-03-20", 3).subject = "语文".into();
    });
    assert_eq!(kinds(&three), [Kind::Exchanged; 3]);
    let moved = with(&|log| at(log, "一1班", "2026-03-02", 3).period = PeriodIndex(5));
    assert_eq!(kinds(&moved), [Kind::Exchanged, Kind::Exchanged]);
    let extra = with(&|log| {
        let mut more = at(log, "一1班", "2026-03-02", 1).clone();
        more.period = PeriodIndex(6);
        log.push(more);
    });
    assert_eq!(kinds(&extra), [Kind::Extra]);
    // On a holiday, too.
    let holiday = with(&|log| {
        let mut more = at(log, "一1班", "2026-03-02", 1).clone();
        more.date = date("2026-03-10");
        log.push(more);
    });
    assert_eq!(kinds(&holiday), [Kind::Extra]);
    let covered = with(&|log| at(log, "一1班", "2026-03-02", 3).teachers = vec!["李强".into()]);
    assert_eq!(kinds(&covered), [Kind::Covered]);
    assert_eq!(covered.breaches(), 0);
    // A day that nobody logged is not held against anybody.
    let unlogged = with(&|log| log.retain(|one| one.date != date("2026-03-04")));
    assert_eq!(kinds(&unlogged), []);
    assert_eq!(unlogged.coverage.days_logged, 26);
}

#[test]
fn approved_changes_pass_if_they_keep_the_counts_and_are_made() {
    let publication = publication();
    let mut log = kept(&publication);
    at(&mut log, "一1班", "2026-03-02", 3).subject = "数学".into();
    at(&mut log, "一1班", "2026-03-03", 2).subject = "体育".into();
    let both = [change("1", "2026-03-02", 3, "体育", "数学"), change("1", "2026-03-03", 2, "数学", "体育")];
    let good = audit(&publication, &log, &both);
    assert_eq!((good.findings.len(), good.coverage.approved), (0, 2));
    let unsigned: Vec<Change> = both.iter().map(|one| Change { approved: String::new(), ..one.clone() }).collect();
    assert_eq!(kinds(&audit(&publication, &log, &unsigned)), [Kind::Exchanged, Kind::Exchanged]);
    let half = audit(&publication, &log, &both[..1]);
    // The protected subject first.
    assert_eq!(kinds(&half), [Kind::Unkept, Kind::Occupied]);
    assert!(half.findings.iter().any(|one| one.kind == Kind::Unkept && one.posted == "体育" && one.taught == "数学"));
    let idle = audit(&publication, &kept(&publication), &both);
    assert_eq!((kinds(&idle), idle.breaches()), (vec![Kind::NotMade, Kind::NotMade], 0));
    at(&mut log, "一1班", "2026-03-04", 1).teachers = vec!["王静".into()];
    let cover = [both[0].clone(), both[1].clone(), change("2", "2026-03-04", 1, "语文", "语文")];
    assert_eq!(kinds(&audit(&publication, &log, &cover)), []);
}

#[test]
fn logs_report_everything_that_is_wrong_at_once() {
    let publication = publication();
    let dir = tempfile::tempdir().unwrap();
    let path: PathBuf = dir.path().join("log.csv");
    let read = |text: &str| {
        fs::write(&path, text).unwrap();
        log::taught(&path, &publication)
    };
    let bad = "日期,班级,节次,科目\n2026/3/2,一1班,1,语文\n2026-03-02,一1班,第1节,语文\n2025-03-02,一1班,2,数学\n昨天,一1班,3,体育\n2026-03-02,一3班,1,语文\n2026-03-02,,1,语文\n";
    let found = codes(read(bad));
    assert_eq!(found.iter().filter(|code| **code == "E919").count(), 1);
    assert!(found.contains(&"E918") && found.contains(&"E917") && found.len() == 5, "{found:?}");
    assert_eq!(codes(read("日期,班级,节次,科目\n")), ["E920"]);
    let both =
        read("date,class,period,subject,教师\n2026-03-02,一1班、一2班,1,,\n2026-03-03,一1班,1,语文,张芳\n").unwrap();
    assert_eq!(both.len(), 3);
    assert_eq!((both[1].class.as_str(), both[1].subject.as_str()), ("一2班", ""));
    assert_eq!(both[2].teachers, ["张芳"]);
    fs::write(&path, "编号,日期,班级,节次,原科目,改上科目,批准人\n1,2026-03-02,一1班,3,体育,数学,周校长\n1,2026-08-02,一9班,3,,数学,\n").unwrap();
    assert_eq!(codes(log::changes(&path, &publication)), ["E917", "E918"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// However a log was spoilt, what the findings say was lost and won is what counting again shows.
    #[test]
    fn findings_account_for_every_difference(spoils in prop::collection::vec((0..60_usize, 0..6_usize), 0..12)) {
        let publication = publication();
        let mut log = kept(&publication);
        for (index, what) in spoils {
            let subjects = ["语文", "数学", "体育", "音乐", "自习", ""];
            log[index].subject = subjects[what].to_owned();
        }
        let audit = audit(&publication, &log, &[]);
        let mut sums: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for due in &publication.due {
            *sums.entry((&due.class, &due.subject)).or_default() -= 1;
        }
        for one in log.iter().filter(|one| !one.subject.is_empty()) {
            *sums.entry((&one.class, &one.subject)).or_default() += 1;
        }
        for finding in audit.findings.iter().filter(|one| one.kind.is_breach()) {
            *sums.entry((&finding.class, &finding.posted)).or_default() += 1;
            *sums.entry((&finding.class, &finding.taught)).or_default() -= 1;
        }
        sums.retain(|(_, subject), _| !subject.is_empty());
        prop_assert!(sums.values().all(|sum| *sum == 0), "{sums:?}");
        let same = log.iter().zip(&publication.due).all(|(one, due)| one.subject == due.subject);
        prop_assert_eq!(audit.breaches() == 0, same);
        // Exchanges keep the counts of their class among themselves.
        let mut kept: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for one in audit.findings.iter().filter(|one| one.kind == Kind::Exchanged) {
            *kept.entry((&one.class, &one.posted)).or_default() += 1;
            *kept.entry((&one.class, &one.taught)).or_default() -= 1;
        }
        prop_assert!(kept.values().all(|sum| *sum == 0));
    }
}
