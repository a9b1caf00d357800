//! Synthetic schools, feasible by construction.
//!
//! | file | what |
//! |---|---|
//! | `clock.rs` | bell schedules and half days |
//! | `staff.rs` | classes, courses, teachers near their caps |
//! | `deal.rs` | how classes are dealt to teachers |
//! | `plant.rs` | the hidden timetable |
//! | `derive.rs` | research blocks, rooms, and wishes that the hidden timetable keeps |
//! | `service/` | after-school service, enrolment, duty, pay |
//! | `files.rs` | `school.toml` and tables |
//! | `term.rs` | the term and what happens in it |
//! | `planted.rs` | the hidden timetable as a plan, for tests |
//! | `infeasible/` | schools without a timetable: causes planted into one that has one |
//! | `names.rs`, `dice.rs` | names and random numbers |
//!
//! First staff and rooms are made as scarce as the loads allow, then a timetable is found that keeps every hard rule, and
//! only then are unavailable times and exclusions chosen among those that this timetable keeps. The timetable is not
//! written: whoever solves the school has to find one.

mod clock;
mod deal;
mod derive;
mod dice;
mod files;
pub mod infeasible;
mod names;
mod plant;
mod planted;
mod service;
mod staff;
mod term;
#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};

use crate::args;
use crate::plan::Plan;
use crate::preset::{CurriculumPreset, curriculum};
use crate::text::{Args, Lang, Text};

/// Most classes of a generated school.
pub const MAX_CLASSES: u16 = 240;

/// The curriculum that generated schools follow.
const CURRICULUM: &str = "national-2022";

/// Fresh starts before giving up.
const ATTEMPTS: u64 = 12;

/// Which grades the school has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Stage {
    /// 小学: grades 1 to 6
    Primary,
    /// 初中: grades 7 to 9
    Junior,
    /// 九年一贯制: grades 1 to 9, two stages with shared specialists
    NineYear,
}

impl Stage {
    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Junior => "junior",
            Self::NineYear => "nine-year",
        }
    }

    fn grades(self) -> (u8, u8) {
        match self {
            Self::Primary => (1, 6),
            Self::Junior => (7, 9),
            Self::NineYear => (1, 9),
        }
    }
}

/// What to generate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// Number of classes, 1 to [`MAX_CLASSES`], spread evenly over the grades.
    pub classes: u16,
    /// Grades.
    pub stage: Stage,
    /// The same seed gives the same school, byte for byte.
    pub seed: u64,
    /// Whether the school has no slack at all: specialists at their caps, special rooms that are open hardly longer than
    /// they are needed, and people who are away whenever the hidden timetable can spare them.
    pub tight: bool,
}

/// A generated school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// Files: name and content.
    pub files: Vec<(String, String)>,
    /// The hidden timetable, which shows that the school has one.
    pub plan: Plan,
}

/// Why no school was generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Cause.
    pub cause: Text,
    /// Arguments of the cause.
    pub args: Args,
}

impl Refusal {
    /// The cause in `lang`.
    #[must_use]
    pub fn show(&self, lang: Lang) -> String {
        self.cause.fill(lang, &self.args)
    }
}

static BAD_SIZE: Text =
    Text::new("班级数应为 1 到 {most}，不是 {classes}", "the number of classes must be 1 to {most}, not {classes}");
static NOT_PLANTED: Text = Text::new(
    "没能为这所学校（{classes} 个班，种子 {seed}）造出可行的课表，请换一个种子",
    "found no feasible timetable for this school ({classes} classes, seed {seed}); try another seed",
);

/// Generates a school.
///
/// # Errors
/// When the number of classes is out of range, or (not known to happen) no hidden timetable is found.
pub fn generate(spec: &Spec) -> Result<Generated, Refusal> {
    if spec.classes == 0 || spec.classes > MAX_CLASSES {
        return Err(Refusal { cause: BAD_SIZE, args: args! { most: MAX_CLASSES, classes: spec.classes } });
    }
    let not_planted = || Refusal { cause: NOT_PLANTED, args: args! { classes: spec.classes, seed: spec.seed } };
    let preset = curriculum(CURRICULUM).ok_or_else(not_planted)?;
    (0..ATTEMPTS).find_map(|attempt| attempt_at(spec, &preset, attempt)).ok_or_else(not_planted)
}

fn attempt_at(spec: &Spec, preset: &CurriculumPreset, attempt: u64) -> Option<Generated> {
    let mut dice = dice::Dice::new(spec.seed.wrapping_mul(ATTEMPTS + 1).wrapping_add(attempt));
    let bells = match spec.stage {
        Stage::Primary => vec![clock::low(), clock::upper()],
        Stage::Junior => vec![clock::junior()],
        Stage::NineYear => vec![clock::low(), clock::upper(), clock::junior()],
    };
    let staff = staff::staff(spec, preset, &bells, &mut dice);
    // The later the attempt, the less is asked for.
    let tightness = spec.tight.then(|| 93_usize.saturating_sub(4 * usize::try_from(attempt).unwrap_or(0)));
    let before = derive::Before::new(spec, &staff, &bells, tightness, &mut dice);
    let demands = plant::Demands { staff: &staff, bells: &bells, closed: &before.closed, capacity: &before.capacity };
    let planted = plant::plant(&demands, &mut dice)?;
    let plan = planted::plan(&staff, &bells, &before, &planted)?;
    let after = derive::After::new(spec, &staff, &bells, &before, &plan, &mut dice);
    let files = files::files(spec, &staff, &bells, &before, &after);
    Some(Generated { files, plan })
}

impl Generated {
    /// Writes the files into `dir`; see [`write()`].
    ///
    /// # Errors
    /// As [`write()`].
    pub fn write(&self, dir: &Path, force: bool) -> io::Result<Vec<PathBuf>> {
        write(&self.files, dir, force)
    }
}

/// Writes files (name and content) into `dir`, which is made if need be, and returns their paths.
///
/// # Errors
/// When `dir` already has a `school.toml` and `force` is not set, and whatever the file system says.
pub fn write(files: &[(String, String)], dir: &Path, force: bool) -> io::Result<Vec<PathBuf>> {
    if !force && dir.join("school.toml").exists() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    std::fs::create_dir_all(dir)?;
    let mut written = Vec::new();
    for (name, content) in files {
        let path = dir.join(name);
        let mut file = tempfile::NamedTempFile::new_in(dir)?;
        io::Write::write_all(&mut file, content.as_bytes())?;
        make_readable(file.as_file())?;
        file.persist(&path)?;
        written.push(path);
    }
    Ok(written)
}

/// Temporary files are private to their owner; a school's folder is shared.
#[cfg(unix)]
fn make_readable(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_: &std::fs::File) -> io::Result<()> {
    Ok(())
}
