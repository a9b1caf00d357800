//! Sheets to print and write on, one HTML file each in `print/`: the sign-in sheet of the after-school service (托管值日登记表),
//! the duty chart (值班表), attendance of clubs and of groups (考勤表).
//!
//! All are A4 and need no setting before printing. A sign-in sheet is for a weekday and slot, with blanks for week and date;
//! a club's attendance has the dates of the term on which it meets (blank columns without a term); a group's has the
//! weekdays of a month with a blank for which.

mod attendance;
mod sign_in;

use std::collections::BTreeMap;

use minijinja::Environment;
use serde::Serialize;

use super::html::{self, duty};
use crate::plan::{ServicePlan, View};
use crate::text::{Lang, Text, programme as say, ui};

pub(super) const STYLE: &str = include_str!("templates/print.css");

#[derive(Serialize)]
pub(super) struct Sheet<'a, T> {
    pub lang: &'static str,
    pub style: &'static str,
    pub school: &'a str,
    pub title: &'a str,
    pub landscape: bool,
    pub w: &'a BTreeMap<&'static str, &'static str>,
    pub pages: T,
}

/// The sheets that there are, with their titles: path in the output folder and title.
#[must_use]
pub fn names(service: &ServicePlan, lang: Lang) -> Vec<(String, &'static str)> {
    let clubs = service.clubs.iter().any(|club| club.held);
    let sheets: [(bool, &Text, &Text); 4] = [
        (!service.sessions.is_empty(), &say::SIGN_IN_FILE, &say::SIGN_IN),
        (!service.shifts.is_empty(), &say::DUTY_FILE, &say::DUTY_CHART),
        (clubs, &say::CLUBS_FILE, &say::ATTENDANCE_CLUB),
        (!service.groups.is_empty(), &say::GROUPS_FILE, &say::ATTENDANCE_GROUP),
    ];
    let there = sheets.into_iter().filter(|(there, _, _)| *there);
    there.map(|(_, file, title)| (format!("print/{}.html", file.get(lang)), title.get(lang))).collect()
}

/// The sheets by their path in the output folder.
///
/// # Errors
///
/// A template that does not fit its data, which tests exclude.
pub fn files(view: &View<'_>, service: &ServicePlan, lang: Lang) -> Result<Vec<(String, Vec<u8>)>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.add_template("print.html", include_str!("templates/print.html"))?;
    environment.add_template("sign-in.html", include_str!("templates/sign-in.html"))?;
    environment.add_template("duty-chart.html", include_str!("templates/duty-chart.html"))?;
    environment.add_template("attendance.html", include_str!("templates/attendance.html"))?;
    let words = html::words(lang);
    let (school, w) = (view.school.name.as_str(), &words);
    let mut files = Vec::new();
    for (path, title) in names(service, lang) {
        let is = |file: &Text| path == format!("print/{}.html", file.get(lang));
        let (language, style) = (ui::LANGUAGE_TAG.get(lang), STYLE);
        let text = if is(&say::SIGN_IN_FILE) {
            let pages = sign_in::pages(view, service, lang);
            let sheet = Sheet { lang: language, style, school, title, landscape: false, w, pages };
            environment.get_template("sign-in.html")?.render(sheet)?
        } else if is(&say::DUTY_FILE) {
            let pages = duty::view(view.school, service, lang);
            let sheet = Sheet { lang: language, style, school, title, landscape: true, w, pages };
            environment.get_template("duty-chart.html")?.render(sheet)?
        } else {
            let clubs = is(&say::CLUBS_FILE);
            let pages =
                if clubs { attendance::clubs(view, service, lang) } else { attendance::groups(view, service, lang) };
            let sheet = Sheet { lang: language, style, school, title, landscape: false, w, pages };
            environment.get_template("attendance.html")?.render(sheet)?
        };
        files.push((path, text.into_bytes()));
    }
    Ok(files)
}
