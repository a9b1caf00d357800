//! The command line: one file a command, and what they share.
//!
//! | file | what |
//! |---|---|
//! | `solve.rs` | `kebiao solve`: configuration -> verified plan files |
//! | `alternatives.rs` | `kebiao solve --alternatives`: several plans that differ, compared |
//! | `explain.rs` | `kebiao explain`: why there is no timetable, and the ways out |
//! | `partial.rs` | `kebiao solve --partial`: as many lessons as fit, the others with reasons |
//! | `check.rs` | `kebiao check`: re-read a plan and report every breach |
//! | `publish.rs` | `kebiao publish`: a verified plan as posted and filed, sealed |
//! | `audit.rs` | `kebiao audit`: what was taught against what was posted |
//! | `cover.rs` | `kebiao cover`: who gives the lessons of somebody who is away |
//! | `export/` | `kebiao export`: a plan as workbooks, PDF, pages, calendars, JSON |
//! | `compare.rs` | `kebiao compare`: plans side by side |
//! | `repair.rs`, `repair/` | `kebiao repair`: the plan nearest to an old one after a change |
//! | `bench.rs` | `kebiao bench`: many instances measured, each run in a process of its own |
//! | `generate.rs` | `kebiao generate`: a synthetic school |
//! | `rules.rs` | `kebiao rules`: list rules and profiles |
//! | `fet.rs` | `kebiao import` and `kebiao export` of FET files |
//! | `import.rs` | `kebiao import`: a workbook made into a school's folder or a plan |
//! | `init.rs` | `kebiao init`: a starter folder |
//! | `watch.rs` | progress, Ctrl-C, and saving the best plan while the search runs |
//! | `xhstt/` | `kebiao solve` and `kebiao check` of XHSTT files |
//! | `shared.rs` | languages, exit codes, printing of input errors |

/// Prints a line on standard output; a reader who has gone away (`| head`) is no error.
macro_rules! say {
    ($($arg:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout().lock(), $($arg)*);
    }};
}

/// Prints a line on standard error, likewise.
macro_rules! tell {
    ($($arg:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr().lock(), $($arg)*);
    }};
}

mod alternatives;
mod audit;
mod bench;
mod check;
mod compare;
mod cover;
mod explain;
mod export;
mod fet;
mod follow;
mod generate;
mod import;
mod init;
mod partial;
mod publish;
mod reasons;
mod repair;
mod rules;
mod shared;
mod solve;
mod watch;
mod xhstt;

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand};

pub use shared::Exit;

use crate::text::Lang;

/// 课表 kebiao: from a school's configuration to a verified weekly timetable / 由学校配置生成经过核验的课程表
#[derive(Debug, Parser)]
#[command(name = "kebiao", version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Clone, Copy, Debug, Args)]
struct Shared {
    /// Language of messages and reports; default from the locale / 语言，默认随系统
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    /// Report as JSON on standard output / 以 JSON 输出报告
    #[arg(long, global = true)]
    json: bool,
    /// Only errors / 只显示错误
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// More detail; repeat for more / 显示更多细节
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

impl Shared {
    fn lang(self) -> Lang {
        self.lang.unwrap_or_else(shared::locale)
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the timetable of a school / 排课
    Solve(solve::Solve),
    /// Why there is no timetable, and the cheapest ways out / 为什么排不出课表，怎样最省事
    Explain(explain::Explain),
    /// Verify a written (or hand-edited) plan against the configuration / 核验课表
    Check(check::Check),
    /// Arrange cover for who is away: colleagues, exchanges, slips / 代课调课：安排请假教师的课
    Cover(cover::Cover),
    /// Write a plan as workbooks, PDF, pages, calendars, CSV, JSON / 导出课表：Excel、PDF、网页、日历
    Export(export::Export),
    /// Put plans side by side: costs, people, what is elsewhere / 比较多个方案
    Compare(compare::Compare),
    /// After a change of the configuration, the verified plan nearest to the old one / 配置变动后修补课表，改动最少
    Repair(repair::Repair),
    /// Measure the solver on schools and XHSTT files: plans, bounds, time, memory / 测试求解：目标、下界、时间、内存
    Bench(bench::Bench),
    /// One run of a bench, in a process of its own
    #[command(name = crate::bench::process::COMMAND, hide = true)]
    BenchRun(bench::BenchRun),
    /// Post a verified plan: bulletin, filing copy, seal / 公示并备案课表
    Publish(publish::Publish),
    /// Hold what was taught against what was posted / 核对实际授课与公示课表
    Audit(audit::Audit),
    /// Make up a school of any size that has a timetable / 生成一所虚拟学校
    Generate(generate::Generate),
    /// Read a workbook (任课表, lists, 总课表) or a FET file / 导入工作簿（任课表、名单、总课表）或 FET 文件
    Import(import::Import),
    /// List every rule and profile, with sources / 列出全部规则与出处
    Rules(rules::Rules),
    /// Write a starter configuration to fill in / 新建学校配置
    Init(init::Init),
}

/// Runs the program with these arguments (the first is its own name); everything that it prints goes to the standard
/// streams.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let wrong = error.use_stderr();
            // Nothing is left to do about a closed stream.
            let _ = error.print();
            return if wrong { Exit::BadInput } else { Exit::Good };
        }
    };
    let shared = cli.shared;
    let result = match cli.command {
        Command::Solve(command) => command.run(shared),
        Command::Explain(command) => command.run(shared),
        Command::Check(command) => command.run(shared),
        Command::Cover(command) => command.run(shared),
        Command::Export(command) => command.run(shared),
        Command::Compare(command) => command.run(shared),
        Command::Repair(command) => command.run(shared),
        Command::Bench(command) => command.run(shared),
        Command::BenchRun(_) => bench::BenchRun::run(),
        Command::Publish(command) => command.run(shared),
        Command::Audit(command) => command.run(shared),
        Command::Generate(command) => command.run(shared),
        Command::Import(command) => command.run(shared),
        Command::Rules(command) => command.run(shared),
        Command::Init(command) => command.run(shared),
    };
    result.unwrap_or_else(|failure| {
        failure.print(shared.lang(), shared.json);
        failure.exit()
    })
}
