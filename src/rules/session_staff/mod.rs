//! R241 session-staff: every session has the people it needs, all of them allowed.
//!
//! For a session of slot `s` (club `c`): as many in charge as `c.staff`, else `s.staff`; each of them may be: an instructor of
//! `c`, else a supervisor of `s`, else (where `s` names none) an own or retired person; and takes part in the service. Amount:
//! people missing, too many, or not allowed. Cases counted: sessions; people in charge. Nothing is lowered: the roster's tasks
//! and their candidates are this.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(SessionStaff);

static META: Meta = Meta {
    code: "R241",
    id: "session-staff",
    name: Text::new("课后服务有人负责", "session staff"),
    says: Text::new(
        "每个小组、社团每次都有足够的负责人，且都在可选人员之内",
        "every group and club meeting has as many people in charge as it needs, and only those who may be",
    ),
    breach: Text::new("{day} {time} {session}：{what}", "{day} {time} {session}: {what}"),
    action: Text::new("补上负责人，或改换可以负责的人", "add who is in charge, or choose somebody who may be"),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source {
            document: "004",
            clause: "A10",
            words: "课后托管服务既可由本校教师承担,也可聘请退休教师、具备资质的社会专业人员或志愿者提供",
        },
        Source { document: "school", clause: "", words: "课后服务、值班都有人负责" },
    ],
};

const COUNT: Text = Text::new("有 {count} 人负责，需要 {needed} 人", "{count} in charge; {needed} needed");
const NOT_ALLOWED: Text = Text::new("{who}不在可选人员之内", "{who} may not be in charge");
