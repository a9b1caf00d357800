//! Causes about several people at one time: meetings, research blocks, pins.

use std::collections::BTreeSet;

use super::super::dice::Dice;
use super::Kind;
use super::cause::Cause;
use super::ground::{Ground, Moment, quoted};
use super::people::words;
use crate::school::SubjectKind;
use crate::units::{ClassId, RequirementId, SubjectId, TeacherId};

fn meeting(name: &str, at: Moment, teachers: &[String]) -> String {
    format!(
        "[[event]]\nname = \"{name}\"\nkind = \"staff-meeting\"\nweekday = {}\ntime = \"{}\"\nteachers = {}\n",
        at.day.number(),
        at.time,
        quoted(teachers)
    )
}

fn research(name: &str, at: Moment, teachers: &[String]) -> String {
    format!("[[research]]\nname = \"{name}\"\nteachers = {}\ntimes = [\"{}\"]\n", quoted(teachers), at.word())
}

fn names_of(ground: &Ground<'_>, teachers: &BTreeSet<TeacherId>) -> Vec<String> {
    teachers.iter().map(|teacher| ground.teacher(*teacher)).collect()
}

/// Whether a meeting of these people leaves their research blocks a time.
fn can_meet(ground: &Ground<'_>, teachers: &BTreeSet<TeacherId>, at: Moment) -> bool {
    let met = |other: Moment| other.span().overlaps(at.span());
    teachers.iter().all(|teacher| ground.keeps_research(*teacher, met))
}

/// A class with as many lessons as periods has a period at which none of its teachers can come.
pub(super) fn class_full(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    for class in ground.classes(dice).into_iter().filter(|class| ground.is_full(*class)) {
        let teachers: BTreeSet<_> = ground.teachers_of(class).into_keys().collect();
        let open = |at: &Moment| can_meet(ground, &teachers, *at);
        let Some(at) = ground.moments(class, dice).into_iter().find(open) else { continue };
        let name = ground.class(class);
        let lessons = ground.school.bell_of(class).slot_count();
        let teachers = names_of(ground, &teachers);
        causes.push(Cause {
            kind: Kind::ClassFull.word().to_owned(),
            says: format!("{name}每周{lessons}节都有课，{}的会议把它的教师全占了", at.word()),
            added: meeting("班级联席会", at, &teachers),
            rules: words(&["R104", "R114", "R101"]),
            names: [vec!["班级联席会".to_owned(), name], teachers].concat(),
            lessons,
            places: lessons - 1,
            ..Cause::default()
        });
    }
    causes
}

/// Two full classes with a period at which only one teacher, the same, can come to either.
pub(super) fn lone_teacher(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let classes: Vec<_> = ground.classes(dice).into_iter().filter(|class| ground.is_full(*class)).collect();
    let mut causes = Vec::new();
    for (index, first) in classes.iter().enumerate() {
        for second in &classes[index + 1..] {
            let [mine, theirs] = [first, second].map(|class| ground.teachers_of(*class));
            let Some(common) = mine.keys().find(|teacher| theirs.contains_key(teacher)).copied() else { continue };
            let both = |at: &Moment| {
                let times: Vec<_> = ground.school.bell_of(*second).slots().collect();
                ground.is_free(common, *at)
                    && times.iter().any(|(day, period)| *day == at.day && period.time == at.time)
            };
            let pinned = ground.moments(*second, dice);
            let taken: BTreeSet<_> = mine.keys().chain(theirs.keys()).filter(|id| **id != common).copied().collect();
            let open = |at: &Moment| both(at) && pinned.contains(at) && can_meet(ground, &taken, *at);
            let Some(at) = ground.moments(*first, dice).into_iter().find(open) else { continue };
            let (name, teachers) = (ground.teacher(common), names_of(ground, &taken));
            let classes = [ground.class(*first), ground.class(*second)];
            causes.push(Cause {
                kind: Kind::LoneTeacher.word().to_owned(),
                says: format!("{}的会议之后，{}和{}都只剩{name}一位教师", at.word(), classes[0], classes[1]),
                added: meeting("课程改革培训", at, &teachers),
                rules: words(&["R104", "R114", "R102"]),
                names: [vec!["课程改革培训".to_owned()], classes.to_vec(), teachers].concat(),
                about: vec![name],
                lessons: 2,
                places: 1,
                ..Cause::default()
            });
            break;
        }
    }
    causes
}

/// Two lessons of different teachers pinned into a room for one, at one time.
pub(super) fn pins_clash(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    let pinned: BTreeSet<RequirementId> = ground.school.pins.iter().map(|pin| pin.requirement).collect();
    for (rooms, lessons) in ground.room_sets() {
        let Some(room) = rooms.iter().find(|room| ground.school.room(**room).capacity == 1) else { continue };
        let mut lessons: Vec<_> =
            lessons.into_iter().filter(|id| fit_for_pin(ground, *id) && !pinned.contains(id)).collect();
        dice.shuffle(&mut lessons);
        for pair in lessons.chunks_exact(2) {
            let [first, second] = [pair[0], pair[1]].map(|id| ground.requirement(id));
            let teacher = |requirement: &crate::school::Requirement| requirement.sections[0].teachers[0].candidates[0];
            let (a, b) = (first.classes[0], second.classes[0]);
            if a == b || teacher(first) == teacher(second) {
                continue;
            }
            let Some((at, [early, late])) = common(ground, dice, [(a, pair[0]), (b, pair[1])]) else { continue };
            let room = ground.school.room(*room).name.clone();
            let pin = |class: ClassId, subject: SubjectId, period: u8| {
                format!(
                    "[[pin]]\nclasses = {}\nsubject = \"{}\"\nweekday = {}\nperiod = {period}\nroom = \"{room}\"\n",
                    quoted([ground.class(class)]),
                    ground.subject(subject),
                    at.day.number()
                )
            };
            causes.push(Cause {
                kind: Kind::PinsClash.word().to_owned(),
                says: format!("{}和{}同时固定在{room}（{}）", ground.class(a), ground.class(b), at.word()),
                added: format!("{}\n{}", pin(a, first.subject, early), pin(b, second.subject, late)),
                rules: words(&["R103", "R115"]),
                names: vec![ground.class(a), ground.class(b)],
                about: vec![room],
                lessons: 2,
                places: 1,
                ..Cause::default()
            });
        }
    }
    dice.shuffle(&mut causes);
    causes
}

/// One class, one group, one given teacher, a lesson every week that is no double.
fn fit_for_pin(ground: &Ground<'_>, id: RequirementId) -> bool {
    let requirement = ground.requirement(id);
    let role = requirement.sections.first().and_then(|section| section.teachers.first());
    let one = requirement.sections.len() == 1 && requirement.sections[0].teachers.len() == 1;
    one && requirement.classes.len() == 1
        && requirement.weekly.every > 2 * requirement.doubles
        && role.is_some_and(|role| role.candidates.len() == 1)
}

/// A moment at which both lessons may stand, and the number of the period for each.
fn common(ground: &Ground<'_>, dice: &mut Dice, lessons: [(ClassId, RequirementId); 2]) -> Option<(Moment, [u8; 2])> {
    let period = |class: ClassId, id: RequirementId, at: Moment| {
        let day = ground.school.bell_of(class).days.get(&at.day)?;
        let period = day.periods.iter().find(|period| period.time == at.time)?;
        let teacher = ground.requirement(id).sections.first()?.teachers.first()?.candidates.first()?;
        (ground.allowed(id, day, at.day, period) && ground.is_free(*teacher, at)).then_some(period.index.0)
    };
    let [(a, first), (b, second)] = lessons;
    let others = ground.moments(b, dice);
    ground
        .moments(a, dice)
        .into_iter()
        .filter(|at| others.contains(at))
        .find_map(|at| Some((at, [period(a, first, at)?, period(b, second, at)?])))
}

/// A lesson pinned at the only time of a research block of its teacher.
pub(super) fn pin_away(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    for block in &ground.school.research {
        let [choice] = block.choices.as_slice() else { continue };
        for teacher in &block.teachers {
            for id in ground.given(*teacher).iter().filter(|id| fit_for_pin(ground, **id)) {
                let (requirement, class) = (ground.requirement(*id), ground.requirement(*id).classes[0]);
                let Some(day) = ground.school.bell_of(class).days.get(&choice.weekday) else { continue };
                let within = |period: &&crate::school::Period| {
                    period.time.overlaps(choice.time) && ground.allowed(*id, day, choice.weekday, period)
                };
                let Some(period) = day.periods.iter().find(within) else { continue };
                let (name, of) = (ground.teacher(*teacher), ground.class(class));
                let subject = ground.subject(requirement.subject);
                causes.push(Cause {
                    kind: Kind::PinAway.word().to_owned(),
                    says: format!("{of}{subject}固定在{name}参加{}的时间", block.name),
                    added: format!(
                        "[[pin]]\nclasses = {}\nsubject = \"{subject}\"\nweekday = {}\nperiod = {}\n",
                        quoted([&of]),
                        choice.weekday.number(),
                        period.index.0
                    ),
                    rules: words(&["R115", "R113", "R102"]),
                    names: vec![of, block.name.clone()],
                    about: vec![name],
                    lessons: 2,
                    places: 1,
                    ..Cause::default()
                });
            }
        }
    }
    dice.shuffle(&mut causes);
    causes
}

/// A block of teachers who have lessons pinned at that time.
pub(super) fn research_clash(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    let pins = ground.pinned();
    let mut moments: Vec<_> = pins.iter().map(|(_, at, _)| *at).collect();
    moments.sort_unstable();
    moments.dedup();
    dice.shuffle(&mut moments);
    for at in moments {
        let mut there: Vec<_> = pins.iter().filter(|(_, other, _)| *other == at).map(|(_, _, id)| *id).collect();
        dice.shuffle(&mut there);
        there.truncate(4);
        there.sort_unstable();
        let teachers = names_of(ground, &there.iter().copied().collect());
        causes.push(Cause {
            kind: Kind::ResearchClash.word().to_owned(),
            says: format!("班主任工作会定在{}，这时他们的班会是固定的", at.word()),
            added: research("班主任工作会", at, &teachers),
            rules: words(&["R113", "R115", "R102"]),
            names: vec!["班主任工作会".to_owned()],
            lessons: 1 + teachers.len(),
            places: teachers.len(),
            about: teachers,
            ..Cause::default()
        });
    }
    causes
}

/// At one time more full classes than teachers who are not at the block.
pub(super) fn staff_short(ground: &Ground<'_>, dice: &mut Dice) -> Vec<Cause> {
    let mut causes = Vec::new();
    let classes = ground.classes(dice);
    let Some(first) = classes.first() else { return causes };
    let pinned: Vec<_> = ground.pinned().into_iter().map(|(_, other, _)| other).collect();
    for at in ground.moments(*first, dice) {
        if pinned.iter().any(|other| other.span().overlaps(at.span())) {
            continue;
        }
        let has = |class: &&ClassId| {
            let mut slots = ground.school.bell_of(**class).slots();
            ground.is_full(**class) && slots.any(|(day, period)| day == at.day && period.time == at.time)
        };
        let there: Vec<_> = classes.iter().filter(has).collect();
        let ids = (0..ground.school.subjects.len()).map(SubjectId::from_index);
        let mut subjects: Vec<_> = ids.filter(|id| in_groups(ground.school.subject(*id).kind)).collect();
        subjects.sort_by_key(|id| (std::cmp::Reverse(teachers_of(ground, *id).len()), *id));
        let able: BTreeSet<TeacherId> =
            there.iter().flat_map(|class| ground.teachers_of(**class).into_keys()).collect();
        let free = |block: &BTreeSet<TeacherId>| {
            able.iter().filter(|id| !block.contains(id) && ground.is_free(**id, at)).count()
        };
        let (mut block, mut named) = (BTreeSet::new(), Vec::new());
        for subject in subjects {
            if free(&block) < there.len() {
                break;
            }
            block.extend(teachers_of(ground, subject).into_iter().filter(|id| ground.is_free(*id, at)));
            named.push(ground.subject(subject));
        }
        let left = free(&block);
        if left >= there.len()
            || named.len() > 4
            || !can_meet(ground, &block, at)
            || free(&BTreeSet::new()) < there.len()
        {
            continue;
        }
        let title = format!("{}联合教研", named.join(""));
        causes.push(Cause {
            kind: Kind::StaffShort.word().to_owned(),
            says: format!("{}{title}时，{}个班有课，只剩{left}位教师", at.word(), there.len()),
            added: research(&title, at, &names_of(ground, &block)),
            rules: words(&["R113", "R104", "R102"]),
            names: vec![title],
            about: names_of(ground, &block),
            lessons: there.len(),
            places: left,
            ..Cause::default()
        });
    }
    causes
}

/// Subjects whose teachers prepare together.
fn in_groups(kind: SubjectKind) -> bool {
    use SubjectKind::{ClassMeeting, Labour, Other, Practice, SelfStudy};
    !matches!(kind, ClassMeeting | Labour | Other | Practice | SelfStudy)
}

/// Who teaches the subject.
fn teachers_of(ground: &Ground<'_>, subject: SubjectId) -> BTreeSet<TeacherId> {
    let sections = ground.school.requirements.iter().flat_map(|requirement| &requirement.sections);
    let of = sections.filter(|section| section.subject == subject);
    of.flat_map(|section| &section.teachers).flat_map(|role| role.candidates.clone()).collect()
}
