use crate::rules::Fixture;
use crate::school::sample::service::programme;

pub(crate) fn fixture() -> Fixture {
    let broken = programme().with_service(|plan| {
        // A room that does not exist; a group at the wrong time; a club without a row; a pupil whom nobody knows.
        plan.sessions[0].room = "天文台".into();
        plan.sessions[1].time = plan.sessions.last().unwrap().time;
        plan.clubs.remove(1);
        plan.pupils[0].pupil = "庚".into();
    });
    // The club without a row is short of a row, and has one meeting more than a club that is not held.
    Fixture { kept: programme(), broken, amount: 1 + 1 + 2 + 1 }
}
