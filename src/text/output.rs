//! Errors while writing files: code, cause and action.

use super::Text;
use super::input::InputError;

/// A file or folder cannot be written.
pub static CANNOT_WRITE: InputError = InputError {
    code: "E220",
    cause: Text::new("写不进去：{reason}", "cannot be written: {reason}"),
    action: Text::new(
        "检查输出文件夹的权限和磁盘空间；若文件正在 Excel 中打开，请先关闭",
        "check the folder's permissions and the disk's free space; close the file if a spreadsheet has it open",
    ),
};

/// The output folder is a file.
pub static NOT_A_FOLDER: InputError = InputError {
    code: "E221",
    cause: Text::new("输出位置是一个文件，不是文件夹", "the output place is a file, not a folder"),
    action: Text::new("换一个文件夹名，或移走这个文件", "name a folder, or move the file away"),
};

/// A page cannot be made.
pub static CANNOT_RENDER: InputError = InputError {
    code: "E222",
    cause: Text::new("网页生成失败：{reason}", "the page cannot be made: {reason}"),
    action: Text::new(
        "这是程序错误，请附上输入文件反馈",
        "this is a mistake of the program: please report it with the input",
    ),
};

/// All of them, for the list of codes.
pub static ALL: &[&InputError] = &[&CANNOT_WRITE, &NOT_A_FOLDER, &CANNOT_RENDER];
