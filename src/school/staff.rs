//! Who may be in charge of what after lessons, as the school states it: before anybody's timetable is looked at.

use std::collections::BTreeSet;

use super::{Employment, Post, School};
use crate::units::{ClassId, ClubId, ServiceSlotId, TeacherId};

impl School {
    /// Who may be in charge of a session, in order: of a club's meeting its instructors; of a group the slot's supervisors,
    /// or every own and retired person where none are named; of these, who takes part in the service.
    #[must_use]
    pub fn in_charge(&self, slot: ServiceSlotId, club: Option<ClubId>) -> BTreeSet<TeacherId> {
        let takes_part = |id: &TeacherId| self.teacher(*id).willing.service;
        let named = match club {
            Some(club) => &self.service.club(club).instructors,
            None => &self.service.slot(slot).supervisors,
        };
        if club.is_some() || !named.is_empty() {
            return named.iter().copied().filter(takes_part).collect();
        }
        let own = |id: &TeacherId| matches!(self.teacher(*id).employment, Employment::Own | Employment::Retired);
        self.teacher_ids().filter(own).filter(takes_part).collect()
    }

    /// How many people a session needs.
    #[must_use]
    pub fn heads(&self, slot: ServiceSlotId, club: Option<ClubId>) -> u8 {
        club.map_or(self.service.slot(slot).staff, |club| self.service.club(club).staff)
    }

    /// Who may hold a post, in order: those on its list who take duty.
    #[must_use]
    pub fn may_hold(&self, post: &Post) -> BTreeSet<TeacherId> {
        post.who.iter().copied().filter(|id| self.teacher(*id).willing.duty).collect()
    }

    /// The class teachers of `classes`.
    #[must_use]
    pub fn class_teachers(&self, classes: &[ClassId]) -> BTreeSet<TeacherId> {
        classes.iter().filter_map(|class| self.class(*class).class_teacher).collect()
    }
}
