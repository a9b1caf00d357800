//! Tables and breakdowns.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::text::{Lang, xhstt as words};
use crate::xhstt::evaluate::{Part, Point};
use crate::xhstt::model::{Constraint, Cost, CostFunction, EventId, Instance};

/// How much is shown of a solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Only its cost.
    None,
    /// The constraints that cost something.
    Constraints,
    /// And their points of application.
    Points,
}

/// A solution in the table.
pub(super) struct Row {
    pub(super) instance: String,
    pub(super) solution: String,
    pub(super) cost: Cost,
    /// Lines below it.
    pub(super) below: String,
}

/// The table of all solutions; numbers to the right.
pub(super) fn table(rows: &[Row], lang: Lang) -> String {
    let heads = words::HEADS.map(|head| head.get(lang).to_owned());
    let cells = |row: &Row| {
        let Cost { infeasibility, objective } = row.cost;
        [row.instance.clone(), row.solution.clone(), infeasibility.to_string(), objective.to_string()]
    };
    let mut widths = heads.each_ref().map(|head| head.width());
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(cells(row)) {
            *width = (*width).max(cell.width());
        }
    }
    let line = |cells: [String; 4]| {
        let pad = |index: usize, cell: &String| {
            let blank = " ".repeat(widths[index].saturating_sub(cell.width()));
            if index < 2 { format!("{cell}{blank}") } else { format!("{blank}{cell}") }
        };
        let padded: Vec<String> = cells.iter().enumerate().map(|(index, cell)| pad(index, cell)).collect();
        format!("{}\n", padded.join("  ").trim_end())
    };
    let mut out = line(heads.clone());
    for row in rows {
        out.push_str(&line(cells(row)));
        out.push_str(&row.below);
    }
    out
}

/// What costs something, required constraints first, then in the order of the file.
fn charged<'a>(instance: &'a Instance, parts: &'a [Part]) -> Vec<(&'a Constraint, &'a Part)> {
    let mut all: Vec<_> = instance.constraints.iter().zip(parts).filter(|(_, part)| part.cost > 0).collect();
    all.sort_by_key(|(constraint, _)| !constraint.required);
    all
}

/// What each constraint costs, a line each, and where.
pub(super) fn parts_as_text(instance: &Instance, parts: &[Part], detail: Detail, lang: Lang) -> String {
    if detail == Detail::None {
        return String::new();
    }
    let mut out = String::new();
    for (constraint, part) in charged(instance, parts) {
        let args = crate::args! {
            strength: if constraint.required { words::REQUIRED } else { words::WISHED },
            cost: part.cost,
            id: &constraint.named.id,
            name: &constraint.named.name,
            kind: constraint.demand.kind(),
            weight: constraint.weight,
            function: function(constraint.cost),
            points: part.points,
            deviating: part.charges.len(),
        };
        out.push_str(&words::CHARGED.fill(lang, &args));
        out.push('\n');
        if detail == Detail::Points {
            for charge in &part.charges {
                let point = point(instance, charge.point);
                let args = crate::args! { cost: charge.cost, point: point, deviation: charge.deviation };
                out.push_str(&words::POINT.fill(lang, &args));
                out.push('\n');
            }
        }
    }
    if out.is_empty() {
        out = format!("{}\n", words::NO_COST.get(lang));
    }
    out
}

/// The same as JSON, all constraints in the order of the file.
pub(super) fn parts_as_json(instance: &Instance, parts: &[Part], detail: Detail) -> Value {
    let one = |(constraint, part): (&Constraint, &Part)| {
        let mut value = json!({
            "id": constraint.named.id,
            "name": constraint.named.name,
            "kind": constraint.demand.kind(),
            "required": constraint.required,
            "weight": constraint.weight,
            "cost_function": function(constraint.cost),
            "points": part.points,
            "cost": part.cost,
        });
        if detail == Detail::Points
            && let Some(fields) = value.as_object_mut()
        {
            let charges = part.charges.iter().map(|charge| {
                let point = point(instance, charge.point);
                json!({ "point": point, "deviation": charge.deviation, "cost": charge.cost })
            });
            fields.insert("charges".to_owned(), charges.collect());
        }
        value
    };
    instance.constraints.iter().zip(parts).map(one).collect()
}

fn function(function: CostFunction) -> &'static str {
    match function {
        CostFunction::Linear => "Linear",
        CostFunction::Quadratic => "Quadratic",
        CostFunction::Step => "Step",
    }
}

/// A point of application by the file's own names.
fn point(instance: &Instance, point: Point) -> String {
    let event = |id: EventId| instance.events.get(id.index()).map_or("?", |event| event.named.id.as_str());
    match point {
        Point::Event(id) => event(id).to_owned(),
        Point::Place(id, place) => {
            let need = instance.events.get(id.index()).and_then(|event| event.resources.get(place));
            format!("{} / {}", event(id), need.and_then(|need| need.role.as_deref()).unwrap_or("?"))
        }
        Point::Group(id) => {
            instance.event_groups.get(id.index()).map_or("?", |group| group.named.id.as_str()).to_owned()
        }
        Point::Pair(first, second) => format!("{} -> {}", event(first), event(second)),
        Point::Resource(id) => {
            instance.resources.get(id.index()).map_or("?", |resource| resource.named.id.as_str()).to_owned()
        }
    }
}
