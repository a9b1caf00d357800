//! Files into the output folder, whole or not at all.
//!
//! New files are written into a hidden folder beside their places, then renamed one by one; `run.json` and the manifest
//! come last. A run that is killed leaves the earlier files and at most the hidden folder, which the next run removes.
//!
//! The manifest (`.kebiao-files.json`) names the files of the last run with their SHA-256. What it names in a folder of
//! ours and the new run does not write is removed, unless somebody changed it; so is a table of service, duty and pay when
//! the new plan has none (one that somebody changed becomes `name.bak`). A file in the place of a new one that is
//! neither as the manifest says nor the same as the new one is somebody's work: it is kept beside it as `name.bak`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::args;
use crate::config::{Diagnostic, Location};
use crate::plan::service_table::FILES;
use crate::text::{Args, input::InputError, output};

mod add;

pub use add::add;

/// The folders whose files, at any depth, are ours.
pub const OURS: [&str; 5] = ["classes", "teachers", "rooms", "calendar", "print"];

/// Files beside the timetable that only some plans have: those of an earlier run must not stand next to a newer timetable.
fn only_sometimes(name: &str) -> bool {
    FILES.contains(&name)
        || super::partial::NAMES.contains(&name)
        || name == super::csv::service_name()
        || name == super::csv::duty_name()
}

const MANIFEST: &str = ".kebiao-files.json";
const STAGING: &str = ".kebiao-new-";

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Number of files.
    pub files: usize,
    /// Their bytes.
    pub bytes: usize,
    /// Files of an earlier run that were removed, by their path in the folder.
    pub removed: Vec<String>,
    /// Where files that somebody changed, or that were not ours, were put before new ones took their places.
    pub kept: Vec<String>,
}

/// Whether `dir` can be written, before any time is spent on what would be written there. Leaves nothing behind.
///
/// # Errors
///
/// It is a file, or it (or the folder in which it would be made) takes no new file.
pub fn usable(dir: &Path) -> Result<(), Diagnostic> {
    let there = dir.ancestors().find(|path| path.exists()).unwrap_or(Path::new("."));
    if !there.is_dir() {
        return Err(diagnostic(there, &output::NOT_A_FOLDER, Args::default()));
    }
    tempfile::tempfile_in(there).map(drop).map_err(|error| cannot_write(dir, &error))
}

/// Writes `files` (path in the folder, content) into `dir`.
///
/// # Errors
///
/// The first thing that could not be written; the earlier files are then still in their places.
pub fn write(dir: &Path, files: &[(String, Vec<u8>)]) -> Result<Written, Diagnostic> {
    if dir.exists() && !dir.is_dir() {
        return Err(diagnostic(dir, &output::NOT_A_FOLDER, Args::default()));
    }
    let old = earlier(dir);
    let mut kept = put(dir, files, &manifest(files), &old)?;
    let mut removed = Vec::new();
    for (path, hash) in old.into_iter().filter(|(path, _)| !files.iter().any(|(new, _)| new == path)) {
        if only_sometimes(&path) && changed(&dir.join(&path), &hash) {
            kept.push(keep(dir, &path).map_err(|error| cannot_write(&dir.join(&path), &error))?);
            fs::remove_file(dir.join(&path)).map_err(|error| cannot_write(&dir.join(&path), &error))?;
        } else if remove(dir, &path, &hash) {
            removed.push(path);
        }
    }
    Ok(Written { files: files.len(), bytes: files.iter().map(|(_, bytes)| bytes.len()).sum(), removed, kept })
}

/// Puts `files` and `manifest` into their places; foreign files in their way are kept beside them. Says where.
fn put(
    dir: &Path,
    files: &[(String, Vec<u8>)],
    manifest: &[u8],
    old: &BTreeMap<String, String>,
) -> Result<Vec<String>, Diagnostic> {
    fs::create_dir_all(dir).map_err(|error| cannot_write(dir, &error))?;
    sweep(dir);
    let staging =
        tempfile::Builder::new().prefix(STAGING).tempdir_in(dir).map_err(|error| cannot_write(dir, &error))?;
    let all = || files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).chain([(MANIFEST, manifest)]);
    for (index, (path, bytes)) in all().enumerate() {
        let staged = staging.path().join(index.to_string());
        fs::write(&staged, bytes).map_err(|error| cannot_write(&dir.join(path), &error))?;
    }
    let mut kept = Vec::new();
    for (index, (path, bytes)) in all().enumerate() {
        let target = dir.join(path);
        if path != MANIFEST && foreign(&target, old.get(path), bytes) {
            kept.push(keep(dir, path).map_err(|error| cannot_write(&target, &error))?);
        }
        let folder = target.parent().unwrap_or(dir);
        let moved =
            fs::create_dir_all(folder).and_then(|()| fs::rename(staging.path().join(index.to_string()), &target));
        moved.map_err(|error| cannot_write(&target, &error))?;
    }
    Ok(kept)
}

/// Writes one file of `dir` whole.
///
/// # Errors
///
/// The file could not be written; an earlier one is still in its place.
pub fn write_one(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let dir = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let put = || -> io::Result<()> {
        fs::create_dir_all(dir)?;
        let staging = tempfile::Builder::new().prefix(STAGING).tempdir_in(dir)?;
        let staged = staging.path().join("file");
        fs::write(&staged, bytes)?;
        fs::rename(staged, path)
    };
    put().map_err(|error| cannot_write(path, &error))
}

pub(super) fn cannot_render(dir: &Path, error: &minijinja::Error) -> Diagnostic {
    diagnostic(&dir.join("index.html"), &output::CANNOT_RENDER, args! { reason: error.to_string() })
}

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    diagnostic(path, &output::CANNOT_WRITE, args! { reason: error.to_string() })
}

fn diagnostic(path: &Path, error: &'static InputError, args: Args) -> Diagnostic {
    Diagnostic { error, args, at: Location { file: path.to_owned(), ..Location::default() } }
}

/// Removes what killed runs left; a failure leaves it for the next run.
fn sweep(dir: &Path) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(STAGING)) {
        let path = entry.path();
        let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    }
}

fn manifest(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    manifest_of(&files.iter().map(|(path, bytes)| (path.clone(), super::sha256(bytes))).collect())
}

fn manifest_of(hashes: &BTreeMap<String, String>) -> Vec<u8> {
    serde_json::to_vec_pretty(hashes).unwrap_or_default()
}

/// The files of the last run, with their hashes; none when it left no manifest.
fn earlier(dir: &Path) -> BTreeMap<String, String> {
    fs::read(dir.join(MANIFEST)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Whether the files called `names` in `dir` are as the last run left them; none when it left no manifest.
#[must_use]
pub fn untouched<'a>(dir: &Path, names: impl IntoIterator<Item = &'a str>) -> Option<bool> {
    let old = earlier(dir);
    let same = |name: &str| match (old.get(name), fs::read(dir.join(name))) {
        (Some(hash), Ok(bytes)) => *hash == super::sha256(&bytes),
        (None, Err(_)) => true,
        _ => false,
    };
    (!old.is_empty()).then(|| names.into_iter().all(same))
}

/// Whether there is a file that is neither as we left it nor the same as what will take its place. One that cannot be read
/// is somebody's, too.
fn foreign(target: &Path, ours: Option<&String>, new: &[u8]) -> bool {
    if !fs::symlink_metadata(target).is_ok_and(|meta| !meta.is_dir()) {
        return false;
    }
    fs::read(target).map_or(true, |bytes| bytes != new && ours != Some(&super::sha256(&bytes)))
}

/// Copies the file to a free name beside it, so that it is in its place until the new one takes it; says which.
fn keep(dir: &Path, path: &str) -> io::Result<String> {
    let mut number = 1;
    loop {
        let name = if number == 1 { format!("{path}.bak") } else { format!("{path}.{number}.bak") };
        let free = fs::OpenOptions::new().write(true).create_new(true).open(dir.join(&name));
        match free {
            Ok(mut copy) => {
                io::copy(&mut fs::File::open(dir.join(path))?, &mut copy)?;
                copy.sync_all()?;
                return Ok(name);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Removes an earlier file if it lies in a folder of ours, or only some plans have it, and it is as we left it. Says whether it did.
fn remove(dir: &Path, path: &str, hash: &str) -> bool {
    let relative = PathBuf::from(path);
    let parts: Vec<_> = relative.components().collect();
    let [Component::Normal(folder), below @ ..] = parts.as_slice() else { return false };
    let plain = below.iter().all(|part| matches!(part, Component::Normal(_)));
    let ours = if below.is_empty() { only_sometimes(path) } else { OURS.iter().any(|ours| *folder == *ours) };
    if !plain || !ours {
        return false;
    }
    // A link in between would lead out of the folder.
    let between = relative.ancestors().skip(1).filter(|part| *part != Path::new(""));
    let mut folders = between.map(|part| fs::symlink_metadata(dir.join(part)));
    if !folders.all(|meta| meta.is_ok_and(|meta| meta.is_dir())) {
        return false;
    }
    let target = dir.join(&relative);
    !changed(&target, hash) && fs::remove_file(&target).is_ok()
}

/// Whether there is a file that is not as we left it.
fn changed(target: &Path, hash: &str) -> bool {
    let is_file = fs::symlink_metadata(target).is_ok_and(|meta| meta.is_file());
    is_file && !fs::read(target).is_ok_and(|bytes| super::sha256(&bytes) == hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
        list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_second_run_replaces_and_clears_only_our_files() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("out");
        let first = files(&[("a.csv", "1"), ("classes/一1班.csv", "1"), ("classes/一2班.csv", "1"), ("b.csv", "1")]);
        assert_eq!(write(&dir, &first).unwrap().files, 4);
        fs::write(dir.join("classes/ours-not.csv"), "x").unwrap();
        fs::create_dir(dir.join(".kebiao-new-left")).unwrap();
        let second = write(&dir, &files(&[("a.csv", "2"), ("classes/一1班.csv", "2")])).unwrap();
        assert_eq!(second.removed, ["classes/一2班.csv"]);
        assert_eq!(fs::read_to_string(dir.join("a.csv")).unwrap(), "2");
        assert_eq!(fs::read_to_string(dir.join("classes/一1班.csv")).unwrap(), "2");
        assert!(dir.join("b.csv").exists(), "only files in our folders are removed");
        assert!(dir.join("classes/ours-not.csv").exists());
        write(&dir, &files(&[("a.csv", "2"), ("calendar/classes/一1班.ics", "1"), ("classes/一1班.csv", "2")]))
            .unwrap();
        let third = write(&dir, &files(&[("a.csv", "2"), ("classes/一1班.csv", "2")])).unwrap();
        assert_eq!(third.removed, ["calendar/classes/一1班.ics"], "at any depth");
        assert!(!dir.join(".kebiao-new-left").exists());
        fs::write(dir.join("classes/一1班.csv"), "edited").unwrap();
        assert_eq!(write(&dir, &files(&[("a.csv", "3")])).unwrap().removed, Vec::<String>::new());
        assert_eq!(fs::read_to_string(dir.join("classes/一1班.csv")).unwrap(), "edited");
        let hidden: Vec<_> = fs::read_dir(&dir).unwrap().flatten().map(|e| e.file_name()).collect();
        assert!(!hidden.iter().any(|name| name.to_string_lossy().starts_with(STAGING)), "{hidden:?}");
    }

    #[test]
    fn a_changed_or_foreign_file_is_kept_beside_the_new_one() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path();
        let read = |path: &str| fs::read_to_string(dir.join(path)).unwrap();
        fs::write(dir.join("timetable.csv"), "of another program").unwrap();
        assert_eq!(write(dir, &files(&[("timetable.csv", "1"), ("a", "1")])).unwrap().kept, ["timetable.csv.bak"]);
        assert_eq!((read("timetable.csv"), read("timetable.csv.bak")), ("1".into(), "of another program".into()));
        assert!(
            write(dir, &files(&[("timetable.csv", "2"), ("a", "1")])).unwrap().kept.is_empty(),
            "all as we left it"
        );
        assert_eq!(untouched(dir, ["timetable.csv", "a", "never.csv"]), Some(true));
        fs::write(dir.join("timetable.csv"), "by hand").unwrap();
        fs::write(dir.join("a"), "3").unwrap();
        assert_eq!(untouched(dir, ["timetable.csv"]), Some(false));
        assert_eq!(untouched(&dir.join("nowhere"), ["a"]), None);
        let third = write(dir, &files(&[("timetable.csv", "3"), ("a", "3")])).unwrap();
        assert_eq!(third.kept, ["timetable.csv.2.bak"], "what is the same need not be kept");
        assert_eq!(
            (read("timetable.csv.bak"), read("timetable.csv.2.bak")),
            ("of another program".into(), "by hand".into())
        );
    }

    #[test]
    fn tables_of_service_do_not_outlive_their_plan() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path();
        let duty = super::super::csv::duty_name();
        let first =
            [("timetable.csv", "1"), ("duty.csv", "1"), ("clubs.csv", "1"), (&duty, "1"), ("print/a.html", "1")];
        write(dir, &files(&first)).unwrap();
        fs::write(dir.join("clubs.csv"), "by hand").unwrap();
        let second = write(dir, &files(&[("timetable.csv", "2")])).unwrap();
        assert_eq!(second.removed, ["duty.csv", "print/a.html", &duty]);
        assert_eq!(second.kept, ["clubs.csv.bak"]);
        assert!(!dir.join("clubs.csv").exists() && !dir.join("duty.csv").exists());
        assert_eq!(fs::read_to_string(dir.join("clubs.csv.bak")).unwrap(), "by hand");
        fs::write(dir.join("duty.csv"), "of another program").unwrap();
        let third = write(dir, &files(&[("timetable.csv", "3")])).unwrap();
        assert!(third.removed.is_empty() && third.kept.is_empty() && dir.join("duty.csv").exists());
    }

    #[test]
    fn a_hostile_manifest_removes_nothing_outside() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("out");
        fs::create_dir(&dir).unwrap();
        fs::write(temp.path().join("precious"), "x").unwrap();
        fs::write(dir.join("own"), "x").unwrap();
        let hash = super::super::sha256(b"x");
        let manifest = format!(
            r#"{{"../precious":"{hash}","classes/../own":"{hash}","own":"{hash}","classes/../../precious":"{hash}"}}"#
        );
        fs::write(dir.join(MANIFEST), manifest).unwrap();
        assert_eq!(write(&dir, &files(&[("a", "1")])).unwrap().removed, Vec::<String>::new());
        assert!(temp.path().join("precious").exists() && dir.join("own").exists());
    }

    #[test]
    fn a_failed_write_leaves_the_earlier_files() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("out");
        write(&dir, &files(&[("a.csv", "1")])).unwrap();
        fs::write(dir.join("classes"), "a file in the way").unwrap();
        let error = write(&dir, &files(&[("classes/x.csv", "2"), ("a.csv", "2")])).unwrap_err();
        assert_eq!(error.error.code, "E220");
        assert_eq!(fs::read_to_string(dir.join("a.csv")).unwrap(), "1");
        assert_eq!(write(&dir.join("a.csv"), &files(&[])).unwrap_err().error.code, "E221");
        write_one(&dir.join("b.csv"), b"1").unwrap();
        write_one(&dir.join("b.csv"), b"2").unwrap();
        assert_eq!(fs::read_to_string(dir.join("b.csv")).unwrap(), "2");
    }
}
