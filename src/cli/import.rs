//! `kebiao import FILE -o DIR`.

use std::path::PathBuf;

use clap::Args;

use super::Shared;
use super::shared::{Exit, Failure};

/// Arguments of `kebiao import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The file
    file: PathBuf,
    /// Folder to write / 写入的文件夹
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Write over files that are there / 覆盖已有的文件
    #[arg(long)]
    force: bool,
}

impl Import {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        super::fet::import(&self.file, &self.output, self.force, shared)
    }
}
