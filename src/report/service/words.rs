//! The numbers as a short block of text for a terminal.

use unicode_width::UnicodeWidthStr;

use super::{Month, ServiceReport, Spread};
use crate::args;
use crate::report::terminal::thousands;
use crate::text::{Lang, Text, programme as say};
use crate::units::Fen;

impl ServiceReport {
    /// Label and value of each line: the facts, and the pay of each month.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<(String, String)> {
        let month = |month: &Month| {
            let label = say::MONTH_PAY.fill(lang, &args! { month: &month.month });
            (label, of_budget(month.total, self.month_budget, lang))
        };
        self.facts(lang).into_iter().chain(self.months.iter().map(month)).collect()
    }

    /// Label and value of each line but those of single months.
    #[must_use]
    pub fn facts(&self, lang: Lang) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        let mut add = |label: &Text, value: String| lines.push((label.get(lang).to_owned(), value));
        if self.enrolled > 0 || self.placed > 0 {
            add(&say::ENROLLED, self.enrolled_words(lang));
            add(&say::PLACED, self.placed_words(lang));
        }
        if self.choosers > 0 {
            add(&say::FIRST_CHOICES, self.choices_words(lang));
        }
        if self.sessions > 0 {
            let args = args! { groups: self.groups, sessions: self.sessions };
            add(&say::GROUPS_LINE, say::GROUPS_VALUE.fill(lang, &args));
        }
        if self.clubs_held + self.clubs_cancelled > 0 {
            let args = args! { held: self.clubs_held, cancelled: self.clubs_cancelled };
            add(&say::CLUBS, say::CLUBS_VALUE.fill(lang, &args));
        }
        if self.sessions > 0 {
            add(&say::SERVICE_MINUTES, spread(self.service_minutes, lang));
        }
        if self.posts > 0 {
            let args = args! { posts: self.posts, shifts: self.shifts };
            add(&say::POSTS_LINE, say::POSTS_VALUE.fill(lang, &args));
            add(&say::DUTY_MINUTES, spread(self.duty_minutes, lang));
        }
        if !self.months.is_empty() {
            add(&say::TERM_PAY_LINE, of_budget(self.pay, self.term_budget, lang));
        }
        lines
    }

    /// The block: a title, then the lines, with values under each other.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        let lines = self.lines(lang);
        let width = lines.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
        let mut out = format!("{}\n", say::BLOCK_TITLE.get(lang));
        for (label, value) in lines {
            out.push_str(&format!("  {label}{}  {value}\n", " ".repeat(width - label.width())));
        }
        out
    }

    fn enrolled_words(&self, lang: Lang) -> String {
        let args = args! { pupils: self.pupils, times: thousands(self.enrolled) };
        if self.pupils > 0 { say::ENROLLED_PUPILS } else { say::ENROLLED_VALUE }.fill(lang, &args)
    }

    fn placed_words(&self, lang: Lang) -> String {
        let reasons: Vec<String> = self
            .not_placed
            .iter()
            .map(|(reason, count)| {
                let reason = if reason.is_empty() { say::NO_REASON.get(lang) } else { reason };
                format!("{reason} {count}")
            })
            .collect();
        let args = args! {
            n: thousands(self.placed),
            rest: thousands(self.not_placed.values().sum()),
            reasons: reasons.join(if lang == Lang::Zh { "，" } else { "; " }),
        };
        if self.not_placed.is_empty() { say::PLACED_ALL } else { say::PLACED_SOME }.fill(lang, &args)
    }

    /// How the choices of clubs were met, in a sentence.
    #[must_use]
    pub fn choices_words(&self, lang: Lang) -> String {
        let upto = |rank: u16| self.best_choices.range(..=rank).map(|(_, count)| count).sum::<usize>();
        let args = args! {
            choosers: self.choosers,
            share: percent(upto(1), self.choosers),
            three: percent(upto(3), self.choosers),
            none: self.choosers.saturating_sub(self.best_choices.values().sum()),
        };
        say::CHOICES_VALUE.fill(lang, &args)
    }
}

/// A part of a whole with one decimal, rounded down so that only all of it is 100%.
#[must_use]
pub fn percent(part: usize, whole: usize) -> String {
    let tenths = (1000 * part).checked_div(whole).unwrap_or(0);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

fn spread(spread: Spread, lang: Lang) -> String {
    let args = args! { least: spread.least, median: spread.median, most: spread.most, people: spread.people };
    say::SPREAD_VALUE.fill(lang, &args)
}

/// Money with commas between thousands of yuan.
#[must_use]
pub fn money(amount: Fen) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let fen = amount.0.unsigned_abs();
    format!("{sign}{}.{:02}", thousands(fen / 100), fen % 100)
}

fn of_budget(amount: Fen, budget: Option<Fen>, lang: Lang) -> String {
    let over = budget.map(|budget| Fen(amount.0.saturating_sub(budget.0))).filter(|over| over.0 > 0);
    let text = match (budget, over) {
        (None, _) => say::YUAN,
        (Some(_), None) => say::YUAN_OF,
        (Some(_), Some(_)) => say::YUAN_OVER,
    };
    let args = args! {
        amount: money(amount),
        budget: money(budget.unwrap_or_default()),
        over: money(over.unwrap_or_default()),
    };
    text.fill(lang, &args)
}
