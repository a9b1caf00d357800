//! Count, hard, one for each pay month with a budget and one for the term: fen of everything that the roster decides, plus
//! what is fixed, at most the budget.
//!
//! With `t[k, p] = 1` when person `p` does task `k`:
//!
//! - By the period, slot, shift and pupil: `t[k, p]` costs rate times units on the dates of the month on which `k` takes
//!   place. Exact.
//! - By the day (month): `p` is paid once however many of a set `K` of tasks it does on the date (in the month). For sets
//!   of which a person can do only one (all at the same time) `t[k, p]` itself counts; otherwise an activity of its own
//!   says whether `p` is paid: `t[k, p] <= paid[K, p]` for each `k` in `K`, and `paid[K, p]` costs rate times the dates on
//!   which exactly the tasks of `K` are what the item pays `p` for. Exact: nothing forces it to be paid without a task.
//! - Lessons are fixed. Exact, also for items that count them together with tasks.
//! - On the date of a one-off leave of `p` during a shift, `t[k, p]` costs what the dearest person on standby would be paid
//!   for it. Not below the truth.
//! - Weekly duty (值周) is dealt out later; it counts as if it fell to those whom it pays most. Not below the truth.
//!
//! So a roster within the constraint is within the budget; one is refused without need only where one-off leaves fall on
//! duty, or where weekly duty is paid unequally, or by the day or month together with other work. Where even the dearest roster is within the budget, nothing is stated.

use std::collections::{BTreeMap, BTreeSet};

use super::META;
use crate::lowering::{EngagementKind, Roster, Task, TaskOf};
use crate::problem::{
    Activity, ActivityId, Form, Kind, Need, Resource, ResourceId, ResourceKind, Strength, Tag, Term as Counted,
};
use crate::school::{
    self, Basis, FlexDay, Level, PayItem, PostKind, School, ServiceKind, Setting, Term, TermDay, Work,
};
use crate::units::{ClockTime, Fen, TeacherId, Weeks};

/// Sums of a constraint stay below it.
const MOST: i128 = 1 << 27;

pub(super) fn lower(roster: &mut Roster<'_>, setting: &Setting) {
    let school = roster.school;
    let Some(term) = &school.term else { return };
    let pay = &school.pay;
    if !pay.enforce || setting.level != Level::Hard {
        return;
    }
    let costs = costs(roster, term);
    let months: BTreeMap<Month, Vec<Month>> = match pay.month_budget {
        Some(_) => costs.months().into_iter().map(|month| (month.clone(), vec![month])).collect(),
        None => BTreeMap::new(),
    };
    let stated = |budget: Option<Fen>, months: Vec<Month>, about: String| {
        let budget = i128::from(budget?.0);
        (costs.dearest(&months) > budget).then_some((budget, months, about))
    };
    let mut budgets: Vec<_> =
        months.into_iter().filter_map(|(month, months)| stated(pay.month_budget, months, month)).collect();
    budgets.extend(stated(pay.term_budget, costs.months().into_iter().collect(), term.name.clone()));
    if budgets.is_empty() {
        return;
    }
    let paid = paid_activities(roster, &costs);
    for (budget, months, about) in budgets {
        state(roster, &costs, &paid, budget, &months, about);
    }
}

type Month = String;
/// Fen by pay month.
type ByMonth = BTreeMap<Month, i128>;
/// A person and the tasks of which any one makes it paid.
type Group = (TeacherId, Vec<ActivityId>);

/// What everything costs.
#[derive(Default)]
struct Costs {
    /// Whoever staffs the roster.
    fixed: ByMonth,
    /// A person doing a task.
    tasks: BTreeMap<(ActivityId, TeacherId), ByMonth>,
    /// A person doing at least one of some tasks, of which it can do several.
    groups: BTreeMap<Group, ByMonth>,
}

impl Costs {
    fn months(&self) -> BTreeSet<Month> {
        let all = self.tasks.values().chain(self.groups.values()).chain([&self.fixed]);
        all.flat_map(|by_month| by_month.keys().cloned()).collect()
    }

    /// An upper bound of what any roster costs in these months.
    fn dearest(&self, months: &[Month]) -> i128 {
        let mut tasks: BTreeMap<ActivityId, i128> = BTreeMap::new();
        for ((task, _), cost) in &self.tasks {
            let dearest = tasks.entry(*task).or_default();
            *dearest = (*dearest).max(sum(cost, months));
        }
        let groups: i128 = self.groups.values().map(|cost| sum(cost, months)).sum();
        sum(&self.fixed, months) + tasks.values().sum::<i128>() + groups
    }
}

fn sum(costs: &ByMonth, months: &[Month]) -> i128 {
    months.iter().filter_map(|month| costs.get(month)).sum()
}

fn add(costs: &mut ByMonth, month: &Month, fen: i128) {
    if fen != 0 {
        *costs.entry(month.clone()).or_default() += fen;
    }
}

/// A task on the days on which it takes place.
struct Held<'a> {
    id: ActivityId,
    task: &'a Task,
    candidates: Vec<TeacherId>,
    work: Work,
    periods: i64,
    days: Vec<&'a TermDay>,
}

impl Held<'_> {
    /// Whether `person` would be replaced on `day`: only shifts, for a one-off leave.
    fn replaced(&self, school: &School, term: &Term, day: &TermDay, person: TeacherId) -> bool {
        let time = term.clock(day, self.task.span.time);
        let mut leaves = school.duty.flex.iter().flat_map(|flex| &flex.leaves);
        matches!(self.task.of, TaskOf::Post(_))
            && leaves.any(|leave| {
                leave.teacher == person && leave.day == FlexDay::Once(day.date) && leave.time.overlaps(time)
            })
    }
}

fn costs(roster: &Roster<'_>, term: &Term) -> Costs {
    let school = roster.school;
    let held: Vec<Held<'_>> = roster.tasks().map(|(id, task)| held(roster, term, id, task)).collect();
    let mut costs = Costs::default();
    for teacher in school.teacher_ids() {
        let own: Vec<&Held<'_>> = held.iter().filter(|held| held.candidates.contains(&teacher)).collect();
        let lessons = lessons(roster, term, teacher);
        for item in school.pay.items.iter().filter(|item| item.is_for(school, teacher)) {
            let priced = Priced { school, term, item };
            match item.basis {
                Basis::Day | Basis::Month => priced.once(&mut costs, teacher, &own, &lessons),
                Basis::Period | Basis::Slot | Basis::Duty | Basis::PupilPeriod { .. } => {
                    priced.each(&mut costs, teacher, &own, &lessons);
                }
            }
        }
    }
    stand_ins(school, term, &held, &mut costs);
    weekly_duty(school, term, &mut costs);
    costs
}

fn held<'a>(roster: &'a Roster<'_>, term: &'a Term, id: ActivityId, task: &'a Task) -> Held<'a> {
    let school = roster.school;
    let (work, periods) = match task.of {
        TaskOf::Session(_) => {
            let periods = task.slot.map_or(1, |slot| i64::from(school.service.slot(slot).periods));
            (Work::Service(task.kind.unwrap_or(ServiceKind::Homework)), periods)
        }
        TaskOf::Post(post) => (Work::Duty(school.duty.post(post).kind), 0),
    };
    let days = term.days_of(task.span.weekday, Weeks::All).filter(|day| takes_place(school, day, task)).collect();
    Held { id, task, candidates: roster.candidates(id), work, periods, days }
}

/// A session does with the programme; a shift with duty, and with the slot that its post belongs to.
fn takes_place(school: &School, day: &TermDay, task: &Task) -> bool {
    let time = task.span.time;
    if matches!(task.of, TaskOf::Session(_)) {
        return day.holds(school::Activity::AfterSchool, time, &task.classes);
    }
    let slot = task.slot.map(|slot| school.service.slot(slot));
    let served = slot.and_then(|slot| Some((slot, *slot.days.get(&day.weekday)?)));
    day.holds(school::Activity::Duty, time, &task.classes)
        && served.is_none_or(|(slot, time)| {
            let classes = if task.classes.is_empty() { &slot.classes } else { &task.classes };
            day.holds(school::Activity::AfterSchool, time, classes)
        })
}

/// What is paid at most for shifts from which their holders are on leave: to the dearest who may stand by.
fn stand_ins(school: &School, term: &Term, held: &[Held<'_>], costs: &mut Costs) {
    let standby = held.iter().filter(|held| held.work == Work::Duty(PostKind::Standby));
    let people: BTreeSet<TeacherId> = standby.flat_map(|held| held.candidates.iter().copied()).collect();
    for held in held {
        for person in &held.candidates {
            for day in held.days.iter().filter(|day| held.replaced(school, term, day, *person)) {
                let paid = |other: &TeacherId| -> i128 {
                    let items = school.pay.items.iter().filter(|item| item.is_for(school, *other));
                    let items = items.map(|item| Priced { school, term, item });
                    items.filter(|priced| priced.pays_task(day, held)).map(|priced| priced.at_most(held)).sum()
                };
                let dearest = people.iter().map(paid).max().unwrap_or(0);
                let month = school.pay.month_of(day.date);
                add(costs.tasks.entry((held.id, *person)).or_default(), &month, dearest);
            }
        }
    }
}

/// Days and ends of a person's lessons.
fn lessons<'t>(roster: &Roster<'_>, term: &'t Term, teacher: TeacherId) -> Vec<(&'t TermDay, ClockTime)> {
    let lessons = roster.engagements[teacher.index()].iter().filter(|one| one.kind == EngagementKind::Lesson);
    let on_days = lessons.flat_map(|lesson| {
        let days = term.days_of(lesson.span.weekday, lesson.span.weeks);
        let held = days.filter(|day| day.holds(school::Activity::Lessons, lesson.span.time, &lesson.classes));
        held.map(|day| (day, term.clock(day, lesson.span.time).end))
    });
    on_days.collect()
}

/// An item in its term.
struct Priced<'s> {
    school: &'s School,
    term: &'s Term,
    item: &'s PayItem,
}

impl Priced<'_> {
    fn rate(&self) -> i128 {
        i128::from(self.item.rate.0)
    }

    fn month(&self, day: &TermDay) -> Month {
        self.school.pay.month_of(day.date)
    }

    fn fits(&self, day: &TermDay, work: Work, ends: Option<ClockTime>, pupils: Option<u16>) -> bool {
        let item = self.item;
        item.works.contains(&work)
            && (item.weekdays.is_empty() || item.weekdays.contains(&day.weekday))
            && item.ends_after.is_none_or(|after| ends.is_some_and(|ends| ends > after))
            && (item.min_pupils == 0 || pupils.is_some_and(|pupils| pupils >= item.min_pupils))
    }

    fn pays_task(&self, day: &TermDay, held: &Held<'_>) -> bool {
        let pupils = matches!(held.task.of, TaskOf::Session(_)).then_some(held.task.pupils);
        self.fits(day, held.work, Some(self.term.clock(day, held.task.span.time).end), pupils)
    }

    /// The most that the item pays for a task on one date.
    fn at_most(&self, held: &Held<'_>) -> i128 {
        let units = if matches!(self.item.basis, Basis::Day | Basis::Month) { 1 } else { self.units(held) };
        self.rate().saturating_mul(i128::from(units))
    }

    /// The days on which the item pays `teacher` for a task.
    fn days<'h>(&self, held: &'h Held<'h>, teacher: TeacherId) -> impl Iterator<Item = &'h TermDay> {
        let stays = move |day: &&&TermDay| !held.replaced(self.school, self.term, day, teacher);
        held.days.iter().filter(stays).filter(|day| self.pays_task(day, held)).copied()
    }

    fn units(&self, held: &Held<'_>) -> i64 {
        match (self.item.basis, held.task.of) {
            (Basis::Period, _) => held.periods,
            (Basis::Slot, TaskOf::Session(_)) | (Basis::Duty, TaskOf::Post(_)) => 1,
            (Basis::PupilPeriod { base }, TaskOf::Session(_)) => {
                i64::from(held.task.pupils.saturating_sub(base)).saturating_mul(held.periods)
            }
            _ => 0,
        }
    }

    /// An item of which every piece of work is paid.
    fn each(&self, costs: &mut Costs, teacher: TeacherId, own: &[&Held<'_>], lessons: &[(&TermDay, ClockTime)]) {
        for held in own {
            for day in self.days(held, teacher) {
                let fen = self.rate() * i128::from(self.units(held));
                add(costs.tasks.entry((held.id, teacher)).or_default(), &self.month(day), fen);
            }
        }
        if self.item.basis == Basis::Period {
            for (day, _) in lessons.iter().filter(|(day, ends)| self.fits(day, Work::Lesson, Some(*ends), None)) {
                add(&mut costs.fixed, &self.month(day), self.rate());
            }
        }
    }

    /// An item that is paid once a day or month.
    fn once(&self, costs: &mut Costs, teacher: TeacherId, own: &[&Held<'_>], lessons: &[(&TermDay, ClockTime)]) {
        // By unit (a date, or a month): whether it is paid anyhow, and the tasks that make it paid.
        let mut units: BTreeMap<(Month, Option<chrono::NaiveDate>), (bool, BTreeSet<ActivityId>)> = BTreeMap::new();
        let by_day = self.item.basis == Basis::Day;
        let unit = |day: &TermDay| (self.month(day), by_day.then_some(day.date));
        for (day, _) in lessons.iter().filter(|(day, ends)| self.fits(day, Work::Lesson, Some(*ends), None)) {
            units.entry(unit(day)).or_default().0 = true;
        }
        for held in own {
            for day in self.days(held, teacher) {
                units.entry(unit(day)).or_default().1.insert(held.id);
            }
        }
        for ((month, _), (anyhow, tasks)) in units {
            if anyhow {
                add(&mut costs.fixed, &month, self.rate());
            } else if at_most_one(own, &tasks) {
                for task in tasks {
                    add(costs.tasks.entry((task, teacher)).or_default(), &month, self.rate());
                }
            } else {
                let group = (teacher, tasks.into_iter().collect());
                add(costs.groups.entry(group).or_default(), &month, self.rate());
            }
        }
    }
}

/// Whether one person can do only one of the tasks: they share a minute, pair by pair.
fn at_most_one(own: &[&Held<'_>], tasks: &BTreeSet<ActivityId>) -> bool {
    let spans: Vec<_> = own.iter().filter(|held| tasks.contains(&held.id)).map(|held| held.task.span).collect();
    spans.iter().enumerate().all(|(index, span)| {
        spans[..index].iter().all(|other| span.weekday == other.weekday && span.time.overlaps(other.time))
    })
}

/// Weekly duty as if it fell to those whom it pays most.
fn weekly_duty(school: &School, term: &Term, costs: &mut Costs) {
    for role in &school.duty.weekly {
        let dearest = |cost: &dyn Fn(TeacherId) -> i128| -> i128 {
            let mut costs: Vec<i128> = role.who.iter().map(|person| cost(*person)).collect();
            costs.sort_unstable_by(|a, b| b.cmp(a));
            costs.iter().take(usize::from(role.people)).sum()
        };
        let mut weeks: BTreeMap<Month, BTreeSet<u16>> = BTreeMap::new();
        let off =
            |day: &&TermDay| day.cancelled.iter().any(|one| one.duty && one.time.is_none() && one.classes.is_empty());
        for day in term.days.iter().filter(|day| !off(day)) {
            let month = school.pay.month_of(day.date);
            let paid = |person: TeacherId| {
                let items = school.pay.items.iter().filter(|item| matches!(item.basis, Basis::Duty | Basis::Day));
                items
                    .filter(|item| pays_weekly(school, item, person, Some(day)))
                    .map(|item| i128::from(item.rate.0))
                    .sum()
            };
            add(&mut costs.fixed, &month, dearest(&paid));
            weeks.entry(month).or_default().insert(day.week);
        }
        for (month, weeks) in weeks {
            for item in school.pay.items.iter().filter(|item| item.basis == Basis::Month) {
                let people = role.who.iter().filter(|person| pays_weekly(school, item, **person, None)).count();
                let turns = weeks.len().saturating_mul(usize::from(role.people));
                let people = i128::try_from(people.min(turns)).unwrap_or(i128::MAX);
                add(&mut costs.fixed, &month, i128::from(item.rate.0).saturating_mul(people));
            }
        }
    }
}

fn pays_weekly(school: &School, item: &PayItem, person: TeacherId, day: Option<&TermDay>) -> bool {
    item.works.contains(&Work::WeeklyDuty)
        && item.is_for(school, person)
        && day.is_none_or(|day| item.weekdays.is_empty() || item.weekdays.contains(&day.weekday))
        && item.ends_after.is_none()
        && item.min_pupils == 0
}

/// For each group an activity that says whether the person is paid: its term when it is.
fn paid_activities(roster: &mut Roster<'_>, costs: &Costs) -> BTreeMap<Group, Counted> {
    let mut stated = BTreeMap::new();
    if costs.groups.is_empty() {
        return stated;
    }
    let mut token = |name: &str| {
        roster.problem.resources.push(Resource {
            name: name.to_owned(),
            kind: ResourceKind::Token,
            capacity: u32::MAX,
            unavailable: Vec::new(),
        });
        ResourceId::from_index(roster.problem.resources.len() - 1)
    };
    let (paid, unpaid) = (token("paid"), token("unpaid"));
    for group in costs.groups.keys() {
        let (teacher, tasks) = group;
        let Some(placement) = tasks.first().and_then(|task| roster.problem.activity(*task).domain.first().copied())
        else {
            continue;
        };
        let name = roster.school.teacher(*teacher).name.clone();
        roster.problem.activities.push(Activity {
            name: name.clone(),
            count: 1,
            domain: vec![placement],
            needs: vec![Need { candidates: vec![paid, unpaid], shared: true }],
        });
        let activity = ActivityId::from_index(roster.problem.activities.len() - 1);
        let term = Counted { activity, placement, weight: -1, given: Some((0, paid)) };
        for task in tasks {
            let terms = vec![roster.term(*task, *teacher, 1), term];
            let tag = Tag { rule: META.code, about: vec![name.clone()] };
            roster.add(Kind::LimitWorkload, Form::Count { terms, min: -1, max: 0 }, Strength::Hard, tag);
        }
        stated.insert(group.clone(), term);
    }
    stated
}

/// States one budget. Weights are divided by their common divisor; should their sum still be too large for a constraint,
/// they are rounded up to a coarser unit.
fn state(
    roster: &mut Roster<'_>,
    costs: &Costs,
    paid: &BTreeMap<Group, Counted>,
    budget: i128,
    months: &[Month],
    about: String,
) {
    let mut terms: Vec<(Counted, i128)> = Vec::new();
    for ((task, teacher), cost) in &costs.tasks {
        terms.push((roster.term(*task, *teacher, 0), sum(cost, months)));
    }
    for (group, cost) in &costs.groups {
        terms.extend(paid.get(group).map(|term| (*term, sum(cost, months))));
    }
    terms.retain(|(_, weight)| *weight != 0);
    let left = budget - sum(&costs.fixed, months);
    let divisor = terms.iter().fold(0, |divisor, (_, weight)| gcd(divisor, weight.abs())).max(1);
    let total: i128 = terms.iter().map(|(_, weight)| weight.abs() / divisor).sum();
    let unit = divisor * (total / MOST + 1);
    let number = |value: i128| i32::try_from(value.clamp(-MOST, MOST)).unwrap_or(i32::MAX);
    let up = |weight: i128| -(-weight).div_euclid(unit);
    let terms = terms.into_iter().map(|(term, weight)| Counted { weight: number(up(weight)), ..term }).collect();
    let form = Form::Count { terms, min: number(-MOST), max: number(left.div_euclid(unit)) };
    // What a unit of the row is worth, for those who read its numbers.
    let worth = format!("(×¥{})", Fen(i64::try_from(unit).unwrap_or(i64::MAX)));
    roster.add(Kind::LimitWorkload, form, Strength::Hard, Tag { rule: META.code, about: vec![about, worth] });
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}
