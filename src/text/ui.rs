//! Words of reports and screens.

use super::Text;
use crate::school::{EventKind, Level, SubjectKind};

/// Short names of subjects for narrow cells.
pub static SHORT_SUBJECTS: &[(&str, &str)] = &[
    ("道德与法治", "道法"),
    ("体育与健康", "体育"),
    ("综合实践活动", "综合"),
    ("综合实践", "综合"),
    ("信息科技", "信息"),
    ("信息技术", "信息"),
    ("人工智能", "智能"),
    ("班队会", "班会"),
    ("主题班会", "班会"),
    ("心理健康", "心理"),
    ("校本课程", "校本"),
    ("地方课程", "地方"),
    ("劳动技术", "劳动"),
];

macro_rules! words {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        $(
            #[doc = $en]
            pub static $name: Text = Text::new($zh, $en);
        )*
    };
}
pub(super) use words;

words! {
    LANGUAGE_TAG: "zh-CN", "en";
    CLASS_TEACHER_OF: "班主任班级", "Class teacher of";
    EVENT_LINE: "活动", "Event";
    CLASS_SHEET: "{name} 课程表", "Timetable of class {name}";
    TEACHER_SHEET: "{name} 老师课表", "Timetable of {name}";
    ROOM_SHEET: "{name} 使用表", "Timetable of room {name}";
    WHOLE_SCHOOL: "总课表", "Whole school";
    WHOLE_TITLE: "{school} 总课表", "{school}: whole-school timetable";
    PAGE_TITLE: "{school} 课程表", "{school}: timetable";
    CLASSES: "班级", "Classes";
    TEACHERS: "教师", "Teachers";
    ROOMS: "教室", "Rooms";
    QUALITY: "质量报告", "Quality";
    QUALITY_TITLE: "{school} 课表质量报告", "{school}: quality of the timetable";
    HOME: "首页", "Home";
    GRADE: "{grade}年级", "Grade {grade}";
    PRINT: "打印", "Print";
    SHOW_ALL: "全部展开（可整批打印）", "Show all (prints one per page)";
    FIND: "查找班级、教师、教室", "Find a class, teacher or room";
    NAVIGATION: "课表导航", "Timetables";
    SUBJECT_KEY: "简称", "Short names";

    PERIOD: "节次", "Period";
    TIME: "时间", "Time";
    PERIOD_N: "第{n}节", "{n}";
    CLASS: "班级", "Class";
    TEACHER: "教师", "Teacher";
    ROOM: "教室", "Room";
    SUBJECT: "学科", "Subject";
    CLASS_TEACHER: "班主任", "Class teacher";
    HOME_ROOM: "教室", "Home room";
    WEEKLY_LESSONS: "周课时", "Periods a week";
    WEEKLY_N: "{n} 节", "{n}";
    ROOM_KIND: "类型", "Kind";
    BUILDING: "楼", "Building";
    CAPACITY: "可容纳班级", "Classes at once";
    SUBJECTS: "任教学科", "Subjects";
    ODD: "单", "odd";
    EVEN: "双", "even";
    RESEARCH: "教研", "Joint preparation";
    WITH_CLASSES: "与{classes}合班", "with {classes}";
    WITH_TEACHERS: "与{teachers}", "with {teachers}";
    NO_LESSON: "无此节次", "no such period";
    FREE: "空", "free";
    PARITY_NOTE: "“单”“双”：仅单周、仅双周上课。", "“odd”, “even”: in odd or even weeks only.";
    VERIFIED: "已核验：硬性规则 0 处违反", "Verified: no hard rule is broken";
    NOT_VERIFIED: "未通过核验：硬性规则 {n} 处违反", "Failed (hard-rule breaches: {n})";

    SUMMARY: "摘要", "Summary";
    PROFILE: "规则集", "Policy profile";
    VERDICT: "核验结论", "Verdict";
    GOOD: "通过：硬性规则 0 处违反", "passed: no hard rule is broken";
    BAD: "不通过：硬性规则 {n} 处违反", "failed (hard-rule breaches: {n})";
    CASES_EXAMINED: "检查情形", "Cases examined";
    WARNINGS: "提醒", "Warnings";
    SOFT_COST: "优化项总扣分", "Cost of soft rules";
    LESSONS: "周课时总数", "Class periods a week";
    HARD_RULES: "硬性规则", "Hard rules";
    HARD_NOTE: "必须全部满足，违反一处课表即不合格。行号指 timetable.csv 中的行。",
        "All must hold: one breach and the timetable fails. Row numbers are those of timetable.csv.";
    SOFT_RULES: "优化规则", "Soft rules";
    SOFT_NOTE: "尽量满足；每个单位扣“权重”分，总分越低越好。按扣分从高到低排列。",
        "Kept as far as possible; each unit costs the rule's weight, and less is better. The dearest first.";
    OTHER_RULES: "提醒与说明", "Warnings and notes";
    OTHER_NOTE: "不影响课表是否合格。", "No timetable fails because of these.";
    WAIVED_RULES: "已豁免的规则", "Waived rules";
    WAIVED_NOTE: "学校书面说明理由后不再检查。", "The school waived these with a written reason; they are not checked.";
    NO_WAIVERS: "没有豁免任何规则。", "No rule is waived.";
    REASON: "理由", "Reason";
    RULE: "规则", "Rule";
    SAYS: "要求", "What it demands";
    CASES: "检查", "Cases";
    BREACHES: "违反", "Breaches";
    WEIGHT: "权重", "Weight";
    AMOUNT: "数量", "Amount";
    COST: "扣分", "Cost";
    LEVEL: "级别", "Level";
    COST_EXPLAINED: "{breaches} 处，合计 {amount} 个单位 × 权重 {weight} = 扣 {cost} 分",
        "breaches: {breaches}; amount {amount} × weight {weight} = cost {cost}";
    NO_COST: "检查 {cases} 处，全部满足，不扣分", "breaches: 0; cases: {cases}; no cost";
    ALL_HOLD: "检查 {cases} 处，全部满足", "breaches: 0; cases: {cases}";
    NOTHING_TO_CHECK: "本校没有需要检查的情形", "nothing in this school to examine";
    BROKEN: "检查 {cases} 处，违反 {breaches} 处", "breaches: {breaches}; cases: {cases}";
    OTHER_STAFF: "其他人员", "Others";
    MORE: "……另有 {n} 处", "… and {n} more";
    TIMES: "{words}（{times} 次）", "{words} ({times} times)";
    BOTH_WEEKS: "{words}（单、双周各 1 次）", "{words} (odd and even weeks)";
    IN_ROW: "{words}（第 {rows} 行）", "{words} (row {rows})";
    IN_ROWS: "{words}（第 {rows} 行）", "{words} (rows {rows})";
    IN_MORE_ROWS: "{words}（第 {rows} 等 {n} 行）", "{words} (rows {rows} and others, {n} in all)";
    LIST_MARK: "、", ", ";
    LABELLED: "{label}：{words}", "{label}: {words}";
    HOUSE_RULE: "本校惯例", "house rule";
    SOURCES: "出处", "Sources";
    EXAMPLES: "举例", "Examples";
    ACTION: "办法", "Hint";
    TEACHER_LOADS: "教师周课时", "Teachers' weekly loads";
    ROOM_USE: "专用教室使用", "Use of shared rooms";
    USED: "已用", "Used";
    AVAILABLE: "可用", "Available";
    SHARE: "使用率", "Share";
    TOTAL: "合计", "Total";
    RUN: "求解记录", "The run";
    VERSION: "程序版本", "Version";
    SEED: "随机种子", "Seed";
    OBJECTIVE: "目标值", "Objective";
    BOUND: "下界", "Bound";
    GAP: "差距", "Gap";
    SECONDS: "用时（秒）", "Seconds";
    INPUTS: "输入文件（SHA-256）", "Input files (SHA-256)";
}

/// The word for a level.
#[must_use]
pub fn level(level: Level) -> Text {
    match level {
        Level::Hard => Text::new("硬性", "hard"),
        Level::Soft => Text::new("优化", "soft"),
        Level::Warn => Text::new("提醒", "warning"),
        Level::Note => Text::new("说明", "note"),
        Level::Off => Text::new("关闭", "off"),
    }
}

/// The word for a kind of fixed event.
#[must_use]
pub fn event(kind: EventKind) -> Text {
    match kind {
        EventKind::FlagRaising => Text::new("升旗仪式", "flag-raising"),
        EventKind::Assembly => Text::new("集会", "assembly"),
        EventKind::StaffMeeting => Text::new("例会", "staff meeting"),
        EventKind::Other => Text::new("活动", "event"),
    }
}

/// The word for a kind of subject, as its colour is explained.
#[must_use]
pub fn subject_kind(kind: SubjectKind) -> Text {
    match kind {
        SubjectKind::Chinese => Text::new("语文", "Chinese"),
        SubjectKind::Maths => Text::new("数学", "mathematics"),
        SubjectKind::English => Text::new("外语", "foreign language"),
        SubjectKind::Morality => Text::new("道德与法治", "morality and law"),
        SubjectKind::Science => Text::new("科学", "science"),
        SubjectKind::Humanities => Text::new("史地", "history and geography"),
        SubjectKind::Pe => Text::new("体育", "PE"),
        SubjectKind::Music => Text::new("音乐", "music"),
        SubjectKind::Art => Text::new("美术", "art"),
        SubjectKind::Technology => Text::new("信息", "technology"),
        SubjectKind::Labour => Text::new("劳动", "labour"),
        SubjectKind::Practice => Text::new("实践", "practice"),
        SubjectKind::ClassMeeting => Text::new("班会", "class meeting"),
        SubjectKind::SelfStudy => Text::new("自习", "self-study"),
        SubjectKind::Other => Text::new("其他", "other"),
    }
}

/// Words of the list of rules.
pub mod rules {
    use super::Text;

    /// Before the default of a parameter that a profile changed.
    pub const DEFAULT: Text = Text::new("默认", "default");
    /// Before the sources of a rule.
    pub const SOURCE: Text = Text::new("出处", "source");
    /// Before where a profile's numbers come from.
    pub const BASIS: Text = Text::new("依据", "basis");
    /// Before the weight of a soft rule.
    pub const WEIGHT: Text = Text::new("权重", "weight");
    /// Before the reason of a waived rule.
    pub const WAIVED: Text = Text::new("豁免", "waived");
    /// No words at all.
    pub const NONE: Text = Text::new("（空）", "(none)");
    /// Mark of a rule that no profile may weaken.
    pub const PHYSICS: Text = Text::new("客观条件，不可豁免", "a fact of nature, never waived");
    /// Before the profile that another extends.
    pub const EXTENDS: Text = Text::new("扩展自", "extends");
    /// Below the list.
    pub const TOTAL: Text = Text::new(
        "共 {count} 条规则：硬性 {hard}，优化 {soft}，提醒 {warn}，说明 {note}，关闭 {off}（政策方案 {profile}）",
        "{count} rules: {hard} hard, {soft} soft, {warn} warnings, {note} notes, {off} off (profile {profile})",
    );
}
