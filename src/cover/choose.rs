//! The best choice for all vacancies together: a small whole-number program, goal by goal, each proved before the next.
//!
//! People are kept from two things at once by a row for each minute at which something would begin for them; rules about a
//! day and rooms are looked at in the choice itself: a combination that breaks one is forbidden, unless another exchange
//! that takes something from the same person, class or room is made as well, and the program is solved again, until nothing
//! is broken.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::day::{Given, needed};
use super::judge::{Whose, circle, concerned, of};
use super::{Arrangement, Bar, Choice, Context, Kind, Refusal, Standing, Step, Way};
use crate::programme::model::{Model, Sum, Until, Var, Without, value};
use crate::units::{Interval, Minutes, RoomId, TeacherId};

/// What is made as small as can be, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Goal {
    /// Lessons that stay open.
    Open,
    /// Lessons of protected subjects that stay open or go to somebody without the subject.
    Protected,
    /// Lessons given by somebody without the subject.
    OffSubject,
    /// Lessons given by somebody who does not teach the class either.
    OffClass,
    /// Lessons that change places; only where a colleague is better than that.
    Moved,
    /// The sum over people of what their covers add to the square of their number.
    Fairness,
    /// People who do something else than they would have.
    People,
    /// Words of rules that are not hard.
    Warnings,
    /// Places in the ranked lists.
    Rank,
}

impl Goal {
    /// All, in order.
    pub const ALL: [Self; 9] = [
        Self::Open,
        Self::Protected,
        Self::OffSubject,
        Self::OffClass,
        Self::Moved,
        Self::Fairness,
        Self::People,
        Self::Warnings,
        Self::Rank,
    ];

    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Protected => "protected",
            Self::OffSubject => "off_subject",
            Self::OffClass => "off_class",
            Self::Moved => "moved",
            Self::Fairness => "fairness",
            Self::People => "people",
            Self::Warnings => "warnings",
            Self::Rank => "rank",
        }
    }
}

/// How long the choice may take; a school's day takes a fraction of a second.
const LIMIT: Duration = Duration::from_secs(60);
/// How often a combination may be forbidden.
const ROUNDS: usize = 400;

struct Program {
    model: Model,
    ways: Vec<Var>,
    open: Vec<Var>,
    goals: Vec<(Goal, Sum)>,
}

/// Chooses.
pub(super) fn choose(context: &Context<'_>, made: &mut Arrangement) -> Result<(), Vec<Refusal>> {
    let fixed = by_hand(context, made)?;
    let mut program = program(context, made);
    for (vacancy, way) in fixed {
        let var = way.map_or(program.open[vacancy], |way| program.ways[way]);
        program.model.fix(var, 1);
    }
    let until = Until { deadline: Instant::now() + LIMIT, seed: 1 };
    for _ in 0..ROUNDS {
        let mut model = program.model.clone();
        let mut start = None;
        (made.goals, made.proved) = (Vec::new(), true);
        for (goal, sum) in &program.goals {
            let (values, reached) = match model.minimise(sum, start.take(), &until) {
                Ok(found) => found,
                Err(Without::Infeasible) => return Err(vec![Refusal::Together]),
                Err(Without::Time) => {
                    made.proved = false;
                    break;
                }
            };
            made.goals.push((*goal, reached.value));
            made.proved &= reached.optimal;
            start = Some(values);
        }
        let Some(values) = start else { break };
        let taken: Vec<usize> = (0..made.ways.len()).filter(|way| value(&values, program.ways[*way]) > 0).collect();
        let serves = |vacancy: usize| taken.iter().copied().find(|way| made.ways[*way].serves.contains(&vacancy));
        let chosen: Vec<Option<usize>> = (0..made.vacancies.len()).map(serves).collect();
        let Some(broken) = broken(context, made, &taken) else {
            made.taken = chosen;
            return Ok(());
        };
        let mut row: Sum = broken.together.iter().map(|way| (program.ways[*way], 1)).collect();
        row.extend(broken.frees.iter().map(|way| (program.ways[*way], -1)));
        program.model.at_most(row, int(broken.together.len()) - 1);
    }
    // Nothing that could be vouched for was found in time: all stays open, and that is said.
    made.proved = false;
    made.goals.clear();
    Ok(())
}

fn int(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The vacancies and ways that were chosen by hand.
fn by_hand(context: &Context<'_>, made: &Arrangement) -> Result<Vec<(usize, Option<usize>)>, Vec<Refusal>> {
    let (mut fixed, mut wrong) = (Vec::new(), Vec::new());
    for choice in &context.request.chosen {
        let meant = |index: &usize| {
            let one = &made.vacancies[*index];
            one.classes.contains(&choice.class)
                && one.period == choice.period
                && choice.date.is_none_or(|date| date == one.date)
        };
        let Some(vacancy) = (0..made.vacancies.len()).find(meant) else {
            wrong.push(Refusal::NoSuchLesson(choice.clone()));
            continue;
        };
        let fits = |way: &&usize| made.ways[**way].key(context.view) == choice.key;
        match made.vacancies[vacancy].ways.iter().find(fits) {
            Some(way) => fixed.push((vacancy, Some(*way))),
            None if choice.key == "-" => fixed.push((vacancy, None)),
            None => wrong.push(Refusal::NoSuchWay(choice.clone(), bar_of(context, made, vacancy, choice))),
        }
    }
    if wrong.is_empty() { Ok(fixed) } else { Err(wrong) }
}

fn bar_of(context: &Context<'_>, made: &Arrangement, vacancy: usize, choice: &Choice) -> Option<Bar> {
    let person = context.view.school.teacher_named(&choice.key)?;
    let barred = made.vacancies[vacancy].barred.iter().find(|one| one.person == person)?;
    Some(barred.bar.clone())
}

fn program(context: &Context<'_>, made: &Arrangement) -> Program {
    let mut model = Model::default();
    let ways: Vec<Var> = made.ways.iter().map(|_| model.binary()).collect();
    let open: Vec<Var> = made.vacancies.iter().map(|_| model.binary()).collect();
    for (vacancy, var) in made.vacancies.iter().zip(&open) {
        let mut one: Sum = vacancy.ways.iter().map(|way| (ways[*way], 1)).collect();
        one.push((*var, 1));
        model.equal(one, 1);
    }
    let mut touched: BTreeMap<(NaiveDate, usize), BTreeSet<usize>> = BTreeMap::new();
    let mut busy: BTreeMap<(TeacherId, NaiveDate), Vec<(usize, Interval, Option<RoomId>)>> = BTreeMap::new();
    for (index, way) in made.ways.iter().enumerate() {
        for step in &way.steps {
            touched.entry((step.date, step.lesson)).or_default().insert(index);
            for person in step.teachers.iter().filter(|person| !step.before.contains(person)) {
                busy.entry((*person, step.date)).or_default().push((index, step.time, step.room));
            }
        }
    }
    for alike in touched.into_values().filter(|alike| alike.len() > 1) {
        model.at_most(alike.into_iter().map(|way| (ways[way], 1)).collect(), 1);
    }
    for list in busy.into_values() {
        not_at_once(context, &mut model, &ways, &list);
    }
    let goals = goals(context, made, &mut model, &ways, &open);
    Program { model, ways, open, goals }
}

/// A person does one thing at a time, and has time to walk between two.
fn not_at_once(context: &Context<'_>, model: &mut Model, ways: &[Var], list: &[(usize, Interval, Option<RoomId>)]) {
    for minute in list.iter().map(|(_, time, _)| time.start).collect::<BTreeSet<_>>() {
        let now: BTreeSet<usize> = list
            .iter()
            .filter(|(_, time, _)| time.start <= minute && minute < time.end)
            .map(|(way, ..)| *way)
            .collect();
        if now.len() > 1 {
            model.at_most(now.into_iter().map(|way| (ways[way], 1)).collect(), 1);
        }
    }
    let school = context.view.school;
    let building = |room: Option<RoomId>| room.and_then(|room| school.room(room).building);
    for (index, (way, time, room)) in list.iter().enumerate() {
        for (other, when, there) in &list[..index] {
            let needed = needed(school, building(*room), building(*there));
            let far = needed > Minutes(0) && !time.overlaps(*when) && time.distance(*when) < needed;
            if far && way != other {
                model.at_most(vec![(ways[*way], 1), (ways[*other], 1)], 1);
            }
        }
    }
}

fn goals(context: &Context<'_>, made: &Arrangement, model: &mut Model, ways: &[Var], open: &[Var]) -> Vec<(Goal, Sum)> {
    let counted = |count: &dyn Fn(&Way) -> i64| -> Sum {
        made.ways.iter().zip(ways).map(|(way, var)| (*var, count(way))).filter(|(_, count)| *count != 0).collect()
    };
    let mut protected: Sum =
        made.vacancies.iter().zip(open).filter(|(one, _)| one.protected).map(|(_, var)| (*var, 1)).collect();
    protected.extend(counted(&|way| i64::from(matches!(way.kind, Kind::Cover { waived: true, .. }))));
    let standing = |wanted: &[Standing]| {
        let wanted = wanted.to_vec();
        counted(&move |way| match way.kind {
            Kind::Cover { standing, .. } => i64::from(wanted.contains(&standing)),
            _ => 0,
        })
    };
    let mut rank = Sum::new();
    for (index, var) in ways.iter().enumerate() {
        let place = |vacancy: &usize| {
            let list = &made.vacancies[*vacancy].ways;
            list.iter().position(|way| *way == index).map_or(0, int)
        };
        rank.push((*var, made.ways[index].serves.iter().map(place).sum()));
    }
    let moved = counted(&|way| if matches!(way.kind, Kind::Swap(_)) { int(way.steps.len()) } else { 0 });
    let mut goals = vec![
        (Goal::Open, open.iter().map(|var| (*var, 1)).collect()),
        (Goal::Protected, protected),
        (Goal::OffSubject, standing(&[Standing::Class, Standing::Other])),
        (Goal::OffClass, standing(&[Standing::Other])),
    ];
    if context.request.cover_first {
        goals.push((Goal::Moved, moved));
    }
    goals.push((Goal::Fairness, fairness(made, model, ways)));
    goals.push((Goal::People, people(context, made, model, ways)));
    goals.push((Goal::Warnings, counted(&|way| int(way.warnings.len()))));
    goals.push((Goal::Rank, rank));
    goals
}

/// The `k`-th cover of somebody who has given `n` so far costs `(n + k)^2 - (n + k - 1)^2`.
fn fairness(made: &Arrangement, model: &mut Model, ways: &[Var]) -> Sum {
    let mut covers: BTreeMap<TeacherId, (u32, Sum)> = BTreeMap::new();
    for (way, var) in made.ways.iter().zip(ways) {
        if let Kind::Cover { person, .. } = way.kind {
            let entry = covers.entry(person).or_insert((way.so_far, Vec::new()));
            entry.1.push((*var, 1));
        }
    }
    let mut goal = Sum::new();
    for (so_far, mut sum) in covers.into_values() {
        for more in 1..=int(sum.len()) {
            let step = model.binary();
            goal.push((step, 2 * (i64::from(so_far) + more) - 1));
            sum.push((step, -1));
        }
        model.equal(sum, 0);
    }
    goal
}

fn people(context: &Context<'_>, made: &Arrangement, model: &mut Model, ways: &[Var]) -> Sum {
    let away = context.away();
    let mut asked: BTreeMap<TeacherId, Var> = BTreeMap::new();
    for (way, var) in made.ways.iter().zip(ways) {
        for person in way.people(&away) {
            let any = *asked.entry(person).or_insert_with(|| model.binary());
            model.at_most(vec![(*var, 1), (any, -1)], 0);
        }
    }
    asked.into_values().map(|var| (var, 1)).collect()
}

/// Ways that do not go together, and others of which each might mend that.
struct Broken {
    together: BTreeSet<usize>,
    frees: BTreeSet<usize>,
}

/// The first combination of the ways taken that breaks a hard rule about somebody's or a class's day, or overfills a room.
fn broken(context: &Context<'_>, made: &Arrangement, taken: &[usize]) -> Option<Broken> {
    let mut on_date: BTreeMap<NaiveDate, Vec<(usize, &Step)>> = BTreeMap::new();
    for (way, step) in taken.iter().flat_map(|way| made.ways[*way].steps.iter().map(move |step| (*way, step))) {
        on_date.entry(step.date).or_default().push((way, step));
    }
    on_date.into_iter().find_map(|(date, list)| {
        let steps: Vec<&Step> = list.iter().map(|(_, step)| *step).collect();
        let rule = concerned(&steps).into_iter().find_map(|whose| {
            let touches: Box<dyn Fn(&Step) -> bool> = match whose {
                Whose::Person(person) => {
                    let circle = circle(context, person);
                    Box::new(move |step| step.before.iter().chain(&step.teachers).any(|who| circle.contains(who)))
                }
                Whose::Class(class) => Box::new(move |step| step.from != step.to && step.classes.contains(&class)),
            };
            let alone = |way: &BTreeSet<usize>| way.len() < 2;
            let together: BTreeSet<usize> =
                list.iter().filter(|(_, step)| touches(step)).map(|(way, _)| *way).collect();
            let wrong = !alone(&together) && of(context, date, &steps, whose).bar.is_some();
            wrong.then(|| Broken { frees: moving(made, taken, date, &*touches), together })
        });
        rule.or_else(|| {
            let (room, time) = overfull(context, date, &steps)?;
            let inside = |step: &Step| step.room == Some(room) && step.time.overlaps(time);
            let together = list.iter().filter(|(_, step)| inside(step)).map(|(way, _)| *way).collect();
            let leaves = |step: &Step| {
                let given = context.days.get(&date).and_then(|day| day.lessons.get(step.lesson));
                given.is_some_and(|given| given.room == Some(room) && given.wall.overlaps(time))
            };
            Some(Broken { together, frees: moving(made, taken, date, &leaves) })
        })
    })
}

/// Exchanges that were not taken and change something of this sort on `date`.
fn moving(made: &Arrangement, taken: &[usize], date: NaiveDate, sort: &dyn Fn(&Step) -> bool) -> BTreeSet<usize> {
    let meant = |way: &usize| {
        let one = &made.ways[*way];
        matches!(one.kind, Kind::Swap(_)) && one.steps.iter().any(|step| step.date == date && sort(step))
    };
    (0..made.ways.len()).filter(|way| !taken.contains(way)).filter(meant).collect()
}

/// A room into which these changes put too many lessons, and when.
fn overfull(context: &Context<'_>, date: NaiveDate, steps: &[&Step]) -> Option<(RoomId, Interval)> {
    let day = context.days.get(&date)?;
    let changed: Vec<usize> = steps.iter().map(|step| step.lesson).collect();
    steps.iter().filter(|step| step.from != step.to).find_map(|step| {
        let room = step.room?;
        let beside = steps.iter().filter(|other| {
            !std::ptr::eq(**other, *step) && other.room == Some(room) && other.time.overlaps(step.time)
        });
        let stays = |(index, given): &(usize, &Given)| {
            !changed.contains(index) && given.room == Some(room) && given.wall.overlaps(step.time)
        };
        let used = day.lessons.iter().enumerate().filter(stays).count() + beside.count();
        (used >= usize::from(context.view.school.room(room).capacity)).then_some((room, step.time))
    })
}
