//! R527 class-meeting-weekly: every class has its class meeting every week, with its class teacher.
//!
//! For each class: periods of the kind class meeting over two weeks >= 2 x `periods`; and where the class teacher
//! is stated, each such requirement may be given by that teacher. Amount: periods a week missing, rounded up, and 1
//! for another teacher. Cases counted: classes; classes with a stated class teacher and a meeting.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ClassMeetingWeekly);

static META: Meta = Meta {
    code: "R527",
    id: "class-meeting-weekly",
    name: Text::new("班会", "class meeting"),
    says: Text::new(
        "每班每周开班会，由班主任主持",
        "every class has a class meeting every week, held by its class teacher",
    ),
    breach: Text::new("{classes}：{what}", "{classes}: {what}"),
    action: Text::new("在任课表中加上班会，教师写班主任", "add the class meeting, with the class teacher"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "periods",
        default: Default::Int(1),
        says: Text::new("每周最少节数", "fewest weekly periods"),
    }],
    sources: &[Source { document: "001", clause: "W2", words: "各班要开好每周的班会" }],
};

const SHORT: Text = Text::new("班会每周 {found} 节，应有 {due} 节", "{found} class meetings a week; {due} required");
const OTHER: Text =
    Text::new("班会不是由班主任{teacher}主持", "the class meeting is not held by the class teacher {teacher}");
