//! The term of a generated school: spring 2026, with a make-up day, a summer clock, a sports meet, and lighter weeks for
//! the first and the last grade.

use super::staff::Staff;

const TERM: &str = r#"
[term]
name = "2026年春季学期"
first = "2026-03-02"
last = "2026-07-03"
holidays = "cn"

[[make_up]]
date = "2026-05-09"
follows = "周二"

[[season]]
name = "夏令"
from = "2026-05-06"
shift = [{ from = "13:00", minutes = 30 }]

[[school_event]]
name = "春季运动会"
date = "2026-04-17"
cancels = ["lessons", "after-school"]
"#;

const FIRST_GRADE: &str = r#"
[[phase]]
name = "一年级适应周"
classes = "grade 1"
weeks = [1, 2]
no_lessons = "末节"
"#;

const LAST_GRADE: &str = r#"
[[phase]]
name = "九年级毕业离校"
classes = "grade 9"
from = "2026-06-22"
to = "2026-07-03"
no_lessons = "全天"
after_school = false
"#;

/// The term as stated in `school.toml`.
pub(super) fn term(staff: &Staff) -> String {
    let mut out = String::from(TERM);
    for (grade, phase) in [(1, FIRST_GRADE), (9, LAST_GRADE)] {
        if staff.classes.iter().any(|class| class.grade == grade) {
            out.push_str(phase);
        }
    }
    out
}
