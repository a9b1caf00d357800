//! The pages of service, duty and pay, and the words that their templates use by name.

use serde::Serialize;

use super::{clubs, duty, pay, programme};
use crate::export::{Bundle, Ended, print};
use crate::plan::View;
use crate::report::Quality;
use crate::report::service::summary;
use crate::text::{Text, programme as say, ui};

/// The words that the templates use by name.
pub(in crate::export) const WORDS: &[(&str, &Text)] = &[
    ("absent", &say::ABSENT),
    ("all_placed", &say::ALL_PLACED),
    ("balance", &say::BALANCE),
    ("budget", &say::BUDGET),
    ("cancelled", &say::CANCELLED),
    ("category", &say::CATEGORY),
    ("checked_by", &say::CHECKED_BY),
    ("choice_got", &say::CHOICE_GOT),
    ("choices_got", &say::CHOICES_GOT),
    ("class", &ui::CLASS),
    ("class_lists", &say::CLASS_LISTS),
    ("club", &say::CLUB),
    ("clubs", &say::CLUBS),
    ("date_blank", &say::DATE_BLANK),
    ("dates", &say::DATES),
    ("duty", &say::DUTY),
    ("duty_chart", &say::CHART),
    ("changes", &say::CHANGES),
    ("duty_dates", &say::DUTY_DATES),
    ("duty_dates_note", &say::DUTY_DATES_NOTE),
    ("earned", &say::EARNED),
    ("employment", &say::EMPLOYMENT),
    ("expected", &say::EXPECTED),
    ("filled", &say::FILLED),
    ("group_or_club", &say::GROUP_OR_CLUB),
    ("item", &say::ITEM),
    ("kind", &say::KIND),
    ("leader_signs", &say::LEADER_SIGNS),
    ("least", &say::LEAST),
    ("ledger_note", &say::LEDGER_NOTE),
    ("left", &say::LEFT),
    ("lessons", &say::LESSONS),
    ("limits", &say::LIMITS),
    ("list_mark", &ui::LIST_MARK),
    ("marks", &say::MARKS),
    ("measure", &say::MEASURE),
    ("median", &say::MEDIAN),
    ("members", &say::MEMBERS),
    ("month", &say::MONTH),
    ("month_blank", &say::MONTH_BLANK),
    ("most", &say::MOST),
    ("no_members", &say::NO_MEMBERS),
    ("no_shift", &say::NO_SHIFT),
    ("nobody_yet", &say::NOBODY_YET),
    ("not_placed", &say::NOT_PLACED),
    ("not_placed_note", &say::NOT_PLACED_NOTE),
    ("number", &say::NUMBER),
    ("over", &say::OVER),
    ("pay", &say::PAY),
    ("pay_by_month", &say::PAY_BY_MONTH),
    ("pay_by_person", &say::PAY_BY_PERSON),
    ("pay_total", &say::TOTAL),
    ("people", &say::PEOPLE),
    ("person", &say::PERSON),
    ("post", &say::POST),
    ("present", &say::PRESENT),
    ("pupil", &say::PUPIL),
    ("pupils", &say::PUPILS),
    ("rank", &say::RANK),
    ("remarks", &say::REMARKS),
    ("room", &ui::ROOM),
    ("service", &say::SERVICE),
    ("session_minutes", &say::SESSION_MINUTES),
    ("sessions", &say::SESSIONS),
    ("print_hint", &say::PRINT_HINT),
    ("printable", &say::PRINTABLE),
    ("portion", &say::SHARE),
    ("share", &ui::SHARE),
    ("shift_minutes", &say::SHIFT_MINUTES),
    ("shifts", &say::SHIFTS),
    ("show_all", &ui::SHOW_ALL),
    ("signature", &say::SIGNATURE),
    ("slot", &say::SLOT),
    ("spent", &say::SPENT),
    ("spread", &say::SPREAD),
    ("spread_note", &say::SPREAD_NOTE),
    ("staff", &say::STAFF),
    ("standby_note", &say::STANDBY_NOTE),
    ("term_pay", &say::TERM_PAY),
    ("time", &ui::TIME),
    ("total", &ui::TOTAL),
    ("week", &say::WEEK),
    ("week_blank", &say::WEEK_BLANK),
    ("weekdays", &say::WEEKDAYS),
    ("weekly_duty", &say::WEEKLY_TITLE),
    ("weeks_served", &say::WEEKS_SERVED),
    ("when", &say::WHEN),
    ("whole_week", &say::WHOLE_WEEK),
    ("whole_week_note", &say::WHOLE_WEEK_NOTE),
    ("why", &say::REASON),
    ("workload", &say::WORKLOAD),
];

/// The pages.
#[derive(Serialize)]
pub(super) struct ServiceView {
    label: &'static str,
    summary: Vec<(String, String)>,
    tabs: Vec<Tab>,
    missing: String,
    /// Path and title of each sheet to print.
    sheets: Vec<(String, &'static str)>,
    programme: programme::ProgrammeView,
    clubs: Option<clubs::ClubsView>,
    duty: Option<duty::DutyView>,
    pay: pay::PayView,
}

/// A link of the page's navigation; the group of pages has the same name as the page that it leads to.
#[derive(Serialize)]
struct Tab {
    group: &'static str,
    label: &'static str,
}

/// The pages of the bundle's plan; none when the plan is a timetable only.
pub(super) fn view(bundle: &Bundle<'_>, view: &View<'_>, quality: &Quality) -> Option<ServiceView> {
    let (school, lang) = (bundle.school, bundle.lang);
    let service = bundle.plan.service.as_ref()?;
    let report = summary(school, bundle.plan)?;
    let clubs = clubs::view(school, service, &report, lang);
    let duty = duty::view(school, service, lang);
    let tab = |group, text: &Text| Tab { group, label: text.get(lang) };
    let mut tabs = vec![tab("service", &say::SERVICE)];
    tabs.extend(clubs.is_some().then(|| tab("clubs", &say::CLUBS)));
    tabs.extend(duty.is_some().then(|| tab("duty", &say::DUTY)));
    tabs.push(tab("pay", &say::PAY));
    let lines = report.facts(lang);
    let placed = say::PLACED.get(lang);
    let missing = lines.iter().find(|(label, _)| label == placed && !report.not_placed.is_empty());
    Some(ServiceView {
        label: say::BLOCK_TITLE.get(lang),
        missing: missing.map_or(String::new(), |(_, words)| words.clone()),
        summary: lines,
        sheets: if bundle.run.ended == Ended::Running { Vec::new() } else { print::names(service, lang) },
        tabs,
        programme: programme::view(view, service, lang),
        clubs,
        duty,
        pay: pay::view(school, service, &report, quality, lang),
    })
}
