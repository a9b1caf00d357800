//! Weekly loads of teachers and use of shared rooms, counted from the plan.
//!
//! Everything is counted over two weeks (`halves`: a period every week counts 2, one in odd or even weeks 1), so that no
//! fraction is needed; [`weekly`] prints the half of it.

use std::collections::BTreeSet;

use crate::plan::View;
use crate::school::TimeSpan;
use crate::units::{RoomId, SubjectId, TeacherId, Weekday, Weeks};

/// One teacher's week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeacherLoad {
    /// Who.
    pub teacher: TeacherId,
    /// Periods in two weeks.
    pub halves: u32,
    /// Periods in two weeks by day, in the order of the school's days.
    pub by_day: Vec<(Weekday, u32)>,
    /// Number of classes taught.
    pub classes: usize,
    /// Names of the subjects taught, the one with most periods first.
    pub subjects: Vec<String>,
}

/// One shared room's week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomUse {
    /// Which.
    pub room: RoomId,
    /// Lesson periods in two weeks.
    pub halves: u32,
    /// Lesson periods that it could hold in two weeks: capacity times the periods of the longest bell schedule.
    pub most: u32,
}

/// Periods in two weeks; groups at the same time count once.
pub(super) fn halves(spans: impl Iterator<Item = TimeSpan>) -> u32 {
    let distinct: BTreeSet<TimeSpan> = spans.collect();
    distinct.into_iter().map(of_one).sum()
}

fn of_one(span: TimeSpan) -> u32 {
    if span.weeks == Weeks::All { 2 } else { 1 }
}

/// Periods a week: `16` or `16.5`.
#[must_use]
pub fn weekly(halves: u32) -> String {
    if halves.is_multiple_of(2) { (halves / 2).to_string() } else { format!("{}.5", halves / 2) }
}

/// The load of every teacher, in the order of the school's.
#[must_use]
pub fn teachers(view: &View<'_>) -> Vec<TeacherLoad> {
    let school = view.school;
    school
        .teacher_ids()
        .map(|teacher| {
            let lessons: Vec<_> = view.of_teacher(teacher).collect();
            let on = |day: Weekday| halves(lessons.iter().map(|l| l.span).filter(|span| span.weekday == day));
            let mut classes: Vec<_> = lessons.iter().flat_map(|lesson| &lesson.classes).collect();
            classes.sort_unstable();
            classes.dedup();
            let mut subjects: Vec<(u32, SubjectId)> = Vec::new();
            for (subject, span) in lessons.iter().filter_map(|lesson| Some((lesson.subject?, lesson.span))) {
                match subjects.iter_mut().find(|(_, known)| *known == subject) {
                    Some((sum, _)) => *sum += of_one(span),
                    None => subjects.push((of_one(span), subject)),
                }
            }
            subjects.sort_by_key(|(sum, subject)| (std::cmp::Reverse(*sum), *subject));
            TeacherLoad {
                teacher,
                halves: halves(lessons.iter().map(|lesson| lesson.span)),
                by_day: school.weekdays.iter().map(|day| (*day, on(*day))).collect(),
                classes: classes.len(),
                subjects: subjects.into_iter().map(|(_, id)| school.subject(id).name.clone()).collect(),
            }
        })
        .collect()
}

/// The use of every room that is not a class's own, in the order of the school's.
#[must_use]
pub fn rooms(view: &View<'_>) -> Vec<RoomUse> {
    let school = view.school;
    let slots = school.bells.iter().map(crate::school::BellSchedule::slot_count).max().unwrap_or(0);
    let slots = u32::try_from(slots).unwrap_or(u32::MAX);
    (0..school.rooms.len())
        .map(RoomId::from_index)
        .filter(|room| school.room(*room).home_of.is_none())
        .map(|room| RoomUse {
            room,
            halves: view.lessons.iter().filter(|lesson| lesson.room == Some(room)).map(|l| of_one(l.span)).sum(),
            most: slots.saturating_mul(2).saturating_mul(u32::from(school.room(room).capacity)),
        })
        .collect()
}
