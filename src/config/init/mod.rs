//! A starter folder: a commented `school.toml` and tables to fill in, which read and solve as they stand.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{Diagnostics, Location};
use crate::args;
use crate::text::{Lang, input};

/// Spreadsheet programs take a CSV file for UTF-8 only when it starts so.
const MARK: &str = "\u{FEFF}";

const ZH: [(&str, &str); 4] = [
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
];

const EN: [(&str, &str); 4] = [
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
            assert_eq!(files.len(), 4);
            let loaded = crate::config::read(&inside)
                .unwrap_or_else(|errors| panic!("{}", errors.0.iter().map(|e| e.render(lang)).collect::<String>()));
            assert_eq!(loaded.notes, []);
            let periods: u32 = loaded.school.requirements.iter().map(|r| r.weekly.per_fortnight() / 2).sum();
            assert_eq!(periods, 52);
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
