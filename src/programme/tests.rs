//! What is made of small schools by hand, of random ones, and of a large one in time.

use std::collections::BTreeSet;
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use super::*;
use crate::school::sample::service::{count_heads, serviced};
use crate::school::*;
use crate::units::{ClubId, Interval, RoomId, TeacherId};

fn options() -> Options {
    Options { time_limit: Duration::from_secs(20), threads: 1, ..Options::default() }
}

fn weekday(number: u8) -> Weekday {
    Weekday::new(number).unwrap()
}

/// `pupils` in classes of about 45, `clubs` over four days in one slot (every third meets twice), each pupil with three to
/// five choices, some clubs much more popular than others; twenty shared rooms, now and then a home room, and a leader for each club.
fn large(pupils: usize, clubs: usize, seed: u64) -> School {
    let mut rng = SmallRng::seed_from_u64(seed);
    let mut school = serviced().school;
    let (mut classes, mut rooms) = (Vec::new(), Vec::new());
    for index in 0..pupils.div_ceil(45) {
        let name = format!("{}.{}", 1 + index % 6, 1 + index / 6);
        rooms.push(Room {
            name: format!("{name}室"),
            kind: "普通教室".into(),
            capacity: 1,
            seats: Some(50),
            home_of: Some(ClassId::from_index(index)),
            ..Room::default()
        });
        let mut class = school.classes[0].clone();
        (class.name, class.grade) = (name, u8::try_from(1 + index % 6).unwrap());
        class.home_room = RoomId::from_index(index);
        classes.push(class);
    }
    let ids: Vec<ClassId> = (0..classes.len()).map(ClassId::from_index).collect();
    let special = rooms.len();
    for index in 0..20 {
        let capacity = if index < 2 { 3 } else { 1 };
        let seats = [Some(30), Some(45), None][index % 3];
        rooms.push(Room {
            name: format!("功能{index}"), kind: "功能教室".into(), capacity, seats, ..Room::default()
        });
    }
    (school.classes, school.rooms) = (classes, rooms);
    school.teachers = (0..clubs).map(|i| Teacher { name: format!("师{i}"), ..Teacher::default() }).collect();
    school.service.groups = GroupSizes { min: 15, max: 45 };
    for slot in &mut school.service.slots {
        slot.classes = ids.clone();
    }
    school.service.slots[1].days = (1..=4).map(|day| (weekday(day), Interval::parse("16:40-17:40").unwrap())).collect();
    school.service.clubs = (0..clubs)
        .map(|index| {
            let day = u8::try_from(index % 4 + 1).unwrap();
            let mut meets = vec![(ServiceSlotId(1), weekday(day))];
            if index % 3 == 0 && day <= 2 {
                meets.push((ServiceSlotId(1), weekday(day + 2)));
            }
            let own = RoomId::from_index(index % ids.len());
            let mut rooms: Vec<RoomId> =
                (0..3).map(|_| RoomId::from_index(special + rng.random_range(0..20))).collect();
            rooms.dedup();
            if index % 10 == 0 {
                rooms.push(own);
            }
            let max = rng.random_range(20..45);
            Club {
                name: format!("社{index}"),
                kind: ServiceKind::Art,
                level: ClubLevel::Open,
                requires: None,
                meets,
                min: max / 2,
                max,
                rooms,
                instructors: vec![TeacherId::from_index(index), TeacherId::from_index(rng.random_range(0..clubs))],
                staff: 1,
                grades: if index % 5 == 0 { vec![4, 5, 6] } else { Vec::new() },
            }
        })
        .collect();
    let popularity: Vec<u32> = (0..clubs).map(|_| 1 + 30 / rng.random_range(1..30)).collect();
    let pool: Vec<usize> = (0..clubs).flat_map(|club| vec![club; popularity[club] as usize]).collect();
    school.service.pupils = (0..pupils)
        .map(|index| {
            let mut choices: Vec<ClubId> = Vec::new();
            let wanted = rng.random_range(3..=5);
            while choices.len() < wanted {
                let club = ClubId::from_index(*pool.choose(&mut rng).unwrap());
                if !choices.contains(&club) {
                    choices.push(club);
                }
            }
            Pupil {
                name: format!("生{index}"),
                number: format!("{index:04}"),
                class: ClassId::from_index(index / 45),
                days: (1..=5).filter(|day| *day != 2 || index % 7 > 0).map(weekday).collect(),
                choices,
                extended: false,
                boarder: false,
                done: BTreeSet::new(),
            }
        })
        .collect();
    school.index_names();
    count_heads(&mut school);
    school
}

#[test]
#[ignore = "a measurement: cargo test --lib programme::tests::two_thousand -- --ignored --nocapture"]
fn two_thousand_pupils_and_sixty_clubs_are_proved_in_time() {
    for seed in 1..=3 {
        let school = large(2000, 60, seed);
        let options = Options { time_limit: Duration::from_secs(60), ..options() };
        let made = make(&school, &Plan::default(), &options).unwrap();
        for level in &made.report.levels {
            println!("{seed}: {} {} >= {:?} {}", level.goal.en, level.value, level.bound, level.optimal);
        }
        println!("{seed}: {:.1} s", made.report.seconds);
        assert!(made.report.is_optimal());
        assert!(made.report.seconds < 30.0);
    }
}
