use crate::rules::Fixture;
use crate::school::sample::service::programme;

pub(crate) fn fixture() -> Fixture {
    // At most 40 pupils are a group.
    Fixture { kept: programme(), broken: programme().with_service(|plan| plan.sessions[0].pupils = 43), amount: 3 }
}
