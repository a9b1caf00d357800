use super::RULE;
use crate::breach::Checked;
use crate::plan::ServicePlan;
use crate::rules::Rule;
use crate::school::sample::service::paid;
use crate::text::Lang;
use crate::units::Fen;

fn after(change: impl FnOnce(&mut ServicePlan)) -> Checked {
    paid().with_service(change).check(&RULE)
}

fn words(checked: &Checked) -> Vec<String> {
    checked.breaches.iter().map(|breach| RULE.meta().breach.fill(Lang::Zh, &breach.args)).collect()
}

#[test]
fn every_small_forgery_is_seen() {
    assert_eq!(after(|_| {}).amount(), 0);
    let lines = paid().plan.service.unwrap().pay.len();
    assert_eq!(after(|_| {}).cases, lines as u64);
    for at in 0..lines {
        let fen = after(|plan| plan.pay[at].amount.0 += 1);
        assert_eq!((fen.breaches.len(), fen.amount()), (1, 1), "a fen too much in line {at}");
        let less = after(|plan| plan.pay[at].amount.0 -= 1);
        assert_eq!((less.breaches.len(), less.amount()), (1, 1), "a fen too little in line {at}");
        let amount = paid().plan.service.unwrap().pay[at].amount.0;
        let dropped = after(|plan| drop(plan.pay.remove(at)));
        assert_eq!((dropped.breaches.len(), dropped.amount()), (1, amount), "line {at} dropped");
        let doubled = after(|plan| plan.pay.push(plan.pay[at].clone()));
        assert_eq!((doubled.breaches.len(), doubled.amount()), (1, amount), "line {at} doubled");
        let moved = after(|plan| plan.pay[at].month = "2026-12".into());
        assert_eq!((moved.breaches.len(), moved.amount()), (1, amount), "line {at} in another month");
        let day = after(|plan| plan.pay[at].date = "2026-05-02".parse().unwrap());
        assert_eq!((day.breaches.len(), day.amount()), (2, 2 * amount), "line {at} on a holiday");
        let units = after(|plan| plan.pay[at].units += 1);
        assert_eq!((units.breaches.len(), units.amount()), (1, 1), "units of line {at}");
        let rate = after(|plan| plan.pay[at].rate = Fen(1));
        assert_eq!((rate.breaches.len(), rate.amount()), (1, 1), "rate of line {at}");
        let other = after(|plan| plan.pay[at].person = "赵敏".into());
        assert_eq!(other.amount(), 2 * amount, "line {at} for another person");
    }
}

#[test]
fn what_is_wrong_is_said_in_yuan() {
    let fen = after(|plan| plan.pay[0].amount.0 += 1);
    assert_eq!(words(&fen), ["张芳 2026-04-13“课时费”：明细为 1 × 40.00 = 40.01 元，应为 1 × 40.00 = 40.00 元"]);
    let dropped = after(|plan| drop(plan.pay.remove(0)));
    assert_eq!(words(&dropped), ["张芳 2026-04-13“课时费”：应有 40.00 元，明细中没有"]);
}

#[test]
fn a_cancelled_day_is_not_paid() {
    // On Monday 20 April nothing is held until half past four; the club meets later.
    let mut case = paid();
    let day = case.school.term.as_mut().unwrap().days.iter_mut().find(|day| day.date.to_string() == "2026-04-20");
    day.unwrap().cancelled.push(crate::school::Cancel {
        name: "家长会".into(),
        after_school: true,
        time: crate::units::Interval::parse("15:40-16:30"),
        ..crate::school::Cancel::default()
    });
    assert_eq!(words(&case.check(&RULE)), ["张芳 2026-04-20“课时费”：明细有 40.00 元，但当天没有相应的工作"]);
}

#[test]
fn without_a_term_nothing_is_due() {
    let mut case = paid();
    case.school.term = None;
    let service = case.plan.service.clone().unwrap();
    let all: Fen = service.pay.iter().map(|line| line.amount).sum();
    assert_eq!(case.check(&RULE).amount(), all.0);
}

#[test]
fn the_last_day_of_the_term_is_paid_and_no_later_one() {
    let mut case = paid();
    let lines = case.plan.service.clone().unwrap().pay;
    let mut dates: Vec<_> = lines.iter().map(|line| line.date).collect();
    dates.sort_unstable();
    dates.dedup();
    let last = dates[dates.len() / 2];
    case.school.term.as_mut().unwrap().last = last;
    let later: Fen = lines.iter().filter(|line| line.date > last).map(|line| line.amount).sum();
    assert!(later.0 > 0 && lines.iter().any(|line| line.date == last));
    assert_eq!(case.check(&RULE).amount(), later.0);
}
