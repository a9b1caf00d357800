//! What `school.toml` says, as sheets that people fill in: `设置` with a row a key, and a sheet for each list (`[[bell]]`, `[[pin]]`, ...)
//! with a row an entry and a column a key.
//!
//! A cell holds one value: text, a number, `true` or `false`; several texts stand on a line each; whatever is more than that (a
//! break with its kind and time) is written as in `school.toml`. [`encode`] and [`decode`] are each other's inverse up to the
//! cleaning that every cell and every value gets anyway.

use super::draft::{Draft, Grid};
use super::report::{Report, SheetReport};
use super::{Found, Known};
use crate::text::import as words;
use crate::text::{Arg, Lang, Text};
use crate::workbook::{Cell, Value};

/// The sheet of single values.
pub(super) const SHEET: Text = Text::new("设置", "settings");

/// Lists of `school.toml`: the path, and the sheet's name.
pub(super) const LISTS: [(&str, Text); 30] = [
    ("bell", Text::new("作息", "bell")),
    ("building", Text::new("教学楼", "building")),
    ("class", Text::new("班级设置", "class")),
    ("teacher", Text::new("教师设置", "teacher")),
    ("room", Text::new("教室设置", "room")),
    ("subject", Text::new("学科设置", "subject")),
    ("requirement", Text::new("任课设置", "requirement")),
    ("pin", Text::new("固定课", "pin")),
    ("double", Text::new("连堂", "double")),
    ("pair", Text::new("单双周配对", "pair")),
    ("unavailable", Text::new("不可排", "unavailable")),
    ("unwanted", Text::new("不想排", "unwanted")),
    ("event", Text::new("固定活动", "event")),
    ("research", Text::new("教研", "research")),
    ("exclusion", Text::new("教师互斥", "exclusion")),
    ("apart", Text::new("学科错开", "apart")),
    ("holiday", Text::new("放假", "holiday")),
    ("make_up", Text::new("调休", "make_up")),
    ("season", Text::new("季节作息", "season")),
    ("school_event", Text::new("校历活动", "school_event")),
    ("phase", Text::new("阶段", "phase")),
    ("service", Text::new("课后服务时段", "service")),
    ("club", Text::new("社团设置", "club")),
    ("pupil", Text::new("报名设置", "pupil")),
    ("head", Text::new("人数设置", "head")),
    ("post", Text::new("岗位设置", "post")),
    ("weekly_duty", Text::new("值周", "weekly_duty")),
    ("flex_leave", Text::new("弹性请假", "flex_leave")),
    ("pay_item", Text::new("津贴设置", "pay_item")),
    ("policy.waive", Text::new("豁免的规则", "policy.waive")),
];

/// Keys as people know them.
const KEYS: [(&str, &str); 44] = [
    ("name", "名称"),
    ("grades", "年级"),
    ("grade", "年级"),
    ("weekdays", "星期"),
    ("weekday", "星期"),
    ("morning", "上午"),
    ("afternoon", "下午"),
    ("evening", "晚上"),
    ("breaks", "课间"),
    ("teachers", "教师"),
    ("teacher", "教师"),
    ("classes", "班级"),
    ("class", "班级"),
    ("rooms", "教室"),
    ("room", "教室"),
    ("subjects", "学科"),
    ("subject", "学科"),
    ("times", "时间"),
    ("time", "时间"),
    ("kind", "类别"),
    ("periods", "节次"),
    ("period", "节次"),
    ("weeks", "周次"),
    ("length", "节数"),
    ("count", "个数"),
    ("cost", "代价"),
    ("date", "日期"),
    ("from", "从"),
    ("to", "到"),
    ("follows", "按哪天上课"),
    ("shift", "调整"),
    ("cancels", "停什么"),
    ("no_lessons", "不上的节次"),
    ("after_school", "课后服务"),
    ("days", "各日"),
    ("otherwise", "没有社团时"),
    ("staff", "教师人数"),
    ("voluntary", "自愿"),
    ("who", "人员"),
    ("people", "人数"),
    ("served", "已值"),
    ("rule", "规则"),
    ("reason", "理由"),
    ("room_kind", "教室类型"),
];

/// A key's header: in Chinese with the key behind it.
pub(super) fn header(key: &str, lang: Lang) -> String {
    let known = KEYS.iter().find(|(known, _)| *known == key).map(|(_, zh)| *zh);
    match (lang, known) {
        (Lang::Zh, Some(zh)) => format!("{zh} {key}"),
        _ => key.to_owned(),
    }
}

/// What a cell of such a sheet holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    Number(f64),
    Text(String),
}

/// A value as a cell.
pub(super) fn encode(value: &toml::Value) -> Content {
    let special = |text: &str| {
        text.is_empty()
            || text.starts_with(['[', '{', '"', '\''])
            || ["true", "false"].contains(&text)
            || text.contains(['\n', '\r'])
    };
    match value {
        toml::Value::Integer(number) if number.unsigned_abs() < 1 << 50 => Content::Number(*number as f64),
        toml::Value::Float(number) => Content::Number(*number),
        toml::Value::Boolean(flag) => Content::Text(flag.to_string()),
        toml::Value::String(text) if !special(text) => Content::Text(text.clone()),
        toml::Value::Datetime(time) => Content::Text(time.to_string()),
        toml::Value::Array(items) if items.len() > 1 => {
            let plain = items.iter().map(toml::Value::as_str).collect::<Option<Vec<_>>>();
            match plain.filter(|items| !items.iter().any(|text| special(text))) {
                Some(items) => Content::Text(items.join("\n")),
                None => {
                    let items: Vec<_> = items.iter().map(ToString::to_string).collect();
                    Content::Text(format!("[{}]", items.join(",\n")))
                }
            }
        }
        other => Content::Text(other.to_string()),
    }
}

/// A cell as a value; none for an empty one.
pub(super) fn decode(cell: &Cell) -> Option<toml::Value> {
    let text = cell.text.as_str();
    if text.is_empty() {
        return None;
    }
    if cell.value == Value::Number {
        let whole = text.parse::<i64>().map(toml::Value::Integer);
        return Some(
            whole.unwrap_or_else(|_| text.parse().map_or(toml::Value::String(text.to_owned()), toml::Value::Float)),
        );
    }
    if text.starts_with(['[', '{', '"', '\''])
        && let Ok(mut table) = format!("v = {text}").parse::<toml::Table>()
        && table.len() == 1
        && let Some(value) = table.remove("v")
    {
        return Some(value);
    }
    Some(match text {
        "true" => toml::Value::Boolean(true),
        "false" => toml::Value::Boolean(false),
        _ if text.contains('\n') => {
            toml::Value::Array(text.lines().map(|line| toml::Value::String(line.to_owned())).collect())
        }
        _ => toml::Value::String(text.to_owned()),
    })
}

/// Reads a sheet of settings, which its name tells.
pub(super) fn read(grid: &Grid, _known: &Known, _report: &mut Report) -> Option<Found> {
    if grid.turned {
        return None;
    }
    let name = grid.sheet.name.as_str();
    let called = |text: &Text| text.zh == name || text.en == name;
    let mut settings = toml::Table::new();
    let mut sheet = SheetReport {
        name: name.to_owned(),
        what: Some(words::SETTINGS),
        header: "1".to_owned(),
        ..SheetReport::default()
    };
    if called(&SHEET) {
        for row in 1..grid.sheet.height() {
            let (section, key) = (grid.sheet.text(row, 0), grid.sheet.text(row, 1));
            if let (false, Some(value)) = (key.is_empty(), grid.sheet.cell(row, 2).and_then(decode)) {
                put(&mut settings, section, key, value);
                sheet.rows += 1;
            }
        }
    } else {
        let (path, _) = LISTS.iter().find(|(_, text)| called(text))?;
        let keys: Vec<(usize, String)> = (0..grid.sheet.width())
            .filter_map(|column| {
                let key = grid.sheet.line(0, column).rsplit(' ').next().unwrap_or("").to_owned();
                (!key.is_empty()).then_some((column, key))
            })
            .collect();
        for (column, key) in &keys {
            sheet.columns.push((grid.column_name(*column), grid.sheet.line(0, *column), Arg::from(key.as_str())));
        }
        let mut entries = Vec::new();
        for row in 1..grid.sheet.height() {
            if grid.distinct(row).first().is_some_and(|text| super::lists::is_example(text)) {
                continue;
            }
            let cells =
                keys.iter().filter_map(|(column, key)| Some((key.clone(), decode(grid.sheet.cell(row, *column)?)?)));
            let entry: toml::Table = cells.collect();
            if !entry.is_empty() {
                entries.push(toml::Value::Table(entry));
            }
        }
        sheet.rows = entries.len();
        if !entries.is_empty() {
            let (section, key) = path.rsplit_once('.').unwrap_or(("", path));
            put(&mut settings, section, key, toml::Value::Array(entries));
        }
    }
    // A sheet of settings without any is still one.
    settings.entry("format").or_insert(toml::Value::Integer(1));
    Some(Found { score: 10_000, sheet, draft: Draft { settings, ..Draft::default() } })
}

/// Puts a value at a path.
fn put(table: &mut toml::Table, section: &str, key: &str, value: toml::Value) {
    let mut at = table;
    for part in section.split('.').filter(|part| !part.is_empty()) {
        let inner = at.entry(part).or_insert_with(|| toml::Value::Table(toml::Table::new()));
        let toml::Value::Table(inner) = inner else { return };
        at = inner;
    }
    at.insert(key.to_owned(), value);
}

/// Joins what two sheets say; tables within tables are joined, too.
pub(super) fn join(into: &mut toml::Table, other: toml::Table) {
    for (key, value) in other {
        match (into.get_mut(&key), value) {
            (Some(toml::Value::Table(known)), toml::Value::Table(more)) => join(known, more),
            (_, value) => {
                into.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::normal;

    #[test]
    fn values_survive_a_cell() {
        let all = "a = 'x'\nb = 3\nc = 0.5\nd = true\ne = ['08:30-09:10', '09:20-10:00']\nf = ['one']\ng = [1, 2]\nh = 'true'\n\
                   i = [{ name = '大课间', kind = 'long-recess', time = '10:00-10:30' }, { name = '午休' }]\nj = ''\nk = { a = 1 }\nl = '[x]'\nm = []\n";
        for (key, value) in all.parse::<toml::Table>().unwrap() {
            let cell = match encode(&value) {
                Content::Number(number) => Cell { text: number.to_string(), value: Value::Number, of: None },
                Content::Text(text) => Cell { text: normal(&text), value: Value::Text, of: None },
            };
            assert_eq!(decode(&cell), Some(value), "{key}");
        }
    }
}
