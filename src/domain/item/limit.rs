//! Limits of an item: reading `25 工作日`, saying it, and comparing limits of unlike units (CL-2).

use crate::calendar::Unit;
use crate::words::{Message, common, item as w};

/// A number of days with its unit; `(0, Wd)` is the same day.
pub type Limit = (u32, Unit);

/// What people read for a limit.
#[must_use]
pub fn says(limit: Limit) -> Message {
    match limit {
        (0, _) => w::SAME_DAY.msg(),
        (n, Unit::Wd) => common::WORKING_DAYS.with("n", n),
        (n, Unit::Cd) => common::CALENDAR_DAYS.with("n", n),
    }
}

/// How `promise` relates to `ceiling`: `Ok` where it never ends later (CL-2).
///
/// Like units compare by number. N calendar days always end no later than N working days. N working
/// days are taken at the longest stretch that they can need across a public holiday.
///
/// # Errors
/// The calendar days that the promise may need at worst; `None` where the units are alike.
pub(super) fn within(promise: Limit, ceiling: Limit) -> Result<(), Option<u32>> {
    match (promise, ceiling) {
        ((0, _), _) => Ok(()),
        ((n, Unit::Wd), (max, Unit::Cd)) => {
            let longest = longest_stretch(n);
            if longest <= max { Ok(()) } else { Err(Some(longest)) }
        }
        ((n, _), (max, _)) => {
            if n <= max {
                Ok(())
            } else {
                Err(None)
            }
        }
    }
}

/// The most calendar days that `n` working days can cover: two for each weekend in between, ten for
/// a long holiday with its weekends, and one more every twelve for shorter holidays.
///
/// It bounds every start day of the announced calendars of 2020 to 2026, up to 90 working days.
fn longest_stretch(n: u32) -> u32 {
    let weekends = n.saturating_sub(1) / 5 * 2;
    n.saturating_add(weekends).saturating_add(10).saturating_add(n / 12)
}

/// What stood where a limit was expected.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Bad {
    /// No number.
    Number,
    /// A unit that is not known, as written.
    Unit(String),
}

/// Reads `25`, `25 wd`, `25个工作日`, `60天`, `当日`, `-`: the days, and the unit where it is written.
///
/// `Ok(None)` for an empty cell, `-` and 无.
///
/// # Errors
/// Where there is no number, or the word after it is no unit.
pub(super) fn parse(text: &str) -> Result<Option<(u32, Option<Unit>)>, Bad> {
    let text = super::columns::narrow(text);
    let text = text.trim();
    if matches!(text, "" | "-" | "—" | "无") {
        return Ok(None);
    }
    if matches!(text, "当日" | "当天" | "当场" | "即办" | "same day") {
        return Ok(Some((0, Some(Unit::Wd))));
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits).unwrap_or(("", text));
    let days = number.parse().ok().filter(|days| *days <= 3650).ok_or(Bad::Number)?;
    match unit.trim() {
        "" => Ok(Some((days, None))),
        word => {
            unit_word(word).map(|unit| Some((days, Some(unit)))).ok_or_else(|| Bad::Unit(word.to_owned()))
        }
    }
}

/// The unit that a word means.
pub(super) fn unit_word(word: &str) -> Option<Unit> {
    let word = word.trim().to_ascii_lowercase();
    let word = word.trim_start_matches('个').trim_end_matches('内');
    match word {
        "wd" | "工作日" | "working day" | "working days" => Some(Unit::Wd),
        "cd" | "天" | "日" | "自然日" | "日历日" | "calendar day" | "calendar days" => Some(Unit::Cd),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Unit::{Cd, Wd};

    #[test]
    fn cl_2_like_units_compare_by_number_and_unlike_ones_at_the_worst() {
        for (promise, ceiling, expected) in [
            ((25, Wd), (30, Wd), Ok(())),
            ((30, Wd), (30, Wd), Ok(())),
            ((31, Wd), (30, Wd), Err(None)),
            ((61, Cd), (60, Cd), Err(None)),
            ((20, Cd), (20, Wd), Ok(())),
            ((21, Cd), (20, Wd), Err(None)),
            ((0, Wd), (0, Cd), Ok(())),
            ((5, Wd), (15, Cd), Ok(())),
            ((6, Wd), (15, Cd), Err(Some(18))),
            ((20, Wd), (20, Cd), Err(Some(37))),
        ] {
            assert_eq!(within(promise, ceiling), expected, "{promise:?} within {ceiling:?}");
        }
    }

    #[test]
    fn limits_are_read_as_people_write_them() {
        for (text, expected) in [
            ("25", Ok(Some((25, None)))),
            ("25 wd", Ok(Some((25, Some(Wd))))),
            ("25个工作日", Ok(Some((25, Some(Wd))))),
            ("２５工作日内", Ok(Some((25, Some(Wd))))),
            ("60天", Ok(Some((60, Some(Cd))))),
            ("60 个自然日", Ok(Some((60, Some(Cd))))),
            ("当日", Ok(Some((0, Some(Wd))))),
            ("", Ok(None)),
            ("-", Ok(None)),
            ("三天", Err(Bad::Number)),
            ("99999999999", Err(Bad::Number)),
            ("2个月", Err(Bad::Unit("个月".to_owned()))),
            ("-3", Err(Bad::Number)),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
