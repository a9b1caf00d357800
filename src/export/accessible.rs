//! Whether every page can be used with a screen reader, by its structure: language, headings in order, tables with a caption
//! and headings that say what they head, names of what can be operated, links that lead somewhere.

use std::collections::BTreeSet;

use super::booklets::{Source, Use};
use super::{Bundle, Run, files, sheet_page};
use crate::report::{quality, sample};
use crate::school::sample::Case;
use crate::text::Lang;
use crate::verify::verify;

/// A tag of a page: its name, whether it closes, its attributes as they stand, and the words after it.
struct Tag<'a> {
    name: &'a str,
    closes: bool,
    attributes: &'a str,
    words: &'a str,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        let start = self.attributes.find(&format!(" {name}=\""))? + name.len() + 3;
        self.attributes[start..].split('"').next()
    }
}

/// The tags of a page in order, without those within styles and scripts.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut left = page;
    while let Some(start) = left.find('<') {
        let (tag, rest) = left[start + 1..].split_once('>').expect("a tag that ends");
        let (closes, tag) = (tag.starts_with('/'), tag.trim_start_matches('/'));
        let (name, attributes) = tag.split_at(tag.find([' ', '\n', '/']).unwrap_or(tag.len()));
        let raw = ["style", "script"].contains(&name) && !closes;
        left = if raw { &rest[rest.find("</").unwrap()..] } else { rest };
        let words = if raw { "" } else { rest.split('<').next().unwrap_or("") };
        if !name.starts_with('!') {
            tags.push(Tag { name, closes, attributes, words });
        }
    }
    tags
}

const VOID: [&str; 6] = ["meta", "input", "br", "col", "link", "hr"];

/// Everything that is wrong with a page.
fn faults(page: &str) -> Vec<String> {
    let tags = tags(page);
    let mut faults = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut level = 0;
    let ids: Vec<&str> = tags.iter().filter(|tag| !tag.closes).filter_map(|tag| tag.attribute("id")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    if known.len() < ids.len() {
        faults.push("an id twice".to_owned());
    }
    let mut headings_of_table = 0;
    for (at, tag) in tags.iter().enumerate() {
        let mut wrong = |what: &str| faults.push(format!("<{}{}>: {what}", tag.name, tag.attributes));
        if tag.closes {
            if open.pop() != Some(tag.name) {
                wrong("closes what is not open");
            }
            if tag.name == "table" && headings_of_table == 0 {
                wrong("a table without headings of its columns");
            }
            continue;
        }
        let named = tag.attribute("aria-label").is_some_and(|label| !label.is_empty());
        match tag.name {
            "html" if tag.attribute("lang").is_none_or(str::is_empty) => wrong("no language"),
            "h1" | "h2" | "h3" | "h4" => {
                let here: usize = tag.name[1..].parse().unwrap();
                if here > level + 1 {
                    wrong("a level of headings is left out");
                }
                level = here;
            }
            "table" => {
                headings_of_table = 0;
                if tags.get(at + 1).is_none_or(|next| next.name != "caption") {
                    wrong("no caption");
                }
            }
            "th" => match tag.attribute("scope") {
                Some("col" | "colgroup") => headings_of_table += 1,
                Some("row" | "rowgroup") => {}
                _ => wrong("heads nothing"),
            },
            "nav" | "input" if !named => wrong("no name"),
            "svg" if !named || tag.attribute("role") != Some("img") => wrong("a picture without words"),
            "button" if !named && tag.words.trim().is_empty() => wrong("no name"),
            "img" if tag.attribute("alt").is_none() => wrong("a picture without words"),
            "a" => {
                let target = tag.attribute("href").and_then(|link| link.strip_prefix('#'));
                // `#all-...` and the groups of the page are made by its script.
                if target.is_some_and(|id| !id.starts_with("all-") && id != "whole" && !known.contains(id)) {
                    wrong("leads nowhere");
                }
            }
            _ => {}
        }
        if !VOID.contains(&tag.name) && !tag.attributes.ends_with('/') {
            open.push(tag.name);
        }
    }
    if !open.is_empty() {
        faults.push(format!("not closed: {open:?}"));
    }
    faults
}

fn pages(case: &Case, lang: Lang) -> Vec<(String, String)> {
    let verdict = verify(&case.school, &case.plan);
    let quality = quality::measure(&case.school, &case.plan, &verdict);
    let run = Run::default();
    let bundle = Bundle { school: &case.school, plan: &case.plan, verdict: &verdict, run: &run, extra: &[], lang };
    let mut pages: Vec<(String, String)> = files(&bundle)
        .unwrap()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect();
    let source = Source::new(&case.school, &case.plan, &quality, lang);
    let booklets = source.booklets(Use::Paper);
    pages.extend(booklets.iter().map(|booklet| (booklet.file.clone(), sheet_page::write(booklet, lang))));
    pages
}

#[test]
fn a_screen_reader_finds_its_way_through_every_page() {
    for case in [sample::rich(), sample::busy::busy(2, 2)] {
        for lang in [Lang::Zh, Lang::En] {
            let pages = pages(&case, lang);
            assert!(pages.len() > 5, "{}", pages.len());
            for (path, page) in pages {
                assert_eq!(faults(&page), Vec::<String>::new(), "{path}");
            }
        }
    }
}

#[test]
fn what_is_wrong_is_seen() {
    let bad =
        "<html><h1>x</h1><h3>y</h3><table><tr><th>z</th></tr></table><a href=\"#q\">q</a><button></button></html>";
    let found = faults(bad).join("\n");
    for what in
        ["no language", "left out", "no caption", "heads nothing", "without headings", "leads nowhere", "no name"]
    {
        assert!(found.contains(what), "{what}: {found}");
    }
}
