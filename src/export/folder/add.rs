//! Files beside those of earlier runs: what was exported in one format stays when another is exported.

use std::path::Path;

use super::{Written, diagnostic, earlier, foreign, manifest_of, put};
use crate::config::Diagnostics;
use crate::export::sha256;
use crate::text::{Args, export::IN_THE_WAY, output};

/// Puts `files` into `dir`, each whole; what earlier runs wrote there stays.
///
/// # Errors
///
/// Without `force`: every file in the way that an earlier run did not write, or that somebody changed since; nothing is
/// then written. With it these are kept beside the new ones. Else the first thing that could not be written.
pub fn add(dir: &Path, files: &[(String, Vec<u8>)], force: bool) -> Result<Written, Diagnostics> {
    if dir.exists() && !dir.is_dir() {
        return Err(Diagnostics(vec![diagnostic(dir, &output::NOT_A_FOLDER, Args::default())]));
    }
    let old = earlier(dir);
    let blocked = files.iter().filter(|(path, bytes)| !force && foreign(&dir.join(path), old.get(path), bytes));
    let blocked: Vec<_> = blocked.map(|(path, _)| diagnostic(&dir.join(path), &IN_THE_WAY, Args::default())).collect();
    if !blocked.is_empty() {
        return Err(Diagnostics(blocked));
    }
    let mut all = old.clone();
    all.extend(files.iter().map(|(path, bytes)| (path.clone(), sha256(bytes))));
    let kept = put(dir, files, &manifest_of(&all), &old).map_err(|error| Diagnostics(vec![error]))?;
    let bytes = files.iter().map(|(_, bytes)| bytes.len()).sum();
    Ok(Written { files: files.len(), bytes, removed: Vec::new(), kept })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn files(list: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
        list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn earlier_formats_stay_and_foreign_files_are_not_overwritten() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("out");
        add(&dir, &files(&[("a.xlsx", "1"), ("calendar/x.ics", "1")]), false).unwrap();
        add(&dir, &files(&[("a.pdf", "1")]), false).unwrap();
        assert!(dir.join("a.xlsx").exists() && dir.join("calendar/x.ics").exists());
        add(&dir, &files(&[("a.xlsx", "2")]), false).unwrap();
        assert_eq!(fs::read_to_string(dir.join("a.xlsx")).unwrap(), "2", "as we left it: ours to replace");
        fs::write(dir.join("a.xlsx"), "by hand").unwrap();
        fs::write(dir.join("b.xlsx"), "of another program").unwrap();
        let new = files(&[("a.pdf", "2"), ("a.xlsx", "3"), ("b.xlsx", "3")]);
        let refused = add(&dir, &new, false).unwrap_err();
        assert_eq!(refused.0.iter().map(|error| error.error.code).collect::<Vec<_>>(), ["E701", "E701"]);
        assert_eq!(fs::read_to_string(dir.join("a.pdf")).unwrap(), "1", "nothing is written");
        let written = add(&dir, &new, true).unwrap();
        assert_eq!(written.kept, ["a.xlsx.bak", "b.xlsx.bak"]);
        assert_eq!(fs::read_to_string(dir.join("a.xlsx.bak")).unwrap(), "by hand");
        assert_eq!(fs::read_to_string(dir.join("b.xlsx")).unwrap(), "3");
    }
}
