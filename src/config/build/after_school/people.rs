//! Who takes part in what: lists of people, and what the teacher table says about them.

use super::super::super::Location;
use super::super::super::raw::Record;
use super::super::Builder;
use super::super::names::is_all;
use super::super::places::name_of;
use super::super::read::Item;
use super::fields::Word;
use crate::args;
use crate::school::{Employment, Teacher, Willing};
use crate::text::Text;
use crate::text::input::after_school as say;
use crate::units::TeacherId;

/// Most duty minutes of a year that can be stated.
const MOST_MINUTES: u16 = 60_000;

/// What people take part in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Service,
    Duty,
}

impl Part {
    fn takes(self, teacher: &Teacher) -> bool {
        match self {
            Self::Service => teacher.willing.service,
            Self::Duty => teacher.willing.duty,
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Service => say::SERVICE,
            Self::Duty => say::DUTY,
        }
    }
}

pub(super) fn employments() -> Vec<Word<Employment>> {
    let aliases = [
        ("在编", "", Employment::Own),
        ("退休返聘", "", Employment::Retired),
        ("返聘", "", Employment::Retired),
        ("校外", "", Employment::External),
        ("外聘教师", "", Employment::External),
        ("机构人员", "", Employment::Agency),
    ];
    Employment::ALL.map(|sort| (sort.zh(), sort.word(), sort)).into_iter().chain(aliases).collect()
}

impl Builder<'_> {
    /// What a row of the teacher table says about employment and after-school work.
    pub(in super::super) fn employment(&mut self, record: &Record) -> (Employment, Willing) {
        let mut reader = self.read(record);
        let employment = reader.one_of("employment", &employments()).unwrap_or_default();
        let willing = Willing {
            service: reader.flag("service").unwrap_or(true),
            duty: reader.flag("duty").unwrap_or(true),
            max_per_week: reader.small("service_per_week", 0, 60),
            max_per_day: reader.small("service_per_day", 0, 10),
            max_duty: reader.count("duty_minutes", 0, 6_000),
            served: reader.count("served_minutes", 0, MOST_MINUTES).unwrap_or(0).into(),
            vetted_until: reader.date("vetted_until"),
        };
        if willing.vetted_until.is_none() && record.get("vetted_until").is_some() {
            self.told.extend(record.get("name").and_then(name_of).map(|name| unread_date(&name)));
        }
        (employment, willing)
    }

    /// Reports a person from outside without a date of vetting who leads a club.
    pub(super) fn vetted(&mut self, id: TeacherId, club: &str, at: Location) {
        let teacher = self.school.teacher(id);
        let missing = teacher.employment.is_outsider() && teacher.willing.vetted_until.is_none();
        if missing && !self.told.contains(&unread_date(&teacher.name)) {
            let args = args! { teacher: &teacher.name, club: club };
            self.diagnostics.push(&say::UNVETTED, args, at);
        }
    }

    /// Flexible minutes brought in, by person.
    pub(super) fn flex_minutes(&mut self) -> Vec<(TeacherId, u32, Location)> {
        let mut found = Vec::new();
        let raw = self.raw;
        for record in raw.list("teacher") {
            let Some(minutes) = self.read(record).count("flex_minutes", 0, MOST_MINUTES) else { continue };
            let name = record.get("name").and_then(name_of);
            let id = name.and_then(|name| self.teachers.get(&name).copied());
            found.extend(id.map(|id| (id, u32::from(minutes), record.place("flex_minutes"))));
        }
        found
    }

    /// The people in the field `key`: names, "all" (own and retired staff), "leaders", "teachers" (staff who are no
    /// leaders). Of the sets only those who take part; who is named and does not is an error. Sorted, each once.
    pub(super) fn people(&mut self, record: &Record, key: &str, part: Part, name: &str) -> Vec<TeacherId> {
        let mut ids = Vec::new();
        for item in self.read(record).list(key) {
            match self.set_of(&item, part) {
                Some(set) => ids.extend(set),
                None => ids.extend(self.willing(&item, part, name)),
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The people of a set that take part; `None` when the item is a name.
    fn set_of(&self, item: &Item, part: Part) -> Option<Vec<TeacherId>> {
        let leaders = match item.text.as_str() {
            text if is_all(text) => None,
            "leaders" | "干部" => Some(true),
            "teachers" | "教师" => Some(false),
            _ => return None,
        };
        Some(self.staff(part, leaders))
    }

    /// Own and retired staff who take part: all, or only leaders or only others.
    pub(super) fn staff(&self, part: Part, leaders: Option<bool>) -> Vec<TeacherId> {
        let belongs = |id: &TeacherId| {
            let teacher = self.school.teacher(*id);
            !teacher.employment.is_outsider()
                && part.takes(teacher)
                && leaders.is_none_or(|leaders| teacher.leader == leaders)
        };
        self.school.teacher_ids().filter(belongs).collect()
    }

    fn willing(&mut self, item: &Item, part: Part, name: &str) -> Option<TeacherId> {
        let id = self.teacher(item)?;
        if !part.takes(self.school.teacher(id)) {
            let args = args! { name: name, teacher: &item.text, what: part.name() };
            self.diagnostics.push(&say::UNWILLING, args, item.at.clone());
        }
        Some(id)
    }

    /// Reports when there are fewer people than are needed at once.
    pub(super) fn enough(&mut self, what: Text, name: &str, who: &[TeacherId], people: u8, record: &Record, key: &str) {
        if !self.raw.whole("teacher") {
            return;
        }
        let at = record.place(key);
        if who.is_empty() {
            self.diagnostics.push(&say::NOBODY_FOR, args! { what: what, name: name }, at);
        } else if who.len() < usize::from(people) {
            let args = args! { what: what, name: name, people: people, count: who.len() };
            self.diagnostics.push(&say::TOO_FEW, args, at);
        }
    }
}

/// What is remembered of a person whose date of vetting could not be read.
fn unread_date(name: &str) -> String {
    ["vetted_until ", name].concat()
}
