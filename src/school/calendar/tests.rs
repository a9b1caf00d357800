//! Days, weeks, seasons and cancellations, by hand and against definitions written differently.

use proptest::prelude::*;

use super::*;
use crate::school::sample::small;

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn time(text: &str) -> Interval {
    Interval::parse(text).unwrap()
}

fn week() -> Vec<Weekday> {
    (1..=5).filter_map(Weekday::new).collect()
}

fn shift(from: &str, minutes: i32) -> Shift {
    Shift { from: ClockTime::parse(from).unwrap(), minutes }
}

fn season(shift: Vec<Shift>) -> Season {
    Season { name: "夏令".into(), from: date("2026-05-06"), shift }
}

/// Spring 2026 with the Labour Day holiday, 2026-05-09 (a Saturday) following a Tuesday.
fn spring() -> Term {
    let mut term = Term::new("2026年春", date("2026-03-02"), date("2026-07-03"));
    term.holidays = vec![
        Closed { name: "劳动节".into(), from: date("2026-05-01"), to: date("2026-05-05") },
        Closed { name: "清明节".into(), from: date("2026-04-04"), to: date("2026-04-06") },
    ];
    term.seasons = vec![season(vec![shift("12:00", 30)])];
    let tuesday = Weekday::new(2).unwrap();
    term.fill(&week(), &BTreeMap::from([(date("2026-05-09"), (tuesday, Weeks::Even))]))
}

#[test]
fn spring_2026_counted_by_hand() {
    let term = spring();
    // 18 weeks of five days; Qingming takes a Monday, Labour Day Friday to Tuesday; one day is made up.
    assert_eq!((term.week_count(), term.days.len()), (18, 18 * 5 - 1 - 3 + 1));
    assert!(term.day(date("2026-04-06")).is_none() && term.day(date("2026-05-05")).is_none());
    let made_up = term.day(date("2026-05-09")).unwrap();
    assert_eq!((made_up.week, made_up.weekday.number(), made_up.weeks, made_up.make_up), (10, 2, Weeks::Even, true));
    let count = |number: u8, weeks| term.days_of(Weekday::new(number).unwrap(), weeks).count();
    assert_eq!([1, 2, 3, 4, 5].map(|number| count(number, Weeks::All)), [16, 18, 18, 18, 17]);
    assert_eq!((count(2, Weeks::Odd), count(2, Weeks::Even)), (9, 9));
    assert_eq!(count(6, Weeks::All), 0);
    let weeks = term.weeks();
    assert_eq!(weeks.len(), 18);
    assert_eq!((weeks[0].first, weeks[0].last, weeks[0].weeks), (date("2026-03-02"), date("2026-03-08"), Weeks::Odd));
    assert_eq!((weeks[17].first, weeks[17].last), (date("2026-06-29"), date("2026-07-03")));
}

#[test]
fn week_1_is_the_week_of_the_first_day_whatever_its_weekday() {
    let term = Term::new("秋", date("2025-09-03"), date("2025-09-15")).fill(&week(), &BTreeMap::new());
    let weeks: Vec<_> = term.days.iter().map(|day| day.week).collect();
    assert_eq!(weeks, [1, 1, 1, 2, 2, 2, 2, 2, 3]);
    let (first, last) = (term.weeks()[0], term.weeks()[2]);
    assert_eq!((first.first, first.last), (date("2025-09-03"), date("2025-09-07")));
    assert_eq!((last.first, last.last), (date("2025-09-15"), date("2025-09-15")));
}

#[test]
fn a_season_moves_minutes_and_no_lesson_that_ends_where_it_begins() {
    let season = season(vec![shift("12:00", 30)]);
    let moved = |text: &str| season.clock(time(text)).to_string();
    assert_eq!(moved("11:20-12:00"), "11:20-12:00");
    assert_eq!(moved("12:00-14:00"), "12:30-14:30");
    assert_eq!(moved("14:00-14:40"), "14:30-15:10");
    assert_eq!(moved("11:30-12:30"), "11:30-13:00", "what lies across is stretched");
    assert_eq!(moved("00:00-24:00"), "00:00-24:00", "a whole day stays one");
    let term = spring();
    let clock = |on: &str| term.clock(term.day(date(on)).unwrap(), time("14:00-14:40")).to_string();
    assert_eq!((clock("2026-04-30"), clock("2026-05-06")), ("14:00-14:40".into(), "14:30-15:10".into()));
    let back = |text: &str| season.unclock(time(text)).map(|time| time.to_string());
    assert_eq!(back("14:30-15:10"), Some("14:00-14:40".into()));
    assert_eq!(back("08:00-12:10"), Some("08:00-12:00".into()));
    assert_eq!(back("12:05-12:25"), None, "between morning and the moved noon there is nothing");
}

#[test]
fn seasons_that_would_change_the_order_are_refused() {
    let school = small().school;
    let (lessons, others) = school.clock_times();
    assert_eq!(lessons.len(), 6);
    let fault = |shift: Vec<Shift>, transfer: u16| season(shift).fault(&lessons, &others, Minutes(transfer));
    assert_eq!(fault(vec![shift("12:00", 30)], 5), None);
    assert_eq!(fault(vec![shift("14:00", -90)], 5), None);
    assert_eq!(fault(vec![shift("11:30", 30)], 5), Some(SeasonFault::Cuts(time("11:20-12:00"))));
    assert_eq!(fault(vec![shift("14:00", -130)], 5), Some(SeasonFault::Cuts(time("11:20-12:00"))));
    assert_eq!(fault(vec![shift("14:00", -120)], 0), None, "they may touch");
    let close = SeasonFault::TooClose(time("11:20-12:00"), time("14:00-14:40"));
    assert_eq!(fault(vec![shift("14:00", -117)], 5), Some(close));
    assert_eq!(fault(vec![shift("14:00", 600)], 5), Some(SeasonFault::LeavesDay(time("14:00-14:40"))));
    // Ten minutes between lessons become none: nobody needs them when there is one building.
    assert_eq!(fault(vec![shift("09:20", -10)], 0), None);
    let close = SeasonFault::TooClose(time("08:30-09:10"), time("09:20-10:00"));
    assert_eq!(fault(vec![shift("09:20", -10)], 10), Some(close));
}

#[test]
fn a_midday_rest_loses_its_end_but_what_begins_there_is_not_overtaken() {
    let season = season(vec![shift("14:00", -30)]);
    assert_eq!(season.clock(time("12:00-14:00")), time("12:00-13:30"));
    let lessons = [time("11:20-12:00"), time("14:00-14:40")];
    assert_eq!(season.fault(&lessons, &[time("12:00-14:00")], Minutes(5)), None);
    let nap = time("13:30-14:00");
    assert_eq!(season.fault(&lessons, &[nap], Minutes(5)), Some(SeasonFault::Overtakes(nap)));
}

#[test]
fn a_school_in_a_season_has_its_bells_and_events_at_other_times() {
    let mut school = small().school;
    crate::school::sample::event(&mut school, "升旗", crate::school::EventKind::FlagRaising, "周一", "13:40-14:00");
    let summer = school.in_season(&season(vec![shift("12:00", 30)]));
    let times: Vec<_> =
        summer.bells[0].days[&Weekday::new(1).unwrap()].periods.iter().map(|p| p.time.to_string()).collect();
    assert_eq!(times[3..], ["11:20-12:00", "14:30-15:10", "15:20-16:00"]);
    assert_eq!((summer.bells[0].name.as_str(), summer.events[0].span.time), ("全校·夏令", time("14:10-14:30")));
}

#[test]
fn what_is_cancelled_does_not_take_place() {
    let [a, b, c] = [0, 1, 2].map(ClassId);
    let mut day = spring().days[0].clone();
    let lesson = time("08:30-09:10");
    assert!(day.holds(Activity::Lessons, lesson, &[a]));
    let cancel = Cancel { name: "适应期".into(), lessons: true, ..Cancel::default() };
    day.cancelled.push(Cancel { time: Some(time("09:10-10:00")), classes: vec![a], ..cancel.clone() });
    assert!(day.holds(Activity::Lessons, lesson, &[a]), "it ends where the cancellation begins");
    assert!(!day.holds(Activity::Lessons, time("09:20-10:00"), &[a]));
    assert!(day.holds(Activity::Lessons, time("09:20-10:00"), &[a, b]), "one class of the two is left");
    assert!(day.holds(Activity::AfterSchool, time("09:20-10:00"), &[a]));
    assert!(day.holds(Activity::Lessons, time("09:20-10:00"), &[]), "a duty of no class goes on");
    day.cancelled.push(Cancel { classes: vec![b], ..cancel.clone() });
    assert!(!day.holds(Activity::Lessons, time("09:20-10:00"), &[a, b]), "each for its own reason");
    assert!(day.holds(Activity::Lessons, time("09:20-10:00"), &[a, b, c]));
    day.cancelled.push(Cancel { duty: true, ..cancel });
    assert!(!day.holds(Activity::Lessons, lesson, &[c]) && !day.holds(Activity::Duty, lesson, &[]));
}

/// Seasons of up to three shifts that a school with these times may have.
fn shifts() -> impl Strategy<Value = Vec<Shift>> {
    let one = (0_u16..1440, -120_i32..=120);
    prop::collection::vec(one, 0..4).prop_map(|mut list| {
        list.sort_by_key(|(from, _)| *from);
        list.dedup_by_key(|(from, _)| *from);
        list.into_iter().map(|(from, minutes)| Shift { from: ClockTime::of_minutes(from).unwrap(), minutes }).collect()
    })
}

fn intervals() -> impl Strategy<Value = Vec<Interval>> {
    let one = (0_u16..1430, 1_u16..200).prop_map(|(start, length)| {
        let end = (start + length).min(1440);
        Interval::new(ClockTime::of_minutes(start).unwrap(), ClockTime::of_minutes(end).unwrap()).unwrap()
    });
    prop::collection::vec(one, 1..8)
}

proptest! {
    /// The days are the dates of which an independent definition says so, and their weeks are counted by Mondays.
    #[test]
    fn days_are_exactly_those_of_the_definition(
        start in 0_u64..1500,
        length in 0_u64..200,
        weekdays in prop::collection::btree_set(1_u8..=7, 0..7),
        closed in prop::collection::vec((0_u64..200, 0_u64..9), 0..4),
        made_up in prop::collection::btree_map(0_u64..200, (1_u8..=7, any::<bool>()), 0..4),
    ) {
        let first = date("2024-01-01") + Days::new(start);
        let last = first + Days::new(length);
        let mut term = Term::new("学期", first, last);
        let at = |days: u64| first + Days::new(days);
        term.holidays = closed.iter().map(|(from, more)| Closed {
            name: "假".into(), from: at(*from), to: at(from + more),
        }).collect();
        let parity = |odd: bool| if odd { Weeks::Odd } else { Weeks::Even };
        let make_up = made_up.iter().map(|(day, (weekday, odd))| {
            (at(*day), (Weekday::new(*weekday).unwrap(), parity(*odd)))
        }).collect();
        let days: Vec<_> = weekdays.iter().filter_map(|day| Weekday::new(*day)).collect();
        let term = term.fill(&days, &make_up);
        let mut mondays = 1;
        let mut expected = Vec::new();
        for offset in 0..=length {
            // 2024-01-01 was a Monday.
            let weekday = u8::try_from((start + offset) % 7 + 1).unwrap();
            if weekday == 1 && offset > 0 {
                mondays += 1;
            }
            let off = closed.iter().any(|(from, more)| *from <= offset && offset <= from + more);
            if let Some((follows, odd)) = made_up.get(&offset) {
                expected.push((at(offset), mondays, *follows, parity(*odd), true));
            } else if weekdays.contains(&weekday) && !off {
                expected.push((at(offset), mondays, weekday, parity(mondays % 2 == 1), false));
            }
        }
        let found: Vec<_> =
            term.days.iter().map(|day| (day.date, day.week, day.weekday.number(), day.weeks, day.make_up)).collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(term.week_count(), mondays);
        let weeks = term.weeks();
        prop_assert_eq!(weeks.len(), usize::from(mondays));
        prop_assert_eq!((weeks[0].first, weeks[weeks.len() - 1].last), (first, last));
        prop_assert!(weeks.windows(2).all(|pair| pair[0].last + Days::new(1) == pair[1].first));
    }

    /// In an accepted season, who overlaps whom is as before, and what a real time hits is what takes place then.
    #[test]
    fn an_accepted_season_keeps_overlaps(shift in shifts(), times in intervals(), real in intervals()) {
        let season = season(shift);
        prop_assume!(season.fault(&[], &times, Minutes(0)).is_none());
        prop_assume!(times.iter().all(|time| time.length() < Minutes(1440)));
        for a in &times {
            for b in &times {
                prop_assert_eq!(a.overlaps(*b), season.clock(*a).overlaps(season.clock(*b)), "{} {}", a, b);
            }
            let stretched = season.clock(*a).length() > a.length();
            for event in real.iter().filter(|_| !stretched) {
                let hit = season.unclock(*event).is_some_and(|base| base.overlaps(*a));
                prop_assert_eq!(hit, season.clock(*a).overlaps(*event), "{} {}", a, event);
            }
        }
    }
}
