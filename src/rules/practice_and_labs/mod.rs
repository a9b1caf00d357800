//! R520 practice-and-labs: comprehensive practice from grade 3, experiments in laboratories.
//!
//! For each class of grade 3 or higher: periods of the kind practice over two weeks >= 2 x `periods`; for each junior
//! class and each of its subjects named in `labs`: it may use some room whose type contains one of `rooms`. Amount:
//! periods a week missing, and 1 a subject without a laboratory. Cases counted: those classes, and class x such subject.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(PracticeAndLabs);

static META: Meta = Meta {
    code: "R520",
    id: "practice-and-labs",
    name: Text::new("综合实践与实验", "practice and laboratories"),
    says: Text::new(
        "三年级起上足综合实践，实验课进实验室",
        "comprehensive practice in full from grade 3, experiments in laboratories",
    ),
    breach: Text::new("{classes}：{what}", "{classes}: {what}"),
    action: Text::new(
        "补足综合实践课；在任课表“教室”一栏写实验室",
        "add the practice lessons; state the laboratories as rooms of the subject",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "periods",
            default: Default::Int(1),
            says: Text::new("综合实践每周最少节数", "fewest weekly practice lessons"),
        },
        Param {
            key: "labs",
            default: Default::Words(&["物理", "化学", "生物"]),
            says: Text::new("须进实验室的学科", "subjects that need a laboratory"),
        },
        Param {
            key: "rooms",
            default: Default::Words(&["实验"]),
            says: Text::new("实验室类型所含的字", "what the type of a laboratory contains"),
        },
    ],
    sources: &[
        Source {
            document: "001", clause: "C9", words: "三至六年级综合实践活动课按课程计划上足课时"
        },
        Source { document: "001", clause: "C9", words: "开齐开足实验课、活动课" },
    ],
};

const SHORT: Text =
    Text::new("综合实践每周 {found} 节，应有 {due} 节", "{found} practice lessons a week; {due} required");
const NO_LAB: Text = Text::new("{subject}没有安排实验室", "{subject} has no laboratory");
