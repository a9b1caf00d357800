//! A sheet as its template shows it: words, style classes and spans.

use serde::Serialize;

use crate::args;
use crate::plan::table::LIST;
use crate::report::loads::weekly;
use crate::report::sheet::Whose;
use crate::report::{Band, BandKind, Cell, Entry, EntryKind, Sheet};
use crate::school::{School, ServiceKind, SubjectKind};
use crate::text::{Lang, programme as say, ui};
use crate::units::{Weekday, Weeks};

/// Millimetres of a sheet of paper that the lines of a week share, some kept for lines that need more.
const ROOM: usize = 205;

/// A sheet.
#[derive(Serialize)]
pub(in crate::export) struct SheetView {
    pub(in crate::export) id: String,
    pub(in crate::export) group: &'static str,
    pub(in crate::export) title: String,
    pub(in crate::export) facts: Vec<(&'static str, String)>,
    /// `tall` or `wide`: the paper it is printed on.
    pub(in crate::export) paper: &'static str,
    /// Whether its lines are many for one sheet of paper, so that it is printed smaller.
    pub(in crate::export) dense: bool,
    pub(in crate::export) periods: usize,
    pub(in crate::export) others: usize,
    /// Lines of the after-school service and of duty, which are higher than other lines.
    pub(in crate::export) slots: usize,
    pub(in crate::export) days: Vec<&'static str>,
    pub(in crate::export) bands: Vec<BandView>,
    pub(in crate::export) parity: bool,
}

#[derive(Serialize)]
pub(in crate::export) struct BandView {
    pub(in crate::export) class: String,
    pub(in crate::export) label: String,
    pub(in crate::export) start: String,
    pub(in crate::export) end: String,
    pub(in crate::export) cells: Vec<CellView>,
}

#[derive(Serialize)]
pub(in crate::export) struct CellView {
    pub(in crate::export) rows: usize,
    pub(in crate::export) columns: usize,
    pub(in crate::export) class: String,
    pub(in crate::export) hidden: &'static str,
    pub(in crate::export) time: String,
    pub(in crate::export) text: String,
    pub(in crate::export) entries: Vec<EntryView>,
}

/// An entry of a cell.
#[derive(Serialize)]
pub(in crate::export) struct EntryView {
    pub(in crate::export) class: &'static str,
    pub(in crate::export) parity: &'static str,
    pub(in crate::export) main: String,
    pub(in crate::export) section: String,
    pub(in crate::export) count: String,
    pub(in crate::export) people: Vec<String>,
    pub(in crate::export) room: String,
    pub(in crate::export) time: String,
}

/// The element that shows a sheet.
pub(super) fn id(whose: Whose) -> String {
    match whose {
        Whose::Class(id) => format!("class-{}", id.0),
        Whose::Teacher(id) => format!("teacher-{}", id.0),
        Whose::Room(id) => format!("room-{}", id.0),
    }
}

/// The group of sheets that it belongs to.
pub(super) fn group(whose: Whose) -> &'static str {
    match whose {
        Whose::Class(_) => "classes",
        Whose::Teacher(_) => "teachers",
        Whose::Room(_) => "rooms",
    }
}

pub(in crate::export) fn day(weekday: Weekday, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => weekday.zh(),
        Lang::En => weekday.en(),
    }
}

pub(super) fn parity(weeks: Weeks, lang: Lang) -> &'static str {
    match weeks {
        Weeks::All => "",
        Weeks::Odd => ui::ODD.get(lang),
        Weeks::Even => ui::EVEN.get(lang),
    }
}

/// The style class of an entry.
pub(super) fn style(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Research => "research",
        EntryKind::Event(_) => "event",
        EntryKind::Duty(_) => "duty",
        EntryKind::Service(kind) => service_style(kind),
        EntryKind::Lesson(kind) => match kind {
            SubjectKind::Chinese => "k-chinese",
            SubjectKind::Maths => "k-maths",
            SubjectKind::English => "k-english",
            SubjectKind::Morality => "k-morality",
            SubjectKind::Science => "k-science",
            SubjectKind::Humanities => "k-humanities",
            SubjectKind::Pe => "k-pe",
            SubjectKind::Music => "k-music",
            SubjectKind::Art => "k-art",
            SubjectKind::Technology => "k-technology",
            SubjectKind::Labour => "k-labour",
            SubjectKind::Practice => "k-practice",
            SubjectKind::ClassMeeting => "k-class-meeting",
            SubjectKind::SelfStudy => "k-self-study",
            SubjectKind::Other => "k-other",
        },
    }
}

/// The style class of a kind of service.
pub(super) fn service_style(kind: ServiceKind) -> &'static str {
    match kind {
        ServiceKind::Homework | ServiceKind::Tutoring | ServiceKind::EveningStudy => "s-study",
        ServiceKind::Club => "s-club",
        ServiceKind::Extended | ServiceKind::Boarding | ServiceKind::Midday => "s-care",
        ServiceKind::Sport | ServiceKind::Art | ServiceKind::Reading | ServiceKind::Science | ServiceKind::Labour => {
            "s-other"
        }
    }
}

/// A sheet in words.
pub(in crate::export) fn sheet(school: &School, sheet: &Sheet, lang: Lang) -> SheetView {
    let periods = sheet.bands.iter().filter(|band| matches!(band.kind, BandKind::Period(_))).count();
    let title = match sheet.whose {
        Whose::Class(_) => ui::CLASS_SHEET,
        Whose::Teacher(_) => ui::TEACHER_SHEET,
        Whose::Room(_) => ui::ROOM_SHEET,
    };
    let mut last: Option<&Band> = None;
    let mut bands = Vec::new();
    for band in &sheet.bands {
        bands.push(band_view(sheet, band, last, lang));
        if matches!(band.kind, BandKind::Period(_)) {
            last = Some(band);
        }
    }
    let slots = sheet.bands.iter().filter(|band| matches!(band.kind, BandKind::Slot | BandKind::Duty)).count();
    let parity = sheet.bands.iter().flat_map(|b| &b.cells).flat_map(|c| &c.entries).any(|e| e.weeks != Weeks::All);
    SheetView {
        id: id(sheet.whose),
        group: group(sheet.whose),
        title: title.fill(lang, &args! { name: &sheet.name }),
        facts: facts(school, sheet, lang),
        paper: if sheet.days.len() > 5 { "wide" } else { "tall" },
        // What a period, a break and a slot of the service take in full-sized letters.
        dense: periods * 17 + (sheet.bands.len() - periods - slots) * 8 + slots * 20 > ROOM,
        periods,
        others: sheet.bands.len() - periods - slots,
        slots,
        days: sheet.days.iter().map(|weekday| day(*weekday, lang)).collect(),
        bands,
        parity,
    }
}

fn facts(school: &School, sheet: &Sheet, lang: Lang) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    match sheet.whose {
        Whose::Class(id) => {
            let class = school.class(id);
            let teacher = class.class_teacher.map(|teacher| school.teacher(teacher).name.clone());
            facts.extend(teacher.map(|name| (ui::CLASS_TEACHER.get(lang), name)));
            facts.push((ui::HOME_ROOM.get(lang), school.room(class.home_room).name.clone()));
        }
        Whose::Teacher(id) => {
            let of = school.classes.iter().filter(|class| class.class_teacher == Some(id));
            let classes: Vec<_> = of.map(|class| class.name.clone()).collect();
            if !classes.is_empty() {
                facts.push((ui::CLASS_TEACHER_OF.get(lang), classes.join(LIST)));
            }
        }
        Whose::Room(id) => {
            let room = school.room(id);
            facts.push((ui::ROOM_KIND.get(lang), room.kind.clone()));
            let building = room.building.filter(|_| school.buildings.len() > 1);
            facts.extend(building.map(|id| (ui::BUILDING.get(lang), school.buildings[id.index()].clone())));
            if room.capacity > 1 {
                facts.push((ui::CAPACITY.get(lang), room.capacity.to_string()));
            }
        }
    }
    facts.push((ui::WEEKLY_LESSONS.get(lang), ui::WEEKLY_N.fill(lang, &args! { n: weekly(sheet.halves) })));
    if matches!(sheet.whose, Whose::Teacher(_)) && sheet.sessions > 0 {
        facts.push((say::SERVICE.get(lang), say::N_SESSIONS.fill(lang, &args! { n: sheet.sessions })));
    }
    if sheet.duty > 0 {
        facts.push((say::DUTY.get(lang), say::N_MINUTES.fill(lang, &args! { n: sheet.duty })));
    }
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

fn band_view(sheet: &Sheet, band: &Band, last: Option<&Band>, lang: Lang) -> BandView {
    let (class, label) = match &band.kind {
        BandKind::Period(period) => {
            let first = last.is_some_and(|last| last.part != band.part);
            (if first { "period first" } else { "period" }, ui::PERIOD_N.fill(lang, &args! { n: period.0 }))
        }
        // The name stands in the cells unless events have taken all of them.
        BandKind::Break { .. } if band.cells.iter().all(|cell| !cell.entries.is_empty()) => {
            ("break named", band.name.clone())
        }
        BandKind::Break { .. } => ("break", band.name.clone()),
        BandKind::Apart => ("apart", ui::EVENT_LINE.get(lang).to_owned()),
        BandKind::Duty => ("apart", say::DUTY.get(lang).to_owned()),
        BandKind::Slot => (if after_first_slot(sheet, band) { "slot" } else { "slot first" }, band.name.clone()),
    };
    let cells = band.cells.iter().filter(|cell| cell.rows > 0 && cell.columns > 0);
    BandView {
        class: class.to_owned(),
        label,
        start: band.time.map_or(String::new(), |time| time.start.to_string()),
        end: band.time.map_or(String::new(), |time| time.end.to_string()),
        cells: cells.map(|cell| cell_view(sheet.whose, band, cell, lang)).collect(),
    }
}

/// Whether the line before that of a slot is a slot's, too.
fn after_first_slot(sheet: &Sheet, band: &Band) -> bool {
    let at = sheet.bands.iter().position(|other| std::ptr::eq(other, band)).unwrap_or(0);
    at.checked_sub(1).is_some_and(|before| sheet.bands[before].kind == BandKind::Slot)
}

fn cell_view(whose: Whose, band: &Band, cell: &Cell, lang: Lang) -> CellView {
    let period = matches!(band.kind, BandKind::Period(_));
    let absent = cell.time.is_none() && cell.entries.is_empty();
    let pause = matches!(band.kind, BandKind::Break { .. }) && !absent && cell.entries.is_empty();
    let class = match (absent && period, cell.entries.as_slice()) {
        (true, _) => "none".to_owned(),
        (_, []) => String::new(),
        // The whole cell has the colour, so that nothing is drawn over its border.
        (_, [only]) => format!("full {}", style(only.kind)),
        _ => "many".to_owned(),
    };
    // A cell of several bands has no single usual time to differ from.
    let other_time = cell.time.filter(|time| Some(*time) != band.time && cell.rows == 1);
    CellView {
        rows: cell.rows,
        columns: cell.columns,
        class,
        hidden: if absent && period { ui::NO_LESSON.get(lang) } else { "" },
        time: other_time.filter(|_| pause || !cell.entries.is_empty()).map_or(String::new(), |time| time.to_string()),
        text: if pause { band.name.clone() } else { String::new() },
        entries: cell.entries.iter().map(|entry| entry_view(whose, entry, lang)).collect(),
    }
}

fn entry_view(whose: Whose, entry: &Entry, lang: Lang) -> EntryView {
    let lesson = matches!(entry.kind, EntryKind::Lesson(_));
    let service = matches!(entry.kind, EntryKind::Service(_));
    let classes = entry.classes.join(LIST);
    let teachers = entry.teachers.join(LIST);
    let mut people: Vec<String> = Vec::new();
    let main = match whose {
        _ if entry.clubs > 0 => say::CLUB.get(lang).to_owned(),
        Whose::Class(_) => {
            people.push(teachers);
            if !classes.is_empty() {
                people.push(ui::WITH_CLASSES.fill(lang, &args! { classes: classes }));
            }
            entry.name.clone()
        }
        Whose::Teacher(_) if lesson => {
            people.push(entry.name.clone());
            if !teachers.is_empty() {
                people.push(ui::WITH_TEACHERS.fill(lang, &args! { teachers: teachers }));
            }
            classes
        }
        Whose::Room(_) if lesson => {
            people.extend([entry.name.clone(), teachers]);
            classes
        }
        Whose::Teacher(_) if service && !teachers.is_empty() => {
            people.push(ui::WITH_TEACHERS.fill(lang, &args! { teachers: teachers }));
            entry.name.clone()
        }
        Whose::Room(_) if service => {
            people.push(teachers);
            entry.name.clone()
        }
        _ => entry.name.clone(),
    };
    people.retain(|part| !part.is_empty());
    EntryView {
        class: style(entry.kind),
        parity: parity(entry.weeks, lang),
        main,
        section: section(entry, lang),
        count: count(entry, lang),
        people,
        room: entry.room.clone().unwrap_or_default(),
        time: entry.time.map_or(String::new(), |time| time.to_string()),
    }
}

/// The group; of a session what happens in it, in the language asked for.
pub(in crate::export) fn section(entry: &Entry, lang: Lang) -> String {
    match entry.kind {
        EntryKind::Service(kind) if !entry.section.is_empty() => say::kind(kind).get(lang).to_owned(),
        _ => entry.section.clone(),
    }
}

/// How many pupils are in a session, and in how many clubs where one entry stands for several.
pub(in crate::export) fn count(entry: &Entry, lang: Lang) -> String {
    match (entry.pupils, entry.clubs) {
        (None, _) => String::new(),
        (Some(pupils), 0) => say::N_PUPILS.fill(lang, &args! { n: pupils }),
        (Some(pupils), clubs) => say::IN_CLUBS.fill(lang, &args! { pupils: pupils, clubs: clubs }),
    }
}
