//! A teacher's day as rows of slots, for the forms that look at patterns.

use super::{Involved, Lowering, Place, Stands};
use crate::problem::Term;
use crate::school::DayBell;
use crate::units::{BellId, PeriodIndex, TeacherId, Weekday, Weeks};

impl Lowering<'_> {
    /// The bell schedule by which an activity's periods are numbered: that of the first class; none for research.
    #[must_use]
    pub fn bell(&self, activity: crate::problem::ActivityId) -> Option<BellId> {
        match self.activities[activity.index()].stands {
            Stands::Lessons { requirement, .. } => {
                let first = self.school.requirement(requirement).classes.first()?;
                Some(self.school.class(*first).bell)
            }
            Stands::Research(_) => None,
        }
    }

    /// The lessons of `involved` on `weekday` in `week`, sorted into slots: `slot_of` says where a period of a lesson
    /// under its day's bell belongs. As many slots as are used; within a slot the terms stand in the order found.
    #[must_use]
    pub fn rows<K: Ord + Copy>(
        &self,
        involved: &[Involved],
        weekday: Weekday,
        week: Weeks,
        slot_of: impl Fn(&DayBell, PeriodIndex) -> Option<K>,
    ) -> std::collections::BTreeMap<K, Vec<Term>> {
        let mut rows: std::collections::BTreeMap<K, Vec<Term>> = std::collections::BTreeMap::new();
        let wanted = |place: &Place| place.weekday == weekday && place.weeks.overlaps(week);
        for (activity, given) in involved {
            let day = self.bell(*activity).and_then(|bell| self.school.bells[bell.index()].days.get(&weekday));
            let Some(day) = day else { continue };
            for placement in self.problem.activity(*activity).domain.iter().filter(|p| wanted(self.place(**p))) {
                for slot in self.place(*placement).periods.iter().filter_map(|period| slot_of(day, *period)) {
                    let term = Term { activity: *activity, placement: *placement, weight: 1, given: *given };
                    rows.entry(slot).or_default().push(term);
                }
            }
        }
        rows
    }

    /// A teacher's day as a row of slots: slot `i` is busy when some lesson covers period number `i + 1` of its own
    /// bell schedule. Empty when the teacher can have no lesson on that day.
    #[must_use]
    pub fn day_row(&self, teacher: TeacherId, weekday: Weekday, week: Weeks) -> Vec<Vec<Term>> {
        let by_number = self.rows(self.of_teacher(teacher), weekday, week, |_, period| Some(period));
        let last = by_number.keys().next_back().map_or(0, |period| period.0);
        (1..=last).map(|number| by_number.get(&PeriodIndex(number)).cloned().unwrap_or_default()).collect()
    }

    /// A teacher's day as one row of slots for each stretch without lunch (morning, afternoon, evening): slot `i` of
    /// stretch `s` is busy when some lesson covers the period at position `i` of stretch `s` of its own bell schedule.
    #[must_use]
    pub fn stretch_rows(&self, teacher: TeacherId, weekday: Weekday, week: Weeks) -> Vec<Vec<Vec<Term>>> {
        let by_position = self.rows(self.of_teacher(teacher), weekday, week, DayBell::position);
        let mut stretches: Vec<Vec<Vec<Term>>> = Vec::new();
        for ((stretch, position), terms) in by_position {
            if stretches.len() <= stretch {
                stretches.resize_with(stretch + 1, Vec::new);
            }
            if stretches[stretch].len() <= position {
                stretches[stretch].resize_with(position + 1, Vec::new);
            }
            stretches[stretch][position] = terms;
        }
        stretches
    }
}
