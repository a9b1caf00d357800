//! How values of the school read in messages.

use super::{Arg, Text};
use crate::school::{Days, Fortnight, Stage};
use crate::units::Weekday;

impl From<Fortnight> for Arg {
    fn from(periods: Fortnight) -> Self {
        Self::Plain(periods.to_string())
    }
}

impl From<Stage> for Arg {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Primary => Text::new("小学", "primary"),
            Stage::Junior => Text::new("初中", "junior"),
        }
        .into()
    }
}

impl From<&Days> for Arg {
    fn from(days: &Days) -> Self {
        let join = |name: fn(Weekday) -> &'static str, comma: &str| {
            days.0.iter().map(|day| name(*day)).collect::<Vec<_>>().join(comma)
        };
        Self::Both { zh: join(Weekday::zh, "、"), en: join(Weekday::en, ", ") }
    }
}
