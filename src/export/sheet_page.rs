//! A booklet as one plain page that loads nothing: tables with headings that a screen reader tells, ready to print.

use super::grid::{Booklet, Cell, Grid, Look, Paper, Role, Size, Value, colour};
use crate::text::{Lang, ui};

const STYLE: &str = "\
body{font:15px/1.4 system-ui,'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;color:#1c232b;margin:0 auto;max-width:64rem;padding:.8rem}
section{overflow-x:auto;margin:0 0 2rem}
table{border-collapse:collapse;width:100%}.f{table-layout:fixed;overflow-wrap:anywhere}.d{white-space:nowrap}
caption{font-size:1.3rem;font-weight:700;padding:.3rem}caption small{display:block;font-size:.85rem;font-weight:400;color:#59616a}
th,td{border:1px solid #a0a8b0;padding:.25rem .4rem;text-align:center;vertical-align:middle}
th{background:#e8edf1}th[scope=row]{font-weight:400}
.s th[scope=row],.s tr:first-child>th:first-child{position:sticky;left:0}.l{text-align:left}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.t{font-weight:700;background:#f6f7f9;border-top:2px solid #1c232b}
.x{color:#b01722;font-weight:700}.p{color:#59616a}.a{background:repeating-linear-gradient(135deg,#fff 0 5px,#e3e8ec 5px 6px)}
small{display:block;font-size:.82em}
p{color:#59616a;font-size:.82rem;margin:.3rem 0}
@media (max-width:40rem){body{font-size:13px;padding:.3rem}th,td{padding:.1rem .15rem}}
@page{size:A4;margin:10mm}@page wide{size:A4 landscape;margin:10mm}
@media print{.s th{position:static!important}body{padding:0;max-width:none;font-size:12px;-webkit-print-color-adjust:exact;print-color-adjust:exact}section{break-after:page;overflow:visible}section:last-of-type{break-after:auto}section.wide{page:wide}tr{break-inside:avoid}thead{display:table-header-group}}
";

/// The page.
#[must_use]
pub fn write(booklet: &Booklet, lang: Lang) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        ui::LANGUAGE_TAG.get(lang),
        escape(&booklet.title),
    );
    for grid in &booklet.grids {
        section(&mut out, grid);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn section(out: &mut String, grid: &Grid) {
    let wide = if grid.paper == Paper::Landscape { " class=\"wide\"" } else { "" };
    // A week has columns of the same width, however narrow the screen is; other tables move under their first column.
    let fixed = if grid.one_page { " class=\"f\"" } else { " class=\"s\"" };
    out.push_str(&format!("<section{wide} tabindex=\"0\">\n<table{fixed}>\n<caption>{}", escape(&grid.title)));
    if !grid.facts.is_empty() {
        out.push_str(&format!("<small>{}</small>", escape(&grid.facts)));
    }
    out.push_str("</caption>\n");
    if grid.one_page {
        let all: f64 = grid.columns.iter().sum();
        let widths = grid.columns.iter().map(|width| format!("<col style=\"width:{:.1}%\"/>", 100.0 * width / all));
        out.push_str(&format!("<colgroup>{}</colgroup>\n", widths.collect::<String>()));
    }
    let mut cells: Vec<&Cell> = grid.cells.iter().collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    for row in 0..grid.rows.len() {
        if row == 0 && grid.heads > 0 {
            out.push_str("<thead>\n");
        } else if row == grid.heads {
            out.push_str("<tbody>\n");
        }
        out.push_str("<tr>");
        cells.iter().filter(|cell| cell.row == row).for_each(|cell| one(out, grid, cell));
        out.push_str("</tr>\n");
        if row + 1 == grid.heads {
            out.push_str("</thead>\n");
        }
    }
    if grid.rows.len() > grid.heads {
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n");
    for note in &grid.notes {
        out.push_str(&format!("<p>{}</p>\n", escape(note)));
    }
    out.push_str("</section>\n");
}

fn one(out: &mut String, grid: &Grid, cell: &Cell) {
    let role = grid.role(cell);
    let (tag, scope) = match role {
        Role::Column if cell.columns > 1 => ("th", " scope=\"colgroup\""),
        Role::Column => ("th", " scope=\"col\""),
        Role::Row => ("th", " scope=\"row\""),
        Role::Data => ("td", ""),
    };
    let mut classes: Vec<&str> = match cell.look {
        Look::Left => vec!["l"],
        Look::Total => vec!["t"],
        Look::Over => vec!["x"],
        Look::Pause => vec!["p"],
        Look::Absent => vec!["a"],
        Look::Plain | Look::Head | Look::Label | Look::Entry(_) => Vec::new(),
    };
    if matches!(&cell.value, Value::Money(_))
        || matches!(&cell.value, Value::Sum(_, value) if matches!(**value, Value::Money(_)))
    {
        classes.push("n");
    }
    if matches!(&cell.value, Value::Date(_)) {
        classes.push("d");
    }
    out.push_str(&format!("<{tag}{scope}"));
    if cell.rows > 1 {
        out.push_str(&format!(" rowspan=\"{}\"", cell.rows));
    }
    if cell.columns > 1 {
        out.push_str(&format!(" colspan=\"{}\"", cell.columns));
    }
    if !classes.is_empty() {
        out.push_str(&format!(" class=\"{}\"", classes.join(" ")));
    }
    if let Look::Entry(class) = cell.look
        && let Some([red, green, blue]) = colour(class)
    {
        out.push_str(&format!(" style=\"background:#{red:02x}{green:02x}{blue:02x}\""));
    }
    out.push('>');
    for (nth, line) in cell.value.lines().iter().enumerate() {
        let text = escape(&line.text);
        match line.size {
            Size::Strong if role == Role::Column => out.push_str(&text),
            Size::Strong => out.push_str(&format!("<b>{text}</b>")),
            Size::Small => out.push_str(&format!("<small>{text}</small>")),
            Size::Normal if nth > 0 => out.push_str(&format!("<br/>{text}")),
            Size::Normal => out.push_str(&text),
        }
    }
    out.push_str(&format!("</{tag}>"));
}

/// Text that is never markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}
