use crate::rules::Fixture;
use crate::school::sample::service::programme;

pub(crate) fn fixture() -> Fixture {
    let broken = programme().with_service(|plan| {
        // A pupil dropped, one placed where nobody enrolled, one neither here nor there, and two pupils of a class missing.
        plan.pupils.remove(0);
        plan.pupils[0].weekday = crate::units::Weekday::new(3).unwrap();
        let last = plan.pupils.last_mut().unwrap();
        last.club.clear();
        last.group.clear();
        plan.groups[1].pupils = 0;
    });
    // Moving a row leaves its pupil without one and makes one too many.
    Fixture { kept: programme(), broken, amount: 1 + 2 + 1 + 2 }
}
