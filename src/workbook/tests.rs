//! Workbooks good and bad: written by `rust_xlsxwriter`, or byte by byte.

use std::io::{Cursor, Write};
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook as Writer};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::open::parse;
use super::*;
use crate::text::Lang;

fn codes(bytes: &[u8]) -> Vec<&'static str> {
    match parse(Path::new("x.xlsx"), bytes) {
        Ok(_) => Vec::new(),
        Err(errors) => errors
            .0
            .iter()
            .map(|error| {
                assert!(!error.render(Lang::Zh).contains('{') && !error.render(Lang::En).contains('{'));
                error.error.code
            })
            .collect(),
    }
}

fn saved(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut book = Writer::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

/// Where the workbook is, as the package says.
const PACKAGE: (&str, &[u8]) = (
    "_rels/.rels",
    b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
);

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet with this XML.
fn with_sheet(xml: &str) -> Vec<u8> {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relation}\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let rels = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{relation}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\">{xml}</worksheet>");
    zipped(&[
        PACKAGE,
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn cell(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn text_is_clean_and_merged_cells_are_filled() {
    let bytes = saved(|book| {
        let sheet = book.add_worksheet();
        sheet.set_name("任课").unwrap();
        sheet.merge_range(0, 0, 0, 2, "　向阳小学　任课表 ", &Format::new()).unwrap();
        sheet.write(1, 0, "语文\r\n张　芳").unwrap();
        sheet.write(1, 1, 8.0).unwrap();
        sheet.write(1, 2, "２\u{a0}").unwrap();
        book.add_worksheet().set_hidden(true).write(0, 0, "旧").unwrap();
    });
    let book = parse(Path::new("x.xlsx"), &bytes).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!((sheet.name.as_str(), sheet.text(0, 2), sheet.text(1, 0)), ("任课", "向阳小学 任课表", "语文\n张 芳"));
    assert_eq!((sheet.text(1, 1), sheet.text(1, 2), sheet.place(1, 2)), ("8", "2", "任课!C2".to_owned()));
    assert_eq!((sheet.cell(0, 1).unwrap().of, sheet.cell(0, 0).unwrap().of), (Some((0, 0)), None));
    assert!(book.sheets[1].hidden);
    assert_eq!(sheet.transposed().text(2, 1), "2");
    assert_eq!((a1(0, 0), a1(6, 28), letters(701)), ("A1".into(), "AC7".into(), "ZZ".into()));
}

#[test]
fn what_is_no_workbook_is_said_to_be_none() {
    let document = zipped(&[("word/document.xml", b"<w/>")]);
    for bytes in [&b"\x89PNG\r\n\x1a\n"[..], b"%PDF-1.7", "班级,语文\n".as_bytes(), b"", b"\xff\xff\xfe", &document]
    {
        assert_eq!(codes(bytes), ["E650"]);
    }
    assert_eq!(codes(b"PK\x03\x04 and then nothing"), ["E651"]);
    let mut cut = saved(|book| {
        book.add_worksheet().write(0, 0, "x").unwrap();
    });
    cut.truncate(cut.len() / 2);
    assert_eq!(codes(&cut), ["E651"]);
    assert_eq!(codes(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 broken"), ["E651"]);
}

#[test]
fn a_protected_workbook_is_told_apart_from_a_damaged_one() {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.extend([0; 600]);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(codes(&bytes), ["E652"]);
}

#[test]
fn a_bomb_is_not_opened_whatever_it_says_of_its_size() {
    let zeros = vec![b' '; 40 << 20];
    let mut bytes = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert_eq!(codes(&bytes), ["E653"]);
    // The sizes that the archive states are of no account.
    let size = (40_u32 << 20).to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|window| window == size) {
        bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert!(["E651", "E653"].contains(&codes(&bytes)[0]));
}

#[test]
fn one_cell_far_away_is_named_and_empty_rows_cost_nothing() {
    let far = format!(
        "<sheetData><row r=\"1\">{}</row><row r=\"1048576\">{}</row></sheetData>",
        cell("A1", "班级"),
        cell("XFD1048576", "x")
    );
    let Err(errors) = parse(Path::new("x.xlsx"), &with_sheet(&far)) else { panic!() };
    assert!(errors.0[0].render(Lang::Zh).contains("XFD1048576") && errors.0[0].error.code == "E654");
    let mut rows = String::new();
    for row in 2..=100_000 {
        rows.push_str(&format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"0\"/></row>"));
    }
    let sheet = format!("<sheetData><row r=\"1\">{}</row>{rows}</sheetData>", cell("A1", "班级"));
    assert_eq!(parse(Path::new("x.xlsx"), &with_sheet(&sheet)).unwrap().sheets[0].height(), 1);
}

#[test]
fn merged_regions_that_overlap_and_formulas_without_values_are_errors() {
    let data = format!("<sheetData><row r=\"1\">{}{}</row></sheetData>", cell("A1", "a"), cell("B1", "b"));
    let merged = "<mergeCells count=\"2\"><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>";
    assert_eq!(codes(&with_sheet(&format!("{data}{merged}"))), ["E656"]);
    let formula = "<sheetData><row r=\"1\"><c r=\"A1\"><f>CONCAT(\"a\",\"b\")</f></c></row></sheetData>";
    assert_eq!(codes(&with_sheet(formula))[0], "E657");
    let saved = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><f>cmd()</f><v>语文</v></c></row></sheetData>";
    let book = parse(Path::new("x.xlsx"), &with_sheet(saved)).unwrap();
    assert_eq!((book.sheets[0].text(0, 0), book.sheets[0].formulas), ("语文", 1));
}

#[test]
fn pictures_and_nothing_are_told_apart() {
    assert_eq!(
        codes(&saved(|book| {
            book.add_worksheet();
        })),
        ["E660"]
    );
    let bytes = zipped(&[
        PACKAGE,
        ("xl/workbook.xml", b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData/></worksheet>"),
        ("xl/worksheets/_rels/sheet1.xml.rels", b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing\" Target=\"../drawings/drawing1.xml\"/></Relationships>"),
    ]);
    assert_eq!(codes(&bytes), ["E655"]);
}

fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"任课\">{table}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn open_document_tables_are_read_with_their_spans() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let table = format!(
        "<table:table-row><table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\" office:value-type=\"string\"><text:p>语文</text:p></table:table-cell><table:covered-table-cell/>{}</table:table-row><table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        text("数学")
    );
    let book = parse(Path::new("x.ods"), &ods(&table)).unwrap();
    assert_eq!([0, 1, 2].map(|column| book.sheets[0].text(0, column)), ["语文", "语文", "数学"]);
    let heavy =
        format!("<table:table-row table:number-rows-repeated=\"1000000\">{}</table:table-row>", text("x").repeat(9));
    assert_eq!(codes(&ods(&heavy)), ["E654"]);
}

proptest::proptest! {
    #[test]
    fn no_bytes_panic(bytes: Vec<u8>, start in 0_usize..3) {
        let starts: [&[u8]; 3] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b""];
        let _ = parse(Path::new("x"), &[starts[start], &bytes].concat());
    }
}
