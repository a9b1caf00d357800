//! The school's rules about times as FET's constraints. Rules that FET has no words for are named with their weights.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{Grid, index};
use super::lessons::{Activity, Lessons, Of};
use super::xml::Xml;
use crate::args;
use crate::fet::model::{Slot, Weight};
use crate::fet::report::{Fate, Report};
use crate::rules::{ALL, Stage};
use crate::school::{ApartKind, ExclusionKind, Level, PeriodSet, School, Setting, SubjectKind};
use crate::text::fet as words;
use crate::units::{ClassId, SubjectId};

/// Rules that are stated here, or hold by the way in which lessons are written.
const STATED: [&str; 21] = [
    "R100", "R101", "R102", "R103", "R104", "R105", "R106", "R107", "R108", "R109", "R110", "R111", "R112", "R113",
    "R114", "R115", "R117", "R118", "R119", "R120", "R124",
];
/// Rules that are stated where the school says something about them.
const STATED_TOO: [&str; 4] = ["R121", "R122", "R123", "R125"];

/// Where constraints are written.
pub(super) struct Constraints<'a> {
    pub(super) school: &'a School,
    pub(super) grid: &'a Grid,
    pub(super) lessons: &'a Lessons,
    pub(super) report: &'a mut Report,
    pub(super) xml: &'a mut Xml,
}

/// The most periods of each subject of a class a day, where the rule about it must hold and can be broken.
pub(super) fn daily(school: &School) -> BTreeMap<(ClassId, SubjectId), usize> {
    let mut found = BTreeMap::new();
    let Some(setting) = hard(school, "R106") else { return found };
    for class in school.class_ids() {
        let days = school.bell_of(class).days.len().max(1);
        for (subject, requirements) in school.subjects_of(class) {
            let fortnight: u32 = requirements.iter().map(|requirement| requirement.weekly.per_fortnight()).sum();
            let weekly = usize::try_from(fortnight.div_ceil(2)).unwrap_or(usize::MAX);
            let doubles = requirements.iter().any(|requirement| requirement.doubles > 0);
            let about = school.subject(subject);
            let general = setting.int(if about.kind.is_core() { "core" } else { "other" });
            let stated = about.max_per_day.map_or(usize::try_from(general).unwrap_or(1), usize::from);
            let most = stated.max(weekly.div_ceil(days)).max(if doubles { 2 } else { 1 });
            if most < weekly {
                found.insert((class, subject), most);
            }
        }
    }
    found
}

/// The setting of a rule that must hold.
fn hard<'s>(school: &'s School, code: &str) -> Option<&'s Setting> {
    school.policy.settings.get(code).filter(|setting| setting.level == Level::Hard)
}

impl Constraints<'_> {
    /// Writes a constraint of 100 %.
    pub(super) fn constraint(&mut self, family: &str, inside: impl FnOnce(&mut Xml)) {
        let name = format!("Constraint{family}");
        self.xml.open(&name);
        self.xml.leaf("Weight_Percentage", "100");
        inside(self.xml);
        self.xml.leaf("Active", "true");
        self.xml.leaf("Comments", "");
        self.xml.close(&name);
        self.report.count(family, Fate::Carried, words::NOTHING, Weight::HARD, 0);
    }

    /// Writes that somebody or something is not available.
    pub(super) fn closed(&mut self, family: &str, element: &str, name: &str, slots: &BTreeSet<Slot>) {
        let grid = self.grid;
        self.constraint(family, |xml| {
            xml.leaf(element, name);
            xml.leaf("Number_of_Not_Available_Times", &slots.len().to_string());
            for slot in slots {
                xml.open("Not_Available_Time");
                xml.leaf("Day", grid.days[slot.day].zh());
                xml.leaf("Hour", &grid.hours[slot.hour]);
                xml.close("Not_Available_Time");
            }
        });
    }

    fn of_activities(&mut self, family: &str, ids: &[usize], more: impl FnOnce(&mut Xml)) {
        self.constraint(family, |xml| {
            xml.leaf("Number_of_Activities", &ids.len().to_string());
            for id in ids {
                xml.leaf("Activity_Id", &id.to_string());
            }
            more(xml);
        });
    }

    /// Lessons on different days.
    fn different_days(&mut self, ids: &[usize]) {
        self.constraint("MinDaysBetweenActivities", |xml| {
            xml.leaf("Consecutive_If_Same_Day", "true");
            xml.leaf("Number_of_Activities", &ids.len().to_string());
            for id in ids {
                xml.leaf("Activity_Id", &id.to_string());
            }
            xml.leaf("MinDays", "1");
        });
    }

    /// Everything about times.
    pub(super) fn time(&mut self) {
        self.xml.open("Time_Constraints_List");
        self.constraint("BasicCompulsoryTime", |_| {});
        self.absences();
        self.people();
        self.starts();
        self.days();
        self.apart();
        for ids in self.lessons.together.clone() {
            self.of_activities("ActivitiesSameStartingTime", &ids, |_| {});
        }
        self.xml.close("Time_Constraints_List");
        self.unsaid();
    }

    fn absences(&mut self) {
        let school = self.school;
        let counts = hard(school, "R117").is_some();
        let mut parity = false;
        for id in school.class_ids() {
            let class = school.class(id);
            let events = school.events.iter().filter(|event| event.classes.contains(&id)).map(|event| &event.span);
            let own = class.unavailable.iter().filter(|_| counts);
            let mut closed = self.grid.taken(own.chain(events));
            closed.extend(self.grid.without_period(school, id));
            if !closed.is_empty() {
                self.closed("StudentsSetNotAvailableTimes", "Students", &class.name, &closed);
            }
        }
        for id in self.lessons.teachers() {
            let teacher = school.teacher(id);
            let events = school.events.iter().filter(|event| event.teachers.contains(&id)).map(|event| &event.span);
            let own = teacher.unavailable.iter().filter(|_| counts);
            let spans: Vec<_> = own.chain(events).collect();
            parity |= spans.iter().any(|span| span.weeks != crate::units::Weeks::All);
            let closed = self.grid.taken(spans);
            if !closed.is_empty() {
                self.closed("TeacherNotAvailableTimes", "Teacher", &teacher.name, &closed);
            }
        }
        if parity {
            self.report.remark(words::PARITY_ABSENCES, args! {});
        }
    }

    /// Limits on a teacher's day and week.
    fn people(&mut self) {
        let school = self.school;
        let most =
            |code: &str| hard(school, code).map(|setting| usize::try_from(setting.int("max")).unwrap_or(usize::MAX));
        let stretch = school.bells.iter().flat_map(|bell| bell.days.values());
        let stretch = stretch.flat_map(|day| day.stretches()).map(|stretch| stretch.len()).max().unwrap_or(0);
        let hours = self.grid.hours.len();
        let mut across = 0;
        for id in self.lessons.teachers() {
            let teacher = school.teacher(id);
            let limit = |own: Option<u8>, code: &str| most(code).map(|most| own.map_or(most, usize::from));
            if let Some(most) = limit(teacher.max_per_day, "R109").filter(|most| *most < hours) {
                self.limit("TeacherMaxHoursDaily", "Maximum_Hours_Daily", &teacher.name, most);
            }
            if let Some(most) = limit(teacher.max_in_row, "R110").filter(|most| *most < stretch) {
                across += 1;
                self.limit("TeacherMaxHoursContinuously", "Maximum_Hours_Continuously", &teacher.name, most);
            }
            let days = teacher.max_days.filter(|_| hard(school, "R125").is_some()).map(usize::from);
            if let Some(most) = days.filter(|most| *most < self.grid.days.len()) {
                self.limit("TeacherMaxDaysPerWeek", "Max_Days_Per_Week", &teacher.name, most);
            }
        }
        if across > 0 {
            self.report.remark(words::RUNS_ACROSS_LUNCH, args! { count: across });
        }
    }

    fn limit(&mut self, family: &str, element: &str, teacher: &str, most: usize) {
        self.constraint(family, |xml| {
            xml.leaf("Teacher_Name", teacher);
            xml.leaf(element, &most.to_string());
        });
    }

    /// Where activities may start: pins, times of subjects, doubles that cross no break, choices of research blocks.
    fn starts(&mut self) {
        let grid = self.grid;
        for activity in &self.lessons.activities {
            let id = activity.id.to_string();
            if let Some(at) = activity.at.filter(|at| at.hour < grid.hours.len()) {
                self.constraint("ActivityPreferredStartingTime", |xml| {
                    xml.leaf("Activity_Id", &id);
                    xml.leaf("Preferred_Day", grid.days[at.day].zh());
                    xml.leaf("Preferred_Hour", &grid.hours[at.hour]);
                    xml.leaf("Permanently_Locked", "true");
                });
                continue;
            }
            let (fitting, all) = self.fitting(activity);
            if fitting.len() < all {
                self.constraint("ActivityPreferredStartingTimes", |xml| {
                    xml.leaf("Activity_Id", &id);
                    xml.leaf("Number_of_Preferred_Starting_Times", &fitting.len().to_string());
                    for slot in &fitting {
                        xml.open("Preferred_Starting_Time");
                        xml.leaf("Preferred_Starting_Day", grid.days[slot.day].zh());
                        xml.leaf("Preferred_Starting_Hour", &grid.hours[slot.hour]);
                        xml.close("Preferred_Starting_Time");
                    }
                });
            }
        }
    }

    /// The slots at which an activity may start, and how many there are without the rules.
    fn fitting(&self, activity: &Activity) -> (Vec<Slot>, usize) {
        let (school, grid) = (self.school, self.grid);
        let (requirement, section) = match activity.of {
            Of::Requirement(id, section) => (school.requirement(id), section),
            Of::Research(block) => {
                let choices = school.research[block].choices.iter().map(|choice| grid.taken([choice]));
                let starts: BTreeSet<Slot> = choices.filter_map(|slots| slots.first().copied()).collect();
                return (starts.into_iter().collect(), usize::MAX);
            }
        };
        let Some(class) = requirement.classes.first().copied() else { return (Vec::new(), 0) };
        let subject = school.subject(requirement.sections[section].subject);
        let pe: Vec<PeriodSet> = match hard(school, "R108") {
            Some(setting) if subject.kind == SubjectKind::Pe => crate::rules::subject_times::pe_times(setting),
            _ => Vec::new(),
        };
        let timed = hard(school, "R108").is_some();
        let kinds = hard(school, "R111").map(crate::rules::double_periods::across).unwrap_or_default();
        let (mut fitting, mut all) = (Vec::new(), 0);
        for slot in grid.slots() {
            let covered: Vec<Slot> =
                (0..activity.duration).map(|step| Slot { hour: slot.hour + step, ..slot }).collect();
            let Some(day) = covered.iter().map(|slot| grid.bell(school, class, *slot)).next_back().flatten() else {
                continue;
            };
            all += 1;
            let weekday = grid.days[slot.day];
            let suits = |slot: &Slot| {
                let within = |set: &PeriodSet| set.contains(day, weekday, index(*slot));
                let allowed = subject.allowed.is_empty() || subject.allowed.iter().any(within);
                !timed || (allowed && !subject.forbidden.iter().any(within) && !pe.iter().any(within))
            };
            let crosses = covered.iter().take(activity.duration - 1).any(|slot| {
                day.breaks_after(index(*slot)).any(|pause| kinds.contains(&pause.kind))
                    || (kinds.contains(&crate::school::BreakKind::Lunch) && day.lunch_after(index(*slot)))
            });
            if covered.iter().all(suits) && !crosses {
                fitting.push(slot);
            }
        }
        (fitting, all)
    }

    /// How many periods of a subject a class has a day.
    fn days(&mut self) {
        let school = self.school;
        let mut sets: BTreeSet<Vec<usize>> = BTreeSet::new();
        for ((class, subject), most) in daily(school) {
            let ids = self.ids(|activity| activity.classes.contains(&class) && self.is_about(activity, subject));
            if most == 1 {
                sets.insert(ids);
            } else {
                self.constraint("StudentsSetActivityTagMaxHoursDaily", |xml| {
                    xml.leaf("Maximum_Hours_Daily", &most.to_string());
                    xml.leaf("Students", &school.class(class).name);
                    xml.leaf("Activity_Tag", &school.subject(subject).name);
                });
            }
        }
        if hard(school, "R107").is_some() {
            for class in school.class_ids() {
                let pe = |activity: &Activity| match activity.of {
                    Of::Requirement(id, _) => school.subject(school.requirement(id).subject).kind == SubjectKind::Pe,
                    Of::Research(_) => false,
                };
                let ids = self.ids(|activity| activity.classes.contains(&class) && pe(activity));
                if ids.len() > 1 && ids.len() <= school.bell_of(class).days.len() {
                    sets.insert(ids);
                }
            }
        }
        let days = self.grid.days.len();
        for ids in sets.into_iter().filter(|ids| (2..=days).contains(&ids.len())) {
            self.different_days(&ids);
        }
    }

    fn ids(&self, wanted: impl Fn(&Activity) -> bool) -> Vec<usize> {
        self.lessons.activities.iter().filter(|activity| wanted(activity)).map(|activity| activity.id).collect()
    }

    fn is_about(&self, activity: &Activity, subject: SubjectId) -> bool {
        matches!(activity.of, Of::Requirement(id, _) if self.school.requirement(id).subject == subject)
    }

    /// Teachers that exclude each other, subjects that keep apart.
    fn apart(&mut self) {
        let school = self.school;
        if hard(school, "R122").is_some() {
            let mut lost = 0;
            for exclusion in &school.exclusions {
                let (a, b) = exclusion.teachers;
                let ids = self.ids(|activity| activity.teachers.contains(&a) || activity.teachers.contains(&b));
                match exclusion.kind {
                    ExclusionKind::NotBothTeaching => self.of_activities("ActivitiesNotOverlapping", &ids, |_| {}),
                    ExclusionKind::NotBothFree => lost += 1,
                }
            }
            if lost > 0 {
                self.report.remark(words::NOT_BOTH_FREE, args! { count: lost });
            }
        }
        if hard(school, "R123").is_none() {
            return;
        }
        for apart in &school.apart {
            for class in school.class_ids() {
                let of = |subject| {
                    self.ids(|activity| activity.classes.contains(&class) && self.is_about(activity, subject))
                };
                let (first, second) = (of(apart.subjects.0), of(apart.subjects.1));
                for (a, b) in first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b))) {
                    match apart.kind {
                        ApartKind::NotSameDay => self.different_days(&[a, b]),
                        ApartKind::NotAdjacent => self.of_activities("MinGapsBetweenActivities", &[a, b], |xml| {
                            xml.leaf("MinGaps", "1");
                        }),
                    }
                }
            }
        }
    }

    /// What FET cannot say, by name.
    fn unsaid(&mut self) {
        let school = self.school;
        for rule in ALL {
            let meta = rule.meta();
            let Some(setting) = school.policy.settings.get(meta.code) else { continue };
            let told = setting.level >= Level::Soft && meta.stage == Stage::Timetable;
            let stated = STATED.contains(&meta.code) || STATED_TOO.contains(&meta.code);
            // A rule that is stated as a must is not stated where it is only a wish.
            if told && (!stated || (setting.level == Level::Soft && !meta.physics)) {
                let (text, weight) = match setting.level {
                    Level::Hard => (words::RULE_LOST_HARD, 0),
                    _ => (words::RULE_LOST_SOFT, setting.weight),
                };
                self.report.remark(text, args! { code: meta.code, name: meta.name, weight: weight });
            }
        }
        let after = !school.service.slots.is_empty() || !school.duty.posts.is_empty() || !school.pay.items.is_empty();
        if after {
            self.report.remark(words::AFTER_LESSONS, args! {});
        }
    }
}
