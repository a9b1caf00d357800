//! A FET file in its own terms, names resolved to positions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

/// Weight of a constraint in thousandths of a per cent; 100 % must hold, less is a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(pub u32);

impl Weight {
    /// 100 %: must hold.
    pub const HARD: Self = Self(100_000);

    /// Whether the constraint must hold.
    #[must_use]
    pub fn is_hard(self) -> bool {
        self >= Self::HARD
    }

    /// Reads `100`, `95`, `85.5`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 3 || !digits(whole) || !digits(part) {
            return None;
        }
        let part: String = part.chars().chain("000".chars()).take(3).collect();
        let value = whole.parse::<u32>().ok()? * 1000 + part.parse::<u32>().ok()?;
        (value <= Self::HARD.0).then_some(Self(value))
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 1000, format!("{:03}", self.0 % 1000));
        match part.trim_end_matches('0') {
            "" => write!(f, "{whole}%"),
            part => write!(f, "{whole}.{part}%"),
        }
    }
}

/// A slot of the week: a real day and one of its hours; those of an afternoon that is a day of its own in the file come
/// after those of the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// Day.
    pub day: usize,
    /// Hour.
    pub hour: usize,
}

/// Days that are half days: morning, afternoon, morning, afternoon ... The last may be a morning alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halves {
    /// FET's mode Mornings-Afternoons: limits say whether they are about half days or real days.
    Mode,
    /// Only the names of the days say so: every limit is about half days.
    Names,
}

/// Everything in a file.
#[derive(Clone, Debug, Default)]
pub struct Fet {
    /// Name of the institution.
    pub name: String,
    /// Version of FET that wrote the file.
    pub version: String,
    /// Names of the days, or of the half days.
    pub days: Vec<String>,
    /// Whether the days are half days.
    pub halves: Option<Halves>,
    /// Whether the file has the old names of limits for half days; its constraints have those of today.
    pub old_limits: bool,
    /// Names of the hours of a day, or of a half day.
    pub hours: Vec<String>,
    /// Subjects.
    pub subjects: Vec<String>,
    /// Activity tags.
    pub tags: Vec<String>,
    /// Teachers.
    pub teachers: Vec<String>,
    /// Years, groups and subgroups of students.
    pub students: Students,
    /// Rooms.
    pub rooms: Vec<Room>,
    /// Active activities, in the order of the file.
    pub activities: Vec<Activity>,
    /// Identifiers of activities that are switched off.
    pub inactive: BTreeSet<u32>,
    /// Constraints, in the order of the file.
    pub constraints: Vec<Constraint>,
}

/// All sets of students. Each set is a set of atoms: subgroups, and groups and years that have none below them.
#[derive(Clone, Debug, Default)]
pub struct Students {
    /// Years, groups and subgroups, each name once.
    pub sets: Vec<StudentSet>,
    /// Names of the atoms.
    pub atoms: Vec<String>,
    /// Position in `sets` by name.
    pub by_name: BTreeMap<String, usize>,
}

/// A year, group or subgroup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudentSet {
    /// Name.
    pub name: String,
    /// Students; 0 when not stated.
    pub size: u32,
    /// Position of its (first) year among the years.
    pub year: usize,
    /// Its atoms: positions in [`Students::atoms`].
    pub atoms: BTreeSet<usize>,
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Name.
    pub name: String,
    /// Building; empty for none.
    pub building: String,
    /// Students that it holds.
    pub capacity: u32,
    /// Whether it stands for several real rooms.
    pub is_virtual: bool,
}

/// A lesson to be placed once a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Identifier.
    pub id: u32,
    /// The split activity to which it belongs; 0 for none.
    pub group: u32,
    /// Teachers: positions in [`Fet::teachers`].
    pub teachers: BTreeSet<usize>,
    /// Subject.
    pub subject: usize,
    /// Tags.
    pub tags: BTreeSet<usize>,
    /// Students: positions in [`Students::sets`].
    pub students: BTreeSet<usize>,
    /// Hours.
    pub duration: usize,
    /// Students in it, when stated.
    pub size: Option<u32>,
}

/// An element of the file: only what constraints say is kept in this form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Tag.
    pub name: String,
    /// Text as it stands; none where there are elements inside.
    pub text: String,
    /// Elements inside.
    pub children: Vec<Element>,
}

impl Element {
    /// The text of the first child that has one of these names; empty when there is none.
    #[must_use]
    pub fn get(&self, names: &[&str]) -> &str {
        self.children.iter().find(|child| names.contains(&child.name.as_str())).map_or("", |child| &child.text)
    }

    /// The texts of all children with one of these names.
    pub fn all<'e>(&'e self, names: &'e [&'e str]) -> impl Iterator<Item = &'e str> {
        self.children.iter().filter(move |child| names.contains(&child.name.as_str())).map(|child| child.text.as_str())
    }

    /// The whole number of the first child that has one of these names.
    #[must_use]
    pub fn number(&self, names: &[&str]) -> Option<usize> {
        self.get(names).trim().parse().ok()
    }
}

/// A constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// Its kind, without the word `Constraint`: `MinDaysBetweenActivities`.
    pub family: String,
    /// Its weight.
    pub weight: Weight,
    /// Whether it counts.
    pub active: bool,
    /// Line in the file.
    pub line: u32,
    /// What it says.
    pub element: Element,
}

impl Constraint {
    /// The family without the words for real days, and whether it had them: where days are half days, `MaxHoursDaily` is
    /// about those and `MaxHoursDailyRealDays` about whole ones.
    #[must_use]
    pub fn plain(&self) -> (String, bool) {
        let real = self.family.contains("RealDay");
        let plain = self
            .family
            .strip_suffix("RealDays")
            .map_or_else(|| self.family.replacen("RealDay", "Day", 1), str::to_owned);
        (plain, real)
    }
}

impl Fet {
    /// Real days.
    #[must_use]
    pub fn day_count(&self) -> usize {
        if self.halves.is_some() { self.days.len().div_ceil(2) } else { self.days.len() }
    }

    /// Hours of a real day.
    #[must_use]
    pub fn day_length(&self) -> usize {
        if self.halves.is_some() { self.hours.len() * 2 } else { self.hours.len() }
    }

    /// Hours a week, were all days equally long.
    #[must_use]
    pub fn slot_count(&self) -> usize {
        self.day_count() * self.day_length()
    }

    /// Name of a real day.
    #[must_use]
    pub fn day_name(&self, day: usize) -> &str {
        match (self.halves, self.days.get(day * 2), self.days.get(day * 2 + 1)) {
            (None, ..) => self.days.get(day).map_or("", String::as_str),
            (_, Some(morning), Some(afternoon)) => {
                beginning(morning.trim(), afternoon.trim()).trim_end_matches(|c: char| !c.is_alphanumeric())
            }
            // The last morning has no afternoon: its ending is that of the first.
            (_, Some(morning), _) => {
                let first = self.days.first().zip(self.days.get(1));
                let end = first.map_or("", |(a, b)| &a.trim()[beginning(a.trim(), b.trim()).len()..]);
                let morning = morning.trim();
                morning.strip_suffix(end).unwrap_or(morning).trim_end_matches(|c: char| !c.is_alphanumeric())
            }
            _ => "",
        }
    }

    /// The hours of a day between which there is no break: all, or those of the morning and of the afternoon.
    #[must_use]
    pub fn stretches(&self) -> Vec<Range<usize>> {
        let hours = self.hours.len();
        let afternoon = self.halves.map(|_| hours..hours * 2);
        std::iter::once(0..hours).chain(afternoon).collect()
    }

    /// Whether that many hours from `start` on follow each other without the end of a (half) day between them.
    #[must_use]
    pub fn fits(&self, start: Slot, duration: usize) -> bool {
        !self.hours.is_empty() && start.hour % self.hours.len() + duration <= self.hours.len()
    }

    /// Every slot of the week, in order.
    pub fn slots(&self) -> impl Iterator<Item = Slot> + use<> {
        let (hours, halves) = (self.hours.len(), self.halves.is_some());
        (0..self.days.len()).flat_map(move |day| (0..hours).map(move |hour| located(halves, hours, day, hour)))
    }

    /// The slots of the day with this name.
    #[must_use]
    pub fn slots_of(&self, day: &str) -> Option<BTreeSet<Slot>> {
        let day = self.days.iter().position(|name| name == day)?;
        let hours = self.hours.len();
        Some((0..hours).map(|hour| located(self.halves.is_some(), hours, day, hour)).collect())
    }

    /// The atoms of an activity.
    #[must_use]
    pub fn atoms_of(&self, activity: &Activity) -> BTreeSet<usize> {
        activity.students.iter().flat_map(|set| self.students.sets[*set].atoms.iter().copied()).collect()
    }

    /// The slot with these names.
    #[must_use]
    pub fn slot(&self, day: &str, hour: &str) -> Option<Slot> {
        let day = self.days.iter().position(|name| name == day)?;
        let hour = self.hours.iter().position(|name| name == hour)?;
        Some(located(self.halves.is_some(), self.hours.len(), day, hour))
    }
}

/// The slot of the real week at these positions of the file.
fn located(halves: bool, hours: usize, day: usize, hour: usize) -> Slot {
    if halves { Slot { day: day / 2, hour: day % 2 * hours + hour } } else { Slot { day, hour } }
}

/// What two names begin with alike.
#[must_use]
pub fn beginning<'a>(a: &'a str, b: &str) -> &'a str {
    let end = a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y).map(|((at, _), _)| at);
    &a[..end.unwrap_or_else(|| a.len().min(b.len()))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_read_and_print() {
        for (text, value, shown) in [("100", 100_000, "100%"), ("95.0", 95_000, "95%"), ("85.5", 85_500, "85.5%")] {
            let weight = Weight::parse(text).unwrap();
            assert_eq!((weight.0, weight.to_string().as_str()), (value, shown));
        }
        assert!(!Weight::parse("99.9999").unwrap().is_hard());
        for bad in ["", "-1", "101", "1e2", "x", "1000", ".5"] {
            assert_eq!(Weight::parse(bad), None, "{bad}");
        }
    }
}
