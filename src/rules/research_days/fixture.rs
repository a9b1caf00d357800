use crate::rules::Fixture;
use crate::school::ResearchBlock;
use crate::school::sample::{Sample, small};
use crate::units::{SubjectId, TeacherId};

/// 张芳 and 李强 teach 语文, 李强 alone 数学.
fn school(teachers: Vec<TeacherId>) -> Sample {
    small().with(|school| {
        school.teachers[1].subjects.push(SubjectId(0));
        school.research.push(ResearchBlock { name: "语文教研".into(), teachers, choices: Vec::new() });
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school(vec![TeacherId(1), TeacherId(0), TeacherId(2)]).plan(""),
        broken: school(vec![TeacherId(0), TeacherId(3)]).plan(""),
        amount: 1,
    }
}
