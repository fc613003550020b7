//! Numbered documents (文书): what was put on paper, frozen as it was issued.

use super::id::{CaseId, DocumentId, EnquiryId, HouseholdId, OperatorId, SealUseId};
use crate::calendar::Stamp;
use crate::words::agency as a;
use crate::words::case as w;
use crate::words::feedback as f;
use crate::words::resident as r;
use serde::{Deserialize, Serialize};

named! {
    /// Which form a document has (domain A16).
    DocumentKind {
        /// 收件回执.
        Receipt = "receipt", w::DOC_RECEIPT;
        /// 补正材料回执.
        SupplementReceipt = "supplement-receipt", w::DOC_SUPPLEMENT_RECEIPT;
        /// 一次性告知单.
        Notice = "notice", w::DOC_NOTICE;
        /// 受理通知书 (ON-7).
        Acceptance = "acceptance", w::DOC_ACCEPTANCE;
        /// 不予受理通知书 (ON-7, ON-11).
        Refusal = "refusal", w::DOC_REFUSAL;
        /// 不予许可通知书 (ON-11).
        Denial = "denial", w::DOC_DENIAL;
        /// 特别程序时间告知书 (SU-1).
        Special = "special", w::DOC_SPECIAL;
        /// 延期告知书 (CL-17).
        Extension = "extension", w::DOC_EXTENSION;
        /// 办结通知.
        Result = "result", w::DOC_RESULT;
        /// 领取回执.
        Delivery = "delivery", w::DOC_DELIVERY;
        /// 材料交接清单.
        Handover = "handover", w::DOC_HANDOVER;
        /// 代办委托书 (AG-1).
        Authority = "authority", a::DOC_AUTHORITY;
        /// 代办中止单 (AG-3).
        Suspension = "suspension", a::DOC_SUSPENSION;
        /// 续办委托书 (AG-3).
        Continuation = "continuation", a::DOC_CONTINUATION;
        /// 代办终止单 (AG-3).
        Termination = "termination", a::DOC_TERMINATION;
        /// 代办办结单 (AG-3).
        Completion = "completion", a::DOC_COMPLETION;
        /// 原件遗失报告.
        Loss = "loss", a::DOC_LOSS;
        /// 证明 (ZH01).
        Certificate = "certificate", a::DOC_CERTIFICATE;
        /// 代办行程单, for an agent.
        Round = "round", a::DOC_ROUND;
        /// 走访记录, of a household.
        VisitRecord = "visit-record", r::DOC_VISIT_RECORD;
        /// 联系卡, for the household to keep.
        ContactCard = "contact-card", r::DOC_CONTACT_CARD;
        /// 微心愿登记卡.
        WishCard = "wish-card", r::DOC_WISH_CARD;
        /// 志愿服务记录证明 (VO-7).
        HoursCertificate = "hours-certificate", crate::words::volunteer::DOC_HOURS;
        /// 意见投诉登记表 (CP-1).
        FeedbackRegister = "feedback-register", f::DOC_FEEDBACK_REGISTER;
        /// 受理告知书 (CP-2).
        FeedbackAcceptance = "feedback-acceptance", f::DOC_FEEDBACK_ACCEPTANCE;
        /// 处理意见书 (CP-5).
        FeedbackOpinion = "feedback-opinion", f::DOC_FEEDBACK_OPINION;
        /// 差评核实整改回访单 (RT-6, RT-7).
        RatingCheck = "rating-check", f::DOC_RATING_CHECK;
        /// 意见箱开箱记录.
        BoxOpening = "box-opening", f::DOC_BOX_OPENING;
        /// 监督卡.
        WatchCard = "watch-card", f::DOC_WATCH_CARD;
        /// 评价单.
        RatingSlip = "rating-slip", f::DOC_RATING_SLIP;
        /// 办事材料清单, for an enquiry.
        Materials = "materials", w::DOC_MATERIALS;
    }
}

/// What a document says, in the order in which it is printed; the layout is `paper`'s.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Content {
    /// Whose name stands at its head: the station, or the organ for whom it acts (domain A1).
    pub issuer: String,
    /// The parts, top to bottom.
    pub parts: Vec<Part>,
    /// The title, where a station's template gives one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What each part is called in templates, in their order; known only while the document is made.
    #[serde(skip)]
    pub names: Vec<String>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// A label and its value on a line.
    Field(String, String),
    /// A paragraph.
    Text(String),
    /// A heading inside the document.
    Heading(String),
    /// A table: column heads, then rows of as many cells.
    Table(Vec<String>, Vec<Vec<String>>),
    /// A numbered list.
    List(Vec<String>),
    /// Places to sign, side by side.
    Signatures(Vec<String>),
    /// The place of the seal and the date.
    Seal(String),
}

/// A document as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was; the number stays spent.
    pub voided_at: Option<Stamp>,
    /// Its form.
    pub kind: DocumentKind,
    /// `CODE-YYYY-RNNNNNN` for receipts, `CODE-YYYY-DNNNNNN` for all others.
    pub number: String,
    /// The series of the number: `R` or `D`.
    pub series: String,
    /// The year of the number.
    pub year: i32,
    /// The running number within station, series and year.
    pub seq: i64,
    /// The case it belongs to.
    pub case_id: Option<CaseId>,
    /// The enquiry it belongs to.
    pub enquiry_id: Option<EnquiryId>,
    /// When it was made.
    pub at: Stamp,
    /// Who made it.
    pub operator_id: OperatorId,
    /// How often it was printed or written to a file; once it is above 0 it has left the house.
    pub prints: i64,
    /// What it says.
    pub content: Content,
    /// The household, where it is a paper of one.
    pub household_id: Option<HouseholdId>,
}

impl Document {
    /// Its title: the template's, else what the form is called.
    #[must_use]
    pub fn title(&self) -> &str {
        self.content.title.as_deref().unwrap_or(self.kind.phrase().zh)
    }
}

impl DocumentKind {
    /// Whether it is a paper of supervision or feedback: made whenever somebody wants one, without a number of its own, and
    /// not kept.
    #[must_use]
    pub fn sheet(self) -> bool {
        matches!(
            self,
            Self::FeedbackRegister
                | Self::FeedbackAcceptance
                | Self::FeedbackOpinion
                | Self::RatingCheck
                | Self::BoxOpening
                | Self::WatchCard
                | Self::RatingSlip
        )
    }

    /// The series that its numbers are taken from.
    #[must_use]
    pub fn series(self) -> &'static str {
        match self {
            Self::Receipt | Self::SupplementReceipt | Self::Delivery => "R",
            _ => "D",
        }
    }
}

/// A use of the seal (用印登记) as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct SealUse {
    /// Its id.
    pub id: SealUseId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// When.
    pub at: Stamp,
    /// The case.
    pub case_id: Option<CaseId>,
    /// The paper that was sealed.
    pub document_id: DocumentId,
    /// What it says, in a few words.
    pub subject: String,
    /// What for, and for whom.
    pub purpose: String,
    /// How many sheets were sealed.
    pub copies: i64,
    /// Who approved it.
    pub approver: String,
    /// Who pressed the seal.
    pub operator_id: OperatorId,
}
