//! A good week of a small school, spoilt: verifying catches each change that cannot be right, and finds people in two places
//! exactly where painting the week minute by minute finds them.

use std::collections::{BTreeMap, BTreeSet};

use rand::rngs::SmallRng;
use rand::seq::{IndexedMutRandom, IndexedRandom};
use rand::{Rng, SeedableRng};

use crate::plan::{Plan, Row};
use crate::school::sample::service::serviced;
use crate::school::sample::{Case, Sample};
use crate::school::{ParamValue, School};
use crate::units::{Minutes, Weekday};
use crate::verify::verify;

/// Everybody in charge and on duty for a week, beside a few lessons; buildings are five minutes apart.
fn good() -> Case {
    let sample = serviced().setting("R245", |setting| {
        setting.params.insert("day", ParamValue::Int(2));
    });
    let sample = sample.with(|school| {
        school.transfer = vec![vec![Minutes(0), Minutes(5)], vec![Minutes(5), Minutes(0)]];
    });
    let mut lines = String::new();
    for day in ["周一", "周二", "周三", "周四", "周五"] {
        let second = if day == "周二" { "王静" } else { "赵敏" };
        lines += &format!(
            "session {day} 作业辅导 一1班 一1班 4 一1班教室 张芳; session {day} 作业辅导 一2班 一2班 2 一2班教室 {second};"
        );
        lines += &format!("shift 校门 {day} 王静; shift 巡查 {day} 李强;");
    }
    lines += "session 周一 社团 篮球 一1班 4 操场 周教练; session 周二 社团 合唱 一1班 4 音乐室 赵敏;";
    lines += "session 周一 社团 一2班 一2班 2 一2班教室 张芳; session 周二 社团 一2班 一2班 2 一2班教室 王静";
    let lessons = "一1班 语文 张芳 周一 1; 一2班 语文 张芳 周一 6; 一2班 体育 王静 周二 6 @操场; 一1班 音乐 赵敏 周三 6 单 @音乐室";
    let rows: Vec<Row> = Sample { school: sample.school.clone() }.plan(lessons).plan.rows;
    sample.service(&lines).with_rows(|plan| *plan = rows)
}

/// Codes of the roster's rules that hold no longer.
fn broken(case: &Case) -> BTreeSet<&'static str> {
    let verdict = verify(&case.school, &case.plan);
    let roster = |code: &str| ("R240".."R248").contains(&code) || ("R300".."R303").contains(&code);
    verdict.rules.iter().filter(|rule| roster(rule.rule) && rule.amount > 0).map(|rule| rule.rule).collect()
}

fn spoilt(change: impl FnOnce(&mut Plan, &mut School)) -> BTreeSet<&'static str> {
    let mut case = good();
    change(&mut case.plan, &mut case.school);
    broken(&case)
}

#[test]
fn the_week_to_be_spoilt_is_good() {
    assert_eq!(broken(&good()), BTreeSet::new());
}

#[test]
fn a_supervisor_booked_twice_is_caught() {
    let found = spoilt(|plan, _| {
        let sessions = &mut plan.service.as_mut().unwrap().sessions;
        let other = sessions.iter_mut().find(|session| session.name == "一2班").unwrap();
        other.staff = vec!["张芳".into()];
    });
    assert!(found.contains("R243"), "{found:?}");
}

#[test]
fn a_missing_patrol_is_caught() {
    let found = spoilt(|plan, _| {
        let shifts = &mut plan.service.as_mut().unwrap().shifts;
        let patrol = shifts.iter().rposition(|shift| shift.post == "巡查").unwrap();
        shifts.remove(patrol);
    });
    assert_eq!(found, BTreeSet::from(["R300", "R302"]));
}

#[test]
fn an_unvetted_outsider_is_caught() {
    let found = spoilt(|_, school| school.teachers[4].willing.vetted_until = None);
    assert_eq!(found, BTreeSet::from(["R247"]));
}

#[test]
fn an_outsider_with_homework_is_caught() {
    let found = spoilt(|plan, _| plan.service.as_mut().unwrap().sessions[0].staff = vec!["周教练".into()]);
    assert_eq!(found, BTreeSet::from(["R241", "R246"]));
}

/// What each person does each minute of the week; whoever changes building is on the way for the time that it takes.
fn painted(case: &Case) -> BTreeSet<String> {
    let school = &case.school;
    let service = case.plan.service.as_ref().unwrap();
    let mut canvas: BTreeMap<(String, Weekday, u16), Vec<String>> = BTreeMap::new();
    let mut clashing = BTreeSet::new();
    let building = |room: &str| school.room_named(room).and_then(|room| school.room(room).building);
    let mut paint = |who: &str, weekday, time: crate::units::Interval, place: Option<crate::units::BuildingId>| {
        for minute in time.start.minutes()..time.end.minutes() {
            let place = place.map_or(String::new(), |place| place.0.to_string());
            canvas.entry((who.to_owned(), weekday, minute)).or_default().push(place);
        }
    };
    for row in &case.plan.rows {
        row.teachers.iter().for_each(|who| paint(who, row.weekday, row.time, building(&row.room)));
    }
    for session in &service.sessions {
        session.staff.iter().for_each(|who| paint(who, session.weekday, session.time, building(&session.room)));
    }
    service.shifts.iter().for_each(|shift| paint(&shift.person, shift.weekday, shift.time, None));
    for ((who, weekday, minute), places) in &canvas {
        let moved = (1..=5).any(|later| {
            let then = canvas.get(&(who.clone(), *weekday, minute + later));
            let differ = |a: &String, b: &String| !a.is_empty() && !b.is_empty() && a != b;
            then.is_some_and(|then| places.iter().any(|here| then.iter().any(|there| differ(here, there))))
        });
        if places.len() > 1 || moved {
            clashing.insert(who.clone());
        }
    }
    clashing
}

#[test]
fn people_in_two_places_are_found_exactly_where_painting_finds_them() {
    let mut rng = SmallRng::seed_from_u64(7);
    let (mut clean, mut clashing) = (0, 0);
    for _ in 0..300 {
        let mut case = good();
        let names: Vec<String> = case.school.teachers.iter().map(|teacher| teacher.name.clone()).collect();
        let service = case.plan.service.as_mut().unwrap();
        let name = names.choose(&mut rng).unwrap().clone();
        match rng.random_range(0..3) {
            0 => service.shifts.choose_mut(&mut rng).unwrap().person = name,
            1 => service.sessions.choose_mut(&mut rng).unwrap().staff = vec![name],
            _ => service.sessions.choose_mut(&mut rng).unwrap().room = "音乐室".into(),
        }
        let rule = crate::rules::find("R243").unwrap();
        let found: BTreeSet<String> = case
            .check(rule)
            .breaches
            .iter()
            .map(|breach| breach.args.get("who").unwrap().show(crate::text::Lang::Zh))
            .collect();
        assert_eq!(found, painted(&case));
        *(if found.is_empty() { &mut clean } else { &mut clashing }) += 1;
    }
    assert!(clean > 0 && clashing > 0, "{clean} without, {clashing} with clashes");
}
