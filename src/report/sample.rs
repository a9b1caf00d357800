//! Schools with plans that have something of everything, for tests of sheets, reports and exports.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub(crate) mod busy;

use crate::plan::{Plan, Row, RowKind};
use crate::school::sample::{Case, Sample, small};
use crate::school::*;
use crate::units::{BellId, BuildingId, ClassId, Interval, PeriodIndex, RoomId, SubjectId, TeacherId, Weekday, Weeks};

pub(crate) fn day(number: u8) -> Weekday {
    Weekday::new(number).unwrap()
}

pub(crate) fn span(number: u8, time: &str) -> TimeSpan {
    TimeSpan { weeks: Weeks::All, weekday: day(number), time: Interval::parse(time).unwrap() }
}

fn pause(name: &str, kind: BreakKind, time: &str) -> Break {
    Break { name: name.into(), kind, time: Interval::parse(time).unwrap() }
}

/// Breaks, a short Wednesday, flag-raising in the long recess, an assembly over a period, a research block; a double,
/// odd and even weeks, groups, a combined class.
pub(crate) fn rich() -> Case {
    let sample: Sample = small().with(|school| {
        school.name = "育才<实验>小学".into();
        for (weekday, bell) in &mut school.bells[0].days {
            bell.breaks = vec![
                pause("晨读", BreakKind::EarlyReading, "08:00-08:20"),
                pause("大课间", BreakKind::LongRecess, "10:00-10:30"),
                pause("午休", BreakKind::Lunch, "12:00-14:00"),
            ];
            if weekday.number() == 3 {
                bell.periods.pop();
                bell.breaks[0].time = Interval::parse("08:05-08:20").unwrap();
            }
        }
        let all = vec![ClassId(0), ClassId(1)];
        let event = |name: &str, kind, span| Event {
            name: name.into(),
            kind,
            span,
            classes: all.clone(),
            teachers: vec![TeacherId(0), TeacherId(1)],
            rooms: vec![RoomId(3)],
        };
        school.events = vec![
            event("升旗仪式", EventKind::FlagRaising, span(1, "10:00-10:30")),
            event("放学路队", EventKind::Other, span(5, "15:40-16:00")),
        ];
        school.research = vec![ResearchBlock {
            name: "语文教研".into(),
            teachers: vec![TeacherId(0)],
            choices: vec![span(4, "14:00-15:30")],
        }];
    });
    sample
        .requires("一1班", "语文", "张芳", 6)
        .requires("一1班", "数学", "李强", 5)
        .requires("一1班+一2班", "体育", "王静+李强", 1)
        .requires_weekly("一1班", "音乐", "赵敏", Weekly { odd: 1, ..Weekly::default() })
        .requires_weekly("一1班", "英语", "赵敏", Weekly { even: 1, ..Weekly::default() })
        .with(|school| school.requirements[0].doubles = 1)
        .setting("R106", |setting| {
            setting.level = Level::Off;
            setting.waived = Some("山区校车班次，已报备 & 公示".into());
        })
        .plan(
            "一1班 语文 张芳 周一 1; 一1班 语文 张芳 周一 2; 一1班 数学 李强 周一 3; 一1班 语文 张芳 周二 1; \
             一1班 数学 李强 周二 2; 一1班+一2班 体育 王静+李强 周二 5 @操场; 一1班 音乐 赵敏 周三 2 单 @音乐室; \
             一1班 英语 赵敏 周三 2 双; 一1班 语文 张芳 周四 1; 一1班 语文 张芳 周五 4 !; 一1班 数学 李强 周五 6",
        )
        .with_rows(|rows| {
            let research = Row {
                kind: RowKind::Research,
                classes: Vec::new(),
                subject: "语文教研".into(),
                section: String::new(),
                teachers: vec!["张芳".into()],
                room: String::new(),
                weeks: Weeks::All,
                weekday: day(4),
                period: None,
                time: Interval::parse("14:00-15:30").unwrap(),
                pinned: true,
            };
            let group = |section: &str, teacher: &str| {
                let mut row = rows[0].clone();
                row.weekday = day(4);
                row.period = Some(PeriodIndex(3));
                row.time = Interval::parse("10:30-11:10").unwrap();
                row.subject = "英语".into();
                row.section = section.into();
                row.teachers = vec![teacher.into()];
                row
            };
            let groups = [group("A组", "赵敏"), group("B组", "王静")];
            rows.extend(groups);
            rows.push(research);
        })
}

/// A school of `grades` x `each` classes with a full plan: not a good one, but as large as a real one.
pub(crate) fn large(grades: u8, each: u8) -> Case {
    const SUBJECTS: [(&str, SubjectKind, u8); 13] = [
        ("语文", SubjectKind::Chinese, 7),
        ("数学", SubjectKind::Maths, 5),
        ("英语", SubjectKind::English, 3),
        ("道德与法治", SubjectKind::Morality, 2),
        ("科学", SubjectKind::Science, 2),
        ("体育与健康", SubjectKind::Pe, 3),
        ("音乐", SubjectKind::Music, 2),
        ("美术", SubjectKind::Art, 1),
        ("书法", SubjectKind::Art, 1),
        ("信息科技", SubjectKind::Technology, 1),
        ("劳动", SubjectKind::Labour, 1),
        ("综合实践", SubjectKind::Practice, 1),
        ("班会", SubjectKind::ClassMeeting, 1),
    ];
    let mut case = rich();
    let school = &mut case.school;
    let bell = school.bells[0].clone();
    let grade_names = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    (school.name, school.bells, school.requirements) = ("向阳小学".into(), vec![bell], Vec::new());
    school.events[0].classes.clear();
    (school.classes, school.rooms, school.teachers) = (Vec::new(), Vec::new(), Vec::new());
    school.subjects = SUBJECTS
        .iter()
        .map(|(name, kind, _)| Subject { name: (*name).into(), kind: *kind, ..Subject::default() })
        .collect();
    let family = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "欧阳"];
    let given = ["芳", "秀英", "静", "丽华", "敏", "晓燕", "建国", "强", "雪梅", "浩"];
    let teacher =
        |index: usize| format!("{}{}", family[index % family.len()], given[index / family.len() % given.len()]);
    for (index, (_, _, _)) in SUBJECTS.iter().enumerate() {
        for nth in 0..4 {
            school.teachers.push(Teacher {
                name: teacher(index * 4 + nth),
                subjects: vec![SubjectId::from_index(index)],
                ..Teacher::default()
            });
        }
    }
    let mut rows = Vec::new();
    for grade in 1..=grades {
        for number in 1..=each {
            let index = school.classes.len();
            let name = format!("{}{number}班", grade_names[usize::from(grade - 1)]);
            school.rooms.push(Room {
                name: format!("{name}教室"),
                kind: "普通教室".into(),
                capacity: 1,
                building: Some(BuildingId(0)),
                unavailable: Vec::new(),
                home_of: Some(ClassId::from_index(index)),
                seats: None,
            });
            school.classes.push(Class {
                name: name.clone(),
                grade,
                bell: BellId(0),
                home_room: RoomId::from_index(index),
                size: Some(40),
                class_teacher: Some(TeacherId::from_index(index % 4)),
                unavailable: Vec::new(),
            });
            let mut subjects: Vec<usize> =
                SUBJECTS.iter().enumerate().flat_map(|(s, (_, _, n))| vec![s; usize::from(*n)]).collect();
            subjects.rotate_left(index % 30);
            let slots: Vec<(Weekday, Period)> = school.bells[0].slots().map(|(d, p)| (d, p.clone())).collect();
            for (slot, (weekday, period)) in slots.iter().enumerate() {
                let subject = subjects[slot * 7 % 30];
                let special = matches!(SUBJECTS[subject].1, SubjectKind::Music);
                rows.push(Row {
                    kind: RowKind::Lesson,
                    classes: vec![name.clone()],
                    subject: SUBJECTS[subject].0.into(),
                    section: String::new(),
                    teachers: vec![teacher(subject * 4 + index % 4)],
                    room: if special { "音乐室".into() } else { format!("{name}教室") },
                    weeks: Weeks::All,
                    weekday: *weekday,
                    period: Some(period.index),
                    time: period.time,
                    pinned: false,
                });
            }
        }
    }
    school.rooms.push(Room { name: "音乐室".into(), kind: "音乐教室".into(), capacity: 1, ..Room::default() });
    school.events[0].classes = school.class_ids().collect();
    school.events.iter_mut().for_each(|event| event.rooms.clear());
    school.index_names();
    case.plan = Plan { rows, service: None };
    case
}
