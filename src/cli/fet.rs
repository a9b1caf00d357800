//! FET files: `kebiao import FILE.fet -o DIR`.

use std::path::Path;

use super::Shared;
use super::shared::{Exit, Failure, whole};
use crate::config::Diagnostic;
use crate::export::folder;
use crate::fet::{read, school};
use crate::text::fet as words;

/// Whether `path` is to be read as a FET file.
pub(super) fn is_one(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("fet"))
}

/// Reads a FET file into a school's folder.
pub(super) fn import(file: &Path, output: &Path, force: bool, shared: Shared) -> Result<Exit, Failure> {
    let lang = shared.lang();
    let fet = read::file(file)?;
    let imported = school::import(&fet, file)?;
    let there: Vec<&str> = imported.files.iter().map(|(name, _)| name.as_str()).collect();
    let there: Vec<&str> = there.into_iter().filter(|name| output.join(name).symlink_metadata().is_ok()).collect();
    if !there.is_empty() && !force {
        let args = crate::args! { files: there.join("、") };
        return Err(Diagnostic { error: &words::WOULD_OVERWRITE, args, at: whole(output) }.into());
    }
    folder::usable(output)?;
    // school.toml last: without it the folder is no school yet.
    for (name, bytes) in imported.files.iter().rev() {
        folder::write_one(&output.join(name), bytes)?;
    }
    if shared.json {
        let mut report = imported.report.json(lang);
        if let Some(object) = report.as_object_mut() {
            let names = imported.files.iter().map(|(name, _)| output.join(name).display().to_string());
            object.insert("written".to_owned(), names.collect::<Vec<_>>().into());
        }
        say!("{report:#}");
    } else if !shared.quiet {
        let figure = |name: &str| {
            let found = imported.report.figures.iter().find(|(figure, _)| *figure == name);
            found.map_or(0, |(_, value)| *value)
        };
        let args = crate::args! {
            days: figure("days"),
            hours: figure("hours"),
            classes: figure("classes"),
            teachers: figure("teachers"),
            rooms: figure("rooms"),
            activities: figure("activities"),
            requirements: figure("requirements"),
        };
        say!("{}", words::READ.fill(lang, &args));
        say!("{}", imported.report.render(lang).trim_end());
        say!("{}", words::NEXT.fill(lang, &crate::args! { path: output.display().to_string() }));
    }
    Ok(Exit::Good)
}
