//! `kebiao explain DIR`: why there is no timetable, and the cheapest ways out; `kebiao solve` says the same when it finds none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Args;

use super::Shared;
use super::reasons::reason_in_words;
use super::shared::{Exit, Failure, whole};
use super::solve::{duration, school_breaches, threads};
use super::watch::{Line, interrupted};
use super::xhstt;
use crate::config::Diagnostic;
use crate::explain::{Conflict, Explanation, Finding, Options, Proof, explain};
use crate::school::{Fortnight, School};
use crate::solve::Observer;
use crate::statement::{Statement, Statements, teachers_of};
use crate::text::{Arg, Args as Words, Lang, explain as words};
use crate::units::RequirementId;

/// Arguments of `kebiao explain`.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The school's folder, or its school.toml / 学校配置文件夹
    school: PathBuf,
    /// How long to look: 90, 60s, 5m, 1h / 总时间
    #[arg(long, default_value = "60s", value_parser = duration)]
    time_limit: Duration,
    /// Threads; 1 repeats exactly / 线程数
    #[arg(long, default_value_t = threads(), value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
    /// Seed of everything random / 随机种子
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many ways out / 给出几条出路
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(0..=20))]
    ways: u8,
}

impl Explain {
    pub(super) fn run(&self, shared: Shared) -> Result<Exit, Failure> {
        let lang = shared.lang();
        if xhstt::is_one(&self.school) {
            let at = whole(&self.school);
            return Err(Diagnostic { error: &words::NOT_A_SCHOOL, args: Words::default(), at }.into());
        }
        let loaded = crate::config::read(&self.school)?;
        let options = Options {
            time_limit: self.time_limit,
            threads: usize::from(self.threads),
            seed: self.seed,
            impossible: false,
            ways: usize::from(self.ways),
        };
        let told = watched(&loaded.school, &options, shared);
        if told.finding == Finding::Configuration {
            return Ok(school_breaches(&told.broken, shared));
        }
        let message = self.message(&told, lang);
        if shared.json {
            say!("{:#}", json(&loaded.school, &told, &message, lang));
        } else {
            say!("{message}");
            print(&loaded.school, &told, lang);
            if !shared.quiet && told.finding != Finding::Possible {
                let args = crate::args! { solves: told.solves, elapsed: seconds(told.elapsed) };
                say!("{}", words::FIGURES.fill(lang, &args));
            }
        }
        Ok(match told.finding {
            Finding::Possible => Exit::Good,
            Finding::Impossible | Finding::Configuration => Exit::NoGoodPlan,
            Finding::Unknown => Exit::NoPlanYet,
        })
    }

    fn message(&self, told: &Explanation, lang: Lang) -> String {
        let text = match told.finding {
            Finding::Possible => words::POSSIBLE,
            Finding::Unknown if told.stopped => words::UNKNOWN_STOPPED,
            Finding::Unknown => words::UNKNOWN,
            Finding::Impossible | Finding::Configuration => words::IMPOSSIBLE,
        };
        text.fill(lang, &crate::args! { limit: self.time_limit.as_secs(), elapsed: seconds(told.elapsed) })
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1}", duration.as_secs_f64())
}

/// Explains, with a progress line on a terminal; Ctrl-C ends it with what is known.
pub(super) fn watched(school: &School, options: &Options, shared: Shared) -> Explanation {
    let lang = shared.lang();
    let progress = Progress {
        line: Line::new(lang, shared.quiet || shared.json),
        started: Instant::now(),
        limit: options.time_limit,
        lang,
        phase: Mutex::new("counting"),
    };
    let told = explain(school, options, &progress);
    progress.line.clear();
    told
}

/// The observer of an explanation.
struct Progress {
    line: Line,
    started: Instant,
    limit: Duration,
    lang: Lang,
    phase: Mutex<&'static str>,
}

impl Observer for Progress {
    fn phase(&self, name: &'static str) {
        *self.phase.lock().unwrap_or_else(PoisonError::into_inner) = name;
    }

    fn stopped(&self) -> bool {
        self.line.show(|| {
            let phase = match *self.phase.lock().unwrap_or_else(PoisonError::into_inner) {
                "looking" => words::LOOKING,
                "first plan" => words::FIRST_PLAN,
                "narrowing" => words::NARROWING,
                "ways out" => words::WAYS_OUT,
                _ => words::COUNTING,
            };
            let elapsed = self.started.elapsed();
            let left = self.limit.saturating_sub(elapsed).as_secs();
            words::EXPLAINING.fill(self.lang, &crate::args! { phase: phase, elapsed: elapsed.as_secs(), left: left })
        });
        interrupted()
    }
}

/// What is known, for programs.
pub(super) fn json(school: &School, told: &Explanation, message: &str, lang: Lang) -> serde_json::Value {
    let statements = Statements::of(school);
    let status = match told.finding {
        Finding::Possible => "possible",
        Finding::Impossible => "infeasible",
        Finding::Unknown if told.stopped => "stopped",
        Finding::Unknown => "unknown",
        Finding::Configuration => "configuration",
    };
    let member = |member: &crate::explain::Member| {
        serde_json::json!({
            "kind": member.statement.kind(),
            "says": statements.says(member.statement, lang),
            "place": statements.place(member.statement, lang),
            "needed": member.needed,
        })
    };
    let conflict = |conflict: &Conflict| {
        serde_json::json!({
            "proved": conflict.proof != Proof::Part,
            "minimal": conflict.minimal(),
            "members": conflict.members.iter().map(member).collect::<Vec<_>>(),
        })
    };
    let way = |way: &crate::explain::Way| {
        let changes: Vec<_> = way.changes.iter().map(|change| statements.proposes(*change, lang)).collect();
        serde_json::json!({ "cost": way.cost, "changes": changes })
    };
    serde_json::json!({
        "status": status,
        "message": message,
        "reasons": reasons(told, lang),
        "conflicts": told.conflicts.iter().map(conflict).collect::<Vec<_>>(),
        "ways": told.ways.iter().map(way).collect::<Vec<_>>(),
        "complete": told.complete,
        "solves": told.solves,
        "seconds": told.elapsed.as_secs_f64(),
    })
}

fn reasons(told: &Explanation, lang: Lang) -> Vec<String> {
    told.reasons.iter().map(|reason| reason_in_words(&told.problem, reason, lang)).collect()
}

/// Prints reasons, conflicts and ways out on standard output.
pub(super) fn print(school: &School, told: &Explanation, lang: Lang) {
    for line in lines(school, told, lang) {
        say!("{line}");
    }
}

/// Reasons, conflicts and ways out, line by line.
pub(super) fn lines(school: &School, told: &Explanation, lang: Lang) -> Vec<String> {
    let statements = Statements::of(school);
    let mut lines = Vec::new();
    let found = reasons(told, lang);
    if !found.is_empty() {
        lines.push(words::AT_ONCE.get(lang).to_owned());
        lines.extend(found.iter().take(SHOWN).map(|reason| format!("  - {reason}")));
        lines.extend(more(found.len(), lang));
    }
    for (index, conflict) in told.conflicts.iter().enumerate() {
        let proof = match (conflict.minimal(), conflict.proof) {
            (true, _) => words::MINIMAL,
            (false, Proof::Part) => words::CUT_SHORT,
            (false, _) => words::PROVED_ONLY,
        };
        let number = match told.conflicts.len() {
            1 => Arg::from(""),
            _ => words::NUMBER.arg(&crate::args! { n: index + 1 }),
        };
        lines.push(words::CONFLICT.fill(lang, &crate::args! { number: number, proof: proof }));
        lines.extend(members(&statements, conflict, lang));
    }
    if !told.ways.is_empty() {
        lines.push(words::WAYS.get(lang).to_owned());
    }
    for (index, way) in told.ways.iter().enumerate() {
        let changes: Vec<_> = way.changes.iter().map(|change| statements.proposes(*change, lang)).collect();
        let args = crate::args! { n: index + 1, changes: changes.join(words::AND_ALSO.get(lang)) };
        lines.push(words::WAY.fill(lang, &args));
    }
    let asked = told.finding == Finding::Impossible && !told.conflicts.is_empty();
    match (told.ways.is_empty(), told.complete) {
        (true, true) if asked => lines.push(words::NO_WAY.get(lang).to_owned()),
        (_, false) if asked => lines.push(words::WAYS_CUT.get(lang).to_owned()),
        _ => {}
    }
    lines
}

/// Most lines of one list.
const SHOWN: usize = 12;
/// Most lessons of a conflict that have a line each.
const APART: usize = 6;

fn more(count: usize, lang: Lang) -> Option<String> {
    (count > SHOWN).then(|| words::MORE_STATEMENTS.fill(lang, &crate::args! { n: count - SHOWN }))
}

/// Members of one sort.
type Members<'a> = Vec<&'a crate::explain::Member>;

fn members(statements: &Statements<'_>, conflict: &Conflict, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let (lessons, stated): (Members<'_>, Members<'_>) =
        conflict.members.iter().partition(|member| member.statement.is_lessons());
    let mark = |member: &crate::explain::Member| match member.needed {
        true => Arg::from(""),
        false => Arg::from(words::NOT_SHOWN_NEEDED),
    };
    for member in stated.iter().take(SHOWN) {
        let (says, place) = (statements.says(member.statement, lang), statements.place(member.statement, lang));
        lines.push(words::MEMBER.fill(lang, &crate::args! { says: says, place: place, mark: mark(member) }));
    }
    lines.extend(more(stated.len(), lang));
    let school = statements.school();
    let all: BTreeSet<Statement> = lessons.iter().map(|member| member.statement).collect();
    let whole = |class: &crate::units::ClassId| {
        let week = Statement::Week(*class);
        let own = statements.expand(&BTreeSet::from([week]));
        all.contains(&week) || (own.len() > APART && own.is_subset(&all))
    };
    let classes: Vec<_> = school.class_ids().filter(whole).collect();
    let weeks: Vec<String> = classes.iter().map(|class| school.class(*class).name.clone()).collect();
    let told = statements.expand(&classes.into_iter().map(Statement::Week).collect());
    let alone = |statement: Statement| !told.contains(&statement) && !matches!(statement, Statement::Week(_));
    let single: Members<'_> = lessons.into_iter().filter(|member| alone(member.statement)).collect();
    match weeks.len() {
        0 => {}
        n if n == school.classes.len() => lines.push(words::ALL_LESSONS.get(lang).to_owned()),
        n => lines.push(words::WHOLE_WEEKS.fill(lang, &crate::args! { n: n, names: weeks.join("、") })),
    }
    if single.len() > APART {
        lines.extend(grouped(statements, &single.iter().map(|member| member.statement).collect::<Vec<_>>(), lang));
    } else {
        let line = |member: &&crate::explain::Member| {
            let args = crate::args! { says: statements.says(member.statement, lang), mark: mark(member) };
            words::MEMBER_LESSONS.fill(lang, &args)
        };
        lines.extend(single.iter().map(line));
    }
    lines
}

/// Many lessons, a line for those of the same teachers.
fn grouped(statements: &Statements<'_>, lessons: &[Statement], lang: Lang) -> Vec<String> {
    let school = statements.school();
    let mut by_teachers: BTreeMap<String, Vec<RequirementId>> = BTreeMap::new();
    for id in lessons.iter().flat_map(|statement| statements.requirements(*statement)) {
        let teachers: Vec<_> = teachers_of(school, *id).collect();
        by_teachers.entry(school.teacher_list(&teachers)).or_default().push(*id);
    }
    let name = |id: &RequirementId| {
        let requirement = school.requirement(*id);
        let n = Fortnight(requirement.weekly.per_fortnight());
        format!("{} {n}", school.class_list(&requirement.classes))
    };
    let count = by_teachers.len();
    let line = |(teachers, ids): (String, Vec<RequirementId>)| {
        let mut subjects: Vec<&str> =
            ids.iter().map(|id| school.subject(school.requirement(*id).subject).name.as_str()).collect();
        subjects.dedup();
        let periods = ids.iter().map(|id| school.requirement(*id).weekly.per_fortnight()).sum();
        let args = crate::args! {
            teachers: teachers,
            subjects: subjects.join("、"),
            n: ids.len(),
            periods: Fortnight(periods),
            names: ids.iter().map(name).collect::<Vec<_>>().join("、"),
        };
        words::MANY_LESSONS.fill(lang, &args)
    };
    let mut lines: Vec<String> = by_teachers.into_iter().take(SHOWN).map(line).collect();
    lines.extend(more(count, lang));
    lines
}

/// The line that names the command for more.
pub(super) fn hint(path: &std::path::Path, lang: Lang) -> String {
    words::MORE_WITH_EXPLAIN.fill(lang, &crate::args! { path: path.display().to_string() })
}
