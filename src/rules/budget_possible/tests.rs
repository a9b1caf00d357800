use super::RULE;
use crate::rules::Rule;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;
use crate::school::{Basis, PostKind, Work};
use crate::text::Lang;
use crate::units::{Fen, Interval, TeacherId};

fn short(sample: Sample, budget: i64) -> i64 {
    let case = sample.with(|school| school.pay.term_budget = Some(Fen(budget))).plan("");
    case.check(&RULE).amount()
}

/// One week of `serviced()`.
fn week() -> Sample {
    serviced().term("2026-04-13", "2026-04-17")
}

#[test]
fn posts_at_the_same_minute_need_different_people() {
    // 30 yuan a person and day; 校门 and 巡查 at different times: one person a day; at the same time: two.
    assert_eq!((short(week(), 15_000), short(week(), 14_999)), (0, 1));
    let together = week().with(|school| {
        let time = Interval::parse("15:40-16:00").unwrap();
        school.duty.posts[0].days.values_mut().for_each(|own| *own = time);
    });
    assert_eq!((short(together.clone(), 30_000), short(together.clone(), 29_000)), (0, 1_000));
    let standby = together.with(|school| school.duty.posts[0].kind = PostKind::Standby);
    assert_eq!((short(standby, 15_000), short(week(), 15_000)), (0, 0));
}

#[test]
fn the_cheapest_candidates_are_counted() {
    // By the shift, and only to those who are no leaders: 校门 may be held by the leader 李强 for nothing, 巡查 as well.
    let by_shift = week().with(|school| {
        school.pay.items[1].basis = Basis::Duty;
        school.pay.items[1].leaders = Some(false);
    });
    assert_eq!(short(by_shift.clone(), 0), 0);
    // Two people at the gate: one of them is no leader.
    let two = by_shift.with(|school| school.duty.posts[0].people = 2);
    assert_eq!(short(two, 0), 5 * 3_000);
}

#[test]
fn weekly_duty_and_cancelled_days() {
    let weekly = week().with(|school| {
        school.pay.items[1].basis = Basis::Duty;
        school.pay.items[1].works = [Work::WeeklyDuty].into();
        let who = vec![TeacherId(0), TeacherId(1)];
        let name = "值周教师".into();
        school.duty.weekly = vec![crate::school::WeeklyDuty { name, who, people: 1, served: [].into() }];
    });
    assert_eq!(short(weekly.clone(), 0), 5 * 3_000);
    let cancelled = weekly.with(|school| {
        let cancel = crate::school::Cancel { duty: true, ..crate::school::Cancel::default() };
        school.term.as_mut().unwrap().days[0].cancelled.push(cancel);
    });
    assert_eq!(short(cancelled, 0), 4 * 3_000);
}

#[test]
fn the_message_says_how_much_is_missing() {
    let case = week().with(|school| school.pay.term_budget = Some(Fen(10_001))).plan("");
    let found = case.check(&RULE);
    let shown = RULE.meta().breach.fill(Lang::Zh, &found.breaches[0].args);
    assert_eq!(shown, "全学期的预算 100.01 元，固定值班岗位本身就至少要 150.00 元，还差 49.99 元");
}
