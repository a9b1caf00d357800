//! R246 outsiders-no-subjects: outsiders never help with subjects.
//!
//! Nobody from outside (qualified outsiders, agencies' people, volunteers) is in charge of homework help or tutoring. Amount:
//! such people. Cases counted: people in charge of homework help or tutoring.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Meta, Source, Stage};
use crate::school::Employment;
use crate::school::Level;
use crate::text::Text;

plan_rule!(OutsidersNoSubjects, staffed);

static META: Meta = Meta {
    code: "R246",
    id: "outsiders-no-subjects",
    name: Text::new("校外人员不辅导学科", "outsiders and subjects"),
    says: Text::new(
        "外聘、机构人员和志愿者不负责作业辅导、辅导答疑",
        "outsiders, agency staff and volunteers are not in charge of homework help or tutoring",
    ),
    breach: Text::new(
        "{who}（{sort}）{day} {time} 负责 {session}",
        "{who} ({sort}) is in charge of {session} on {day} {time}",
    ),
    action: Text::new("改由本校教师负责", "let one of the school’s own teachers be in charge"),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "004",
        clause: "A10",
        words: "聘请退休教师、具备资质的社会专业人员或志愿者；有资质的非学科类培训机构",
    }],
};

/// A sort of employment, for people.
fn sort(employment: Employment) -> crate::text::Arg {
    crate::text::Arg::Both { zh: employment.zh().into(), en: employment.word().into() }
}
