use crate::rules::Fixture;
use crate::school::ParamValue;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;

/// The gate: 150 minutes a week, four people who may hold it, 38 minutes each; 李强 patrols besides, 600 minutes.
pub(super) fn school(served: [u32; 4]) -> Sample {
    serviced()
        .setting("R305", |setting| {
            setting.params.insert("tolerance", ParamValue::Int(0));
        })
        .with(|school| {
            for (teacher, served) in school.teachers.iter_mut().zip(served) {
                teacher.willing.served = served;
            }
        })
}

pub(crate) fn fixture() -> Fixture {
    let patrol = "shift 巡查 周一 李强; shift 巡查 周二 李强";
    Fixture {
        kept: school([0; 4]).service(&format!("{patrol}; shift 校门 周一 张芳; shift 校门 周二 王静")),
        broken: school([0; 4]).service(&format!("{patrol}; shift 校门 周一 张芳; shift 校门 周二 张芳")),
        amount: 60 - 38,
    }
}
