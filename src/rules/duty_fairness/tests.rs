//! What was served before.

use super::fixture::school;

#[test]
fn who_has_served_more_serves_less() {
    let shift = "shift 校门 周一 张芳";
    // The mean is 100; 张芳 has served 300 more than it, 15 a week over 20 weeks: 38 - 15 = 23 of the 30.
    assert_eq!(school([400, 0, 0, 0]).service(shift).amount("R305"), 30 - 23);
    assert_eq!(school([400; 4]).service(shift).amount("R305"), 0);
    // Who has served nothing may take 5 more a week: 43.
    assert_eq!(school([0, 400, 0, 0]).service("shift 校门 周一 张芳; shift 校门 周二 张芳").amount("R305"), 60 - 43);
}
