//! Errors (`E750` to `E779`) and words about FET files.

use super::Text;
use super::input::{InputError, input_errors};

input_errors! {
    NOT_XML "E750": "不是合格的 XML：{reason}", "this is not well-formed XML: {reason}";
        "用 FET 重新保存后再试；手工改过的请检查所指位置的标签", "save it again with FET; if it was edited, check the tags at this place";
    NOT_FET "E751": "根元素是 <{found}>，不是 FET 文件", "the root element is <{found}>: this is no FET file";
        "FET 文件的根元素是 <fet version=\"...\">", "a FET file starts with <fet version=\"...\">";
    TOO_LARGE "E752": "文件里的元素超过 {limit} 个", "the file has more than {limit} elements";
        "检查文件是否被改坏", "check that the file is sound";
    HAS_DTD "E753": "文件含有 DOCTYPE，不读", "the file has a DOCTYPE, which is not read";
        "FET 不写 DOCTYPE；删去它", "FET writes none; delete it";
    NOT_UTF8 "E754": "文件不是 UTF-8 编码", "the file is not in UTF-8";
        "用 FET 重新保存；FET 总是写 UTF-8", "save it again with FET, which always writes UTF-8";
    ELEMENT_MISSING "E755": "<{parent}> 缺少 <{element}>", "<{parent}> has no <{element}>";
        "用 FET 打开并补上，再保存", "open it in FET, add what is missing and save it";
    NAME_EMPTY "E756": "<{element}> 没有名字", "this <{element}> has no name";
        "给它一个名字", "give it a name";
    NOT_A_NUMBER "E757": "<{element}> 的值“{value}”不是 0 至 {max} 的整数", "the value \"{value}\" of <{element}> is no whole number from 0 to {max}";
        "改成整数", "write a whole number";
    BAD_WEIGHT "E758": "权重“{value}”不是 0 至 100 的百分数", "the weight \"{value}\" is no percentage from 0 to 100";
        "改成 0 至 100 的数；100 为必须遵守", "write a number from 0 to 100; 100 must hold";
    UNKNOWN_NAME "E759": "<{element}> 里的“{name}”没有定义", "\"{name}\" in <{element}> is not defined";
        "检查拼写，或在文件前面的名单里补上", "check the spelling, or add it to the lists of the file";
    NAME_TWICE "E760": "<{element}>“{name}”写了两次", "the <{element}> \"{name}\" is there twice";
        "每个名字（编号）只能用一次", "use each name or identifier once";
    DURATION "E761": "活动 {id} 的时长是 {duration} 节，一天有 {hours} 节", "activity {id} lasts {duration} hours; a day has {hours}";
        "时长至少 1 节，不超过一天的节数", "an activity lasts at least 1 hour and fits into a day";
    TOO_MANY_DAYS "E762": "文件里有 {count} 天，一周最多 {limit} 天", "the file has {count} days; a week has at most {limit}";
        "这里排的是一周的课表；更长的周期请分成几个文件", "timetables here are weekly; split a longer cycle into several files";
    TOO_MANY_HOURS "E763": "一天有 {count} 节，最多 {limit} 节", "a day has {count} hours; at most {limit} can be handled";
        "去掉从不上课的节次", "remove hours in which nobody ever has lessons";
    MODE "E764": "文件是 FET 的“{mode}”模式，只能读标准（Official）和半天制（Mornings_Afternoons）模式", "the file is in FET's mode \"{mode}\"; only the modes Official and Mornings_Afternoons can be read";
        "在 FET 里改成 Official 模式再保存；学期制、分块排课没有对应的写法", "change the mode to Official in FET and save it; terms and block planning have no counterpart here";
    NOTHING_TO_PLACE "E765": "文件里没有要排的活动", "the file has no active activity";
        "检查活动是否都被停用", "check whether all activities are switched off";
    TOO_LONG_WEEK "E766": "“{name}”一周有 {count} 节，最多 {limit} 节", "\"{name}\" has {count} hours a week; at most {limit} can be handled";
        "检查文件，或分成两门课", "check the file, or split it into two subjects";
    WOULD_OVERWRITE "E767": "文件夹里已有 {files}", "the folder already has {files}";
        "换一个空文件夹，或加 --force 覆盖", "choose an empty folder, or add --force to write over them";
}

/// What was read.
pub const READ: Text = Text::new(
    "读入：{days} 天，每天 {hours} 节；{classes} 个班，{teachers} 位教师，{rooms} 间教室；{activities} 个活动成为 {requirements} 条任课。",
    "Read: {days} days of {hours} hours; {classes} classes, {teachers} teachers, {rooms} rooms; {activities} activities as {requirements} requirements.",
);
/// What to do next.
pub const NEXT: Text = Text::new(
    "已写入 {path}。排课：kebiao solve {path} -o 课表",
    "Written to {path}. Next: kebiao solve {path} -o PLAN",
);
/// What was written.
pub const WROTE: Text = Text::new(
    "写出：{days} 天，每天 {hours} 节；{classes} 个班，{teachers} 位教师，{rooms} 间教室；{activities} 个活动。",
    "Wrote: {days} days of {hours} hours; {classes} classes, {teachers} teachers, {rooms} rooms; {activities} activities.",
);
/// Where it is.
pub const WRITTEN: Text =
    Text::new("已写入 {path}。排课：fet-cl --inputfile={path}", "Written to {path}. Next: fet-cl --inputfile={path}");
/// Several clocks.
pub const CLOCKS_DIFFER: Text = Text::new(
    "近似：各班作息时间不同；FET 只有一张节次表，同一节视为同一时间，跨作息任课的教师可能排不精确。",
    "Approximated: bell schedules differ; FET has one table of hours, so the same period number is taken as the same time for everybody.",
);
/// Half lessons.
pub const HALVES: Text = Text::new(
    "近似：{count} 个单双周半节课写成每周一节（搭配的两门写成一个活动）。",
    "Approximated: {count} half lessons (odd or even weeks) are weekly ones; paired ones share an activity.",
);
/// Open roles.
pub const TEACHERS_CHOSEN: Text = Text::new(
    "近似：{count} 处由系统选定的教师已先按课时均衡选好；FET 不选教师。",
    "Approximated: {count} teachers who were to be chosen were chosen first, evenly; FET does not choose teachers.",
);
/// Rooms for several classes.
pub const ROOMS_SPLIT: Text = Text::new(
    "{count} 间能同时容纳几节课的教室各写成几间。",
    "{count} rooms that hold several lessons at once are several rooms each.",
);
/// Preferred rooms.
pub const PREFERRED_LOST: Text = Text::new(
    "没有写进去：{count} 个活动的优先教室（只写了可用教室）。",
    "Not written: preferred rooms of {count} activities (only the possible ones are).",
);
/// Absences in odd or even weeks.
pub const PARITY_ABSENCES: Text = Text::new(
    "近似：单周或双周不可排的时间写成每周不可排。",
    "Approximated: absences in odd or even weeks are weekly ones.",
);
/// Runs.
pub const RUNS_ACROSS_LUNCH: Text = Text::new(
    "近似：{count} 位教师的连上上限在 FET 里跨午休也算连上。",
    "Approximated: FET counts the longest run of {count} teachers across lunch, too.",
);
/// A kind of exclusion.
pub const NOT_BOTH_FREE: Text = Text::new(
    "没有写进去：{count} 对教师不同时空课。",
    "Not written: {count} pairs of teachers who are never both free.",
);
/// A hard rule.
pub const RULE_LOST_HARD: Text =
    Text::new("没有写进去：{code} {name}（必须）。", "Not written: {code} {name} (a must).");
/// A soft rule.
pub const RULE_LOST_SOFT: Text = Text::new(
    "没有写进去：{code} {name}（期望，权重 {weight}）。",
    "Not written: {code} {name} (a wish of weight {weight}).",
);
/// After lessons.
pub const AFTER_LESSONS: Text =
    Text::new("没有写进去：课后服务、值班、课时费。", "Not written: the after-school service, duty and pay.");
/// Nothing to add.
pub const NOTHING: Text = Text::new("", "");
/// Head of what was carried over.
pub const CARRIED: Text = Text::new("照原样（{count} 条）：", "Carried over ({count}):");
/// Head of what is nearly the same.
pub const APPROXIMATED: Text = Text::new("近似（{count} 条）：", "Approximated ({count}):");
/// Head of what is not said.
pub const NOT_CARRIED: Text = Text::new("没有写进去（{count} 条）：", "Not carried over ({count}):");
/// Head of what was off.
pub const INACTIVE: Text = Text::new("原文件里已停用（{count} 条）：", "Switched off in the file ({count}):");
/// A family.
pub const FAMILY: Text =
    Text::new("  {count} 条 {family}（权重 {weights}）", "  {count} x {family} (weight {weights})");
/// No such thing in a school's folder.
pub const NO_COUNTERPART: Text = Text::new("学校配置里没有对应的写法", "a school's folder has no words for it");
/// A broken constraint.
pub const NAMES_UNKNOWN: Text =
    Text::new("所写的名字或数字文件里没有", "it names something that the file does not have");
/// All its activities are off.
pub const ALL_OFF: Text = Text::new("所指的活动已停用", "its activities are switched off");
/// Against another one.
pub const CONTRADICTS: Text = Text::new("与另一条矛盾", "it contradicts another one");
/// A wish.
pub const AS_WISH: Text = Text::new("写成“不宜”时段（代价按权重）", "as unwanted times, priced by the weight");
/// Cannot be broken.
pub const NEVER_BINDS: Text = Text::new("不会被违反，不必写", "cannot be broken, nothing to write");
/// One limit cannot be both.
pub const SOFT_BESIDE_HARD: Text = Text::new(
    "同一规则另有 100% 的，不能一半必须、一半期望",
    "the same rule holds at 100% elsewhere; it cannot be half a must and half a wish",
);
/// A rule that has no price.
pub const ONLY_A_MUST: Text =
    Text::new("学校的这条规则只能是必须，不能是期望", "the school's rule for it can only be a must, not a wish");
/// Gaps as a wish.
pub const GAPS_SOFT: Text =
    Text::new("按天计，作为期望（teacher-gaps）", "as a wish, counted by the day (teacher-gaps)");
/// Gaps of one teacher.
pub const GAPS_ALL: Text = Text::new(
    "作为对全体教师的期望，按天计（teacher-gaps）",
    "as a wish about all teachers, counted by the day (teacher-gaps)",
);
/// Days with few hours.
pub const AS_SINGLE_DAYS: Text =
    Text::new("写成“一天不只一节课”（teacher-single-days）", "as: no day with a single lesson (teacher-single-days)");
/// Only hard ones.
pub const ONLY_HARD: Text = Text::new("只有 100% 的能写成分组", "only those of 100% become parallel groups");
/// Not groups of one lesson.
pub const NOT_PARALLEL: Text = Text::new(
    "时长不同、人员相同或已固定在不同时间，写不成一节课的几个组",
    "durations differ, people are the same or times are given: no groups of one lesson",
);
/// As even spread.
pub const AS_SPREAD: Text =
    Text::new("作为期望：各科均匀分布（subject-spread）", "as a wish: subjects spread evenly (subject-spread)");
/// Only inside each requirement.
pub const WITHIN_PARTS: Text =
    Text::new("只在每门课之内保证不同天，跨课的部分没有写", "kept within each subject of a class, not between several");
/// One day only.
pub const ONE_DAY_ONLY: Text = Text::new("只保证不同天，没有写更大的间隔", "kept on different days, not further apart");
/// With doubles.
pub const WITH_DOUBLES: Text = Text::new(
    "长短不一的课按最长的一次限定每天节数",
    "lessons of several lengths: at most the periods of the longest a day",
);
/// Full weeks.
pub const FULL_WEEKS: Text =
    Text::new("班级的课排满，不会被违反", "the weeks of these classes are full: it cannot be broken");
/// Virtual rooms.
pub const VIRTUAL_ROOMS: Text = Text::new(
    "注意：{count} 间虚拟教室按普通教室读入，没有占用它所代表的实际教室。",
    "Note: {count} virtual rooms were read as rooms of their own; the real rooms behind them are not taken up.",
);
/// Rooms too small.
pub const ROOMS_TOO_SMALL: Text = Text::new(
    "注意：{count} 个活动的教室都装不下学生，没有按人数排除。",
    "Note: the rooms of {count} activities are all too small for their students; sizes were not held against them.",
);
/// Nobody in it.
pub const NOBODY_IN_IT: Text = Text::new(
    "注意：{count} 个活动既没有学生也没有教师，没有读入。",
    "Note: {count} activities with neither students nor teachers were left out.",
);
/// Gaps of classes as a wish.
pub const CLASS_GAPS_SOFT: Text =
    Text::new("作为期望：班级一天的课不空堂（class-gaps）", "as a wish: no idle periods of classes (class-gaps)");
/// Beginnings at the second hour.
pub const EARLY_SECOND: Text = Text::new(
    "写成每天最迟从第二个可排的节次开始，没有限定这样的天数",
    "as: each day begins with its second open period at the latest, on however many days",
);
/// Several minima.
pub const LEAST_OF_ALL: Text =
    Text::new("按各班中最小的节数写（class-short-days）", "with the least number of all classes (class-short-days)");
/// Empty days.
pub const EMPTY_DAYS: Text =
    Text::new("没有要求每天都有课（class-short-days）", "without demanding lessons on every day (class-short-days)");
/// Half days.
pub const HALF_DAYS: Text = Text::new(
    "文件里的 {halves} 个“天”是半天：读成 {days} 天，上午、下午各 {hours} 节，中间隔午休。",
    "The {halves} days of the file are half days: read as {days} days of {hours} hours before and {hours} after lunch.",
);
/// How it is known.
pub const HALF_BY_NAMES: Text = Text::new(
    "注意：这是从各天的名称看出来的；各种限制里的“一天”都指半天。",
    "Note: this was seen from the names of the days; a day in its limits is half a day.",
);
/// Old limits.
pub const HALF_OLD: Text = Text::new(
    "注意：文件由旧的半天制 FET 写成，限制的名称按现在的 FET 列出（RealDays 指一整天）。",
    "Note: an old FET for half days wrote the file; its limits are listed by their names of today (RealDays: whole days).",
);
/// A limit by half days.
pub const BY_HALF_DAY: Text = Text::new(
    "原来按半天限制，这里按一整天写成相应的宽限",
    "a limit on half days; here on whole days, correspondingly wider",
);
/// Long lessons.
pub const LONG_LESSONS: Text = Text::new(
    "近似：{count} 个超过两节的活动拆成了连堂和单节，拆开的几段不一定相连。",
    "Approximated: {count} activities of more than two hours were split into doubles and singles, which need not follow each other.",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn codes_are_unique_sorted_and_both_languages_take_the_same_arguments() {
        let codes: Vec<_> = ALL.iter().map(|error| error.code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        for error in ALL {
            for text in [error.cause, error.action] {
                assert_eq!(text.placeholders(Lang::Zh), text.placeholders(Lang::En), "{}", error.code);
            }
        }
    }
}
