//! Workload and pay as their template shows them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chart::{Chart, chart};
use super::programme::{Link, person};
use crate::args;
use crate::plan::ServicePlan;
use crate::report::loads::weekly;
use crate::report::service::{Spread, money};
use crate::report::{Quality, ServiceReport};
use crate::school::School;
use crate::text::{Lang, programme as say};
use crate::units::Fen;

/// Workload and pay.
#[derive(Serialize)]
pub(super) struct PayView {
    title: String,
    spreads: Vec<SpreadLine>,
    people: Vec<PersonLine>,
    has: Has,
    chart: Option<Chart>,
    months: Vec<String>,
    items: Vec<MoneyLine>,
    totals: Option<MoneyLine>,
    budgets: Vec<BudgetLine>,
    paid: Vec<MoneyLine>,
}

/// Which columns there is anything to show in.
#[derive(Serialize)]
struct Has {
    weeks: bool,
    pay: bool,
    flex: bool,
}

#[derive(Serialize)]
struct SpreadLine {
    name: &'static str,
    people: usize,
    least: u32,
    median: u32,
    most: u32,
}

#[derive(Serialize)]
struct PersonLine {
    person: Link,
    employment: &'static str,
    lessons: String,
    sessions: u32,
    minutes: u32,
    shifts: u32,
    duty: u32,
    weeks: u32,
    pay: String,
    earned: String,
    spent: String,
    balance: String,
}

#[derive(Serialize)]
struct MoneyLine {
    name: Link,
    cells: Vec<String>,
    total: String,
}

#[derive(Serialize)]
struct BudgetLine {
    name: String,
    amount: String,
    budget: String,
    left: String,
    over: bool,
}

/// Workload and pay in words.
pub(super) fn view(
    school: &School,
    service: &ServicePlan,
    report: &ServiceReport,
    quality: &Quality,
    lang: Lang,
) -> PayView {
    let spread = |text: &crate::text::Text, spread: Spread| SpreadLine {
        name: text.get(lang),
        people: spread.people,
        least: spread.least,
        median: spread.median,
        most: spread.most,
    };
    let mut spreads = vec![
        spread(&say::SESSIONS_A_WEEK, report.sessions_spread),
        spread(&say::SERVICE_MINUTES, report.service_minutes),
        spread(&say::DUTY_MINUTES, report.duty_minutes),
    ];
    spreads.retain(|line| line.people > 0);
    let months: Vec<String> = report.months.iter().map(|month| month.month.clone()).collect();
    let mut items: Vec<&String> = Vec::new();
    for (item, _) in report.months.iter().flat_map(|month| &month.items) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items.sort_by_key(|item| (school.pay.item_named(item).map_or(usize::MAX, |id| id.index()), *item));
    let of_item = |item: &&String| {
        let amount = |month: &crate::report::service::Month| {
            month.items.iter().find(|(name, _)| name == *item).map_or(Fen(0), |(_, amount)| *amount)
        };
        money_line(Link { name: (*item).clone(), link: String::new() }, report.months.iter().map(amount))
    };
    let total = Link { name: say::TOTAL.get(lang).to_owned(), link: String::new() };
    PayView {
        title: say::PAY_TITLE.fill(lang, &args! { school: &school.name }),
        spreads,
        people: report.people.iter().map(|p| person_line(school, p, quality, lang)).collect(),
        has: Has {
            weeks: report.people.iter().any(|person| person.weeks > 0),
            pay: !months.is_empty(),
            flex: report.people.iter().any(|person| person.flex.is_some()),
        },
        chart: chart(report, &items, lang),
        items: items.iter().map(of_item).collect(),
        totals: (!months.is_empty()).then(|| money_line(total, report.months.iter().map(|month| month.total))),
        budgets: budgets(report, lang),
        paid: paid(school, service, &months),
        months,
    }
}

fn money_line(name: Link, amounts: impl Iterator<Item = Fen>) -> MoneyLine {
    let amounts: Vec<Fen> = amounts.collect();
    let shown = |amount: &Fen| if amount.0 == 0 { String::new() } else { money(*amount) };
    MoneyLine { name, cells: amounts.iter().map(shown).collect(), total: money(amounts.iter().copied().sum()) }
}

/// A line for each paid person, in the school's order.
fn paid(school: &School, service: &ServicePlan, months: &[String]) -> Vec<MoneyLine> {
    let mut sums: BTreeMap<(Option<_>, &str), BTreeMap<&str, i64>> = BTreeMap::new();
    for total in &service.pay_totals {
        let key = (school.teacher_named(&total.person), total.person.as_str());
        *sums.entry(key).or_default().entry(&total.month).or_insert(0) += total.amount.0;
    }
    let of_month = |sums: &BTreeMap<&str, i64>, month: &String| Fen(sums.get(month.as_str()).copied().unwrap_or(0));
    sums.into_iter()
        .map(|((_, name), sums)| money_line(person(school, name), months.iter().map(|month| of_month(&sums, month))))
        .collect()
}

fn budgets(report: &ServiceReport, lang: Lang) -> Vec<BudgetLine> {
    let line = |name: String, amount: Fen, budget: Fen| {
        let left = Fen(budget.0.saturating_sub(amount.0));
        BudgetLine { name, amount: money(amount), budget: money(budget), left: money(left), over: left.0 < 0 }
    };
    let months = report.months.iter().zip(std::iter::repeat(report.month_budget));
    let mut lines: Vec<_> =
        months.filter_map(|(month, budget)| Some(line(month.month.clone(), month.total, budget?))).collect();
    if !report.months.is_empty() {
        lines.extend(report.term_budget.map(|b| line(say::TERM_PAY_LINE.get(lang).to_owned(), report.pay, b)));
    }
    lines
}

fn person_line(school: &School, counted: &crate::report::service::Person, quality: &Quality, lang: Lang) -> PersonLine {
    let id = school.teacher_named(&counted.name);
    let load = id.and_then(|id| quality.teachers.iter().find(|load| load.teacher == id));
    let minutes = |value: fn(&crate::report::service::Flex) -> i64| {
        counted.flex.as_ref().map_or(String::new(), |flex| value(flex).to_string())
    };
    PersonLine {
        person: person(school, &counted.name),
        employment: id.map_or("", |id| say::employment(school.teacher(id).employment).get(lang)),
        lessons: load.map_or(String::new(), |load| weekly(load.halves)),
        sessions: counted.sessions,
        minutes: counted.service_minutes,
        shifts: counted.shifts,
        duty: counted.duty_minutes,
        weeks: counted.weeks,
        pay: money(counted.pay),
        earned: minutes(|flex| flex.earned),
        spent: minutes(|flex| flex.spent),
        balance: minutes(|flex| flex.balance),
    }
}
