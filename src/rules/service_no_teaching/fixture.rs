use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    let broken = serviced().with(|school| school.service.slots[0].teaches = true);
    Fixture { kept: serviced().plan(""), broken: broken.plan(""), amount: 1 }
}
