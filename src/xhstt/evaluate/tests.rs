//! Every kind of constraint on the hand-made instance, by numbers counted by hand; and a second, slower recount.

use std::collections::BTreeSet;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::*;
use crate::xhstt::model::{CostFunction, Group};
use crate::xhstt::read::{Archive, archive};
use crate::xhstt::sample::{self, constraint, list, part, tiny};

/// The first constraint's deviations (those that are not 0, in order of its points) for the solution with these events.
fn deviations(constraint: &str, events: &[String]) -> Vec<i64> {
    let archive = archive(&tiny(constraint, &events.concat()), "tiny").unwrap();
    let parts = breakdown(&archive.instances[0], &archive.groups[0].solutions[0].solution);
    assert_eq!(parts.len(), 1);
    parts[0].charges.iter().map(|charge| charge.deviation).collect()
}

fn limits(minimum: u32, maximum: u32) -> String {
    format!("<Minimum>{minimum}</Minimum><Maximum>{maximum}</Maximum>")
}

#[test]
fn what_is_left_out_is_there_without_a_time_and_preassigned_things_are_filled_in() {
    let assign = constraint("AssignTime", &list("Event", &["E1", "E2", "E3"]), "");
    // E3 is preassigned; E2 lacks 2 of 3.
    assert_eq!(deviations(&assign, &[]), [4, 3]);
    assert_eq!(deviations(&assign, &[part("E2", 1, "Tu1", &[]), part("E1", 4, "", &[])]), [4, 2]);
}

#[test]
fn assign_resource() {
    let rule = constraint("AssignResource", &list("EventGroup", &["all"]), "<Role>Room</Role>");
    assert_eq!(deviations(&rule, &[]), [4, 3]);
    let events =
        [part("E1", 3, "", &[("Room", "R1")]), part("E1", 1, "Mo1", &[]), part("E2", 3, "", &[("Room", "R2")])];
    assert_eq!(deviations(&rule, &events), [1]);
    // The preassigned teacher of E1 is no point of application.
    let rule = constraint("AssignResource", &list("EventGroup", &["all"]), "<Role>Teacher</Role>");
    assert_eq!(deviations(&rule, &[]), [3]);
}

#[test]
fn splits() {
    let rest = "<MinimumDuration>2</MinimumDuration><MaximumDuration>2</MaximumDuration>\
                <MinimumAmount>2</MinimumAmount><MaximumAmount>2</MaximumAmount>";
    let rule = constraint("SplitEvents", &list("Event", &["E1", "E2"]), rest);
    // One part of 4, too long, and one too few; one part of 3 likewise.
    assert_eq!(deviations(&rule, &[]), [2, 2]);
    let events = [part("E1", 2, "Mo1", &[]), part("E1", 2, "", &[]), part("E2", 1, "", &[]), part("E2", 1, "", &[])];
    // E2 has three parts of 1: three too short, one too many.
    assert_eq!(deviations(&rule, &events), [4]);
    let rest = format!("<Duration>1</Duration>{}", limits(1, 1));
    let rule = constraint("DistributeSplitEvents", &list("Event", &["E1", "E2"]), &rest);
    assert_eq!(deviations(&rule, &events), [1, 2]);
}

#[test]
fn preferences() {
    let rest = format!("{}<Role>Room</Role>", list("ResourceGroup", &["gR"]));
    let rule = constraint("PreferResources", &list("EventGroup", &["all"]), &rest);
    assert_eq!(deviations(&rule, &[]), [0_i64; 0], "nobody is no wrong person");
    let events = [part("E1", 3, "", &[("Room", "R2")]), part("E2", 3, "", &[("Room", "R1")])];
    assert_eq!(deviations(&rule, &events), [3]);

    let events = [part("E1", 2, "Mo1", &[]), part("E1", 2, "Mo2", &[]), part("E2", 1, "Tu4", &[])];
    let times = format!("{}{}", list("TimeGroup", &["Am"]), list("Time", &["Tu4"]));
    let rule = |rest: &str| constraint("PreferTimes", &list("Event", &["E1", "E2", "E3"]), rest);
    assert_eq!(deviations(&rule(&times), &events), [1], "only E3's preassigned time");
    let mornings = list("TimeGroup", &["Am"]);
    assert_eq!(deviations(&rule(&mornings), &events), [1, 1]);
    assert_eq!(deviations(&rule(&format!("{}<Duration>1</Duration>", list("Time", &["Mo4"]))), &events), [1]);
    assert_eq!(deviations(&rule("<Duration>2</Duration>"), &events), [4], "no time is preferred");
}

#[test]
fn groups_of_events() {
    let rule = constraint("AvoidSplitAssignments", &list("EventGroup", &["all"]), "<Role>Teacher</Role>");
    assert_eq!(deviations(&rule, &[part("E2", 3, "", &[("Teacher", "T1")])]), [0_i64; 0]);
    let events = [part("E2", 1, "", &[("Teacher", "T2")]), part("E2", 2, "", &[("Teacher", "T1")])];
    assert_eq!(deviations(&rule, &events), [1], "T1 by E1 and E2, T2 by E2");

    let groups = format!(
        "<TimeGroups><TimeGroup Reference=\"Mo\">{}</TimeGroup><TimeGroup Reference=\"Tu\">{}</TimeGroup></TimeGroups>",
        limits(0, 1),
        limits(2, 9)
    );
    let rule = constraint("SpreadEvents", &list("EventGroup", &["cA", "all"]), &groups);
    // Starts on Monday: E1 Mo1, E2 Mo4 (which runs on), and E3 Mo4 in `all`; on Tuesday none.
    let events = [part("E1", 4, "Mo1", &[]), part("E2", 3, "Mo4", &[])];
    assert_eq!(deviations(&rule, &events), [1 + 2, 2 + 2]);

    let rule = constraint("LinkEvents", &list("EventGroup", &["pair"]), "");
    // E1 at Mo1-Mo4, E2 at Mo3, Mo4, Tu1: Mo1, Mo2 and Tu1 have one of the two.
    let events = [part("E1", 4, "Mo1", &[]), part("E2", 3, "Mo3", &[])];
    assert_eq!(deviations(&rule, &events), [3]);
    assert_eq!(deviations(&rule, &events[..1]), [4]);
    assert_eq!(deviations(&rule, &[]), [0_i64; 0]);
}

#[test]
fn order() {
    let pair = |first: &str, second: &str, rest: &str| {
        format!(
            "<EventPairs><EventPair><FirstEvent Reference=\"{first}\"/><SecondEvent Reference=\"{second}\"/>{rest}\
             </EventPair></EventPairs>"
        )
    };
    let rule = |rest| constraint("OrderEvents", &pair("E4", "E2", rest), "");
    let two = |first: &str, second: &str| {
        [part("E4", 1, "Mo1", &[]), part("E4", 1, first, &[]), part("E2", 2, second, &[]), part("E2", 1, "Tu4", &[])]
    };
    // E4 ends after Mo2 (index 1): the next start may be Mo3 at the earliest.
    assert_eq!(deviations(&rule(""), &two("Mo2", "Mo3")), [0_i64; 0]);
    assert_eq!(deviations(&rule(""), &two("Mo4", "Mo3")), [2]);
    assert_eq!(deviations(&rule("<MinSeparation>2</MinSeparation>"), &two("Mo2", "Mo4")), [1]);
    assert_eq!(deviations(&rule("<MaxSeparation>1</MaxSeparation>"), &two("Mo2", "Tu1")), [1]);
    assert_eq!(
        deviations(&rule("<MaxSeparation>0</MaxSeparation>"), &two("", "Tu1")),
        [0_i64; 0],
        "a part has no time"
    );
}

#[test]
fn people_and_rooms() {
    let teachers = list("ResourceGroup", &["gT"]);
    // T1: E1 at Mo1-Mo2 and Mo3-Mo4, E2's first part at Mo2; both at the assembly at Mo4. T2: E2's second at Tu1, Tu2.
    let events = [
        part("E1", 2, "Mo1", &[("Room", "R1")]),
        part("E1", 2, "Mo3", &[("Room", "R1")]),
        part("E2", 1, "Mo2", &[("Teacher", "T1")]),
        part("E2", 2, "Tu1", &[("Teacher", "T2")]),
    ];
    let of = |kind: &str, rest: &str| deviations(&constraint(kind, &teachers, rest), &events);
    assert_eq!(of("AvoidClashes", ""), [2]);
    let both = format!("{}{}", list("TimeGroup", &["Am"]), list("Time", &["Mo4"]));
    assert_eq!(of("AvoidUnavailableTimes", &both), [3, 3]);
    let days = list("TimeGroup", &["Mo", "Tu"]);
    assert_eq!(of("ClusterBusyTimes", &format!("{days}{}", limits(0, 1))), [1], "T2 comes on two days");
    assert_eq!(of("ClusterBusyTimes", &format!("{days}{}", limits(2, 2))), [1], "T1 on one");
    // T1 is busy 4 times on Monday and never on Tuesday, which does not count; T2 once and twice.
    assert_eq!(of("LimitBusyTimes", &format!("{days}{}", limits(3, 3))), [1, 2 + 1]);
    assert_eq!(of("LimitBusyTimes", &format!("{days}{}", limits(0, 1))), [3, 1]);
    // Workload: T1 4 + 10/3 + 1 = 8 1/3; T2 20/3 + 1 = 7 2/3.
    assert_eq!(of("LimitWorkload", &limits(8, 8)), [1, 1]);
    assert_eq!(of("LimitWorkload", &limits(9, 9)), [1, 2]);
    assert_eq!(of("LimitWorkload", &limits(0, 6)), [3, 2]);
    // A place's own workload; whole sums are not rounded up.
    let rooms = list("Resource", &["R1"]);
    let thirds = [
        part("E2", 1, "", &[("Room", "R1")]),
        part("E2", 1, "", &[("Room", "R1")]),
        part("E2", 1, "", &[("Room", "R1")]),
    ];
    assert_eq!(deviations(&constraint("LimitWorkload", &rooms, &limits(2, 2)), &thirds), [1]);
    assert_eq!(deviations(&constraint("LimitWorkload", &rooms, &limits(3, 3)), &thirds), [0_i64; 0]);
}

#[test]
fn idle_times() {
    let days = list("TimeGroup", &["Mo", "Tu"]);
    let events = [part("E1", 1, "Mo1", &[]), part("E1", 1, "Tu1", &[]), part("E1", 2, "Tu3", &[])];
    let of = |groups: &str, limits: String| {
        deviations(&constraint("LimitIdleTimes", &list("Resource", &["T1"]), &format!("{groups}{limits}")), &events)
    };
    // Monday: Mo1 and the assembly at Mo4, two idle; Tuesday: one. Within the mornings Mo2 and Tu... only Mo2 and none.
    assert_eq!(of(&days, limits(0, 0)), [3]);
    assert_eq!(of(&days, limits(0, 2)), [1]);
    assert_eq!(of(&days, limits(5, 9)), [2]);
    assert_eq!(of(&list("TimeGroup", &["Am"]), limits(0, 0)), [1], "Mo2 lies between Mo1 and Tu1");
}

#[test]
fn functions_weights_and_strength() {
    let one = |required: bool, weight: u32, function: &str| {
        constraint("AssignTime", &list("Event", &["E1", "E2", "E4"]), "")
            .replace("true", &required.to_string())
            .replace("<Weight>1", &format!("<Weight>{weight}"))
            .replace("Linear", function)
            .replace("Id=\"AssignTime\"", &format!("Id=\"{function}{weight}\""))
    };
    let rules =
        [one(true, 2, "Linear"), one(false, 3, "Quadratic"), one(false, 5, "Step"), one(true, 0, "Linear")].concat();
    let archive = archive(&tiny(&rules, &part("E4", 2, "Mo1", &[])), "tiny").unwrap();
    let (instance, solution) = (&archive.instances[0], &archive.groups[0].solutions[0].solution);
    let parts = breakdown(instance, solution);
    assert_eq!(parts.iter().map(|part| part.cost).collect::<Vec<_>>(), [2 * 7, 3 * (16 + 9), 5 * 2, 0]);
    assert_eq!(parts[0].points, 3);
    assert_eq!(evaluate(instance, solution), Cost { infeasibility: 14, objective: 85 });
}

/// The cost of one constraint by counting over all times of all resources: slow, and written apart from the above.
fn slow(instance: &Instance, solution: &Solution, index: usize) -> i64 {
    let times = instance.times.len();
    let rule = &instance.constraints[index];
    let of = |event: EventId| solution.events.iter().filter(move |part| part.event == event);
    let runs = |part: &SolutionEvent, t: usize| {
        part.time.is_some_and(|start| start.index() <= t && t < start.index() + part.duration as usize)
    };
    let at = |who: ResourceId, t: usize| -> i64 {
        let here = |part: &&SolutionEvent| runs(part, t);
        solution
            .events
            .iter()
            .filter(here)
            .map(|part| part.resources.iter().filter(|r| **r == Some(who)).count())
            .sum::<usize>() as i64
    };
    let busy = |who: ResourceId, group: &TimeGroupId| -> Vec<bool> {
        let set: &Group<TimeId> = &instance.time_groups[group.index()];
        let mut members: Vec<usize> = set.members.iter().map(|time| time.index()).collect();
        members.sort_unstable();
        members.iter().map(|t| at(who, *t) > 0).collect()
    };
    let out = |value: i64, limits: &Limits| -> i64 {
        if value < i64::from(limits.minimum) {
            i64::from(limits.minimum) - value
        } else if value > i64::from(limits.maximum) {
            value - i64::from(limits.maximum)
        } else {
            0
        }
    };
    let deviations: Vec<i64> = match &rule.demand {
        Demand::AssignResource { places } => places
            .iter()
            .map(|(event, place)| {
                of(*event).map(|p| if p.resources[*place].is_some() { 0 } else { i64::from(p.duration) }).sum()
            })
            .collect(),
        Demand::AssignTime { events } => events
            .iter()
            .map(|event| {
                let timed: i64 = of(*event).filter(|p| p.time.is_some()).map(|p| i64::from(p.duration)).sum();
                i64::from(instance.events[event.index()].duration) - timed
            })
            .collect(),
        Demand::SplitEvents { events, duration, amount } => events
            .iter()
            .map(|event| {
                let wrong =
                    of(*event).filter(|p| p.duration < duration.minimum || p.duration > duration.maximum).count();
                wrong as i64 + out(of(*event).count() as i64, amount)
            })
            .collect(),
        Demand::DistributeSplitEvents { events, duration, number } => events
            .iter()
            .map(|event| out(of(*event).filter(|p| p.duration == *duration).count() as i64, number))
            .collect(),
        Demand::PreferResources { places, resources } => places
            .iter()
            .map(|(event, place)| {
                let mut sum = 0;
                for part in of(*event) {
                    match part.resources[*place] {
                        Some(who) if resources.binary_search(&who).is_err() => sum += i64::from(part.duration),
                        _ => {}
                    }
                }
                sum
            })
            .collect(),
        Demand::PreferTimes { events, times, duration } => events
            .iter()
            .map(|event| {
                let mut sum = 0;
                for part in of(*event) {
                    let counts = duration.is_none() || *duration == Some(part.duration);
                    match part.time {
                        Some(start) if counts && times.binary_search(&start).is_err() => {
                            sum += i64::from(part.duration)
                        }
                        _ => {}
                    }
                }
                sum
            })
            .collect(),
        Demand::AvoidSplitAssignments { groups } => groups
            .iter()
            .map(|(_, places)| {
                let fills = |who: &ResourceId| {
                    places.iter().any(|(event, place)| of(*event).any(|part| part.resources[*place] == Some(*who)))
                };
                let all = (0..instance.resources.len()).map(ResourceId::from_index);
                (all.filter(fills).count() as i64).max(1) - 1
            })
            .collect(),
        Demand::SpreadEvents { groups, times } => groups
            .iter()
            .map(|group| {
                let mut sum = 0;
                for (set, limits) in times {
                    let members = &instance.event_groups[group.index()].members;
                    let mut starts = 0;
                    for part in &solution.events {
                        let within = part.time.is_some_and(|t| instance.time_groups[set.index()].members.contains(&t));
                        starts += i64::from(within && members.contains(&part.event));
                    }
                    sum += out(starts, limits);
                }
                sum
            })
            .collect(),
        Demand::LinkEvents { groups } => groups
            .iter()
            .map(|group| {
                let members = &instance.event_groups[group.index()].members;
                let mixed = |t: &usize| {
                    let on = members.iter().filter(|event| of(**event).any(|part| runs(part, *t))).count();
                    on != 0 && on != members.len()
                };
                (0..times).filter(mixed).count() as i64
            })
            .collect(),
        Demand::OrderEvents { pairs } => pairs
            .iter()
            .map(|(first, second, gap)| {
                if of(*first).chain(of(*second)).any(|part| part.time.is_none()) {
                    return 0;
                }
                let last = (0..times).rev().find(|t| of(*first).any(|part| runs(part, *t))).unwrap() as i64;
                let next = (0..times).find(|t| of(*second).any(|part| runs(part, *t))).unwrap() as i64;
                out(next - last - 1, gap)
            })
            .collect(),
        Demand::AvoidClashes { resources } => {
            resources.iter().map(|who| (0..times).map(|t| (at(*who, t) - 1).max(0)).sum()).collect()
        }
        Demand::AvoidUnavailableTimes { resources, times } => {
            resources.iter().map(|who| times.iter().map(|t| at(*who, t.index()).min(1)).sum()).collect()
        }
        Demand::LimitIdleTimes { resources, times, limits } => resources
            .iter()
            .map(|who| {
                let mut idle = 0;
                for group in times {
                    let busy = busy(*who, group);
                    for t in 0..busy.len() {
                        idle += i64::from(!busy[t] && busy[..t].contains(&true) && busy[t..].contains(&true));
                    }
                }
                out(idle, limits)
            })
            .collect(),
        Demand::ClusterBusyTimes { resources, times, limits } => resources
            .iter()
            .map(|who| out(times.iter().filter(|group| busy(*who, group).contains(&true)).count() as i64, limits))
            .collect(),
        Demand::LimitBusyTimes { resources, times, limits } => resources
            .iter()
            .map(|who| {
                let counts = times.iter().map(|group| busy(*who, group).iter().filter(|b| **b).count() as i64);
                counts.map(|count| if count == 0 { 0 } else { out(count, limits) }).sum()
            })
            .collect(),
        Demand::LimitWorkload { resources, limits } => resources
            .iter()
            .map(|who| {
                let mut load = 0.0;
                for part in &solution.events {
                    let event = &instance.events[part.event.index()];
                    for (place, need) in event.resources.iter().enumerate() {
                        if part.resources[place] == Some(*who) {
                            load += f64::from(need.workload) * f64::from(part.duration) / f64::from(event.duration);
                        }
                    }
                }
                let off = (f64::from(limits.minimum) - load).max(load - f64::from(limits.maximum)).max(0.0);
                (off - 1e-6).ceil().max(0.0) as i64
            })
            .collect(),
    };
    let cost = |deviation: &i64| match rule.cost {
        CostFunction::Linear => *deviation,
        CostFunction::Quadratic => deviation * deviation,
        CostFunction::Step => i64::from(*deviation != 0),
    };
    deviations.iter().map(cost).sum::<i64>() * i64::from(rule.weight)
}

/// Changes something of a solution, so that it stays one.
fn spoil(instance: &Instance, solution: &mut Solution, random: &mut SmallRng) {
    let index = random.random_range(0..solution.events.len());
    let event = &instance.events[solution.events[index].event.index()];
    let part = &mut solution.events[index];
    match random.random_range(0..4) {
        0 if event.time.is_none() => {
            let last = instance.times.len().saturating_sub(part.duration as usize);
            part.time = Some(TimeId::from_index(random.random_range(0..=last)));
        }
        1 if event.time.is_none() => part.time = None,
        2 if part.duration > 1 && event.time.is_none() => {
            let mut other = part.clone();
            other.duration = random.random_range(1..part.duration);
            part.duration -= other.duration;
            other.time = other.time.map(|time| TimeId(time.0 + part.duration));
            solution.events.insert(index + 1, other);
        }
        _ => {
            let open: Vec<usize> =
                (0..event.resources.len()).filter(|place| event.resources[*place].preassigned.is_none()).collect();
            if let Some(place) = open.get(random.random_range(0..open.len().max(1))) {
                let kind = event.resources[*place].kind;
                let same: Vec<usize> =
                    (0..instance.resources.len()).filter(|who| instance.resources[*who].kind == kind).collect();
                let who = same.get(random.random_range(0..=same.len()));
                part.resources[*place] = who.map(|who| ResourceId::from_index(*who));
            }
        }
    }
}

fn agree(archive: &Archive, spoilt: usize, seed: u64) {
    let mut random = SmallRng::seed_from_u64(seed);
    for one in archive.groups.iter().flat_map(|group| &group.solutions) {
        let instance = &archive.instances[one.instance];
        let mut solution = one.solution.clone();
        for _ in 0..spoilt {
            for _ in 0..5 {
                spoil(instance, &mut solution, &mut random);
            }
            let parts = breakdown(instance, &solution);
            for (index, part) in parts.iter().enumerate() {
                let rule = &instance.constraints[index].named.id;
                assert_eq!(part.cost, slow(instance, &solution, index), "{} {rule}", instance.id);
                assert_eq!(part.cost, part.charges.iter().map(|charge| charge.cost).sum::<i64>());
            }
        }
    }
}

/// All sixteen kinds on the hand-made instance.
pub(in crate::xhstt) fn all_kinds() -> String {
    let events = list("Event", &["E1", "E2", "E3", "E4"]);
    let groups = list("EventGroup", &["all", "cA"]);
    let who = format!("{}{}", list("ResourceGroup", &["gT", "gR"]), list("Resource", &["R2", "C1"]));
    let days = list("TimeGroup", &["Mo", "Tu", "Am"]);
    let spread =
        "<TimeGroups><TimeGroup Reference=\"Mo\"><Minimum>1</Minimum><Maximum>2</Maximum></TimeGroup></TimeGroups>";
    let split = "<MinimumDuration>1</MinimumDuration><MaximumDuration>2</MaximumDuration>\
                 <MinimumAmount>2</MinimumAmount><MaximumAmount>3</MaximumAmount>";
    let pair = "<EventPairs><EventPair><FirstEvent Reference=\"E1\"/><SecondEvent Reference=\"E2\"/>\
                <MinSeparation>1</MinSeparation><MaxSeparation>3</MaxSeparation></EventPair></EventPairs>";
    let two = limits(1, 2);
    let dl = format!("{days}{two}");
    let prefer = format!("{}<Role>Room</Role>", list("ResourceGroup", &["gR"]));
    let rules = [
        constraint("AssignResource", &events, "<Role>Room</Role>"),
        constraint("AssignTime", &events, ""),
        constraint("SplitEvents", &events, split),
        constraint("DistributeSplitEvents", &events, &format!("<Duration>2</Duration>{two}")),
        constraint("PreferResources", &events, &prefer),
        constraint("PreferTimes", &events, &list("TimeGroup", &["Am"])),
        constraint("AvoidSplitAssignments", &groups, "<Role>Teacher</Role>"),
        constraint("SpreadEvents", &groups, spread),
        constraint("LinkEvents", &groups, ""),
        constraint("OrderEvents", pair, ""),
        constraint("AvoidClashes", &who, ""),
        constraint("AvoidUnavailableTimes", &who, &list("Time", &["Mo2", "Tu3"])),
        constraint("LimitIdleTimes", &who, &dl),
        constraint("ClusterBusyTimes", &who, &dl),
        constraint("LimitBusyTimes", &who, &dl),
        constraint("LimitWorkload", &who, &limits(2, 5)),
    ];
    let functions = ["Linear", "Quadratic", "Step"];
    let vary = |(index, rule): (usize, &String)| {
        let weight = format!("<Weight>{}", index + 1);
        rule.replace("Linear", functions[index % 3])
            .replace("<Weight>1", &weight)
            .replace("true", ["true", "false"][index % 2])
    };
    rules.iter().enumerate().map(vary).collect()
}

#[test]
fn a_second_recount_agrees_on_spoilt_solutions() {
    let archive = archive(&tiny(&all_kinds(), ""), "tiny").unwrap();
    assert_eq!(archive.instances[0].constraints.len(), 16);
    let kinds: BTreeSet<_> = archive.instances[0]
        .constraints
        .iter()
        .map(|rule| std::mem::discriminant(&rule.demand))
        .map(|d| format!("{d:?}"))
        .collect();
    assert_eq!(kinds.len(), 16);
    agree(&archive, 300, 1);
}

#[test]
fn a_second_recount_agrees_on_spoilt_archived_solutions() {
    for (seed, id) in (1..).zip(["BR-SA-00", "FI-WP-06", "ZA-WD-09", "GR-PA-08"]) {
        match sample::archived(id) {
            Some(archive) => agree(&archive, 2, seed),
            None => eprintln!("skipped: {id} is not in {}", sample::folder().display()),
        }
    }
}
