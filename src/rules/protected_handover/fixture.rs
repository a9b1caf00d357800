use crate::rules::Fixture;
use crate::school::sample::small;
use crate::school::{Subject, SubjectKind};

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: small()
            .with(|school| {
                let physics = Subject { name: "物理".into(), kind: SubjectKind::Science, ..Subject::default() };
                school.subjects.push(physics);
            })
            .requires("一1班", "物理", "李强", 2)
            .requires("一1班", "体育", "王静", 4)
            .requires("一1班", "语文", "赵敏", 4)
            .plan(""),
        broken: small()
            .with(|school| school.subjects[3].protected = false)
            .requires("一1班", "体育", "张芳", 4)
            .requires("一2班", "音乐", "赵敏", 2)
            .plan(""),
        amount: 2,
    }
}
