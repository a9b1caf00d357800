//! `kebiao check DIR OUT`: re-reads a written plan (or one edited by hand) and reports every breach.

use std::path::PathBuf;

use clap::Args;

use super::shared::{Exit, Failure};
use super::{Shared, shared};
use crate::report::{quality::measure, service::summary, terminal};
use crate::text::cli as words;
use crate::verify::verify;

/// Arguments of `kebiao check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The school's folder, or its school.toml / 学校配置文件夹
    school: PathBuf,
    /// The plan: a folder that `solve` wrote, or a timetable.csv / 课表文件夹或 timetable.csv
    plan: PathBuf,
}

impl Check {
    pub(super) fn run(&self, options: Shared) -> Result<Exit, Failure> {
        let lang = options.lang();
        // Both are read before either is complained of, so that all errors are seen at once.
        let loaded = crate::config::read(&self.school);
        let plan = if self.plan.is_dir() {
            crate::plan::read_folder(&self.plan)
        } else {
            crate::plan::table::read(&self.plan)
        };
        let (loaded, plan) = shared::both(loaded, plan)?;
        let verdict = verify(&loaded.school, &plan);
        if options.json {
            say!("{:#}", crate::export::json::verdict(&verdict, lang));
        } else if !options.quiet {
            let detail = match options.verbose {
                0 => terminal::Detail::default(),
                _ => terminal::Detail { hard_examples: usize::MAX, soft_examples: usize::MAX },
            };
            say!("{}", terminal::render(&measure(&loaded.school, &plan, &verdict), lang, detail).trim_end());
            if let Some(service) = summary(&loaded.school, &plan) {
                say!("\n{}", service.render(lang).trim_end());
            }
        }
        let args = crate::args! {
            rules: verdict.rules.len(),
            cases: verdict.cases(),
            hard: verdict.hard_breaches(),
            warnings: verdict.warnings(),
            cost: verdict.cost(),
        };
        let good = verdict.hard_breaches() == 0;
        let silent = options.json || (good && options.quiet);
        if !silent {
            say!("{}", if good { words::CHECK_GOOD } else { words::CHECK_BAD }.fill(lang, &args));
        }
        Ok(if good { Exit::Good } else { Exit::NoGoodPlan })
    }
}
