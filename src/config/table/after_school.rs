//! Kinds of tables of the after-school service, duty and pay.

use super::kinds::{Kind, may, must};
use crate::text::Text;

/// The kind of table that holds the rows of `[[list]]`.
#[must_use]
pub fn kind_of(list: &str) -> Option<&'static Kind> {
    let kinds = [("club", &CLUBS), ("pupil", &PUPILS), ("head", &HEADS), ("post", &POSTS), ("pay_item", &PAY_ITEMS)];
    kinds.into_iter().find(|(name, _)| *name == list).map(|(_, kind)| kind)
}

/// The club table.
pub static CLUBS: Kind = Kind {
    key: "clubs",
    name: Text::new("社团表", "the club table"),
    columns: &[
        must("name", &["社团", "社团名称", "项目", "课程", "club"]),
        may("kind", &["类别", "社团类别"]),
        may("level", &["级别", "层次"]),
        may("requires", &["先修", "先修社团"]),
        may("slot", &["时段"]),
        may("weekdays", &["星期", "活动日", "weekday"]),
        may("min", &["最少人数", "开班人数"]),
        may("max", &["最多人数", "限额", "人数上限"]),
        may("rooms", &["场地", "教室", "活动地点", "room"]),
        may("instructors", &["指导教师", "教师", "instructor"]),
        may("staff", &["指导人数"]),
        may("grades", &["年级", "招收年级", "grade"]),
    ],
};

/// The pupil table (报名表).
pub static PUPILS: Kind = Kind {
    key: "pupils",
    name: Text::new("报名表", "the pupil table"),
    columns: &[
        must("name", &["姓名", "学生", "学生姓名", "pupil"]),
        may("number", &["学号", "学籍号"]),
        must("class", &["班级", "班"]),
        may("days", &["参加日", "参加星期", "星期"]),
        may("choices", &["志愿", "社团志愿", "志愿社团"]),
        may("choice1", &["志愿1", "第一志愿", "志愿一"]),
        may("choice2", &["志愿2", "第二志愿", "志愿二"]),
        may("choice3", &["志愿3", "第三志愿", "志愿三"]),
        may("choice4", &["志愿4", "第四志愿", "志愿四"]),
        may("choice5", &["志愿5", "第五志愿", "志愿五"]),
        may("extended", &["延时", "延时托管"]),
        may("boarder", &["住校", "住校生"]),
        may("done", &["学过", "学过的社团"]),
    ],
};

/// Head counts (报名人数).
pub static HEADS: Kind = Kind {
    key: "heads",
    name: Text::new("报名人数表", "the table of head counts"),
    columns: &[
        must("class", &["班级", "班"]),
        must("slot", &["时段"]),
        may("weekday", &["星期", "weekdays"]),
        must("count", &["人数", "报名人数"]),
    ],
};

/// The post table.
pub static POSTS: Kind = Kind {
    key: "posts",
    name: Text::new("岗位表", "the post table"),
    columns: &[
        must("name", &["岗位", "岗位名称", "post"]),
        may("kind", &["类别", "岗位类别"]),
        may("weekdays", &["星期", "weekday"]),
        may("time", &["时间", "起止时间"]),
        may("people", &["人数"]),
        may("who", &["人员", "可值班人员"]),
        may("building", &["地点", "楼", "位置"]),
        may("slot", &["时段"]),
        may("classes", &["班级", "班", "class"]),
        may("counts", &["计时", "计入时长"]),
    ],
};

/// Pay items.
pub static PAY_ITEMS: Kind = Kind {
    key: "pay_items",
    name: Text::new("津贴表", "the table of pay items"),
    columns: &[
        must("name", &["项目", "津贴项目", "item"]),
        must("basis", &["单位", "计算单位"]),
        must("works", &["工作", "工作内容", "work"]),
        must("rate", &["单价", "标准"]),
        may("base", &["基数"]),
        may("employment", &["身份", "人员身份"]),
        may("leaders", &["干部", "leader"]),
        may("teachers", &["教师", "人员", "teacher"]),
        may("weekdays", &["星期", "weekday"]),
        may("ends_after", &["晚于", "结束晚于"]),
        may("min_pupils", &["最少人数"]),
        may("purpose", &["用途", "说明"]),
    ],
};
