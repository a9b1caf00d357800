//! Words and errors of `kebiao export`.

use super::Text;
use super::input::{InputError, input_errors};
use super::ui::words;

input_errors! {
    NO_SCHOOL_FOLDER "E700": "找不到生成这份课表的学校配置（学校“{school}”）", "the configuration of this plan's school is not to be found (school \"{school}\")";
        "用 --school 指明学校配置文件夹：kebiao export {plan} --school 配置文件夹", "name its folder: kebiao export {plan} --school FOLDER";
    IN_THE_WAY "E701": "这个文件不是 kebiao export 写的，或者写后被人改过", "this file was not written by `kebiao export`, or somebody changed it since";
        "移走它，或换一个输出文件夹（-o），或加 --force（原文件另存为 .bak）", "move it away, name another folder with -o, or add --force (the file is then kept as .bak)";
    NO_TEACHER "E702": "学校没有教师“{name}”{suggest}", "the school has no teacher \"{name}\"{suggest}";
        "写 teachers 表里的姓名", "use a name of the teachers' table";
    NO_FONT "E703": "没有找到能写中文的字体，无法生成 PDF", "no font with Chinese characters was found, so that no PDF can be made";
        "Debian/Ubuntu：apt install fonts-noto-cjk（或 fonts-wqy-microhei）；Windows：在“可选功能”里安装“中文（简体）补充字体”（宋体、黑体）；macOS 自带苹方；也可用 --font 指明字体文件",
        "Debian/Ubuntu: apt install fonts-noto-cjk (or fonts-wqy-microhei); Windows: the optional feature Chinese (Simplified) Supplemental Fonts (SimSun, SimHei); macOS has PingFang; or name a file with --font";
    BAD_FONT "E704": "字体文件不能用：{reason}", "the font file cannot be used: {reason}";
        "换一个 .ttf、.otf 或 .ttc 字体文件，其中要有中文字", "name a .ttf, .otf or .ttc file that has Chinese characters";
    NOT_MADE "E705": "{format} 文件生成失败：{reason}", "the {format} file cannot be made: {reason}";
        "这是程序错误，请附上输入文件反馈", "this is a mistake of the program: please report it with the input";
    NO_TERM "E706": "学校配置没有学期（[term]），日历没有日期可写", "the school states no term, so that a calendar has no dates";
        "在 school.toml 里写 [term]（开学、放假日期），再导出日历", "state [term] in school.toml (first and last day) and export the calendars again";
}

words! {
    WHOLE_FILE: "总课表", "whole-school";
    CLASSES_FILE: "班级课表", "classes";
    TEACHERS_FILE: "教师课表", "teachers";
    ROOMS_FILE: "教室课表", "rooms";
    SERVICE_FILE: "课后服务", "after-school";
    DUTY_FILE: "值班表", "duty";
    PAY_FILE: "工作量与津贴", "workload-and-pay";
    HEAD_FILE: "校长一页纸", "summary";
    ALL_FILE: "课表", "timetable";
    PERSONAL: "个人", "personal";
    INDEX: "目录", "Contents";
    BACK: "← 目录", "← Contents";
    ROWS_NAME: "课表明细", "Rows";
    ROWS_TITLE: "课表明细（每节一行，另存为 CSV 后可用 kebiao check 核验）", "Rows of the timetable (saved as CSV, kebiao check reads them)";
    ROW_LESSON: "上课", "lesson";
    ROW_RESEARCH: "教研", "research";
    YES: "是", "yes";
    NO: "否", "no";
    NTH: "序号", "No.";
    PAY_YUAN: "津贴（元）", "Pay (yuan)";
    LEDGER: "津贴明细", "Pay ledger";
    FLEX_LEDGER: "弹性工时明细", "Flexible hours";
    LEDGER_TAB: "逐笔明细见“津贴明细”表，各合计均为公式。", "Each payment is on the sheet Pay ledger; all totals are formulas.";
    DATE: "日期", "Date";
    UNITS: "数量", "Units";
    RATE: "单价（元）", "Rate (yuan)";
    AMOUNT: "金额（元）", "Amount (yuan)";
    MINUTES: "分钟", "Minutes";
    PAY_OF: "{name} 津贴（元）", "Pay of {name} (yuan)";
    HOURS: "工作量", "Hours";
    HOURS_OF: "{name} 工作量", "Hours of {name}";
    DATES_OF: "{name} 值班日期", "Duty dates of {name}";
    WORTH: "数值", "Value";
    WEEKDAY: "星期", "Weekday";
    BY_DAY: "每天课时", "Periods by day";
    HEAD_NAME: "摘要", "Summary";
    HEAD_TITLE: "{school} 课表与工作量摘要", "{school}: summary of timetable and work";
    HEAD_NOTE: "全部数字由 kebiao 从课表重新计算；细目见各分表与质量报告。", "All figures are recomputed from the plan by kebiao; details are in the other sheets and the quality report.";
    SIZE: "规模", "Size";
    SIZE_VALUE: "{classes} 个班，{teachers} 名教师，{rooms} 间教室", "{classes} classes, {teachers} teachers, {rooms} rooms";
    BROKEN: "违反的硬性规则", "Hard rules that are broken";
    MORE_RULES: "……另有 {n} 条规则，见质量报告", "… and {n} more rules, see the quality report";
    COSTLY: "扣分最多的优化规则", "Soft rules that cost most";
    NO_COST: "没有扣分。", "Nothing costs anything.";
    PAY_SECTION: "津贴（元）", "Pay (yuan)";
    PAY_SPREAD: "{people} 人有津贴，全学期最少 {least} 元，最多 {most} 元。", "{people} people are paid: {least} to {most} yuan in the term.";
    WRITTEN: "已导出到 {path}（{n} 个文件）：", "Exported to {path} ({n} files):";
    FILES_IN: "  {folder}　{n} 个文件", "  {folder}  {n} files";
    ONE_FILE: "  {file}", "  {file}";
    KEPT: "原有文件已另存：{files}", "Earlier files were kept as {files}";
    BREACHES: "提醒：这份课表有 {n} 处违反硬性规则（kebiao check 可查看），导出的文件已注明。", "Note: this plan breaks hard rules in {n} places (see `kebiao check`); the files say so.";
    NO_PDF: "没有生成 PDF：{reason}", "No PDF was made: {reason}";
    MISSING_LETTERS: "提醒：本机字体里没有这些字，PDF 中显示为空框：{letters}。请安装含生僻字的字体（Windows 是“宋体-ExtB”SimSun-ExtB；Debian/Ubuntu：apt install fonts-hanazono），再导出一次；或用 --font 指定含这些字的字体文件。",
        "Note: no font of this machine has these characters, the PDF shows boxes: {letters}. Install a font with rare characters (Windows: SimSun-ExtB; Debian, Ubuntu: apt install fonts-hanazono) and export again; or name a font file that has them with --font.";
    LETTERS_MARK: "、", ", ";
    NO_CALENDAR: "没有生成日历：学校配置没有学期（[term]）。", "No calendar was made: the school states no term.";
    FILING_HINT: "报教育局备案、公示请用 kebiao publish。", "For the bureau's filing copy and the bulletin use `kebiao publish`.";
}

/// Headings and widths of the list of rows.
pub const ROWS: [(Text, f64); 12] = [
    (Text::new("星期", "weekday"), 9.0),
    (Text::new("节次", "period"), 8.0),
    (Text::new("开始", "start"), 9.0),
    (Text::new("结束", "end"), 9.0),
    (Text::new("班级", "class"), 16.0),
    (Text::new("学科", "subject"), 16.0),
    (Text::new("分组", "section"), 12.0),
    (Text::new("教师", "teachers"), 18.0),
    (Text::new("教室", "room"), 16.0),
    (Text::new("周次", "weeks"), 9.0),
    (Text::new("类型", "kind"), 10.0),
    (Text::new("固定", "pinned"), 8.0),
];
