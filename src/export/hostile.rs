//! Hostile names through every format: nothing is executed, nothing becomes markup or a path, every file can be read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::{Component, Path};

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;

use super::booklets::{Source, Use};
use super::pdf::{self, Fonts};
use super::{Bundle, Run, document, files, grid, ics, sheet_page, xlsx};
use crate::plan::View;
use crate::report::{quality, sample};
use crate::school::sample::Case;
use crate::text::Lang;
use crate::verify::verify;

const PIECES: [&str; 46] = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\u{0}",
    "\u{1b}[2J",
    "'",
    "\"",
    "<script>alert(1)</script>",
    "</td>",
    "<!--",
    "]]>",
    "&",
    "&amp;",
    "../",
    "..\\",
    "/",
    "\\",
    ":",
    "*",
    "?",
    "[",
    "]",
    "CON",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://x\")",
    "_x0041_",
    "\u{202e}",
    "\u{feff}",
    "😀",
    "𠮷",
    "班",
    "{{ name }}",
    "{% raw %}",
    "BEGIN:VCALENDAR",
    ",",
    ";",
    "＝",
    "\u{ffff}",
    "ئەخمەت",
    "𠀀𪚥",
    "👩\u{200d}🏫",
    LONG,
];

/// A name of sixty characters.
const LONG: &str = "名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名";

/// The school of the rich week with other names.
fn renamed(names: &[String]) -> Case {
    let mut case = sample::rich();
    let school = &mut case.school;
    let mut fresh = names.iter().enumerate().map(|(nth, name)| format!("{name}{nth}"));
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut rename = |name: &mut String| {
        if let Some(new) = fresh.next() {
            pairs.push((std::mem::replace(name, new.clone()), new));
        }
    };
    school.classes.iter_mut().for_each(|class| rename(&mut class.name));
    school.teachers.iter_mut().for_each(|teacher| rename(&mut teacher.name));
    school.rooms.iter_mut().for_each(|room| rename(&mut room.name));
    school.subjects.iter_mut().for_each(|subject| rename(&mut subject.name));
    let new = |name: &mut String| {
        if let Some((_, new)) = pairs.iter().find(|(old, _)| old == name) {
            name.clone_from(new);
        }
    };
    for row in &mut case.plan.rows {
        row.classes.iter_mut().chain(&mut row.teachers).for_each(new);
        new(&mut row.subject);
        new(&mut row.room);
    }
    case.school.name.clone_from(&names[0]);
    case.school.index_names();
    case
}

/// Every cell of every sheet of a workbook; formulas other than sums fail.
fn cells(bytes: Vec<u8>) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut cells = Vec::new();
    for name in book.sheet_names() {
        for (_, _, formula) in book.worksheet_formula(&name).unwrap().used_cells() {
            assert!(formula.is_empty() || formula.starts_with("SUM("), "{formula}");
        }
        for (_, _, cell) in book.worksheet_range(&name).unwrap().used_cells() {
            if let Data::String(text) = cell {
                cells.push(text.clone());
            }
        }
    }
    cells
}

/// The events of each calendar over a term, as another library reads them, fewest first.
fn calendars(case: &Case, lang: Lang) -> Vec<usize> {
    let mut school = case.school.clone();
    let [first, last] = ["2026-03-02", "2026-03-15"].map(|text| text.parse().unwrap());
    let term = crate::school::Term::new("春", first, last);
    school.term = Some(term.fill(&school.weekdays, &BTreeMap::new()));
    let mut counts = Vec::new();
    for (path, bytes) in ics::files(&View::new(&school, &case.plan), lang) {
        assert!(plain_path(&path), "{path}");
        let text = std::str::from_utf8(&bytes).unwrap();
        assert!(
            text.split("\r\n").all(|line| line.len() <= 76 && !line.contains(['\n', '\r', '\0', '\u{1b}'])),
            "{text}"
        );
        assert!(!text.contains('\u{202e}'), "{text}");
        let read: Vec<_> = ical::IcalParser::new(&bytes[..]).map(Result::unwrap).collect();
        assert_eq!(read.len(), 1, "{text}");
        counts.push(read[0].events.len());
    }
    counts.sort_unstable();
    counts
}

fn plain_path(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
        && !path.contains(['\\', ':', '*', '?', '"', '<', '>', '|'])
        && !path.chars().any(char::is_control)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn names_stay_names(names in proptest::collection::vec(
        proptest::collection::vec(proptest::sample::select(&PIECES[..]), 1..5).prop_map(|pieces| pieces.concat()), 24..25)
    ) {
        let case = renamed(&names);
        let verdict = verify(&case.school, &case.plan);
        let quality = quality::measure(&case.school, &case.plan, &verdict);
        let source = Source::new(&case.school, &case.plan, &quality, Lang::Zh);
        let mut found = Vec::new();
        for booklet in source.booklets(Use::Workbook) {
            found.extend(cells(xlsx::write(&booklet, None, Lang::Zh).unwrap()));
            let page = sheet_page::write(&booklet, Lang::Zh);
            let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
            let page = roxmltree::Document::parse_with_options(&page, options).unwrap();
            let known = ["html", "head", "meta", "title", "style", "body", "section", "table", "caption", "colgroup", "col", "thead", "tbody", "tr",
                "th", "td", "b", "br", "small", "p"];
            prop_assert!(page.descendants().filter(|n| n.is_element()).all(|n| known.contains(&n.tag_name().name())));
        }
        for class in &case.school.classes {
            let shown = grid::clean(&class.name);
            prop_assert!(found.contains(&shown), "{shown:?}");
        }
        let written = document::write(&case.school, &case.plan, &verdict);
        let read: document::Document = serde_json::from_slice(&written).unwrap();
        prop_assert!(read.classes.iter().zip(&case.school.classes).all(|(part, class)| part.name == class.name));
        let run = Run::default();
        let bundle = Bundle { school: &case.school, plan: &case.plan, verdict: &verdict, run: &run, extra: &[], lang: Lang::Zh };
        let plain = calendars(&sample::rich(), Lang::Zh);
        let hostile = calendars(&case, Lang::Zh);
        prop_assert_eq!(plain.len(), hostile.len());
        prop_assert_eq!(plain, hostile, "as many events in each calendar, whatever the names");
        for (path, bytes) in files(&bundle).unwrap() {
            prop_assert!(plain_path(&path), "{path}");
            if path.ends_with(".csv") {
                let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[3..]);
                for cell in reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
                    prop_assert!(!cell.starts_with(['=', '+', '@', '\t', '\r', '＝']), "{path}: {cell:?}");
                    let number = cell.strip_prefix('-').is_none_or(|rest| rest.parse::<f64>().is_ok());
                    prop_assert!(number, "{path}: {cell:?}");
                }
            }
            if path.ends_with(".html") {
                let text = String::from_utf8(bytes).unwrap();
                prop_assert!(!text.contains("<script>alert"), "{path}");
            }
        }
    }
}

#[test]
fn a_pdf_shows_every_character_or_says_which_it_cannot() {
    // A machine without a Chinese font makes no PDF, which is an error of its own.
    let Ok(fonts) = Fonts::of_system() else { return };
    let names: Vec<String> = PIECES.iter().map(|piece| (*piece).to_owned()).collect();
    let case = renamed(&names);
    let verdict = verify(&case.school, &case.plan);
    let quality = quality::measure(&case.school, &case.plan, &verdict);
    let source = Source::new(&case.school, &case.plan, &quality, Lang::Zh);
    let mut shown = BTreeSet::new();
    for booklet in source.booklets(Use::Paper) {
        let bytes = pdf::write(&booklet, &fonts, None, Lang::Zh).unwrap();
        assert!(bytes.starts_with(b"%PDF-") && !contains(&bytes, b"/JavaScript") && !contains(&bytes, b"/URI"));
        let Some(words) = pdf::tests::words(&bytes) else { return };
        shown.extend(words.chars());
    }
    let missing = fonts.missing();
    for name in case.school.classes.iter().map(|class| &class.name).chain(case.school.teachers.iter().map(|t| &t.name))
    {
        for letter in grid::clean(name).chars().filter(|letter| !letter.is_whitespace()) {
            assert!(shown.contains(&letter) || missing.contains(&letter), "{name:?}: {letter:?} is lost in silence");
        }
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
