//! The README's promises that can be kept by a test: the commands are the ones that run elsewhere, files exist.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn commands(readme: &str) -> Vec<String> {
    let text = fs::read_to_string(root(readme)).unwrap();
    text.split("```sh\n").skip(1).map(|block| block.split("\n```").next().unwrap().to_owned()).collect()
}

#[test]
fn both_readmes_print_the_same_two_commands() {
    let english = commands("README.md");
    assert_eq!(english, commands("README.zh-CN.md"));
    let [main, test] = english.as_slice() else { panic!("{english:?}") };
    assert!(main.contains("cargo run --release --locked -- solve instances/primary-36"));
    assert!(root("instances/primary-36/school.toml").exists());
    assert!(test.ends_with("cargo test --locked"));
}

#[test]
fn ci_runs_the_readme_test_command() {
    let test = commands("README.md").pop().unwrap();
    let last = test.split("&& ").last().unwrap();
    let script = fs::read_to_string(root(".ci/run")).unwrap();
    assert_eq!(script.trim_end().lines().last().unwrap(), last);
    for package in test.split_whitespace().skip_while(|word| *word != "--no-install-recommends").skip(1) {
        if package == "&&" {
            break;
        }
        assert!(script.contains(package), "{package} is not installed by .ci/run");
    }
}

#[test]
fn links_lead_somewhere() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(root(readme)).unwrap();
        for link in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            assert!(root(link).exists(), "{readme}: {link}");
        }
    }
}
