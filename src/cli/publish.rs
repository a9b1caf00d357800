//! `kebiao publish DIR PLAN -o PUBLISHED`: a verified plan as the school posts it and the bureau files it, sealed.

use std::path::PathBuf;

use chrono::{Days, NaiveDate};
use clap::Args;

use super::Shared;
use super::shared::{Exit, Failure, both, whole};
use crate::args;
use crate::config::Diagnostic;
use crate::export;
use crate::plan::{self, Plan};
use crate::publication::{Publication, files};
use crate::report::quality::measure;
use crate::text::publication as words;
use crate::verify::verify;

/// Arguments of `kebiao publish`.
#[derive(Debug, Args)]
pub(super) struct Publish {
    /// The school's folder, or its school.toml / 学校配置文件夹
    school: PathBuf,
    /// The plan: a folder that `solve` wrote, or a timetable.csv / 课表文件夹或 timetable.csv
    plan: PathBuf,
    /// Where to publish / 公示文件夹
    #[arg(short, long)]
    output: PathBuf,
    /// When it is published; today unless stated / 公示日期，默认今天
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Replace another timetable that was published there / 替换此处已公示的另一份课表
    #[arg(long)]
    force: bool,
}

impl Publish {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        let lang = shared.lang();
        let plan = plan::table::read(&super::shared::timetable_file(&self.plan));
        let (loaded, plan) = both(crate::config::read(&self.school), plan)?;
        let school = loaded.school;
        export::folder::usable(&self.output)?;
        let verdict = verify(&school, &Plan { service: None, ..plan.clone() });
        if verdict.hard_breaches() > 0 {
            if shared.json {
                say!("{:#}", export::json::verdict(&verdict, lang));
            } else {
                tell!("{}", words::BREACHES_LEFT.fill(lang, &args! { n: verdict.hard_breaches() }));
            }
            return Ok(Exit::NoGoodPlan);
        }
        let date = self.date.unwrap_or_else(|| chrono::Local::now().date_naive());
        let publication = Publication::new(&school, &plan, date);
        self.replaces(&publication)?;
        let quality = measure(&school, &publication.plan, &verdict);
        let sheets = export::publication::sheets(&school, &publication, &quality, lang);
        let sheets = sheets.map_err(|error| Failure::Files { path: self.output.clone(), cause: error.to_string() })?;
        let written = export::folder::write(&self.output, &files::files(&publication, sheets))?;
        if shared.json {
            let term = publication.term.as_ref().map(|term| term.name.as_str());
            say!(
                "{:#}",
                serde_json::json!({ "seal": publication.seal, "published": date.to_string(), "term": term, "files": written.files })
            );
        } else if !shared.quiet {
            let path = self.output.display().to_string();
            let args = args! { path: path, n: written.files, seal: &publication.seal };
            say!("{}", words::PUBLISHED.fill(lang, &args));
            match publication.term.as_ref().map(|term| term.first + Days::new(6)) {
                None => say!("{}", words::UNDATED.get(lang)),
                Some(last) if date > last => {
                    say!("{}", words::LATE.fill(lang, &args! { date: date.to_string(), last: last.to_string() }));
                }
                Some(_) => {}
            }
        }
        Ok(Exit::Good)
    }

    /// Refuses to write over another publication.
    fn replaces(&self, publication: &Publication) -> Result<(), Diagnostic> {
        let there = files::sealed(&self.output).filter(|there| there.seal != publication.seal && !self.force);
        match there {
            None => Ok(()),
            Some(there) => Err(Diagnostic {
                error: &words::OTHER_PUBLICATION,
                args: args! { date: there.date.to_string(), seal: there.seal },
                at: whole(&self.output),
            }),
        }
    }
}
