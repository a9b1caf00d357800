use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{Pairing, Weekly};
use crate::units::RequirementId;

fn school() -> Sample {
    let half = Weekly { either: 1, ..Weekly::default() };
    small().requires_weekly("一1班", "音乐", "赵敏", half).requires_weekly("一1班", "体育", "王静", half).with(
        |school| {
            school.pairings.push(Pairing { pair: (RequirementId(0), RequirementId(1)) });
        },
    )
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 音乐 赵敏 周一 2 单; 一1班 体育 王静 周一 2 双"),
        broken: school().plan("一1班 音乐 赵敏 周一 2 单; 一1班 体育 王静 周二 2 双"),
        amount: 1,
    }
}
