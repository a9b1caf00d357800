//! Music and art periods over two weeks of each primary class.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting, Stage, SubjectKind};
use crate::text::Text;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let names = setting.words("not_art");
    for id in school.class_ids() {
        let class = school.class(id);
        if class.stage() != Stage::Primary {
            continue;
        }
        for (kind, key, name) in [
            (SubjectKind::Music, "music", Text::new("音乐", "music")),
            (SubjectKind::Art, "art", Text::new("美术", "art")),
        ] {
            let due = Fortnight::weekly(setting.int(key));
            let found = school.class_periods(id, |subject| {
                subject.kind == kind && !names.iter().any(|name| subject.name.contains(name.as_str()))
            });
            checked.case(META.code, found.short_of(due), || {
                (args! { class: &class.name, subject: name, found: found, due: due }, Vec::new())
            });
        }
    }
    checked
}
