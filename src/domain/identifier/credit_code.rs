//! Unified social credit codes of organisations (GB 32100).

use super::{Checked, Fault, Kind, Problem, characters, shown};
use crate::words::identifier as words;

/// The 31 characters of the standard in the order of their values: no I, O, S, V, Z.
const CHARSET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Checks a unified social credit code, residents' (55) and village committees (54) included (ID-6).
///
/// Spaces and hyphens are dropped, letters become upper case.
///
/// # Errors
/// A [`Problem`] that names the place: a wrong length, a character outside the standard's set, a
/// wrong check character.
pub fn check(value: &str) -> Result<Checked, Problem> {
    let chars = characters(value);
    let have = chars.len();
    if have == 0 {
        return Err(Problem::new(Fault::Empty, "ID-6", &words::EMPTY_NUMBER));
    }
    if have != 18 {
        return Err(Problem::new(Fault::BadLength, "ID-6", words::CREDIT_LENGTH.with("have", have)));
    }
    let mut sum = 0;
    let mut weight = 1;
    for (index, c) in chars.iter().enumerate() {
        let Some(value) = CHARSET.find(*c) else {
            let message = words::CREDIT_CHARACTER.with("at", index + 1).with("found", shown(*c));
            return Err(Problem::new(Fault::BadCharacter, "ID-6", message));
        };
        if index < 17 {
            sum += value * weight;
            weight = weight * 3 % 31;
        }
    }
    let want = CHARSET.chars().nth((31 - sum % 31) % 31).unwrap_or('0');
    match chars.last() {
        Some(found) if *found != want => {
            let message = words::CREDIT_CHECK.with("want", shown(want)).with("found", shown(*found));
            Err(Problem::new(Fault::BadCheckDigit, "ID-6", message))
        }
        _ => Ok(Checked::plain(Kind::CreditCode, chars.iter().collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;
    use proptest::prelude::*;

    #[test]
    fn id_6_valid_codes() {
        for value in [
            "91350100M000100Y43",
            "11320000MB151840XJ",
            "91330106MA2ABCD126",
            "55330106MEA0000014",
            "54330109MEC1234562",
            "91330106MA2A000170",
        ] {
            assert_eq!(check(value), Ok(Checked::plain(Kind::CreditCode, value.into())));
        }
        assert_eq!(check("９１350100-m000100y43 ").unwrap().normalized, "91350100M000100Y43");
    }

    #[test]
    fn id_6_invalid_codes_say_where() {
        for (value, code, says) in [
            ("91350100M000100Y42", "bad-check-digit", "第 18 位应为 3, 现在是 2. 核对证照"),
            (
                "91350100M000100Y4Z",
                "bad-character",
                "第 18 位是 Z, 只能是数字或字母, 不用 I O S V Z. 核对证照",
            ),
            (
                "9135O100M000100Y43",
                "bad-character",
                "第 5 位是 O, 只能是数字或字母, 不用 I O S V Z. 核对证照",
            ),
            ("91350100M000100Y4", "bad-length", "统一社会信用代码应为 18 位, 现在是 17 位. 核对证照"),
            ("", "empty", "没有填号码. 照证件填写"),
        ] {
            let problem = check(value).unwrap_err();
            assert_eq!((problem.code(), problem.rule), (code, "ID-6"));
            assert_eq!(problem.message.say(Lang::Zh), says);
        }
    }

    proptest! {
        #[test]
        fn id_6_one_check_character_fits_and_any_change_fails(
            body in "[0-9A-HJ-NPQRTUWXY]{17}", at in 0_usize..18, by in 1_usize..31,
        ) {
            let fitting: Vec<String> = CHARSET.chars().map(|c| format!("{body}{c}")).filter(|code| check(code).is_ok()).collect();
            prop_assert_eq!(fitting.len(), 1);
            let mut chars: Vec<char> = fitting[0].chars().collect();
            let value = CHARSET.find(chars[at]).unwrap();
            chars[at] = CHARSET.chars().nth((value + by) % 31).unwrap();
            prop_assert!(check(&chars.iter().collect::<String>()).is_err());
        }
    }
}
