//! The archived instances, where they are present, and a small hand-made one.

use super::read::{Archive, archive};

/// The folder of the archived instances and their costs.
pub fn folder() -> std::path::PathBuf {
    std::env::var("KEBIAO_WORKBOOKS").map_or_else(
        |_| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/benchmarks/xhstt"),
        |workbooks| std::path::Path::new(&workbooks).join("../xhstt"),
    )
}

/// An archived instance with its solutions; none when the file is not there.
pub fn archived(id: &str) -> Option<Archive> {
    let text = std::fs::read_to_string(folder().join(format!("{id}.xml"))).ok()?;
    Some(archive(&text, id).unwrap())
}

/// Known costs: instance, solution group, infeasibility, objective; none when the table is not there.
pub fn costs() -> Option<Vec<(String, String, i64, i64)>> {
    let table = std::fs::read_to_string(folder().join("archived-costs.tsv")).ok()?;
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        (cells[0].to_owned(), cells[1].to_owned(), cells[2].parse().unwrap(), cells[3].parse().unwrap())
    };
    Some(table.lines().skip(1).map(row).collect())
}

/// A hand-made instance: eight times on two days, two teachers, a class, two rooms, four events; with these constraints,
/// and one solution with these events.
pub fn tiny(constraints: &str, events: &str) -> String {
    let time = |name: &str, day: &str, group: &str| {
        let group = if group.is_empty() { String::new() } else { format!(r#"<TimeGroup Reference="{group}"/>"#) };
        format!(
            r#"<Time Id="{name}"><Name>{name}</Name><Day Reference="{day}"/><TimeGroups>{group}</TimeGroups></Time>"#
        )
    };
    let times: String = ["Mo", "Tu"]
        .iter()
        .flat_map(|day| {
            (1..=4).map(move |period| time(&format!("{day}{period}"), day, if period < 3 { "Am" } else { "" }))
        })
        .collect();
    format!(
        r#"<?xml version="1.0"?>
<HighSchoolTimetableArchive>
<Instances><Instance Id="tiny"><MetaData><Name>Tiny &amp; small</Name></MetaData>
<Times><TimeGroups><Day Id="Mo"><Name>Mo</Name></Day><Day Id="Tu"><Name>Tu</Name></Day>
  <TimeGroup Id="Am"><Name>mornings</Name></TimeGroup></TimeGroups>{times}</Times>
<Resources>
  <ResourceTypes><ResourceType Id="Teacher"><Name>t</Name></ResourceType>
    <ResourceType Id="Class"><Name>c</Name></ResourceType><ResourceType Id="Room"><Name>r</Name></ResourceType></ResourceTypes>
  <ResourceGroups><ResourceGroup Id="gT"><Name>gT</Name><ResourceType Reference="Teacher"/></ResourceGroup>
    <ResourceGroup Id="gR"><Name>gR</Name><ResourceType Reference="Room"/></ResourceGroup></ResourceGroups>
  <Resource Id="T1"><Name>Wang</Name><ResourceType Reference="Teacher"/>
    <ResourceGroups><ResourceGroup Reference="gT"/></ResourceGroups></Resource>
  <Resource Id="T2"><Name>Li</Name><ResourceType Reference="Teacher"/>
    <ResourceGroups><ResourceGroup Reference="gT"/></ResourceGroups></Resource>
  <Resource Id="C1"><Name>7-1</Name><ResourceType Reference="Class"/></Resource>
  <Resource Id="R1"><Name>lab</Name><ResourceType Reference="Room"/>
    <ResourceGroups><ResourceGroup Reference="gR"/></ResourceGroups></Resource>
  <Resource Id="R2"><Name>hall</Name><ResourceType Reference="Room"/></Resource>
</Resources>
<Events>
  <EventGroups><Course Id="cA"><Name>cA</Name></Course><EventGroup Id="all"><Name>all</Name></EventGroup>
    <EventGroup Id="pair"><Name>pair</Name></EventGroup></EventGroups>
  <Event Id="E1"><Name>maths</Name><Duration>4</Duration><Course Reference="cA"/>
    <Resources><Resource Reference="C1"/><Resource Reference="T1"><Role>Teacher</Role><ResourceType Reference="Teacher"/></Resource>
      <Resource><Role>Room</Role><ResourceType Reference="Room"/></Resource></Resources>
    <EventGroups><EventGroup Reference="all"/><EventGroup Reference="pair"/></EventGroups></Event>
  <Event Id="E2"><Name>physics</Name><Duration>3</Duration><Workload>10</Workload><Course Reference="cA"/>
    <Resources><Resource><Role>Teacher</Role><ResourceType Reference="Teacher"/></Resource>
      <Resource><Role>Room</Role><ResourceType Reference="Room"/><Workload>3</Workload></Resource></Resources>
    <EventGroups><EventGroup Reference="all"/><EventGroup Reference="pair"/></EventGroups></Event>
  <Event Id="E3"><Name>assembly</Name><Duration>1</Duration><Time Reference="Mo4"/>
    <Resources><Resource Reference="C1"/></Resources><ResourceGroups><ResourceGroup Reference="gT"/></ResourceGroups>
    <EventGroups><EventGroup Reference="all"/></EventGroups></Event>
  <Event Id="E4"><Name>club</Name><Duration>2</Duration></Event>
</Events>
<Constraints>{constraints}</Constraints></Instance></Instances>
<SolutionGroups><SolutionGroup Id="mine"><MetaData><Contributor>me</Contributor><Date>today</Date>
  <Description>by hand</Description></MetaData>
<Solution Reference="tiny"><Events>{events}</Events></Solution></SolutionGroup></SolutionGroups>
</HighSchoolTimetableArchive>"#
    )
}

/// A constraint of this kind, required, of weight 1, linear, on `applies` and with `rest`.
pub fn constraint(kind: &str, applies: &str, rest: &str) -> String {
    format!(
        r#"<{kind}Constraint Id="{kind}"><Name>{kind}</Name><Required>true</Required><Weight>1</Weight>
<CostFunction>Linear</CostFunction><AppliesTo>{applies}</AppliesTo>{rest}</{kind}Constraint>"#
    )
}

/// `<lists><item Reference="..."/></lists>`.
pub fn list(item: &str, ids: &[&str]) -> String {
    let items: String = ids.iter().map(|id| format!(r#"<{item} Reference="{id}"/>"#)).collect();
    format!("<{item}s>{items}</{item}s>")
}

/// A solution event: event, duration, starting time (may be empty), and roles with who fills them.
pub fn part(event: &str, duration: u32, time: &str, fills: &[(&str, &str)]) -> String {
    let time = if time.is_empty() { String::new() } else { format!(r#"<Time Reference="{time}"/>"#) };
    let fills: String = fills
        .iter()
        .map(|(role, who)| format!(r#"<Resource Reference="{who}"><Role>{role}</Role></Resource>"#))
        .collect();
    format!(r#"<Event Reference="{event}"><Duration>{duration}</Duration>{time}<Resources>{fills}</Resources></Event>"#)
}
