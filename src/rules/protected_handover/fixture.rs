use crate::rules::Fixture;
use crate::school::sample::small;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small().requires("一1班", "体育", "王静", 4).requires("一1班", "语文", "赵敏", 4).plan(""),
        broken: small()
            .with(|school| school.subjects[3].protected = false)
            .requires("一1班", "体育", "张芳", 4)
            .requires("一2班", "音乐", "赵敏", 2)
            .plan(""),
        amount: 2,
    }
}
