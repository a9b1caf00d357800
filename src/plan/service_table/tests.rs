use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::plan::{ClubRow, DatedDuty, FlexLine, GroupRow, PayLine, PayTotal, Placed, Plan, Session, Shift};
use crate::school::{PostKind, ServiceKind};
use crate::text::Lang;
use crate::units::{ClockTime, Fen, Interval, Weekday};

/// Names that would break a careless table: quotes, apostrophes, formulas, brackets, spaces.
fn name() -> impl Strategy<Value = String> {
    "['=@＝\\-]{0,3}[一二三王张ab1\"（ ]{0,4}[班芳c'=]".prop_map(|name| crate::config::notation::clean(&name))
}

/// Words that may also have separators, or be missing.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "['=@＝\\-+]{0,3}[、,;，\"\n 满0-9]{0,6}[满=\"']".prop_map(|text| crate::config::notation::clean(&text))
    ]
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (1..=7u8).prop_map(|day| Weekday::new(day).unwrap())
}

fn time() -> impl Strategy<Value = Interval> {
    (0..1400u16, 1..40u16).prop_map(|(start, length)| {
        let clock = |minute: u16| ClockTime::new(minute / 60, minute % 60).unwrap();
        Interval::new(clock(start), clock(start + length)).unwrap()
    })
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0..1000i64).prop_map(|days| NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + chrono::Duration::days(days))
}

fn month() -> impl Strategy<Value = String> {
    date().prop_map(|date| date.format("%Y-%m").to_string())
}

fn list() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(name(), 0..3)
}

fn post() -> impl Strategy<Value = PostKind> {
    prop::sample::select(PostKind::ALL.to_vec())
}

prop_compose! {
    fn session()(
        (weekday, time, slot, name) in (weekday(), time(), name(), name()),
        kind in prop::sample::select(ServiceKind::ALL.to_vec()),
        (classes, pupils, room, staff) in (list(), any::<u16>(), words(), list()),
    ) -> Session {
        Session { weekday, time, slot, kind, name, classes, pupils, room, staff }
    }
}

prop_compose! {
    fn placed()(
        (class, pupil, number, weekday) in (name(), name(), words(), weekday()),
        (slot, club, rank, group, reason) in (name(), words(), any::<u16>(), words(), words()),
    ) -> Placed {
        Placed { class, pupil, number, weekday, slot, club, rank, group, reason }
    }
}

prop_compose! {
    fn dated()(
        (date, week, post, person) in (date(), any::<u16>(), name(), name()),
        (kind, time, place) in (prop::option::of(post()), time(), words()),
    ) -> DatedDuty {
        DatedDuty { date, week, post, kind, time: kind.map(|_| time), place, person }
    }
}

prop_compose! {
    fn line()(
        (person, item, units) in (name(), name(), any::<i64>()),
        (date, month) in (date(), month()),
        (rate, amount) in (-1_000_000_000_000..1_000_000_000_000i64, -1_000_000_000_000..1_000_000_000_000i64),
    ) -> PayLine {
        PayLine { person, date, month, item, units, rate: Fen(rate), amount: Fen(amount) }
    }
}

prop_compose! {
    fn plan()(
        sessions in prop::collection::vec(session(), 0..4),
        groups in prop::collection::vec(
            (name(), name(), weekday(), name(), any::<u16>())
                .prop_map(|(slot, group, weekday, class, pupils)| GroupRow { slot, group, weekday, class, pupils }),
            0..4,
        ),
        clubs in prop::collection::vec(
            (name(), any::<bool>(), any::<u16>(), words(), list(), words()).prop_map(
                |(club, held, pupils, room, staff, reason)| ClubRow { club, held, pupils, room, staff, reason },
            ),
            0..4,
        ),
        pupils in prop::collection::vec(placed(), 0..4),
        shifts in prop::collection::vec(
            (name(), post(), weekday(), time(), words(), name())
                .prop_map(|(post, kind, weekday, time, place, person)| Shift { post, kind, weekday, time, place, person }),
            0..4,
        ),
        dated in prop::collection::vec(dated(), 0..4),
        pay in prop::collection::vec(line(), 0..4),
        flex in prop::collection::vec(
            (name(), date(), words(), any::<i64>(), any::<i64>())
                .prop_map(|(person, date, reason, minutes, balance)| FlexLine { person, date, reason, minutes, balance }),
            0..4,
        ),
    ) -> ServicePlan {
        let pay_totals = pay
            .iter()
            .map(|line| PayTotal {
                person: line.person.clone(),
                month: line.month.clone(),
                item: line.item.clone(),
                units: line.units,
                amount: line.amount,
            })
            .collect();
        ServicePlan { sessions, groups, clubs, pupils, shifts, dated, pay, pay_totals, flex }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(plan in plan()) {
        let files = files(&plan);
        prop_assert_eq!(parse(Path::new("out"), &files), Ok(Some(plan.clone())));
        for (name, bytes) in &files {
            prop_assert!(bytes.starts_with("\u{feff}".as_bytes()), "{}", name);
            for record in csv::ReaderBuilder::new().from_reader(&bytes[3..]).records() {
                for cell in &record.unwrap() {
                    let number = cell.parse::<f64>().is_ok();
                    prop_assert!(number || !cell.starts_with(['=', '+', '-', '@', '＝']), "{}: {}", name, cell);
                }
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), which in 0..9usize) {
        let mut files = files(&ServicePlan::default());
        let bytes_have_brace = bytes.contains(&b'{');
        files[which].1.extend(bytes);
        if let Err(found) = parse(Path::new("out"), &files) {
            for one in &found.0 {
                let filled = !one.render(Lang::Zh).contains('{') || bytes_have_brace;
                prop_assert!(filled && one.at.file.ends_with(FILES[which]));
            }
        }
    }
}

/// The written files with one of them replaced.
fn with(name: &str, text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut files = files(&ServicePlan::default());
    files.iter_mut().find(|(file, _)| *file == name).unwrap().1 = text.as_bytes().to_vec();
    files
}

fn codes(files: &[(&str, Vec<u8>)]) -> Vec<(String, &'static str, u32, u32)> {
    let found = parse(Path::new(""), files).unwrap_err();
    for one in &found.0 {
        assert!(!one.render(Lang::Zh).contains('{') && !one.render(Lang::En).contains('{'));
    }
    found.0.iter().map(|d| (d.at.file.display().to_string(), d.error.code, d.at.line, d.at.column)).collect()
}

#[test]
fn hand_edited_files_are_understood() {
    let text = "姓名,日期,月份,项目,单价,数量,金额,\n 张芳 ,2026/3/2,2026年3月,课时费,40,2,¥80.0,\n,,,,,,,\n";
    let expected = vec![PayLine {
        person: "张芳".into(),
        date: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        month: "2026-03".into(),
        item: "课时费".into(),
        units: 2,
        rate: Fen(4000),
        amount: Fen(8000),
    }];
    assert_eq!(parse(Path::new(""), &with("pay-ledger.csv", text)).unwrap().unwrap().pay, expected);
    let text = "教师,星期,开始,结束,岗位,类型\n王静,周一,7:50,8:20:00,校门,校门\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let mut files = with("duty.csv", "");
    files[4].1 = gbk.into_owned();
    let shifts = parse(Path::new(""), &files).unwrap().unwrap().shifts;
    assert_eq!((shifts[0].kind, shifts[0].weekday.number()), (PostKind::Gate, 1));
    assert_eq!(shifts[0].time, Interval::parse("07:50-08:20").unwrap());
}

#[test]
fn all_errors_of_all_files_come_at_once() {
    let mut files = with("pay-ledger.csv", "person,date,month,item,units,rate,amount\n张芳,2026-2-30,3,,x,1.234,80\n");
    files[5].1 =
        "date,week,post,kind,start,end,person\n2026-3-2,1,值周,值周,,,王静\n2026-3-2,1,校门,gate,,8:00,\n".into();
    files[0].1 = "slot\n".into();
    let at = |file: &str, code, line, column| (file.to_owned(), code, line, column);
    let mut expected = vec![at("afterschool.csv", "E112", 1, 1); 6];
    expected.extend([
        at("duty-dated.csv", "E202", 3, 1),
        at("duty-dated.csv", "E202", 3, 1),
        at("pay-ledger.csv", "E202", 2, 1),
        at("pay-ledger.csv", "E201", 2, 4),
        at("pay-ledger.csv", "E201", 2, 14),
        at("pay-ledger.csv", "E201", 2, 17),
        at("pay-ledger.csv", "E201", 2, 19),
    ]);
    assert_eq!(codes(&files), expected);
}

#[test]
fn a_lost_table_is_named_and_a_timetable_alone_is_none() {
    let all = files(&ServicePlan::default());
    assert_eq!(parse(Path::new(""), &all), Ok(Some(ServicePlan::default())));
    for lost in FILES {
        let rest: Vec<_> = all.iter().filter(|(name, _)| *name != lost).cloned().collect();
        assert_eq!(codes(&rest), [(lost.to_owned(), "E204", 0, 0)]);
    }
    assert_eq!(parse(Path::new(""), &[]), Ok(None));
    assert_eq!(parse(Path::new(""), &all[1..3]), Ok(None));
    assert_eq!(codes(&all[6..7]).len(), 8);
}

#[test]
fn a_folder_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan::default();
    std::fs::write(folder.path().join("timetable.csv"), crate::plan::table::write(&plan)).unwrap();
    assert_eq!(crate::plan::read_folder(folder.path()), Ok(plan));
    for (name, bytes) in files(&ServicePlan::default()) {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let whole = Plan { service: Some(ServicePlan::default()), ..Plan::default() };
    assert_eq!(crate::plan::read_folder(folder.path()), Ok(whole));
    std::fs::remove_file(folder.path().join("timetable.csv")).unwrap();
    std::fs::remove_file(folder.path().join("duty.csv")).unwrap();
    let found = crate::plan::read_folder(folder.path()).unwrap_err();
    assert_eq!(found.0.iter().map(|d| d.error.code).collect::<Vec<_>>(), ["E101", "E204"]);
}

/// A cell as Excel shows it, and so saves it: no leading noughts, dates with strokes, months by their English name.
fn as_excel_shows(cell: &str) -> String {
    if let Ok(date) = cell.parse::<chrono::NaiveDate>() {
        return date.format("%Y/%-m/%-d").to_string();
    }
    if let Ok(month) = format!("{cell}-01").parse::<chrono::NaiveDate>() {
        return month.format("%b-%y").to_string();
    }
    match cell.strip_prefix('0').filter(|rest| rest.len() == 4 && rest.as_bytes()[1] == b':') {
        Some(time) => time.to_owned(),
        None => cell.strip_suffix(".00").unwrap_or(cell).to_owned(),
    }
}

#[test]
fn a_folder_that_excel_saved_again_is_the_same_plan() {
    let case = crate::report::sample::busy::busy(2, 2);
    let folder = tempfile::tempdir().unwrap();
    let mut changed = 0;
    let own = files(case.plan.service.as_ref().unwrap()).into_iter().map(|(name, bytes)| (name.to_owned(), bytes));
    for (name, bytes) in own.chain([(crate::plan::TIMETABLE.to_owned(), crate::plan::table::write(&case.plan))]) {
        let mut text = String::new();
        for record in
            csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]).records().map(Result::unwrap)
        {
            let cells: Vec<String> = record.iter().map(as_excel_shows).collect();
            changed += cells.iter().zip(&record).filter(|(new, old)| new.as_str() != *old).count();
            // Two empty columns at the end, as when something beside the table was deleted.
            text.push_str(&format!("{},,\r\n", cells.join(",")));
        }
        text.push_str(",,,,\r\n");
        std::fs::write(folder.path().join(name), &encoding_rs::GBK.encode(&text).0).unwrap();
    }
    assert!(changed > 50, "{changed}");
    assert_eq!(crate::plan::read_folder(folder.path()).unwrap(), case.plan);
}
