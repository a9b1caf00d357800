//! `kebiao check DIR OUT`: re-reads a written plan (or one edited by hand) and reports every breach. `kebiao check X.xml`
//! evaluates the solutions of XHSTT files.

use std::path::PathBuf;

use clap::Args;

use super::shared::{Exit, Failure};
use super::{Shared, shared, xhstt};
use crate::config::Diagnostic;
use crate::plan::{Plan, Row};
use crate::publication::{Publication, files, seal_of};
use crate::report::{quality::measure, service::summary, terminal};
use crate::school::School;
use crate::text::cli as words;
use crate::text::publication as published;
use crate::verify::verify;

/// Arguments of `kebiao check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The school's folder, or its school.toml; or an XHSTT file / 学校配置文件夹，或 XHSTT 文件
    pub(super) school: PathBuf,
    /// The plan: a folder that `solve` wrote, or a timetable.csv; or an XHSTT file with solutions / 课表文件夹、timetable.csv，或 XHSTT 的解
    pub(super) plan: Option<PathBuf>,
    /// Prove that the plan is the one published in this folder / 证明与公示的课表一致
    #[arg(long, value_name = "PUBLISHED")]
    pub(super) published: Option<PathBuf>,
    /// XHSTT: what each constraint costs, and where / XHSTT：逐条约束、逐个对象列出代价
    #[arg(long)]
    pub(super) breakdown: bool,
}

impl Check {
    pub(super) fn run(&self, options: Shared) -> Result<Exit, Failure> {
        let lang = options.lang();
        if xhstt::is_one(&self.school) {
            return xhstt::check(self, options);
        }
        let Some(plan) = &self.plan else { return Err(xhstt::plan_missing(&self.school).into()) };
        // Both are read before either is complained of, so that all errors are seen at once.
        let loaded = crate::config::read(&self.school);
        let plan = if plan.is_dir() { crate::plan::read_folder(plan) } else { crate::plan::table::read(plan) };
        let published = self.published.as_ref().map(|folder| files::read(folder)).transpose();
        let ((loaded, plan), published) = shared::both(shared::both(loaded, plan), published)?;
        if let (Some(folder), Some(published)) = (&self.published, &published)
            && published.school != loaded.school.name
        {
            let args = crate::args! { theirs: &published.school, ours: &loaded.school.name };
            return Err(Diagnostic { error: &published::OTHER_SCHOOL, args, at: shared::whole(folder) }.into());
        }
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
        let kept = published.is_none_or(|published| same(&published, &loaded.school, &plan, options));
        Ok(if good && kept { Exit::Good } else { Exit::NoGoodPlan })
    }
}

/// Rows of each side that are shown when a plan is not the published one.
const SHOWN: usize = 10;

/// Whether `plan` is the published timetable; says so, or what differs.
fn same(publication: &Publication, school: &School, plan: &Plan, options: Shared) -> bool {
    let lang = options.lang();
    let seal = &publication.seal;
    let same = seal_of(school, plan) == *seal;
    if options.json {
        return same;
    }
    if same {
        if !options.quiet {
            let args = crate::args! { date: publication.date.to_string(), seal: seal };
            say!("{}", published::SAME_SEAL.fill(lang, &args));
        }
        return true;
    }
    let bare = |row: &Row| Row { pinned: false, ..row.clone() };
    let (ours, theirs): (Vec<Row>, Vec<Row>) =
        (plan.rows.iter().map(bare).collect(), publication.plan.rows.iter().map(bare).collect());
    let only = |a: &[Row], b: &[Row]| a.iter().filter(|row| !b.contains(row)).cloned().collect::<Vec<_>>();
    let (gone, new) = (only(&theirs, &ours), only(&ours, &theirs));
    say!("{}", published::OTHER_SEAL.fill(lang, &crate::args! { gone: gone.len(), new: new.len(), seal: seal }));
    let most = if options.verbose > 0 { usize::MAX } else { SHOWN };
    for (rows, words) in [(&gone, &published::ONLY_POSTED), (&new, &published::ONLY_HERE)] {
        for row in rows.iter().take(most) {
            let weekday = row.weekday;
            let args = crate::args! {
                day: match lang {
                    crate::text::Lang::Zh => weekday.zh(),
                    crate::text::Lang::En => weekday.en(),
                },
                period: row.period.map_or(String::new(), |period| period.0.to_string()),
                label: row.label(),
                teachers: row.teachers.join(crate::plan::table::LIST),
                room: &row.room,
                weeks: row.weeks.word(),
            };
            let args = crate::args! { row: published::ROW_WORDS.fill(lang, &args).trim_end().to_owned() };
            say!("{}", words.fill(lang, &args));
        }
        if rows.len() > most {
            say!("{}", published::AND_MORE.fill(lang, &crate::args! { n: rows.len() - most }));
        }
    }
    false
}
