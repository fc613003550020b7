//! Record ids: one newtype a table, unique across sites without coordination.

use crate::calendar::Stamp;
use serde::{Deserialize, Serialize};

/// How many low bits hold a site's own counter; the site number stands above them.
const COUNTER_BITS: u32 = 40;
/// From when on moments are counted for ids: the beginning of 2020.
const TIMED_SINCE: Stamp = Stamp(1_577_836_800_000);
/// How many milliseconds share an id.
const TIMED_MILLIS: i64 = 4;

/// The number of a site (a station's host or a grid worker's laptop), 1 to 65,535.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Site(pub u16);

impl Site {
    /// The first and the last id that this site may give.
    #[must_use]
    pub fn range(self) -> (i64, i64) {
        let first = i64::from(self.0) << COUNTER_BITS;
        (first + 1, first + (1 << COUNTER_BITS) - 1)
    }

    /// The first and the last id that are given one after another.
    #[must_use]
    pub fn counted(self) -> (i64, i64) {
        let (first, last) = self.range();
        (first, first + (last - first) / 2)
    }

    /// The first id that may be given at a moment, of those that are never given one after another: they tell when
    /// something was written, and a gap between two of them, or among the counted ones, does not tell that there is a
    /// third (CP-6).
    #[must_use]
    pub fn timed(self, at: Stamp) -> i64 {
        let (_, middle) = self.counted();
        // 39 bits of four milliseconds each last until 2089.
        let since = at.millis_since(TIMED_SINCE).max(0) / TIMED_MILLIS;
        middle + 1 + since.min((1 << (COUNTER_BITS - 1)) - 2)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )*};
}

ids! {
    /// An operator, the person at the keyboard.
    OperatorId,
    /// A resident.
    PersonId,
    /// A grid (网格).
    GridId,
    /// A service item (事项).
    ItemId,
    /// A case (件).
    CaseId,
    /// A material of a case.
    MaterialId,
    /// A step of a case.
    StepId,
    /// A promise (期限).
    PromiseId,
    /// A numbered document.
    DocumentId,
    /// A one-time notice (一次性告知).
    NoticeId,
    /// An enquiry (咨询).
    EnquiryId,
    /// A note on a case (记一笔).
    NoteId,
    /// The station's own record.
    StationId,
    /// A stretch of spent numbers without a record.
    GapId,
    /// A day of an imported calendar.
    CalendarDayId,
    /// A special procedure that stops the clock (停表).
    PauseId,
    /// An extension (延期).
    ExtensionId,
    /// A card or an urging (红黄牌, 督办).
    CardId,
    /// The end of cards (问责结论).
    ConclusionId,
    /// An authority for an agent (代办委托书).
    AuthorityId,
    /// A leg of a case's route (办理环节).
    LegId,
    /// An original in custody (原件).
    OriginalId,
    /// A change of hands (交接).
    TransferId,
    /// An agent's absence.
    AbsenceId,
    /// An office that agents go to.
    OfficeId,
    /// A use of the seal (用印).
    SealUseId,
    /// A station's own template of a document.
    TemplateId,
    /// A household (户).
    HouseholdId,
    /// A building (楼栋).
    BuildingId,
    /// A category of a person (类别).
    CategoryId,
    /// A level in the care register (探访名册).
    CareId,
    /// A helper (帮扶人).
    HelperId,
    /// A pairing (结对).
    PairingId,
    /// A visit (走访).
    VisitId,
    /// A wish (微心愿).
    WishId,
    /// A merge of two records of one person.
    MergeId,
    /// A disposal after the retention period.
    DisposalId,
    /// A saved column map of an import.
    ColumnMapId,
    /// A volunteer team (志愿服务队).
    TeamId,
    /// A volunteer (志愿者).
    VolunteerId,
    /// A partner of the community (共驻共建单位).
    PartnerId,
    /// Help that somebody needs.
    NeedId,
    /// A volunteer activity.
    ActivityId,
    /// A place at an activity.
    SignupId,
    /// A stretch of volunteer service.
    ServiceId,
    /// A certificate of hours.
    ProofId,
    /// An entry of the register of feedback.
    FeedbackId,
    /// That an entry is about an operator.
    FeedbackSubjectId,
    /// Something that was done with an entry.
    FeedbackEventId,
    /// That somebody is asked to keep out of an entry (回避).
    RecusalId,
    /// An opener of sealed identities.
    OpenerId,
    /// A sealed identity.
    SealedId,
    /// A slip that a rating can be given with (评价单).
    RatingSlipId,
    /// A rating (好差评).
    RatingId,
    /// A group of monitors (监督组织).
    WatchGroupId,
    /// A monitor (监督员).
    MonitorId,
    /// A supervised matter (监督事项).
    MatterId,
    /// A supervision card (监督卡).
    WatchCardId,
    /// A letter box (意见箱).
    BoxId,
    /// An opening of a box (开箱记录).
    OpeningId,
    /// A visit of a monitor (监督走访).
    MonitorVisitId,
    /// An integrity pledge (廉政承诺).
    PledgeId,
    /// That something touches a pledge.
    PledgeLinkId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_sites_do_not_meet() {
        let (first, last) = Site(1).range();
        let (next, _) = Site(2).range();
        assert!(first < last && last < next);
        assert!(Site(u16::MAX).range().1 > 0);
    }
}
