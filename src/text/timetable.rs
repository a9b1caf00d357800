//! Errors in the cells of a written plan (`timetable.csv` and the tables after it): code, cause and action. What any table may have wrong
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

/// Something ends before it starts.
pub static ENDS_EARLY: InputError = InputError {
    code: "E203",
    cause: Text::new(
        "第 {row} 行的结束时间 {end} 不晚于开始时间 {start}",
        "row {row} ends at {end}, not after its start {start}",
    ),
    action: Text::new("更正起止时间", "correct the two times"),
};

/// One of the tables after the timetable is not there while others are.
pub static TABLE_ABSENT: InputError = InputError {
    code: "E204",
    cause: Text::new(
        "缺少 {file}：课后服务、值班和课时费的九个表是一起写出的，文件夹里有 {present} 却没有它",
        "{file} is missing: the nine tables of service, duty and pay are written together, and {present} is there",
    ),
    action: Text::new(
        "把它放回这个文件夹；如果删掉了，请用 solve 重新生成",
        "put it back into the folder, or make it again with `solve`",
    ),
};

/// All of them, for the list of codes.
pub static ALL: &[&InputError] = &[&BAD_CELL, &EMPTY_CELL, &ENDS_EARLY, &TABLE_ABSENT];

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
/// What a cell with a name holds.
pub static WANT_NAME: Text = Text::new("名称", "a name");
/// What a cell with a count holds.
pub static WANT_NUMBER: Text = Text::new("整数，如 12", "a whole number, such as 12");
/// What a cell with money holds.
pub static WANT_MONEY: Text =
    Text::new("金额（元），最多两位小数，如 40.00", "yuan with at most two decimals, such as 40.00");
/// What a date cell holds.
pub static WANT_DATE: Text = Text::new("日期，如 2026-03-02 或 2026/3/2", "a date, such as 2026-03-02");
/// What a month cell holds.
pub static WANT_MONTH: Text = Text::new("月份，如 2026-03 或 2026年3月", "a month, such as 2026-03");
/// What the kind of a session is.
pub static WANT_SERVICE_KIND: Text = Text::new(
    "课后服务的类型，如 homework（作业辅导）、club（社团）、reading（阅读）",
    "a kind of service, such as homework, club or reading",
);
/// What the kind of a post is.
pub static WANT_POST_KIND: Text =
    Text::new("岗位的类型，如 gate（校门）、patrol（巡查）", "a kind of post, such as gate or patrol");
/// What the kind of a dated duty is.
pub static WANT_DUTY_KIND: Text = Text::new(
    "岗位的类型，如 gate（校门）、patrol（巡查），值周填 weekly（值周）",
    "a kind of post, such as gate or patrol, or weekly for weekly duty",
);
