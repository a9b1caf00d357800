//! R521 protected-handover: protected subjects are marked as such, and music, PE and art stay with their teachers.
//!
//! For each subject that is taught, whose kind is one of `kinds` and whose name is not in `except`: it is protected
//! (rule R105 then guards every lesson of it). For each teacher who may give lessons of a kind in `own_teachers`:
//! the teachers' table counts a subject of that kind among the teacher's own, if it names any. Amount: 1 each.
//! Cases counted: those subjects; subject x such teacher.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ProtectedHandover);

static META: Meta = Meta {
    code: "R521",
    id: "protected-handover",
    name: Text::new("保护学科与专任", "protected subjects and their teachers"),
    says: Text::new(
        "保护学科须标明，音乐、体育、美术由该学科教师任教",
        "protected subjects are marked, and music, PE and art are taught by teachers of that subject",
    ),
    breach: Text::new("{subject}：{what}", "{subject}: {what}"),
    action: Text::new(
        "在学科表中标明保护，或改由该学科教师任教",
        "mark the subject as protected, or give it to a teacher of the subject",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "kinds",
            default: Default::Words(&["morality", "music", "art", "pe", "science", "practice"]),
            says: Text::new("保护学科的类别", "kinds of protected subjects"),
        },
        Param {
            key: "except",
            default: Default::Words(&["物理", "化学", "生物", "生物学"]),
            says: Text::new("不在保护之列的学科名", "subjects of these kinds that need no protection"),
        },
        Param {
            key: "own_teachers",
            default: Default::Words(&["music", "art", "pe"]),
            says: Text::new("须由本学科教师任教的类别", "kinds that only their own teachers give"),
        },
    ],
    sources: &[
        Source {
            document: "001", clause: "C11", words: "严禁挤占品德、艺术、体育、科学、综合实践活动"
        },
        Source { document: "001", clause: "C12", words: "音、体、美学科教师的课时不得自行转让" },
    ],
};

const UNMARKED: Text = Text::new("没有标为保护学科", "it is not marked as protected");
const OTHER_TEACHER: Text = Text::new(
    "由{teacher}任教，而{teacher}的任教学科中没有这一类",
    "{teacher} is to give it, but is no teacher of that subject",
);
