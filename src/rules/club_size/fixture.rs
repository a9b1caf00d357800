use crate::rules::Fixture;
use crate::school::sample::service::programme;

pub(crate) fn fixture() -> Fixture {
    let broken = programme().with_service(|plan| {
        // Five of at most four; the other cancelled without a reason although it has members and a room.
        plan.clubs[0].pupils = 5;
        plan.clubs[1].held = false;
        // The first is held in a room that is not on its list, at a meeting elsewhere.
        plan.clubs[0].room = "音乐室".into();
    });
    Fixture { kept: programme(), broken, amount: 1 + 1 + 2 }
}
