//! Sections and lists of the after-school service, duty and pay.

use crate::config::raw::Schema;
use crate::config::table::{CLUBS, HEADS, Kind, PAY_ITEMS, POSTS, PUPILS};

pub(super) const SECTIONS: &[Schema] = &[
    Schema::new("[after_school]", &["off_work", "group_min", "group_max"]),
    Schema::new("[flex]", &["start", "end"]),
    Schema::new("[pay]", &["month_start", "month_budget", "term_budget", "budget"]),
];

pub(super) const LISTS: &[Schema] = &[
    Schema::new(
        "[[service]]",
        &[
            "name",
            "kind",
            "classes",
            "weekdays",
            "time",
            "days",
            "otherwise",
            "periods",
            "staff",
            "supervisors",
            "teaches",
            "voluntary",
        ],
    ),
    Schema::new(
        "[[club]]",
        &[
            "name",
            "kind",
            "level",
            "requires",
            "slot",
            "weekdays",
            "min",
            "max",
            "rooms",
            "instructors",
            "staff",
            "grades",
        ],
    ),
    Schema::new(
        "[[pupil]]",
        &[
            "name", "number", "class", "days", "choices", "choice1", "choice2", "choice3", "choice4", "choice5",
            "extended", "boarder", "done",
        ],
    ),
    Schema::new("[[head]]", &["class", "slot", "weekday", "count"]),
    Schema::new(
        "[[post]]",
        &["name", "kind", "weekdays", "time", "people", "who", "building", "slot", "classes", "counts"],
    ),
    Schema::new("[[weekly_duty]]", &["name", "who", "people", "served"]),
    Schema::new("[[flex_leave]]", &["teacher", "weekday", "date", "time"]),
    Schema::new(
        "[[pay_item]]",
        &[
            "name",
            "basis",
            "works",
            "rate",
            "base",
            "employment",
            "leaders",
            "teachers",
            "weekdays",
            "ends_after",
            "min_pupils",
            "purpose",
        ],
    ),
];

/// Tables that may be files.
pub(super) const TABLES: &[(&Kind, &str)] =
    &[(&CLUBS, "club"), (&PUPILS, "pupil"), (&HEADS, "head"), (&POSTS, "post"), (&PAY_ITEMS, "pay_item")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_the_columns_of_its_inline_form() {
        for (kind, list) in TABLES {
            let columns: Vec<_> = kind.columns.iter().map(|column| column.key).collect();
            let schema = LISTS.iter().find(|schema| schema.key() == *list).unwrap();
            assert_eq!(schema.keys, columns, "{list}");
        }
    }
}
