//! Words of explanations: the school's own statements, conflicts among them, and the ways out.

use super::Text;
use super::input::InputError;
use super::ui::words;

/// An XHSTT file, whose constraints are nobody's statements.
pub static NOT_A_SCHOOL: InputError = InputError {
    code: "E950",
    cause: Text::new(
        "这是 XHSTT 文件，只能解释学校配置",
        "this is an XHSTT file; only a school's configuration is explained",
    ),
    action: Text::new("写学校的配置文件夹（里面有 school.toml）", "name a school's folder (with its school.toml)"),
};

words! {
    TEACHER_AWAY: "{who} {when} 不可排课", "{who} cannot teach {when}";
    CLASS_AWAY: "{who} {when} 不排课", "{who} has no lessons {when}";
    ROOM_CLOSED: "{who} {when} 不可用", "{who} is closed {when}";
    CAP_LOAD: "{who} 每周最多 {n} 节", "{who} teaches at most {n} periods a week";
    CAP_LEAST: "{who} 每周最少 {n} 节", "{who} teaches at least {n} periods a week";
    CAP_DAY: "{who} 每天最多 {n} 节", "{who} teaches at most {n} periods a day";
    CAP_ROW: "{who} 最多连上 {n} 节", "{who} teaches at most {n} periods in a row";
    CAP_DAYS: "{who} 每周最多来校 {n} 天", "{who} comes on at most {n} days a week";
    ROOMS: "{kind} {n} 间（{names}），同时最多 {places} 节课", "{kind}: {n} rooms ({names}), at most {places} lessons at once";
    SUBJECT_FORBIDDEN: "{subject} 不排在{when}", "{subject} is not taught in {when}";
    SUBJECT_ALLOWED: "{subject} 只排在{when}", "{subject} is taught in {when} only";
    SUBJECT_DAILY: "{subject} 每天最多 {n} 节", "{subject}: at most {n} periods a day";
    PIN: "{class} {subject} 固定在{weeks}{day}{period}{where}", "{class} {subject} is pinned to {weeks}{day} {period}{where}";
    IN_ROOM: "（{room}）", " in {room}";
    EVENT: "“{name}”{when}（{who}）", "“{name}” {when} ({who})";
    RESEARCH: "“{name}”（{n} 位教师）：{when}", "“{name}” ({n} teachers): {when}";
    NOT_BOTH_TEACHING: "{a} 与 {b} 不同时上课", "{a} and {b} never teach at the same time";
    NOT_BOTH_FREE: "{a} 与 {b} 不同时空课", "{a} and {b} are never both free";
    NOT_ADJACENT: "{a} 与 {b} 不相邻", "{a} and {b} are never next to each other";
    NOT_SAME_DAY: "{a} 与 {b} 不同一天", "{a} and {b} are never on the same day";
    PAIRING: "{class} {a} 与 {b} 单双周同一时段", "{class}: {a} and {b} share a slot in opposite weeks";
    RULE: "规则 {code} {name}{limits}：{says}", "Rule {code} {name}{limits}: {says}";
    LIMITS: "（{limits}）", " ({limits})";
    LIMIT: "{name} {n}", "{name}: {n}";
    LESSONS: "{class} {subject} 每周 {n} 节（{teachers}{where}）", "{class} {subject}, {n} periods a week ({teachers}{where})";
    WEEK: "{class} 全部的课，每周 {n} 节", "all lessons of {class}, {n} periods a week";
    CHOSEN: "{teachers} 中选一位", "one of {teachers}";
    AT_ROOMS: "，{kind}", ", {kind}";
    NO_TEACHER: "无教师", "no teacher";
    DOUBLES: "，连堂 {n} 次", ", {n} doubles";

    ALL_DAY: "全天", "all day";
    SPAN: "{weeks}{day} {time}", "{weeks}{day} {time}";
    ONLY_WEEKS: "{weeks}", "{weeks} ";
    SET_ALL: "每节", "every period";
    SET_RANGE: "第{a}-{b}节", "periods {a}-{b}";
    SET_ONE: "第{a}节", "period {a}";
    SET_FIRST: "第一节", "the first period";
    SET_LAST: "末节", "the last period";
    SET_AFTER_LUNCH: "午后首节", "the first period after lunch";
    SET_MORNING: "上午", "mornings";
    SET_AFTERNOON: "下午", "afternoons";
    SET_EVENING: "晚间", "evenings";
    OR: "或", " or ";
    ALL_CLASSES: "全体班级", "all classes";
    CLASSES_N: "{names} 等 {n} 个班", "{n} classes: {names}, …";
    TEACHERS_N: "{n} 位教师", "{n} teachers";
    ROOMS_N: "{n} 处场地", "{n} rooms";

    TABLE_TEACHERS: "教师表", "teachers' table";
    TABLE_CLASSES: "班级表", "classes' table";
    TABLE_ROOMS: "教室表", "rooms' table";
    TABLE_SUBJECTS: "学科表", "subjects' table";
    TABLE_LESSONS: "任课表", "requirements' table";

    DROP_AWAY: "让 {who} {when} 可以排课", "let {who} teach {when}";
    DROP_CLASS_AWAY: "让 {who} {when} 可以排课", "let {who} have lessons {when}";
    DROP_CLOSED: "{who} {when} 开放", "open {who} {when}";
    DROP_FORBIDDEN: "允许 {subject} 排在{when}", "let {subject} be taught in {when}";
    DROP_ALLOWED: "{subject} 不再只限于{when}", "no longer keep {subject} to {when}";
    DROP_PIN: "不再固定：{what}（改到别的时间）", "free the pin: {what} (another time)";
    DROP_EVENT: "取消或另择时间：{what}", "cancel or move {what}";
    DROP_RESEARCH: "另择时间：{what}", "another time for {what}";
    DROP_OTHER: "不再要求：{what}", "no longer ask that {what}";
    TO_LOAD: "{who} 每周最多 {from} 节改为 {n} 节", "{who} may teach {n} periods a week instead of {from}";
    TO_LEAST: "{who} 每周最少 {from} 节改为 {n} 节", "{who} need teach only {n} periods a week instead of {from}";
    TO_DAY: "{who} 每天最多 {from} 节改为 {n} 节", "{who} may teach {n} periods a day instead of {from}";
    TO_ROW: "{who} 最多连上 {from} 节改为 {n} 节", "{who} may teach {n} periods in a row instead of {from}";
    TO_DAYS: "{who} 每周最多 {from} 天改为 {n} 天", "{who} comes on {n} days a week instead of {from}";
    MORE_ROOMS: "{kind}增加 {n} 间（与{room}同用途）", "{n} more {kind} (used like {room})";
    MORE_PLACES: "{room} 同时容纳的课由 {from} 节增加到 {n} 节", "{room} holds {n} lessons at once instead of {from}";
    TO_SUBJECT_DAILY: "{subject} 每天最多 {from} 节改为 {n} 节", "{subject}: {n} periods a day instead of {from}";
    TO_LIMIT: "规则 {code} {rule}：{name} {from} 改为 {n}", "Rule {code} {rule}: {name} {n} instead of {from}";
    SOFTEN: "规则 {code} {rule} 由硬性改为软性", "Rule {code} {rule} becomes soft";
    WAIVE: "写明理由后豁免规则 {code} {rule}", "waive rule {code} {rule} with a written reason";
    COLLEAGUES: "{what} 可改由同学科的其他教师任教（{names}）", "another teacher of the subject takes {what} ({names})";
    FEWER: "{class} {subject} 每周少上 {n} 节", "{class} {subject}: {n} periods a week fewer";

    POSSIBLE: "不矛盾：满足全部硬性要求的课表是有的（已找到一份并核验，用时 {elapsed} 秒）。请用 kebiao solve 排课。", "Nothing is in the way: a timetable that meets every hard requirement exists (one was found and verified in {elapsed} s). Make one with kebiao solve.";
    IMPOSSIBLE: "已证明：在这些要求下不存在课表。", "Proved: no timetable meets these requirements.";
    UNKNOWN: "{limit} 秒内既没有找到课表，也没有证明排不出。可加长 --time-limit 再试。", "Within {limit} s neither a timetable was found nor was it proved that there is none. Try a longer --time-limit.";
    UNKNOWN_STOPPED: "已停止：还不知道有没有课表。", "Stopped: it is not known yet whether there is a timetable.";
    AT_ONCE: "数一数就能看出：", "Counting shows:";
    CONFLICT: "冲突{number}：以下各条不能同时做到（{proof}）", "Conflict{number}: these cannot all be met ({proof})";
    NUMBER: " {n}", " {n}";
    MINIMAL: "已证明；去掉其中任何一条都能排出来", "proved; without any one of them it can be done";
    PROVED_ONLY: "已证明做不到；时间用完，还没有证明每一条都必不可少", "proved impossible together; time ran out before each was proved to be needed";
    CUT_SHORT: "时间用完：只证明了全校排不出，这些条目还没有缩到最少", "time ran out: only the whole school is proved impossible, and these are not yet the fewest";
    NOT_SHOWN_NEEDED: "（未证明必要）", " (not proved to be needed)";
    MEMBER: "  - {says}〔{place}〕{mark}", "  - {says} [{place}]{mark}";
    MEMBER_LESSONS: "  - 任课：{says}{mark}", "  - lessons: {says}{mark}";
    MANY_LESSONS: "  - 任课：{teachers} {subjects}，{n} 项共每周 {periods} 节：{names}", "  - lessons: {teachers} {subjects}, {n} in all, {periods} periods a week: {names}";
    MORE_STATEMENTS: "  - ……另有 {n} 条（--json 列出全部）", "  - ... and {n} more (--json lists them all)";
    WHOLE_WEEKS: "  - 任课：{n} 个班全部的课（{names}）", "  - lessons: all of {n} classes ({names})";
    ALL_LESSONS: "  - 全校的课", "  - all lessons of the school";
    WAYS: "代价最小的出路（每条都已按它实际排出课表并核验）：", "The cheapest ways out (each was tried: its timetable was found and verified):";
    WAY: "  {n}. {changes}", "  {n}. {changes}";
    AND_ALSO: "；并且", "; and ";
    NO_WAY: "没有找到由一两处小改动构成的出路。", "No way out by a few small changes was found.";
    WAYS_CUT: "有的办法没有试到底，可能还有更省事的出路。可加长 --time-limit。", "Some ways could not be tried to the end; there may be cheaper ones. Try a longer --time-limit.";
    FIGURES: "实际求解 {solves} 次，用时 {elapsed} 秒。", "{solves} searches were run, {elapsed} s.";
    EXPLAINING: "{phase}  已用 {elapsed} 秒  剩余 {left} 秒（Ctrl-C 停止并给出已知的结果）", "{phase}  elapsed {elapsed} s  left {left} s (Ctrl-C stops and tells what is known)";
    COUNTING: "数一数", "counting";
    LOOKING: "找矛盾所在", "looking for where it fails";
    FIRST_PLAN: "找一份课表", "looking for a timetable";
    NARROWING: "缩小矛盾", "narrowing the conflict";
    WAYS_OUT: "找出路", "looking for ways out";
    MORE_WITH_EXPLAIN: "要看完整的原因和更多出路：kebiao explain {path}", "For all reasons and more ways out: kebiao explain {path}";
}
