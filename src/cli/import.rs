//! `kebiao import FILE -o DIR`: a workbook as schools have it, made into a school's folder or a plan; or a FET file.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Shared;
use super::shared::{Exit, Failure, whole, with_files, write_imported};
use crate::config::Diagnostic;
use crate::import::{Imported, Options};
use crate::text::import as words;

/// Arguments of `kebiao import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// A workbook (XLSX, XLSM, XLS, ODS) or a FET file / 工作簿，或 FET 文件
    file: PathBuf,
    /// Folder to write / 写入的文件夹
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// The school that a finished timetable is of / 总课表所属学校的配置文件夹
    #[arg(long, value_name = "DIR")]
    school: Option<PathBuf>,
    /// WRONG=RIGHT: two spellings of one person, class or subject; repeat for more / 旧写法=正确写法，可重复
    #[arg(long, value_name = "WRONG=RIGHT")]
    same: Vec<String>,
    /// Read hidden sheets as well / 隐藏的工作表也读
    #[arg(long)]
    hidden: bool,
    /// The school's name / 校名
    #[arg(long)]
    name: Option<String>,
    /// Write over files that are there / 覆盖已有的文件
    #[arg(long)]
    force: bool,
}

impl Import {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        // One kind of file, one reader.
        let extension = self.file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        match extension.as_str() {
            "fet" => super::fet::import(&self.file, &self.output, self.force, shared),
            "xlsx" | "xlsm" | "xltx" | "xls" | "et" | "ods" => self.workbook(shared),
            // Without an ending the content decides.
            "" => self.workbook(shared),
            _ => {
                let args = crate::args! { file: self.file.display().to_string() };
                Err(Diagnostic { error: &words::UNKNOWN_FILE, args, at: whole(&self.file) }.into())
            }
        }
    }

    fn workbook(&self, shared: Shared) -> Result<Exit, Failure> {
        let lang = shared.lang();
        let same = self.answers()?;
        let school = self.school.as_ref().map(|folder| crate::config::read(folder)).transpose();
        let workbook = crate::workbook::read(&self.file);
        let (school, workbook) = super::shared::both(school, workbook)?;
        let school = school.map(|loaded| loaded.school);
        let options = Options { school: school.as_ref(), same, name: self.name.clone(), hidden: self.hidden, lang };
        let imported = crate::import::import(&workbook, &options)?;
        let written = write_imported(&self.output, &imported.files, self.force, &words::OUTPUT_NOT_EMPTY)?;
        self.tell(&imported, written, shared);
        Ok(Exit::Good)
    }

    fn answers(&self) -> Result<Vec<(String, String)>, Diagnostic> {
        let answer = |text: &String| {
            let sides = text.split_once('=').map(|(wrong, right)| (wrong.trim().to_owned(), right.trim().to_owned()));
            sides.filter(|(wrong, right)| !wrong.is_empty() && !right.is_empty()).ok_or_else(|| Diagnostic {
                error: &words::BAD_SAME,
                args: crate::args! { text: text },
                at: whole(Path::new("--same")),
            })
        };
        self.same.iter().map(answer).collect()
    }

    fn tell(&self, imported: &Imported, written: Vec<String>, shared: Shared) {
        let lang = shared.lang();
        if shared.json {
            say!("{:#}", with_files(imported.report.json(lang), written));
            return;
        }
        if shared.quiet {
            return;
        }
        say!("{}", imported.report.render(lang, shared.verbose > 0).trim_end());
        let names = imported.files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("、");
        let path = self.output.display().to_string();
        say!("{}", words::WRITTEN.fill(lang, &crate::args! { path: &path, files: names }));
        match (&self.school, imported.school.is_some()) {
            (Some(school), _) => {
                let args = crate::args! { school: school.display().to_string(), path: &path };
                say!("{}", words::NEXT_CHECK.fill(lang, &args));
            }
            (None, true) => say!("{}", words::NEXT_SOLVE.fill(lang, &crate::args! { path: &path })),
            (None, false) => {}
        }
    }
}
