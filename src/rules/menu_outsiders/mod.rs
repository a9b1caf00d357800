//! R207 menu-outsiders: nobody from outside is listed for subjects.
//!
//! For each slot of homework help or tutoring (or whose pupils without a club have that) and each supervisor listed for it, and
//! for each club of such a kind and each instructor: the person is the school's own or retired. Who is really in charge is
//! another rule's. Amount: people from outside. Cases counted: people listed.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(MenuOutsiders);

static META: Meta = Meta {
    code: "R207",
    id: "menu-outsiders",
    name: Text::new("校外人员不列入学科辅导", "outsiders on the list"),
    says: Text::new(
        "作业辅导、辅导答疑的人员名单里没有校外人员",
        "nobody from outside is listed for homework help or tutoring",
    ),
    breach: Text::new("“{what}”的名单里有{who}（{sort}）", "{who} ({sort}) is listed for `{what}`"),
    action: Text::new("换成本校或退休教师", "list teachers of the school or retired ones"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source {
            document: "004",
            clause: "A10",
            words: "聘请退休教师、具备资质的社会专业人员或志愿者；有资质的非学科类培训机构",
        },
        Source { document: "002", clause: "A10", words: "非学科类培训机构" },
    ],
};
