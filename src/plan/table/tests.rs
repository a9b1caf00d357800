use proptest::prelude::*;

use super::*;
use crate::text::Lang;
use crate::units::{ClockTime, Interval};

fn read_text(text: &str) -> Result<Plan, Diagnostics> {
    parse(Path::new("timetable.csv"), text.as_bytes())
}

fn codes(text: &str) -> Vec<(&'static str, u32, u32)> {
    let found = read_text(text).unwrap_err();
    found.0.iter().map(|d| (d.error.code, d.at.line, d.at.column)).collect()
}

const HEADER: &str = "class,subject,teachers,room,weeks,weekday,period,start,end";

fn name() -> impl Strategy<Value = String> {
    "['=@＝\\-]{0,3}[一二三王张ab1\"（ ]{0,4}[班芳c'=]".prop_map(|name| crate::config::notation::clean(&name))
}

prop_compose! {
    fn row()(
        research in any::<bool>(),
        classes in prop::collection::vec(name(), 1..3),
        subject in name(),
        section in prop::option::of(name()),
        teachers in prop::collection::vec(name(), 0..3),
        room in prop::option::of(name()),
        weeks in prop::sample::select(vec![Weeks::All, Weeks::Odd, Weeks::Even]),
        weekday in 1..=7u8,
        period in 1..=12u8,
        start in 0..1400u16,
        length in 1..40u16,
        pinned in any::<bool>(),
    ) -> Row {
        let clock = |minute: u16| ClockTime::new(minute / 60, minute % 60).unwrap();
        Row {
            kind: if research { RowKind::Research } else { RowKind::Lesson },
            classes: if research { Vec::new() } else { classes },
            subject,
            section: section.unwrap_or_default(),
            teachers,
            room: room.unwrap_or_default(),
            weeks,
            weekday: Weekday::new(weekday).unwrap(),
            period: (!research).then_some(PeriodIndex(period)),
            time: Interval::new(clock(start), clock(start + length)).unwrap(),
            pinned,
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(rows in prop::collection::vec(row(), 0..12)) {
        let plan = Plan { rows, service: None };
        let bytes = write(&plan);
        prop_assert_eq!(parse(Path::new("t.csv"), &bytes), Ok(plan.clone()));
        for record in csv::ReaderBuilder::new().from_reader(&bytes[3..]).records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{}", cell);
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse(Path::new("t.csv"), &bytes);
        let mut with_header = HEADER.as_bytes().to_vec();
        with_header.push(b'\n');
        with_header.extend(bytes);
        let _ = parse(Path::new("t.csv"), &with_header);
    }
}

#[test]
fn a_hand_edited_file_is_understood() {
    let text = "星期, 节次,开始,结束,班级,学科,教师,教室,周次,固定,\n\
                周一,第1节,8:30,9:10:00,一1班 ,语文,张芳,一1班教室,每周,是,\n,,,,,,,,,,\n\n\
                星期二, 2 ,09:20,10:00,一1班;一2班,体育,王静+李强,操场,单,,\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let plan = read_text(text).unwrap();
    assert_eq!(parse(Path::new("t.csv"), &gbk), Ok(plan.clone()));
    assert_eq!(read_text(&text.replace('\n', "\r\n")), Ok(plan.clone()));
    assert_eq!(plan.rows.len(), 2);
    assert_eq!(plan.rows[0].time, Interval::parse("08:30-09:10").unwrap());
    assert!(plan.rows[0].pinned && !plan.rows[1].pinned);
    assert_eq!(plan.rows[1].classes, ["一1班", "一2班"]);
    assert_eq!(plan.rows[1].teachers, ["王静", "李强"]);
    assert_eq!((plan.rows[1].weeks, plan.rows[1].weekday.number()), (Weeks::Odd, 2));
}

#[test]
fn every_bad_cell_is_reported_where_it_stands() {
    let text = format!(
        "{HEADER}\n一1班,语文,张芳,室,all,8,1,08:30,09:10\n,语文,张芳,室,some,1,x,9:10,08:30\n一1班,语文,,,,1,1,8,9,多\n"
    );
    let expected = [
        ("E201", 2, 17),
        ("E202", 3, 2),
        ("E201", 3, 10),
        ("E201", 3, 17),
        ("E203", 3, 24),
        ("E201", 4, 15),
        ("E201", 4, 17),
        ("E113", 4, 19),
    ];
    assert_eq!(codes(&text), expected);
    let shown = read_text(&text).unwrap_err().0[0].render(Lang::Zh);
    assert_eq!(
        shown,
        "timetable.csv:2:17: E201 第 2 行“weekday”写的是“8”，看不懂\n    | 8\n    \
         办法: 应为：1 到 7，或 周一 到 周日"
    );
}

#[test]
fn headers_are_checked() {
    assert_eq!(codes("班级,学科\n一1班,语文\n").iter().filter(|(code, ..)| *code == "E112").count(), 7);
    assert_eq!(codes(&format!("{HEADER},备忘,class\n")), [("E110", 1, 60), ("E111", 1, 63)]);
    assert_eq!(codes("a\0b\n"), [("E108", 1, 2)]);
    assert_eq!(codes(""), [("E105", 0, 0)]);
    assert_eq!(parse(Path::new("t"), &[0x80, 0xff, 0x80]).unwrap_err().0[0].error.code, "E107");
    assert_eq!(read(Path::new("no/such/file.csv")).unwrap_err().0[0].error.code, "E101");
    assert_eq!(read_text(&format!("{HEADER}\n")), Ok(Plan::default()));
}
