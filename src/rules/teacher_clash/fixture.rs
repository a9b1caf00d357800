use crate::rules::Fixture;
use crate::school::sample::small;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small().plan("一1班 语文 张芳 周一 1; 一2班 语文 张芳 周一 2"),
        broken: small().plan("一1班 语文 张芳 周一 1; 一2班 语文 李强+张芳 周一 1"),
        amount: 1,
    }
}
