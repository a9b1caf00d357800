//! The demo school as it is read.

use std::path::Path;

use kebiao::config;
use kebiao::school::{RoomNeed, School};
use kebiao::text::Lang;
use kebiao::units::{Minutes, Weekday, Weeks};

fn demo() -> config::Loaded {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo");
    config::read(&dir).unwrap_or_else(|errors| {
        panic!("{}", errors.0.iter().map(|error| error.render(Lang::En)).collect::<Vec<_>>().join("\n"))
    })
}

fn requirement<'s>(school: &'s School, class: &str, subject: &str) -> &'s kebiao::school::Requirement {
    let (class, subject) = (school.class_named(class).unwrap(), school.subject_named(subject).unwrap());
    school.requirements.iter().find(|r| r.subject == subject && r.classes.contains(&class)).unwrap()
}

#[test]
fn the_demo_reads_without_a_remark() {
    let loaded = demo();
    assert_eq!(loaded.notes, []);
    let names: Vec<_> =
        loaded.inputs.iter().map(|(file, _)| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let expected =
        ["school.toml", "teachers.csv", "rooms.csv", "任课表.csv", "社团.csv", "报名.csv", "岗位.csv", "津贴.csv"];
    assert_eq!(names, expected);
    assert!(loaded.inputs.iter().all(|(_, hash)| hash.len() == 64));
}

#[test]
fn two_bells_make_two_weeks() {
    let school = demo().school;
    assert_eq!(school.bells.len(), 2);
    let slots = |class: &str| school.bell_of(school.class_named(class).unwrap()).slot_count();
    assert_eq!((slots("一1班"), slots("五1班")), (26, 30));
}

#[test]
fn what_is_not_written_is_filled_in() {
    let school = demo().school;
    let class = school.class(school.class_named("五2班").unwrap());
    assert_eq!(class.grade, 5);
    assert_eq!(school.teacher(class.class_teacher.unwrap()).name, "刘洋");
    let home = school.room(class.home_room);
    assert_eq!((home.name.as_str(), home.capacity), ("五2班教室", 1));
    assert_eq!(requirement(&school, "五2班", "语文").weekly.every, 6);
    assert_eq!(requirement(&school, "五2班", "语文").doubles, 1);
    assert_eq!(requirement(&school, "一1班", "语文").doubles, 0);
    assert!(school.subject(school.subject_named("美术").unwrap()).protected);
    assert_eq!(school.transfer, [[Minutes(0), Minutes(5)], [Minutes(5), Minutes(0)]]);
    assert_eq!(school.policy.settings.len(), kebiao::rules::ALL.len());
}

#[test]
fn statements_become_what_rules_expect() {
    let school = demo().school;
    let labour = requirement(&school, "五1班", "劳动");
    assert_eq!(labour.classes.len(), 2);
    assert!(matches!(&labour.sections[0].room, RoomNeed::OneOf { candidates, .. } if candidates.len() == 1));
    assert_eq!(requirement(&school, "五1班", "综合实践").sections[0].teachers[0].candidates.len(), 2);
    assert_eq!(requirement(&school, "五1班", "心理").weekly.either, 1);
    assert_eq!((school.pairings.len(), school.pins.len(), school.events.len()), (2, 4, 1));
    let [block] = school.research.as_slice() else { panic!() };
    assert_eq!(block.teachers.len(), 4);
    let shown: Vec<_> =
        block.choices.iter().map(|span| (span.weeks, span.weekday.number(), span.time.to_string())).collect();
    assert_eq!(shown, [(Weeks::All, 3, "14:00-15:30".into()), (Weeks::All, 4, "14:00-15:30".into())]);
    let music = school.teacher(school.teacher_named("吴婷").unwrap());
    assert!(music.unavailable.iter().all(|span| Some(span.weekday) == Weekday::new(5)));
    assert_eq!(music.unavailable.len(), 2);
}

#[test]
fn groups_of_combined_classes_take_a_home_room_each() {
    let rows = "班级,学科,教师,周节数,分组\n一1班、一2班,校本,王芳,2,合唱\n一1班、一2班,校本,李强,2,围棋\n";
    let school = crate::folder::Folder::new().file("requirements.csv", rows).read().unwrap().school;
    let [requirement] = school.requirements.as_slice() else { panic!() };
    let second = school.class(requirement.classes[1]).home_room;
    assert_eq!(requirement.sections[0].room, RoomNeed::Home);
    assert_eq!(requirement.sections[1].room, RoomNeed::OneOf { candidates: vec![second], preferred: vec![] });
}

#[test]
fn the_file_may_be_named_instead_of_the_folder() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo/school.toml");
    assert_eq!(config::read(&file).unwrap().school.requirements.len(), demo().school.requirements.len());
}

#[test]
fn after_lessons_the_demo_has_everything() {
    let school = demo().school;
    let service = &school.service;
    assert_eq!((service.slots.len(), service.clubs.len(), service.pupils.len()), (2, 5, 64));
    assert_eq!(service.club_named("编程基础"), service.club(service.club_named("编程提高").unwrap()).requires);
    let homework = service.slot_named("作业辅导").unwrap();
    let heads = |class: &str| -> Vec<u16> {
        let class = school.class_named(class).unwrap();
        school.weekdays.iter().map(|day| service.enrolled(homework, *day, class)).collect()
    };
    // Counted in 报名.csv apart from this program.
    assert_eq!((heads("一1班"), heads("五2班")), (vec![14, 16, 13, 16, 12], vec![15, 16, 13, 16, 11]));
    let wishes = service.pupils.iter().map(|pupil| pupil.choices.len()).sum::<usize>();
    assert_eq!(wishes, 98);
    let outsider = school.teacher(school.teacher_named("何教练").unwrap());
    assert!(outsider.employment.is_outsider() && outsider.willing.vetted_until.is_some());
    let posts: Vec<_> = school.duty.posts.iter().map(|post| post.name.as_str()).collect();
    let expected = [
        "校门",
        "午餐",
        "作业辅导考勤（一年级）",
        "作业辅导考勤（五年级）",
        "社团活动考勤（一年级）",
        "社团活动考勤（五年级）",
        "巡查",
        "放学（一年级）",
        "放学（五年级）",
        "静校",
        "机动",
    ];
    assert_eq!(posts, expected);
    // The retired teacher and the coach take no duty.
    assert_eq!((school.duty.posts[0].who.len(), school.duty.weekly.len()), (12, 2));
    let rates: Vec<_> = school.pay.items.iter().map(|item| (item.name.as_str(), item.rate.to_string())).collect();
    assert_eq!(rates, [("课时费", "40.00".into()), ("考勤费", "40.00".into()), ("值班费", "30.00".to_owned())]);
    assert_eq!((school.pay.month_start, school.pay.enforce), (15, false));
    let flex = school.duty.flex.as_ref().unwrap();
    assert_eq!((flex.leaves.len(), flex.opening.values().sum::<u32>()), (2, 90));
}
