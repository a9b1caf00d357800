//! Calendars as another library reads them.

use std::collections::BTreeMap;

use ical::parser::ical::component::IcalEvent;

use super::*;
use crate::report::sample;
use crate::school::Closed;
use crate::school::sample::{event, small};
use crate::school::{EventKind, Season, Shift};
use crate::units::{Weekday, Weeks};

/// The events of a file: property by name.
fn read(file: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut calendars: Vec<_> = ical::IcalParser::new(file).map(Result::unwrap).collect();
    assert_eq!(calendars.len(), 1);
    let calendar = calendars.remove(0);
    assert_eq!(calendar.timezones.len(), 1);
    let value = |event: &IcalEvent| {
        let pairs = event.properties.iter().map(|one| {
            let zone = one.params.iter().flatten().any(|(key, value)| key == "TZID" && value == &["Asia/Shanghai"]);
            let timed = one.name.starts_with("DT") && one.value.as_ref().is_some_and(|value| value.contains('T'));
            assert_eq!(zone, timed && one.name != "DTSTAMP", "{}", one.name);
            (one.name.clone(), one.value.clone().unwrap_or_default())
        });
        pairs.collect()
    };
    calendar.events.iter().map(value).collect()
}

#[test]
fn another_library_reads_what_was_meant() {
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    let mut term = Term::new("2026年春", date("2026-03-02"), date("2026-03-20"));
    term.holidays = vec![Closed { name: "假".into(), from: date("2026-03-10"), to: date("2026-03-10") }];
    let shift = vec![Shift { from: ClockTime::parse("12:00").unwrap(), minutes: 30 }];
    term.seasons = vec![Season { name: "夏令".into(), from: date("2026-03-16"), shift }];
    let made_up = BTreeMap::from([(date("2026-03-14"), (Weekday::new(2).unwrap(), Weeks::Even))]);
    let weekdays: Vec<_> = (1..=5).filter_map(Weekday::new).collect();
    let case = small()
        .with(|school| {
            school.term = Some(term.fill(&weekdays, &made_up));
            event(school, "例会", EventKind::StaffMeeting, "周三", "16:00-17:00");
        })
        .plan("一1班 语文 张芳 周二 1; 一1班+一2班 体育 王静 周二 5 @操场; 一2班 语文 张芳 周四 6 单");
    let view = View::new(&case.school, &case.plan);
    let files: BTreeMap<_, _> = files(&view, Lang::Zh).into_iter().collect();
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "calendar/classes/一1班.ics",
            "calendar/classes/一2班.ics",
            "calendar/rooms/一1班教室.ics",
            "calendar/rooms/一2班教室.ics",
            "calendar/rooms/操场.ics",
            "calendar/teachers/张芳.ics",
            "calendar/teachers/李强.ics",
            "calendar/teachers/王静.ics",
            "calendar/teachers/赵敏.ics",
        ]
    );
    let times = |path: &str| -> Vec<String> {
        let shown = |one: &BTreeMap<String, String>| format!("{} {} {}", one["DTSTART"], one["DTEND"], one["SUMMARY"]);
        read(&files[path]).iter().map(shown).collect()
    };
    assert_eq!(
        times("calendar/classes/一1班.ics"),
        [
            "20260303T083000 20260303T091000 语文",
            "20260303T140000 20260303T144000 体育",
            "20260314T083000 20260314T091000 语文",
            "20260314T140000 20260314T144000 体育",
            "20260317T083000 20260317T091000 语文",
            "20260317T143000 20260317T151000 体育",
        ]
    );
    assert_eq!(
        times("calendar/teachers/张芳.ics"),
        [
            "20260303T083000 20260303T091000 一1班 语文",
            "20260304T160000 20260304T170000 例会",
            "20260305T145000 20260305T153000 一2班 语文",
            "20260311T160000 20260311T170000 例会",
            "20260314T083000 20260314T091000 一1班 语文",
            "20260317T083000 20260317T091000 一1班 语文",
            "20260318T163000 20260318T173000 例会",
            "20260319T152000 20260319T160000 一2班 语文",
        ]
    );
    let field = read(&files["calendar/rooms/操场.ics"]);
    assert_eq!(field.len(), 3);
    assert_eq!((field[1]["SUMMARY"].as_str(), field[1]["LOCATION"].as_str()), ("一1班、一2班 体育", "操场"));
    assert_eq!(field[1]["DESCRIPTION"], "教师：王静\\n第5节 第2周\\n调休，上周二的课");
    let all: Vec<_> = files.values().flat_map(|file| read(file)).collect();
    let ids: BTreeSet<_> = all.iter().map(|one| &one["UID"]).collect();
    assert_eq!(ids.len(), all.len(), "identifiers are unique over all calendars");
    assert!(all.iter().all(|one| one["DTSTAMP"] == "20260302T000000Z"));
}

#[test]
fn a_rich_week_over_a_term_has_as_many_events_as_counted() {
    let mut case = sample::rich();
    assert_eq!(files(&View::new(&case.school, &case.plan), Lang::En), []);
    let [first, last] = ["2026-03-02", "2026-03-15"].map(|text| text.parse().unwrap());
    let weekdays = case.school.weekdays.clone();
    case.school.term = Some(Term::new("春", first, last).fill(&weekdays, &BTreeMap::new()));
    let view = View::new(&case.school, &case.plan);
    let files = files(&view, Lang::En);
    let total: usize = files.iter().map(|(_, file)| read(file).len()).sum();
    // In two weeks a row of every week takes place twice, one of odd or even weeks once.
    let times = |weeks: Weeks| if weeks == Weeks::All { 2 } else { 1 };
    let distinct = |ids: usize, weeks: Weeks| ids * times(weeks);
    let lessons: usize = view
        .lessons
        .iter()
        .map(|one| {
            let people = one.classes.len() + one.teachers.len() + usize::from(one.room.is_some());
            distinct(people, one.span.weeks)
        })
        .sum();
    let research: usize = view.research.iter().map(|one| distinct(one.teachers.len(), one.span.weeks)).sum();
    let events: usize = case
        .school
        .events
        .iter()
        .map(|one| distinct(one.classes.len() + one.teachers.len() + one.rooms.len(), one.span.weeks))
        .sum();
    assert!(lessons > 0 && events > 0);
    assert_eq!(total, lessons + research + events);
    let text = String::from_utf8(files[0].1.clone()).unwrap();
    assert!(text.split("\r\n").all(|line| line.len() <= 76 && !line.contains('\n')), "{text}");
}

/// A term with a holiday inside a week, one over a weekend, and two make-up days that follow weeks of either parity: the
/// lessons of each class counted day by day from the rows of the plan, by the calendar alone.
#[test]
fn the_lessons_of_a_term_are_those_that_the_calendar_counts() {
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    let mut case = sample::large(2, 3);
    for (nth, row) in case.plan.rows.iter_mut().enumerate() {
        row.weeks = [Weeks::All, Weeks::Odd, Weeks::Even][nth % 3];
    }
    // It begins on a Wednesday: week 1 is the one of Monday, 2 March.
    let (first, last) = (date("2026-03-04"), date("2026-05-15"));
    let holidays = [("2026-04-04", "2026-04-06"), ("2026-05-01", "2026-05-05")];
    let made_up = [("2026-04-11", 1, Weeks::Odd), ("2026-05-09", 2, Weeks::Even)];
    let mut term = Term::new("春", first, last);
    let closed = |(from, to): (&str, &str)| Closed { name: "假".into(), from: date(from), to: date(to) };
    term.holidays = holidays.map(closed).to_vec();
    let make_up = made_up.iter().map(|(day, weekday, weeks)| (date(day), (Weekday::new(*weekday).unwrap(), *weeks)));
    case.school.term = Some(term.fill(&case.school.weekdays.clone(), &make_up.collect()));
    let files: BTreeMap<_, _> = files(&View::new(&case.school, &case.plan), Lang::Zh).into_iter().collect();
    let subjects: BTreeSet<&str> = case.school.subjects.iter().map(|subject| subject.name.as_str()).collect();
    let mut all = 0;
    for class in &case.school.classes {
        let mut counted = Vec::new();
        let mut day = first;
        while day <= last {
            use chrono::Datelike;
            let number = (day - date("2026-03-02")).num_days() / 7 + 1;
            let own = (u8::try_from(day.weekday().number_from_monday()).unwrap(), number % 2 == 1);
            let off = holidays.iter().any(|(from, to)| date(from) <= day && day <= date(to)) || own.0 > 5;
            let instead = made_up.iter().find(|(made, ..)| date(made) == day);
            let follows = instead.map(|(_, weekday, weeks)| (*weekday, *weeks == Weeks::Odd));
            if let Some((weekday, odd)) = follows.or((!off).then_some(own)) {
                let takes_place = |weeks: Weeks| match weeks {
                    Weeks::All => true,
                    Weeks::Odd => odd,
                    Weeks::Even => !odd,
                };
                let rows = case.plan.rows.iter().filter(|row| row.classes.contains(&class.name));
                let today = rows.filter(|row| row.weekday.number() == weekday && takes_place(row.weeks));
                counted.extend(today.map(|row| {
                    let start = row.time.start.to_string().replace(':', "");
                    format!("{}T{start}00 {}", day.format("%Y%m%d"), row.subject)
                }));
            }
            day = day.succ_opt().unwrap();
        }
        let events = read(&files[&format!("calendar/classes/{}.ics", class.name)]);
        let lessons = events.iter().filter(|event| subjects.contains(event["SUMMARY"].as_str()));
        let mut written: Vec<_> = lessons.map(|event| format!("{} {}", event["DTSTART"], event["SUMMARY"])).collect();
        counted.sort();
        written.sort();
        assert_eq!(written, counted, "{}", class.name);
        all += written.len();
    }
    assert!(all > 1000, "{all}");
}

#[test]
fn sessions_and_duties_stand_in_the_calendars_of_those_concerned() {
    let case = crate::school::sample::service::serviced()
        .term("2026-03-02", "2026-03-06")
        .service("session 周一 作业辅导 一组 一1班+一2班 30 一1班教室 张芳; session 周一 社团 篮球 一1班 3 操场 周教练")
        .with_service(|plan| {
            let duty = |post: &str, time| crate::plan::DatedDuty {
                date: "2026-03-03".parse().unwrap(),
                week: 1,
                post: post.into(),
                kind: None,
                time,
                place: String::new(),
                person: "李强".into(),
            };
            plan.dated = vec![duty("值周教师", None), duty("巡查", Interval::parse("15:40-17:40"))];
        });
    let files: BTreeMap<_, _> = files(&View::new(&case.school, &case.plan), Lang::Zh).into_iter().collect();
    let shown = |path: &str| -> Vec<String> {
        let one = |event: &BTreeMap<String, String>| format!("{} {}", event["DTSTART"], event["SUMMARY"]);
        read(&files[path]).iter().map(one).collect()
    };
    assert_eq!(shown("calendar/classes/一2班.ics"), ["20260302T154000 作业辅导 一组"]);
    assert_eq!(shown("calendar/classes/一1班.ics"), ["20260302T154000 作业辅导 一组"], "clubs are some pupils' only");
    assert_eq!(shown("calendar/teachers/周教练.ics"), ["20260302T164000 社团 篮球"]);
    assert_eq!(shown("calendar/rooms/操场.ics"), ["20260302T164000 社团 篮球"]);
    assert_eq!(shown("calendar/teachers/李强.ics"), ["20260303 值周教师", "20260303T154000 巡查"]);
    let helper = &read(&files["calendar/teachers/张芳.ics"])[0];
    assert_eq!(helper["DESCRIPTION"], "教师：张芳\\n班级：一1班、一2班\\n第1周");
}

#[test]
fn names_with_marks_are_escaped() {
    let item = Item {
        date: "2026-03-02".parse().unwrap(),
        time: Interval::parse("23:00-24:00"),
        summary: "语文,数学;\"x\"\\".into(),
        location: "BEGIN:VEVENT\r\nEND:VCALENDAR".into(),
        description: "很长的说明".repeat(40),
    };
    let text = calendar("名\nBEGIN:VEVENT", item.date, std::slice::from_ref(&item));
    let events = read(text.as_bytes());
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["DTEND"], "20260303T000000");
    assert_eq!(events[0]["SUMMARY"], "语文\\,数学\\;\"x\"\\\\");
    assert_eq!(events[0]["DESCRIPTION"], item.description);
    assert_eq!(calendar("名", item.date, &[item.clone(), item.clone()]), calendar("名", item.date, &[item]));
}
