use crate::rules::Fixture;
use crate::school::PostKind;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;
use crate::units::Interval;

/// The gate post becomes a clearance at this time every day; clubs end at 17:40 on Monday and Tuesday.
fn school(time: &str) -> Sample {
    serviced().with(|school| {
        let post = &mut school.duty.posts[0];
        post.kind = PostKind::Clearance;
        post.days.values_mut().for_each(|own| *own = Interval::parse(time).unwrap());
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: school("17:30-17:50").plan(""), broken: school("17:20-17:35").plan(""), amount: 2 }
}
