//! Cover for who is away as files: the log of changes, slips to print (a page a teacher and a class), covers given so far; and
//! as JSON.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::Environment;
use serde::Serialize;
use serde_json::{Value, json};

use super::html;
use super::print::{STYLE, Sheet};
use crate::args;
use crate::cover::record::{Covered, Notice};
use crate::cover::{Arrangement, Kind, StandIn, Standing, Way};
use crate::plan::cells::{LIST, line};
use crate::plan::{PayLine, View};
use crate::report::cover as report;
use crate::school::Work;
use crate::text::{Lang, cover as words, ui};
use crate::units::{TeacherId, Weekday};

#[derive(Serialize)]
struct Pages {
    head: Vec<&'static str>,
    pages: Vec<Page>,
    approver: String,
    sign: &'static str,
}

#[derive(Serialize)]
struct Page {
    title: &'static str,
    to: String,
    rows: Vec<Vec<String>>,
    duties: Vec<String>,
    note: &'static str,
}

/// The slips: a page a teacher who is concerned, then a page a class.
///
/// # Errors
///
/// A template that does not fit its data, which tests exclude.
pub fn slips(
    view: &View<'_>,
    made: &Arrangement,
    notices: &[Notice],
    approved: &str,
    lang: Lang,
) -> Result<(usize, Vec<u8>), minijinja::Error> {
    let school = view.school;
    let mut pages = Vec::new();
    let mut people: BTreeSet<TeacherId> = BTreeSet::new();
    for notice in notices {
        let names = notice.before.iter().chain(&notice.entry.teachers);
        people.extend(names.filter_map(|name| school.teacher_named(name)));
    }
    for duty in &made.duties {
        people.insert(duty.person);
        if let StandIn::Standby(who) | StandIn::Free(who) = &duty.stand_in {
            people.insert(*who);
        }
    }
    for person in people {
        let name = &school.teacher(person).name;
        let mine = |one: &&Notice| one.before.contains(name) || one.entry.teachers.contains(name);
        let duties = made.duties.iter().filter(|duty| {
            let stands_in = matches!(&duty.stand_in, StandIn::Standby(who) | StandIn::Free(who) if *who == person);
            duty.person == person || stands_in
        });
        let moved = notices.iter().filter(mine).filter(|notice| notice.is_swap()).count();
        let title = match (moved, notices.iter().filter(mine).count() - moved) {
            (0, 0) => &words::SLIP_DUTY,
            (0, _) => &words::SLIP_COVER,
            (_, 0) => &words::SLIP_SWAP,
            _ => &words::SLIPS,
        };
        pages.push(Page {
            title: title.get(lang),
            to: words::SLIP_TO.fill(lang, &args! { name: name }),
            rows: notices.iter().filter(mine).map(|notice| row(notice, lang)).collect(),
            duties: duties.map(|duty| report::duty(view, duty, lang)).collect(),
            note: words::MADE_ON.get(lang),
        });
    }
    for class in &school.classes {
        let rows: Vec<_> = notices
            .iter()
            .filter(|notice| notice.entry.classes.contains(&class.name))
            .map(|notice| row(notice, lang))
            .collect();
        if !rows.is_empty() {
            pages.push(Page {
                title: words::SLIP_CLASS.get(lang),
                to: words::SLIP_CLASS_TO.fill(lang, &args! { name: &class.name }),
                rows,
                duties: Vec::new(),
                note: "",
            });
        }
    }
    let count = pages.len();
    let head = [
        &words::HEAD_ID,
        &words::HEAD_DATE,
        &words::HEAD_PERIOD,
        &words::HEAD_CLASS,
        &words::HEAD_WAS,
        &words::HEAD_NOW,
        &words::HEAD_ROOM,
        &words::HEAD_REASON,
    ];
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.add_template("print.html", include_str!("templates/print.html"))?;
    environment.add_template("slips.html", include_str!("templates/slips.html"))?;
    let sheet = Sheet {
        lang: ui::LANGUAGE_TAG.get(lang),
        style: STYLE,
        school: &school.name,
        title: words::SLIPS.get(lang),
        landscape: false,
        w: &html::words(lang),
        pages: Pages {
            head: head.iter().map(|text| text.get(lang)).collect(),
            pages,
            approver: words::APPROVER.fill(lang, &args! { name: approved }),
            sign: words::HEAD_SIGN.get(lang),
        },
    };
    Ok((count, environment.get_template("slips.html")?.render(sheet)?.into_bytes()))
}

fn row(notice: &Notice, lang: Lang) -> Vec<String> {
    let entry = &notice.entry;
    let day = Weekday::of(entry.date);
    let day = match lang {
        Lang::Zh => day.zh(),
        Lang::En => day.en(),
    };
    vec![
        entry.id.clone(),
        format!("{} {day}", entry.date),
        format!("{} {}", ui::PERIOD_N.fill(lang, &args! { n: entry.period.0 }), notice.time),
        entry.classes.join(LIST),
        format!("{} {}", entry.from, notice.before.join(LIST)),
        format!("{} {}", entry.to, entry.teachers.join(LIST)),
        notice.room.clone(),
        entry.reason.clone(),
    ]
}

/// The covers of the whole log, a row each.
#[must_use]
pub fn hours(view: &View<'_>, covers: &[Covered], lang: Lang) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    let head = [
        &words::HOURS_PERSON,
        &words::HEAD_DATE,
        &words::HEAD_PERIOD,
        &words::HEAD_CLASS,
        &words::HEAD_SUBJECT,
        &words::HEAD_ID,
        &words::HOURS_STATE,
    ];
    line(&mut out, head.iter().map(|text| text.get(lang)));
    for one in covers {
        let (date, period) = (one.date.to_string(), one.period.0.to_string());
        let (classes, state) = (one.classes.join(LIST), if one.approved { &words::YES } else { &words::NO });
        let name = view.school.teacher(one.person).name.as_str();
        line(&mut out, [name, &date, &period, &classes, &one.subject, &one.id, state.get(lang)]);
    }
    out.into_bytes()
}

/// What the approved covers of the log earn, a row a person, date and item; none for a school without pay items for covers.
#[must_use]
pub fn pay(view: &View<'_>, lines: &[PayLine]) -> Option<Vec<u8>> {
    if !view.school.pay.items.iter().any(|item| item.works.contains(&Work::Cover)) {
        return None;
    }
    let mut out = String::from("\u{feff}");
    line(&mut out, ["person", "date", "month", "item", "units", "rate", "amount"]);
    for one in lines {
        let (date, units) = (one.date.to_string(), one.units.to_string());
        let (rate, amount) = (one.rate.to_string(), one.amount.to_string());
        line(&mut out, [&one.person, &date, &one.month, &one.item, &units, &rate, &amount].map(String::as_str));
    }
    Some(out.into_bytes())
}

/// All of it for programs.
#[must_use]
pub fn json(view: &View<'_>, made: &Arrangement, notices: &[Notice], lang: Lang) -> Value {
    let school = view.school;
    let names = |who: &[TeacherId]| -> Vec<&str> { who.iter().map(|who| school.teacher(*who).name.as_str()).collect() };
    let lessons: Vec<Value> = made
        .vacancies
        .iter()
        .zip(&made.taken)
        .map(|(one, taken)| {
            let barred: Vec<Value> = one
                .barred
                .iter()
                .map(|barred| {
                    json!({
                        "teacher": school.teacher(barred.person).name,
                        "standing": standing(barred.standing),
                        "reason": report::bar(&barred.bar, lang),
                    })
                })
                .collect();
            json!({
                "date": one.date.to_string(),
                "period": one.period.0,
                "time": one.time.to_string(),
                "classes": one.classes.iter().map(|class| school.class(*class).name.as_str()).collect::<Vec<_>>(),
                "subject": school.subject(one.subject).name,
                "protected": one.protected,
                "absent": names(&one.absent),
                "taken": taken.and_then(|way| made.ways.get(way)).map(|one| way(view, one, lang)),
                "ways": one.ways.iter().map(|index| way(view, &made.ways[*index], lang)).collect::<Vec<_>>(),
                "barred": barred,
            })
        })
        .collect();
    let duties: Vec<Value> = made
        .duties
        .iter()
        .map(|one| {
            json!({
                "date": one.date.to_string(),
                "time": one.time.map(|time| time.to_string()),
                "name": one.name,
                "absent": school.teacher(one.person).name,
                "stand_in": report::stand_in(view, &one.stand_in, lang),
                "open": one.stand_in == StandIn::Open,
            })
        })
        .collect();
    let goals: BTreeMap<&str, i64> = made.goals.iter().map(|(goal, value)| (goal.word(), *value)).collect();
    let rows: Vec<Value> = notices.iter().map(notice).collect();
    json!({
        "lessons": lessons,
        "open": made.open(),
        "duties": duties,
        "goals": goals,
        "proved": made.proved,
        "notes": made.notes.iter().map(|one| report::note(view, one, lang)).collect::<Vec<_>>(),
        "changes": rows,
    })
}

fn notice(one: &Notice) -> Value {
    let entry = &one.entry;
    json!({
        "id": entry.id,
        "date": entry.date.to_string(),
        "classes": entry.classes,
        "period": entry.period.0,
        "time": one.time.to_string(),
        "from": entry.from,
        "to": entry.to,
        "before": one.before,
        "teachers": entry.teachers,
        "room": one.room,
        "approved": entry.approved,
        "reason": entry.reason,
    })
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Subject => "subject",
        Standing::Class => "class",
        Standing::Other => "other",
    }
}

fn way(view: &View<'_>, way: &Way, lang: Lang) -> Value {
    let kind = match way.kind {
        Kind::Alone => "alone",
        Kind::Cover { .. } => "cover",
        Kind::Swap(_) => "swap",
    };
    let mut value = json!({
        "kind": kind,
        "key": way.key(view),
        "says": report::way(view, way, lang),
        "warnings": way.warnings.iter().map(|one| json!({
            "rule": one.code,
            "level": one.level.word(),
            "says": one.message.show(lang),
        })).collect::<Vec<_>>(),
    });
    if let Kind::Cover { person, standing: near, waived } = way.kind {
        value["teacher"] = view.school.teacher(person).name.clone().into();
        value["standing"] = standing(near).into();
        value["waived"] = waived.into();
        value["covers_so_far"] = way.so_far.into();
        value["week_lessons"] = way.week_load.into();
    }
    value
}
