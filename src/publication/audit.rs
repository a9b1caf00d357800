//! The posted timetable against what was taught (课表与实际一致): 严禁公示、张贴的课程表与实际执行不同.
//!
//! Looked at are the days of a class that the log speaks of. In each period the posted subjects are held against those that
//! were taught; a difference is a *step* from one subject to another (either may be none). Steps that an approved
//! change states are taken out. Among the others of a class, steps that close a circle (语文→体育 here, 体育→语文 there) have
//! kept the counts: they are exchanges, those within a week before those across weeks, the shortest circles first. What
//! is left was lost by one subject and gained by another.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::NaiveDate;

use super::log::{Change, Taught};
use super::{Due, Publication};
use crate::units::PeriodIndex;

/// What is wrong with a period; the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A protected subject was replaced by another and not made up for.
    Squeezed,
    /// Any other subject was.
    Occupied,
    /// A posted lesson was not taught.
    Dropped,
    /// Lessons changed places without approval; the counts were kept.
    Exchanged,
    /// A lesson where none was posted.
    Extra,
    /// An approved change that does not keep the counts of a class.
    Unkept,
    /// An approved change that was not made.
    NotMade,
    /// Somebody else gave the lesson, and no change says so.
    Covered,
}

impl Kind {
    /// All, the gravest first.
    pub const ALL: [Self; 8] = [
        Self::Squeezed,
        Self::Occupied,
        Self::Dropped,
        Self::Exchanged,
        Self::Extra,
        Self::Unkept,
        Self::NotMade,
        Self::Covered,
    ];

    /// Whether the posted timetable was not kept; else it is worth knowing only.
    #[must_use]
    pub fn is_breach(self) -> bool {
        !matches!(self, Self::NotMade | Self::Covered)
    }
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: Kind,
    /// Whether the posted subject is protected.
    pub protected: bool,
    /// Class.
    pub class: String,
    /// Date; of an approved change that keeps no counts, its first.
    pub date: NaiveDate,
    /// Period.
    pub period: PeriodIndex,
    /// Posted subject; empty for none.
    pub posted: String,
    /// Subject that was taught; empty for none.
    pub taught: String,
    /// Teachers as posted.
    pub teachers: Vec<String>,
    /// Teachers who taught, where the log says.
    pub taught_by: Vec<String>,
    /// The next period of an exchange.
    pub with: Option<(NaiveDate, PeriodIndex)>,
    /// Number of the change.
    pub change: String,
}

/// How much the log speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Days of classes with lessons up to the last date in the log.
    pub days_due: usize,
    /// Of these, in the log.
    pub days_logged: usize,
    /// Lesson periods due on the logged days.
    pub lessons: usize,
    /// Of these, taught as posted.
    pub as_posted: usize,
    /// Differences that an approved change states.
    pub approved: usize,
}

/// Counts of a class and subject on the logged days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Class.
    pub class: String,
    /// Subject.
    pub subject: String,
    /// Whether it is protected.
    pub protected: bool,
    /// Periods due.
    pub due: u32,
    /// Periods taught.
    pub taught: u32,
    /// Weeks of which the log has every day, without those that holidays shorten.
    pub weeks: u32,
    /// Periods taught in these weeks.
    pub taught_in_weeks: u32,
    /// What the curriculum asks for in these weeks (rounded down); none when it names nothing.
    pub curriculum: Option<u32>,
    /// Weeks (of all that are logged whole) with fewer periods than posted.
    pub short_weeks: Vec<u16>,
}

/// The result of an audit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Findings: protected subjects first, then by kind, class and date.
    pub findings: Vec<Finding>,
    /// How much was looked at.
    pub coverage: Coverage,
    /// Counts, by class and subject; protected ones first.
    pub counts: Vec<Count>,
}

impl Audit {
    /// Number of breaches.
    #[must_use]
    pub fn breaches(&self) -> usize {
        self.findings.iter().filter(|finding| finding.kind.is_breach()).count()
    }
}

/// A difference in one period.
#[derive(Clone, Debug)]
struct Step<'a> {
    class: &'a str,
    date: NaiveDate,
    week: u16,
    period: PeriodIndex,
    from: &'a str,
    to: &'a str,
    teachers: &'a [String],
    taught_by: &'a [String],
}

type Slot<'a> = (&'a str, NaiveDate, PeriodIndex);

/// Audits `taught` against `publication`; differences that `changes` state with an approval pass if they keep the counts.
#[must_use]
pub fn audit(publication: &Publication, taught: &[Taught], changes: &[Change]) -> Audit {
    let protected: BTreeSet<(&str, &str)> = publication
        .quotas
        .iter()
        .filter(|quota| quota.protected)
        .map(|quota| (quota.class.as_str(), quota.subject.as_str()))
        .collect();
    let days = Days::new(publication, taught);
    let mut audit = Audit { coverage: days.coverage(), ..Audit::default() };
    let approved: Vec<&Change> = changes.iter().filter(|change| !change.approved.is_empty()).collect();
    let (steps, covered) = days.steps(&mut audit.coverage);
    let steps = take_approved(steps, &approved, &days, &mut audit);
    let mut findings = std::mem::take(&mut audit.findings);
    findings
        .extend(covered.into_iter().filter(|step| !stated(step, &approved)).map(|step| found(Kind::Covered, &step)));
    findings.extend(unkept(&approved));
    for class in steps.iter().map(|step| step.class).collect::<BTreeSet<_>>() {
        let of_class: Vec<Step<'_>> = steps.iter().filter(|step| step.class == class).cloned().collect();
        findings.extend(judged(of_class, &protected));
    }
    for finding in &mut findings {
        finding.protected = protected.contains(&(finding.class.as_str(), finding.posted.as_str()));
    }
    findings.sort_by(|a, b| {
        let key = |one: &Finding| (!one.kind.is_breach(), !one.protected, one.kind);
        key(a)
            .cmp(&key(b))
            .then_with(|| (&a.class, a.date, a.period, &a.posted).cmp(&(&b.class, b.date, b.period, &b.posted)))
    });
    audit.findings = findings;
    audit.counts = days.counts();
    audit
}

fn found(kind: Kind, step: &Step<'_>) -> Finding {
    Finding {
        kind,
        protected: false,
        class: step.class.to_owned(),
        date: step.date,
        period: step.period,
        posted: step.from.to_owned(),
        taught: step.to.to_owned(),
        teachers: step.teachers.to_vec(),
        taught_by: step.taught_by.to_vec(),
        with: None,
        change: String::new(),
    }
}

fn stated(step: &Step<'_>, approved: &[&Change]) -> bool {
    approved.iter().any(|change| fits(change, step))
}

fn fits(change: &Change, step: &Step<'_>) -> bool {
    (change.class.as_str(), change.date, change.period, change.from.as_str(), change.to.as_str())
        == (step.class, step.date, step.period, step.from, step.to)
}

/// Takes out what is approved, and notes approved changes that were not made.
fn take_approved<'a>(steps: Vec<Step<'a>>, approved: &[&Change], days: &Days<'a>, audit: &mut Audit) -> Vec<Step<'a>> {
    for change in approved.iter().filter(|change| change.from != change.to) {
        let logged = days.logged.contains(&(change.class.as_str(), change.date));
        if logged && !steps.iter().any(|step| fits(change, step)) {
            audit.findings.push(Finding {
                kind: Kind::NotMade,
                protected: false,
                class: change.class.clone(),
                date: change.date,
                period: change.period,
                posted: change.from.clone(),
                taught: change.to.clone(),
                teachers: Vec::new(),
                taught_by: Vec::new(),
                with: None,
                change: change.id.clone(),
            });
        }
    }
    let before = steps.len();
    let left: Vec<_> = steps.into_iter().filter(|step| !stated(step, approved)).collect();
    audit.coverage.approved = before - left.len();
    left
}

/// Approved changes after which a class has had other counts: one finding a change, class and lost subject.
fn unkept(approved: &[&Change]) -> Vec<Finding> {
    let mut groups: BTreeMap<(&str, &str), Vec<&Change>> = BTreeMap::new();
    for change in approved {
        groups.entry((&change.id, &change.class)).or_default().push(change);
    }
    let mut findings = Vec::new();
    for lines in groups.into_values() {
        let mut sums: BTreeMap<&str, i32> = BTreeMap::new();
        for line in &lines {
            *sums.entry(&line.from).or_default() -= 1;
            *sums.entry(&line.to).or_default() += 1;
        }
        let lost = sums.iter().filter(|(_, sum)| **sum < 0).map(|(subject, _)| *subject);
        let mut won = sums.iter().filter(|(_, sum)| **sum > 0).map(|(subject, _)| *subject);
        for subject in lost {
            let Some(line) = lines.iter().find(|line| line.from == subject) else { continue };
            findings.push(Finding {
                kind: Kind::Unkept,
                protected: false,
                class: line.class.clone(),
                date: line.date,
                period: line.period,
                posted: subject.to_owned(),
                taught: won.next().unwrap_or("").to_owned(),
                teachers: Vec::new(),
                taught_by: Vec::new(),
                with: None,
                change: line.id.clone(),
            });
        }
    }
    findings
}

/// Exchanges and losses among the unapproved steps of one class.
fn judged(mut steps: Vec<Step<'_>>, protected: &BTreeSet<(&str, &str)>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let weeks: BTreeSet<u16> = steps.iter().map(|step| step.week).collect();
    for week in weeks.into_iter().map(Some).chain([None]) {
        while let Some(circle) = circle(&steps, week) {
            for (position, index) in circle.iter().enumerate() {
                let next = &steps[circle[(position + 1) % circle.len()]];
                let with = Some((next.date, next.period));
                findings.push(Finding { with, ..found(Kind::Exchanged, &steps[*index]) });
            }
            let taken: BTreeSet<usize> = circle.into_iter().collect();
            let mut index = 0;
            steps.retain(|_| {
                index += 1;
                !taken.contains(&(index - 1))
            });
        }
    }
    findings.extend(steps.iter().map(|step| {
        let kind = match (step.from, step.to) {
            ("", _) => Kind::Extra,
            (_, "") => Kind::Dropped,
            (from, _) if protected.contains(&(step.class, from)) => Kind::Squeezed,
            _ => Kind::Occupied,
        };
        found(kind, step)
    }));
    findings
}

/// A shortest circle of steps within `week` (anywhere for none): each goes to the subject from which the next comes.
fn circle(steps: &[Step<'_>], week: Option<u16>) -> Option<Vec<usize>> {
    let inside: Vec<usize> =
        (0..steps.len()).filter(|index| week.is_none_or(|week| steps[*index].week == week)).collect();
    let mut best: Option<Vec<usize>> = None;
    for start in &inside {
        // Breadth first from where this step goes to, back to where it came from.
        let mut came: BTreeMap<&str, usize> = BTreeMap::new();
        let mut queue = VecDeque::from([steps[*start].to]);
        while let Some(subject) = queue.pop_front() {
            for index in inside.iter().filter(|index| *index != start && steps[**index].from == subject) {
                let to = steps[*index].to;
                if to != steps[*start].to && !came.contains_key(to) {
                    came.insert(to, *index);
                    queue.push_back(to);
                }
            }
        }
        let mut path = Vec::new();
        let mut at = steps[*start].from;
        while at != steps[*start].to {
            let Some(index) = came.get(at) else { break };
            path.push(*index);
            at = steps[*index].from;
        }
        if at == steps[*start].to && best.as_ref().is_none_or(|best| path.len() + 1 < best.len()) {
            path.push(*start);
            path.reverse();
            best = Some(path);
        }
    }
    best
}

/// Posted and taught lessons by class, date and period.
struct Days<'a> {
    publication: &'a Publication,
    posted: BTreeMap<Slot<'a>, Vec<&'a Due>>,
    taught: BTreeMap<Slot<'a>, Vec<&'a Taught>>,
    logged: BTreeSet<(&'a str, NaiveDate)>,
    /// Week of each school day.
    weeks: BTreeMap<NaiveDate, u16>,
}

impl<'a> Days<'a> {
    fn new(publication: &'a Publication, taught: &'a [Taught]) -> Self {
        let mut days = Self {
            publication,
            posted: BTreeMap::new(),
            taught: BTreeMap::new(),
            logged: taught.iter().map(|one| (one.class.as_str(), one.date)).collect(),
            weeks: publication.due.iter().map(|due| (due.date, due.week)).collect(),
        };
        for due in &publication.due {
            days.posted.entry((&due.class, due.date, due.period)).or_default().push(due);
        }
        for one in taught.iter().filter(|one| !one.subject.is_empty()) {
            days.taught.entry((&one.class, one.date, one.period)).or_default().push(one);
        }
        days
    }

    fn coverage(&self) -> Coverage {
        let last = self.logged.iter().map(|(_, date)| *date).max();
        let due: BTreeSet<(&str, NaiveDate)> = self
            .posted
            .keys()
            .map(|(class, date, _)| (*class, *date))
            .filter(|(_, date)| Some(*date) <= last)
            .collect();
        let days_logged = due.intersection(&self.logged).count();
        Coverage { days_due: due.len(), days_logged, ..Coverage::default() }
    }

    /// The week of a date, school day or not.
    fn week(&self, date: NaiveDate) -> u16 {
        self.weeks.range(..=date).next_back().or_else(|| self.weeks.first_key_value()).map_or(0, |(_, week)| *week)
    }

    /// Differences on the logged days, and lessons that somebody else gave.
    fn steps(&self, coverage: &mut Coverage) -> (Vec<Step<'a>>, Vec<Step<'a>>) {
        let (mut steps, mut covered) = (Vec::new(), Vec::new());
        let slots: BTreeSet<Slot<'a>> = self.posted.keys().chain(self.taught.keys()).copied().collect();
        for slot in slots.into_iter().filter(|(class, date, _)| self.logged.contains(&(*class, *date))) {
            let posted = self.posted.get(&slot).map_or(&[][..], Vec::as_slice);
            let taught = self.taught.get(&slot).map_or(&[][..], Vec::as_slice);
            let before: BTreeSet<&str> = posted.iter().map(|due| due.subject.as_str()).collect();
            let after: BTreeSet<&str> = taught.iter().map(|one| one.subject.as_str()).collect();
            let (class, date, period) = slot;
            let week = self.week(date);
            let teachers = |subject: &str| {
                posted.iter().find(|due| due.subject == subject).map_or(&[][..], |due| due.teachers.as_slice())
            };
            let by = |subject: &str| {
                taught.iter().find(|one| one.subject == subject).map_or(&[][..], |one| one.teachers.as_slice())
            };
            let step =
                |from, to| Step { class, date, week, period, from, to, teachers: teachers(from), taught_by: by(to) };
            coverage.lessons += before.len();
            for subject in before.intersection(&after) {
                coverage.as_posted += 1;
                let usual: BTreeSet<&String> =
                    posted.iter().filter(|due| due.subject == **subject).flat_map(|due| &due.teachers).collect();
                if by(subject).iter().any(|teacher| !usual.contains(teacher)) {
                    covered.push(step(subject, subject));
                }
            }
            let mut lost = before.difference(&after).copied();
            let mut won = after.difference(&before).copied();
            loop {
                match (lost.next(), won.next()) {
                    (None, None) => break,
                    (from, to) => steps.push(step(from.unwrap_or(""), to.unwrap_or(""))),
                }
            }
        }
        (steps, covered)
    }

    /// Periods of each class and subject on the logged days.
    fn counts(&self) -> Vec<Count> {
        let mut due: BTreeMap<(&str, &str, u16), u32> = BTreeMap::new();
        let mut taught: BTreeMap<(&str, &str, u16), u32> = BTreeMap::new();
        let add = |into: &mut BTreeMap<_, u32>, (class, date, _): Slot<'a>, subjects: BTreeSet<&'a str>| {
            for subject in subjects {
                *into.entry((class, subject, self.week(date))).or_default() += 1;
            }
        };
        for (slot, lessons) in self.posted.iter().filter(|((class, date, _), _)| self.logged.contains(&(*class, *date)))
        {
            add(&mut due, *slot, lessons.iter().map(|one| one.subject.as_str()).collect());
        }
        for (slot, lessons) in &self.taught {
            add(&mut taught, *slot, lessons.iter().map(|one| one.subject.as_str()).collect());
        }
        let whole = self.whole_weeks();
        let quotas = self.publication.quotas.iter();
        let mut names: BTreeSet<(bool, &str, &str)> =
            quotas.map(|quota| (!quota.protected, quota.class.as_str(), quota.subject.as_str())).collect();
        let known: BTreeSet<(&str, &str)> = names.iter().map(|(_, class, subject)| (*class, *subject)).collect();
        names.extend(
            taught
                .keys()
                .filter(|(class, subject, _)| !known.contains(&(*class, *subject)))
                .map(|(class, subject, _)| (true, *class, *subject)),
        );
        let sum =
            |of: &BTreeMap<(&str, &str, u16), u32>, class: &str, subject: &str, weeks: Option<&BTreeSet<u16>>| -> u32 {
                of.range((class, subject, 0)..=(class, subject, u16::MAX))
                    .filter(|((_, _, week), _)| weeks.is_none_or(|weeks| weeks.contains(week)))
                    .map(|(_, number)| *number)
                    .sum()
            };
        let mut counts = Vec::new();
        for (unprotected, class, subject) in names {
            let quota = self.publication.quotas.iter().find(|quota| quota.class == class && quota.subject == subject);
            let (full, logged) = whole.get(class).cloned().unwrap_or_default();
            let weeks = u32::try_from(full.len()).unwrap_or(u32::MAX);
            let short = |week: &&u16| {
                let key = (class, subject, **week);
                taught.get(&key).copied().unwrap_or(0) < due.get(&key).copied().unwrap_or(0)
            };
            let count = Count {
                class: class.to_owned(),
                subject: subject.to_owned(),
                protected: !unprotected,
                due: sum(&due, class, subject, None),
                taught: sum(&taught, class, subject, None),
                weeks,
                taught_in_weeks: sum(&taught, class, subject, Some(&full)),
                curriculum: quota.and_then(|quota| quota.curriculum).map(|fortnight| fortnight * weeks / 2),
                short_weeks: logged.iter().filter(short).copied().collect(),
            };
            if count.due > 0 || count.taught > 0 {
                counts.push(count);
            }
        }
        counts
    }

    /// For each class its weeks of which every due day is logged: those as long as its longest, and all of them.
    fn whole_weeks(&self) -> BTreeMap<&'a str, (BTreeSet<u16>, BTreeSet<u16>)> {
        let mut due: BTreeMap<(&str, u16), (BTreeSet<NaiveDate>, usize)> = BTreeMap::new();
        for (class, date, _) in self.posted.keys() {
            let entry = due.entry((*class, self.week(*date))).or_default();
            entry.0.insert(*date);
            entry.1 += 1;
        }
        let mut found: BTreeMap<&str, (BTreeSet<u16>, BTreeSet<u16>)> = BTreeMap::new();
        for ((class, week), (dates, lessons)) in &due {
            if dates.iter().all(|date| self.logged.contains(&(*class, *date))) {
                let longest = due.range((*class, 0)..=(*class, u16::MAX)).map(|(_, (_, lessons))| *lessons).max();
                let entry = found.entry(*class).or_default();
                entry.1.insert(*week);
                // Odd and even weeks may differ by a few half lessons; a holiday takes a day.
                if lessons + 3 > longest.unwrap_or(0) {
                    entry.0.insert(*week);
                }
            }
        }
        found
    }
}
