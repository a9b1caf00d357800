//! People listed for subject help.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};
use crate::text::Text;

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let help = |kind: crate::school::ServiceKind| kind.is_subject_help();
    let slots = school.service.slots.iter().filter(|slot| help(slot.kind) || slot.otherwise.is_some_and(help));
    let clubs = school.service.clubs.iter().filter(|club| help(club.kind));
    let lists =
        slots.map(|slot| (&slot.name, &slot.supervisors)).chain(clubs.map(|club| (&club.name, &club.instructors)));
    for (name, people) in lists {
        for person in people.iter().map(|person| school.teacher(*person)) {
            let sort = person.employment;
            checked.case(META.code, i64::from(sort.is_outsider()), || {
                let args = args! { what: name, who: &person.name, sort: Text::new(sort.zh(), sort.word()) };
                (args, Vec::new())
            });
        }
    }
    checked
}
