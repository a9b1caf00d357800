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
    assert_eq!(names, ["school.toml", "teachers.csv", "rooms.csv", "任课表.csv"]);
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
