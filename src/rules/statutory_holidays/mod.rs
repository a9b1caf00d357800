//! R533 statutory-holidays: nothing is taught on statutory holidays, nor on weekends that are no make-up workdays.
//!
//! For each school day `d` of the term in a year whose holidays are known: `d` is not a statutory day off, and when `d` is
//! made up by the school (调休) it is a make-up workday by law. Amount: 1 a day. Cases counted: those days.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(StatutoryHolidays);

static META: Meta = Meta {
    code: "R533",
    id: "statutory-holidays",
    name: Text::new("法定节假日不上课", "no lessons on statutory holidays"),
    says: Text::new(
        "法定节假日和不是调休上班日的双休日不上课",
        "no lessons on statutory holidays, nor on weekends that are no make-up workdays",
    ),
    breach: Text::new("{date}（{day}）{why}，却要上课", "school is held on {date} ({day}): {why}"),
    action: Text::new(
        "把这一天从上课日中去掉，或写明理由申请豁免",
        "take the day out of the term, or waive the rule with a written reason",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "001", clause: "T8", words: "晚间、双休日和其他法定节假日不上课" }],
};

/// It is a day off by law.
const DAY_OFF: Text = Text::new("是法定节假日（{holiday}）", "a statutory holiday ({holiday})");
/// It is a weekend.
const WEEKEND: Text = Text::new("不是国家规定的调休上班日", "no make-up workday by law");
