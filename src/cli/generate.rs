//! `kebiao generate`: a synthetic school of any size, feasible by construction.

use std::io::ErrorKind;
use std::path::PathBuf;

use clap::Args;

use super::Shared;
use super::shared::{Exit, Failure};
use crate::config::{Diagnostic, Location};
use crate::generate::{MAX_CLASSES, Spec, Stage, generate};
use crate::text::cli as words;
use crate::text::input::WOULD_OVERWRITE;

/// Arguments of `kebiao generate`.
#[derive(Debug, Args)]
pub(super) struct Generate {
    /// Number of classes / 班级数
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=i64::from(MAX_CLASSES)))]
    classes: u16,
    /// Stage / 学段
    #[arg(long, value_enum)]
    stage: Stage,
    /// The same seed gives the same school, byte for byte / 随机种子
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// No slack: specialists at their caps, rooms shut when they can be spared, many absences / 紧张的学校：教师满课时、专用教室几乎没有空闲、不可排时间多
    #[arg(long)]
    tight: bool,
    /// Folder to write / 写入的文件夹
    #[arg(short, long)]
    output: PathBuf,
    /// Write over a school that is there / 覆盖已有的学校配置
    #[arg(long)]
    force: bool,
}

impl Generate {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        let lang = shared.lang();
        let spec = Spec { classes: self.classes, stage: self.stage, seed: self.seed, tight: self.tight };
        let generated = generate(&spec)
            .map_err(|refusal| Failure::Files { path: self.output.clone(), cause: refusal.show(lang) })?;
        let written = generated.write(&self.output, self.force).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => {
                let at = Location { file: self.output.join("school.toml"), ..Location::default() };
                Diagnostic { error: &WOULD_OVERWRITE, args: crate::args! {}, at }.into()
            }
            _ => Failure::files(&self.output)(error),
        })?;
        if shared.json {
            let files: Vec<_> = written.iter().map(|path| path.display().to_string()).collect();
            say!("{:#}", serde_json::json!({ "written": files }));
        } else if !shared.quiet {
            let args = crate::args! { path: self.output.display().to_string(), classes: self.classes };
            say!("{}", words::GENERATED.fill(lang, &args));
        }
        Ok(Exit::Good)
    }
}
