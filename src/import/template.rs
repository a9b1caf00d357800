//! A workbook to fill in: a sheet for each table of the configuration and for each list of `school.toml`, with drop-downs, notes in both
//! languages over the headers and an example row; and a school's configuration as such a workbook. Importing either gives the
//! same configuration back.

use std::path::Path;

use rust_xlsxwriter::{Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError};

use super::draft::KINDS;
use super::settings::{Content, LISTS, SHEET, encode, header};
use crate::args;
use crate::config::notation::unguarded;
use crate::config::source::{Encodings, Source};
use crate::config::table::{self, CLASSES, Column, Kind, REQUIREMENTS, Record};
use crate::config::{Diagnostic, Diagnostics, Location, wide};
use crate::export::folder::write_one;
use crate::school::{Employment, PostKind, SubjectKind};
use crate::text::{Lang, Text, output};

/// Rows that a drop-down reaches down to.
const DOWN: u32 = 1000;

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
    let content = Contents { tables: KINDS.iter().map(|kind| (*kind, Vec::new())).collect(), settings, curriculum: Vec::new(), example: true };
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
    if rows.is_empty() && beside.iter().all(|fact| CLASSES.columns.iter().filter(|column| fact.get(column.key).is_some()).count() < 2) {
        return;
    }
    for fact in beside {
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
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
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
        let is_list = table.get(key).and_then(toml::Value::as_array).is_some_and(|items| items.iter().all(toml::Value::is_table));
        if let Some(toml::Value::Array(items)) = is_list.then(|| table.remove(key)).flatten() {
            lists.push((path, items.into_iter().filter_map(|item| item.try_into().ok()).collect()));
        }
    }
    lists
}

fn table_sheet(sheet: &mut Worksheet, kind: &Kind, rows: &[Record], content: &Contents, styles: &Styles, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(kind.name.get(Lang::Zh))?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_row_height(0, 30)?;
    let used = |column: &&Column| column.required || content.example || rows.iter().any(|row| row.get(column.key).is_some());
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

/// What a column is for.
fn note(kind: &Kind, column: &Column) -> (String, String) {
    let (zh, en) = match (kind.key, column.key) {
        ("requirements", "classes") => ("班级。合班上课写 一1班、一2班", "the class; combined classes: 1.1;1.2"),
        ("requirements", "teachers") => ("教师。一起上写 甲+乙；由其中一人上写 甲|乙；由系统选写 ?", "together A+B, one of A|B, anybody ?"),
        ("requirements", "periods") => ("每周节数：5；单双周 3/2；隔周一节 0.5", "weekly periods: 5; odd/even weeks 3/2; every other week 0.5"),
        ("requirements" | "subjects", "doubles") => ("每周几次连堂", "double periods a week"),
        (_, "unavailable" | "forbidden" | "unwanted" | "allowed") => ("时间：周一1-2；周三下午；每天第1节", "times: Mon1-2; Wed afternoon; daily 1"),
        ("classes", "name") => ("班名，如 一1班、一（1）班、701", "name, for example 1.1 or 701"),
        ("pupils", "days") => ("参加日：全部、周一至周五、一三五", "days: all, Mon-Fri, 135"),
        ("rooms", "capacity") => ("同时容纳几个班", "classes at a time"),
        _ => ("", ""),
    };
    let must = if column.required { ("（必填）", " (required)") } else { ("", "") };
    (format!("{}{} {zh}", column.shown(), must.0).trim_end().to_owned(), format!("{}{} {en}", column.key, must.1).trim_end().to_owned())
}

/// The example row of a table.
fn example(kind: &Kind, key: &str, lang: Lang) -> &'static str {
    let (zh, en) = match (kind.key, key) {
        ("requirements", "classes") | ("classes", "name") | ("pupils", "class") | ("heads", "class") => ("例：一1班", "e.g. 1.1"),
        ("requirements", "subject") | ("subjects", "name") => ("例：语文", "e.g. 语文"),
        ("requirements", "teachers") | ("classes", "class_teacher") => ("王芳", "Wang Fang"),
        ("requirements", "periods") => ("7", "7"),
        ("classes", "grade") => ("1", "1"),
        ("classes", "size") => ("42", "42"),
        ("teachers", "name") => ("例：王芳", "e.g. Wang Fang"),
        ("teachers", "subjects") => ("语文、班会", "语文;班会"),
        ("teachers", "max_load") => ("16", "16"),
        ("teachers", "unavailable") => ("周五下午", "Fri afternoon"),
        ("rooms", "name") => ("例：操场", "e.g. field"),
        ("rooms", "kind") => ("操场", "field"),
        ("rooms", "capacity") => ("4", "4"),
        ("subjects", "kind") => ("语文", "chinese"),
        ("clubs", "name") => ("例：合唱", "e.g. choir"),
        ("clubs", "weekdays") | ("posts", "weekdays") => ("周二", "Tue"),
        ("pupils", "name") => ("例：李明", "e.g. Li Ming"),
        ("heads", "slot") => ("作业辅导", "homework"),
        ("heads", "count") => ("38", "38"),
        ("posts", "name") => ("例：校门", "e.g. gate"),
        ("posts", "time") => ("07:50-08:20", "07:50-08:20"),
        ("pay_items", "name") => ("例：课时费", "e.g. session"),
        ("pay_items", "basis") => ("时段", "slot"),
        ("pay_items", "works") => ("课后服务、社团", "service;club"),
        ("pay_items", "rate") => ("40", "40"),
        _ => ("", ""),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Words of a drop-down: of the kind of thing that a column holds.
fn words_of(kind: &Kind, column: &Column, lang: Lang) -> Vec<&'static str> {
    let of = |zh: Vec<&'static str>, en: Vec<&'static str>| if lang == Lang::Zh { zh } else { en };
    match (kind.key, column.key) {
        ("subjects", "kind") => of(SUBJECT_KINDS.to_vec(), SubjectKind::ALL.iter().map(|kind| kind.word()).collect()),
        ("subjects", "protected") | ("teachers", "leader") | ("pupils", "extended" | "boarder") | ("posts", "counts") | ("pay_items", "leaders") => {
            of(vec!["是", "否"], vec!["yes", "no"])
        }
        (_, "employment") => of(Employment::ALL.map(Employment::zh).to_vec(), Employment::ALL.map(Employment::word).to_vec()),
        ("clubs", "level") => of(vec!["开放", "基础", "高级"], vec!["open", "basic", "advanced"]),
        ("posts", "kind") => of(PostKind::ALL.map(PostKind::zh).to_vec(), PostKind::ALL.map(PostKind::word).to_vec()),
        ("pay_items", "basis") => {
            of(vec!["课时", "时段", "天", "次", "生课时", "月"], vec!["period", "slot", "day", "duty", "pupil-period", "month"])
        }
        _ => Vec::new(),
    }
}

/// Kinds of subjects as the configuration reads them, in the order of [`SubjectKind::ALL`].
const SUBJECT_KINDS: [&str; 15] =
    ["语文", "数学", "英语", "道德与法治", "科学", "人文", "体育", "音乐", "美术", "信息科技", "劳动", "综合实践", "班会", "自习", "其他"];

/// The drop-down of a column: fixed words, or the names of another sheet. Anything else may be typed after a warning.
fn choice(kind: &Kind, column: &Column, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
    let words = words_of(kind, column, lang);
    if !words.is_empty() {
        let list = DataValidation::new().allow_list_strings(&words)?;
        return Ok(Some(list.set_error_style(DataValidationErrorStyle::Stop)));
    }
    let other = match (kind.key, column.key) {
        ("requirements", "classes") | ("pupils" | "heads", "class") => "班级表",
        ("requirements", "subject") => "学科表",
        ("requirements", "teachers") | ("classes", "class_teacher") | ("clubs", "instructors") => "教师表",
        ("clubs", "rooms") | ("requirements", "rooms") => "教室表",
        _ => return Ok(None),
    };
    let names = Formula::new(format!("='{other}'!$A$2:$A${DOWN}"));
    // Lists and combined classes are right as well.
    let list = DataValidation::new().allow_list_formula(names).show_error_message(false);
    Ok(Some(list))
}

fn curriculum_sheet(sheet: &mut Worksheet, rows: &[(String, Vec<String>)], styles: &Styles, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(CURRICULUM.get(lang))?;
    sheet.set_freeze_panes(1, 1)?;
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

fn list_sheet(sheet: &mut Worksheet, path: &str, title: Text, entries: &[toml::Table], styles: &Styles, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(title.get(lang))?;
    sheet.set_freeze_panes(1, 1)?;
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
    sheet.set_freeze_panes(1, 0)?;
    let heads = [Text::new("部分 section", "section"), Text::new("键 key", "key"), Text::new("值 value", "value")];
    for (column, head) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(0, column, head.get(lang), &styles.head)?;
        sheet.set_column_width(column, [22, 22, 60].get(usize::from(column)).copied().unwrap_or(22))?;
    }
    let note = "school.toml 里的单个设置；空的部分是最外层。\nSingle settings of school.toml; no section means the top.";
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
