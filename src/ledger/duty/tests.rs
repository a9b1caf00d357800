//! Cancelled days, seasons, standby and weekly duty of a small school.

use std::collections::BTreeMap;

use super::*;
use crate::school::sample::service::serviced;
use crate::school::{Cancel, Flex, FlexLeave, Season, Shift as Move};
use crate::units::{ClassId, ClockTime, ServiceSlotId, Weekday, Weeks};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> Interval {
    Interval::parse(text).unwrap()
}

/// Monday 2026-03-02 to Friday 2026-03-13; Saturday 7 follows Wednesday; from the 9th everything is 10 minutes later; on
/// Tuesday the 3rd there is no duty before 12:00 and on Thursday the 12th nothing after school.
fn with_term(school: &mut School) {
    let mut term = Term::new("春", date("2026-03-02"), date("2026-03-13"));
    let shift = vec![Move { from: ClockTime::parse("00:00").unwrap(), minutes: 10 }];
    term.seasons.push(Season { name: "夏令".into(), from: date("2026-03-09"), shift });
    let wednesday = Weekday::new(3).unwrap();
    let make_up = BTreeMap::from([(date("2026-03-07"), (wednesday, Weeks::Odd))]);
    let mut term = term.fill(&school.weekdays, &make_up);
    for day in &mut term.days {
        let morning = Cancel { duty: true, time: Some(time("07:00-12:00")), ..Cancel::default() };
        let after = Cancel { after_school: true, ..Cancel::default() };
        match day.date {
            on if on == date("2026-03-03") => day.cancelled.push(morning),
            on if on == date("2026-03-12") => day.cancelled.push(after),
            _ => {}
        }
    }
    school.term = Some(term);
}

fn gates(dated: &Dated) -> Vec<(String, String)> {
    let gates = dated.duty.iter().filter(|line| line.post == "校门");
    gates.map(|line| (line.date.to_string()[5..].to_owned(), line.time.unwrap().to_string())).collect()
}

#[test]
fn shifts_follow_the_calendar() {
    let case = serviced().with(with_term).service(
        "shift 校门 周一 张芳; shift 校门 周二 张芳; shift 校门 周三 张芳; shift 校门 周四 张芳; shift 校门 周五 张芳",
    );
    let found = dated(&case.school, &case.plan);
    let (early, late) = ("07:50-08:20", "08:00-08:30");
    let expected = [
        ("03-02", early),
        ("03-04", early),
        ("03-05", early),
        ("03-06", early),
        ("03-07", early),
        ("03-09", late),
        ("03-10", late),
        ("03-11", late),
        ("03-12", late),
        ("03-13", late),
    ];
    assert_eq!(gates(&found), expected.map(|(day, time)| (day.to_owned(), time.to_owned())));
    assert_eq!(found.duty.iter().map(|line| line.week).collect::<Vec<_>>(), [1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
    assert_eq!(found.open, []);
}

#[test]
fn a_post_of_a_slot_is_held_when_the_slot_is() {
    let case = serviced()
        .with(with_term)
        .with(|school| {
            school.duty.posts[0].slot = Some(ServiceSlotId(0));
            // Class 2 has no service on Wednesday the 4th; class 1 still has.
            let day = &mut school.term.as_mut().unwrap().days[2];
            day.cancelled.push(Cancel { after_school: true, classes: vec![ClassId(1)], ..Cancel::default() });
        })
        .service("shift 校门 周三 张芳; shift 校门 周四 张芳");
    let days = |case: &crate::school::sample::Case| {
        gates(&dated(&case.school, &case.plan)).into_iter().map(|(day, _)| day).collect::<Vec<_>>()
    };
    assert_eq!(days(&case), ["03-04", "03-05", "03-07", "03-11"]);
    let mut second = case.clone();
    second.school.duty.posts[0].classes = vec![ClassId(1)];
    assert_eq!(days(&second), ["03-05", "03-07", "03-11"]);
}

#[test]
fn standby_steps_in_for_who_is_on_leave() {
    let leave = |teacher, on: &str, at: &str| FlexLeave {
        teacher: TeacherId(teacher),
        day: FlexDay::Once(date(on)),
        time: time(at),
    };
    let school = |leaves: Vec<FlexLeave>| {
        serviced().with(with_term).with(move |school| {
            let mut standby = school.duty.posts[0].clone();
            standby.name = "机动".into();
            standby.kind = PostKind::Standby;
            standby.counts = false;
            standby.days.values_mut().for_each(|span| *span = time("07:30-08:30"));
            school.duty.posts.push(standby);
            let [start, end] = ["08:30", "17:30"].map(|at| ClockTime::parse(at).unwrap());
            school.duty.flex = Some(Flex { start, end, leaves, opening: BTreeMap::new() });
        })
    };
    let lines = "shift 校门 周一 张芳; shift 机动 周一 王静";
    let who = |leaves| {
        let case = school(leaves).service(lines);
        let found = dated(&case.school, &case.plan);
        let gate = found.duty.iter().find(|line| line.post == "校门" && line.date == date("2026-03-02"));
        (gate.map(|line| line.person.clone()), found.duty.len(), found.open)
    };
    let (monday, at) = ("2026-03-02", "08:00-09:00");
    assert_eq!(who(vec![]), (Some("张芳".into()), 4, vec![]));
    assert_eq!(who(vec![leave(0, "2026-03-03", at)]), (Some("张芳".into()), 4, vec![]));
    assert_eq!(who(vec![leave(0, monday, "09:00-10:00")]), (Some("张芳".into()), 4, vec![]));
    assert_eq!(who(vec![leave(0, monday, at)]), (Some("王静".into()), 4, vec![]));
    let open = |post: &str, at: &str, person: &str| Open {
        date: date(monday),
        time: time(at),
        post: post.into(),
        person: person.into(),
    };
    let both = who(vec![leave(0, monday, at), leave(2, monday, at)]);
    assert_eq!(both, (None, 2, vec![open("机动", "07:30-08:30", "王静"), open("校门", "07:50-08:20", "张芳")]));
}

#[test]
fn weekly_duty_has_a_line_a_school_day() {
    let case = serviced()
        .with(with_term)
        .with(|school| {
            let who = vec![TeacherId(0), TeacherId(2), TeacherId(3)];
            let served = BTreeMap::from([(TeacherId(0), 1)]);
            school.duty.weekly.push(WeeklyDuty { name: "值周教师".into(), who, people: 1, served });
            let days = &mut school.term.as_mut().unwrap().days;
            days[0].cancelled.push(Cancel { duty: true, ..Cancel::default() });
        })
        .service("");
    let lines: Vec<_> =
        dated(&case.school, &case.plan).duty.into_iter().map(|line| (line.week, line.person, line.kind)).collect();
    // Week 1 has five days left (Saturday is one of them), week 2 five.
    let expected = [(1, "王静"), (2, "赵敏")];
    let expected: Vec<_> = expected.into_iter().flat_map(|(week, who)| vec![(week, who.to_owned(), None); 5]).collect();
    assert_eq!(lines, expected);
}
