//! Columns of the tables after the timetable, in the order written, with the other headers that they are known by.

use crate::config::table::{Column, Kind};
use crate::plan::cells::{may, must};
use crate::text::Text;

const WEEKDAY: Column = must("weekday", &["星期", "周几", "day"]);
const START: &[&str] = &["开始", "开始时间", "上岗时间"];
const END: &[&str] = &["结束", "结束时间", "离岗时间"];
const SLOT: &[&str] = &["时段", "服务时段"];
const CLASS: Column = must("class", &["班级", "班"]);
const PUPILS: Column = must("pupils", &["人数", "学生数"]);
const ROOM: Column = may("room", &["教室", "场地", "地点"]);
const STAFF: Column = may("staff", &["教师", "负责人", "值守教师", "老师", "teachers"]);
const REASON: &[&str] = &["原因", "事由", "说明"];
const POST: Column = must("post", &["岗位", "值班岗位"]);
const PLACE: Column = may("place", &["地点", "楼", "位置", "building"]);
const PERSON: Column = must("person", &["姓名", "教师", "人员", "值班人", "老师", "teacher"]);
const DATE: Column = must("date", &["日期"]);
const MONTH: Column = must("month", &["月份", "计酬月"]);
const ITEM: Column = must("item", &["项目", "计酬项目"]);
const UNITS: Column = must("units", &["数量", "单位数", "次数", "课时数"]);
const AMOUNT: Column = must("amount", &["金额", "金额(元)", "金额（元）"]);

/// `afterschool.csv`
pub(super) static SESSIONS: Kind = Kind {
    key: "afterschool",
    name: Text::new("课后服务表", "the table of after-school sessions"),
    columns: &[
        WEEKDAY,
        must("start", START),
        must("end", END),
        must("slot", SLOT),
        must("kind", &["类型", "内容", "种类"]),
        must("name", &["名称", "小组或社团"]),
        may("classes", &["班级", "class"]),
        PUPILS,
        ROOM,
        STAFF,
    ],
};

/// `groups.csv`
pub(super) static GROUPS: Kind = Kind {
    key: "groups",
    name: Text::new("分组表", "the table of groups"),
    columns: &[must("slot", SLOT), must("group", &["小组", "分组", "组"]), WEEKDAY, CLASS, PUPILS],
};

/// `clubs.csv`
pub(super) static CLUBS: Kind = Kind {
    key: "clubs",
    name: Text::new("社团表", "the table of clubs"),
    columns: &[
        must("club", &["社团", "社团名称", "name"]),
        must("held", &["开班", "是否开班"]),
        PUPILS,
        ROOM,
        STAFF,
        may("reason", REASON),
    ],
};

/// `club-pupils.csv`
pub(super) static PUPILS_PLACED: Kind = Kind {
    key: "club-pupils",
    name: Text::new("社团名单", "the table of pupils in clubs"),
    columns: &[
        CLASS,
        must("pupil", &["学生", "姓名", "学生姓名"]),
        may("number", &["学号"]),
        WEEKDAY,
        must("slot", SLOT),
        must("club", &["社团"]),
        must("rank", &["志愿", "第几志愿"]),
        must("group", &["小组", "分组", "组"]),
        must("reason", REASON),
    ],
};

/// `duty.csv`
pub(super) static SHIFTS: Kind = Kind {
    key: "duty",
    name: Text::new("值班表", "the duty roster"),
    columns: &[
        POST,
        must("kind", &["类型", "岗位类型"]),
        WEEKDAY,
        must("start", START),
        must("end", END),
        PLACE,
        PERSON,
    ],
};

/// `duty-dated.csv`
pub(super) static DATED: Kind = Kind {
    key: "duty-dated",
    name: Text::new("按日期的值班表", "the dated duty roster"),
    columns: &[
        DATE,
        must("week", &["周次", "第几周"]),
        POST,
        must("kind", &["类型", "岗位类型"]),
        must("start", START),
        must("end", END),
        PLACE,
        PERSON,
    ],
};

/// `pay-ledger.csv`
pub(super) static PAY: Kind = Kind {
    key: "pay-ledger",
    name: Text::new("课时费明细", "the pay ledger"),
    columns: &[PERSON, DATE, MONTH, ITEM, UNITS, must("rate", &["单价", "标准", "单价(元)", "单价（元）"]), AMOUNT],
};

/// `pay-summary.csv`
pub(super) static TOTALS: Kind = Kind {
    key: "pay-summary",
    name: Text::new("课时费汇总", "the pay summary"),
    columns: &[PERSON, MONTH, ITEM, UNITS, AMOUNT],
};

/// `flex-ledger.csv`
pub(super) static FLEX: Kind = Kind {
    key: "flex-ledger",
    name: Text::new("弹性时间台账", "the ledger of flexible hours"),
    columns: &[
        PERSON,
        DATE,
        must("reason", REASON),
        must("minutes", &["分钟", "增减分钟"]),
        must("balance", &["结余", "余额", "结余分钟"]),
    ],
};
