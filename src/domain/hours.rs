//! Hours of service added up: by person, team and kind, and the roll of honour (A9).

use super::id::VolunteerId;
use super::named::Named as _;
use super::service::{Activity, ActivityState, ServiceKind};
use crate::calendar::Day;
use crate::words::activity as a;
use chrono::{Datelike as _, Months};

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quarter(Day);

impl Quarter {
    /// The quarter in which a day lies.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let first = day.month0() / 3 * 3 + 1;
        Self(Day::from_ymd_opt(day.year(), first, 1).unwrap_or(day))
    }

    /// Reads `2026-Q3`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let folded = crate::text::fold_number(text);
        let (year, quarter) = folded.split_once("-Q")?;
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let quarter: u32 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
        Day::from_ymd_opt(year.parse().ok()?, quarter * 3 - 2, 1).map(Self)
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Day {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Day {
        self.next().0.pred_opt().unwrap_or(self.0)
    }

    /// The quarter after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(3)).unwrap_or(self.0))
    }

    /// The quarter before it.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(3)).unwrap_or(self.0))
    }
}

impl std::fmt::Display for Quarter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-Q{}", self.0.year(), self.0.month0() / 3 + 1)
    }
}

/// An activity with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The activity.
    pub activity: Activity,
    /// The team; empty for none.
    pub team: String,
    /// How many people served.
    pub people: usize,
    /// How long, all together.
    pub minutes: i64,
}

/// What volunteers did in a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterReport {
    /// Which quarter.
    pub quarter: Quarter,
    /// The hours that count.
    pub rows: Vec<HoursRow>,
    /// The minutes that count of the quarter before.
    pub before: i64,
    /// How many volunteers may serve on its last day.
    pub volunteers: usize,
    /// The activities of the quarter, cancelled ones too.
    pub held: Vec<Held>,
    /// How many certificates were issued.
    pub certificates: usize,
}

impl QuarterReport {
    /// The minutes that count.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        self.rows.iter().map(|row| row.minutes).sum()
    }

    /// How many people served.
    #[must_use]
    pub fn people(&self) -> usize {
        let mut who: Vec<VolunteerId> = self.rows.iter().map(|row| row.volunteer).collect();
        who.sort_unstable();
        who.dedup();
        who.len()
    }

    /// How many activities stand so.
    #[must_use]
    pub fn count(&self, state: ActivityState) -> usize {
        self.held.iter().filter(|one| one.activity.state == state).count()
    }

    /// How many were recorded late (VO-4).
    #[must_use]
    pub fn late(&self) -> usize {
        self.held.iter().filter(|one| !one.activity.late_reason.is_empty()).count()
    }

    /// The hours by kind, every kind in its order.
    #[must_use]
    pub fn by_kind(&self) -> Vec<(ServiceKind, i64, i64)> {
        let of = |kind: ServiceKind| {
            let rows = self.rows.iter().filter(|row| row.kind == kind);
            let (mut minutes, mut times) = (0, 0);
            for row in rows {
                minutes += row.minutes;
                times += row.times;
            }
            (kind, minutes, times)
        };
        ServiceKind::ALL.iter().copied().map(of).collect()
    }
}

/// The hours of a volunteer of one kind for one team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursRow {
    /// Who.
    pub volunteer: VolunteerId,
    /// Their number.
    pub number: i64,
    /// Their name.
    pub name: String,
    /// Whether they agreed to the roll of honour.
    pub honour: bool,
    /// What was done.
    pub kind: ServiceKind,
    /// For which team; empty for none.
    pub team: String,
    /// How long.
    pub minutes: i64,
    /// How often.
    pub times: i64,
}

named! {
    /// By what hours are added up.
    HoursBy {
        /// By person.
        Person = "person", a::BY_PERSON;
        /// By team.
        Team = "team", a::BY_TEAM;
        /// By kind.
        Kind = "kind", a::BY_KIND;
    }
}

/// A sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursSum {
    /// The volunteer, where it is a person's.
    pub volunteer: Option<VolunteerId>,
    /// Whose or what it is.
    pub title: String,
    /// How long.
    pub minutes: i64,
    /// How often.
    pub times: i64,
}

/// The sums, the longest first; `zh` names a kind.
#[must_use]
pub fn sums(rows: &[HoursRow], by: HoursBy, name: impl Fn(ServiceKind) -> String) -> Vec<HoursSum> {
    let mut found: Vec<HoursSum> = Vec::new();
    for row in rows {
        let (volunteer, title) = match by {
            HoursBy::Person => (Some(row.volunteer), format!("{} {}", row.number, row.name)),
            HoursBy::Team => (None, row.team.clone()),
            HoursBy::Kind => (None, name(row.kind)),
        };
        match found.iter_mut().find(|sum| sum.title == title && sum.volunteer == volunteer) {
            Some(sum) => {
                sum.minutes += row.minutes;
                sum.times += row.times;
            }
            None => found.push(HoursSum { volunteer, title, minutes: row.minutes, times: row.times }),
        }
    }
    found.sort_by(|a, b| b.minutes.cmp(&a.minutes).then_with(|| a.title.cmp(&b.title)));
    found
}

/// The roll of honour: who served longest, of those who agreed to stand on it.
#[must_use]
pub fn honours(rows: &[HoursRow], most: usize) -> Vec<HoursSum> {
    let agreed: Vec<HoursRow> = rows.iter().filter(|row| row.honour).cloned().collect();
    let mut sums = sums(&agreed, HoursBy::Person, |_| String::new());
    sums.truncate(most);
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_are_read_and_turn() {
        let day = |text: &str| -> Day { text.parse().unwrap() };
        let quarter = Quarter::of(day("2026-11-27"));
        assert_eq!(quarter.to_string(), "2026-Q4");
        assert_eq!((quarter.first(), quarter.last()), (day("2026-10-01"), day("2026-12-31")));
        assert_eq!(quarter.next().to_string(), "2027-Q1");
        assert_eq!(quarter.previous().to_string(), "2026-Q3");
        assert_eq!(Quarter::parse("2026-q4"), Some(quarter));
        for bad in ["2026-Q5", "2026-Q0", "26-Q1", "2026", "2026-Q", ""] {
            assert_eq!(Quarter::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn hours_are_added_up_by_person_team_and_kind_and_honours_need_consent() {
        let row = |number: i64, kind, team: &str, minutes| HoursRow {
            volunteer: VolunteerId(number),
            number,
            name: format!("甲{number}"),
            honour: number != 2,
            kind,
            team: team.to_owned(),
            minutes,
            times: 1,
        };
        let rows = [
            row(1, ServiceKind::Care, "一队", 60),
            row(1, ServiceKind::Order, "二队", 30),
            row(2, ServiceKind::Care, "一队", 200),
        ];
        let say = |by| -> Vec<(String, i64)> {
            sums(&rows, by, |kind| format!("{kind:?}"))
                .into_iter()
                .map(|sum| (sum.title, sum.minutes))
                .collect()
        };
        let of = |list: &[(&str, i64)]| -> Vec<(String, i64)> {
            list.iter().map(|(title, minutes)| ((*title).to_owned(), *minutes)).collect()
        };
        assert_eq!(say(HoursBy::Person), of(&[("2 甲2", 200), ("1 甲1", 90)]));
        assert_eq!(say(HoursBy::Team), of(&[("一队", 260), ("二队", 30)]));
        assert_eq!(say(HoursBy::Kind), of(&[("Care", 260), ("Order", 30)]));
        assert_eq!(honours(&rows, 9).len(), 1);
    }
}
