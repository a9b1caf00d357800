//! Best costs known of public instances, by the name that the instance gives itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Cost;

const FILE: &str = include_str!("data/known.toml");

/// The best that is known of an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The instance's own name.
    pub name: String,
    /// Its best known cost.
    pub cost: i64,
    /// Whether that is proved to be the optimum.
    #[serde(default)]
    pub proved: bool,
    /// Who found it, where that is recorded.
    pub source: String,
}

impl Known {
    /// `cost` in relation to the best known one; none when that is 0 and `cost` is not, or with hard violations.
    #[must_use]
    pub fn ratio(&self, cost: Cost) -> Option<f64> {
        match (cost.hard, cost.soft, self.cost) {
            (0, 0, 0) => Some(1.0),
            (0, _, 0) => None,
            #[allow(clippy::cast_precision_loss)]
            (0, own, best) => Some(own as f64 / best as f64),
            _ => None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    best: Vec<Known>,
}

/// The shipped list, by name.
///
/// # Errors
///
/// Never for the list that ships; a test sees to it.
pub fn all() -> Result<BTreeMap<String, Known>, toml::de::Error> {
    let file: File = toml::from_str(FILE)?;
    Ok(file.best.into_iter().map(|known| (known.name.clone(), known)).collect())
}
