//! One arm a format: the files that it makes.

use super::not_made;
use crate::config::Diagnostic;
use crate::export::booklets::{Source, Use};
use crate::export::grid::Booklet;
use crate::export::{Bundle, csv, html, ics, print, xlsx};
use crate::plan::{View, service_table, table};
use crate::report::{Quality, Sheets};
use crate::text::export as words;
use crate::units::TeacherId;

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(super) enum Format {
    Xlsx,
    Html,
    Csv,
    Ics,
}

/// What is to be written.
pub(super) struct Job<'a> {
    pub(super) bundle: &'a Bundle<'a>,
    pub(super) source: &'a Source<'a>,
    pub(super) quality: &'a Quality,
    /// Whose own pages are asked for; everything when nobody's.
    pub(super) people: &'a [TeacherId],
    /// All in one file.
    pub(super) one: bool,
}

/// What a format made.
#[derive(Default)]
pub(super) struct Made {
    /// Files by their path in the output folder.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// What people should know about them.
    pub(super) notes: Vec<String>,
}

impl Format {
    pub(super) const ALL: [Self; 4] = [Self::Xlsx, Self::Html, Self::Csv, Self::Ics];

    /// The files of this format.
    pub(super) fn files(self, job: &Job<'_>) -> Result<Made, Diagnostic> {
        match self {
            Self::Xlsx => workbooks(job),
            Self::Html => pages(job),
            Self::Csv => Ok(tables(job)),
            Self::Ics => Ok(calendars(job)),
        }
    }
}

/// The booklets asked for, with the folder and name of each file.
fn booklets(job: &Job<'_>, what: Use) -> Vec<(String, Booklet)> {
    let lang = job.bundle.lang;
    if !job.people.is_empty() {
        let booklets: Vec<Booklet> = job.people.iter().map(|teacher| job.source.person(*teacher)).collect();
        let stems = crate::export::name::stems(booklets.iter().map(|booklet| booklet.file.as_str()));
        let folder = words::PERSONAL.get(lang);
        return stems.into_iter().map(|stem| format!("{folder}/{stem}")).zip(booklets).collect();
    }
    let booklets = if job.one { vec![job.source.one(what)] } else { job.source.booklets(what) };
    booklets.into_iter().map(|booklet| (booklet.file.clone(), booklet)).collect()
}

fn workbooks(job: &Job<'_>) -> Result<Made, Diagnostic> {
    let made = job.bundle.run.written.get(..10).and_then(|date| date.parse().ok());
    let mut files = Vec::new();
    for (name, booklet) in booklets(job, Use::Workbook) {
        let bytes = xlsx::write(&booklet, made, job.bundle.lang).map_err(|error| not_made("XLSX", &error))?;
        files.push((format!("{name}.xlsx"), bytes));
    }
    Ok(Made { files, notes: Vec::new() })
}

/// The page of everything, with the sheets to print that it leads to.
fn pages(job: &Job<'_>) -> Result<Made, Diagnostic> {
    let Bundle { school, plan, lang, .. } = *job.bundle;
    let view = View::new(school, plan);
    let page = html::write(job.bundle, &view, &Sheets::new(&view), job.quality);
    let page = page.map_err(|error| not_made("HTML", &error))?;
    let mut files = vec![(format!("{}.html", words::ALL_FILE.get(lang)), page.into_bytes())];
    if let Some(service) = &plan.service {
        files.extend(print::files(&view, service, lang).map_err(|error| not_made("HTML", &error))?);
    }
    Ok(Made { files, notes: Vec::new() })
}

/// The plan's own tables, which `check` reads, and the wide ones.
fn tables(job: &Job<'_>) -> Made {
    let Bundle { school, plan, lang, .. } = *job.bundle;
    let view = View::new(school, plan);
    let mut files = vec![(crate::plan::TIMETABLE.to_owned(), table::write(plan))];
    files.extend(csv::files(school, &Sheets::new(&view), lang));
    if let Some(service) = &plan.service {
        let own = service_table::files(service);
        files.extend(own.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
        files.extend(csv::service_files(&view, service, lang));
    }
    Made { files: files.into_iter().map(|(name, bytes)| (format!("csv/{name}"), bytes)).collect(), notes: Vec::new() }
}

fn calendars(job: &Job<'_>) -> Made {
    let view = View::new(job.bundle.school, job.bundle.plan);
    let files = ics::files(&view, job.bundle.lang);
    let none = files.is_empty().then(|| words::NO_CALENDAR.get(job.bundle.lang).to_owned());
    Made { files, notes: none.into_iter().collect() }
}
