//! Disability card numbers (残疾人证): the identity number, a category and a grade.

use chrono::NaiveDate;

use super::{Checked, Fault, Kind, Problem, characters, id_number, shown};
use crate::words::identifier as words;

/// Checks a disability card: ID number (18), category 1 to 7, grade 1 to 4 (ID-7).
///
/// # Errors
/// A [`Problem`] of the identity number inside (ID-1 to ID-5), of the length, the category or the grade.
pub fn check(value: &str, today: NaiveDate) -> Result<Checked, Problem> {
    let chars = characters(value);
    let (id, rest) = chars.split_at(18.min(chars.len()));
    let [category, grade] = rest else {
        return Err(match chars.len() {
            0 => Problem::new(Fault::Empty, "ID-7", &words::EMPTY_NUMBER),
            have => Problem::new(Fault::BadLength, "ID-7", words::DISABILITY_LENGTH.with("have", have)),
        });
    };
    let holder = id_number::check(&id.iter().collect::<String>(), today)?;
    if !('1'..='7').contains(category) {
        let message = words::DISABILITY_CATEGORY.with("found", shown(*category));
        return Err(Problem::new(Fault::BadCategory, "ID-7", message));
    }
    if !('1'..='4').contains(grade) {
        let message = words::DISABILITY_GRADE.with("found", shown(*grade));
        return Err(Problem::new(Fault::BadGrade, "ID-7", message));
    }
    Ok(Checked { normalized: chars.iter().collect(), kind: Kind::DisabilityCard, ..holder })
}

#[cfg(test)]
mod tests {
    use super::super::Sex;
    use super::*;
    use crate::words::Lang;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn id_7_every_category_and_grade() {
        for category in 0..10 {
            for grade in 0..10 {
                let result = check(&format!("330106199003071236{category}{grade}"), today());
                let code = match (category, grade) {
                    (1..=7, 1..=4) => None,
                    (1..=7, _) => Some("bad-grade"),
                    _ => Some("bad-category"),
                };
                assert_eq!(result.err().map(|p| p.code()), code, "{category} {grade}");
            }
        }
    }

    #[test]
    fn id_7_gives_birth_and_sex_of_the_holder() {
        let checked = check("110105 19491231 002x 43", today()).unwrap();
        assert_eq!(checked.normalized, "11010519491231002X43");
        assert_eq!((checked.kind, checked.sex), (Kind::DisabilityCard, Some(Sex::Female)));
        assert_eq!(checked.birth, NaiveDate::from_ymd_opt(1949, 12, 31));
    }

    #[test]
    fn id_7_invalid_cards_say_where() {
        for (value, says) in [
            ("33010619900307123743", "第 18 位应为 6, 现在是 7. 核对证件"),
            ("33010619900307123683", "第 19 位是 8, 残疾类别应为 1 到 7. 核对证件"),
            ("33010619900307123645", "第 20 位是 5, 残疾等级应为 1 到 4. 核对证件"),
            (
                "330106199003071236",
                "残疾人证号应为 20 位 (身份证号 18 位, 类别, 等级), 现在是 18 位. 核对证件",
            ),
            ("", "没有填号码. 照证件填写"),
        ] {
            assert_eq!(check(value, today()).unwrap_err().message.say(Lang::Zh), says);
        }
    }
}
