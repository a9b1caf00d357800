//! Times, weeks and people of the lines.

use super::fixture::case;
use crate::plan::DatedDuty;
use crate::units::Interval;

fn changed(change: impl FnOnce(&mut DatedDuty)) -> i64 {
    let case = case(&[("2026-03-02", 1), ("2026-03-16", 3)]);
    case.with_service(|service| change(&mut service.dated[0])).amount("R307")
}

#[test]
fn a_line_that_is_off_is_one_missing_and_one_too_many() {
    assert_eq!(changed(|_| {}), 0);
    assert_eq!(changed(|line| line.person = "王静".into()), 2);
    assert_eq!(changed(|line| line.time = Interval::parse("07:50-08:10")), 2);
    assert_eq!(changed(|line| line.week = 2), 2);
    assert_eq!(changed(|line| line.place = "主楼".into()), 2);
    // Weekly duty is another rule's.
    assert_eq!(changed(|line| line.kind = None), 1);
}

#[test]
fn every_line_has_a_shift_of_its_own() {
    assert_eq!(case(&[("2026-03-02", 1), ("2026-03-02", 1), ("2026-03-16", 3)]).amount("R307"), 1);
}
