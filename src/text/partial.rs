//! Words and errors of schools without a timetable: planting a cause, and plans that leave lessons out.

use super::Text;
use super::input::{InputError, input_errors};
use super::ui::words;

input_errors! {
    NO_CAUSE "E970": "在这所学校里造不出“{kind}”这种无解的原因", "this school offers no place for the cause \"{kind}\"";
        "换一种原因、换一个种子（--seed），或换一所学校", "take another kind, another seed (--seed) or another school";
    NOT_WITH_STAGE "E971": "--partial 要重新排课，不能与 --stage {stage} 同用", "--partial makes a new timetable: it does not go with --stage {stage}";
        "去掉 --stage，或用 --stage timetable", "leave --stage out, or use --stage timetable";
    NOT_FOR_XHSTT "E972": "--partial 只用于学校配置，不能用于 XHSTT 文件", "--partial is for schools, not for XHSTT files";
        "XHSTT 文件里未排的课按该格式自己的规则计价，直接 solve 即可", "XHSTT files price what is left out by their own rules: solve them without it";
}

words! {
    PLANTED: "  - {kind}：{says}", "  - {kind}: {says}";
    PLANTED_INTO: "已写出一所无解的学校：{path}", "Wrote a school without a timetable: {path}";
    PROVED_IMPOSSIBLE: "已证明不能全部排下，改为尽量多排……", "Proved: not everything fits. Placing as much as possible ...";
    NOT_FOUND: "{limit} 秒内没有找到完整的课表（也没有证明排不下），改为尽量多排……", "No whole timetable was found within {limit} s, nor proved impossible. Placing as much as possible ...";
    NOT_EVEN_PARTIAL: "连部分课表也排不出：教师的选定（任课中“|”或“?”处）本身就做不到。没有写出任何文件。", "Not even a partial plan exists: the choice of teachers (where \"|\" or \"?\" leaves one) is itself impossible. Nothing was written.";
    NO_PARTIAL_YET: "时间内没有找到部分课表。可加长 --time-limit 再试。", "No partial plan was found in the time. Try a longer --time-limit.";
    LEFT_OUT_MOST: "{count} 节课没有排下。已证明：按优先级计算，不可能排得更多。", "{count} lessons have no place. Proved: no plan places more, by priority.";
    LEFT_OUT: "{count} 节课没有排下（尚未证明不能排得更多：已失 {lost} 分，证明至少要失 {least} 分）。", "{count} lessons have no place (not proved to be the fewest: {lost} points lost, proved at least {least}).";
    STAGES_SKIPPED: "课后服务、值班、津贴没有做：要等课表排全。", "After-school service, duty and pay were not made: they need the whole timetable.";
    LINE: "  - {lesson}：{count} 节，{priority}。{reason}", "  - {lesson}: {count}, {priority}. {reason}";
    MORE_LINES: "  ……另有 {count} 项，见 {file}", "  ... {count} more, see {file}";
    OTHERWISE_GOOD: "排下的 {lessons} 节课经核验无其他硬性违规。软性规则代价 {cost}。", "The {lessons} lessons that were placed are verified: no other hard breach. Cost of soft rules: {cost}.";
    UNEXPLAINED: "核验发现 {count} 处与缺课无关的硬性违规：这是 kebiao 的错误，请报告。", "The verifier found {count} hard breaches that no missing lesson explains: this is a bug of kebiao, please report it.";
    CERTIFICATES: "从全校看：", "For the school as a whole:";
    TITLE: "未排课时", "Lessons without a place";
    HEAD_CLASS: "班级", "class";
    HEAD_SUBJECT: "学科", "subject";
    HEAD_TEACHER: "教师", "teachers";
    HEAD_LESSONS: "节数", "lessons";
    HEAD_PERIODS: "每次节数", "periods each";
    HEAD_KIND: "类别", "kind";
    HEAD_PRIORITY: "优先级", "priority";
    HEAD_REASON: "原因", "reason";
    HEAD_TIME: "时间", "time";
    PRIORITY_FIRST: "优先（主科或受保护学科）", "first (core or protected)";
    PRIORITY_LESSON: "一般", "ordinary";
    PRIORITY_RESEARCH: "教研（在课之后）", "research (after lessons)";
    KIND_LESSON: "课", "lesson";
    KIND_DOUBLE: "连堂", "double";
    KIND_PIN: "固定课", "pinned lesson";
    KIND_RESEARCH: "教研", "research block";
    AWAY: "{who}这时不可用（不可排或有活动）", "{who} is not available then (away, shut or at an event)";
    TAKEN: "{who}在上{lesson}", "{who} has {lesson}";
    NONE_FREE: "{who}都不空", "none of {who} is free";
    LIMIT: "受{rule}限制（{about}）", "limited by {rule} ({about})";
    RULE: "{rule}不许排在这时", "{rule} keeps it out of then";
    CLASS_BUSY: "本班有课", "the class has a lesson";
    CLASS_BUSY_WITH: "{class}上{lesson}", "{class} has {lesson}";
    COMPANY: "单看这里可以，但要与别的课调换，挤掉更重要的课", "possible by itself, but only at the price of other lessons";
    COUNTED: "{why} {count} 处{times}", "{why}: {count} places{times}";
    TIMES: "（{times}）", " ({times})";
    NO_PLACES: "没有任何可排的时间", "there is no time at which it may stand";
}
