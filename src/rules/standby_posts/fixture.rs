use crate::rules::Fixture;
use crate::school::PostKind;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;

fn school(days: u8) -> Sample {
    serviced().with(|school| {
        let post = &mut school.duty.posts[0];
        post.kind = PostKind::Standby;
        post.days.retain(|day, _| day.number() <= days);
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: school(5).plan(""), broken: school(3).plan(""), amount: 2 }
}
