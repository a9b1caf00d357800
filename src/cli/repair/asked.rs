//! What is typed: `--freeze class=一1班`, `--renamed 旧名=新名`.

use std::collections::BTreeSet;
use std::path::Path;

use super::Repair;
use crate::args;
use crate::cli::shared::whole;
use crate::config::{Diagnostics, Location, suggest};
use crate::plan::Plan;
use crate::repair::{Freeze, Renamed};
use crate::school::School;
use crate::text::{Text, repair as words};
use crate::units::Weekday;

/// What is asked for besides the nearest plan.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) freezes: Vec<Freeze>,
    pub(super) renamed: Renamed,
}

/// Words before the `=` of a freeze.
const KINDS: [(&[&str], Kind); 3] = [
    (&["class", "classes", "班", "班级"], Kind::Class),
    (&["teacher", "teachers", "教师", "老师"], Kind::Teacher),
    (&["day", "weekday", "日", "星期", "周几", "天"], Kind::Day),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Class,
    Teacher,
    Day,
}

/// What separates several names.
const SEPARATORS: [char; 6] = ['、', ',', '，', ';', '；', ' '];

impl Repair {
    /// Understands the options; everything that is wrong with them, together.
    pub(super) fn asked(&self, school: &School, old: &Plan) -> Result<Asked, Diagnostics> {
        let mut found = Diagnostics::default();
        let mut asked = Asked::default();
        for text in &self.freeze {
            freeze(text, school, &mut asked.freezes, &mut found);
        }
        asked.freezes.sort_unstable();
        asked.freezes.dedup();
        let old_names = names_of(old);
        let new_names = names_in(school);
        for text in &self.renamed {
            let parts = text.split_once(['=', '＝']).map(|(old, new)| (old.trim(), new.trim()));
            let Some((before, after)) = parts.filter(|(old, new)| !old.is_empty() && !new.is_empty()) else {
                found.push(&words::BAD_RENAMED, args! { text: text }, option("--renamed", text));
                continue;
            };
            let lacks = |names: &BTreeSet<&str>, name: &str| !names.contains(name);
            if lacks(&old_names, before) {
                let near = suggest::among(before, old_names.iter().copied());
                found.push(&words::UNUSED_RENAMED, args! { name: before, suggest: near }, option("--renamed", text));
            }
            if lacks(&new_names, after) {
                let near = suggest::among(after, new_names.iter().copied());
                found.push(&words::UNKNOWN_RENAMED, args! { name: after, suggest: near }, option("--renamed", text));
            }
            asked.renamed.insert(before.to_owned(), after.to_owned());
        }
        if found.is_empty() { Ok(asked) } else { Err(found) }
    }
}

/// Reads `class=一1班、一2班`, or a bare name that says by itself what it is.
fn freeze(text: &str, school: &School, into: &mut Vec<Freeze>, found: &mut Diagnostics) {
    let (kind, names) = match text.split_once(['=', '＝', ':', '：']) {
        Some((word, names)) => {
            let word = word.trim().to_lowercase();
            let known = KINDS.iter().find(|(words, _)| words.contains(&&*word));
            let Some((_, kind)) = known else {
                found.push(&words::BAD_FREEZE, args! { text: text }, option("--freeze", text));
                return;
            };
            (Some(*kind), names)
        }
        None => (None, text),
    };
    let names: Vec<&str> = names.split(SEPARATORS).map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        found.push(&words::BAD_FREEZE, args! { text: text }, option("--freeze", text));
    }
    for name in names {
        let class = || school.class_named(name).map(Freeze::Class);
        let teacher = || school.teacher_named(name).map(Freeze::Teacher);
        let day = || Weekday::parse(name).filter(|day| school.weekdays.contains(day)).map(Freeze::Day);
        let frozen = match kind {
            Some(Kind::Class) => class(),
            Some(Kind::Teacher) => teacher(),
            Some(Kind::Day) => day(),
            None => class().or_else(teacher).or_else(day),
        };
        match (frozen, kind) {
            (Some(frozen), _) => into.push(frozen),
            (None, None) => found.push(&words::BAD_FREEZE, args! { text: name }, option("--freeze", text)),
            (None, Some(kind)) => {
                let (word, near) = match kind {
                    Kind::Class => (words::CLASS, suggest::among(name, school.classes.iter().map(|c| &*c.name))),
                    Kind::Teacher => (words::TEACHER, suggest::among(name, school.teachers.iter().map(|t| &*t.name))),
                    Kind::Day => (words::DAY, suggest::among(name, [])),
                };
                let args = args! { kind: word, name: name, suggest: near };
                found.push(&words::UNKNOWN_FREEZE, args, option("--freeze", text));
            }
        }
    }
}

/// Where a wrong option stands.
fn option(name: &str, text: &str) -> Location {
    Location { file: name.into(), text: text.to_owned(), ..Location::default() }
}

/// Kind and name of what is frozen.
pub(super) fn words_of(school: &School, freeze: Freeze) -> (Text, crate::text::Arg) {
    match freeze {
        Freeze::Class(class) => (words::CLASS, (&school.class(class).name).into()),
        Freeze::Teacher(teacher) => (words::TEACHER, (&school.teacher(teacher).name).into()),
        Freeze::Day(day) => (words::DAY, day.into()),
    }
}

/// Says which statements freeze nothing.
pub(super) fn idle(school: &School, idle: &[Freeze], old: &Path) -> Diagnostics {
    let mut found = Diagnostics::default();
    for freeze in idle {
        let (kind, name) = words_of(school, *freeze);
        found.push(&words::IDLE_FREEZE, args! { kind: kind, name: name }, whole(old));
    }
    found
}

/// Every name in a plan that may have been changed.
fn names_of(plan: &Plan) -> BTreeSet<&str> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for row in &plan.rows {
        names.extend(row.classes.iter().chain(&row.teachers).map(String::as_str));
        names.extend([&*row.subject, &row.section, &row.room]);
    }
    if let Some(service) = &plan.service {
        for session in &service.sessions {
            names.extend(session.classes.iter().chain(&session.staff).map(String::as_str));
            names.extend([&*session.slot, &session.name, &session.room]);
        }
        names.extend(service.shifts.iter().flat_map(|shift| [&*shift.post, &shift.person]));
        names.extend(service.clubs.iter().map(|club| &*club.club));
    }
    names
}

/// Every name that the school knows.
fn names_in(school: &School) -> BTreeSet<&str> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    names.extend(school.classes.iter().map(|class| &*class.name));
    names.extend(school.teachers.iter().map(|teacher| &*teacher.name));
    names.extend(school.subjects.iter().map(|subject| &*subject.name));
    names.extend(school.rooms.iter().map(|room| &*room.name));
    names.extend(school.research.iter().map(|block| &*block.name));
    names.extend(school.requirements.iter().flat_map(|r| &r.sections).map(|section| &*section.name));
    names.extend(school.service.slots.iter().map(|slot| &*slot.name));
    names.extend(school.service.clubs.iter().map(|club| &*club.name));
    names.extend(school.duty.posts.iter().map(|post| &*post.name));
    names
}
