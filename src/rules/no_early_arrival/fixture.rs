use crate::rules::Fixture;
use crate::school::EventKind;
use crate::school::sample::{event, small};

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small()
            .with(|school| {
                event(school, "升旗", EventKind::FlagRaising, "周一", "08:00-08:25");
                event(school, "集会", EventKind::Assembly, "周五", "15:30-16:00");
            })
            .plan(""),
        broken: small().with(|school| event(school, "晨会", EventKind::Assembly, "周二", "08:15-08:30")).plan(""),
        amount: 15,
    }
}
