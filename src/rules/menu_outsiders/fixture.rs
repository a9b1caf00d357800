use crate::rules::Fixture;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;

fn school(supervisor: &str) -> Sample {
    serviced().with(|school| {
        let person = school.teacher_named(supervisor).unwrap();
        school.service.slots[0].supervisors.push(person);
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: school("张芳").plan(""), broken: school("周教练").plan(""), amount: 1 }
}
