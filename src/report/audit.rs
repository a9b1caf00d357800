//! An audit in words: the terminal's lines, and the cells of its tables.

use crate::args;
use crate::publication::audit::{Audit, Count, Finding, Kind};
use crate::text::{Lang, Text, publication as words};

/// Findings that a terminal shows unless more are asked for.
const SHOWN: usize = 15;

/// The name of a kind of finding.
#[must_use]
pub fn kind(kind: Kind) -> &'static Text {
    match kind {
        Kind::Squeezed => &words::SQUEEZED,
        Kind::Occupied => &words::OCCUPIED,
        Kind::Dropped => &words::DROPPED,
        Kind::Exchanged => &words::EXCHANGED,
        Kind::Extra => &words::EXTRA,
        Kind::Unkept => &words::UNKEPT,
        Kind::NotMade => &words::NOT_MADE,
        Kind::Covered => &words::COVERED,
    }
}

/// What happened, in a sentence.
#[must_use]
pub fn sentence(finding: &Finding, lang: Lang) -> String {
    let subject = |name: &str| if name.is_empty() { words::NOTHING.get(lang).to_owned() } else { name.to_owned() };
    let list = |names: &[String]| names.join(crate::plan::table::LIST);
    let args = args! {
        posted: subject(&finding.posted),
        taught: subject(&finding.taught),
        teachers: list(&finding.teachers),
        taught_by: list(&finding.taught_by),
        change: &finding.change,
        date: finding.with.map_or(String::new(), |(date, _)| date.to_string()),
        period: finding.with.map_or(0, |(_, period)| period.0),
    };
    let what = match finding.kind {
        Kind::Covered => &words::WHAT_COVERED,
        Kind::Unkept | Kind::NotMade => &words::WHAT_CHANGE,
        _ if finding.with.is_some() => &words::WHAT_WITH,
        _ => &words::WHAT_REPLACED,
    };
    let kind = kind(finding.kind).get(lang);
    let args = args! {
        kind: kind,
        class: &finding.class,
        date: finding.date.to_string(),
        period: finding.period.0,
        what: what.fill(lang, &args),
    };
    let mark = if finding.protected { words::PROTECTED_MARK.get(lang) } else { "" };
    format!("{mark}{}", words::FINDING.fill(lang, &args))
}

/// What is wrong with the counts of a class and subject; nothing when all is well.
#[must_use]
pub fn shortage(count: &Count, lang: Lang) -> Option<String> {
    let args = args! {
        class: &count.class,
        subject: &count.subject,
        due: count.due,
        taught: count.taught,
    };
    if count.taught < count.due {
        return Some(words::SHORT_COUNT.fill(lang, &args));
    }
    let curriculum = count.curriculum.filter(|wanted| count.taught_in_weeks < *wanted)?;
    let args = args! {
        class: &count.class,
        subject: &count.subject,
        weeks: count.weeks,
        taught: count.taught_in_weeks,
        curriculum: curriculum,
    };
    Some(words::BELOW_CURRICULUM.fill(lang, &args))
}

/// The line that says how it ended.
#[must_use]
pub fn verdict(audit: &Audit, lang: Lang) -> String {
    let protected = audit.findings.iter().filter(|one| one.kind.is_breach() && one.protected).count();
    match audit.breaches() {
        0 => words::AUDIT_GOOD.get(lang).to_owned(),
        n => words::AUDIT_BAD.fill(lang, &args! { n: n, protected: protected }),
    }
}

/// How much was looked at.
#[must_use]
pub fn coverage(audit: &Audit, lang: Lang) -> String {
    let coverage = audit.coverage;
    let args = args! {
        days_due: coverage.days_due,
        days_logged: coverage.days_logged,
        lessons: coverage.lessons,
        as_posted: coverage.as_posted,
        approved: coverage.approved,
    };
    words::AUDIT_COVERAGE.fill(lang, &args)
}

/// The whole audit for a terminal.
#[must_use]
pub fn terminal(audit: &Audit, lang: Lang, all: bool) -> String {
    let most = if all { usize::MAX } else { SHOWN };
    let mut lines = vec![coverage(audit, lang)];
    let numbers: Vec<String> = Kind::ALL
        .into_iter()
        .map(|one| (one, audit.findings.iter().filter(|finding| finding.kind == one).count()))
        .filter(|(_, number)| *number > 0)
        .map(|(one, number)| format!("{} {number}", kind(one).get(lang)))
        .collect();
    if !numbers.is_empty() {
        lines.push(numbers.join(if lang == Lang::Zh { "，" } else { ", " }));
    }
    lines.push(String::new());
    push(&mut lines, audit.findings.iter().map(|finding| sentence(finding, lang)).collect(), most, lang);
    let short: Vec<String> = audit.counts.iter().filter_map(|count| shortage(count, lang)).collect();
    if !short.is_empty() {
        lines.push(String::new());
        lines.push(words::AUDIT_SHORT.get(lang).to_owned());
        push(&mut lines, short, most, lang);
    }
    if lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(String::new());
    }
    lines.push(verdict(audit, lang));
    lines.join("\n")
}

fn push(lines: &mut Vec<String>, found: Vec<String>, most: usize, lang: Lang) {
    let more = found.len().saturating_sub(most);
    lines.extend(found.into_iter().take(most).map(|line| format!("  {line}")));
    if more > 0 {
        lines.push(words::AND_MORE.fill(lang, &args! { n: more }));
    }
}

/// A table: headings and rows of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Headings.
    pub head: Vec<&'static str>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// Every finding, a row each.
#[must_use]
pub fn findings(audit: &Audit, lang: Lang) -> Grid {
    let head = [
        words::HEAD_KIND,
        words::HEAD_PROTECTED,
        words::HEAD_CLASS,
        words::HEAD_DATE,
        words::HEAD_PERIOD,
        words::HEAD_POSTED,
        words::HEAD_TAUGHT,
        words::HEAD_TEACHERS,
        words::HEAD_TAUGHT_BY,
        words::HEAD_WITH,
        words::HEAD_CHANGE,
    ];
    let row = |one: &Finding| {
        let list = |names: &[String]| names.join(crate::plan::table::LIST);
        vec![
            kind(one.kind).get(lang).to_owned(),
            yes(one.protected, lang),
            one.class.clone(),
            one.date.to_string(),
            one.period.0.to_string(),
            one.posted.clone(),
            one.taught.clone(),
            list(&one.teachers),
            list(&one.taught_by),
            one.with.map_or(String::new(), |(date, period)| format!("{date} #{}", period.0)),
            one.change.clone(),
        ]
    };
    Grid { head: head.map(|text| text.get(lang)).to_vec(), rows: audit.findings.iter().map(row).collect() }
}

/// Counts, a row a class and subject.
#[must_use]
pub fn counts(audit: &Audit, lang: Lang) -> Grid {
    let head = [
        words::HEAD_CLASS,
        words::HEAD_SUBJECT,
        words::HEAD_PROTECTED,
        words::HEAD_DUE,
        words::HEAD_TAUGHT_COUNT,
        words::HEAD_WEEKS,
        words::HEAD_IN_WEEKS,
        words::HEAD_CURRICULUM,
        words::HEAD_SHORT_WEEKS,
    ];
    let row = |one: &Count| {
        let weeks: Vec<String> = one.short_weeks.iter().map(u16::to_string).collect();
        vec![
            one.class.clone(),
            one.subject.clone(),
            yes(one.protected, lang),
            one.due.to_string(),
            one.taught.to_string(),
            one.weeks.to_string(),
            one.taught_in_weeks.to_string(),
            one.curriculum.map_or(String::new(), |periods| periods.to_string()),
            weeks.join(" "),
        ]
    };
    Grid { head: head.map(|text| text.get(lang)).to_vec(), rows: audit.counts.iter().map(row).collect() }
}

fn yes(value: bool, lang: Lang) -> String {
    if value { words::YES.get(lang).to_owned() } else { String::new() }
}
