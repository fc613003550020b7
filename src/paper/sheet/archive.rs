//! How far a zip archive unpacks, by its own table of contents; the reader of a workbook never goes further.

use super::{PART_MAX, UNPACKED_MAX, too_large};
use crate::words::{Message, sheet as w};

/// Refuses a workbook that would unpack to more than is reasonable, by its own table of contents.
///
/// # Errors
/// Where it would, or where the table is broken.
pub(super) fn check(bytes: &[u8], name: &str) -> Result<(), Message> {
    let damaged = || w::DAMAGED.with("file", name).with("why", "zip");
    let parts = contents(bytes).ok_or_else(damaged)?;
    let total = parts.iter().fold(0u64, |sum, (_, size)| sum.saturating_add(*size));
    if total > UNPACKED_MAX {
        return Err(too_large(&w::UNPACKS_TOO_LARGE, name, total, UNPACKED_MAX));
    }
    let in_memory = |(part, _): &&(&[u8], u64)| !part.starts_with(b"xl/worksheets/");
    match parts.iter().filter(in_memory).map(|(_, size)| *size).max() {
        Some(size) if size > PART_MAX => Err(too_large(&w::UNPACKS_TOO_LARGE, name, size, PART_MAX)),
        _ => Ok(()),
    }
}

/// The parts of a zip archive with their unpacked sizes; `None` where its directory is broken.
fn contents(bytes: &[u8]) -> Option<Vec<(&[u8], u64)>> {
    const END: usize = 22;
    let from = bytes.len().checked_sub(END)?;
    let end = (from.saturating_sub(0xffff)..=from)
        .rev()
        .find(|at| bytes.get(*at..).is_some_and(|tail| tail.starts_with(b"PK\x05\x06")))?;
    let count = number(bytes, end + 10, 2)?;
    let mut at = usize::try_from(number(bytes, end + 16, 4)?).ok()?;
    let mut parts = Vec::new();
    for _ in 0..count {
        let entry = bytes.get(at..).filter(|entry| entry.starts_with(b"PK\x01\x02"))?;
        let length = |at: usize| number(entry, at, 2).and_then(|length| usize::try_from(length).ok());
        let (name, extra, remark) = (length(28)?, length(30)?, length(32)?);
        let mut size = number(entry, 24, 4)?;
        if size == 0xffff_ffff {
            size = long_size(entry.get(46 + name..46 + name + extra)?)?;
        }
        parts.push((entry.get(46..46 + name)?, size));
        at += 46 + name + extra + remark;
    }
    Some(parts)
}

/// The unpacked size in the zip64 extra field, where it stands first.
fn long_size(mut extra: &[u8]) -> Option<u64> {
    loop {
        let length = usize::try_from(number(extra, 2, 2)?).ok()?;
        if number(extra, 0, 2)? == 1 {
            return number(extra, 4, 8);
        }
        extra = extra.get(4 + length..)?;
    }
}

/// The little-endian number of `width` bytes at `at`.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(width)?)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
}
