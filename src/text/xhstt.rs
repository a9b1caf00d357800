//! Input errors and words about XHSTT files.

use super::Text;
use super::input::{InputError, input_errors};

input_errors! {
    NOT_XML "E600": "不是合格的 XML：{reason}", "this is not well-formed XML: {reason}";
        "用原始文件重试；手工改过的请检查所指位置的标签", "try the original file; if it was edited, check the tags at this place";
    NOT_XHSTT "E601": "根元素是 <{found}>，不是 XHSTT 文件", "the root element is <{found}>: this is no XHSTT file";
        "XHSTT 文件的根元素是 <HighSchoolTimetableArchive>（或单独一个 <Instance>）",
        "an XHSTT file starts with <HighSchoolTimetableArchive> (or with a single <Instance>)";
    TOO_LARGE "E602": "内容展开后过大（上限 {limit} 项）", "the contents are too large once expanded (the limit is {limit} items)";
        "检查文件是否被改坏；一次只读一个算例", "check that the file is sound; read one instance at a time";
    ELEMENT_MISSING "E610": "<{parent}> 缺少 <{element}>", "<{parent}> has no <{element}>";
        "按 XHSTT 格式补上 <{element}>", "add <{element}> as the XHSTT format asks";
    ELEMENT_UNKNOWN "E611": "<{parent}> 里不应有 <{element}>", "<{element}> does not belong into <{parent}>";
        "检查拼写；这里可以写：{allowed}", "check the spelling; allowed here: {allowed}";
    ELEMENT_TWICE "E612": "<{parent}> 里 <{element}> 写了两次", "<{parent}> has <{element}> twice";
        "只保留一处", "keep one";
    ATTRIBUTE_MISSING "E613": "<{element}> 缺少属性 {attribute}", "<{element}> has no {attribute}";
        "写成 <{element} {attribute}=\"...\">", "write <{element} {attribute}=\"...\">";
    NOT_A_NUMBER "E614": "<{element}> 的值“{value}”不是 0 至 {max} 的整数", "the value \"{value}\" of <{element}> is no whole number from 0 to {max}";
        "改成整数", "write a whole number";
    BAD_VALUE "E615": "<{element}> 的值“{value}”不认识", "the value \"{value}\" of <{element}> is unknown";
        "可以写：{allowed}", "allowed: {allowed}";
    ID_TWICE "E616": "<{element}> 的 Id“{id}”前面已经用过", "the Id \"{id}\" of this <{element}> was used before";
        "每个 Id 只能用一次", "give each a different Id";
    UNKNOWN_REFERENCE "E617": "<{element}> 引用了不存在的“{id}”", "<{element}> refers to \"{id}\", which does not exist";
        "检查拼写，或补上它的定义", "check the spelling, or define it";
    LIMITS_CROSSED "E618": "下限 {min} 大于上限 {max}", "the minimum {min} is above the maximum {max}";
        "对调或改正两个数", "correct one of them";
    ZERO_DURATION "E619": "<{element}> 的时长为 0", "the duration of this <{element}> is 0";
        "时长至少为 1", "durations are at least 1";
    ROLE_MISSING "E620": "没有指定人选的 <Resource> 须写明 <Role>", "a <Resource> that is not preassigned needs a <Role>";
        "加上 <Role>，约束与解都靠它指称", "add a <Role>: constraints and solutions name it by that";
    ROLE_TWICE "E621": "事件“{event}”的角色“{role}”写了两次", "the event \"{event}\" has the role \"{role}\" twice";
        "每个角色用不同的名字", "give each a different role";
    TYPE_MISSING "E622": "没有指定人选的 <Resource> 须写明 <ResourceType>", "a <Resource> that is not preassigned needs a <ResourceType>";
        "加上 <ResourceType Reference=\"...\"/>", "add <ResourceType Reference=\"...\"/>";
    TYPE_DIFFERS "E623": "资源“{resource}”的类型是“{found}”，这里要的是“{wanted}”", "the resource \"{resource}\" is of the type \"{found}\"; \"{wanted}\" is wanted here";
        "换一个资源，或改正类型", "name another resource, or correct the type";
    NO_POINTS "E624": "<{element}> 没有适用对象", "this <{element}> applies to nothing";
        "在 <AppliesTo> 里写明适用的事件、事件组或资源", "name events, event groups or resources in <AppliesTo>";
    UNKNOWN_INSTANCE "E630": "解所引用的算例“{id}”不在文件中", "the solution is for the instance \"{id}\", which is not in the file";
        "把算例和解放在同一文件，或在命令行里先写算例文件", "put instance and solution into one file, or name the instance's file first on the command line";
    PARTS_LONG "E631": "事件“{event}”各部分共 {total} 个时段，超过它的时长 {duration}", "the parts of the event \"{event}\" add up to {total} times, more than its duration {duration}";
        "删去多余的 <Event>，或改正各部分的 <Duration>", "delete parts, or correct their <Duration>";
    PAST_THE_END "E632": "事件“{event}”从“{time}”开始 {duration} 个时段，超出了最后一个时间", "the event \"{event}\" starts at \"{time}\" for {duration} times and runs past the last time";
        "让它早些开始", "let it start earlier";
    OTHER_TIME "E633": "事件“{event}”的时间已预先定为“{wanted}”，解里却是“{time}”", "the event \"{event}\" is preassigned to \"{wanted}\", but the solution has \"{time}\"";
        "删去解里的 <Time>，或改成预定的时间", "delete the <Time>, or write the preassigned one";
    UNKNOWN_ROLE "E634": "事件“{event}”没有角色“{role}”", "the event \"{event}\" has no role \"{role}\"";
        "检查 <Role> 的拼写", "check the spelling of <Role>";
    OTHER_RESOURCE "E635": "事件“{event}”的角色“{role}”已由“{wanted}”担任，解里又写“{resource}”", "the role \"{role}\" of the event \"{event}\" is filled by \"{wanted}\", but the solution also names \"{resource}\"";
        "每个角色只写一个资源；预先指定的不必写", "name one resource a role; preassigned ones need not be written";
    NO_INSTANCES "E640": "文件里没有算例", "the file has no instance";
        "换一个含有 <Instance> 的文件", "name a file with an <Instance>";
    NO_SUCH_INSTANCE "E641": "文件里没有算例“{id}”", "the file has no instance \"{id}\"";
        "可选：{known}", "it has: {known}";
    NO_SOLUTIONS "E642": "文件里没有解", "the file has no solution";
        "再写一个解文件：kebiao check 算例.xml 解.xml", "name a file with solutions as well: kebiao check INSTANCE.xml SOLUTION.xml";
    NOT_FOR_XHSTT "E643": "{option} 只用于学校配置，不用于 XHSTT 文件", "{option} is for schools, not for XHSTT files";
        "去掉这个选项", "leave it out";
    PLAN_MISSING "E644": "没有写明要核验哪个课表", "which plan is to be checked?";
        "写成 kebiao check 学校 课表；XHSTT 文件可以单独写", "write kebiao check SCHOOL PLAN; an XHSTT file can stand alone";
    ENCODING "E645": "文件不是它自称的 {encoding} 编码", "the file is not in {encoding}, as it says";
        "另存为 UTF-8，或改正第一行的 encoding", "save it as UTF-8, or correct the encoding in its first line";
}

/// What is about to be solved.
pub const SOLVING: Text = Text::new(
    "{id}：{times} 个时间，{resources} 个资源，{events} 个事件（总时长 {duration}），{constraints} 条约束。",
    "{id}: {times} times, {resources} resources, {events} events (total duration {duration}), {constraints} constraints.",
);
/// The progress line.
pub const PROGRESS: Text = Text::new(
    "{id} 不可行 {infeasibility}  目标 {objective}  下界 {bound}  差距 {gap}  已用 {elapsed} 秒  剩余 {left} 秒（Ctrl-C 停止并保留最好的解）",
    "{id} infeasibility {infeasibility}  objective {objective}  bound {bound}  gap {gap}  elapsed {elapsed} s  left {left} s (Ctrl-C stops and keeps the best solution)",
);
/// A line for logs when something improved.
pub const NEWS: Text = Text::new(
    "{elapsed} 秒 {id} 不可行 {infeasibility} 目标 {objective} 下界 {bound} 差距 {gap}",
    "{elapsed} s {id} infeasibility {infeasibility} objective {objective} bound {bound} gap {gap}",
);
/// The end of a search.
pub const SOLVED: Text = Text::new(
    "{id}：不可行 {infeasibility}，目标 {objective}（已从写出的文件重新计算），下界 {bound}，差距 {gap}，首个可行解 {first} 秒，共用 {elapsed} 秒。",
    "{id}: infeasibility {infeasibility}, objective {objective} (recounted from what was written), bound {bound}, gap {gap}; first feasible after {first} s, {elapsed} s in all.",
);
/// No feasible solution was found.
pub const STILL_INFEASIBLE: Text = Text::new(
    "{id}：还没有满足全部必需约束的解（不可行 {infeasibility}）；写出的是最接近的一个。可加长 --time-limit，用 kebiao check --breakdown 查看是哪些约束。",
    "{id}: no solution meets every required constraint yet (infeasibility {infeasibility}); the nearest one was written. Try a longer --time-limit; kebiao check --breakdown shows which constraints are broken.",
);
/// Where the files are.
pub const WRITTEN: Text = Text::new("已写入 {path}。", "Written to {path}.");
/// Search and recount disagree.
pub const DISAGREEMENT: Text = Text::new(
    "{id}：内部不一致：搜索得到不可行 {told_infeasibility}、目标 {told_objective}、下界 {bound}，按写出的文件重算是 {infeasibility}、{objective}。这是 kebiao 的错误，请连同算例报告给我们。",
    "{id}: internal disagreement: the search has infeasibility {told_infeasibility}, objective {told_objective}, bound {bound}; what was written counts {infeasibility} and {objective}. This is a bug in kebiao; please report it with the instance.",
);
/// Head of the table of solutions: instance, group, infeasibility, objective.
pub const HEADS: [Text; 4] = [
    Text::new("算例", "instance"),
    Text::new("解", "solution"),
    Text::new("不可行", "infeasibility"),
    Text::new("目标", "objective"),
];
/// After the table.
pub const CHECKED: Text =
    Text::new("{solutions} 个解，其中 {feasible} 个可行。", "Solutions: {solutions}; feasible: {feasible}.");
/// A constraint that costs something.
pub const CHARGED: Text = Text::new(
    "  {strength} {cost}  {id} {name}（{kind}，权重 {weight}，{function}，{points} 个对象中 {deviating} 个有偏差）",
    "  {strength} {cost}  {id} {name} ({kind}, weight {weight}, {function}; {deviating} of {points} points deviate)",
);
/// A required constraint.
pub const REQUIRED: Text = Text::new("必需", "required");
/// One that is not.
pub const WISHED: Text = Text::new("期望", "soft");
/// A point of application that costs something.
pub const POINT: Text =
    Text::new("      {cost}  {point}（偏差 {deviation}）", "      {cost}  {point} (deviation {deviation})");
/// A solution without any cost.
pub const NO_COST: Text = Text::new("  没有任何偏差", "  nothing deviates");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn codes_are_unique_sorted_and_both_languages_take_the_same_arguments() {
        let codes: Vec<_> = ALL.iter().map(|error| error.code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        for error in ALL {
            for text in [error.cause, error.action] {
                assert_eq!(text.placeholders(Lang::Zh), text.placeholders(Lang::En), "{}", error.code);
            }
        }
    }
}
