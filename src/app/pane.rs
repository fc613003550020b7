//! The nine panes by number.

use crate::words::{Phrase, app as w};

/// A pane of the workstation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    /// 1 今日: what is owed next.
    Today,
    /// 2 收件: intake.
    Intake,
    /// 3 办件: cases.
    Cases,
    /// 4 超期: all promises by due day.
    Due,
    /// 5 居民.
    Residents,
    /// 6 结对.
    Pairings,
    /// 7 志愿.
    Volunteers,
    /// 8 监督.
    Supervision,
    /// 9 报表: the month.
    Reports,
}

impl Pane {
    /// All panes in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Today,
        Self::Intake,
        Self::Cases,
        Self::Due,
        Self::Residents,
        Self::Pairings,
        Self::Volunteers,
        Self::Supervision,
        Self::Reports,
    ];

    /// The pane with this number, from 1.
    #[must_use]
    pub fn numbered(number: usize) -> Option<Self> {
        number.checked_sub(1).and_then(|at| Self::ALL.get(at)).copied()
    }

    /// Its number, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|pane| *pane == self).map_or(1, |at| at + 1)
    }

    /// Its name.
    #[must_use]
    pub fn title(self) -> &'static Phrase {
        match self {
            Self::Today => &w::PANE_TODAY,
            Self::Intake => &w::PANE_INTAKE,
            Self::Cases => &w::PANE_CASES,
            Self::Due => &w::PANE_DUE,
            Self::Residents => &w::PANE_RESIDENTS,
            Self::Pairings => &w::PANE_PAIRINGS,
            Self::Volunteers => &w::PANE_VOLUNTEERS,
            Self::Supervision => &w::PANE_SUPERVISION,
            Self::Reports => &w::PANE_REPORTS,
        }
    }
}
