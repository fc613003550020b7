//! Identity numbers of persons: resident IDs, residence permits and permanent resident cards.

use chrono::{Datelike, NaiveDate};

use super::{Checked, Fault, Kind, Problem, Sex, characters, shown};
use crate::words::identifier as words;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// Nobody at the counter was born longer ago than this, in years.
const OLDEST: i32 = 150;

/// Checks an identity number of any kind that the counter sees (ID-1 to ID-5, ID-8).
///
/// Spaces and hyphens are dropped, full-width characters folded, `x` becomes `X`; a 15-digit number
/// comes back as 18 characters. Area codes are not checked (ID-11).
///
/// # Errors
/// A [`Problem`] that names the place: a wrong length or character, an impossible or future day of
/// birth, a wrong check character.
pub fn check(value: &str, today: NaiveDate) -> Result<Checked, Problem> {
    let chars = characters(value);
    match (chars.first(), chars.len()) {
        (None, _) => Err(Problem::new(Fault::Empty, "ID-1", &words::EMPTY_NUMBER)),
        (Some(first), length) if first.is_ascii_alphabetic() => check_old_foreign(&chars, length),
        (_, 15) => check_15(&chars, today),
        (_, 18) => check_18(&chars, today),
        (_, have) => Err(Problem::new(Fault::BadLength, "ID-1", words::ID_LENGTH.with("have", have))),
    }
}

/// Completes 17 digits with their check character; `None` for anything but 17 digits (ID-1).
#[must_use]
pub fn with_check(body: &str) -> Option<String> {
    let chars: Vec<char> = body.chars().collect();
    if chars.len() != 17 || !chars.iter().all(char::is_ascii_digit) {
        return None;
    }
    Some(chars.iter().chain([&check_character(&chars)]).collect())
}

/// MOD 11-2 over the first 17 digits (GB 11643).
fn check_character(digits: &[char]) -> char {
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight).sum();
    CHECKS.get(sum as usize % 11).copied().unwrap_or('X')
}

fn check_18(chars: &[char], today: NaiveDate) -> Result<Checked, Problem> {
    let kind = kind_of(chars);
    let rule = match kind {
        Kind::HmtResidencePermit => "ID-4",
        Kind::ForeignPermanentResident => "ID-5",
        _ => "ID-1",
    };
    let (body, last) = chars.split_at(17.min(chars.len()));
    only_digits(body, 1, rule)?;
    let found = last.first().copied().unwrap_or(' ');
    if !found.is_ascii_digit() && found != 'X' {
        let message = words::NOT_A_CHECK_DIGIT.with("at", 18).with("found", shown(found));
        return Err(Problem::new(Fault::BadCharacter, rule, message));
    }
    let birth = birth(body.iter().skip(6).take(8).collect(), 14, today)?;
    let want = check_character(body);
    if want != found {
        let message = words::CHECK_DIGIT.with("at", 18).with("want", shown(want)).with("found", shown(found));
        return Err(Problem::new(Fault::BadCheckDigit, rule, message));
    }
    let sex = sex(body.last().copied());
    Ok(Checked { normalized: chars.iter().collect(), kind, birth: Some(birth), sex })
}

fn check_15(chars: &[char], today: NaiveDate) -> Result<Checked, Problem> {
    only_digits(chars, 1, "ID-3")?;
    let (area, rest) = chars.split_at(6.min(chars.len()));
    let body: Vec<char> = area.iter().chain(&['1', '9']).chain(rest).copied().collect();
    let birth = birth(body.iter().skip(6).take(8).collect(), 12, today)?;
    let normalized = body.iter().chain([&check_character(&body)]).collect();
    Ok(Checked { normalized, kind: Kind::ResidentId15, birth: Some(birth), sex: sex(body.last().copied()) })
}

/// The old card's six-digit date leaves the century open, so it says nothing about birth.
fn check_old_foreign(chars: &[char], have: usize) -> Result<Checked, Problem> {
    if have != 15 {
        let message = words::ID_OLD_FOREIGN_LENGTH.with("have", have);
        return Err(Problem::new(Fault::BadLength, "ID-5", message));
    }
    let (country, rest) = chars.split_at(3.min(chars.len()));
    if let Some((index, found)) = country.iter().enumerate().find(|(_, c)| !c.is_ascii_uppercase()) {
        let message = words::NOT_A_LETTER.with("at", index + 1).with("found", shown(*found));
        return Err(Problem::new(Fault::BadCharacter, "ID-5", message));
    }
    only_digits(rest, 4, "ID-5")?;
    Ok(Checked::plain(Kind::ForeignPermanentResidentOld, chars.iter().collect()))
}

fn kind_of(chars: &[char]) -> Kind {
    let area: String = chars.iter().take(6).collect();
    match area.as_str() {
        "810000" | "820000" | "830000" => Kind::HmtResidencePermit,
        area if area.starts_with('9') => Kind::ForeignPermanentResident,
        _ => Kind::ResidentId,
    }
}

/// Refuses the first character that is no digit; `first` is the place of `chars[0]`, counted from 1.
fn only_digits(chars: &[char], first: usize, rule: &'static str) -> Result<(), Problem> {
    match chars.iter().enumerate().find(|(_, c)| !c.is_ascii_digit()) {
        None => Ok(()),
        Some((index, found)) => {
            let message = words::NOT_A_DIGIT.with("at", index + first).with("found", shown(*found));
            Err(Problem::new(Fault::BadCharacter, rule, message))
        }
    }
}

/// The day of birth from `YYYYMMDD`; `to` is the place in the number where the date ends (ID-2).
fn birth(digits: String, to: usize, today: NaiveDate) -> Result<NaiveDate, Problem> {
    let wrong = |fault, phrase: &'static crate::words::Phrase| {
        // The card's own digits are shown: six of them on a first-generation card.
        let date = digits.get(14 - to..).unwrap_or(&digits);
        Problem::new(fault, "ID-2", phrase.with("to", to).with("date", date))
    };
    match NaiveDate::parse_from_str(&digits, "%Y%m%d") {
        Ok(day) if day > today => Err(wrong(Fault::FutureDate, &words::FUTURE_DATE)),
        Ok(day) if day.year() >= today.year() - OLDEST => Ok(day),
        _ => Err(wrong(Fault::ImpossibleDate, &words::NO_SUCH_DATE)),
    }
}

fn sex(digit: Option<char>) -> Option<Sex> {
    let odd = digit?.to_digit(10)? % 2 == 1;
    Some(if odd { Sex::Male } else { Sex::Female })
}

/// The number in a line that a card reader types: name, sex, day of birth, address and number together, parted or
/// not; `None` where no whole number with a right check digit stands in it, or nothing besides.
#[must_use]
pub fn in_card_line(line: &str, today: NaiveDate) -> Option<String> {
    let folded: Vec<char> = crate::text::fold_ascii(line).chars().collect();
    if folded.len() <= 20 {
        return None;
    }
    let part = |at: usize| folded.get(at).is_some_and(char::is_ascii_digit);
    (0..folded.len().saturating_sub(17)).find_map(|at| {
        let whole = !(part(at + 18) || at > 0 && part(at - 1));
        let text: String = folded.get(at..at + 18)?.iter().collect();
        let checked = check(&text, today).ok().filter(|_| whole)?;
        Some(checked.normalized)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        day(2026, 11, 23)
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn fault(value: &str) -> (&'static str, String) {
        let problem = check(value, today()).unwrap_err();
        (problem.code(), problem.message.say(Lang::Zh))
    }

    #[test]
    fn id_1_valid_numbers_give_birth_and_sex() {
        for (value, birth, sex) in [
            ("11010519491231002X", day(1949, 12, 31), Sex::Female),
            ("440524188001010014", day(1880, 1, 1), Sex::Male),
            ("34052419800101001X", day(1980, 1, 1), Sex::Male),
            ("330106199003071236", day(1990, 3, 7), Sex::Male),
            ("330102194910010041", day(1949, 10, 1), Sex::Female),
            ("330108201506200055", day(2015, 6, 20), Sex::Male),
            ("330106191201019969", day(1912, 1, 1), Sex::Female),
            ("330105200002290014", day(2000, 2, 29), Sex::Male),
        ] {
            let checked = check(value, today()).unwrap();
            assert_eq!(
                checked,
                Checked {
                    normalized: value.into(),
                    kind: Kind::ResidentId,
                    birth: Some(birth),
                    sex: Some(sex)
                }
            );
        }
    }

    #[test]
    fn id_1_invalid_numbers_say_where() {
        for (value, code, says) in [
            ("330106199003071237", "bad-check-digit", "第 18 位应为 6, 现在是 7. 核对证件"),
            ("330102198502302319", "impossible-date", "第 7 到 14 位的出生日期 19850230 不存在. 核对证件"),
            ("33010619900307123", "bad-length", "身份证号应为 18 位 (一代证 15 位), 现在是 17 位. 核对证件"),
            ("33O106199003071236", "bad-character", "第 3 位是 O, 这里只能是数字. 核对证件"),
            ("33010619900307123Y", "bad-character", "第 18 位是 Y, 这里只能是数字或 X. 核对证件"),
            ("3301061990030712X6", "bad-character", "第 17 位是 X, 这里只能是数字. 核对证件"),
            ("330106199003071二36", "bad-character", "第 16 位是 二, 这里只能是数字. 核对证件"),
            ("330106\u{7}19900307123", "bad-character", "第 7 位是 U+0007, 这里只能是数字. 核对证件"),
            ("  ", "empty", "没有填号码. 照证件填写"),
            ("", "empty", "没有填号码. 照证件填写"),
        ] {
            assert_eq!(fault(value), (code, says.to_owned()), "{value}");
        }
    }

    #[test]
    fn id_2_right_checksum_impossible_date() {
        assert_eq!(with_check("33010520010229001").unwrap(), "330105200102290011");
        assert_eq!(fault("330105200102290011").0, "impossible-date");
        for body in ["33010520011301001", "33010520010001001", "33010520010100001", "33010501900101001"] {
            assert_eq!(fault(&with_check(body).unwrap()).0, "impossible-date", "{body}");
        }
        assert_eq!(fault("330105890230001").1, "第 7 到 12 位的出生日期 890230 不存在. 核对证件");
    }

    #[test]
    fn id_2_birth_after_today_is_refused() {
        for (body, future) in [("33010520261123001", false), ("33010520261124001", true)] {
            let result = check(&with_check(body).unwrap(), today());
            assert_eq!(result.err().map(|p| p.code()), future.then_some("future-date"));
        }
    }

    #[test]
    fn id_3_fifteen_digits_become_eighteen() {
        let checked = check("110105491231002", today()).unwrap();
        assert_eq!(checked.normalized, "11010519491231002X");
        assert_eq!((checked.kind, checked.sex), (Kind::ResidentId15, Some(Sex::Female)));
        assert_eq!(checked.birth, Some(day(1949, 12, 31)));
    }

    #[test]
    fn id_3_lower_case_full_width_spaces_and_hyphens_are_normalised() {
        for value in [
            "11010519491231002x",
            "110105 19491231 002X",
            " 110105-19491231-002x ",
            "１１０１０５１９４９１２３１００２ｘ",
            "110105\u{3000}19491231\u{2014}002Ｘ\n",
            "\u{202d}11010519491231002X\u{202c}",
        ] {
            assert_eq!(check(value, today()).unwrap().normalized, "11010519491231002X", "{value}");
        }
    }

    #[test]
    fn id_4_residence_permits() {
        for value in [
            "810000199408230021",
            "820000199009240021",
            "830000199201300022",
            "810000198505050124",
            "830000197901010115",
        ] {
            let checked = check(value, today()).unwrap();
            assert_eq!((checked.kind, checked.normalized.as_str()), (Kind::HmtResidencePermit, value));
            assert!(checked.birth.is_some() && checked.sex.is_some());
        }
        let problem = check("810000199408230022", today()).unwrap_err();
        assert_eq!((problem.fault, problem.rule), (Fault::BadCheckDigit, "ID-4"));
    }

    #[test]
    fn id_5_both_foreign_cards_are_valid() {
        for (value, birth) in [
            ("911124198108030024", day(1981, 8, 3)),
            ("911012198108030023", day(1981, 8, 3)),
            ("93311219900101001X", day(1990, 1, 1)),
        ] {
            let checked = check(value, today()).unwrap();
            assert_eq!((checked.kind, checked.birth), (Kind::ForeignPermanentResident, Some(birth)));
        }
        let old = check("can 110081080310", today()).unwrap();
        assert_eq!(old, Checked::plain(Kind::ForeignPermanentResidentOld, "CAN110081080310".into()));
        for (value, code) in [
            ("911124198108030025", "bad-check-digit"),
            ("CAN11008108031", "bad-length"),
            ("CA1110081080310", "bad-character"),
            ("CAN11008108031A", "bad-character"),
        ] {
            let problem = check(value, today()).unwrap_err();
            assert_eq!((problem.code(), problem.rule), (code, "ID-5"), "{value}");
        }
    }

    #[test]
    fn id_11_area_codes_are_not_checked() {
        let number = with_check("00000019900307123").unwrap();
        assert_eq!(check(&number, today()).unwrap().kind, Kind::ResidentId);
        for body in ["", "0000001990030712", "000000199003071234", "0000001990030712X", "０0000019900307123"]
        {
            assert_eq!(with_check(body), None, "{body}");
        }
    }

    proptest! {
        #[test]
        fn id_1_generated_numbers_pass_and_any_changed_digit_fails(
            area in 0_u32..1_000_000, age in 0_i64..50_000, order in 0_u32..1_000,
            at in 0_usize..18, by in 1_u32..10,
        ) {
            let born = today() - chrono::Duration::days(age);
            let number = with_check(&format!("{area:06}{}{order:03}", born.format("%Y%m%d"))).unwrap();
            let checked = check(&number, today()).unwrap();
            prop_assert_eq!((&checked.normalized, checked.birth), (&number, Some(born)));
            let mut chars: Vec<char> = number.chars().collect();
            chars[at] = match chars[at] {
                'X' => char::from_digit(by, 10).unwrap(),
                digit => char::from_digit((digit.to_digit(10).unwrap() + by) % 10, 10).unwrap(),
            };
            prop_assert!(check(&chars.iter().collect::<String>(), today()).is_err());
        }

        #[test]
        fn id_1_no_text_breaks_the_check(value in "\\PC{0,24}|[0-9Xx ]{14,19}") {
            let _ = check(&value, today());
        }
    }

    #[test]
    fn a_line_of_a_card_reader_gives_its_number() {
        for (line, number) in [
            (
                "王桂英|女|汉|19900307|浙江省杭州市朝阳里3幢|330106199003071236|杭州市公安局",
                Some("330106199003071236"),
            ),
            ("王桂英女汉19491231 朝阳里 11010519491231002x", Some("11010519491231002X")),
            ("330106199003071236", None),
            ("王桂英|女|汉|19900307|朝阳里3幢|330106199003071237|", None),
            ("13800006021 王桂英 朝阳里 3幢2单元301", None),
        ] {
            let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
            assert_eq!(in_card_line(line, today).as_deref(), number, "{line}");
        }
    }
}
