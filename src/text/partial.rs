//! Words and errors of schools without a timetable: planting a cause, and plans that leave lessons out.

use super::Text;
use super::input::{InputError, input_errors};
use super::ui::words;

input_errors! {
    NO_CAUSE "E970": "在这所学校里造不出“{kind}”这种无解的原因", "this school offers no place for the cause \"{kind}\"";
        "换一种原因、换一个种子（--seed），或换一所学校", "take another kind, another seed (--seed) or another school";
}

words! {
    PLANTED: "  - {kind}：{says}", "  - {kind}: {says}";
    PLANTED_INTO: "已写出一所无解的学校：{path}", "Wrote a school without a timetable: {path}";
}
