//! Posts, weekly duty, flexible hours.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::super::Location;
use super::super::super::raw::{Record, Schema, Value};
use super::super::Builder;
use super::super::read::Item;
use super::Known;
use super::fields::{Stated, Word};
use super::people::Part;
use crate::args;
use crate::school::{Flex, FlexDay, FlexLeave, Post, PostKind, WeeklyDuty};
use crate::text::Arg;
use crate::text::input::{self, after_school as say};
use crate::text::term::OUTSIDE_TERM;
use crate::units::{ClassId, Interval, ServiceSlotId, TeacherId, Weekday};

const SERVED: Schema = Schema::new("served", &["teacher", "weeks"]);

const GRADES: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Words for the kinds of posts.
pub(super) fn post_kinds() -> Vec<Word<PostKind>> {
    let aliases = [
        ("楼梯", "", PostKind::Stairs),
        ("大课间", "", PostKind::Field),
        ("护送", "", PostKind::Dismissal),
        ("放学护送", "", PostKind::Dismissal),
        ("清校", "", PostKind::Clearance),
        ("巡视", "", PostKind::Patrol),
        ("点名", "", PostKind::Attendance),
        ("住校生", "", PostKind::Boarding),
        ("候补", "", PostKind::Standby),
        ("其它", "", PostKind::Other),
    ];
    PostKind::ALL.map(|kind| (kind.zh(), kind.word(), kind)).into_iter().chain(aliases).collect()
}

impl Builder<'_> {
    pub(super) fn posts(&mut self, known: &Known) {
        let mut seen = BTreeMap::new();
        let raw = self.raw;
        for record in raw.list("post") {
            let Some(name) = self.name_of(record, "post") else { continue };
            if !self.fresh(&mut seen, say::POST, &name) {
                continue;
            }
            let post = self.post(known, record, name.text.clone());
            let by_grade = matches!(post.kind, PostKind::Attendance | PostKind::Dismissal)
                && post.slot.is_some()
                && record.get("classes").is_none();
            if by_grade {
                self.post_by_grade(&post, &mut seen, &name.at);
            } else {
                self.school.duty.posts.push(post);
            }
        }
    }

    fn post(&mut self, known: &Known, record: &Record, name: String) -> Post {
        let kind = self.read(record).one_of("kind", &post_kinds()).unwrap_or(PostKind::Other);
        let slot = self.read(record).text("slot").filter(|item| !item.text.is_empty());
        let slot = slot.and_then(|item| self.slot_named(known, &item));
        let days = self.post_days(record, slot, &name);
        let mut reader = self.read(record);
        let people = reader.small("people", 1, 50).unwrap_or(1);
        let counts = reader.flag("counts").unwrap_or(kind != PostKind::Standby);
        let building = reader.text("building").filter(|item| !item.text.is_empty());
        let building = building.and_then(|item| self.building(&item));
        let who = self.holders(record, kind, people, &name);
        let classes = self.class_set(record, "classes", false).ids;
        Post { name, kind, days, people, who, building, slot, classes, counts }
    }

    /// The times of a post: its own, else those of its slot; on its own weekdays, else on the slot's, else on all.
    fn post_days(&mut self, record: &Record, slot: Option<ServiceSlotId>, name: &str) -> BTreeMap<Weekday, Interval> {
        let days = self.weekdays(record, "weekdays");
        let time = self.time_of(record);
        if record.get("time").is_some() && time.is_none() {
            return BTreeMap::new();
        }
        let Some(slot) = slot else {
            let Some(time) = time else {
                if record.get("slot").is_none() {
                    self.diagnostics.push(&say::POST_TIMES, args! { name: name }, record.at.clone());
                }
                return BTreeMap::new();
            };
            let days: Vec<_> = match days {
                Stated::These(days) => days.into_iter().collect(),
                Stated::Wrong => Vec::new(),
                Stated::Not | Stated::All => self.school.weekdays.clone(),
            };
            return days.into_iter().map(|day| (day, time)).collect();
        };
        let held = self.held_days(slot, days, name, record.place("weekdays"));
        let of_slot = &self.school.service.slot(slot).days;
        held.into_iter().filter_map(|day| Some((day, time.or_else(|| of_slot.get(&day).copied())?))).collect()
    }

    /// Who may hold a post: leaders patrol, everybody holds other posts, where nothing is said.
    fn holders(&mut self, record: &Record, kind: PostKind, people: u8, name: &str) -> Vec<TeacherId> {
        let before = self.diagnostics.0.len();
        let who = match record.get("who") {
            Some(_) => self.people(record, "who", Part::Duty, name),
            None => self.staff(Part::Duty, (kind == PostKind::Patrol).then_some(true)),
        };
        if self.diagnostics.0.len() == before {
            self.enough(say::POST, name, &who, people, record, "who");
        }
        who
    }

    /// One post for each grade of the slot.
    fn post_by_grade(&mut self, post: &Post, seen: &mut BTreeMap<String, Location>, at: &Location) {
        let Some(slot) = post.slot else { return };
        let mut grades: BTreeMap<u8, Vec<ClassId>> = BTreeMap::new();
        for class in &self.school.service.slot(slot).classes {
            grades.entry(self.school.class(*class).grade).or_default().push(*class);
        }
        for (grade, classes) in grades {
            let grade = GRADES.get(usize::from(grade).saturating_sub(1)).copied().unwrap_or_default();
            let name = [post.name.as_str(), "（", grade, "年级）"].concat();
            if self.fresh(seen, say::POST, &Item { text: name.clone(), at: at.clone() }) {
                self.school.duty.posts.push(Post { name, classes, ..post.clone() });
            }
        }
    }

    pub(super) fn weekly_duty(&mut self) {
        let mut seen = BTreeMap::new();
        for record in self.raw.list("weekly_duty") {
            let Some(name) = self.read(record).name("name", "[[weekly_duty]]") else { continue };
            let people = self.read(record).small("people", 1, 50).unwrap_or(1);
            let before = self.diagnostics.0.len();
            self.has(record, "weekly_duty", "who");
            let who = self.people(record, "who", Part::Duty, &name.text);
            if self.diagnostics.0.len() == before {
                self.enough(say::WEEKLY_DUTY, &name.text, &who, people, record, "who");
            }
            let served = self.weeks_served(record);
            if self.fresh(&mut seen, say::WEEKLY_DUTY, &name) {
                self.school.duty.weekly.push(WeeklyDuty { name: name.text, who, people, served });
            }
        }
    }

    fn weeks_served(&mut self, record: &Record) -> BTreeMap<TeacherId, u16> {
        let mut served = BTreeMap::new();
        let mut seen: BTreeMap<String, Location> = BTreeMap::new();
        let Some(field) = record.get("served") else { return served };
        for row in field.records(&SERVED, self.diagnostics) {
            for key in ["teacher", "weeks"] {
                if row.get(key).is_none() {
                    self.diagnostics.push(&input::MISSING_KEY, args! { table: "served", key: key }, row.at.clone());
                }
            }
            let weeks = self.read(&row).count("weeks", 0, 400);
            let Some(item) = self.read(&row).text("teacher") else { continue };
            if let (Some(id), Some(weeks), true) =
                (self.teacher(&item), weeks, self.fresh(&mut seen, say::PERSON, &item))
            {
                served.insert(id, weeks);
            }
        }
        served
    }

    pub(super) fn flex(&mut self) {
        let opening = self.flex_minutes();
        let leaves = self.raw.list("flex_leave");
        let Some(section) = self.raw.section("flex") else {
            if let Some((_, _, at)) = opening.first() {
                let args = args! { what: say::FLEX_MINUTES };
                self.diagnostics.push(&say::FLEX_MISSING, args, at.clone());
            }
            if let Some(leave) = leaves.first() {
                self.diagnostics.push(&say::FLEX_MISSING, args! { what: say::FLEX_LEAVES }, leave.at.clone());
            }
            return;
        };
        for key in ["start", "end"] {
            if section.get(key).is_none() {
                let args = args! { table: "[flex]", key: key };
                self.diagnostics.push(&input::MISSING_KEY, args, section.at.clone());
            }
        }
        let mut reader = self.read(section);
        let (Some(start), Some(end)) = (reader.clock("start"), reader.clock("end")) else { return };
        let Some(hours) = Interval::new(start, end) else {
            let args = args! { start: start, end: end };
            return self.diagnostics.push(&say::HOURS_ORDER, args, section.place("end"));
        };
        let opening = opening.into_iter().map(|(id, minutes, _)| (id, minutes)).collect();
        let leaves = leaves.iter().filter_map(|record| self.leave(record, hours)).collect();
        self.school.duty.flex = Some(Flex { start, end, leaves, opening });
    }

    /// Whether the term, when one is stated, has the date; otherwise that is reported.
    fn in_term(&mut self, date: NaiveDate, at: &Location) -> bool {
        let Some(term) = &self.school.term else { return true };
        let within = (term.first..=term.last).contains(&date);
        if !within {
            let args = args! { what: say::FLEX_LEAVES, name: date, first: term.first, last: term.last };
            self.diagnostics.push(&OUTSIDE_TERM, args, at.clone());
        }
        within
    }

    fn leave(&mut self, record: &Record, hours: Interval) -> Option<FlexLeave> {
        let complete = ["teacher", "time"].map(|key| self.has(record, "flex_leave", key));
        let item = self.read(record).text("teacher")?;
        let teacher = self.teacher(&item);
        let day = match (record.get("weekday"), record.get("date")) {
            (Some(_), None) => self.weekday(record, "flex_leave").map(FlexDay::Weekly),
            (None, Some(field)) if matches!(field.value, Value::Text(_)) => {
                let date = self.read(record).date("date");
                date.filter(|date| self.in_term(*date, &field.at)).map(FlexDay::Once)
            }
            (None, Some(field)) => {
                super::super::super::raw::wrong_type(field, input::A_TEXT, self.diagnostics);
                None
            }
            _ => {
                self.diagnostics.push(&say::LEAVE_DAY, args! { teacher: &item.text }, record.at.clone());
                None
            }
        };
        let time = self.time_of(record).filter(|_| !complete.contains(&false))?;
        // Away from the start of the day, or until its end; away all day is leave of another sort.
        let late = time.start <= hours.start && time.end > hours.start && time.end < hours.end;
        let early = time.end >= hours.end && time.start < hours.end && time.start > hours.start;
        if !late && !early {
            let shown = Arg::from(hours);
            let args = args! { teacher: &item.text, time: time, hours: shown };
            self.diagnostics.push(&say::LEAVE_HOURS, args, record.place("time"));
            return None;
        }
        Some(FlexLeave { teacher: teacher?, day: day?, time })
    }
}
