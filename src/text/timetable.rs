//! Errors in a written timetable (`timetable.csv`): code, cause and action.

use super::Text;
use super::input::InputError;

/// The file cannot be read.
pub static UNREADABLE: InputError = InputError {
    code: "E209",
    cause: Text::new("课表文件读不出来：{reason}", "the timetable cannot be read: {reason}"),
    action: Text::new(
        "检查路径和权限；课表由 kebiao solve 写成 timetable.csv",
        "check the path and its permissions; `kebiao solve` writes it as timetable.csv",
    ),
};

/// The file is neither UTF-8 nor GBK, or not a CSV file.
pub static NOT_CSV: InputError = InputError {
    code: "E201",
    cause: Text::new("不是可读的 CSV 文本：{reason}", "this is not CSV text: {reason}"),
    action: Text::new("用“CSV UTF-8（逗号分隔）”格式重新保存", "save it again as “CSV UTF-8 (comma delimited)”"),
};

/// A required column is missing.
pub static MISSING_COLUMN: InputError = InputError {
    code: "E202",
    cause: Text::new("课表缺少“{column}”一列", "the timetable has no column `{column}`"),
    action: Text::new("表头须含：{columns}", "its header must have: {columns}"),
};

/// A header is unknown.
pub static UNKNOWN_COLUMN: InputError = InputError {
    code: "E203",
    cause: Text::new("不认识的列名“{column}”", "unknown column `{column}`"),
    action: Text::new("删去这一列，或改成：{columns}", "remove it, or name it one of: {columns}"),
};

/// A header stands twice.
pub static COLUMN_TWICE: InputError = InputError {
    code: "E204",
    cause: Text::new("“{column}”一列出现两次", "the column `{column}` stands twice"),
    action: Text::new("只留一列", "keep one of them"),
};

/// A cell cannot be understood.
pub static BAD_CELL: InputError = InputError {
    code: "E205",
    cause: Text::new(
        "第 {row} 行“{column}”写的是“{value}”，看不懂",
        "row {row}, column `{column}`: `{value}` is not understood",
    ),
    action: Text::new("应为：{expected}", "expected: {expected}"),
};

/// A cell that must be filled is empty.
pub static EMPTY_CELL: InputError = InputError {
    code: "E206",
    cause: Text::new("第 {row} 行“{column}”是空的", "row {row}, column `{column}` is empty"),
    action: Text::new("应为：{expected}", "expected: {expected}"),
};

/// The lesson ends before it starts.
pub static ENDS_EARLY: InputError = InputError {
    code: "E207",
    cause: Text::new(
        "第 {row} 行的结束时间 {end} 不晚于开始时间 {start}",
        "row {row} ends at {end}, not after its start {start}",
    ),
    action: Text::new("更正起止时间", "correct the two times"),
};

/// A row has more cells than the header, or cells under an empty header.
pub static NO_HEADER: InputError = InputError {
    code: "E208",
    cause: Text::new("第 {row} 行的“{value}”没有列名", "row {row}: `{value}` stands under no header"),
    action: Text::new("给这一列加上列名，或删去这一格", "give the column a header, or clear the cell"),
};

/// All of them, for the list of codes.
pub static ALL: &[&InputError] = &[
    &UNREADABLE,
    &NOT_CSV,
    &MISSING_COLUMN,
    &UNKNOWN_COLUMN,
    &COLUMN_TWICE,
    &BAD_CELL,
    &EMPTY_CELL,
    &ENDS_EARLY,
    &NO_HEADER,
];

/// What a class cell holds.
pub static WANT_CLASS: Text = Text::new("班级名，合班用“、”隔开", "a class, or several joined by 、");
/// What a subject cell holds.
pub static WANT_SUBJECT: Text = Text::new("学科名（教研为教研组名）", "a subject (or the research block's name)");
/// What a weeks cell holds.
pub static WANT_WEEKS: Text = Text::new("all、odd、even，或 每周、单周、双周", "all, odd or even");
/// What a weekday cell holds.
pub static WANT_WEEKDAY: Text = Text::new("1 到 7，或 周一 到 周日", "1 to 7, Monday = 1");
/// What a period cell holds.
pub static WANT_PERIOD: Text = Text::new("节次，如 3 或 第3节", "the number of a period, such as 3");
/// What a time cell holds.
pub static WANT_TIME: Text = Text::new("时刻，如 08:30", "a time of day, such as 08:30");
/// What a pinned cell holds.
pub static WANT_YES_NO: Text = Text::new("yes 或 no，是 或 否", "yes or no");
/// What a kind cell holds.
pub static WANT_KIND: Text = Text::new("lesson（上课）或 research（教研）", "lesson or research");
