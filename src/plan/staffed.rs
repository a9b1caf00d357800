//! What each person does in a plan: sessions and shifts, and what stands beside them in the week.

use super::{Held, Session, Shift, View};
use crate::school::TimeSpan;
use crate::units::{BuildingId, TeacherId};

/// Something that a person does at some time and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupation {
    /// Who.
    pub person: TeacherId,
    /// When.
    pub span: TimeSpan,
    /// In which building; none when it does not matter.
    pub building: Option<BuildingId>,
    /// What, for messages.
    pub what: String,
}

impl Session {
    /// Slot and group or club, for messages and ledgers.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.slot, self.name)
    }
}

impl View<'_> {
    /// The row of a session.
    #[must_use]
    pub fn session(&self, held: &Held) -> Option<&Session> {
        self.plan.service.as_ref()?.sessions.get(held.row)
    }

    /// Slot and group or club, for messages.
    #[must_use]
    pub fn session_name(&self, held: &Held) -> String {
        self.session(held).map(Session::label).unwrap_or_default()
    }

    /// The rows of the weekly roster.
    #[must_use]
    pub fn shift_rows(&self) -> &[Shift] {
        self.plan.service.as_ref().map_or(&[], |service| &service.shifts)
    }

    /// Every person's part in every session and shift, in the order of the rows; who stands twice in a row has two.
    #[must_use]
    pub fn after_school(&self) -> Vec<Occupation> {
        let mut found = Vec::new();
        for held in &self.sessions {
            for person in &held.staff {
                let building = held.room.and_then(|room| self.school.room(room).building);
                let what = self.session_name(held);
                found.push(Occupation { person: *person, span: held.span, building, what });
            }
        }
        for holds in &self.shifts {
            let (Some(person), Some(row)) = (holds.person, self.shift_rows().get(holds.row)) else { continue };
            let building = self.school.buildings.iter().position(|name| *name == row.place);
            let building = building.map(BuildingId::from_index);
            found.push(Occupation { person, span: holds.span, building, what: row.post.clone() });
        }
        found
    }

    /// Every person's lessons, research blocks and fixed events.
    #[must_use]
    pub fn school_day(&self) -> Vec<Occupation> {
        let mut found = Vec::new();
        let label = |row: usize| self.plan.rows.get(row).map(super::Row::label).unwrap_or_default();
        for lesson in &self.lessons {
            for person in &lesson.teachers {
                let building = lesson.room.and_then(|room| self.school.room(room).building);
                found.push(Occupation { person: *person, span: lesson.span, building, what: label(lesson.row) });
            }
        }
        for research in &self.research {
            for person in &research.teachers {
                let what = label(research.row);
                found.push(Occupation { person: *person, span: research.span, building: None, what });
            }
        }
        for event in &self.school.events {
            for person in &event.teachers {
                let what = event.name.clone();
                found.push(Occupation { person: *person, span: event.span, building: None, what });
            }
        }
        found
    }
}
