//! Causes about teachers: absences, caps, exclusions.

use super::super::dice::Dice;
use super::Kind;
use super::cause::{Cause, Edit, cell};
use super::ground::{Ground, Moment, Window, by_day, disjoint, quoted};
use super::strip::Files;
use crate::school::ExclusionKind;
use crate::units::{RequirementId, TeacherId};

/// `[[unavailable]]` of teachers in these windows.
fn away(names: &[String], windows: &[Window]) -> String {
    let mut windows = windows.to_vec();
    windows.sort_unstable();
    let times = quoted(windows.iter().map(|window| window.word()));
    format!("[[unavailable]]\nteachers = {}\ntimes = {times}\n", quoted(names))
}

/// Closes windows one by one, as long as `fits`, until `enough`; those that are not needed are opened again.
fn close(
    windows: Vec<Window>,
    fits: impl Fn(&[Window]) -> bool,
    enough: impl Fn(&[Window]) -> bool,
) -> Option<Vec<Window>> {
    let mut closed = Vec::new();
    for window in windows {
        closed.push(window);
        if !fits(&closed) {
            closed.pop();
        } else if enough(&closed) {
            let mut position = 0;
            while position < closed.len() {
                let window = closed.remove(position);
                if !enough(&closed) {
                    closed.insert(position, window);
                    position += 1;
                }
            }
            return Some(closed);
        }
    }
    None
}

/// `load > ` times that are free and suit the subjects, while `load <= ` free times.
pub(super) fn teacher_overload(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    for teacher in ground.teachers(dice) {
        let load = ground.load(teacher);
        let fits =
            |closed: &[Window]| ground.room_for(teacher, closed).0 >= load && ground.research_outside(teacher, closed);
        let enough = |closed: &[Window]| ground.room_for(teacher, closed).1 < load;
        if load == 0 || enough(&[]) {
            continue;
        }
        let Some(closed) = close(ground.windows(false, dice), fits, enough) else { continue };
        let name = ground.teacher(teacher);
        let places = ground.room_for(teacher, &closed).1;
        causes.push(Cause {
            kind: Kind::TeacherOverload.word().to_owned(),
            says: format!("{name}每周{load}节课，请假以后适合本学科的时间只剩{places}节"),
            added: away(std::slice::from_ref(&name), &closed),
            rules: words(&["R104", "R117", "R108", "R102"]),
            names: vec![name],
            lessons: load,
            places,
            ..Cause::default()
        });
    }
    causes
}

/// The lessons of some teachers of one class exceed the periods of the class at which any of them is there.
pub(super) fn group_overload(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    for class in ground.classes(dice) {
        let mut teachers: Vec<_> = ground.teachers_of(class).into_iter().collect();
        dice.shuffle(&mut teachers);
        teachers.sort_by_key(|(_, lessons)| std::cmp::Reverse(*lessons));
        let days = ground.windows(true, dice);
        for count in 1..days.len() {
            let mut closed = days[..count].to_vec();
            closed.sort_unstable();
            let shut = |moment: &&Moment| closed.iter().any(|window| window.day == moment.day);
            let moments: Vec<_> =
                ground.school.bell_of(class).slots().map(|(day, period)| Moment { day, time: period.time }).collect();
            let places = moments.len() - moments.iter().filter(shut).count();
            let mut group: Vec<(TeacherId, usize)> = Vec::new();
            for (teacher, lessons) in &teachers {
                let (free, suited) = ground.room_for(*teacher, &closed);
                if free.min(suited) >= ground.load(*teacher)
                    && ground.research_outside(*teacher, &closed)
                    && group.iter().map(|(_, own)| own).sum::<usize>() <= places
                {
                    group.push((*teacher, *lessons));
                }
            }
            let lessons: usize = group.iter().map(|(_, own)| own).sum();
            if lessons <= places || group.len() < 2 || group.iter().any(|(_, own)| *own > places) {
                continue;
            }
            let names: Vec<_> = group.iter().map(|(teacher, _)| ground.teacher(*teacher)).collect();
            let name = ground.class(class);
            causes.push(Cause {
                kind: Kind::GroupOverload.word().to_owned(),
                says: format!("{}同时外出，他们在{name}的{lessons}节课只剩{places}个节次", names.join("、")),
                added: away(&names, &closed),
                rules: words(&["R104", "R117", "R101"]),
                names,
                about: vec![name],
                lessons,
                places,
                ..Cause::default()
            });
            break;
        }
    }
    causes
}

/// Whether a lower daily cap leaves everybody else enough.
fn others_fit(ground: &Ground<'_>, teacher: TeacherId, max: usize) -> bool {
    let mut others = ground.school.teacher_ids().filter(|other| *other != teacher);
    others.all(|other| ground.capped(other, &[], max) >= ground.load(other))
}

/// Daily cap times days that are left is below the load: `max * days < load`.
pub(super) fn cap_day(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    let (true, Some(setting)) = (ground.hard("R109"), ground.school.policy.settings.get("R109")) else { return causes };
    for teacher in ground.teachers(dice) {
        let load = ground.load(teacher);
        let own = ground.school.teacher(teacher);
        if load < 6 || own.max_per_day.is_some() || own.max_days.is_some() {
            continue;
        }
        // The rule never asks for less than an even share.
        let days = ground.school.weekdays.len();
        let general = usize::try_from(setting.int("max")).unwrap_or(usize::MAX);
        let Some(max) = (load.div_ceil(days)..general).next() else { continue };
        let closed: Vec<_> = ground.windows(true, dice);
        let fits =
            |closed: &[Window]| ground.room_for(teacher, closed).1 >= load && ground.research_outside(teacher, closed);
        let capped = |closed: &[Window]| ground.capped(teacher, closed, max);
        if capped(&[]) < load || !others_fit(ground, teacher, max) {
            continue;
        }
        let Some(closed) = close(closed, fits, |closed| capped(closed) < load) else { continue };
        let name = ground.teacher(teacher);
        let places = capped(&closed);
        causes.push(Cause {
            kind: Kind::CapDay.word().to_owned(),
            says: format!("{name}每周{load}节课，请假以后每天最多{max}节只能排{places}节"),
            added: format!(
                "{}\n[policy.rules.teacher-daily-max]\nmax = {max}\n",
                away(std::slice::from_ref(&name), &closed)
            ),
            rules: words(&["R109", "R117", "R104"]),
            names: vec![name, "R109".to_owned()],
            lessons: load,
            places,
            ..Cause::default()
        });
    }
    causes
}

/// Few days under the general daily cap: `days * max < load`, while `days` whole days would do.
pub(super) fn cap_days(ground: &Ground<'_>, files: &Files, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    let (true, true, Some(setting)) =
        (ground.hard("R109"), ground.hard("R125"), ground.school.policy.settings.get("R109"))
    else {
        return causes;
    };
    let general = usize::try_from(setting.int("max")).unwrap_or(usize::MAX);
    for teacher in ground.teachers(dice) {
        let (load, name) = (ground.load(teacher), ground.teacher(teacher));
        let Some(was) = cell(files, "teachers.csv", &name, "最多天数") else { continue };
        let own = ground.school.teacher(teacher);
        if load < 6 || own.max_per_day.is_some() || !was.is_empty() {
            continue;
        }
        let free = ground.times(ground.given(teacher), |_, _, day, period| {
            ground.is_free(teacher, Moment { day, time: period.time })
        });
        let mut by_day: Vec<_> = by_day(&free).into_values().collect();
        by_day.sort_unstable_by(|a, b| b.cmp(a));
        let within = |days: usize, max: usize| by_day.iter().take(days).map(|count| (*count).min(max)).sum::<usize>();
        let even = load.div_ceil(ground.school.weekdays.len());
        for days in 2..by_day.len() {
            // The general cap as it is, else a lower one.
            let Some(max) = (even..=general).rev().find(|max| within(days, *max) < load) else { continue };
            let fits = within(days, usize::MAX) >= load && within(by_day.len(), max) >= load;
            if !fits || !others_fit(ground, teacher, max) {
                continue;
            }
            let places = within(days, max);
            let policy = format!("[policy.rules.teacher-daily-max]\nmax = {max}\n");
            causes.push(Cause {
                kind: Kind::CapDays.word().to_owned(),
                says: format!("{name}每周{load}节课，最多来{days}天，每天最多{max}节，只能排{places}节"),
                added: if max < general { policy } else { String::new() },
                rules: words(&["R125", "R109", "R104"]),
                names: vec![name.clone(), "R109".to_owned()],
                lessons: load,
                places,
                edit: vec![Edit {
                    file: "teachers.csv".to_owned(),
                    row: name.clone(),
                    column: "最多天数".to_owned(),
                    was: was.clone(),
                    now: days.to_string(),
                }],
                ..Cause::default()
            });
            break;
        }
    }
    causes
}

fn exclude(first: &str, second: &str) -> String {
    format!("[[exclusion]]\nteachers = {}\nkind = \"not-both-teaching\"\n", quoted([first, second]))
}

/// Two lessons pinned at one time by teachers who exclude each other: 2 lessons, 1 place.
pub(super) fn exclusion(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut pins = ground.pinned();
    dice.shuffle(&mut pins);
    let mut causes = Vec::new();
    for (index, (_, at, first)) in pins.iter().enumerate() {
        let together = |other: &&(usize, Moment, TeacherId)| other.1.span().overlaps(at.span()) && other.2 != *first;
        let Some((_, _, second)) = pins[index + 1..].iter().find(together) else { continue };
        let names = [ground.teacher(*first), ground.teacher(*second)];
        causes.push(Cause {
            kind: Kind::Exclusion.word().to_owned(),
            says: format!("{}与{}互斥，但两人的固定课都在{}", names[0], names[1], at.word()),
            added: exclude(&names[0], &names[1]),
            rules: words(&["R122", "R115"]),
            names: names.to_vec(),
            lessons: 2,
            places: 1,
            ..Cause::default()
        });
    }
    causes
}

/// The loads of two teachers who exclude each other exceed the times that suit either.
pub(super) fn exclusion_load(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let teachers = ground.teachers(dice);
    let mut causes = Vec::new();
    for (index, first) in teachers.iter().enumerate() {
        for second in &teachers[index + 1..] {
            let lessons: Vec<RequirementId> =
                ground.given(*first).iter().chain(ground.given(*second)).copied().collect();
            let excluded = |pair: &crate::school::Exclusion| {
                pair.kind == ExclusionKind::NotBothTeaching
                    && [pair.teachers.0, pair.teachers.1].contains(first)
                    && [pair.teachers.0, pair.teachers.1].contains(second)
            };
            if ground.school.exclusions.iter().any(excluded) {
                continue;
            }
            let load = ground.load(*first) + ground.load(*second);
            let times = ground.times(&lessons, |id, bell, day, period| ground.allowed(id, bell, day, period));
            let places = disjoint(&times);
            let shared =
                lessons.iter().any(|id| ground.given(*first).contains(id) && ground.given(*second).contains(id));
            if load <= places || shared {
                continue;
            }
            let names = [ground.teacher(*first), ground.teacher(*second)];
            causes.push(Cause {
                kind: Kind::ExclusionLoad.word().to_owned(),
                says: format!("{}与{}互斥，两人共{load}节课，一周只有{places}个节次", names[0], names[1]),
                added: exclude(&names[0], &names[1]),
                rules: words(&["R122", "R104"]),
                names: names.to_vec(),
                lessons: load,
                places,
                ..Cause::default()
            });
        }
    }
    causes
}

pub(super) fn words(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}
