//! Who is named.

use super::META;
use super::fixture::school;
use crate::school::Teacher;
use crate::text::Lang;

#[test]
fn five_names_are_shown_and_more_are_hinted_at() {
    let told = |missing: usize| {
        let case = school().with(|school| {
            let newcomers = (0..missing).map(|number| Teacher { name: format!("新{number}"), ..Teacher::default() });
            school.teachers.extend(newcomers);
            school.index_names();
        });
        let checked = case.plan("").check(&super::RULE);
        META.breach.fill(Lang::Zh, &checked.breaches[0].args)
    };
    assert_eq!(told(5), "5 名教师没有例会时间：新0、新1、新2、新3、新4");
    assert_eq!(told(6), "6 名教师没有例会时间：新0、新1、新2、新3、新4…");
}
