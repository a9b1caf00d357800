//! What the import tells: how each sheet was read, and every doubt as a question with an answer to put.

use serde_json::{Value, json};

use super::draft::Grid;
use crate::args;
use crate::text::import as words;
use crate::text::import::Ask;
use crate::text::{Arg, Args, Lang, Text};

/// How one sheet was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetReport {
    /// Its name.
    pub name: String,
    /// What it was taken for; none when nobody could make anything of it.
    pub what: Option<Text>,
    /// Whether classes (or whatever the rows are) stand in columns.
    pub turned: bool,
    /// Rows of the header.
    pub header: String,
    /// Columns: name, header, meaning.
    pub columns: Vec<(String, String, Arg)>,
    /// Rows of data read.
    pub rows: usize,
    /// Rows, columns and parts passed over, and why.
    pub skipped: Vec<(String, Arg)>,
    /// Further remarks.
    pub notes: Vec<Arg>,
}

/// A doubt: what is asked, what was assumed meanwhile, and how to answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The kind of question.
    pub ask: &'static Ask,
    /// Arguments of its texts.
    pub args: Args,
    /// Where in the workbook it arises.
    pub places: Vec<String>,
}

/// Places that are shown of one question.
const SHOWN: usize = 5;

/// All that the import tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The file.
    pub file: String,
    /// Sheets, in order.
    pub sheets: Vec<SheetReport>,
    /// Questions, in the order asked.
    pub questions: Vec<Question>,
    /// What was made of it all: lines for people.
    pub made: Vec<Arg>,
    /// Differences between an imported timetable and the school.
    pub differences: Vec<Arg>,
    /// How many of the differences are of which kind.
    pub kinds: Vec<(Text, usize)>,
    /// Rules of the policy that the imported timetable breaks: they have nothing to do with the assignments.
    pub rules: Vec<Arg>,
}

impl Report {
    /// Asks something.
    pub fn ask(&mut self, ask: &'static Ask, args: Args, places: Vec<String>) {
        let question = Question { ask, args, places };
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    /// Makes one question of all of a kind; what they say in the argument `key` becomes a list.
    pub fn join(&mut self, ask: &'static Ask, key: &'static str) {
        let (of_kind, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.questions).into_iter().partition(|question| question.ask == ask);
        self.questions = others;
        let mut texts: Vec<String> = Vec::new();
        let mut places = Vec::new();
        for question in of_kind {
            let said = question.args.0.iter().find(|(name, _)| *name == key).map(|(_, arg)| arg.show(Lang::Zh));
            texts.extend(said.filter(|text| !texts.contains(text)));
            places.extend(question.places);
        }
        if !texts.is_empty() {
            let args = Args(vec![(key, Arg::from(texts.join("、")))]);
            self.ask(ask, args, places);
        }
    }

    /// The report as people read it. All of every list with `all`.
    #[must_use]
    pub fn render(&self, lang: Lang, all: bool) -> String {
        let mut out = String::new();
        let mut line = |text: String| {
            out.push_str(text.trim_end());
            out.push('\n');
        };
        for sheet in &self.sheets {
            sheet.render(lang, all, &mut line);
        }
        for made in &self.made {
            line(made.show(lang));
        }
        if !self.differences.is_empty() {
            let kinds = self.kinds.iter().map(|(kind, count)| format!("{} {count}", kind.get(lang)));
            let kinds = kinds.collect::<Vec<_>>().join("、");
            line(words::DIFFERENCES.fill(lang, &args! { n: self.differences.len(), kinds: kinds }));
            let most = if all { usize::MAX } else { 30 };
            for difference in self.differences.iter().take(most) {
                line(format!("  - {}", difference.show(lang)));
            }
            if self.differences.len() > most {
                line(words::AND_MORE.fill(lang, &args! { n: self.differences.len() - most }));
            }
        }
        if !self.rules.is_empty() {
            line(words::RULES_BROKEN.get(lang).to_owned());
            for rule in &self.rules {
                line(format!("  - {}", rule.show(lang)));
            }
        }
        if self.questions.is_empty() {
            line(words::NO_QUESTIONS.get(lang).to_owned());
        } else {
            line(words::QUESTIONS.fill(lang, &args! { n: self.questions.len() }));
        }
        for (index, question) in self.questions.iter().enumerate() {
            line(format!("{}. {} {}", index + 1, question.ask.code, question.ask.asks.fill(lang, &question.args)));
            if !question.places.is_empty() {
                let most = if all { usize::MAX } else { SHOWN };
                let mut places = question.places.iter().take(most).cloned().collect::<Vec<_>>().join("、");
                if question.places.len() > most {
                    places.push_str(&words::MORE_PLACES.fill(lang, &args! { n: question.places.len() }));
                }
                line(format!("   {}{places}", words::AT.get(lang)));
            }
            line(format!("   {}{}", words::ASSUMED.get(lang), question.ask.assumed.fill(lang, &question.args)));
            line(format!("   {}{}", words::ANSWER.get(lang), question.ask.answer.fill(lang, &question.args)));
        }
        out
    }

    /// The report for other programs.
    #[must_use]
    pub fn json(&self, lang: Lang) -> Value {
        let show = |args: &[Arg]| args.iter().map(|arg| arg.show(lang)).collect::<Vec<_>>();
        let sheets = self.sheets.iter().map(|sheet| {
            json!({
                "sheet": sheet.name,
                "read_as": sheet.what.map(|what| what.get(lang)),
                "turned": sheet.turned,
                "header": sheet.header,
                "columns": sheet.columns.iter().map(|(column, header, meaning)| json!({
                    "column": column, "header": header, "meaning": meaning.show(lang),
                })).collect::<Vec<_>>(),
                "rows": sheet.rows,
                "skipped": sheet.skipped.iter().map(|(what, why)| json!({
                    "what": what, "why": why.show(lang),
                })).collect::<Vec<_>>(),
                "notes": show(&sheet.notes),
            })
        });
        let questions = self.questions.iter().map(|question| {
            json!({
                "code": question.ask.code,
                "question": question.ask.asks.fill(lang, &question.args),
                "assumed": question.ask.assumed.fill(lang, &question.args),
                "answer": question.ask.answer.fill(lang, &question.args),
                "places": question.places,
            })
        });
        json!({
            "file": self.file,
            "sheets": sheets.collect::<Vec<_>>(),
            "made": show(&self.made),
            "differences": show(&self.differences),
            "kinds_of_differences": self.kinds.iter().map(|(kind, count)| json!({
                "kind": kind.get(lang), "count": count,
            })).collect::<Vec<_>>(),
            "rules_broken": show(&self.rules),
            "questions": questions.collect::<Vec<_>>(),
        })
    }
}

impl SheetReport {
    /// Tells of a row that was passed over: its name and how its text begins. A blank one is not worth telling.
    pub(super) fn pass(&mut self, grid: &Grid, row: usize, why: Text) {
        if grid.sheet.is_blank(row) {
            return;
        }
        let text: String = grid.distinct(row).join(" ").chars().take(30).collect();
        self.skipped.push((format!("{} “{}”", grid.row_name(row), text.replace('\n', " ")), Arg::from(why)));
    }

    fn render(&self, lang: Lang, all: bool, line: &mut impl FnMut(String)) {
        let Some(what) = self.what else {
            let why = self.notes.first().map(|note| note.show(lang)).unwrap_or_default();
            line(words::SHEET_PASSED.fill(lang, &args! { sheet: &self.name, why: why }));
            return;
        };
        let turned = if self.turned { words::TURNED.get(lang) } else { "" };
        let args = args! { sheet: &self.name, what: what, turned: turned, header: &self.header, rows: self.rows };
        line(words::SHEET_READ.fill(lang, &args));
        let columns = self.columns.iter().map(|(column, header, meaning)| {
            let (header, meaning) = (header.replace('\n', " "), meaning.show(lang));
            if header == meaning { format!("{column} {header}") } else { format!("{column} {header}→{meaning}") }
        });
        let columns: Vec<_> = columns.collect();
        let most = if all { usize::MAX } else { 12 };
        let mut shown = columns.iter().take(most).cloned().collect::<Vec<_>>().join("、");
        if columns.len() > most {
            shown.push_str(&words::MORE_COLUMNS.fill(lang, &args! { n: columns.len() }));
        }
        if !shown.is_empty() {
            line(format!("  {}{shown}", words::COLUMNS.get(lang)));
        }
        for (what, why) in self.skipped.iter().take(if all { usize::MAX } else { 8 }) {
            line(format!("  {}{what}：{}", words::SKIPPED.get(lang), why.show(lang)));
        }
        for note in &self.notes {
            line(format!("  {}", note.show(lang)));
        }
    }
}
