//! Input errors about the term and its dates: code, cause and action.

use super::Text;
use super::input::{InputError, input_errors};

input_errors! {
    BAD_DATE "E230": "“{value}”不是日期", "\"{value}\" is no date";
        "写成 2026-03-02（年-月-日），并检查那个月有没有这一天", "write 2026-03-02 (year-month-day), a day that the month has";
    TERM_ORDER "E231": "学期最后一天 {last} 早于第一天 {first}", "the term's last day {last} is before its first day {first}";
        "改正 first 或 last", "correct first or last";
    TERM_LONG "E232": "学期长 {days} 天，上限 {limit} 天", "the term has {days} days, the limit is {limit}";
        "一个学期写一个 [term]；检查年份", "one [term] is one term: check the years";
    TERM_MISSING "E233": "写了 {table}，却没有 [term]：不知道是哪个学期", "there is a {table} but no [term]: which term is meant?";
        "加上 [term]，写明 name、first、last", "add [term] with name, first and last";
    OUTSIDE_TERM "E234": "{what}“{name}”不在学期内（{first} 至 {last}）", "{what} {name} is not within the term ({first} to {last})";
        "改正日期；与本学期无关的就删去", "correct the date, or delete what is not of this term";
    RANGE_ORDER "E235": "“{name}”的结束日期 {to} 早于开始日期 {from}", "\"{name}\" ends on {to}, before it begins on {from}";
        "改正 from 或 to", "correct from or to";
    DATE_OR_RANGE "E236": "“{name}”的日期须写 date，或者写 from 和 to", "\"{name}\" needs either date, or from and to";
        "一天的写 date = \"2026-04-17\"；几天的写 from、to", "write date = \"2026-04-17\" for a day, from and to for several";
    DATE_TWICE "E237": "{date} 写了两次，第一次在 {first}", "{date} is stated twice, first at {first}";
        "只保留一处", "keep one";
    UNKNOWN_HOLIDAYS "E238": "没有 {year} 年的法定节假日数据，也没有写该年的 [[holiday]]", "the public holidays of {year} are not known, and no [[holiday]] of that year is stated";
        "按国务院办公厅通知用 [[holiday]]、[[make_up]] 写明；没有放假的写 holidays = \"none\"", "state them with [[holiday]] and [[make_up]]; write holidays = \"none\" if there are none";
    MAKE_UP_UNSTATED "E239": "{date}（{day}）是“{holiday}”的调休上班日，没有写明按星期几的课表上课", "{date} ({day}) is a make-up workday of {holiday}: it is not stated whose timetable it follows";
        "加上 [[make_up]]，写 date = \"{date}\" 和 follows = \"周一\"（或被调的日期）；不上课的写 follows = \"none\"", "add [[make_up]] with date = \"{date}\" and follows = \"Mon\" (or the date made up for); follows = \"none\" if there is no school";
    MAKE_UP_FOLLOWS "E240": "调休上班日 {date} 没有写明按星期几的课表上课", "the make-up day {date} does not say whose timetable it follows";
        "写 follows = \"周一\"、follows = \"2026-05-04\"（按那天的星期和单双周），或者 follows = \"none\"（不上课）", "write follows = \"Mon\", follows = \"2026-05-04\" (that date's weekday and parity), or follows = \"none\" (no school)";
    BAD_FOLLOWS "E241": "看不懂调休上班日按“{value}”的课表上课", "a make-up day cannot follow \"{value}\"";
        "写 周一 至 周日、一个日期，或者 none（不上课）", "write a weekday, a date, or none (no school)";
    MAKE_UP_NORMAL "E242": "{date}（{day}）本来就要上课，不是调休上班日", "{date} ({day}) is a school day anyway, not a make-up day";
        "改正日期，或删去这一条", "correct the date, or delete the statement";
    MAKE_UP_HOLIDAY "E243": "{date} 是“{holiday}”假期，不能又是调休上班日", "{date} is within the holiday {holiday} and cannot be a make-up day";
        "改正日期；要另定假期就写 holidays = \"none\" 并列出全部 [[holiday]]", "correct the date; to replace the shipped holidays write holidays = \"none\" and state every [[holiday]]";
    NOTHING_CANCELLED "E244": "“{name}”没有取消任何安排", "\"{name}\" cancels nothing";
        "{remedy}", "{remedy}";
    NO_SCHOOL_THEN "E245": "“{name}”期间没有上学的日子", "there is no school day during \"{name}\"";
        "改正日期", "correct the dates";
    DATES_OR_WEEKS "E246": "“{name}”的时间须写 from 和 to，或者写 weeks", "\"{name}\" needs either from and to, or weeks";
        "写 weeks = [1, 2]（第1、2周），或者 from、to 两个日期", "write weeks = [1, 2], or the two dates from and to";
    SHIFT_ORDER "E247": "“{name}”的 shift 须按时刻从早到晚写，{time} 排错了", "the shifts of \"{name}\" must be in clock order: {time} is out of order";
        "按 from 从早到晚排列，每个时刻只写一次", "sort them by from, each time once";
    SEASON_BREAKS "E248": "“{name}”的作息调整不成立：{why}", "the season \"{name}\" cannot be: {why}";
        "改正 shift 的时刻或分钟数", "correct the times or minutes of shift";
}

/// Words for what has a date.
pub const HOLIDAY: Text = Text::new("假期", "the holiday");
/// See [`HOLIDAY`].
pub const MAKE_UP: Text = Text::new("调休上班日", "the make-up day");
/// See [`HOLIDAY`].
pub const MADE_UP_FOR: Text = Text::new("被调的日期", "the date made up for");
/// See [`HOLIDAY`].
pub const SCHOOL_EVENT: Text = Text::new("学校活动", "the school event");
/// See [`HOLIDAY`].
pub const PHASE: Text = Text::new("阶段", "the phase");
/// See [`HOLIDAY`].
pub const SEASON: Text = Text::new("作息季节", "the season");

/// What to do about a school event that cancels nothing.
pub const REMEDY_EVENT: Text = Text::new(
    "在 cancels 里写 lessons（课）、after-school（课后服务）、duty（值班）中的几项",
    "name lessons, after-school or duty under cancels",
);
/// What to do about a phase that cancels nothing.
pub const REMEDY_PHASE: Text = Text::new(
    "写 no_lessons = \"下午\" 之类的时间，或者 after_school = false",
    "write no_lessons with times such as \"afternoon\", or after_school = false",
);

/// Why a season cannot be: a lesson is cut.
pub const CUTS: Text = Text::new("{time} 这节课的长度会变", "the lesson {time} would change its length");
/// Why a season cannot be: the order changes.
pub const OVERTAKES: Text = Text::new(
    "后面的安排会提前到 {time} 开始之前或与它重合",
    "what comes later would begin before {time} does, or with it",
);
/// Why a season cannot be: the day is left.
pub const LEAVES_DAY: Text = Text::new("{time} 会落到另一天", "{time} would fall on another day");
/// Why a season cannot be: no time to change buildings.
pub const TOO_CLOSE: Text = Text::new(
    "{before} 与 {after} 之间会短于两楼之间的走动时间",
    "between {before} and {after} less time would be left than the way between two buildings takes",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn codes_are_sorted_and_both_languages_take_the_same_arguments() {
        assert!(ALL.windows(2).all(|pair| pair[0].code < pair[1].code));
        for error in ALL {
            for text in [error.cause, error.action] {
                assert_eq!(text.placeholders(Lang::Zh), text.placeholders(Lang::En), "{}", error.code);
            }
        }
    }
}
