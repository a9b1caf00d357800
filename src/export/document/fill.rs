//! A plan as a [`Document`].

use chrono::NaiveDate;

use super::*;
use crate::plan::{Plan, ServicePlan};
use crate::school::{Employment, EventKind, PostKind, School, ServiceKind};
use crate::text::ui;
use crate::units::{ClassId, Interval, RoomId, TeacherId, Weekday};
use crate::verify::Verdict;

fn times(time: Interval) -> (String, String) {
    (time.start.to_string(), time.end.to_string())
}

fn date(date: NaiveDate) -> String {
    date.to_string()
}

/// The plan as a document.
#[must_use]
pub fn document(school: &School, plan: &Plan, verdict: &Verdict) -> Document {
    let teacher = |id: TeacherId| school.teacher(id).name.clone();
    Document {
        format: FORMAT.to_owned(),
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        school: school.name.clone(),
        good: verdict.hard_breaches() == 0,
        hard_breaches: verdict.hard_breaches(),
        cost: verdict.cost(),
        term: school.term.as_ref().map(|term| TermPart {
            name: term.name.clone(),
            first: date(term.first),
            last: date(term.last),
        }),
        weekdays: school.weekdays.iter().map(|weekday: &Weekday| weekday.number()).collect(),
        classes: school
            .classes
            .iter()
            .map(|class| ClassPart {
                name: class.name.clone(),
                grade: class.grade,
                class_teacher: class.class_teacher.map(teacher),
                home_room: school.room(class.home_room).name.clone(),
            })
            .collect(),
        teachers: school
            .teachers
            .iter()
            .map(|person| TeacherPart {
                name: person.name.clone(),
                employment: Employment::word(person.employment).to_owned(),
            })
            .collect(),
        rooms: school
            .rooms
            .iter()
            .map(|room| RoomPart {
                name: room.name.clone(),
                kind: room.kind.clone(),
                building: room.building.map(|id| school.buildings[id.index()].clone()),
            })
            .collect(),
        subjects: school.subjects.iter().map(|subject| subject.name.clone()).collect(),
        lessons: plan.rows.iter().map(lesson).collect(),
        events: school.events.iter().map(|one| event(school, one)).collect(),
        service: plan.service.as_ref().map(service),
    }
}

fn lesson(row: &crate::plan::Row) -> LessonPart {
    let (start, end) = times(row.time);
    LessonPart {
        kind: row.kind.word().to_owned(),
        classes: row.classes.clone(),
        subject: row.subject.clone(),
        section: row.section.clone(),
        teachers: row.teachers.clone(),
        room: row.room.clone(),
        weeks: row.weeks.word().to_owned(),
        weekday: row.weekday.number(),
        period: row.period.map(|period| period.0),
        start,
        end,
        pinned: row.pinned,
    }
}

fn event(school: &School, event: &crate::school::Event) -> EventPart {
    let (start, end) = times(event.span.time);
    let kind: EventKind = event.kind;
    EventPart {
        name: event.name.clone(),
        kind: ui::event(kind).en.to_owned(),
        weeks: event.span.weeks.word().to_owned(),
        weekday: event.span.weekday.number(),
        start,
        end,
        classes: event.classes.iter().map(|id: &ClassId| school.class(*id).name.clone()).collect(),
        teachers: event.teachers.iter().map(|id: &TeacherId| school.teacher(*id).name.clone()).collect(),
        rooms: event.rooms.iter().map(|id: &RoomId| school.room(*id).name.clone()).collect(),
    }
}

fn service(service: &ServicePlan) -> ServicePart {
    ServicePart {
        sessions: service.sessions.iter().map(session).collect(),
        groups: service
            .groups
            .iter()
            .map(|row| GroupPart {
                slot: row.slot.clone(),
                group: row.group.clone(),
                weekday: row.weekday.number(),
                class: row.class.clone(),
                pupils: row.pupils,
            })
            .collect(),
        clubs: service
            .clubs
            .iter()
            .map(|row| ClubPart {
                name: row.club.clone(),
                held: row.held,
                pupils: row.pupils,
                room: row.room.clone(),
                staff: row.staff.clone(),
                reason: row.reason.clone(),
            })
            .collect(),
        pupils: service.pupils.iter().map(pupil).collect(),
        duty: service.shifts.iter().map(shift).collect(),
        dated_duty: service.dated.iter().map(dated).collect(),
        pay: service.pay.iter().map(pay).collect(),
        pay_totals: service
            .pay_totals
            .iter()
            .map(|row| PayTotalPart {
                person: row.person.clone(),
                month: row.month.clone(),
                item: row.item.clone(),
                units: row.units,
                amount_fen: row.amount.0,
            })
            .collect(),
        flexible_hours: service
            .flex
            .iter()
            .map(|row| FlexPart {
                person: row.person.clone(),
                date: date(row.date),
                reason: row.reason.clone(),
                minutes: row.minutes,
                balance: row.balance,
            })
            .collect(),
    }
}

fn session(row: &crate::plan::Session) -> SessionPart {
    let (start, end) = times(row.time);
    SessionPart {
        slot: row.slot.clone(),
        kind: ServiceKind::word(row.kind).to_owned(),
        name: row.name.clone(),
        weekday: row.weekday.number(),
        start,
        end,
        classes: row.classes.clone(),
        pupils: row.pupils,
        room: row.room.clone(),
        staff: row.staff.clone(),
    }
}

fn pupil(row: &crate::plan::Placed) -> PupilPart {
    PupilPart {
        class: row.class.clone(),
        pupil: row.pupil.clone(),
        number: row.number.clone(),
        weekday: row.weekday.number(),
        slot: row.slot.clone(),
        club: row.club.clone(),
        rank: row.rank,
        group: row.group.clone(),
        reason: row.reason.clone(),
    }
}

fn shift(row: &crate::plan::Shift) -> ShiftPart {
    let (start, end) = times(row.time);
    ShiftPart {
        post: row.post.clone(),
        kind: PostKind::word(row.kind).to_owned(),
        weekday: row.weekday.number(),
        start,
        end,
        place: row.place.clone(),
        person: row.person.clone(),
    }
}

fn dated(row: &crate::plan::DatedDuty) -> DatedPart {
    let time = row.time.map(times);
    DatedPart {
        date: date(row.date),
        week: row.week,
        post: row.post.clone(),
        kind: row.kind.map(|kind| kind.word().to_owned()),
        start: time.as_ref().map(|(start, _)| start.clone()),
        end: time.map(|(_, end)| end),
        place: row.place.clone(),
        person: row.person.clone(),
    }
}

fn pay(row: &crate::plan::PayLine) -> PayPart {
    PayPart {
        person: row.person.clone(),
        date: date(row.date),
        month: row.month.clone(),
        item: row.item.clone(),
        units: row.units,
        rate_fen: row.rate.0,
        amount_fen: row.amount.0,
    }
}
