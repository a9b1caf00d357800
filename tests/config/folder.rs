//! A small school's folder in memory, to be spoilt in one place and read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kebiao::config::{self, Diagnostics, Loaded};

const SCHOOL: &str = r#"format = 1
name = "试验小学"
[[bell]]
name = "全校"
morning = ["08:30-09:10", "09:20-10:00", "10:30-11:10", "11:20-12:00"]
afternoon = ["14:00-14:40", "14:50-15:30"]
[tables]
classes = "classes.csv"
teachers = "teachers.csv"
rooms = "rooms.csv"
requirements = "requirements.csv"
"#;

/// Files by name.
#[derive(Clone)]
pub struct Folder {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    /// Two classes, four teachers, a field; everything is right.
    pub fn new() -> Self {
        let files = [
            ("school.toml", SCHOOL),
            ("classes.csv", "班级,年级,班主任\n一1班,1,王芳\n一2班,1,李强\n"),
            ("teachers.csv", "教师,学科\n王芳,语文、班会\n李强,数学、班会\n周刚,体育\n吴婷,地方、心理\n"),
            ("rooms.csv", "教室,类型\n操场,操场\n"),
            (
                "requirements.csv",
                "班级,学科,教师,周节数\n一1班,语文,王芳,8\n一1班,数学,李强,5\n一1班,体育,周刚,4\n一1班,地方,吴婷,0.5\n\
                 一2班,语文,王芳,8\n一2班,数学,李强,5\n一2班,体育,周刚,4\n一2班,心理,吴婷,0.5\n",
            ),
        ];
        Self { files: files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect() }
    }

    /// Replaces `from` in the file, once; it must be there.
    pub fn edit(mut self, file: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.files[file].clone()).unwrap();
        assert!(text.contains(from), "{from} is not in {file}");
        self.files.insert(file.into(), text.replacen(from, to, 1).into_bytes());
        self
    }

    /// Puts text before `[tables]`.
    pub fn state(self, text: &str) -> Self {
        self.edit("school.toml", "[tables]\n", &format!("{text}\n[tables]\n"))
    }

    /// Appends a row or lines.
    pub fn add(mut self, file: &str, text: &str) -> Self {
        self.files.entry(file.into()).or_default().extend(text.as_bytes());
        self
    }

    /// Sets a whole file.
    pub fn file(mut self, file: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.files.insert(file.into(), bytes.as_ref().to_vec());
        self
    }

    /// Writes the files into `dir` and reads them.
    pub fn read_in(&self, dir: &Path) -> Result<Loaded, Diagnostics> {
        for (name, bytes) in &self.files {
            std::fs::write(dir.join(name), bytes).unwrap();
        }
        config::read(dir)
    }

    /// Writes the files somewhere and reads them; the files in errors are relative.
    pub fn read(&self) -> Result<Loaded, Diagnostics> {
        let dir = tempfile::tempdir().unwrap();
        self.read_in(dir.path()).map_err(|errors| relative(errors, dir.path()))
    }

    /// `E141 school.toml:12` for each error.
    pub fn codes(&self) -> Vec<String> {
        match self.read() {
            Ok(_) => Vec::new(),
            Err(errors) => codes(&errors),
        }
    }
}

/// Files in errors as seen from `dir`.
pub fn relative(mut errors: Diagnostics, dir: &Path) -> Diagnostics {
    for error in &mut errors.0 {
        error.at.file = error.at.file.strip_prefix(dir).map(PathBuf::from).unwrap_or(error.at.file.clone());
    }
    errors
}

/// `E141 school.toml:12` for each error.
pub fn codes(errors: &Diagnostics) -> Vec<String> {
    errors.0.iter().map(|error| format!("{} {}:{}", error.error.code, error.at.file.display(), error.at.line)).collect()
}
