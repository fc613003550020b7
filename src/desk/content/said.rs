//! Dates, money, limits and examples as documents say them.

use crate::calendar::{Day, Unit, Weekday};
use crate::domain::item::{Field, Item};
use crate::domain::promise::Promise;
use crate::words::{Lang, Message, Phrase, paper as w};
use chrono::Datelike as _;

/// Says a message as documents do: in Chinese.
pub(super) fn zh(message: impl Into<Message>) -> String {
    message.into().say(Lang::Zh)
}

/// `2026年12月21日 星期一`.
pub(super) fn date(day: Day) -> String {
    dated(&w::DATE, day)
}

/// `2026年12月21日`, inside a sentence.
pub(super) fn short_date(day: Day) -> String {
    dated(&w::DATE_SHORT, day)
}

fn dated(shape: &'static Phrase, day: Day) -> String {
    let weekday = match day.weekday() {
        Weekday::Mon => &w::MONDAY,
        Weekday::Tue => &w::TUESDAY,
        Weekday::Wed => &w::WEDNESDAY,
        Weekday::Thu => &w::THURSDAY,
        Weekday::Fri => &w::FRIDAY,
        Weekday::Sat => &w::SATURDAY,
        Weekday::Sun => &w::SUNDAY,
    };
    let named = shape.with("year", day.year()).with("month", day.month()).with("day", day.day());
    zh(named.with("weekday", weekday))
}

/// The day a promise falls due, marked 暂定 while it is provisional (HO-1).
pub(super) fn due(promise: &Promise) -> String {
    let day = date(promise.due);
    if promise.provisional { zh(w::PROVISIONAL.with("date", day)) } else { day }
}

/// `25 个工作日`, `7 日`, `当日`.
pub(super) fn limit(days: u32, unit: Unit) -> String {
    match (days, unit) {
        (0, _) => zh(&w::SAME_DAY),
        (n, Unit::Wd) => zh(w::WORKING_DAYS.with("n", n)),
        (n, Unit::Cd) => zh(w::CALENDAR_DAYS.with("n", n)),
    }
}

/// A fee in yuan with two decimals; nothing is 不收费 (ON-12).
pub(super) fn fee(fen: i64) -> String {
    if fen == 0 {
        return zh(&w::FREE);
    }
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    zh(w::YUAN.with("yuan", format!("{sign}{}.{:02}", fen / 100, fen % 100)))
}

/// `text`, with (示例) after it where the item's `field` is only an example; nothing stays nothing.
pub(super) fn marked(item: &Item, field: Field, text: impl Into<String>) -> String {
    let text = text.into();
    if text.trim().is_empty() || !item.sample.contains(&field) {
        return text;
    }
    zh(w::SAMPLE.with("text", text))
}
