//! What people read: two languages, Chinese first, and coded messages with cause and action.
//!
//! A message is a code, a template in both languages and named arguments: `{class}` in a template is replaced by the
//! argument of that name. Rule messages stand in the rule's own folder; input errors in [`input`]; words of reports and
//! screens in [`ui`]. Nothing else in the crate builds sentences.

pub mod bench;
pub mod calendar;
pub mod cli;
pub mod compare;
pub mod cover;
pub mod explain;
pub mod export;
pub mod fet;
pub mod import;
pub mod input;
pub mod output;
pub mod partial;
pub mod programme;
pub mod publication;
pub mod repair;
pub mod term;
pub mod timetable;
pub mod ui;
mod values;
pub mod workbook;
pub mod xhstt;

use serde::Serialize;

/// The language of messages and reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

/// The same words in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// 中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
}

impl Text {
    /// Both languages of one text.
    #[must_use]
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The text in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The text in `lang` with every `{name}` replaced by the argument of that name; unknown names stay as they are.
    #[must_use]
    pub fn fill(&self, lang: Lang, args: &Args) -> String {
        let mut out = String::new();
        let mut rest = self.get(lang);
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            out.push_str(before);
            let Some(close) = after.find('}') else {
                rest = after;
                break;
            };
            match args.get(&after[1..close]) {
                Some(value) => out.push_str(&value.show(lang)),
                None => out.push_str(&after[..=close]),
            }
            rest = &after[close + 1..];
        }
        out.push_str(rest);
        out
    }

    /// The text filled in both languages, as an argument of another text (a message with variants).
    #[must_use]
    pub fn arg(&self, args: &Args) -> Arg {
        Arg::Both { zh: self.fill(Lang::Zh, args), en: self.fill(Lang::En, args) }
    }

    /// Names of the `{placeholders}` in `lang`, sorted, each once.
    #[must_use]
    pub fn placeholders(&self, lang: Lang) -> Vec<&'static str> {
        let mut names: Vec<_> =
            self.get(lang).split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// One argument of a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Arg {
    /// A name or number, the same in both languages.
    Plain(String),
    /// Words that differ between the languages (a weekday, a kind).
    Both {
        /// 中文
        zh: String,
        /// English
        en: String,
    },
}

impl Arg {
    /// The argument as read in `lang`.
    #[must_use]
    pub fn show(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Plain(text), _) => text.clone(),
            (Self::Both { zh, .. }, Lang::Zh) => zh.clone(),
            (Self::Both { en, .. }, Lang::En) => en.clone(),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Plain(text.clone())
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Self {
        Self::Both { zh: text.zh.into(), en: text.en.into() }
    }
}

macro_rules! plain_args {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Arg {
            fn from(value: $kind) -> Self {
                Self::Plain(value.to_string())
            }
        }
    )*};
}
plain_args!(
    u8,
    u16,
    u32,
    u64,
    usize,
    i32,
    i64,
    crate::units::ClockTime,
    crate::units::Interval,
    crate::units::Fen,
    chrono::NaiveDate
);

impl From<crate::units::Weekday> for Arg {
    fn from(day: crate::units::Weekday) -> Self {
        Self::Both { zh: day.zh().into(), en: day.en().into() }
    }
}

impl From<crate::units::PeriodIndex> for Arg {
    fn from(period: crate::units::PeriodIndex) -> Self {
        Self::Both { zh: format!("第{}节", period.0), en: format!("period {}", period.0) }
    }
}

impl From<crate::units::Minutes> for Arg {
    fn from(length: crate::units::Minutes) -> Self {
        Self::Both { zh: format!("{}分钟", length.0), en: format!("{} min", length.0) }
    }
}

impl From<crate::units::Weeks> for Arg {
    fn from(weeks: crate::units::Weeks) -> Self {
        use crate::units::Weeks;
        match weeks {
            Weeks::All => Text::new("每周", "every week"),
            Weeks::Odd => Text::new("单周", "odd weeks"),
            Weeks::Even => Text::new("双周", "even weeks"),
        }
        .into()
    }
}

/// Named arguments of a message, in the order given.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Args(pub Vec<(&'static str, Arg)>);

impl Args {
    /// The argument called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arg> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}

/// Builds [`Args`]: `args! { class: "一1班", count: 3 }`.
#[macro_export]
macro_rules! args {
    ($($name:ident : $value:expr),* $(,)?) => {
        $crate::text::Args(vec![$((stringify!($name), $crate::text::Arg::from($value))),*])
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_fill_by_name() {
        let text = Text::new("{class}在{day}有{n}节", "{class} has {n} on {day} {what}");
        let day = crate::units::Weekday::new(1).map_or(Arg::from(""), Arg::from);
        let args = args! { class: "一1班", day: day, n: 2u8 };
        assert_eq!(text.fill(Lang::Zh, &args), "一1班在周一有2节");
        assert_eq!(text.fill(Lang::En, &args), "一1班 has 2 on Mon {what}");
        assert_eq!(text.placeholders(Lang::En), ["class", "day", "n", "what"]);
    }
}
