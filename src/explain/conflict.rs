//! Minimal conflicts: statements that cannot hold together, each of them needed.
//!
//! *Where to look.* Certificates name lessons; else single teachers, subjects, room kinds, research groups, classes and grades
//! are tried with their own lessons alone, the fewest lessons first; else the whole school.
//!
//! *Narrowing* is QuickXplain on a list `C` of statements that has no timetable together with a base `B`: with halves `C1`,
//! `C2` of `C`, the part of `C2` that is needed beside `B` and `C1`, then the part of `C1` needed beside that: `O(k log n)`
//! questions for `k` needed ones of `n`. Lessons come first, so that all that follows is asked of a small school.
//!
//! *Proof.* In the end a search is run for the set itself and, for each member, for the set without it.

use std::collections::BTreeSet;
use std::time::Duration;

use super::desk::{Answer, Prober, Set, hard};
use super::{Conflict, Member, Proof};
use crate::lowering::{Lowering, Stands};
use crate::problem::{ActivityId, Form};
use crate::reason::{Reason, reasons};
use crate::school::School;
use crate::statement::{Statement, Statements, rooms_of, teachers_of};
use crate::units::{ClassId, RequirementId, RoomId, SubjectId, TeacherId};

/// How long one question about a few lessons may take.
const SMALL: Duration = Duration::from_secs(4);
/// How long one question about much of a school may take.
const LARGE: Duration = Duration::from_secs(30);
/// Lessons' statements up to which a school is small.
const FEW: usize = 60;

/// The longest that a question about these statements may take.
fn limit(kept: &Set) -> Duration {
    let lessons = kept.iter().map(|statement| match statement {
        Statement::Lessons(_) => 1,
        Statement::Week(_) => FEW / 4,
        _ => 0,
    });
    if lessons.sum::<usize>() <= FEW { SMALL } else { LARGE }
}

/// A part of the school that has no timetable by itself, by counting or by search for at most `within`.
pub(super) fn start(prober: &mut Prober<'_>, within: Duration) -> Option<Set> {
    let school = prober.school(&prober.all);
    let lowering = hard(&school);
    let mut sets: Vec<Set> =
        reasons(&lowering.problem).iter().map(|reason| of_reason(prober, &lowering, reason)).collect();
    sets.sort_by_key(Set::len);
    for set in sets {
        if prober.ask(&set, SMALL) == Answer::No {
            return Some(set);
        }
    }
    locate(prober, within)
}

/// The lessons that a certificate is about, with all that is no lesson.
fn of_reason(prober: &Prober<'_>, lowering: &Lowering<'_>, reason: &Reason) -> Set {
    let activities: BTreeSet<ActivityId> = match reason {
        Reason::NoPlace { activity, .. } | Reason::NoCandidate { activity, .. } => BTreeSet::from([*activity]),
        Reason::Crowded { activities, .. } => activities.iter().copied().collect(),
        Reason::Short { posts, .. } | Reason::Overfull { posts, .. } => posts.iter().map(|(id, _)| *id).collect(),
        Reason::Unstaffed { groups, .. } => {
            let has = |id: &ActivityId| {
                lowering
                    .problem
                    .activity(*id)
                    .needs
                    .iter()
                    .any(|need| need.given().is_some_and(|r| groups.contains(&r)))
            };
            lowering.problem.activity_ids().filter(has).collect()
        }
        Reason::OutOfReach { constraint, .. } => {
            let form = lowering.problem.constraints.get(constraint.index()).map(|constraint| &constraint.form);
            match form {
                Some(Form::Count { terms, .. }) => terms.iter().map(|term| term.activity).collect(),
                Some(Form::Pattern { slots, .. }) => slots.iter().flatten().map(|term| term.activity).collect(),
                Some(Form::Workload { loads, .. }) => loads.iter().map(|(id, ..)| *id).collect(),
                _ => BTreeSet::new(),
            }
        }
    };
    let mut kept: Set = others(&prober.all);
    for id in activities {
        if let Stands::Lessons { requirement, .. } = lowering.activities[id.index()].stands {
            kept.insert(prober.statements.lessons(requirement));
        }
    }
    kept
}

fn others(all: &Set) -> Set {
    all.iter().copied().filter(|statement| !statement.is_lessons()).collect()
}

/// A part of the school that has no timetable by itself; none when no part was found that has none.
fn locate(prober: &mut Prober<'_>, within: Duration) -> Option<Set> {
    let until = prober.desk.left().saturating_sub(within);
    let base = others(&prober.all);
    for lessons in neighbourhoods(&prober.statements) {
        if prober.desk.over() || prober.desk.left() <= until {
            return None;
        }
        let mut kept = base.clone();
        kept.extend(lessons);
        if prober.ask(&kept, SMALL) == Answer::No {
            return Some(kept);
        }
    }
    None
}

/// Sets of lessons that may be in each other's way, the fewest first.
fn neighbourhoods(statements: &Statements<'_>) -> Vec<Set> {
    let school = statements.school();
    let mut found: BTreeSet<Set> = BTreeSet::new();
    let mut put = |wanted: &dyn Fn(RequirementId) -> bool| {
        let lessons: Set = school.requirement_ids().filter(|id| wanted(*id)).map(|id| statements.lessons(id)).collect();
        found.insert(lessons.intersection(&statements.all().iter().copied().collect()).copied().collect());
    };
    for teacher in school.teacher_ids() {
        put(&|id| teachers_of(school, id).any(|other| other == teacher));
    }
    for subject in (0..school.subjects.len()).map(SubjectId::from_index) {
        put(&|id| school.requirement(id).sections.iter().any(|section| section.subject == subject));
    }
    let kinds: BTreeSet<&str> = school.rooms.iter().map(|room| room.kind.as_str()).collect();
    for kind in kinds {
        put(&|id| rooms_of(school, id).any(|room| school.room(room).kind == kind));
    }
    for block in &school.research {
        put(&|id| teachers_of(school, id).any(|teacher| block.teachers.contains(&teacher)));
    }
    for pair in &school.exclusions {
        put(&|id| teachers_of(school, id).any(|teacher| teacher == pair.teachers.0 || teacher == pair.teachers.1));
    }
    for class in school.class_ids() {
        put(&|id| school.requirement(id).classes.contains(&class));
    }
    let grades: BTreeSet<u8> = school.classes.iter().map(|class| class.grade).collect();
    for grade in grades {
        put(&|id| school.requirement(id).classes.iter().any(|class| school.class(*class).grade == grade));
    }
    put(&|id| {
        let fixed = |pin: &crate::school::Pin| pin.requirement == id;
        school.pins.iter().any(fixed)
    });
    // A teacher's trouble may lie in what else the classes must do.
    for teacher in school.teacher_ids() {
        let own = school.requirement_ids().filter(|id| teachers_of(school, *id).any(|other| other == teacher));
        let classes: BTreeSet<ClassId> = own.flat_map(|id| school.requirement(id).classes.iter().copied()).collect();
        put(&|id| school.requirement(id).classes.iter().any(|class| classes.contains(class)));
    }
    let mut sorted: Vec<Set> = found.into_iter().filter(|lessons| !lessons.is_empty()).collect();
    sorted.sort_by_key(Set::len);
    sorted
}

/// Narrows a set that has no timetable to a conflict, and proves it as far as time allows.
pub(super) fn narrow(prober: &mut Prober<'_>, start: &Set) -> Conflict {
    prober.learn(start, Answer::No);
    let mut base = others(start);
    let mut lessons: Vec<Statement> = start.iter().copied().filter(|statement| statement.is_lessons()).collect();
    sort(&prober.statements, &mut lessons);
    // Most conflicts are about time alone; without rules and caps all further questions are easier.
    for simple in [is_time as fn(&Statement) -> bool, is_no_rule] {
        let smaller: Set = base.iter().copied().filter(simple).collect();
        let kept: Set = smaller.iter().chain(&lessons).copied().collect();
        if smaller.len() < base.len() && prober.ask(&kept, limit(&kept)) == Answer::No {
            base = smaller;
            break;
        }
    }
    let start = &base.iter().chain(&lessons).copied().collect::<Set>();
    // Rules under which lessons lean on each other go with the first lesson that goes: then no lesson can be spared.
    let needed = if leaning(prober, start) { weeks(&prober.statements, &lessons) } else { few(prober, &base, lessons) };
    let near: Set = base.iter().copied().filter(|s| touches(&prober.statements, *s, &needed)).collect();
    let with = |lessons: &[Statement], others: &Set| -> Set { others.iter().chain(lessons).copied().collect() };
    let close = with(&needed, &near);
    if prober.ask(&close, limit(&close)) == Answer::No {
        base = near;
    }
    let rest: Vec<Statement> = base.into_iter().collect();
    let mut members: Set =
        quick(prober, &needed.iter().copied().collect(), !needed.is_empty(), &rest).into_iter().collect();
    members.extend(needed);
    // When time ran out on the way, what was proved is the smallest set known.
    if let Some(known) = prober.smallest(start)
        && known.len() < members.len()
    {
        members = known.clone();
    }
    prove(prober, members)
}

/// Whether it says when somebody is elsewhere.
fn is_time(statement: &Statement) -> bool {
    matches!(
        statement,
        Statement::TeacherAway { .. }
            | Statement::ClassAway { .. }
            | Statement::RoomClosed { .. }
            | Statement::Rooms(_)
            | Statement::Pin(_)
            | Statement::Event(_)
            | Statement::Research(_)
    )
}

fn is_no_rule(statement: &Statement) -> bool {
    !matches!(statement, Statement::Rule(_))
}

/// The lessons that are needed beside `base`: of many, first the classes that are needed, with all their lessons, and then single
/// lessons, as long as those classes have few.
fn few(prober: &mut Prober<'_>, base: &Set, lessons: Vec<Statement>) -> Vec<Statement> {
    if lessons.len() <= FEW {
        return quick(prober, base, false, &lessons);
    }
    let all = weeks(&prober.statements, &lessons);
    // The weeks may hold lessons that the start left out: no harm, since fewer of them are impossible already.
    let needed = quick(prober, base, false, &all);
    let mut single: Vec<Statement> = prober
        .statements
        .expand(&needed.iter().copied().collect())
        .into_iter()
        .filter(|s| lessons.contains(s))
        .collect();
    let kept: Set = base.iter().chain(&single).copied().collect();
    if single.len() > FEW || (single.len() < lessons.len() && prober.ask(&kept, limit(&kept)) != Answer::No) {
        return needed;
    }
    sort(&prober.statements, &mut single);
    quick(prober, base, false, &single)
}

/// The weeks that these lessons belong to.
fn weeks(statements: &Statements<'_>, lessons: &[Statement]) -> Vec<Statement> {
    let weeks: Set = lessons.iter().map(|statement| statements.week(*statement)).collect();
    weeks.into_iter().collect()
}

/// Whether the set has a timetable once the rules that need whole schools are gone.
fn leaning(prober: &mut Prober<'_>, start: &Set) -> bool {
    let rules = |statement: &Statement| matches!(statement, Statement::Rule(code) if crate::statement::leans(code));
    if !start.iter().any(rules) {
        return false;
    }
    let kept: Set = start.iter().copied().filter(|statement| !rules(statement)).collect();
    prober.ask(&kept, limit(&kept)) != Answer::No
}

/// By class, so that halves are whole classes.
fn sort(statements: &Statements<'_>, lessons: &mut [Statement]) {
    let school = statements.school();
    lessons.sort_by_key(|statement| {
        let first = statements.requirements(*statement).first();
        first.map(|id| (school.requirement(*id).classes.first().copied(), *id))
    });
}

/// What of `list` is needed, beside `base`, to have no timetable. `fresh`: something was added to `base` since it was asked.
fn quick(prober: &mut Prober<'_>, base: &Set, fresh: bool, list: &[Statement]) -> Vec<Statement> {
    if list.is_empty() || (fresh && prober.ask(base, limit(base)) == Answer::No) {
        return Vec::new();
    }
    if list.len() == 1 || prober.desk.over() {
        return list.to_vec();
    }
    let (first, second) = list.split_at(list.len() / 2);
    let with = |more: &[Statement]| -> Set { base.iter().chain(more).copied().collect() };
    let mut found = quick(prober, &with(first), true, second);
    let of_first = quick(prober, &with(&found), !found.is_empty(), first);
    found.extend(of_first);
    found
}

/// Runs the searches that show that the members cannot hold together, and that each is needed; those that are not go.
fn prove(prober: &mut Prober<'_>, mut members: Set) -> Conflict {
    let mut needed = BTreeSet::new();
    for member in members.clone().into_iter().rev() {
        let mut left = members.clone();
        left.remove(&member);
        match prober.ask(&left, limit(&left)) {
            Answer::Yes => {
                needed.insert(member);
            }
            Answer::No => members = left,
            Answer::Unknown => {}
        }
    }
    let school = prober.school(&members);
    let proof = match prober.desk.ask(&school, limit(&members), true) {
        Answer::No => Proof::Search,
        _ if prober.desk.ask(&school, Duration::ZERO, false) == Answer::No => Proof::Counting,
        _ => Proof::Part,
    };
    let members = members.into_iter().map(|statement| Member { statement, needed: needed.contains(&statement) });
    Conflict { members: members.collect(), proof }
}

/// Whether a statement can matter to these lessons.
fn touches(statements: &Statements<'_>, statement: Statement, lessons: &[Statement]) -> bool {
    let school = statements.school();
    let ids = || lessons.iter().flat_map(|lessons| statements.requirements(*lessons)).copied();
    let teacher = |wanted: TeacherId| ids().any(|id| teachers_of(school, id).any(|teacher| teacher == wanted));
    let class = |wanted: ClassId| ids().any(|id| school.requirement(id).classes.contains(&wanted));
    let room = |wanted: RoomId| {
        let home = |id: RequirementId| {
            school.requirement(id).classes.iter().any(|class| school.class(*class).home_room == wanted)
        };
        let pinned = || school.pins.iter().any(|pin| pin.room == Some(wanted));
        pinned() || ids().any(|id| home(id) || rooms_of(school, id).any(|room| room == wanted))
    };
    let subject = |wanted: SubjectId| ids().any(|id| has_subject(school, id, wanted));
    match statement {
        Statement::TeacherAway { teacher: id, .. } | Statement::TeacherCap { teacher: id, .. } => teacher(id),
        Statement::ClassAway { class: id, .. } => class(id),
        Statement::RoomClosed { room: id, .. } => room(id),
        Statement::Rooms(first) => {
            let kind = &school.room(first).kind;
            (0..school.rooms.len()).any(|index| school.rooms[index].kind == *kind && room(RoomId::from_index(index)))
        }
        Statement::SubjectForbidden { subject: id, .. }
        | Statement::SubjectAllowed(id)
        | Statement::SubjectDaily(id) => subject(id),
        Statement::Pin(index) => school.pins.get(index).is_some_and(|pin| ids().any(|id| id == pin.requirement)),
        Statement::Event(index) => school.events.get(index).is_some_and(|event| {
            event.teachers.iter().any(|id| teacher(*id))
                || event.classes.iter().any(|id| class(*id))
                || event.rooms.iter().any(|id| room(*id))
        }),
        // Blocks meet each other, too.
        Statement::Research(_) | Statement::Rule(_) => true,
        Statement::Exclusion(index) => {
            school.exclusions.get(index).is_some_and(|pair| teacher(pair.teachers.0) || teacher(pair.teachers.1))
        }
        Statement::Apart(index) => {
            school.apart.get(index).is_some_and(|pair| subject(pair.subjects.0) && subject(pair.subjects.1))
        }
        Statement::Pairing(index) => school
            .pairings
            .get(index)
            .is_some_and(|pairing| ids().any(|id| id == pairing.pair.0) && ids().any(|id| id == pairing.pair.1)),
        Statement::Lessons(_) | Statement::Week(_) => lessons.contains(&statement),
    }
}

fn has_subject(school: &School, id: RequirementId, subject: SubjectId) -> bool {
    let requirement = school.requirement(id);
    requirement.subject == subject || requirement.sections.iter().any(|section| section.subject == subject)
}
