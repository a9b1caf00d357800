//! What is written about plans that differ in a few lessons. `KEBIAO_EXPORT_DIR=/some/folder cargo test --lib export::compare`
//! keeps the files there to be looked at.

use std::collections::BTreeMap;

use super::{files, json};
use crate::compare::{Comparison, Costs, Side, Unknown, compare};
use crate::plan::Plan;
use crate::report::sample;
use crate::text::Lang;
use crate::units::Weekday;
use crate::verify::verify;

/// A rich week and two others: one lesson on another day, one with a teacher who looks like a formula; costs of the last unknown.
fn comparison() -> Comparison {
    let case = sample::rich();
    let side = |name: &str, plan: &Plan| Side {
        name: name.to_owned(),
        plan: plan.clone(),
        costs: Costs::from(&verify(&case.school, plan)),
    };
    let mut moved = case.plan.clone();
    let row = moved.rows.iter_mut().find(|row| row.subject == "数学" && row.weekday.number() == 1).unwrap();
    row.weekday = Weekday::new(5).unwrap();
    let mut other = case.plan.clone();
    let row = other.rows.iter_mut().find(|row| row.subject == "数学").unwrap();
    row.teachers = vec!["=1+1".to_owned()];
    row.room = "<img src=x>".to_owned();
    let mut sides = vec![side("甲<b>", &case.plan), side("乙", &moved), side("+丙", &other)];
    sides[2].costs = Costs::Unknown(Unknown::Changed);
    compare(&sides)
}

/// Two rosters without a timetable: one shift changes hands, one group another teacher.
fn rosters() -> Comparison {
    let day = Weekday::new(1).unwrap();
    let time = crate::units::Interval::parse("16:00-17:00").unwrap();
    let shift = |post: &str, person: &str| crate::plan::Shift {
        post: post.to_owned(),
        kind: crate::school::PostKind::Gate,
        weekday: day,
        time,
        place: "主楼".to_owned(),
        person: person.to_owned(),
    };
    let session = |staff: &str| crate::plan::Session {
        weekday: day,
        time,
        slot: "第一段".to_owned(),
        kind: crate::school::ServiceKind::Homework,
        name: "<组>".to_owned(),
        classes: vec!["一1班".to_owned()],
        pupils: 30,
        room: "101".to_owned(),
        staff: vec![staff.to_owned()],
    };
    let line = |person: &str| crate::plan::PayLine {
        person: person.to_owned(),
        date: "2026-03-02".parse().unwrap(),
        month: "2026-03".to_owned(),
        item: "值班费".to_owned(),
        units: 1,
        rate: crate::units::Fen(4050),
        amount: crate::units::Fen(4050),
    };
    let side = |name: &str, gate: &str, staff: &str| {
        let service = crate::plan::ServicePlan {
            sessions: vec![session(staff)],
            shifts: vec![shift("校门", gate), shift("操场", "王静")],
            pay: vec![line(gate)],
            ..crate::plan::ServicePlan::default()
        };
        let plan = Plan { rows: Vec::new(), service: Some(service) };
        Side { name: name.to_owned(), plan, costs: Costs::Unknown(Unknown::NoRecord) }
    };
    compare(&[side("甲", "张芳", "李强"), side("乙", "李强", "张芳")])
}

#[test]
fn rosters_without_a_timetable() {
    let comparison = rosters();
    insta::assert_snapshot!("rosters", crate::report::compare::terminal(&comparison, Lang::Zh));
    let files = files(&comparison, &[None, None], Lang::Zh).unwrap();
    let text = |name: &str| {
        let (_, bytes) = files.iter().find(|(path, _)| path == name).unwrap();
        String::from_utf8(bytes.clone()).unwrap()
    };
    let page = text("compare.html");
    assert_eq!((page.matches("<del>").count(), page.matches("<ins>").count()), (2, 2));
    assert!(page.contains("第一段 &lt;组&gt;") && page.contains("校门") && !page.contains("操场"), "only what changed");
    let moves = text("compare-moves.csv");
    assert_eq!(moves.lines().count(), 3);
    assert!(moves.contains("值班,,校门,,周一 16:00-17:00,主楼,张芳,周一 16:00-17:00,主楼,李强"), "{moves}");
    let people = text("compare-people.csv");
    assert!(people.contains("40.50,0.00"), "{people}");
}

fn write(lang: Lang) -> BTreeMap<String, String> {
    let pages = [Some("1/index.html".to_owned()), None, None];
    let files = files(&comparison(), &pages, lang).unwrap();
    if let Some(dir) = std::env::var_os("KEBIAO_EXPORT_DIR") {
        crate::export::folder::write(&std::path::Path::new(&dir).join("compare"), &files).unwrap();
    }
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn tables_are_for_spreadsheets() {
    let files = write(Lang::Zh);
    for name in ["compare-summary.csv", "compare-people.csv", "compare-moves.csv"] {
        let text = &files[name];
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{name}");
        let columns = |line: &str| line.matches(',').count();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.iter().all(|line| columns(line) == columns(lines[0])), "{name}: {text}");
    }
    assert!(files["compare-summary.csv"].contains(",'+丙"), "plan names are guarded");
    assert!(files["compare-moves.csv"].contains(",'=1+1"), "{}", files["compare-moves.csv"]);
    let text = files["compare-moves.csv"].trim_start_matches('\u{feff}').replace('\r', "");
    insta::assert_snapshot!("moves_csv", text);
    let text = files["compare-summary.csv"].trim_start_matches('\u{feff}').replace('\r', "");
    insta::assert_snapshot!("summary_csv", text);
    let text = files["compare-people.csv"].trim_start_matches('\u{feff}').replace('\r', "");
    insta::assert_snapshot!("people_csv", text);
}

#[test]
fn the_terminal_shows_the_same() {
    insta::assert_snapshot!("terminal", crate::report::compare::terminal(&comparison(), Lang::En));
}

#[test]
fn the_page_escapes_names_and_loads_nothing() {
    for lang in [Lang::Zh, Lang::En] {
        let page = &write(lang)["compare.html"];
        assert!(!page.contains("甲<b>") && page.contains("甲&lt;b&gt;"));
        assert!(!page.contains("<img") && page.contains("&lt;img src=x&gt;"));
        for outside in ["http:", "https:", " src=\"", "@import", "url(", "<script"] {
            assert!(!page.contains(outside), "{outside}");
        }
        for unfilled in ["{{", "{%", "undefined"] {
            assert!(!page.contains(unfilled), "{unfilled}");
        }
        assert!(page.contains("href=\"1&#x2f;index.html\"") || page.contains("href=\"1/index.html\""));
    }
}

#[test]
fn differences_are_marked_and_nothing_else() {
    let page = &write(Lang::Zh)["compare.html"];
    let (first, second) = page.split_once("id=\"plan-2\"").unwrap();
    let moved = &first[first.find("id=\"plan-1\"").unwrap()..];
    // One lesson of one class went from Monday to Friday.
    assert_eq!((moved.matches("<del>").count(), moved.matches("<ins>").count()), (1, 1), "{moved}");
    assert_eq!((second.matches("<del>").count(), second.matches("<ins>").count()), (1, 1));
}

#[test]
fn programs_get_numbers() {
    let json = json(&comparison());
    let plans = json["plans"].as_array().unwrap();
    assert_eq!((&plans[0]["moved"], &plans[1]["moved"], &plans[2]["moved"]), (&0.into(), &1.into(), &1.into()));
    assert_eq!((&plans[1]["other_teacher"], &plans[2]["other_teacher"]), (&0.into(), &1.into()));
    assert!(plans[0]["cost"].is_i64() && plans[2]["cost"].is_null());
    assert_eq!(json["figures"][0]["people"]["=1+1"][2], 2);
}

#[test]
fn a_record_counts_only_for_its_own_timetable() {
    let case = sample::rich();
    let verdict = verify(&case.school, &case.plan);
    let run = crate::export::Run::default();
    let bundle = crate::export::Bundle {
        school: &case.school,
        plan: &case.plan,
        verdict: &verdict,
        run: &run,
        extra: &[],
        lang: Lang::Zh,
    };
    let timetable = crate::plan::table::write(&case.plan);
    let written = crate::export::json::write(&bundle, &timetable);
    let recorded = crate::export::json::recorded(&written, &timetable).unwrap();
    assert_eq!(Costs::Known(recorded), Costs::from(&verdict));
    assert_eq!(crate::export::json::recorded(&written, b"edited"), None);
    assert_eq!(crate::export::json::recorded(b"{}", &timetable), None);
    assert_eq!(crate::export::json::recorded(b"no json", &timetable), None);
}
