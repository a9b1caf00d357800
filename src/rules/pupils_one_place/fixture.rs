use crate::rules::Fixture;
use crate::school::sample::service::programme;

pub(crate) fn fixture() -> Fixture {
    let mut broken = programme().with_service(|plan| {
        // A pupil in two clubs at once.
        let mut twice = plan.pupils[0].clone();
        twice.club = "合唱".into();
        plan.pupils.push(twice);
    });
    // And a lesson of the first class that lasts into homework help on Monday.
    let lesson = crate::school::sample::small().plan("一1班 语文 张芳 周一 6").plan.rows.remove(0);
    let time = crate::units::Interval::parse("15:00-15:45").unwrap();
    broken.plan.rows.push(crate::plan::Row { time, ..lesson });
    Fixture { kept: programme(), broken, amount: 1 + 1 }
}
