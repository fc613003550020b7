//! Integrity pledges (廉政承诺) of operators with what touched them, and the station's service commitments (服务承诺) with
//! what was kept of them.

use super::id::{CardId, MonitorVisitId, OperatorId, PledgeId, PledgeLinkId};
use super::item::Limit;
use super::month::Rate;
use crate::calendar::{Day, Stamp};

/// What an operator promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pledge {
    /// Its id.
    pub id: PledgeId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Who.
    pub operator_id: OperatorId,
    /// The day on which it was signed.
    pub day: Day,
    /// What was promised.
    pub text: String,
    /// The day of the next one, which ended it.
    pub ended_day: Option<Day>,
}

impl Pledge {
    /// Whether it held on a day.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.day <= day && self.ended_day.is_none_or(|ended| day < ended)
    }
}

/// That something that was found touches a pledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PledgeLink {
    /// Its id.
    pub id: PledgeLinkId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The pledge.
    pub pledge_id: PledgeId,
    /// The card whose conclusion it is.
    pub card_id: Option<CardId>,
    /// The visit of a monitor whose finding it is.
    pub visit_id: Option<MonitorVisitId>,
    /// The day on which it was linked.
    pub day: Day,
    /// In which way it touches the pledge.
    pub note: String,
}

/// A pledge as a list shows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PledgeRow {
    /// The pledge.
    pub pledge: Pledge,
    /// Whose it is.
    pub operator: String,
    /// What touched it, in order.
    pub links: Vec<PledgeLink>,
}

/// What was kept of a commitment in a stretch of days: of an item, or of the whole station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentRow {
    /// The item's code and name; empty for the whole station.
    pub title: String,
    /// The committed limit; nothing for the whole station.
    pub limit: Option<Limit>,
    /// The on-time rate of the stretch, as the month reckons it (CL-19).
    pub kept: Rate,
    /// Good ratings, of those that count; nothing where there are too few to show it (RT-4).
    pub good: Option<Rate>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pledge_holds_until_the_next_one_is_signed() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let pledge = Pledge {
            id: PledgeId(1),
            version: 1,
            voided_at: None,
            operator_id: OperatorId(1),
            day: day("2026-01-05"),
            text: String::new(),
            ended_day: Some(day("2027-01-04")),
        };
        for (at, holds) in
            [("2026-01-04", false), ("2026-01-05", true), ("2027-01-03", true), ("2027-01-04", false)]
        {
            assert_eq!(pledge.holds(day(at)), holds, "{at}");
        }
    }
}
