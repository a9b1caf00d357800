//! The text of a generated school: `school.toml` and tables, in Chinese, as a school would write them.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::clock::{Bell, Window};
use super::derive::{After, Before};
use super::plant::{TRANSFER, meeting_slot};
use super::planted::home_room;
use super::service::{self, Service};
use super::staff::Staff;
use super::{CURRICULUM, Spec, Stage};
use crate::config::notation::kind_word;
use crate::school::{BreakKind, DayBell, Part, SubjectKind, Weekly};
use crate::units::Weekday;

const SCHOOLS: [&str; 12] =
    ["育才", "向阳", "实验", "新华", "明德", "滨江", "朝阳", "文昌", "启明", "凤凰", "长虹", "锦绣"];

/// All files of the school.
pub(super) fn files(
    spec: &Spec,
    staff: &Staff,
    bells: &[Bell],
    before: &Before,
    after: &After,
) -> Vec<(String, String)> {
    let service = service::service(spec, staff, before);
    let mut files = vec![
        ("school.toml".into(), school(spec, staff, bells, before, after) + &service.toml),
        ("classes.csv".into(), classes(spec, staff)),
        ("teachers.csv".into(), teachers(spec, staff, before, after, &service)),
        ("rooms.csv".into(), rooms(spec, before, after, &service)),
        ("subjects.csv".into(), subjects(staff)),
        ("任课表.csv".into(), if spec.stage == Stage::Primary { wide(staff) } else { long(staff) }),
    ];
    files.extend(service.files);
    files
}

/// The name of the school.
fn name(spec: &Spec) -> String {
    let index = usize::try_from(spec.seed % 12).unwrap_or(0);
    let kind = match spec.stage {
        Stage::Primary => "小学",
        Stage::Junior => "中学",
        Stage::NineYear => "九年一贯制学校",
    };
    format!("{}{kind}", SCHOOLS.get(index).unwrap_or(&"育才"))
}

/// A window in the notation of times.
fn time(spec: &Spec, window: &Window) -> String {
    let day = window.weekday.zh();
    match window.periods {
        Some((first, last)) if spec.stage != Stage::NineYear => format!("{day}{first}-{last}"),
        _ => format!("{day}{}", window.time),
    }
}

fn weekly(weekly: Weekly) -> String {
    match weekly {
        Weekly { either: 1, every, .. } => format!("{every}.5"),
        Weekly { odd: 0, even: 0, every, .. } => every.to_string(),
        Weekly { odd, even, every, .. } => format!("{}/{}", every + odd, every + even),
    }
}

fn quoted<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let items: Vec<_> = items.into_iter().map(|item| format!("\"{item}\"")).collect();
    format!("[{}]", items.join(", "))
}

/// Writes lines into a string; formatting into a `String` cannot fail.
macro_rules! line {
    ($out:expr) => { line!($out, "") };
    ($out:expr, $($arg:tt)*) => {{
        let _ = writeln!($out, $($arg)*);
    }};
}

fn school(spec: &Spec, staff: &Staff, bells: &[Bell], before: &Before, after: &After) -> String {
    let mut out = String::new();
    let tight = if spec.tight { " --tight" } else { "" };
    let stage = spec.stage.word();
    line!(out, "# kebiao generate --classes {} --stage {stage} --seed {}{tight}", spec.classes, spec.seed);
    line!(out, "format = 1");
    line!(out, "name = \"{}\"", name(spec));
    line!(out, "\n[policy]\nprofile = \"national-2022\"");
    line!(out, "\n[curriculum]\npreset = \"{CURRICULUM}\"");
    let changed: Vec<_> = staff.subjects.iter().filter(|subject| subject.changed).collect();
    if !changed.is_empty() {
        line!(out, "[curriculum.periods]");
        for subject in changed {
            let periods: Vec<_> = subject.by_grade.iter().map(|periods| weekly(*periods)).collect();
            line!(out, "\"{}\" = {}", subject.name, quoted(periods.iter().map(String::as_str)));
        }
    }
    for bell in bells.iter().filter(|bell| grades_taught(staff, bell).is_some()) {
        bell_schedule(&mut out, bell);
    }
    if spec.stage == Stage::NineYear {
        for building in [PRIMARY_BUILDING, JUNIOR_BUILDING, ARTS_BUILDING] {
            line!(out, "\n[[building]]\nname = \"{building}\"");
        }
        line!(out, "\n[transfer]\nminutes = {}", TRANSFER.0);
    }
    line!(out, "\n[tables]\nclasses = \"classes.csv\"\nteachers = \"teachers.csv\"\nrooms = \"rooms.csv\"");
    line!(out, "subjects = \"subjects.csv\"\nrequirements = \"任课表.csv\"");
    line!(out, "clubs = \"社团.csv\"\npupils = \"报名.csv\"\nposts = \"岗位.csv\"\npay_items = \"津贴.csv\"");
    events(&mut out, staff, bells);
    pins(&mut out, staff, bells);
    for block in &before.blocks {
        let names = block.teachers.iter().map(|teacher| staff.teachers[*teacher].name.as_str());
        let times: Vec<_> = block.choices.iter().map(|w| format!("{}{}", w.weekday.zh(), w.time)).collect();
        line!(out, "\n[[research]]\nname = \"{}\"", block.name);
        line!(out, "teachers = {}", quoted(names));
        line!(out, "times = {}", quoted(times.iter().map(String::as_str)));
    }
    if let Some((a, b)) = after.exclusion {
        let names = [a, b].map(|teacher| staff.teachers[teacher].name.as_str());
        line!(out, "\n[[exclusion]]\nteachers = {}\nkind = \"not-both-teaching\"", quoted(names));
    }
    doubles_and_pairs(&mut out, staff);
    out.push_str(&super::term::term(staff));
    out
}

const PRIMARY_BUILDING: &str = "小学楼";
const JUNIOR_BUILDING: &str = "初中楼";
const ARTS_BUILDING: &str = "艺体楼";

/// The grades of a bell that have classes: first and last.
fn grades_taught(staff: &Staff, bell: &Bell) -> Option<(u8, u8)> {
    let (low, high) = bell.grades;
    let grades = || staff.classes.iter().map(|class| class.grade).filter(|grade| (low..=high).contains(grade));
    grades().min().zip(grades().max())
}

/// One `[[bell]]` for each different day.
fn bell_schedule(out: &mut String, bell: &Bell) {
    let mut days: Vec<(&DayBell, Vec<Weekday>)> = Vec::new();
    for (weekday, day) in &bell.week.days {
        match days.iter_mut().find(|(known, _)| *known == day) {
            Some((_, weekdays)) => weekdays.push(*weekday),
            None => days.push((day, vec![*weekday])),
        }
    }
    let several = days.len() > 1;
    for (day, weekdays) in &days {
        let grades: Vec<_> = (bell.grades.0..=bell.grades.1).map(|grade| grade.to_string()).collect();
        let which: String = weekdays.iter().filter_map(|weekday| weekday.zh().strip_prefix('周')).collect();
        let name = if several { format!("{}（周{which}）", bell.week.name) } else { bell.week.name.clone() };
        line!(out, "\n[[bell]]\nname = \"{name}\"\ngrades = [{}]", grades.join(", "));
        if several {
            let numbers: Vec<_> = weekdays.iter().map(|weekday| weekday.number().to_string()).collect();
            line!(out, "weekdays = [{}]", numbers.join(", "));
        }
        for (key, part) in [("morning", Part::Morning), ("afternoon", Part::Afternoon)] {
            let times: Vec<_> =
                day.periods.iter().filter(|period| period.part == part).map(|period| period.time.to_string()).collect();
            line!(out, "{key} = {}", quoted(times.iter().map(String::as_str)));
        }
        line!(out, "breaks = [");
        for pause in &day.breaks {
            let kind = if pause.kind == BreakKind::Lunch { "lunch" } else { "long-recess" };
            line!(out, "  {{ name = \"{}\", kind = \"{kind}\", time = \"{}\" }},", pause.name, pause.time);
        }
        line!(out, "]");
    }
}

/// Flag-raising in Monday's long recess, by stage; the staff meeting on Wednesday at noon.
fn events(out: &mut String, staff: &Staff, bells: &[Bell]) {
    let stages = [("升旗仪式", 1, 6, "10:05-10:25"), ("初中升旗仪式", 7, 9, "09:45-10:05")];
    for (name, low, high, time) in stages {
        let taught: Vec<_> = bells.iter().filter_map(|bell| grades_taught(staff, bell)).collect();
        let grades: Vec<u8> =
            taught.into_iter().flat_map(|(a, b)| a..=b).filter(|g| (low..=high).contains(g)).collect();
        let (Some(first), Some(last)) = (grades.first(), grades.last()) else { continue };
        let leads = |class: &&super::staff::Class| (low..=high).contains(&class.grade);
        let teachers =
            staff.classes.iter().filter(leads).map(|class| staff.teachers[class.class_teacher].name.as_str());
        line!(out, "\n[[event]]\nname = \"{name}\"\nkind = \"flag-raising\"\nweekday = 1\ntime = \"{time}\"");
        line!(out, "classes = \"grade {first}-{last}\"\nteachers = {}", quoted(teachers));
    }
    line!(out, "\n[[event]]\nname = \"全体教师例会\"\nkind = \"staff-meeting\"\nweekday = 3\ntime = \"13:10-13:50\"");
    line!(out, "teachers = \"all\"");
}

/// The class meeting on Monday, where each bell has it.
fn pins(out: &mut String, staff: &Staff, bells: &[Bell]) {
    let meeting = staff.subjects.iter().find(|subject| subject.kind == SubjectKind::ClassMeeting);
    let Some(meeting) = meeting else { return };
    let mut grades: BTreeMap<u8, (u8, u8)> = BTreeMap::new();
    for bell in bells {
        let Some((low, high)) = grades_taught(staff, bell) else { continue };
        let Some(slot) = bell.slots.get(meeting_slot(bell)) else { continue };
        let range = grades.entry(slot.period.0).or_insert((low, high));
        *range = (range.0.min(low), range.1.max(high));
    }
    for (period, (low, high)) in grades {
        line!(out, "\n[[pin]]\nclasses = \"grade {low}-{high}\"\nsubject = \"{}\"", meeting.name);
        line!(out, "weekday = 1\nperiod = {period}");
    }
}

fn doubles_and_pairs(out: &mut String, staff: &Staff) {
    let mut doubles: BTreeMap<(usize, u8), (u8, u8)> = BTreeMap::new();
    for course in staff.courses.iter().filter(|course| course.doubles > 0) {
        let grade = staff.classes[course.class].grade;
        let range = doubles.entry((course.subject, course.doubles)).or_insert((grade, grade));
        *range = (range.0.min(grade), range.1.max(grade));
    }
    for ((subject, count), (low, high)) in doubles {
        let subject = &staff.subjects[subject].name;
        line!(out, "\n[[double]]\nsubject = \"{subject}\"\ncount = {count}\nclasses = \"grade {low}-{high}\"");
    }
    let mut pairs: BTreeMap<[usize; 2], (u8, u8)> = BTreeMap::new();
    for (first, second) in &staff.pairs {
        let (first, second) = (&staff.courses[*first], &staff.courses[*second]);
        let grade = staff.classes[first.class].grade;
        let range = pairs.entry([first.subject, second.subject]).or_insert((grade, grade));
        *range = (range.0.min(grade), range.1.max(grade));
    }
    for (subjects, (low, high)) in pairs {
        let names = subjects.map(|subject| staff.subjects[subject].name.as_str());
        line!(out, "\n[[pair]]\nsubjects = {}\nclasses = \"grade {low}-{high}\"", quoted(names));
    }
}

fn classes(spec: &Spec, staff: &Staff) -> String {
    let nine_year = spec.stage == Stage::NineYear;
    let mut out = String::from("班级,年级,班主任,教室,人数");
    out.push_str(if nine_year { ",楼\n" } else { "\n" });
    for class in &staff.classes {
        let teacher = &staff.teachers[class.class_teacher].name;
        let building = if class.grade <= 6 { PRIMARY_BUILDING } else { JUNIOR_BUILDING };
        let building = if nine_year { format!(",{building}") } else { String::new() };
        let (name, grade, size) = (&class.name, class.grade, class.size);
        line!(out, "{name},{grade},{teacher},{},{size}{building}", home_room(name));
    }
    out
}

fn teachers(spec: &Spec, staff: &Staff, before: &Before, after: &After, service: &Service) -> String {
    let mut out =
        String::from("教师,学科,最多节数,最多天数,不可排,不想排,干部,身份,课后服务,值班,审查有效期,弹性余额\n");
    for (index, teacher) in staff.teachers.iter().enumerate() {
        let subjects: Vec<_> = teacher.subjects.iter().map(|subject| staff.subjects[*subject].name.as_str()).collect();
        let most = teacher.cap.max(teacher.load.div_ceil(2));
        let part_time = before.part_time.iter().find(|part| part.teacher == index);
        let days = part_time.map_or(String::new(), |part| (5 - part.away.len()).to_string());
        let away = part_time.iter().flat_map(|part| &part.away).map(|window| window.weekday.zh().to_owned());
        let unavailable: Vec<_> = away.chain(after.unavailable[index].iter().map(|w| time(spec, w))).collect();
        let unwanted: Vec<_> = after.unwanted[index].iter().map(|window| time(spec, window)).collect();
        let leader = if teacher.leader || service.leaders.contains(&index) { "是" } else { "" };
        let (subjects, unavailable, unwanted) = (subjects.join("、"), unavailable.join("、"), unwanted.join("、"));
        let willing = if service.willing[index] { "是" } else { "否" };
        let name = &teacher.name;
        let credit = if service.late.contains(&index) { "120" } else { "" };
        line!(
            out,
            "{name},{subjects},{most},{days},{unavailable},{unwanted},{leader},本校,{willing},{willing},,{credit}"
        );
    }
    for person in &service.people {
        let duty = if person.duty { "是" } else { "否" };
        line!(out, "{},,,,,,,{},是,{duty},{},", person.name, person.employment, person.vetted_until);
    }
    out
}

fn rooms(spec: &Spec, before: &Before, after: &After, service: &Service) -> String {
    let building = if spec.stage == Stage::NineYear { format!(",{ARTS_BUILDING}") } else { String::new() };
    let mut out = String::from("教室,类型,容纳班数,座位");
    out.push_str(if building.is_empty() { "" } else { ",楼" });
    out.push_str(if spec.tight { ",不可用\n" } else { "\n" });
    for (room, shut) in before.rooms.iter().zip(&after.shut) {
        let seats = service::seats(room.kind, &room.name);
        let _ = write!(out, "{},{},{},{seats}{building}", room.name, room.kind, room.capacity);
        if spec.tight {
            let times: Vec<_> = shut.iter().map(|window| time(spec, window)).collect();
            let _ = write!(out, ",{}", times.join("、"));
        }
        out.push('\n');
    }
    let shut = if spec.tight { "," } else { "" };
    for (name, kind) in &service.rooms {
        line!(out, "{name},{kind},1,{}{building}{shut}", service::seats(kind, name));
    }
    out
}

fn subjects(staff: &Staff) -> String {
    let mut out = String::from("学科,类别,禁排,教室类型\n");
    for subject in &staff.subjects {
        let forbidden = if subject.kind == SubjectKind::Pe { "首节、午后首节" } else { "" };
        let room = subject.room_kind.unwrap_or("");
        line!(out, "{},{},{forbidden},{room}", subject.name, kind_word(subject.kind));
    }
    out
}

/// The wide 任课表: a row a class, two columns a subject: weekly periods, teacher.
fn wide(staff: &Staff) -> String {
    let mut out = String::from("班级");
    for subject in &staff.subjects {
        let _ = write!(out, ",{},", subject.name);
    }
    out.push('\n');
    for (class, of) in staff.classes.iter().enumerate() {
        out.push_str(&of.name);
        for subject in 0..staff.subjects.len() {
            match staff.courses.iter().find(|course| course.class == class && course.subject == subject) {
                Some(course) => {
                    let _ = write!(out, ",{},{}", weekly(course.weekly), staff.teachers[course.teacher].name);
                }
                None => out.push_str(",,"),
            }
        }
        out.push('\n');
    }
    out
}

fn long(staff: &Staff) -> String {
    let mut out = String::from("班级,学科,周节数,教师\n");
    for course in &staff.courses {
        let (class, subject) = (&staff.classes[course.class].name, &staff.subjects[course.subject].name);
        line!(out, "{class},{subject},{},{}", weekly(course.weekly), staff.teachers[course.teacher].name);
    }
    out
}
