//! Sheets and reports of sample schools.

use super::sheet::{Whose, sheet};
use super::{BandKind, Cell, EntryKind, Sheet, Sheets, loads, quality, sample, terminal, whole};
use crate::plan::View;
use crate::school::BreakKind;
use crate::school::sample::{Case, small};
use crate::text::Lang;
use crate::units::{ClassId, PeriodIndex, RoomId, TeacherId, Weeks};
use crate::verify::verify;

fn of(case: &Case, whose: Whose) -> Sheet {
    sheet(&View::new(&case.school, &case.plan), whose)
}

fn cell(sheet: &Sheet, period: u8, day: usize) -> &Cell {
    let band = sheet.bands.iter().find(|band| band.kind == BandKind::Period(PeriodIndex(period)));
    &band.unwrap().cells[day]
}

#[test]
fn a_class_sheet_merges_doubles_and_breaks() {
    let sheet = of(&sample::rich(), Whose::Class(ClassId(0)));
    assert_eq!(sheet.halves, 22, "two parallel groups are one lesson, odd and even halves one together");
    assert_eq!((cell(&sheet, 1, 0).rows, cell(&sheet, 2, 0).rows), (2, 0));
    assert_eq!(cell(&sheet, 1, 1).rows, 1, "Chinese then mathematics stay apart");
    let halves: Vec<_> = cell(&sheet, 2, 2).entries.iter().map(|entry| (entry.name.as_str(), entry.weeks)).collect();
    assert_eq!(halves, [("音乐", Weeks::Odd), ("英语", Weeks::Even)]);
    assert_eq!(cell(&sheet, 6, 2).time, None, "Wednesday has no sixth period");
    let recess = BandKind::Break { kind: BreakKind::LongRecess, nth: 0 };
    let recess = sheet.bands.iter().find(|band| band.kind == recess).unwrap();
    assert_eq!(recess.cells[0].entries[0].name, "升旗仪式");
    assert_eq!(recess.cells.iter().map(|cell| cell.columns).collect::<Vec<_>>(), [1, 4, 0, 0, 0]);
    let times: Vec<_> = sheet.bands.iter().map(|band| band.time).collect();
    assert!(times.is_sorted(), "{times:?}");
}

#[test]
fn a_teacher_sheet_shows_research_and_colleagues() {
    let case = sample::rich();
    let chinese = of(&case, Whose::Teacher(TeacherId(0)));
    assert_eq!(cell(&chinese, 5, 3).entries[0].kind, EntryKind::Research);
    assert_eq!(cell(&chinese, 5, 3).rows, 2);
    let pe = of(&case, Whose::Teacher(TeacherId(2)));
    let entry = &cell(&pe, 5, 1).entries[0];
    assert_eq!(entry.classes, ["一1班", "一2班"]);
    assert_eq!(entry.teachers, ["李强"]);
    assert_eq!(entry.room.as_deref(), Some("操场"));
    let field = of(&case, Whose::Room(RoomId(3)));
    assert_eq!(cell(&field, 5, 1).entries[0].teachers, ["王静", "李强"]);
}

#[test]
fn a_lesson_off_the_bell_shows_its_own_time() {
    let case = small().plan("一1班 语文 张芳 周一 2; 一1班 数学 李强 周一 9").with_rows(|rows| {
        rows[0].time = crate::units::Interval::parse("09:25-10:05").unwrap();
    });
    let sheet = of(&case, Whose::Class(ClassId(0)));
    assert_eq!(cell(&sheet, 2, 0).entries[0].time.map(|time| time.to_string()), Some("09:25-10:05".into()));
    assert_eq!(cell(&sheet, 9, 0).entries[0].name, "数学", "a period that the bell schedule does not know is shown");
}

#[test]
fn a_day_with_another_bell_keeps_clock_order() {
    use crate::school::Break;
    use crate::units::Interval;
    let mut case = sample::rich();
    let late = |name: &str, time| Break {
        name: name.into(),
        kind: BreakKind::LongRecess,
        time: Interval::parse(time).unwrap(),
    };
    for (weekday, bell) in &mut case.school.bells[0].days {
        if weekday.number() > 1 {
            bell.periods.truncate(5);
        }
        bell.breaks.push(late("阳光体育", if weekday.number() > 1 { "14:40-15:10" } else { "15:30-16:00" }));
    }
    case.school.events.clear();
    case.plan.rows.retain(|row| row.period.is_none_or(|period| period.0 < 6));
    let research = case.plan.rows.iter().find(|row| row.period.is_none()).unwrap().clone();
    let mut early = research.clone();
    (early.weekday, early.time) = (sample::day(2), Interval::parse("14:50-16:00").unwrap());
    case.plan.rows.push(early);
    let sheet = of(&case, Whose::Teacher(TeacherId(0)));
    let starts: Vec<_> = sheet.bands.iter().map(|band| band.time.unwrap().start.to_string()).collect();
    assert_eq!(
        starts[starts.len() - 4..],
        ["14:00", "14:40", "14:50", "15:30"],
        "the recess after period 5 and that after period 6 stay apart"
    );
    assert_eq!(cell(&sheet, 6, 1).entries[0].name, "语文教研");
    assert_eq!((cell(&sheet, 6, 1).rows, cell(&sheet, 6, 1).entries[0].time), (2, None), "to the end of the recess");
    assert_eq!(cell(&sheet, 5, 3).entries[0].name, "语文教研", "14:00-15:30 on a day of five periods");
    for day in 0..5 {
        let times: Vec<_> = sheet.bands.iter().filter_map(|band| band.cells[day].time).collect();
        assert!(times.is_sorted(), "{times:?}");
    }
}

#[test]
fn singles_side_by_side_stay_apart() {
    let school = || small().requires("一1班", "语文", "张芳", 2);
    let plan = "一1班 语文 张芳 周一 1; 一1班 语文 张芳 周一 2";
    let double = school().with(|school| school.requirements[0].doubles = 1).plan(plan);
    for (case, rows) in [(school().plan(plan), 1), (double, 2)] {
        assert_eq!(cell(&of(&case, Whose::Class(ClassId(0))), 1, 0).rows, rows);
    }
}

#[test]
fn every_lesson_stands_on_its_sheets_once() {
    let case = sample::large(3, 4);
    let sheets = Sheets::new(&View::new(&case.school, &case.plan));
    for all in [&sheets.classes, &sheets.teachers, &sheets.rooms] {
        let entries = all.iter().flat_map(|sheet| &sheet.bands).flat_map(|band| &band.cells).flat_map(|c| &c.entries);
        assert_eq!(entries.filter(|e| matches!(e.kind, EntryKind::Lesson(_))).count(), case.plan.rows.len());
    }
    let class = &sheets.classes[0];
    for column in whole::columns(&[class]) {
        assert_eq!(whole::entries(class, column).unwrap().len(), 1);
    }
}

#[test]
fn short_names_stay_apart() {
    let case = small().with(|school| {
        for (subject, name) in
            school.subjects.iter_mut().zip(["道德与法治", "体育与健康", "体育", "综合素质", "综合探究", "语文"])
        {
            subject.name = name.into();
        }
    });
    assert_eq!(
        whole::short_names(&case.school),
        ["道法", "体育与健康", "体育", "综合素质", "综合探究", "语文"],
        "a short name that another subject has is not used"
    );
}

#[test]
fn loads_are_counted_over_two_weeks() {
    let case = sample::rich();
    let view = View::new(&case.school, &case.plan);
    let teachers = loads::teachers(&view);
    let music = &teachers[3];
    assert_eq!((music.halves, loads::weekly(music.halves).as_str()), (4, "2"), "odd, even and a group every week");
    assert_eq!(music.subjects, ["英语", "音乐"]);
    assert_eq!(teachers[2].classes, 2);
    let rooms = loads::rooms(&view);
    assert_eq!(rooms.iter().map(|room| room.halves).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(rooms[0].most, 2 * 29);
    assert_eq!(loads::weekly(33), "16.5");
    assert_eq!(quality::lessons(&case.school, &case.plan), "12", "as the report's summary says");
}

#[test]
fn breaches_name_rows_of_the_file() {
    let breach = |rows: &[usize]| crate::breach::Breach {
        rule: "R101",
        amount: 1,
        args: crate::args! { class: "一1班", day: "周一", time: "8:00", first: "a", second: "b" },
        rows: rows.to_vec(),
    };
    let case = small().plan("一1班 语文 张芳 周一 1");
    let quality = quality::measure(&case.school, &case.plan, &verify(&case.school, &case.plan));
    let mut line = quality.rules.iter().find(|line| line.meta.code == "R101").unwrap().clone();
    let mut ends = |breaches: &[&[usize]], lang, end: &str| {
        line.breaches = breaches.iter().map(|rows| breach(rows)).collect();
        let examples = line.examples(lang);
        assert!(examples.len() == 1 && examples[0].ends_with(end), "{examples:?}");
    };
    ends(&[&[56]], Lang::Zh, "b（第 58 行）");
    ends(&[&[56, 3]], Lang::En, " (rows 5, 58)");
    ends(&[&[1, 2, 3, 4, 5, 5]], Lang::Zh, "b（第 3、4、5、6 等 5 行）");
    ends(&[&[56], &[56]], Lang::Zh, "b（单、双周各 1 次）（第 58 行）");
    ends(&[&[56], &[57]], Lang::En, " (2 times) (rows 58, 59)");
    ends(&[&[], &[]], Lang::Zh, "b（2 次）");
}

#[test]
fn the_report_in_both_languages() {
    let case = sample::rich();
    let mut verdict = verify(&case.school, &case.plan);
    verdict.rules.retain(|result| ["R101", "R104", "R106", "R107", "R140"].contains(&result.rule));
    let quality = quality::measure(&case.school, &case.plan, &verdict);
    assert!(!quality.is_good());
    assert_eq!(quality.waivers.len(), 1);
    for (name, lang) in [("report_zh", Lang::Zh), ("report_en", Lang::En)] {
        insta::assert_snapshot!(name, terminal::render(&quality, lang, terminal::Detail::default()));
    }
    assert_eq!(terminal::thousands(1_234_567), "1,234,567");
}
