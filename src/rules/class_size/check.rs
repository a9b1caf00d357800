//! Stated sizes of the classes.

use std::collections::BTreeMap;

use super::{DIFFERENCE, META, SIZE};
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting, Stage};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let mut grades: BTreeMap<u8, Vec<i64>> = BTreeMap::new();
    for class in &school.classes {
        let Some(size) = class.size.map(i64::from) else { continue };
        grades.entry(class.grade).or_default().push(size);
        let limit = setting.int(match class.stage() {
            Stage::Primary => "primary",
            Stage::Junior => "junior",
        });
        checked.case(META.code, size - limit, || {
            (args! { what: SIZE.arg(&args! { class: &class.name }), count: size, limit: limit }, Vec::new())
        });
    }
    let spread = setting.int("spread");
    for (grade, sizes) in grades.into_iter().filter(|(_, sizes)| spread > 0 && sizes.len() > 1) {
        let difference = sizes.iter().max().unwrap_or(&0) - sizes.iter().min().unwrap_or(&0);
        checked.case(META.code, difference - spread, || {
            let what = DIFFERENCE.arg(&args! { grade: grade });
            (args! { what: what, count: difference, limit: spread }, Vec::new())
        });
    }
    checked
}
