//! What a verdict adds up, on the smallest school.

use super::*;
use crate::school::sample::small;

fn result<'v>(verdict: &'v Verdict, code: &str) -> Option<&'v RuleResult> {
    verdict.rules.iter().find(|result| result.rule == code)
}

#[test]
fn hard_breaches_and_soft_costs_are_totalled_apart() {
    let case = small()
        .requires("一1班", "语文", "张芳", 2)
        .requires("一1班", "体育", "王静", 1)
        .setting("R140", |setting| setting.weight = 3)
        .plan("一1班 语文 张芳 周一 5; 一1班 语文 张芳 周二 1; 一1班 体育 王静 周二 1");
    let verdict = verify(&case.school, &case.plan);
    let clash = result(&verdict, "R101").unwrap();
    assert_eq!((clash.level, clash.amount, clash.cost, clash.breaches.len()), ("hard", 1, 0, 1));
    let morning = result(&verdict, "R140").unwrap();
    assert_eq!((morning.level, morning.weight, morning.amount, morning.cost), ("soft", 3, 2, 6));
    let hard: usize = verdict.rules.iter().filter(|r| r.level == "hard").map(|r| r.breaches.len()).sum();
    assert!(hard >= 1);
    assert_eq!(verdict.hard_breaches(), hard);
    assert_eq!(
        verdict.cost(),
        verdict.rules.iter().filter(|r| r.level == "soft").map(|r| r.amount * i64::from(r.weight)).sum::<i64>()
    );
    assert!(verdict.cost() >= 6);
    assert_eq!(verdict.cases(), verdict.rules.iter().map(|r| r.cases).sum::<u64>());
    assert!(verdict.cases() > 10);
}

#[test]
fn a_warning_is_neither_a_hard_breach_nor_a_cost() {
    let plan = "一1班 语文 张芳 周一 5";
    let school = || small().requires("一1班", "语文", "张芳", 1);
    let soft = school().plan(plan);
    let warned = school().setting("R140", |setting| setting.level = Level::Warn).plan(plan);
    let (soft, warned) = (verify(&soft.school, &soft.plan), verify(&warned.school, &warned.plan));
    assert_eq!(soft.warnings() + 1, warned.warnings());
    assert_eq!(soft.cost() - result(&soft, "R140").unwrap().cost, warned.cost());
    assert_eq!(soft.hard_breaches(), warned.hard_breaches());
}

#[test]
fn each_stage_has_its_own_cost() {
    let result = |stage, cost| RuleResult {
        rule: "R140",
        id: "core-in-morning",
        stage,
        level: Level::Soft.word(),
        weight: 1,
        cases: 0,
        amount: cost,
        cost,
        waived: None,
        breaches: Vec::new(),
    };
    let rules = vec![result(Stage::Timetable, 5), result(Stage::Roster, 7), result(Stage::Timetable, 11)];
    let verdict = Verdict { rules };
    assert_eq!(verdict.cost_of(Stage::Timetable), 16);
    assert_eq!(verdict.cost_of(Stage::Roster), 7);
    assert_eq!(verdict.cost_of(Stage::Pay), 0);
    assert_eq!(verdict.cost(), 23);
}

#[test]
fn a_waived_rule_is_shown_with_its_reason_and_finds_nothing() {
    let case = small()
        .requires("一1班", "语文", "张芳", 1)
        .setting("R140", |setting| {
            setting.level = Level::Off;
            setting.waived = Some("试点".into());
        })
        .setting("R141", |setting| setting.level = Level::Off)
        .plan("一1班 语文 张芳 周一 5");
    let verdict = verify(&case.school, &case.plan);
    let waived = result(&verdict, "R140").unwrap();
    assert_eq!((waived.waived.as_deref(), waived.cases, waived.amount), (Some("试点"), 0, 0));
    assert_eq!(result(&verdict, "R141"), None);
}

#[test]
fn before_solving_only_the_school_is_looked_at() {
    let case = small().requires("一1班", "语文", "张芳", 1).plan("");
    let verdict = verify_school(&case.school);
    assert!(!verdict.rules.is_empty());
    assert!(verdict.rules.iter().all(|result| rules::find(result.rule).unwrap().meta().stage == Stage::School));
}

#[test]
fn rules_about_the_clock_hold_in_every_season() {
    use crate::school::{Season, Shift};
    use crate::units::ClockTime;
    let late = |minutes| {
        small().term("2026-03-02", "2026-03-20").with(|school| {
            let shift = vec![Shift { from: ClockTime::parse("13:00").unwrap(), minutes }];
            let season = Season { name: "夏令".into(), from: "2026-03-09".parse().unwrap(), shift };
            school.term.as_mut().unwrap().seasons = vec![season];
        })
    };
    let amount = |case: &crate::school::sample::Sample, code| {
        let verdict = verify_school(&case.school);
        let found = result(&verdict, code).unwrap();
        (found.cases, found.amount, found.breaches.iter().map(|one| one.args.get("bell").cloned()).collect::<Vec<_>>())
    };
    // Afternoon lessons begin at 14:00, the floor; half an hour earlier in the season is too early.
    assert_eq!(amount(&late(30), "R502"), (2, 0, vec![]));
    assert_eq!(amount(&late(-30), "R502"), (2, 30, vec![Some("全校·夏令".into())]));
    assert_eq!(amount(&small(), "R502"), (1, 0, vec![]));
    assert_eq!(
        amount(&late(30), "R530").0,
        amount(&small(), "R530").0,
        "what the clock does not decide is looked at once"
    );
}
