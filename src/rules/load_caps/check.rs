//! Given periods of each teacher, by stage and sort of subject.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting, Stage, SubjectKind};
use crate::text::Text;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    for id in school.teacher_ids() {
        let found = school.given_periods(id, |_, _| true);
        let of_group = |key: &str| {
            school.given_periods(id, |class, subject| group(school.class(class).stage(), subject.kind) == key)
        };
        // The first of those with the most: the groups stand in the order of their strictness.
        let main = GROUPS.iter().rev().max_by_key(|(key, _)| of_group(key));
        let Some((key, name)) = main.filter(|_| found > Fortnight(0)) else { continue };
        let cap = Fortnight::weekly(setting.int(key));
        checked.case(META.code, cap.short_of(found), || {
            (args! { teacher: &school.teacher(id).name, found: found, group: *name, cap: cap }, Vec::new())
        });
    }
    checked
}

/// Groups by strictness.
const GROUPS: [(&str, Text); 5] = [
    ("junior_core", Text::new("初中语数英", "junior core subjects")),
    ("primary_core", Text::new("小学语数", "primary Chinese and maths")),
    ("junior_other", Text::new("初中其他学科", "other junior subjects")),
    ("junior_arts", Text::new("初中艺体", "junior arts and PE")),
    ("primary_other", Text::new("小学其他学科", "other primary subjects")),
];

fn group(stage: Stage, kind: SubjectKind) -> &'static str {
    match (stage, kind) {
        (Stage::Primary, SubjectKind::Chinese | SubjectKind::Maths) => "primary_core",
        (Stage::Primary, _) => "primary_other",
        (Stage::Junior, SubjectKind::Chinese | SubjectKind::Maths | SubjectKind::English) => "junior_core",
        (Stage::Junior, SubjectKind::Music | SubjectKind::Art | SubjectKind::Pe) => "junior_arts",
        (Stage::Junior, _) => "junior_other",
    }
}
