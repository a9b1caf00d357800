//! `plan.json`: the plan for other programs, under a published JSON Schema (`docs/schema/plan.schema.json`).
//!
//! Names, not numbers, refer to classes, teachers and rooms; times are `HH:MM`, dates `YYYY-MM-DD`, money is in fen (hundredths of
//! a yuan) as a whole number. Fields may be added without a new version; none is taken away or changes its meaning.

mod fill;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use fill::document;

use crate::plan::Plan;
use crate::school::School;
use crate::verify::Verdict;

/// The version of the format.
const VERSION: u32 = 1;
/// Its name.
const FORMAT: &str = "kebiao-plan";

/// Declares a part of the document: a struct of public fields that is written, read and described.
macro_rules! parts {
    ($($(#[$about:meta])* $name:ident { $($(#[$says:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$says])* pub $field: $kind,)*
        }
    )*};
}

parts! {
    /// A school's plan, written by kebiao.
    Document {
        /// Always `kebiao-plan`.
        format: String,
        /// Version of the format, 1.
        version: u32,
        /// Version of the program that wrote it.
        program: String,
        /// Name of the school.
        school: String,
        /// Whether no hard rule is broken.
        good: bool,
        /// Breaches of hard rules.
        hard_breaches: usize,
        /// Cost of the soft rules.
        cost: i64,
        /// The term, when the school states one.
        term: Option<TermPart>,
        /// Days with lessons, Monday is 1.
        weekdays: Vec<u8>,
        /// Classes, in the school's order.
        classes: Vec<ClassPart>,
        /// Teachers, in the school's order.
        teachers: Vec<TeacherPart>,
        /// Rooms, in the school's order.
        rooms: Vec<RoomPart>,
        /// Names of the subjects.
        subjects: Vec<String>,
        /// Lesson periods: a double period is two, parallel groups are one each.
        lessons: Vec<LessonPart>,
        /// Weekly events outside lessons.
        events: Vec<EventPart>,
        /// What follows the timetable, when it is made.
        service: Option<ServicePart>,
    }
    /// The term.
    TermPart {
        /// Name.
        name: String,
        /// First day, `YYYY-MM-DD`.
        first: String,
        /// Last day.
        last: String,
    }
    /// A class.
    ClassPart {
        /// Name.
        name: String,
        /// Grade, 1 to 9.
        grade: u8,
        /// Class teacher.
        class_teacher: Option<String>,
        /// Home room.
        home_room: String,
    }
    /// A teacher.
    TeacherPart {
        /// Name.
        name: String,
        /// How employed: `own`, `retired` and so on.
        employment: String,
    }
    /// A room.
    RoomPart {
        /// Name.
        name: String,
        /// Kind.
        kind: String,
        /// Building.
        building: Option<String>,
    }
    /// A lesson period, or a joint preparation block.
    LessonPart {
        /// `lesson` or `research`.
        kind: String,
        /// Classes; none for research.
        classes: Vec<String>,
        /// Subject, or name of the research block.
        subject: String,
        /// Group of the class; empty when the class is together.
        section: String,
        /// Teachers.
        teachers: Vec<String>,
        /// Room; empty for research.
        room: String,
        /// `all`, `odd` or `even`.
        weeks: String,
        /// Day, Monday is 1.
        weekday: u8,
        /// Period; none for research.
        period: Option<u8>,
        /// Begins at `HH:MM`.
        start: String,
        /// Ends at.
        end: String,
        /// Whether the configuration fixes it.
        pinned: bool,
    }
    /// A weekly event.
    EventPart {
        /// Name.
        name: String,
        /// Kind, in English words.
        kind: String,
        /// `all`, `odd` or `even`.
        weeks: String,
        /// Day.
        weekday: u8,
        /// Begins at.
        start: String,
        /// Ends at.
        end: String,
        /// Classes that take part.
        classes: Vec<String>,
        /// Teachers who take part.
        teachers: Vec<String>,
        /// Rooms taken.
        rooms: Vec<String>,
    }
    /// After-school service, duty and pay.
    ServicePart {
        /// Weekly sessions of groups and clubs.
        sessions: Vec<SessionPart>,
        /// Pupils of a class in a group on a day.
        groups: Vec<GroupPart>,
        /// Clubs, held or cancelled.
        clubs: Vec<ClubPart>,
        /// Where each enrolled pupil is.
        pupils: Vec<PupilPart>,
        /// Weekly duty roster.
        duty: Vec<ShiftPart>,
        /// Duty by date.
        dated_duty: Vec<DatedPart>,
        /// Paid work line by line.
        pay: Vec<PayPart>,
        /// Pay by person, month and item.
        pay_totals: Vec<PayTotalPart>,
        /// Flexible hours, earned and spent.
        flexible_hours: Vec<FlexPart>,
    }
    /// A weekly session.
    SessionPart {
        /// Slot.
        slot: String,
        /// What happens: `homework`, `club` and so on.
        kind: String,
        /// Group or club.
        name: String,
        /// Day.
        weekday: u8,
        /// Begins at.
        start: String,
        /// Ends at.
        end: String,
        /// Classes whose pupils come.
        classes: Vec<String>,
        /// Number of pupils.
        pupils: u16,
        /// Room.
        room: String,
        /// In charge.
        staff: Vec<String>,
    }
    /// Pupils of a class in a group.
    GroupPart {
        /// Slot.
        slot: String,
        /// Group.
        group: String,
        /// Day.
        weekday: u8,
        /// Class.
        class: String,
        /// Number of pupils.
        pupils: u16,
    }
    /// A club.
    ClubPart {
        /// Name.
        name: String,
        /// Whether it is held.
        held: bool,
        /// Members.
        pupils: u16,
        /// Room.
        room: String,
        /// In charge.
        staff: Vec<String>,
        /// Why it is cancelled.
        reason: String,
    }
    /// Where an enrolled pupil is in a club slot.
    PupilPart {
        /// Class.
        class: String,
        /// Name.
        pupil: String,
        /// Number; may be empty.
        number: String,
        /// Day.
        weekday: u8,
        /// Slot.
        slot: String,
        /// The club; empty when in none.
        club: String,
        /// Position of the club among the choices; 0 when in none.
        rank: u16,
        /// The group, when in no club.
        group: String,
        /// Why in no club.
        reason: String,
    }
    /// A person at a post.
    ShiftPart {
        /// Post.
        post: String,
        /// Kind: `gate`, `patrol` and so on.
        kind: String,
        /// Day.
        weekday: u8,
        /// Begins at.
        start: String,
        /// Ends at.
        end: String,
        /// Place.
        place: String,
        /// Person.
        person: String,
    }
    /// A person on duty on a date.
    DatedPart {
        /// Date.
        date: String,
        /// Week of the term.
        week: u16,
        /// Post or weekly duty.
        post: String,
        /// Kind of post; none for weekly duty.
        kind: Option<String>,
        /// Begins at; none for weekly duty.
        start: Option<String>,
        /// Ends at.
        end: Option<String>,
        /// Place.
        place: String,
        /// Person.
        person: String,
    }
    /// A line of the pay ledger.
    PayPart {
        /// Person.
        person: String,
        /// Date.
        date: String,
        /// Pay month, `YYYY-MM`.
        month: String,
        /// Item.
        item: String,
        /// Units.
        units: i64,
        /// Fen per unit.
        rate_fen: i64,
        /// Fen.
        amount_fen: i64,
    }
    /// Pay of a person, month and item.
    PayTotalPart {
        /// Person.
        person: String,
        /// Pay month.
        month: String,
        /// Item.
        item: String,
        /// Units.
        units: i64,
        /// Fen.
        amount_fen: i64,
    }
    /// Flexible hours of a person.
    FlexPart {
        /// Person.
        person: String,
        /// Date.
        date: String,
        /// What for.
        reason: String,
        /// Minutes earned, or spent when negative.
        minutes: i64,
        /// Minutes of credit after it.
        balance: i64,
    }
}

/// The bytes of `plan.json`.
#[must_use]
pub fn write(school: &School, plan: &Plan, verdict: &Verdict) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(&document(school, plan, verdict)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The JSON Schema of `plan.json`.
#[must_use]
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(Document);
    schema.insert("title".to_owned(), "kebiao plan".into());
    format!("{:#}\n", schema.to_value())
}

#[cfg(test)]
mod tests;
