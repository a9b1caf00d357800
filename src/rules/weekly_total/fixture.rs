use crate::rules::Fixture;
use crate::school::sample::small;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small().requires("一1班", "语文", "张芳", 20).requires("一1班", "数学", "李强", 6).plan(""),
        broken: small().requires("一1班+一2班", "语文", "张芳", 20).requires("一2班", "数学", "李强", 8).plan(""),
        amount: 2,
    }
}
