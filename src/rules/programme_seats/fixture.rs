use crate::rules::Fixture;
use crate::school::sample::service::programme;

pub(crate) fn fixture() -> Fixture {
    let broken = programme().with_service(|plan| {
        // 41 pupils for 40 seats.
        plan.sessions[0].pupils = 41;
    });
    Fixture { kept: programme(), broken, amount: 1 }
}
