//! Words, questions and errors (`E670` to `E699`) of importing a workbook.

use super::Text;
use super::input::{InputError, input_errors};
use super::ui::words;

/// A kind of question: what is asked, what was assumed meanwhile, how to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Permanent code, `Q..`.
    pub code: &'static str,
    /// The question.
    pub asks: Text,
    /// What was assumed.
    pub assumed: Text,
    /// How to answer.
    pub answer: Text,
}

macro_rules! asks {
    ($($name:ident $code:literal: $zh:literal, $en:literal; $as_zh:literal, $as_en:literal; $do_zh:literal, $do_en:literal;)*) => {
        $(
            #[doc = concat!("`", $en, "`")]
            pub static $name: Ask = Ask {
                code: $code,
                asks: Text::new($zh, $en),
                assumed: Text::new($as_zh, $as_en),
                answer: Text::new($do_zh, $do_en),
            };
        )*

        /// Every kind of question, by code.
        pub static ASKS: &[&Ask] = &[$(&$name),*];
    };
}

asks! {
    PADDED "Q01": "姓名中间有空格的（{names}），与去掉空格的是同一人吗？", "Are names with a space inside ({names}) the same people as without?";
        "同一人，已去掉空格", "the same; the spaces were dropped";
        "不是同一人时，在表里写成不同的姓名再导入", "if not, write different names in the workbook and import again";
    TITLED "Q02": "“{a}”与“{b}”是同一人吗？", "Are \"{a}\" and \"{b}\" the same person?";
        "同一人，写作“{b}”", "the same, written \"{b}\"";
        "不是同一人时，在表里写成不同的姓名再导入", "if not, write different names in the workbook and import again";
    LOOK_ALIKE "Q03": "“{a}”（{na} 处）与“{b}”（{nb} 处）只差一个形近或音近的字，是同一人吗？", "\"{a}\" ({na} times) and \"{b}\" ({nb} times) differ in one character that is often mixed up: the same person?";
        "两个人", "two people";
        "同一人时，加 --same \"{a}={b}\" 再导入（右边是正确写法）", "if the same, import again with --same \"{a}={b}\" (the right-hand one is correct)";
    ONE_CLASS "Q04": "班级有几种写法：{names}。每组是同一个班吗？", "Classes are written in several ways: {names}. Is each group one class?";
        "同一个班，用等号右边的写法", "one class, written as on the right";
        "不是时，在表里改成不同的班名再导入", "if not, give them different names in the workbook and import again";
    A_DATE "Q05": "有 {n} 个格子被表格软件变成了日期，原来写的是 {meant} 这样的单双周节数吗？", "{n} cells were turned into dates by the spreadsheet: were they periods of odd and even weeks such as {meant}?";
        "是，按“月/日”还原为“单周节数/双周节数”", "yes: month/day was read as odd/even";
        "不是时，把格子设成文本格式，重新写", "if not, format the cells as text and type them again";
    TOTAL_DIFFERS "Q06": "{class}的合计写着 {total} 节，各科加起来是 {sum} 节，哪个对？", "{class}: the total says {total}, the subjects add up to {sum}. Which is right?";
        "各科的节数", "the subjects";
        "在表里改正后再导入", "correct the workbook and import again";
    SEVERAL_TEACHERS "Q07": "一个格子里写了几位教师（{names}），是一起上课吗？", "A cell names several teachers ({names}): do they teach together?";
        "一起上课（写作 甲+乙）", "together (written A+B)";
        "分组上课时分成两行写“分组”；由其中一人上时写 甲|乙；单双周轮流时写成两科各 0.5 节", "for groups write a row each with a section; for either of them write A|B; for alternating weeks write two subjects of 0.5 each";
    HIDDEN_SHEET "Q08": "工作表“{sheet}”是隐藏的，要读吗？", "Sheet \"{sheet}\" is hidden: should it be read?";
        "不读", "no";
        "要读时，加 --hidden 再导入（全部隐藏的表），或在 Excel/WPS 里取消隐藏", "if so, import again with --hidden (all hidden sheets), or unhide it";
    NO_BELL "Q09": "工作簿里没有作息时间，每天几点上课？", "The workbook states no bell schedule: when are lessons?";
        "{bell}", "{bell}";
        "在 school.toml 的 [[bell]] 里改成本校的时间", "write your own times under `[[bell]]` in school.toml";
    HALVES "Q10": "{subjects}都是隔周一节（{classes}），单周一科、双周一科，合用一个时间吗？", "{subjects} are taught every other week ({classes}): do they share one slot, one in odd and one in even weeks?";
        "合用一个时间（[[pair]]）", "they share one (`[[pair]]`)";
        "不是时，删去 school.toml 里的这条 [[pair]]", "if not, delete that `[[pair]]` in school.toml";
    WAIVED "Q11": "任课表或作息与规则 {rule}（{name}）不符：{example}", "The workbook breaks rule {rule} ({name}): {example}";
        "照表执行，暂时豁免这条规则；理由写的是“待核实”，会印在每份报告里", "as the workbook has it: the rule is waived for now with the reason \"to be confirmed\", which every report prints";
        "表对：在 school.toml 里把理由改成本校的依据；表不对：改正任课表或作息，删去豁免", "if the workbook is right, write your reason in school.toml; if not, correct it and delete the waiver";
    START_0820 "Q12": "第一节 {time} 开始，当地规定小学可以 8:20 上课吗？", "The first lesson starts at {time}: may primary schools begin at 8:20 where you are?";
        "可以，用规则方案 local-0820", "yes: profile local-0820";
        "不可以时，把 [policy] 的 profile 改回 national-2022", "if not, set the profile back to national-2022";
    NO_NAME "Q13": "工作簿里没有校名，学校叫什么？", "The workbook does not name the school: what is it called?";
        "“{name}”", "\"{name}\"";
        "改 school.toml 的 name，或加 --name 再导入", "change name in school.toml, or import again with --name";
    CLASS_MISSING "Q14": "{classes}只在“{here}”里有，在“{there}”里没有，漏了吗？", "{classes} stand in {here} but not in {there}: were they left out?";
        "{done}", "{done}";
        "补上或删去后再导入", "add or delete them and import again";
    TEACHER_MISSING "Q15": "任课表里的 {teachers} 不在教师表里，漏了吗？", "{teachers} teach but are not in the list of teachers: were they left out?";
        "补进教师表", "they were added to it";
        "写错了姓名时，改正后再导入，或用 --same 说明", "if a name is wrong, correct it and import again, or say so with --same";
    TEACHER_IDLE "Q16": "教师表里的 {teachers} 没有课，是不任课吗？", "{teachers} are in the list of teachers but have no lessons: is that right?";
        "是", "yes";
        "有课时，在任课表里补上", "if they teach, add their lessons";
    TWICE "Q17": "{class}的{subject}写了两次（{first}与{second}），以哪个为准？", "{class} has {subject} twice ({first} and {second}): which counts?";
        "前一个", "the first";
        "删去错的一个再导入", "delete the wrong one and import again";
    GRADE_DIFFERS "Q18": "{grade}各班的周总节数不同：{totals}。对吗？", "Classes of grade {grade} have different weekly totals: {totals}. Is that right?";
        "照表执行，作息按最多的班定", "as the workbook has it; the day is as long as the fullest class needs";
        "不对时改正后再导入", "if not, correct the workbook and import again";
    NO_PERIODS "Q19": "有 {n} 条任课没写周节数（{subjects}），按课程方案取吗？", "{n} assignments state no weekly periods ({subjects}): take them from the curriculum?";
        "按国家课程方案（national-2022）该年级的节数", "those of the national curriculum (national-2022) for the grade";
        "在任课表里写上节数，或改 school.toml 的 [curriculum.periods]", "write the periods, or change `[curriculum.periods]` in school.toml";
    SEPARATELY "Q20": "教师表里一人教几个班（{example}），各班是分开上课吗？", "A teacher has several classes ({example}): are they taught separately?";
        "分开上，节数是每班的", "separately; the periods are each class's";
        "合班上课的，在任课表里写 一1班、一2班 一行；节数是总数的，改成每班节数", "for combined classes write one row with both; if the periods are a total, write each class's";
    NO_SLOT "Q21": "有社团或报名，但没写课后服务的时段，几点到几点？", "There are clubs or sign-ups but no times of the after-school service: when is it?";
        "{times}", "{times}";
        "在 school.toml 的 [[service]] 里改成本校的时间", "write your own times under `[[service]]` in school.toml";
    DERIVED "Q22": "工作簿里没有任课表，按总课表数出每班每科的节数，对吗？", "The workbook has no assignments; they were counted from the timetable. Is that right?";
        "对", "yes";
        "另有任课表时，先导入任课表，再用 --school 导入总课表", "if you have the assignments, import those first and the timetable with --school";
    ROOMS_ASSUMED "Q23": "总课表没写教室（{n} 节要用专用教室），用哪一间？", "The timetable names no rooms ({n} lessons need a special one): which?";
        "从配置允许的教室里取当时空着的第一间", "the first free one that the configuration allows";
        "在 timetable.csv 的 room 一列改", "change the column room of timetable.csv";
    RENUMBERED "Q24": "下午的节次又从第 1 节数起，是接着上午数吗？", "Periods of the afternoon are counted from 1 again: do they follow the morning's?";
        "接着上午数", "yes";
        "不是时在表里写明节次", "if not, number them in the workbook";
    BY_ORDER "Q25": "有的格子写了两门课但没标单双周（{example}），前一门在单周吗？", "Cells name two courses without saying which weeks ({example}): is the first one in odd weeks?";
        "前一门单周，后一门双周", "the first in odd weeks, the second in even weeks";
        "在格子里标【单】【双】再导入", "mark them 【单】 and 【双】 and import again";
    NEAR_SUBJECT "Q26": "“{a}”是学科“{b}”吗？", "Is \"{a}\" the subject \"{b}\"?";
        "不是，当作另一科", "no: another subject";
        "是的话加 --same \"{a}={b}\" 再导入", "if it is, import again with --same \"{a}={b}\"";
    BREAK_KIND "Q27": "课间“{name}”（{time}）是什么活动？", "What is the break \"{name}\" ({time})?";
        "一般课间", "an ordinary recess";
        "在 school.toml 的 breaks 里改 kind", "change its kind under breaks in school.toml";
    NOT_A_SUBJECT "Q29": "“{columns}”这几列不像学科（没有节数，或只有数字），要读吗？", "Columns {columns} do not look like subjects (no periods, or numbers only): should they be read?";
        "不读", "no";
        "是学科时在格子里写上教师和节数（如 张芳5）再导入", "if they are subjects, write teacher and periods into the cells and import again";
    SHORT_SUBJECT "Q30": "学科的简称或别名：{names}，对吗？", "Short or other names of subjects: {names}. Is that right?";
        "对，用等号右边的名称", "yes, written as on the right";
        "不对时，在表里写学科全称再导入", "if not, write the full names in the workbook and import again";
    UNKNOWN_PERIODS "Q31": "{subject}（年级：{grades}）没写周节数，课程方案里也没有，每周几节？", "{subject} (grades {grades}) states no weekly periods, and the curriculum has none: how many?";
        "每周 1 节", "one a week";
        "在任课表.csv 的“周节数”里改，或在工作簿里写上再导入", "change the periods in requirements.csv, or write them in the workbook and import again";
    NO_TEACHER "Q32": "有 {n} 条任课没写教师，由谁上？", "{n} assignments name no teacher: who teaches them?";
        "每条各设一位待定教师，如“{example}”；教师之间的冲突查不出来", "a place holder each, such as \"{example}\"; clashes of teachers cannot be seen";
        "在任课表.csv 里换成教师姓名；或另有任课表时，先导入任课表，再用 --school 导入总课表", "write the names in requirements.csv; or import the assignments first and the timetable with --school";
    NOT_A_LESSON "Q33": "教师课表里的“{text}”看不出班级，是什么？", "\"{text}\" in the teachers' timetable names no class: what is it?";
        "不是课，没有读", "no lesson; it was not read";
        "是课时写成“班级+学科”（如 三(2)数学）再导入", "if it is one, write class and subject and import again";
    WHICH_SUBJECT "Q34": "{teacher}在{class}上的是哪一科？课表只写了班级，任课表里有{subjects}几科", "Which subject does {teacher} teach in {class}? The timetable names only the class, the assignments have {subjects}";
        "没有读这几节", "these lessons were not read";
        "写成“班级+学科”再导入；或先导入任课表，再用 --school 导入总课表", "write class and subject and import again; or import the assignments first and the timetable with --school";
    NO_SUBJECT "Q38": "{teachers}上的是哪一科？课表只写了班级，任课表里没有他们的课", "Which subjects do {teachers} teach? The timetable names only classes, and the assignments have none of theirs";
        "没有读这几节", "these lessons were not read";
        "写成“班级+学科”，或在姓名旁边加一列“任教学科”，再导入", "write class and subject, or add a column 学科 (subject) beside the names, and import again";
    SEVERAL_SEEN "Q39": "总课表里同一班同一科有几位教师（{n} 处，如 {lesson}：{teachers}），是什么情况？", "In the timetable several people teach one subject of a class ({n} times, such as {lesson}: {teachers}): how is that?";
        "由其中任一位上（写作 甲|乙）", "any of them gives it (written A|B)";
        "代课的，在总课表里写任课教师；固定分工的，写成两科（如 体育、体育一）再导入", "for a substitute write the usual teacher in the timetable; for a fixed division write two subjects, and import again";
    TOTAL_PERIODS "Q35": "教师表里一人教几个班（{example}），课时是各班的总数吗？", "A teacher has several classes ({example}): are the periods the total of all of them?";
        "是总数，平均分到各班", "yes: the total, shared equally";
        "是每班节数或各班不等时，在任课表.csv 里改“周节数”", "if they are each class's, or differ, change the periods in requirements.csv";
    TIMETABLE_RULE "Q36": "总课表不符合规则 {rule}（{name}）{n} 处，是本校的做法吗？", "The timetable breaks rule {rule} ({name}) {n} times: is that your school's practice?";
        "规则照旧，check 会列出这些地方；之后排新课表也按规则排", "the rule stays: check lists these places, and new timetables keep it";
        "是本校做法：在 school.toml 加 [[policy.waive]]，rule = \"{id}\"，写明理由；不是：改课表，或用 kebiao repair 修", "if it is, waive it in school.toml (`[[policy.waive]]`, rule = \"{id}\") with the reason; if not, change the timetable or use kebiao repair";
    WHOSE_BELLS "Q37": "总课表表头的作息与学校配置不同，以哪个为准？", "The clock times of the timetable's header are not those of the school: which count?";
        "学校配置的", "those of the school";
        "以总课表为准时，用写好的 {file} 换掉 school.toml 里的 [[bell]]", "if the timetable's, put {file}, which was written, in place of `[[bell]]` in school.toml";
    COMBINED "Q28": "一行里写了几个班（{example}），是合班上课吗？", "A row names several classes ({example}): are they taught together?";
        "是，合成一节课", "yes, as one lesson";
        "不是时每班写一行", "if not, write a row each";
}

input_errors! {
    NOTHING_RECOGNISED "E670": "没有认出一张表（工作表：{sheets}）", "no table was recognised (sheets: {sheets})";
        "任课表第一列写班级、第一行写学科；或用 kebiao export template 生成一个模板来填",
        "give assignments a first column of classes and a first row of subjects, or fill in the workbook that `kebiao export template` writes";
    OUTPUT_NOT_EMPTY "E671": "这里已有文件 {files}，没有覆盖", "{files} exist already and were not overwritten";
        "用 -o 另指定一个文件夹；确要替换时加 --force", "name another folder with -o; to replace them, add --force";
    NOT_A_TIMETABLE "E672": "给了 --school，但工作簿里没有总课表", "with --school a timetable is expected, but the workbook has none";
        "去掉 --school 导入任课表；或检查总课表的表头（星期、节次、班级）",
        "leave --school out to import assignments, or check the timetable's header (weekdays, periods, classes)";
    BAD_SAME "E673": "--same 要写成 旧写法=正确写法，这里是“{text}”", "--same takes WRONG=RIGHT, not \"{text}\"";
        "例如 --same \"张方=张芳\"", "for example --same \"Jon Li=John Li\"";
    UNKNOWN_FILE "E674": "不认识这种文件：{file}", "{file} is not a kind of file that can be imported";
        "能导入 .xlsx、.xlsm、.xls、.ods", "import takes .xlsx, .xlsm, .xls and .ods";
    TWO_LESSONS "E675": "{class}{day}第{period}节有两处不同的内容（{first}与{second}）", "{class} has two different cells on {day}, period {period} ({first} and {second})";
        "同一个班只能有一张课表：删去一处再导入", "a class has one timetable: delete one of them and import again";
    NOT_FILLED "E676": "模板里还没有填任课表", "the template has no assignments yet";
        "在“任课表”里每班每科写一行：班级、学科、教师、周节数", "write a row a class and subject there: class, subject, teacher, weekly periods";
    ONLY_CLASSES "E678": "教师总课表的 {n} 节课都只写了班级，看不出学科", "all {n} lessons of the teachers' timetable name only classes, no subjects";
        "先导入任课表，再用 --school 导入这张表；或在姓名旁边加一列“任教学科”；或写成“班级+学科”（三(2)数学）",
        "import the assignments first and this with --school; or add a column 学科 (subject) beside the names; or write class and subject";
    NO_GRADE "E677": "看不出这些班级是哪个年级：{classes}", "the grade of these classes cannot be told: {classes}";
        "在班级旁边加一列“年级”（写 一年级 或 1）；或把班名写成 一(1)班、701班",
        "add a column 年级 (grade) beside the classes, or write the classes as 一(1)班 or 701班";
}

words! {
    GRADE_FROM_TITLE: "班级只写了序号，年级取自标题或工作表名：{grade}", "classes are only numbered; the grade is from the title or the sheet's name: {grade}";
    TEACHERS_VIEW: "总课表（一行一位教师）", "the whole school's timetable (a row a teacher)";
    ONE_TEACHER_SHEET: "教师课表", "a teacher's timetable";
    TEACHER_LESSONS: "课 {n} 节，{teachers} 位教师", "{n} lessons of {teachers} teachers";
    SUMS_WITHOUT_VALUE: "有 {n} 个求和公式没有保存结果，合计没有核对", "{n} sums have no saved value; totals were not compared";
    WIDE: "任课表（一行一个班，一列一科）", "assignments (a row a class, a column a subject)";
    LIST: "{table}", "{table}";
    CURRICULUM: "课程计划（学科×年级）", "curriculum (subjects by grades)";
    BY_TEACHER: "教师任课表（一行一位教师）", "assignments by teacher";
    MATRIX: "教师×班级任课表", "assignments (teachers by classes)";
    WHOLE: "总课表", "the whole school's timetable";
    ONE_CLASS_SHEET: "班级课表", "a class's timetable";
    SETTINGS: "配置表", "a table of the configuration";
    CLASS: "班级", "class";
    TOTAL: "合计（用来核对）", "a total (compared)";
    NO_HEADER: "有内容但没有表头", "text without a header";
    NOT_NEEDED: "用不着", "not needed";
    A_TITLE: "标题或说明", "a title or remark";
    NO_CLASS: "没有班级的行（备注、合计等）", "a row without a class (remarks, totals)";
    SUBJECT: "学科", "subject";
    PERIODS: "周节数", "weekly periods";
    TEACHER: "教师", "teacher";
    A_SLOT: "{day}第{period}节", "{day} period {period}";
    A_BREAK: "课间 {name}", "break {name}";
    ONE_CLASS_READ: "第 {row} 行起：{class}", "from row {row}: {class}";
    STRANGER: "{what}“{name}”不在学校配置里{suggest}", "{what} \"{name}\" is not in the school's configuration{suggest}";
    NO_SUCH_PERIOD: "{class}{day}第{period}节有课（{subject}），但作息里没有这一节", "{class} has {subject} on {day}, period {period}, which its bell schedule does not have";
    OTHER_TIME: "{period}：总课表写 {written}，学校作息是 {own}（课表按作息）", "{period}: the timetable says {written}, the school's bells {own} (which were used)";
    OTHER_TEACHER: "{lessons} 节：总课表写 {written}，任课表是 {expected}", "{lessons}: the timetable says {written}, the assignments {expected}";
    OTHER_COUNT: "{class}{subject}：总课表 {written} 节，任课表 {required} 节", "{class} {subject}: {written} periods in the timetable, {required} in the assignments";
    AN_EXAMPLE: "示例行", "an example row";
    EMPTY: "空表", "empty";
    A_PICTURE: "只有图片，没有文字", "only a picture, no text";
    HIDDEN: "隐藏的工作表，没有读", "hidden, not read";
    NOT_RECOGNISED: "没有认出是什么表", "not recognised as any table";
    FORMULAS: "有 {n} 个公式，用的是保存的计算结果", "{n} formulas; their saved values were used";
    LESSONS_FOUND: "任课 {n} 条，{subjects} 科", "{n} assignments of {subjects} subjects";
    PLACES_FOUND: "课 {n} 节，{classes} 个班", "{n} lessons of {classes} classes";
    SHEET_READ: "工作表“{sheet}”：{what}{turned}，表头第 {header} 行，{rows} 行数据", "Sheet \"{sheet}\": {what}{turned}, header row {header}, {rows} rows of data";
    SHEET_PASSED: "工作表“{sheet}”：没有读（{why}）", "Sheet \"{sheet}\": passed over ({why})";
    TURNED: "（行列对调）", " (rows and columns exchanged)";
    COLUMNS: "列：", "columns: ";
    MORE_COLUMNS: "……共 {n} 列", ", ... {n} columns";
    SKIPPED: "没有读 ", "passed over ";
    AND_MORE: "  ……另有 {n} 处（加 -v 全部列出）", "  ... and {n} more (-v lists them all)";
    MORE_PLACES: "……共 {n} 处", ", ... {n} places";
    QUESTIONS: "疑问 {n} 个（先按“暂定”处理，请逐个核实）：", "{n} questions (what was assumed meanwhile is said with each; please check):";
    NO_QUESTIONS: "没有疑问。", "No questions.";
    AT: "在：", "at: ";
    ASSUMED: "暂定：", "assumed: ";
    ANSWER: "回答：", "answer: ";
    DIFFERENCES: "与学校配置不同之处 {n} 处（{kinds}）：", "{n} differences from the school ({kinds}):";
    KIND_NAMES: "名称", "names";
    KIND_PERIODS: "作息里没有的节次", "periods that the school does not have";
    KIND_TIMES: "作息时间", "clock times";
    KIND_TEACHERS: "任课教师", "teachers";
    KIND_COUNTS: "周节数", "weekly periods";
    KIND_DOUBLES: "连堂", "double periods";
    ASSIGNMENTS_AGREE: "与任课表核对：{n} 条任课，谁教什么、每周几节全部一致", "compared with the assignments: all {n} agree in teachers and weekly periods";
    RULES_BROKEN: "总课表不符合规则之处（与任课表无关；逐处用 kebiao check 看）：", "Rules that the timetable breaks (nothing to do with the assignments; kebiao check lists every place):";
    RULE_BROKEN: "{rule} {name}：{n} 处，如 {example}", "{rule} {name}: {n}, such as: {example}";
    OTHER_DOUBLES: "{subject}：{n} 个班的总课表标了连堂（如 {class} {written} 次），任课表要求 {required} 次", "{subject}: the timetable of {n} classes marks double periods (such as {class}: {written}), the assignments require {required}";
    MADE_SCHOOL: "学校“{name}”：{classes} 个班，{teachers} 位教师，{subjects} 科，任课 {lessons} 条，每周共 {periods} 节", "School \"{name}\": {classes} classes, {teachers} teachers, {subjects} subjects, {lessons} assignments, {periods} periods a week";
    MADE_PLAN: "课表：{rows} 行", "Timetable: {rows} rows";
    MADE_TABLES: "表：{tables}。只有这些表还不能排课，请放进学校配置文件夹，并在 school.toml 的 [tables] 里写上文件名", "Tables: {tables}. These alone make no school: put them into a school's folder and name them under `[tables]` in school.toml";
    WRITTEN: "已写入 {path}：{files}", "Written to {path}: {files}";
    TEMPLATE_WRITTEN: "已写入 {path}。填好后：kebiao import {path} -o 学校文件夹", "Written to {path}. Fill it in, then: kebiao import {path} -o SCHOOL";
    NEXT_SOLVE: "接着：kebiao solve {path} -o 输出文件夹", "Next: kebiao solve {path} -o OUT";
    NEXT_CHECK: "接着：kebiao check {school} {path}", "Next: kebiao check {school} {path}";
    NO_NAME_YET: "（校名）", "(name of the school)";
    REASON: "导入时照任课表和作息原样保留，待学校核实并写明依据", "kept as the imported workbook has it; to be confirmed by the school";
    ADDED: "补进班级表", "added to it";
    LEFT: "照原样保留", "left as they are";
}
