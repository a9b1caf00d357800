//! The cheapest ways out: changes that an office could make, so that there is a timetable.
//!
//! Every way out must resolve every conflict (an implicit hitting set). For each conflict that is known, the least changes
//! that resolve it by themselves are its candidates. The cheapest choice of one candidate from each conflict is tried on the
//! whole school by a real search: a verified timetable makes it a way out; a proof that there is none shows a conflict more,
//! and the choice begins anew. A way that holds another one is no other way.

use std::collections::BTreeSet;
use std::time::Duration;

use super::conflict::{narrow, start};
use super::desk::{Answer, Desk, Prober, Set, lean};
use super::{Conflict, Way};
use crate::school::School;
use crate::statement::{Change, Statement, Statements, apply};
use crate::verify::verify_school;

/// Candidates of one conflict that are chosen from.
const CANDIDATES: usize = 10;
/// Conflicts that a way may have to resolve.
const CONFLICTS: usize = 5;
/// Choices that are kept while they are put together, the cheapest.
const CHOICES: usize = 1000;
/// How long one candidate of a conflict may take.
const SMALL: Duration = Duration::from_secs(3);

/// How long a timetable of the whole school is first waited for, at most.
const SOON: Duration = Duration::from_secs(6);

/// Least changes that resolve one conflict, and what they cost.
type Candidates = Vec<(u32, Change)>;

/// What was found.
pub(super) struct Found {
    pub(super) ways: Vec<Way>,
    /// Conflicts met on the way that have nothing to do with the first.
    pub(super) conflicts: Vec<Conflict>,
    /// Whether all that is cheaper than the last way was tried.
    pub(super) complete: bool,
}

/// The `wanted` cheapest ways out of the conflicts of `school`.
pub(super) fn ways(desk: &Desk<'_>, school: &School, first: &Conflict, wanted: usize) -> Found {
    let mut found = Found { ways: Vec::new(), conflicts: Vec::new(), complete: true };
    let mut shown: Vec<Set> = vec![first.set()];
    let mut conflicts: Vec<Candidates> = vec![candidates(desk, school, &first.set(), &[])];
    let mut tried: BTreeSet<Vec<Change>> = BTreeSet::new();
    while found.ways.len() < wanted && !desk.over() {
        let choice = choices(school, &conflicts).into_iter().find(|(_, changes)| {
            let has = |way: &Way| way.changes.iter().all(|change| changes.contains(change));
            !tried.contains(changes) && !found.ways.iter().any(has)
        });
        let Some((cost, changes)) = choice else { break };
        tried.insert(changes.clone());
        let changed = apply(school, &changes);
        if verify_school(&changed).hard_breaches() > 0 {
            continue;
        }
        let conflict = match resolve(desk, school, &changed, &changes) {
            Tried::Timetable => {
                found.ways.push(Way { changes, cost });
                continue;
            }
            Tried::Conflict(conflict) if conflicts.len() < CONFLICTS => conflict,
            Tried::Conflict(_) | Tried::Unknown => {
                found.complete = false;
                continue;
            }
        };
        let set = conflict.set();
        conflicts.push(candidates(desk, school, &set, &changes));
        let own = |set: &Set| -> Set {
            let stated: Set = set.iter().copied().filter(|statement| !statement.is_lessons()).collect();
            if stated.is_empty() { set.clone() } else { stated }
        };
        let apart = shown.iter().all(|known| own(known).is_disjoint(&own(&set)));
        if apart && !changes.iter().any(|change| concerns(*change, &set, school)) {
            found.conflicts.push(conflict);
            shown.push(set);
        }
    }
    found.complete &= !desk.over() || found.ways.len() >= wanted;
    found
}

/// What came of some changes.
enum Tried {
    /// The school has a timetable.
    Timetable,
    /// It has none, because of this.
    Conflict(Conflict),
    /// Time ran out.
    Unknown,
}

/// Tries changes on the whole school. A timetable is found soon or hardly ever; that there is none mostly shows in some part of
/// the school, long before it does of the whole.
fn resolve(desk: &Desk<'_>, school: &School, changed: &School, changes: &[Change]) -> Tried {
    let first = desk.ask(changed, (desk.left() / 8).clamp(SMALL, SOON), false);
    if first == Answer::Yes {
        return Tried::Timetable;
    }
    let tweaked = lean(&apply(school, &tweaks(changes)));
    let mut prober = Prober::new(desk, &tweaked, &dropped(changes));
    let part = match start(&mut prober, desk.left() / 4) {
        Some(part) => part,
        None if first == Answer::No => prober.all.clone(),
        None => match desk.ask(changed, desk.left() / 2, false) {
            Answer::Yes => return Tried::Timetable,
            Answer::No => prober.all.clone(),
            Answer::Unknown => return Tried::Unknown,
        },
    };
    if desk.over() { Tried::Unknown } else { Tried::Conflict(narrow(&mut prober, &part)) }
}

fn tweaks(changes: &[Change]) -> Vec<Change> {
    changes.iter().copied().filter(|change| !matches!(change, Change::Drop(_))).collect()
}

fn dropped(changes: &[Change]) -> Set {
    changes
        .iter()
        .filter_map(|change| match change {
            Change::Drop(statement) => Some(*statement),
            _ => None,
        })
        .collect()
}

/// Whether a change is about a member of the set.
fn concerns(change: Change, set: &Set, school: &School) -> bool {
    let statements = Statements::of(school);
    set.iter().any(|statement| match change {
        Change::Drop(gone) => gone == *statement,
        Change::Colleagues(id) | Change::Fewer { requirement: id, .. } => statements.lessons(id) == *statement,
        _ => statements.ladders(*statement).iter().flatten().any(|rung| rung.merged(change).is_some()),
    })
}

/// The least changes that resolve the conflict by themselves, once `before` is done; the cheapest first.
fn candidates(desk: &Desk<'_>, school: &School, conflict: &Set, before: &[Change]) -> Candidates {
    let base = lean(&apply(school, &tweaks(before)));
    let statements = Statements::of(&base);
    let kept = statements.expand(conflict);
    let mut found = Candidates::new();
    // Lessons come last: giving them up is dear.
    for statement in conflict {
        for ladder in statements.ladders(*statement) {
            let dear = ladder.first().is_some_and(|change| matches!(change, Change::Fewer { .. }));
            if dear && found.len() >= CANDIDATES {
                continue;
            }
            if let Some(change) = least(desk, &base, &kept, &ladder) {
                found.push((change.cost(school), change));
            }
        }
    }
    found.sort_unstable();
    found.truncate(CANDIDATES);
    found
}

/// The first rung of a ladder that resolves the conflict; none when even the last does not.
fn least(desk: &Desk<'_>, base: &School, conflict: &Set, ladder: &[Change]) -> Option<Change> {
    let resolves = |change: Change| {
        let tweaked = apply(base, &tweaks(&[change]));
        let gone = dropped(&[change]);
        let statements = Statements::of(&tweaked);
        let keep = |statement: &&Statement| !conflict.contains(statement) || gone.contains(statement);
        let without: Set = statements.all().iter().filter(keep).copied().collect();
        desk.ask(&statements.without(&without), SMALL, false) == Answer::Yes
    };
    let (mut low, mut high) = (0, ladder.len().checked_sub(1)?);
    if !resolves(ladder[high]) {
        return None;
    }
    while low < high {
        let middle = usize::midpoint(low, high);
        if resolves(ladder[middle]) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    ladder.get(high).copied()
}

/// Every choice of one candidate from each conflict, changes about the same thing made one; the cheapest first.
fn choices(school: &School, conflicts: &[Candidates]) -> Vec<(u32, Vec<Change>)> {
    let mut choices: Vec<Vec<Change>> = vec![Vec::new()];
    for candidates in conflicts {
        let mut longer = BTreeSet::new();
        for choice in &choices {
            for (_, change) in candidates {
                longer.insert(join(choice, *change));
            }
        }
        let mut sorted: Vec<Vec<Change>> = longer.into_iter().collect();
        sorted.sort_by_cached_key(|changes| (cost(school, changes), changes.len(), changes.clone()));
        sorted.truncate(CHOICES);
        choices = sorted;
    }
    choices.into_iter().map(|changes| (cost(school, &changes), changes)).collect()
}

fn cost(school: &School, changes: &[Change]) -> u32 {
    changes.iter().map(|change| change.cost(school)).sum()
}

fn join(choice: &[Change], change: Change) -> Vec<Change> {
    let mut joined = choice.to_vec();
    match joined.iter_mut().find_map(|known| known.merged(change).map(|merged| (known, merged))) {
        Some((known, merged)) => *known = merged,
        None => joined.push(change),
    }
    joined.sort_unstable();
    joined
}
