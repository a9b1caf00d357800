//! Words of the command line.

use super::Text;

/// After a list of errors.
pub const INPUT_ERRORS: Text = Text::new("错误 {count} 处，未作任何改动。", "Errors: {count}. Nothing was changed.");
/// Errors that are left out because they are like those told.
pub const MORE_ALIKE: Text = Text::new(
    "……{file} 另有 {count} 处同样的错误（{code}），全部列出请加 --json。",
    "… {count} more of {code} in {file}; --json lists them all.",
);
/// A file that could not be written or read.
pub const FILES: Text = Text::new("{path}：{cause}", "{path}: {cause}");
/// The progress line.
pub const PROGRESS: Text = Text::new(
    "{phase} 目标 {cost}  下界 {bound}  差距 {gap}  已用 {elapsed} 秒  剩余 {left} 秒（Ctrl-C 停止并保留最好方案）",
    "{phase} cost {cost}  bound {bound}  gap {gap}  elapsed {elapsed} s  left {left} s (Ctrl-C stops and keeps the best plan)",
);
/// A line for logs when something improved.
pub const NEWS: Text = Text::new(
    "{elapsed} 秒 {phase} 目标 {cost} 下界 {bound} 差距 {gap}",
    "{elapsed} s {phase} cost {cost} bound {bound} gap {gap}",
);
/// The configuration breaks hard rules before anything is solved.
pub const SCHOOL_BREACHES: Text = Text::new(
    "学校配置违反了 {count} 条硬性规定，未开始排课。请改正，或在 school.toml 的 [[policy.waive]] 中写明理由后豁免。",
    "The configuration breaks hard rules in {count} places; nothing was solved. Mend it, or waive a rule with a written reason in [[policy.waive]] of school.toml.",
);
/// No plan exists.
pub const INFEASIBLE: Text = Text::new(
    "已证明：在这些要求下不存在课表。没有写出任何文件。",
    "Proved: no timetable meets these requirements. Nothing was written.",
);
/// The search ended before any plan was found.
pub const NO_PLAN_YET: Text = Text::new(
    "时间（{limit} 秒）内没有找到可行课表，也没有证明无解。可加长 --time-limit 再试。",
    "No timetable was found within {limit} s, nor proved impossible. Try again with a longer --time-limit.",
);
/// The programme cannot be made.
pub const NO_PROGRAMME: Text = Text::new(
    "课表已排好并写出，但在它之上排不出课后服务，原因如下：",
    "The timetable is made and written, but no after-school programme fits it. In the way:",
);
/// Nobody can staff the programme and the posts.
pub const NO_ROSTER: Text = Text::new(
    "课表已写出。已证明：按现有课表和课后服务，排不出满足要求的人员与值班。",
    "The timetable is written. Proved: nobody can staff this programme and these posts on this timetable.",
);
/// No counting reason for the roster.
pub const NO_ROSTER_REASON: Text = Text::new(
    "没有一眼可见的原因：是几项要求合起来做不到。可放宽每人每周、每天的上限，增加可带班、可值班的人员，或减少岗位后再试。",
    "No single count shows why: several requirements together cannot be met. Raise the weekly or daily maxima, let more people supervise or hold posts, or ask for fewer posts.",
);
/// Limits of a roster that cannot all be kept, each needed.
pub const LIMITS_CLASH: Text = Text::new(
    "以下各项上限不能同时做到（已证明；放宽其中任何一项就可以）：",
    "These limits cannot all be kept (proved; without any one of them it can be done):",
);
/// The same, not proved to be the fewest.
pub const LIMITS_CLASH_UNPROVED: Text = Text::new(
    "以下各项上限不能同时做到（时间用完，未必每一项都必要）：",
    "These limits cannot all be kept (time ran out; perhaps not all of them are needed):",
);
/// A limit, and the least with which the others can be kept.
pub const LIMIT_NEEDS: Text = Text::new(
    "{rule}：{about} 上限 {limit}，其余都做到时至少要 {least}",
    "{rule}: {about} is limited to {limit}; with all the others kept it is at least {least}",
);
/// A limit without such a number.
pub const LIMIT_HELD: Text = Text::new("{rule}：{about}", "{rule}: {about}");
/// The search for a roster ended before one was found.
pub const NO_ROSTER_YET: Text = Text::new(
    "课表已写出，但在时间（{limit} 秒）内没有找到可行的人员与值班安排，也没有证明无解。可加长 --time-limit，或用 --stage roster 接着做。",
    "The timetable is written, but no roster was found within {limit} s, nor proved impossible. Try a longer --time-limit, or go on with --stage roster.",
);
/// Stopped before a roster was found.
pub const ROSTER_STOPPED: Text = Text::new(
    "已停止：课表已写出，还没有找到人员与值班安排。可用 --stage programme 接着做。",
    "Stopped: the timetable is written, no roster was found yet. Go on with --stage programme.",
);
/// A later stage was asked for on a timetable that breaks rules.
pub const BAD_TIMETABLE: Text = Text::new(
    "输出文件夹中的课表有 {count} 处硬性违规，不能在它之上继续。请先用 kebiao check 查看并改正，或重新排课。",
    "The timetable in the output folder breaks hard rules in {count} places; nothing can be built on it. See kebiao check, mend it, or solve anew.",
);
/// What followed the timetable: the levels of the programme.
pub const PROGRAMME_LEVEL: Text = Text::new("  {name}：{value}（{proved}）", "  {name}: {value} ({proved})");
/// A value proved optimal.
pub const PROVED: Text = Text::new("已证明最优", "proved optimal");
/// A value that is the best found.
pub const NOT_PROVED: Text = Text::new("未证明最优，下界 {bound}", "not proved; bound {bound}");
/// The roster.
pub const ROSTER_SOLVED: Text = Text::new(
    "人员与值班：{sessions} 场课后服务、{shifts} 个值班班次全部有人。代价 {cost}，下界 {bound}，差距 {gap}，用时 {elapsed} 秒。",
    "Staffing and duty: all {sessions} sessions and {shifts} shifts are filled. Cost {cost}, bound {bound}, gap {gap}, {elapsed} s.",
);
/// A shift that nobody holds on a date.
pub const OPEN_SHIFT: Text = Text::new(
    "提醒：{date} {time} {post}：{person} 弹性离岗，当天没有能顶替的机动人员，请安排替班。",
    "Warning: {date} {time} {post}: {person} is on flexible leave and nobody on standby can step in; find a substitute.",
);
/// Model and verifier disagree.
pub const DISAGREEMENT: Text = Text::new(
    "内部不一致：模型认为硬性违规 0、代价 {model}，核验得到硬性违规 {hard}、代价 {verified}。这是 kebiao 的错误，请连同配置报告给我们。",
    "Internal disagreement: the model counts 0 hard breaches and cost {model}, the verifier {hard} and {verified}. This is a bug in kebiao; please report it with the configuration.",
);
/// The end of a good solve.
pub const SOLVED: Text = Text::new(
    "{school}：{lessons} 节课全部排定，核验 {cases} 项，硬性违规 {hard}，提醒 {warnings}。代价 {cost}，下界 {bound}，差距 {gap}，首个方案 {first} 秒，共用 {elapsed} 秒。",
    "{school}: all {lessons} lesson periods placed; {cases} cases verified, {hard} hard breaches, {warnings} warnings. Cost {cost}, bound {bound}, gap {gap}; first plan after {first} s, {elapsed} s in all.",
);
/// Where the files are.
pub const WRITTEN: Text =
    Text::new("已写入 {path}，请打开其中的 index.html。", "Written to {path}; open index.html there.");
/// The verdict of a check without hard breaches.
pub const CHECK_GOOD: Text = Text::new(
    "核验通过：{rules} 条规则，{cases} 项，硬性违规 0，提醒 {warnings}，代价 {cost}。",
    "Verified: {rules} rules, {cases} cases, 0 hard breaches, {warnings} warnings, cost {cost}.",
);
/// The verdict of a check with hard breaches.
pub const CHECK_BAD: Text = Text::new(
    "核验未通过：{rules} 条规则，{cases} 项，硬性违规 {hard} 处，提醒 {warnings}，代价 {cost}。",
    "Not good: {rules} rules, {cases} cases, {hard} hard breaches, {warnings} warnings, cost {cost}.",
);
/// A generated school.
pub const GENERATED: Text = Text::new(
    "已在 {path} 生成 {classes} 个班的学校。下一步：kebiao solve {path} -o 课表",
    "A school of {classes} classes was written to {path}. Next: kebiao solve {path} -o out",
);
/// A starter configuration.
pub const INITIATED: Text = Text::new(
    "已在 {path} 新建配置。按注释填写后运行：kebiao solve {path} -o 课表",
    "A starter configuration was written to {path}. Fill it in, then: kebiao solve {path} -o out",
);

/// A reason: an activity without enough places, because of rules or of people and rooms that are not free.
pub const NO_PLACE: Text = Text::new(
    "{activity}：{lessons} 节课只剩 {places} 个可排的时间。限制来自：{because}",
    "{activity}: {lessons} lessons have only {places} possible times left. Limited by: {because}",
);
/// A reason: periods that share too few places.
pub const CROWDED: Text = Text::new(
    "{resource}：这 {periods} 节课只有 {places} 个可排的时间：{activities}",
    "{resource}: these {periods} periods have only {places} possible times: {activities}",
);
/// A reason: at one moment more classes with a lesson than teachers.
pub const UNSTAFFED: Text = Text::new(
    "{when}：这 {needed} 个班都排满了，此时必须有课（{groups}），但能给它们上课的教师此时只剩 {places} 位（{people}）",
    "{when}: these {needed} classes have no free period and must have a lesson then ({groups}), but only {places} of their teachers are free ({people})",
);
/// A reason: nobody is left for a post.
pub const NO_CANDIDATE: Text =
    Text::new("{activity}：没有人可派。{because}", "{activity}: nobody can take it. {because}");
/// A reason: more posts at once than people.
pub const SHORT: Text = Text::new(
    "{when}：同时有 {needed} 个岗位要人（{posts}），能派的人只够 {places} 个（{people}）。{because}",
    "{when}: {needed} posts need people at once ({posts}), those who can be sent fill only {places} ({people}). {because}",
);
/// A reason: limits of people add up to less than their posts.
pub const OVERFULL: Text = Text::new(
    "{rule}：这 {count} 个岗位合计 {needed}（{posts}），能承担的人上限合计只有 {limit}（{people}）。{because}",
    "{rule}: these {count} posts amount to {needed} ({posts}), the maxima of all who can take them to only {limit} ({people}). {because}",
);
/// A reason: a maximum that no choice keeps.
pub const OVER_LIMIT: Text = Text::new(
    "{rule}：{about} 不得超过 {limit}，但怎么排最少也有 {reach}",
    "{rule}: {about} must not exceed {limit}, but is at least {reach} whatever is chosen",
);
/// A reason: a minimum that no choice reaches.
pub const UNDER_LIMIT: Text = Text::new(
    "{rule}：{about} 不得少于 {limit}，但怎么排最多也只有 {reach}",
    "{rule}: {about} must be at least {limit}, but is at most {reach} whatever is chosen",
);
/// Earlier choices in the way.
pub const BARRED: Text = Text::new("不能派的：{barred}。", "Barred: {barred}.");
/// People who are unavailable then.
pub const CLOSED: Text = Text::new("当时不可用的：{people}。", "Unavailable then: {people}.");
/// A moment of the week.
pub const MOMENT: Text = Text::new("{weekday} {from}–{to}", "{weekday} {from}–{to}");
/// The same when the cycle has several weeks.
pub const MOMENT_IN_WEEK: Text = Text::new("第 {week} 周{weekday} {from}–{to}", "week {week}, {weekday} {from}–{to}");
/// Somebody pressed Ctrl-C.
pub const STOPPING: Text = Text::new(
    "正在停止并保存最好的方案……（再按一次 Ctrl-C 立即退出）",
    "Stopping, and saving the best plan ... (Ctrl-C again ends at once)",
);
/// Somebody stopped the search before any plan was found.
pub const STOPPED: Text = Text::new("已停止：还没有找到可行课表。", "Stopped before any timetable was found.");
/// The output folder still holds an earlier plan.
pub const EARLIER_PLAN: Text =
    Text::new("{path} 中仍是以前的课表。", "{path} still holds the timetable of an earlier run.");
/// A rule about the configuration that is broken, before its breaches.
pub const BROKEN_RULE: Text = Text::new("{code} {name}：{count} 处", "{code} {name}: {count}");
/// What to do about it.
pub const ACTION: Text = Text::new("    办法：{action}", "    hint: {action}");
/// More breaches than are shown.
pub const MORE: Text = Text::new("    ……另有 {count} 处", "    ... and {count} more");
/// A rule with warnings, after a good solve.
pub const WARNED: Text = Text::new("提醒：{code} {name} {count} 处", "Warning: {code} {name}: {count}");
/// Files that somebody had changed, and that were kept beside the new ones.
pub const KEPT: Text = Text::new(
    "输出文件夹里有改动过的文件，原文件已另存为：{files}",
    "Files in the output folder had been changed by hand; they were kept as: {files}",
);

/// The name of a phase of the search for people.
#[must_use]
pub fn phase(name: &str) -> Text {
    match name {
        "checks" => Text::new("检查", "checking"),
        "staffing" => Text::new("选教师", "choosing teachers"),
        "first plan" => Text::new("找首个方案", "finding a first plan"),
        "improving" => Text::new("改进", "improving"),
        "programme" => Text::new("排课后服务", "making the programme"),
        "ledgers" => Text::new("记台账", "writing the ledgers"),
        _ => Text::new("准备", "starting"),
    }
}
