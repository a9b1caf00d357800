//! `kebiao rules`: every rule and profile, with sources.

use std::path::PathBuf;

use clap::Args;

use super::Shared;
use super::shared::{Exit, Failure};
use crate::config::{Diagnostics, Location, suggest};
use crate::preset;
use crate::report::rules as list;
use crate::school::Policy;
use crate::text::input;

/// Arguments of `kebiao rules`.
#[derive(Debug, Args)]
pub(super) struct Rules {
    /// Only these rules, by code or name: R106 subject-daily-max / 只看这些规则
    rules: Vec<String>,
    /// As this profile sets them / 按此政策方案显示
    #[arg(long, default_value = preset::DEFAULT, conflicts_with = "school")]
    profile: String,
    /// As this school sets them / 按此学校的设置显示
    #[arg(long)]
    school: Option<PathBuf>,
    /// List the profiles instead / 列出政策方案
    #[arg(long, conflicts_with_all = ["rules", "school"])]
    profiles: bool,
}

impl Rules {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        let lang = shared.lang();
        if self.profiles {
            if shared.json {
                say!("{:#}", serde_json::json!({ "profiles": list::profiles() }));
            } else {
                say!("{}", list::profiles_text(lang).trim_end());
            }
            return Ok(Exit::Good);
        }
        let policy = match &self.school {
            Some(school) => crate::config::read(school)?.school.policy,
            None => self.policy()?,
        };
        let all = list::list(&policy);
        let mut diagnostics = Diagnostics::default();
        let wanted: Vec<_> = self
            .rules
            .iter()
            .filter_map(|name| {
                let found = all.iter().find(|rule| rule.id == name || rule.code.eq_ignore_ascii_case(name));
                if found.is_none() {
                    let near = suggest::among(name, all.iter().map(|rule| rule.id));
                    let at = Location { file: "kebiao rules".into(), text: name.clone(), ..Location::default() };
                    diagnostics.push(&input::UNKNOWN_RULE, crate::args! { name: name, suggest: near }, at);
                }
                found
            })
            .collect();
        if !diagnostics.is_empty() {
            return Err(diagnostics.into());
        }
        if shared.json {
            let shown: Vec<_> = if self.rules.is_empty() { all.iter().collect() } else { wanted };
            say!("{:#}", serde_json::json!({ "profile": policy.profile, "rules": shown }));
        } else if self.rules.is_empty() {
            say!("{}", list::text(&policy, lang).trim_end());
        } else {
            for rule in wanted {
                say!("{}", list::one(rule, lang).trim_end());
            }
        }
        Ok(Exit::Good)
    }

    /// The policy of the profile asked for.
    fn policy(&self) -> Result<Policy, Failure> {
        let found = preset::profile(&self.profile).map(|profile| preset::apply(&profile));
        match found {
            Some(Ok(policy)) => Ok(policy),
            Some(Err(error)) => Err(Failure::Files { path: self.profile.clone().into(), cause: error.to_string() }),
            None => {
                let known: Vec<_> = preset::profiles().iter().map(|(name, _)| *name).collect();
                let near = suggest::among(&self.profile, known.iter().copied());
                let mut diagnostics = Diagnostics::default();
                let at = Location { file: "--profile".into(), ..Location::default() };
                let args = crate::args! { name: &self.profile, suggest: near, allowed: known.join(" ") };
                diagnostics.push(&input::UNKNOWN_PROFILE, args, at);
                Err(diagnostics.into())
            }
        }
    }
}
