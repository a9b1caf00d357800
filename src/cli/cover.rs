//! `kebiao cover DIR PLAN --absent TEACHER@DATE`: who gives the lessons of somebody who is away.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::Shared;
use super::shared::{Exit, Failure, both, whole};
use crate::args;
use crate::config::suggest::among;
use crate::config::{Diagnostic, Diagnostics, Location};
use crate::cover::record::{self, Notice};
use crate::cover::replay::replay;
use crate::cover::{Arrangement, Refusal, Request, absence, arrange};
use crate::export;
use crate::ledger;
use crate::plan::{self, Plan, View};
use crate::publication::Publication;
use crate::publication::log::{self, Change};
use crate::report;
use crate::school::School;
use crate::text::{Arg, Args as Words, Lang, cover as words};

/// Arguments of `kebiao cover`.
#[derive(Debug, Args)]
pub(super) struct Cover {
    /// The school's folder, or its school.toml / 学校配置文件夹
    school: PathBuf,
    /// The plan in force: a folder that `solve` wrote, or a timetable.csv / 现行课表
    plan: PathBuf,
    /// Who is away: TEACHER@DATE, TEACHER@DATE#3-5, #am, #10:00-11:30, @DATE..DATE / 谁请假：教师@日期，可带 #节次、#上午、#钟点
    #[arg(long, value_name = "TEACHER@DATE")]
    absent: Vec<String>,
    /// A table of absences: teacher, date, until, time, reason / 请假表 CSV：教师、日期、至、时段、事由
    #[arg(long, value_name = "CSV")]
    absences: Option<PathBuf>,
    /// The log of changes so far / 已有的调课登记
    #[arg(long, value_name = "CSV")]
    log: Option<PathBuf>,
    /// Choose by hand: CLASS#PERIOD=TEACHER (or DATE#PERIOD, or none) / 指定：班级#节次=教师（或 日期#节次，或 无）
    #[arg(long, value_name = "LESSON=CHOICE")]
    choose: Vec<String>,
    /// A protected subject that somebody without it may give / 允许非本学科教师代的保护学科
    #[arg(long, value_name = "SUBJECT")]
    waive: Vec<String>,
    /// Somebody not to be asked / 不安排的教师
    #[arg(long, value_name = "TEACHER")]
    spare: Vec<String>,
    /// What is better: lessons that change places, or a colleague of the subject / 先调课还是先由同学科教师代课
    #[arg(long, value_enum, default_value_t = Prefer::Swap)]
    prefer: Prefer,
    /// No lesson changes places / 只代课，不调课
    #[arg(long)]
    no_swaps: bool,
    /// How many school days after the absence a lesson may be moved to / 调课最远到请假后第几个上学日
    #[arg(long, value_name = "DAYS", default_value_t = 5)]
    days: u16,
    /// Who approves the changes; without it they wait for approval / 批准人；不写则待批准
    #[arg(long, value_name = "NAME", default_value = "")]
    approved: String,
    /// Where to write the log, slips and covers / 输出文件夹
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Replace another log that is there / 替换此处的另一份登记
    #[arg(long)]
    force: bool,
}

/// What comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Prefer {
    /// Lessons change places / 先调后代
    Swap,
    /// A colleague of the subject / 先代后调
    Cover,
}

impl Cover {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        let lang = shared.lang();
        let plan = if self.plan.is_dir() { plan::read_folder(&self.plan) } else { plan::table::read(&self.plan) };
        let (loaded, plan) = both(crate::config::read(&self.school), plan)?;
        let school = loaded.school;
        let view = View::new(&school, &plan);
        self.suits(&view)?;
        if let Some(output) = &self.output {
            export::folder::usable(output)?;
        }
        let (request, log) = both(self.request(&school), self.log(&view))?;
        let made = arrange(&view, &log, &request).map_err(|wrong| refused(&wrong, lang))?;
        let notices = record::notices(&view, &log, &made, &self.approved, &reasons(&request), lang);
        let new: Vec<Change> = notices.iter().flat_map(|notice| notice.entry.changes()).collect();
        if let Some(fault) = replay(&school, &plan, &log, &new, &request.absences).first() {
            tell!("{}", words::DISAGREE.fill(lang, &args! { fault: format!("{fault:?}") }));
            return Ok(Exit::Disagreement);
        }
        if shared.json {
            say!("{:#}", export::cover::json(&view, &made, &notices, lang));
        } else if !shared.quiet {
            say!("{}", report::cover::terminal(&view, &request, &made, lang, shared.verbose > 0));
            if !notices.is_empty() {
                say!("{}", words::REPLAYED.get(lang));
            }
        }
        if let Some(output) = &self.output {
            let slips = self.write(output, &view, &log, &made, &notices, lang)?;
            if !shared.json && !shared.quiet {
                let state = match self.approved.as_str() {
                    "" => words::UNAPPROVED.get(lang).to_owned(),
                    name => words::APPROVED_BY.fill(lang, &args! { name: name }),
                };
                let path = output.display().to_string();
                let args = args! { path: path, n: notices.len(), state: state, slips: slips };
                say!("{}", words::WRITTEN.fill(lang, &args));
            }
        }
        Ok(if made.open() == 0 { Exit::Good } else { Exit::NoGoodPlan })
    }

    /// The plan must be this school's, and the school have a term.
    fn suits(&self, view: &View<'_>) -> Result<(), Diagnostics> {
        let mut found = Diagnostics::default();
        if view.school.term.is_none() {
            found.push(&words::NO_TERM, Words::default(), whole(&self.school));
        }
        if !view.unknown.is_empty() {
            let names: BTreeSet<&str> = view.unknown.iter().map(|(_, _, name)| name.as_str()).collect();
            let names: Vec<&str> = names.into_iter().take(5).collect();
            let args = args! { names: names.join("、"), n: view.unknown.len() };
            found.push(&words::OTHER_SCHOOL, args, whole(&self.plan));
        }
        if found.is_empty() { Ok(()) } else { Err(found) }
    }

    fn request(&self, school: &School) -> Result<Request, Diagnostics> {
        let mut found = Diagnostics::default();
        let mut absences = Vec::new();
        for argument in &self.absent {
            absences.extend(absence::parse(school, argument, "", &mut found));
        }
        if let Some(path) = &self.absences {
            let mut of_table = Diagnostics::default();
            absences.extend(absence::read(school, path, &mut of_table));
            found.0.extend(of_table.0);
        }
        absences.sort();
        absences.dedup();
        let chosen = self.choose.iter().filter_map(|typed| absence::choice(school, typed, &mut found)).collect();
        let mut waived = BTreeSet::new();
        for name in &self.waive {
            match school.subject_named(name) {
                Some(subject) => drop(waived.insert(subject)),
                None => {
                    let known = school.subjects.iter().map(|subject| subject.name.as_str());
                    let args = args! { name: name, suggest: among(name, known) };
                    found.push(&words::UNKNOWN_SUBJECT, args, option("--waive", name));
                }
            }
        }
        let mut spared = BTreeSet::new();
        for name in &self.spare {
            match school.teacher_named(name) {
                Some(person) => drop(spared.insert(person)),
                None => {
                    let known = school.teachers.iter().map(|teacher| teacher.name.as_str());
                    let args = args! { name: name, suggest: among(name, known) };
                    found.push(&words::UNKNOWN_TEACHER, args, option("--spare", name));
                }
            }
        }
        if self.absent.is_empty() && self.absences.is_none() {
            found.push(&words::NO_ABSENCE, Words::default(), option("--absent", ""));
        }
        let request = Request {
            absences,
            waived,
            spared,
            swaps: !self.no_swaps,
            cover_first: self.prefer == Prefer::Cover,
            horizon: self.days,
            chosen,
        };
        if found.is_empty() { Ok(request) } else { Err(found) }
    }

    fn log(&self, view: &View<'_>) -> Result<Vec<Change>, Diagnostics> {
        let Some(path) = &self.log else { return Ok(Vec::new()) };
        let posted = Plan { service: None, ..view.plan.clone() };
        let changes = log::changes(path, &Publication::new(view.school, &posted, NaiveDate::default()))?;
        let mut found = Diagnostics::default();
        record::check(view, &changes, &mut found);
        if found.is_empty() { Ok(changes) } else { Err(found) }
    }

    /// Writes slips, covers and last the log; returns how many slips there are.
    fn write(
        &self,
        output: &Path,
        view: &View<'_>,
        log: &[Change],
        made: &Arrangement,
        notices: &[Notice],
        lang: Lang,
    ) -> Result<usize, Failure> {
        let path = self.log_path(output, lang);
        let continued = self.log.as_ref() == Some(&path);
        if path.exists() && !continued {
            if !self.force {
                let error = &words::OTHER_LOG;
                return Err(Diagnostic { error, args: Words::default(), at: whole(&path) }.into());
            }
            keep(&path).map_err(Failure::files(&path))?;
        }
        let new: Vec<Change> = notices.iter().flat_map(|notice| notice.entry.changes()).collect();
        let all: Vec<Change> = log.iter().cloned().chain(new).collect();
        let mut slips = 0;
        if let Some(first) = notices.first() {
            let made = export::cover::slips(view, made, notices, &self.approved, lang);
            let (count, page) =
                made.map_err(|error| Failure::Files { path: output.to_owned(), cause: error.to_string() })?;
            slips = count;
            let name = words::SLIPS_FILE.fill(lang, &args! { id: &first.entry.id });
            export::folder::write_one(&output.join(name), &page)?;
        }
        let covers = record::covers(view, &all);
        let hours = export::cover::hours(view, &covers, lang);
        let paid = covers.iter().filter(|one| one.approved).map(|one| (one.person, one.date, one.time));
        if let Some(pay) = export::cover::pay(view, &ledger::pay::covers(view.school, paid)) {
            export::folder::write_one(&output.join(words::PAY_FILE.get(lang)), &pay)?;
        }
        export::folder::write_one(&output.join(words::HOURS_FILE.get(lang)), &hours)?;
        // A log that is continued by nothing stays as its owner wrote it.
        if !(continued && notices.is_empty()) {
            export::folder::write_one(&path, &record::write(log, notices, lang))?;
        }
        Ok(slips)
    }

    /// Where the log is written: in its own place when it is in the output folder already.
    fn log_path(&self, output: &Path, lang: Lang) -> PathBuf {
        let there = |given: &&PathBuf| {
            let folder = given.canonicalize().ok().and_then(|file| file.parent().map(Path::to_path_buf));
            folder.is_some() && folder == output.canonicalize().ok()
        };
        self.log.as_ref().filter(there).cloned().unwrap_or_else(|| output.join(words::LOG_FILE.get(lang)))
    }
}

/// Keeps a file beside itself before it is replaced.
fn keep(path: &Path) -> std::io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let free = (1..).map(|number: u32| match number {
        1 => path.with_file_name(format!("{name}.bak")),
        number => path.with_file_name(format!("{name}.{number}.bak")),
    });
    match free.into_iter().find(|other| !other.exists()) {
        Some(other) => std::fs::copy(path, other).map(drop),
        None => Ok(()),
    }
}

fn option(name: &str, typed: &str) -> Location {
    Location { file: name.into(), text: typed.to_owned(), ..Location::default() }
}

fn reasons(request: &Request) -> BTreeMap<(crate::units::TeacherId, NaiveDate), String> {
    let stated = request.absences.iter().filter(|absence| !absence.reason.is_empty());
    stated.map(|absence| ((absence.person, absence.date), absence.reason.clone())).collect()
}

fn refused(wrong: &[Refusal], lang: Lang) -> Diagnostics {
    let mut found = Diagnostics::default();
    for refusal in wrong {
        let (typed, why): (&str, Arg) = match refusal {
            Refusal::NoSuchLesson(choice) => (&choice.typed, words::WHY_NO_LESSON.into()),
            Refusal::NoSuchWay(choice, None) => (&choice.typed, words::WHY_NO_WAY.into()),
            Refusal::NoSuchWay(choice, Some(bar)) => {
                let args = args! { bar: report::cover::bar(bar, lang) };
                (&choice.typed, words::WHY_BARRED.arg(&args))
            }
            Refusal::Together => ("", words::WHY_TOGETHER.into()),
        };
        let at = option("--choose", typed);
        found.push(&words::BAD_CHOICE, args! { text: typed, why: why }, at);
    }
    found
}
