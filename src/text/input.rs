//! Input errors: code, cause and action.
//!
//! | codes | about |
//! |---|---|
//! | `E10x` | files and encodings |
//! | `E11x` | tables: headers, rows, cells |
//! | `E12x` | notations within a cell or value |
//! | `E13x` | `school.toml`: syntax, keys, types |
//! | `E14x` | names: twice, unknown |
//! | `E15x` | bell schedules and times |
//! | `E16x` | requirements, and what fits into a week |
//! | `E17x` | pins, pairs, events, research, exclusions |
//! | `E18x` | policy and curriculum |
//! | `E19x` | starting a folder; what is blocked or overfull; titles above tables; remarks that are no errors |
//! | `E23x`, `E24x` | the term: [`super::term`] |
//! | `E25x` to `E29x` | the after-school service, duty and pay: [`after_school`] |

use super::Text;

/// One kind of input error.
#[derive(Clone, Copy, Debug)]
pub struct InputError {
    /// Permanent code, `E1xx`.
    pub code: &'static str,
    /// What is wrong.
    pub cause: Text,
    /// What to do.
    pub action: Text,
}

/// Declares the input errors and the list of all of them.
macro_rules! input_errors {
    ($($name:ident $code:literal: $zh:literal, $en:literal; $do_zh:literal, $do_en:literal;)*) => {
        $(
            #[doc = concat!("`", $en, "`")]
            pub static $name: InputError =
                InputError { code: $code, cause: Text::new($zh, $en), action: Text::new($do_zh, $do_en) };
        )*

        /// Every input error of this file, by code.
        pub static ALL: &[&InputError] = &[$(&$name),*];
    };
}
pub(crate) use input_errors;

pub mod after_school;

input_errors! {
    FILE_FOREIGN "E100": "这是 {what}，不是这里能读的文字文件", "this is {what}, not a text file that can be read here";
        "表格请在 Excel/WPS 里另存为“CSV UTF-8（逗号分隔）”；school.toml 请用编辑器另存为 UTF-8",
        "save a table as CSV UTF-8 in Excel or WPS; save school.toml as UTF-8 in an editor";
    FILE_MISSING "E101": "找不到文件", "the file does not exist";
        "{remedy}", "{remedy}";
    FILE_UNREADABLE "E102": "无法读取文件：{reason}", "the file cannot be read: {reason}";
        "检查文件权限，并关闭正在使用它的程序", "check its permissions and close programs that use it";
    FILE_IS_DIRECTORY "E103": "这是一个文件夹，不是文件", "this is a folder, not a file";
        "{remedy}", "{remedy}";
    FILE_TOO_LARGE "E104": "文件有 {size} MB，超过上限 {limit} MB", "the file has {size} MB, the limit is {limit} MB";
        "检查是否选错了文件；课表配置通常只有几百 KB", "check that it is the right file; configurations are usually below 1 MB";
    FILE_EMPTY "E105": "文件是空的", "the file is empty";
        "{remedy}", "{remedy}";
    FILE_NOT_UTF8 "E106": "此处不是 UTF-8 文字（字节 {byte}）", "this is not UTF-8 text (byte {byte})";
        "用编辑器另存为 UTF-8 编码", "save the file again as UTF-8";
    FILE_MIXED_ENCODING "E107": "此处既不是 UTF-8 也不是 GBK 文字（字节 {byte}），文件可能混用了两种编码",
        "this is neither UTF-8 nor GBK text (byte {byte}); the file may mix both encodings";
        "用编辑器打开核对这一行，再整个另存为 UTF-8 编码", "open the file, correct this line and save all of it as UTF-8";
    FILE_NOT_TEXT "E108": "此处有控制字符（{byte}），不是文本文件", "control character {byte}: this is not a text file";
        "如果是 Excel 工作簿，请另存为 CSV（UTF-8）", "if it is an Excel workbook, save it as CSV (UTF-8)";
    TABLE_TOO_LARGE "E109": "表格超过 {limit} 个单元格", "the table has more than {limit} cells";
        "检查是否选错了文件", "check that it is the right file";

    HEADER_UNKNOWN "E110": "{table}没有“{header}”这一列", "{table} has no column \"{header}\"";
        "可用的列：{known}", "columns that it may have: {known}";
    HEADER_TWICE "E111": "表头“{header}”重复，与第 {first} 列是同一项", "column \"{header}\" repeats column {first}";
        "合并或删去其中一列", "merge the two columns or delete one";
    HEADER_MISSING "E112": "{table}缺少“{header}”列", "{table} has no column \"{header}\"";
        "第一行必须是表头，并写上这一列", "the first row must be the header and have this column";
    ROW_TOO_LONG "E113": "这一行有 {cells} 个单元格，表头只有 {columns} 列", "this row has {cells} cells, the header has {columns}";
        "检查是否多了逗号，或者把含逗号的内容用双引号括起来", "look for a comma too many, or put text that has commas in double quotes";
    QUOTE_OPEN "E114": "双引号没有成对", "a double quote is not closed";
        "补上右边的双引号；内容里的双引号要写两个", "close it; write a double quote within the text twice";
    QUOTE_STRAY "E115": "右双引号后面还有文字", "text follows the closing double quote";
        "把整个单元格放进双引号，里面的双引号写两个", "put the whole cell in double quotes and write those within it twice";
    TABLE_NO_ROWS "E116": "{table}只有表头，没有内容", "{table} has a header only";
        "填写内容，或者在 school.toml 中去掉对它的引用", "fill it in, or do not name it in school.toml";
    CELL_WITHOUT_HEADER "E117": "这一格上面没有表头", "there is no header above this cell";
        "在第一行写上学科名；一个学科最多占两列（周节数、教师）",
        "write the subject in the first row; a subject has at most two columns (weekly periods, teacher)";
    HALF_NOT_ONE "E118": "“(0.5)”列里的周节数只能是 1（表示半节），不能是“{value}”",
        "under \"(0.5)\" the weekly periods can only be 1 (one half), not \"{value}\"";
        "写 1 或留空；整节课请另设一列", "write 1 or nothing; give whole periods a column of their own";
    PERIODS_TWICE "E119": "周节数写了两处：“{first}”和“{second}”", "weekly periods are given twice: \"{first}\" and \"{second}\"";
        "只保留一处", "keep one of them";

    BAD_WEEKLY "E120": "“{text}”不是周节数", "\"{text}\" is not a number of weekly periods";
        "例如 5、3/2（单周3节双周2节）、0.5（隔周一节）、2.5", "for example 5, 3/2 (3 in odd weeks, 2 in even), 0.5 (every other week), 2.5";
    BAD_COUNT "E121": "“{text}”不是 {min} 到 {max} 的整数", "\"{text}\" is not a whole number from {min} to {max}";
        "填写这个范围内的整数", "write a whole number in this range";
    BAD_TIME "E122": "看不懂时间“{text}”", "cannot read the time \"{text}\"";
        "例如 周一、周一1-2、周三下午、首节、周三14:00-15:30", "for example Mon, 周一1-2, 周三下午, first, 周三14:00-15:30";
    BAD_TIME_PERIOD "E123": "时间“{text}”里的节次应在 1 到 {max} 之间，且从小到大",
        "periods in \"{text}\" must lie between 1 and {max}, the smaller first";
        "例如 周一1-2", "for example 周一1-2";
    TIME_PARITY_NEEDS_CLOCK "E124": "“{text}”：学科的时间只能写节次，不能写单双周和钟点",
        "\"{text}\": times of a subject are periods, without odd or even weeks and without clock times";
        "例如 周一1-2、下午", "for example Mon1-2 or afternoon";
    BAD_YES_NO "E125": "“{text}”不是“是”或“否”", "\"{text}\" is neither yes nor no";
        "填 是 或 否（yes/no、true/false 也可以）", "write 是 or 否, yes or no, true or false";
    BAD_SUBJECT_KIND "E126": "没有“{text}”这种学科类别", "there is no subject kind \"{text}\"";
        "可用的类别：{known}", "kinds: {known}";
    BAD_NAME "E127": "名称“{text}”里不能有“{character}”", "the name \"{text}\" may not contain \"{character}\"";
        "换一个写法；列表分隔符和控制字符不能出现在名称里", "write it differently; list separators and control characters cannot be part of a name";
    EMPTY_IN_LIST "E128": "“{text}”里有一项是空的", "one of the items of \"{text}\" is empty";
        "检查是否多了分隔符", "look for a separator too many";
    BAD_CLASS_GRADE "E129": "从班级名称“{text}”里看不出年级", "cannot read the grade from the class name \"{text}\"";
        "写成 一年级1班、三(2)班、初二3班、701，或者另做班级表写明年级",
        "write it like 一年级1班, 三(2)班, 初二3班, 701, or add a class table with grades";

    SYNTAX "E130": "TOML 写法有误：{reason}", "not valid TOML: {reason}";
        "检查这一行的引号、括号、等号和逗号", "check quotes, brackets, equals signs and commas in this line";
    UNKNOWN_KEY "E131": "{table} 里没有“{key}”这一项{suggest}", "{table} has no key \"{key}\"{suggest}";
        "可用的项：{allowed}", "known keys: {allowed}";
    MISSING_KEY "E132": "{table} 缺少“{key}”", "{table} lacks \"{key}\"";
        "补上这一项", "add it";
    WRONG_TYPE "E133": "“{key}”应为{expected}", "\"{key}\" should be {expected}";
        "按配置说明改写这一项", "rewrite it as the configuration reference says";
    WRONG_FORMAT "E134": "配置格式版本是 {value}，本程序只认 1", "configuration format {value}; this program reads format 1";
        "写 format = 1", "write format = 1";
    TABLE_TWICE "E135": "{table} 既写在 school.toml 里，又写在 [tables] 指定的文件里", "{table} is given both in school.toml and as a file under [tables]";
        "只保留一处", "keep one of the two";
    EMPTY_NAME "E136": "“{key}”是空的", "\"{key}\" is empty";
        "填写名称", "write a name";
    UNKNOWN_WORD "E137": "“{key}”不认识“{value}”{suggest}", "\"{key}\" does not know \"{value}\"{suggest}";
        "可用：{allowed}", "allowed: {allowed}";
    BAD_INTERVAL "E138": "看不懂起止时间“{value}”", "cannot read the clock times \"{value}\"";
        "写成 08:30-09:10，且结束晚于开始", "write 08:30-09:10, the end after the start";
    BAD_WEEKDAY "E139": "“{value}”不是星期", "\"{value}\" is not a weekday";
        "写 1 到 7（周一为 1）", "write 1 to 7 (Monday is 1)";
    DUPLICATE "E140": "{what}“{name}”重复，第一次在 {first}", "{what} \"{name}\" occurs twice, first at {first}";
        "改名或删去其中一个", "rename or delete one of them";
    UNKNOWN_CLASS "E141": "没有班级“{name}”{suggest}", "there is no class \"{name}\"{suggest}";
        "改正班名，或加入班级表", "correct the name, or add it to the class table";
    UNKNOWN_TEACHER "E142": "没有教师“{name}”{suggest}", "there is no teacher \"{name}\"{suggest}";
        "改正姓名，或加入教师表", "correct the name, or add it to the teacher table";
    UNKNOWN_ROOM "E143": "没有教室“{name}”{suggest}", "there is no room \"{name}\"{suggest}";
        "改正名称，或加入教室表", "correct the name, or add it to the room table";
    UNKNOWN_SUBJECT "E144": "没有学科“{name}”{suggest}", "there is no subject \"{name}\"{suggest}";
        "改正名称；学科须出现在任课表、学科表或课程计划里", "correct the name; a subject is known from the requirements, the subject table or the curriculum";
    UNKNOWN_BELL "E145": "没有作息表“{name}”{suggest}", "there is no bell schedule \"{name}\"{suggest}";
        "改正名称，或加一个 [[bell]]", "correct the name, or add a [[bell]]";
    UNKNOWN_BUILDING "E146": "没有楼或校区“{name}”{suggest}", "there is no building \"{name}\"{suggest}";
        "改正名称，或加一个 [[building]]", "correct the name, or add a [[building]]";
    UNKNOWN_ROOM_KIND "E147": "没有“{name}”这种教室{suggest}", "there is no room of kind \"{name}\"{suggest}";
        "在教室表里加一间这种教室，或改正类型", "add a room of that kind to the room table, or correct the kind";
    NOBODY_QUALIFIED "E148": "{class} 的 {subject} 没有写教师，也没有教师的“学科”里有 {subject}", "{class} has no teacher for {subject}, and no teacher's subjects contain {subject}";
        "写明教师，或在教师表的“学科”里加上 {subject}", "name a teacher, or add {subject} to a teacher's subjects";
    UNKNOWN_GRADE "E149": "没有 {value} 年级的班", "there is no class of grade {value}";
        "改正年级范围", "correct the range of grades";
    BELL_OVERLAP "E150": "作息“{bell}”里 {first} 与 {second} 时间重叠", "bell schedule \"{bell}\": {first} and {second} overlap";
        "改正起止时间", "correct the times";
    BELL_TWICE "E151": "{grade} 年级{day}有两个作息：“{first}”和“{second}”", "grade {grade} has two bell schedules on {day}: \"{first}\" and \"{second}\"";
        "用 grades 或 weekdays 把两者分开", "tell them apart by grades or weekdays";
    BELL_MISSING "E152": "{grade} 年级{day}没有作息", "grade {grade} has no bell schedule on {day}";
        "加一个 [[bell]]；当天不上课就写一个没有节次的 [[bell]]", "add a [[bell]]; for a day without lessons, one without periods";
    BELL_ORDER "E153": "作息“{bell}”的 {second} 排在 {first} 之后，时间却更早", "bell schedule \"{bell}\": {second} comes after {first} but starts earlier";
        "按时间先后排列，上午、下午、晚上各归其位", "put them in clock order, each in its part of the day";
    NOT_A_SCHOOL_DAY "E154": "{day}不是上学日", "{day} is not a school day";
        "改正星期，或在 weekdays 里加上它", "correct the weekday, or add it to weekdays";
    BELL_EMPTY "E155": "{class} 的作息一周里没有任何节次", "the bell schedule of {class} has no period in the whole week";
        "在 [[bell]] 里写 morning、afternoon", "write morning and afternoon in [[bell]]";
    TOO_MANY_PERIODS "E156": "作息“{bell}”一天有 {count} 节，最多 {limit} 节", "bell schedule \"{bell}\" has {count} periods a day, the limit is {limit}";
        "检查 morning、afternoon、evening 的列表", "check the lists morning, afternoon and evening";
    TIME_NOWHERE "E157": "作息里没有“{value}”这样的节次", "no bell schedule has such periods: \"{value}\"";
        "改正星期或节次", "correct the weekday or the period";
    BAD_WEEKS "E158": "看不懂周次“{value}”", "cannot read the weeks \"{value}\"";
        "写 all、odd（单周）或 even（双周）", "write all, odd or even";
    TOO_MANY "E159": "{what}有 {count} 个，上限 {limit}", "{what}: {count}, the limit is {limit}";
        "检查是否重复读入，或分成几所学校", "look for rows read twice, or make several schools of it";
    NO_PERIODS "E160": "{class} 的 {subject} 没有写周节数，课程计划里也没有", "{class}: no weekly periods for {subject}, and the curriculum has none";
        "写明周节数，或在 [curriculum.periods] 里加上 {subject}", "state the weekly periods, or add {subject} to [curriculum.periods]";
    TOO_MANY_DOUBLES "E161": "{class} 的 {subject} 每周 {periods} 节，排不下 {doubles} 次连堂", "{class} has {periods} periods of {subject} every week: too few for {doubles} doubles";
        "减少连堂次数，或增加每周都上的节数", "ask for fewer doubles, or more periods in every week";
    CLASS_OVERFULL "E162": "{class} {weeks}要上 {lessons} 节，作息只有 {slots} 节", "{class} needs {lessons} periods ({weeks}) but its bell schedule has {slots}";
        "减少周节数、配对半节课（[[pair]]），或增加节次", "reduce its weekly periods, pair half lessons ([[pair]]), or add periods to the bell";
    TEACHER_OVERFULL "E163": "教师 {teacher} {weeks}有 {lessons} 节课，能上课的节次只有 {slots} 个", "teacher {teacher} is given {lessons} periods ({weeks}) but has only {slots} possible periods";
        "减少任课，或放宽不可排时间", "give fewer lessons, or loosen the unavailable times";
    OVER_MAX_LOAD "E164": "教师 {teacher} 每周有 {lessons} 节课，超过最多节数 {limit}", "teacher {teacher} is given {lessons} periods a week, more than the maximum of {limit}";
        "减少任课，或提高最多节数", "give fewer lessons, or raise max_load";
    COMBINED_BELLS "E165": "合班 {classes} 的作息不同", "the combined classes {classes} have different bell schedules";
        "合班的班级须用同一作息", "combined classes must share a bell schedule";
    SECTIONS_DIFFER "E166": "{class} {subject} 各分组的{what}不一致", "the groups of {subject} in {class} differ in {what}";
        "同时上课的分组，周节数与连堂须相同", "groups taught in parallel need the same weekly periods and doubles";
    REQUIREMENT_TWICE "E167": "{class} 的 {subject} 写了两行，第一行在 {first}", "{class} has {subject} in two rows, first at {first}";
        "合并成一行；分组上课请填“分组”", "join the two rows; for parallel groups fill in the section";
    LOAD_RANGE "E168": "教师 {teacher} 的最少节数 {low} 大于最多节数 {high}", "teacher {teacher}: min_load {low} is more than max_load {high}";
        "改正其中一个", "correct one of the two";
    NO_REQUIREMENTS "E169": "没有任何任课：不知道要排什么课", "no requirements: nothing to schedule";
        "加上任课表（[tables] requirements）或 [[requirement]]", "add the requirements table ([tables] requirements) or [[requirement]]";
    PIN_NO_LESSON "E170": "{class} 没有 {subject} 课，无法固定", "{class} has no {subject} to pin";
        "改正班级或学科，或在任课表里加上", "correct the class or subject, or add the requirement";
    PIN_NO_PERIOD "E171": "{class} 的作息{day}没有{period}", "the bell schedule of {class} has no {period} on {day}";
        "改正星期或节次", "correct the weekday or period";
    PIN_TOO_MANY "E172": "{class} 的 {subject} 固定的节数多于周节数", "{class} has more pinned lessons of {subject} than weekly periods";
        "减少固定的课，或增加周节数", "pin fewer lessons, or add weekly periods";
    PIN_LENGTH "E173": "{class} {subject} 的两节连堂不能固定在这里：{why}", "a double of {subject} in {class} cannot be pinned here: {why}";
        "改为单节，或换时间，或增加连堂次数", "pin a single period, another time, or ask for a double";
    PIN_CLASH "E174": "{what} {day}{period}固定了两节课：{first} 和 {second}", "{what} has two pinned lessons on {day} {period}: {first} and {second}";
        "移开其中一节", "move one of them";
    PAIR_WITHOUT_HALVES "E175": "{class} 的 {subject} 没有单双周的半节课，无法配对", "{class} has no half lesson of {subject} to pair";
        "配对的两科都须是 0.5 或单双周不等的节数", "both subjects of a pair need 0.5 or different odd and even weeks";
    TIME_OR_PERIODS "E176": "{table} 须写 time 或 periods 之一", "{table} needs exactly one of time and periods";
        "写 time = \"08:00-08:25\" 或 periods = \"1-2\"", "write time = \"08:00-08:25\" or periods = \"1-2\"";
    NO_CHOICE "E177": "“{name}”的时间里找不到连续 {length} 节", "\"{name}\": its times contain no run of {length} periods";
        "放宽 times，或减小 length", "widen times, or reduce length";
    NEED_TWO "E178": "{table} 须写两个不同的{what}", "{table} needs two different {what}";
        "写两个名称", "write two names";
    NOBODY "E179": "“{name}”没有涉及任何人或教室", "\"{name}\" concerns nobody and no room";
        "写明班级、教师、学科或教室", "name classes, teachers, subjects or rooms";
    UNKNOWN_PROFILE "E180": "没有政策方案“{name}”{suggest}", "there is no policy profile \"{name}\"{suggest}";
        "可用：{allowed}", "known profiles: {allowed}";
    UNKNOWN_RULE "E181": "没有规则“{name}”{suggest}", "there is no rule \"{name}\"{suggest}";
        "用 kebiao rules 查看全部规则", "list all rules with kebiao rules";
    UNKNOWN_PARAM "E182": "规则 {rule} 没有参数“{key}”{suggest}", "the rule {rule} has no parameter \"{key}\"{suggest}";
        "可用：{allowed}", "known: {allowed}";
    BAD_SETTING "E183": "{why}", "{why}";
        "用 kebiao rules 查看规则的参数", "see the rule's parameters with kebiao rules";
    WAIVE_PHYSICS "E184": "规则 {rule}（{name}）是客观事实，不能豁免或降级", "the rule {rule} ({name}) is physics: it cannot be waived or weakened";
        "删去这一条", "delete this statement";
    WAIVE_REASON "E185": "豁免规则 {rule} 没有写理由", "the waiver of {rule} gives no reason";
        "写明 reason，它会印在每份报告里", "write the reason: it is printed in every report";
    NOT_SOFT "E186": "规则 {rule}（{name}）不能设为 soft", "the rule {rule} ({name}) cannot be soft";
        "改为 hard、warn、note 或 off", "use hard, warn, note or off";
    RULE_TWICE "E187": "规则 {rule} 写了两次，第一次在 {first}", "the rule {rule} is stated twice, first at {first}";
        "只保留一处", "keep one";
    UNKNOWN_PRESET "E188": "没有课程计划“{name}”{suggest}", "there is no curriculum preset \"{name}\"{suggest}";
        "可用：{allowed}", "known presets: {allowed}";
    OFF_NEEDS_WAIVER "E189": "规则 {rule}（{name}）在方案里是 hard，不能直接设为 {level}", "the rule {rule} ({name}) is hard in the profile and cannot simply be set to {level}";
        "用 [[policy.waive]] 豁免并写明理由", "waive it with [[policy.waive]] and a written reason";
    WOULD_OVERWRITE "E190": "文件已存在，不会覆盖", "the file exists and is not overwritten";
        "换一个文件夹，或先移走这个文件", "choose another folder, or move the file away";
    CANNOT_WRITE "E191": "无法写入：{reason}", "cannot be written: {reason}";
        "检查文件夹权限和磁盘空间", "check the folder's permissions and the disk space";
    PIN_BLOCKED "E192": "{class} 的 {subject} 固定在{day}{period}，而 {what} 那时不能上课", "{subject} of {class} is pinned to {day} {period}, when {what} cannot have a lesson";
        "换一个时间，或改掉不可排时间、禁排时间、集会", "choose another time, or change the unavailable or forbidden times or the event";
    ROOMS_OVERFULL "E193": "{rooms} {weeks}要排 {lessons} 节课，最多只能排 {slots} 节", "{rooms}: {lessons} lessons ({weeks}) for at most {slots} places";
        "增加这类教室或其容纳班数，或让部分课在本班教室上", "add rooms of the kind or raise their capacity, or teach some lessons in the home room";
    GROUP_WITHOUT_ROOM "E194": "{class} {subject} 的这个分组没有教室：本班教室已有别的分组在用", "this group of {subject} in {class} has no room: the home room is taken by another group";
        "在“教室”列写明它用的教室", "name its room in the column rooms";
    TITLE_ABOVE "E195": "第 {line} 行像是标题，不是表头：“{text}”", "line {line} looks like a title, not like a header: \"{text}\"";
        "删去这一行，让表头在第一行", "delete it: the header must be the first row";
    BELL_UNUSED "E196": "作息“{bell}”没有班级使用", "no class uses the bell schedule \"{bell}\"";
        "如非本意，请检查 grades 与 weekdays", "if this is not meant, check grades and weekdays";
    TEACHER_IDLE "E197": "教师 {teacher} 没有任何课", "teacher {teacher} has no lessons";
        "如非本意，请检查任课表里的姓名", "if this is not meant, check the name in the requirements";
    PIN_ROOM "E198": "{class} 的 {subject} 分 {count} 组同时上课，固定的教室 {room} 只容纳 {limit} 个", "{subject} of {class} has {count} groups at once, but the pinned room {room} takes {limit}";
        "不写 room，各组用各自的教室", "leave out room: each group has its own";
    SECTION_TWICE "E199": "{class} 的 {section} 组 {subject} 又写了一次，教师也相同，第一次在 {first}：课表上分不出是哪一节", "{subject} of {class}, group {section}, is there again with the same teacher, first at {first}: a timetable cannot tell the two apart";
        "换一个组名（分组），或换一个学科名（分组学科）", "give the group another name (section), or its subject one of its own (section_subject)";
}

/// Words for what a value should be, and for what is named.
macro_rules! terms {
    ($($name:ident $zh:literal $en:literal;)*) => {
        $(
            #[doc = concat!("`", $en, "`")]
            pub const $name: Text = Text::new($zh, $en);
        )*
    };
}

terms! {
    A_TABLE "一张表" "a table";
    A_TEXT "文字" "a text";
    A_LIST "列表" "a list";
    A_NUMBER "整数" "a whole number";
    A_FLAG "true 或 false" "true or false";
    NINE_GRADES "一个节数，或一至九年级的九个节数" "weekly periods: one value, or nine for grades 1 to 9";
    BELL "作息" "bell schedule";
    BUILDING "楼" "building";
    ROOM "教室" "room";
    HOME_ROOM "班级教室" "home room";
    SUBJECT "学科" "subject";
    TEACHER "教师" "teacher";
    CLASS "班级" "class";
    ROW "表格行" "rows of a table";
    A_WORKBOOK "Excel/WPS 工作簿" "an Excel or WPS workbook";
    UTF_16 "UTF-16 编码的文件" "a file in UTF-16";
    REMEDY_SCHOOL "检查文件夹；新学校请先运行 kebiao init 新建配置" "check the folder; for a new school run kebiao init first";
    REMEDY_XML "检查文件名和所在文件夹" "check the name and the folder";
    REMEDY_TIMETABLE "检查文件夹；课表可用 kebiao solve 重新生成" "check the folder; kebiao solve makes the timetable again";
    REMEDY_TABLE "填写内容，或者改正 school.toml 中 [tables] 里的文件名，不用这张表就删去那一行" "fill it in, or correct its name under [tables] in school.toml, or delete it there";
    REMEDY_NAME "检查 school.toml 中 [tables] 里的文件名和所在文件夹；不用这张表就删去那一行" "check the name under [tables] in school.toml and the folder; delete it there if there is no such table";
    NEVER_CLOSED "“{character}”没有找到配对的另一半" "{character} is never closed";
    CHINESE_MARK "用了中文标点“{character}”，请改成英文的 {instead}" "Chinese punctuation {character}: write {instead}";
    KEY_TWICE "“{key}”写了两次，请合并" "\"{key}\" occurs twice: join the two";
    NO_COMMA "两项之间缺少逗号" "a comma is missing between two items";
    COMMA_TOO_MANY "多了一个逗号" "a comma too many";
    NO_VALUE "等号后面没有内容，或者文字没有放进英文双引号" "there is no value, or a text without quotes";
    GROUP "分组" "group";
    RESEARCH "教研" "research block";
    PERIODS "周节数" "weekly periods";
    DOUBLES "连堂" "doubles";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn codes_are_unique_and_sorted_and_both_languages_take_the_same_arguments() {
        let codes: Vec<_> = ALL.iter().map(|error| error.code).collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
        for error in ALL {
            for text in [error.cause, error.action] {
                assert!(!text.zh.is_empty() && !text.en.is_empty(), "{}", error.code);
                assert_eq!(text.placeholders(Lang::Zh), text.placeholders(Lang::En), "{}", error.code);
            }
        }
    }
}
