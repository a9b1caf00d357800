//! Names are escaped, both languages are whole, the CSV is read back as a baseline.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{csv, html, json};
use crate::bench::{Cost, Ended, Event, Found, Job, Kind, Proved, Record, Subject, baseline, summaries};
use crate::report::bench::Report;
use crate::text::Lang;

fn record(label: &str, kind: Kind, costs: &[(u64, Cost)], bound: i64) -> Record {
    let subject = Subject { path: PathBuf::from(label), kind, label: label.into(), name: label.into() };
    let job =
        Job { path: PathBuf::new(), kind, instance: String::new(), limit_ms: 60_000, threads: 2, seed: 1, gap: 0.0 };
    let mut record = Record::new(&subject, &job);
    costs.iter().for_each(|(ms, cost)| record.note(Event::Found(Found { ms: *ms, cost: *cost })));
    record.note(Event::Proved(Proved { ms: 900, bound: Cost::feasible(bound) }));
    record.done.ended = Ended::Time;
    record.done.verified = Some(true);
    record
}

fn report() -> Report {
    let hard = Cost { hard: 2, soft: 40 };
    let runs = vec![
        record("甲<b>&小学", Kind::School, &[(150, Cost::feasible(900)), (40_250, Cost::feasible(31))], 21),
        record("X", Kind::Xhstt, &[(1_000, hard)], 0),
    ];
    let summaries = summaries(&runs, &BTreeMap::new(), &BTreeMap::new(), &[]);
    Report { runs, summaries, planned: 3, baseline: false, threads: 2, limit_ms: 60_000 }
}

#[test]
fn the_page_escapes_names_and_has_a_plot_of_what_there_is() {
    for lang in [Lang::Zh, Lang::En] {
        let page = html(&report(), lang).unwrap();
        assert!(page.contains("甲&lt;b&gt;&amp;小学") && !page.contains("甲<b>"), "{lang:?}");
        assert_eq!((page.matches("<figure").count(), page.matches("clip-path=").count()), (2, 1));
        assert!(page.contains("2&#x2f;40") && page.contains("900"), "{lang:?}");
        assert!(!page.contains("{{") && !page.contains("{ended}") && !page.contains("NaN"), "{lang:?}");
        let text = report().terminal(lang);
        assert!(text.contains("32.3%") && !text.contains('{'), "{text}");
    }
}

#[test]
fn the_csv_is_a_baseline() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("runs.csv");
    std::fs::write(&file, csv(&report())).unwrap();
    let rows = baseline::read(&file).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (rows[0].instance.as_str(), rows[0].cost, rows[0].bound),
        ("甲<b>&小学", Some(Cost::feasible(31)), Some(Cost::feasible(21)))
    );
    assert_eq!(
        (rows[0].first_ms, rows[0].best_ms, rows[0].limit_ms, rows[0].threads),
        (Some(150), Some(40_250), 60_000, 2)
    );
    assert_eq!((rows[1].cost, rows[1].first_ms), (Some(Cost { hard: 2, soft: 40 }), None));
    assert_eq!(json(&report())["runs"][0]["found"][1]["cost"]["soft"], 31);
}
