//! Posts, weekly duty, flexible hours and pay items.
//!
//! Rates: a session 40 yuan, attendance-taking 40 a day, duty 30 a day, as a district's published rules have them; the others
//! (outsiders, evenings, pupils above 35) are examples of what schools agree on.

use std::fmt::Write;

use super::super::staff::Staff;
use super::super::{Spec, Stage};
use super::Slot;

/// What duty adds to the files.
pub(super) struct Duty {
    pub(super) toml: String,
    pub(super) posts: String,
    pub(super) items: String,
    /// Who starts late once a week.
    pub(super) late: Vec<usize>,
}

/// Yuan a month that the school may spend: what it will need and a tenth more, in whole thousands.
fn budget(classes: usize) -> usize {
    (classes * 5200).div_ceil(1000) * 1000
}

pub(super) fn duty(spec: &Spec, staff: &Staff, willing: &[bool], slots: &[&Slot]) -> Duty {
    let classes = staff.classes.len();
    let junior = spec.stage == Stage::Junior;
    let several = |per: usize| classes.div_ceil(per);
    let end = if spec.stage == Stage::Primary { "18:10-18:25" } else { "19:20-19:30" };
    let closing = if spec.stage == Stage::Primary { "18:40-19:00" } else { "20:30-20:50" };
    let recess = if junior { "09:40-10:10" } else { "10:00-10:30" };
    let lunch = if junior { "11:50-12:30" } else { "12:00-12:40" };
    let service = if junior { "17:10-19:20" } else { "16:00-18:10" };
    let arrival = if spec.stage == Stage::Primary { "07:55-08:20" } else { "07:25-07:50" };
    let mut posts = String::from("岗位,类别,星期,时间,人数,人员,时段,计时\n");
    let week = "周一、周二、周三、周四、周五";
    for (name, kind, time, people, who, counts) in [
        ("早晨校门", "校门", arrival, several(18), "teachers", "是"),
        ("大课间楼道", "楼道", recess, several(12), "teachers", "是"),
        ("大课间操场", "操场", recess, several(18), "teachers", "是"),
        ("午餐", "午餐", lunch, several(6), "teachers", "是"),
        ("放学护送", "放学", end, several(12), "teachers", "是"),
        ("静校", "静校", closing, 1, "teachers", "是"),
        ("巡查", "巡查", service, 1, "leaders", "是"),
        ("机动", "机动", service, 1, "teachers", "否"),
    ] {
        let _ = writeln!(posts, "{name},{kind},{week},{time},{people},{who},,{counts}");
    }
    for slot in slots {
        let _ = writeln!(posts, "{}考勤,考勤,,,1,teachers,{},是", slot.name, slot.name);
    }
    let mut toml = String::new();
    let _ = write!(toml, "\n[[weekly_duty]]\nname = \"值周教师\"\nwho = \"teachers\"\npeople = {}\n", several(24));
    let _ = write!(toml, "\n[[weekly_duty]]\nname = \"值周领导\"\nwho = \"leaders\"\npeople = 1\n");
    let (start, late) = if spec.stage == Stage::Primary { ("08:00", "08:00-08:25") } else { ("07:30", "07:30-07:55") };
    let _ = write!(toml, "\n[flex]\nstart = \"{start}\"\nend = \"17:00\"\n");
    // Every twelfth teacher starts late once a week.
    let starters = (0..staff.teachers.len()).filter(|teacher| willing[*teacher] && !staff.teachers[*teacher].leader);
    let late_starters: Vec<usize> = starters.step_by(12).collect();
    for (index, teacher) in late_starters.iter().enumerate() {
        let (name, weekday) = (&staff.teachers[*teacher].name, 1 + index % 5);
        let _ = write!(toml, "\n[[flex_leave]]\nteacher = \"{name}\"\nweekday = {weekday}\ntime = \"{late}\"\n");
    }
    let _ = write!(toml, "\n[pay]\nmonth_start = 1\nmonth_budget = \"{}\"\nbudget = \"check\"\n", budget(classes));
    let mut items = String::from("项目,单位,工作,单价,基数,身份,晚于,用途\n");
    let _ = write!(
        items,
        "课后服务课时费,时段,课后服务、社团,40,,本校、退休,,课后服务劳务\n\
         外聘课酬,时段,社团,80,,外聘、机构,,校外人员课酬\n\
         超额生补贴,生课时,作业辅导,1,35,本校、退休,,35人以上每人每课时\n\
         考勤费,天,考勤,40,,,,考勤\n\
         值班费,天,校门、楼道、操场、午餐、放学、静校、巡查,30,,,,值班\n\
         值周津贴,天,值周,10,,,,值周\n"
    );
    Duty { toml, posts, items, late: late_starters }
}
