//! `kebiao audit PUBLISHED TAUGHT.csv`: the posted timetable against a log of what was taught.

use std::path::PathBuf;

use clap::Args;

use super::Shared;
use super::shared::{Exit, Failure, both, whole};
use crate::args;
use crate::config::{Diagnostic, Diagnostics};
use crate::export;
use crate::publication::{Publication, audit::audit, files, log};
use crate::report;
use crate::text::{Args as Words, publication as words};

/// Arguments of `kebiao audit`.
#[derive(Debug, Args)]
pub(super) struct Audit {
    /// The folder that `publish` wrote / 公示文件夹
    published: PathBuf,
    /// What was taught: a CSV with date, class, period, subject / 教学日志 CSV：日期、班级、节次、科目（、教师）
    taught: PathBuf,
    /// Approved changes: a CSV with id, date, class, period, from, to, approved / 调课登记 CSV
    #[arg(long, value_name = "CSV")]
    changes: Option<PathBuf>,
    /// Where to write audit.html, audit.csv, audit-counts.csv / 输出文件夹
    #[arg(short, long)]
    output: Option<PathBuf>,
}

impl Audit {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        let lang = shared.lang();
        let publication = files::read(&self.published)?;
        if publication.term.is_none() {
            let at = whole(&self.published.join(files::RECORD));
            return Err(Diagnostic { error: &words::NO_TERM, args: Words::default(), at }.into());
        }
        let (taught, changes) = self.logs(&publication)?;
        if let Some(output) = &self.output {
            export::folder::usable(output)?;
        }
        let audit = audit(&publication, &taught, &changes);
        if let Some(output) = &self.output {
            let files = export::audit::files(&publication, &audit, lang);
            let files = files.map_err(|error| Failure::Files { path: output.clone(), cause: error.to_string() })?;
            export::folder::write(output, &files)?;
        }
        if shared.json {
            say!("{:#}", export::audit::json(&audit));
        } else if !shared.quiet {
            say!("{}", report::audit::terminal(&audit, lang, shared.verbose > 0));
            if let Some(output) = &self.output {
                say!("{}", words::AUDIT_WRITTEN.fill(lang, &args! { path: output.display().to_string() }));
            }
        }
        Ok(if audit.breaches() == 0 { Exit::Good } else { Exit::NoGoodPlan })
    }

    /// Both logs, or what is wrong with either.
    fn logs(&self, publication: &Publication) -> Result<(Vec<log::Taught>, Vec<log::Change>), Diagnostics> {
        let changes = self.changes.as_ref().map_or(Ok(Vec::new()), |path| log::changes(path, publication));
        both(log::taught(&self.taught, publication), changes)
    }
}
