//! `kebiao init`: a commented starter configuration.

use std::path::PathBuf;

use clap::Args;

use super::Shared;
use super::shared::{Exit, Failure};
use crate::text::cli as words;

/// Arguments of `kebiao init`.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// Folder to write; nothing in it is overwritten / 新建的文件夹
    folder: PathBuf,
}

impl Init {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        let lang = shared.lang();
        let written = crate::config::init::write(&self.folder, lang)?;
        if shared.json {
            let files: Vec<_> = written.iter().map(|path| path.display().to_string()).collect();
            say!("{:#}", serde_json::json!({ "written": files }));
        } else if !shared.quiet {
            let args = crate::args! { path: self.folder.display().to_string() };
            say!("{}", words::INITIATED.fill(lang, &args));
        }
        Ok(Exit::Good)
    }
}
