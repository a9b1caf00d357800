use crate::rules::Fixture;
use crate::school::sample::small;

/// The class teachers are 张芳 and 李强.
pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small().requires("一1班", "班会", "张芳", 1).requires("一2班", "班会", "王静+李强", 1).plan(""),
        broken: small().requires("一1班", "班会", "王静", 1).plan(""),
        amount: 2,
    }
}
