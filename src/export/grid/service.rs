//! The after-school programme: all sessions, the clubs, the members of each club.

use super::{Grid, Look, Paper, Value};
use crate::args;
use crate::export::csv;
use crate::export::html::clubs::{meetings, members};
use crate::plan::table::LIST;
use crate::plan::{ServicePlan, View};
use crate::report::{ServiceReport, service};
use crate::text::{Lang, export as words, programme as say, ui};

/// The grids of the programme; none without sessions.
pub(in crate::export) fn grids(
    view: &View<'_>,
    service: &ServicePlan,
    report: &ServiceReport,
    lang: Lang,
) -> Vec<Grid> {
    if service.sessions.is_empty() {
        return Vec::new();
    }
    let school = view.school;
    let mut lines = csv::service_rows(view, service, lang).into_iter();
    let heads = lines.next().unwrap_or_default();
    // A session with its teacher, room and pupils stands in one line.
    let widths = [18.0, 12.0, 18.0, 9.0].into_iter().chain(std::iter::repeat(23.0));
    let heads: Vec<(&str, f64)> = heads.iter().map(String::as_str).zip(widths).collect();
    let title = say::SERVICE_TITLE.fill(lang, &args! { school: &school.name });
    let mut all = Grid::table(say::ALL_SERVICE.get(lang), title, Paper::Landscape, &heads);
    all.labels = 3;
    all.size = 10.0;
    for line in lines {
        let looks =
            [Look::Label, Look::Plain, Look::Label, Look::Plain].into_iter().chain(std::iter::repeat(Look::Left));
        all.cells_of_line(looks.zip(line.into_iter().map(Value::text)));
    }
    for (label, value) in report.facts(lang) {
        all.note(format!("{label}　{value}"));
    }
    let mut grids = vec![all];
    if service.clubs.is_empty() {
        return grids;
    }
    grids.push(clubs(view, service, report, lang));
    let members = members(school, service);
    for club in service.clubs.iter().filter(|club| club.held) {
        let heads = [
            (words::NTH.get(lang), 6.0),
            (ui::CLASS.get(lang), 18.0),
            (say::NUMBER.get(lang), 20.0),
            (say::PUPIL.get(lang), 24.0),
            (say::RANK.get(lang), 14.0),
        ];
        let title = say::CLUB_TITLE.fill(lang, &args! { name: &club.club });
        let mut grid = Grid::table(club.club.as_str(), title, Paper::Portrait, &heads);
        let when = meetings(service, &club.club, lang).join("；");
        let pupils = say::N_PUPILS.fill(lang, &args! { n: club.pupils });
        let parts = [when, club.room.clone(), club.staff.join(LIST), pupils];
        grid.facts = super::clean(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　"));
        for (nth, member) in (1..).zip(members.get(club.club.as_str()).into_iter().flatten()) {
            let rank = if member.rank == 0 { Value::nothing() } else { Value::Number(i64::from(member.rank)) };
            let names = [member.class_name, member.number, member.name].map(Value::text);
            let cells = [Value::Number(nth)].into_iter().chain(names).chain([rank]);
            grid.line(Look::Plain, cells);
        }
        if grid.rows.len() == 1 {
            grid.note(say::NO_MEMBERS.get(lang));
        }
        grids.push(grid);
    }
    grids
}

fn clubs(view: &View<'_>, service: &ServicePlan, report: &ServiceReport, lang: Lang) -> Grid {
    let heads = [
        (say::CLUB.get(lang), 20.0),
        (say::WHEN.get(lang), 30.0),
        (ui::ROOM.get(lang), 16.0),
        (say::STAFF.get(lang), 24.0),
        (say::PUPILS.get(lang), 9.0),
        (say::REASON.get(lang), 30.0),
    ];
    let title = say::CLUBS_TITLE.fill(lang, &args! { school: &view.school.name });
    let mut grid = Grid::table(say::CLUBS.get(lang), title, Paper::Landscape, &heads);
    for club in &service.clubs {
        let reason = if club.held { String::new() } else { format!("{} {}", say::CANCELLED.get(lang), club.reason) };
        let look = if club.held { Look::Left } else { Look::Over };
        grid.cells_of_line([
            (Look::Label, Value::text(club.club.as_str())),
            (Look::Left, Value::text(meetings(service, &club.club, lang).join("；"))),
            (Look::Left, Value::text(club.room.as_str())),
            (Look::Left, Value::text(club.staff.join(LIST))),
            (Look::Plain, Value::Number(i64::from(club.pupils))),
            (look, Value::text(reason)),
        ]);
    }
    let last = grid.rows.len().saturating_sub(1);
    let sum = service.clubs.iter().map(|club| i64::from(club.pupils)).sum();
    let nothing = || (Look::Total, Value::nothing());
    let total = Value::Sum([1, 4, last, 4], Box::new(Value::Number(sum)));
    let label = (Look::Total, Value::strong(say::TOTAL.get(lang)));
    grid.cells_of_line([label, nothing(), nothing(), nothing(), (Look::Total, total), nothing()]);
    if report.choosers > 0 {
        grid.note(format!("{}　{}", say::FIRST_CHOICES.get(lang), service::ServiceReport::choices_words(report, lang)));
    }
    grid
}
