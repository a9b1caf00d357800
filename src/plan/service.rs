//! The after-school, duty and pay half of a plan: names, dates, minutes and fen, as written to disk and read back.
//!
//! | file | rows |
//! |---|---|
//! | `afterschool.csv` | [`Session`]: a group or club meeting on a weekday |
//! | `groups.csv` | [`GroupRow`]: pupils of a class in a group |
//! | `clubs.csv` | [`ClubRow`]: every club of the menu, held or cancelled |
//! | `club-pupils.csv` | [`Placed`]: every enrolled pupil, club slot and weekday |
//! | `duty.csv` | [`Shift`]: a person at a post on a weekday |
//! | `duty-dated.csv` | [`DatedDuty`]: a person at a post on a date, weekly duty (值周) included |
//! | `pay-ledger.csv` | [`PayLine`]: a person, date and item |
//! | `pay-summary.csv` | [`PayTotal`]: a person, month and item |
//! | `flex-ledger.csv` | [`FlexLine`]: minutes of credit earned or spent on a date |

use chrono::NaiveDate;

use crate::school::{PostKind, ServiceKind};
use crate::units::{Fen, Interval, Weekday};

/// What follows the timetable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServicePlan {
    /// Weekly sessions, sorted by weekday, time and name.
    pub sessions: Vec<Session>,
    /// Who is in which group.
    pub groups: Vec<GroupRow>,
    /// The clubs.
    pub clubs: Vec<ClubRow>,
    /// Pupils in club slots, with a pupil table.
    pub pupils: Vec<Placed>,
    /// The weekly duty roster.
    pub shifts: Vec<Shift>,
    /// The dated duty roster, with a term.
    pub dated: Vec<DatedDuty>,
    /// The paid-hour ledger, with a term.
    pub pay: Vec<PayLine>,
    /// Its summary.
    pub pay_totals: Vec<PayTotal>,
    /// The ledger of flexible hours, with a term.
    pub flex: Vec<FlexLine>,
}

/// A weekly meeting of a group or club.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Session {
    /// Day.
    pub weekday: Weekday,
    /// Clock time.
    pub time: Interval,
    /// Name of the slot.
    pub slot: String,
    /// What happens: the slot's kind, the slot's `otherwise`, or `club`.
    pub kind: ServiceKind,
    /// Name of the group (unique within the slot, the same all week) or of the club.
    pub name: String,
    /// Names of the classes whose pupils come; for a club those of its members.
    pub classes: Vec<String>,
    /// Pupils.
    pub pupils: u16,
    /// Name of the room.
    pub room: String,
    /// Names of those in charge, sorted; empty before the roster is made.
    pub staff: Vec<String>,
}

/// Pupils of one class in one group on one weekday.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupRow {
    /// Name of the slot.
    pub slot: String,
    /// Name of the group.
    pub group: String,
    /// Day.
    pub weekday: Weekday,
    /// Name of the class.
    pub class: String,
    /// Pupils.
    pub pupils: u16,
}

/// A club of the menu.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClubRow {
    /// Name.
    pub club: String,
    /// Whether it is held.
    pub held: bool,
    /// Members.
    pub pupils: u16,
    /// Name of the room; empty when cancelled.
    pub room: String,
    /// Names of those who lead it, sorted; empty when cancelled or before the roster is made.
    pub staff: Vec<String>,
    /// Why it is cancelled; empty when held.
    pub reason: String,
}

/// Where an enrolled pupil is in a club slot on a weekday.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placed {
    /// Name of the class.
    pub class: String,
    /// Name of the pupil.
    pub pupil: String,
    /// Pupil number; may be empty.
    pub number: String,
    /// Day.
    pub weekday: Weekday,
    /// Name of the slot.
    pub slot: String,
    /// The club, when in one.
    pub club: String,
    /// Position of the club among the pupil's choices, 1 for the first; 0 when in no club.
    pub rank: u16,
    /// The group, when in no club but placed.
    pub group: String,
    /// Why not in a club (no choice stated, full, cancelled ...); empty when in one.
    pub reason: String,
}

/// A person at a post.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// Name of the post.
    pub post: String,
    /// Sort.
    pub kind: PostKind,
    /// Day.
    pub weekday: Weekday,
    /// Clock time.
    pub time: Interval,
    /// Building; may be empty.
    pub place: String,
    /// Name of the person.
    pub person: String,
}

/// A person on duty on a date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DatedDuty {
    /// Date.
    pub date: NaiveDate,
    /// Week of the term, 1-based.
    pub week: u16,
    /// Name of the post or weekly duty.
    pub post: String,
    /// Sort of post; none for weekly duty (值周).
    pub kind: Option<PostKind>,
    /// Clock time on that date (seasonal times applied); none for weekly duty.
    pub time: Option<Interval>,
    /// Building; may be empty.
    pub place: String,
    /// Name of the person.
    pub person: String,
}

/// What one person earns on one date by one item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PayLine {
    /// Name of the person.
    pub person: String,
    /// Date; for an item paid by the month the last date with matching work in it.
    pub date: NaiveDate,
    /// Pay month, `2026-03`.
    pub month: String,
    /// Name of the item.
    pub item: String,
    /// Units.
    pub units: i64,
    /// Per unit.
    pub rate: Fen,
    /// Units times rate.
    pub amount: Fen,
}

/// What one person earns in one month by one item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PayTotal {
    /// Name of the person.
    pub person: String,
    /// Pay month.
    pub month: String,
    /// Name of the item.
    pub item: String,
    /// Units.
    pub units: i64,
    /// Amount.
    pub amount: Fen,
}

/// Credit of flexible hours earned (positive) or spent (negative) by one person on one date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FlexLine {
    /// Name of the person.
    pub person: String,
    /// Date.
    pub date: NaiveDate,
    /// What for: name of the session or post, or of the leave.
    pub reason: String,
    /// Minutes earned, or spent when negative.
    pub minutes: i64,
    /// Credit after it.
    pub balance: i64,
}
