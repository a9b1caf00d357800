//! What the columns of a wide 任课表 hold: subjects with their periods and teachers, facts about the class, totals, and other things.

use super::cell::{Assigned, assigned};
use super::classes::{Classes, path};
use super::draft::Grid;
use super::heading;
use super::report::SheetReport;
use crate::config::notation::{weekly, well_known};
use crate::config::table::CLASSES;
use crate::text::Arg;
use crate::text::import as words;

/// What a column of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Periods,
    Teacher,
    Both,
}

pub(super) const PERIODS: [&str; 9] =
    ["节数", "课时", "周课时", "周节数", "课时数", "周课时数", "节", "周数", "periods"];
const TEACHER: [&str; 8] = ["教师", "任课教师", "老师", "任课老师", "姓名", "教师姓名", "任课", "teacher"];
const TOTAL: [&str; 9] = ["合计", "总计", "小计", "总课时", "总节数", "周总课时", "课时合计", "周课时合计", "合计课时"];
const PASSED: [&str; 16] = [
    "序号",
    "编号",
    "备注",
    "说明",
    "年级",
    "no",
    "任教学科",
    "学科",
    "科目",
    "性别",
    "电话",
    "职务",
    "职称",
    "项目",
    "类别",
    "内容",
];

/// A subject and its columns.
pub(super) struct Subject {
    pub(super) name: String,
    pub(super) half: bool,
    /// Weekly periods that the header states.
    pub(super) given: Option<String>,
    pub(super) columns: Vec<(usize, Role)>,
}

/// What the columns hold: subjects, facts about the class, totals.
pub(super) fn columns(
    grid: &Grid,
    classes: &Classes,
    header: &std::ops::Range<usize>,
    data: std::ops::Range<usize>,
    sheet: &mut SheetReport,
) -> (Vec<Subject>, Vec<(usize, &'static str)>, Vec<usize>) {
    let (mut subjects, mut about, mut totals): (Vec<Subject>, Vec<_>, Vec<_>) = Default::default();
    let class_header = path(grid, header, classes.column).join(" ");
    sheet.columns.push((grid.column_name(classes.column), class_header, Arg::from(words::CLASS)));
    let mut previous: Option<usize> = None;
    // 语文, 课时, 数学, 课时: the second of each pair has a word of its own. One alone is the total of the row.
    let alone = |words: &[&str]| {
        let columns = (0..grid.sheet.width()).filter(|column| *column != classes.column);
        columns
            .filter(|column| matches!(path(grid, header, *column).as_slice(), [one] if words.contains(&one.as_str())))
            .count()
    };
    let (pairs_of_periods, pairs_of_teachers) = (alone(&PERIODS) > 1, alone(&TEACHER) > 1);
    // 序号 over 1, 2, 3: those are no periods.
    let counted = header.clone().any(|row| ["序号", "编号"].contains(&grid.sheet.text(row, classes.column)));
    for column in 0..grid.sheet.width() {
        if column == classes.column || classes.grade == Some(column) {
            previous = None;
            continue;
        }
        let used = data.clone().any(|row| !grid.sheet.text(row, column).is_empty());
        let path = path(grid, header, column);
        let (mut role, mut under) = (None, None);
        let mut named: Vec<&str> = Vec::new();
        for text in &path {
            let bare = text.trim_end_matches(['：', ':']);
            match () {
                () if PERIODS.contains(&bare) => role = Some(Role::Periods),
                () if TEACHER.contains(&bare) && (path.len() > 1 || pairs_of_teachers) => role = Some(Role::Teacher),
                // 语文 over 8: every class below has eight periods.
                () if weekly(bare).is_ok() && !named.is_empty() && !counted => under = Some(bare.to_owned()),
                () => named.push(bare),
            }
        }
        let known = |text: &&&str| well_known(&heading::subject(text).name).is_some();
        // 校本课程 over 书法 and 围棋 is a heading of several subjects, though it may be one itself.
        let heads_several = |text: &str| {
            let others = (0..grid.sheet.width()).filter(|other| *other != column);
            others.map(|other| self::path(grid, header, other)).any(|other| {
                let last = other.last().map(String::as_str);
                other.len() > 1
                    && other.iter().any(|one| one == text)
                    && last != named.last().copied()
                    && last != Some(text)
            })
        };
        let known = named.iter().rev().find(known).copied();
        let known = known.filter(|text| named.last() == Some(text) || role.is_some() || !heads_several(text));
        let text = known.or(named.last().copied());
        let name = column_name_of(text.unwrap_or(""));
        if path.is_empty() {
            // The second column of a pair has no header of its own.
            match previous.and_then(|index| subjects.get_mut(index)) {
                Some(subject) if used && subject.columns.len() == 1 => {
                    subject.columns.push((column, Role::Teacher));
                    previous = None;
                }
                _ if used => sheet.skipped.push((grid.column_name(column), Arg::from(words::NO_HEADER))),
                _ => {}
            }
            continue;
        }
        let shown = path.join(" ");
        if named.is_empty() && role == Some(Role::Periods) && !pairs_of_periods {
            totals.push(column);
            sheet.columns.push((grid.column_name(column), shown, Arg::from(words::TOTAL)));
            previous = None;
            continue;
        }
        if let (true, Some(role), Some(subject)) =
            (named.is_empty(), role, previous.and_then(|index| subjects.get_mut(index)))
        {
            subject.columns.push((column, role));
            continue;
        }
        previous = None;
        if TOTAL.iter().any(|word| name == *word) {
            totals.push(column);
            sheet.columns.push((grid.column_name(column), shown, Arg::from(words::TOTAL)));
        } else if let Some(key) = class_fact(&name) {
            about.push((column, key));
            let meaning = CLASSES.column(key).map_or("", |column| column.shown());
            sheet.columns.push((grid.column_name(column), shown, Arg::from(meaning)));
        } else if PASSED.contains(&name.to_lowercase().as_str()) || name.is_empty() {
            if used {
                sheet.skipped.push((format!("{} {shown}", grid.column_name(column)), Arg::from(words::NOT_NEEDED)));
            }
        } else {
            let said = heading::subject(text.unwrap_or(""));
            let (subject, half) = (column_name_of(&said.name), said.half);
            let known = subjects.iter().position(|known| known.name == subject);
            if !used && known.is_none() && well_known(&subject).is_none() {
                continue;
            }
            match known.and_then(|index| subjects.get_mut(index)) {
                Some(known) => known.columns.push((column, role.unwrap_or(Role::Teacher))),
                None => {
                    sheet.columns.push((grid.column_name(column), shown, Arg::from(subject.as_str())));
                    let columns = vec![(column, role.unwrap_or(Role::Both))];
                    subjects.push(Subject { name: subject, half, given: said.periods.or(under), columns });
                    previous = Some(subjects.len() - 1);
                }
            }
        }
    }
    let names: Vec<&str> = subjects.iter().map(|subject| subject.name.as_str()).collect();
    let stated = subjects.iter().filter(|subject| subject.given.is_some()).count();
    if heading::numbered(&names, stated) {
        for subject in &mut subjects {
            if let Some((name, periods)) = heading::split_number(&subject.name) {
                (subject.name, subject.given) = (name, Some(periods));
            }
        }
    }
    for subject in &mut subjects {
        pair(grid, &data, subject);
    }
    subjects.retain(|subject| !subject.columns.is_empty());
    (subjects, about, totals)
}

/// Takes out columns that are about something else: unknown headers over bare numbers, or over texts without periods where the
/// other columns state them. Returns those that are worth asking about.
pub(super) fn set_aside(
    grid: &Grid,
    data: std::ops::Range<usize>,
    subjects: &mut Vec<Subject>,
    sheet: &mut SheetReport,
) -> Vec<String> {
    let said = |subject: &Subject| -> Vec<Assigned> {
        let rows = data.clone().map(|row| {
            let texts = subject.columns.iter().map(|(column, _)| grid.sheet.text(row, *column));
            assigned(&texts.collect::<Vec<_>>().join("\n"))
        });
        rows.filter(|said| said.periods.is_some() || !said.words.is_empty()).collect()
    };
    let timed = |subject: &Subject| subject.given.is_some() || said(subject).iter().any(|said| said.periods.is_some());
    let known = |subject: &Subject| well_known(&subject.name).is_some();
    let others = subjects.iter().filter(|subject| known(subject)).all(timed);
    let mut asked = Vec::new();
    subjects.retain(|subject| {
        let cells = said(subject);
        let nobody = cells.iter().all(|said| said.words.is_empty());
        let role = NO_SUBJECT.iter().any(|word| subject.name.ends_with(word));
        if known(subject) || !(role || nobody || others && !timed(subject)) || cells.is_empty() {
            return true;
        }
        for (column, _) in &subject.columns {
            sheet.columns.retain(|(name, ..)| *name != grid.column_name(*column));
            sheet
                .skipped
                .push((format!("{} {}", grid.column_name(*column), subject.name), Arg::from(words::NOT_NEEDED)));
        }
        if !role {
            asked.push(subject.name.clone());
        }
        false
    });
    asked
}

/// Ends of headers that name people and things rather than subjects.
const NO_SUBJECT: [&str; 14] =
    ["主任", "组长", "校长", "导师", "搭班", "配班", "电话", "号码", "职务", "人数", "教室", "楼层", "签名", "签字"];

/// Which of the columns of a subject are periods and which teachers, by what stands in them.
fn pair(grid: &Grid, data: &std::ops::Range<usize>, subject: &mut Subject) {
    if subject.columns.len() < 2 {
        return;
    }
    for (column, role) in &mut subject.columns {
        let texts = data.clone().map(|row| grid.sheet.text(row, *column)).filter(|text| !text.is_empty());
        let (numbers, all) =
            texts.fold((0, 0), |(numbers, all), text| (numbers + usize::from(weekly(text).is_ok()), all + 1));
        *role = if 2 * numbers > all { Role::Periods } else { Role::Teacher };
    }
}

fn column_name_of(text: &str) -> String {
    text.replace('\n', "")
}

/// A column about the class rather than a subject.
fn class_fact(name: &str) -> Option<&'static str> {
    let name = match name {
        "班级人数" | "学生人数" | "班额人数" => "人数",
        "班主任姓名" | "正班主任" => "班主任",
        "所在教室" | "教室位置" | "教室号" | "教室编号" => "教室",
        other => other,
    };
    let column = CLASSES.column(name)?;
    ["class_teacher", "size", "home_room"].contains(&column.key).then_some(column.key)
}
