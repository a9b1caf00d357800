//! The page's indexes: chips that lead to the sheets, and which sheets the page shows.

use serde::Serialize;

use super::view::{group, id};
use crate::args;
use crate::report::sheet::Whose;
use crate::report::{EntryKind, Quality, Sheet, Sheets};
use crate::school::{School, ServiceKind};
use crate::text::{Lang, ui};

const CLUB: EntryKind = EntryKind::Service(ServiceKind::Club);

/// The chips that lead to a kind of sheets.
#[derive(Serialize)]
pub(super) struct Index {
    id: &'static str,
    group: &'static str,
    label: &'static str,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    label: String,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Link {
    id: String,
    name: String,
}

/// The sheets that the page shows: all classes, all teachers, and the rooms that are not merely a class's own.
pub(in crate::export) fn shown<'a>(school: &School, sheets: &'a Sheets) -> Vec<&'a Sheet> {
    let shared = |sheet: &&Sheet| match sheet.whose {
        Whose::Room(id) => match school.room(id).home_of {
            None => true,
            Some(owner) => {
                let owner = &school.class(owner).name;
                let mut entries = sheet.bands.iter().flat_map(|band| &band.cells).flat_map(|cell| &cell.entries);
                entries.any(|entry| entry.kind == CLUB || !entry.classes.is_empty() && !entry.classes.contains(owner))
            }
        },
        _ => true,
    };
    sheets.classes.iter().chain(&sheets.teachers).chain(sheets.rooms.iter().filter(shared)).collect()
}

/// Classes by grade, teachers by the subject they teach most, rooms by type.
pub(super) fn indexes(school: &School, quality: &Quality, shown: &[&Sheet], lang: Lang) -> Vec<Index> {
    let label = |whose: Whose| match whose {
        Whose::Class(id) => ui::GRADE.fill(lang, &args! { grade: grade(school.class(id).grade, lang) }),
        Whose::Teacher(id) => {
            let taught = quality.teachers.iter().find(|load| load.teacher == id).and_then(|l| l.subjects.first());
            let stated = || school.teacher(id).subjects.first().map(|subject| &school.subject(*subject).name);
            taught.or_else(stated).cloned().unwrap_or_else(|| ui::OTHER_STAFF.get(lang).to_owned())
        }
        Whose::Room(id) => school.room(id).kind.clone(),
    };
    let kinds = [("classes", ui::CLASSES), ("teachers", ui::TEACHERS), ("rooms", ui::ROOMS)];
    kinds
        .into_iter()
        .map(|(kind, text)| {
            let mut groups: Vec<Group> = Vec::new();
            for sheet in shown.iter().filter(|sheet| group(sheet.whose) == kind) {
                let link = Link { id: id(sheet.whose), name: sheet.name.clone() };
                let label = label(sheet.whose);
                match groups.iter_mut().find(|group| group.label == label) {
                    Some(group) => group.links.push(link),
                    None => groups.push(Group { label, links: vec![link] }),
                }
            }
            Index { id: kind, group: kind, label: text.get(lang), groups }
        })
        .filter(|index| !index.groups.is_empty())
        .collect()
}

/// The number of a grade as it is written.
pub(in crate::export) fn grade(number: u8, lang: Lang) -> String {
    let zh = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (lang, zh.get(usize::from(number).wrapping_sub(1))) {
        (Lang::Zh, Some(word)) => (*word).to_owned(),
        _ => number.to_string(),
    }
}
