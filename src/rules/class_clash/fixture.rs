use crate::rules::Fixture;
use crate::school::sample::small;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small().plan("一1班 语文 张芳 周一 1; 一1班 数学 李强 周一 2"),
        broken: small().plan("一1班 语文 张芳 周一 1; 一1班 数学 李强 周一 1"),
        amount: 1,
    }
}
