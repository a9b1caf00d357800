//! Every kind of mistake: its code and line, and the words in both languages (snapshots).

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use kebiao::config::{self, Diagnostics};
use kebiao::text::{Lang, input};

use crate::cases::{CLASSES, Case, ROOMS, ROWS, T, TEACHERS, all, gbk};
use crate::folder::{Folder, codes, relative};

/// Every case and what reading it says.
static FOUND: LazyLock<Vec<(Case, Diagnostics)>> = LazyLock::new(|| {
    let read = |case: Case| {
        let errors = case.folder.read().err().unwrap_or_default();
        (case, errors)
    };
    all().into_iter().map(read).collect()
});

#[test]
fn the_school_that_is_spoilt_is_right_at_first() {
    assert_eq!(Folder::new().codes(), Vec::<String>::new());
}

#[test]
fn every_mistake_is_reported_with_its_code_and_line() {
    let mut wrong = String::new();
    for (case, errors) in FOUND.iter() {
        let found = codes(errors);
        if found != case.expected {
            writeln!(wrong, "{}: expected {:?}, found {found:?}", case.name, case.expected).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_code_of_the_catalogue_occurs() {
    // Those named here need files that a test case cannot be made of; they are tested where they arise.
    let mut seen: BTreeSet<String> = ["E104", "E190", "E191"].map(str::to_owned).into();
    for (_, errors) in FOUND.iter() {
        seen.extend(errors.0.iter().map(|error| error.error.code.to_owned()));
    }
    let notes = Folder::new()
        .add(TEACHERS, "钱多,美术\n")
        .state("[[bell]]\nname = \"九年级\"\ngrades = [9]")
        .read()
        .unwrap()
        .notes;
    seen.extend(notes.iter().map(|note| note.error.code.to_owned()));
    let missing: Vec<_> = input::ALL.iter().map(|error| error.code).filter(|code| !seen.contains(*code)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn what_people_read() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let mut shown = String::new();
        for (case, errors) in FOUND.iter() {
            writeln!(shown, "# {}", case.name).unwrap();
            for error in &errors.0 {
                let words = error.render(lang);
                assert!(!words.contains('{'), "unfilled: {words}");
                writeln!(shown, "{words}").unwrap();
            }
            shown.push('\n');
        }
        insta::assert_snapshot!(format!("errors-{name}"), shown);
    }
}

#[test]
fn mistakes_in_all_files_are_reported_together() {
    let folder = Folder::new()
        .edit(T, "format = 1", "format = 3")
        .edit(T, "14:00-14:40", "14:00-14:55")
        .edit(CLASSES, "一1班,1", "一1班,x")
        .edit(TEACHERS, "语文、班会", "语文、、班会")
        .edit(ROWS, "周刚,4", "周钢,4");
    let expected = [
        "E134 school.toml:1",
        "E150 school.toml:6",
        "E121 classes.csv:2",
        "E142 requirements.csv:4",
        "E128 teachers.csv:2",
    ];
    assert_eq!(folder.codes(), expected);
}

#[test]
fn a_file_of_100_megabytes_is_refused_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new();
    folder.read_in(dir.path()).unwrap();
    std::fs::File::create(dir.path().join(ROWS)).unwrap().set_len(100 << 20).unwrap();
    let errors = relative(config::read(dir.path()).unwrap_err(), dir.path());
    assert_eq!(codes(&errors), ["E104 requirements.csv:0"]);
    std::fs::File::create(dir.path().join(T)).unwrap().set_len(100 << 20).unwrap();
    assert_eq!(codes(&relative(config::read(dir.path()).unwrap_err(), dir.path())), ["E104 school.toml:0"]);
}

#[test]
fn a_folder_without_a_school_or_no_folder_at_all() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(codes(&relative(config::read(dir.path()).unwrap_err(), dir.path())), ["E101 school.toml:0"]);
    let nowhere = dir.path().join("nowhere");
    assert_eq!(codes(&relative(config::read(&nowhere).unwrap_err(), dir.path())), ["E101 nowhere:0"]);
    std::fs::create_dir(dir.path().join(T)).unwrap();
    assert_eq!(codes(&relative(config::read(dir.path()).unwrap_err(), dir.path())), ["E103 school.toml:0"]);
}

#[test]
fn gbk_tables_read_like_utf8_ones() {
    let utf8 = Folder::new();
    let mut other = utf8.clone();
    for name in [CLASSES, TEACHERS, ROOMS, ROWS] {
        let text = String::from_utf8(utf8.files[name].clone()).unwrap();
        other = other.file(name, gbk(&text));
    }
    assert_eq!(format!("{:?}", other.read().unwrap().school), format!("{:?}", utf8.read().unwrap().school));
}

#[test]
fn the_demo_in_gbk_reads_like_the_demo() {
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo");
    let mut folder = Folder { files: std::collections::BTreeMap::new() };
    for name in ["teachers.csv", "rooms.csv", "任课表.csv", "社团.csv", "报名.csv", "岗位.csv", "津贴.csv"] {
        folder = folder.file(name, gbk(&std::fs::read_to_string(demo.join(name)).unwrap()));
    }
    let folder = folder.file(T, std::fs::read(demo.join(T)).unwrap());
    // A header in ASCII, and 一 (D2 BB) as the first Chinese character.
    let mut ascii = folder.clone();
    let teachers = String::from_utf8(std::fs::read(demo.join("teachers.csv")).unwrap()).unwrap();
    let lines = teachers.split_once('\n').unwrap();
    assert!(lines.0.starts_with("教师"));
    let header = lines.0.replace("教师", "teacher");
    ascii = ascii.file("teachers.csv", gbk(&format!("{header}\n{}", lines.1)));
    let school = format!("{:?}", config::read(&demo).unwrap().school);
    assert_eq!(format!("{:?}", folder.read().unwrap().school), school);
    assert_eq!(format!("{:?}", ascii.read().unwrap().school), school);
}

#[test]
fn the_reference_writes_what_the_reader_reads() {
    let reference = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/configuration.md")).unwrap();
    let blocks: Vec<&str> =
        reference.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 4);
    let errors = Folder::new().file(T, blocks.concat()).read().unwrap_err();
    // Its names are nobody's here, but its keys, types, words and notations must be known.
    let about_writing = |code: &str| {
        let of_writing = ["E110".."E140", "E180".."E190", "E230".."E260", "E280".."E290"];
        of_writing.iter().any(|codes| codes.contains(&code))
    };
    let wrong: Vec<_> = errors.0.iter().filter(|error| about_writing(error.error.code)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_mistake_in_a_bell_is_told_once() {
    let folder = Folder::new()
        .edit(T, "afternoon", "aftrnoon")
        .state("[[unavailable]]\nteachers = \"all\"\ntimes = \"下午\"\n[[pin]]\nclasses = \"all\"\nsubject = \"语文\"\nweekday = 1\nperiod = 6");
    assert_eq!(folder.codes(), ["E131 school.toml:6"]);
}

/// A class of the folder with `rows` for its teacher 王芳 and the policy `text`.
fn under_policy(columns: &str, values: &str, text: &str) -> Vec<String> {
    let teachers = format!("教师,{columns}\n王芳,{values}\n李强\n周刚\n吴婷\n");
    Folder::new().file(TEACHERS, teachers).state(text).codes()
}

#[test]
fn limits_of_waived_rules_are_no_errors() {
    let waive = |rule: &str| format!("[[policy.waive]]\nrule = \"{rule}\"\nreason = \"教师不足\"");
    assert_eq!(under_policy("最多节数,学科", "15,语文", ""), ["E164 requirements.csv:2"]);
    assert_eq!(under_policy("最多节数,学科", "15,语文", &waive("R121")), Vec::<String>::new());
    let part_time = |text: &str| under_policy("最多天数,每天最多,学科", "2,5,语文", text);
    assert_eq!(part_time(&waive("R109")), ["E163 requirements.csv:2"]);
    assert_eq!(part_time(&[waive("R109"), waive("R125")].join("\n")), Vec::<String>::new());
}

#[test]
fn lessons_pinned_into_another_room_take_no_place() {
    let folder = Folder::new()
        .file(ROOMS, "教室,类型\n音乐室,音乐教室\n操场,操场\n")
        .file(ROWS, "班级,学科,教师,周节数,教室\n一1班,音乐,王芳|吴婷,16,音乐室\n一2班,音乐,王芳|吴婷,15,音乐室\n");
    assert_eq!(folder.codes(), ["E193 requirements.csv:2"]);
    let pin = "[[pin]]\nclasses = [\"一1班\"]\nsubject = \"音乐\"\nweekday = 1\nperiod = 1\nroom = ";
    assert_eq!(folder.clone().state(&format!("{pin}\"音乐室\"")).codes(), ["E193 requirements.csv:2"]);
    assert_eq!(folder.state(&format!("{pin}\"操场\"")).codes(), Vec::<String>::new());
}
