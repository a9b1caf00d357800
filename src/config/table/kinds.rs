//! Kinds of tables: their columns and the headers under which schools write them.

use crate::text::{Arg, Text};

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Key in records and in inline TOML; also an English header.
    pub key: &'static str,
    /// Further headers; the first is the one that messages show.
    pub headers: &'static [&'static str],
    /// Whether the table makes no sense without it.
    pub required: bool,
}

/// A kind of table.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Key in `[tables]`.
    pub key: &'static str,
    /// Name for people.
    pub name: Text,
    /// Its columns.
    pub columns: &'static [Column],
}

pub(super) const fn must(key: &'static str, headers: &'static [&'static str]) -> Column {
    Column { key, headers, required: true }
}

pub(super) const fn may(key: &'static str, headers: &'static [&'static str]) -> Column {
    Column { key, headers, required: false }
}

/// The class table.
pub static CLASSES: Kind = Kind {
    key: "classes",
    name: Text::new("班级表", "the class table"),
    columns: &[
        must("name", &["班级", "班级名称", "班", "class"]),
        may("grade", &["年级"]),
        may("class_teacher", &["班主任", "班主任老师", "class teacher"]),
        may("home_room", &["教室", "固定教室", "room"]),
        may("size", &["人数", "学生数", "班额"]),
        may("bell", &["作息", "作息表", "作息时间"]),
        may("building", &["楼", "教学楼", "校区"]),
    ],
};

/// The teacher table.
pub static TEACHERS: Kind = Kind {
    key: "teachers",
    name: Text::new("教师表", "the teacher table"),
    columns: &[
        must("name", &["教师", "姓名", "教师姓名", "老师", "teacher"]),
        may("subjects", &["学科", "任教学科", "科目", "subject"]),
        may("min_load", &["最少节数", "最少课时"]),
        may("max_load", &["最多节数", "最多课时"]),
        may("max_per_day", &["每天最多", "每日最多"]),
        may("max_in_row", &["最多连上", "最多连续"]),
        may("max_days", &["最多天数"]),
        may("unavailable", &["不可排", "不可排时间"]),
        may("unwanted", &["不想排", "不想排时间"]),
        may("leader", &["干部"]),
        may("employment", &["身份", "人员身份"]),
        may("service", &["课后服务", "参加课后服务"]),
        may("duty", &["值班", "参加值班"]),
        may("service_per_week", &["课后每周最多"]),
        may("service_per_day", &["课后每天最多", "课后每日最多"]),
        may("duty_minutes", &["值班每周最多分钟"]),
        may("served_minutes", &["已值班分钟"]),
        may("vetted_until", &["审查有效期", "资质审查有效期"]),
        may("flex_minutes", &["弹性余额"]),
    ],
};

/// The room table.
pub static ROOMS: Kind = Kind {
    key: "rooms",
    name: Text::new("教室表", "the room table"),
    columns: &[
        must("name", &["教室", "教室名称", "场地", "room"]),
        may("kind", &["类型", "教室类型"]),
        may("capacity", &["容纳班数", "容纳班级数"]),
        may("seats", &["座位", "座位数"]),
        may("building", &["楼", "教学楼", "校区"]),
        may("unavailable", &["不可用", "不可用时间"]),
    ],
};

/// The subject table.
pub static SUBJECTS: Kind = Kind {
    key: "subjects",
    name: Text::new("学科表", "the subject table"),
    columns: &[
        must("name", &["学科", "科目", "课程", "subject"]),
        may("kind", &["类别", "学科类别"]),
        may("protected", &["保护", "不得挤占"]),
        may("max_per_day", &["每天最多", "每日最多"]),
        may("forbidden", &["禁排", "禁排时间"]),
        may("allowed", &["限排", "限排时间"]),
        may("unwanted", &["不宜", "不宜时间"]),
        may("room_kind", &["教室类型", "场地类型"]),
        may("doubles", &["连堂", "连堂数"]),
    ],
};

/// The requirements table (任课表), long form.
pub static REQUIREMENTS: Kind = Kind {
    key: "requirements",
    name: Text::new("任课表", "the requirements table"),
    columns: &[
        must("classes", &["班级", "班", "class"]),
        must("subject", &["学科", "科目", "课程"]),
        may("teachers", &["教师", "任课教师", "老师", "teacher"]),
        may("periods", &["周节数", "节数", "周课时", "课时"]),
        may("doubles", &["连堂", "连堂数"]),
        may("rooms", &["教室", "场地", "room"]),
        may("preferred_rooms", &["优先教室"]),
        may("section", &["分组", "走班"]),
        may("section_subject", &["分组学科"]),
    ],
};

impl Kind {
    /// The column under `header`.
    #[must_use]
    pub fn column(&self, header: &str) -> Option<&'static Column> {
        let plain = |text: &str| text.to_lowercase().replace([' ', '-', '_'], "");
        let header = plain(header);
        self.columns.iter().find(|c| plain(c.key) == header || c.headers.iter().any(|name| plain(name) == header))
    }

    pub(super) fn known(&self) -> Arg {
        let list = |name: fn(&Column) -> &'static str, comma: &str| {
            self.columns.iter().map(name).collect::<Vec<_>>().join(comma)
        };
        Arg::Both { zh: list(Column::shown, "、"), en: list(|column| column.key, ", ") }
    }
}

impl Column {
    /// The header as messages show it.
    #[must_use]
    pub fn shown(&self) -> &'static str {
        self.headers.first().copied().unwrap_or(self.key)
    }
}
