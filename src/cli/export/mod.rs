//! `kebiao export OUT`: a plan as workbooks, PDF, pages, calendars, CSV and JSON; `kebiao export template`: a workbook to fill in.
//!
//! | file | what |
//! |---|---|
//! | `formats.rs` | one arm a format: the files that it makes |
//! | `school.rs` | whose plan it is |

mod formats;
mod school;

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{ArgAction, Args};

use super::Shared;
use super::shared::{Exit, Failure, both, whole};
use crate::args;
use crate::config::{Diagnostic, Diagnostics, Location, suggest};
use crate::export::{self, booklets, json};
use crate::import::template;
use crate::plan;
use crate::report::quality::measure;
use crate::text::{Lang, export as words};
use crate::units::TeacherId;
use crate::verify::verify;
use formats::{Format, Job};

/// Arguments of `kebiao export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The plan: a folder that `solve` wrote, or a timetable.csv; the school's folder may stand before it. Or the word template: a workbook to fill in / 课表文件夹（前面可写学校配置文件夹）；写 template 则生成填写用的模板
    #[arg(required = true, num_args = 1..=2, value_name = "[SCHOOL] OUT")]
    paths: Vec<PathBuf>,
    /// The school's folder, or its school.toml; sought near the plan unless stated / 学校配置文件夹，默认在课表附近寻找
    #[arg(long, value_name = "DIR")]
    school: Option<PathBuf>,
    /// Where to write; the folder export in the plan's unless stated / 输出文件夹，默认为课表文件夹里的 export
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Workbooks for Excel, WPS, LibreOffice / Excel 工作簿
    #[arg(long)]
    xlsx: bool,
    /// A4 pages to print / A4 打印稿
    #[arg(long)]
    pdf: bool,
    /// The font of the PDF files; one of this machine's unless stated / PDF 所用的字体文件
    #[arg(long, value_name = "FILE")]
    font: Option<PathBuf>,
    /// Calendars / 日历
    #[arg(long)]
    ics: bool,
    /// CSV files, read back by kebiao / CSV 表格
    #[arg(long)]
    csv: bool,
    /// One page that needs no network / 单个网页
    #[arg(long)]
    html: bool,
    /// A file for the timetabling program FET: of the school's folder alone, or with a plan, whose lessons are locked / FET 文件
    #[arg(long, conflicts_with_all = ["xlsx", "pdf", "ics", "csv", "html", "format", "teacher", "one"])]
    fet: bool,
    /// The same as --xlsx and so on: xlsx,pdf,html,csv,ics,json; all of them unless any is named / 格式，默认全部
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LIST", action = ArgAction::Append)]
    format: Vec<Format>,
    /// Only this person's own pages; repeat for more / 只导出这位教师的个人课表
    #[arg(long, value_name = "NAME")]
    teacher: Vec<String>,
    /// All tables in one workbook and one PDF instead of one a readership / 合为一个工作簿
    #[arg(long)]
    one: bool,
    /// Replace files that are not ours or were changed; they are kept as .bak / 替换已有文件（原文件另存）
    #[arg(long)]
    force: bool,
}

impl Export {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        if self.fet {
            return self.fet(shared);
        }
        let lang = shared.lang();
        if let [word] = self.paths.as_slice()
            && word.as_os_str() == "template"
            && !word.exists()
        {
            return self.template(shared);
        }
        let (given, out) = match self.paths.as_slice() {
            [school, out] => (Some(school), out),
            [out] => (self.school.as_ref(), out),
            _ => return Ok(Exit::BadInput),
        };
        let plan = if out.is_dir() { plan::read_folder(out) } else { plan::table::read(out) };
        let place = school::find(given, out).map_err(|error| Diagnostics(vec![error]));
        let (loaded, plan) = both(place.and_then(|place| crate::config::read(&place)), plan)?;
        let school = loaded.school;
        let folder = if out.is_dir() { out.as_path() } else { out.parent().unwrap_or(out) };
        let output = self.output.clone().unwrap_or_else(|| folder.join("export"));
        export::folder::usable(&output)?;
        let people = self.people(&school)?;
        let verdict = verify(&school, &plan);
        let quality = measure(&school, &plan, &verdict);
        let run = json::run_of(folder, &plan::table::write(&plan)).unwrap_or_default();
        let bundle = export::Bundle { school: &school, plan: &plan, verdict: &verdict, run: &run, extra: &[], lang };
        let source = booklets::Source::new(&school, &plan, &quality, lang);
        let formats = self.formats(shared);
        let job = Job {
            bundle: &bundle,
            source: &source,
            quality: &quality,
            people: &people,
            one: self.one,
            font: self.font.as_deref(),
            pdf_wanted: self.pdf || self.font.is_some() || self.format.contains(&Format::Pdf),
        };
        let mut files = Vec::new();
        let mut notes = Vec::new();
        for format in formats {
            let made = format.files(&job)?;
            files.extend(made.files);
            notes.extend(made.notes);
        }
        let written = export::folder::add(&output, &files, self.force)?;
        let good = verdict.hard_breaches() == 0;
        if shared.json {
            let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
            let folder = output.display().to_string();
            say!(
                "{:#}",
                serde_json::json!({ "folder": folder, "files": names, "kept": written.kept, "notes": notes, "good": good })
            );
        } else if !shared.quiet {
            let names = files.iter().map(|(name, _)| name.as_str());
            self.show(&output.display().to_string(), names, &written, shared);
            notes.iter().for_each(|note| say!("{note}"));
        }
        if !good && !shared.json {
            tell!("{}", words::BREACHES.fill(lang, &args! { n: verdict.hard_breaches() }));
        }
        Ok(if good { Exit::Good } else { Exit::NoGoodPlan })
    }

    /// A FET file: of a school's folder alone, or of a plan as well.
    fn fet(&self, shared: Shared) -> Result<Exit, Failure> {
        let is_school = |path: &PathBuf| path.ends_with("school.toml") || path.join("school.toml").is_file();
        let (school, plan) = match self.paths.as_slice() {
            [school] if self.school.is_none() && is_school(school) => (school.clone(), None),
            [school, out] => (school.clone(), Some(out)),
            [out] => (school::find(self.school.as_ref(), out).map_err(|error| Diagnostics(vec![error]))?, Some(out)),
            _ => return Ok(Exit::BadInput),
        };
        super::fet::export(&school, plan.map(PathBuf::as_path), self.output.as_deref(), self.force, shared)
    }

    /// Writes a workbook to fill in; with a school, its configuration as such a workbook.
    fn template(&self, shared: Shared) -> Result<Exit, Failure> {
        let lang = shared.lang();
        let name = match lang {
            Lang::Zh => "学校配置模板.xlsx",
            Lang::En => "template.xlsx",
        };
        let path = self.output.clone().unwrap_or_else(|| PathBuf::from(name));
        if path.exists() && !self.force {
            let files = path.display().to_string();
            let error = &crate::text::import::OUTPUT_NOT_EMPTY;
            return Err(Diagnostic { error, args: args! { files: files }, at: whole(&path) }.into());
        }
        match &self.school {
            Some(school) => template::of_school(school, &path, lang)?,
            None => template::write(&path, lang)?,
        }
        let path = path.display().to_string();
        if shared.json {
            say!("{:#}", serde_json::json!({ "files": [path] }));
        } else if !shared.quiet {
            say!("{}", crate::text::import::TEMPLATE_WRITTEN.fill(lang, &args! { path: path }));
        }
        Ok(Exit::Good)
    }

    /// The formats asked for, each once, in a fixed order; all when none is. `--json` writes the plan for programs, too, as the
    /// flags beside it do their files; that alone asks for no other format.
    fn formats(&self, shared: Shared) -> Vec<Format> {
        let flags = [
            (self.xlsx, Format::Xlsx),
            (self.pdf || self.font.is_some(), Format::Pdf),
            (self.html, Format::Html),
            (self.csv, Format::Csv),
            (self.ics, Format::Ics),
            (shared.json, Format::Json),
        ];
        let mut asked: Vec<Format> = flags.iter().filter(|(flag, _)| *flag).map(|(_, format)| *format).collect();
        asked.extend(&self.format);
        asked.sort_unstable();
        asked.dedup();
        // The tables of the whole plan and of the whole school are nobody's own.
        let whole = |format: &Format| matches!(format, Format::Csv | Format::Json);
        match (asked.is_empty(), self.teacher.is_empty()) {
            (true, true) => Format::ALL.to_vec(),
            (true, false) => Format::ALL.into_iter().filter(|format| !whole(format)).collect(),
            (false, true) => asked,
            (false, false) => asked.into_iter().filter(|format| !whole(format)).collect(),
        }
    }

    /// The people whose pages are asked for.
    fn people(&self, school: &crate::school::School) -> Result<Vec<TeacherId>, Diagnostics> {
        let mut found = Diagnostics::default();
        let mut people = Vec::new();
        for name in &self.teacher {
            match school.teacher_named(name.trim()) {
                Some(teacher) => people.push(teacher),
                None => {
                    let near = suggest::among(name, school.teachers.iter().map(|teacher| teacher.name.as_str()));
                    let at = Location { text: name.clone(), ..whole("--teacher".as_ref()) };
                    found.push(&words::NO_TEACHER, args! { name: name, suggest: near }, at);
                }
            }
        }
        people.dedup();
        if found.is_empty() { Ok(people) } else { Err(found) }
    }

    /// Says what was written: files one by one, those of a folder together.
    fn show<'a>(&self, output: &str, names: impl Iterator<Item = &'a str>, written: &export::Written, shared: Shared) {
        let lang = shared.lang();
        say!("{}", words::WRITTEN.fill(lang, &args! { path: output, n: written.files }));
        let mut folders: BTreeMap<String, usize> = BTreeMap::new();
        for name in names {
            match name.rsplit_once('/') {
                Some((folder, _)) if shared.verbose == 0 => *folders.entry(format!("{folder}/")).or_insert(0) += 1,
                _ => say!("{}", words::ONE_FILE.fill(lang, &args! { file: name })),
            }
        }
        for (folder, n) in folders {
            say!("{}", words::FILES_IN.fill(lang, &args! { folder: folder, n: n }));
        }
        if !written.kept.is_empty() {
            say!("{}", words::KEPT.fill(lang, &args! { files: written.kept.join("、") }));
        }
        if self.teacher.is_empty() {
            say!("{}", words::FILING_HINT.get(lang));
        }
    }
}

/// A file that could not be made.
fn not_made(format: &str, reason: &dyn std::fmt::Display) -> Diagnostic {
    let args = args! { format: format, reason: reason.to_string() };
    Diagnostic { error: &words::NOT_MADE, args, at: Location::default() }
}
