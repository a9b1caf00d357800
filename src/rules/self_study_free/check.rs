//! Kinds and names of the sections of self-study requirements.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting, SubjectKind};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    for requirement in &school.requirements {
        let heading = school.subject(requirement.subject);
        if heading.kind != SubjectKind::SelfStudy {
            continue;
        }
        for section in &requirement.sections {
            let own = school.subject(section.subject);
            let taught = if own.kind == SubjectKind::SelfStudy {
                school.subjects.iter().find(|core| core.kind.is_core() && own.name.contains(&core.name))
            } else {
                Some(own)
            };
            checked.case(META.code, i64::from(taught.is_some()), || {
                let names: Vec<&str> =
                    requirement.classes.iter().map(|class| school.class(*class).name.as_str()).collect();
                let taught = taught.map_or("", |subject| subject.name.as_str());
                (args! { classes: names.join("、"), subject: &heading.name, taught: taught }, Vec::new())
            });
        }
    }
    checked
}
