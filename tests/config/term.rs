//! The term as it is read: every kind of mistake, and what statements become.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::NaiveDate;
use kebiao::school::{Activity, School, Term};
use kebiao::text::{Lang, term};
use kebiao::units::{ClassId, Interval, Weeks};

use crate::folder::{Folder, codes};

const SPRING: &str = "[term]\nname = \"2026年春\"\nfirst = \"2026-03-02\"\nlast = 2026-07-03\n";
const MADE_UP: &str = "[[make_up]]\ndate = \"2026-05-09\"\nfollows = \"周二\"\n";

/// The folder with spring 2026 (lines 7 to 10 of its school.toml) and, from line 11, `text`.
fn spring(text: &str) -> Folder {
    Folder::new().state(&format!("{SPRING}{text}"))
}

/// The same with 2026-05-09 stated (lines 11 to 13); `text` begins at line 14.
fn full(text: &str) -> Folder {
    spring(&format!("{MADE_UP}{text}"))
}

fn term_of(folder: &Folder) -> Term {
    let errors = |errors: kebiao::config::Diagnostics| -> School { panic!("{:?}", codes(&errors)) };
    folder.read().map(|loaded| loaded.school).unwrap_or_else(errors).term.expect("a term")
}

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn time(text: &str) -> Interval {
    Interval::parse(text).unwrap()
}

const EVENT: &str = "[[school_event]]\nname = \"运动会\"\ncancels = \"lessons\"\n";
const PHASE: &str = "[[phase]]\nname = \"适应期\"\nclasses = \"grade 1\"\n";
const SEASON: &str = "[[season]]\nname = \"夏令\"\n";

fn cases() -> Vec<(&'static str, &'static [&'static str], Folder)> {
    let spring_of = |first: &str, last: &str| {
        Folder::new().state(&format!("[term]\nname = \"x\"\nfirst = \"{first}\"\nlast = \"{last}\""))
    };
    vec![
        ("no date", &["E230 school.toml:9"], spring_of("2026-02-30", "2026-07-03")),
        ("ends before it begins", &["E231 school.toml:10"], spring_of("2026-07-03", "2026-03-02")),
        ("two years", &["E232 school.toml:10"], spring_of("2025-03-03", "2026-07-03")),
        (
            "a term without dates",
            &["E132 school.toml:7", "E132 school.toml:7"],
            Folder::new().state("[term]\nname = \"x\""),
        ),
        ("dates without a term", &["E233 school.toml:7"], Folder::new().state(MADE_UP)),
        ("an unknown calendar", &["E137 school.toml:11"], spring("holidays = \"us\"")),
        ("a year that nobody knows", &["E238 school.toml:7"], spring_of("2031-03-03", "2031-06-27")),
        ("a make-up day that nobody mentions", &["E239 school.toml:7"], spring("")),
        ("a make-up day without weekday", &["E240 school.toml:11"], spring("[[make_up]]\ndate = \"2026-05-09\"")),
        (
            "a make-up day with nonsense",
            &["E241 school.toml:13"],
            spring("[[make_up]]\ndate = \"2026-05-09\"\nfollows = \"周八\""),
        ),
        (
            "a make-up day as on Saturday",
            &["E154 school.toml:13"],
            spring("[[make_up]]\ndate = \"2026-05-09\"\nfollows = \"周六\""),
        ),
        (
            "a make-up day as on a day of another term",
            &["E234 school.toml:13"],
            spring("[[make_up]]\ndate = \"2026-05-09\"\nfollows = \"2026-09-07\""),
        ),
        (
            "a make-up day on a school day",
            &["E242 school.toml:15"],
            full("[[make_up]]\ndate = \"2026-05-07\"\nfollows = \"周一\""),
        ),
        (
            "a make-up day in a holiday",
            &["E243 school.toml:15"],
            full("[[make_up]]\ndate = \"2026-05-02\"\nfollows = \"周一\""),
        ),
        ("a make-up day twice", &["E237 school.toml:15"], full(MADE_UP)),
        ("a make-up day without date", &["E132 school.toml:14"], full("[[make_up]]\nfollows = \"周一\"")),
        (
            "a make-up day outside",
            &["E234 school.toml:15"],
            full("[[make_up]]\ndate = \"2026-07-11\"\nfollows = \"周一\""),
        ),
        ("a holiday outside", &["E234 school.toml:16"], full("[[holiday]]\nname = \"校庆\"\ndate = \"2026-08-01\"")),
        (
            "a holiday that begins before the term",
            &["E234 school.toml:16"],
            full("[[holiday]]\nname = \"寒假\"\nfrom = \"2026-02-01\"\nto = \"2026-03-02\""),
        ),
        (
            "a holiday backwards",
            &["E235 school.toml:17"],
            full("[[holiday]]\nname = \"校庆\"\nfrom = \"2026-04-10\"\nto = \"2026-04-09\""),
        ),
        (
            "a holiday with half its dates",
            &["E236 school.toml:14"],
            full("[[holiday]]\nname = \"校庆\"\nfrom = \"2026-04-10\""),
        ),
        (
            "a holiday with too many dates",
            &["E236 school.toml:14"],
            full("[[holiday]]\nname = \"校庆\"\nfrom = \"2026-04-10\"\nto = \"2026-04-10\"\ndate = \"2026-04-10\""),
        ),
        (
            "two holidays on a day",
            &["E237 school.toml:17"],
            full(
                "[[holiday]]\nname = \"校庆\"\ndate = \"2026-04-10\"\n[[holiday]]\nname = \"春游\"\nfrom = \"2026-04-09\"\nto = \"2026-04-10\"",
            ),
        ),
        (
            "an event that cancels nothing",
            &["E244 school.toml:17"],
            full("[[school_event]]\nname = \"运动会\"\ndate = \"2026-04-16\"\ncancels = []"),
        ),
        (
            "an event that cancels lunch",
            &["E137 school.toml:17"],
            full("[[school_event]]\nname = \"运动会\"\ndate = \"2026-04-16\"\ncancels = [\"lunch\"]"),
        ),
        (
            "an event that says nothing of cancelling",
            &["E132 school.toml:14"],
            full("[[school_event]]\nname = \"运动会\"\ndate = \"2026-04-16\""),
        ),
        ("an event on a Sunday", &["E245 school.toml:14"], full(&format!("{EVENT}date = \"2026-04-19\""))),
        ("an event outside", &["E234 school.toml:17"], full(&format!("{EVENT}date = \"2026-09-19\""))),
        (
            "an event of a class that is not",
            &["E141 school.toml:18"],
            full(&format!("{EVENT}date = \"2026-04-16\"\nclasses = [\"九9班\"]")),
        ),
        (
            "an event of no class",
            &["E136 school.toml:18"],
            full(&format!("{EVENT}date = \"2026-04-16\"\nclasses = []")),
        ),
        (
            "an event at no time",
            &["E138 school.toml:18"],
            full(&format!("{EVENT}date = \"2026-04-16\"\ntime = \"下午\"")),
        ),
        ("a phase without dates", &["E246 school.toml:14"], full(&format!("{PHASE}no_lessons = \"下午\""))),
        ("a phase in week 19", &["E234 school.toml:17"], full(&format!("{PHASE}weeks = [19]\nno_lessons = \"下午\""))),
        ("a phase that changes nothing", &["E244 school.toml:14"], full(&format!("{PHASE}weeks = [1]"))),
        (
            "a phase without a seventh period",
            &["E157 school.toml:18"],
            full(&format!("{PHASE}weeks = [1]\nno_lessons = \"7\"")),
        ),
        (
            "a phase backwards",
            &["E235 school.toml:18"],
            full(&format!("{PHASE}from = \"2026-03-09\"\nto = \"2026-03-02\"\nno_lessons = \"下午\"")),
        ),
        ("a season without shifts", &["E132 school.toml:14"], full(&format!("{SEASON}from = \"2026-05-06\""))),
        ("a season outside", &["E234 school.toml:16"], full(&format!("{SEASON}from = \"2026-10-06\"\nshift = []"))),
        (
            "two seasons on a day",
            &["E237 school.toml:20"],
            full(&format!(
                "{SEASON}from = \"2026-05-06\"\nshift = []\n[[season]]\nname = \"冬令\"\nfrom = \"2026-05-06\"\nshift = []"
            )),
        ),
        (
            "a season twice",
            &["E140 school.toml:19"],
            full(&format!("{SEASON}from = \"2026-05-06\"\nshift = []\n{SEASON}from = \"2026-06-06\"\nshift = []")),
        ),
        (
            "shifts out of order",
            &["E247 school.toml:17"],
            full(&format!(
                "{SEASON}from = \"2026-05-06\"\nshift = [{{ from = \"12:00\", minutes = 30 }}, {{ from = \"12:00\", minutes = 10 }}]"
            )),
        ),
        (
            "a season with too many shifts",
            &["E159 school.toml:17"],
            full(&format!(
                "{SEASON}from = \"2026-05-06\"\nshift = [{}]",
                "{ from = \"12:00\", minutes = 1 }, ".repeat(13)
            )),
        ),
        ("too many events", &["E159 school.toml:1214"], full(&format!("{EVENT}date = \"2026-04-16\"\n").repeat(301))),
        (
            "a shift at no time",
            &["E122 school.toml:17"],
            full(&format!("{SEASON}from = \"2026-05-06\"\nshift = [{{ from = \"noon\", minutes = 30 }}]")),
        ),
        (
            "a shift of a day",
            &["E121 school.toml:17"],
            full(&format!("{SEASON}from = \"2026-05-06\"\nshift = [{{ from = \"12:00\", minutes = 1440 }}]")),
        ),
        (
            "a shift without minutes",
            &["E132 school.toml:17"],
            full(&format!("{SEASON}from = \"2026-05-06\"\nshift = [{{ from = \"12:00\" }}]")),
        ),
        (
            "a season that cuts a lesson",
            &["E248 school.toml:17"],
            full(&format!("{SEASON}from = \"2026-05-06\"\nshift = [{{ from = \"11:30\", minutes = 30 }}]")),
        ),
        (
            "a season that swallows lunch",
            &["E248 school.toml:17"],
            full(&format!("{SEASON}from = \"2026-05-06\"\nshift = [{{ from = \"14:00\", minutes = -130 }}]")),
        ),
    ]
}

#[test]
fn every_mistake_about_the_term_is_reported_where_it_stands() {
    let mut wrong = String::new();
    let mut seen = BTreeSet::new();
    let mut shown = [String::new(), String::new()];
    for (name, expected, folder) in cases() {
        let errors = folder.read().err().unwrap_or_default();
        let found = codes(&errors);
        if found != expected {
            writeln!(wrong, "{name}: expected {expected:?}, found {found:?}").unwrap();
        }
        for error in &errors.0 {
            seen.insert(error.error.code);
            for (lang, text) in [Lang::Zh, Lang::En].into_iter().zip(&mut shown) {
                let words = error.render(lang);
                for filled in [error.error.cause, error.error.action].map(|part| part.fill(lang, &error.args)) {
                    assert!(!filled.contains('{'), "unfilled: {words}");
                }
                writeln!(text, "# {name}\n{words}\n").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let missing: Vec<_> = term::ALL.iter().map(|error| error.code).filter(|code| !seen.contains(code)).collect();
    assert_eq!(missing, Vec::<&str>::new());
    for (name, text) in ["zh", "en"].into_iter().zip(shown) {
        insta::assert_snapshot!(format!("term-errors-{name}"), text);
    }
}

#[test]
fn the_shipped_calendar_decides_the_days() {
    let term = term_of(&full(""));
    assert_eq!((term.name.as_str(), term.week_count(), term.days.len()), ("2026年春", 18, 86));
    let names: Vec<_> = term.holidays.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["清明节", "劳动节", "端午节"]);
    let made_up = term.day(date("2026-05-09")).unwrap();
    assert_eq!((made_up.weekday.number(), made_up.weeks), (2, Weeks::Even));
    assert_eq!(Folder::new().read().unwrap().school.term, None, "no term is no mistake");
}

#[test]
fn a_school_extends_or_replaces_the_calendar() {
    let holiday = "[[holiday]]\nname = \"校庆\"\nfrom = \"2026-04-09\"\nto = \"2026-04-10\"\n";
    let term = term_of(&full(holiday));
    assert_eq!(term.days.len(), 84);
    let own = spring(&format!("holidays = \"none\"\n{holiday}"));
    assert_eq!(term_of(&own).days.len(), 18 * 5 - 2);
    // Who works on Saturdays anyway need not say so; who gives the day off need not either.
    let saturdays = spring("").edit("school.toml", "name =", "weekdays = [1, 2, 3, 4, 5, 6]\nname =");
    assert!(term_of(&saturdays).day(date("2026-05-09")).is_some_and(|day| !day.make_up && day.weekday.number() == 6));
    let given = spring("[[holiday]]\nname = \"校休\"\ndate = \"2026-05-09\"");
    assert!(term_of(&given).day(date("2026-05-09")).is_none());
    let unknown_year = Folder::new().state(
        "[term]\nname = \"x\"\nfirst = 2031-03-03\nlast = 2031-06-27\n[[holiday]]\nname = \"清明\"\ndate = 2031-04-04",
    );
    assert_eq!(term_of(&unknown_year).days.len(), 17 * 5 - 1);
}

#[test]
fn a_make_up_day_follows_a_weekday_a_date_or_nothing() {
    let follows = |text: &str| {
        let term = term_of(&spring(&format!("[[make_up]]\ndate = \"2026-05-09\"\nfollows = \"{text}\"")));
        term.day(date("2026-05-09")).map(|day| (day.weekday.number(), day.weeks))
    };
    assert_eq!(follows("周一"), Some((1, Weeks::Even)), "in the parity of its own week");
    assert_eq!(follows("Tue"), Some((2, Weeks::Even)));
    assert_eq!(follows("2026-05-01"), Some((5, Weeks::Odd)), "in the parity of that date's week");
    assert_eq!(follows("2026年5月4日"), Some((1, Weeks::Even)));
    assert_eq!((follows("none"), follows("不上课")), (None, None));
}

#[test]
fn events_are_by_the_clock_on_the_wall_and_phases_by_the_timetable() {
    let text = format!(
        "{SEASON}from = \"2026-05-06\"\nshift = [{{ from = \"12:00\", minutes = 30 }}]\n\
         {EVENT}from = \"2026-04-30\"\nto = \"2026-05-06\"\ntime = \"14:30-15:30\"\n\
         [[phase]]\nname = \"适应期\"\nclasses = [\"一1班\"]\nweeks = [1, 2]\nno_lessons = \"末节、单周周三\"\nafter_school = false\n"
    );
    let term = term_of(&full(&text));
    let holds = |on: &str, what, at: &str, class| term.day(date(on)).unwrap().holds(what, time(at), &[ClassId(class)]);
    let lesson = |on: &str, at: &str| holds(on, Activity::Lessons, at, 0);
    // Before the season the fifth period is 14:00-14:40 on the wall and is hit, too; in it, it is 14:30-15:10.
    assert!(!lesson("2026-04-30", "14:00-14:40") && !lesson("2026-04-30", "14:50-15:30"));
    assert!(!lesson("2026-05-06", "14:00-14:40") && !lesson("2026-05-06", "14:50-15:30"));
    assert!(lesson("2026-05-06", "11:20-12:00") && lesson("2026-05-07", "14:00-14:40"));
    assert!(lesson("2026-03-02", "14:00-14:40") && !lesson("2026-03-02", "14:50-15:30"));
    assert!(holds("2026-03-02", Activity::Lessons, "14:50-15:30", 1), "the other class has its last period");
    assert!(!lesson("2026-03-04", "08:30-09:10") && lesson("2026-03-11", "08:30-09:10"));
    assert!(lesson("2026-03-16", "14:50-15:30"), "week 3 is as usual");
    assert!(!holds("2026-03-13", Activity::AfterSchool, "16:00-17:00", 0));
    assert!(holds("2026-03-13", Activity::Duty, "16:00-17:00", 0));
}

/// Values that a hurried or hostile hand may write anywhere.
const HOSTILE: [&str; 24] = [
    "\"2026-03-02\"",
    "\"2026-07-03\"",
    "\"2026-05-09\"",
    "2026-05-06",
    "\"2026-02-30\"",
    "\"9999999-01-01\"",
    "\"\"",
    "\"周二\"",
    "\"none\"",
    "0",
    "-1",
    "99999999999999999999",
    "true",
    "[]",
    "[1, 2]",
    "[0]",
    "{}",
    "\"末节\"",
    "\"下午、周三全天\"",
    "\"all\"",
    "[{ from = \"12:00\", minutes = 30 }]",
    "[{ from = \"24:00\", minutes = -180 }]",
    "[\"lessons\", \"duty\"]",
    "\"00:00-24:00\"",
];

/// Every statement about the term, each value right unless `values` (one a key, in order) picks a hostile one.
fn stated(values: &[usize]) -> Folder {
    let keys = [
        ("term", &["first", "last", "holidays"][..]),
        ("[holiday]", &["date", "from", "to"]),
        ("[make_up]", &["date", "follows"]),
        ("[season]", &["from", "shift"]),
        ("[school_event]", &["date", "from", "to", "time", "classes", "cancels"]),
        ("[phase]", &["classes", "from", "to", "weeks", "no_lessons", "after_school"]),
    ];
    let mut values = values.iter();
    let mut text = String::new();
    for (table, keys) in keys {
        writeln!(text, "[{table}]\nname = \"x\"").unwrap();
        for key in keys {
            let right = match (table, *key) {
                (_, "first") => Some("\"2026-03-02\""),
                (_, "last") => Some("\"2026-07-03\""),
                ("[holiday]", "from" | "to") => Some("\"2026-06-10\""),
                ("[make_up]", "date") => Some("\"2026-05-09\""),
                (_, "from") => Some("\"2026-05-06\""),
                (_, "to") => Some("\"2026-05-12\""),
                (_, "follows") => Some("\"周二\""),
                (_, "shift") => Some("[{ from = \"12:00\", minutes = 30 }]"),
                (_, "cancels") => Some("\"课\""),
                (_, "no_lessons") => Some("\"末节\""),
                _ => None,
            };
            let value = values.next().and_then(|value| HOSTILE.get(*value).copied()).or(right);
            if let Some(value) = value {
                writeln!(text, "{key} = {value}").unwrap();
            }
        }
    }
    Folder::new().state(&text.replacen("[[make_up]]\nname = \"x\"", "[[make_up]]", 1))
}

#[test]
fn what_is_spoilt_below_is_right_at_first() {
    assert_eq!(stated(&[]).codes(), Vec::<String>::new());
}

proptest::proptest! {
    /// Whatever is written about the term, reading ends without a panic; a term that is read has its days in order, within
    /// its dates.
    #[test]
    fn hostile_terms_never_panic(values in proptest::collection::vec(0_usize..HOSTILE.len() * 12, 24)) {
        match stated(&values).read() {
            Ok(loaded) => {
                let term = loaded.school.term.unwrap();
                assert!(term.days.windows(2).all(|pair| pair[0].date < pair[1].date && pair[0].week <= pair[1].week));
                assert!(term.days.iter().all(|day| (term.first..=term.last).contains(&day.date)));
                assert!(term.days.iter().all(|day| day.weeks != Weeks::All && day.weekday.number() <= 5));
            }
            Err(errors) => {
                assert!(!errors.0.is_empty());
                for error in &errors.0 {
                    assert!(!error.render(Lang::Zh).is_empty() && !error.render(Lang::En).is_empty());
                }
            }
        }
    }
}
