//! Whether the school states a record.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};

pub(super) fn check(_: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let stated = setting.words("record").iter().any(|word| !word.is_empty());
    checked.case(META.code, i64::from(!stated), || (args! { parameter: "record" }, Vec::new()));
    checked
}
