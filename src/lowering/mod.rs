//! School -> Problem: the skeleton of activities, placements and resources, on which every rule states its constraints;
//! and back: Solution -> Plan.
//!
//! The skeleton holds by construction what needs no constraint: each requirement's weekly periods (R104), pinned
//! lessons as activities of one placement, groups of a lesson as one activity. Everything else is a rule's.
//!
//! | activity made from | count | length | weeks |
//! |---|---|---|---|
//! | every-week periods less doubles | `every - 2 * doubles` | 1 | all |
//! | doubles | `doubles` | 2 | all |
//! | odd, even periods | `odd`, `even` | 1 | odd, even |
//! | either periods | `either` | 1 | odd or even, a choice |
//! | each pin | 1 | of the pin | of the pin |
//! | research block | 1 | one choice | all |

mod engaged;
mod raise;
mod roster;
mod rows;
mod skeleton;

use std::collections::BTreeMap;

pub use raise::raise;
pub use roster::{Engagement, EngagementKind, Roster, Task, TaskOf, raise_roster, roster};

use crate::problem::{
    ActivityId, Constraint, Exclusion, Form, Kind, PlacementId, Problem, ResourceId, Strength, Tag, Term,
};
use crate::school::{School, TimeSpan};
use crate::units::{ClassId, Interval, PeriodIndex, RequirementId, RoomId, TeacherId, Weekday, Weeks};

/// What an activity stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Lessons of a requirement; `pin` is the position in [`School::pins`] of the pin that fixes it.
    Lessons {
        /// Which.
        requirement: RequirementId,
        /// The pin, for a pinned lesson.
        pin: Option<usize>,
    },
    /// The research block at this position of [`School::research`].
    Research(usize),
}

/// Which need of an activity it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedOf {
    /// A class.
    Class(ClassId),
    /// A teacher role: section, role.
    Teacher {
        /// Section of the requirement.
        section: usize,
        /// Role of the section.
        role: usize,
    },
    /// The room of a section.
    Room {
        /// Section of the requirement.
        section: usize,
    },
    /// A teacher of a research block.
    Member(TeacherId),
    /// A token that a rule added.
    Token,
}

/// An activity in the school's words.
#[derive(Clone, Debug)]
pub struct ActivityInfo {
    /// What it stands for.
    pub stands: Stands,
    /// Periods of each of its lessons (1, or 2 for a double).
    pub length: u8,
    /// Its needs, in the order of the problem's.
    pub needs: Vec<NeedOf>,
}

/// A placement in the school's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Weeks.
    pub weeks: Weeks,
    /// Day.
    pub weekday: Weekday,
    /// Periods that it covers, by the bell schedule it belongs to; empty for research.
    pub periods: Vec<PeriodIndex>,
    /// From the start of the first to the end of the last period.
    pub time: Interval,
    /// Clock time of each period, in the order of `periods`.
    pub times: Vec<Interval>,
}

impl Place {
    /// The place as a clock span.
    #[must_use]
    pub fn span(&self) -> TimeSpan {
        TimeSpan { weeks: self.weeks, weekday: self.weekday, time: self.time }
    }

    /// Whether any of its periods is inside `span` in part (breaks between the periods of a double do not count).
    #[must_use]
    pub fn meets(&self, span: TimeSpan) -> bool {
        let inside = |time: &Interval| TimeSpan { time: *time, ..self.span() }.overlaps(span);
        if self.times.is_empty() { inside(&self.time) } else { self.times.iter().any(inside) }
    }
}

/// An activity together with the condition under which it concerns someone: none for a given need.
pub type Involved = (ActivityId, Option<(u8, ResourceId)>);

/// A school on its way to a problem.
#[derive(Debug)]
pub struct Lowering<'s> {
    /// The school.
    pub school: &'s School,
    /// The problem so far.
    pub problem: Problem,
    /// Activities in the school's words, by [`ActivityId`].
    pub activities: Vec<ActivityInfo>,
    /// Placements in the school's words, by [`PlacementId`].
    pub places: Vec<Place>,
    classes: Vec<ResourceId>,
    teachers: Vec<ResourceId>,
    rooms: Vec<ResourceId>,
    by_class: Vec<Vec<Involved>>,
    by_teacher: Vec<Vec<Involved>>,
    by_requirement: BTreeMap<RequirementId, Vec<ActivityId>>,
}

/// States the whole school as a problem: the skeleton, then every rule that is not off.
#[must_use]
pub fn lower(school: &School) -> Lowering<'_> {
    let mut lowering = skeleton::build(school);
    for rule in crate::rules::ALL {
        if let Some(setting) = school.policy.settings.get(rule.meta().code)
            && setting.level >= crate::school::Level::Soft
        {
            rule.lower(&mut lowering, setting);
        }
    }
    lowering
}

impl Lowering<'_> {
    /// The resource of a class.
    #[must_use]
    pub fn class_resource(&self, class: ClassId) -> ResourceId {
        self.classes[class.index()]
    }

    /// The resource of a teacher.
    #[must_use]
    pub fn teacher_resource(&self, teacher: TeacherId) -> ResourceId {
        self.teachers[teacher.index()]
    }

    /// The resource of a room.
    #[must_use]
    pub fn room_resource(&self, room: RoomId) -> ResourceId {
        self.rooms[room.index()]
    }

    /// Lets `resource` hold at most `capacity` lessons at once.
    pub fn set_capacity(&mut self, resource: ResourceId, capacity: u32) {
        self.problem.resources[resource.index()].capacity = capacity;
    }

    /// The place of `placement`.
    #[must_use]
    pub fn place(&self, placement: PlacementId) -> &Place {
        &self.places[placement.index()]
    }

    /// Activities of a class (lessons only).
    #[must_use]
    pub fn of_class(&self, class: ClassId) -> &[Involved] {
        &self.by_class[class.index()]
    }

    /// Lessons that a teacher gives or may be chosen to give (no research blocks).
    #[must_use]
    pub fn of_teacher(&self, teacher: TeacherId) -> &[Involved] {
        &self.by_teacher[teacher.index()]
    }

    /// Activities of a requirement, pinned ones included.
    #[must_use]
    pub fn of_requirement(&self, requirement: RequirementId) -> &[ActivityId] {
        self.by_requirement.get(&requirement).map_or(&[], Vec::as_slice)
    }

    /// Activities in `involved` whose requirement satisfies `wanted`.
    #[must_use]
    pub fn filter(&self, involved: &[Involved], wanted: impl Fn(RequirementId) -> bool) -> Vec<Involved> {
        involved
            .iter()
            .filter(|(activity, _)| match self.activities[activity.index()].stands {
                Stands::Lessons { requirement, .. } => wanted(requirement),
                Stands::Research(_) => false,
            })
            .copied()
            .collect()
    }

    /// Takes out of `activity`'s domain every placement that `unfit` holds of, and remembers why.
    pub fn forbid(&mut self, activity: ActivityId, tag: &Tag, unfit: impl Fn(&Place) -> bool) {
        let places = &self.places;
        let (out, kept): (Vec<_>, Vec<_>) = self.problem.activities[activity.index()]
            .domain
            .iter()
            .copied()
            .partition(|placement| unfit(&places[placement.index()]));
        self.problem.activities[activity.index()].domain = kept;
        self.problem.exclusions.extend(out.into_iter().map(|placement| Exclusion {
            activity,
            placement,
            tag: tag.clone(),
        }));
    }

    /// Makes `resource` unusable in every cell that overlaps one of `spans`.
    pub fn block(&mut self, resource: ResourceId, spans: &[TimeSpan]) {
        let school = self.school;
        let weeks = school.weeks();
        let meets = |cell: &crate::problem::Cell| {
            spans.iter().any(|span| {
                school.weekdays[usize::from(cell.day)] == span.weekday
                    && span.weeks.overlaps(weeks[usize::from(cell.week)])
                    && span.time.start.minutes() < cell.end
                    && cell.start < span.time.end.minutes()
            })
        };
        let blocked: Vec<_> = self
            .problem
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| meets(cell))
            .map(|(index, _)| crate::problem::CellId::from_index(index))
            .collect();
        let unavailable = &mut self.problem.resources[resource.index()].unavailable;
        unavailable.extend(blocked);
        unavailable.sort_unstable();
        unavailable.dedup();
    }

    /// One term for each placement of `involved` in week `week` that covers a wanted period, weighted by the number of
    /// wanted periods. `wanted` sees the place and one of its periods.
    #[must_use]
    pub fn terms(&self, involved: &[Involved], week: Weeks, wanted: impl Fn(&Place, PeriodIndex) -> bool) -> Vec<Term> {
        let mut terms = Vec::new();
        for (activity, given) in involved {
            for placement in &self.problem.activity(*activity).domain {
                let place = self.place(*placement);
                if !place.weeks.overlaps(week) {
                    continue;
                }
                let weight = place.periods.iter().filter(|period| wanted(place, **period)).count();
                if weight > 0 {
                    let weight = i32::try_from(weight).unwrap_or(i32::MAX);
                    terms.push(Term { activity: *activity, placement: *placement, weight, given: *given });
                }
            }
        }
        terms
    }

    /// The weeks to look at for these activities, each with the number of weeks of the cycle it stands for: the two
    /// weeks apart only if some of the activities differ between them.
    #[must_use]
    pub fn weeks_of(&self, involved: &[Involved]) -> Vec<(Weeks, u32)> {
        let weeks = self.school.weeks();
        let differs = involved.iter().any(|(activity, _)| {
            self.problem.activity(*activity).domain.iter().any(|p| self.place(*p).weeks != Weeks::All)
        });
        match (weeks, differs) {
            ([only], _) => vec![(*only, 1)],
            (_, true) => weeks.iter().map(|week| (*week, 1)).collect(),
            (_, false) => vec![(Weeks::All, u32::try_from(weeks.len()).unwrap_or(1))],
        }
    }

    /// Adds a constraint. `strength` is of one week; `times` weeks of the cycle are meant.
    pub fn add(&mut self, kind: Kind, form: Form, strength: Strength, times: u32, tag: Tag) {
        let strength = match strength {
            Strength::Hard => Strength::Hard,
            Strength::Soft { weight } => Strength::Soft { weight: weight.saturating_mul(times) },
        };
        self.problem.constraints.push(Constraint { kind, form, strength, tag });
    }
}

/// The strength that a setting gives.
#[must_use]
pub fn strength(setting: &crate::school::Setting) -> Strength {
    match setting.level {
        crate::school::Level::Hard => Strength::Hard,
        _ => Strength::Soft { weight: setting.weight },
    }
}
