//! Days, lists and numbers.

use super::fixture::case;
use crate::plan::{DatedDuty, ServicePlan};

fn changed(change: impl FnOnce(&mut Vec<DatedDuty>)) -> i64 {
    let good = case(["张芳", "王静", "赵敏", "李强"]);
    good.with_service(|service: &mut ServicePlan| change(&mut service.dated)).amount("R308")
}

#[test]
fn a_week_is_served_by_the_right_people_on_all_its_days() {
    assert_eq!(changed(|_| {}), 0);
    assert_eq!(changed(|lines| drop(lines.pop())), 1, "李强 leaves a day early");
    // On Friday somebody else: one too many, and neither is there on all days.
    assert_eq!(changed(|lines| lines[19].person = "张芳".into()), 3);
    assert_eq!(changed(|lines| lines.truncate(15)), 1, "nobody in week 4");
    // Somebody from outside the list in week 4.
    assert_eq!(changed(|lines| lines[15..].iter_mut().for_each(|line| line.person = "周教练".into())), 1);
    assert_eq!(changed(|lines| lines.push(lines[0].clone())), 1, "twice on one day");
}
