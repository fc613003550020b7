//! Masks: how much of a number, an address or a name each kind of output may show (PR-1).

use unicode_segmentation::UnicodeSegmentation;

/// Where a value is about to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Output {
    /// The record on the screen of an operator who may see it.
    Screen,
    /// A slip that the applicant takes home.
    Receipt,
    /// A print that stays in the house.
    Internal,
    /// A spreadsheet or a register for the office.
    Export,
    /// A public list.
    Public,
}

/// What stands for a hidden character.
const MASK: &str = "*";

/// A longer value hides at least this many characters, a shorter one two thirds of itself.
const LEAST_HIDDEN: usize = 4;

/// Masks an identity number, credit code or card number (PR-1).
///
/// Screen first 3 and last 4, receipt and export 1 and 2, internal print the last 4, public nothing
/// at all: first 6 and last 4 could be guessed back from a birth date and the check character.
#[must_use]
pub fn id_number(value: &str, output: Output) -> String {
    match output {
        Output::Screen => ends(value, 3, 4),
        Output::Receipt | Output::Export => ends(value, 1, 2),
        Output::Internal => ends(value, 0, 4),
        Output::Public => String::new(),
    }
}

/// Masks a telephone number: first 3 and last 4, public nothing (PR-1).
#[must_use]
pub fn phone(value: &str, output: Output) -> String {
    match output {
        Output::Public => String::new(),
        _ => ends(value, 3, 4),
    }
}

/// Masks an address: on the screen in full, public nothing, elsewhere to the building (PR-1).
#[must_use]
pub fn address(value: &str, output: Output) -> String {
    match output {
        Output::Screen => value.to_owned(),
        Output::Public => String::new(),
        _ => to_building(value),
    }
}

/// Masks a name: public the first character alone, everywhere else in full (A13, as little as needed).
#[must_use]
pub fn name(value: &str, output: Output) -> String {
    match output {
        Output::Public => {
            let mut graphemes = value.trim().graphemes(true);
            let first = graphemes.next().unwrap_or_default();
            match graphemes.count() {
                0 => MASK.repeat(first.len().min(1)),
                hidden => format!("{first}{}", MASK.repeat(hidden)),
            }
        }
        _ => value.to_owned(),
    }
}

/// Cuts an address behind its building, for lists and everything that leaves the screen (PR-1).
///
/// The building is what ends in 幢, 栋, 座 or 号楼; without one, the house number (号); without either,
/// whatever stands before the first number. What is cut is shown as `***`.
#[must_use]
pub fn to_building(value: &str) -> String {
    let value = value.trim();
    let keep = end_of_building(value).min(value.len());
    match value.split_at_checked(keep) {
        Some((shown, hidden)) if hidden.trim().is_empty() => shown.trim_end().to_owned(),
        Some((shown, _)) => format!("{}{}", shown.trim_end(), MASK.repeat(3)),
        None => MASK.repeat(3),
    }
}

/// The byte offset behind the building.
fn end_of_building(value: &str) -> usize {
    let mut number_before = false;
    let mut first_number = None;
    let mut house = None;
    for (at, c) in value.char_indices() {
        let rest = value.get(at..).unwrap_or_default();
        if number_before && rest.starts_with("号楼") {
            return at + "号楼".len();
        }
        if number_before && matches!(c, '幢' | '栋' | '座') {
            return at + c.len_utf8();
        }
        if number_before && matches!(c, '号' | '號') && house.is_none() {
            house = Some(at + c.len_utf8());
        }
        // In the shorthand 3-2-501 the first group is the building.
        if number_before && matches!(c, '-' | '－') && house.is_none() {
            house = Some(at);
        }
        number_before = is_number(c);
        if number_before && c.is_numeric() && first_number.is_none() {
            first_number = Some(at);
        }
    }
    house.or(first_number).unwrap_or_else(|| half(value))
}

/// Without any number nothing tells the building: half of the text, from the large to the small.
fn half(value: &str) -> usize {
    let count = value.graphemes(true).count();
    value.graphemes(true).take(count / 2).map(str::len).sum()
}

/// Characters that a building is numbered with.
fn is_number(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '#' | '＃')
        || "〇零一二三四五六七八九十甲乙丙丁东南西北".contains(c)
}

/// Keeps `head` and `tail` graphemes; a value too short for that keeps the last third at most.
fn ends(value: &str, head: usize, tail: usize) -> String {
    let graphemes: Vec<&str> = value.trim().graphemes(true).collect();
    let count = graphemes.len();
    let (head, tail) =
        if count >= head + tail + LEAST_HIDDEN { (head, tail) } else { (0, tail.min(count / 3)) };
    let shown = |at: usize| at < head || at >= count - tail;
    graphemes.iter().enumerate().map(|(at, grapheme)| if shown(at) { *grapheme } else { MASK }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Output::{Export, Internal, Public, Receipt, Screen};

    #[test]
    fn pr_1_identity_numbers() {
        for (value, output, masked) in [
            ("330106199003071236", Screen, "330***********1236"),
            ("330106199003071236", Receipt, "3***************36"),
            ("330106199003071236", Internal, "**************1236"),
            ("330106199003071236", Export, "3***************36"),
            ("330106199003071236", Public, ""),
            ("11010519491231002X", Screen, "110***********002X"),
            ("CAN110081080310", Screen, "CAN********0310"),
            ("11010519491231002X43", Receipt, "1*****************43"),
            ("12345678901", Screen, "123****8901"),
            ("1234567890", Screen, "*******890"),
            ("1234567", Receipt, "1****67"),
            ("123456", Receipt, "****56"),
            ("1234", Internal, "***4"),
            ("12", Screen, "**"),
            ("1", Export, "*"),
            ("", Screen, ""),
        ] {
            assert_eq!(id_number(value, output), masked, "{value} {output:?}");
        }
    }

    #[test]
    fn pr_1_telephones() {
        for (value, output, masked) in [
            ("13812345678", Screen, "138****5678"),
            ("13812345678", Receipt, "138****5678"),
            ("13812345678", Internal, "138****5678"),
            ("13812345678", Export, "138****5678"),
            ("13812345678", Public, ""),
            ("0571-88881234", Screen, "057******1234"),
            ("4008001234", Screen, "*******234"),
            ("12345", Screen, "****5"),
            ("110", Export, "**0"),
        ] {
            assert_eq!(phone(value, output), masked, "{value} {output:?}");
        }
    }

    #[test]
    fn pr_1_addresses_end_at_the_building() {
        for (value, masked) in [
            ("朝阳里3幢2单元501室", "朝阳里3幢***"),
            ("朝阳里三幢二单元501", "朝阳里三幢***"),
            ("人民路12号3栋501", "人民路12号3栋***"),
            ("人民路12号院3号楼2单元501", "人民路12号院3号楼***"),
            ("幸福大厦A座1203", "幸福大厦A座***"),
            ("幸福大厦Ａ座１２０３", "幸福大厦Ａ座***"),
            ("人民路12号501室", "人民路12号***"),
            ("东风村3组12号", "东风村3组12号"),
            ("朝阳里3幢", "朝阳里3幢"),
            ("朝阳里 3幢 ", "朝阳里 3幢"),
            ("朝阳里3-2-501", "朝阳里3***"),
            ("幸福大厦1203室", "幸福大厦***"),
            ("幸福大厦１２０３室", "幸福大厦***"),
            ("幸福大厦12楼1203", "幸福大厦***"),
            ("东村王家院子", "东村王***"),
            ("座", "***"),
            ("", ""),
        ] {
            for output in [Receipt, Internal, Export] {
                assert_eq!(address(value, output), masked, "{value}");
            }
            assert_eq!(address(value, Screen), value);
            assert_eq!(address(value, Public), "");
        }
    }

    #[test]
    fn pr_1_names_on_public_lists() {
        for (value, masked) in [
            ("张伟", "张*"),
            ("王桂英", "王**"),
            ("𠮷野", "𠮷*"),
            ("葛\u{e0100}城", "葛\u{e0100}*"),
            ("买买提·阿不都", "买******"),
            ("张", "*"),
            ("", ""),
        ] {
            assert_eq!(name(value, Public), masked);
            for output in [Screen, Receipt, Internal, Export] {
                assert_eq!(name(value, output), value);
            }
        }
    }

    #[test]
    fn pr_1_no_value_is_shown_whole() {
        for count in 1..24 {
            let value = "𠮷".repeat(count);
            for output in [Screen, Receipt, Internal, Export] {
                assert!(id_number(&value, output).contains('*'), "{count}");
                assert!(phone(&value, output).contains('*'), "{count}");
            }
        }
    }
}
