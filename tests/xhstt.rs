//! XHSTT files from outside: what is recognised, printed, written, and how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;

fn kebiao(lang: &str) -> Command {
    let mut command = Command::cargo_bin("kebiao").unwrap();
    command.args(["--lang", lang]);
    command
}

/// Two lessons of one class at three times; the second time is unwelcome.
fn instance(id: &str) -> String {
    let time = |id: &str| format!("<Time Id=\"{id}\"><Name>{id}</Name></Time>");
    let event = |id: &str| {
        format!(
            "<Event Id=\"{id}\"><Name>{id}</Name><Duration>1</Duration><Resources><Resource Reference=\"C\"/></Resources></Event>"
        )
    };
    let rule = |kind: &str, required: bool, applies: &str, rest: &str| {
        format!(
            "<{kind} Id=\"{kind}\"><Name>{kind}</Name><Required>{required}</Required><Weight>3</Weight>\
             <CostFunction>Linear</CostFunction><AppliesTo>{applies}</AppliesTo>{rest}</{kind}>"
        )
    };
    let events = "<Events><Event Reference=\"a\"/><Event Reference=\"b\"/></Events>";
    let class = "<Resources><Resource Reference=\"C\"/></Resources>";
    format!(
        "<Instance Id=\"{id}\"><Times>{}{}{}</Times><Resources><ResourceTypes><ResourceType Id=\"K\"><Name>K</Name></ResourceType>\
         </ResourceTypes><Resource Id=\"C\"><Name>C</Name><ResourceType Reference=\"K\"/></Resource></Resources>\
         <Events>{}{}</Events><Constraints>{}{}{}</Constraints></Instance>",
        time("t1"),
        time("t2"),
        time("t3"),
        event("a"),
        event("b"),
        rule("AssignTimeConstraint", true, events, ""),
        rule("AvoidClashesConstraint", true, class, ""),
        rule("AvoidUnavailableTimesConstraint", false, class, "<Times><Time Reference=\"t2\"/></Times>"),
    )
}

/// An archive with these instances and one solution of the first, of these times.
fn archive(ids: &[&str], times: [&str; 2]) -> String {
    let instances: String = ids.iter().map(|id| instance(id)).collect();
    let part =
        |(event, time): (&str, &str)| format!("<Event Reference=\"{event}\"><Time Reference=\"{time}\"/></Event>");
    let parts: String = ["a", "b"].into_iter().zip(times).map(part).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<HighSchoolTimetableArchive><Instances>{instances}</Instances><SolutionGroups>\
         <SolutionGroup Id=\"甲\"><MetaData><Contributor>x</Contributor><Date>d</Date><Description>y</Description></MetaData>\
         <Solution Reference=\"{}\"><Events>{parts}</Events></Solution></SolutionGroup></SolutionGroups></HighSchoolTimetableArchive>",
        ids[0]
    )
}

fn written(folder: &Path, name: &str, text: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn check_evaluates_every_solution() {
    let folder = tempfile::tempdir().unwrap();
    let good = written(folder.path(), "good.xml", &archive(&["i"], ["t1", "t2"]));
    kebiao("en").arg("check").arg(&good).assert().code(0).stdout(contains("Solutions: 1; feasible: 1."));
    let clash = written(folder.path(), "clash.txt", &archive(&["i"], ["t2", "t2"]));
    kebiao("zh").args(["check", "--breakdown"]).arg(&clash).assert().code(1).stdout(
        contains("1 个解，其中 0 个可行")
            .and(contains("必需 3  AvoidClashesConstraint"))
            .and(contains("      3  C（偏差 1）"))
            .and(contains("期望 3  AvoidUnavailableTimesConstraint")),
    );
    let output = kebiao("en").args(["check", "--json", "-v"]).arg(&clash).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let one = &report["solutions"][0];
    assert_eq!((one["infeasibility"].as_i64(), one["objective"].as_i64()), (Some(3), Some(3)));
    assert_eq!(one["constraints"][0]["cost"], 0);
    assert_eq!(one["constraints"][1]["kind"], "AvoidClashesConstraint");
    // Only the second file's solutions are asked for.
    kebiao("en").arg("check").args([&clash, &good]).assert().code(0).stdout(contains("Solutions: 1; feasible: 1."));
    kebiao("en").args(["check", "-q"]).arg(&good).assert().code(0).stdout("");
}

#[test]
fn mistakes_are_told_with_place_and_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let text = archive(&["i"], ["t1", "t9"]).replace("<Weight>3", "<Weight>many");
    let bad = written(folder.path(), "bad.xml", &text);
    kebiao("zh").arg("check").arg(&bad).assert().code(2).stderr(
        contains("E614 <Weight> 的值“many”")
            .and(contains("E617 <Time> 引用了不存在的“t9”"))
            .and(contains("bad.xml:2:"))
            .and(contains("错误 4 处")),
    );
    let single = written(folder.path(), "single.xml", &instance("i"));
    kebiao("en").arg("check").arg(&single).assert().code(2).stderr(contains("E642"));
    let page = written(folder.path(), "page.xml", "<html></html>");
    kebiao("en").arg("check").arg(&page).assert().code(2).stderr(contains("E601"));
    let out = folder.path().join("out");
    let solve = |path: &Path, more: &[&str]| {
        let mut command = kebiao("en");
        command.arg("solve").arg(path).arg("-o").arg(&out).args(more);
        command
    };
    solve(&single, &["--instance", "j"]).assert().code(2).stderr(contains("E641").and(contains("it has: i")));
    solve(&single, &["--stage", "roster"]).assert().code(2).stderr(contains("E643"));
    solve(&folder.path().join("none.xml"), &[]).assert().code(2).stderr(contains("E101"));
    assert!(!out.exists());
    let latin = folder.path().join("latin.xml");
    let text = instance("i").replace("<Name>a<", "<Name>\u{e9}<");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    fs::write(&latin, &bytes).unwrap();
    kebiao("en").arg("check").arg(&latin).assert().code(2).stderr(contains("E645"));
    fs::write(&latin, [b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>".as_slice(), &bytes].concat()).unwrap();
    kebiao("en").arg("check").arg(&latin).assert().code(2).stderr(contains("E642"));
}

#[test]
fn solve_writes_what_check_confirms() {
    let folder = tempfile::tempdir().unwrap();
    let file = written(folder.path(), "x.xml", &archive(&["i", "j"], ["t1", "t2"]));
    let out = folder.path().join("结果");
    for threads in ["1", "3"] {
        kebiao("en")
            .arg("solve")
            .arg(&file)
            .arg("-o")
            .arg(&out)
            .args(["--time-limit", "20s", "--threads", threads, "--instance", "i"])
            .assert()
            .code(0)
            .stdout(contains("infeasibility 0, objective 0").and(contains("gap 0.0%")));
        let run: serde_json::Value = serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap();
        assert_eq!((run["infeasibility"].as_i64(), run["objective"].as_i64()), (Some(0), Some(0)));
        assert_eq!(run["ended"], "gap");
        let last = run["trace"].as_array().unwrap().last().unwrap();
        assert_eq!((last[1].as_i64(), last[2].as_i64()), (Some(0), Some(0)));
        kebiao("en").arg("check").arg(&file).arg(out.join("solution.xml")).assert().code(0);
        kebiao("en").arg("check").arg(out.join("solution.xml")).assert().code(0);
    }
    // Somebody's work in the place of ours is kept.
    fs::write(out.join("solution.xml"), "mine").unwrap();
    let mut again = kebiao("zh");
    again.arg("solve").arg(&file).arg("-o").arg(&out).args(["--time-limit", "20s", "--instance", "i"]);
    again.assert().code(0).stdout(contains("solution.xml.bak"));
    // Several instances have a folder each.
    let both = folder.path().join("both");
    let mut all = kebiao("en");
    all.arg("solve").arg(&file).arg("-o").arg(&both).args(["--time-limit", "20s", "--json"]);
    let output = all.output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["instances"].as_array().unwrap().len(), 2);
    assert!(both.join("i/solution.xml").exists() && both.join("j/run.json").exists());
}
