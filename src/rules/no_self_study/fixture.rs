use crate::rules::Fixture;
use crate::school::BreakKind;
use crate::school::sample::{pause, small};

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small().with(|school| pause(school, "午休", BreakKind::Lunch, "12:00-14:00")).plan(""),
        broken: small()
            .with(|school| {
                pause(school, "晨读", BreakKind::EarlyReading, "08:10-08:25");
                pause(school, "午练", BreakKind::MiddayStudy, "13:40-13:55");
            })
            .plan(""),
        amount: 2,
    }
}
