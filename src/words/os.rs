//! Why the system did not do something, in words; the system itself speaks English.

use super::Message;
use std::io::{Error, ErrorKind};

phrases! { os;
    NOT_THERE: "没有这个文件或文件夹", "no such file or folder";
    NOT_PERMITTED: "没有权限", "permission denied";
    THERE_ALREADY: "已经存在", "it exists already";
    NO_ROOM: "磁盘满了", "the disk is full";
    READ_ONLY: "磁盘或文件夹只读", "the disk or folder is read-only";
    IS_FOLDER: "这是文件夹, 不是文件", "it is a folder, not a file";
    NOT_FOLDER: "上一级不是文件夹", "its parent is not a folder";
    TOO_LARGE: "超出允许的大小", "it may not grow further";
    NOT_TEXT: "不是 UTF-8 文字", "it is not UTF-8 text";
    ENDED: "内容突然结束", "it ended unexpectedly";
    BUSY: "正被占用", "it is in use";
    CODE: "系统错误 {code}", "system error {code}";
    UNKNOWN: "系统没有说明原因", "the system gave no reason";
    NOT_UNDERSTOOD: "看不懂 [{text}]", "[{text}] is not understood";
}

/// What a person reads for an error of the system.
#[must_use]
pub fn reason(error: &Error) -> Message {
    match error.kind() {
        ErrorKind::NotFound => NOT_THERE.msg(),
        ErrorKind::PermissionDenied => NOT_PERMITTED.msg(),
        ErrorKind::AlreadyExists => THERE_ALREADY.msg(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => NO_ROOM.msg(),
        ErrorKind::ReadOnlyFilesystem => READ_ONLY.msg(),
        ErrorKind::IsADirectory => IS_FOLDER.msg(),
        ErrorKind::NotADirectory => NOT_FOLDER.msg(),
        ErrorKind::FileTooLarge => TOO_LARGE.msg(),
        ErrorKind::InvalidData => NOT_TEXT.msg(),
        ErrorKind::UnexpectedEof => ENDED.msg(),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => BUSY.msg(),
        _ => error.raw_os_error().map_or_else(|| UNKNOWN.msg(), |code| CODE.with("code", code)),
    }
}

/// The line, from 1, on which the byte at `offset` of a file stands.
#[must_use]
pub fn line_at(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}

/// What a person reads where a line of a settings file is not understood: the line itself.
#[must_use]
pub fn not_understood(text: &str, line: usize) -> Message {
    let shown: String = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim().chars().take(60).collect();
    NOT_UNDERSTOOD.with("text", shown)
}
