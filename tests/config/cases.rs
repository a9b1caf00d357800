//! One spoilt folder for every kind of mistake, with the code and line that must be reported.

use crate::folder::Folder;

/// A spoilt folder and what must be said about it.
pub struct Case {
    pub name: &'static str,
    pub folder: Folder,
    pub expected: &'static [&'static str],
}

fn case(name: &'static str, expected: &'static [&'static str], folder: Folder) -> Case {
    Case { name, folder, expected }
}

pub fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

pub const T: &str = "school.toml";
pub const CLASSES: &str = "classes.csv";
pub const TEACHERS: &str = "teachers.csv";
pub const ROOMS: &str = "rooms.csv";
pub const ROWS: &str = "requirements.csv";

/// Files, syntax, tables and notations.
fn of_files() -> Vec<Case> {
    let f = Folder::new;
    let mixed = ["班级,年级\n一1班,1\n".as_bytes(), &gbk("一2班,1\n")].concat();
    vec![
        case("a table that is not there", &["E101 school.toml:10"], f().edit(T, "rooms.csv", "room.csv")),
        case("a folder instead of a table", &["E103 school.toml:10"], f().edit(T, "rooms.csv", ".")),
        case("a file name that cannot be", &["E102 school.toml:10"], f().edit(T, "rooms.csv", "a\\u0000b")),
        case("an empty table", &["E105 rooms.csv:0"], f().file(ROOMS, "")),
        case("school.toml in GBK", &["E106 school.toml:2"], f().file(T, gbk("format = 1\nname = \"试验小学\"\n"))),
        case("UTF-8 and GBK mixed", &["E107 classes.csv:3"], f().file(CLASSES, mixed)),
        case("a workbook instead of a CSV", &["E100 rooms.csv:0"], f().file(ROOMS, b"PK\x03\x04\x14\x00")),
        case("a table in UTF-16", &["E100 rooms.csv:0"], f().file(ROOMS, b"\xFF\xFE\x59\x65\xA4\x5B")),
        case("a control character", &["E108 rooms.csv:2"], f().edit(ROOMS, "操场,", "操场\u{1},")),
        case("too many cells", &["E109 rooms.csv:1"], f().file(ROOMS, ",".repeat(1_000_005))),
        case("an unknown header", &["E110 classes.csv:1"], f().edit(CLASSES, "班主任", "班主人")),
        case("a header twice", &["E111 classes.csv:1"], f().edit(CLASSES, "班主任", "年级")),
        case("a header missing", &["E112 requirements.csv:1"], f().file(ROWS, "教师,学科\n王芳,语文\n")),
        case("more cells than headers", &["E113 classes.csv:2"], f().edit(CLASSES, "1,王芳", "1,王芳,40")),
        case(
            "a title above the header",
            &["E195 classes.csv:1"],
            f().edit(CLASSES, "班级,", "试验小学班级表,,\n班级,"),
        ),
        case(
            "a row of a wide table twice",
            &["E140 requirements.csv:3"],
            f().file(ROWS, "班级,语文,数学\n一1班,8王芳,5李强\n一1班,8王芳,5李强\n一2班,8王芳,5李强\n"),
        ),
        case("an open quote", &["E114 classes.csv:3"], f().edit(CLASSES, "一2班", "\"一2班")),
        case("text after a quote", &["E115 classes.csv:3"], f().edit(CLASSES, "一2班", "\"一2\"班")),
        case("a header without rows", &["E116 rooms.csv:1"], f().file(ROOMS, "教室,类型\n")),
        case(
            "a wide table with a cell under no header",
            &["E117 requirements.csv:2"],
            f().file(ROWS, "班级,语文,,,数学\n一1班,8,王芳,5,李强\n"),
        ),
        case(
            "two halves under (0.5)",
            &["E118 requirements.csv:2"],
            f().file(ROWS, "班级,地方(0.5),\n一1班,2,王芳\n一2班,1,王芳\n"),
        ),
        case("periods twice", &["E119 requirements.csv:2"], f().file(ROWS, "班级,语文,\n一1班,8,5王芳\n")),
        case("weekly periods in words", &["E120 requirements.csv:2"], f().edit(ROWS, "王芳,8", "王芳,八")),
        case("a wrong number", &["E121 classes.csv:2"], f().edit(CLASSES, "一1班,1", "一1班,13")),
        case(
            "times nobody understands",
            &["E122 school.toml:9", "E123 school.toml:9"],
            f().state("[[unavailable]]\nteachers = [\"王芳\"]\ntimes = [\"周八\", \"周一9-2\"]"),
        ),
        case(
            "a clock time for a subject",
            &["E124 school.toml:9"],
            f().state("[[unavailable]]\nsubjects = [\"体育\"]\ntimes = [\"周三14:00-15:30\"]"),
        ),
        case(
            "neither yes nor no",
            &["E125 teachers.csv:2"],
            f().file(TEACHERS, "教师,干部\n王芳,大概\n李强,\n周刚,\n吴婷,"),
        ),
        case(
            "an unknown kind of subject",
            &["E126 school.toml:9"],
            f().state("[[subject]]\nname = \"国学\"\nkind = \"guoxue\""),
        ),
        case("a separator in a name", &["E127 classes.csv:4"], f().add(CLASSES, "一3|班,1,\n")),
        case("an empty item in a list", &["E128 teachers.csv:2"], f().edit(TEACHERS, "语文、班会", "语文、、班会")),
        case("a grade that a name does not say", &["E129 classes.csv:4"], f().add(CLASSES, "火箭班,,\n")),
        case("an open quote in TOML", &["E130 school.toml:4"], {
            f().edit(T, "\"全校\"", "\"全校").edit(T, "classes = ", "classes = = ")
        }),
        case("an open bracket in TOML, and a wrong table", &["E130 school.toml:5", "E113 classes.csv:2"], {
            f().edit(T, "12:00\"]", "12:00\"").edit(CLASSES, "1,王芳", "1,王芳,40")
        }),
        case("Chinese quotes in TOML", &["E130 school.toml:2"], f().edit(T, "\"试验小学\"", "“试验小学”")),
        case("a Chinese comma in TOML", &["E130 school.toml:6"], f().edit(T, "14:40\",", "14:40\"，")),
        case("a key twice", &["E130 school.toml:3"], f().edit(T, "[[bell]]", "name = \"x\"\n[[bell]]")),
        case("no value", &["E130 school.toml:2"], f().edit(T, "\"试验小学\"", "")),
        case("a comma missing in TOML", &["E130 school.toml:6"], f().edit(T, "14:40\",", "14:40\"")),
        case(
            "unknown keys",
            &["E131 school.toml:7", "E131 school.toml:8"],
            f().state("evning = []\n[[bels]]\nname = \"x\""),
        ),
        case(
            "keys missing",
            &["E132 school.toml:0", "E132 school.toml:2"],
            f().edit(T, "format = 1\n", "").edit(T, "name = \"全校\"\n", ""),
        ),
        case("a wrong type", &["E133 school.toml:2"], f().edit(T, "\"试验小学\"", "[\"试验小学\"]")),
        case("another format", &["E134 school.toml:1"], f().edit(T, "format = 1", "format = 2")),
        case("a table both ways", &["E135 school.toml:12"], f().state("[[room]]\nname = \"音乐室\"")),
        case("a school without a name", &["E136 school.toml:2"], f().edit(T, "试验小学", "  ")),
        case(
            "an unknown word",
            &["E137 school.toml:7"],
            f().edit(
                T,
                "\n[tables]",
                "\nbreaks = [{ name = \"大课间\", kind = \"long-reces\", time = \"10:00-10:30\" }]\n[tables]",
            ),
        ),
        case("clock times the wrong way round", &["E138 school.toml:5"], f().edit(T, "08:30-09:10", "09:10-08:30")),
    ]
}

/// Names, bells, requirements.
fn of_schools() -> Vec<Case> {
    let f = Folder::new;
    let teacher =
        |columns: &str, values: &str| f().file(TEACHERS, format!("教师,{columns}\n王芳,{values}\n李强\n周刚\n吴婷\n"));
    vec![
        case(
            "a day that is no weekday",
            &["E139 school.toml:9"],
            f().state("[[event]]\nname = \"例会\"\nweekday = \"周八\"\ntime = \"16:00-17:00\"\nteachers = \"all\""),
        ),
        case(
            "duplicate names",
            &["E140 classes.csv:4", "E140 rooms.csv:3", "E140 teachers.csv:6"],
            f().add(CLASSES, "一1班,1,\n").add(TEACHERS, "王芳,数学\n").add(ROOMS, "操场,操场\n"),
        ),
        case("an unknown class", &["E141 requirements.csv:10"], f().add(ROWS, "一3班,语文,王芳,8\n")),
        case("an unknown teacher", &["E142 requirements.csv:2"], f().edit(ROWS, "王芳", "王方")),
        case(
            "an unknown room",
            &["E143 requirements.csv:4"],
            f().edit(ROWS, "周节数\n", "周节数,教室\n").edit(ROWS, "周刚,4", "周刚,4,草场"),
        ),
        case(
            "an unknown subject",
            &["E144 school.toml:10", "E144 requirements.csv:2"],
            f().edit(ROWS, "语文", "语问").state(
                "[[subject]]\nname = \"语文\"\n[[apart]]\nsubjects = [\"语文\", \"体玉\"]\nkind = \"not-same-day\"",
            ),
        ),
        case("an unknown bell", &["E145 classes.csv:2"], f().file(CLASSES, "班级,作息\n一1班,全笑\n一2班,\n")),
        case("an unknown building", &["E146 rooms.csv:2"], f().file(ROOMS, "教室,类型,楼\n操场,操场,北楼\n")),
        case(
            "a room kind that does not exist",
            &["E147 school.toml:9"],
            f().state("[[subject]]\nname = \"音乐\"\nroom_kind = \"音乐教室\""),
        ),
        case("nobody for a subject", &["E148 requirements.csv:10"], f().add(ROWS, "一1班,音乐,?,2\n")),
        case(
            "a grade without classes",
            &["E149 school.toml:8"],
            f().state("[[double]]\nclasses = \"grade 7-9\"\nsubject = \"语文\""),
        ),
        case("an overlap in a bell schedule", &["E150 school.toml:5"], f().edit(T, "09:20-10:00", "09:00-10:00")),
        case("two bells for one day", &["E151 school.toml:7"], f().state("[[bell]]\nname = \"另一张\"")),
        case(
            "a day without a bell",
            &["E152 classes.csv:2"],
            f().edit(T, "\nmorning", "\nweekdays = [1, 2, 3, 4]\nmorning"),
        ),
        case("periods out of order", &["E153 school.toml:6"], f().edit(T, "14:00-14:40", "07:00-07:40")),
        case(
            "a bell on a day without school",
            &["E154 school.toml:5"],
            f().edit(T, "\nmorning", "\nweekdays = [1, 2, 3, 4, 5, 6]\nmorning"),
        ),
        case(
            "a bell without periods",
            &["E155 classes.csv:2", "E155 classes.csv:3"],
            f().edit(T, "morning = [", "morning = []\n#").edit(T, "afternoon = [", "afternoon = []\n#"),
        ),
        case("17 periods a day", &["E156 school.toml:3"], {
            let times: Vec<_> = (0..17)
                .map(|n| format!("\"{:02}:{:02}-{:02}:{:02}\"", 7 + n / 3, n % 3 * 20, 7 + n / 3, n % 3 * 20 + 15))
                .collect();
            f().edit(T, "morning = [", &format!("morning = [{}]\n#", times.join(", "))).edit(
                T,
                "afternoon = [",
                "afternoon = []\n#",
            )
        }),
        case(
            "a period that no bell has",
            &["E157 school.toml:9"],
            f().state("[[unavailable]]\nteachers = \"all\"\ntimes = \"周一9\""),
        ),
        case(
            "weeks nobody understands",
            &["E158 school.toml:12"],
            f().state("[[pin]]\nclasses = [\"一1班\"]\nsubject = \"语文\"\nweekday = 1\nperiod = 1\nweeks = \"三周\""),
        ),
        case("2001 classes", &["E159 school.toml:0"], {
            let rows: String = (0..2000).map(|n| format!("一{n}号班,1,\n")).collect();
            f().add(CLASSES, &rows)
        }),
        case("no periods and no curriculum", &["E160 requirements.csv:10"], f().add(ROWS, "一1班,班会,王芳,\n")),
        case(
            "too many doubles",
            &["E161 requirements.csv:2"],
            f().edit(ROWS, "周节数\n", "周节数,连堂\n").edit(ROWS, "王芳,8", "王芳,8,5"),
        ),
        case("31 lessons in 30 slots", &["E162 requirements.csv:2"], f().edit(ROWS, "王芳,8", "王芳|吴婷,22")),
        case("odd weeks too full", &["E162 requirements.csv:2"], f().edit(ROWS, "王芳,8", "王芳|吴婷,22/20")),
        case(
            "a teacher with more lessons than slots",
            &["E163 requirements.csv:2"],
            f().edit(ROWS, "王芳,8", "王芳,16").edit(ROWS, "王芳,8", "王芳,16"),
        ),
        case(
            "a part-time teacher with too many",
            &["E163 requirements.csv:2"],
            teacher("最多天数,每天最多,学科", "3,5,语文"),
        ),
        case("more than the maximum load", &["E164 requirements.csv:2"], teacher("最多节数,学科", "15,语文")),
        case(
            "combined classes under two bells",
            &["E165 requirements.csv:10"],
            f().add(CLASSES, "二1班,2,\n")
                .add(ROWS, "一1班、二1班,书法,王芳,1\n")
                .state("[[bell]]\nname = \"二年级\"\ngrades = [2]\nmorning = [\"09:00-09:40\"]"),
        ),
        case(
            "groups that differ",
            &["E140 requirements.csv:4", "E166 requirements.csv:4", "E194 requirements.csv:4"],
            f().file(
                ROWS,
                "班级,学科,教师,周节数,分组\n一2班,语文,李强,8,\n一1班,校本,王芳,2,甲\n一1班,校本,王芳,3,乙\n",
            ),
        ),
        case(
            "groups that look alike",
            &["E199 requirements.csv:4"],
            f().file(
                ROWS,
                "班级,学科,教师,周节数,分组,分组学科,教室\n一2班,语文,李强,8,,,\n一1班,校本,王芳,2,甲,音乐,操场\n\
                 一1班,书法,王芳,1,甲,音乐,操场\n一1班,英语,吴婷,1,甲,音乐,操场\n",
            ),
        ),
        case("a requirement twice", &["E167 requirements.csv:10"], f().add(ROWS, "一1班,语文,王芳,2\n")),
        case(
            "one music room for 32 lessons",
            &["E193 requirements.csv:2"],
            f().file(ROOMS, "教室,类型\n音乐室,音乐教室\n").file(
                ROWS,
                "班级,学科,教师,周节数,教室\n一1班,音乐,王芳|吴婷,16,音乐室\n一2班,音乐,王芳|吴婷,16,音乐教室\n",
            ),
        ),
        case("min over max", &["E168 teachers.csv:2"], teacher("最少节数,最多节数,学科", "18,16,语文")),
        case("nothing to schedule", &["E169 school.toml:0"], f().edit(T, "requirements = \"requirements.csv\"\n", "")),
    ]
}

/// Statements and policy.
fn of_statements() -> Vec<Case> {
    let f = Folder::new;
    let pin = |subject: &str, weekday: u8, period: u8, rest: &str| {
        format!(
            "[[pin]]\nclasses = [\"一1班\"]\nsubject = \"{subject}\"\nweekday = {weekday}\nperiod = {period}\n{rest}"
        )
    };
    let rule = |text: &str| f().state(&format!("[policy]\n{text}"));
    vec![
        case("a pin without a lesson", &["E170 school.toml:8"], f().state(&pin("心理", 1, 1, ""))),
        case("a pin without a period", &["E171 school.toml:11"], f().state(&pin("语文", 1, 7, ""))),
        case(
            "more pins than lessons",
            &["E172 school.toml:13"],
            f().state(&[pin("地方", 1, 1, "weeks = \"odd\"\n"), pin("地方", 2, 1, "weeks = \"odd\"")].concat()),
        ),
        case("a double over lunch", &["E173 school.toml:12"], f().state(&pin("语文", 1, 4, "length = 2"))),
        case(
            "a double over long recess",
            &["E173 school.toml:13"],
            f().edit(
                T,
                "\n[tables]",
                "\nbreaks = [{ name = \"大课间\", kind = \"long-recess\", time = \"10:00-10:30\" }]\n[tables]",
            )
            .state(&[&pin("语文", 1, 2, "length = 2\n"), "[[double]]\nsubject = \"语文\""].concat()),
        ),
        case(
            "one small room for two groups",
            &["E198 school.toml:12"],
            f().add(ROOMS, "书法室,书法室\n")
                .file(
                    ROWS,
                    "班级,学科,教师,周节数,分组,教室\n一2班,语文,李强,8,,\n一1班,校本,王芳,2,甲,操场\n\
                     一1班,校本,周刚,2,乙,书法室\n",
                )
                .state(&pin("校本", 1, 1, "room = \"操场\"")),
        ),
        case("PE pinned to the first period", &["E192 school.toml:7"], f().state(&pin("体育", 2, 1, ""))),
        case(
            "two pins at once",
            &["E174 school.toml:12"],
            f().state(&[pin("语文", 1, 1, ""), pin("数学", 1, 1, "")].concat()),
        ),
        case(
            "pins when the class, the teacher or the subject cannot",
            &["E192 school.toml:10", "E192 school.toml:15", "E192 school.toml:20"],
            f().state(
                &[
                    "[[unavailable]]\nteachers = [\"王芳\"]\ntimes = \"周一1\"\n",
                    &pin("语文", 1, 1, ""),
                    &pin("体育", 2, 2, ""),
                    &pin("数学", 3, 5, ""),
                    "[[unavailable]]\nsubjects = [\"体育\"]\ntimes = \"周二2\"\n",
                    "[[event]]\nname = \"集会\"\nweekday = 3\ntime = \"14:10-15:00\"\nclasses = \"grade 1\"\n",
                ]
                .concat(),
            ),
        ),
        case("a pair without halves", &["E175 school.toml:8"], f().state("[[pair]]\nsubjects = [\"地方\", \"语文\"]")),
        case(
            "an event without a time",
            &["E176 school.toml:7"],
            f().state("[[event]]\nname = \"例会\"\nweekday = 3\nteachers = \"all\""),
        ),
        case(
            "a research block that fits nowhere",
            &["E177 school.toml:9"],
            f().state("[[research]]\nsubjects = [\"语文\"]\ntimes = [\"周三4-5\"]\nlength = 2"),
        ),
        case(
            "an exclusion of one",
            &["E178 school.toml:8"],
            f().state("[[exclusion]]\nteachers = [\"王芳\"]\nkind = \"not-both-teaching\""),
        ),
        case("times of nobody", &["E179 school.toml:7"], f().state("[[unavailable]]\ntimes = \"周一\"")),
        case("an unknown profile", &["E180 school.toml:8"], rule("profile = \"national-2023\"")),
        case("an unknown rule", &["E181 school.toml:8"], rule("[policy.rules.subject-daily-mux]\ncore = 2")),
        case("an unknown parameter", &["E182 school.toml:9"], rule("[policy.rules.subject-daily-max]\ncoer = 2")),
        case(
            "a parameter of the wrong type",
            &["E183 school.toml:9"],
            rule("[policy.rules.subject-daily-max]\ncore = \"two\""),
        ),
        case(
            "physics waived",
            &["E184 school.toml:9", "E184 school.toml:12"],
            rule(
                "[[policy.waive]]\nrule = \"class-clash\"\nreason = \"忙\"\n[policy.rules.room-clash]\nlevel = \"warn\"",
            ),
        ),
        case(
            "a waiver without a reason",
            &["E185 school.toml:8"],
            rule("[[policy.waive]]\nrule = \"subject-daily-max\""),
        ),
        case(
            "a rule that cannot be soft",
            &["E186 school.toml:9"],
            rule("[policy.rules.double-periods]\nlevel = \"soft\""),
        ),
        case(
            "a rule twice",
            &["E187 school.toml:10"],
            rule("[policy.rules.subject-daily-max]\ncore = 2\n[policy.rules.R106]\ncore = 3"),
        ),
        case("an unknown curriculum", &["E188 school.toml:8"], f().state("[curriculum]\npreset = \"national-2021\"")),
        case(
            "a hard rule switched off without a word",
            &["E189 school.toml:9"],
            rule("[policy.rules.pe-different-days]\nlevel = \"off\""),
        ),
    ]
}

pub fn all() -> Vec<Case> {
    of_files().into_iter().chain(of_schools()).chain(of_statements()).collect()
}
