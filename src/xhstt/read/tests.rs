//! Mistakes in files, each with its code and line.

use super::*;
use crate::xhstt::evaluate::tests::all_kinds;
use crate::xhstt::model::{Demand, EventId, GroupKind, Limits, ResourceId, TimeId};
use crate::xhstt::sample::{constraint, list, part, tiny};

/// Codes of what is wrong after the first `from` in the hand-made archive has become `to`.
fn codes(from: &str, to: &str) -> Vec<&'static str> {
    let events = [part("E1", 2, "Mo1", &[("Room", "R1")]), part("E1", 2, "Tu1", &[])];
    let text = tiny(&all_kinds(), &events.concat());
    assert!(text.contains(from), "{from}");
    match archive(&text.replacen(from, to, 1), "x") {
        Ok(_) => Vec::new(),
        Err(error) => error.faults.iter().map(|fault| fault.error.code).collect(),
    }
}

#[test]
fn everything_is_read() {
    let events = part("E2", 2, "Tu1", &[("Teacher", "T2")]);
    let archive = archive(&tiny(&all_kinds(), &events), "x").unwrap();
    let instance = &archive.instances[0];
    assert_eq!((instance.id.as_str(), instance.name.as_str()), ("tiny", "Tiny & small"));
    assert_eq!(instance.time_groups[1].kind, GroupKind::Day);
    assert_eq!(instance.time_groups[2].members, [0, 1, 4, 5].map(TimeId));
    assert_eq!(instance.resource_groups[0].members, [ResourceId(0), ResourceId(1)]);
    assert_eq!(instance.event_groups[0].kind, GroupKind::Course);
    assert_eq!(instance.event_groups[0].members, [EventId(0), EventId(1)]);
    let (maths, physics, assembly) = (&instance.events[0], &instance.events[1], &instance.events[2]);
    assert_eq!((maths.workload, physics.workload), (4, 10), "the duration where none is stated");
    assert_eq!(physics.resources.iter().map(|need| need.workload).collect::<Vec<_>>(), [10, 3]);
    assert_eq!(assembly.time, Some(TimeId(3)));
    let who: Vec<_> = assembly.resources.iter().map(|need| need.preassigned).collect();
    assert_eq!(who, [2, 0, 1].map(|id| Some(ResourceId(id))), "the group's members come last");
    let Demand::OrderEvents { pairs } = &instance.constraints[9].demand else { panic!("the order of the file") };
    assert_eq!(pairs[0].2, Limits { minimum: 1, maximum: 3 });
    assert_eq!(instance.constraints[9].demand.kind(), "OrderEventsConstraint");
    let parts = &archive.groups[0].solutions[0].solution.events;
    assert_eq!(
        parts.iter().map(|part| (part.event.0, part.duration)).collect::<Vec<_>>(),
        [(0, 4), (1, 2), (1, 1), (2, 1), (3, 2)]
    );
    assert_eq!(parts[1].resources, [Some(ResourceId(1)), None]);
    assert_eq!(archive.sources[0].matches("<Instance").count(), 1);
}

#[test]
fn mistakes_have_codes() {
    let cases: &[(&str, &str, &str)] = &[
        ("</Constraints>", "", "E600"),
        ("HighSchoolTimetableArchive>\n<Instances", "Timetables>\n<Instances", "E600"),
        ("<Resources>\n", "<Resource>\n", "E600"),
        ("<Duration>4</Duration>", "", "E610"),
        ("<Duration>4</Duration>", "<Duration>4</Duration><Durration>4</Durration>", "E611"),
        ("<Duration>4</Duration>", "<Duration>4</Duration><Duration>4</Duration>", "E612"),
        ("<Event Id=\"E4\">", "<Event>", "E613"),
        ("<Workload>10</Workload>", "<Workload>ten</Workload>", "E614"),
        ("<Workload>10</Workload>", "<Workload>-1</Workload>", "E614"),
        ("<Workload>10</Workload>", "<Workload>4000000000</Workload>", "E614"),
        ("<Required>true", "<Required>yes", "E615"),
        ("<CostFunction>Step", "<CostFunction>Sum", "E615"),
        ("Id=\"E4\"", "Id=\"E3\"", "E616"),
        ("<Time Reference=\"Mo4\"/>", "<Time Reference=\"Mo9\"/>", "E617"),
        ("<Minimum>1</Minimum><Maximum>2</Maximum>", "<Minimum>3</Minimum><Maximum>2</Maximum>", "E618"),
        ("<Name>club</Name><Duration>2", "<Name>club</Name><Duration>0", "E619"),
        ("<Resource><Role>Room</Role>", "<Resource>", "E620"),
        ("<Resource><Role>Room</Role>", "<Resource><Role>Teacher</Role>", "E621"),
        ("<Role>Room</Role><ResourceType Reference=\"Room\"/>", "<Role>Room</Role>", "E622"),
        (
            "<Role>Teacher</Role><ResourceType Reference=\"Teacher\"/>",
            "<Role>Teacher</Role><ResourceType Reference=\"Room\"/>",
            "E623",
        ),
        (
            "<EventGroups><EventGroup Reference=\"all\"/><EventGroup Reference=\"cA\"/></EventGroups></AppliesTo>",
            "</AppliesTo>",
            "E624",
        ),
        ("<Solution Reference=\"tiny\">", "<Solution Reference=\"huge\">", "E630"),
        ("<Event Reference=\"E1\"><Duration>2", "<Event Reference=\"E1\"><Duration>3", "E631"),
        ("<Time Reference=\"Tu1\"/><Resources>", "<Time Reference=\"Tu4\"/><Resources>", "E632"),
        ("<Time Reference=\"Mo4\"/>", "<Time Reference=\"Tu4\"/>", ""),
        ("<Role>Room</Role></Resource></Resources></Event>", "<Role>Rom</Role></Resource></Resources></Event>", "E634"),
        ("LimitWorkloadConstraint", "LimitWorkConstraint", "E600"),
    ];
    for (from, to, code) in cases {
        let found = codes(from, to);
        assert_eq!(found.first().copied().unwrap_or_default(), *code, "{from} -> {to}: {found:?}");
    }
}

#[test]
fn preassigned_things_cannot_be_changed() {
    let fault = |events: &str| archive(&tiny("", events), "x").unwrap_err().faults.remove(0);
    assert_eq!(fault(&part("E3", 1, "Mo1", &[])).error.code, "E633");
    assert_eq!(fault(&part("E1", 4, "", &[("Teacher", "T2")])).error.code, "E635");
    assert_eq!(fault(&part("E1", 4, "", &[("Room", "T2")])).error.code, "E623");
    assert_eq!(fault(&part("E1", 4, "", &[("Room", "R1"), ("Room", "R2")])).error.code, "E635");
    // The same again is no change.
    archive(&tiny("", &[part("E3", 1, "Mo4", &[]), part("E1", 4, "", &[("Teacher", "T1")])].concat()), "x").unwrap();
}

#[test]
fn all_mistakes_are_reported_with_their_lines() {
    let text = tiny(&all_kinds(), "")
        .replace("<Duration>4<", "<Duration>four<")
        .replace("Reference=\"gR\"", "Reference=\"gX\"");
    let error = archive(&text, "x.xml").unwrap_err();
    let codes: Vec<_> = error.faults.iter().map(|fault| fault.error.code).collect();
    assert!(codes.len() > 4 && codes.iter().all(|code| ["E614", "E617"].contains(code)), "{codes:?}");
    assert!(error.faults.windows(2).all(|pair| (pair[0].line, pair[0].column) <= (pair[1].line, pair[1].column)));
    let four = error.faults.iter().find(|fault| fault.error.code == "E614").unwrap();
    assert_eq!(four.text, "<Duration>four</Duration>");
    assert!(text.lines().nth(four.line as usize - 1).unwrap().contains("four"));
    assert!(error.to_string().contains("x.xml:"));
    let many = tiny(&constraint("AssignTime", &list("Event", &["no"; 500]), ""), "");
    assert_eq!(archive(&many, "x").unwrap_err().faults.len(), 100);
}

#[test]
fn absurd_files_are_refused() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><Instance Id=\"&c;\"/>";
    for text in ["", "<", "x", bomb, "<html/>", &"<a>".repeat(100_000)] {
        let code = archive(text, "x").unwrap_err().faults[0].error.code;
        assert!(["E600", "E601"].contains(&code));
    }
    // Two thousand solutions that all leave out two thousand events expand to more than is allowed.
    let event = |index: usize| format!("<Event Id=\"e{index}\"><Name>e</Name><Duration>1</Duration></Event>");
    let events: String = (0..2000).map(event).collect();
    let solutions = "<Solution Reference=\"i\"/>".repeat(2000);
    let text = format!(
        "<HighSchoolTimetableArchive><Instances><Instance Id=\"i\"><Times/><Resources/><Events>{events}</Events><Constraints/>\
         </Instance></Instances><SolutionGroups><SolutionGroup Id=\"g\">{solutions}</SolutionGroup></SolutionGroups>\
         </HighSchoolTimetableArchive>"
    );
    let code = archive(&text, "x").err().map(|error| error.faults[0].error.code);
    assert_eq!(code, Some("E602"));
}

#[test]
fn solutions_may_stand_in_a_file_of_their_own() {
    let known = archive(&tiny(&all_kinds(), ""), "a").unwrap();
    let own = |instance: &str| {
        format!(
            "<HighSchoolTimetableArchive>{instance}<SolutionGroups><SolutionGroup Id=\"g\"><Solution Reference=\"tiny\"/></SolutionGroup>\
         </SolutionGroups></HighSchoolTimetableArchive>"
        )
    };
    let both = archive_for(&own(""), "b", known.clone()).unwrap();
    assert_eq!((both.instances.len(), both.groups.len()), (1, 2));
    let same = format!("<Instances>{}</Instances>", known.sources[0]);
    assert_eq!(archive_for(&own(&same), "b", known.clone()).unwrap(), both, "an instance may be repeated");
    let other = same.replace("<Duration>4<", "<Duration>5<");
    assert_eq!(archive_for(&own(&other), "b", known).unwrap_err().faults[0].error.code, "E616");
    assert_eq!(archive(&own(""), "b").unwrap_err().faults[0].error.code, "E630");
}
