//! `kebiao compare A B [C...] -o DIR`: whole plans side by side, from the folders in which they stand. The first is the
//! reference. No input is ever written to.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Shared;
use super::shared::{Exit, Failure, both, timetable_file, whole};
use crate::args;
use crate::compare::{Comparison, Costs, Side, Unknown, compare, same_school};
use crate::config::Diagnostics;
use crate::export;
use crate::plan::{self, Plan, TIMETABLE, service_table, table};
use crate::report::compare::terminal;
use crate::school::School;
use crate::text::{Arg, Lang, compare as words};
use crate::verify::verify;

/// Arguments of `kebiao compare`.
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// Folders of plans; the first is the reference / 方案文件夹，第一个为基准
    #[arg(required = true)]
    plans: Vec<PathBuf>,
    /// Where to write the comparison / 输出文件夹
    #[arg(short, long)]
    output: PathBuf,
    /// The school's folder: costs by a fresh verification / 学校配置文件夹，现场核验扣分
    #[arg(long)]
    school: Option<PathBuf>,
}

impl Compare {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        let school = match &self.school {
            Some(folder) => crate::config::read(folder).map(|loaded| Some(loaded.school)),
            None => Ok(None),
        };
        // Everything is read before anything is complained of, so that all errors are seen at once.
        let (school, sides) = match school {
            Ok(school) => (Ok(()), sides(&self.plans, school.as_ref())),
            Err(errors) => (Err(errors), sides(&self.plans, None)),
        };
        let ((), sides) = both(school, with_errors(sides, self.misplaced()))?;
        export::folder::usable(&self.output)?;
        let comparison = compare(&sides);
        write(&comparison, &self.output, &self.plans, shared.lang())?;
        show(&comparison, &self.output, shared);
        Ok(Exit::Good)
    }

    /// What is wrong with the folders as such, before their contents.
    fn misplaced(&self) -> Diagnostics {
        let mut found = Diagnostics::default();
        if let [only] = self.plans.as_slice() {
            found.push(&words::ONE_PLAN, args! {}, whole(only));
        }
        for (index, plan) in self.plans.iter().enumerate() {
            let same = |other: &&PathBuf| real(other).is_some_and(|other| real(plan) == Some(other));
            if let Some(other) = self.plans[..index].iter().find(same) {
                found.push(&words::SAME_FOLDER, args! { other: other.display().to_string() }, whole(plan));
            }
        }
        found.0.extend(holds_plan(&self.output).0);
        found
    }
}

/// Complains when `output` is where a plan stands: a comparison there would take it for its own.
pub(super) fn holds_plan(output: &Path) -> Diagnostics {
    let mut found = Diagnostics::default();
    for file in [TIMETABLE, "run.json"].into_iter().chain(signs()) {
        if output.join(file).exists() {
            found.push(&words::OUTPUT_HOLDS_PLAN, args! { file: file }, whole(output));
            break;
        }
    }
    found
}

/// Files that only a plan's folder has. A school may keep its own `groups.csv` and `clubs.csv`.
fn signs() -> impl Iterator<Item = &'static str> {
    service_table::FILES.into_iter().filter(|name| !["groups.csv", "clubs.csv"].contains(name))
}

/// The plan's own place on the disk, however it was named.
fn real(plan: &Path) -> Option<PathBuf> {
    let folder = if plan.is_dir() { Some(plan) } else { plan.parent() };
    folder?.canonicalize().ok()
}

/// The plan in a folder (timetable, roster or both), or in a timetable's file; none when there is nothing.
fn read(path: &Path) -> Option<Result<Plan, Diagnostics>> {
    if path.is_file() {
        return Some(table::read(path));
    }
    if path.join(TIMETABLE).is_file() {
        return Some(plan::read_folder(path));
    }
    signs()
        .any(|name| path.join(name).exists())
        .then(|| service_table::read(path).map(|service| Plan { service, ..Plan::default() }))
}

fn with_errors<T>(result: Result<T, Diagnostics>, mut found: Diagnostics) -> Result<T, Diagnostics> {
    match result {
        Ok(value) if found.is_empty() => Ok(value),
        Ok(_) => Err(found),
        Err(errors) => {
            found.0.extend(errors.0);
            Err(found)
        }
    }
}

/// Reads the plans; costs come from `school` where it is given, else from the records of the runs.
///
/// # Errors
///
/// Everything that is wrong with any of them, together.
pub(super) fn sides(plans: &[PathBuf], school: Option<&School>) -> Result<Vec<Side>, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut sides: Vec<(&PathBuf, Side)> = Vec::new();
    for (path, name) in plans.iter().zip(names(plans)) {
        match read(path) {
            Some(Ok(plan)) => {
                let costs = match school {
                    Some(school) => Costs::from(&verify(school, &plan)),
                    None => recorded(&timetable_file(path)),
                };
                sides.push((path, Side { name, plan, costs }));
            }
            Some(Err(errors)) => found.0.extend(errors.0),
            None => found.push(&words::NO_PLAN, args! { file: TIMETABLE }, whole(path)),
        }
    }
    if let Some(((reference, first), others)) = sides.split_first() {
        for (path, side) in others {
            let Some(apart) = same_school::apart(&first.plan, &side.plan) else { continue };
            let what = match apart {
                same_school::Apart::Classes => words::CLASS,
                same_school::Apart::Teachers => words::TEACHER,
            };
            let args = args! { what: Arg::from(what), other: reference.display().to_string() };
            found.push(&words::OTHER_SCHOOL, args, whole(path));
        }
    }
    if found.is_empty() { Ok(sides.into_iter().map(|(_, side)| side).collect()) } else { Err(found) }
}

/// The costs that the run recorded beside the timetable, if they are of these very tables.
fn recorded(timetable: &Path) -> Costs {
    let folder = timetable.parent().unwrap_or(Path::new("."));
    let (Ok(run), Ok(bytes)) = (std::fs::read(folder.join("run.json")), std::fs::read(timetable)) else {
        return Costs::Unknown(Unknown::NoRecord);
    };
    let later = || signs().any(|name| folder.join(name).exists());
    // Without the run's list of files nothing is known of the tables after the timetable.
    let same = export::folder::untouched(folder, service_table::FILES).unwrap_or_else(|| !later());
    match export::json::recorded(&run, &bytes).filter(|_| same) {
        Some(rules) => Costs::Known(rules),
        None => Costs::Unknown(Unknown::Changed),
    }
}

/// Names of the plans: their folders' own names where these differ, else their paths as typed, numbered if even these agree.
fn names(plans: &[PathBuf]) -> Vec<String> {
    let own = |path: &PathBuf| {
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        real.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
    };
    let short: Vec<String> = plans.iter().map(own).collect();
    let differ = |names: &[String]| names.iter().collect::<std::collections::BTreeSet<_>>().len() == names.len();
    if differ(&short) {
        return short;
    }
    let typed: Vec<String> = plans.iter().map(|path| path.display().to_string()).collect();
    if differ(&typed) {
        return typed;
    }
    typed.into_iter().enumerate().map(|(index, name)| format!("{name} #{}", index + 1)).collect()
}

/// Writes the files of a comparison into `output`.
pub(super) fn write(comparison: &Comparison, output: &Path, plans: &[PathBuf], lang: Lang) -> Result<(), Failure> {
    let pages: Vec<Option<String>> = plans.iter().map(|plan| page(plan, output)).collect();
    let files = export::compare::files(comparison, &pages, lang);
    let files =
        files.map_err(|error| Failure::Files { path: output.join(export::compare::PAGE), cause: error.to_string() })?;
    export::folder::write(output, &files)?;
    Ok(())
}

/// The address of a plan's own page, when it lies below the output folder: then the two stay together.
fn page(plan: &Path, output: &Path) -> Option<String> {
    let inside = plan.strip_prefix(output).ok()?.join("index.html");
    plan.join("index.html").is_file().then(|| {
        let parts: Vec<String> = inside.components().map(|part| address(&part.as_os_str().to_string_lossy())).collect();
        parts.join("/")
    })
}

/// A part of an address; what has a meaning in addresses is written by its code.
fn address(part: &str) -> String {
    let mut out = String::new();
    for letter in part.chars() {
        match letter {
            '%' | '#' | '?' | '"' | '\'' | '<' | '>' | '\\' | ' ' | ':' => {
                out.push_str(&format!("%{:02X}", u32::from(letter)))
            }
            other => out.push(other),
        }
    }
    out
}

/// Says what was found.
pub(super) fn show(comparison: &Comparison, output: &Path, shared: Shared) {
    let lang = shared.lang();
    if shared.json {
        say!("{:#}", export::compare::json(comparison));
    } else if !shared.quiet {
        say!("{}", terminal(comparison, lang));
        say!("{}", words::WRITTEN.fill(lang, &args! { path: output.display().to_string() }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::input::InputError;

    #[test]
    fn names_are_short_where_they_differ() {
        let paths = |list: &[&str]| list.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(names(&paths(&["x/a", "x/b"])), ["a", "b"]);
        assert_eq!(names(&paths(&["x/a", "y/a"])), ["x/a", "y/a"]);
        assert_eq!(names(&paths(&["x/a", "x/a"])), ["x/a #1", "x/a #2"]);
    }

    #[test]
    fn addresses_survive_odd_names() {
        assert_eq!(address("方案 1#?%"), "方案%201%23%3F%25");
    }

    #[test]
    fn every_error_has_its_own_code_and_both_languages() {
        let codes: std::collections::BTreeSet<_> = words::ALL.iter().map(|error: &&InputError| error.code).collect();
        assert_eq!(codes.len(), words::ALL.len());
        for error in words::ALL {
            assert_eq!(error.cause.placeholders(Lang::Zh), error.cause.placeholders(Lang::En), "{}", error.code);
            assert_eq!(error.action.placeholders(Lang::Zh), error.action.placeholders(Lang::En), "{}", error.code);
        }
    }
}
