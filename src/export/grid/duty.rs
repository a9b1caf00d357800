//! The duty roster: the chart post by weekday, weekly duty (值周), and dates that are not like their weekday.

use super::{Grid, Line, Look, Paper, Size, Value};
use crate::export::html::duty::DutyView;
use crate::export::html::programme::Link;
use crate::school::School;
use crate::text::{Lang, programme as say, ui};

/// The grids of the roster.
pub(in crate::export) fn grids(school: &School, duty: &DutyView, lang: Lang) -> Vec<Grid> {
    let mut grids = Vec::new();
    let names = |people: &[Link]| {
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        names.join(ui::LIST_MARK.get(lang))
    };
    if !duty.posts.is_empty() {
        // A school that names no places has no column of empty cells.
        let placed = duty.posts.iter().any(|post| !post.place.is_empty());
        let mut heads = vec![(say::POST.get(lang), 26.0), (ui::TIME.get(lang), 13.0)];
        heads.extend(placed.then_some((say::PLACE.get(lang), 14.0)));
        heads.extend(duty.days.iter().map(|day| (*day, if placed { 18.0 } else { 21.0 })));
        let mut grid = Grid::table(say::CHART.get(lang), duty.title.as_str(), Paper::Landscape, &heads);
        grid.size = 11.0;
        for post in &duty.posts {
            let mut label = vec![Line::new(post.name.as_str(), Size::Strong)];
            if !post.kind.is_empty() {
                label.push(Line::new(post.kind.as_str(), Size::Small));
            }
            let mut cells = vec![(Look::Label, Value::Words(label)), (Look::Plain, Value::text(post.time.as_str()))];
            cells.extend(placed.then(|| (Look::Plain, Value::text(post.place.as_str()))));
            cells.extend(post.cells.iter().map(|cell| {
                if !cell.held {
                    return (Look::Absent, Value::nothing());
                }
                let nobody = cell.people.is_empty();
                let mut lines = vec![if nobody {
                    Line::new(say::NOBODY_YET.get(lang), Size::Normal)
                } else {
                    Line::new(names(&cell.people), Size::Normal)
                }];
                if !cell.time.is_empty() {
                    lines.push(Line::new(cell.time.as_str(), Size::Small));
                }
                (if nobody { Look::Over } else { Look::Plain }, Value::Words(lines))
            }));
            grid.cells_of_line(cells);
        }
        if duty.standby {
            grid.note(say::STANDBY_NOTE.get(lang));
        }
        grids.push(grid);
    }
    if !duty.weeks.is_empty() {
        let title = format!("{} {}", school.name, say::WEEKLY_TITLE.get(lang));
        let mut heads = vec![(say::WEEK.get(lang), 12.0), (say::DATES.get(lang), 20.0)];
        heads.extend(duty.roles.iter().map(|role| (role.as_str(), 26.0)));
        let mut grid = Grid::table(say::WEEKLY_TITLE.get(lang), title, Paper::Portrait, &heads);
        for week in &duty.weeks {
            let mut cells =
                vec![(Look::Label, Value::text(week.week.as_str())), (Look::Plain, Value::text(week.dates.as_str()))];
            let people = week.people.iter().map(|people| Value::text(names(people)));
            cells.extend(people.map(|people| (Look::Plain, people)));
            grid.cells_of_line(cells);
        }
        grids.push(grid);
    }
    if !duty.dates.is_empty() {
        let title = format!("{} {}", school.name, say::DUTY_DATES.get(lang));
        let heads = [(say::DATES.get(lang), 16.0), (say::CHANGES.get(lang), 80.0)];
        let mut grid = Grid::table(say::DUTY_DATES.get(lang), title, Paper::Portrait, &heads);
        for date in &duty.dates {
            let changes = date.changes.iter().map(|change| Line::new(change.as_str(), Size::Normal));
            let changes = Value::Words(changes.collect());
            grid.cells_of_line([(Look::Label, Value::text(date.date.as_str())), (Look::Left, changes)]);
        }
        grid.note(say::DUTY_DATES_NOTE.get(lang));
        grids.push(grid);
    }
    grids
}
