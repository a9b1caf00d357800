//! The sign-in sheet: a page a weekday and slot, its groups by grade, clubs last.

use serde::Serialize;

use super::super::html::programme::{self, SessionRow, session_row, sessions_of, slots, usual};
use crate::args;
use crate::plan::{Held, ServicePlan, View};
use crate::school::ServiceKind;
use crate::text::{Lang, programme as say, ui};

/// A weekday and slot.
#[derive(Serialize)]
pub(super) struct Page {
    day: &'static str,
    slot: String,
    time: String,
    grades: Vec<Grade>,
    rows: usize,
    pupils: u32,
}

#[derive(Serialize)]
struct Grade {
    name: String,
    rows: Vec<SessionRow>,
}

pub(super) fn pages(view: &View<'_>, service: &ServicePlan, lang: Lang) -> Vec<Page> {
    let mut pages = Vec::new();
    for weekday in programme::days(view.school, service) {
        for slot in slots(view.school, service) {
            let held = sessions_of(view, slot, weekday);
            let sessions = || held.iter().map(|held| &service.sessions[held.row]);
            let Some(time) = usual(sessions().map(|session| session.time)) else { continue };
            let mut grades: Vec<Grade> = Vec::new();
            for held in &held {
                let name = grade_of(view, service, held, lang);
                let row = session_row(view.school, &service.sessions[held.row], held, lang);
                match grades.iter_mut().find(|grade| grade.name == name) {
                    Some(grade) => grade.rows.push(row),
                    None => grades.push(Grade { name, rows: vec![row] }),
                }
            }
            pages.push(Page {
                day: match lang {
                    Lang::Zh => weekday.zh(),
                    Lang::En => weekday.en(),
                },
                slot: slot.to_owned(),
                time: time.to_string(),
                grades,
                rows: held.len(),
                pupils: sessions().map(|session| u32::from(session.pupils)).sum(),
            });
        }
    }
    pages
}

/// The grade of a group, or the word for clubs or for several grades.
fn grade_of(view: &View<'_>, service: &ServicePlan, held: &Held, lang: Lang) -> String {
    if service.sessions[held.row].kind == ServiceKind::Club {
        return say::CLUB_GROUP.get(lang).to_owned();
    }
    let mut grades = held.classes.iter().map(|class| view.school.class(*class).grade);
    match grades.next() {
        Some(first) if grades.all(|grade| grade == first) => {
            ui::GRADE.fill(lang, &args! { grade: super::super::html::grade(first, lang) })
        }
        _ => say::SEVERAL_GRADES.get(lang).to_owned(),
    }
}
