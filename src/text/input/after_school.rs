//! Input errors about the after-school service, duty and pay: code, cause and action. `E29x` are remarks, not errors.

use super::{InputError, Text};

input_errors! {
    OUTSIDER_TEACHES "E250": "校外人员 {teacher}（{employment}）不得任课或任班主任", "{teacher} comes from outside ({employment}) and may neither teach lessons nor be a class teacher";
        "改由本校或退休教师任课；身份写错了就改教师表的“身份”", "let own or retired staff teach; if the employment is wrong, correct it in the teacher table";
    BAD_DAYS "E251": "看不懂星期“{text}”", "cannot read the weekdays \"{text}\"";
        "例如 周一、周三，一三五，周一至周五，全部", "for example Mon;Wed, 135, Mon-Fri, all";
    BAD_CLOCK "E252": "“{value}”不是时刻", "\"{value}\" is not a time of day";
        "写成 17:30", "write it like 17:30";
    MIN_OVER_MAX "E253": "{what}的最少人数 {min} 大于最多人数 {max}", "{what}: the minimum of {min} is more than the maximum of {max}";
        "改正其中一个", "correct one of the two";
    SERVICE_MISSING "E254": "写了 {table}，却没有 [[service]]：没有课后服务时段", "there is a {table} but no [[service]]: no slot to attend";
        "加上 [[service]]，写明 name、kind、time", "add a [[service]] with name, kind and time";
    SLOT_TIMES "E255": "时段“{name}”须写 time（可加 weekdays），或者写 days", "the slot \"{name}\" needs either time (perhaps with weekdays), or days";
        "每天时间相同的写 time = \"15:40-16:30\"；各天不同的用 days 分别写 weekdays 和 time", "write time = \"15:40-16:30\" when it is the same every day, else days with weekdays and time for each";
    DAY_TWICE "E256": "“{name}”的{day}写了两个时间", "\"{name}\" has two times on {day}";
        "只保留一个；一天两段就写成两个时段", "keep one; two stretches a day are two slots";
    NO_CLASSES "E257": "“{name}”没有班级", "\"{name}\" has no classes";
        "在 classes 里写班级、\"grade 1-2\" 或 \"all\"", "write classes, \"grade 1-2\" or \"all\" under classes";
    BAD_OTHERWISE "E258": "时段“{name}”不能写 otherwise = “{value}”", "the slot \"{name}\" cannot have otherwise = \"{value}\"";
        "otherwise 只用于社团时段，写没有社团的学生做什么（如 阅读），不能再写社团", "otherwise belongs to club slots and says what pupils without a club do (such as reading), not a club again";
    SLOTS_OVERLAP "E259": "{class} {day}的“{first}”与“{second}”时间重叠：学生不能同时在两处", "{class} on {day}: \"{first}\" and \"{second}\" overlap, and no pupil can be in both";
        "改正时间或班级", "correct the times or the classes";
    UNKNOWN_SLOT "E260": "没有课后服务时段“{name}”{suggest}", "there is no slot \"{name}\"{suggest}";
        "改正名称，或加一个 [[service]]", "correct the name, or add a [[service]]";
    UNKNOWN_CLUB "E261": "没有社团“{name}”{suggest}", "there is no club \"{name}\"{suggest}";
        "改正名称，或加入社团表", "correct the name, or add it to the club table";
    NO_CLUB_SLOT "E262": "“{slot}”不是社团时段，社团“{club}”不能在此活动", "\"{slot}\" is not a slot of clubs: \"{club}\" cannot meet in it";
        "换一个时段，或把该时段的 kind 改为 社团", "choose another slot, or make its kind club";
    SLOT_UNSAID "E263": "社团“{club}”没有写时段，而社团时段有 {count} 个", "the club \"{club}\" names no slot, and the school has {count} slots of clubs";
        "在“时段”里写明", "name the slot";
    NOT_HELD "E264": "“{slot}”{day}不开设，“{name}”不能安排在那天", "\"{slot}\" is not held on {day}: \"{name}\" cannot be then";
        "改正星期，或在该时段的 weekdays 里加上这一天", "correct the weekday, or add it to the slot's weekdays";
    CLUB_NO_ROOM "E265": "社团“{club}”没有场地", "the club \"{club}\" has no room";
        "在“场地”里写教室名称或类型", "name rooms or a kind of room";
    UNKNOWN_PLACE "E266": "没有叫“{name}”的教室，也没有这种类型的教室{suggest}", "there is neither a room nor a kind of room called \"{name}\"{suggest}";
        "改正名称，或加入教室表", "correct the name, or add it to the room table";
    CLUB_ROOMS_SMALL "E267": "社团“{club}”至少 {min} 人，可用场地最多只有 {seats} 座", "the club \"{club}\" needs at least {min} members, but its largest room has {seats} seats";
        "换大一些的场地，或减少最少人数", "name a larger room, or lower the minimum";
    NOBODY_FOR "E268": "{what}“{name}”没有人可以担任", "nobody can take {what} \"{name}\"";
        "写明人员；写 leaders 须有教师标为干部，不参加的人（课后服务或值班为“否”）不算", "name people; \"leaders\" needs teachers marked so, and those who take no part (service or duty: no) do not count";
    TOO_FEW "E269": "{what}“{name}”要 {people} 人，可以担任的只有 {count} 人", "{what} \"{name}\" takes {people} people, but only {count} may take it";
        "增加可担任的人，或减少人数", "let more people take it, or ask for fewer";
    UNWILLING "E270": "“{name}”点名 {teacher}，而教师表写明此人不参加{what}", "\"{name}\" names {teacher}, who takes no part in {what} according to the teacher table";
        "换人，或把教师表里的“否”改为“是”", "name somebody else, or change the no in the teacher table";
    UNVETTED "E271": "校外人员 {teacher} 指导社团“{club}”，却没有写审查有效期", "{teacher} comes from outside and leads the club \"{club}\", but no date of vetting is stated";
        "审查资质后在教师表“审查有效期”写日期，如 2027-08-31", "vet the person and write the date in the teacher table (vetted_until), for example 2027-08-31";
    REQUIRES_CYCLE "E272": "社团的先修绕成一圈：{clubs}", "clubs require each other in a circle: {clubs}";
        "去掉其中一个先修", "remove one of the prerequisites";
    BAD_GRADES "E273": "看不懂年级“{text}”", "cannot read the grades \"{text}\"";
        "例如 3-6、一、二年级、5", "for example 3-6 or 5";
    CLASS_UNKNOWN "E274": "报名表里的班级“{name}”不存在，涉及 {pupils}{suggest}", "the pupil table names the class \"{name}\", which does not exist: {pupils}{suggest}";
        "改正班名，或加入班级表", "correct the name, or add it to the class table";
    WISH_UNKNOWN "E275": "报名表里的社团“{name}”不存在，涉及 {pupils}{suggest}", "the pupil table wishes for the club \"{name}\", which does not exist: {pupils}{suggest}";
        "改正名称，或加入社团表", "correct the name, or add it to the club table";
    NO_DAYS "E276": "没有写参加日：{pupils}", "no days are stated: {pupils}";
        "写 全部、周一、周三 或 一三五；不参加的写 无", "write all, Mon;Wed or 135; write none for who does not stay";
    NO_SERVICE_THEN "E277": "{class} {day}没有课后服务，却有人报名：{pupils}", "{class} has no after-school service on {day}, but pupils have enrolled: {pupils}";
        "改正参加日，或在 [[service]] 里加上这一天或这个班", "correct the days, or add the day or the class to a [[service]]";
    HEADS_AND_PUPILS "E278": "{class} 既有报名表里的学生，又有报名人数", "{class} has both pupils in the pupil table and head counts";
        "只保留一种：有学生名单时人数由名单得出", "keep one: with a list of pupils the counts follow from it";
    NOT_FOR_CLASS "E279": "时段“{slot}”不含 {class}", "the slot \"{slot}\" is not for {class}";
        "改正班级或时段，或在 [[service]] 的 classes 里加上它", "correct the class or the slot, or add the class to the [[service]]";
    POST_TIMES "E280": "岗位“{name}”没有时间", "the post \"{name}\" has no time";
        "写时间，如 07:50-08:20；跟着课后服务的写时段", "write its time, such as 07:50-08:20, or the slot that it belongs to";
    FLEX_MISSING "E281": "写了{what}，却没有 [flex]：不知道上下班时间", "{what} is stated but there is no [flex]: the working hours are not known";
        "加上 [flex]，写 start 和 end", "add [flex] with start and end";
    LEAVE_HOURS "E282": "{teacher} 的弹性时间 {time} 不合上下班时间 {hours}", "{teacher}'s leave {time} does not fit the working hours {hours}";
        "晚到的从上班时间写起，早退的写到下班时间为止，且不能是整天", "a late start begins with the working day, an early leave ends with it, and neither is the whole day";
    LEAVE_DAY "E283": "{teacher} 的弹性时间须写 weekday 或 date 之一", "{teacher}'s leave needs exactly one of weekday and date";
        "每周一次写 weekday = 3，只一次写 date = \"2026-04-01\"", "write weekday = 3 for every week, date = \"2026-04-01\" for once";
    HOURS_ORDER "E284": "下班时间 {end} 不晚于上班时间 {start}", "the working day ends at {end}, not after its start at {start}";
        "改正 start 或 end", "correct start or end";
    BAD_MONEY "E285": "“{value}”不是金额", "\"{value}\" is not an amount of money";
        "以元为单位，最多两位小数（到分），不能为负，如 40 或 40.50", "write yuan with at most two decimals, not negative, for example 40 or 40.50";
    BASIS_WITHOUT_WORK "E286": "项目“{name}”按“{basis}”计，所列工作里却没有这样的", "the item \"{name}\" is paid by {basis}, but none of its works comes so";
        "课时用于上课、代课和课后服务，时段和生课时用于课后服务，次用于值班和值周；改正计算单位或工作", "period is for lessons, covers and service, slot and pupil-period for service, duty for posts and weekly duty: correct the basis or the works";
    BASE_UNUSED "E287": "项目“{name}”写了基数，但不是按生课时计", "the item \"{name}\" has a base but is not paid by pupil-period";
        "删去基数，或把单位改为 生课时", "delete the base, or make the basis pupil-period";
    ENFORCE_NOTHING "E288": "写了 budget = \"enforce\"，却没有预算", "budget = \"enforce\" is stated, but there is no budget";
        "写 month_budget 或 term_budget", "write month_budget or term_budget";

    WISH_NOT_ENROLLED "E290": "志愿“{club}”活动时未报名：{pupils}；志愿保留，该志愿不会被安排", "\"{club}\" is wished for by pupils who are not enrolled when it meets: {pupils}; the wish is kept and cannot be granted";
        "请家长补报那一天，或改志愿", "enrol them for that day, or change the wish";
    WISH_GRADE "E291": "志愿“{club}”不收这个年级：{pupils}；志愿保留，不会被安排", "\"{club}\" does not take the grade of: {pupils}; the wish is kept and cannot be granted";
        "改志愿，或放宽社团的年级", "change the wish, or the club's grades";
    WISH_REQUIRES "E292": "志愿“{club}”要先学过“{before}”：{pupils}；志愿保留，不会被安排", "\"{club}\" is for those who have done \"{before}\", unlike: {pupils}; the wish is kept and cannot be granted";
        "学过的在“学过”里写明，没学过的改志愿", "state it under done, or change the wish";
    WISH_TWICE "E293": "志愿“{club}”写了两次：{pupils}；只取前一个", "\"{club}\" is wished for twice: {pupils}; the first counts";
        "删去后一个", "delete the second";
    DONE_UNKNOWN "E294": "“学过”里的“{name}”不在社团表里：{pupils}{suggest}", "\"{name}\" under done is not in the club table: {pupils}{suggest}";
        "是以往的社团就不必理会；写错了就改正", "ignore it if the club is a former one, else correct the name";
    NO_ENROLMENT "E295": "有课后服务时段，却没有报名数据：不会安排任何学生", "there are slots but no enrolment: no pupil will be placed";
        "加上报名表（[tables] pupils）或报名人数表（[tables] heads）", "add the pupil table ([tables] pupils) or the head counts ([tables] heads)";
    OVER_CLASS_SIZE "E296": "{class} 在“{slot}”{day}报名 {count} 人，超过班级人数 {size}", "{class} has {count} pupils in \"{slot}\" on {day}, more than its size of {size}";
        "核对报名与班级人数", "check the enrolment and the size of the class";
    NEED_WITHOUT_SLOT "E297": "标了“{need}”，但本班没有这样的时段：{pupils}", "marked \"{need}\", but the class has no such slot: {pupils}";
        "加一个这种 [[service]]，或去掉标记", "add a [[service]] of the kind, or remove the mark";
}

/// Who or what an error is about, and what a person takes part in.
pub const SLOT: Text = Text::new("课后服务时段", "slot");
/// See [`SLOT`].
pub const CLUB: Text = Text::new("社团", "the club");
/// See [`SLOT`].
pub const PUPIL: Text = Text::new("学生", "pupil");
/// See [`SLOT`].
pub const PUPIL_NUMBER: Text = Text::new("学号", "pupil number");
/// See [`SLOT`].
pub const HEAD_COUNT: Text = Text::new("报名人数", "head count");
/// See [`SLOT`].
pub const POST: Text = Text::new("岗位", "the post");
/// See [`SLOT`].
pub const WEEKLY_DUTY: Text = Text::new("值周", "the weekly duty");
/// See [`SLOT`].
pub const PAY_ITEM: Text = Text::new("津贴项目", "pay item");
/// See [`SLOT`].
pub const PERSON: Text = Text::new("人员", "person");
/// See [`SLOT`].
pub const GROUPS: Text = Text::new("[after_school] 里小组", "groups in [after_school]");
/// What somebody takes part in.
pub const SERVICE: Text = Text::new("课后服务", "the after-school service");
/// See [`SERVICE`].
pub const DUTY: Text = Text::new("值班", "duty");
/// What needs the working hours.
pub const FLEX_LEAVES: Text = Text::new(" [[flex_leave]]", "[[flex_leave]]");
/// See [`FLEX_LEAVES`].
pub const FLEX_MINUTES: Text = Text::new("教师表的弹性余额", "flex_minutes in the teacher table");
/// So many pupils, the first of them by name.
pub const PUPILS: Text = Text::new("{names}，共 {count} 人", "{names} ({count} in all)");
/// The same when not all are named.
pub const PUPILS_SOME: Text = Text::new("{names} 等，共 {count} 人", "{names} and others ({count} in all)");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn codes_are_unique_and_sorted_and_both_languages_take_the_same_arguments() {
        let codes: Vec<_> = ALL.iter().map(|error| error.code).collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
        for error in ALL {
            for text in [error.cause, error.action] {
                assert_eq!(text.placeholders(Lang::Zh), text.placeholders(Lang::En), "{}", error.code);
            }
        }
    }
}
