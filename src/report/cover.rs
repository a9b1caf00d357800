//! Cover for who is away, in words: each lesson with the way taken, the ranked others, and why people cannot.

use crate::args;
use crate::cover::{Arrangement, Bar, Doing, Duty, Goal, Kind, Note, Request, StandIn, Standing, Vacancy, Way};
use crate::plan::View;
use crate::text::{Lang, Text, cover as words};
use crate::units::{TeacherId, Weekday};

/// Ways and bars that a terminal shows of a lesson unless more are asked for.
const SHOWN: usize = 3;

/// Why somebody cannot.
#[must_use]
pub fn bar(bar: &Bar, lang: Lang) -> String {
    match bar {
        Bar::Outsider => words::BAR_OUTSIDER.get(lang).to_owned(),
        Bar::Spared => words::BAR_SPARED.get(lang).to_owned(),
        Bar::Unqualified => words::BAR_UNQUALIFIED.get(lang).to_owned(),
        Bar::Busy { doing, name, time } => {
            let what = doing_words(*doing).fill(lang, &args! { name: name });
            words::BAR_BUSY.fill(lang, &args! { time: *time, what: what.trim_end() })
        }
        Bar::Travel { name, time, needed } => {
            words::BAR_TRAVEL.fill(lang, &args! { name: name, time: *time, needed: *needed })
        }
        Bar::Rule { code, message } => words::BAR_RULE.fill(lang, &args! { code: *code, message: message.show(lang) }),
    }
}

fn doing_words(doing: Doing) -> &'static Text {
    match doing {
        Doing::Absent => &words::DOING_ABSENT,
        Doing::Leave => &words::DOING_LEAVE,
        Doing::Unavailable => &words::DOING_UNAVAILABLE,
        Doing::Lesson => &words::DOING_LESSON,
        Doing::Research => &words::DOING_RESEARCH,
        Doing::Event => &words::DOING_EVENT,
        Doing::Session => &words::DOING_SESSION,
        Doing::Duty => &words::DOING_DUTY,
    }
}

/// How near somebody is to a lesson.
#[must_use]
pub fn standing(standing: Standing) -> &'static Text {
    match standing {
        Standing::Subject => &words::SUBJECT_STANDING,
        Standing::Class => &words::CLASS_STANDING,
        Standing::Other => &words::OTHER_STANDING,
    }
}

fn people(view: &View<'_>, who: &[TeacherId]) -> String {
    view.school.teacher_list(who)
}

/// A way in a sentence.
#[must_use]
pub fn way(view: &View<'_>, way: &Way, lang: Lang) -> String {
    let school = view.school;
    let mut said = match way.kind {
        Kind::Alone => {
            let who: Vec<TeacherId> = way.steps.iter().flat_map(|step| step.teachers.iter().copied()).collect();
            words::BY_ALONE.fill(lang, &args! { people: people(view, &who) })
        }
        Kind::Cover { person, standing: near, .. } => words::BY_COVER.fill(
            lang,
            &args! {
                person: &school.teacher(person).name,
                standing: *standing(near),
                so_far: way.so_far,
                load: way.week_load,
            },
        ),
        Kind::Swap(_) => {
            let moves: Vec<String> = way
                .steps
                .iter()
                .map(|step| {
                    let args = args! {
                        date: step.date,
                        period: step.period,
                        from: &school.subject(step.from).name,
                        to: &school.subject(step.to).name,
                        people: people(view, &step.teachers),
                    };
                    words::MOVE.fill(lang, &args)
                })
                .collect();
            words::BY_SWAP.fill(lang, &args! { moves: moves.join(separator(lang)) })
        }
    };
    if matches!(way.kind, Kind::Cover { waived: true, .. }) {
        said.push_str(words::WITH_WAIVER.get(lang));
    }
    for warning in &way.warnings {
        let args = args! { code: warning.code, message: warning.message.show(lang) };
        said.push_str(&words::WITH_WARNING.fill(lang, &args));
    }
    said
}

fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    }
}

/// A lesson that needs somebody, in a line.
#[must_use]
pub fn lesson(view: &View<'_>, vacancy: &Vacancy, lang: Lang) -> String {
    let args = args! {
        date: vacancy.date,
        day: Weekday::of(vacancy.date),
        period: vacancy.period,
        time: vacancy.time,
        class: view.school.class_list(&vacancy.classes),
        subject: &view.school.subject(vacancy.subject).name,
        absent: people(view, &vacancy.absent),
    };
    words::LESSON.fill(lang, &args)
}

/// A session or duty of who is away, in a line.
#[must_use]
pub fn duty(view: &View<'_>, duty: &Duty, lang: Lang) -> String {
    let what = doing_words(duty.doing).fill(lang, &args! { name: &duty.name });
    let args = args! {
        date: duty.date,
        time: duty.time.map_or(words::WEEKLY_TIME.get(lang).to_owned(), |time| time.to_string()),
        what: what,
        absent: &view.school.teacher(duty.person).name,
        who: stand_in(view, &duty.stand_in, lang),
    };
    words::DUTY_LINE.fill(lang, &args)
}

/// Who stands in.
#[must_use]
pub fn stand_in(view: &View<'_>, stand_in: &StandIn, lang: Lang) -> String {
    let (text, who): (&Text, &[TeacherId]) = match stand_in {
        StandIn::Beside(who) => (&words::DUTY_BESIDE, who),
        StandIn::Standby(who) => (&words::DUTY_STANDBY, std::slice::from_ref(who)),
        StandIn::Free(who) => (&words::DUTY_FREE, std::slice::from_ref(who)),
        StandIn::Open => (&words::DUTY_OPEN, &[]),
    };
    text.fill(lang, &args! { people: people(view, who) })
}

/// A word about an absence.
#[must_use]
pub fn note(view: &View<'_>, note: &Note, lang: Lang) -> String {
    let (text, absence, n) = match note {
        Note::NoSchool(absence) => (&words::NOTE_NO_SCHOOL, absence, 0),
        Note::NoLesson(absence) => (&words::NOTE_NO_LESSON, absence, 0),
        Note::Arranged(absence, n) => (&words::NOTE_ARRANGED, absence, *n),
    };
    text.fill(lang, &args! { person: &view.school.teacher(absence.person).name, date: absence.date, n: n })
}

/// The name of a goal.
#[must_use]
pub fn goal(goal: Goal) -> &'static Text {
    match goal {
        Goal::Open => &words::GOAL_OPEN,
        Goal::Protected => &words::GOAL_PROTECTED,
        Goal::OffSubject => &words::GOAL_OFF_SUBJECT,
        Goal::OffClass => &words::GOAL_OFF_CLASS,
        Goal::Moved => &words::GOAL_MOVED,
        Goal::Fairness => &words::GOAL_FAIRNESS,
        Goal::People => &words::GOAL_PEOPLE,
        Goal::Warnings => &words::GOAL_WARNINGS,
        Goal::Rank => &words::GOAL_RANK,
    }
}

/// All of it for a terminal.
#[must_use]
pub fn terminal(view: &View<'_>, request: &Request, made: &Arrangement, lang: Lang, all: bool) -> String {
    let mut lines: Vec<String> = made.notes.iter().map(|one| note(view, one, lang)).collect();
    if made.vacancies.is_empty() {
        lines.push(words::NOTHING.get(lang).to_owned());
    } else {
        lines.push(summary(view, request, made, lang));
    }
    let most = if all { usize::MAX } else { SHOWN };
    for (index, vacancy) in made.vacancies.iter().enumerate() {
        lines.push(lesson(view, vacancy, lang));
        let taken = made.taken.get(index).copied().flatten();
        let what = taken.and_then(|index| made.ways.get(index));
        let what = what.map_or_else(|| words::NOBODY.get(lang).to_owned(), |one| way(view, one, lang));
        lines.push(words::ARROW.fill(lang, &args! { what: what }));
        let others: Vec<(usize, &usize)> =
            vacancy.ways.iter().enumerate().filter(|(_, one)| Some(**one) != taken).collect();
        for (rank, one) in others.iter().take(most) {
            let one = &made.ways[**one];
            let key = if all { words::KEY.fill(lang, &args! { key: one.key(view) }) } else { String::new() };
            let what = format!("{}{key}", way(view, one, lang));
            lines.push(words::ALTERNATIVE.fill(lang, &args! { rank: rank + 1, what: what }));
        }
        if others.len() > most {
            lines.push(words::MORE_WAYS.fill(lang, &args! { n: others.len() - most }));
        }
        if taken.is_none() || all {
            let nearest = vacancy.barred.iter().take(if all { usize::MAX } else { 2 * SHOWN });
            lines.extend(nearest.map(|one| {
                let args = args! {
                    person: &view.school.teacher(one.person).name,
                    standing: *standing(one.standing),
                    bar: bar(&one.bar, lang),
                };
                words::WHY_NOT.fill(lang, &args)
            }));
        }
    }
    lines.extend(hint(view, made, lang));
    lines.extend(made.duties.iter().map(|one| duty(view, one, lang)));
    if !made.vacancies.is_empty() {
        lines.push(verdict(made, lang));
    }
    lines.join("\n")
}

/// What could be tried for lessons that stay open.
fn hint(view: &View<'_>, made: &Arrangement, lang: Lang) -> Option<String> {
    let open = made.vacancies.iter().zip(&made.taken).filter(|(_, taken)| taken.is_none()).map(|(one, _)| one);
    let unqualified = |one: &&Vacancy| one.barred.iter().any(|barred| barred.bar == Bar::Unqualified);
    let mut subjects: Vec<&str> =
        open.clone().filter(unqualified).map(|one| view.school.subject(one.subject).name.as_str()).collect();
    subjects.sort_unstable();
    subjects.dedup();
    let any = open.count() > 0;
    any.then(|| match subjects.first() {
        Some(subject) => words::HINT_WAIVE.fill(lang, &args! { subject: *subject }),
        None => words::HINT_DAYS.get(lang).to_owned(),
    })
}

fn summary(view: &View<'_>, request: &Request, made: &Arrangement, lang: Lang) -> String {
    let mut who: Vec<TeacherId> = request.absences.iter().map(|absence| absence.person).collect();
    who.sort_unstable();
    who.dedup();
    let taken = || made.taken.iter().flatten().filter_map(|way| made.ways.get(*way));
    let count = |wanted: &dyn Fn(Kind) -> bool| taken().filter(|way| wanted(way.kind)).count();
    let args = args! {
        people: people(view, &who),
        n: made.vacancies.len(),
        covered: count(&|kind| matches!(kind, Kind::Cover { .. })),
        swapped: count(&|kind| matches!(kind, Kind::Swap(_))),
        alone: count(&|kind| kind == Kind::Alone),
        open: made.open(),
    };
    words::SUMMARY.fill(lang, &args)
}

fn verdict(made: &Arrangement, lang: Lang) -> String {
    let one =
        |(name, value): &(Goal, i64)| words::GOAL.fill(lang, &args! { name: goal(*name).get(lang), value: *value });
    let goals: Vec<String> = made.goals.iter().map(one).collect();
    let text = if made.proved { &words::PROVED } else { &words::NOT_PROVED };
    text.fill(lang, &args! { goals: goals.join(separator(lang)) })
}
