//! Folders and files on the command line -> instances, each once.
//!
//! A folder with a `school.toml` is a school, an XML file is XHSTT and stands for every instance in it; any other folder
//! stands for all of these below it, in the order of their names, but not for schools that were made to have no timetable. Everything is read before anything runs, so that all mistakes are told at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Kind, Subject};
use crate::args;
use crate::config::{self, Diagnostic, Diagnostics, Location};
use crate::text::bench as words;
use crate::text::input::FILE_UNREADABLE;
use crate::xhstt::read::{self, Archive};

/// The file that makes a folder a school.
const SCHOOL: &str = "school.toml";
/// The file beside a school that was made to have no timetable.
const PLANTED: &str = "planted.toml";
/// Most levels of folders that are looked through.
const DEPTH: usize = 5;

/// The instances that `paths` stand for.
///
/// # Errors
///
/// Everything that is wrong with any of them, together.
pub fn find(paths: &[PathBuf]) -> Result<Vec<Subject>, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut places: Vec<(PathBuf, Kind)> = Vec::new();
    for path in paths {
        let mut here = Vec::new();
        expand(path, DEPTH, &mut here);
        if !path.exists() {
            found.push(&words::NOT_THERE, args! {}, whole(path));
        } else if here.is_empty() {
            found.push(&words::NO_INSTANCE, args! {}, whole(path));
        }
        places.extend(here);
    }
    let mut seen: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    let mut subjects = Vec::new();
    for (path, kind) in places {
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        if let Some(first) = seen.insert(real, path.clone()) {
            found.push(&words::SAME_INSTANCE, args! { first: first.display().to_string() }, whole(&path));
            continue;
        }
        let names = match kind {
            Kind::School => config::read(&path).map(|loaded| vec![loaded.school.name]),
            Kind::Xhstt => archive(&path).map(|archive| archive.instances.into_iter().map(|own| own.id).collect()),
        };
        match names {
            Ok(names) if names.is_empty() => found.push(&words::NO_INSTANCE, args! {}, whole(&path)),
            Ok(names) => {
                let subject = |name| Subject { label: String::new(), name, kind, path: path.clone() };
                subjects.extend(names.into_iter().map(subject));
            }
            Err(errors) => found.0.extend(errors.0),
        }
    }
    label(&mut subjects);
    if found.is_empty() { Ok(subjects) } else { Err(found) }
}

fn expand(path: &Path, depth: usize, found: &mut Vec<(PathBuf, Kind)>) {
    if path.is_file() {
        if path.file_name().is_some_and(|name| name == SCHOOL) {
            let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
            found.push((folder.to_owned(), Kind::School));
        } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml")) {
            found.push((path.to_owned(), Kind::Xhstt));
        }
        return;
    }
    if path.join(SCHOOL).is_file() {
        found.push((path.to_owned(), Kind::School));
        return;
    }
    let Some(depth) = depth.checked_sub(1) else { return };
    let Ok(entries) = std::fs::read_dir(path) else { return };
    let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    inside.sort();
    for path in inside.iter().filter(|path| !path.join(PLANTED).is_file()) {
        // A `school.toml` would have made this a school.
        expand(path, depth, found);
    }
}

/// Gives each the last part of its path as label, with as many parts before it as all need to differ.
fn label(subjects: &mut [Subject]) {
    let parts = |subject: &Subject| -> Vec<String> {
        let real = subject.path.canonicalize().unwrap_or_else(|_| subject.path.clone());
        let parts = real.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        parts.chain((subject.kind == Kind::Xhstt).then(|| subject.name.clone())).collect()
    };
    let parts: Vec<Vec<String>> = subjects.iter().map(parts).collect();
    let most = parts.iter().map(Vec::len).max().unwrap_or(1);
    let last = |parts: &[String], count: usize| parts[parts.len().saturating_sub(count)..].join("/");
    for (index, subject) in subjects.iter_mut().enumerate() {
        let alone = |count: &usize| {
            let own = last(&parts[index], *count);
            parts.iter().enumerate().all(|(other, parts)| other == index || last(parts, *count) != own)
        };
        subject.label = last(&parts[index], (1..=most).find(alone).unwrap_or(most));
    }
}

/// Reads an XHSTT file.
pub(super) fn archive(path: &Path) -> Result<Archive, Diagnostics> {
    let bytes = std::fs::read(path).map_err(|error| {
        let args = args! { reason: error.to_string() };
        Diagnostics(vec![Diagnostic { error: &FILE_UNREADABLE, args, at: whole(path) }])
    })?;
    // Names in another encoding are spoilt by this, and nothing else: what counts are references.
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    read::archive(text, &path.display().to_string()).map_err(|error| {
        let diagnostic = |fault: read::Fault| {
            let at = Location { file: path.to_owned(), line: fault.line, column: fault.column, text: fault.text };
            Diagnostic { error: fault.error, args: fault.args, at }
        };
        Diagnostics(error.faults.into_iter().map(diagnostic).collect())
    })
}

fn whole(path: &Path) -> Location {
    Location { file: path.to_owned(), ..Location::default() }
}
