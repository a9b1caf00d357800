//! FET files: `kebiao import FILE.fet -o DIR`, `kebiao export --fet`.

use std::path::{Path, PathBuf};

use super::Shared;
use super::shared::{Exit, Failure, both, whole, with_files, write_imported};
use crate::config::Diagnostic;
use crate::export::folder;
use crate::fet::{read, school, write};
use crate::plan;
use crate::text::fet as words;

/// Reads a FET file into a school's folder.
pub(super) fn import(file: &Path, output: &Path, force: bool, shared: Shared) -> Result<Exit, Failure> {
    let lang = shared.lang();
    let fet = read::file(file)?;
    let imported = school::import(&fet, file)?;
    let written = write_imported(output, &imported.files, force, &words::WOULD_OVERWRITE)?;
    if shared.json {
        say!("{:#}", with_files(imported.report.json(lang), written));
    } else if !shared.quiet {
        say!("{}", words::READ.fill(lang, &figures(&imported.report)));
        say!("{}", imported.report.render(lang).trim_end());
        say!("{}", words::NEXT.fill(lang, &crate::args! { path: output.display().to_string() }));
    }
    Ok(Exit::Good)
}

/// The file's name where only a folder is stated, or nothing.
const FILE: &str = "school.fet";

/// Writes a school, and perhaps its plan, as a FET file.
pub(super) fn export(
    school: &Path,
    plan: Option<&Path>,
    output: Option<&Path>,
    force: bool,
    shared: Shared,
) -> Result<Exit, Failure> {
    let lang = shared.lang();
    let plan = plan.map(|out| if out.is_dir() { plan::read_folder(out) } else { plan::table::read(out) }).transpose();
    let (loaded, plan) = both(crate::config::read(school), plan)?;
    let exported = write::write(&loaded.school, plan.as_ref());
    let path = match output {
        None => PathBuf::from(FILE),
        Some(output) if output.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("fet")) => {
            output.to_owned()
        }
        Some(output) => output.join(FILE),
    };
    if path.symlink_metadata().is_ok() && !force {
        let args = crate::args! { files: path.display().to_string() };
        return Err(Diagnostic { error: &words::WOULD_OVERWRITE, args, at: whole(&path) }.into());
    }
    folder::write_one(&path, exported.text.as_bytes())?;
    if shared.json {
        say!("{:#}", with_files(exported.report.json(lang), vec![path.display().to_string()]));
    } else if !shared.quiet {
        say!("{}", words::WROTE.fill(lang, &figures(&exported.report)));
        say!("{}", exported.report.render(lang).trim_end());
        say!("{}", words::WRITTEN.fill(lang, &crate::args! { path: path.display().to_string() }));
    }
    Ok(Exit::Good)
}

/// What there was, for messages.
fn figures(report: &crate::fet::report::Report) -> crate::text::Args {
    crate::text::Args(report.figures.iter().map(|(name, value)| (*name, (*value).into())).collect())
}
