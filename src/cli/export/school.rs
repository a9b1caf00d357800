//! Whose plan it is: the folder that was named, else one near the plan whose files are those of the run.

use std::fs;
use std::path::{Path, PathBuf};

use super::whole;
use crate::args;
use crate::config::Diagnostic;
use crate::export::sha256;
use crate::text::export as words;

/// How many folders above the plan are looked into.
const ABOVE: usize = 3;
/// Most folders beside it that are looked into.
const BESIDE: usize = 500;

/// The school's configuration: as `given`; else that of the `run.json` beside the plan, sought in the folders around the
/// plan and around the current one by the SHA-256 of its `school.toml`.
///
/// # Errors
///
/// None is found.
pub(super) fn find(given: Option<&PathBuf>, plan: &Path) -> Result<PathBuf, Diagnostic> {
    if let Some(given) = given {
        return Ok(given.clone());
    }
    let folder = if plan.is_dir() { plan } else { plan.parent().unwrap_or(plan) };
    let run = fs::read(folder.join("run.json")).ok();
    let run: serde_json::Value =
        run.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or(serde_json::Value::Null);
    let inputs = run["inputs"].as_object();
    let settings = inputs.and_then(|inputs| inputs.iter().find(|(path, _)| path.ends_with(".toml")));
    let found = settings.and_then(|(name, hash)| {
        let hash = hash.as_str()?;
        let same = |place: &Path| fs::read(place.join(name)).is_ok_and(|bytes| sha256(&bytes) == hash);
        around(folder).into_iter().find(|place| same(place)).map(|place| place.join(name))
    });
    found.ok_or_else(|| Diagnostic {
        error: &words::NO_SCHOOL_FOLDER,
        args: args! { school: run["school"].as_str().unwrap_or("?"), plan: plan.display().to_string() },
        at: whole(folder),
    })
}

/// The folders around the plan and the current one: each, those above, and those within these.
fn around(folder: &Path) -> Vec<PathBuf> {
    let here = std::env::current_dir().unwrap_or_default();
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let mut places: Vec<PathBuf> = Vec::new();
    for start in [folder, here.clone(), here.join("instances")] {
        for above in start.ancestors().take(ABOVE) {
            places.push(above.to_path_buf());
            let within = fs::read_dir(above).into_iter().flatten().flatten().take(BESIDE);
            let mut within: Vec<_> = within.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
            within.sort();
            places.extend(within);
        }
    }
    places
}
