use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    let broken = serviced().with(|school| {
        school.service.slots.truncate(1);
        school.service.clubs.clear();
    });
    Fixture { kept: serviced().plan(""), broken: broken.plan(""), amount: 2 }
}
