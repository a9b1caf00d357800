use crate::rules::Fixture;
use crate::school::ClubLevel;
use crate::school::sample::service::serviced;
use crate::units::ClubId;

pub(crate) fn fixture() -> Fixture {
    let kept = serviced().with(|school| {
        school.service.clubs[0].level = ClubLevel::Basic;
        school.service.clubs[1].level = ClubLevel::Advanced;
        school.service.clubs[1].requires = Some(ClubId(0));
    });
    // No basic club, and an advanced one that follows nothing.
    let broken = serviced().with(|school| school.service.clubs[1].level = ClubLevel::Advanced);
    Fixture { kept: kept.plan(""), broken: broken.plan(""), amount: 1 + 1 }
}
