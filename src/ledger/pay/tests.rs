use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::plan::{DatedDuty, ServicePlan};
use crate::school::sample::Case;
use crate::school::sample::service::serviced;
use crate::school::{Cancel, Closed, Employment, PostKind, Season, ServiceKind, Shift, Term};
use crate::units::{ClassId, Interval};

fn date(text: &str) -> NaiveDate {
    format!("2026-{text}").parse().unwrap()
}

/// Six weeks of spring 2026, Monday 13 April to Friday 22 May. Labour Day: 1 to 5 May; Saturday 9 May follows an odd
/// Tuesday. From 6 May everything from 14:00 on is half an hour later. Sports day on Thursday 23 April; on 7 May 一2班 and on
/// 12 May 一1班 have no after-school service.
fn term() -> Term {
    let mut term = Term::new("春", date("04-13"), date("05-22"));
    term.holidays = vec![Closed { name: "劳动节".into(), from: date("05-01"), to: date("05-05") }];
    let shift = vec![Shift { from: ClockTime::parse("14:00").unwrap(), minutes: 30 }];
    term.seasons = vec![Season { name: "夏令".into(), from: date("05-06"), shift }];
    let week: Vec<_> = (1..=5).filter_map(Weekday::new).collect();
    let mut term = term.fill(&week, &BTreeMap::from([(date("05-09"), (week[1], Weeks::Odd))]));
    let mut cancel = |on: &str, cancel: Cancel| {
        term.days.iter_mut().find(|day| day.date == date(on)).unwrap().cancelled.push(cancel);
    };
    let sports =
        Cancel { name: "运动会".into(), lessons: true, after_school: true, duty: true, ..Cancel::default() };
    cancel("04-23", sports);
    let trip =
        |class| Cancel {
            name: "春游".into(), after_school: true, classes: vec![ClassId(class)], ..Cancel::default()
        };
    cancel("05-07", trip(1));
    cancel("05-12", trip(0));
    term
}

fn item(name: &str, basis: Basis, works: &[Work], yuan: &str) -> PayItem {
    let mut item = serviced().school.pay.items.swap_remove(0);
    item.name = name.into();
    item.basis = basis;
    item.works = works.iter().copied().collect();
    item.rate = Fen::parse(yuan).unwrap();
    item
}

/// The school of the hand count: pay months from the 15th to the 14th, homework slots of two periods.
fn case() -> Case {
    let dated = |on: &str, post: &str, kind: Option<PostKind>, time: &str, person: &str| DatedDuty {
        date: date(on),
        week: 1,
        post: post.into(),
        kind,
        time: Interval::parse(time),
        place: String::new(),
        person: person.into(),
    };
    let services: Vec<Work> = ServiceKind::ALL.map(Work::Service).to_vec();
    let duties: Vec<Work> = PostKind::ALL.map(Work::Duty).to_vec();
    let sample = serviced().with(|school| {
        school.term = Some(term());
        school.service.slots[0].periods = 2;
        school.pay.month_start = 15;
        school.pay.items = vec![
            PayItem { employments: [Employment::Own].into(), ..item("课时费", Basis::Slot, &services, "40") },
            PayItem {
                employments: [Employment::External].into(),
                ..item("外聘课时费", Basis::Slot, &services, "80.50")
            },
            item("超员费", Basis::PupilPeriod { base: 35 }, &services, "1"),
            item("值班费", Basis::Day, &duties, "30"),
            item("考勤费", Basis::Day, &[Work::Duty(PostKind::Attendance)], "40"),
            PayItem { leaders: Some(true), ..item("带班费", Basis::Month, &[Work::Duty(PostKind::Patrol)], "100") },
            item("值周费", Basis::Duty, &[Work::WeeklyDuty], "20"),
            PayItem {
                ends_after: ClockTime::parse("15:45"),
                weekdays: [Weekday::new(2).unwrap()].into(),
                ..item("晚课费", Basis::Period, &[Work::Lesson], "10")
            },
        ];
    });
    let lessons = sample.clone().plan("一1班 体育 王静 周二 6 单; 一2班 体育 王静 周五 6").plan.rows;
    let mut case = sample.service(
        "session 周一 作业辅导 一1组 一1班 38 一1班教室 张芳; session 周二 作业辅导 合组 一1班+一2班 36 一1班教室 李强+王静;
         session 周四 作业辅导 一2组 一2班 35 一2班教室 张芳; session 周一 社团 篮球 一1班 4 操场 周教练",
    );
    case.plan.rows = lessons;
    case.with_service(|plan| {
        plan.dated = vec![
            dated("04-15", "校门", Some(PostKind::Gate), "07:50-08:20", "张芳"),
            dated("04-16", "校门", Some(PostKind::Gate), "07:50-08:20", "张芳"),
            dated("04-16", "考勤", Some(PostKind::Attendance), "15:40-15:50", "张芳"),
            dated("05-14", "考勤", Some(PostKind::Attendance), "15:40-15:50", "张芳"),
            dated("04-14", "巡查", Some(PostKind::Patrol), "15:40-17:40", "李强"),
            dated("04-15", "巡查", Some(PostKind::Patrol), "15:40-17:40", "李强"),
            dated("05-13", "巡查", Some(PostKind::Patrol), "16:10-18:10", "李强"),
            dated("04-20", "值周教师", None, "", "王静"),
            dated("04-21", "值周教师", None, "", "王静"),
            dated("04-22", "值周教师", None, "", "王静"),
            dated("04-24", "值周教师", None, "", "王静"),
        ];
    })
}

/// What the rules, which compute everything in their own way, find wrong with the ledger made of the case's plan.
fn breaches(case: &Case) -> i64 {
    let mut case = case.clone();
    let (pay, pay_totals) = pay(&case.school, &case.plan);
    case = case.with_service(|plan| (plan.pay, plan.pay_totals) = (pay, pay_totals));
    ["R400", "R401", "R402"].into_iter().map(|code| case.amount(code)).sum()
}

#[test]
fn a_school_counted_on_paper_agrees_to_the_fen() {
    // School days by the weekday that they follow (5-09 is the Saturday that follows a Tuesday; 4-23 is sports day):
    //   pay month      2026-03 (to 4-14)   2026-04 (4-15 to 5-14)        2026-05 (from 5-15)
    //   Monday         4-13                4-20 4-27 5-11                5-18          (5-04 is a holiday)
    //   Tuesday        4-14                4-21 4-28 5-09 5-12           5-19          (5-05 is a holiday)
    //   Thursday                           4-16 4-30 5-07 5-14           5-21          (4-23 cancelled)
    //
    // 张芳: Monday group of 38 pupils, Thursday group of 35.
    //   课时费  40 a session: 1 Monday; 3 Mondays + 3 Thursdays (not 5-07: 一2班 is away) = 6; 1 + 1 = 2
    //   超员费  (38 - 35) pupils x 2 periods = 6 a Monday; Thursdays (35 - 35) = 0: 6; 18; 6
    //   值班费  30 a day with duty: 4-15, 4-16 (two posts, one day), 5-14 = 3
    //   考勤费  40 a day: 4-16, 5-14 = 2
    // 李强 (leader), 王静: Tuesday group of 36 together, each paid; on 5-12 一2班 alone keeps it going.
    //   课时费  1; 4; 1       超员费 (36 - 35) x 2 = 2 a Tuesday: 2; 8; 2
    // 李强: patrol on 4-14 | 4-15 5-13.
    //   值班费  1; 2          带班费 100 a month with a patrol: on 4-14; on 5-13, the last
    // 王静: 值周费 20 a day of weekly duty: 4 (the sports day is none). 晚课费: PE on odd Tuesdays, 14:50-15:30, half an hour
    //   later from 5-06 on, so that it ends after 15:45 only on 5-09 (an odd Tuesday by decree) and 5-12 (week 5): 2.
    //   Friday's lesson ends as late from 5-08 on, but it is no Tuesday.
    // 周教练: 外聘课时费 80.50 a Monday: 1; 3; 1 = 80.50, 241.50, 80.50
    let expected = [
        ("周教练", "2026-03", "外聘课时费", 1, "80.50"),
        ("周教练", "2026-04", "外聘课时费", 3, "241.50"),
        ("周教练", "2026-05", "外聘课时费", 1, "80.50"),
        ("张芳", "2026-03", "课时费", 1, "40"),
        ("张芳", "2026-03", "超员费", 6, "6"),
        ("张芳", "2026-04", "值班费", 3, "90"),
        ("张芳", "2026-04", "考勤费", 2, "80"),
        ("张芳", "2026-04", "课时费", 6, "240"),
        ("张芳", "2026-04", "超员费", 18, "18"),
        ("张芳", "2026-05", "课时费", 2, "80"),
        ("张芳", "2026-05", "超员费", 6, "6"),
        ("李强", "2026-03", "值班费", 1, "30"),
        ("李强", "2026-03", "带班费", 1, "100"),
        ("李强", "2026-03", "课时费", 1, "40"),
        ("李强", "2026-03", "超员费", 2, "2"),
        ("李强", "2026-04", "值班费", 2, "60"),
        ("李强", "2026-04", "带班费", 1, "100"),
        ("李强", "2026-04", "课时费", 4, "160"),
        ("李强", "2026-04", "超员费", 8, "8"),
        ("李强", "2026-05", "课时费", 1, "40"),
        ("李强", "2026-05", "超员费", 2, "2"),
        ("王静", "2026-03", "课时费", 1, "40"),
        ("王静", "2026-03", "超员费", 2, "2"),
        ("王静", "2026-04", "值周费", 4, "80"),
        ("王静", "2026-04", "晚课费", 2, "20"),
        ("王静", "2026-04", "课时费", 4, "160"),
        ("王静", "2026-04", "超员费", 8, "8"),
        ("王静", "2026-05", "课时费", 1, "40"),
        ("王静", "2026-05", "超员费", 2, "2"),
    ];
    let case = case();
    let (lines, totals) = pay(&case.school, &case.plan);
    let shown: Vec<_> = totals
        .iter()
        .map(|total| (total.person.as_str(), total.month.as_str(), total.item.as_str(), total.units, total.amount))
        .collect();
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(person, month, item, units, yuan)| (person, month, item, units, Fen::parse(yuan).unwrap()))
        .collect();
    assert_eq!(shown, expected);
    // Everything: 周教练 402.50, 张芳 40+6+90+80+240+18+80+6 = 560, 李强 30+100+40+2+60+100+160+8+40+2 = 542,
    // 王静 40+2+80+20+160+8+40+2 = 352; together 1856.50.
    assert_eq!(totals.iter().map(|total| total.amount).sum::<Fen>(), Fen(185_650));
    assert_eq!(breaches(&case), 0);
    let of = |person: &str, item: &str| -> Vec<_> {
        let own = lines.iter().filter(|line| line.person == person && line.item == item);
        own.map(|line| (line.date.format("%m-%d").to_string(), line.units, line.amount)).collect()
    };
    let on = |day: &str, units, yuan: &str| (day.to_owned(), units, Fen::parse(yuan).unwrap());
    assert_eq!(of("王静", "晚课费"), [on("05-09", 1, "10"), on("05-12", 1, "10")]);
    assert_eq!(of("李强", "带班费"), [on("04-14", 1, "100"), on("05-13", 1, "100")]);
    assert_eq!(of("张芳", "值班费"), [on("04-15", 1, "30"), on("04-16", 1, "30"), on("05-14", 1, "30")]);
    let mondays = ["04-13", "04-20", "04-27", "05-11", "05-18"].map(|day| on(day, 6, "6"));
    assert_eq!(of("张芳", "超员费"), mondays);
}

#[test]
fn without_a_term_or_a_service_there_is_little_to_pay() {
    let mut case = case();
    case.plan.service = None;
    let (lines, _) = pay(&case.school, &case.plan);
    assert_eq!(lines.iter().map(|line| line.item.as_str()).collect::<Vec<_>>(), ["晚课费", "晚课费"]);
    case.school.term = None;
    assert_eq!(pay(&case.school, &case.plan), (Vec::new(), Vec::new()));
}

#[test]
fn small_groups_and_repeated_names() {
    let mut case = case();
    case.school.pay.items.truncate(1);
    case.school.pay.items[0].min_pupils = 36;
    let service = case.plan.service.as_mut().unwrap();
    service.sessions[1].staff = vec!["李强".into(), "李强".into(), "无名".into()];
    service.dated.clear();
    let (_, totals) = pay(&case.school, &case.plan);
    let shown: Vec<_> = totals.iter().map(|total| (total.person.as_str(), total.units)).collect();
    // The Thursday group of 35 and the club of 4 are below 36; a person named twice is paid once; 无名 is nobody.
    assert_eq!(shown, [("张芳", 1), ("张芳", 3), ("张芳", 1), ("李强", 1), ("李强", 4), ("李强", 1)]);
}

#[test]
fn pay_months_are_windows() {
    let month = |start: u8, text: &str| {
        let pay = crate::school::Pay { month_start: start, ..crate::school::Pay::default() };
        pay.month_of(text.parse().unwrap())
    };
    assert_eq!(month(1, "2026-03-01"), "2026-03");
    assert_eq!([month(15, "2026-03-14"), month(15, "2026-03-15")], ["2026-02", "2026-03"]);
    assert_eq!([month(15, "2026-01-14"), month(28, "2026-12-27")], ["2025-12", "2026-11"]);
}

fn shuffled<T: Clone>(items: &[T], by: &[u32]) -> Vec<T> {
    let mut keyed: Vec<_> =
        items.iter().enumerate().map(|(index, item)| (by[index % by.len()].rotate_left(index as u32), item)).collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, item)| item.clone()).collect()
}

fn sessions_of(plan: &mut ServicePlan, keep: &[bool]) {
    let kept = |index: usize| keep[index % keep.len()];
    let mut index = 0;
    plan.sessions.retain(|_| (kept(index), index += 1).0);
    plan.dated.retain(|_| (kept(index), index += 1).0);
}

proptest! {
    #[test]
    fn totals_reconcile_and_order_does_not_matter(
        keep in prop::collection::vec(any::<bool>(), 15),
        by in prop::collection::vec(any::<u32>(), 1..9),
        start in 1..=28u8,
        rates in prop::collection::vec(0..100_000i64, 8),
    ) {
        let mut case = case();
        case.school.pay.month_start = start;
        for (item, rate) in case.school.pay.items.iter_mut().zip(rates) {
            item.rate = Fen(rate);
        }
        let mut case = case.with_service(|plan| sessions_of(plan, &keep));
        let (lines, totals) = pay(&case.school, &case.plan);
        let units = |month: &str| lines.iter().filter(|line| line.month == month).map(|line| line.units).sum::<i64>();
        for line in &lines {
            prop_assert!(line.units > 0 && line.amount == line.rate.times(line.units).unwrap());
            prop_assert_eq!(&line.month, &case.school.pay.month_of(line.date));
        }
        let key = |line: &PayLine| (line.person.clone(), line.date, line.item.clone());
        let once_each = lines.windows(2).all(|pair| key(&pair[0]) < key(&pair[1]));
        prop_assert!(once_each);
        prop_assert_eq!(
            lines.iter().map(|line| line.amount).sum::<Fen>(),
            totals.iter().map(|total| total.amount).sum::<Fen>()
        );
        for month in totals.iter().map(|total| &total.month).collect::<BTreeSet<_>>() {
            let total: i64 = totals.iter().filter(|total| total.month == *month).map(|total| total.units).sum();
            prop_assert_eq!(units(month), total);
        }
        prop_assert_eq!(breaches(&case), 0);
        case.plan.rows = shuffled(&case.plan.rows, &by);
        let case = case.with_service(|plan| {
            plan.sessions = shuffled(&plan.sessions, &by);
            plan.dated = shuffled(&plan.dated, &by);
            for session in &mut plan.sessions {
                session.staff = shuffled(&session.staff, &by);
            }
        });
        prop_assert_eq!(pay(&case.school, &case.plan), (lines, totals));
    }
}

#[test]
fn covers_earn_by_their_own_items_only() {
    let mut case = case();
    case.school.pay.items = vec![
        item("代课费", Basis::Period, &[Work::Cover], "45"),
        item("代课日", Basis::Day, &[Work::Cover], "5"),
        item("课时费", Basis::Period, &[Work::Lesson], "40"),
    ];
    let lesson = |on: &str, time: &str| (TeacherId(1), date(on), Interval::parse(time).unwrap());
    let lines = covers(
        &case.school,
        [lesson("04-15", "08:30-09:10"), lesson("04-15", "09:20-10:00"), lesson("05-14", "08:30-09:10")],
    );
    let shown: Vec<_> =
        lines.iter().map(|line| (line.item.as_str(), line.month.as_str(), line.units, line.amount)).collect();
    assert_eq!(
        shown,
        [
            ("代课日", "2026-04", 1, Fen(500)),
            ("代课费", "2026-04", 2, Fen(9000)),
            ("代课日", "2026-04", 1, Fen(500)),
            ("代课费", "2026-04", 1, Fen(4500)),
        ]
    );
    assert!(pay(&case.school, &case.plan).0.iter().all(|line| line.item == "课时费"));
}
