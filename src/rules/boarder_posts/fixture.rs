use crate::rules::Fixture;
use crate::school::PostKind;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;

fn school(nights: u8) -> Sample {
    serviced().with(|school| {
        school.service.pupils[0].boarder = true;
        let post = &mut school.duty.posts[0];
        post.kind = PostKind::Boarding;
        post.days.retain(|day, _| day.number() <= nights);
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: school(5).plan(""), broken: school(4).plan(""), amount: 1 }
}
