use super::fixture::school;
use crate::lowering::lower;
use crate::problem::ActivityId;
use crate::school::Level;

#[test]
fn only_self_study_may_be_placed_in_the_evening() {
    let places = |subject: &str, level: Level| {
        let school =
            school().setting("R506", |setting| setting.level = level).requires("一1班", subject, "李强", 1).school;
        let lowering = lower(&school);
        let evening = |placement| lowering.place(placement).periods.iter().any(|period| period.0 == 7);
        lowering.problem.activity(ActivityId(0)).domain.iter().filter(|placement| evening(**placement)).count()
    };
    assert_eq!(places("数学", Level::Hard), 0);
    assert_eq!(places("数学", Level::Warn), 1);
    assert_eq!(places("自习", Level::Hard), 1);
}
