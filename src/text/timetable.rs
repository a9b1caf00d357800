//! Errors in the cells of a written timetable (`timetable.csv`): code, cause and action. What any table may have wrong
//! (encoding, headers, quotes) is in [`super::input`].

use super::Text;
use super::input::InputError;

/// A cell cannot be understood.
pub static BAD_CELL: InputError = InputError {
    code: "E201",
    cause: Text::new(
        "第 {row} 行“{column}”写的是“{value}”，看不懂",
        "row {row}, column `{column}`: `{value}` is not understood",
    ),
    action: Text::new("应为：{expected}", "expected: {expected}"),
};

/// A cell that must be filled is empty.
pub static EMPTY_CELL: InputError = InputError {
    code: "E202",
    cause: Text::new("第 {row} 行“{column}”是空的", "row {row}, column `{column}` is empty"),
    action: Text::new("应为：{expected}", "expected: {expected}"),
};

/// The lesson ends before it starts.
pub static ENDS_EARLY: InputError = InputError {
    code: "E203",
    cause: Text::new(
        "第 {row} 行的结束时间 {end} 不晚于开始时间 {start}",
        "row {row} ends at {end}, not after its start {start}",
    ),
    action: Text::new("更正起止时间", "correct the two times"),
};

/// All of them, for the list of codes.
pub static ALL: &[&InputError] = &[&BAD_CELL, &EMPTY_CELL, &ENDS_EARLY];

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
