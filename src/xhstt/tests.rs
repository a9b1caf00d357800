//! Archived solutions have their known costs.

use super::evaluate::evaluate;
use super::sample;

#[test]
fn archived_solutions_cost_what_is_known_of_them() {
    let Some(costs) = sample::costs() else {
        eprintln!("skipped: {} is not there", sample::folder().display());
        return;
    };
    let mut wrong = Vec::new();
    let mut rows = costs.iter();
    let mut ids: Vec<&String> = costs.iter().map(|row| &row.0).collect();
    ids.dedup();
    for id in ids {
        let archive = sample::archived(id).unwrap();
        let solutions = archive.groups.iter().flat_map(|group| group.solutions.iter().map(move |one| (&group.id, one)));
        for (group, archived) in solutions {
            let (known, name, infeasibility, objective) = rows.next().unwrap();
            assert_eq!((known, name), (id, group));
            let cost = evaluate(&archive.instances[archived.instance], &archived.solution);
            if (cost.infeasibility, cost.objective) != (*infeasibility, *objective) {
                wrong.push(format!("{id} {name}: {cost:?} instead of {infeasibility} {objective}"));
            }
        }
    }
    assert!(rows.next().is_none());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(costs.len() >= 52);
}
