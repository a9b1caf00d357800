//! Words and errors of comparing plans.

use super::Text;
use super::input::InputError;
use super::ui::words;
use crate::school::Level;

/// A folder without a plan.
pub static NO_PLAN: InputError = InputError {
    code: "E900",
    cause: Text::new("这里没有课表（{file}）", "there is no plan here ({file})"),
    action: Text::new(
        "写 kebiao solve 的输出文件夹，或放有 {file} 的文件夹",
        "name a folder that `kebiao solve` wrote, or one that holds {file}",
    ),
};

/// The same folder twice.
pub static SAME_FOLDER: InputError = InputError {
    code: "E901",
    cause: Text::new("与 {other} 是同一个方案", "this is the same plan as {other}"),
    action: Text::new("每个方案只写一次", "name every plan once"),
};

/// Plans of different schools.
pub static OTHER_SCHOOL: InputError = InputError {
    code: "E902",
    cause: Text::new(
        "与 {other} 没有一个相同的{what}，不像同一所学校的课表",
        "it has no {what} in common with {other}: these plans are not of one school",
    ),
    action: Text::new(
        "只比较同一所学校的方案；若改过名，先统一名称",
        "compare plans of one school; if names were changed, make them agree",
    ),
};

/// The output folder is one of the inputs, or holds a plan.
pub static OUTPUT_HOLDS_PLAN: InputError = InputError {
    code: "E903",
    cause: Text::new(
        "输出文件夹里已有课表（{file}），不会写在里面",
        "the output folder holds a plan ({file}); nothing is written there",
    ),
    action: Text::new("用 -o 另指定一个文件夹", "name another folder with -o"),
};

/// Less than two plans.
pub static ONE_PLAN: InputError = InputError {
    code: "E904",
    cause: Text::new("只有一个方案", "there is only one plan"),
    action: Text::new("至少写两个方案的文件夹", "name the folders of at least two plans"),
};

/// Alternatives of a stage that has none.
pub static NO_CHOICE: InputError = InputError {
    code: "E905",
    cause: Text::new("这一步没有多个方案可选", "there are no alternatives of this stage"),
    action: Text::new(
        "--alternatives 只与 --stage all、timetable 或 roster 同用",
        "use --alternatives with --stage all, timetable or roster",
    ),
};

/// All of them, for the list of codes.
pub static ALL: &[&InputError] = &[&NO_PLAN, &SAME_FOLDER, &OTHER_SCHOOL, &OUTPUT_HOLDS_PLAN, &ONE_PLAN, &NO_CHOICE];

words! {
    TITLE: "方案比较", "Plans side by side";
    REFERENCE: "{name}（基准）", "{name} (reference)";
    SUMMARY: "总览", "Summary";
    ITEM: "项目", "Item";
    COSTS: "规则", "Rules";
    TEACHERS: "人员", "People";
    DIFFERENCES: "与基准的差别", "Differences from the reference";
    SOFT_COST: "优化项总扣分", "Cost of soft rules";
    HARD_BREACHES: "硬性规则违反", "Breaches of hard rules";
    WARNINGS: "提醒", "Warnings";
    RULE: "{code} {name}", "{code} {name}";
    LESSONS: "每周课时行数", "Lesson periods in the table";
    ELSEWHERE: "时间不同的课占比", "Share of lessons at another time";
    PER_CENT: "{n}%", "{n}%";
    MOVED: "换了时间或教室的课", "Lessons moved (time or room)";
    ROOM_ONLY: "其中只换教室", "of these only to another room";
    OTHER_TEACHER: "换了教师的课", "Lessons of another teacher";
    GONE: "没有了的课", "Lessons gone";
    NEW: "新增的课", "New lessons";
    RESEARCH_MOVED: "换了时间的教研", "Research blocks moved";
    TEACHERS_AFFECTED: "涉及人员", "People affected";
    CLASSES_AFFECTED: "涉及班级", "Classes affected";
    PERIODS: "周课时", "Periods a week";
    DAYS: "周到课天数", "Days with lessons a week";
    BUSIEST: "最忙一天课时", "Periods on the busiest day";
    GAPS: "周空堂", "Gaps a week";
    SESSIONS: "周托管社团次数", "Sessions a week";
    SESSION_MINUTES: "周托管社团分钟", "Session minutes a week";
    SHIFTS: "周值班次数", "Shifts a week";
    SHIFT_MINUTES: "周值班分钟", "Shift minutes a week";
    DUTY_DAYS: "学期值周天数", "Days of weekly duty in the term";
    PAY_OF: "课时费（元）", "Pay (yuan)";
    PAY: "课时费", "Pay";
    PAY_ITEM: "项目 {name}（元）", "Item {name} (yuan)";
    PAY_MONTH: "{name}（元）", "{name} (yuan)";
    PUPILS: "社团学生", "Pupils in clubs";
    PUPIL_PLACES: "学生人次（人×天×时段）", "Places (pupil, day, slot)";
    IN_CLUB: "进社团", "In a club";
    FIRST_CHOICE: "其中第一志愿", "Of these in the first choice";
    NOWHERE: "没有去处", "Placed nowhere";
    PLACED_ELSEWHERE: "去处不同的人次", "Places that are elsewhere";
    PUPILS_ELSEWHERE: "涉及学生", "Pupils affected";
    SESSION_PEOPLE: "换了人的托管、社团", "Sessions of other people";
    SESSION_MOVED: "换了时间或场地的托管、社团", "Sessions moved (time or room)";
    SESSION_ONLY: "只在一个方案里有的托管、社团", "Sessions gone or new";
    SHIFT_PEOPLE: "换了人的值班", "Shifts of other people";
    SHIFT_MOVED: "换了时间或地点的值班", "Shifts moved (time or place)";
    SHIFT_ONLY: "只在一个方案里有的值班", "Shifts gone or new";
    DUTY_PEOPLE: "换了人的值周（按日）", "Days of weekly duty of other people";
    DUTY_ONLY: "只在一个方案里有的值周（按日）", "Days of weekly duty gone or new";
    SESSION: "托管社团", "session";
    SHIFT: "值班", "shift";
    WEEKLY_DUTY: "值周", "weekly duty";
    SESSIONS_SHEET: "托管、社团", "Groups and clubs";
    DUTY_SHEET: "值班", "Duty";
    NOBODY: "（未安排）", "(nobody)";
    TOTAL_OF: "{measure}：合计", "{measure}: total";
    RANGE_OF: "{measure}：最少–最多", "{measure}: least to most";
    WIDTH_OF: "{measure}：最多与最少之差", "{measure}: spread";
    RANGE: "{least}–{most}", "{least} to {most}";
    OF_PLAN: "{measure}（{plan}）", "{measure} ({plan})";
    UNKNOWN: "不详", "unknown";
    NO_RECORD: "{name}：文件夹里没有 run.json，扣分不详；加 --school 可现场核验。",
        "{name}: there is no run.json in the folder, so its costs are unknown; --school has it verified.";
    CHANGED: "{name}：表格在求解之后改动过，run.json 的扣分不再适用；加 --school 可现场核验。",
        "{name}: its tables were changed after the run, so the costs of run.json do not hold; --school has it verified.";
    PLAN: "方案", "Plan";
    PERSON: "姓名", "Name";
    KIND: "类别", "Kind";
    PERSON_KIND: "人员", "person";
    TEACHER: "教师", "teacher";
    CLASS: "班级", "class";
    CHANGES_OF: "变动数（{plan}）", "Changes ({plan})";
    CHANGE: "变动", "Change";
    CHANGED_TIME: "时间", "time";
    CHANGED_ROOM: "教室", "room";
    CHANGED_PEOPLE: "人员", "people";
    CHANGED_GONE: "取消", "gone";
    CHANGED_NEW: "新增", "new";
    WHAT: "内容", "What";
    LESSON: "上课", "lesson";
    RESEARCH: "教研", "research";
    CLASSES_HEAD: "班级", "Classes";
    SUBJECT: "学科、组、岗位", "Subject, group or post";
    SECTION: "分组、时段", "Group or slot";
    BEFORE: "原{what}", "{what} before";
    AFTER: "现{what}", "{what} after";
    TIME: "时间", "Time";
    ROOM: "教室", "Room";
    TIME_WORDS: "{day}{weeks} {period} {time}", "{day}{weeks} {period} {time}";
    ODD: "（单周）", " (odd weeks)";
    EVEN: "（双周）", " (even weeks)";
    NO_CHANGES: "没有差别。", "No differences.";
    PEOPLE: "每个人", "Everybody";
    WEEKS_OF: "{name} 与 {reference} 的差别", "{name} against {reference}";
    LEGEND: "划线的是 {reference} 的安排，加框的是 {name} 的安排；没有标记的相同。",
        "Struck through: {reference}. Boxed: {name}. What is not marked is the same.";
    BEST: "各方案中最好", "best of all";
    OPEN_PLAN: "打开", "open";
    NOTES: "说明", "Notes";
    NOTE_MOVES: "同班同学科同组的课，先认教师再认时间教室，以变动最少的方式对应；连堂按节计。",
        "Lessons of a class, subject and group are matched so that first the fewest change their teacher, then the fewest are moved; a double counts as two.";
    NOTE_SHIFTS: "托管、社团和值班先认时间再认人。", "Sessions and shifts are matched by their time before their people.";
    NOTE_GAPS: "空堂：教师一天首末两节之间没有课的节次；单双周取平均。",
        "Gaps: period numbers between a teacher's first and last lesson of a day without a lesson; odd and even weeks averaged.";
    NONE_AFFECTED: "无", "none";
    WRITTEN: "已写入 {path}，请打开其中的 compare.html。", "Written to {path}; open compare.html there.";
    NTH_PLAN: "方案 {n}/{of}（限时 {seconds} 秒）", "Plan {n} of {of} (time limit {seconds} s)";
    NTH_OTHER_PLAN: "方案 {n}/{of}（限时 {seconds} 秒；与前面每个方案至少 {share} 的课时间不同）",
        "Plan {n} of {of} (time limit {seconds} s; at least {share} of the lessons at another time than in every earlier plan)";
    NTH_OTHER_ROSTER: "方案 {n}/{of}（限时 {seconds} 秒；课表与课后服务不变，与前面每个方案至少 {share} 的值守与值班换人）",
        "Roster {n} of {of} (time limit {seconds} s; same timetable and programme, at least {share} of the tasks another person's than in every earlier one)";
    NO_ROSTERS: "这所学校没有课后服务与值班，无从给出不同的值班方案。请用 --stage timetable。",
        "This school has no after-school service and no duty, so there are no rosters to choose from. Use --stage timetable.";
    NO_OTHER_ROSTER: "已证明：没有另一个值班方案能与前面每个方案都有至少 {share} 的值守与值班换人。可把 --differ 调小。",
        "Proved: no other roster has at least {share} of its tasks done by other people than every earlier one. Try a smaller --differ.";
    NO_OTHER_PLAN: "已证明：没有第 {n} 个方案能与前面每个方案都有至少 {share} 的课时间不同。可把 --differ 调小。",
        "Proved: no plan {n} has at least {share} of its lessons at other times than every earlier plan. Try a smaller --differ.";
    OTHER_NOT_FOUND: "方案 {n} 在 {seconds} 秒内没有找到，也没有证明不存在。可加长 --time-limit 或把 --differ 调小。",
        "Plan {n} was not found within {seconds} s, nor proved impossible. Try a longer --time-limit or a smaller --differ.";
    OTHERS_STOPPED: "已停止：得到 {n} 个方案，原要求 {of} 个。", "Stopped with {n} of {of} plans.";
    EARLIER_OTHER: "{path} 中仍是以前的方案，不属于这一次。", "{path} still holds a plan of an earlier run, which is none of these.";
    SHARE_CHECKED: "已从写出的文件核对：任意两个方案至少有 {least} 的课时间不同（要求 {share}）。",
        "Checked in the files written: any two plans have at least {least} of their lessons at another time ({share} wanted).";
    SHARE_TOO_SMALL: "内部不一致：{a} 与 {b} 按写出的文件只有 {n} 的课时间不同，少于要求的 {share}。这是 kebiao 的错误，请连同配置报告给我们。",
        "Internal disagreement: by the files written, only {n} of the lessons of {a} and {b} are at another time, less than {share}. This is a bug in kebiao; please report it with the configuration.";
    LEVEL_SUFFIX: "{rule}［{level}］", "{rule} [{level}]";
}

/// The word for a level.
#[must_use]
pub fn level(level: Level) -> Text {
    super::ui::level(level)
}
