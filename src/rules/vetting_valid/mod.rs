//! R247 vetting-valid: whoever comes from outside is vetted as long as the work lasts.
//!
//! For each session or shift of somebody from outside: the vetting is stated and, with a term, valid on the last school day of
//! the term that follows the session's or shift's weekday. Amount: sessions and shifts that are not so. Cases counted: those of
//! people from outside.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::school::School;
use crate::text::Text;
use crate::units::{TeacherId, Weekday};

plan_rule!(VettingValid, staffed);

static META: Meta = Meta {
    code: "R247",
    id: "vetting-valid",
    name: Text::new("校外人员资质有效", "vetting valid"),
    says: Text::new(
        "外聘、机构人员和志愿者的资质审查在最后一次活动时仍有效",
        "the vetting of outsiders is valid until the last date on which they are needed",
    ),
    breach: Text::new("{who} {day} {what}：{state}", "{who}, {day} {what}: {state}"),
    action: Text::new("补办资质审查，或换人", "renew the vetting, or choose somebody else"),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source {
            document: "004", clause: "A10", words: "聘请退休教师、具备资质的社会专业人员或志愿者"
        },
        Source {
            document: "004", clause: "A10", words: "按照规范程序遴选有资质的非学科类培训机构"
        },
    ],
};

const MISSING: Text = Text::new("没有资质审查记录", "no vetting on record");
const ENDS: Text =
    Text::new("资质有效期到 {until}，最后一次活动在 {last}", "vetted until {until}; the last date is {last}");

/// The last date on which something weekly is held, with a term.
fn last_date(school: &School, weekday: Weekday) -> Option<chrono::NaiveDate> {
    let term = school.term.as_ref()?;
    term.days.iter().rev().find(|day| day.weekday == weekday).map(|day| day.date)
}

/// Whether the vetting of `person` lasts; always for the school's own.
fn is_vetted(school: &School, person: TeacherId, weekday: Weekday) -> bool {
    let person = school.teacher(person);
    let lasts = |until| last_date(school, weekday).is_none_or(|last| last <= until);
    !person.employment.is_outsider() || person.willing.vetted_until.is_some_and(lasts)
}
