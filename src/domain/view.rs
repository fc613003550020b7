//! Saved views (常用筛选): what an operator wants to see of the board of promises, under a name.

use super::board::{DueFilter, GroupBy};
use super::operator::Operator;
use crate::calendar::{Calendar, Day, Term, Unit};
use crate::words::app as w;
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

/// How many views an operator keeps: one a digit.
pub const VIEWS_MOST: usize = 9;
/// How many working days the next ones are.
const NEXT_DAYS: u32 = 3;

named! {
    /// Which stretch of due days the board shows.
    Span {
        /// Everything open.
        All = "all", w::SPAN_ALL;
        /// What is overdue.
        Overdue = "overdue", w::SPAN_OVERDUE;
        /// What is due today.
        Today = "today", w::SPAN_TODAY;
        /// What is due within the next three working days, overdue left out.
        Next = "next", w::SPAN_NEXT;
        /// What is due this week, overdue included.
        Week = "week", w::SPAN_WEEK;
        /// What stands still for a special procedure.
        Paused = "paused", w::SPAN_PAUSED;
        /// What reaches into a year that is not announced (HO-1).
        Provisional = "provisional", w::SPAN_PROVISIONAL;
    }
}

/// A view of the board of promises; the days follow the day on which it is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Which stretch of due days.
    pub span: Span,
    /// Only what is overdue by more than so many days.
    #[serde(default)]
    pub over_by: Option<i64>,
    /// Which promises besides.
    #[serde(default)]
    pub filter: DueFilter,
    /// By what the sums are made.
    pub by: GroupBy,
}

impl Default for View {
    fn default() -> Self {
        Self {
            name: String::new(),
            span: Span::All,
            over_by: None,
            filter: DueFilter::default(),
            by: GroupBy::Owner,
        }
    }
}

impl View {
    /// The filter for `today`.
    #[must_use]
    pub fn asked(&self, today: Day, calendar: &Calendar) -> DueFilter {
        let mut filter = self.filter.clone();
        match self.span {
            Span::All => {}
            // What stands still for a special procedure is not overdue (SU-1).
            Span::Overdue => {
                filter.until = today.pred_opt();
                filter.running = true;
            }
            Span::Today => {
                filter.from = Some(today);
                filter.until = Some(today);
            }
            Span::Next => {
                let term = Term::new(today, NEXT_DAYS, Unit::Wd);
                filter.from = Some(today);
                filter.until = Some(calendar.due(&term).day);
            }
            Span::Paused => filter.paused = true,
            Span::Provisional => filter.provisional = true,
            Span::Week => {
                let left = 6 - i64::from(today.weekday().num_days_from_monday());
                filter.until = today.checked_add_signed(chrono::Duration::days(left));
            }
        }
        if let Some(days) = self.over_by {
            filter.running = true;
            filter.until = today.checked_sub_signed(chrono::Duration::days(days.clamp(0, 3650) + 1));
        }
        filter
    }

    /// Whether it shows the same as `other`, whatever they are called.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        Self { name: String::new(), ..self.clone() } == Self { name: String::new(), ..other.clone() }
    }
}

/// What an operator set for themselves, as it stands in their record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OperatorSettings {
    /// The saved views, in the order of their digits.
    #[serde(default)]
    pub views: Vec<View>,
}

impl OperatorSettings {
    /// The settings of an operator; what a later program wrote and this one cannot read counts as none.
    #[must_use]
    pub fn of(operator: &Operator) -> Self {
        serde_json::from_str(&operator.settings).unwrap_or_default()
    }
}
