//! What one cell says: periods and teacher of a 任课表, course and teacher of a timetable, with the markers that schools
//! put into cells: 【连】 a double period, 【单】 and 【双】 odd and even weeks, (0.5) half a period a week.

use crate::config::notation::weekly;
use crate::units::Weeks;

/// Markers taken out of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// 【连】: how many double periods; one where no number stands.
    pub doubles: u8,
    /// 【单】, 【双】.
    pub weeks: Option<Weeks>,
    /// (0.5).
    pub half: bool,
    /// (5): weekly periods in brackets.
    pub periods: Option<String>,
}

const OPEN: [char; 5] = ['(', '（', '【', '[', '〔'];
const CLOSE: [char; 5] = [')', '）', '】', ']', '〕'];

/// The text without its markers, and the markers.
#[must_use]
pub fn marks(text: &str) -> (String, Marks) {
    let mut marks = Marks::default();
    let mut rest = String::new();
    let mut left = text;
    while let Some(open) = left.find(OPEN) {
        let (before, after) = left.split_at(open);
        rest.push_str(before);
        let inner = after.char_indices().nth(1).map_or(after.len(), |(index, _)| index);
        match after.find(CLOSE) {
            Some(close) if marks.take(after[inner..close].trim()) => {
                let end = after[close..].chars().next().map_or(close, |c| close + c.len_utf8());
                left = &after[end..];
            }
            _ => {
                rest.push_str(&after[..inner]);
                left = &after[inner..];
            }
        }
    }
    rest.push_str(left);
    let rest = rest.trim();
    let bare = [("单周", Weeks::Odd), ("双周", Weeks::Even)].iter().find_map(|(word, weeks)| {
        rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)).map(|rest| (rest, *weeks))
    });
    match bare {
        Some((bare, weeks)) => {
            marks.weeks = marks.weeks.or(Some(weeks));
            (bare.trim_matches([' ', ':', '：']).to_owned(), marks)
        }
        None => (rest.to_owned(), marks),
    }
}

impl Marks {
    /// Takes what stands in brackets if it is a marker.
    fn take(&mut self, inner: &str) -> bool {
        match inner {
            "单" | "单周" | "odd" => self.weeks = Some(Weeks::Odd),
            "双" | "双周" | "even" => self.weeks = Some(Weeks::Even),
            "0.5" | "半" | "半节" => self.half = true,
            _ => {
                if let Some(count) = inner.strip_prefix('连') {
                    let count = count.trim_start_matches(['堂', '排', '上', '课']);
                    if !count.is_empty() && count.parse::<u8>().is_err() {
                        return false;
                    }
                    self.doubles = self.doubles.saturating_add(count.parse().unwrap_or(1)).min(30);
                } else if !inner.is_empty() && weekly(inner).is_ok() {
                    self.periods = Some(inner.trim_end_matches('节').trim().to_owned());
                } else {
                    return false;
                }
            }
        }
        true
    }

    fn join(&mut self, other: Self) {
        self.doubles = self.doubles.saturating_add(other.doubles);
        self.weeks = self.weeks.or(other.weeks);
        self.half |= other.half;
        self.periods = self.periods.take().or(other.periods);
    }
}

/// What a cell of a 任课表 says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigned {
    /// Weekly periods.
    pub periods: Option<String>,
    /// Further texts: the teacher; before it a subject where the cell names one.
    pub words: Vec<String>,
    /// Markers.
    pub marks: Marks,
}

/// Words for nothing.
const NOTHING: [&str; 8] = ["-", "—", "——", "/", "／", "无", "×", "－"];

/// Whether a cell of a timetable, of a class or of a teacher, says that there is no lesson.
#[must_use]
pub fn is_free(text: &str) -> bool {
    text.is_empty() || text == "放学" || NOTHING.contains(&text)
}

/// Reads a cell of a 任课表: `5王芳`, `王芳5`, `王芳(5)`, `语文` over `王芳`, `3/2`, with markers.
#[must_use]
pub fn assigned(text: &str) -> Assigned {
    let mut said = Assigned::default();
    for line in text.lines() {
        let (line, marks) = marks(line);
        said.marks.join(marks);
        if line.is_empty() || NOTHING.contains(&line.as_str()) {
            continue;
        }
        let (periods, word) = with_number(&line);
        if said.periods.is_none() {
            said.periods = periods;
        }
        if !word.is_empty() {
            said.words.push(word);
        }
    }
    if said.periods.is_none() {
        said.periods = said.marks.periods.take();
    }
    said
}

/// A number at the start or the end of a text, and the rest.
fn with_number(text: &str) -> (Option<String>, String) {
    let numeric = |c: char| c.is_ascii_digit() || c == '.' || c == '/';
    let end = text.find(|c: char| !numeric(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    if weekly(number).is_ok() {
        return (
            Some(number.to_owned()),
            rest.trim().trim_start_matches(['节', '：', ':', '*', '×']).trim().to_owned(),
        );
    }
    let bare = text.strip_suffix('节').unwrap_or(text);
    let start =
        bare.rfind(|c: char| !numeric(c)).map_or(0, |at| at + bare[at..].chars().next().map_or(1, char::len_utf8));
    let (rest, number) = bare.split_at(start);
    if !rest.is_empty() && !number.starts_with('/') && weekly(number).is_ok() {
        return (Some(number.to_owned()), rest.trim().trim_end_matches(['*', '×', ':', '：']).trim().to_owned());
    }
    (None, text.to_owned())
}

/// Several people in one cell: their names, and whether the sign between them says that they are together (`+`).
#[must_use]
pub fn people(text: &str) -> (Vec<String>, bool) {
    let sure = !text.contains(['/', '／', ',', '，', '、', ';', '；', '&', '\n']);
    let names: Vec<String> = text
        .split(['/', '／', ',', '，', '、', ';', '；', '&', '+', '＋', '\n'])
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let sure = sure || names.len() < 2;
    (names, sure)
}

/// Whether a word names a room by its ending: 音乐教室, 操场, 体育馆.
#[must_use]
pub fn is_room(word: &str) -> bool {
    let ends = ["室", "场", "馆", "厅", "房", "基地", "园"].iter().any(|end| word.ends_with(end));
    ends && word.chars().count() >= 2
}

/// One lesson of a timetable's cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taught {
    /// The course.
    pub subject: String,
    /// Teachers; none where the cell does not say.
    pub teachers: Vec<String>,
    /// The room; empty where the cell does not say.
    pub room: String,
    /// Weeks; none where no marker says.
    pub weeks: Option<Weeks>,
    /// Whether 【连】 stands there.
    pub double: bool,
}

/// Reads a cell of a timetable: course and teacher on two lines, or on one (`语文 王芳`, `语文(王芳)`, `语文/王芳`); two courses
/// in odd and even weeks (`【单】心理/【双】校本` over `【单】汪鑫/【双】余煜`). `is_subject` tells courses from people.
#[must_use]
pub fn taught(text: &str, is_subject: &dyn Fn(&str) -> bool) -> Vec<Taught> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let Some(first) = lines.first() else { return Vec::new() };
    let courses = sides(first);
    if courses.len() > 1
        && (courses.iter().all(|(_, marks)| marks.weeks.is_some()) || courses.iter().all(|(name, _)| is_subject(name)))
    {
        let given = courses.iter().all(|(_, marks)| marks.weeks.is_some());
        let people: Vec<_> = lines.get(1).map(|line| sides(line)).unwrap_or_default();
        return courses
            .iter()
            .enumerate()
            .map(|(index, (course, marks))| {
                let weeks =
                    if given { marks.weeks } else { Some(if index % 2 == 0 { Weeks::Odd } else { Weeks::Even }) };
                let of = |weeks| people.iter().find(|(_, marks)| marks.weeks == weeks);
                let who = of(weeks).or_else(|| people.get(index)).or(people.first().filter(|_| people.len() == 1));
                let mut one = single(course, is_subject);
                if let Some((who, _)) = who {
                    one.teachers = self::people(who).0;
                }
                Taught { weeks, double: marks.doubles > 0, ..one }
            })
            .collect();
    }
    // A course in odd weeks over another in even weeks, each with its teacher beside or below it.
    let groups = by_weeks(text);
    if groups.len() > 1 {
        return groups.iter().flat_map(|group| taught(group, is_subject)).collect();
    }
    let (course, mut found) = marks(first);
    let mut one = single(&course, is_subject);
    for line in lines.iter().skip(1) {
        let (line, more) = marks(line);
        found.join(more);
        let room = line.strip_prefix('@').or_else(|| line.strip_prefix('＠'));
        match room {
            Some(room) => one.room = room.trim().to_owned(),
            None if line.is_empty() => {}
            None if one.teachers.is_empty() => {
                // 郝正梅 音乐教室: the teacher, and where.
                let (who, room) = line.rsplit_once(' ').filter(|(_, room)| is_room(room)).unwrap_or((&line, ""));
                one.teachers = people(who).0;
                if !room.is_empty() {
                    one.room = room.to_owned();
                }
            }
            None if one.room.is_empty() => one.room = line,
            None => {}
        }
    }
    (one.weeks, one.double) = (found.weeks, found.doubles > 0);
    if one.subject.is_empty() { Vec::new() } else { vec![one] }
}

/// The lines of a cell in groups of the same weeks, where the first says its weeks; a line that says none belongs to the one above.
#[must_use]
pub fn by_weeks(text: &str) -> Vec<String> {
    let mut groups: Vec<(Weeks, String)> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (marks(line).1.weeks, groups.last_mut()) {
            (Some(weeks), Some((last, group))) if *last == weeks => group.push_str(&format!("\n{line}")),
            (Some(weeks), _) => groups.push((weeks, line.to_owned())),
            (None, Some((_, group))) => group.push_str(&format!("\n{line}")),
            (None, None) => return vec![text.to_owned()],
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The parts of a line between slashes, each without its markers.
fn sides(line: &str) -> Vec<(String, Marks)> {
    line.split(['/', '／']).map(str::trim).filter(|part| !part.is_empty()).map(marks).collect()
}

/// A course, perhaps with its teacher, on one line.
fn single(line: &str, is_subject: &dyn Fn(&str) -> bool) -> Taught {
    let course = |name: &str, who: &str| Taught {
        subject: name.trim().to_owned(),
        teachers: people(who.trim().trim_end_matches(CLOSE)).0,
        ..Taught::default()
    };
    if is_subject(line) {
        return course(line, "");
    }
    for separator in [' ', '/', '／', '(', '（', '-', ':', '：', '、'] {
        if let Some((name, who)) = line.split_once(separator).filter(|(name, _)| is_subject(name.trim())) {
            return course(name, who);
        }
    }
    match line.split_once([' ', '(', '（']) {
        Some((name, who)) if !name.is_empty() => course(name, who),
        _ => course(line, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_taken_out() {
        let of = |text| {
            let (rest, marks) = marks(text);
            (rest, marks.doubles, marks.weeks, marks.half)
        };
        assert_eq!(of("【连】语文"), ("语文".into(), 1, None, false));
        assert_eq!(of("语文（连2）"), ("语文".into(), 2, None, false));
        assert_eq!(of("【单】心理(0.5)"), ("心理".into(), 0, Some(Weeks::Odd), true));
        assert_eq!(of("双周 书法"), ("书法".into(), 0, Some(Weeks::Even), false));
        assert_eq!(of("音乐(合唱)"), ("音乐(合唱)".into(), 0, None, false));
        assert_eq!(of("音乐("), ("音乐(".into(), 0, None, false));
    }

    #[test]
    fn cells_of_assignments() {
        let of = |text: &str| {
            let said = assigned(text);
            (said.periods.unwrap_or_default(), said.words.join("|"), said.marks.doubles)
        };
        assert_eq!(of("5王芳"), ("5".into(), "王芳".into(), 0));
        assert_eq!(of("王芳 5节"), ("5".into(), "王芳".into(), 0));
        assert_eq!(of("王芳（3/2）"), ("3/2".into(), "王芳".into(), 0));
        assert_eq!(of("王芳\n8"), ("8".into(), "王芳".into(), 0));
        assert_eq!(of("语文\n张芳"), (String::new(), "语文|张芳".into(), 0));
        assert_eq!(of("【连】张芳\n2.5"), ("2.5".into(), "张芳".into(), 1));
        assert_eq!((of("—"), of("3/2")), ((String::new(), String::new(), 0), ("3/2".into(), String::new(), 0)));
        assert_eq!(people("张芳/李强"), (vec!["张芳".into(), "李强".into()], false));
        assert_eq!(people("张 芳+李强"), (vec!["张 芳".into(), "李强".into()], true));
    }

    #[test]
    fn cells_of_a_timetable() {
        let subjects = ["语文", "数学", "心理", "校本人工智能", "道德与法治"];
        let of = |text: &str| {
            let ones = taught(text, &|name| subjects.contains(&name));
            let show = |one: &Taught| {
                let weeks = one.weeks.map_or("", Weeks::word);
                format!(
                    "{} {} {} {weeks}{}",
                    one.subject,
                    one.teachers.join("+"),
                    one.room,
                    if one.double { "连" } else { "" }
                )
            };
            ones.iter().map(show).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(of("语文\n孙雪"), "语文 孙雪  ");
        assert_eq!(of("【连】语文\n孙雪"), "语文 孙雪  连");
        for line in ["语文 孙雪", "语文(孙雪)", "语文（孙雪）", "语文/孙雪", "语文-孙雪"] {
            assert_eq!(of(line), "语文 孙雪  ", "{line}");
        }
        assert_eq!(of("体育\n李强\n操场"), "体育 李强 操场 ");
        assert_eq!(of("体育\n李强 操场"), "体育 李强 操场 ");
        assert_eq!(
            of("【单】校本人工智能(0.5)/【双】心理(0.5)\n【单】余煜/【双】汪鑫"),
            "校本人工智能 余煜  odd; 心理 汪鑫  even"
        );
        for text in [
            "【单】心理\n汪鑫\n【双】语文\n孙雪",
            "【单】心理 汪鑫\n【双】语文 孙雪",
            "【单】心理\n【单】汪鑫\n【双】语文\n【双】孙雪",
        ] {
            assert_eq!(of(text), "心理 汪鑫  odd; 语文 孙雪  even", "{text}");
        }
        assert_eq!(of("语文/数学\n孙雪/李强"), "语文 孙雪  odd; 数学 李强  even");
        assert_eq!(of("心理(单) 汪鑫"), "心理 汪鑫  odd");
        assert_eq!((of(""), of("自习")), (String::new(), "自习   ".into()));
    }

    proptest::proptest! {
        #[test]
        fn no_cell_panics(text in "[语文张芳0-9/【连单双】()（）.\n 节周]{0,14}|\\PC*") {
            let _ = (marks(&text), assigned(&text), people(&text), taught(&text, &|name| name == "语文"));
        }
    }
}
