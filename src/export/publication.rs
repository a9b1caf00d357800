//! The sheets of a publication: the bulletin (公示: a sheet a class) and the bureau's filing copy (备案表); both carry the seal.

use std::collections::BTreeSet;

use minijinja::Environment;
use serde::Serialize;

use super::html::{self, view as sheets_view};
use super::print::Sheet;
use crate::args;
use crate::plan::View;
use crate::publication::{Publication, Quota};
use crate::report::quality::Quality;
use crate::report::{Sheets, quality};
use crate::school::{DayBell, School};
use crate::text::{Lang, publication as words, ui};
use crate::units::Weekday;

#[derive(Serialize)]
struct Bulletin<'a> {
    lang: &'static str,
    style: &'static str,
    school: &'a str,
    title: &'static str,
    facts: Vec<(&'static str, String)>,
    note: &'static str,
    foot: String,
    names: Vec<&'a str>,
    sheets: Vec<sheets_view::SheetView>,
    w: std::collections::BTreeMap<&'static str, &'static str>,
}

#[derive(Serialize)]
struct Filing {
    facts: Vec<(&'static str, String)>,
    bells_title: &'static str,
    bells: Vec<Bell>,
    waived_title: &'static str,
    waived: Vec<(String, String)>,
    none: &'static str,
    principal: &'static str,
    stamp: &'static str,
    bureau: &'static str,
    date_blank: &'static str,
    note: &'static str,
    counts_title: &'static str,
    cell: &'static str,
    subjects: Vec<String>,
    counts: Vec<CountRow>,
}

#[derive(Serialize)]
struct Bell {
    name: String,
    days: String,
    lines: Vec<Vec<(String, String)>>,
}

#[derive(Serialize)]
struct CountRow {
    name: String,
    cells: Vec<CountCell>,
}

#[derive(Serialize)]
struct CountCell {
    text: String,
    bad: bool,
}

/// The two sheets by their names.
///
/// # Errors
///
/// A template that does not fit its data, which tests exclude.
pub fn sheets(
    school: &School,
    publication: &Publication,
    found: &Quality,
    lang: Lang,
) -> Result<Vec<(String, Vec<u8>)>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.add_template("sheet.html", include_str!("templates/sheet.html"))?;
    environment.add_template("print.html", include_str!("templates/print.html"))?;
    environment.add_template("bulletin.html", include_str!("templates/bulletin.html"))?;
    environment.add_template("filing.html", include_str!("templates/filing.html"))?;
    let view = View::new(school, &publication.plan);
    let classes = Sheets::new(&view).classes;
    let facts = facts(school, publication, found, lang);
    let bulletin = Bulletin {
        lang: ui::LANGUAGE_TAG.get(lang),
        style: html::STYLE,
        school: &school.name,
        title: words::BULLETIN.get(lang),
        facts: facts.clone(),
        note: words::SEAL_NOTE.get(lang),
        foot: format!("{} {}　{} {}", words::DATE.get(lang), publication.date, words::SEAL.get(lang), publication.seal),
        names: school.classes.iter().map(|class| class.name.as_str()).collect(),
        sheets: classes.iter().map(|sheet| sheets_view::sheet(school, sheet, lang)).collect(),
        w: html::words(lang),
    };
    let filing = Sheet {
        lang: ui::LANGUAGE_TAG.get(lang),
        style: super::print::STYLE,
        school: &school.name,
        title: words::FILING.get(lang),
        landscape: false,
        w: &html::words(lang),
        pages: filing(school, publication, found, facts, lang),
    };
    let page = |name: &str, value: minijinja::Value| environment.get_template(name)?.render(value);
    Ok(vec![
        (
            words::BULLETIN_FILE.get(lang).to_owned(),
            page("bulletin.html", minijinja::Value::from_serialize(&bulletin))?.into_bytes(),
        ),
        (
            words::FILING_FILE.get(lang).to_owned(),
            page("filing.html", minijinja::Value::from_serialize(&filing))?.into_bytes(),
        ),
    ])
}

fn facts(school: &School, publication: &Publication, found: &Quality, lang: Lang) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if let Some(term) = &publication.term {
        facts.push((words::TERM.get(lang), format!("{} {} – {}", term.name, term.first, term.last)));
    }
    facts.push((words::DATE.get(lang), publication.date.to_string()));
    facts.push((words::CLASSES.get(lang), school.classes.len().to_string()));
    facts.push((words::LESSONS_A_WEEK.get(lang), quality::lessons(school, &publication.plan)));
    let cases: u64 = found.rules.iter().map(|line| line.cases).sum();
    let args = args! { rules: found.rules.len(), cases: cases };
    facts.push((words::RULES_CHECKED.get(lang), words::RULES_CHECKED_WORDS.fill(lang, &args)));
    facts.push((words::SEAL.get(lang), publication.seal.clone()));
    facts
}

fn filing(
    school: &School,
    publication: &Publication,
    found: &Quality,
    facts: Vec<(&'static str, String)>,
    lang: Lang,
) -> Filing {
    let quotas = &publication.quotas;
    // In the school's own order, others after them.
    let known = school.subjects.iter().map(|subject| subject.name.as_str());
    let taught: BTreeSet<&str> = quotas.iter().map(|quota| quota.subject.as_str()).collect();
    let mut subjects: Vec<&str> = known.filter(|name| taught.contains(name)).collect();
    subjects.extend(taught.iter().copied().filter(|name| !school.subjects.iter().any(|one| one.name == *name)));
    let cell = |class: &str, subject: &str| -> CountCell {
        let quota = quotas.iter().find(|quota| quota.class == class && quota.subject == subject);
        let Some(Quota { posted, curriculum, .. }) = quota else {
            return CountCell { text: String::new(), bad: false };
        };
        CountCell {
            text: curriculum.map_or(posted.to_string(), |wanted| format!("{posted}/{wanted}")),
            bad: curriculum.is_some_and(|wanted| *posted < wanted),
        }
    };
    let row = |name: &str| CountRow {
        name: name.to_owned(),
        cells: subjects.iter().map(|subject| cell(name, subject)).collect(),
    };
    Filing {
        facts,
        bells_title: words::BELLS.get(lang),
        bells: bells(school, lang),
        waived_title: words::WAIVED.get(lang),
        waived: found.waivers.iter().map(|one| (one.meta.name.get(lang).to_owned(), one.reason.clone())).collect(),
        none: words::NONE.get(lang),
        principal: words::PRINCIPAL.get(lang),
        stamp: words::STAMP.get(lang),
        bureau: words::BUREAU.get(lang),
        date_blank: words::DATE_BLANK.get(lang),
        note: words::SEAL_NOTE.get(lang),
        counts_title: words::COUNTS.get(lang),
        cell: words::COUNT_CELL.get(lang),
        counts: school.classes.iter().map(|class| row(&class.name)).collect(),
        subjects: subjects.iter().map(|subject| (*subject).to_owned()).collect(),
    }
}

/// Each bell schedule in use, days with the same times together, three periods or breaks a line.
fn bells(school: &School, lang: Lang) -> Vec<Bell> {
    let mut found = Vec::new();
    for bell in &school.bells {
        let mut kinds: Vec<(&DayBell, Vec<Weekday>)> = Vec::new();
        for (weekday, day) in &bell.days {
            match kinds.iter_mut().find(|(known, _)| *known == day) {
                Some((_, days)) => days.push(*weekday),
                None => kinds.push((day, vec![*weekday])),
            }
        }
        for (day, days) in kinds {
            let mut lines: Vec<_> = day
                .periods
                .iter()
                .map(|one| (one.time, ui::PERIOD_N.fill(lang, &args! { n: one.index.0 })))
                .chain(day.breaks.iter().map(|one| (one.time, one.name.clone())))
                .collect();
            lines.sort();
            let cells: Vec<_> = lines.into_iter().map(|(time, name)| (name, time.to_string())).collect();
            let days: Vec<&str> = days.iter().map(|weekday| sheets_view::day(*weekday, lang)).collect();
            found.push(Bell {
                name: bell.name.clone(),
                days: days.join(ui::LIST_MARK.get(lang)),
                lines: cells.chunks(3).map(<[_]>::to_vec).collect(),
            });
        }
    }
    found
}
