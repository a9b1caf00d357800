//! A lower bound day by day.

use std::collections::BTreeMap;

use super::{META, TERM};
use crate::args;
use crate::breach::Checked;
use crate::school::{Activity, Basis, FlexDay, PayItem, Post, PostKind, School, Setting, Term, TermDay, Work};
use crate::text::Arg;
use crate::units::{Fen, Interval, TeacherId};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(term) = &school.term else { return checked };
    let pay = &school.pay;
    // Where something is taken from people, cheap is not the least.
    if pay.items.iter().any(|item| item.rate.0 < 0) {
        return checked;
    }
    let mut months: BTreeMap<String, i128> = BTreeMap::new();
    for day in &term.days {
        *months.entry(pay.month_of(day.date)).or_default() += least(school, term, day);
    }
    let mut case = |period: Arg, budget: Fen, least: i128| {
        let short = i64::try_from(least - i128::from(budget.0)).unwrap_or(i64::MAX);
        checked.case(META.code, short.max(0), || {
            let least = Fen(i64::try_from(least).unwrap_or(i64::MAX));
            (args! { period: period, budget: budget, least: least, short: Fen(short) }, Vec::new())
        });
    };
    for (month, least) in &months {
        if let Some(budget) = pay.month_budget {
            case(Arg::from(month), budget, *least);
        }
    }
    if let Some(budget) = pay.term_budget {
        case(TERM.into(), budget, months.values().sum());
    }
    checked
}

/// The least that duty costs on a day, in fen.
fn least(school: &School, term: &Term, day: &TermDay) -> i128 {
    let posts: Vec<(&Post, Interval)> = school
        .duty
        .posts
        .iter()
        .filter_map(|post| Some((post, *post.days.get(&day.weekday)?)))
        .filter(|(post, time)| is_held(school, day, post, *time))
        .collect();
    let items = || school.pay.items.iter();
    let mut total: i128 = 0;
    for (post, time) in &posts {
        let paid = |person: &TeacherId| {
            let by_shift = items().filter(|item| item.basis == Basis::Duty);
            let matching = by_shift.filter(|item| pays(school, term, day, item, (post, *time), *person));
            matching.map(|item| i128::from(item.rate.0)).sum::<i128>()
        };
        total += cheapest(candidates(school, &post.who).map(|person| paid(&person)), post.people);
    }
    for item in items().filter(|item| item.basis == Basis::Day) {
        let heads = |post: &Post, time: Interval| {
            let unpaid = candidates(school, &post.who)
                .filter(|person| !pays(school, term, day, item, (post, time), *person))
                .count();
            i128::from(post.people).saturating_sub(i128::try_from(unpaid).unwrap_or(i128::MAX)).max(0)
        };
        // Those who stand somewhere at the minute at which a post begins are different people.
        let at_once = |now: Interval| -> i128 {
            let there = posts.iter().filter(|(post, time)| {
                post.kind != PostKind::Standby && time.start <= now.start && now.start < time.end
            });
            there.map(|(post, time)| heads(post, *time)).sum()
        };
        let most = posts.iter().map(|(_, time)| at_once(*time)).max().unwrap_or(0);
        total += most * i128::from(item.rate.0);
    }
    total + weekly(school, day)
}

/// Whether the post is held: neither duty nor the slot that it belongs to is stopped.
fn is_held(school: &School, day: &TermDay, post: &Post, time: Interval) -> bool {
    let slot = post.slot.map(|slot| school.service.slot(slot));
    let classes = slot.filter(|_| post.classes.is_empty()).map_or(&post.classes, |slot| &slot.classes);
    let served = slot.and_then(|slot| slot.days.get(&day.weekday));
    day.holds(Activity::Duty, time, &post.classes)
        && served.is_none_or(|time| day.holds(Activity::AfterSchool, *time, classes))
}

/// The least for weekly duty on a day on which nothing stops duty.
fn weekly(school: &School, day: &TermDay) -> i128 {
    if day.cancelled.iter().any(|cancel| cancel.duty) {
        return 0;
    }
    let paid = |person: TeacherId| {
        let matching = school.pay.items.iter().filter(|item| {
            item.basis == Basis::Duty
                && item.works.contains(&Work::WeeklyDuty)
                && item.is_for(school, person)
                && (item.weekdays.is_empty() || item.weekdays.contains(&day.weekday))
                && item.ends_after.is_none()
                && item.min_pupils == 0
        });
        matching.map(|item| i128::from(item.rate.0)).sum::<i128>()
    };
    school.duty.weekly.iter().map(|role| cheapest(role.who.iter().map(|person| paid(*person)), role.people)).sum()
}

fn candidates<'s>(school: &'s School, who: &'s [TeacherId]) -> impl Iterator<Item = TeacherId> + 's {
    who.iter().copied().filter(|person| school.teacher(*person).willing.duty)
}

/// The sum of the `people` smallest.
fn cheapest(costs: impl Iterator<Item = i128>, people: u8) -> i128 {
    let mut costs: Vec<i128> = costs.collect();
    costs.sort_unstable();
    costs.iter().take(usize::from(people)).sum()
}

fn pays(
    school: &School,
    term: &Term,
    day: &TermDay,
    item: &PayItem,
    (post, time): (&Post, Interval),
    person: TeacherId,
) -> bool {
    // Who is on leave that day may leave the shift to nobody.
    let leaves = || school.duty.flex.iter().flat_map(|flex| &flex.leaves);
    item.works.contains(&Work::Duty(post.kind))
        && !leaves().any(|leave| leave.teacher == person && leave.day == FlexDay::Once(day.date))
        && item.is_for(school, person)
        && (item.weekdays.is_empty() || item.weekdays.contains(&day.weekday))
        && item.ends_after.is_none_or(|after| term.clock(day, time).end > after)
        && item.min_pupils == 0
}
