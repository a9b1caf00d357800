//! R512 curriculum-offered: every subject of the curriculum with exactly its weekly periods, none added, none
//! dropped.
//!
//! For each class `c` of a grade that the curriculum prints and each subject of either: periods required of `c`
//! over two weeks = those of the curriculum. `counts_as` says which names stand for a subject of the curriculum
//! (`书法=语文`): their periods are added to its own. Amount: periods a week of difference, rounded up. Cases counted:
//! class x subject. A school without a curriculum, and grades that it does not print, are not looked at.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(CurriculumOffered);

static META: Meta = Meta {
    code: "R512",
    id: "curriculum-offered",
    name: Text::new("开齐开足课程", "curriculum offered in full"),
    says: Text::new(
        "按课程计划开齐科目、开足课时，不增不减",
        "every subject of the curriculum is offered with exactly its weekly periods",
    ),
    breach: Text::new(
        "{classes}《{subject}》每周应为 {due} 节，任课表为 {found} 节",
        "{classes}: {found} periods of {subject} a week; the curriculum says {due}",
    ),
    action: Text::new(
        "改任课表的节数；若学校计划不同，改 [curriculum.periods] 或写明理由申请豁免",
        "correct the periods; if the plan of the school differs, change [curriculum.periods] or waive \
            the rule with a written reason",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "counts_as",
        default: Default::Words(COUNTS_AS),
        says: Text::new("名称对应，如 书法=语文", "names that count as a subject of the curriculum"),
    }],
    sources: &[
        Source { document: "000", clause: "C1", words: "开齐开足课程" },
        Source { document: "000", clause: "C1", words: "不得以任何理由增减课程和课时" },
    ],
};

/// Names that schools give to parts of a subject.
const COUNTS_AS: &[&str] = &[
    "阅读=语文",
    "作文=语文",
    "写字=语文",
    "书法=语文",
    "班队会=班会",
    "少先队活动=班会",
    "体育与健康=体育",
    "体育活动=体育",
    "品德=道德与法治",
    "信息技术=信息科技",
];
