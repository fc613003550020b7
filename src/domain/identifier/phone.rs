//! Telephone numbers: mobiles, landlines with extension, 400/800 lines and short codes.

use super::{Checked, Fault, Kind, Problem, fold, is_hyphen, is_invisible, shown};
use crate::words::identifier as words;

const RULE: &str = "ID-9";

/// What stands in front of an extension when it is not just a hyphen.
const EXTENSION_MARKS: [&str; 6] = ["转", "分机", "EXT", "X", "#", ","];

/// Checks a telephone number (ID-9).
///
/// Kept as digits alone, a landline as `0571-88880000` or `0571-88880000-12`. Spaces, hyphens and
/// brackets are dropped, and so is the country code 86 (`+86`, `0086`).
///
/// # Errors
/// A [`Problem`] that names the place: a character that is no digit, a length that no kind has, a
/// landline without its area code, a bad extension.
pub fn check(value: &str) -> Result<Checked, Problem> {
    let (main, extension) = split(&tidy(value));
    let digits = without_country(&main);
    if digits.is_empty() && extension.is_none() {
        return Err(Problem::new(Fault::Empty, RULE, &words::EMPTY_PHONE));
    }
    if let Some((index, found)) = digits.chars().enumerate().find(|(_, c)| !c.is_ascii_digit()) {
        return Err(wrong_character(index + 1, shown(found)));
    }
    let kind = classify(&digits)?;
    let mut normalized = match kind {
        Kind::Landline => {
            let (area, local) = digits.split_at_checked(area_length(&digits)).unwrap_or((&digits, ""));
            format!("{area}-{local}")
        }
        _ => digits,
    };
    if let Some(extension) = extension {
        if !matches!(kind, Kind::Landline | Kind::ServiceLine) {
            return Err(wrong_character(normalized.len() + 1, "转".into()));
        }
        if !(1..=6).contains(&extension.len()) || !extension.bytes().all(|b| b.is_ascii_digit()) {
            let message = words::EXTENSION_LENGTH.with("found", extension);
            return Err(Problem::new(Fault::BadLength, RULE, message));
        }
        normalized.push('-');
        normalized.push_str(&extension);
    }
    Ok(Checked::plain(kind, normalized))
}

/// Folds, drops spaces and marks, writes every hyphen and closing bracket as `-`.
fn tidy(value: &str) -> String {
    value
        .chars()
        .map(fold)
        .filter(|c| !c.is_whitespace() && !is_invisible(*c) && *c != '(')
        .map(|c| if is_hyphen(c) || c == ')' { '-' } else { c.to_ascii_uppercase() })
        .collect()
}

/// The number without hyphens, and the extension behind a mark or behind a complete landline.
fn split(text: &str) -> (String, Option<String>) {
    let plain = |part: &str| part.replace('-', "");
    let mark =
        EXTENSION_MARKS.iter().filter_map(|mark| text.split_once(mark)).min_by_key(|(main, _)| main.len());
    if let Some((main, extension)) = mark.filter(|(main, _)| main.chars().any(|c| c.is_ascii_digit())) {
        let extension = plain(extension.trim_start_matches(['.', ':', '-', '转']));
        return (plain(main), Some(extension).filter(|text| !text.is_empty()));
    }
    match text.trim_end_matches('-').rsplit_once('-') {
        Some((main, extension)) if is_landline(&without_country(&plain(main))) => {
            (plain(main), Some(extension.into()))
        }
        _ => (plain(text), None),
    }
}

/// Drops the country code; a landline gets back the 0 that stands for it at home.
fn without_country(number: &str) -> String {
    let national = number.strip_prefix("+86").or_else(|| number.strip_prefix("0086"));
    let is_mobile = |rest: &&str| rest.len() == 11 && rest.starts_with('1');
    match national.or_else(|| number.strip_prefix("86").filter(is_mobile)) {
        None => number.to_owned(),
        Some(rest) if rest.starts_with(['0', '1', '+']) || is_service(rest) => rest.to_owned(),
        Some(rest) => format!("0{rest}"),
    }
}

fn classify(digits: &str) -> Result<Kind, Problem> {
    let have = digits.len();
    let wrong = |phrase: &'static crate::words::Phrase| {
        Err(Problem::new(Fault::BadLength, RULE, phrase.with("have", have)))
    };
    match digits.as_bytes() {
        [b'0', ..] if is_landline(digits) => Ok(Kind::Landline),
        [b'0', ..] => wrong(&words::LANDLINE_LENGTH),
        _ if (3..=6).contains(&have) => Ok(Kind::ShortCode),
        [b'1', b'3'..=b'9', ..] if have == 11 => Ok(Kind::Mobile),
        [b'1', second, ..] if have == 11 => {
            let message = words::MOBILE_SECOND.with("found", char::from(*second).to_string());
            Err(Problem::new(Fault::BadCharacter, RULE, message))
        }
        [b'1', _, _, ..] => wrong(&words::MOBILE_LENGTH),
        _ if is_service(digits) => Ok(Kind::ServiceLine),
        _ if (7..=8).contains(&have) => wrong(&words::LANDLINE_AREA),
        _ if digits.starts_with("400") || digits.starts_with("800") => wrong(&words::SERVICE_LENGTH),
        _ => wrong(&words::PHONE_LENGTH),
    }
}

fn is_service(digits: &str) -> bool {
    digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"))
}

fn is_landline(digits: &str) -> bool {
    let local = digits.len().saturating_sub(area_length(digits));
    digits.starts_with('0') && (7..=8).contains(&local)
}

/// 010 and 020 to 029 have three digits, every other area code four.
fn area_length(digits: &str) -> usize {
    if digits.starts_with("01") || digits.starts_with("02") { 3 } else { 4 }
}

fn wrong_character(at: usize, found: crate::words::Arg) -> Problem {
    let message = words::PHONE_CHARACTER.with("at", at).with("found", found);
    Problem::new(Fault::BadCharacter, RULE, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;
    use proptest::prelude::*;

    #[test]
    fn id_9_valid_numbers() {
        for (value, kind, normalized) in [
            ("13800000000", Kind::Mobile, "13800000000"),
            ("199 8888-7777", Kind::Mobile, "19988887777"),
            ("+86 138 0000 0000", Kind::Mobile, "13800000000"),
            ("0086-13800000000", Kind::Mobile, "13800000000"),
            ("8613800000000", Kind::Mobile, "13800000000"),
            ("１３８００００００００", Kind::Mobile, "13800000000"),
            ("\u{202a}138\u{a0}0000 0000\u{202c}", Kind::Mobile, "13800000000"),
            ("0571-88880000", Kind::Landline, "0571-88880000"),
            ("057188880000", Kind::Landline, "0571-88880000"),
            ("(0571) 8888 0000", Kind::Landline, "0571-88880000"),
            ("（0571）88880000", Kind::Landline, "0571-88880000"),
            ("+86 571 8888 0000", Kind::Landline, "0571-88880000"),
            ("0571－88880000－12", Kind::Landline, "0571-88880000-12"),
            ("0571-88880000转8012", Kind::Landline, "0571-88880000-8012"),
            ("057188880000 ext. 8012", Kind::Landline, "0571-88880000-8012"),
            ("0571-8888-0000", Kind::Landline, "0571-88880000"),
            ("0571-88880000转", Kind::Landline, "0571-88880000"),
            ("0576-8123456", Kind::Landline, "0576-8123456"),
            ("0576-8123456-1", Kind::Landline, "0576-8123456-1"),
            ("010-88880000", Kind::Landline, "010-88880000"),
            ("021 8888 0000", Kind::Landline, "021-88880000"),
            ("400-800-1234", Kind::ServiceLine, "4008001234"),
            ("8008101234转5", Kind::ServiceLine, "8008101234-5"),
            ("110", Kind::ShortCode, "110"),
            ("12345", Kind::ShortCode, "12345"),
            ("661234", Kind::ShortCode, "661234"),
        ] {
            assert_eq!(check(value), Ok(Checked::plain(kind, normalized.into())), "{value}");
        }
    }

    #[test]
    fn id_9_invalid_numbers_say_where() {
        for (value, code, says) in [
            ("1380000000", "bad-length", "手机号应为 11 位, 现在是 10 位. 核对号码"),
            ("138000000000", "bad-length", "手机号应为 11 位, 现在是 12 位. 核对号码"),
            ("12800000000", "bad-character", "第 2 位是 2, 手机号第 2 位应为 3 到 9. 核对号码"),
            ("138O0000000", "bad-character", "第 4 位是 O, 电话只能是数字. 核对号码"),
            ("一三八", "bad-character", "第 1 位是 一, 电话只能是数字. 核对号码"),
            ("88880000", "bad-length", "固定电话缺区号, 现在是 8 位. 在前面加区号, 如 0571-88880000"),
            (
                "0571-888800",
                "bad-length",
                "固定电话应为区号加 7 或 8 位号码, 现在共 10 位. 核对号码, 如 0571-88880000",
            ),
            ("0571-88880000-1234567", "bad-length", "分机号应为 1 到 6 位数字, 现在是 1234567. 核对号码"),
            ("0571-88880000转前台", "bad-length", "分机号应为 1 到 6 位数字, 现在是 前台. 核对号码"),
            ("13800000000转12", "bad-character", "第 12 位是 转, 电话只能是数字. 核对号码"),
            ("400800123", "bad-length", "400 和 800 电话应为 10 位, 现在是 9 位. 核对号码"),
            (
                "12",
                "bad-length",
                "电话位数不对, 现在是 2 位: 手机 11 位, 固定电话带区号, 短号 3 到 6 位. 核对号码",
            ),
            ("", "empty", "没有填电话. 填手机号, 或区号加固定电话"),
            (" - ", "empty", "没有填电话. 填手机号, 或区号加固定电话"),
        ] {
            let problem = check(value).unwrap_err();
            assert_eq!((problem.code(), problem.rule), (code, "ID-9"), "{value}");
            assert_eq!(problem.message.say(Lang::Zh), says, "{value}");
        }
    }

    proptest! {
        #[test]
        fn id_9_what_is_kept_is_kept_again(value in "\\PC{0,16}|[-0-9+() 转]{3,18}|0[0-9]{9,11}-?[0-9]{0,6}") {
            if let Ok(first) = check(&value) {
                prop_assert_eq!(check(&first.normalized), Ok(first.clone()));
            }
        }
    }
}
