//! How evenly the work after lessons is shared: each person's figures, and their spread.
//!
//! Minutes and sessions are those of the weekly plan; term minutes are the dated duty at posts that count, plus what was
//! served before; weeks are those of weekly duty (值周), plus those served before. A spread is taken over the people who may
//! be asked: with a session, shift or turn, or on the list of one.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{Plan, View};
use crate::school::School;
use crate::units::TeacherId;

/// Least, middle and most of some figures. The median of an even number of people is the lower of the two in the middle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many people.
    pub people: usize,
    /// Least.
    pub least: i64,
    /// Median.
    pub median: i64,
    /// Most.
    pub most: i64,
}

impl Spread {
    /// The spread of `figures`; all zero for none.
    #[must_use]
    pub fn of(figures: impl IntoIterator<Item = i64>) -> Self {
        let mut figures: Vec<i64> = figures.into_iter().collect();
        figures.sort_unstable();
        let (Some(least), Some(most)) = (figures.first(), figures.last()) else { return Self::default() };
        let median = figures[(figures.len() - 1) / 2];
        Self { people: figures.len(), least: *least, median, most: *most }
    }
}

/// What one person does after lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Sessions a week.
    pub sessions: i64,
    /// Minutes of sessions a week.
    pub session_minutes: i64,
    /// Whether the person may be in charge of some session of the plan.
    pub may_be_in_charge: bool,
    /// Shifts a week, standby included.
    pub shifts: i64,
    /// Minutes a week at posts that count.
    pub duty_minutes: i64,
    /// Minutes at posts that count over the term, and those served before.
    pub term_minutes: i64,
    /// Whether the person may hold some post that counts.
    pub may_hold: bool,
    /// Weeks of weekly duty, and those served before, by its name.
    pub weeks: BTreeMap<String, i64>,
}

/// Everybody's load, and its spread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fairness {
    /// By person, in the order of the school; only people who do or may do something.
    pub people: BTreeMap<TeacherId, Load>,
    /// Minutes of sessions a week, of the school's own people who may be in charge of some.
    pub session_minutes: Spread,
    /// Minutes of duty a week, of those who may hold a post.
    pub duty_minutes: Spread,
    /// Minutes of duty over the term and before, of the same.
    pub term_minutes: Spread,
    /// Weeks of weekly duty, by its name, of those on its list.
    pub weeks: BTreeMap<String, Spread>,
}

/// The figures of a plan.
#[must_use]
pub fn fairness(school: &School, plan: &Plan) -> Fairness {
    let view = View::new(school, plan);
    let mut people: BTreeMap<TeacherId, Load> = BTreeMap::new();
    for held in &view.sessions {
        let length = i64::from(held.span.time.length().0);
        for person in &held.staff {
            let load = people.entry(*person).or_default();
            load.sessions += 1;
            load.session_minutes += length;
        }
        let allowed = held.slot.map(|slot| school.in_charge(slot, held.club)).unwrap_or_default();
        allowed.into_iter().for_each(|person| people.entry(person).or_default().may_be_in_charge = true);
    }
    for post in school.duty.posts.iter().filter(|post| post.counts) {
        for person in school.may_hold(post) {
            people.entry(person).or_default().may_hold = true;
        }
    }
    for shift in &view.shifts {
        let Some(person) = shift.person else { continue };
        let load = people.entry(person).or_default();
        load.shifts += 1;
        if shift.post.is_some_and(|post| school.duty.post(post).counts) {
            load.duty_minutes += i64::from(shift.span.time.length().0);
        }
    }
    over_the_term(school, plan, &mut people);
    let of = |wanted: fn(&Load) -> bool, figure: fn(&Load) -> i64| {
        Spread::of(people.values().filter(|load| wanted(load)).map(figure))
    };
    let own =
        people.iter().filter(|(id, load)| load.may_be_in_charge && !school.teacher(**id).employment.is_outsider());
    let weeks = school.duty.weekly.iter().map(|weekly| {
        let who: BTreeSet<TeacherId> = weekly.who.iter().copied().collect();
        let turns = who.iter().filter_map(|person| people.get(person)?.weeks.get(&weekly.name).copied());
        (weekly.name.clone(), Spread::of(turns))
    });
    Fairness {
        session_minutes: Spread::of(own.map(|(_, load)| load.session_minutes)),
        duty_minutes: of(|load| load.may_hold, |load| load.duty_minutes),
        term_minutes: of(|load| load.may_hold, |load| load.term_minutes),
        weeks: weeks.collect(),
        people,
    }
}

fn over_the_term(school: &School, plan: &Plan, people: &mut BTreeMap<TeacherId, Load>) {
    for (person, load) in people.iter_mut().filter(|(_, load)| load.may_hold) {
        load.term_minutes = i64::from(school.teacher(*person).willing.served);
    }
    for weekly in &school.duty.weekly {
        for person in &weekly.who {
            let served = weekly.served.get(person).map_or(0, |weeks| i64::from(*weeks));
            people.entry(*person).or_default().weeks.insert(weekly.name.clone(), served);
        }
    }
    let mut turns = BTreeSet::new();
    for line in plan.service.iter().flat_map(|service| &service.dated) {
        let Some(person) = school.teacher_named(&line.person) else { continue };
        let load = people.entry(person).or_default();
        match (line.kind, line.time) {
            (None, _) => {
                if turns.insert((person, line.week, line.post.as_str())) {
                    *load.weeks.entry(line.post.clone()).or_default() += 1;
                }
            }
            (Some(_), time) => {
                let counts = school.duty.post_named(&line.post).is_some_and(|post| school.duty.post(post).counts);
                if counts {
                    load.term_minutes += time.map_or(0, |time| i64::from(time.length().0));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::duty::dated;
    use crate::school::sample::service::serviced;
    use crate::school::{Term, WeeklyDuty};

    #[test]
    fn minutes_weeks_and_their_spread() {
        let mut case = serviced()
            .with(|school| {
                let term = Term::new("春", "2026-03-02".parse().unwrap(), "2026-03-13".parse().unwrap());
                school.term = Some(term.fill(&school.weekdays, &BTreeMap::new()));
                school.teachers[0].willing.served = 100;
                let who = vec![TeacherId(0), TeacherId(1)];
                let served = BTreeMap::from([(TeacherId(1), 3)]);
                school.duty.weekly.push(WeeklyDuty { name: "值周".into(), who, people: 1, served });
            })
            .service(
                "session 周一 作业辅导 一1班 一1班 4 一1班教室 张芳; session 周一 社团 篮球 一1班 4 操场 周教练; \
                 shift 校门 周一 张芳; shift 巡查 周一 李强",
            );
        let duty = dated(&case.school, &case.plan).duty;
        case.plan.service.as_mut().unwrap().dated = duty;
        let found = fairness(&case.school, &case.plan);
        let spread = |people, least, median, most| Spread { people, least, median, most };
        // 50 minutes of 张芳, none of 李强, 王静, 赵敏; 周教练's 60 are an outsider's.
        assert_eq!(found.session_minutes, spread(4, 0, 0, 50));
        assert_eq!(found.duty_minutes, spread(4, 0, 0, 120));
        // Two Mondays: 100 + 60 of 张芳, 240 of 李强.
        assert_eq!(found.term_minutes, spread(4, 0, 0, 240));
        assert_eq!(found.people[&TeacherId(0)].term_minutes, 160);
        assert_eq!(found.people[&TeacherId(4)].session_minutes, 60);
        // A week each: nobody serves two weeks running, though 李强 has served three before.
        assert_eq!(found.weeks["值周"], spread(2, 1, 1, 4));
    }
}
