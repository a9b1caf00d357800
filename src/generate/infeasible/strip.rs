//! The timetable's part of a school's files: without the term, the after-school service, duty and pay.

/// Files of a school: name and content.
pub type Files = Vec<(String, String)>;

/// Tables of `school.toml` that say nothing about the weekly timetable.
const LATER: &[&str] = &[
    "term",
    "holiday",
    "make_up",
    "season",
    "school_event",
    "phase",
    "after_school",
    "service",
    "club",
    "pupil",
    "head",
    "post",
    "weekly_duty",
    "flex",
    "flex_leave",
    "pay",
    "pay_item",
];

/// Tables of people, clubs and pay that `[tables]` may name.
const LATER_TABLES: &[&str] = &["clubs", "pupils", "heads", "posts", "pay_items"];

/// Columns of the teachers' table that say nothing about lessons.
const LATER_COLUMNS: &[&str] = &[
    "课后服务",
    "service",
    "值班",
    "duty",
    "课后每周最多",
    "service_per_week",
    "课后每天最多",
    "service_per_day",
    "值班每周最多分钟",
    "duty_minutes",
    "已值班分钟",
    "served_minutes",
    "审查有效期",
    "vetted_until",
    "弹性余额",
    "flex_minutes",
];

/// The files that the weekly timetable needs.
#[must_use]
pub fn strip(files: &Files) -> Files {
    let Some((_, school)) = files.iter().find(|(name, _)| name == "school.toml") else { return files.clone() };
    let (school, gone) = school_only(school);
    let kept = files.iter().filter(|(name, _)| !gone.contains(name));
    let content =
        |name: &str, content: &str| if name == "school.toml" { school.clone() } else { lessons_only(content) };
    kept.map(|(name, own)| (name.clone(), content(name, own))).collect()
}

/// A table without the later columns; one with quoted cells as it is.
fn lessons_only(table: &str) -> String {
    let header = table.lines().next().unwrap_or_default();
    let later: Vec<bool> = header.split(',').map(|cell| LATER_COLUMNS.contains(&cell.trim())).collect();
    if table.contains('"') || !later.contains(&true) {
        return table.to_owned();
    }
    let kept = |line: &str| {
        let cells = line.split(',').zip(later.iter().chain(std::iter::repeat(&false)));
        cells.filter(|(_, later)| !**later).map(|(cell, _)| cell).collect::<Vec<_>>().join(",") + "\n"
    };
    table.lines().map(kept).collect()
}

/// `school.toml` without the later tables, and the files that it no longer names.
fn school_only(school: &str) -> (String, Vec<String>) {
    let (mut kept, mut gone) = (Vec::new(), Vec::new());
    let (mut inside, mut later) = (String::new(), false);
    for line in school.lines() {
        if let Some(name) = header(line) {
            later = LATER.contains(&name);
            if later {
                // What is said above a table belongs to it.
                while kept.last().is_some_and(|line: &&str| line.trim_start().starts_with('#')) {
                    kept.pop();
                }
            }
            inside = name.to_owned();
        }
        let named = line.split_once('=').filter(|(key, _)| inside == "tables" && LATER_TABLES.contains(&key.trim()));
        if let Some((_, value)) = named {
            gone.extend(value.split('"').nth(1).map(str::to_owned));
        } else if !later && !line.starts_with("# kebiao generate") {
            kept.push(line);
        }
    }
    while kept.last().is_some_and(|line| line.trim().is_empty()) {
        kept.pop();
    }
    (kept.join("\n") + "\n", gone)
}

/// The name in a line that opens a table.
fn header(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or_default().trim_end();
    let name = line.strip_prefix("[[").and_then(|line| line.strip_suffix("]]"));
    let name = name.or_else(|| line.strip_prefix('[').and_then(|line| line.strip_suffix(']')))?;
    name.chars().all(|c| c.is_alphanumeric() || "._-".contains(c)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_the_timetable_goes_with_its_words_and_files() {
        let school = "name = \"a\"\n[tables]\nteachers = \"t.csv\"\nclubs = \"c.csv\" # x\n\n# about the term\n[term]\n\
                      first = 1\n[[pin]]\nsubject = \"x\"\n[[holiday]]\nname = \"y\"\n";
        let files = vec![
            ("school.toml".to_owned(), school.to_owned()),
            ("t.csv".to_owned(), "教师,值班,身份\n王芳,是,本校\n".to_owned()),
            ("c.csv".to_owned(), "c".to_owned()),
        ];
        let expected = "name = \"a\"\n[tables]\nteachers = \"t.csv\"\n\n[[pin]]\nsubject = \"x\"\n";
        let names: Vec<_> = strip(&files).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["school.toml", "t.csv"]);
        assert_eq!(strip(&files)[0].1, expected);
        assert_eq!(strip(&files)[1].1, "教师,身份\n王芳,本校\n");
    }
}
