//! Forbidden and allowed times of a subject, and the words of the parameter.

use crate::school::sample::{Sample, small};
use crate::school::{ParamValue, Part, PeriodSet, Which};
use crate::units::{PeriodIndex, Weekday};

fn music(change: impl FnOnce(&mut crate::school::Subject)) -> Sample {
    small().requires("一1班", "音乐", "赵敏", 1).with(|school| change(&mut school.subjects[4]))
}

fn amount(school: &Sample, at: &str) -> i64 {
    school.clone().plan(&format!("一1班 音乐 赵敏 {at}")).amount("R108")
}

#[test]
fn forbidden_times_are_forbidden() {
    let monday = vec![Weekday::new(1).unwrap()];
    let school = music(|music| {
        music.forbidden = vec![PeriodSet { weekdays: monday, which: Which::Range(PeriodIndex(1), PeriodIndex(2)) }];
    });
    assert_eq!(amount(&school, "周一 2"), 1);
    assert_eq!(amount(&school, "周一 3"), 0);
    assert_eq!(amount(&school, "周二 2"), 0);
}

#[test]
fn allowed_times_are_the_only_ones() {
    let school =
        music(|music| music.allowed = vec![PeriodSet { weekdays: vec![], which: Which::Part(Part::Afternoon) }]);
    assert_eq!(amount(&school, "周一 4"), 1);
    assert_eq!(amount(&school, "周一 5"), 0);
}

#[test]
fn the_times_of_pe_are_a_parameter() {
    let school = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        small()
            .requires("一1班", "体育", "王静", 1)
            .setting("R108", |setting| drop(setting.params.insert("pe_forbidden", ParamValue::Words(words))))
    };
    let pe = |words: &[&str], period: u8| school(words).plan(&format!("一1班 体育 王静 周一 {period}")).amount("R108");
    assert_eq!((pe(&[], 1), pe(&["last"], 6), pe(&["3"], 3), pe(&["上午"], 4)), (0, 1, 1, 1));
    assert_eq!((pe(&["last"], 5), pe(&["3"], 4), pe(&["afternoon"], 4), pe(&["evening"], 6)), (0, 0, 0, 0));
}
