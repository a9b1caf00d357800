use crate::rules::Fixture;
use crate::school::sample::service::programme;

pub(crate) fn fixture() -> Fixture {
    let broken = programme().with_service(|plan| {
        // The first session says one pupil more; the first club row one less; a group loses its session.
        plan.sessions[0].pupils += 1;
        plan.clubs[0].pupils -= 1;
        plan.sessions.pop();
    });
    Fixture { kept: programme(), broken, amount: 1 + 1 + 1 }
}
