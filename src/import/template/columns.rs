//! The columns of a template's tables: notes over their headers, example rows, drop-downs.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, XlsxError};

use crate::config::table::{CLASSES, Column, Kind, ROOMS, SUBJECTS, TEACHERS};
use crate::school::{Employment, PostKind, SubjectKind};
use crate::text::Lang;

/// Rows that a drop-down reaches down to.
pub(super) const DOWN: u32 = 1000;

/// The name of a table's sheet.
pub(super) fn sheet_name(kind: &Kind, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => kind.name.zh,
        Lang::En => kind.key,
    }
}

/// What a column is for.
pub(super) fn note(kind: &Kind, column: &Column) -> (String, String) {
    let (zh, en) = match (kind.key, column.key) {
        ("requirements", "classes") => ("班级。合班上课写 一1班、一2班", "the class; combined classes: 1.1;1.2"),
        ("requirements", "teachers") => {
            ("教师。一起上写 甲+乙；由其中一人上写 甲|乙；由系统选写 ?", "together A+B, one of A|B, anybody ?")
        }
        ("requirements", "periods") => {
            ("每周节数：5；单双周 3/2；隔周一节 0.5", "weekly periods: 5; odd/even weeks 3/2; every other week 0.5")
        }
        ("requirements" | "subjects", "doubles") => ("每周几次连堂", "double periods a week"),
        (_, "unavailable" | "forbidden" | "unwanted" | "allowed") => {
            ("时间：周一1-2；周三下午；每天第1节", "times: Mon1-2; Wed afternoon; daily 1")
        }
        ("classes", "name") => ("班名，如 一1班、一（1）班、701", "name, for example 1.1 or 701"),
        ("pupils", "days") => ("参加日：全部、周一至周五、一三五", "days: all, Mon-Fri, 135"),
        ("rooms", "capacity") => ("同时容纳几个班", "classes at a time"),
        _ => ("", ""),
    };
    let must = if column.required { ("（必填）", " (required)") } else { ("", "") };
    (
        format!("{}{} {zh}", column.shown(), must.0).trim_end().to_owned(),
        format!("{}{} {en}", column.key, must.1).trim_end().to_owned(),
    )
}

/// The example row of a table.
pub(super) fn example(kind: &Kind, key: &str, lang: Lang) -> &'static str {
    let (zh, en) = match (kind.key, key) {
        ("requirements", "classes") | ("classes", "name") | ("pupils", "class") | ("heads", "class") => {
            ("例：一1班", "e.g. 1.1")
        }
        ("requirements", "subject") | ("subjects", "name") => ("例：语文", "e.g. 语文"),
        ("requirements", "teachers") | ("classes", "class_teacher") => ("王芳", "Wang Fang"),
        ("requirements", "periods") => ("7", "7"),
        ("classes", "grade") => ("1", "1"),
        ("classes", "size") => ("42", "42"),
        ("teachers", "name") => ("例：王芳", "e.g. Wang Fang"),
        ("teachers", "subjects") => ("语文、班会", "语文;班会"),
        ("teachers", "max_load") => ("16", "16"),
        ("teachers", "unavailable") => ("周五下午", "Fri afternoon"),
        ("rooms", "name") => ("例：操场", "e.g. field"),
        ("rooms", "kind") => ("操场", "field"),
        ("rooms", "capacity") => ("4", "4"),
        ("subjects", "kind") => ("语文", "chinese"),
        ("clubs", "name") => ("例：合唱", "e.g. choir"),
        ("clubs", "weekdays") | ("posts", "weekdays") => ("周二", "Tue"),
        ("pupils", "name") => ("例：李明", "e.g. Li Ming"),
        ("heads", "slot") => ("作业辅导", "homework"),
        ("heads", "count") => ("38", "38"),
        ("posts", "name") => ("例：校门", "e.g. gate"),
        ("posts", "time") => ("07:50-08:20", "07:50-08:20"),
        ("pay_items", "name") => ("例：课时费", "e.g. session"),
        ("pay_items", "basis") => ("时段", "slot"),
        ("pay_items", "works") => ("课后服务、社团", "service;club"),
        ("pay_items", "rate") => ("40", "40"),
        _ => ("", ""),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Words of a drop-down: of the kind of thing that a column holds.
fn words_of(kind: &Kind, column: &Column, lang: Lang) -> Vec<&'static str> {
    let of = |zh: Vec<&'static str>, en: Vec<&'static str>| if lang == Lang::Zh { zh } else { en };
    match (kind.key, column.key) {
        ("subjects", "kind") => of(SUBJECT_KINDS.to_vec(), SubjectKind::ALL.iter().map(|kind| kind.word()).collect()),
        ("subjects", "protected")
        | ("teachers", "leader")
        | ("pupils", "extended" | "boarder")
        | ("posts", "counts")
        | ("pay_items", "leaders") => of(vec!["是", "否"], vec!["yes", "no"]),
        (_, "employment") => {
            of(Employment::ALL.map(Employment::zh).to_vec(), Employment::ALL.map(Employment::word).to_vec())
        }
        ("clubs", "level") => of(vec!["开放", "基础", "高级"], vec!["open", "basic", "advanced"]),
        ("posts", "kind") => of(PostKind::ALL.map(PostKind::zh).to_vec(), PostKind::ALL.map(PostKind::word).to_vec()),
        ("pay_items", "basis") => of(
            vec!["课时", "时段", "天", "次", "生课时", "月"],
            vec!["period", "slot", "day", "duty", "pupil-period", "month"],
        ),
        _ => Vec::new(),
    }
}

/// Kinds of subjects as the configuration reads them, in the order of [`SubjectKind::ALL`].
const SUBJECT_KINDS: [&str; 15] = [
    "语文",
    "数学",
    "英语",
    "道德与法治",
    "科学",
    "人文",
    "体育",
    "音乐",
    "美术",
    "信息科技",
    "劳动",
    "综合实践",
    "班会",
    "自习",
    "其他",
];

/// The drop-down of a column: fixed words, or the names of another sheet. Anything else may be typed after a warning.
pub(super) fn choice(kind: &Kind, column: &Column, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
    let words = words_of(kind, column, lang);
    if !words.is_empty() {
        let list = DataValidation::new().allow_list_strings(&words)?;
        return Ok(Some(list.set_error_style(DataValidationErrorStyle::Stop)));
    }
    let other = match (kind.key, column.key) {
        ("requirements", "classes") | ("pupils" | "heads", "class") => &CLASSES,
        ("requirements", "subject") => &SUBJECTS,
        ("requirements", "teachers") | ("classes", "class_teacher") | ("clubs", "instructors") => &TEACHERS,
        ("clubs", "rooms") | ("requirements", "rooms") => &ROOMS,
        _ => return Ok(None),
    };
    let other = sheet_name(other, lang);
    let names = Formula::new(format!("='{other}'!$A$2:$A${DOWN}"));
    // Lists and combined classes are right as well.
    let list = DataValidation::new().allow_list_formula(names).show_error_message(false);
    Ok(Some(list))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::notation::subject_kind;

    #[test]
    fn drop_downs_offer_what_the_configuration_reads() {
        for (word, kind) in SUBJECT_KINDS.iter().zip(SubjectKind::ALL) {
            assert_eq!(subject_kind(word), Ok(kind), "{word}");
        }
        for lang in [Lang::Zh, Lang::En] {
            for kind in super::super::KINDS {
                for column in kind.columns {
                    assert!(choice(kind, column, lang).is_ok(), "{} {}", kind.key, column.key);
                }
            }
        }
    }
}
