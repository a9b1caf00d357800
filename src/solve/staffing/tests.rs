//! What a search that was cut short leads to, and that all staffings are found.

use std::time::Duration;

use super::{Desk, Staffed};
use crate::problem::{Form, ResourceKind};
use crate::solve::sample::{activity, constrain, grid, resource};

const LONG: Duration = Duration::from_secs(20);

#[test]
fn a_search_that_was_cut_short_is_followed_by_another_one() {
    let mut problem = grid(5, 7);
    let teachers = [0, 1, 2].map(|_| resource(&mut problem, ResourceKind::Person, 1, &[]));
    // Three of each load: one of each for every teacher.
    let loads: Vec<_> = (0..15_u32)
        .map(|index| {
            let id = activity(&mut problem, 2, (0..35).collect(), &[(&teachers, true)]);
            (id, 0, [101, 139, 173, 211, 257][index as usize % 5])
        })
        .collect();
    for resource in teachers {
        constrain(&mut problem, Form::Workload { resource, loads: loads.clone(), min: 881, max: 881 }, None);
    }
    let desk = Desk::new(&problem);
    assert_eq!(desk.choose(&[], 1, Duration::ZERO), Staffed::Unknown);
    assert_eq!(desk.failures.get(), 1);
    assert!(matches!(desk.choose(&[], 1, LONG), Staffed::Chosen(_)));
    assert_eq!(desk.failures.get(), 1);
}

#[test]
fn all_staffings_are_found_and_then_no_more() {
    let mut problem = grid(1, 4);
    let teachers = [0, 1].map(|_| resource(&mut problem, ResourceKind::Person, 1, &[]));
    for _ in 0..4 {
        activity(&mut problem, 2, (0..4).collect(), &[(&teachers, true)]);
    }
    let desk = Desk::new(&problem);
    // Each teacher has the time for two of the four activities.
    let mut tried = Vec::new();
    while let Staffed::Chosen(staffing) = desk.choose(&tried, 1, LONG) {
        assert!(!tried.contains(&staffing));
        tried.push(staffing);
    }
    assert_eq!((tried.len(), desk.choose(&tried, 1, LONG)), (6, Staffed::None));
}
