//! `kebiao check X.xml [SOLUTIONS.xml]`: what every solution costs.

use serde_json::json;

use super::show::{Detail, Row, parts_as_json, parts_as_text, table};
use super::{load, whole};
use crate::cli::Shared;
use crate::cli::check::Check;
use crate::cli::shared::{Exit, Failure};
use crate::text::xhstt as words;
use crate::xhstt::evaluate::{breakdown, total};
use crate::xhstt::read::Archive;

/// Evaluates every solution of the files.
pub(in crate::cli) fn check(command: &Check, shared: Shared) -> Result<Exit, Failure> {
    let lang = shared.lang();
    let mut archive = load(&command.school, Archive::default())?.archive;
    if let Some(path) = &command.plan {
        // The solutions asked for are the second file's.
        archive.groups.clear();
        archive = load(path, archive)?.archive;
    }
    let last = command.plan.as_ref().unwrap_or(&command.school);
    if archive.groups.iter().all(|group| group.solutions.is_empty()) {
        return Err(whole(last, &words::NO_SOLUTIONS, crate::args! {}).into());
    }
    let detail = match (command.breakdown, shared.verbose) {
        (false, 0) => Detail::None,
        (false, 1) => Detail::Constraints,
        _ => Detail::Points,
    };
    let (mut rows, mut feasible, mut reports) = (Vec::new(), 0, Vec::new());
    for group in &archive.groups {
        for one in &group.solutions {
            let Some(instance) = archive.instances.get(one.instance) else { continue };
            let parts = breakdown(instance, &one.solution);
            let cost = total(instance, &parts);
            feasible += usize::from(cost.infeasibility == 0);
            if shared.json {
                let mut report = json!({
                    "instance": instance.id,
                    "group": group.id,
                    "description": one.description,
                    "infeasibility": cost.infeasibility,
                    "objective": cost.objective,
                });
                if detail != Detail::None
                    && let Some(fields) = report.as_object_mut()
                {
                    fields.insert("constraints".to_owned(), parts_as_json(instance, &parts, detail));
                }
                reports.push(report);
            } else {
                let below = parts_as_text(instance, &parts, detail, lang);
                rows.push(Row { instance: instance.id.clone(), solution: group.id.clone(), cost, below });
            }
        }
    }
    let solutions = if shared.json { reports.len() } else { rows.len() };
    if shared.json {
        say!("{:#}", json!({ "solutions": reports, "feasible": feasible }));
    } else if !shared.quiet {
        say!("{}", table(&rows, lang).trim_end());
        say!("{}", words::CHECKED.fill(lang, &crate::args! { solutions: solutions, feasible: feasible }));
    }
    Ok(if feasible == solutions { Exit::Good } else { Exit::NoGoodPlan })
}
