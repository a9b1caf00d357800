use crate::rules::Fixture;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;
use crate::units::TeacherId;

/// 张芳, who is no leader, may patrol too; patrols are on Monday and Tuesday.
fn school() -> Sample {
    serviced().with(|school| {
        let patrol = &mut school.duty.posts[1];
        patrol.who.push(TeacherId(0));
        patrol.days.retain(|day, _| day.number() <= 2);
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().service("shift 巡查 周一 李强; shift 巡查 周二 张芳; shift 巡查 周二 李强"),
        broken: school().service("shift 巡查 周一 张芳"),
        amount: 2,
    }
}
