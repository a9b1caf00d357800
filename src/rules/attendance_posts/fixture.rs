use crate::rules::Fixture;
use crate::school::PostKind;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;
use crate::units::{ClassId, ServiceSlotId};

/// The gate post becomes attendance-taking of the homework slot for these classes, and there are no clubs.
fn school(classes: Vec<ClassId>) -> Sample {
    serviced().with(|school| {
        school.service.slots.truncate(1);
        let post = &mut school.duty.posts[0];
        post.kind = PostKind::Attendance;
        post.slot = Some(ServiceSlotId(0));
        post.classes = classes;
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school(vec![ClassId(0), ClassId(1)]).plan(""),
        // Both classes are of grade 1; one of them is left out.
        broken: school(vec![ClassId(0)]).plan(""),
        amount: 5,
    }
}
