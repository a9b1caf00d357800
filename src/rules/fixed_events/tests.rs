//! Rooms, and who does not take part.

use super::fixture::school;

#[test]
fn rooms_of_an_event_are_closed() {
    assert_eq!(school().plan("一2班 语文 张芳 周一 1 @操场").amount("R114"), 1);
    assert_eq!(school().plan("一2班 语文 张芳 周一 1").amount("R114"), 0);
}

#[test]
fn an_event_in_odd_weeks_leaves_the_even_weeks_free() {
    let odd = school().with(|school| school.events[0].span.weeks = crate::units::Weeks::Odd);
    assert_eq!(odd.clone().plan("一1班 语文 张芳 周一 1 双").amount("R114"), 0);
    assert_eq!(odd.plan("一1班 语文 张芳 周一 1").amount("R114"), 1);
}

#[test]
fn research_counts_for_teachers() {
    let case = school().plan("一2班 语文 李强 周一 1").with_rows(|rows| {
        rows[0].kind = crate::plan::RowKind::Research;
        rows[0].classes.clear();
    });
    assert_eq!(case.amount("R114"), 1);
}
