//! `kebiao generate`: a synthetic school of any size, feasible by construction; or one with planted causes that has no
//! timetable.

use std::io::ErrorKind;
use std::path::PathBuf;

use clap::Args;

use super::Shared;
use super::shared::{Exit, Failure, whole};
use crate::config::{Diagnostic, Location};
use crate::generate::infeasible::{self, Files, Kind, Refused, SIDECAR, Sidecar};
use crate::generate::{MAX_CLASSES, Spec, Stage, generate, write};
use crate::text::input::WOULD_OVERWRITE;
use crate::text::{cli as words, partial};

/// Arguments of `kebiao generate`.
#[derive(Debug, Args)]
pub(super) struct Generate {
    /// Number of classes / 班级数
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=i64::from(MAX_CLASSES)), required_unless_present = "from")]
    classes: Option<u16>,
    /// Stage / 学段
    #[arg(long, value_enum, required_unless_present = "from")]
    stage: Option<Stage>,
    /// The same seed gives the same school, byte for byte / 随机种子
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// No slack: specialists at their caps, rooms shut when they can be spared, many absences / 紧张的学校：教师满课时、专用教室几乎没有空闲、不可排时间多
    #[arg(long)]
    tight: bool,
    /// Plant a cause that leaves the school without a timetable; repeat for several / 种下一个使课表排不出来的原因，可多次
    #[arg(long, value_enum, value_name = "KIND")]
    infeasible: Vec<Kind>,
    /// Plant it into the timetable's part of this school / 种在这所学校（只取排课部分）
    #[arg(long, value_name = "DIR", requires = "infeasible", conflicts_with_all = ["classes", "stage", "tight"])]
    from: Option<PathBuf>,
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
        let files = if self.infeasible.is_empty() { self.generated(shared)? } else { self.planted(shared)? };
        let written = write(&files, &self.output, self.force).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => {
                let at = Location { file: self.output.join("school.toml"), ..Location::default() };
                Diagnostic { error: &WOULD_OVERWRITE, args: crate::args! {}, at }.into()
            }
            _ => Failure::files(&self.output)(error),
        })?;
        let planted = files.iter().find(|(name, _)| name == SIDECAR);
        let planted: Option<Sidecar> = planted.and_then(|(_, text)| toml::from_str(text).ok());
        let path = self.output.display().to_string();
        if shared.json {
            let files: Vec<_> = written.iter().map(|path| path.display().to_string()).collect();
            say!("{:#}", serde_json::json!({ "written": files, "planted": planted.map(|planted| planted.cause) }));
        } else if !shared.quiet {
            match planted {
                None => {
                    let args = crate::args! { path: path, classes: self.classes.unwrap_or_default() };
                    say!("{}", words::GENERATED.fill(lang, &args));
                }
                Some(planted) => {
                    say!("{}", partial::PLANTED_INTO.fill(lang, &crate::args! { path: path }));
                    for cause in planted.cause {
                        say!("{}", partial::PLANTED.fill(lang, &crate::args! { kind: cause.kind, says: cause.says }));
                    }
                }
            }
        }
        Ok(Exit::Good)
    }

    fn generated(&self, shared: Shared) -> Result<Files, Failure> {
        // The parser asks for both unless `--from` is there.
        let (classes, stage) = (self.classes.unwrap_or_default(), self.stage.unwrap_or(Stage::Primary));
        let spec = Spec { classes, stage, seed: self.seed, tight: self.tight };
        let generated = generate(&spec)
            .map_err(|refusal| Failure::Files { path: self.output.clone(), cause: refusal.show(shared.lang()) })?;
        Ok(generated.files)
    }

    fn planted(&self, shared: Shared) -> Result<Files, Failure> {
        let base = match &self.from {
            Some(dir) => infeasible::timetable_of(dir).map_err(|refused| self.refused(refused))?,
            None => infeasible::strip(&self.generated(shared)?),
        };
        infeasible::plant(&base, &self.infeasible, self.seed, &self.command()).map_err(|refused| self.refused(refused))
    }

    /// The command that makes the same files again.
    fn command(&self) -> String {
        let mut words = vec!["kebiao generate".to_owned()];
        words.extend(self.infeasible.iter().map(|kind| format!("--infeasible {}", kind.word())));
        words.extend(self.from.iter().map(|dir| format!("--from {}", dir.display())));
        words.extend(self.classes.map(|classes| format!("--classes {classes}")));
        words.extend(self.stage.map(|stage| format!("--stage {}", stage.word())));
        words.extend(self.tight.then(|| "--tight".to_owned()));
        words.push(format!("--seed {}", self.seed));
        words.join(" ")
    }

    fn refused(&self, refused: Refused) -> Failure {
        match refused {
            Refused::Unreadable(errors) => errors.into(),
            Refused::Io(error) => Failure::files(self.from.as_ref().unwrap_or(&self.output))(error),
            Refused::NoPlace(kind) => {
                let at = whole(self.from.as_ref().unwrap_or(&self.output));
                Diagnostic { error: &partial::NO_CAUSE, args: crate::args! { kind: kind.word() }, at }.into()
            }
        }
    }
}
