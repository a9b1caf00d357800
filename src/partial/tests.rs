//! On random tiny schools what is left out is the least that an enumeration by the clock leaves out, and every reason holds
//! by the clock.

use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::*;
use crate::school::sample::{Sample, small};
use crate::school::{PeriodSet, TimeSpan, Which};
use crate::solve::Unwatched;
use crate::units::{Interval, Weekday, Weeks};

const RULES: [&str; 11] = ["R101", "R102", "R103", "R104", "R105", "R108", "R113", "R114", "R115", "R117", "R118"];

fn span(day: u8, time: &str) -> TimeSpan {
    TimeSpan { weeks: Weeks::All, weekday: Weekday::new(day).unwrap(), time: Interval::parse(time).unwrap() }
}

/// Two days of three periods, two classes, four teachers who are away now and then; no rules but the clock's.
fn tiny(rng: &mut SmallRng) -> School {
    let mut sample: Sample = small();
    for (class, subject, teacher) in [
        ("一1班", "语文", "张芳"),
        ("一2班", "语文", "张芳"),
        ("一1班", "数学", "李强"),
        ("一2班", "数学", "李强"),
        ("一1班", "体育", "王静"),
        ("一2班", "班会", "王静"),
    ] {
        let weekly = rng.random_range(0..=2);
        if weekly > 0 {
            sample = sample.requires(class, subject, teacher, weekly);
        }
    }
    let sample = sample.with(|school| {
        school.weekdays.truncate(2);
        for bell in &mut school.bells {
            bell.days.retain(|day, _| day.number() <= 2);
            for day in bell.days.values_mut() {
                day.periods.remove(5);
                day.periods.remove(3);
                day.periods.remove(2);
                for (index, period) in day.periods.iter_mut().enumerate() {
                    period.index.0 = u8::try_from(index + 1).unwrap();
                }
            }
        }
        for teacher in &mut school.teachers {
            for day in 1..=2 {
                for time in ["08:30-09:10", "09:20-10:00", "14:00-14:40"] {
                    if rng.random_bool(0.35) {
                        teacher.unavailable.push(span(day, time));
                    }
                }
            }
        }
        if rng.random_bool(0.3) {
            school.classes[0].unavailable.push(span(1, "09:20-10:00"));
        }
        school.subjects[3].forbidden = vec![PeriodSet { weekdays: Vec::new(), which: Which::First }];
    });
    only(sample.school)
}

/// The school without other rules than these.
fn only(mut school: School) -> School {
    for (code, setting) in &mut school.policy.settings {
        setting.level = if RULES.contains(code) { Level::Hard } else { Level::Off };
    }
    school
}

/// A lesson as the enumeration sees it.
struct Lesson {
    requirement: usize,
    class: usize,
    teacher: usize,
    points: i64,
    slots: Vec<usize>,
}

/// Every period of the two days.
fn slots(school: &School) -> Vec<TimeSpan> {
    let of = |(weekday, period): (Weekday, &crate::school::Period)| TimeSpan {
        weeks: Weeks::All,
        weekday,
        time: period.time,
    };
    school.bells[0].slots().map(of).collect()
}

/// The fewest points that any assignment by the clock loses.
fn enumerated(school: &School) -> i64 {
    let slots = slots(school);
    let mut lessons = Vec::new();
    for (index, requirement) in school.requirements.iter().enumerate() {
        let class = requirement.classes[0].index();
        let teacher = requirement.sections[0].teachers[0].candidates[0].index();
        let subject = school.subject(requirement.subject);
        let pe = subject.name == "体育";
        let fits = |slot: &usize| {
            let at = slots[*slot];
            let away = school.teachers[teacher].unavailable.iter().chain(&school.classes[class].unavailable);
            // PE keeps out of the first period and of the one after lunch.
            let unfit = pe && slot % 3 != 1;
            !unfit && !away.into_iter().any(|span| span.overlaps(at))
        };
        let open: Vec<usize> = (0..slots.len()).filter(fits).collect();
        let points = if subject.protected || subject.kind.is_core() { 12 } else { 10 };
        for _ in 0..requirement.weekly.every {
            lessons.push(Lesson { requirement: index, class, teacher, points, slots: open.clone() });
        }
    }
    let mut at = vec![None; lessons.len()];
    least(&lessons, 0, &mut at, 0, &mut lessons.iter().map(|lesson| lesson.points).sum())
}

fn least(lessons: &[Lesson], next: usize, at: &mut Vec<Option<usize>>, lost: i64, best: &mut i64) -> i64 {
    if lost >= *best {
        return *best;
    }
    let Some(lesson) = lessons.get(next) else {
        *best = lost;
        return lost;
    };
    for slot in &lesson.slots {
        let meets = |other: usize| {
            let own = &lessons[other];
            let shared = own.class == lesson.class || own.teacher == lesson.teacher;
            at[other] == Some(*slot) && shared
        };
        // Lessons of one requirement stand in order.
        let ordered =
            !(0..next).any(|other| lessons[other].requirement == lesson.requirement && at[other] >= Some(*slot));
        if ordered && !(0..next).any(meets) {
            at[next] = Some(*slot);
            least(lessons, next + 1, at, lost, best);
            at[next] = None;
        }
    }
    least(lessons, next + 1, at, lost + lesson.points, best);
    *best
}

/// Whether the reason holds by the clock, in the plan.
fn holds(school: &School, plan: &Plan, one: &Unplaced, place: &Place, why: &Why) -> bool {
    let Stands::Lessons { requirement, .. } = one.stands else { return false };
    let requirement = school.requirement(requirement);
    let at = place.span();
    let overlaps = |spans: &[TimeSpan]| spans.iter().any(|span| span.overlaps(at));
    let class = school.class(requirement.classes[0]);
    let teacher = school.teacher(requirement.sections[0].teachers[0].candidates[0]);
    let mut rows =
        plan.rows.iter().filter(|row| TimeSpan { weeks: row.weeks, weekday: row.weekday, time: row.time }.overlaps(at));
    match why {
        Why::Away(who) => {
            (*who == teacher.name && overlaps(&teacher.unavailable))
                || (*who == class.name && overlaps(&class.unavailable))
        }
        Why::Taken(who, _) => *who == teacher.name && rows.any(|row| row.teachers.contains(who)),
        Why::ClassBusy(who, _) => *who == class.name && rows.any(|row| row.classes.contains(who)),
        Why::Rule(code) => {
            *code == "R108" && school.subject(requirement.subject).name == "体育" && place.periods[0].0 != 2
        }
        Why::NoneFree(_) | Why::Limit(..) | Why::Company => false,
    }
}

#[test]
fn as_much_is_placed_as_an_enumeration_places_and_every_reason_holds() {
    let options = Options { time_limit: Duration::from_secs(60), threads: 1, seed: 1, gap: 0.0 };
    let (mut left_out, mut whole) = (0, 0);
    for seed in 0..40 {
        let school = tiny(&mut SmallRng::seed_from_u64(seed));
        let Ok(task) = Task::new(&school) else { panic!("seed {seed}") };
        let found = partial(&task, &options, &Unwatched).unwrap();
        assert_eq!(found.lost, enumerated(&school), "seed {seed}");
        assert!(found.most(), "seed {seed}: {} >= {}", found.lost, found.least);
        assert_eq!(found.unexplained(), 0, "seed {seed}: {:#?}", found.verdict.rules);
        let missing: i64 = found.unplaced.iter().map(|one| i64::from(one.count) * i64::from(one.points)).sum();
        assert_eq!(missing, found.lost);
        for one in &found.unplaced {
            let Stands::Lessons { requirement, .. } = one.stands else { panic!("no research here") };
            let weekly = u32::from(school.requirement(requirement).weekly.every);
            assert_eq!(one.places.len(), slots(&school).len() - (weekly - one.count) as usize, "every place is told");
            for (place, why) in &one.places {
                assert!(holds(&school, &found.plan, one, place, why), "seed {seed}: {place:?} {why:?}");
            }
        }
        if found.unplaced.is_empty() { whole += 1 } else { left_out += 1 }
    }
    assert!(left_out >= 10 && whole >= 3, "{left_out} {whole}");
}

#[test]
fn lessons_come_before_meetings_and_a_pin_before_its_like() {
    let school = small().requires("一1班", "语文", "张芳", 1).with(|school| {
        school.teachers[0].unavailable = (2..=5).map(|day| span(day, "08:00-16:00")).collect();
        school.teachers[0].unavailable.push(span(1, "09:10-16:00"));
        school.research.push(crate::school::ResearchBlock {
            name: "语文教研".into(),
            teachers: vec![crate::units::TeacherId(0)],
            choices: vec![span(1, "08:30-09:10")],
        });
    });
    let school = only(school.school);
    let task = Task::new(&school).unwrap();
    let found = partial(&task, &Options { threads: 1, ..Options::default() }, &Unwatched).unwrap();
    assert_eq!(found.unplaced.len(), 1);
    assert_eq!((found.unplaced[0].stands, found.unplaced[0].priority), (Stands::Research(0), Priority::Research));
    assert_eq!((found.lost, found.least, found.unexplained()), (5, 5, 0));
    assert_eq!(found.unplaced[0].places[0].1, Why::Taken("张芳".into(), "一1班 语文".into()));
    assert_eq!(found.verdict.hard_breaches(), 1);
}
