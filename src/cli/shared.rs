//! Exit codes, the language of the locale, failures and how they are printed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::config::{Diagnostic, Diagnostics, Location};
use crate::export::folder;
use crate::text::input::InputError;
use crate::text::{Lang, cli as words};

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, and good.
    Good = 0,
    /// The plan has hard breaches, or no plan exists.
    NoGoodPlan = 1,
    /// The input is wrong; nothing was written.
    BadInput = 2,
    /// The time limit came before any plan.
    NoPlanYet = 3,
    /// The model and the verifier disagree: a bug in kebiao.
    Disagreement = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// The input is wrong.
    Input(Diagnostics),
    /// A file could not be written or read for a reason outside its contents.
    Files {
        /// Which.
        path: PathBuf,
        /// Why, in the system's words.
        cause: String,
    },
}

/// How many errors with the same code are told of a file.
const MOST_ALIKE: usize = 20;

impl Failure {
    pub(super) fn files(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |error| Self::Files { path, cause: error.to_string() }
    }

    pub(super) fn exit(&self) -> Exit {
        Exit::BadInput
    }

    pub(super) fn print(&self, lang: Lang, json: bool) {
        match self {
            Self::Input(diagnostics) if json => {
                let errors: Vec<_> = diagnostics
                    .0
                    .iter()
                    .map(|d| {
                        serde_json::json!({
                            "code": d.error.code,
                            "file": d.at.file.display().to_string(),
                            "line": d.at.line,
                            "column": d.at.column,
                            "text": d.at.text,
                            "cause": d.error.cause.fill(lang, &d.args),
                            "action": d.error.action.fill(lang, &d.args),
                        })
                    })
                    .collect();
                say!("{:#}", serde_json::json!({ "errors": errors }));
            }
            Self::Input(diagnostics) => {
                // A column that a spreadsheet has spoilt is wrong in every line; the same error is not told a thousand times.
                let mut told: BTreeMap<(&Path, &str), usize> = BTreeMap::new();
                for diagnostic in &diagnostics.0 {
                    let times = told.entry((&diagnostic.at.file, diagnostic.error.code)).or_default();
                    *times += 1;
                    if *times <= MOST_ALIKE {
                        tell!("{}", diagnostic.render(lang));
                    }
                }
                for ((file, code), times) in told.iter().filter(|(_, times)| **times > MOST_ALIKE) {
                    let args =
                        crate::args! { file: file.display().to_string(), code: *code, count: times - MOST_ALIKE };
                    tell!("{}", words::MORE_ALIKE.fill(lang, &args));
                }
                let args = crate::args! { count: diagnostics.0.len() };
                tell!("{}", words::INPUT_ERRORS.fill(lang, &args));
            }
            Self::Files { path, cause } => {
                let args = crate::args! { path: path.display().to_string(), cause: cause };
                tell!("{}", words::FILES.fill(lang, &args));
            }
        }
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Input(Diagnostics(vec![diagnostic]))
    }
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Input(diagnostics)
    }
}

/// The language that the locale asks for: English where it says so, else Chinese.
pub(super) fn locale() -> Lang {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    if value.to_ascii_lowercase().starts_with("en") { Lang::En } else { Lang::Zh }
}

/// A file or folder as a whole.
pub(super) fn whole(path: &Path) -> Location {
    Location { file: path.to_owned(), ..Location::default() }
}

/// Writes a school's folder or a plan that was read from another program's file, each file whole: nothing that is there is
/// written over unless `force` says so (`there` names the error). Says where they are.
pub(super) fn write_imported(
    output: &Path,
    files: &[(String, Vec<u8>)],
    force: bool,
    there: &'static InputError,
) -> Result<Vec<String>, Failure> {
    folder::usable(output)?;
    let names = files.iter().map(|(name, _)| name.as_str());
    let taken: Vec<&str> = names.filter(|name| output.join(name).symlink_metadata().is_ok()).collect();
    if !taken.is_empty() && !force {
        let args = crate::args! { files: taken.join("、") };
        return Err(Diagnostic { error: there, args, at: whole(output) }.into());
    }
    // school.toml last: without it the folder is no school yet.
    let (last, first): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| name == "school.toml");
    for (name, bytes) in first.into_iter().chain(last) {
        folder::write_one(&output.join(name), bytes)?;
    }
    Ok(files.iter().map(|(name, _)| output.join(name).display().to_string()).collect())
}

/// A report as JSON, with the files that were written.
pub(super) fn with_files(mut report: serde_json::Value, written: Vec<String>) -> serde_json::Value {
    if let Some(object) = report.as_object_mut() {
        object.insert("written".to_owned(), written.into());
    }
    report
}

/// The timetable of a plan that was named by its folder or by the file itself.
pub(super) fn timetable_file(plan: &Path) -> PathBuf {
    if plan.is_dir() { plan.join(crate::plan::TIMETABLE) } else { plan.to_path_buf() }
}

/// Both values, or the errors of both readings together.
pub(super) fn both<A, B>(a: Result<A, Diagnostics>, b: Result<B, Diagnostics>) -> Result<(A, B), Diagnostics> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut a), Err(b)) => {
            a.0.extend(b.0);
            Err(a)
        }
        (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => Err(errors),
    }
}
