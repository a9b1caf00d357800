//! After-school service, duty and pay in numbers: what the plan's rows add up to.
//!
//! Everything is counted from the rows of the plan; the school adds who *may* do the work, so that a person with nothing
//! counts as 0 in a spread. A weekly number is that of one week of the roster, a paid one that of the term.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::plan::{Placed, Plan, ServicePlan};
use crate::school::{School, ServiceKind};
use crate::units::Fen;

pub use words::{money, percent};

/// What the service part of a plan adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ServiceReport {
    /// Pupils in the pupil table; 0 when enrolment is stated as head counts.
    pub pupils: usize,
    /// Enrolled pupils over all slots and days of a week.
    pub enrolled: u64,
    /// Of these those in a group or club.
    pub placed: u64,
    /// The others, by reason; an empty reason where the plan states none.
    pub not_placed: BTreeMap<String, u64>,
    /// Pupils who stated choices of clubs.
    pub choosers: usize,
    /// Of these, how many got which position of their list as their best.
    pub best_choices: BTreeMap<u16, usize>,
    /// Groups, the same one all week counted once.
    pub groups: usize,
    /// Sessions a week, clubs included.
    pub sessions: usize,
    /// Clubs that are held.
    pub clubs_held: usize,
    /// Clubs that are cancelled.
    pub clubs_cancelled: usize,
    /// Posts with a shift.
    pub posts: usize,
    /// Shifts a week.
    pub shifts: usize,
    /// Everybody who may do service or duty, or has any of it, or is paid: the school's order, then by name.
    pub people: Vec<Person>,
    /// Sessions a week, over those who may run one.
    pub sessions_spread: Spread,
    /// Service minutes a week, over the same.
    pub service_minutes: Spread,
    /// Duty minutes a week (posts that count), over those who may hold a post.
    pub duty_minutes: Spread,
    /// Pay by month, in order.
    pub months: Vec<Month>,
    /// Pay of the term.
    pub pay: Fen,
    /// Most that may be paid in a month.
    pub month_budget: Option<Fen>,
    /// Most that may be paid in the term.
    pub term_budget: Option<Fen>,
}

/// One person's share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Sessions a week.
    pub sessions: u32,
    /// Their minutes.
    pub service_minutes: u32,
    /// Shifts a week.
    pub shifts: u32,
    /// Minutes of those that count.
    pub duty_minutes: u32,
    /// Weeks of weekly duty (值周) in the term.
    pub weeks: u32,
    /// Pay of the term.
    pub pay: Fen,
    /// Flexible hours, when the person has any.
    pub flex: Option<Flex>,
}

/// Minutes of credit of one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Flex {
    /// Earned in the term.
    pub earned: i64,
    /// Spent in the term.
    pub spent: i64,
    /// What is left at the end.
    pub balance: i64,
}

/// Least, middle and most of a number of people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// How many people.
    pub people: usize,
    /// Least.
    pub least: u32,
    /// The lower one of the middle two when the number of people is even.
    pub median: u32,
    /// Most.
    pub most: u32,
}

/// Pay of one month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2026-03`.
    pub month: String,
    /// By item, in the order of the school's, then by name.
    pub items: Vec<(String, Fen)>,
    /// All of it.
    pub total: Fen,
}

impl Spread {
    fn of(mut values: Vec<u32>) -> Self {
        values.sort_unstable();
        let at = |position: usize| values.get(position).copied().unwrap_or(0);
        let last = values.len().saturating_sub(1);
        Self { people: values.len(), least: at(0), median: at(last / 2), most: at(last) }
    }
}

/// Counts the service part of `plan`; none when it has none.
#[must_use]
pub fn summary(school: &School, plan: &Plan) -> Option<ServiceReport> {
    let service = plan.service.as_ref()?;
    let people = people(school, service);
    let spread = |may: BTreeSet<String>, value: fn(&Person) -> u32| {
        let counted = people.iter().filter(|person| value(person) > 0 || may.contains(&person.name));
        Spread::of(counted.map(value).collect())
    };
    let enrolled = school.service.heads.values().map(|heads| u64::from(*heads)).sum();
    let placed = service.sessions.iter().map(|session| u64::from(session.pupils)).sum();
    let groups: BTreeSet<_> = service.groups.iter().map(|row| (&row.slot, &row.group)).collect();
    let posts: BTreeSet<_> = service.shifts.iter().map(|shift| &shift.post).collect();
    let months = months(school, service);
    Some(ServiceReport {
        pupils: school.service.pupils.len(),
        enrolled,
        placed,
        not_placed: not_placed(service, u64::saturating_sub(enrolled, placed)),
        choosers: school.service.pupils.iter().filter(|pupil| !pupil.choices.is_empty()).count(),
        best_choices: best_choices(service),
        groups: groups.len(),
        sessions: service.sessions.len(),
        clubs_held: service.clubs.iter().filter(|club| club.held).count(),
        clubs_cancelled: service.clubs.iter().filter(|club| !club.held).count(),
        posts: posts.len(),
        shifts: service.shifts.len(),
        sessions_spread: spread(may_serve(school), |person| person.sessions),
        service_minutes: spread(may_serve(school), |person| person.service_minutes),
        duty_minutes: spread(may_hold(school), |person| person.duty_minutes),
        people,
        pay: months.iter().map(|month| month.total).sum(),
        months,
        month_budget: school.pay.month_budget,
        term_budget: school.pay.term_budget,
    })
}

/// Own staff who take part and may run a session of some slot or club.
fn may_serve(school: &School) -> BTreeSet<String> {
    let slots = &school.service.slots;
    let anybody = slots.iter().any(|slot| slot.kind != ServiceKind::Club && slot.supervisors.is_empty());
    let named: BTreeSet<_> = slots.iter().flat_map(|slot| &slot.supervisors).collect();
    let instructors: BTreeSet<_> = school.service.clubs.iter().flat_map(|club| &club.instructors).collect();
    let may = school.teacher_ids().filter(|id| {
        let teacher = school.teacher(*id);
        let own = !teacher.employment.is_outsider();
        own && teacher.willing.service && (anybody || named.contains(id) || instructors.contains(id))
    });
    may.map(|id| school.teacher(id).name.clone()).collect()
}

/// Those who may hold a post that counts.
fn may_hold(school: &School) -> BTreeSet<String> {
    let posts = school.duty.posts.iter().filter(|post| post.counts);
    let may = posts.flat_map(|post| &post.who).map(|id| school.teacher(*id));
    may.filter(|teacher| teacher.willing.duty).map(|teacher| teacher.name.clone()).collect()
}

fn people(school: &School, service: &ServicePlan) -> Vec<Person> {
    let mut found: BTreeMap<&str, Person> = BTreeMap::new();
    for session in &service.sessions {
        for name in &session.staff {
            let person = found.entry(name).or_default();
            person.sessions += 1;
            person.service_minutes += u32::from(session.time.length().0);
        }
    }
    for shift in &service.shifts {
        let person = found.entry(&shift.person).or_default();
        person.shifts += 1;
        if counts(school, &shift.post) {
            person.duty_minutes += u32::from(shift.time.length().0);
        }
    }
    let weekly = service.dated.iter().filter(|row| row.kind.is_none());
    let weeks: BTreeSet<_> = weekly.map(|row| (row.person.as_str(), row.post.as_str(), row.week)).collect();
    for (name, _, _) in weeks {
        found.entry(name).or_default().weeks += 1;
    }
    for line in &service.pay_totals {
        let person = found.entry(&line.person).or_default();
        person.pay = Fen(person.pay.0.saturating_add(line.amount.0));
    }
    for line in &service.flex {
        let flex = found.entry(&line.person).or_default().flex.get_or_insert_default();
        flex.earned += line.minutes.max(0);
        flex.spent -= line.minutes.min(0);
        flex.balance = line.balance;
    }
    if let Some(flex) = &school.duty.flex {
        for (id, minutes) in &flex.opening {
            let flex = &mut found.entry(&school.teacher(*id).name).or_default().flex;
            flex.get_or_insert(Flex { balance: i64::from(*minutes), ..Flex::default() });
        }
    }
    let may: BTreeSet<_> = may_serve(school).union(&may_hold(school)).cloned().collect();
    let known = school.teachers.iter().filter_map(|teacher| {
        let person = found.remove(teacher.name.as_str());
        let person = person.or_else(|| may.contains(&teacher.name).then(Person::default))?;
        Some(Person { name: teacher.name.clone(), ..person })
    });
    let mut people: Vec<_> = known.collect();
    people.extend(found.into_iter().map(|(name, person)| Person { name: name.to_owned(), ..person }));
    people
}

fn counts(school: &School, post: &str) -> bool {
    school.duty.post_named(post).is_none_or(|id| school.duty.post(id).counts)
}

/// Pupils in no group and no club by reason; those of whom no row speaks have none.
fn not_placed(service: &ServicePlan, missing: u64) -> BTreeMap<String, u64> {
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    for row in nowhere(service) {
        *reasons.entry(row.reason.clone()).or_insert(0) += 1;
    }
    let silent = missing.saturating_sub(reasons.values().sum());
    if silent > 0 {
        *reasons.entry(String::new()).or_insert(0) += silent;
    }
    reasons
}

/// The rows of pupils who are in no group and no club.
pub fn nowhere(service: &ServicePlan) -> impl Iterator<Item = &Placed> {
    service.pupils.iter().filter(|row| row.club.is_empty() && row.group.is_empty())
}

fn best_choices(service: &ServicePlan) -> BTreeMap<u16, usize> {
    let mut best: BTreeMap<(&str, &str, &str), u16> = BTreeMap::new();
    for row in service.pupils.iter().filter(|row| row.rank > 0) {
        let rank = best.entry((&row.class, &row.pupil, &row.number)).or_insert(row.rank);
        *rank = row.rank.min(*rank);
    }
    let mut counts = BTreeMap::new();
    for rank in best.into_values() {
        *counts.entry(rank).or_insert(0) += 1;
    }
    counts
}

fn months(school: &School, service: &ServicePlan) -> Vec<Month> {
    let mut sums: BTreeMap<&str, BTreeMap<(usize, &str), i64>> = BTreeMap::new();
    for total in &service.pay_totals {
        let order = school.pay.item_named(&total.item).map_or(usize::MAX, |id| id.index());
        let sum = sums.entry(&total.month).or_default().entry((order, &total.item)).or_insert(0);
        *sum = sum.saturating_add(total.amount.0);
    }
    let month = |(month, items): (&str, BTreeMap<(usize, &str), i64>)| Month {
        month: month.to_owned(),
        total: items.values().map(|sum| Fen(*sum)).sum(),
        items: items.into_iter().map(|((_, item), sum)| (item.to_owned(), Fen(sum))).collect(),
    };
    sums.into_iter().map(month).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{DatedDuty, FlexLine, PayTotal};
    use crate::school::sample::service::serviced;
    use crate::text::Lang;

    fn report() -> ServiceReport {
        let case = serviced()
            .service(
                "session 周一 作业辅导 一1班 一1班 4 一1班教室 张芳; session 周二 作业辅导 一1班 一1班 4 一1班教室 张芳; \
                 session 周一 社团 篮球 一1班 3 操场 周教练; group 周一 作业辅导 一1班 一1班 4; \
                 group 周二 作业辅导 一1班 一1班 4; club 篮球 3 操场 周教练; cancelled 合唱 人数不足; \
                 pupil 一1班 甲 周一 社团 篮球 1 _ _; pupil 一1班 乙 周一 社团 篮球 2 _ _; \
                 pupil 一1班 丙 周一 社团 _ 0 _ 额满; pupil 一1班 丁 周一 社团 _ 0 _ 额满; \
                 pupil 一1班 乙 周二 社团 合唱 1 _ _; shift 校门 周一 张芳; shift 校门 周二 张芳; shift 巡查 周一 李强",
            )
            .with_service(|plan| {
                let total = |person: &str, month: &str, item: &str, fen| PayTotal {
                    person: person.into(),
                    month: month.into(),
                    item: item.into(),
                    units: 1,
                    amount: Fen(fen),
                };
                plan.pay_totals = vec![
                    total("李强", "2026-03", "值班费", 9_050),
                    total("张芳", "2026-03", "课时费", 16_000),
                    total("张芳", "2026-04", "值班费", 3_000),
                    total("王静", "2026-04", "课时费", 1),
                ];
                let date = |text: &str| text.parse().unwrap();
                let weekly = |day: &str, week| DatedDuty {
                    date: date(day),
                    week,
                    post: "值周教师".into(),
                    kind: None,
                    time: None,
                    place: String::new(),
                    person: "赵敏".into(),
                };
                plan.dated = vec![weekly("2026-03-02", 1), weekly("2026-03-03", 1), weekly("2026-03-16", 3)];
                let flex = |minutes, balance| FlexLine {
                    person: "张芳".into(),
                    date: date("2026-03-02"),
                    reason: "作业辅导".into(),
                    minutes,
                    balance,
                };
                plan.flex = vec![flex(40, 60), flex(-30, 30)];
            });
        let mut school = case.school;
        school.pay.month_budget = Some(Fen(20_000));
        summary(&school, &case.plan).unwrap()
    }

    #[test]
    fn counts_are_those_of_the_rows() {
        let report = report();
        assert_eq!((report.pupils, report.enrolled, report.placed), (6, 6 * 7, 11));
        let reasons = [(String::new(), 29), ("额满".into(), 2)];
        assert_eq!(report.not_placed, reasons.into());
        assert_eq!((report.choosers, report.best_choices.clone()), (6, [(1, 2)].into()), "乙 got the first on Tuesday");
        assert_eq!((report.groups, report.sessions, report.clubs_held, report.clubs_cancelled), (1, 3, 1, 1));
        assert_eq!((report.posts, report.shifts), (2, 3));
        let named = |name: &str| report.people.iter().find(|person| person.name == name).unwrap();
        let fang = named("张芳");
        assert_eq!((fang.sessions, fang.service_minutes, fang.shifts, fang.duty_minutes), (2, 100, 2, 60));
        assert_eq!((fang.pay, fang.flex), (Fen(19_000), Some(Flex { earned: 40, spent: 30, balance: 30 })));
        assert_eq!((named("赵敏").weeks, named("李强").duty_minutes, named("周教练").sessions), (2, 120, 1));
        // Four of the own staff may, and the coach does.
        assert_eq!(report.sessions_spread, Spread { people: 5, least: 0, median: 0, most: 2 });
        assert_eq!(report.duty_minutes, Spread { people: 4, least: 0, median: 0, most: 120 });
        let months: Vec<_> = report.months.iter().map(|month| (month.month.as_str(), month.total.0)).collect();
        assert_eq!(months, [("2026-03", 25_050), ("2026-04", 3_001)]);
        assert_eq!(report.months[0].items, [("课时费".to_owned(), Fen(16_000)), ("值班费".into(), Fen(9_050))]);
        assert_eq!(report.pay, Fen(28_051));
    }

    #[test]
    fn the_block_reads_in_both_languages() {
        insta::assert_snapshot!("service_block", report().render(Lang::Zh) + "\n" + &report().render(Lang::En));
    }

    #[test]
    fn a_spread_of_nobody_and_of_an_even_number() {
        assert_eq!(Spread::of(Vec::new()), Spread::default());
        assert_eq!(Spread::of(vec![9, 1, 5, 7]), Spread { people: 4, least: 1, median: 5, most: 9 });
    }
}
