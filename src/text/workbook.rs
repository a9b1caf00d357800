//! Errors of reading a workbook (`E650` to `E669`).

use super::Text;
use super::input::{InputError, input_errors};

input_errors! {
    NOT_A_WORKBOOK "E650": "这不是工作簿，而是{what}", "this is no workbook but {what}";
        "请选 Excel/WPS 的 .xlsx、.xls 或 .ods 文件；别的格式先用 Excel/WPS 打开，另存为 .xlsx",
        "choose an .xlsx, .xls or .ods file; open anything else in Excel or WPS and save it as .xlsx";
    DAMAGED "E651": "工作簿已损坏，读不出来：{reason}", "the workbook is damaged and cannot be read: {reason}";
        "用 Excel/WPS 打开并修复，另存为 .xlsx；或向发来的人重新要一份",
        "open and repair it in Excel or WPS and save it as .xlsx, or ask for it again";
    PASSWORD "E652": "工作簿有密码保护", "the workbook is protected by a password";
        "用 Excel/WPS 打开，在“文件－信息－保护工作簿”里取消密码，另存后再导入",
        "open it in Excel or WPS, remove the password under File, Info, Protect Workbook, and save it";
    BOMB "E653": "压缩包展开后过大（{what}），没有打开", "the archive would inflate to too much ({what}); it was not opened";
        "这不像学校的表格；确是表格时，把要用的工作表复制到新工作簿里",
        "this does not look like a school's table; if it is, copy the sheet that matters into a new workbook";
    SHEET_TOO_LARGE "E654": "工作表“{sheet}”用到的范围过大（到 {cell}，上限 {limit} 格）", "sheet \"{sheet}\" uses too large a range (as far as {cell}; the limit is {limit} cells)";
        "删去远处误输入的内容，或把要用的部分复制到新工作表",
        "delete what was typed far away by mistake, or copy the part that matters into a new sheet";
    ONLY_A_PICTURE "E655": "工作表里只有图片，没有文字", "the sheets hold only pictures, no text";
        "图片里的表格读不出来：请输入成文字，或要一份电子表格原件",
        "a picture of a table cannot be read: type it in, or ask for the original";
    MERGED_OVERLAP "E656": "工作表“{sheet}”的合并单元格 {first} 与 {second} 相互重叠", "merged cells {first} and {second} of sheet \"{sheet}\" overlap";
        "取消这两处合并，重新合并一次；或用 Excel/WPS 打开后另存",
        "undo both merges and merge again, or open and save the workbook in Excel or WPS";
    FORMULA_WITHOUT_VALUE "E657": "工作表“{sheet}”有 {count} 个公式没有保存计算结果，第一个在 {cell}", "sheet \"{sheet}\" has {count} formulas without a saved value, the first in {cell}";
        "用 Excel/WPS 打开，等计算完再保存；或“选择性粘贴－数值”", "open it in Excel or WPS, let it calculate, and save it; or paste the values only";
    EMPTY_WORKBOOK "E660": "工作簿里没有一个有文字的单元格", "no cell of the workbook has any text";
        "检查是否选错了文件", "check that it is the right file";
}

/// A kind of file.
pub const A_PDF: Text = Text::new("PDF 文件", "a PDF file");
/// A kind of file.
pub const A_PICTURE: Text = Text::new("图片", "a picture");
/// A kind of file.
pub const A_WEB_PAGE: Text = Text::new("网页（有些系统把网页存成 .xls）", "a web page (some systems save one as .xls)");
/// A kind of file.
pub const A_TEXT: Text = Text::new("文本文件（CSV 等）", "a text file (CSV or the like)");
/// A kind of file.
pub const A_DOCUMENT: Text = Text::new("Word 文档", "a Word document");
/// A kind of file.
pub const AN_XLSB: Text = Text::new("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)");
/// A kind of file.
pub const AN_ARCHIVE: Text = Text::new("一般的压缩包", "some other archive");
/// A kind of file.
pub const NOTHING: Text = Text::new("空文件", "an empty file");
/// A kind of file.
pub const UNKNOWN: Text = Text::new("读不懂的文件", "something else");
