//! The abstract schools of `instances/reference`: the written plan costs what the README's definition says, recomputed
//! here from the instance's own tables by a reader and a sum that share nothing with the library.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use kebiao::plan::{Plan, Row};
use kebiao::solve::{Options, Unwatched};
use kebiao::timetable::{Made, make};
use kebiao::verify::verify;
use kebiao::{config, school};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

const DAYS: usize = 5;
const PERIODS: usize = 7;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/reference").join(name)
}

fn cells(file: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// What the tables state: lessons a week and teacher of each class and subject; blocked slots; caps.
struct Tables {
    lessons: BTreeMap<(String, String), (usize, String)>,
    blocked: BTreeMap<String, BTreeSet<usize>>,
    caps: BTreeMap<String, usize>,
}

fn tables(name: &str) -> Tables {
    let dir = folder(name);
    let rows = cells(&dir.join("任课表.csv"));
    let mut lessons = BTreeMap::new();
    for row in &rows[1..] {
        for column in (1..row.len()).step_by(2).filter(|column| !row[*column].is_empty()) {
            let (count, teacher) = (row[column].parse().unwrap(), row[column + 1].clone());
            lessons.insert((row[0].clone(), rows[0][column].clone()), (count, teacher));
        }
    }
    let blocked = cells(&dir.join("teachers.csv"))[1..].iter().map(|row| (row[0].clone(), slots(&row[1]))).collect();
    let rooms: BTreeMap<String, usize> =
        cells(&dir.join("rooms.csv"))[1..].iter().map(|row| (row[0].clone(), row[2].parse().unwrap())).collect();
    let special = cells(&dir.join("subjects.csv"));
    let special = special[1..].iter().filter(|row| !row[3].is_empty());
    let caps = special.map(|row| (row[0].clone(), rooms[&row[3]])).collect();
    Tables { lessons, blocked, caps }
}

/// `周一1-3、周二4` as slots: day * 7 + period, both from 0.
fn slots(text: &str) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for part in text.split('、').filter(|part| !part.is_empty()) {
        let day = "一二三四五".chars().position(|day| Some(day) == part.chars().nth(1)).unwrap();
        let range: String = part.chars().skip(2).collect();
        let (first, last) = range.split_once('-').unwrap_or((&range, &range));
        let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
        found.extend((first..=last).map(|period| day * PERIODS + period - 1));
    }
    found
}

fn slot(row: &Row) -> usize {
    (usize::from(row.weekday.number()) - 1) * PERIODS + usize::from(row.period.unwrap().0) - 1
}

/// Twice the objective of the README; and whether every hard demand holds.
fn twice(tables: &Tables, plan: &Plan, objective: char) -> (i64, bool) {
    let mut at: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for row in &plan.rows {
        let key = (row.classes[0].clone(), row.subject.clone());
        assert_eq!(row.teachers, [tables.lessons[&key].1.clone()]);
        at.entry(key).or_default().push(slot(row));
    }
    let (mut cost, mut good) = (0, true);
    let mut of_class: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    let mut of_teacher: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    let mut running: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for (key, (count, teacher)) in &tables.lessons {
        let (class, subject) = (key.0.as_str(), key.1.as_str());
        let slots = &at[key];
        good &= slots.len() == *count;
        let mut per_day = [0; DAYS];
        for slot in slots {
            per_day[slot / PERIODS] += 1;
            *of_class.entry((class, *slot)).or_default() += 1;
            *of_teacher.entry((teacher, *slot)).or_default() += 1;
            *running.entry((subject, *slot)).or_default() += 1;
            good &= !tables.blocked[teacher].contains(slot) && (*slot != 6 || subject == "班会");
            let period = slot % PERIODS;
            cost += match subject {
                "语文" | "数学" | "英语" => [0, 0, 0, 0, 2, 4, 6][period],
                "物理" => [0, 0, 0, 0, 1, 2, 3][period],
                "体育" => [4, 4, 0, 0, 0, 0, 0][period],
                "音乐" | "美术" => [2, 2, 2, 2, 0, 0, 0][period],
                _ => 0,
            };
        }
        let (least, most) = if *count == 6 { (1, 2) } else { (0, 1) };
        good &= per_day.iter().all(|count| (least..=most).contains(count));
        if objective >= 'b' && *count == 2 {
            cost += 4 * per_day.windows(2).filter(|pair| pair[0] > 0 && pair[1] > 0).count() as i64;
        }
    }
    good &= of_class.len() == DAYS * PERIODS * of_class.keys().map(|(class, _)| class).collect::<BTreeSet<_>>().len();
    good &= of_class.values().chain(of_teacher.values()).all(|count| *count == 1);
    good &= running.iter().all(|((subject, _), count)| tables.caps.get(*subject).is_none_or(|cap| count <= cap));
    let mut acts: BTreeMap<&str, usize> = BTreeMap::new();
    tables.lessons.values().for_each(|(_, teacher)| *acts.entry(teacher).or_default() += 1);
    for (teacher, _) in acts.into_iter().filter(|(_, count)| *count >= 2) {
        for day in 0..DAYS {
            let busy = |period: usize| of_teacher.contains_key(&(teacher, day * PERIODS + period));
            let held: Vec<usize> = (0..PERIODS).filter(|period| busy(*period)).collect();
            if objective >= 'b' {
                cost += 6 * (0..=PERIODS - 4).filter(|first| (*first..first + 4).all(busy)).count() as i64;
            }
            if let (true, Some(first), Some(last)) = (objective >= 'c', held.first(), held.last()) {
                cost += 2 * (last - first + 1 - held.len()) as i64;
            }
        }
    }
    (cost, good)
}

fn read(name: &str) -> school::School {
    config::read(&folder(name)).unwrap_or_else(|errors| panic!("{errors:?}")).school
}

/// A plan of the school, not improved; the tables of its folder.
fn start(name: &str) -> Plan {
    let options = Options { time_limit: Duration::from_secs(300), threads: 1, seed: 1, gap: 1.0 };
    let Made::Plan(made) = make(&read(name), &options, &Unwatched) else { panic!("{name}: no plan") };
    assert!(made.agrees());
    made.plan
}

#[test]
fn a_plan_costs_what_the_definition_says() {
    let tables = tables("ref-12");
    let plan = start("ref-12");
    let mut rng = SmallRng::seed_from_u64(5);
    for (name, objective) in [("ref-12-a", 'a'), ("ref-12-b", 'b'), ("ref-12", 'c')] {
        let school = read(name);
        let compare = |plan: &Plan, what: &str| {
            let (cost, good) = twice(&tables, plan, objective);
            let verdict = verify(&school, plan);
            assert_eq!(verdict.hard_breaches() == 0, good, "{name}, {what}");
            // What a plan costs that is none is nobody's matter: the definition does not say.
            assert!(!good || verdict.cost() == cost, "{name}, {what}: {} {cost}", verdict.cost());
            (cost, good)
        };
        let (mut plan, mut costs, mut bad) = (plan.clone(), BTreeSet::new(), 0);
        for round in 0..25 {
            // A walk through good plans, at every step of which a plan beside it, most often a bad one, is looked at, too.
            plan = good_neighbour(&plan, &tables, objective, &mut rng);
            costs.insert(compare(&plan, &format!("step {round}")).0);
            let mut beside = plan.clone();
            swap(&mut beside, &mut rng);
            bad += usize::from(!compare(&beside, &format!("beside step {round}")).1);
        }
        assert!(costs.len() > 3 && bad > 3, "{name}: {} costs, {bad} bad", costs.len());
    }
}

/// Swaps the times of two lessons of one class.
fn swap(plan: &mut Plan, rng: &mut SmallRng) {
    let (a, b) = loop {
        let [a, b] = [(); 2].map(|()| rng.random_range(0..plan.rows.len()));
        if plan.rows[a].classes == plan.rows[b].classes && plan.rows[a].subject != plan.rows[b].subject {
            break (a, b);
        }
    };
    let [x, y] = [a, b].map(|row| (plan.rows[row].weekday, plan.rows[row].period, plan.rows[row].time));
    (plan.rows[a].weekday, plan.rows[a].period, plan.rows[a].time) = y;
    (plan.rows[b].weekday, plan.rows[b].period, plan.rows[b].time) = x;
}

/// A neighbour of `plan` that keeps every hard demand where a few tries find one, else `plan`.
fn good_neighbour(plan: &Plan, tables: &Tables, objective: char, rng: &mut SmallRng) -> Plan {
    for _ in 0..500 {
        let mut next = plan.clone();
        swap(&mut next, rng);
        if twice(tables, &next, objective).1 {
            return next;
        }
    }
    plan.clone()
}

#[test]
fn all_nine_are_read_and_break_no_rule_of_their_own() {
    for classes in [12, 24, 36] {
        for (suffix, rules) in [("-a", 4), ("-b", 6), ("", 7)] {
            let name = format!("ref-{classes}{suffix}");
            let school = read(&name);
            assert_eq!(school.classes.len(), classes, "{name}");
            assert_eq!(kebiao::verify::verify_school(&school).hard_breaches(), 0, "{name}");
            let own = |code: &&str| !kebiao::rules::find(code).unwrap().meta().physics;
            let settings = school.policy.settings.iter().filter(|(_, setting)| setting.level != school::Level::Off);
            let on: Vec<&str> = settings.map(|(code, _)| *code).filter(own).collect();
            assert_eq!(on.len(), rules, "{name}: {on:?}");
        }
    }
}
