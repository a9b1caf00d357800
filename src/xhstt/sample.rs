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
