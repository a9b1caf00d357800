//! R220 programme-names: the programme speaks of this school only.
//!
//! For each session: slot, classes and room exist, it stands once, its time is that of the slot on the day, and its kind
//! is the slot's (in a club slot: a club that meets then, or what the slot has otherwise). For each row of groups: slot and class
//! exist. For each row of clubs: the club and its room exist; each club of the menu has exactly one row, and a session at
//! exactly its meetings when it is held, none when it is cancelled. For each row of pupils: pupil, slot and club exist. Amount:
//! what is not so. Cases counted: rows, clubs of the menu.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(ProgrammeNames);

static META: Meta = Meta {
    code: "R220",
    id: "programme-names",
    name: Text::new("课后服务与配置一致", "programme names"),
    says: Text::new(
        "课后服务表中的时段、班级、学生、社团、教室都在配置中，时间与时段一致，每个社团恰好一行",
        "slots, classes, pupils, clubs and rooms of the programme are in the configuration, times are those of the slots, and each club has one row",
    ),
    breach: Text::new("{file} {row}：{what}", "{file} {row}: {what}"),
    action: Text::new("改正这一行，或重新生成课后服务", "correct the row, or make the programme again"),
    stage: Stage::Programme,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "school", clause: "", words: "课后服务表只写本校的时段、班级、学生和社团"
    }],
};

const SESSIONS_FILE: Text = Text::new("afterschool.csv", "afterschool.csv");
const GROUPS_FILE: Text = Text::new("groups.csv", "groups.csv");
const CLUBS_FILE: Text = Text::new("clubs.csv", "clubs.csv");
const PUPILS_FILE: Text = Text::new("club-pupils.csv", "club-pupils.csv");

const UNKNOWN: Text = Text::new("配置中没有“{name}”", "the configuration has no `{name}`");
const TWICE: Text = Text::new("同一时段同名的行重复", "it stands twice");
const TIME: Text = Text::new("{day}的时间与时段不一致", "the time is not that of the slot on {day}");
const WRONG_KIND: Text = Text::new("该时段这天没有“{kind}”", "the slot has no {kind} then");
const ROWS: Text = Text::new("应有一行，实有 {count} 行", "{count} rows instead of one");
const MEETS: Text = Text::new(
    "排了 {met} 次活动，与应有的 {stated} 次不一致",
    "{met} meetings, which are not the {stated} that it should have",
);
