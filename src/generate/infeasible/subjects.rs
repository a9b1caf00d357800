//! Causes about subjects and rooms: times, doubles, subjects that keep apart.

use std::collections::BTreeMap;

use super::super::dice::Dice;
use super::Kind;
use super::cause::Cause;
use super::ground::{Ground, Moment, Window, disjoint, quoted};
use super::people::words;
use crate::school::{Level, Part, Period};
use crate::units::{ClassId, RequirementId, RoomId, SubjectId, Weekday};

fn closed_to(key: &str, names: &[String], times: &[String]) -> String {
    format!("[[unavailable]]\n{key} = {}\ntimes = {}\n", quoted(names), quoted(times))
}

/// The rooms of a kind, open at enough times by the clock, have fewer places at times that suit the subject than lessons.
pub(super) fn room_scarce(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    for (rooms, lessons) in ground.room_sets() {
        let count: usize = lessons.iter().map(|id| ground.lessons(*id)).sum();
        let places = |closed: &[Window], suited: bool| room_places(ground, &rooms, &lessons, closed, suited);
        if count == 0 || places(&[], true) < count {
            continue;
        }
        let mut closed: Vec<Window> = Vec::new();
        for window in ground.windows(false, dice) {
            closed.push(window);
            if places(&closed, false) < count {
                closed.pop();
            } else if places(&closed, true) < count {
                break;
            }
        }
        let left = places(&closed, true);
        if left >= count {
            continue;
        }
        closed.sort_unstable();
        let names: Vec<_> = rooms.iter().map(|id| ground.school.room(*id).name.clone()).collect();
        let kind = ground.school.room(rooms[0]).kind.clone();
        let times: Vec<_> = closed.iter().map(|window| window.word()).collect();
        causes.push(Cause {
            kind: Kind::RoomScarce.word().to_owned(),
            says: format!("{kind}每周要上{count}节课，关闭以后适合的时间只容得下{left}节"),
            added: closed_to("rooms", &names, &times),
            rules: words(&["R103", "R117", "R104"]),
            names: [vec![kind], names].concat(),
            lessons: count,
            places: left,
            ..Cause::default()
        });
    }
    dice.shuffle(&mut causes);
    causes
}

/// Lessons that the rooms hold over a week.
fn room_places(
    ground: &Ground<'_>,
    rooms: &[RoomId],
    lessons: &[RequirementId],
    closed: &[Window],
    suited: bool,
) -> usize {
    let of_room = |id: &RoomId| {
        let room = ground.school.room(*id);
        let shut = |at: Moment| room.unavailable.iter().any(|span| span.overlaps(at.span()));
        let times = ground.times(lessons, |lesson, bell, day, period| {
            !closed.iter().any(|window| window.has(day, period))
                && !shut(Moment { day, time: period.time })
                && (!suited || ground.allowed(lesson, bell, day, period))
        });
        usize::from(room.capacity) * disjoint(&times)
    };
    rooms.iter().map(of_room).sum()
}

/// A teacher's lessons of a subject exceed the times that are left to it.
pub(super) fn subject_times(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    if !ground.hard("R108") {
        return causes;
    }
    for teacher in ground.teachers(dice) {
        let mut by_subject: BTreeMap<SubjectId, Vec<RequirementId>> = BTreeMap::new();
        for id in ground.given(teacher) {
            by_subject.entry(ground.requirement(*id).subject).or_default().push(*id);
        }
        for (subject, lessons) in by_subject {
            let count: usize = lessons.iter().map(|id| ground.lessons(*id)).sum();
            for (part, word) in [(Part::Morning, "上午"), (Part::Afternoon, "下午")] {
                let left = ground.times(&lessons, |id, bell, day, period| {
                    period.part != part
                        && ground.allowed(id, bell, day, period)
                        && ground.is_free(teacher, Moment { day, time: period.time })
                });
                let places = disjoint(&left);
                let core = ground.school.subject(subject).kind.is_core();
                if places >= count || core {
                    continue;
                }
                let (name, of) = (ground.subject(subject), ground.teacher(teacher));
                causes.push(Cause {
                    kind: Kind::SubjectTimes.word().to_owned(),
                    says: format!("{name}不排{word}，{of}的{count}节{name}只剩{places}个节次"),
                    added: closed_to("subjects", std::slice::from_ref(&name), &[word.to_owned()]),
                    rules: words(&["R108", "R104"]),
                    names: vec![name],
                    about: vec![of],
                    lessons: count,
                    places,
                    ..Cause::default()
                });
            }
        }
    }
    causes
}

/// Doubles of a subject that may stand in no two neighbouring periods.
pub(super) fn doubles(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    if !ground.hard("R108") {
        return causes;
    }
    for class in ground.classes(dice) {
        for id in ground.school.requirement_ids() {
            let requirement = ground.requirement(id);
            let subject = ground.school.subject(requirement.subject);
            let fits = requirement.classes == [class] && requirement.sections.len() == 1 && requirement.doubles == 0;
            if !fits || requirement.weekly.every < 2 || !subject.forbidden.is_empty() || subject.kind.is_core() {
                continue;
            }
            let most = ground.school.bells.iter().flat_map(|bell| bell.slots()).map(|(_, p)| p.index.0).max();
            let even: Vec<_> = (1..=most.unwrap_or(0)).filter(|number| number % 2 == 0).collect();
            let odd = |_: RequirementId, _: &_, _: Weekday, period: &Period| period.index.0 % 2 == 1;
            let roles = requirement.sections.iter().flat_map(|section| &section.teachers);
            let teachers: Vec<_> = roles.flat_map(|role| role.candidates.clone()).collect();
            if teachers.iter().any(|id| disjoint(&ground.times(ground.given(*id), odd)) < ground.load(*id)) {
                continue;
            }
            let (name, of) = (ground.class(class), subject.name.clone());
            let times: Vec<_> = even.iter().map(|number| format!("{number}-{number}")).collect();
            causes.push(Cause {
                kind: Kind::Doubles.word().to_owned(),
                says: format!("{name}{of}要一次连堂，但{of}只能排在第1、3、5……节"),
                added: format!(
                    "[[double]]\nsubject = \"{of}\"\ncount = 1\nclasses = {}\n\n{}",
                    quoted([&name]),
                    closed_to("subjects", std::slice::from_ref(&of), &times)
                ),
                rules: words(&["R108", "R111", "R104"]),
                names: vec![name, of],
                lessons: 1,
                places: 0,
                ..Cause::default()
            });
        }
    }
    dice.shuffle(&mut causes);
    causes
}

/// Fewest days on which a class has the subject: weekly periods over the most that the rule allows a day.
fn days_of(ground: &Ground<'_>, class: ClassId, subject: SubjectId) -> Option<usize> {
    let setting = ground.school.policy.settings.get("R106").filter(|setting| setting.level == Level::Hard)?;
    let mine = ground.school.requirement_ids().filter(|id| {
        let requirement = ground.requirement(*id);
        requirement.subject == subject && requirement.classes.contains(&class)
    });
    let (mut lessons, mut fortnight, mut doubles) = (0, 0, false);
    for id in mine {
        lessons += ground.lessons(id);
        fortnight += ground.requirement(id).weekly.per_fortnight() as usize;
        doubles |= ground.requirement(id).doubles > 0;
    }
    let of = ground.school.subject(subject);
    let general = usize::try_from(setting.int(if of.kind.is_core() { "core" } else { "other" })).unwrap_or(1);
    let days = ground.school.bell_of(class).days.len().max(1);
    let stated = of.max_per_day.map_or(general, usize::from);
    let most = stated.max(fortnight.div_ceil(2).div_ceil(days)).max(if doubles { 2 } else { 1 });
    Some(lessons.div_ceil(most))
}

/// Two subjects that need more days together than there are.
pub(super) fn apart(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    if !ground.hard("R123") {
        return causes;
    }
    let subjects: Vec<_> = (0..ground.school.subjects.len()).map(SubjectId::from_index).collect();
    for class in ground.classes(dice) {
        let days = ground.school.bell_of(class).days.len();
        for (index, first) in subjects.iter().enumerate() {
            for second in &subjects[index + 1..] {
                let (Some(a), Some(b)) = (days_of(ground, class, *first), days_of(ground, class, *second)) else {
                    continue;
                };
                if a == 0 || b == 0 || a.max(b) >= days || a + b <= days {
                    continue;
                }
                let names = [ground.subject(*first), ground.subject(*second)];
                causes.push(Cause {
                    kind: Kind::Apart.word().to_owned(),
                    says: format!("{}与{}不排同一天，要{}天，一周只有{days}天", names[0], names[1], a + b),
                    added: format!("[[apart]]\nsubjects = {}\nkind = \"not-same-day\"\n", quoted(&names)),
                    rules: words(&["R123", "R106", "R104"]),
                    names: names.to_vec(),
                    about: vec![ground.class(class)],
                    lessons: a + b,
                    places: days,
                    ..Cause::default()
                });
            }
        }
    }
    dice.shuffle(&mut causes);
    causes
}

/// With core subjects in the first periods only, a specialist has the other times and what the core leaves of the first.
pub(super) fn core_morning(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    let Some(setting) = ground.school.policy.settings.get("R140") else { return causes };
    let good = |period: &Period| period.part == Part::Morning && i64::from(period.index.0) <= setting.int("good");
    let core = |id: &RequirementId| ground.school.subject(ground.requirement(*id).subject).kind.is_core();
    let pinned = ground.pinned();
    // What the core leaves of a class's first periods; none when the core itself does not fit.
    let left_of = |class: ClassId| -> Option<usize> {
        let first = ground.school.bell_of(class).slots().filter(|(_, period)| good(period)).count();
        let mine = ground.school.requirement_ids().filter(|id| ground.requirement(*id).classes.contains(&class));
        let lessons: usize = mine.filter(core).map(|id| ground.lessons(id)).sum();
        let taken = pinned.iter().filter(|(pin, at, _)| {
            let requirement = ground.school.pins[*pin].requirement;
            let day = ground.school.bell_of(class).days.get(&at.day);
            let there = day.into_iter().flat_map(|day| &day.periods).any(|p| p.time == at.time && good(p));
            there && ground.requirement(requirement).classes.contains(&class) && !core(&requirement)
        });
        first.checked_sub(lessons + taken.count())
    };
    for teacher in ground.teachers(dice) {
        let lessons = ground.given(teacher);
        let load = ground.load(teacher);
        let mut classes: Vec<ClassId> = lessons.iter().flat_map(|id| ground.requirement(*id).classes.clone()).collect();
        classes.sort_unstable();
        classes.dedup();
        let Some(left) = classes.iter().map(|class| left_of(*class)).sum::<Option<usize>>() else { continue };
        let others = ground.times(lessons, |id, bell, day, period| {
            !good(period)
                && ground.allowed(id, bell, day, period)
                && ground.is_free(teacher, Moment { day, time: period.time })
        });
        let places = disjoint(&others) + left;
        if lessons.iter().any(core) || places >= load {
            continue;
        }
        let name = ground.teacher(teacher);
        causes.push(Cause {
            kind: Kind::CoreMorning.word().to_owned(),
            says: format!("主科必须排上午前几节，{name}的{load}节课在各班只剩{places}个节次"),
            added: "[policy.rules.core-in-morning]\nlevel = \"hard\"\n".to_owned(),
            rules: words(&["R140", "R104", "R108"]),
            names: vec!["R140".to_owned()],
            about: [vec![name], classes.iter().map(|class| ground.class(*class)).collect()].concat(),
            lessons: load,
            places,
            ..Cause::default()
        });
    }
    causes
}
