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
    /// The saved views by their digits; what was let go leaves its place, so that the others keep theirs.
    #[serde(default)]
    pub views: Vec<Option<View>>,
}

impl OperatorSettings {
    /// The settings of an operator; what a later program wrote and this one cannot read counts as none.
    #[must_use]
    pub fn of(operator: &Operator) -> Self {
        serde_json::from_str(&operator.settings).unwrap_or_default()
    }

    /// The saved views with their digits.
    pub fn numbered(self) -> impl Iterator<Item = (usize, View)> {
        (1..).zip(self.views).filter_map(|(n, view)| Some((n, view?)))
    }

    /// Keeps a view under its digit where its name is known, else under the first free one: the digit, and
    /// whether one was replaced; nothing where all are taken.
    pub fn keep(&mut self, view: View) -> Option<(usize, bool)> {
        let named = |one: &Option<View>| one.as_ref().is_some_and(|one| one.name == view.name);
        if let Some(at) = self.views.iter().position(named) {
            self.views.splice(at..=at, [Some(view)]);
            return Some((at + 1, true));
        }
        let at = self.views.iter().position(Option::is_none).unwrap_or(self.views.len());
        if at >= VIEWS_MOST {
            return None;
        }
        self.views.resize(self.views.len().max(at + 1), None);
        self.views.splice(at..=at, [Some(view)]);
        Some((at + 1, false))
    }

    /// Lets the view of this name go; `false` where there is none.
    pub fn drop_named(&mut self, name: &str) -> bool {
        let named = |one: &Option<View>| one.as_ref().is_some_and(|one| one.name == name);
        let place = self.views.iter().position(named);
        if let Some(at) = place {
            self.views.splice(at..=at, [None]);
        }
        place.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str) -> View {
        View { name: name.to_owned(), ..View::default() }
    }

    #[test]
    fn a_view_keeps_its_digit_when_another_is_let_go() {
        let mut settings = OperatorSettings::default();
        for (name, n) in [("a", 1), ("b", 2), ("c", 3)] {
            assert_eq!(settings.keep(view(name)), Some((n, false)));
        }
        assert!(settings.drop_named("a") && !settings.drop_named("a"));
        let digits = |settings: &OperatorSettings| -> Vec<(usize, String)> {
            settings.clone().numbered().map(|(n, view)| (n, view.name)).collect()
        };
        assert_eq!(digits(&settings), [(2, "b".to_owned()), (3, "c".to_owned())]);
        assert_eq!(settings.keep(view("c")), Some((3, true)));
        assert_eq!(settings.keep(view("d")), Some((1, false)), "the free digit first");
        for n in 4..=VIEWS_MOST {
            assert_eq!(settings.keep(view(&n.to_string())), Some((n, false)));
        }
        assert_eq!(settings.keep(view("more")), None);
    }

    #[test]
    fn settings_that_cannot_be_read_are_none_and_those_of_today_come_back() {
        let mut settings = OperatorSettings::default();
        settings.keep(view("a"));
        settings.keep(view("b"));
        settings.drop_named("a");
        let text = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<OperatorSettings>(&text).unwrap(), settings);
    }
}
