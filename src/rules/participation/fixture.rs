use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    let kept = serviced().with(|school| {
        school.classes[0].size = Some(5);
        school.classes[1].size = Some(3);
    });
    // Six pupils; two thirds of 80 are 54.
    Fixture { kept: kept.plan(""), broken: serviced().plan(""), amount: 54 - 6 }
}
