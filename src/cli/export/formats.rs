//! One arm a format: the files that it makes.

use std::path::Path;

use super::{not_made, whole};
use crate::args;
use crate::config::{Diagnostic, Location};
use crate::export::booklets::{Source, Use};
use crate::export::grid::Booklet;
use crate::export::pdf::fonts::{Fonts, NoFont};
use crate::export::{Bundle, csv, document, html, ics, name, pdf, print, sheet_page, xlsx};
use crate::plan::{View, service_table, table};
use crate::report::{Quality, Sheets};
use crate::text::{Args, export as words};
use crate::units::TeacherId;

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(super) enum Format {
    Xlsx,
    Pdf,
    Html,
    Csv,
    Ics,
    Json,
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
    /// The font file for PDF.
    pub(super) font: Option<&'a Path>,
    /// Whether PDF was asked for by name, so that it is an error when there is no font.
    pub(super) pdf_wanted: bool,
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
    pub(super) const ALL: [Self; 6] = [Self::Xlsx, Self::Pdf, Self::Html, Self::Csv, Self::Ics, Self::Json];

    /// The files of this format.
    pub(super) fn files(self, job: &Job<'_>) -> Result<Made, Diagnostic> {
        match self {
            Self::Xlsx => workbooks(job),
            Self::Pdf => papers(job),
            Self::Html => pages(job),
            Self::Csv => Ok(tables(job)),
            Self::Ics => Ok(calendars(job)),
            Self::Json => Ok(documents(job)),
        }
    }
}

/// The booklets asked for, with the folder and name of each file.
fn booklets(job: &Job<'_>, what: Use) -> Vec<(String, Booklet)> {
    let lang = job.bundle.lang;
    if !job.people.is_empty() {
        let booklets: Vec<Booklet> = job.people.iter().map(|teacher| job.source.person(*teacher)).collect();
        let stems = name::stems(booklets.iter().map(|booklet| booklet.file.as_str()));
        let folder = words::PERSONAL.get(lang);
        return stems.into_iter().map(|stem| format!("{folder}/{stem}")).zip(booklets).collect();
    }
    let booklets = if job.one { vec![job.source.one(what)] } else { job.source.booklets(what) };
    booklets.into_iter().map(|booklet| (booklet.file.clone(), booklet)).collect()
}

/// The date that files bear: when the plan was made, so that the same plan gives the same bytes.
fn date(job: &Job<'_>) -> Option<chrono::NaiveDate> {
    job.bundle.run.written.get(..10).and_then(|date| date.parse().ok())
}

fn workbooks(job: &Job<'_>) -> Result<Made, Diagnostic> {
    let made = date(job);
    let mut files = Vec::new();
    for (name, booklet) in booklets(job, Use::Workbook) {
        let bytes = xlsx::write(&booklet, made, job.bundle.lang).map_err(|error| not_made("XLSX", &error))?;
        files.push((format!("{name}.xlsx"), bytes));
    }
    Ok(Made { files, notes: Vec::new() })
}

fn papers(job: &Job<'_>) -> Result<Made, Diagnostic> {
    let lang = job.bundle.lang;
    let fonts = match job.font {
        Some(file) => Fonts::of_file(file),
        None => Fonts::of_system(),
    };
    let fonts = match fonts {
        Ok(fonts) => fonts,
        Err(NoFont::Bad(reason)) => {
            let at = whole(job.font.unwrap_or("--font".as_ref()));
            return Err(Diagnostic { error: &words::BAD_FONT, args: args! { reason: reason }, at });
        }
        Err(NoFont::None) => {
            let error = Diagnostic { error: &words::NO_FONT, args: Args::default(), at: Location::default() };
            if job.pdf_wanted {
                return Err(error);
            }
            let reason = format!("{} {}", error.error.code, error.error.cause.get(lang));
            let note = words::NO_PDF.fill(lang, &args! { reason: reason });
            return Ok(Made { files: Vec::new(), notes: vec![note, words::NO_FONT.action.get(lang).to_owned()] });
        }
    };
    let mut files = Vec::new();
    for (name, booklet) in booklets(job, Use::Paper) {
        let bytes = pdf::write(&booklet, &fonts, date(job), lang).map_err(|error| not_made("PDF", &error))?;
        files.push((format!("{name}.pdf"), bytes));
    }
    let missing = fonts.missing();
    let named: Vec<String> =
        missing.into_iter().map(|letter| format!("{letter} (U+{:04X})", u32::from(letter))).collect();
    let named = named.join(words::LETTERS_MARK.get(lang));
    let note = (!named.is_empty()).then(|| words::MISSING_LETTERS.fill(lang, &args! { letters: named }));
    Ok(Made { files, notes: note.into_iter().collect() })
}

/// The page of everything with the sheets to print that it leads to, and the page for the head; or a page a person.
fn pages(job: &Job<'_>) -> Result<Made, Diagnostic> {
    let Bundle { school, plan, lang, .. } = *job.bundle;
    if !job.people.is_empty() {
        let own = booklets(job, Use::Paper).into_iter();
        let files = own.map(|(name, booklet)| (format!("{name}.html"), sheet_page::write(&booklet, lang).into_bytes()));
        return Ok(Made { files: files.collect(), notes: Vec::new() });
    }
    let view = View::new(school, plan);
    let page = html::write(job.bundle, &view, &Sheets::new(&view), job.quality);
    let page = page.map_err(|error| not_made("HTML", &error))?;
    let mut files = vec![(format!("{}.html", words::ALL_FILE.get(lang)), page.into_bytes())];
    let head = job.source.head();
    files.push((format!("{}.html", head.file), sheet_page::write(&head, lang).into_bytes()));
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
    let mut files = ics::files(&view, job.bundle.lang);
    if !job.people.is_empty() {
        let own = name::stems(view.school.teachers.iter().map(|teacher| teacher.name.as_str()));
        let own = job.people.iter().filter_map(|teacher| own.get(teacher.index()));
        let own: Vec<String> = own.map(|stem| format!("calendar/teachers/{stem}.ics")).collect();
        files.retain(|(path, _)| own.contains(path));
    }
    let none = files.is_empty().then(|| words::NO_CALENDAR.get(job.bundle.lang).to_owned());
    Made { files, notes: none.into_iter().collect() }
}

fn documents(job: &Job<'_>) -> Made {
    let Bundle { school, plan, verdict, .. } = *job.bundle;
    Made { files: vec![("plan.json".to_owned(), document::write(school, plan, verdict))], notes: Vec::new() }
}
