use crate::rules::Fixture;
use crate::school::sample::{Sample, pause, small};
use crate::school::{BreakKind, ParamValue};

/// 30 minutes of long recess a day; the class with the least PE has 3 x 40.
fn school() -> Sample {
    small()
        .with(|school| pause(school, "大课间", BreakKind::LongRecess, "10:00-10:30"))
        .requires("一1班", "体育", "王静", 4)
        .requires("一2班", "体育", "王静", 3)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school()
            .setting("R515", |setting| {
                setting.params.insert("elsewhere", ParamValue::Int(6));
            })
            .plan(""),
        broken: school().plan(""),
        amount: 300 - 150 - 120,
    }
}
