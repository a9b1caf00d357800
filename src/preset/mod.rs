//! Shipped policy profiles and curriculum presets, as data with their sources named.
//!
//! | file | what |
//! |---|---|
//! | `data/profile-*.toml` | policy profiles: level and numbers of each rule, source document and decisive words beside each |
//! | `data/curriculum-*.toml` | weekly periods by subject and grade |
//! | `profile.rs` | reading profiles, one extending another; settings of every rule |
//! | `overlay.rs` | one typed change to one rule's setting, for profiles and for schools |
//! | `curriculum.rs` | curriculum presets |
//! | `documents.rs` | the documents cited |
//! | `data/holidays-cn.toml`, `holidays.rs` | statutory holidays and make-up workdays by year |

mod curriculum;
mod documents;
mod holidays;
mod overlay;
mod profile;

use serde::{Deserialize, Serialize};

pub use curriculum::{CurriculumPreset, GradePlan, PresetSubject, curriculum, curriculum_names};
pub use documents::{DOCUMENTS, Document, document};
pub use holidays::{HolidayYear, PublicHoliday, holidays};
pub use overlay::{Refusal, overlay};
pub use profile::{
    DEFAULT, Entry, Number, Origin, Profile, ProfileError, apply, override_by_school, profile, profiles, waive,
};

use crate::text::Lang;

/// Words of a data file in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Both {
    /// The words in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}
