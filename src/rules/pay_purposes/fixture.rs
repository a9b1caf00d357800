use crate::rules::Fixture;
use crate::school::sample::service::serviced;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: serviced().plan(""),
        broken: serviced()
            .with(|school| {
                school.pay.items[0].name = "月考前两名奖励".into();
                school.pay.items[1].purpose = "按班级升学率发放".into();
            })
            .plan(""),
        amount: 2,
    }
}
