//! Each thing that can be wrong with a block.

use super::fixture::case;
use crate::units::{Interval, Weeks};

#[test]
fn a_block_stands_once() {
    assert_eq!(case("周一 1", 3).with_rows(|rows| drop(rows.pop())).amount("R113"), 1);
    assert_eq!(case("周一 1", 3).with_rows(|rows| rows.push(rows[1].clone())).amount("R113"), 1);
}

#[test]
fn a_block_stands_at_one_of_its_times() {
    assert_eq!(case("周一 1", 4).amount("R113"), 0);
    assert_eq!(case("周一 1", 2).amount("R113"), 1);
    let shorter = Interval::parse("14:00-14:40").unwrap();
    assert_eq!(case("周一 1", 3).with_rows(|rows| rows[1].time = shorter).amount("R113"), 1);
    assert_eq!(case("周一 1", 3).with_rows(|rows| rows[1].weeks = Weeks::Odd).amount("R113"), 1);
}

#[test]
fn all_members_take_part_and_are_free() {
    assert_eq!(case("周一 1", 3).with_rows(|rows| drop(rows[1].teachers.pop())).amount("R113"), 1);
    // Leaving the row does not free the member.
    assert_eq!(case("周三 5", 3).with_rows(|rows| drop(rows[1].teachers.remove(0))).amount("R113"), 2);
    assert_eq!(case("周三 5", 3).with_rows(|rows| rows[0].weeks = Weeks::Even).amount("R113"), 1);
}
