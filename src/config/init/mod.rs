//! A starter folder: a commented `school.toml` and tables to fill in, which read and solve as they stand.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{Diagnostics, Location};
use crate::args;
use crate::text::{Lang, input};

/// Spreadsheet programs take a CSV file for UTF-8 only when it starts so.
const MARK: &str = "\u{FEFF}";

const ZH: [(&str, &str); 8] = [
    ("school.toml", include_str!("school.zh.toml")),
    (
        "任课表.csv",
        "班级,班主任,语文,数学,道德与法治,科学,体育,音乐,美术,劳动,班会,校本\n\
         一1班,王芳,王芳,李强,王芳,赵敏,周刚,吴婷,徐丽,王芳,王芳,赵敏\n\
         一2班,陈静,陈静,李强,陈静,赵敏,周刚,吴婷,徐丽,陈静,陈静,赵敏\n",
    ),
    (
        "教师.csv",
        "教师,学科,最多节数,每天最多,不可排,不想排,干部\n王芳,语文、道德与法治、劳动、班会,16,,,,\n\
         陈静,语文、道德与法治、劳动、班会,16,,,,\n李强,数学,16,,周五上午,,\n赵敏,科学、校本,18,,,首节,是\n\
         周刚,体育,18,4,,,\n吴婷,音乐,18,,,,\n徐丽,美术,18,,,周一1-2,\n",
    ),
    ("教室.csv", "教室,类型,容纳班数,不可用\n操场,操场,2,\n音乐室,音乐教室,1,\n"),
    (
        "社团.csv",
        "社团,类别,级别,先修,时段,星期,最少人数,最多人数,场地,指导教师,指导人数,年级\n\
         篮球,体育,,,社团活动,周二、周四,3,12,操场,周刚,1,\n\
         合唱,艺术,,,社团活动,周二,3,20,音乐室,吴婷,1,\n\
         绘画,艺术,,,社团活动,周四,3,20,一1班教室、一2班教室,徐丽,1,1-2\n",
    ),
    (
        "报名.csv",
        "姓名,学号,班级,参加日,志愿\n\
         赵小明,101,一1班,全部,篮球、合唱\n\
         钱小明,102,一1班,全部,合唱\n\
         孙小明,103,一1班,周一至周五,绘画、篮球\n\
         李小明,104,一1班,一二三四,篮球\n\
         周小明,105,一1班,全部,\n\
         吴小明,106,一1班,全部,合唱、绘画\n\
         郑小明,107,一1班,全部,绘画\n\
         王小明,108,一1班,全部,篮球、绘画\n\
         赵小红,201,一2班,全部,篮球、合唱\n\
         钱小红,202,一2班,全部,合唱\n\
         孙小红,203,一2班,周一至周五,绘画、篮球\n\
         李小红,204,一2班,一二三四,篮球\n\
         周小红,205,一2班,全部,\n\
         吴小红,206,一2班,全部,合唱、绘画\n\
         郑小红,207,一2班,全部,绘画\n\
         王小红,208,一2班,全部,篮球、绘画\n",
    ),
    (
        "岗位.csv",
        "岗位,类别,星期,时间,人数,人员,时段,计时\n\
         校门,校门,,07:50-08:20,1,全体,,\n\
         作业辅导考勤,考勤,,15:35-15:50,1,全体,作业辅导,\n\
         社团活动考勤,考勤,,16:45-17:00,1,全体,社团活动,\n\
         巡查,巡查,,16:50-17:50,1,干部,,\n\
         静校,静校,,17:50-18:10,1,全体,,\n\
         机动,机动,,15:40-17:50,1,全体,,否\n",
    ),
    (
        "津贴.csv",
        "项目,单位,工作,单价,身份,星期,用途\n\
         课时费,时段,课后服务、社团,40,,,课后服务课时费\n\
         考勤费,天,考勤,40,,,课后服务考勤\n\
         值班费,天,校门、巡查、静校,30,,,值班\n",
    ),
];

const EN: [(&str, &str); 8] = [
    ("school.toml", include_str!("school.en.toml")),
    (
        "requirements.csv",
        "class,class_teacher,语文,数学,道德与法治,科学,体育,音乐,美术,劳动,班会,校本\n\
         1.1,Wang Fang,Wang Fang,Li Qiang,Wang Fang,Zhao Min,Zhou Gang,Wu Ting,Xu Li,Wang Fang,Wang Fang,Zhao Min\n\
         1.2,Chen Jing,Chen Jing,Li Qiang,Chen Jing,Zhao Min,Zhou Gang,Wu Ting,Xu Li,Chen Jing,Chen Jing,Zhao Min\n",
    ),
    (
        "teachers.csv",
        "name,subjects,max_load,max_per_day,unavailable,unwanted,leader\nWang Fang,语文;道德与法治;劳动;班会,16,,,,\n\
         Chen Jing,语文;道德与法治;劳动;班会,16,,,,\nLi Qiang,数学,16,,Fri morning,,\nZhao Min,科学;校本,18,,,first,yes\n\
         Zhou Gang,体育,18,4,,,\nWu Ting,音乐,18,,,,\nXu Li,美术,18,,,Mon1-2,\n",
    ),
    ("rooms.csv", "name,kind,capacity,unavailable\nfield,field,2,\nmusic,music room,1,\n"),
    (
        "clubs.csv",
        "name,kind,slot,weekdays,min,max,rooms,instructors,staff,grades\n\
         basketball,sport,clubs,Tue;Thu,3,12,field,Zhou Gang,1,\n\
         choir,art,clubs,Tue,3,20,music,Wu Ting,1,\n\
         painting,art,clubs,Thu,3,20,1.1教室;1.2教室,Xu Li,1,1-2\n",
    ),
    (
        "pupils.csv",
        "name,number,class,days,choices\n\
         Zhao Ming,101,1.1,all,basketball;choir\n\
         Qian Ming,102,1.1,all,choir\n\
         Sun Ming,103,1.1,Mon-Fri,painting;basketball\n\
         Li Ming,104,1.1,1234,basketball\n\
         Zhou Ming,105,1.1,all,\n\
         Wu Ming,106,1.1,all,choir;painting\n\
         Zheng Ming,107,1.1,all,painting\n\
         Wang Ming,108,1.1,all,basketball;painting\n\
         Zhao Hong,201,1.2,all,basketball;choir\n\
         Qian Hong,202,1.2,all,choir\n\
         Sun Hong,203,1.2,Mon-Fri,painting;basketball\n\
         Li Hong,204,1.2,1234,basketball\n\
         Zhou Hong,205,1.2,all,\n\
         Wu Hong,206,1.2,all,choir;painting\n\
         Zheng Hong,207,1.2,all,painting\n\
         Wang Hong,208,1.2,all,basketball;painting\n",
    ),
    (
        "posts.csv",
        "name,kind,weekdays,time,people,who,slot,counts\n\
         gate,gate,,07:50-08:20,1,all,,\n\
         attendance of homework,attendance,,15:35-15:50,1,all,homework,\n\
         attendance of clubs,attendance,,16:45-17:00,1,all,clubs,\n\
         patrol,patrol,,16:50-17:50,1,leaders,,\n\
         clearance,clearance,,17:50-18:10,1,all,,\n\
         standby,standby,,15:40-17:50,1,all,,no\n",
    ),
    (
        "pay.csv",
        "name,basis,works,rate,purpose\n\
         session,slot,service;club,40,a session of the service\n\
         attendance,day,attendance,40,attendance-taking\n\
         duty,day,gate;patrol;clearance,30,duty\n",
    ),
];

/// Writes a starter folder into `dir`, which is made when it is not there; returns the files written. Nothing is
/// overwritten: when any of the files exists, nothing is written at all.
///
/// # Errors
/// Files that exist already, or a folder that cannot be written.
///
/// # Example
/// ```
/// use kebiao::{config, text::Lang};
/// let dir = tempfile::tempdir()?;
/// assert!(config::init::write(dir.path(), Lang::Zh).is_ok());
/// assert!(config::read(dir.path()).is_ok());
/// assert!(config::init::write(dir.path(), Lang::Zh).is_err());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write(dir: &Path, lang: Lang) -> Result<Vec<PathBuf>, Diagnostics> {
    let files = match lang {
        Lang::Zh => ZH,
        Lang::En => EN,
    };
    let mut diagnostics = Diagnostics::default();
    let paths = files.map(|(name, _)| dir.join(name));
    for path in paths.iter().filter(|path| path.symlink_metadata().is_ok()) {
        diagnostics.push(&input::WOULD_OVERWRITE, args! {}, whole(path));
    }
    if diagnostics.is_empty()
        && let Err(error) = fs::create_dir_all(dir)
    {
        diagnostics.push(&input::CANNOT_WRITE, args! { reason: error.to_string() }, whole(dir));
    }
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    for (path, (name, text)) in paths.iter().zip(files) {
        let mark = if name.ends_with(".csv") { MARK } else { "" };
        // Not `fs::write`: the file may have appeared since it was looked for.
        let written = OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| {
            file.write_all(mark.as_bytes())?;
            file.write_all(text.as_bytes())
        });
        match written {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                diagnostics.push(&input::WOULD_OVERWRITE, args! {}, whole(path));
            }
            Err(error) => diagnostics.push(&input::CANNOT_WRITE, args! { reason: error.to_string() }, whole(path)),
        }
    }
    if diagnostics.is_empty() { Ok(paths.to_vec()) } else { Err(diagnostics) }
}

fn whole(path: &Path) -> Location {
    Location { file: path.to_owned(), ..Location::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_starters_read_as_they_stand_and_fill_the_week() {
        for lang in [Lang::Zh, Lang::En] {
            let dir = tempfile::tempdir().unwrap();
            let inside = dir.path().join("新学校");
            let files = write(&inside, lang).unwrap();
            assert_eq!(files.len(), 8);
            let loaded = crate::config::read(&inside)
                .unwrap_or_else(|errors| panic!("{}", errors.0.iter().map(|e| e.render(lang)).collect::<String>()));
            assert_eq!(loaded.notes, []);
            let periods: u32 = loaded.school.requirements.iter().map(|r| r.weekly.per_fortnight() / 2).sum();
            assert_eq!(periods, 52);
        }
    }

    #[test]
    fn what_follows_lessons_reads_when_its_marks_are_removed() {
        for (lang, slots, clubs) in [(Lang::Zh, "作业辅导", "社团.csv"), (Lang::En, "homework", "clubs.csv")] {
            let dir = tempfile::tempdir().unwrap();
            write(dir.path(), lang).unwrap();
            let file = dir.path().join("school.toml");
            let starter = fs::read_to_string(&file).unwrap();
            // A mark before a word is a line to use; one before a space is an explanation.
            let used =
                |line: &str| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line).to_owned();
            let lines: Vec<_> = starter.lines().map(used).collect();
            fs::write(&file, lines.join("\n")).unwrap();
            let loaded = crate::config::read(dir.path())
                .unwrap_or_else(|errors| panic!("{}", errors.0.iter().map(|e| e.render(lang)).collect::<String>()));
            assert_eq!(loaded.notes, []);
            let school = loaded.school;
            assert!(school.service.slot_named(slots).is_some() && starter.contains(clubs));
            assert_eq!((school.service.clubs.len(), school.service.pupils.len()), (3, 16));
            assert_eq!((school.duty.posts.len(), school.pay.items.len()), (6, 3));
            assert!(school.duty.flex.is_some() && school.duty.weekly.len() == 1);
        }
    }

    #[test]
    fn nothing_is_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("教师.csv"), "mine").unwrap();
        let errors = write(dir.path(), Lang::Zh).unwrap_err();
        assert_eq!(errors.0.iter().map(|error| error.error.code).collect::<Vec<_>>(), ["E190"]);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        let file = dir.path().join("教师.csv");
        assert_eq!(write(&file, Lang::En).unwrap_err().0[0].error.code, "E191");
    }
}
