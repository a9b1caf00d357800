//! R404 pay-purposes: nothing is paid for examination ranks or promotion rates.
//!
//! An item whose name or purpose mentions one of the `words` is a breach; the message has the clause. (A school's own report
//! pays 月考前两名分别奖励200元和100元 beside lessons and duty: just what the clauses forbid.) Amount: 1 an item.
//! Cases counted: pay items.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(PayPurposes);

static META: Meta = Meta {
    code: "R404",
    id: "pay-purposes",
    name: Text::new("不得设立的计酬项目", "forbidden pay items"),
    says: Text::new(
        "不按考试成绩、名次、升学率发放报酬",
        "nothing is paid for examination results, ranks or promotion rates",
    ),
    breach: Text::new(
        "计酬项目“{item}”提到“{word}”，文件规定：{clause}",
        "the pay item “{item}” mentions “{word}”; the documents say: {clause}",
    ),
    action: Text::new(
        "删去这个项目，或在用途中写明它与考试成绩、升学率无关",
        "remove the item, or state a purpose that has nothing to do with examination results",
    ),
    stage: Stage::School,
    level: Level::Warn,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "words",
        default: Default::Words(&[
            "名次",
            "排名",
            "前两名",
            "前三名",
            "前五名",
            "前十名",
            "第一名",
            "升学",
            "考试成绩",
            "平均分",
            "优秀率",
            "及格率",
            "月考",
            "中考",
            "分数",
            "rank",
            "exam",
            "score",
        ]),
        says: Text::new("项目名称和用途中不应出现的词", "words that no item's name or purpose should have"),
    }],
    sources: &[
        Source {
            document: "001", clause: "", words: "严禁给学校下达升学指标或单纯以升学率评价及奖惩学校和教师"
        },
        Source {
            document: "001",
            clause: "",
            words: "不得片面以升学率或考试成绩为依据对教师进行评职评优、评先考核等规定",
        },
    ],
};
