//! `kebiao generate`: a synthetic school of any size, feasible by construction.

use std::path::PathBuf;

use clap::Args;

use super::Shared;
use super::shared::{Exit, Failure};
use crate::generate::{Spec, Stage, generate};
use crate::text::cli as words;

/// Arguments of `kebiao generate`.
#[derive(Debug, Args)]
pub(super) struct Generate {
    /// Number of classes / 班级数
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=400))]
    classes: u16,
    /// Stage of schooling / 学段
    #[arg(long, value_enum)]
    stage: Stage,
    /// Seed: the same seed gives the same school / 随机种子
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder to write / 输出文件夹
    #[arg(short, long)]
    output: PathBuf,
    /// Overwrite a school that is there / 覆盖已有配置
    #[arg(long)]
    force: bool,
}

impl Generate {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        let spec = Spec { classes: self.classes, stage: self.stage, seed: self.seed };
        generate(&spec).write(&self.output, self.force).map_err(Failure::files(&self.output))?;
        if !shared.quiet {
            let args = crate::args! { path: self.output.display().to_string(), classes: self.classes };
            println!("{}", words::GENERATED.fill(shared.lang(), &args));
        }
        Ok(Exit::Good)
    }
}
