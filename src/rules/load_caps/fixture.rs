use crate::rules::Fixture;
use crate::school::sample::small;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        // A combined class counts once; 张芳 is on the cap of Chinese, 王静 on that of other subjects.
        kept: small()
            .requires("一1班+一2班", "语文", "张芳", 13)
            .requires("一1班", "班会", "张芳", 1)
            .requires("一1班", "体育", "王静", 10)
            .requires("一2班", "体育", "王静", 8)
            .plan(""),
        broken: small().requires("一1班", "语文", "张芳", 8).requires("一2班", "班会", "张芳", 8).plan(""),
        amount: 2,
    }
}
