//! Whatever is in the files, reading ends without a panic, with a school or with errors that can be shown.
//!
//! `KEBIAO_FUZZ_CASES` sets the number of cases of each test (default 64): `KEBIAO_FUZZ_CASES=20000 cargo test --release
//! --test config fuzz` is a long run.

use kebiao::config::{Diagnostics, Loaded};
use kebiao::text::Lang;
use proptest::prelude::*;

use crate::folder::Folder;

/// The demo's files, so that mutations meet every feature.
fn demo() -> Folder {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo");
    let mut folder = Folder { files: std::collections::BTreeMap::new() };
    for name in NAMES {
        folder = folder.file(name, std::fs::read(dir.join(name)).unwrap());
    }
    folder
}

const NAMES: [&str; 8] =
    ["school.toml", "teachers.csv", "rooms.csv", "任课表.csv", "社团.csv", "报名.csv", "岗位.csv", "津贴.csv"];

/// Pieces that mean something somewhere.
const PIECES: [&str; 56] = [
    "\"",
    "[",
    "]",
    "[[",
    "]]",
    "=",
    ",",
    "\n",
    "、",
    "+",
    "|",
    "?",
    "0.5",
    "3/2",
    "-1",
    "99999999999",
    "周一",
    "周三1-2",
    "下午",
    "首节",
    "单周",
    "08:30-09:10",
    "24:00",
    "grade 1-9",
    "all",
    "class-teachers",
    "一1班",
    "五1班、五2班",
    "语文",
    "体育",
    "[[pin]]\n",
    "[[bell]]\nname = \"x\"\n",
    "[[class]]\nname = \"一1班\"\n",
    "[policy.rules.class-clash]\nlevel = \"off\"\n",
    "true",
    "nan",
    "{ }",
    "[[research]]\nlength = 6\ntimes = \"1-6\"\n",
    "\u{FEFF}",
    "　",
    "\r",
    "(0.5)",
    "班级",
    "#",
    "全部",
    "一三五",
    "40.125",
    "2027-08-31",
    "外聘",
    "篮球",
    "编程提高",
    "leaders",
    "作业辅导",
    "[[service]]\nname = \"x\"\nkind = \"club\"\ntime = \"16:00-17:00\"\n",
    "[[head]]\nclass = \"一1班\"\nslot = \"作业辅导\"\ncount = 500\n",
    "[pay]\nbudget = \"enforce\"\n",
];

#[derive(Clone, Debug)]
enum Change {
    /// Puts a piece at a place.
    Insert(usize, usize),
    /// Removes some bytes.
    Remove(usize, usize),
    /// Flips a byte.
    Flip(usize, u8),
    /// Copies a line to another place.
    Copy(usize, usize),
    /// Cuts the file off.
    Cut(usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (any::<usize>(), any::<usize>()).prop_map(|(at, piece)| Change::Insert(at, piece)),
        3 => (any::<usize>(), 1..40_usize).prop_map(|(at, length)| Change::Remove(at, length)),
        1 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(from, to)| Change::Copy(from, to)),
        1 => any::<usize>().prop_map(Change::Cut),
    ]
}

fn mutate(bytes: &mut Vec<u8>, change: &Change) {
    let length = bytes.len().max(1);
    match *change {
        Change::Insert(at, piece) => {
            let at = (at % length).min(bytes.len());
            bytes.splice(at..at, PIECES[piece % PIECES.len()].bytes());
        }
        Change::Remove(at, count) => {
            let at = (at % length).min(bytes.len());
            bytes.drain(at..(at + count).min(bytes.len()));
        }
        Change::Flip(at, byte) => {
            if let Some(found) = bytes.get_mut(at % length) {
                *found ^= byte;
            }
        }
        Change::Copy(from, to) => {
            let lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            if lines.is_empty() {
                return;
            }
            let mut out = lines.clone();
            out.insert(to % lines.len(), lines[from % lines.len()].clone());
            *bytes = out.concat();
        }
        Change::Cut(at) => bytes.truncate(at % length),
    }
}

/// What must hold whatever was read.
fn sane(result: &Result<Loaded, Diagnostics>) -> Result<(), TestCaseError> {
    match result {
        Ok(loaded) => {
            let school = &loaded.school;
            prop_assert!(!school.requirements.is_empty());
            for id in school.requirement_ids() {
                let requirement = school.requirement(id);
                prop_assert!(!requirement.classes.is_empty() && !requirement.sections.is_empty());
                for role in requirement.sections.iter().flat_map(|section| &section.teachers) {
                    prop_assert!(!role.candidates.is_empty());
                }
                prop_assert!(2 * u16::from(requirement.doubles) <= u16::from(requirement.weekly.every));
            }
            for id in school.class_ids() {
                prop_assert!(school.bell_of(id).slot_count() > 0);
                prop_assert_eq!(school.room(school.class(id).home_room).home_of, Some(id));
            }
            for pin in &school.pins {
                let class = school.requirement(pin.requirement).classes[0];
                prop_assert!(school.bell_of(class).period(pin.weekday, pin.period).is_some());
            }
            prop_assert!(school.research.iter().all(|block| !block.choices.is_empty() && !block.teachers.is_empty()));
            prop_assert_eq!(school.transfer.len(), school.buildings.len());
            let service = &school.service;
            prop_assert!(service.slots.iter().all(|slot| !slot.days.is_empty() && !slot.classes.is_empty()));
            for club in &service.clubs {
                prop_assert!(!club.rooms.is_empty() && !club.instructors.is_empty() && !club.meets.is_empty());
                prop_assert!(club.min <= club.max && usize::from(club.staff) <= club.instructors.len());
                prop_assert!(club.meets.iter().all(|(slot, day)| service.slot(*slot).days.contains_key(day)));
            }
            prop_assert!(school.duty.posts.iter().all(|post| !post.who.is_empty() && !post.days.is_empty()));
            prop_assert!(school.pay.items.iter().all(|item| !item.works.is_empty() && item.rate.0 >= 0));
            prop_assert!((1..=28).contains(&school.pay.month_start));
        }
        Err(errors) => {
            prop_assert!(!errors.is_empty());
            for error in &errors.0 {
                for lang in [Lang::Zh, Lang::En] {
                    prop_assert!(error.render(lang).contains(error.error.code));
                }
            }
        }
    }
    Ok(())
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("KEBIAO_FUZZ_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(64);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn spoilt_schools_never_panic(changes in prop::collection::vec((any::<usize>(), change()), 1..6)) {
        for mut folder in [demo(), Folder::new()] {
            let names: Vec<String> = folder.files.keys().cloned().collect();
            for (file, change) in &changes {
                mutate(folder.files.get_mut(&names[file % names.len()]).unwrap(), change);
            }
            sane(&folder.read())?;
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(toml: Vec<u8>, table: Vec<u8>) {
        sane(&Folder::new().file("school.toml", toml).read())?;
        sane(&Folder::new().file("requirements.csv", table).read())?;
    }

    #[test]
    fn arbitrary_words_never_panic(words in prop::collection::vec(0..PIECES.len(), 0..40), file in 0..NAMES.len()) {
        let text: String = words.iter().map(|word| PIECES[*word]).collect();
        let mut folder = demo();
        folder.files.get_mut(NAMES[file]).unwrap().extend(text.bytes());
        sane(&folder.read())?;
    }
}
