//! A workbook to fill in: a sheet for each table of the configuration and for each list of `school.toml`, with drop-downs, notes in both
//! languages over the headers and an example row; and a school's configuration as such a workbook. Importing either gives the
//! same configuration back.

mod columns;

use std::path::Path;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError};

use columns::{DOWN, choice, example, note, sheet_name};

use super::draft::KINDS;
use super::settings::{Content, LISTS, SHEET, encode, header};
use crate::args;
use crate::config::notation::unguarded;
use crate::config::source::{Encodings, Source};
use crate::config::table::{self, CLASSES, Column, Kind, REQUIREMENTS, Record};
use crate::config::{Diagnostic, Diagnostics, Location, wide};
use crate::export::folder::write_one;
use crate::text::{Lang, Text, output};

/// The settings of an empty template.
const START_ZH: &str = include_str!("template.zh.toml");
const START_EN: &str = include_str!("template.en.toml");

/// Lists of which an empty template has a sheet though it has no entry.
const OFFERED: [&str; 9] = ["bell", "pin", "double", "pair", "unavailable", "unwanted", "event", "research", "service"];

/// Writes a workbook to fill in.
///
/// # Errors
/// It cannot be written.
///
/// # Example
/// ```
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("template.xlsx");
/// kebiao::import::template::write(&path, kebiao::text::Lang::Zh).map_err(|error| error.render(kebiao::text::Lang::En))?;
/// assert!(kebiao::workbook::read(&path).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(path: &Path, lang: Lang) -> Result<(), Diagnostic> {
    let start = match lang {
        Lang::Zh => START_ZH,
        Lang::En => START_EN,
    };
    let settings: toml::Table = start.parse().unwrap_or_default();
    let content = Contents {
        tables: KINDS.iter().map(|kind| (*kind, Vec::new())).collect(),
        settings,
        curriculum: Vec::new(),
        example: true,
    };
    save(path, &content, lang)
}

/// Writes the configuration of the school in `folder` as such a workbook.
///
/// # Errors
/// The school cannot be read, or the workbook not be written.
pub fn of_school(folder: &Path, path: &Path, lang: Lang) -> Result<(), Diagnostics> {
    let content = contents(folder)?;
    save(path, &content, lang).map_err(|error| Diagnostics(vec![error]))
}

/// What a workbook is to hold.
struct Contents {
    tables: Vec<(&'static Kind, Vec<Record>)>,
    settings: toml::Table,
    /// Rows of `[curriculum.periods]`, in the order of the file.
    curriculum: Vec<(String, Vec<String>)>,
    /// Whether each table shows how to write a row.
    example: bool,
}

/// Reads a school's files as they are typed.
fn contents(folder: &Path) -> Result<Contents, Diagnostics> {
    let file = if folder.is_dir() { folder.join("school.toml") } else { folder.to_owned() };
    // Whatever is wrong is told by the reader that everybody uses.
    crate::config::read(&file)?;
    let mut found = Diagnostics::default();
    let source = Source::load(&file, Encodings::Utf8, &mut found);
    let Some(source) = source else { return Err(found) };
    let mut settings: toml::Table = source.text.parse().unwrap_or_default();
    let named = settings.remove("tables");
    let dir = file.parent().unwrap_or(Path::new(""));
    let (mut tables, mut beside) = (Vec::new(), Vec::new());
    for kind in KINDS {
        let name = named.as_ref().and_then(|named| named.get(kind.key)).and_then(toml::Value::as_str);
        let mut rows = Vec::new();
        if let Some(source) = name.and_then(|name| Source::load(&dir.join(name), Encodings::Utf8OrGbk, &mut found)) {
            if kind.key == REQUIREMENTS.key {
                let read = wide::read(&source, &mut found);
                rows = read.rows;
                beside = read.classes;
            } else {
                rows = table::read(&source, kind, &mut found);
            }
        }
        if kind.key == CLASSES.key && !settings.contains_key("class") {
            with_facts(&mut rows, &beside);
        }
        if !rows.is_empty() {
            tables.push((kind, rows));
        }
    }
    if !found.is_empty() {
        return Err(found);
    }
    let curriculum = periods(&source.text, &mut settings);
    Ok(Contents { tables, settings, curriculum, example: false })
}

/// What a wide table says about its classes, put into the class table.
fn with_facts(rows: &mut Vec<Record>, beside: &[Record]) {
    if rows.is_empty()
        && beside.iter().all(|fact| CLASSES.columns.iter().filter(|column| fact.get(column.key).is_some()).count() < 2)
    {
        return;
    }
    for fact in beside.iter().filter(|fact| crate::config::notation::name(fact.text("name")).is_ok()) {
        match rows.iter_mut().find(|row| row.text("name") == fact.text("name")) {
            Some(row) => {
                for column in CLASSES.columns {
                    if let (None, Some(cell)) = (row.get(column.key), fact.get(column.key)) {
                        row.set(column.key, cell.clone());
                    }
                }
            }
            None => rows.push(fact.clone()),
        }
    }
}

/// Takes `[curriculum.periods]` out of the settings: it has a sheet of its own. Nine values, or one for all grades.
fn periods(text: &str, settings: &mut toml::Table) -> Vec<(String, Vec<String>)> {
    let Some(toml::Value::Table(section)) = settings.get_mut("curriculum") else { return Vec::new() };
    let Some(toml::Value::Table(periods)) = section.remove("periods") else { return Vec::new() };
    let show = |value: &toml::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut rows: Vec<(usize, String, Vec<String>)> = periods
        .iter()
        .map(|(subject, value)| {
            let values = match value {
                toml::Value::Array(items) => items.iter().map(show).collect(),
                one => vec![show(one); 9],
            };
            // The order of the file is the order of the curriculum.
            let at = [format!("\"{subject}\" ="), format!("\"{subject}\"="), format!("{subject} ="), subject.clone()];
            let at = at.iter().find_map(|key| text.find(key)).unwrap_or(usize::MAX);
            (at, subject.clone(), values)
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, subject, values)| (subject, values)).collect()
}

/// The name of the sheet of the curriculum.
const CURRICULUM: Text = Text::new("课程计划", "curriculum");

fn save(path: &Path, content: &Contents, lang: Lang) -> Result<(), Diagnostic> {
    let at = || Location { file: path.to_owned(), ..Location::default() };
    let bytes = workbook(content, lang).map_err(|error| Diagnostic {
        error: &output::CANNOT_WRITE,
        args: args! { reason: error.to_string() },
        at: at(),
    })?;
    write_one(path, &bytes)
}

struct Styles {
    head: Format,
    must: Format,
    example: Format,
    text: Format,
}

fn workbook(content: &Contents, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let head =
        Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let head = head.set_border(FormatBorder::Thin).set_background_color(Color::RGB(0x00E2_EFDA));
    let styles = Styles {
        must: head.clone().set_background_color(Color::RGB(0x00F8_CBAD)),
        head,
        example: Format::new().set_italic().set_font_color(Color::Gray),
        text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
    };
    let mut book = Workbook::new();
    for (kind, rows) in &content.tables {
        table_sheet(book.add_worksheet(), kind, rows, content, &styles, lang)?;
    }
    if content.example || !content.curriculum.is_empty() {
        curriculum_sheet(book.add_worksheet(), &content.curriculum, &styles, lang)?;
    }
    let mut settings = content.settings.clone();
    let lists = take_lists(&mut settings);
    for (path, title) in LISTS {
        let entries = lists.iter().find(|(known, _)| *known == path).map_or(&[][..], |(_, entries)| entries);
        if !entries.is_empty() || content.example && OFFERED.contains(&path) {
            list_sheet(book.add_worksheet(), path, title, entries, &styles, lang)?;
        }
    }
    settings_sheet(book.add_worksheet(), &settings, &styles, lang)?;
    book.save_to_buffer()
}

/// Lists of tables, which have sheets of their own, taken out of the settings.
fn take_lists(settings: &mut toml::Table) -> Vec<(&'static str, Vec<toml::Table>)> {
    let mut lists = Vec::new();
    for (path, _) in LISTS {
        let (section, key) = path.rsplit_once('.').map_or((None, path), |(section, key)| (Some(section), key));
        let inside = match section {
            None => Some(&mut *settings),
            Some(section) => settings.get_mut(section).and_then(toml::Value::as_table_mut),
        };
        let Some(table) = inside else { continue };
        let is_list =
            table.get(key).and_then(toml::Value::as_array).is_some_and(|items| items.iter().all(toml::Value::is_table));
        if let Some(toml::Value::Array(items)) = is_list.then(|| table.remove(key)).flatten() {
            lists.push((path, items.into_iter().filter_map(|item| item.try_into().ok()).collect()));
        }
    }
    lists
}

/// Keeps the headings and the first columns in sight, and every column on one sheet of paper.
fn frame(sheet: &mut Worksheet, columns: u16) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, columns)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn table_sheet(
    sheet: &mut Worksheet,
    kind: &Kind,
    rows: &[Record],
    content: &Contents,
    styles: &Styles,
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(kind, lang))?;
    frame(sheet, 1)?;
    sheet.set_row_height(0, 30)?;
    let used =
        |column: &&Column| column.required || content.example || rows.iter().any(|row| row.get(column.key).is_some());
    let columns: Vec<&Column> = kind.columns.iter().filter(used).collect();
    for (index, column) in (0_u16..).zip(&columns) {
        let title = match lang {
            Lang::Zh => column.shown(),
            Lang::En => column.key,
        };
        sheet.write_string_with_format(0, index, title, if column.required { &styles.must } else { &styles.head })?;
        sheet.set_column_width(index, if column.required { 14 } else { 11 })?;
        let (zh, en) = note(kind, column);
        sheet.insert_note(0, index, &Note::new(format!("{zh}\n{en}")).set_width(220))?;
        if let Some(choice) = choice(kind, column, lang)? {
            sheet.add_data_validation(1, index, DOWN, index, &choice)?;
        }
        if content.example {
            let example = example(kind, column.key, lang);
            if !example.is_empty() {
                sheet.write_string_with_format(1, index, example, &styles.example)?;
            }
        }
        for (line, row) in (1_u32..).zip(rows) {
            let text = unguarded(row.text(column.key));
            if !text.is_empty() {
                sheet.write_string(line, index, text)?;
            }
        }
    }
    Ok(())
}

fn curriculum_sheet(
    sheet: &mut Worksheet,
    rows: &[(String, Vec<String>)],
    styles: &Styles,
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name(CURRICULUM.get(lang))?;
    frame(sheet, 1)?;
    let subject = Text::new("学科", "subject").get(lang);
    sheet.write_string_with_format(0, 0, subject, &styles.must)?;
    let note = "任课表没写节数的，按这里的节数。\nWeekly periods where an assignment states none.";
    sheet.insert_note(0, 0, &Note::new(note).set_width(220))?;
    for grade in 1_u8..=9 {
        sheet.write_string_with_format(0, u16::from(grade), super::names::grade_name(grade), &styles.head)?;
    }
    for (line, (subject, values)) in (1_u32..).zip(rows) {
        sheet.write_string(line, 0, subject.as_str())?;
        for (column, value) in (1_u16..).zip(values) {
            sheet.write_string(line, column, value.as_str())?;
        }
    }
    Ok(())
}

fn list_sheet(
    sheet: &mut Worksheet,
    path: &str,
    title: Text,
    entries: &[toml::Table],
    styles: &Styles,
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name(title.get(lang))?;
    frame(sheet, 1)?;
    let mut keys: Vec<&str> = usual(path).to_vec();
    for key in entries.iter().flat_map(toml::Table::keys) {
        if !keys.contains(&key.as_str()) {
            keys.push(key);
        }
    }
    if !entries.is_empty() {
        keys.retain(|key| entries.iter().any(|entry| entry.contains_key(*key)));
    }
    for (column, key) in (0_u16..).zip(&keys) {
        sheet.write_string_with_format(0, column, header(key, lang), &styles.head)?;
        sheet.set_column_width(column, 18)?;
        let note = format!("{key}：几个值各占一行。\n{key}: several values stand on a line each.");
        sheet.insert_note(0, column, &Note::new(note).set_width(220))?;
        for (line, entry) in (1_u32..).zip(entries) {
            if let Some(value) = entry.get(*key) {
                put(sheet, line, column, value, styles)?;
            }
        }
    }
    Ok(())
}

/// The keys of a list that a template offers, in the order of its columns.
fn usual(path: &str) -> &'static [&'static str] {
    match path {
        "bell" => &["name", "grades", "weekdays", "morning", "afternoon", "evening", "breaks"],
        "pin" => &["classes", "subject", "weekday", "period", "weeks", "length", "room"],
        "double" => &["subject", "count", "classes"],
        "pair" => &["subjects", "classes"],
        "unavailable" => &["teachers", "classes", "rooms", "subjects", "times"],
        "unwanted" => &["teachers", "subjects", "times", "cost"],
        "event" => &["name", "kind", "weekday", "time", "periods", "weeks", "classes", "teachers", "rooms"],
        "research" => &["name", "subjects", "teachers", "times", "length"],
        "service" => &["name", "kind", "classes", "weekdays", "time", "otherwise", "staff"],
        _ => &[],
    }
}

fn settings_sheet(sheet: &mut Worksheet, settings: &toml::Table, styles: &Styles, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(SHEET.get(lang))?;
    frame(sheet, 0)?;
    let heads = [Text::new("部分 section", "section"), Text::new("键 key", "key"), Text::new("值 value", "value")];
    for (column, head) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(0, column, head.get(lang), &styles.head)?;
        sheet.set_column_width(column, [22, 22, 60].get(usize::from(column)).copied().unwrap_or(22))?;
    }
    let note =
        "school.toml 里的单个设置；空的部分是最外层。\nSingle settings of school.toml; no section means the top.";
    sheet.insert_note(0, 0, &Note::new(note).set_width(260))?;
    let mut rows = Vec::new();
    flatten("", settings, &mut rows);
    for (line, (section, key, value)) in (1_u32..).zip(&rows) {
        sheet.write_string(line, 0, section.as_str())?;
        sheet.write_string(line, 1, key.as_str())?;
        put(sheet, line, 2, value, styles)?;
    }
    Ok(())
}

/// Single values with the section they are in.
fn flatten(section: &str, table: &toml::Table, rows: &mut Vec<(String, String, toml::Value)>) {
    for (key, value) in table {
        match value {
            toml::Value::Table(inner) => {
                let section = if section.is_empty() { key.clone() } else { format!("{section}.{key}") };
                flatten(&section, inner, rows);
            }
            value => rows.push((section.to_owned(), key.clone(), value.clone())),
        }
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, value: &toml::Value, styles: &Styles) -> Result<(), XlsxError> {
    match encode(value) {
        Content::Number(number) => sheet.write_number(row, column, number)?,
        Content::Text(text) => sheet.write_string_with_format(row, column, text, &styles.text)?,
    };
    Ok(())
}
