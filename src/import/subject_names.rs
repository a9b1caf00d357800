//! Short and other names of subjects: 语 for 语文, 道法 for 道德与法治. One is taken for another only where exactly one subject
//! of the school fits, and it is asked.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use super::draft::Draft;
use super::report::Report;
use crate::args;
use crate::config::notation::clean;
use crate::config::table::{REQUIREMENTS, SUBJECTS, TEACHERS};
use crate::text::import as words;

/// The usual name, other names, and the single characters that stand for it in a timetable.
const GROUPS: [(&str, &[&str], &str); 24] = [
    ("语文", &[], "语"),
    ("数学", &[], "数"),
    ("英语", &["外语"], "英外"),
    ("道德与法治", &["道法", "品德", "思想品德", "道德与法制", "道德法治", "政治", "思政"], "道品政思德"),
    ("科学", &[], "科"),
    ("体育", &["体育与健康", "体健"], "体"),
    ("音乐", &["唱游"], "音"),
    ("美术", &[], "美"),
    ("信息科技", &["信息技术", "信息", "计算机"], "信微"),
    ("劳动", &["劳动教育", "劳技", "劳动与技术"], "劳"),
    ("综合实践", &["综合", "综合实践活动"], "综"),
    ("班会", &["班队会", "班队", "队会", "班团队会", "班团会", "班会课"], "班队"),
    ("心理", &["心理健康", "心理健康教育"], "心"),
    ("校本", &["校本课程"], "校"),
    ("地方", &["地方课程"], ""),
    ("历史", &[], "史"),
    ("地理", &[], "地"),
    ("生物", &["生物学"], "生"),
    ("物理", &[], "物"),
    ("化学", &[], "化"),
    ("书法", &[], "书"),
    ("写字", &[], "写"),
    ("阅读", &[], "阅"),
    ("自习", &[], "自"),
];

/// The usual name of the subject that `name` means.
pub(super) fn usual(name: &str) -> Option<&'static str> {
    let name = clean(name);
    let short = |letters: &str| name.chars().count() == 1 && letters.contains(&name);
    let found =
        GROUPS.iter().find(|(own, others, letters)| *own == name || others.contains(&name.as_str()) || short(letters));
    found.map(|(own, ..)| *own)
}

/// Whether `name` is one character that stands for a subject.
pub(super) fn is_short(name: &str) -> bool {
    name.chars().count() == 1 && usual(name).is_some()
}

/// Names in the timetable, the curriculum and the list of teachers become those of the school or of the assignments.
pub(super) fn unify(draft: &mut Draft, options: &Options<'_>, report: &mut Report) {
    let mut known: BTreeSet<String> = draft
        .rows(&REQUIREMENTS)
        .iter()
        .map(|row| row.text("subject"))
        .chain(draft.rows(&SUBJECTS).iter().map(|row| row.text("name")))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    if let Some(school) = options.school {
        known = school.subjects.iter().map(|subject| subject.name.clone()).collect();
    }
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let mut change = |name: &str| -> String {
        if name.is_empty() || known.contains(name) {
            return name.to_owned();
        }
        let Some(group) = usual(name) else { return name.to_owned() };
        let mut fitting = known.iter().filter(|other| usual(other) == Some(group));
        let found = match (fitting.next(), fitting.next()) {
            (Some(one), None) => one.as_str(),
            // Nobody says how the school writes it: as everybody does.
            (None, _) if known.is_empty() && is_short(name) => group,
            _ => return name.to_owned(),
        };
        renamed.insert(name.to_owned(), found.to_owned());
        found.to_owned()
    };
    for placed in &mut draft.plan {
        placed.subject = change(&placed.subject);
    }
    for (item, _) in &mut draft.curriculum {
        item.text = change(&item.text);
    }
    for row in draft.tables.get_mut(TEACHERS.key).into_iter().flatten() {
        if let Some(item) = row.cells.get_mut("subjects") {
            item.text = item.text.split('、').map(&mut change).collect::<Vec<_>>().join("、");
        }
    }
    if !renamed.is_empty() {
        let shown: Vec<_> = renamed.iter().map(|(from, to)| format!("{from}={to}")).collect();
        report.ask(&words::SHORT_SUBJECT, args! { names: shown.join("、") }, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_of_subjects() {
        assert_eq!((usual("语"), usual("道法"), usual("班队会")), (Some("语文"), Some("道德与法治"), Some("班会")));
        assert_eq!((usual("围棋"), usual(""), usual("语文")), (None, None, Some("语文")));
        assert!(is_short("体") && !is_short("体育") && !is_short("张"));
    }
}
