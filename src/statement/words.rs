//! Statements and changes in words: as the school wrote them, by names and clock times.

use super::{Cap, Change, Statement, Statements, rooms_of, stretch, teachers_of};
use crate::args;
use crate::rules;
use crate::school::{ApartKind, ExclusionKind, Fortnight, ParamValue, Part, PeriodSet, School, TimeSpan, Which};
use crate::text::{Arg, Args, Lang, Text, explain as words};
use crate::units::{ClockTime, RequirementId, Weeks};

/// Most names that are listed.
const SHOWN: usize = 6;

impl Statements<'_> {
    /// What a statement says.
    #[must_use]
    pub fn says(&self, statement: Statement, lang: Lang) -> String {
        let school = self.school();
        let (text, args) = match statement {
            Statement::TeacherAway { teacher, span } => {
                let teacher = school.teacher(teacher);
                (
                    words::TEACHER_AWAY,
                    args! { who: &teacher.name, when: at(stretch(&teacher.unavailable, span).as_ref(), lang) },
                )
            }
            Statement::ClassAway { class, span } => {
                let class = school.class(class);
                (
                    words::CLASS_AWAY,
                    args! { who: &class.name, when: at(stretch(&class.unavailable, span).as_ref(), lang) },
                )
            }
            Statement::RoomClosed { room, span } => {
                let room = school.room(room);
                (
                    words::ROOM_CLOSED,
                    args! { who: &room.name, when: at(stretch(&room.unavailable, span).as_ref(), lang) },
                )
            }
            Statement::TeacherCap { teacher, cap } => {
                let teacher = school.teacher(teacher);
                let text = match cap {
                    Cap::Load => words::CAP_LOAD,
                    Cap::LeastLoad => words::CAP_LEAST,
                    Cap::Day => words::CAP_DAY,
                    Cap::Row => words::CAP_ROW,
                    Cap::Days => words::CAP_DAYS,
                };
                (text, args! { who: &teacher.name, n: cap.of(teacher).unwrap_or_default() })
            }
            Statement::Rooms(first) => {
                let kind = &school.room(first).kind;
                let rooms: Vec<_> = school.rooms.iter().filter(|room| room.kind == *kind).collect();
                let places: u32 = rooms.iter().map(|room| u32::from(room.capacity)).sum();
                let names = some(rooms.iter().map(|room| room.name.clone()).collect());
                (words::ROOMS, args! { kind: kind, n: rooms.len(), names: names, places: places })
            }
            Statement::SubjectForbidden { subject, set } => {
                let subject = school.subject(subject);
                let when = subject.forbidden.get(set).map_or_else(String::new, |set| period_set(set, lang));
                (words::SUBJECT_FORBIDDEN, args! { subject: &subject.name, when: when })
            }
            Statement::SubjectAllowed(subject) => {
                let subject = school.subject(subject);
                (words::SUBJECT_ALLOWED, args! { subject: &subject.name, when: sets(&subject.allowed, lang) })
            }
            Statement::SubjectDaily(subject) => {
                let subject = school.subject(subject);
                let n = subject.max_per_day.unwrap_or_default();
                (words::SUBJECT_DAILY, args! { subject: &subject.name, n: n })
            }
            Statement::Rule(code) => return rule(school, code, lang),
            Statement::Week(class) => {
                let periods =
                    self.requirements(statement).iter().map(|id| school.requirement(*id).weekly.per_fortnight());
                (words::WEEK, args! { class: &school.class(class).name, n: Fortnight(periods.sum()) })
            }
            Statement::Lessons(_) => {
                let all = self.requirements(statement).iter().filter(|id| super::taught(school, **id));
                return all.map(|id| lessons(school, *id, lang)).collect::<Vec<_>>().join("；");
            }
            listed => return stated(school, listed, lang),
        };
        text.fill(lang, &args)
    }

    /// Where the school states it: a table and its column, or a part of `school.toml`.
    #[must_use]
    pub fn place(&self, statement: Statement, lang: Lang) -> String {
        let table = |text: Text, column: &str| format!("{} {column}", text.get(lang));
        match statement {
            Statement::TeacherAway { .. } => table(words::TABLE_TEACHERS, "不可排"),
            Statement::TeacherCap { cap, .. } => {
                let column = match cap {
                    Cap::Load => "最多节数",
                    Cap::LeastLoad => "最少节数",
                    Cap::Day => "每天最多",
                    Cap::Row => "最多连上",
                    Cap::Days => "最多天数",
                };
                table(words::TABLE_TEACHERS, column)
            }
            Statement::ClassAway { .. } => "school.toml [[unavailable]]".to_owned(),
            Statement::RoomClosed { .. } => table(words::TABLE_ROOMS, "不可用"),
            Statement::Rooms(_) => table(words::TABLE_ROOMS, "容纳班数"),
            Statement::SubjectForbidden { .. } => table(words::TABLE_SUBJECTS, "禁排"),
            Statement::SubjectAllowed(_) => table(words::TABLE_SUBJECTS, "限排"),
            Statement::SubjectDaily(_) => table(words::TABLE_SUBJECTS, "每天最多"),
            Statement::Pin(_) => "school.toml [[pin]]".to_owned(),
            Statement::Event(_) => "school.toml [[event]]".to_owned(),
            Statement::Research(_) => "school.toml [[research]]".to_owned(),
            Statement::Exclusion(_) => "school.toml [[exclusion]]".to_owned(),
            Statement::Apart(_) => "school.toml [[apart]]".to_owned(),
            Statement::Pairing(_) => "school.toml [[pair]]".to_owned(),
            Statement::Rule(code) => {
                let id = rules::find(code).map_or(code, |rule| rule.meta().id);
                format!("school.toml [policy.rules.{id}]")
            }
            Statement::Lessons(_) | Statement::Week(_) => table(words::TABLE_LESSONS, ""),
        }
        .trim_end()
        .to_owned()
    }

    /// What a change does.
    #[must_use]
    pub fn proposes(&self, change: Change, lang: Lang) -> String {
        let school = self.school();
        let (text, args) = match change {
            Change::Drop(statement) => return self.takes_back(statement, lang),
            Change::Cap { teacher, cap, to } => {
                let teacher = school.teacher(teacher);
                let text = match cap {
                    Cap::Load => words::TO_LOAD,
                    Cap::LeastLoad => words::TO_LEAST,
                    Cap::Day => words::TO_DAY,
                    Cap::Row => words::TO_ROW,
                    Cap::Days => words::TO_DAYS,
                };
                (text, args! { who: &teacher.name, from: cap.of(teacher).unwrap_or_default(), n: to })
            }
            Change::Rooms { room, more } => {
                let room = school.room(room);
                let places = u16::from(room.capacity) + u16::from(more);
                if room.capacity > 1 {
                    (words::MORE_PLACES, args! { room: &room.name, from: room.capacity, n: places })
                } else {
                    (words::MORE_ROOMS, args! { kind: &room.kind, room: &room.name, n: more })
                }
            }
            Change::SubjectDaily { subject, to } => {
                let subject = school.subject(subject);
                let from = subject.max_per_day.unwrap_or_default();
                (words::TO_SUBJECT_DAILY, args! { subject: &subject.name, from: from, n: to })
            }
            Change::Limit { rule, key, to } => {
                let meta = rules::find(rule).map(|rule| rule.meta());
                let name = meta.and_then(|meta| meta.params.iter().find(|param| param.key == key));
                let from = school.policy.settings.get(rule).map_or(0, |setting| setting.int(key));
                let name = name.map_or_else(|| Arg::from(key), |param| Arg::from(param.says));
                let own = meta.map_or_else(|| Arg::from(""), |meta| Arg::from(meta.name));
                (words::TO_LIMIT, args! { code: rule, rule: own, name: name, from: from, n: to })
            }
            Change::Soften(code) => (words::SOFTEN, rule_args(code)),
            Change::Waive(code) => (words::WAIVE, rule_args(code)),
            Change::Colleagues(id) => {
                let own: Vec<_> = teachers_of(school, id).collect();
                let after = super::apply(school, &[change]);
                let others = teachers_of(&after, id).filter(|teacher| !own.contains(teacher));
                let names = some(others.map(|teacher| school.teacher(teacher).name.clone()).collect());
                (words::COLLEAGUES, args! { what: lessons(school, id, lang), names: names })
            }
            Change::Fewer { requirement, by } => {
                let requirement = school.requirement(requirement);
                let class = school.class_list(&requirement.classes);
                let subject = &school.subject(requirement.subject).name;
                (words::FEWER, args! { class: class, subject: subject, n: by })
            }
        };
        text.fill(lang, &args)
    }

    fn takes_back(&self, statement: Statement, lang: Lang) -> String {
        let school = self.school();
        let (text, args) = match statement {
            Statement::TeacherAway { teacher, span } => {
                let teacher = school.teacher(teacher);
                (
                    words::DROP_AWAY,
                    args! { who: &teacher.name, when: at(stretch(&teacher.unavailable, span).as_ref(), lang) },
                )
            }
            Statement::ClassAway { class, span } => {
                let class = school.class(class);
                (
                    words::DROP_CLASS_AWAY,
                    args! { who: &class.name, when: at(stretch(&class.unavailable, span).as_ref(), lang) },
                )
            }
            Statement::RoomClosed { room, span } => {
                let room = school.room(room);
                (
                    words::DROP_CLOSED,
                    args! { who: &room.name, when: at(stretch(&room.unavailable, span).as_ref(), lang) },
                )
            }
            Statement::SubjectForbidden { subject, set } => {
                let subject = school.subject(subject);
                let when = subject.forbidden.get(set).map_or_else(String::new, |set| period_set(set, lang));
                (words::DROP_FORBIDDEN, args! { subject: &subject.name, when: when })
            }
            Statement::SubjectAllowed(subject) => {
                let subject = school.subject(subject);
                (words::DROP_ALLOWED, args! { subject: &subject.name, when: sets(&subject.allowed, lang) })
            }
            other => {
                let text = match other {
                    Statement::Pin(_) => words::DROP_PIN,
                    Statement::Event(_) => words::DROP_EVENT,
                    Statement::Research(_) => words::DROP_RESEARCH,
                    _ => words::DROP_OTHER,
                };
                (text, args! { what: self.says(other, lang) })
            }
        };
        text.fill(lang, &args)
    }
}

/// Statements that are members of the school's own lists.
fn stated(school: &School, statement: Statement, lang: Lang) -> String {
    let teacher = |id| &school.teacher(id).name;
    let subject = |id| &school.subject(id).name;
    let of = |id: RequirementId| school.subject(school.requirement(id).subject).name.as_str();
    let filled = match statement {
        Statement::Pin(index) => school.pins.get(index).map(|pin| {
            let requirement = school.requirement(pin.requirement);
            let room = pin.room.map(|room| words::IN_ROOM.fill(lang, &args! { room: &school.room(room).name }));
            let args = args! {
                class: school.class_list(&requirement.classes),
                subject: subject(requirement.subject),
                weeks: weeks(pin.weeks, lang),
                day: pin.weekday,
                period: pin.period,
                where: room.unwrap_or_default(),
            };
            (words::PIN, args)
        }),
        Statement::Event(index) => school.events.get(index).map(|event| {
            let mut who = Vec::new();
            let names: Vec<String> = event.classes.iter().map(|class| school.class(*class).name.clone()).collect();
            let args = |n: usize| args! { n: n, names: names.iter().take(2).cloned().collect::<Vec<_>>().join("、") };
            match names.len() {
                0 => {}
                n if n == school.classes.len() => who.push(words::ALL_CLASSES.get(lang).to_owned()),
                n if n > SHOWN => who.push(words::CLASSES_N.fill(lang, &args(n))),
                _ => who.push(names.join("、")),
            }
            match event.teachers.len() {
                0 => {}
                1..=3 => who.push(school.teacher_list(&event.teachers)),
                n => who.push(words::TEACHERS_N.fill(lang, &args(n))),
            }
            match event.rooms.as_slice() {
                [] => {}
                [room] => who.push(school.room(*room).name.clone()),
                rooms => who.push(words::ROOMS_N.fill(lang, &args(rooms.len()))),
            }
            (words::EVENT, args! { name: &event.name, when: at(Some(&event.span), lang), who: who.join("、") })
        }),
        Statement::Research(index) => school.research.get(index).map(|block| {
            let times: Vec<String> = block.choices.iter().map(|span| at(Some(span), lang)).collect();
            let when = times.join(words::OR.get(lang));
            (words::RESEARCH, args! { name: &block.name, n: block.teachers.len(), when: when })
        }),
        Statement::Exclusion(index) => school.exclusions.get(index).map(|pair| {
            let text = match pair.kind {
                ExclusionKind::NotBothTeaching => words::NOT_BOTH_TEACHING,
                ExclusionKind::NotBothFree => words::NOT_BOTH_FREE,
            };
            (text, args! { a: teacher(pair.teachers.0), b: teacher(pair.teachers.1) })
        }),
        Statement::Apart(index) => school.apart.get(index).map(|pair| {
            let text = match pair.kind {
                ApartKind::NotAdjacent => words::NOT_ADJACENT,
                ApartKind::NotSameDay => words::NOT_SAME_DAY,
            };
            (text, args! { a: subject(pair.subjects.0), b: subject(pair.subjects.1) })
        }),
        Statement::Pairing(index) => school.pairings.get(index).map(|pairing| {
            let class = school.class_list(&school.requirement(pairing.pair.0).classes);
            (words::PAIRING, args! { class: class, a: of(pairing.pair.0), b: of(pairing.pair.1) })
        }),
        _ => None,
    };
    filled.map_or_else(String::new, |(text, args)| text.fill(lang, &args))
}

fn rule(school: &School, code: &str, lang: Lang) -> String {
    let Some(rule) = rules::find(code) else { return code.to_owned() };
    let meta = rule.meta();
    let setting = school.policy.settings.get(meta.code);
    let limits = super::change::limits_of(meta.code).iter().filter_map(|key| {
        let value = setting?.params.get(key)?;
        let ParamValue::Int(value) = value else { return None };
        let says = meta.params.iter().find(|param| param.key == *key)?.says;
        Some(words::LIMIT.fill(lang, &args! { name: says, n: *value }))
    });
    let limits: Vec<String> = limits.collect();
    let limits = match limits.as_slice() {
        [] => String::new(),
        some => words::LIMITS.fill(lang, &args! { limits: some.join("，") }),
    };
    words::RULE.fill(lang, &args! { code: meta.code, name: meta.name, limits: limits, says: meta.says })
}

fn rule_args(code: &'static str) -> Args {
    let name = rules::find(code).map_or_else(|| Arg::from(""), |rule| Arg::from(rule.meta().name));
    args! { code: code, rule: name }
}

/// "一1班 语文 每周 8 节（张芳）".
fn lessons(school: &School, id: RequirementId, lang: Lang) -> String {
    let requirement = school.requirement(id);
    let roles = requirement.sections.iter().flat_map(|section| &section.teachers);
    let names = roles.map(|role| match role.candidates.as_slice() {
        [only] => school.teacher(*only).name.clone(),
        several => {
            let names = some(several.iter().map(|teacher| school.teacher(*teacher).name.clone()).collect());
            words::CHOSEN.fill(lang, &args! { teachers: names })
        }
    });
    let names: Vec<String> = names.collect();
    let teachers = if names.is_empty() { words::NO_TEACHER.get(lang).to_owned() } else { names.join("、") };
    let mut kinds: Vec<&str> = rooms_of(school, id).map(|room| school.room(room).kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut place = match kinds.as_slice() {
        [] => String::new(),
        kinds => words::AT_ROOMS.fill(lang, &args! { kind: kinds.join("、") }),
    };
    if requirement.doubles > 0 {
        place += &words::DOUBLES.fill(lang, &args! { n: requirement.doubles });
    }
    let args = args! {
        class: school.class_list(&requirement.classes),
        subject: &school.subject(requirement.subject).name,
        n: Fortnight(requirement.weekly.per_fortnight()),
        teachers: teachers,
        where: place,
    };
    words::LESSONS.fill(lang, &args)
}

/// "周三 10:30-12:00", "单周周五 全天".
fn at(span: Option<&TimeSpan>, lang: Lang) -> String {
    let Some(span) = span else { return String::new() };
    let whole = span.time.start.minutes() == 0 && Some(span.time.end) == ClockTime::new(24, 0);
    let time = if whole { Arg::from(words::ALL_DAY) } else { Arg::from(span.time) };
    words::SPAN.fill(lang, &args! { weeks: weeks(span.weeks, lang), day: span.weekday, time: time })
}

fn weeks(weeks: Weeks, lang: Lang) -> String {
    match weeks {
        Weeks::All => String::new(),
        some => words::ONLY_WEEKS.fill(lang, &args! { weeks: some }),
    }
}

fn sets(sets: &[PeriodSet], lang: Lang) -> String {
    some(sets.iter().map(|set| period_set(set, lang)).collect())
}

fn period_set(set: &PeriodSet, lang: Lang) -> String {
    let days: Vec<&str> = set
        .weekdays
        .iter()
        .map(|day| match lang {
            Lang::Zh => day.zh(),
            Lang::En => day.en(),
        })
        .collect();
    let (text, args) = match set.which {
        Which::All if !days.is_empty() => (words::ALL_DAY, args! {}),
        Which::All => (words::SET_ALL, args! {}),
        Which::Range(a, b) if a == b => (words::SET_ONE, args! { a: a.0 }),
        Which::Range(a, b) => (words::SET_RANGE, args! { a: a.0, b: b.0 }),
        Which::First => (words::SET_FIRST, args! {}),
        Which::Last => (words::SET_LAST, args! {}),
        Which::AfterLunch => (words::SET_AFTER_LUNCH, args! {}),
        Which::Part(Part::Morning) => (words::SET_MORNING, args! {}),
        Which::Part(Part::Afternoon) => (words::SET_AFTERNOON, args! {}),
        Which::Part(Part::Evening) => (words::SET_EVENING, args! {}),
    };
    let which = text.fill(lang, &args);
    if days.is_empty() { which } else { format!("{} {which}", days.join("、")) }
}

fn some(names: Vec<String>) -> String {
    match names.len() {
        0..=SHOWN => names.join("、"),
        count => format!("{} … ({count})", names[..SHOWN].join("、")),
    }
}
