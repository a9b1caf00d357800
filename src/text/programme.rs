//! Words of the after-school programme, the duty roster and the pay ledger, as sheets and reports use them.

use super::Text;
use super::ui::words;
use crate::school::{ClubLevel, Employment, PostKind, ServiceKind};

words! {
    SERVICE: "课后服务", "After school";
    CLUBS: "社团", "Clubs";
    DUTY: "值班", "Duty";
    PAY: "工作量与津贴", "Workload and pay";
    SERVICE_TITLE: "{school} 课后服务安排", "{school}: after-school service";
    DAY_TITLE: "课后服务安排（{day}）", "After-school service on {day}";
    CLUBS_TITLE: "{school} 社团一览", "{school}: clubs";
    CLUB_TITLE: "{name} 成员名单", "Members of {name}";
    CLASS_CLUBS_TITLE: "{name} 课后去向", "Where the pupils of {name} are after lessons";
    DUTY_TITLE: "{school} 值班表", "{school}: duty roster";
    WEEKLY_TITLE: "值周安排", "Weekly duty";
    PAY_TITLE: "{school} 工作量与津贴", "{school}: workload and pay";

    SLOT: "时段", "Slot";
    GROUP_OR_CLUB: "分组／社团", "Group or club";
    KIND: "内容", "Kind";
    STAFF: "负责教师", "In charge";
    PUPILS: "人数", "Pupils";
    PUPIL: "姓名", "Name";
    NUMBER: "学号", "Number";
    NOBODY_YET: "未安排", "nobody yet";
    N_PUPILS: "{n}人", "{n} pupils";
    N_SESSIONS: "{n} 次", "{n} sessions";
    N_MINUTES: "{n} 分钟", "{n} min";
    IN_CLUBS: "{pupils}人，{clubs}个社团", "{pupils} in {clubs} clubs";
    GROUPS_PUPILS: "{groups}组 {pupils}人", "{groups} groups, {pupils} pupils";
    WHOLE_WEEK: "一周总览", "The week";
    WHOLE_WEEK_NOTE: "每格为该时段的分组（含社团）数与人数；点星期看明细。",
        "Groups (clubs included) and pupils of the slot; a weekday leads to the details.";
    NOT_PLACED: "未能安排的学生", "Pupils not placed";
    NOT_PLACED_NOTE: "已报名但未能安排的学生人次与原因。", "Enrolled pupils without a place, with the reason.";
    ALL_PLACED: "每一名报名学生都已安排。", "Every enrolled pupil has a place.";
    NO_REASON: "未说明", "not stated";
    REASON: "原因", "Reason";
    WEEKDAYS: "星期", "Weekdays";

    CLUB: "社团", "Club";
    CATEGORY: "类别", "Category";
    WHEN: "活动时间", "When";
    LIMITS: "人数限额", "Limits";
    MEMBERS: "成员", "Members";
    FILLED: "满员率", "Filled";
    CANCELLED: "停开", "cancelled";
    RANK: "志愿", "Choice";
    NTH_CHOICE: "第{n}志愿", "choice {n}";
    NO_MEMBERS: "没有成员名单。", "There is no list of members.";
    CLASS_LISTS: "各班课后去向", "Lists by class";
    CHOICES_GOT: "志愿满足情况", "Choices got";
    CHOICE_GOT: "录取的最好志愿", "Best choice got";
    WITHOUT_CLUB: "未进任何社团", "no club";

    POST: "岗位", "Post";
    PLACE: "地点", "Place";
    NO_SHIFT: "不设岗", "no post";
    CHART: "每周值班表", "Weekly roster";
    STANDBY_NOTE: "机动岗不计值班时长。", "Standby does not count as duty time.";
    WEEK: "周次", "Week";
    WEEK_N: "第{n}周", "{n}";
    DATES: "日期", "Dates";
    DUTY_DATES: "特殊日期", "Other dates";
    DUTY_DATES_NOTE: "调休上班日，以及值班与每周值班表不同的日期。",
        "Make-up days, and dates on which the roster is not the weekly one.";
    CHANGES: "当日安排", "On that date";
    NOBODY_THAT_DAY: "所有岗位当日不值班", "no post is held";
    NOT_THAT_DAY: "当日不值班：{post}", "not held: {post}";
    THAT_DAY: "{post}：{people}", "{post}: {people}";
    FAMILY_TIMETABLE: "课表", "Timetable";
    FAMILY_SERVICE: "课后服务", "After school";
    FAMILY_DUTY: "值班", "Duty";
    FAMILY_PAY: "津贴", "Pay";
    FAMILY_CALENDAR: "校历与公布", "Calendar and publication";

    SPREAD: "负担是否均衡", "How evenly it is shared";
    SPREAD_NOTE: "只算可以承担该项工作的人。", "Over those who may do the work.";
    MEASURE: "项目", "Measure";
    PEOPLE: "人数", "People";
    LEAST: "最少", "Least";
    MEDIAN: "中位数", "Median";
    MOST: "最多", "Most";
    SESSIONS_A_WEEK: "课后服务次数（每周）", "Sessions a week";
    SERVICE_MINUTES: "课后服务分钟（每周）", "Service minutes a week";
    DUTY_MINUTES: "值班分钟（每周）", "Duty minutes a week";
    TERM_PAY: "津贴（全学期，元）", "Pay of the term (yuan)";
    WORKLOAD: "个人工作量", "Workload by person";
    PERSON: "姓名", "Person";
    EMPLOYMENT: "身份", "Employment";
    LESSONS: "课时", "Lessons";
    SESSIONS: "课后次数", "Sessions";
    SESSION_MINUTES: "课后分钟", "Service min";
    SHIFTS: "值班次数", "Shifts";
    SHIFT_MINUTES: "值班分钟", "Duty min";
    WEEKS_SERVED: "值周", "Weeks on duty";
    EARNED: "存入（分钟）", "Earned (min)";
    SPENT: "使用（分钟）", "Spent (min)";
    BALANCE: "余额（分钟）", "Balance (min)";

    PAY_BY_MONTH: "各月津贴（元）", "Pay by month (yuan)";
    PAY_BY_PERSON: "个人各月津贴（元）", "Pay by person and month (yuan)";
    ITEM: "项目", "Item";
    MONTH: "月份", "Month";
    BUDGET: "预算", "Budget";
    LEFT: "结余", "Left";
    OVER: "超出", "over";
    TOTAL: "合计", "Total";
    CHART_SAYS: "柱形图：各月津贴，单位元。{values}", "Bar chart of pay by month in yuan. {values}";
    MONTH_VALUE: "{month}：{amount}", "{month}: {amount}";
    LEDGER_NOTE: "明细见 pay-ledger.csv，本页各数与其逐分相符。", "Details are in pay-ledger.csv; all figures agree with it to the fen.";

    BLOCK_TITLE: "课后服务、值班与津贴", "After school, duty and pay";
    ENROLLED: "报名", "Enrolled";
    PLACED: "已安排", "Placed";
    ENROLLED_VALUE: "每周 {times} 人次", "{times} pupil-sessions a week";
    ENROLLED_PUPILS: "{pupils} 名学生，每周 {times} 人次", "{pupils} pupils, {times} pupil-sessions a week";
    PLACED_ALL: "{n} 人次，全部安排", "{n}, all of them";
    PLACED_SOME: "{n} 人次，未安排 {rest}（{reasons}）", "{n}; not placed: {rest} ({reasons})";
    FIRST_CHOICES: "社团志愿", "Club choices";
    CHOICES_VALUE: "{choosers} 人填报：第一志愿 {share}，前三志愿 {three}，未录取 {none} 人",
        "{choosers} pupils chose: first choice {share}, one of the first three {three}, no club {none}";
    GROUPS_LINE: "分组", "Groups";
    GROUPS_VALUE: "{groups} 组，每周活动 {sessions} 次（含社团）", "{groups}, {sessions} sessions a week with clubs";
    CLUBS_VALUE: "开班 {held}，停开 {cancelled}", "held: {held}; cancelled: {cancelled}";
    POSTS_LINE: "值班岗位", "Duty posts";
    POSTS_VALUE: "{posts} 个，每周 {shifts} 班次", "{posts}, {shifts} shifts a week";
    SPREAD_VALUE: "最少 {least}，中位数 {median}，最多 {most}（{people} 人）",
        "least {least}, median {median}, most {most} ({people} people)";
    MONTH_PAY: "{month} 津贴", "Pay {month}";
    TERM_PAY_LINE: "学期津贴", "Pay of the term";
    YUAN: "{amount} 元", "{amount} yuan";
    YUAN_OF: "{amount} 元，预算 {budget} 元", "{amount} yuan of {budget}";
    YUAN_OVER: "{amount} 元，预算 {budget} 元，超出 {over} 元", "{amount} yuan of {budget}, {over} over";

    ALL_SERVICE: "课后服务总表", "All sessions";
    ALL_DUTY: "值班总表", "All posts";
    SHARE: "占比", "Share";

    SIGN_IN: "课后服务托管值日登记表", "After-school sign-in sheet";
    DUTY_CHART: "值班表", "Duty chart";
    ATTENDANCE_CLUB: "社团活动考勤表", "Club attendance";
    ATTENDANCE_GROUP: "课后服务考勤表", "After-school attendance";
    SIGN_IN_FILE: "托管值日登记表", "sign-in";
    DUTY_FILE: "值班表", "duty-chart";
    CLUBS_FILE: "考勤表-社团", "attendance-clubs";
    GROUPS_FILE: "考勤表-分组", "attendance-groups";
    PRINTABLE: "打印用表", "Sheets to print";
    PRINT_HINT: "打印前无需调整：纸张为 A4，每组自动换页。", "Print as it is: A4, a page for each.";
    EXPECTED: "应到", "Expected";
    PRESENT: "实到", "Present";
    ABSENT: "缺勤学生及原因", "Absent, and why";
    SIGNATURE: "签名", "Signature";
    REMARKS: "备注", "Remarks";
    WEEK_BLANK: "第______周", "Week ______";
    DATE_BLANK: "______年____月____日", "Date ____________";
    MONTH_BLANK: "______年____月", "Month ____________";
    LEADER_SIGNS: "值班领导签名：____________", "Leader on duty: ____________";
    CHECKED_BY: "考勤人：____________", "Taken by: ____________";
    MARKS: "出勤√　病假△　事假○　缺勤×　早退／", "present √   ill △   leave ○   absent ×   left early /";
    CLUB_GROUP: "社团", "Clubs";
    SEVERAL_GRADES: "多年级", "Several grades";
    MONTH_N: "{n}月", "{n}";
    WEEK_OF_MONTH: "第{n}周", "week {n}";
}

/// The word for a kind of service.
#[must_use]
pub fn kind(kind: ServiceKind) -> Text {
    let en = match kind {
        ServiceKind::Homework => "homework help",
        ServiceKind::Tutoring => "tutoring",
        ServiceKind::Club => "clubs",
        ServiceKind::Sport => "sport",
        ServiceKind::Art => "art",
        ServiceKind::Reading => "reading",
        ServiceKind::Science => "science",
        ServiceKind::Labour => "labour",
        ServiceKind::Extended => "extended care",
        ServiceKind::EveningStudy => "evening self-study",
        ServiceKind::Boarding => "boarders",
        ServiceKind::Midday => "midday care",
    };
    Text::new(kind.zh(), en)
}

/// The word for a kind of post.
#[must_use]
pub fn post(kind: PostKind) -> Text {
    Text::new(kind.zh(), kind.word())
}

/// The word for how a person is employed.
#[must_use]
pub fn employment(employment: Employment) -> Text {
    let en = if employment == Employment::Own { "own staff" } else { employment.word() };
    Text::new(employment.zh(), en)
}

/// The word for a club's level; none for one that is open to everybody.
#[must_use]
pub fn level(level: ClubLevel) -> Option<Text> {
    match level {
        ClubLevel::Open => None,
        ClubLevel::Basic => Some(Text::new("基础", "basic")),
        ClubLevel::Advanced => Some(Text::new("高级", "advanced")),
    }
}
