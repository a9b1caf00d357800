//! Every shipped instance keeps the hard rules about the school itself, before anything is solved.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::path::Path;

use kebiao::text::Lang;
use kebiao::{config, preset, rules, verify};

#[test]
fn shipped_instances_keep_the_rules_about_the_school() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances");
    let mut seen = 0;
    for entry in std::fs::read_dir(&root).unwrap() {
        let dir = entry.unwrap().path();
        if !dir.join("school.toml").is_file() {
            continue;
        }
        seen += 1;
        let loaded = config::read(&dir).unwrap_or_else(|errors| {
            let shown: Vec<_> = errors.0.iter().map(|error| error.render(Lang::En)).collect();
            panic!("{}: {}", dir.display(), shown.join("\n"))
        });
        let verdict = verify::verify_school(&loaded.school);
        for result in &verdict.rules {
            let meta = rules::find(result.rule).unwrap().meta();
            for breach in &result.breaches {
                println!(
                    "{} {} {}: {}",
                    dir.display(),
                    result.level,
                    meta.id,
                    meta.breach.fill(Lang::Zh, &breach.args)
                );
            }
        }
        assert_eq!(verdict.hard_breaches(), 0, "{}", dir.display());
        assert!(verdict.cases() > 0);
    }
    assert!(seen > 0, "no instance under {}", root.display());
}

#[test]
fn every_profile_judges_the_demo_in_both_languages() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo");
    let mut school = config::read(&demo).unwrap_or_else(|errors| panic!("{errors:?}")).school;
    let mut hard = Vec::new();
    for (name, _) in preset::profiles() {
        school.policy = preset::apply(&preset::profile(name).unwrap()).unwrap();
        let verdict = verify::verify_school(&school);
        for result in &verdict.rules {
            let meta = rules::find(result.rule).unwrap().meta();
            for (breach, lang) in result.breaches.iter().flat_map(|breach| [(breach, Lang::Zh), (breach, Lang::En)]) {
                let shown = meta.breach.fill(lang, &breach.args);
                assert!(!shown.contains('{') && !shown.is_empty(), "{name} {}: {shown}", meta.id);
            }
        }
        hard.push((*name, verdict.hard_breaches() > 0));
    }
    // The strict profile wants a fourth PE lesson in grade 5 and a Friday assembly, which the demo does not have.
    assert_eq!(
        hard,
        [("national-2022", false), ("strict", true), ("rural", false), ("local-0820", false), ("bare", false)]
    );
}
