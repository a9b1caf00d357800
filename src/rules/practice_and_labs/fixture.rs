use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{RoomNeed, Subject, SubjectKind};
use crate::units::RoomId;

fn school() -> Sample {
    small()
        .with(|school| {
            for (name, kind) in [("综合实践", SubjectKind::Practice), ("物理", SubjectKind::Science)] {
                school.subjects.push(Subject { name: name.into(), kind, ..Subject::default() });
            }
            school.classes[0].grade = 8;
            school.rooms[2].kind = "物理实验室".into();
        })
        .requires("一1班", "物理", "李强", 2)
}

pub(crate) fn fixture() -> Fixture {
    let lab = RoomNeed::OneOf { candidates: vec![RoomId(0), RoomId(2)], preferred: Vec::new() };
    Fixture {
        kept: school()
            .with(|school| school.requirements[0].sections[0].room = lab)
            .requires("一1班", "综合实践", "张芳", 1)
            .plan(""),
        broken: school().plan(""),
        amount: 2,
    }
}
