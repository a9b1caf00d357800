//! Words of the calendars that people take into their phones.

use super::Text;

/// Name of a calendar.
pub const NAME: Text = Text::new("{school} {owner} {term}", "{school} {owner} {term}");
/// Which week of the term it is.
pub const WEEK: Text = Text::new("第{week}周", "week {week}");
/// Which period and which week it is.
pub const PERIOD_WEEK: Text = Text::new("{period} 第{week}周", "{period}, week {week}");
/// The day is a make-up day.
pub const MAKE_UP: Text = Text::new("调休，上{day}的课", "make-up day with the timetable of {day}");
/// Who teaches or leads.
pub const TEACHERS: Text = Text::new("教师：{names}", "teachers: {names}");
/// Which classes come.
pub const CLASSES: Text = Text::new("班级：{names}", "classes: {names}");
