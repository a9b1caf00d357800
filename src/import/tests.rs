//! Small workbooks in the layouts that schools use, written here and read back.

mod layouts;

use std::path::Path;

use super::*;
use crate::text::Lang;
use crate::workbook::{Cell, Sheet};

/// A workbook of one sheet; `|` between cells, a row a line, `\` for a line break inside a cell.
fn book(name: &str, text: &str) -> Workbook {
    books(&[(name, text)])
}

fn books(sheets: &[(&str, &str)]) -> Workbook {
    let file = Path::new("表.xlsx");
    let sheet = |(name, text): &(&str, &str)| {
        let cell = |text: &str| Cell::text(&text.replace('\\', "\n"));
        let rows = text.trim_matches('\n').lines().map(|line| line.split('|').map(cell).collect()).collect();
        Sheet::new(file, name, rows)
    };
    Workbook { file: file.to_owned(), sha256: String::new(), sheets: sheets.iter().map(sheet).collect() }
}

fn made(workbook: &Workbook) -> Imported {
    import(workbook, &Options::default()).unwrap_or_else(|errors| {
        panic!("{}", errors.0.iter().map(|error| error.render(Lang::En)).collect::<Vec<_>>().join("\n"))
    })
}

fn file(imported: &Imported, name: &str) -> String {
    let found = imported.files.iter().find(|(file, _)| file == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1.clone()).unwrap().replace("\r\n", "\n")
}

fn asked(imported: &Imported) -> Vec<&'static str> {
    let mut codes: Vec<_> = imported.report.questions.iter().map(|question| question.ask.code).collect();
    codes.dedup();
    codes
}

const EXPECTED: &str = "\u{feff}班级,学科,教师,周节数\n一1班,语文,王芳,7\n一1班,数学,李强,5\n一1班,心理,赵敏,0.5\n\
                        一2班,语文,陈静,7\n一2班,数学,李强,5\n一2班,心理,赵敏,0.5\n";

#[test]
fn layouts_of_one_table_say_the_same() {
    for (what, text) in [
        ("pairs", "班级|语文||数学||心理(0.5)|\n一1班|7|王芳|5|李强|1|赵敏\n一2班|7|陈静|5|李强|1|赵敏"),
        (
            "pairs with a second header",
            "班级|语文|语文|数学|数学|心理|心理\n班级|节数|教师|节数|教师|节数|教师\n一1班|7|王芳|5|李强|0.5|赵敏\n一2班|7|陈静|5|李强|0.5|赵敏",
        ),
        (
            "teacher first",
            "班级|语文|语文|数学|数学|心理|心理\n班级|教师|课时|教师|课时|教师|课时\n一1班|王芳|7|李强|5|赵敏|0.5\n一2班|陈静|7|李强|5|赵敏|0.5",
        ),
        ("one cell", "班级|语文|数学|心理(0.5)\n一1班|7王芳|５李强|1赵敏\n一2班|陈静7|李强(5)|赵敏\\1"),
        (
            "a title, notes, an empty column",
            "向阳小学任课表\n\n班级|语文||数学||备注|心理（0.5）\n一1班|王芳\\7||李强 5节||x|赵敏1\n一2班|陈静\\7||李强 5节|||赵敏1\n合计|14\n注：心理隔周上",
        ),
        ("turned", "学科|一1班|一2班\n语文|王芳7|陈静7\n数学|李强5|李强5\n心理(0.5)|赵敏1|赵敏1"),
        (
            "teachers by classes",
            "教师|一1班|一2班\n王芳|语文7|\n陈静||语文7\n李强|数学5|数学5\n赵敏|心理0.5|心理(0.5)1",
        ),
        ("grade and class apart", "年级|班级|语文|数学|心理\n一|1班|王芳7|李强5|赵敏0.5\n|2班|陈静7|李强5|赵敏0.5"),
    ] {
        let imported = made(&book("任课", text));
        let expected = if what == "grade and class apart" {
            EXPECTED.replace("一1", "一年级1").replace("一2", "一年级2")
        } else {
            EXPECTED.to_owned()
        };
        let sorted = |text: String| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(file(&imported, "任课表.csv")), sorted(expected), "{what}");
        assert_eq!(imported.school.as_ref().unwrap().classes.len(), 2, "{what}");
    }
}

#[test]
fn facts_about_classes_doubles_and_totals_are_read() {
    let text = "班级|班主任|人数|语文|数学|英语|合计\n三1班|王芳|40|【连】王芳6|李强5|赵敏3|14\n三2班|陈 静|41|陈静6|李强5|赵敏3|15";
    let imported = made(&book("Sheet1", text));
    assert!(file(&imported, "任课表.csv").contains("三1班,语文,王芳,6,1\n"));
    assert_eq!(file(&imported, "班级.csv"), "\u{feff}班级,班主任,人数\n三1班,王芳,40\n三2班,陈静,41\n");
    assert_eq!(asked(&imported).iter().filter(|code| ["Q01", "Q06"].contains(code)).count(), 2);
    let draft_rows = imported.report.sheets[0].rows;
    assert_eq!(draft_rows, 2);
}

#[test]
fn what_contradicts_itself_is_asked_and_answers_count() {
    let text =
        "班级|语文|数学|英语\n一(1)班|张芳2|李强2|赵敏2\n一(2)班|张芳2|李强2|赵敏2\n一(3)班|张方2|李强2|赵敏/王静2";
    let imported = made(&book("任课", text));
    assert!(asked(&imported).contains(&"Q03") && asked(&imported).contains(&"Q07"));
    assert!(file(&imported, "任课表.csv").contains("赵敏+王静"));
    let options = Options { same: vec![("张方".into(), "张芳".into())], ..Options::default() };
    let answered = import(&book("任课", text), &options).unwrap();
    assert!(!asked(&answered).contains(&"Q03") && !file(&answered, "任课表.csv").contains("张方"));
}

#[test]
fn lists_are_read_whatever_stands_around_them() {
    let imported = made(&books(&[
        ("2026春任课", "班级|语文|数学\n1.1|王芳3|李强2\n1.2|陈静3|李强2"),
        (
            "班级信息",
            "向阳小学班级一览\n序号|年级|班级|班主任*|人数（人）\n1|一|(1)班|王芳|40\n2|一|(2)班|陈静|41\n3|一|(3)班|李娜|39\n注：人数以学籍为准",
        ),
        ("教师名册", "姓名|性别|任教学科|最多节数\n王 芳|女|语文|10\n李强|男|数学|10"),
        ("功能室", "教室|类型|容纳班数\n操场|操场|4"),
    ]));
    assert_eq!(
        file(&imported, "班级.csv"),
        "\u{feff}班级,年级,班主任,人数\n一年级1班,1,王芳,40\n一年级2班,1,陈静,41\n一年级3班,1,李娜,39\n"
    );
    assert!(file(&imported, "任课表.csv").contains("一年级1班,语文,王芳,3"));
    assert_eq!(file(&imported, "教师.csv"), "\u{feff}教师,学科,最多节数\n王芳,语文,10\n李强,数学,10\n李娜,,\n陈静,,\n");
    assert_eq!(file(&imported, "教室.csv"), "\u{feff}教室,类型,容纳班数\n操场,操场,4\n");
    for code in ["Q01", "Q04", "Q14", "Q15"] {
        assert!(asked(&imported).contains(&code), "{code}");
    }
}

#[test]
fn teachers_lists_and_curricula_are_assignments() {
    let imported = made(&books(&[
        ("教师任课", "姓名|任教学科|任教班级\n王芳|语文|一(1)\n陈静|语文|一(2)班\n李强|数学|一(1)(2)班"),
        ("课时计划", "学科|一年级|二年级\n语文|3|4\n数学|2|3\n合计|5|7"),
    ]));
    assert_eq!(imported.school.as_ref().unwrap().requirements.len(), 4);
    assert!(file(&imported, "school.toml").contains("\"语文\" = [\"3\", \"4\""));
    assert!(asked(&imported).contains(&"Q20") && !asked(&imported).contains(&"Q19"));
}

#[test]
fn clubs_and_sign_ups_are_read() {
    let imported = made(&books(&[
        ("任课", "班级|语文|数学\n一1班|王芳3|李强2\n一2班|陈静3|李强2"),
        ("社团一览", "社团名称|活动时间|招收人数|指导老师|活动地点\n合唱|周二|20|王芳|音乐室\n篮球|周四|16|李强|操场"),
        ("场地", "场地|类型\n音乐室|音乐教室\n操场|操场"),
        ("报名", "班级|姓名|第一志愿|第二志愿|家长电话\n一1班|赵小明|合唱|篮球|13800000000\n1.2|钱小红|篮球||"),
    ]));
    let school = imported.school.as_ref().unwrap();
    assert_eq!((school.service.clubs.len(), school.service.pupils.len()), (2, 2));
    assert!(asked(&imported).contains(&"Q21"));
}

#[test]
fn an_empty_template_says_that_it_is_one() {
    for lang in [Lang::Zh, Lang::En] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("template.xlsx");
        template::write(&path, lang).unwrap();
        let errors = import(&crate::workbook::read(&path).unwrap(), &Options::default()).unwrap_err();
        assert_eq!(errors.0.iter().map(|error| error.error.code).collect::<Vec<_>>(), ["E676"]);
    }
}

/// The school as text, what depends on the order of keys put in order.
fn shown(school: &School) -> String {
    format!("{school:#?}")
}

#[test]
fn a_configuration_survives_its_workbook() {
    for name in ["demo", "primary-12"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances").join(name);
        let before = crate::config::read(&folder).unwrap().school;
        for lang in [Lang::Zh, Lang::En] {
            let out = tempfile::tempdir().unwrap();
            let path = out.path().join("school.xlsx");
            template::of_school(&folder, &path, lang).unwrap();
            let imported = import(&crate::workbook::read(&path).unwrap(), &Options { lang, ..Options::default() })
                .unwrap_or_else(|errors| {
                    panic!("{}", errors.0.iter().map(|e| e.render(Lang::En)).collect::<Vec<_>>().join("\n"))
                });
            let (before, after) = (shown(&before), shown(imported.school.as_ref().unwrap()));
            let differs = before.lines().zip(after.lines()).position(|(a, b)| a != b);
            if let Some(line) = differs {
                let around =
                    |text: &str| text.lines().skip(line.saturating_sub(12)).take(16).collect::<Vec<_>>().join("\n");
                panic!("{name} {lang:?}\n{}\n---\n{}", around(&before), around(&after));
            }
            assert_eq!(before.len(), after.len());
        }
    }
}

#[test]
fn nothing_recognised_is_one_error() {
    let errors = import(&book("通知", "各位老师|您好\n请于周五前交表|谢谢"), &Options::default()).unwrap_err();
    assert_eq!(errors.0.iter().map(|error| error.error.code).collect::<Vec<_>>(), ["E670"]);
}

const TIMETABLE_ROWS: &str = "向阳小学总课表\n班级|星期一|||星期二|||星期三||\n班级|1|2|3|1|2|3|1|2|3\n\
    一(1)班|语文\\王芳|数学\\李强|【单】心理\\赵敏|语文\\王芳|语文\\王芳|数学\\李强|语文\\王芳|数学\\李强|体育\\周刚\n\
    一(2)班|数学\\李强|语文\\陈静|体育\\周刚|数学\\李强|语文\\陈静|语文\\陈静|数学\\李强|语文\\陈静|【双】心理\\赵敏";

#[test]
fn a_whole_timetable_alone_becomes_school_and_plan() {
    let imported = made(&book("总课表", TIMETABLE_ROWS));
    assert!(asked(&imported).contains(&"Q22"));
    assert_eq!(imported.school.as_ref().unwrap().name, "向阳小学");
    let plan = imported.plan.as_ref().unwrap();
    assert_eq!((plan.rows.len(), imported.report.differences.len()), (18, 0));
    let odd = plan.rows.iter().find(|row| row.weeks == crate::units::Weeks::Odd).unwrap();
    assert_eq!((odd.subject.as_str(), odd.period.unwrap().0, odd.weekday.number()), ("心理", 3, 1));
    assert!(file(&imported, "任课表.csv").contains("一(1)班,心理,赵敏,1/0\n"));
}

#[test]
fn a_timetable_is_held_against_its_school() {
    let school = made(&book("任课", "班级|语文|数学|心理(0.5)|体育|阅读\n一1班|王芳4|李强3|赵敏1|周刚1|王芳6\n一2班|陈静4|李强3|赵敏1|周刚2|陈静5\n一3班|李娜4|李强3|||")).school;
    let options = Options { school: school.as_ref(), ..Options::default() };
    let text = TIMETABLE_ROWS.replacen("李强", "李墙", 1);
    let imported = import(&book("总课表", &text), &options).unwrap();
    let told: Vec<_> = imported.report.differences.iter().map(|difference| difference.show(Lang::Zh)).collect();
    let expected =
        ["李墙", "一1班 数学 1", "一2班体育：总课表 1 节，任课表 2 节", "一3班语文：总课表 0 节，任课表 4 节"];
    assert!(expected.iter().all(|part| told.iter().any(|line| line.contains(part))), "{told:#?}");
    assert_eq!(told.len(), 7, "{told:#?}");
    assert_eq!(imported.files.len(), 1);
    assert_eq!(imported.plan.unwrap().rows[0].classes, ["一1班"]);
}

#[test]
fn timetables_of_one_class_and_turned_ones_are_read() {
    let one = |class: &str, teacher: &str| {
        format!(
            "{class}课程表\n节次|时间|周一|周二|周三\n上午|||\n第一节|08:30-09:10|语文\\{teacher}|数学\\李强|语文\\{teacher}\n大课间|09:10-09:40|||\n第二节|09:40-10:20|数学\\李强|语文\\{teacher}|数学\\李强"
        )
    };
    let imported = made(&books(&[("一1班", &one("一1班", "王芳")), ("Sheet2", &one("一2班", "陈静"))]));
    assert_eq!(imported.plan.as_ref().unwrap().rows.len(), 12);
    assert!(file(&imported, "school.toml").contains("long-recess\", time = \"09:10-09:40\""));
    let turned = "星期|节次|一1班|一2班\n星期一|1|语文 王芳|数学 李强\n|2|数学 李强|语文 陈静\n星期二|1|语文 王芳|数学 李强\n|2|数学 李强|语文 陈静\n星期三|1|语文 王芳|语文 陈静\n|2|语文 王芳|语文 陈静";
    let imported = made(&book("总表", turned));
    assert_eq!(imported.plan.as_ref().unwrap().rows.len(), 12);
    assert!(imported.report.sheets[0].turned);
}

#[test]
fn rows_of_a_merged_class_belong_together() {
    let merge = |workbook: &mut Workbook, rows: &[(usize, usize)]| {
        for (first, last) in rows {
            let anchor = workbook.sheets[0].rows[*first][0].clone();
            for row in first + 1..=*last {
                workbook.sheets[0].rows[row][0] = Cell { of: Some((*first, 0)), ..anchor.clone() };
            }
        }
    };
    let mut one = book("任课", "班级|语文|数学\n一1班|王芳|李强\n|3|2\n一2班|陈静|李强\n|3|2");
    merge(&mut one, &[(1, 2), (3, 4)]);
    assert!(file(&made(&one), "任课表.csv").contains("一2班,语文,陈静,3\n"));
    let mut two = book("总课表", "班级|周一1|周二1|周三1\n一1班|语文|数学|语文\n|王芳|李强|王芳");
    merge(&mut two, &[(1, 2)]);
    assert_eq!(made(&two).plan.unwrap().rows[1].teachers, ["李强"]);
}

#[test]
fn two_lessons_of_one_class_at_one_time_are_an_error() {
    let text = "班级|周一第1节|周二第1节|周三第1节\n一1班|语文 王芳|数学 李强|语文 王芳\n一(1)班|数学 李强|数学 李强|语文 王芳";
    let errors = import(&book("总表", text), &Options::default()).unwrap_err();
    assert!(errors.0.iter().all(|error| error.error.code == "E675") && errors.0.len() == 1, "{errors:?}");
}
