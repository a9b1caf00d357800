//! A person's own pages after the week: hours, dates of duty and weekly duty, pay by month.

use std::collections::BTreeMap;

use super::{Grid, Look, Paper, Value};
use crate::args;
use crate::export::html::view::day;
use crate::plan::View;
use crate::report::service::money;
use crate::report::{Quality, ServiceReport, loads};
use crate::text::{Lang, export as words, programme as say, ui};
use crate::units::{TeacherId, Weekday};

/// Hours, then dates, then pay; without the service the hours only.
pub(in crate::export) fn grids(
    view: &View<'_>,
    teacher: TeacherId,
    quality: &Quality,
    report: Option<&ServiceReport>,
    lang: Lang,
) -> Vec<Grid> {
    let name = view.school.teacher(teacher).name.as_str();
    let mut grids = vec![hours(view, teacher, quality, report, lang)];
    let Some(service) = &view.plan.service else { return grids };
    let mut dates: BTreeMap<chrono::NaiveDate, Vec<String>> = BTreeMap::new();
    for row in service.dated.iter().filter(|row| row.person == name) {
        let time = row.time.map_or(String::new(), |time| format!(" {time}"));
        let place = if row.place.is_empty() { String::new() } else { format!(" @{}", row.place) };
        dates.entry(row.date).or_default().push(format!("{}{time}{place}", row.post));
    }
    if !dates.is_empty() {
        let heads = [(say::DATES.get(lang), 16.0), (words::WEEKDAY.get(lang), 12.0), (say::POST.get(lang), 62.0)];
        let title = words::DATES_OF.fill(lang, &args! { name: name });
        let mut grid = Grid::table(say::DUTY.get(lang), title, Paper::Portrait, &heads);
        for (date, posts) in dates {
            grid.cells_of_line([
                (Look::Label, Value::Date(date)),
                (Look::Plain, Value::text(day(Weekday::of(date), lang))),
                (Look::Left, Value::text(posts.join("；"))),
            ]);
        }
        grids.push(grid);
    }
    grids.extend(super::pay::of_person(service, name, lang));
    let own: Vec<_> = service.flex.iter().filter(|line| line.person == name).cloned().collect();
    if !own.is_empty() {
        let mut grid = super::pay::flex(&own, lang);
        grid.list = false;
        grids.push(grid);
    }
    grids
}

/// What the person does in a week, as numbers.
fn hours(view: &View<'_>, teacher: TeacherId, quality: &Quality, report: Option<&ServiceReport>, lang: Lang) -> Grid {
    let school = view.school;
    let person = school.teacher(teacher);
    let heads = [(say::MEASURE.get(lang), 34.0), (words::WORTH.get(lang), 56.0)];
    let title = words::HOURS_OF.fill(lang, &args! { name: &person.name });
    let mut grid = Grid::table(words::HOURS.get(lang), title, Paper::Portrait, &heads);
    let mut fact =
        |label: &str, value: Value| grid.cells_of_line([(Look::Label, Value::text(label)), (Look::Left, value)]);
    fact(say::EMPLOYMENT.get(lang), Value::text(say::employment(person.employment).get(lang)));
    if let Some(load) = quality.teachers.iter().find(|load| load.teacher == teacher) {
        fact(ui::WEEKLY_LESSONS.get(lang), Value::Halves(load.halves));
        let days =
            load.by_day.iter().map(|(weekday, halves)| format!("{} {}", day(*weekday, lang), loads::weekly(*halves)));
        fact(words::BY_DAY.get(lang), Value::text(days.collect::<Vec<_>>().join("　")));
        fact(ui::SUBJECTS.get(lang), Value::text(load.subjects.join(ui::LIST_MARK.get(lang))));
        fact(ui::CLASSES.get(lang), Value::Number(i64::try_from(load.classes).unwrap_or(i64::MAX)));
    }
    let counted = report.and_then(|report| report.people.iter().find(|counted| counted.name == person.name));
    if let Some(counted) = counted {
        fact(say::SESSIONS_A_WEEK.get(lang), Value::Number(counted.sessions.into()));
        fact(say::SERVICE_MINUTES.get(lang), Value::Number(counted.service_minutes.into()));
        fact(say::SHIFTS.get(lang), Value::Number(counted.shifts.into()));
        fact(say::DUTY_MINUTES.get(lang), Value::Number(counted.duty_minutes.into()));
        fact(say::WEEKS_SERVED.get(lang), Value::Number(counted.weeks.into()));
        if counted.pay.0 != 0 {
            fact(say::TERM_PAY.get(lang), Value::text(money(counted.pay)));
        }
        if let Some(flex) = counted.flex {
            fact(say::BALANCE.get(lang), Value::Number(flex.balance));
        }
    }
    grid
}
