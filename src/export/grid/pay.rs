//! Pay: by person and month, by item and month with the budget, what each person does, and the ledgers.
//!
//! Money is in yuan with two decimals; every total is the sum of the cells that it stands for.

use std::collections::BTreeMap;

use super::{Grid, Look, Paper, Value};
use crate::args;
use crate::plan::{FlexLine, PayLine, ServicePlan};
use crate::report::loads::TeacherLoad;
use crate::report::{Quality, ServiceReport};
use crate::school::School;
use crate::text::{Lang, export as words, programme as say};
use crate::units::Fen;

/// The grids of pay and workload.
pub(in crate::export) fn grids(
    school: &School,
    service: &ServicePlan,
    report: &ServiceReport,
    quality: &Quality,
    lang: Lang,
) -> Vec<Grid> {
    let months: Vec<&str> = report.months.iter().map(|month| month.month.as_str()).collect();
    let mut grids = Vec::new();
    if !months.is_empty() {
        grids.push(by_person(school, service, &months, lang));
        grids.push(by_item(school, report, &months, lang));
    }
    grids.push(workload(school, report, quality, lang));
    if !service.pay.is_empty() {
        grids.push(ledger(&service.pay, lang));
    }
    if !service.flex.is_empty() {
        grids.push(flex(&service.flex, lang));
    }
    grids
}

fn title(school: &School, name: &str) -> String {
    format!("{} {name}", school.name)
}

/// A line a person or item, a column a month, sums at the right and below.
fn by_month(mut grid: Grid, months: usize, rows: Vec<(String, Vec<Fen>)>, lang: Lang) -> Grid {
    let mut sums = vec![Fen(0); months];
    for (name, amounts) in rows {
        let at = grid.rows.len();
        let total = amounts.iter().copied().sum();
        for (sum, amount) in sums.iter_mut().zip(&amounts) {
            sum.0 += amount.0;
        }
        let mut cells = vec![(Look::Label, Value::text(name))];
        cells.extend(amounts.into_iter().map(|amount| (Look::Plain, Value::Money(amount))));
        cells.push((Look::Total, Value::Sum([at, 1, at, months], Box::new(Value::Money(total)))));
        grid.cells_of_line(cells);
    }
    let at = grid.rows.len();
    let all = sums.iter().copied().sum();
    let mut cells = vec![(Look::Total, Value::strong(say::TOTAL.get(lang)))];
    cells.extend((1..).zip(&sums).map(|(column, sum)| {
        (Look::Total, Value::Sum([grid.heads, column, at - 1, column], Box::new(Value::Money(*sum))))
    }));
    cells.push((Look::Total, Value::Sum([at, 1, at, months], Box::new(Value::Money(all)))));
    grid.cells_of_line(cells);
    grid
}

fn month_table(school: &School, name: &str, first: &str, months: &[&str], lang: Lang) -> Grid {
    let mut heads = vec![(first, 20.0)];
    heads.extend(months.iter().map(|month| (*month, 13.0)));
    heads.push((say::TOTAL.get(lang), 14.0));
    let paper = if months.len() > 5 { Paper::Landscape } else { Paper::Portrait };
    Grid::table(name, title(school, name), paper, &heads)
}

fn by_person(school: &School, service: &ServicePlan, months: &[&str], lang: Lang) -> Grid {
    let mut sums: BTreeMap<(usize, &str), BTreeMap<&str, i64>> = BTreeMap::new();
    for total in &service.pay_totals {
        let place = school.teacher_named(&total.person).map_or(usize::MAX, |id| id.index());
        *sums.entry((place, &total.person)).or_default().entry(&total.month).or_insert(0) += total.amount.0;
    }
    let amounts = |sums: BTreeMap<&str, i64>| {
        months.iter().map(|month| Fen(sums.get(month).copied().unwrap_or(0))).collect::<Vec<_>>()
    };
    let rows = sums.into_iter().map(|((_, name), sums)| (name.to_owned(), amounts(sums))).collect();
    let grid = month_table(school, say::PAY_BY_PERSON.get(lang), say::PERSON.get(lang), months, lang);
    by_month(grid, months.len(), rows, lang)
}

fn by_item(school: &School, report: &ServiceReport, months: &[&str], lang: Lang) -> Grid {
    let mut items: Vec<&str> = Vec::new();
    for (item, _) in report.months.iter().flat_map(|month| &month.items) {
        if !items.contains(&item.as_str()) {
            items.push(item);
        }
    }
    items.sort_by_key(|item| (school.pay.item_named(item).map_or(usize::MAX, |id| id.index()), *item));
    let of_item = |item: &str| {
        let amount = |month: &crate::report::service::Month| {
            month.items.iter().find(|(name, _)| name == item).map_or(Fen(0), |(_, amount)| *amount)
        };
        (item.to_owned(), report.months.iter().map(amount).collect::<Vec<_>>())
    };
    let rows = items.into_iter().map(of_item).collect();
    let grid = month_table(school, say::PAY_BY_MONTH.get(lang), say::ITEM.get(lang), months, lang);
    let mut grid = by_month(grid, months.len(), rows, lang);
    let term = report.term_budget.map_or_else(Value::nothing, Value::Money);
    if let Some(budget) = report.month_budget {
        let mut cells = vec![(Look::Label, Value::text(say::BUDGET.get(lang)))];
        cells.extend(report.months.iter().map(|month| {
            let look = if month.total > budget { Look::Over } else { Look::Plain };
            (look, Value::Money(budget))
        }));
        cells.push((Look::Plain, term));
        grid.cells_of_line(cells);
    } else if let Some(budget) = report.term_budget {
        let mut cells = vec![(Look::Label, Value::text(say::BUDGET.get(lang)))];
        cells.extend(report.months.iter().map(|_| (Look::Plain, Value::nothing())));
        cells.push((if report.pay > budget { Look::Over } else { Look::Plain }, term));
        grid.cells_of_line(cells);
    }
    grid.note(words::LEDGER_TAB.get(lang));
    grid
}

fn workload(school: &School, report: &ServiceReport, quality: &Quality, lang: Lang) -> Grid {
    let heads = [
        (say::PERSON.get(lang), 14.0),
        (say::EMPLOYMENT.get(lang), 12.0),
        (say::LESSONS.get(lang), 9.0),
        (say::SESSIONS.get(lang), 10.0),
        (say::SESSION_MINUTES.get(lang), 10.0),
        (say::SHIFTS.get(lang), 10.0),
        (say::SHIFT_MINUTES.get(lang), 10.0),
        (say::WEEKS_SERVED.get(lang), 9.0),
        (words::PAY_YUAN.get(lang), 14.0),
    ];
    let name = say::WORKLOAD.get(lang);
    let mut grid = Grid::table(name, title(school, name), Paper::Portrait, &heads);
    let load = |name: &str| -> Option<&TeacherLoad> {
        let id = school.teacher_named(name)?;
        quality.teachers.iter().find(|load| load.teacher == id)
    };
    let mut sums = [0_i64; 4];
    let mut halves = 0;
    for person in &report.people {
        let employment = school.teacher_named(&person.name).map(|id| school.teacher(id).employment);
        let own = load(&person.name).map_or(0, |load| load.halves);
        halves += own;
        let numbers = [person.sessions, person.service_minutes, person.shifts, person.duty_minutes];
        for (sum, number) in sums.iter_mut().zip(numbers) {
            *sum += i64::from(number);
        }
        let mut cells = vec![
            (Look::Label, Value::text(person.name.as_str())),
            (Look::Plain, Value::text(employment.map_or("", |employment| say::employment(employment).get(lang)))),
            (Look::Plain, Value::Halves(own)),
        ];
        cells.extend(numbers.into_iter().map(|number| (Look::Plain, Value::Number(i64::from(number)))));
        cells.push((Look::Plain, Value::Number(i64::from(person.weeks))));
        cells.push((Look::Plain, Value::Money(person.pay)));
        grid.cells_of_line(cells);
    }
    let last = grid.rows.len() - 1;
    if last > 0 {
        let sum = |column: usize, value: Value| (Look::Total, Value::Sum([1, column, last, column], Box::new(value)));
        let mut cells = vec![(Look::Total, Value::strong(say::TOTAL.get(lang))), (Look::Total, Value::nothing())];
        cells.push(sum(2, Value::Halves(halves)));
        cells.extend((3..).zip(sums).map(|(column, total)| sum(column, Value::Number(total))));
        cells.push((Look::Total, Value::nothing()));
        cells.push(sum(8, Value::Money(report.people.iter().map(|person| person.pay).sum())));
        grid.cells_of_line(cells);
    }
    grid
}

/// The ledger line by line.
pub(super) fn ledger(pay: &[PayLine], lang: Lang) -> Grid {
    let heads = [
        (say::PERSON.get(lang), 14.0),
        (words::DATE.get(lang), 13.0),
        (say::MONTH.get(lang), 11.0),
        (say::ITEM.get(lang), 24.0),
        (words::UNITS.get(lang), 9.0),
        (words::RATE.get(lang), 11.0),
        (words::AMOUNT.get(lang), 13.0),
    ];
    let name = words::LEDGER.get(lang);
    let mut grid = Grid::table(name, name, Paper::Portrait, &heads);
    grid.list = true;
    for line in pay {
        grid.cells_of_line([
            (Look::Left, Value::text(line.person.as_str())),
            (Look::Plain, Value::Date(line.date)),
            (Look::Plain, Value::text(line.month.as_str())),
            (Look::Left, Value::text(line.item.as_str())),
            (Look::Plain, Value::Number(line.units)),
            (Look::Plain, Value::Money(line.rate)),
            (Look::Plain, Value::Money(line.amount)),
        ]);
    }
    let last = grid.rows.len() - 1;
    let total = pay.iter().map(|line| line.amount).sum();
    let mut cells = vec![(Look::Total, Value::strong(say::TOTAL.get(lang)))];
    cells.extend((0..5).map(|_| (Look::Total, Value::nothing())));
    cells.push((Look::Total, Value::Sum([1, 6, last, 6], Box::new(Value::Money(total)))));
    grid.cells_of_line(cells);
    grid
}

/// The ledger of flexible hours line by line.
pub(super) fn flex(lines: &[FlexLine], lang: Lang) -> Grid {
    let heads = [
        (say::PERSON.get(lang), 14.0),
        (words::DATE.get(lang), 13.0),
        (say::REASON.get(lang), 30.0),
        (words::MINUTES.get(lang), 13.0),
        (say::BALANCE.get(lang), 13.0),
    ];
    let name = words::FLEX_LEDGER.get(lang);
    let mut grid = Grid::table(name, name, Paper::Portrait, &heads);
    grid.list = true;
    for line in lines {
        grid.cells_of_line([
            (Look::Left, Value::text(line.person.as_str())),
            (Look::Plain, Value::Date(line.date)),
            (Look::Left, Value::text(line.reason.as_str())),
            (Look::Plain, Value::Number(line.minutes)),
            (Look::Plain, Value::Number(line.balance)),
        ]);
    }
    grid
}

/// Pay of one person by month and item, with its sum; none without pay.
pub(super) fn of_person(service: &ServicePlan, name: &str, lang: Lang) -> Option<Grid> {
    let own: Vec<_> = service.pay_totals.iter().filter(|total| total.person == name).collect();
    if own.is_empty() {
        return None;
    }
    let heads = [
        (say::MONTH.get(lang), 16.0),
        (say::ITEM.get(lang), 34.0),
        (words::UNITS.get(lang), 16.0),
        (words::AMOUNT.get(lang), 20.0),
    ];
    let title = words::PAY_OF.fill(lang, &args! { name: name });
    let mut grid = Grid::table(say::FAMILY_PAY.get(lang), title, Paper::Portrait, &heads);
    for total in &own {
        grid.cells_of_line([
            (Look::Label, Value::text(total.month.as_str())),
            (Look::Left, Value::text(total.item.as_str())),
            (Look::Plain, Value::Number(total.units)),
            (Look::Plain, Value::Money(total.amount)),
        ]);
    }
    let last = grid.rows.len() - 1;
    let sum = own.iter().map(|total| total.amount).sum();
    let nothing = || (Look::Total, Value::nothing());
    let total = (Look::Total, Value::Sum([1, 3, last, 3], Box::new(Value::Money(sum))));
    grid.cells_of_line([(Look::Total, Value::strong(say::TOTAL.get(lang))), nothing(), nothing(), total]);
    Some(grid)
}
