//! Points in time, and the zone in which the station reads them as days and hours.

use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, Timelike, Weekday};
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Day;

/// The first and the last millisecond that are read as a time: the years 0001 to 9999.
const RANGE_MS: (i64, i64) = (-62_135_596_800_000, 253_402_300_799_999);

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(pub i64);

impl Stamp {
    /// The stamp of so many milliseconds since the epoch.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The stamp `millis` later, or earlier when negative.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this stamp; negative when this one is earlier.
    #[must_use]
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A fixed offset from UTC, +08:00 unless set otherwise.
///
/// The mainland has one zone and no summer time, so an offset says everything and needs no
/// zone database on the machine. Stored as text, `+08:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone {
    seconds: i32,
}

impl Default for Zone {
    fn default() -> Self {
        Self { seconds: 8 * 3600 }
    }
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self { seconds: 0 };

    /// Reads `Asia/Shanghai`, `UTC`, `Z` or an offset such as `+08:00`, `+0800`, `-03:30`.
    ///
    /// `None` for everything else, and for offsets beyond 14 hours, which nowhere uses.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "Asia/Shanghai" => return Some(Self::default()),
            "UTC" | "Z" | "z" => return Some(Self::UTC),
            _ => {}
        }
        let (sign, rest) = match text.strip_prefix('+') {
            Some(rest) => (1, rest),
            None => (-1, text.strip_prefix('-')?),
        };
        let digits: String = match rest.split_once(':') {
            Some((hours, minutes)) if hours.len() == 2 => [hours, minutes].concat(),
            Some(_) => return None,
            None => rest.to_owned(),
        };
        if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let number: i32 = digits.parse().ok()?;
        let minutes = number / 100 * 60 + number % 100;
        (number % 100 < 60 && minutes <= 14 * 60).then_some(Self { seconds: sign * minutes * 60 })
    }

    /// The offset as text, `+08:00`.
    #[must_use]
    pub fn name(self) -> String {
        let sign = if self.seconds < 0 { '-' } else { '+' };
        let minutes = self.seconds.abs() / 60;
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// The day on which `stamp` falls here.
    #[must_use]
    pub fn day(self, stamp: Stamp) -> Day {
        self.local(stamp).date()
    }

    /// The weekday on which `stamp` falls here.
    #[must_use]
    pub fn weekday(self, stamp: Stamp) -> Weekday {
        self.day(stamp).weekday()
    }

    /// ISO 8601 to the second, with the offset: `2026-03-02T09:05:00+08:00`.
    #[must_use]
    pub fn iso(self, stamp: Stamp) -> String {
        format!("{}{}", self.local(stamp).format("%Y-%m-%dT%H:%M:%S"), self.name())
    }

    /// Hour (0 to 23) and minute that the wall clock shows here.
    #[must_use]
    pub fn clock(self, stamp: Stamp) -> (u32, u32) {
        let local = self.local(stamp);
        (local.hour(), local.minute())
    }

    /// 00:00 of `day` here.
    #[must_use]
    pub fn start_of_day(self, day: Day) -> Stamp {
        self.stamp(day.and_time(NaiveTime::MIN))
    }

    /// 24:00 of `day` here: the first moment at which a promise due that day is missed (CL-22).
    #[must_use]
    pub fn end_of_day(self, day: Day) -> Stamp {
        self.start_of_day(day).plus_millis(24 * 3600 * 1000)
    }

    /// Reads a time as people and machines write it.
    ///
    /// `2026-03-02T09:05:00+08:00` (seconds optional, `Z` allowed) keeps its own offset;
    /// `2026-03-02 09:05[:06]` with a blank or a `T` is local here; a bare day is its 00:00 here.
    /// `None` for everything else.
    #[must_use]
    pub fn parse_time(self, text: &str) -> Option<Stamp> {
        let text = text.trim();
        if let Some(day) = parse_day(text) {
            return Some(self.start_of_day(day));
        }
        let day = parse_day(text.get(..10)?)?;
        let time = text.get(10..)?.strip_prefix([' ', 'T', 't'])?;
        let (time, zone) = match time.find(['+', '-', 'Z', 'z']) {
            Some(at) => (time.get(..at)?, Self::parse(time.get(at..)?)?),
            None => (time, self),
        };
        let time = ["%H:%M:%S%.f", "%H:%M"]
            .into_iter()
            .find_map(|format| NaiveTime::parse_from_str(time, format).ok())?;
        Some(zone.stamp(day.and_time(time)))
    }

    fn local(self, stamp: Stamp) -> NaiveDateTime {
        let millis = stamp.plus_millis(i64::from(self.seconds) * 1000).millis();
        DateTime::from_timestamp_millis(millis.clamp(RANGE_MS.0, RANGE_MS.1)).unwrap_or_default().naive_utc()
    }

    fn stamp(self, local: NaiveDateTime) -> Stamp {
        Stamp(local.and_utc().timestamp_millis()).plus_millis(-i64::from(self.seconds) * 1000)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&text), &"an offset such as +08:00"))
    }
}

/// Reads a day written `YYYY-MM-DD`, exactly; `None` for any other shape and for days that do not exist.
#[must_use]
pub fn parse_day(text: &str) -> Option<Day> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if shaped { Day::parse_from_str(text, "%Y-%m-%d").ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read_and_written() {
        for (text, name) in [
            ("Asia/Shanghai", Some("+08:00")),
            ("+08:00", Some("+08:00")),
            ("+0800", Some("+08:00")),
            ("-03:30", Some("-03:30")),
            ("Z", Some("+00:00")),
            ("UTC", Some("+00:00")),
            ("08:00", None),
            ("+8:00", None),
            ("+8:000", None),
            ("+08:60", None),
            ("+15:00", None),
            ("+０8:00", None),
            ("Europe/Paris", None),
            ("", None),
        ] {
            assert_eq!(Zone::parse(text).map(Zone::name).as_deref(), name, "{text}");
        }
        assert_eq!(Zone::default().name(), "+08:00");
        let back: Zone = serde_json::from_str(&serde_json::to_string(&Zone::default()).unwrap()).unwrap();
        assert_eq!(back, Zone::default());
        assert!(serde_json::from_str::<Zone>("\"noon\"").is_err());
    }

    #[test]
    fn times_are_read_in_every_form_that_is_promised() {
        let zone = Zone::default();
        for (text, iso) in [
            ("2026-03-02", Some("2026-03-02T00:00:00+08:00")),
            ("2026-03-02 09:05", Some("2026-03-02T09:05:00+08:00")),
            ("2026-03-02T09:05", Some("2026-03-02T09:05:00+08:00")),
            (" 2026-03-02 09:05:06 ", Some("2026-03-02T09:05:06+08:00")),
            ("2026-03-02T01:05:00Z", Some("2026-03-02T09:05:00+08:00")),
            ("2026-03-02T01:05:00.750Z", Some("2026-03-02T09:05:00+08:00")),
            ("2026-03-01T20:05:00-05:00", Some("2026-03-02T09:05:00+08:00")),
            ("2026-03-02T09:05+08:00", Some("2026-03-02T09:05:00+08:00")),
            ("2026-02-29", None),
            ("2026-3-2", None),
            ("2026-03-02 25:00", None),
            ("2026-03-02 09", None),
            ("2026-03-02T09:05+99:00", None),
            ("2026年3月2日", None),
            ("明天上午九点半", None),
            ("", None),
        ] {
            assert_eq!(zone.parse_time(text).map(|stamp| zone.iso(stamp)).as_deref(), iso, "{text}");
        }
    }

    #[test]
    fn cl_22_a_day_ends_at_24_00_in_the_zone_of_the_station() {
        let zone = Zone::default();
        let day = parse_day("2026-09-24").unwrap();
        let end = zone.end_of_day(day);
        assert_eq!(zone.iso(end), "2026-09-25T00:00:00+08:00");
        assert_eq!(zone.day(end.plus_millis(-1)), day);
        assert_eq!(zone.clock(end.plus_millis(-1)), (23, 59));
        assert_eq!(zone.weekday(end), Weekday::Fri);
        assert_eq!(end.millis_since(zone.start_of_day(day)), 86_400_000);
        assert_eq!(Zone::UTC.day(end), day);
    }

    #[test]
    fn stamps_are_plain_numbers_outside_and_never_overflow() {
        assert_eq!(serde_json::to_string(&Stamp::from_millis(5)).unwrap(), "5");
        let zone = Zone::default();
        assert_eq!(zone.iso(Stamp::from_millis(i64::MAX)), "9999-12-31T23:59:59+08:00");
        assert_eq!(zone.iso(Stamp::from_millis(i64::MIN)), "0001-01-01T00:00:00+08:00");
        assert_eq!(Stamp::from_millis(i64::MAX).plus_millis(1).millis(), i64::MAX);
    }
}
