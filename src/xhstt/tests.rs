//! Archived solutions have their known costs; what is written reads back the same.

use super::evaluate::evaluate;
use super::evaluate::tests::all_kinds;
use super::{read, sample, write};

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

/// What is read from what is written.
fn again(archive: &read::Archive) -> read::Archive {
    read::archive(&write::archive(archive), "again").unwrap()
}

#[test]
fn what_is_written_reads_back_the_same() {
    let events = [
        sample::part("E1", 2, "Mo1", &[("Room", "R1")]),
        sample::part("E1", 2, "", &[]),
        sample::part("E2", 3, "Tu1", &[("Teacher", "T2"), ("Room", "R2")]),
    ];
    let text = sample::tiny(&all_kinds(), &events.concat())
        .replace("by hand", "a &lt;b&gt; &amp; \"c\"")
        .replace("<Solution Reference=\"tiny\">", "<Solution Reference=\"tiny\"><RunningTime>1.5</RunningTime>");
    let archive = read::archive(&text, "tiny").unwrap();
    assert_eq!(archive.groups[0].meta.description, "a <b> & \"c\"");
    let written = write::archive(&archive);
    assert_eq!(again(&archive), archive);
    assert_eq!(write::archive(&again(&archive)), written);
    // The assembly is preassigned in full, the club undecided: neither is written.
    assert_eq!(
        written.matches("<Event Reference=\"E3\"").count() + written.matches("<Event Reference=\"E4\"").count(),
        text.matches("<Event Reference=\"E3\"").count() + text.matches("<Event Reference=\"E4\"").count()
    );
    assert!(!written.contains("<Resource Reference=\"T1\">\n"));
}

#[test]
fn archived_solutions_read_back_the_same() {
    let Some(costs) = sample::costs() else {
        eprintln!("skipped: {} is not there", sample::folder().display());
        return;
    };
    let mut ids: Vec<&String> = costs.iter().map(|row| &row.0).collect();
    ids.dedup();
    for id in ids {
        let archive = sample::archived(id).unwrap();
        assert!(again(&archive) == archive, "{id}");
    }
}
