//! What is written, on sample schools. `KEBIAO_EXPORT_DIR=/some/folder cargo test --lib export::tests` keeps the files there to
//! be looked at in a browser.

use std::collections::BTreeMap;

use super::{Bundle, Run, files};
use crate::plan::table;
use crate::report::sample;
use crate::school::sample::Case;
use crate::text::Lang;
use crate::verify::verify;

fn write(name: &str, case: &Case, lang: Lang) -> BTreeMap<String, String> {
    let verdict = verify(&case.school, &case.plan);
    let inputs = [("school.toml".to_owned(), super::sha256(b"x"))].into();
    let run = Run { inputs, seed: 7, threads: 1, objective: 120, bound: 100, seconds: 2.5, ..Run::default() };
    let bundle = Bundle { school: &case.school, plan: &case.plan, verdict: &verdict, run: &run, extra: &[], lang };
    if let Some(dir) = std::env::var_os("KEBIAO_EXPORT_DIR") {
        super::write_all(&std::path::Path::new(&dir).join(name), &bundle).unwrap();
    }
    let files = files(&bundle).unwrap();
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// The text of the element that starts with `open`, up to `close`.
fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    let start = text.find(open).unwrap_or_else(|| panic!("no {open}"));
    let rest = &text[start..];
    &rest[..rest.find(close).unwrap_or_else(|| panic!("no {close}"))]
}

#[test]
fn wide_sheets_of_a_rich_week() {
    let files = write("rich", &sample::rich(), Lang::Zh);
    insta::assert_snapshot!("class_csv", files["classes/一1班.csv"].trim_start_matches('\u{feff}').replace('\r', ""));
    insta::assert_snapshot!("teacher_csv", files["teachers/张芳.csv"].trim_start_matches('\u{feff}').replace('\r', ""));
    insta::assert_snapshot!("room_csv", files["rooms/操场.csv"].trim_start_matches('\u{feff}').replace('\r', ""));
    insta::assert_snapshot!("whole_csv", files["总课表.csv"].trim_start_matches('\u{feff}').replace('\r', ""));
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".csv")) {
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{path}");
    }
}

#[test]
fn the_page_escapes_names_and_loads_nothing() {
    for lang in [Lang::Zh, Lang::En] {
        let page = &write("rich", &sample::rich(), lang)["index.html"];
        assert!(!page.contains("<实验>") && page.contains("&lt;实验&gt;"));
        assert!(page.contains("已报备 &amp; 公示"));
        for outside in ["http:", "https:", "src=", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
        for unfilled in ["{{", "{%", "undefined"] {
            assert!(!page.contains(unfilled), "{unfilled}");
        }
    }
}

#[test]
fn a_class_sheet_in_html() {
    let files = write("rich", &sample::rich(), Lang::Zh);
    insta::assert_snapshot!(
        "class_html",
        between(&files["index.html"], "<section class=\"page sheet tall\" id=\"class-0\"", "</section>")
    );
}

#[test]
fn every_class_teacher_and_shared_room_has_its_sheet() {
    let case = sample::large(9, 6);
    let files = write("large", &case, Lang::Zh);
    let page = &files["index.html"];
    assert!(page.len() < 5_000_000, "{}", page.len());
    let count = |needle: &str| page.matches(needle).count();
    assert_eq!(count("data-group=\"classes\" style"), 54);
    assert_eq!(count("data-group=\"teachers\" style"), case.school.teachers.len());
    assert_eq!(count("data-group=\"rooms\" style"), 1, "home rooms have no page of their own");
    assert_eq!(count("class=\"page whole\""), 3, "18 classes on each sheet of paper");
    assert_eq!(count("<caption>"), 54 + case.school.teachers.len() + 1 + 3);
    assert!(page.contains("出处：本校惯例、001 P1") && page.contains("<b>001</b> 中小学减负工作实施方案"));
    for folder in ["classes", "teachers", "rooms"] {
        assert!(files.keys().any(|path| path.starts_with(folder)));
    }
    assert_eq!(files.keys().filter(|path| path.starts_with("rooms/")).count(), case.school.rooms.len());
}

#[test]
fn run_json_says_what_was_run() {
    let case = sample::rich();
    let files = write("rich", &case, Lang::Zh);
    let run: serde_json::Value = serde_json::from_str(&files["run.json"]).unwrap();
    assert_eq!(run["inputs"]["school.toml"], super::sha256(b"x"));
    assert_eq!(run["timetable_sha256"], super::sha256(&table::write(&case.plan)));
    assert_eq!((&run["seed"], &run["objective"], &run["bound"]), (&7.into(), &120.into(), &100.into()));
    assert_eq!(run["verdict"]["good"], run["verdict"]["hard_breaches"] == 0);
    let cost: i64 = run["rules"].as_array().unwrap().iter().map(|rule| rule["cost"].as_i64().unwrap()).sum();
    assert_eq!(run["verdict"]["cost"], cost);
    assert_eq!(super::sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn inputs_are_named_from_the_schools_folder() {
    use std::path::{Path, PathBuf};
    let folder = tempfile::tempdir().unwrap();
    let read =
        [folder.path().join("school.toml"), folder.path().join("表/任课表.csv"), PathBuf::from("/elsewhere.csv")];
    let read = read.map(|path| (path, "00".to_owned()));
    for school in [folder.path(), &folder.path().join("school.toml")] {
        let names: Vec<_> = super::json::inputs(Path::new(school), &read).into_keys().collect();
        assert_eq!(names, ["/elsewhere.csv", "school.toml", "表/任课表.csv"]);
    }
}

#[test]
fn same_input_same_bytes() {
    assert_eq!(write("rich", &sample::rich(), Lang::Zh), write("rich", &sample::rich(), Lang::Zh));
}

#[test]
fn pages_of_service_duty_and_pay() {
    let case = sample::busy::busy(3, 2);
    for lang in [Lang::Zh, Lang::En] {
        let files = write(if lang == Lang::Zh { "busy" } else { "busy-en" }, &case, lang);
        let page = &files["index.html"];
        assert!(page.len() < 5_000_000, "{}", page.len());
        for outside in ["http:", "https:", "src=", "@import", "url(", "{{", "{%", "undefined"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(!page.contains("<script>周") && page.contains("&lt;script&gt;周教练"));
        assert!(!page.contains("国际象棋<b>") && page.contains("&quot;Drama &amp; Fun&quot;"));
        let count = |needle: &str| page.matches(needle).count();
        assert_eq!(count("data-group=\"service\">"), 1 + 1 + 5, "a tab, the week, five days");
        assert_eq!(count("page data roster"), 19 + 6, "clubs that are held, classes");
        // Every link leads to an element of the page.
        for (link, _) in page.match_indices("href=\"#").map(|(at, open)| {
            let rest = &page[at + open.len()..];
            rest.split_once('"').unwrap()
        }) {
            let target = link.strip_prefix("all-").unwrap_or(link);
            assert!(target == "whole" || page.contains(&format!("id=\"{target}\"")), "{link}");
        }
        sheets_to_print(&files, lang);
        let dates = between(page, if lang == Lang::Zh { "特殊日期</h2>" } else { "Other dates</h2>" }, "</section>");
        assert_eq!(dates.matches("<th scope=\"row\"").count(), 2, "a trip, a substitute");
        assert!(dates.contains("03-12 ") && dates.contains("欧阳&lt;i&gt;代"));
        assert!(page.contains("<tr class=\"family\">"), "rules by stage");
    }
}

fn sheets_to_print(files: &BTreeMap<String, String>, lang: Lang) {
    let sheets: Vec<_> = files.iter().filter(|(path, _)| path.starts_with("print/")).collect();
    let names: Vec<_> = sheets.iter().map(|(path, _)| path.as_str()).collect();
    match lang {
        Lang::Zh => assert_eq!(
            names,
            ["print/值班表.html", "print/托管值日登记表.html", "print/考勤表-分组.html", "print/考勤表-社团.html"]
        ),
        Lang::En => assert_eq!(
            names,
            ["attendance-clubs", "attendance-groups", "duty-chart", "sign-in"].map(|name| format!("print/{name}.html"))
        ),
    }
    for (path, page) in &sheets {
        for outside in ["http:", "https:", "src=", "@import", "url(", "{{", "{%", "undefined", "<script", "象棋<b>"] {
            assert!(!page.contains(outside), "{path}: {outside}");
        }
        assert!(files["index.html"].contains(&path.replace('/', "&#x2f;")), "{path} is not linked");
    }
    let pages = |which: usize| sheets[which].1.matches("<section class=\"page\"").count();
    let (duty, sign_in, groups, clubs) = if lang == Lang::Zh { (0, 1, 2, 3) } else { (2, 3, 1, 0) };
    assert_eq!(pages(duty), 2, "the chart, weekly duty");
    assert_eq!(pages(sign_in), 12, "two slots every day, clubs on two");
    assert_eq!(pages(clubs), 19 * 2, "36 dates on two pages each");
    assert_eq!(pages(groups), 6 * 3, "homework help, extended care, reading of each class");
    // Each of 12 members, two spare lines, on both pages; 18 dates each.
    let club = sheets[clubs].1.split("<section").nth(1).unwrap();
    assert_eq!(club.matches("<th scope=\"row\">").count(), 14);
    assert_eq!(club.matches("<td></td>").count(), 14 * 18 + 2, "spare lines have no class");
}

#[test]
fn wide_sheets_of_service_and_duty() {
    let case = crate::school::sample::service::serviced().service(
        "session 周一 作业辅导 一1班 一1班 4 一1班教室 张芳; session 周二 作业辅导 一1班 一1班 3 一1班教室 张芳+李强; \
         session 周一 社团 篮球 一1班+一2班 3 操场 _; club 篮球 3 操场 _; shift 校门 周一 张芳; shift 巡查 周一 李强",
    );
    let files = write("small", &case, Lang::Zh);
    let lines = |path: &str| files[path].trim_start_matches('\u{feff}').replace('\r', "");
    assert_eq!(
        lines("课后服务总表.csv"),
        "时段,时间,分组／社团,内容,周一,周二,周三,周四,周五\n\
         作业辅导,15:40-16:30,一1班,作业辅导,张芳 @一1班教室 4人,张芳、李强 @一1班教室 3人,,,\n\
         社团,16:40-17:40,篮球,社团,'@操场 3人,,,,\n"
    );
    assert_eq!(
        lines("值班总表.csv"),
        "岗位,时间,地点,周一,周二,周三,周四,周五\n校门,07:50-08:20,,张芳,,,,\n巡查,15:40-17:40,,李强,,,,\n"
    );
    let teacher = lines("teachers/张芳.csv");
    assert!(teacher.contains("值班,07:50-08:20,校门,,,,\n"), "{teacher}");
    assert!(teacher.contains("作业辅导,15:40-16:30,一1班 @一1班教室 4人,一1班 李强 @一1班教室 3人"), "{teacher}");
    assert!(lines("rooms/操场.csv").contains("社团,16:40-17:40,篮球 3人"));
}
