//! How the values of the domain stand in a column, and how they come back.

use crate::calendar::{Day, Stamp, Unit};
use crate::domain::Named;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};

/// A value that can stand in one column.
pub trait Column: Sized {
    /// The value as it is written.
    fn write(&self) -> Value;
    /// The value as it is read; `None` where the column holds something else.
    fn read(value: ValueRef<'_>) -> Option<Self>;
}

impl Column for i64 {
    fn write(&self) -> Value {
        Value::Integer(*self)
    }
    fn read(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok()
    }
}

impl Column for i32 {
    fn write(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
    fn read(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok()?.try_into().ok()
    }
}

impl Column for bool {
    fn write(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
    fn read(value: ValueRef<'_>) -> Option<Self> {
        Some(value.as_i64().ok()? != 0)
    }
}

impl Column for String {
    fn write(&self) -> Value {
        Value::Text(self.clone())
    }
    fn read(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok().map(str::to_owned)
    }
}

impl Column for Stamp {
    fn write(&self) -> Value {
        Value::Integer(self.0)
    }
    fn read(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok().map(Stamp)
    }
}

impl Column for Day {
    fn write(&self) -> Value {
        Value::Text(self.to_string())
    }
    fn read(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok()?.parse().ok()
    }
}

impl Column for Unit {
    fn write(&self) -> Value {
        Value::Text(match self {
            Self::Wd => "wd".to_owned(),
            Self::Cd => "cd".to_owned(),
        })
    }
    fn read(value: ValueRef<'_>) -> Option<Self> {
        match value.as_str().ok()? {
            "wd" => Some(Self::Wd),
            "cd" => Some(Self::Cd),
            _ => None,
        }
    }
}

impl Column for crate::domain::rating::RatingLevel {
    fn write(&self) -> Value {
        Value::Integer(self.number())
    }
    fn read(value: ValueRef<'_>) -> Option<Self> {
        Self::from_number(value.as_i64().ok()?)
    }
}

impl<T: Column> Column for Option<T> {
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }
    fn read(value: ValueRef<'_>) -> Option<Self> {
        if value == ValueRef::Null { Some(None) } else { T::read(value).map(Some) }
    }
}

// Lists and records that stand as JSON in one column.
macro_rules! json_columns {
    ($($kind:ty),* $(,)?) => {$(
        impl Column for $kind {
            fn write(&self) -> Value {
                serde_json::to_string(self).map_or(Value::Null, Value::Text)
            }
            fn read(value: ValueRef<'_>) -> Option<Self> {
                serde_json::from_str(value.as_str().ok()?).ok()
            }
        }
    )*};
}
json_columns!(
    crate::domain::promise::Basis,
    crate::domain::document::Content,
    crate::domain::item::Item,
    Vec<crate::domain::notice::NoticeLine>,
    Vec<crate::domain::operator::Role>,
    Vec<crate::domain::id::PersonId>,
    crate::domain::duplicate::Filled,
    Vec<crate::domain::id::TeamId>,
    Vec<crate::domain::id::VolunteerId>,
    Vec<crate::domain::service::ProofRow>,
);

macro_rules! word_columns {
    ($($kind:ty),* $(,)?) => {$(
        impl Column for $kind {
            fn write(&self) -> Value {
                Value::Text(self.word().to_owned())
            }
            fn read(value: ValueRef<'_>) -> Option<Self> {
                <$kind as Named>::from_word(value.as_str().ok()?)
            }
        }
    )*};
}
word_columns!(
    crate::domain::case::State,
    crate::domain::case::Channel,
    crate::domain::case::Outcome,
    crate::domain::case::Ground,
    crate::domain::item::Kind,
    crate::domain::item::FirstStep,
    crate::domain::material::MaterialState,
    crate::domain::promise::PromiseKind,
    crate::domain::promise::PromiseState,
    crate::domain::document::DocumentKind,
    crate::domain::step::StepAct,
    crate::domain::pause::PauseKind,
    crate::domain::card::CardKind,
    crate::domain::card::Cause,
    crate::domain::agency::Signer,
    crate::domain::agency::AuthorityState,
    crate::domain::agency::LegState,
    crate::domain::custody::HolderKind,
    crate::domain::custody::Way,
    crate::domain::household::CategoryKind,
    crate::domain::care::Level,
    crate::domain::pairing::HelperKind,
    crate::domain::visit::Mode,
    crate::domain::visit::WishKind,
    crate::domain::visit::WishState,
    crate::domain::volunteer::VolunteerState,
    crate::domain::volunteer::PartnerKind,
    crate::domain::volunteer::NeedState,
    crate::domain::service::ServiceKind,
    crate::domain::feedback::FeedbackChannel,
    crate::domain::feedback::FeedbackKind,
    crate::domain::feedback::FeedbackState,
    crate::domain::feedback::FeedbackAct,
    crate::domain::feedback::Naming,
    crate::domain::rating::RatingChannel,
    crate::domain::service::ActivityState,
    crate::domain::supervision::WatchGroupKind,
    crate::domain::supervision::MatterArea,
);

macro_rules! id_columns {
    ($($name:ident),* $(,)?) => {$(
        impl Column for crate::domain::id::$name {
            fn write(&self) -> Value {
                Value::Integer(self.0)
            }
            fn read(value: ValueRef<'_>) -> Option<Self> {
                value.as_i64().ok().map(Self)
            }
        }
    )*};
}
id_columns!(
    OperatorId,
    PersonId,
    GridId,
    ItemId,
    CaseId,
    MaterialId,
    StepId,
    PromiseId,
    DocumentId,
    NoticeId,
    EnquiryId,
    NoteId,
    StationId,
    GapId,
    CalendarDayId,
    PauseId,
    ExtensionId,
    CardId,
    ConclusionId,
    AuthorityId,
    LegId,
    OriginalId,
    TransferId,
    AbsenceId,
    OfficeId,
    SealUseId,
    TemplateId,
    HouseholdId,
    BuildingId,
    CategoryId,
    CareId,
    HelperId,
    PairingId,
    VisitId,
    WishId,
    MergeId,
    DisposalId,
    ColumnMapId,
    TeamId,
    VolunteerId,
    PartnerId,
    NeedId,
    ActivityId,
    SignupId,
    ServiceId,
    ProofId,
    FeedbackId,
    FeedbackSubjectId,
    FeedbackEventId,
    RecusalId,
    OpenerId,
    SealedId,
    RatingSlipId,
    RatingId,
    WatchGroupId,
    MonitorId,
    MatterId,
    WatchCardId,
    BoxId,
    OpeningId,
    MonitorVisitId,
    PledgeId,
    PledgeLinkId,
);

/// A value wrapped for a statement's parameter list.
pub struct Bound(pub Value);

impl rusqlite::ToSql for Bound {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::from(&self.0)))
    }
}
