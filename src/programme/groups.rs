//! Groups by class: small classes of a grade merged, large ones split, the same all week.
//!
//! Per slot and grade, with `h[k,d]` pupils of class `k` on weekday `d`, `min` and `max` of
//! [`GroupSizes`](crate::school::GroupSizes) and `limit(k) = min(max, seats)`, the seats being those of the home room of `k`
//! (of the largest ordinary room when that is taken at some time of the slot):
//!
//! - a class with more than `limit(k)` pupils on some day is split into the fewest parts that keep the limit every day;
//! - when no class has a day with fewer than `min` (and more than none), each class is a group;
//! - else the classes that are not split are partitioned, `a[k,g]` saying that class `k` is in the group of class `g <= k`,
//!   and `z[k,g]` that this group has the home of `k`:
//!
//! ```text
//! sum over g of a[k,g] = 1,  a[k,g] <= a[g,g],  z[k,g] <= a[k,g],  sum over k of z[k,g] = a[g,g]
//! sum over k of h[k,d] a[k,g] <= sum over k of limit(k) z[k,g]                      for each day
//! short[g,d] >= min a[j,g] - sum over k of h[k,d] a[k,g]                            for each j with h[j,d] > 0
//! ```
//!
//! Goals, each proved before the next: fewest pupils short of `min` over groups and days; fewest classes of full size in
//! merged groups; fewest groups. Where rooms are short ([`Form::Fewest`]) classes are merged without need, and the last two
//! goals change places. A day on which a group has no pupils has no session.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Model, Reached, Sum, Until, Var, Without, value};
use crate::school::{School, ServiceKind};
use crate::units::{ClassId, PupilId, ServiceSlotId, Weekday};

/// Who is to be in the groups of a slot.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    /// The slot.
    pub slot: ServiceSlotId,
    /// What they do.
    pub kind: ServiceKind,
    /// Pupils by class and weekday.
    pub heads: BTreeMap<ClassId, BTreeMap<Weekday, u16>>,
    /// The pupils and their weekdays; empty without a pupil table.
    pub who: BTreeMap<ClassId, Vec<(PupilId, BTreeSet<Weekday>)>>,
}

/// A group: the same all week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The slot.
    pub slot: ServiceSlotId,
    /// What it does.
    pub kind: ServiceKind,
    /// Name, unique within the slot: `一1班`, `一1班+一2班`, `一1班②`.
    pub name: String,
    /// Pupils by weekday and class; only where there are some.
    pub heads: BTreeMap<Weekday, BTreeMap<ClassId, u16>>,
    /// Its pupils; empty without a pupil table.
    pub pupils: BTreeSet<PupilId>,
}

impl Group {
    /// Pupils on `weekday`.
    pub fn size(&self, weekday: Weekday) -> u16 {
        self.heads.get(&weekday).map_or(0, |heads| heads.values().sum())
    }
}

/// When classes are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// When one of them is small.
    Classes,
    /// Whenever it saves a group.
    Fewest,
}

/// What the goals came to, summed over slots and grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Goals(pub [Reached; 3]);

impl Default for Goals {
    fn default() -> Self {
        Self([Reached { value: 0, bound: Some(0), optimal: true }; 3])
    }
}

impl Goals {
    fn add(&mut self, goal: usize, reached: Reached) {
        let so_far = &mut self.0[goal];
        so_far.value += reached.value;
        so_far.bound = so_far.bound.zip(reached.bound).map(|(a, b)| a + b);
        so_far.optimal &= reached.optimal;
    }
}

/// A class of a grade in the model.
struct Part<'a> {
    class: ClassId,
    heads: &'a BTreeMap<Weekday, u16>,
    limit: u16,
}

/// Forms the groups of `demand`; `limit` says how many pupils a group in the home room of a class may have.
pub(super) fn form(
    school: &School,
    demand: &Demand,
    form: Form,
    limit: &dyn Fn(ClassId) -> u16,
    until: &Until,
    goals: &mut Goals,
) -> Result<Vec<Group>, Without> {
    let mut grades: BTreeMap<u8, Vec<Part<'_>>> = BTreeMap::new();
    let mut groups = Vec::new();
    for (class, heads) in &demand.heads {
        let peak = heads.values().copied().max().unwrap_or(0);
        if peak == 0 {
            continue;
        }
        let limit = limit(*class).max(1);
        if peak > limit {
            let parts = split(school, demand, *class, limit);
            // Nothing is chosen here: the fewest parts are counted.
            goals.add(2, Reached { value: count(parts.len()), bound: Some(count(parts.len())), optimal: true });
            groups.extend(parts);
        } else {
            grades.entry(school.class(*class).grade).or_default().push(Part { class: *class, heads, limit });
        }
    }
    for parts in grades.into_values() {
        for together in partition(school, &parts, form, until, goals)? {
            groups.push(merged(school, demand, &together));
        }
    }
    groups.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(groups)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn merged(school: &School, demand: &Demand, classes: &[ClassId]) -> Group {
    let mut heads: BTreeMap<Weekday, BTreeMap<ClassId, u16>> = BTreeMap::new();
    let mut pupils = BTreeSet::new();
    for class in classes {
        for (weekday, number) in demand.heads.get(class).into_iter().flatten().filter(|(_, number)| **number > 0) {
            heads.entry(*weekday).or_default().insert(*class, *number);
        }
        pupils.extend(demand.who.get(class).into_iter().flatten().map(|(pupil, _)| *pupil));
    }
    Group { slot: demand.slot, kind: demand.kind, name: school.class_list(classes), heads, pupils }
}

/// The fewest parts of a class that keep `limit` every day, of about equal size.
fn split(school: &School, demand: &Demand, class: ClassId, limit: u16) -> Vec<Group> {
    let empty = BTreeMap::new();
    let heads = demand.heads.get(&class).unwrap_or(&empty);
    let peak = heads.values().copied().max().unwrap_or(0);
    let who = demand.who.get(&class).map_or(&[][..], Vec::as_slice);
    let mut number = usize::from(peak.div_ceil(limit));
    let parts = loop {
        let parts = if who.is_empty() { equal_parts(heads, number) } else { dealt_parts(who, number) };
        let most = parts.iter().flat_map(|(heads, _)| heads.values()).copied().max().unwrap_or(0);
        if most <= limit || number >= usize::from(u16::MAX) {
            break parts;
        }
        number += 1;
    };
    let name = &school.class(class).name;
    let group = |(index, (heads, pupils)): (usize, (BTreeMap<Weekday, u16>, BTreeSet<PupilId>))| Group {
        slot: demand.slot,
        kind: demand.kind,
        name: format!("{name}{}", circled(index + 1)),
        heads: heads.into_iter().map(|(day, number)| (day, BTreeMap::from([(class, number)]))).collect(),
        pupils,
    };
    parts.into_iter().enumerate().map(group).collect()
}

/// `①`, `②` ... and beyond twenty `(21)`.
fn circled(number: usize) -> String {
    let sign =
        u32::try_from(number).ok().filter(|number| (1..=20).contains(number)).and_then(|n| char::from_u32(0x245F + n));
    sign.map_or_else(|| format!("({number})"), String::from)
}

type Slice = (BTreeMap<Weekday, u16>, BTreeSet<PupilId>);

/// Head counts only: each day's pupils in parts of equal size.
fn equal_parts(heads: &BTreeMap<Weekday, u16>, number: usize) -> Vec<Slice> {
    let parts = u16::try_from(number).unwrap_or(u16::MAX).max(1);
    let share = |index: u16, heads: u16| heads / parts + u16::from(index < heads % parts);
    let slice =
        |index: u16| heads.iter().map(|(day, heads)| (*day, share(index, *heads))).filter(|(_, n)| *n > 0).collect();
    (0..parts).map(|index| (slice(index), BTreeSet::new())).collect()
}

/// Named pupils: those with the most days first, each to the part where the fullest of the pupil's days is emptiest.
fn dealt_parts(who: &[(PupilId, BTreeSet<Weekday>)], number: usize) -> Vec<Slice> {
    let mut order: Vec<_> = who.iter().collect();
    order.sort_by_key(|(pupil, days)| (std::cmp::Reverse(days.len()), *pupil));
    let mut parts: Vec<Slice> = vec![Slice::default(); number.max(1)];
    for (pupil, days) in order {
        let load = |(heads, pupils): &Slice| {
            (days.iter().map(|day| heads.get(day).copied().unwrap_or(0)).max().unwrap_or(0), pupils.len())
        };
        if let Some((heads, pupils)) = parts.iter_mut().min_by_key(|part| load(part)) {
            days.iter().for_each(|day| *heads.entry(*day).or_insert(0) += 1);
            pupils.insert(*pupil);
        }
    }
    parts
}

/// Partitions the classes of a grade.
fn partition(
    school: &School,
    parts: &[Part<'_>],
    form: Form,
    until: &Until,
    goals: &mut Goals,
) -> Result<Vec<Vec<ClassId>>, Without> {
    let min = school.service.groups.min;
    let small = |part: &Part<'_>| part.heads.values().any(|heads| (1..min).contains(heads));
    let exact = |value: i64| Reached { value, bound: Some(value), optimal: true };
    if parts.len() < 2 || (form == Form::Classes && !parts.iter().any(small)) {
        let short: i64 = parts
            .iter()
            .flat_map(|p| p.heads.values())
            .filter(|n| **n > 0)
            .map(|n| i64::from(min.saturating_sub(*n)))
            .sum();
        goals.add(0, exact(short));
        goals.add(2, exact(count(parts.len())));
        return Ok(parts.iter().map(|part| vec![part.class]).collect());
    }
    let mut model = Model::default();
    // member[g][k - g] says whether class k is in the group of class g.
    let member: Vec<Vec<Var>> = (0..parts.len()).map(|g| (g..parts.len()).map(|_| model.binary()).collect()).collect();
    let (mut short, mut disturbed, mut opened) = (Sum::new(), Sum::new(), Sum::new());
    for (g, row) in member.iter().enumerate() {
        let open = row[0];
        opened.push((open, 1));
        let mut homes = vec![(open, -1)];
        let mut room = Sum::new();
        for (k, var) in (g..).zip(row) {
            if k > g {
                model.at_most(vec![(*var, 1), (open, -1)], 0);
            }
            let home = model.binary();
            model.at_most(vec![(home, 1), (*var, -1)], 0);
            homes.push((home, 1));
            room.push((home, -i64::from(parts[k].limit)));
        }
        model.equal(homes, 0);
        let days: BTreeSet<Weekday> = parts[g..].iter().flat_map(|part| part.heads.keys()).copied().collect();
        for day in days {
            let heads = |k: usize| i64::from(parts[k].heads.get(&day).copied().unwrap_or(0));
            let sum: Sum = (g..).zip(row).map(|(k, var)| (*var, heads(k))).filter(|(_, heads)| *heads > 0).collect();
            let mut fits = sum.clone();
            fits.extend(&room);
            model.at_most(fits, 0);
            let lacking = model.whole(i64::from(min));
            short.push((lacking, 1));
            for (j, var) in (g..).zip(row).filter(|(j, _)| heads(*j) > 0) {
                let mut enough: BTreeMap<Var, i64> = sum.iter().copied().collect();
                enough.insert(*var, heads(j) - i64::from(min));
                enough.insert(lacking, 1);
                model.at_least(enough.into_iter().collect(), 0);
            }
        }
    }
    for k in 0..parts.len() {
        model.equal((0..=k).map(|g| (member[g][k - g], 1)).collect(), 1);
        if !small(&parts[k]) {
            let together = model.binary();
            disturbed.push((together, 1));
            for g in 0..k {
                model.at_most(vec![(member[g][k - g], 1), (together, -1)], 0);
            }
            for other in member[k].iter().skip(1) {
                model.at_most(vec![(*other, 1), (together, -1)], 0);
            }
        }
    }
    let order = match form {
        Form::Classes => [(0, short), (1, disturbed), (2, opened)],
        Form::Fewest => [(0, short), (2, opened), (1, disturbed)],
    };
    let mut start = None;
    for (goal, sum) in order {
        let (values, reached) = model.minimise(&sum, start, until)?;
        goals.add(goal, reached);
        start = Some(values);
    }
    let values = start.unwrap_or_default();
    let chosen = |g: usize| {
        let classes = (g..).zip(&member[g]).filter(|(_, var)| value(&values, **var) > 0).map(|(k, _)| parts[k].class);
        classes.collect::<Vec<_>>()
    };
    Ok((0..parts.len()).map(chosen).filter(|classes| !classes.is_empty()).collect())
}
