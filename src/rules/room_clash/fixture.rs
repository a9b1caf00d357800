use crate::rules::Fixture;
use crate::school::sample::small;

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small().plan("一1班 音乐 赵敏 周一 2 @音乐室; 一2班 音乐 赵敏 周一 3 @音乐室; 一2班 语文 张芳 周一 2"),
        broken: small().plan("一1班 音乐 赵敏 周一 2 @音乐室; 一2班 音乐 赵敏 周一 2 @音乐室"),
        amount: 1,
    }
}
