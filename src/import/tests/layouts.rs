//! Further layouts of real schools: several tables on a sheet, periods in headers, grades in titles, timetables by teachers.

use super::*;

/// The assignments as sorted lines `class subject teacher periods`.
fn lessons(imported: &Imported) -> Vec<String> {
    let text = file(imported, "任课表.csv");
    let mut lines: Vec<String> = text.lines().skip(1).map(|line| line.replace(',', " ")).collect();
    lines.sort();
    lines
}

const TWO: [&str; 6] = [
    "一年级1班 体育 周刚 4",
    "一年级1班 数学 李强 4",
    "一年级1班 语文 王芳 8",
    "一年级2班 体育 周刚 4",
    "一年级2班 数学 李强 4",
    "一年级2班 语文 陈静 8",
];

#[test]
fn periods_stand_in_the_header_or_below_it() {
    for text in [
        "班级|语文（8节）|数学(4)|体育\\4节\n一年级1班|王芳|李强|周刚\n一年级2班|陈静|李强|周刚",
        "班级|语文8|数学4|体育4\n一年级1班|王芳|李强|周刚\n一年级2班|陈静|李强|周刚",
        "一年级任课表\n班级|语文|数学|体育\n周课时|8|4|4\n一年级1班|王芳|李强|周刚\n一年级2班|陈静|李强|周刚",
        "班级|语文|课时|数学|课时|体育|课时\n一年级1班|王芳|8|李强|4|周刚|4\n一年级2班|陈静|8|李强|4|周刚|4",
        "班级|项目|语文|数学|体育\n一年级1班|教师|王芳|李强|周刚\n|节数|8|4|4\n一年级2班|教师|陈静|李强|周刚\n|节数|8|4|4",
        "学科|周课时|一年级1班|一年级2班\n语文|8|王芳|陈静\n数学|4|李强|李强\n体育|4|周刚|周刚\n合计|16||",
        "一年级教师安排\n学科|周课时|1班|2班\n语文|8|王芳|陈静\n数学|4|李强|李强\n体育|4|周刚|周刚",
        "教师|职务|一年级1班|一年级2班\n王芳||语文8|\n陈静|||语文8\n李强||数学4|数学4\n周刚||体育4|体育4",
        "序号|姓名|任教学科|任教班级|周课时\n1|王芳|语文|一(1)|8\n2|陈静|语文|一(2)|8\n3|李强|数学|一(1)、一(2)|8\n4|周刚|体育|一(1)(2)班|8",
        "年级|班级|语文|数学|体育\n1|1|王芳8|李强4|周刚4\n|2|陈静8|李强4|周刚4",
        "|国家课程|国家课程|校本课程\n班级|语文|数学|体育\n一年级1班|王芳8|李强4|周刚4\n一年级2班|陈静8|李强4|周刚4",
        "\n|班级|班主任|副班主任|班级人数|教室|语文|数学|体育|周课时\n|一年级1班|王芳|李强|41|3-101|王芳8|李强4|周刚4|16\n|一年级2班|陈静|李强|40|3-102|陈静8|李强4|周刚4|16",
    ] {
        let imported = made(&book("Sheet1", text));
        assert_eq!(lessons(&imported), TWO, "{text}\n{}", imported.report.render(Lang::Zh, true));
        assert!(!asked(&imported).contains(&"Q06"), "{text}");
    }
}

#[test]
fn a_table_a_grade_below_or_beside_each_other_or_on_its_own_sheet() {
    let expected = ["一年级1班 数学 李强 4", "一年级1班 语文 王芳 8", "二年级1班 数学 赵敏 5", "二年级1班 语文 陈静 7"];
    let one = "学科|1班\n语文|王芳8\n数学|李强4";
    let two = "学科|1班\n语文|陈静7\n数学|赵敏5";
    let by_sheet = books(&[("一年级", one), ("二年级", two)]);
    for workbook in [
        book(
            "任课",
            "一年级\n班级|语文(8)|数学(4)\n一年级1班|王芳|李强\n\n二年级\n班级|数学(5)|语文(7)\n二年级1班|赵敏|陈静\n备注：试行",
        ),
        book(
            "任课",
            "一年级|||||二年级\n班级|语文|数学|||班级|语文|数学\n一年级1班|王芳8|李强4|||二年级1班|陈静7|赵敏5",
        ),
        book("任课", "一年级任课\n班级|语文|数学\n1班|王芳8|李强4\n二年级任课\n班级|语文|数学\n1班|陈静7|赵敏5"),
        by_sheet,
    ] {
        let imported = made(&workbook);
        assert_eq!(lessons(&imported), expected, "{}", imported.report.render(Lang::Zh, true));
        // Grades with different weeks have bells of their own.
        assert_eq!(imported.school.unwrap().classes.len(), 2);
    }
}

#[test]
fn columns_that_are_no_subjects_are_set_aside_and_asked() {
    let text = "班级|语文|数学|备课组长|考勤|围棋\n一1班|王芳8|李强4|王芳|95|孔明1\n一2班|陈静8|李强4|王芳|96|孔明1";
    let imported = made(&book("任课", text));
    assert!(!lessons(&imported).iter().any(|line| line.contains("考勤") || line.contains("组长")));
    assert!(lessons(&imported).contains(&"一1班 围棋 孔明 1".to_owned()));
    assert!(asked(&imported).contains(&"Q29"));
}

#[test]
fn what_nobody_states_is_assumed_and_asked() {
    let imported =
        made(&book("任课", "班级|语文|道法|班队会|围棋\n一1班|王芳|王芳|王芳|孔明\n一2班|陈静|陈静|陈静|孔明"));
    let all = lessons(&imported);
    // 道法 and 班队会 by their usual names in the curriculum; 围棋 is in none.
    assert!(all.contains(&"一1班 道法 王芳 2".to_owned()) && all.contains(&"一1班 围棋 孔明 1".to_owned()), "{all:?}");
    assert!(asked(&imported).contains(&"Q19") && asked(&imported).contains(&"Q31"));
    let errors =
        import(&book("任课", "班级|语文|数学\n启航班|王芳8|李强4\n2024级2班|陈静8|李强4"), &Options::default());
    assert_eq!(errors.unwrap_err().0.iter().map(|error| error.error.code).collect::<Vec<_>>(), ["E677"]);
    let named = made(&book("任课", "年级|班级|语文|数学\n一年级|启航班|王芳8|李强4\n|雏鹰班|陈静8|李强4"));
    assert!(lessons(&named).contains(&"雏鹰班 语文 陈静 8".to_owned()));
    assert_eq!(named.school.unwrap().classes[1].grade, 1);
}

/// Two classes, four teachers, three days of two periods.
const BY_CLASS: &str = "班级|周一1|周一2|周二1|周二2|周三1|周三2\n\
    一1班|语文 王芳|数学 李强|数学 李强|语文 王芳|体育 周刚|语文 王芳\n一2班|数学 李强|语文 陈静|语文 陈静|体育 周刚|数学 李强|语文 陈静";

fn placed(imported: &Imported) -> Vec<String> {
    let rows = &imported.plan.as_ref().unwrap().rows;
    let show = |row: &crate::plan::Row| {
        let period = row.period.map_or(0, |period| period.0);
        format!("{} {}{period} {} {}", row.classes.join("+"), row.weekday.number(), row.subject, row.teachers.join("+"))
    };
    let mut lines: Vec<String> = rows.iter().map(show).collect();
    lines.sort();
    lines
}

/// The same timetable by teachers, cells written as `cell` says.
fn by_teacher(cell: &dyn Fn(&str, &str) -> String) -> String {
    let rows = [
        ("王芳", "语文", ["1", "", "", "1", "", "1"]),
        ("陈静", "语文", ["", "2", "2", "", "", "2"]),
        ("李 强", "数学", ["2", "1", "1", "", "2", ""]),
        ("周刚", "体育", ["", "", "", "2", "1", ""]),
    ];
    let mut text = "教师总课表\n序号|姓名|星期一||星期二||星期三||节数\n||1|2|1|2|1|2|".to_owned();
    for (index, (name, subject, cells)) in rows.iter().enumerate() {
        let cells: Vec<_> =
            cells.iter().map(|class| if class.is_empty() { String::new() } else { cell(class, subject) }).collect();
        text.push_str(&format!("\n{index}|{name}|{}|3", cells.join("|")));
    }
    text + "\n制表：教务处"
}

#[test]
fn a_timetable_by_teachers_is_a_plan() {
    let classes = made(&book("总课表", BY_CLASS));
    let expected = placed(&classes);
    for cell in [
        &(|class: &str, subject: &str| format!("一{class}{subject}")) as &dyn Fn(&str, &str) -> String,
        &|class, subject| format!("一（{class}）班\\{subject}"),
        &|class, subject| format!("{subject}\\1.{class}"),
        &|class, subject| format!("{} 10{class}", &subject[..3]),
    ] {
        let text = by_teacher(cell);
        let imported = made(&book("教师课表", &text));
        let own = placed(&imported).iter().map(|line| line.replace("年级", "")).collect::<Vec<_>>();
        let shown = own.iter().map(|line| line.replace("101 ", "一1班 ").replace("102 ", "一2班 ")).collect::<Vec<_>>();
        assert_eq!(shown, expected, "{text}\n{}", imported.report.render(Lang::Zh, true));
        assert_eq!(imported.report.sheets[0].rows, 4);
    }
    // A sheet a teacher.
    let one = |name: &str, rows: [&str; 2]| {
        format!("{name}老师课程表\n节次|周一|周二|周三\n第1节|{}\n第2节|{}", rows[0], rows[1])
    };
    let imported = made(&books(&[
        ("a", &one("王芳", ["一1语文||", "|一1语文|一1语文"])),
        ("b", &one("陈静", ["|一2语文|", "一2语文||一2语文"])),
        ("c", &one("李强", ["一2数学|一1数学|一2数学", "一1数学||"])),
        ("d", &one("周刚", ["||一1体育", "|一2体育|值班"])),
    ]));
    assert_eq!(placed(&imported).iter().map(|line| line.replace("年级", "")).collect::<Vec<_>>(), expected);
    assert!(asked(&imported).contains(&"Q33"));
}

#[test]
fn classes_alone_are_matched_with_the_assignments_or_asked() {
    let only = by_teacher(&|class, _| format!("一({class})"));
    let errors = import(&book("教师课表", &only), &Options::default()).unwrap_err();
    assert_eq!(errors.0.iter().map(|error| error.error.code).collect::<Vec<_>>(), ["E678"]);
    let school = made(&book("总课表", BY_CLASS)).school.unwrap();
    let options = Options { school: Some(&school), ..Options::default() };
    let imported = import(&book("教师课表", &only), &options).unwrap();
    assert_eq!(placed(&imported), placed(&made(&book("总课表", BY_CLASS))));
    assert_eq!(imported.report.differences, []);
    // 王芳 has two subjects in the class: which lesson is which cannot be told.
    let text = "班级|语文|数学|体育|班会\n一1班|王芳3|李强2|周刚1|王芳1\n一2班|陈静3|李强2|周刚1|";
    let school = made(&book("任课", text)).school.unwrap();
    let options = Options { school: Some(&school), ..Options::default() };
    let imported = import(&book("教师课表", &only), &options).unwrap();
    assert!(asked(&imported).contains(&"Q34"));
    assert_eq!(placed(&imported).iter().filter(|line| line.contains("王芳")).count(), 0);
}

#[test]
fn no_lesson_is_said_alike_in_timetables_of_classes_and_of_teachers() {
    let mut expected = placed(&made(&book("总课表", BY_CLASS)));
    expected.retain(|line| !line.contains("体育"));
    for free in ["", "-", "——", "／", "－", "无", "放学"] {
        let classes = made(&book("总课表", &BY_CLASS.replace("体育 周刚", free)));
        assert_eq!(placed(&classes), expected, "{free}");
        let cell = |class: &str, subject: &str| match subject {
            "体育" => free.to_owned(),
            _ => format!("一{class}{subject}"),
        };
        let teachers = made(&book("教师课表", &by_teacher(&cell)));
        let own: Vec<String> = placed(&teachers).iter().map(|line| line.replace("年级", "")).collect();
        assert_eq!(own, expected, "{free}");
        assert!(!asked(&teachers).contains(&"Q33"), "{free}");
    }
}

#[test]
fn combined_classes_are_told_apart_by_every_sign_of_a_list() {
    for sign in ["、", ";", "；", "+", "＋"] {
        let imported = made(&books(&[
            (
                "任课表",
                &format!("班级|学科|教师|周节数\n一1班{sign}一2班|体育|周刚|3\n一1班|语文|王芳|1\n一2班|语文|陈静|1"),
            ),
            ("教师课表", "姓名|周一1|周二1|周三1\n周刚|一1、一2|一1、一2|一1、一2"),
        ]));
        let expected = ["一1班+一2班 11 体育 周刚", "一1班+一2班 21 体育 周刚", "一1班+一2班 31 体育 周刚"];
        assert_eq!(placed(&imported), expected, "{sign}");
    }
}

#[test]
fn short_names_of_subjects_are_the_schools() {
    let school = made(&book("任课", "班级|语文|数学|道德与法治\n一1班|王芳3|李强2|王芳1\n一2班|陈静3|李强2|陈静1"))
        .school
        .unwrap();
    let options = Options { school: Some(&school), ..Options::default() };
    let text = "班级|周一1|周一2|周二1|周三1|周四1|周五1\n一1班|语|数|语|数|品|语\n一2班|数|语|道法|语|数|语";
    let imported = import(&book("总课表", text), &options).unwrap();
    assert!(asked(&imported).contains(&"Q30"));
    assert!(imported.report.differences.is_empty(), "{}", imported.report.render(Lang::Zh, true));
    let agree = imported.report.made.iter().any(|line| line.show(Lang::Zh).contains("6 条任课，谁教什么"));
    assert!(agree && placed(&imported).contains(&"一2班 21 道德与法治 陈静".to_owned()));
}

#[test]
fn hidden_sheets_are_read_when_told_to() {
    let mut workbook =
        books(&[("任课", "班级|语文|数学\n一1班|王芳8|李强4"), ("旧", "班级|语文|数学\n一2班|陈静8|李强4")]);
    workbook.sheets[1].hidden = true;
    let imported = made(&workbook);
    assert!(asked(&imported).contains(&"Q08") && lessons(&imported).len() == 2);
    let all = import(&workbook, &Options { hidden: true, ..Options::default() }).unwrap();
    assert!(!asked(&all).contains(&"Q08") && lessons(&all).len() == 4);
}

#[test]
fn who_serves_or_leads_a_club_is_not_idle() {
    let lists = "姓名|学科|身份\n王芳|语文|\n李强|数学|\n钱进||外聘\n孙丽||\n周伟|体育|";
    let clubs = "社团名称|活动时间|招收人数|指导老师|活动地点\n合唱|周二|20|孙丽|操场";
    let imported = made(&books(&[
        ("任课", "班级|语文|数学\n一1班|王芳8|李强4"),
        ("教师", lists),
        ("社团", clubs),
        ("场地", "场地|类型\n操场|操场"),
    ]));
    let idle = imported.report.questions.iter().find(|question| question.ask.code == "Q16").unwrap();
    assert_eq!(idle.ask.asks.fill(Lang::Zh, &idle.args), "教师表里的 周伟 没有课，是不任课吗？");
}

#[test]
fn rooms_and_periods_among_the_classes_are_no_classes() {
    // 102 is a room here, however much it looks like a class.
    let imported =
        made(&book("任课", "序号|教室|班级|语 文|数 学\n1|102|一(1)班|王芳8|李强4\n2|103|一(2)班|陈静8|李强4"));
    assert_eq!(lessons(&imported)[0], "一(1)班 数学 李强 4");
    // A row of periods above each grade.
    let text = "班级|语文|数学\n一年级课时|8|4\n一(1)|王芳|李强\n二年级课时|7|5\n二(1)|陈静|李强";
    let all = lessons(&made(&book("任课", text)));
    assert_eq!(all, ["一(1) 数学 李强 4", "一(1) 语文 王芳 8", "二(1) 数学 李强 5", "二(1) 语文 陈静 7"]);
}

#[test]
fn lists_in_free_words_and_clubs_with_times_are_read() {
    let text = "姓名|任课情况\n王芳|一1语文8、一1班会1节\n陈静|一2语文8，一2班会1\n李强|一1数学4 一2数学4";
    let all = lessons(&made(&book("教师任课", text)));
    assert!(all.len() == 6 && all.contains(&"一年级2班 班会 陈静 1".to_owned()), "{all:?}");
    let imported = made(&books(&[
        ("任课", "班级|语文|数学\n一1班|王芳3|李强2\n一2班|陈静3|李强2"),
        (
            "社团",
            "社团名称|活动时间|招收人数|指导老师|活动地点\n合唱|周二下午|20|王芳|操场\n篮球|每周四 15:40|16|李强|操场",
        ),
        ("场地", "场地|类型|容纳班数\n操场|操场|2"),
    ]));
    let clubs = &imported.school.as_ref().unwrap().service.clubs;
    assert_eq!(clubs.len(), 2);
}

#[test]
fn several_small_timetables_stand_beside_each_other() {
    let one = |class: &str| format!("{class}课程表|||");
    let text = format!(
        "{}|{}\n节次|周一|周二|周三||节次|周一|周二|周三\n1|语文 王芳|数学 李强|语文 王芳||1|数学 李强|语文 陈静|数学 李强",
        one("一(1)班"),
        one("一(2)班")
    );
    let imported = made(&book("课表", &text));
    assert_eq!(placed(&imported).len(), 6);
    assert!(placed(&imported).contains(&"一(2)班 21 语文 陈静".to_owned()), "{:?}", placed(&imported));
}

#[test]
fn a_substitute_in_a_timetable_and_lessons_without_teachers_are_asked() {
    let text = "班级|周一1|周一2|周二1|周二2|周三1|周三2\n一1班|语文 王芳|数学 李强|语文 王芳|数学 赵敏|自习|数学 李强";
    let imported = made(&book("总课表", text));
    assert!(["Q32", "Q39"].iter().all(|code| asked(&imported).contains(code)), "{:?}", asked(&imported));
    assert!(lessons(&imported).iter().any(|line| line.starts_with("一1班 数学") && line.ends_with(" 3")));
    assert_eq!(imported.report.differences, []);
}

#[test]
fn a_curriculum_and_classes_alone_make_a_school_of_place_holders() {
    let imported = made(&books(&[
        ("课程计划", "学科|一年级|二年级\n语文|8|7\n数学|4|5"),
        ("班级", "班级|人数\n一(1)班|40\n二(1)班|41"),
    ]));
    assert!(lessons(&imported).contains(&"一(1)班 语文 一(1)班语文待定 8".to_owned()), "{:?}", lessons(&imported));
    assert!(asked(&imported).contains(&"Q32"));
}

#[test]
fn a_class_without_a_grade_in_its_name_has_that_of_its_column() {
    for (first, second) in [("一年级", "二年级"), ("一", "二"), ("1", "2"), ("1年级", "2年级")] {
        let classes = format!("班级|年级\n启航班|{first}\n雏鹰班|{second}");
        let planned =
            made(&books(&[("课程计划", "学科|一年级|二年级\n语文|8|7\n数学|4|5"), ("班级", classes.as_str())]));
        let all = lessons(&planned);
        assert!(all.contains(&"启航班 语文 启航班语文待定 8".to_owned()), "{first} {all:?}");
        assert!(all.contains(&"雏鹰班 数学 雏鹰班数学待定 5".to_owned()), "{second} {all:?}");
        let assigned = "班级|学科|教师|周节数\n雏鹰班|语文|陈静|7";
        let given = made(&books(&[("任课表", assigned), ("班级", classes.as_str())])).school.unwrap();
        assert_eq!(given.classes.iter().map(|class| class.grade).collect::<Vec<_>>(), [1, 2], "{first}");
    }
}
