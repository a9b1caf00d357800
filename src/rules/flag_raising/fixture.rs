use crate::rules::Fixture;
use crate::school::sample::{Sample, event, small};
use crate::school::{EventKind, ParamValue};

fn school() -> Sample {
    small()
        .setting("R526", |setting| {
            setting.params.insert("assembly", ParamValue::Bool(true));
        })
        .with(|school| event(school, "升旗", EventKind::FlagRaising, "周一", "08:00-08:25"))
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().with(|school| event(school, "集会", EventKind::Assembly, "周五", "15:30-16:00")).plan(""),
        broken: school()
            .with(|school| {
                school.events[0].classes.truncate(1);
                event(school, "集会", EventKind::Assembly, "周四", "15:30-16:00");
            })
            .plan(""),
        amount: 3,
    }
}
