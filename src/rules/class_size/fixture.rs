use crate::rules::Fixture;
use crate::school::ParamValue;
use crate::school::sample::{Sample, small};

fn school(first: u16, second: u16) -> Sample {
    small()
        .setting("R530", |setting| {
            setting.params.insert("spread", ParamValue::Int(5));
        })
        .with(|school| {
            school.classes[0].size = Some(first);
            school.classes[1].size = Some(second);
        })
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: school(45, 40).plan(""), broken: school(48, 40).plan(""), amount: 3 + 3 }
}
