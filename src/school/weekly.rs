//! Weekly totals and days, as the rules about bell schedules and curriculum read them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{BellSchedule, DayBell, School, Stage, Subject};
use crate::units::{BellId, ClassId, TeacherId, Weekday};

/// Periods over two weeks; shown as periods a week (`5`, `2.5`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fortnight(pub u32);

impl Fortnight {
    /// `weekly` periods every week; none for a negative number.
    #[must_use]
    pub fn weekly(weekly: i64) -> Self {
        Self(u32::try_from(weekly.max(0)).unwrap_or(u32::MAX / 2).saturating_mul(2))
    }

    /// How far below `due` it is, in periods a week rounded up; 0 when it is not.
    #[must_use]
    pub fn short_of(self, due: Self) -> i64 {
        i64::from(due.0.saturating_sub(self.0).div_ceil(2))
    }
}

impl fmt::Display for Fortnight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0 / 2, if self.0 % 2 == 1 { ".5" } else { "" })
    }
}

/// Days of the week, for messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days(pub Vec<Weekday>);

impl BellSchedule {
    /// The days on which `value` is the same, by value; days without one are left out.
    pub fn days_by<T: Ord>(&self, value: impl Fn(Weekday, &DayBell) -> Option<T>) -> BTreeMap<T, Days> {
        let mut groups: BTreeMap<T, Days> = BTreeMap::new();
        for (day, bell) in &self.days {
            if let Some(value) = value(*day, bell) {
                groups.entry(value).or_default().0.push(*day);
            }
        }
        groups
    }
}

impl School {
    /// The bell schedules in use and the stages of the classes that use them.
    #[must_use]
    pub fn bell_stages(&self) -> BTreeSet<(BellId, Stage)> {
        self.classes.iter().map(|class| (class.bell, class.stage())).collect()
    }

    /// Grades of the school's classes.
    #[must_use]
    pub fn grades(&self) -> BTreeSet<u8> {
        self.classes.iter().map(|class| class.grade).collect()
    }

    /// The classes of each grade for which `value` is the same; those without one are left out.
    pub fn classes_by<T: Ord>(&self, value: impl Fn(ClassId) -> Option<T>) -> BTreeMap<(u8, T), Vec<ClassId>> {
        let mut groups: BTreeMap<(u8, T), Vec<ClassId>> = BTreeMap::new();
        for class in self.class_ids() {
            if let Some(value) = value(class) {
                groups.entry((self.class(class).grade, value)).or_default().push(class);
            }
        }
        groups
    }

    /// The classes' names, for messages.
    #[must_use]
    pub fn class_names(&self, classes: &[ClassId]) -> String {
        classes.iter().map(|class| self.class(*class).name.as_str()).collect::<Vec<_>>().join("、")
    }

    /// Periods of the wanted subjects in `class`. Parallel groups count when their heading or all of them are wanted.
    pub fn class_periods(&self, class: ClassId, wanted: impl Fn(&Subject) -> bool) -> Fortnight {
        let counts = |requirement: &&super::Requirement| {
            requirement.classes.contains(&class)
                && (wanted(self.subject(requirement.subject))
                    || requirement.sections.iter().all(|section| wanted(self.subject(section.subject))))
        };
        Fortnight(self.requirements.iter().filter(counts).map(|r| r.weekly.per_fortnight()).sum())
    }

    /// Periods of the sections in which `teacher` is the only one who can fill a role and whose subject is wanted.
    pub fn given_periods(&self, teacher: TeacherId, wanted: impl Fn(ClassId, &Subject) -> bool) -> Fortnight {
        let mut total = 0;
        for requirement in &self.requirements {
            let Some(class) = requirement.classes.first() else { continue };
            for section in &requirement.sections {
                let roles = section.teachers.iter().filter(|role| role.candidates == [teacher]).count();
                if roles > 0 && wanted(*class, self.subject(section.subject)) {
                    total += requirement.weekly.per_fortnight();
                }
            }
        }
        Fortnight(total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::school::sample::small;
    use crate::school::{SubjectKind, Weekly};

    #[test]
    fn weekly_totals_count_halves_and_combined_classes() {
        let school = small()
            .requires_weekly("一1班", "语文", "张芳", Weekly { every: 2, odd: 1, ..Weekly::default() })
            .requires("一1班+一2班", "体育", "王静", 3)
            .school;
        let chinese = school.class_periods(ClassId(0), |subject| subject.kind == SubjectKind::Chinese);
        assert_eq!((chinese, chinese.to_string()), (Fortnight(5), "2.5".into()));
        assert_eq!(school.class_periods(ClassId(1), |_| true), Fortnight(6));
        assert_eq!(school.given_periods(TeacherId(2), |_, _| true), Fortnight(6));
        assert_eq!(Fortnight(5).short_of(Fortnight::weekly(3)), 1);
        assert_eq!(Fortnight(7).short_of(Fortnight::weekly(3)), 0);
    }

    #[test]
    fn days_are_grouped_by_value() {
        let school = small().school;
        let groups = school.bells[0].days_by(|day, _| (day.number() != 2).then_some(day.number() > 3));
        assert_eq!(groups[&true].0.len(), 2);
        assert_eq!(crate::text::Arg::from(&groups[&false]).show(crate::text::Lang::Zh), "周一、周三");
    }
}
