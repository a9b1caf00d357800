//! Curriculum presets: weekly periods of each subject by grade, for the grades that the source prints.

use serde::Deserialize;

use super::Both;
use crate::school::{Curriculum, CurriculumRow, SubjectKind, Weekly};

/// Embedded files.
const FILES: [(&str, &str); 2] = [
    ("national-2022", include_str!("data/curriculum-national-2022.toml")),
    ("sichuan-older", include_str!("data/curriculum-sichuan-older.toml")),
];

/// A curriculum plan that ships with kebiao.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurriculumPreset {
    /// Name in `school.toml`.
    pub name: String,
    /// Name for people.
    pub title: Both,
    /// The source document: a number or short name of [`super::documents`].
    pub document: String,
    /// The decisive words.
    pub words: String,
    /// What a school should know before using it.
    pub note: Both,
    /// One entry a grade that the plan prints, in order; it says nothing of the others.
    pub grades: Vec<GradePlan>,
    /// Subjects, in the order of printing.
    pub subjects: Vec<PresetSubject>,
    /// Allowed percentages of the total over all grades: group, lowest, highest.
    pub shares: Vec<(String, u32, u32)>,
}

/// What a plan says about one grade as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GradePlan {
    /// Grade 1..=9.
    pub grade: u8,
    /// Periods a week, all subjects together.
    pub weekly: u8,
    /// Teaching weeks a year.
    pub teaching_weeks: u8,
    /// Minutes of a period.
    pub lesson_minutes: u8,
}

/// One subject of a preset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresetSubject {
    /// Name as printed.
    pub name: String,
    /// Kind.
    pub kind: SubjectKind,
    /// Group of [`CurriculumPreset::shares`]; empty when the plan states no shares.
    pub share: String,
    /// Weekly periods, in the order of [`CurriculumPreset::grades`].
    pub periods: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    title: Both,
    document: String,
    words: String,
    note: Both,
    grades: Vec<u8>,
    weekly: Vec<u8>,
    teaching_weeks: Vec<u8>,
    lesson_minutes: Vec<u8>,
    #[serde(default)]
    shares: std::collections::BTreeMap<String, [u32; 2]>,
    subject: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    kind: String,
    #[serde(default)]
    share: String,
    periods: Vec<u8>,
}

/// Names of the presets that ship.
#[must_use]
pub fn curriculum_names() -> Vec<&'static str> {
    FILES.iter().map(|(name, _)| *name).collect()
}

/// The preset `name`.
#[must_use]
pub fn curriculum(name: &str) -> Option<CurriculumPreset> {
    let (_, text) = FILES.iter().find(|(known, _)| *known == name)?;
    parse(text)
}

/// Reads a preset; none when it is not well formed or its rows differ in length (the tests see to those that ship).
fn parse(text: &str) -> Option<CurriculumPreset> {
    let file: File = toml::from_str(text).ok()?;
    let size = file.grades.len();
    let same = [&file.weekly, &file.teaching_weeks, &file.lesson_minutes].iter().all(|row| row.len() == size)
        && file.subject.iter().all(|row| row.periods.len() == size)
        && file.grades.iter().all(|grade| (1..=9).contains(grade));
    if !same {
        return None;
    }
    let mut grades = Vec::new();
    for (index, grade) in file.grades.iter().enumerate() {
        grades.push(GradePlan {
            grade: *grade,
            weekly: file.weekly[index],
            teaching_weeks: file.teaching_weeks[index],
            lesson_minutes: file.lesson_minutes[index],
        });
    }
    let mut subjects = Vec::new();
    for row in file.subject {
        let kind = SubjectKind::parse(&row.kind)?;
        subjects.push(PresetSubject { name: row.name, kind, share: row.share, periods: row.periods });
    }
    Some(CurriculumPreset {
        name: file.name,
        title: file.title,
        document: file.document,
        words: file.words,
        note: file.note,
        grades,
        subjects,
        shares: file.shares.into_iter().map(|(name, [least, most])| (name, least, most)).collect(),
    })
}

impl CurriculumPreset {
    /// Whether the plan prints `grade`.
    #[must_use]
    pub fn covers(&self, grade: u8) -> bool {
        self.grades.iter().any(|plan| plan.grade == grade)
    }

    /// Weekly periods of `subject` in `grade`; none where the plan does not print the grade or the subject.
    #[must_use]
    pub fn periods(&self, subject: &str, grade: u8) -> Option<u8> {
        let at = self.grades.iter().position(|plan| plan.grade == grade)?;
        let row = self.subjects.iter().find(|row| row.name == subject)?;
        row.periods.get(at).copied()
    }

    /// The preset as a school's curriculum; grades that it does not print stay at zero periods in every row.
    #[must_use]
    pub fn to_curriculum(&self) -> Curriculum {
        let row = |subject: &PresetSubject| {
            let mut by_grade = [Weekly::default(); 9];
            for (plan, periods) in self.grades.iter().zip(&subject.periods) {
                by_grade[usize::from(plan.grade - 1)].every = *periods;
            }
            CurriculumRow { subject: subject.name.clone(), by_grade }
        };
        Curriculum { name: self.name.clone(), rows: self.subjects.iter().map(row).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(preset: &CurriculumPreset) -> Vec<u32> {
        (0..preset.grades.len())
            .map(|at| preset.subjects.iter().map(|subject| u32::from(subject.periods[at])).sum())
            .collect()
    }

    #[test]
    fn every_shipped_preset_adds_up() {
        for name in curriculum_names() {
            let preset = curriculum(name).unwrap_or_else(|| panic!("{name} is not well formed"));
            assert_eq!(preset.name, name);
            assert!(super::super::document(&preset.document).is_some(), "{name}: {}", preset.document);
            let weekly: Vec<u32> = preset.grades.iter().map(|plan| u32::from(plan.weekly)).collect();
            assert_eq!(sums(&preset), weekly, "{name}");
        }
        assert_eq!(curriculum("no-such"), None);
    }

    #[test]
    fn national_plan_has_its_totals_and_shares() {
        let preset = curriculum("national-2022").unwrap();
        assert_eq!(sums(&preset), [26, 26, 30, 30, 30, 30, 34, 34, 34]);
        let yearly = |subject: &PresetSubject| -> u32 {
            preset.grades.iter().zip(&subject.periods).map(|(g, p)| u32::from(g.teaching_weeks) * u32::from(*p)).sum()
        };
        let total: u32 = preset.subjects.iter().map(yearly).sum();
        assert_eq!(total, 9522);
        assert_eq!(preset.shares.len(), 10);
        for (share, least, most) in &preset.shares {
            let hours: u32 = preset.subjects.iter().filter(|s| s.share == *share).map(yearly).sum();
            assert!(hours * 100 >= least * total && hours * 100 <= most * total, "{share}: {hours} of {total}");
        }
        assert!(preset.subjects.iter().all(|s| preset.shares.iter().any(|(name, ..)| *name == s.share)));
    }

    #[test]
    fn the_older_plan_says_nothing_of_grades_it_does_not_print() {
        let preset = curriculum("sichuan-older").unwrap();
        assert_eq!((1..=9).filter(|grade| preset.covers(*grade)).collect::<Vec<_>>(), [1, 3, 5]);
        assert_eq!(preset.periods("语文", 5), Some(6));
        assert_eq!(preset.periods("语文", 2), None);
        let curriculum = preset.to_curriculum();
        assert!(curriculum.rows.iter().all(|row| row.by_grade[1] == Weekly::default()));
        assert_eq!(curriculum.rows[1].by_grade[2].every, 7);
    }

    #[test]
    fn rows_of_another_length_are_refused() {
        let broken = FILES[1].1.replace("periods = [8, 7, 6]", "periods = [8, 7]");
        assert_eq!(parse(&broken), None);
    }
}
