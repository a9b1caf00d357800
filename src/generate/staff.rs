//! Who teaches what: classes, the curriculum's courses, and teachers near their caps.
//!
//! Chinese and mathematics teachers stay with their classes and take the small subjects (fillers); specialists are dealt
//! classes in runs of equal load below a cap, so that there are as few of them as the caps allow.

use std::collections::BTreeSet;

use super::clock::Bell;
use super::deal::{deal, matching};
use super::dice::Dice;
use super::names::{self, Names};
use super::{Spec, Stage};
use crate::preset::CurriculumPreset;
use crate::school::{SubjectKind, Weekly};

/// A subject of the generated school.
pub(super) struct Subject {
    pub(super) name: String,
    pub(super) kind: SubjectKind,
    /// Weekly periods by grade, as typed; the curriculum's, or changed.
    pub(super) by_grade: [Weekly; 9],
    /// Whether the school changed the curriculum here.
    pub(super) changed: bool,
    /// Kind of special room.
    pub(super) room_kind: Option<&'static str>,
}

/// A class of the generated school.
pub(super) struct Class {
    pub(super) name: String,
    pub(super) grade: u8,
    pub(super) bell: usize,
    pub(super) size: u16,
    pub(super) class_teacher: usize,
}

/// A teacher of the generated school.
#[derive(Default)]
pub(super) struct Teacher {
    pub(super) name: String,
    pub(super) subjects: BTreeSet<usize>,
    /// Load in halves of a weekly period.
    pub(super) load: u32,
    /// Weekly periods that this teacher should not exceed.
    pub(super) cap: u32,
    /// Research group.
    pub(super) group: Option<&'static str>,
    pub(super) leader: bool,
}

/// A class's subject with its teacher.
pub(super) struct Course {
    pub(super) class: usize,
    pub(super) subject: usize,
    pub(super) teacher: usize,
    pub(super) weekly: Weekly,
    pub(super) doubles: u8,
}

/// Two courses of a class whose halves share a slot.
pub(super) type Pair = (usize, usize);

/// The staffed school.
pub(super) struct Staff {
    pub(super) subjects: Vec<Subject>,
    pub(super) classes: Vec<Class>,
    pub(super) teachers: Vec<Teacher>,
    pub(super) courses: Vec<Course>,
    pub(super) pairs: Vec<Pair>,
}

/// How a subject is staffed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Teachers of this subject take whole classes, up to so many weekly periods each.
    Specialist { cap: u32, mixed: bool },
    /// The class teacher.
    ClassTeacher,
}

/// A run of classes that one kind of teacher may take.
struct Post {
    subject: &'static str,
    grades: (u8, u8),
    manner: Manner,
    group: Option<&'static str>,
}

const fn post(subject: &'static str, grades: (u8, u8), cap: u32, group: Option<&'static str>) -> Post {
    Post { subject, grades, manner: Manner::Specialist { cap, mixed: false }, group }
}

/// Specialists that both stages of a nine-year school share, and whose classes come from all grades.
const fn shared(subject: &'static str, cap: u32, group: Option<&'static str>) -> Post {
    Post { subject, grades: (1, 9), manner: Manner::Specialist { cap, mixed: true }, group }
}

/// Posts in the order in which they are filled; the first that names subject and grade counts. The caps are for whole
/// classes; below the norm ([`norm`]) they leave room for small subjects.
const POSTS: &[Post] = &[
    post("语文", (1, 6), 8, Some("语文教研")),
    post("数学", (1, 6), 10, Some("数学教研")),
    post("英语", (1, 6), 18, Some("英语教研")),
    post("科学", (1, 6), 16, Some("科学教研")),
    post("道德与法治", (5, 6), 16, Some("道法教研")),
    post("语文", (7, 9), 10, Some("语文教研")),
    post("数学", (7, 9), 10, Some("数学教研")),
    post("英语", (7, 9), 11, Some("英语教研")),
    post("道德与法治", (7, 9), 13, Some("道法教研")),
    post("历史", (7, 9), 13, Some("史地教研")),
    post("地理", (7, 9), 13, Some("史地教研")),
    post("生物", (7, 9), 13, Some("理化生教研")),
    post("物理", (7, 9), 13, Some("理化生教研")),
    post("化学", (7, 9), 13, Some("理化生教研")),
    post("劳动", (7, 9), 14, None),
    post("综合实践", (7, 9), 14, None),
    post("校本", (7, 9), 14, None),
    shared("体育", 15, Some("体育教研")),
    shared("音乐", 16, Some("音乐教研")),
    shared("美术", 16, Some("美术教研")),
    shared("信息科技", 14, Some("信息科技教研")),
    // Half lessons: twice as many classes, so a lower cap.
    shared("心理", 9, None),
    Post { subject: "班会", grades: (1, 9), manner: Manner::ClassTeacher, group: None },
];

/// Weekly periods that a teacher of this subject should not exceed (one province's standard).
fn norm(kind: SubjectKind, grade: u8) -> u32 {
    match (kind, grade) {
        (SubjectKind::Pe | SubjectKind::Music | SubjectKind::Art, 7..) => 16,
        (SubjectKind::Chinese | SubjectKind::Maths, ..7) => 14,
        (_, ..7) => 18,
        (kind, _) if kind.is_core() => 12,
        _ => 14,
    }
}

const ROOM_KINDS: &[(&str, &str)] = &[
    ("音乐", "音乐教室"),
    ("美术", "美术教室"),
    ("科学", "科学实验室"),
    ("物理", "物理实验室"),
    ("化学", "化学实验室"),
    ("生物", "生物实验室"),
    ("信息科技", "计算机教室"),
    ("体育", "运动场"),
];

/// The subjects of the stage: the preset's, and in junior grades two halves that share a slot and a "2/1" beside a "0/1".
fn subjects(preset: &CurriculumPreset, stage: Stage, classes: &[Class]) -> Vec<Subject> {
    let mut subjects: Vec<Subject> = preset
        .subjects
        .iter()
        .map(|row| {
            let mut by_grade = [Weekly::default(); 9];
            for (plan, periods) in preset.grades.iter().zip(&row.periods) {
                if let Some(weekly) = by_grade.get_mut(usize::from(plan.grade.saturating_sub(1))) {
                    weekly.every = *periods;
                }
            }
            subject(&row.name, row.kind, by_grade)
        })
        .collect();
    if stage != Stage::Primary {
        let half = Weekly { either: 1, ..Weekly::default() };
        let mut psychology = subject("心理", SubjectKind::Other, [Weekly::default(); 9]);
        let mut reading = subject("阅读", SubjectKind::SelfStudy, [Weekly::default(); 9]);
        for grade in 6..9 {
            psychology.by_grade[grade] = half;
        }
        reading.by_grade[6] = Weekly { even: 1, ..Weekly::default() };
        for subject in &mut subjects {
            if subject.name == "地方" {
                subject.by_grade[6..].fill(half);
                subject.changed = true;
            }
            if subject.name == "校本" {
                subject.by_grade[6] = Weekly { every: 1, odd: 1, ..Weekly::default() };
                subject.changed = true;
            }
        }
        (psychology.changed, reading.changed) = (true, true);
        subjects.extend([psychology, reading]);
    }
    let taught = |subject: &Subject| {
        classes.iter().any(|class| subject.by_grade[usize::from(class.grade - 1)] != Weekly::default())
    };
    subjects.retain(taught);
    subjects
}

fn subject(name: &str, kind: SubjectKind, by_grade: [Weekly; 9]) -> Subject {
    let room_kind = ROOM_KINDS.iter().find(|(subject, _)| *subject == name).map(|(_, kind)| *kind);
    Subject { name: name.into(), kind, by_grade, changed: false, room_kind }
}

/// Classes and teachers for `spec`.
pub(super) fn staff(spec: &Spec, preset: &CurriculumPreset, bells: &[Bell], dice: &mut Dice) -> Staff {
    let classes = classes(spec, bells, dice);
    let mut staff = Staff {
        subjects: subjects(preset, spec.stage, &classes),
        classes,
        teachers: Vec::new(),
        courses: Vec::new(),
        pairs: Vec::new(),
    };
    let mut names = Names::new();
    staff.leaders(&mut names, dice);
    for post in POSTS {
        if let Manner::Specialist { cap, mixed } = post.manner {
            let cap = if spec.tight { staff.tight_cap(post, cap) } else { cap };
            staff.fill(post, cap, mixed, &mut names, dice);
        }
    }
    staff.class_teachers(dice);
    staff.fillers();
    staff.courses.sort_by_key(|course| (course.class, course.subject));
    staff.pair_halves();
    staff
}

fn classes(spec: &Spec, bells: &[Bell], dice: &mut Dice) -> Vec<Class> {
    let (from, to) = spec.stage.grades();
    let grades = usize::from(to - from) + 1;
    let total = usize::from(spec.classes);
    let mut classes = Vec::new();
    for (index, grade) in (from..=to).enumerate() {
        let count = total / grades + usize::from(index < total % grades);
        let bell = bells.iter().position(|bell| (bell.grades.0..=bell.grades.1).contains(&grade)).unwrap_or(0);
        for number in 1..=count {
            let size = if grade <= 6 { 38 } else { 43 } + dice.below(7);
            let size = u16::try_from(size).unwrap_or(40);
            classes.push(Class { name: names::class(grade, number), grade, bell, size, class_teacher: 0 });
        }
    }
    classes
}

impl Staff {
    fn post(&self, subject: usize, grade: u8) -> Option<&'static Post> {
        let name = &self.subjects[subject].name;
        POSTS.iter().find(|post| post.subject == name && (post.grades.0..=post.grades.1).contains(&grade))
    }

    fn weekly(&self, subject: usize, class: usize) -> Weekly {
        self.subjects[subject].by_grade[usize::from(self.classes[class].grade - 1)]
    }

    fn has_course(&self, subject: usize, class: usize) -> bool {
        self.courses.iter().any(|course| course.class == class && course.subject == subject)
    }

    fn hire(&mut self, teacher: Teacher) -> usize {
        self.teachers.push(teacher);
        self.teachers.len() - 1
    }

    fn give(&mut self, class: usize, subject: usize, teacher: usize) {
        let weekly = self.weekly(subject, class);
        let who = &mut self.teachers[teacher];
        who.subjects.insert(subject);
        who.load += weekly.per_fortnight();
        let doubles = match (self.subjects[subject].name.as_str(), self.classes[class].grade) {
            ("语文", 3..) | ("物理" | "化学", 9) => 1,
            _ => 0,
        };
        self.courses.push(Course { class, subject, teacher, weekly, doubles });
    }

    /// A few leaders, each with morality in one or two of the higher classes.
    fn leaders(&mut self, names: &mut Names, dice: &mut Dice) {
        let Some(subject) = self.subjects.iter().position(|s| s.kind == SubjectKind::Morality) else { return };
        let mut eligible: Vec<usize> =
            (0..self.classes.len()).filter(|c| self.post(subject, self.classes[*c].grade).is_some()).collect();
        dice.shuffle(&mut eligible);
        let leaders = (self.classes.len() / 12).clamp(1, 6);
        for own in eligible.chunks(2).take(leaders) {
            let leader = Teacher { name: names.draw(dice), cap: 6, leader: true, ..Teacher::default() };
            let leader = self.hire(leader);
            for class in own {
                self.give(*class, subject, leader);
            }
        }
    }

    /// In a tight school specialists who take no small subjects are dealt as much as the norm of their lowest grade allows,
    /// or a little less where their lessons may not stand in every period.
    fn tight_cap(&self, post: &Post, cap: u32) -> u32 {
        let Some(subject) = self.subjects.iter().find(|subject| subject.name == post.subject) else { return cap };
        match subject.kind {
            SubjectKind::Chinese | SubjectKind::Maths => cap,
            SubjectKind::Pe => cap + 1,
            kind if cap < 10 => cap.max(norm(kind, post.grades.0) / 2),
            kind => cap.max(norm(kind, post.grades.0)).min(cap + 3),
        }
    }

    /// Hires specialists for a post and deals them its classes.
    fn fill(&mut self, post: &Post, cap: u32, mixed: bool, names: &mut Names, dice: &mut Dice) {
        let Some(subject) = self.subjects.iter().position(|s| s.name == post.subject) else { return };
        let mut open: Vec<usize> = (0..self.classes.len())
            .filter(|class| (post.grades.0..=post.grades.1).contains(&self.classes[*class].grade))
            .filter(|class| self.weekly(subject, *class) != Weekly::default() && !self.has_course(subject, *class))
            .collect();
        if mixed {
            // Half of the classes in order, half dealt across grades: some specialists know all stages.
            let mut rest = open.split_off(open.len() / 2);
            dice.shuffle(&mut rest);
            open.reverse();
            open.extend(rest);
        }
        let weights: Vec<u32> = open.iter().map(|class| self.weekly(subject, *class).per_fortnight()).collect();
        for run in deal(&weights, 2 * cap) {
            let highest = open[run.clone()].iter().map(|class| self.classes[*class].grade).max().unwrap_or(1);
            let cap = norm(self.subjects[subject].kind, highest);
            let teacher = Teacher { name: names.draw(dice), cap, group: post.group, ..Teacher::default() };
            let teacher = self.hire(teacher);
            for class in &open[run] {
                self.give(*class, subject, teacher);
            }
        }
    }

    /// Gives each class a class teacher of its own, and the class meeting to that teacher: augmenting paths in the graph
    /// of classes and their Chinese, mathematics, English and other main teachers.
    fn class_teachers(&mut self, dice: &mut Dice) {
        let main = |kind: SubjectKind| {
            kind.is_core() || matches!(kind, SubjectKind::Humanities | SubjectKind::Science | SubjectKind::Morality)
        };
        let mut candidates: Vec<Vec<usize>> = vec![Vec::new(); self.classes.len()];
        for course in &self.courses {
            let kind = self.subjects[course.subject].kind;
            let fits = match self.classes[course.class].grade {
                ..7 => matches!(kind, SubjectKind::Chinese | SubjectKind::Maths),
                _ => main(kind) && !self.teachers[course.teacher].leader,
            };
            if fits {
                candidates[course.class].push(course.teacher);
            }
        }
        for own in &mut candidates {
            if dice.percent(30) {
                own.reverse();
            }
        }
        let class_of = matching(&candidates, self.teachers.len());
        let meeting = self.subjects.iter().position(|s| s.kind == SubjectKind::ClassMeeting);
        for (class, own) in candidates.iter().enumerate() {
            let matched = class_of.iter().position(|taken| *taken == Some(class));
            let teacher = matched.or(own.first().copied()).unwrap_or(0);
            self.classes[class].class_teacher = teacher;
            if let Some(meeting) = meeting {
                self.give(class, meeting, teacher);
            }
        }
    }

    /// Deals the small subjects to the class's main teachers who have most room below their caps.
    fn fillers(&mut self) {
        for class in 0..self.classes.len() {
            for subject in 0..self.subjects.len() {
                let weekly = self.weekly(subject, class);
                if weekly == Weekly::default() || self.has_course(subject, class) {
                    continue;
                }
                let main = |kind| {
                    matches!(
                        kind,
                        SubjectKind::Chinese | SubjectKind::Maths | SubjectKind::Humanities | SubjectKind::Morality
                    )
                };
                let room = |teacher: &Teacher| i64::from(2 * teacher.cap) - i64::from(teacher.load);
                let best = self
                    .courses
                    .iter()
                    .filter(|course| course.class == class && main(self.subjects[course.subject].kind))
                    .filter(|course| !self.teachers[course.teacher].leader)
                    .map(|course| course.teacher)
                    .max_by_key(|teacher| (room(&self.teachers[*teacher]), std::cmp::Reverse(*teacher)));
                if let Some(teacher) = best {
                    self.give(class, subject, teacher);
                }
            }
        }
    }

    /// Pairs the courses of a class that have halves: the two of either weeks, and the odd one with the even one.
    fn pair_halves(&mut self) {
        for class in 0..self.classes.len() {
            let own = |has: fn(&Weekly) -> bool| -> Vec<usize> {
                let courses = self.courses.iter().enumerate();
                courses.filter(|(_, c)| c.class == class && has(&c.weekly)).map(|(index, _)| index).collect()
            };
            let either = own(|weekly| weekly.either > 0);
            let (odd, even) = (own(|weekly| weekly.odd > 0), own(|weekly| weekly.even > 0));
            self.pairs.extend(either.chunks_exact(2).map(|pair| (pair[0], pair[1])));
            self.pairs.extend(odd.into_iter().zip(even));
        }
    }
}
