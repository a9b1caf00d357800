//! What may lie between the two periods, where they stand, and how many pairs a run of periods makes.

use crate::school::sample::{Sample, small};
use crate::school::{Break, BreakKind, ParamValue};
use crate::units::Interval;

fn school(doubles: u8) -> Sample {
    small().requires("一1班", "语文", "张芳", 4).with(|school| {
        school.requirements[0].doubles = doubles;
        for day in school.bells[0].days.values_mut() {
            day.breaks.push(Break {
                name: "大课间".into(),
                kind: BreakKind::LongRecess,
                time: Interval::parse("10:00-10:30").unwrap(),
            });
        }
    })
}

fn amount(school: &Sample, periods: &[u8]) -> i64 {
    let lessons: Vec<_> = periods.iter().map(|period| format!("一1班 语文 张芳 周一 {period}")).collect();
    school.clone().plan(&lessons.join("; ")).amount("R111")
}

#[test]
fn long_recess_may_be_crossed_where_the_school_says_so() {
    assert_eq!(amount(&school(1), &[2, 3]), 1);
    assert_eq!(amount(&school(1), &[3, 4]), 0);
    let only_lunch = school(1).setting("R111", |setting| {
        setting.params.insert("across", ParamValue::Words(vec!["lunch".into()]));
    });
    assert_eq!(amount(&only_lunch, &[2, 3]), 0);
    assert_eq!(amount(&only_lunch, &[4, 5]), 1);
}

#[test]
fn pairs_do_not_overlap() {
    assert_eq!(amount(&school(2), &[1, 2, 3, 4]), 0);
    assert_eq!(amount(&school(2), &[1, 2, 3]), 1);
    assert_eq!(amount(&school(2), &[1, 2, 4, 6]), 1);
    assert_eq!(amount(&school(1), &[1, 3, 5]), 1);
}

#[test]
fn the_two_periods_are_on_one_day() {
    let plan = school(1).plan("一1班 语文 张芳 周一 6; 一1班 语文 张芳 周二 1");
    assert_eq!(plan.amount("R111"), 1);
}

#[test]
fn the_two_periods_are_in_one_room() {
    let in_rooms = |rooms: &[&str]| {
        let lessons: Vec<_> = (1..).zip(rooms).map(|(period, _)| format!("一1班 语文 张芳 周一 {period}")).collect();
        let mut case = school(1).plan(&lessons.join("; "));
        case.plan.rows.iter_mut().zip(rooms).for_each(|(row, room)| row.room = (*room).to_owned());
        case.amount("R111")
    };
    let known: Vec<String> = school(1).school.rooms.iter().map(|room| room.name.clone()).collect();
    let [home, other, ..] = known.as_slice() else { panic!("{known:?}") };
    assert_eq!(in_rooms(&[home, home]), 0);
    assert_eq!(in_rooms(&[home, other]), 1);
    // The last two of four, the long recess being before them.
    assert_eq!(in_rooms(&[home, other, home, home]), 0);
    assert_eq!(in_rooms(&[home, other, home, other]), 1);
}
