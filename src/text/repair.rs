//! Words and errors of repairing a plan.

use super::Text;
use super::input::{InputError, input_errors};
use super::ui::words;

input_errors! {
    NO_OLD_PLAN "E980": "这里没有原课表（{file}）", "there is no old timetable here ({file})";
        "写原课表所在的文件夹（kebiao solve 的输出文件夹）", "name the folder of the old plan, as `kebiao solve` wrote it";
    OTHER_SCHOOL "E981": "原课表与学校配置没有一个相同的{what}，不像同一所学校的课表", "the old plan has no {what} in common with the school: it is no plan of it";
        "写本校的原课表；若改过名，用 --renamed 旧名=新名 说明", "name a plan of this school; if names were changed, say so with --renamed OLD=NEW";
    SAME_FOLDER "E982": "输出文件夹就是原课表所在的文件夹，原课表会被改写", "the output folder is the old plan's own: it would be overwritten";
        "用 -o 另指定一个文件夹；确要改写时加 --force", "name another folder with -o; to overwrite the old plan, add --force";
    OUTPUT_TAKEN "E983": "输出文件夹里已有另一份课表（{file}）", "another plan stands in the output folder ({file})";
        "用 -o 另指定一个文件夹；确要改写时加 --force", "name another folder with -o; to overwrite it, add --force";
    BAD_FREEZE "E984": "看不懂“{text}”要保持什么", "\"{text}\" does not say what is to stay";
        "写 class=班级、teacher=教师 或 day=周几，例如 --freeze class=一1班 --freeze day=周一", "write class=NAME, teacher=NAME or day=DAY, such as --freeze class=一1班 --freeze day=Mon";
    UNKNOWN_FREEZE "E985": "学校配置里没有{kind}“{name}”{suggest}", "the school has no {kind} \"{name}\"{suggest}";
        "改成配置里的名称；已离校的教师不能保持原位", "use the name in the configuration; a teacher who left has nothing that could stay";
    IDLE_FREEZE "E986": "原课表里没有{kind}“{name}”的课，没有可保持的", "the old plan has no lesson of {kind} \"{name}\": there is nothing to keep";
        "删去这一项 --freeze；改过名的用 --renamed 旧名=新名 说明", "leave this --freeze out; if the name was changed, say so with --renamed OLD=NEW";
    BAD_RENAMED "E987": "看不懂“{text}”：要写成 旧名=新名", "\"{text}\" is not of the form OLD=NEW";
        "例如 --renamed 品德=道德与法治", "such as --renamed 品德=道德与法治";
    UNUSED_RENAMED "E988": "原课表里没有“{name}”这个名称{suggest}", "the old plan has no name \"{name}\"{suggest}";
        "核对旧名的写法，或删去这一项 --renamed", "check how the old plan writes it, or leave this --renamed out";
    UNKNOWN_RENAMED "E989": "学校配置里没有“{name}”这个名称{suggest}", "the school has no name \"{name}\"{suggest}";
        "等号右边写配置里现在的名称", "write the name that the configuration has now after the =";
}

words! {
    CLASS: "班级", "class";
    TEACHER: "教师", "teacher";
    DAY: "日子", "day";
    CHANGES_FILE: "变动.csv", "changes.csv";
    CHANGES_PAGE: "变动.html", "changes.html";
    OLD_PLAN: "原课表", "old plan";
    NEW_PLAN: "新课表", "new plan";
    NEAREST_PHASE: "找变动最少的课表……", "Looking for the plan with the fewest moves ...";
    MOVED_LINE: "变动：{moved} 节课换了时间（{proof}），{rooms} 节只换教室，{people} 节换了教师，取消 {gone} 节，新增 {new} 节；涉及 {teachers} 人、{classes} 个班。",
        "Changes: {moved} lessons moved to another time ({proof}), {rooms} only to another room, {people} to another teacher, {gone} gone, {new} new; {teachers} people and {classes} classes affected.";
    RESEARCH_LINE: "另有教研 {n} 次换了时间。", "Research blocks moved: {n}.";
    PROVED: "已证明不能更少", "proved fewest";
    PROVED_WEIGHTED: "已证明：按涉及的人计不能更少", "proved fewest by the people concerned";
    GAP: "按涉及的人计 {distance}，已证明不低于 {bound}", "{distance} by the people concerned; at least {bound} is proved";
    AT_LEAST: "已证明不少于 {bound} 处", "at least {bound} is proved";
    COST_LINE: "优化项扣分：原课表按现配置 {before}，新课表 {after}（变动同样少的课表中不低于 {bound}）；原课表违反现配置的硬性规则 {hard} 处。",
        "Cost of soft rules: old plan {before} by the present configuration, new plan {after} (at least {bound} among plans as near); the old plan breaks hard rules of the present configuration in {hard} places.";
    NO_CHANGE: "原课表完全符合现在的配置，没有任何变动。", "The old plan meets the present configuration as it is: nothing was changed.";
    TEACHERS_NOT_KEPT: "提醒：无法让每个班都保留仍可任课的原教师，换教师已按移动一节课同样计算。",
        "Note: not every class can keep a teacher who could still be chosen; a change of teacher was counted like a move.";
    MOVE_LINE: "  {change}：{what}  {before} → {after}", "  {change}: {what}  {before} -> {after}";
    NOTHING: "（无）", "(none)";
    AND_MORE: "  ……另有 {n} 处变动，见 {file}", "  ... and {n} more changes: see {file}";
    UNKNOWN_CLASSES: "原课表中有、现配置中没有的班级：{names}", "Classes of the old plan that the school has no more: {names}";
    UNKNOWN_SUBJECTS: "原课表中有、现配置中没有的学科：{names}", "Subjects of the old plan that the school has no more: {names}";
    UNKNOWN_PEOPLE: "原课表中有、现配置中没有的人员：{names}", "People of the old plan whom the school has no more: {names}";
    UNKNOWN_ROOMS: "原课表中有、现配置中没有的教室：{names}", "Rooms of the old plan that the school has no more: {names}";
    UNKNOWN_BLOCKS: "原课表中有、现配置中没有的教研：{names}", "Research blocks of the old plan that the school has no more: {names}";
    NAME_COUNT: "{name}（{n} 节）", "{name} ({n})";
    RETIMED: "作息已改：{n} 节课按节次对应到新的时间。", "The bell times changed: {n} lessons were taken by their period numbers.";
    UNTIMED: "{n} 节课的时间在现在的作息里没有对应的节次，作为没有原位处理。", "{n} lessons stood at times that the bell schedule no longer has; they count as having had no place.";
    INFEASIBLE: "已证明：按现在的配置不存在课表，无从修补。没有写出任何文件。可先用 kebiao solve 查看原因。",
        "Proved: the present configuration has no timetable at all. Nothing was written. `kebiao solve` says why.";
    FROZEN_INFEASIBLE: "已证明：要求保持不变的内容无法全部保持。没有写出任何文件。", "Proved: what is frozen cannot all stay. Nothing was written.";
    FROZEN_TOGETHER: "以下几项合起来做不到（去掉其中一项再试）：{list}", "These cannot all be kept together (leave one of them out): {list}";
    FREEZE_WORDS: "{kind}={name}", "{kind}={name}";
    BROKEN_LINE: "  {freeze}：{lesson} 不能保持在 {when}：{why}", "  {freeze}: {lesson} cannot stay at {when}: {why}";
    WHY_RULE: "{rule}（{about}）", "{rule} ({about})";
    WHY_UNAVAILABLE: "{who} 这时不可用", "{who} is not available then";
    WHY_CLASH: "{who} 这时还要上 {other}", "{who} is also needed for {other} then";
    WHY_NO_PLACE: "现在的配置不允许它在那里（固定在别处，或节数、连堂、单双周变了）", "the configuration no longer has it there (pinned elsewhere, or other counts, doubles or weeks)";
    NO_PLAN_YET: "时间（{limit} 秒）内没有找到修补后的课表，也没有证明无解。没有写出任何文件。可加长 --time-limit 再试。",
        "No repaired plan was found within {limit} s, nor proved impossible. Nothing was written. Try a longer --time-limit.";
    STOPPED: "已停止：还没有找到修补后的课表。没有写出任何文件。", "Stopped before a repaired plan was found. Nothing was written.";
    OLD_PROGRAMME: "课后服务沿用原来的分组、社团和场地。", "The after-school programme stands as it was: groups, clubs, rooms.";
    NEW_PROGRAMME: "原来的课后服务不再符合现在的配置，已重新安排；变动见 {file}。", "The old after-school programme no longer fits and was made anew; what changed is in {file}.";
    ROSTER_LINE: "值守与值班：{changed} 处换了人（{proof}）。", "Staffing and duty: {changed} tasks of other people ({proof}).";
    SEE: "全部变动：{file}；标出变动的班级课表：{page}", "All changes: {file}; class timetables with the changes marked: {page}";
}
