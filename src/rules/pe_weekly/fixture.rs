use crate::rules::Fixture;
use crate::school::sample::small;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small().requires("一1班", "体育", "王静", 4).requires("一2班", "体育", "王静", 5).plan(""),
        broken: small().requires("一1班", "体育", "王静", 3).requires("一2班", "体育", "王静", 4).plan(""),
        amount: 1,
    }
}
