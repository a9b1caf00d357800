//! The arrows of the map in `src/lib.rs`: which module may import which. Comments and test-only code are left out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each part of the crate may name by `crate::`. Files of a rule are parts of their own. `args` is the macro that
/// builds message arguments.
const ARROWS: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("text", &["school", "units"]),
    ("breach", &["text"]),
    ("index", &[]),
    ("problem", &[]),
    ("evaluate", &["problem"]),
    ("reason", &["problem"]),
    ("solve", &["problem", "evaluate"]),
    ("school", &["units"]),
    ("plan", &["school", "units", "text", "args", "config"]),
    ("ledger", &["plan", "school", "units"]),
    ("rules", &["breach", "lowering", "plan", "school", "text", "units"]),
    ("rules/*/mod.rs", &["breach", "lowering", "plan", "school", "text", "units", "args"]),
    ("rules/*/check.rs", &["breach", "plan", "school", "text", "units", "args"]),
    ("rules/*/lower.rs", &["lowering", "problem", "school", "units"]),
    ("lowering", &["problem", "plan", "rules", "school", "units"]),
    ("verify", &["breach", "plan", "rules", "school"]),
    ("preset", &["rules", "school", "text", "units", "args"]),
    ("config", &["preset", "rules", "school", "text", "units", "args"]),
    ("generate", &["config", "plan", "preset", "rules", "school", "text", "units", "verify", "args"]),
    ("compare", &["plan", "school", "units", "verify"]),
    ("cover", &["breach", "config", "plan", "programme", "publication", "rules", "school", "text", "units", "args"]),
    ("bench", &["config", "plan", "problem", "school", "solve", "text", "timetable", "verify", "xhstt", "args"]),
    (
        "report",
        &[
            "bench",
            "breach",
            "compare",
            "cover",
            "plan",
            "preset",
            "publication",
            "rules",
            "school",
            "text",
            "units",
            "verify",
            "args",
        ],
    ),
    (
        "stages",
        &[
            "evaluate",
            "ledger",
            "lowering",
            "plan",
            "problem",
            "programme",
            "reason",
            "rules",
            "school",
            "solve",
            "text",
            "units",
            "verify",
        ],
    ),
    (
        "partial",
        &["breach", "lowering", "plan", "problem", "reason", "school", "solve", "text", "timetable", "units", "verify"],
    ),
    ("repair", &["evaluate", "lowering", "plan", "problem", "school", "solve", "timetable", "units", "verify"]),
    ("timetable", &["lowering", "plan", "problem", "reason", "school", "solve", "units", "verify", "evaluate"]),
    (
        "export",
        &[
            "bench",
            "breach",
            "compare",
            "config",
            "cover",
            "plan",
            "publication",
            "report",
            "rules",
            "school",
            "text",
            "units",
            "verify",
            "args",
        ],
    ),
    ("programme", &["plan", "school", "solve", "text", "units", "args"]),
    ("statement", &["rules", "school", "text", "units", "args"]),
    ("explain", &["lowering", "problem", "reason", "rules", "school", "solve", "statement", "units", "verify"]),
    ("publication", &["config", "plan", "school", "text", "units", "args"]),
    ("xml", &[]),
    ("xhstt", &["solve", "text", "args", "xml"]),
    ("fet", &["config", "plan", "rules", "school", "text", "units", "args", "xml"]),
    ("workbook", &["config", "text", "args"]),
    (
        "import",
        &["config", "export", "plan", "preset", "rules", "school", "text", "units", "verify", "workbook", "args"],
    ),
];

/// Parts that may name everything, and that nobody may name.
const ON_TOP: &[&str] = &["lib.rs", "main.rs", "cli"];

#[test]
fn arrows_go_one_way() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        let part = part_of(&file);
        if ON_TOP.contains(&part.as_str()) {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == part) else {
            wrong.push(format!("{file}: the part `{part}` has no line in ARROWS"));
            continue;
        };
        let own = part.split('/').next().unwrap_or_default();
        for name in imports(&code) {
            if name != own && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{file}: `{part}` may not name crate::{name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_two_sides_of_a_rule_share_nothing_but_its_own_module() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        let other = match part_of(&file).as_str() {
            "rules/*/check.rs" => "lower",
            "rules/*/lower.rs" => "check",
            _ => continue,
        };
        let names_other = code.contains(&format!("super::{other}")) || code.contains(&format!("{other}::"));
        // Another rule's code would be a back door.
        if names_other || code.contains("super::super") || imports(&code).contains("rules") {
            wrong.push(file);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_rule_has_its_four_files_and_stands_in_the_list() {
    let list = fs::read_to_string(source_folder().join("rules/mod.rs")).unwrap();
    let listed = list.split("rules! {\n").nth(1).unwrap().split('}').next().unwrap();
    let listed: BTreeSet<&str> = listed.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let mut folders = BTreeSet::new();
    for entry in fs::read_dir(source_folder().join("rules")).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            // A rule about the configuration or the ledgers alone states nothing to the solver; its macro says so.
            let module = fs::read_to_string(entry.path().join("mod.rs")).unwrap();
            let only_checks =
                module.contains("school_rule!(") || module.contains("plan_rule!(") && !module.contains(", staffed);");
            let lower = if only_checks { "mod.rs" } else { "lower.rs" };
            for file in [lower, "check.rs", "fixture.rs"] {
                assert!(entry.path().join(file).is_file(), "{} has no {file}", entry.path().display());
            }
            folders.insert(entry.file_name().into_string().unwrap());
        }
    }
    assert_eq!(listed, folders.iter().map(String::as_str).collect());
}

#[test]
fn imports_are_found() {
    let code = "use crate::school::{School};\nfn f() { crate::problem::x(); }\nuse crate::{units::Weeks, text};";
    let found: Vec<_> = imports(code).into_iter().collect();
    assert_eq!(found, ["problem", "school", "text", "units"]);
    assert_eq!(
        without_comments_and_tests("use a; // crate::solve\n/// crate::cli\nb();\n#[cfg(test)]\nmod tests {\n c }"),
        "use a; \n\nb();\n"
    );
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file by its path below `src`, without comments and test-only code.
fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut test_only = BTreeSet::new();
    let mut folders = vec![source_folder()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let code = fs::read_to_string(&path).unwrap();
                let module = match path.file_stem().and_then(|stem| stem.to_str()) {
                    Some("mod" | "lib" | "main") => folder.clone(),
                    _ => path.with_extension(""),
                };
                test_only.extend(test_modules(&code).into_iter().map(|name| module.join(name)));
                found.insert(path, without_comments_and_tests(&code));
            }
        }
    }
    let is_test = |path: &Path| {
        let module = path.with_extension("");
        module.ancestors().any(|ancestor| test_only.contains(ancestor))
    };
    let shown = |path: PathBuf| path.strip_prefix(source_folder()).unwrap().to_str().unwrap().replace('\\', "/");
    found.into_iter().filter(|(path, _)| !is_test(path)).map(|(path, code)| (shown(path), code)).collect()
}

/// Modules in files of their own that are declared under `#[cfg(test)]`.
fn test_modules(code: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for after in code.split("#[cfg(test)]").skip(1) {
        let line = after.trim_start().lines().next().unwrap_or_default();
        let name = line.strip_suffix(';').and_then(|line| line.split("mod ").nth(1));
        names.extend(name);
    }
    names
}

fn without_comments_and_tests(code: &str) -> String {
    let kept = match code.find("#[cfg(test)]\nmod tests {") {
        Some(tests) => &code[..tests],
        None => code,
    };
    kept.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n").collect()
}

/// The part of the crate that a file belongs to.
fn part_of(file: &str) -> String {
    let words: Vec<&str> = file.split('/').collect();
    match words.as_slice() {
        ["rules", _, name @ ("check.rs" | "lower.rs" | "mod.rs")] => format!("rules/*/{name}"),
        ["rules", folder, _, ..] if !folder.ends_with(".rs") => "rules/*/mod.rs".to_owned(),
        [top @ ("lib.rs" | "main.rs")] => (*top).to_owned(),
        [top, ..] => top.trim_end_matches(".rs").to_owned(),
        [] => String::new(),
    }
}

/// First names after `crate::`.
fn imports(code: &str) -> BTreeSet<String> {
    let word =
        |text: &str| -> String { text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let mut names = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(group) => names.extend(group.split('}').next().unwrap_or_default().split(',').map(word)),
            None => drop(names.insert(word(after))),
        }
    }
    names.remove("");
    names
}
