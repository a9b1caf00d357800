use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use super::RULE;
use crate::evaluate::evaluate;
use crate::lowering::{Roster, raise_roster, roster};
use crate::plan::{DatedDuty, PayLine, Plan};
use crate::problem::{Choice, Solution};
use crate::rules::Rule;
use crate::school::sample::Case;
use crate::school::sample::service::serviced;
use crate::school::{Activity, Basis, Cancel, Level, PayItem, PostKind, School, ServiceKind, Work};
use crate::solve::{Options, Outcome, Unwatched, solve};
use crate::text::Lang;
use crate::units::{ClassId, ClockTime, Fen, Interval, TeacherId, Weekday, Weeks};

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

/// The plan of a solution with its ledger, the dated duty being the weekly one on each day on which it is held.
fn raised(roster: &Roster<'_>, plan: &Plan, solution: &Solution) -> Plan {
    let mut plan = plan.clone();
    let school: &School = roster.school;
    let service = plan.service.as_mut().unwrap();
    raise_roster(roster, solution, service);
    let term = school.term.as_ref().unwrap();
    for shift in &service.shifts {
        for day in term.days_of(shift.weekday, Weeks::All).filter(|day| day.holds(Activity::Duty, shift.time, &[])) {
            service.dated.push(DatedDuty {
                date: day.date,
                week: day.week,
                post: shift.post.clone(),
                kind: Some(shift.kind),
                time: Some(term.clock(day, shift.time)),
                place: String::new(),
                person: shift.person.clone(),
            });
        }
    }
    let (pay, totals) = crate::ledger::pay(school, &plan);
    let service = plan.service.as_mut().unwrap();
    (service.pay, service.pay_totals) = (pay, totals);
    plan
}

/// Some roster in which nobody is at two places; whether a person is paid for a group follows from it.
fn random(roster: &Roster<'_>, rng: &mut SmallRng) -> Solution {
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
        let person = if rng.random_bool(0.5) { people[0] } else { *people.choose(rng).unwrap() };
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
    Solution { lessons }
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
        let solution = random(&stated, &mut rng);
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
