use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{Subject, SubjectKind};

fn school() -> Sample {
    small().with(|school| {
        for name in ["自习", "语文自习"] {
            school.subjects.push(Subject { name: name.into(), kind: SubjectKind::SelfStudy, ..Subject::default() });
        }
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().requires("一1班", "自习", "张芳", 1).plan(""),
        broken: school()
            .requires("一1班", "语文自习", "张芳", 1)
            .requires("一2班", "自习", "李强", 1)
            .with(|school| school.requirements[1].sections[0].subject = crate::units::SubjectId(1))
            .plan(""),
        amount: 2,
    }
}
