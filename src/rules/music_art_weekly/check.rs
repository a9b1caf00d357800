//! Music and art periods over two weeks of each primary class.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting, Stage, SubjectKind};
use crate::text::Text;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let names = setting.words("not_art");
    for (kind, key, name) in
        [(SubjectKind::Music, "music", Text::new("音乐", "music")), (SubjectKind::Art, "art", Text::new("美术", "art"))]
    {
        let due = Fortnight::weekly(setting.int(key));
        let counted = |class| {
            let primary = school.class(class).stage() == Stage::Primary;
            primary.then(|| {
                school.class_periods(class, |subject| {
                    subject.kind == kind && !names.iter().any(|name| subject.name.contains(name.as_str()))
                })
            })
        };
        for ((_, found), classes) in school.classes_by(counted) {
            checked.alike(META.code, classes.len(), found.short_of(due), || {
                let classes = school.class_names(&classes);
                (args! { classes: classes, subject: name, found: found, due: due }, Vec::new())
            });
        }
    }
    checked
}
