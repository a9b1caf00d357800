use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use super::RULE;
use crate::evaluate::evaluate;
use crate::ledger::duty::dated;
use crate::lowering::{Roster, raise_roster, roster};
use crate::plan::{PayLine, Plan};
use crate::problem::{Choice, Solution};
use crate::rules::Rule;
use crate::school::sample::Case;
use crate::school::sample::service::serviced;
use crate::school::{
    Basis, Cancel, Flex, FlexDay, FlexLeave, Level, PayItem, PostKind, School, ServiceKind, WeeklyDuty, Work,
};
use crate::solve::{Options, Outcome, Unwatched, solve};
use crate::text::Lang;
use crate::units::{ClassId, ClockTime, Fen, Interval, ServiceSlotId, TeacherId, Weekday};

/// Six weeks of sessions and posts that several people may take, and items of every basis. Only this rule is on.
fn case() -> Case {
    let sample = serviced().term("2026-04-13", "2026-05-22").with(|school| {
        for (code, setting) in &mut school.policy.settings {
            setting.level = if *code == "R403" { Level::Hard } else { Level::Off };
        }
        let everybody: Vec<TeacherId> = (0..4).map(TeacherId).collect();
        for post in &mut school.duty.posts {
            post.who.clone_from(&everybody);
        }
        school.duty.posts[1].days.retain(|day, _| day.number() != 2);
        let mut attendance = school.duty.posts[0].clone();
        (attendance.name, attendance.kind, attendance.slot) =
            ("考勤".into(), PostKind::Attendance, Some(ServiceSlotId(0)));
        attendance.days.values_mut().for_each(|time| *time = Interval::parse("15:40-15:45").unwrap());
        school.duty.posts.push(attendance);
        school.service.slots[0].periods = 2;
        school.pay.month_start = 15;
        school.pay.enforce = true;
        let sessions: Vec<Work> = ServiceKind::ALL.map(Work::Service).to_vec();
        let all: Vec<Work> = sessions.iter().copied().chain(PostKind::ALL.map(Work::Duty)).collect();
        let base = school.pay.items[0].clone();
        let item = |name: &str, basis, works: &[Work], fen| PayItem {
            name: name.into(),
            basis,
            works: works.iter().copied().collect(),
            rate: Fen(fen),
            ..base.clone()
        };
        school.pay.items = vec![
            PayItem { leaders: Some(false), ..item("课时费", Basis::Period, &sessions, 2_000) },
            PayItem { leaders: Some(true), ..item("干部课时费", Basis::Slot, &sessions, 1_050) },
            item("超员费", Basis::PupilPeriod { base: 35 }, &sessions, 105),
            item("到岗费", Basis::Day, &all, 3_000),
            PayItem {
                teachers: [TeacherId(0)].into(),
                ..item("门岗费", Basis::Duty, &[Work::Duty(PostKind::Gate)], 1_500)
            },
            PayItem { ends_after: ClockTime::parse("17:00"), ..item("晚班费", Basis::Month, &all, 10_000) },
            PayItem {
                weekdays: [Weekday::new(2).unwrap()].into(),
                ..item("周二课", Basis::Period, &[Work::Lesson], 700)
            },
            PayItem {
                teachers: [TeacherId(2)].into(),
                ..item("带课补", Basis::Day, &[Work::Lesson, Work::Duty(PostKind::Gate)], 900)
            },
        ];
        let days = &mut school.term.as_mut().unwrap().days;
        let trip = Cancel { lessons: true, after_school: true, classes: vec![ClassId(0)], ..Cancel::default() };
        days[8].cancelled.push(trip);
        let sports = Cancel { lessons: true, after_school: true, duty: true, ..Cancel::default() };
        days[9].cancelled.push(sports);
        let afternoon = Interval::parse("14:00-18:00");
        days[11].cancelled.push(Cancel { duty: true, after_school: true, time: afternoon, ..Cancel::default() });
    });
    let rows = sample.clone().plan("一1班 体育 王静 周二 6; 一2班 体育 王静 周四 6 单").plan.rows;
    let mut case = sample.service(
        "session 周一 作业辅导 1组 一1班 38 一1班教室 _; session 周二 作业辅导 合组 一1班+一2班 36 一1班教室 _;
         session 周四 作业辅导 2组 一2班 35 一2班教室 _; session 周一 社团 篮球 一1班 4 操场 _",
    );
    case.plan.rows = rows;
    case
}

/// The plan of a solution with its ledgers.
fn raised(roster: &Roster<'_>, plan: &Plan, solution: &Solution) -> Plan {
    let mut plan = plan.clone();
    let school: &School = roster.school;
    raise_roster(roster, solution, plan.service.as_mut().unwrap());
    plan.service.as_mut().unwrap().dated = dated(school, &plan).duty;
    let (pay, totals) = crate::ledger::pay(school, &plan);
    let service = plan.service.as_mut().unwrap();
    (service.pay, service.pay_totals) = (pay, totals);
    plan
}

/// Some roster in which nobody is at two places, if there are people left for all; whether a person is paid for a group follows from it.
fn random(roster: &Roster<'_>, rng: &mut SmallRng) -> Option<Solution> {
    let mut lessons: Vec<Vec<Choice>> = Vec::new();
    let mut busy: Vec<(TeacherId, crate::school::TimeSpan)> = Vec::new();
    for (id, task) in roster.tasks() {
        let free = |person: &TeacherId| {
            !busy.iter().any(|(other, span)| {
                other == person && span.weekday == task.span.weekday && span.time.overlaps(task.span.time)
            })
        };
        let people: Vec<TeacherId> = roster.candidates(id).into_iter().filter(free).collect();
        // Half of the choices fall to the first, so that people do have several tasks on a day.
        let person = if rng.random_bool(0.5) { *people.first()? } else { *people.choose(rng)? };
        busy.push((person, task.span));
        let placement = roster.problem.activity(id).domain[0];
        lessons.push(vec![Choice { placement, resources: vec![roster.person(person)] }]);
    }
    // The least that the links allow: paid if and only if a linked task is done.
    let tasks = lessons.len();
    for index in tasks..roster.problem.activities.len() {
        let activity = &roster.problem.activities[index];
        let id = crate::problem::ActivityId::from_index(index);
        let linked = roster.problem.constraints.iter().any(|constraint| {
            let crate::problem::Form::Count { terms, max: 0, .. } = &constraint.form else { return false };
            terms.iter().any(|term| term.activity == id)
                && terms.iter().any(|term| {
                    term.activity.index() < tasks
                        && term.given.map(|given| given.1) == Some(lessons[term.activity.index()][0].resources[0])
                })
        });
        let resource = activity.needs[0].candidates[usize::from(!linked)];
        lessons.push(vec![Choice { placement: activity.domain[0], resources: vec![resource] }]);
    }
    Some(Solution { lessons })
}

fn paid_in(lines: &[PayLine], month: &str) -> i64 {
    lines.iter().filter(|line| line.month == month).map(|line| line.amount.0).sum()
}

#[test]
fn the_model_and_the_ledger_agree_to_the_fen() {
    let mut rng = SmallRng::seed_from_u64(7);
    let (mut within, mut beyond) = (0, 0);
    for _ in 0..60 {
        let mut case = case();
        // A budget that no roster keeps makes every cost be stated.
        case.school.pay.month_budget = Some(Fen(1));
        let stated = roster(&case.school, &case.plan);
        assert!(stated.problem.activities.len() > stated.tasks.len(), "some people may do several tasks on a day");
        let Some(solution) = random(&stated, &mut rng) else { continue };
        let lines = raised(&stated, &case.plan, &solution).service.unwrap().pay;
        let april = paid_in(&lines, "2026-04");
        let whole: i64 = lines.iter().map(|line| line.amount.0).sum();
        for (month, term) in [(april, whole), (april - 1, whole), (april, whole - 1), (april + 500, whole + 500)] {
            case.school.pay.month_budget = Some(Fen(month));
            case.school.pay.term_budget = Some(Fen(term));
            let stated = roster(&case.school, &case.plan);
            let plan = raised(&stated, &case.plan, &solution);
            let broken = Case { school: case.school.clone(), plan }.check(&RULE).amount() > 0;
            let cost = evaluate(&stated.problem, &solution);
            assert_eq!(cost.hard > 0, broken, "{month} {term} {:?}", cost.constraints);
            *(if broken { &mut beyond } else { &mut within }) += 1;
        }
    }
    assert!(within > 60 && beyond > 60, "{within} {beyond}");
}

/// One-off leaves, standby, weekly duty: the model may be too careful, never too generous.
#[test]
fn what_the_model_accepts_is_within_the_budget() {
    let mut case = case();
    let school = &mut case.school;
    let mut standby = school.duty.posts[0].clone();
    (standby.name, standby.kind) = ("机动".into(), PostKind::Standby);
    standby.days.values_mut().for_each(|time| *time = Interval::parse("15:00-18:00").unwrap());
    standby.who = vec![TeacherId(0), TeacherId(3)];
    school.duty.posts.push(standby);
    let leave = |teacher, date: &str| FlexLeave {
        teacher: TeacherId(teacher),
        day: FlexDay::Once(date.parse().unwrap()),
        time: Interval::parse("15:00-17:30").unwrap(),
    };
    school.duty.flex = Some(Flex {
        start: ClockTime::parse("08:00").unwrap(),
        end: ClockTime::parse("17:30").unwrap(),
        leaves: vec![leave(1, "2026-04-15"), leave(2, "2026-04-20"), leave(1, "2026-04-28")],
        opening: [].into(),
    });
    let who = vec![TeacherId(1), TeacherId(2)];
    school.duty.weekly = vec![WeeklyDuty { name: "值周".into(), who, people: 1, served: [].into() }];
    school.pay.items[4].works.insert(Work::WeeklyDuty);
    school.pay.items[4].teachers.insert(TeacherId(1));
    let mut rng = SmallRng::seed_from_u64(11);
    case.school.pay.term_budget = Some(Fen(1));
    let stated = roster(&case.school, &case.plan);
    let solutions: Vec<_> = (0..3_000).filter_map(|_| random(&stated, &mut rng)).take(15).collect();
    assert_eq!(solutions.len(), 15);
    let (mut accepted, mut careful) = (0, 0);
    for solution in solutions {
        let plan = raised(&stated, &case.plan, &solution);
        let whole: i64 = plan.service.unwrap().pay.iter().map(|line| line.amount.0).sum();
        for beyond in [-1, 0, 20_000, 60_000] {
            let mut other = case.clone();
            other.school.pay.term_budget = Some(Fen(whole + beyond));
            let fits = evaluate(&roster(&other.school, &other.plan).problem, &solution).hard == 0;
            assert!(!fits || beyond >= 0, "{whole} is accepted within {beyond} more");
            accepted += i32::from(fits);
            careful += i32::from(!fits && beyond >= 0);
        }
    }
    assert!(accepted >= 15 && careful > 0, "{accepted} {careful}");
}

#[test]
fn the_roster_is_solved_within_the_budget() {
    let mut case = case();
    let options = Options { time_limit: std::time::Duration::from_secs(20), ..Options::default() };
    let mut least = None;
    for budget in [600_000, 300_000, 250_000, 220_000, 200_000, 150_000, 100_000, 1] {
        case.school.pay.term_budget = Some(Fen(budget));
        let stated = roster(&case.school, &case.plan);
        match solve(&stated.problem, &options, &Unwatched) {
            Outcome::Solved { solution, .. } => {
                let plan = raised(&stated, &case.plan, &solution);
                let paid: i64 = plan.service.as_ref().unwrap().pay.iter().map(|line| line.amount.0).sum();
                assert!(paid <= budget, "{paid} of {budget}");
                least = Some(budget);
            }
            Outcome::Infeasible => {
                // From here on no roster can be paid; a little less is impossible as well.
                assert!(least.is_some_and(|least| least > budget), "{budget}");
                return;
            }
            Outcome::Unknown { .. } => panic!("a small roster is decided"),
        }
    }
    panic!("one fen pays nobody");
}

#[test]
fn a_large_budget_or_no_enforcing_states_nothing() {
    let mut case = case();
    case.school.pay.month_budget = Some(Fen(100_000_000));
    let constraints = |case: &Case| {
        let stated = roster(&case.school, &case.plan);
        (stated.problem.constraints.len(), stated.problem.activities.len() - stated.tasks.len())
    };
    assert_eq!(constraints(&case), (0, 0));
    case.school.pay.month_budget = Some(Fen(1));
    assert!(constraints(&case).0 > 0);
    case.school.pay.enforce = false;
    assert_eq!(constraints(&case), (0, 0));
}

#[test]
fn too_much_is_said_in_yuan() {
    let mut case = crate::school::sample::service::paid();
    case.school.pay.month_budget = Some(Fen(20_000));
    let found = case.check(&RULE);
    let shown = RULE.meta().breach.fill(Lang::Zh, &found.breaches[0].args);
    assert_eq!(shown, "2026-04应发 220.00 元，预算 200.00 元，超出 20.00 元");
}
