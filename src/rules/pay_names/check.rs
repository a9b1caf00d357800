//! Every name and date of both tables.

use super::{META, NO_DATE, NO_ITEM, NO_PERSON};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::text::Text;

/// Rows as a spreadsheet counts them: the header is the first.
const FIRST_ROW: usize = 2;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let Some(service) = &view.plan.service else { return checked };
    let mut case = |wrong: bool, file: &str, row: usize, text: Text, name: &str| {
        checked.case(META.code, i64::from(wrong), || {
            (args! { file: file, row: row + FIRST_ROW, what: text.arg(&args! { name: name }) }, Vec::new())
        });
    };
    let unknown = |person: &str| school.teacher_named(person).is_none();
    let priceless = |item: &str| school.pay.item_named(item).is_none();
    for (row, line) in service.pay.iter().enumerate() {
        let file = "pay-ledger.csv";
        case(unknown(&line.person), file, row, NO_PERSON, &line.person);
        case(priceless(&line.item), file, row, NO_ITEM, &line.item);
        let outside = school.term.as_ref().is_none_or(|term| line.date < term.first || line.date > term.last);
        case(outside, file, row, NO_DATE, &line.date.to_string());
    }
    for (row, total) in service.pay_totals.iter().enumerate() {
        let file = "pay-summary.csv";
        case(unknown(&total.person), file, row, NO_PERSON, &total.person);
        case(priceless(&total.item), file, row, NO_ITEM, &total.item);
    }
    checked
}
