//! Each row as cells and back.

use super::{Tabled, kinds};
use crate::config::table::{Kind, Record};
use crate::plan::cells::{LIST, Reader, list, text, yes_no, yes_or_no};
use crate::plan::{ClubRow, DatedDuty, FlexLine, GroupRow, PayLine, PayTotal, Placed, Session, Shift};
use crate::school::{PostKind, ServiceKind};
use crate::text::timetable as errors;
use crate::units::Weekday;

/// The word for weekly duty (值周) among the kinds of posts.
const WEEKLY: [&str; 2] = ["weekly", "值周"];

fn weekday(reader: &mut Reader, record: &Record) -> Option<Weekday> {
    reader.cell(record, "weekday", errors::WANT_WEEKDAY, Weekday::parse)
}

/// A cell that may be empty.
fn words(record: &Record, column: &str) -> String {
    text(record, column).to_owned()
}

fn names(record: &Record, column: &str) -> Vec<String> {
    list(text(record, column))
}

impl Tabled for Session {
    fn kind() -> &'static Kind {
        &kinds::SESSIONS
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.weekday.number().to_string(),
            self.time.start.to_string(),
            self.time.end.to_string(),
            self.slot.clone(),
            self.kind.word().to_owned(),
            self.name.clone(),
            self.classes.join(LIST),
            self.pupils.to_string(),
            self.room.clone(),
            self.staff.join(LIST),
        ]
    }

    fn read(reader: &mut Reader, record: &Record) -> Option<Self> {
        let weekday = weekday(reader, record);
        let time = reader.time(record);
        let slot = reader.name(record, "slot");
        let kind =
            reader.cell(record, "kind", errors::WANT_SERVICE_KIND, |text| ServiceKind::parse(&text.to_lowercase()));
        let name = reader.name(record, "name");
        let pupils = reader.number(record, "pupils");
        Some(Self {
            weekday: weekday?,
            time: time?,
            slot: slot?,
            kind: kind?,
            name: name?,
            classes: names(record, "classes"),
            pupils: pupils?,
            room: words(record, "room"),
            staff: names(record, "staff"),
        })
    }
}

impl Tabled for GroupRow {
    fn kind() -> &'static Kind {
        &kinds::GROUPS
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.slot.clone(),
            self.group.clone(),
            self.weekday.number().to_string(),
            self.class.clone(),
            self.pupils.to_string(),
        ]
    }

    fn read(reader: &mut Reader, record: &Record) -> Option<Self> {
        let (slot, group) = (reader.name(record, "slot"), reader.name(record, "group"));
        let weekday = weekday(reader, record);
        let class = reader.name(record, "class");
        let pupils = reader.number(record, "pupils");
        Some(Self { slot: slot?, group: group?, weekday: weekday?, class: class?, pupils: pupils? })
    }
}

impl Tabled for ClubRow {
    fn kind() -> &'static Kind {
        &kinds::CLUBS
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.club.clone(),
            yes_or_no(self.held),
            self.pupils.to_string(),
            self.room.clone(),
            self.staff.join(LIST),
            self.reason.clone(),
        ]
    }

    fn read(reader: &mut Reader, record: &Record) -> Option<Self> {
        let club = reader.name(record, "club");
        let held = reader.cell(record, "held", errors::WANT_YES_NO, yes_no);
        let pupils = reader.number(record, "pupils");
        Some(Self {
            club: club?,
            held: held?,
            pupils: pupils?,
            room: words(record, "room"),
            staff: names(record, "staff"),
            reason: words(record, "reason"),
        })
    }
}

impl Tabled for Placed {
    fn kind() -> &'static Kind {
        &kinds::PUPILS_PLACED
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.class.clone(),
            self.pupil.clone(),
            self.number.clone(),
            self.weekday.number().to_string(),
            self.slot.clone(),
            self.club.clone(),
            self.rank.to_string(),
            self.group.clone(),
            self.reason.clone(),
        ]
    }

    fn read(reader: &mut Reader, record: &Record) -> Option<Self> {
        let (class, pupil) = (reader.name(record, "class"), reader.name(record, "pupil"));
        let weekday = weekday(reader, record);
        let slot = reader.name(record, "slot");
        let rank = reader.number(record, "rank");
        Some(Self {
            class: class?,
            pupil: pupil?,
            number: words(record, "number"),
            weekday: weekday?,
            slot: slot?,
            club: words(record, "club"),
            rank: rank?,
            group: words(record, "group"),
            reason: words(record, "reason"),
        })
    }
}

impl Tabled for Shift {
    fn kind() -> &'static Kind {
        &kinds::SHIFTS
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.post.clone(),
            self.kind.word().to_owned(),
            self.weekday.number().to_string(),
            self.time.start.to_string(),
            self.time.end.to_string(),
            self.place.clone(),
            self.person.clone(),
        ]
    }

    fn read(reader: &mut Reader, record: &Record) -> Option<Self> {
        let post = reader.name(record, "post");
        let kind = reader.cell(record, "kind", errors::WANT_POST_KIND, |text| PostKind::parse(&text.to_lowercase()));
        let weekday = weekday(reader, record);
        let time = reader.time(record);
        let person = reader.name(record, "person");
        Some(Self {
            post: post?,
            kind: kind?,
            weekday: weekday?,
            time: time?,
            place: words(record, "place"),
            person: person?,
        })
    }
}

impl Tabled for DatedDuty {
    fn kind() -> &'static Kind {
        &kinds::DATED
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.date.to_string(),
            self.week.to_string(),
            self.post.clone(),
            self.kind.map_or(WEEKLY[0], PostKind::word).to_owned(),
            self.time.map_or(String::new(), |time| time.start.to_string()),
            self.time.map_or(String::new(), |time| time.end.to_string()),
            self.place.clone(),
            self.person.clone(),
        ]
    }

    fn read(reader: &mut Reader, record: &Record) -> Option<Self> {
        let date = reader.date(record);
        let week = reader.number(record, "week");
        let post = reader.name(record, "post");
        let kind = reader.cell(record, "kind", errors::WANT_DUTY_KIND, |text| {
            let word = text.to_lowercase();
            if WEEKLY.contains(&word.as_str()) { Some(None) } else { PostKind::parse(&word).map(Some) }
        });
        let without = text(record, "start").is_empty() && text(record, "end").is_empty();
        let time = if kind == Some(None) && without { Some(None) } else { reader.time(record).map(Some) };
        let person = reader.name(record, "person");
        Some(Self {
            date: date?,
            week: week?,
            post: post?,
            kind: kind?,
            time: time?,
            place: words(record, "place"),
            person: person?,
        })
    }
}

impl Tabled for PayLine {
    fn kind() -> &'static Kind {
        &kinds::PAY
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.person.clone(),
            self.date.to_string(),
            self.month.clone(),
            self.item.clone(),
            self.units.to_string(),
            self.rate.to_string(),
            self.amount.to_string(),
        ]
    }

    fn read(reader: &mut Reader, record: &Record) -> Option<Self> {
        let person = reader.name(record, "person");
        let date = reader.date(record);
        let month = reader.month(record);
        let item = reader.name(record, "item");
        let units = reader.number(record, "units");
        let (rate, amount) = (reader.money(record, "rate"), reader.money(record, "amount"));
        Some(Self {
            person: person?,
            date: date?,
            month: month?,
            item: item?,
            units: units?,
            rate: rate?,
            amount: amount?,
        })
    }
}

impl Tabled for PayTotal {
    fn kind() -> &'static Kind {
        &kinds::TOTALS
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.person.clone(),
            self.month.clone(),
            self.item.clone(),
            self.units.to_string(),
            self.amount.to_string(),
        ]
    }

    fn read(reader: &mut Reader, record: &Record) -> Option<Self> {
        let person = reader.name(record, "person");
        let month = reader.month(record);
        let item = reader.name(record, "item");
        let units = reader.number(record, "units");
        let amount = reader.money(record, "amount");
        Some(Self { person: person?, month: month?, item: item?, units: units?, amount: amount? })
    }
}

impl Tabled for FlexLine {
    fn kind() -> &'static Kind {
        &kinds::FLEX
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.person.clone(),
            self.date.to_string(),
            self.reason.clone(),
            self.minutes.to_string(),
            self.balance.to_string(),
        ]
    }

    fn read(reader: &mut Reader, record: &Record) -> Option<Self> {
        let person = reader.name(record, "person");
        let date = reader.date(record);
        let (minutes, balance) = (reader.number(record, "minutes"), reader.number(record, "balance"));
        Some(Self {
            person: person?,
            date: date?,
            reason: words(record, "reason"),
            minutes: minutes?,
            balance: balance?,
        })
    }
}
