//! Words and errors of measuring the engine.

use super::Text;
use super::input::InputError;
use super::ui::words;

/// A path that does not exist.
pub static NOT_THERE: InputError = InputError {
    code: "E930",
    cause: Text::new("找不到", "it does not exist"),
    action: Text::new("检查路径是否写对", "check how the path is spelt"),
};

/// A path without any instance.
pub static NO_INSTANCE: InputError = InputError {
    code: "E931",
    cause: Text::new("这里没有可以测的学校或 XHSTT 实例", "there is neither a school nor an XHSTT instance here"),
    action: Text::new(
        "写学校的配置文件夹（里面有 school.toml）、XHSTT 文件（.xml），或放有若干个的文件夹",
        "name a school's folder (with its school.toml), an XHSTT file (.xml), or a folder that holds several of them",
    ),
};

/// The same instance twice.
pub static SAME_INSTANCE: InputError = InputError {
    code: "E932",
    cause: Text::new("与 {first} 是同一个", "this is the same instance as {first}"),
    action: Text::new("每个实例只写一次", "name every instance once"),
};

/// Two outputs in one file.
pub static SAME_OUTPUT: InputError = InputError {
    code: "E933",
    cause: Text::new("--csv 与 --html 写的是同一个文件", "--csv and --html name the same file"),
    action: Text::new("用两个不同的文件名", "use two different files"),
};

/// An output that is a folder, or would destroy an input.
pub static BAD_OUTPUT: InputError = InputError {
    code: "E934",
    cause: Text::new("{option} 不能写在这里：{what}", "{option} cannot be written here: {what}"),
    action: Text::new("另写一个文件名", "name another file"),
};

/// A baseline that no bench wrote.
pub static NOT_A_BENCH: InputError = InputError {
    code: "E935",
    cause: Text::new(
        "这不是 kebiao bench --csv 写出的表，缺少：{columns}",
        "`kebiao bench --csv` did not write this; it lacks: {columns}",
    ),
    action: Text::new("--baseline 后面写以前用 --csv 写出的文件", "name a file that an earlier --csv wrote"),
};

/// A row of a baseline that cannot be read.
pub static BAD_ROW: InputError = InputError {
    code: "E936",
    cause: Text::new("这一行读不懂", "this row cannot be understood"),
    action: Text::new("不要改动写出的表；改过的请重新跑一次", "use the file as it was written, or run it again"),
};

/// All of them, for the list of codes.
pub static ALL: &[&InputError] =
    &[&NOT_THERE, &NO_INSTANCE, &SAME_INSTANCE, &SAME_OUTPUT, &BAD_OUTPUT, &NOT_A_BENCH, &BAD_ROW];

words! {
    TITLE: "求解测试报告", "Benchmark report";
    PROGRESS: "[{n}/{of}] {instance} 种子 {seed}：目标 {cost}  下界 {bound}  差距 {gap}  已用 {elapsed} 秒，限时 {limit} 秒（Ctrl-C 结束并写出已有结果）",
        "[{n}/{of}] {instance} seed {seed}: cost {cost}  bound {bound}  gap {gap}  elapsed {elapsed} s of {limit} s (Ctrl-C ends and reports what was done)";
    RUN_DONE: "[{n}/{of}] {instance} 种子 {seed}：{sentence}", "[{n}/{of}] {instance} seed {seed}: {sentence}";
    SENTENCE: "首个课表 {first} 秒；{total} 秒后目标 {cost}，{proved}；{ended}，{verified}。",
        "first plan after {first} s; cost {cost} after {total} s, {proved}; {ended}, {verified}.";
    SENTENCE_OPTIMAL: "不可能更低", "which nothing can be below";
    SENTENCE_BOUND: "不可能低于 {bound}（差距 {gap}）", "with nothing below {bound} possible (gap {gap})";
    SENTENCE_NO_BOUND: "还没有下界", "no bound yet";
    SENTENCE_HARD: "没有满足全部硬性要求的方案，最好为 {cost}（硬性/优化）；{ended}，{verified}。",
        "no plan without hard violations, the best is {cost} (hard/soft); {ended}, {verified}.";
    SENTENCE_NONE: "没有课表；{ended}。", "no plan; {ended}.";
    RUNS: "各次求解", "Runs";
    SUMMARY: "汇总", "Summary";
    PLOTS: "目标与下界随时间的变化", "Cost and bound over time";
    INSTANCE: "实例", "Instance";
    SEED: "种子", "Seed";
    CLASSES: "班级", "Classes";
    TEACHERS: "教师", "Teachers";
    LESSONS: "周课时", "Lessons";
    TIMES: "时间段", "Times";
    RESOURCES: "资源", "Resources";
    EVENTS: "事件", "Events";
    CONSTRAINTS: "约束", "Constraints";
    VARIABLES: "变量", "Variables";
    ROWS: "约束行", "Rows";
    MODEL: "建模（秒）", "Model (s)";
    FIRST: "首解（秒）", "First (s)";
    AT: "{seconds}秒", "{seconds} s";
    COST: "目标", "Cost";
    BOUND: "下界", "Bound";
    GAP: "差距", "Gap";
    BEST_AT: "最好解（秒）", "Best at (s)";
    TOTAL: "用时（秒）", "Total (s)";
    MEMORY: "内存（MiB）", "Memory (MiB)";
    VERIFIED_HEAD: "核验", "Verified";
    ENDED_HEAD: "结束", "Ended";
    REMARK: "备注", "Remark";
    RUNS_HEAD: "次数", "Runs";
    SOLVED: "有解", "Solved";
    MEDIAN_COST: "目标（中位）", "Cost (median)";
    BEST_COST: "最好目标", "Best cost";
    KNOWN: "已知最好", "Best known";
    KNOWN_PROVED: "{cost}（最优）", "{cost} (optimal)";
    RATIO: "与已知之比", "To best known";
    EARLIER_COST: "以前目标", "Cost before";
    COST_RATIO: "目标比以前", "Cost to before";
    FIRST_RATIO: "首解时间比以前", "First to before";
    BEST_RATIO: "最好解时间比以前", "Best at to before";
    MEAN: "几何平均", "Geometric mean";
    YES: "通过", "yes";
    NO: "不通过", "NO";
    VERIFIED: "核验通过", "verified";
    NOT_VERIFIED: "核验不通过", "NOT verified";
    PROVED: "已证明最优", "proved optimal";
    NEAR: "达到所要的差距", "gap asked for reached";
    TIME: "到时", "time limit";
    STOPPED: "中途停止", "stopped";
    INFEASIBLE: "已证明无解", "proved infeasible";
    REFUSED: "配置不能求解", "not solvable as configured";
    CRASHED: "程序中断", "crashed";
    OVERRAN: "超时未停，已终止", "ended by force";
    TERMS: "限时 {limit} 秒，{threads} 线程，{version}。", "Time limit {limit} s, threads: {threads}, {version}.";
    UNFINISHED: "中途停止：做完 {done} 次，原定 {planned} 次。", "Stopped: {done} of {planned} runs were done.";
    NOTE_TIME: "时间从读入实例文件之后算起，含建模；每次求解在单独的进程里，内存为该进程的峰值。",
        "Time counts from when the instance's files are read, stating the model included; every run is a process of its own, and memory is the most that it held.";
    NOTE_GAP: "差距 =（目标 − 下界）÷ 目标：目标最多还能下降的份额。", "Gap = (cost - bound) / cost: the share by which the cost could fall at most.";
    NOTE_MEDIAN: "中位数：次数为偶数时取中间两次里较差的一次；没有解的排在最后。",
        "Medians: of an even number of runs the worse of the middle two; runs without a plan come last.";
    NOTE_VERIFIED: "核验：方案写出、读回后，逐条规则（XHSTT 为按定义计算的评价）另行检查，没有硬性违规且目标与求解器一致。",
        "Verified: the plan was written, read back and checked by every rule on its own (XHSTT: by the evaluator): no hard breach, and the same cost as the solver says.";
    NOTE_HARD: "“3/966”：硬性违反 3，优化项 966。", "\"3/966\": 3 hard violations, soft cost 966.";
    NOTE_EARLIER: "比以前：这次 ÷ 以前，小于 1 为好；时间只在同一台机器、同样限时和线程数下可比。",
        "To before: now / before, below 1 is better; times compare only on the same machine, limit and threads.";
    NOTE_OTHER_TERMS: "注意：以前的结果限时或线程数不同：{instances}。", "Note: the earlier run had another limit or other threads: {instances}.";
    NOTE_NOT_BEFORE: "以前的结果里没有：{instances}。", "Not in the earlier run: {instances}.";
    NOTE_SOURCES: "已知最好目标的出处：{sources}。", "Best known costs come from: {sources}.";
    AXIS_TIME: "时间（秒，对数）", "time (s, logarithmic)";
    LEGEND_COST: "目标，种子 {seed}", "cost, seed {seed}";
    LEGEND_BOUND: "下界，种子 {seed}", "bound, seed {seed}";
    LEGEND_KNOWN: "已知最好 {cost}", "best known {cost}";
    PLOT_SAYS: "{instance}：目标（实线）与下界（虚线）随时间的变化", "{instance}: cost (solid) and bound (dashed) over time";
    PLOT_CUT: "更早的目标高于图顶（最高 {most}）。", "Earlier costs are above the top (up to {most}).";
    NO_PLOT: "没有可行的课表，也没有下界。", "Neither a plan nor a bound.";
    IS_FOLDER: "是一个文件夹", "it is a folder";
    IS_BASELINE: "它是 --baseline 要读的文件", "it is what --baseline reads";
    IS_INPUT: "它在学校的配置文件夹里", "it is inside a school's folder";
    WRITTEN: "已写入 {path}。", "Written to {path}.";
}
