//! Short ways to write a day: `t`, `+3`, `+5g`, `z5`, `1121`, and their reading as a person types.

use super::spec::Toward;
use crate::calendar::{Calendar, Day, Term, Unit, Weekday, parse_day};
use crate::text::fold_ascii;
use crate::words::{Message, common, form as w};
use chrono::Datelike as _;

/// More days than this ahead are a slip of the hand.
const FARTHEST: u32 = 3660;

/// Reads a day as it is typed; `None` where it is none.
///
/// `t` today, `+3` three days on, `+5g` the fifth working day after today (CL-14), `z5` the Friday
/// of this week, `1121` or `11-21` the nearest one, `20261121` and `2026-11-21` as they stand;
/// `今天` `明天` `后天` `昨天` `前天` and `周五` too. Full-width characters are folded (T5).
#[must_use]
pub fn date_code(text: &str, today: Day, calendar: &Calendar) -> Option<Day> {
    date_code_toward(text, today, calendar, Toward::Any)
}

/// Reads a day as [`date_code`] does; one without a year lies where `toward` says.
#[must_use]
pub fn date_code_toward(text: &str, today: Day, calendar: &Calendar, toward: Toward) -> Option<Day> {
    let folded = fold_ascii(text.trim()).to_lowercase();
    let text = folded.as_str();
    if text == "t" {
        return Some(today);
    }
    if let Some(rest) = text.strip_prefix('+') {
        return ahead(rest, today, calendar);
    }
    named(text, today).or_else(|| weekday(text, today)).or_else(|| written(text, today, toward))
}

/// What a day is, beside the field: `= 11-30 周一`, with the year where it is another one.
///
/// A day counted in working days across a year without an official calendar is marked (HO-1).
#[must_use]
pub fn day_echo(text: &str, day: Day, today: Day, calendar: &Calendar) -> Message {
    let counted = fold_ascii(text.trim()).to_lowercase().ends_with('g');
    let phrase =
        if counted && calendar.is_provisional(today, day) { &w::DAY_IS_PROVISIONAL } else { &w::DAY_IS };
    phrase
        .with("day", short(day, today))
        .with("weekday", common::weekday(day.weekday()))
        .with("mark", &common::PROVISIONAL)
}

/// Reads a day and time: a date code, a time `9:30`, or both with a blank between.
///
/// A day alone leaves the time open; a time alone is today's.
#[must_use]
pub fn time_code(text: &str, today: Day, calendar: &Calendar) -> Option<(Day, Option<(u32, u32)>)> {
    let folded = fold_ascii(text.trim()).into_owned();
    if let (Some(day), Some(rest)) = (folded.get(..10).and_then(parse_day), folded.get(10..)) {
        let rest = rest.trim_start_matches(['T', 't', ' ']);
        return if rest.is_empty() { Some((day, None)) } else { Some((day, Some(clock(rest, true)?))) };
    }
    match folded.split_once(char::is_whitespace) {
        Some((day, time)) => {
            let day = date_code_toward(day, today, calendar, Toward::Past)?;
            Some((day, Some(clock(time.trim(), true)?)))
        }
        None => match clock(&folded, false) {
            Some(time) => Some((today, Some(time))),
            None => Some((date_code_toward(&folded, today, calendar, Toward::Past)?, None)),
        },
    }
}

/// A day as short as it can be said: `11-30`, or in full where the year is another one.
#[must_use]
pub fn short(day: Day, today: Day) -> String {
    if day.year() == today.year() { day.format("%m-%d").to_string() } else { day.to_string() }
}

/// Hours and minutes; without a colon (`930`, `0930`) only where a day stands before them.
fn clock(text: &str, bare: bool) -> Option<(u32, u32)> {
    let (hours, minutes) = match text.split_once(':') {
        // Seconds of a pasted time are read and dropped.
        Some((hours, rest)) => {
            (hours, rest.get(..2).filter(|_| rest.len() == 2 || rest.get(2..3) == Some(":"))?)
        }
        None if bare && (3..=4).contains(&text.len()) => text.split_at_checked(text.len() - 2)?,
        None => return None,
    };
    let fits = (1..=2).contains(&hours.len()) && all_digits(hours) && all_digits(minutes);
    let (hours, minutes) = (hours.parse().ok().filter(|_| fits)?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some((hours, minutes))
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn ahead(rest: &str, today: Day, calendar: &Calendar) -> Option<Day> {
    let (digits, unit) = match rest.strip_suffix('g') {
        Some(digits) => (digits, Unit::Wd),
        None => (rest, Unit::Cd),
    };
    let days: u32 = digits.parse().ok().filter(|days| all_digits(digits) && *days <= FARTHEST)?;
    match unit {
        Unit::Wd => Some(calendar.due(&Term::new(today, days, unit)).day),
        // Plain counting: a deadline would roll over rest days, a day that is named does not.
        Unit::Cd => today.checked_add_days(chrono::Days::new(u64::from(days))),
    }
}

fn named(text: &str, today: Day) -> Option<Day> {
    let words = [
        (&w::DAY_BEFORE_YESTERDAY, -2),
        (&w::DAY_YESTERDAY, -1),
        (&w::DAY_TODAY, 0),
        (&w::DAY_TOMORROW, 1),
        (&w::DAY_AFTER_TOMORROW, 2),
    ];
    let (_, days) = words.into_iter().find(|(phrase, _)| text == phrase.zh || text == phrase.en)?;
    today.checked_add_signed(chrono::Duration::days(days))
}

/// `z5` or `周五`, in the week from Monday to Sunday that holds today.
fn weekday(text: &str, today: Day) -> Option<Day> {
    let all =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let at = match text.strip_prefix('z') {
        Some("0") => 6,
        Some(digit) => digit.parse::<usize>().ok().filter(|_| digit.len() == 1)?.checked_sub(1)?,
        None => all.iter().position(|day| {
            let phrase = common::weekday(*day);
            text == phrase.zh || text.eq_ignore_ascii_case(phrase.en)
        })?,
    };
    let day = all.get(at)?;
    let from_monday =
        i64::from(day.num_days_from_monday()) - i64::from(today.weekday().num_days_from_monday());
    today.checked_add_signed(chrono::Duration::days(from_monday))
}

fn written(text: &str, today: Day, toward: Toward) -> Option<Day> {
    if all_digits(text) {
        return match text.len() {
            3 | 4 => {
                let (month, day) = text.split_at_checked(text.len() - 2)?;
                nearest(month.parse().ok()?, day.parse().ok()?, today, toward)
            }
            8 => {
                let (year, rest) = text.split_at_checked(4)?;
                let (month, day) = rest.split_at_checked(2)?;
                Day::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
            }
            _ => None,
        };
    }
    let parts: Vec<&str> = text.trim_end_matches(['日', '号']).split(['-', '/', '.', '年', '月']).collect();
    if !parts.iter().all(|part| all_digits(part)) {
        return None;
    }
    match parts.as_slice() {
        [month, day] => nearest(month.parse().ok()?, day.parse().ok()?, today, toward),
        [year, month, day] if year.len() == 4 => {
            Day::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    }
}

/// The day of this month and day that is meant: last, next or nearest.
fn nearest(month: u32, day: u32, today: Day, toward: Toward) -> Option<Day> {
    let year = today.year();
    // 02-29 may be up to eight years away.
    let mut years = (year - 8..=year + 8).filter_map(|year| Day::from_ymd_opt(year, month, day));
    match toward {
        Toward::Past => years.rfind(|day| *day <= today),
        Toward::Future => years.find(|day| *day >= today),
        Toward::Any => years.min_by_key(|day| (*day - today).num_days().abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    #[test]
    fn every_code_of_the_table() {
        let calendar = Calendar::built_in();
        let today = day("2026-11-23");
        let table = [
            ("t", Some("2026-11-23")),
            ("Ｔ", Some("2026-11-23")),
            ("+3", Some("2026-11-26")),
            ("＋３", Some("2026-11-26")),
            ("+5g", Some("2026-11-30")),
            ("+0", Some("2026-11-23")),
            ("+20g", Some("2026-12-21")),
            ("z5", Some("2026-11-27")),
            ("z1", Some("2026-11-23")),
            ("z7", Some("2026-11-29")),
            ("z0", Some("2026-11-29")),
            ("周五", Some("2026-11-27")),
            ("1121", Some("2026-11-21")),
            ("121", Some("2027-01-21")),
            ("0229", Some("2028-02-29")),
            ("11-21", Some("2026-11-21")),
            ("11.21", Some("2026-11-21")),
            ("11月21日", Some("2026-11-21")),
            ("2026-11-21", Some("2026-11-21")),
            ("2026年11月21日", Some("2026-11-21")),
            ("20261121", Some("2026-11-21")),
            ("今天", Some("2026-11-23")),
            ("明天", Some("2026-11-24")),
            ("前天", Some("2026-11-21")),
            ("yesterday", Some("2026-11-22")),
            ("", None),
            ("+", None),
            ("+g", None),
            ("++3", None),
            ("+99999", None),
            ("+999999999999999", None),
            ("z", None),
            ("z8", None),
            ("z55", None),
            ("1332", None),
            ("2026-02-30", None),
            ("26-11-21", None),
            ("你好", None),
            ("１２", None),
        ];
        for (text, want) in table {
            assert_eq!(date_code(text, today, &calendar), want.map(day), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_lies_where_the_field_looks() {
        let calendar = Calendar::built_in();
        let today = day("2027-01-03");
        let table =
            [(Toward::Past, "2026-12-28"), (Toward::Future, "2027-12-28"), (Toward::Any, "2026-12-28")];
        for (toward, want) in table {
            assert_eq!(date_code_toward("1228", today, &calendar, toward), Some(day(want)), "{toward:?}");
        }
    }

    #[test]
    fn times_stand_alone_or_behind_a_day() {
        let calendar = Calendar::built_in();
        let today = day("2026-11-23");
        let table = [
            ("9:30", Some(("2026-11-23", Some((9, 30))))),
            ("９：３０", Some(("2026-11-23", Some((9, 30))))),
            ("z1 16:00", Some(("2026-11-23", Some((16, 0))))),
            ("1120 930", Some(("2026-11-20", Some((9, 30))))),
            ("1120", Some(("2026-11-20", None))),
            ("2026-11-20T09:05", Some(("2026-11-20", Some((9, 5))))),
            ("2026-11-20 09:05:30", Some(("2026-11-20", Some((9, 5))))),
            ("2026-11-20", Some(("2026-11-20", None))),
            ("1124", Some(("2025-11-24", None))),
            ("25:00", None),
            ("9:60", None),
            ("9:3", None),
            ("12345", None),
            ("2026-11-20 吗", None),
            ("", None),
        ];
        for (text, want) in table {
            let want = want.map(|(at, time)| (day(at), time));
            assert_eq!(time_code(text, today, &calendar), want, "{text}");
        }
    }

    #[test]
    fn ho_1_the_echo_names_the_weekday_and_marks_what_is_provisional() {
        let calendar = Calendar::built_in();
        let today = day("2026-11-23");
        let table =
            [("+5g", "= 11-30 周一"), ("0105", "= 2027-01-05 周二"), ("+40g", "= 2027-01-19 周二 (暂定)")];
        for (text, want) in table {
            let found = date_code(text, today, &calendar).unwrap();
            assert_eq!(day_echo(text, found, today, &calendar).say(Lang::Zh), want);
        }
    }
}
