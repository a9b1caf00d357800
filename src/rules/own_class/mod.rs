//! R248 own-class: the class teacher is in charge of the own class where possible.
//!
//! For each session of a group whose classes have a class teacher among those who may be in charge of it: one of these class
//! teachers is in charge. Amount: sessions without. Cases counted: such sessions.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;
use std::collections::BTreeSet;

use crate::school::School;
use crate::units::{ClassId, ServiceSlotId, TeacherId};

plan_rule!(OwnClass, staffed);

static META: Meta = Meta {
    code: "R248",
    id: "own-class",
    name: Text::new("班主任带本班", "own class"),
    says: Text::new("小组尽量由本班班主任负责", "groups are in the charge of a class teacher of theirs where possible"),
    breach: Text::new(
        "{day} {time} {session} 由{who}负责，不是班主任{teachers}",
        "on {day} {time} {session} is in the charge of {who}, not of the class teacher {teachers}",
    ),
    action: Text::new("安排班主任负责，或接受", "let the class teacher be in charge, or accept it"),
    stage: Stage::Roster,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 6,
    params: &[],
    sources: &[Source {
        document: "school", clause: "", words: "班主任了解本班学生，托管尽量由班主任负责"
    }],
};

/// The class teachers of `classes` who may be in charge of a group in `slot`.
fn class_teachers(school: &School, slot: ServiceSlotId, classes: &[ClassId]) -> BTreeSet<TeacherId> {
    let allowed = school.in_charge(slot, None);
    school.class_teachers(classes).into_iter().filter(|person| allowed.contains(person)).collect()
}
