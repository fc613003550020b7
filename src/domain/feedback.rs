//! Feedback (监督反馈): one register for every channel, its kinds, and the way of an entry (A11).

use super::id::{FeedbackEventId, FeedbackId, FeedbackSubjectId, OpenerId, OperatorId, SealedId};
use super::operator::{Actor, Role};
use super::promise::{Promise, PromiseKind};
use super::recusal::Recusal;
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::text::fold_number;
use crate::words::feedback as w;

/// How many people may speak for a group, whatever its size (CP-1).
pub const REPRESENTATIVES_MOST: usize = 5;
/// From how many people on it is a group.
pub const GROUP_LEAST: i64 = 5;
/// The signs of a feedback number: none that is taken for another.
pub const NUMBER_SIGNS: &[u8; 28] = b"23456789ABCDEFGHJKLMNPQRSTVX";
/// How many of them a number has.
pub const NUMBER_LENGTH: usize = 8;

named! {
    /// How an entry came in.
    FeedbackChannel {
        /// 监督卡.
        Card = "card", w::CHANNEL_CARD;
        /// 意见箱.
        Box = "box", w::CHANNEL_BOX;
        /// 举报电话.
        Hotline = "hotline", w::CHANNEL_HOTLINE;
        /// 窗口评价器.
        Device = "device", w::CHANNEL_DEVICE;
        /// 来信.
        Letter = "letter", w::CHANNEL_LETTER;
        /// 来访.
        Visit = "visit", w::CHANNEL_VISIT;
        /// 12345.
        Order = "12345", w::CHANNEL_ORDER;
        /// 上级转来.
        Superior = "superior", w::CHANNEL_SUPERIOR;
    }
}

named! {
    /// What an entry is.
    FeedbackKind {
        /// 表扬.
        Praise = "praise", w::KIND_PRAISE;
        /// 建议.
        Suggestion = "suggestion", w::KIND_SUGGESTION;
        /// 投诉.
        Complaint = "complaint", w::KIND_COMPLAINT;
        /// 检举控告: registered sealed and passed on, never looked into here (CP-7).
        Report = "report", w::KIND_REPORT;
        /// 差评 (RT-6).
        BadRating = "bad-rating", w::KIND_BAD_RATING;
        /// 咨询.
        Question = "question", w::KIND_QUESTION;
        /// 求助 (CP-12).
        Request = "request", w::KIND_REQUEST;
    }
}

named! {
    /// Whether it is known whose an entry is.
    Naming {
        /// 匿名.
        Anonymous = "anonymous", w::NAMING_ANONYMOUS;
        /// 实名.
        Named = "named", w::NAMING_NAMED;
        /// 实名密封 (CP-7).
        Sealed = "sealed", w::NAMING_SEALED;
    }
}

named! {
    /// Where an entry stands.
    FeedbackState {
        /// 已登记.
        Registered = "registered", w::STATE_REGISTERED;
        /// 已受理.
        Accepted = "accepted", w::STATE_ACCEPTED;
        /// 办理中.
        Assigned = "assigned", w::STATE_ASSIGNED;
        /// 待复核: the opinion waits for a second look.
        Judged = "judged", w::STATE_JUDGED;
        /// 已复核.
        Approved = "approved", w::STATE_APPROVED;
        /// 已答复.
        Answered = "answered", w::STATE_ANSWERED;
        /// 已回访.
        Revisited = "revisited", w::STATE_REVISITED;
        /// 已转送.
        PassedOn = "passed-on", w::STATE_PASSED_ON;
        /// 已了结.
        Closed = "closed", w::STATE_CLOSED;
    }
}

impl FeedbackState {
    /// Whether something is still to be done.
    #[must_use]
    pub fn open(self) -> bool {
        !matches!(self, Self::PassedOn | Self::Closed)
    }
}

named! {
    /// What is done with an entry.
    FeedbackAct {
        /// 登记.
        Register = "register", w::ACT_REGISTER;
        /// 受理.
        Accept = "accept", w::ACT_ACCEPT;
        /// 转送.
        PassOn = "pass-on", w::ACT_PASS_ON;
        /// 指派.
        Assign = "assign", w::ACT_ASSIGN;
        /// 延长.
        Extend = "extend", w::ACT_EXTEND;
        /// 办理意见 (CP-5).
        Judge = "judge", w::ACT_JUDGE;
        /// 复核, by somebody else.
        Approve = "approve", w::ACT_APPROVE;
        /// 退回重办.
        SendBack = "send-back", w::ACT_SEND_BACK;
        /// 整改 (RT-6).
        Rectify = "rectify", w::ACT_RECTIFY;
        /// 答复.
        Answer = "answer", w::ACT_ANSWER;
        /// 回访.
        Revisit = "revisit", w::ACT_REVISIT;
        /// 了结.
        Close = "close", w::ACT_CLOSE;
        /// 申请回避 (CP-11).
        AskRecusal = "ask-recusal", w::ACT_ASK_RECUSAL;
        /// 回避决定 (CP-11).
        DecideRecusal = "decide-recusal", w::ACT_DECIDE_RECUSAL;
        /// 开启身份 (CP-7).
        OpenIdentity = "open-identity", w::ACT_OPEN_IDENTITY;
    }
}

/// The way of an entry: an act, from which states, and where it leads, `None` where it stays (CP-2 to CP-5, RT-6).
const WAYS: &[(FeedbackAct, &[FeedbackState], Option<FeedbackState>)] = {
    use FeedbackAct as A;
    use FeedbackState as S;
    &[
        (A::Accept, &[S::Registered], Some(S::Accepted)),
        (A::PassOn, &[S::Registered, S::Accepted, S::Assigned, S::Judged, S::Approved], Some(S::PassedOn)),
        (A::Assign, &[S::Accepted, S::Assigned], Some(S::Assigned)),
        (A::Extend, &[S::Accepted, S::Assigned, S::Judged, S::Approved], None),
        (A::Judge, &[S::Assigned], Some(S::Judged)),
        (A::Approve, &[S::Judged], Some(S::Approved)),
        (A::SendBack, &[S::Judged], Some(S::Assigned)),
        (A::Rectify, &[S::Approved, S::Answered], None),
        (A::Answer, &[S::Approved], Some(S::Answered)),
        (A::Revisit, &[S::Answered], Some(S::Revisited)),
        (A::Close, &[S::Registered, S::Answered, S::Revisited], Some(S::Closed)),
        (A::AskRecusal, &[S::Accepted, S::Assigned, S::Judged, S::Approved], None),
        (
            A::DecideRecusal,
            &[S::Accepted, S::Assigned, S::Judged, S::Approved, S::Answered, S::Revisited],
            None,
        ),
        (
            A::OpenIdentity,
            &[S::Registered, S::Accepted, S::Assigned, S::Judged, S::Approved, S::Answered],
            None,
        ),
    ]
};

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// Its id.
    pub id: FeedbackId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Its number: random, so that it tells nothing of how many there are.
    pub number: String,
    /// How it came in.
    pub channel: FeedbackChannel,
    /// What it is.
    pub kind: FeedbackKind,
    /// Whether it is known whose it is.
    pub naming: Naming,
    /// When it came in.
    pub received_at: Stamp,
    /// The day.
    pub day: Day,
    /// What it says; empty once it was passed up (CP-10).
    pub content: String,
    /// Whose it is, where that is not sealed.
    pub name: String,
    /// How to reach them, likewise.
    pub phone: String,
    /// Where they live, likewise; without it no written notice can be sent (CP-2).
    pub address: String,
    /// How many people stand behind it.
    pub people: i64,
    /// Who speaks for a group, by blanks.
    pub representatives: String,
    /// The item that it is about, by code; a complaint never touches a case's row.
    pub item_code: String,
    /// The supervised matter (服务, 财务, 居务, 政策).
    pub matter: String,
    /// The number under which whoever sent it keeps it: of a 12345 order, a letter, a card.
    pub reference: String,
    /// The entry whose answer is objected to (CP-4).
    pub review_of: Option<FeedbackId>,
    /// Where it stands.
    pub state: FeedbackState,
    /// Who handles it.
    pub owner_id: Option<OperatorId>,
    /// Who looked at the opinion a second time.
    pub second_id: Option<OperatorId>,
    /// To whom it was passed on.
    pub passed_to: String,
    /// The day of acceptance (CP-2).
    pub accepted_day: Option<Day>,
    /// The day of the one extension (CP-3).
    pub extended_day: Option<Day>,
    /// What is claimed (CP-5).
    pub claim: String,
    /// What was found.
    pub facts: String,
    /// The opinion.
    pub opinion: String,
    /// By which rule.
    pub basis: String,
    /// What it came from, in a few words.
    pub cause: String,
    /// What is done about it (RT-6).
    pub measure: String,
    /// The day on which it was put right (RT-6).
    pub rectified_day: Option<Day>,
    /// What was answered.
    pub answer: String,
    /// The day of the answer.
    pub answered_day: Option<Day>,
    /// Whether they were satisfied at the revisit.
    pub satisfied: Option<bool>,
    /// The day of the revisit.
    pub revisited_day: Option<Day>,
    /// The day on which it ended.
    pub closed_day: Option<Day>,
    /// Who registered it.
    pub operator_id: OperatorId,
}

/// That there is no entry of this number, or none for whoever asks: both are told in the same words (CP-6).
#[must_use]
pub fn no_such(number: &str) -> Refusal {
    Refusal::not_found(w::NO_SUCH_FEEDBACK.with("number", fold_number(number)))
        .advise(&w::NO_SUCH_FEEDBACK_ADVICE)
}

impl Feedback {
    /// Whether somebody who is not concerned looks at it: those who lead, who handles it, who registered it.
    #[must_use]
    pub fn shown_to(&self, actor: &Actor) -> bool {
        actor.leads() || self.operator_id == actor.id || self.owner_id == Some(actor.id)
    }

    /// Whether a rule gives a card when a promise of this kind about it is missed: the check, the putting right and the
    /// revisit of a bad rating with a name (RT-6, RT-7).
    #[must_use]
    pub fn warned_of(&self, kind: PromiseKind) -> bool {
        self.kind == FeedbackKind::BadRating
            && self.naming != Naming::Anonymous
            && matches!(kind, PromiseKind::Answer | PromiseKind::Rectify | PromiseKind::Revisit)
    }
}

/// Somebody whom an entry complains about (CP-6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackSubject {
    /// Its id.
    pub id: FeedbackSubjectId,
    /// Counts the changes.
    pub version: i64,
    /// When it was taken back, if it was.
    pub voided_at: Option<Stamp>,
    /// The entry.
    pub feedback_id: FeedbackId,
    /// Who.
    pub operator_id: OperatorId,
}

/// Something that was done with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackEvent {
    /// Its id.
    pub id: FeedbackEventId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The entry.
    pub feedback_id: FeedbackId,
    /// When.
    pub at: Stamp,
    /// What.
    pub act: FeedbackAct,
    /// What was said of it.
    pub text: String,
    /// By whom.
    pub operator_id: OperatorId,
}

/// Somebody who may open sealed identities (CP-7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opener {
    /// Its id.
    pub id: OpenerId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// Who.
    pub operator_id: OperatorId,
    /// The public key.
    pub public_key: String,
    /// The private key, wrapped.
    pub wrapped_key: String,
    /// From when on.
    pub since: Day,
    /// Until when, where it ended.
    pub ended_day: Option<Day>,
}

/// An identity, sealed to one opener.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Its id.
    pub id: SealedId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The entry.
    pub feedback_id: FeedbackId,
    /// To whom.
    pub opener_id: OpenerId,
    /// The sealed box.
    pub sealed_box: String,
}

named! {
    /// Which entries of the register a list shows.
    FeedbackList {
        /// 待处理: what waits for whoever leads to take it up; of everybody else what they handle and is open.
        Inbox = "inbox", w::LIST_INBOX;
        /// 我的: what one handles or registered.
        Mine = "mine", w::LIST_MINE;
        /// 按期限: what is open, the nearest day first.
        ByLimit = "by-limit", w::LIST_BY_LIMIT;
        /// 全部: everything, the newest first.
        All = "all", w::LIST_ALL;
    }
}

/// What of the register is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedbackFilter {
    /// Which list.
    pub list: FeedbackList,
    /// Only this kind.
    pub kind: Option<FeedbackKind>,
    /// Only this channel.
    pub channel: Option<FeedbackChannel>,
    /// Only in this state.
    pub state: Option<FeedbackState>,
}

impl Default for FeedbackFilter {
    fn default() -> Self {
        Self { list: FeedbackList::All, kind: None, channel: None, state: None }
    }
}

/// An entry as a row of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedbackRow {
    /// The entry.
    pub entry: Feedback,
    /// The name of who handles it; empty where nobody does yet.
    pub owner: String,
    /// The names of whom it is about, by blanks.
    pub about: String,
    /// What is owed next.
    pub due: Option<Promise>,
    /// Who is, or was, asked to keep out of it, in order (CP-11).
    pub recusals: Vec<Recusal>,
    /// Who keeps out of it, or of an entry that it reviews.
    pub kept_out: Vec<OperatorId>,
}

/// What `actor` may do with an entry, and where that leads it: who is entrusted is told before how it stands, so that
/// whoever may not act learns nothing.
///
/// # Errors
/// Not for them, or not now.
pub fn may_act(feedback: &Feedback, actor: &Actor, act: FeedbackAct) -> Result<FeedbackState, Refusal> {
    entrusted(feedback, actor, act)?;
    lead(feedback, act)
}

/// Who does what: who handles an entry, who looks a second time, and what is for the head alone (CP-3, CP-5).
fn entrusted(feedback: &Feedback, actor: &Actor, act: FeedbackAct) -> Result<(), Refusal> {
    let (head, leads) = (actor.is(Role::Manager), actor.leads());
    let own = feedback.owner_id.unwrap_or(feedback.operator_id) == actor.id;
    let fits = match act {
        FeedbackAct::Extend | FeedbackAct::DecideRecusal => head,
        // Whoever took the words down asks for those who said them.
        FeedbackAct::AskRecusal => own || leads || feedback.operator_id == actor.id,
        FeedbackAct::Assign | FeedbackAct::Accept => leads,
        FeedbackAct::Approve | FeedbackAct::SendBack => leads && feedback.owner_id != Some(actor.id),
        FeedbackAct::Judge | FeedbackAct::Rectify => own,
        // Whether it was sealed to them is asked where the boxes are.
        FeedbackAct::OpenIdentity => true,
        _ => own || leads,
    };
    if fits {
        return Ok(());
    }
    let own_opinion =
        feedback.owner_id == Some(actor.id) && matches!(act, FeedbackAct::Approve | FeedbackAct::SendBack);
    let what = if own_opinion { &w::SECOND_BY_OTHER } else { &w::NOT_ENTRUSTED };
    let mut refusal = Refusal::not_allowed(what.with("act", act.phrase())).advise(&w::NOT_ENTRUSTED_ADVICE);
    refusal.rule = own_opinion.then_some("CP-5");
    Err(refusal)
}

/// The way of an entry of this kind, for a screen that shows how far it came (CP-2 to CP-5).
#[must_use]
pub fn flow(kind: FeedbackKind) -> &'static [FeedbackState] {
    use FeedbackState as S;
    match kind {
        FeedbackKind::Report => &[S::Registered, S::PassedOn],
        FeedbackKind::Praise => &[S::Registered, S::Closed],
        _ => &[
            S::Registered,
            S::Accepted,
            S::Assigned,
            S::Judged,
            S::Approved,
            S::Answered,
            S::Revisited,
            S::Closed,
        ],
    }
}

/// RT-6 and RT-7: an entry ends when what was to be put right is, and when whoever gave their name to a bad rating was
/// asked again.
///
/// # Errors
/// One of both is still to be done.
pub fn require_closable(entry: &Feedback) -> Result<(), Refusal> {
    if !entry.measure.is_empty() && entry.rectified_day.is_none() {
        return Err(Refusal::rule("RT-6", &w::NOT_RECTIFIED).advise(&w::NOT_RECTIFIED_ADVICE));
    }
    let named = entry.naming != Naming::Anonymous && entry.kind == FeedbackKind::BadRating;
    if named && entry.revisited_day.is_none() {
        return Err(Refusal::rule("RT-7", &w::NOT_REVISITED).advise(&w::NOT_REVISITED_ADVICE));
    }
    Ok(())
}

/// Where an act leads an entry.
///
/// # Errors
/// It cannot be done in that state, or with such an entry: a report is passed on and nothing else (CP-7).
pub fn lead(feedback: &Feedback, act: FeedbackAct) -> Result<FeedbackState, Refusal> {
    let passed = matches!(act, FeedbackAct::PassOn | FeedbackAct::OpenIdentity);
    if feedback.kind == FeedbackKind::Report && !passed {
        return Err(Refusal::rule("CP-7", &w::REPORT_PASSED_ON).advise(&w::REPORT_PASSED_ON_ADVICE));
    }
    if act == FeedbackAct::Rectify && feedback.rectified_day.is_some() {
        return Err(Refusal::rule("RT-6", &w::RECTIFIED_ALREADY));
    }
    let way = WAYS.iter().find(|(known, from, _)| *known == act && from.contains(&feedback.state));
    let closes = act == FeedbackAct::Close && feedback.state == FeedbackState::Registered;
    // What asks for nothing may end at once; everything else is answered first.
    let plain = matches!(feedback.kind, FeedbackKind::Praise | FeedbackKind::Question);
    match way {
        Some((_, _, to)) if !closes || plain => Ok(to.unwrap_or(feedback.state)),
        _ => {
            let what = w::NOT_NOW.with("act", act.phrase()).with("state", feedback.state.phrase());
            Err(Refusal::rule("CP-1", what))
        }
    }
}

/// CP-1: at most five speak for a group, and whoever speaks is counted among it.
///
/// # Errors
/// A sixth, or more than there are people.
pub fn require_representatives(people: i64, names: &[&str]) -> Result<(), Refusal> {
    if names.len() > REPRESENTATIVES_MOST {
        let what = w::SIXTH_REPRESENTATIVE.with("n", names.len()).with("most", REPRESENTATIVES_MOST);
        return Err(Refusal::rule("CP-1", what)
            .advise(&w::SIXTH_REPRESENTATIVE_ADVICE)
            .at("representatives"));
    }
    if i64::try_from(names.len()).is_ok_and(|count| count > people) {
        let what = w::MORE_THAN_PEOPLE.with("n", names.len()).with("people", people);
        return Err(Refusal::rule("CP-1", what).at("people"));
    }
    if people >= GROUP_LEAST && names.is_empty() {
        return Err(Refusal::rule("CP-1", &w::REPRESENTATIVES_WANTED).at("representatives"));
    }
    Ok(())
}

/// A number from random bytes; eight signs of twenty-eight tell nothing of how many entries there are.
#[must_use]
pub fn number_of(random: [u8; NUMBER_LENGTH]) -> String {
    let sign = |byte: u8| {
        let at = usize::from(byte) % NUMBER_SIGNS.len();
        NUMBER_SIGNS.get(at).map_or('2', |sign| char::from(*sign))
    };
    let signs: String = random.into_iter().map(sign).collect();
    let (first, last) = signs.split_at(NUMBER_LENGTH / 2);
    format!("J{first}-{last}")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn entry(kind: FeedbackKind, state: FeedbackState) -> Feedback {
        let day: Day = "2026-06-01".parse().unwrap();
        Feedback {
            id: FeedbackId(1),
            version: 1,
            voided_at: None,
            number: String::new(),
            channel: FeedbackChannel::Box,
            kind,
            naming: Naming::Anonymous,
            received_at: Stamp(0),
            day,
            content: String::new(),
            name: String::new(),
            phone: String::new(),
            address: String::new(),
            people: 1,
            representatives: String::new(),
            item_code: String::new(),
            matter: String::new(),
            reference: String::new(),
            review_of: None,
            state,
            owner_id: None,
            second_id: None,
            passed_to: String::new(),
            accepted_day: None,
            extended_day: None,
            claim: String::new(),
            facts: String::new(),
            opinion: String::new(),
            basis: String::new(),
            cause: String::new(),
            measure: String::new(),
            rectified_day: None,
            answer: String::new(),
            answered_day: None,
            satisfied: None,
            revisited_day: None,
            closed_day: None,
            operator_id: OperatorId(1),
        }
    }

    #[test]
    fn cp_7_a_report_is_passed_on_and_nothing_else() {
        use super::super::named::Named as _;
        for act in FeedbackAct::ALL {
            let found = lead(&entry(FeedbackKind::Report, FeedbackState::Registered), *act);
            let passed = matches!(act, FeedbackAct::PassOn | FeedbackAct::OpenIdentity);
            assert_eq!(found.is_ok(), passed, "{act:?}");
        }
    }

    #[test]
    fn cp_2_and_cp_5_a_complaint_is_accepted_judged_looked_at_twice_answered_revisited_closed() {
        use FeedbackAct as A;
        let mut state = FeedbackState::Registered;
        for act in [
            A::Accept,
            A::Assign,
            A::Judge,
            A::SendBack,
            A::Judge,
            A::Approve,
            A::Answer,
            A::Revisit,
            A::Close,
        ] {
            state = lead(&entry(FeedbackKind::Complaint, state), act).unwrap();
        }
        assert_eq!(state, FeedbackState::Closed);
        for (kind, closes) in [(FeedbackKind::Complaint, false), (FeedbackKind::Praise, true)] {
            assert_eq!(lead(&entry(kind, FeedbackState::Registered), A::Close).is_ok(), closes);
        }
        assert!(lead(&entry(FeedbackKind::Complaint, FeedbackState::Assigned), A::Answer).is_err());
        assert!(!FeedbackState::PassedOn.open() && FeedbackState::Answered.open());
    }

    #[test]
    fn cp_1_twenty_people_have_five_representatives_and_no_sixth() {
        let names = ["甲", "乙", "丙", "丁", "戊", "己"];
        assert!(require_representatives(20, &names[..5]).is_ok());
        assert_eq!(require_representatives(20, &names).unwrap_err().rule, Some("CP-1"));
        assert!(require_representatives(20, &[]).is_err());
        assert!(require_representatives(1, &[]).is_ok());
    }

    #[test]
    fn numbers_are_of_plain_signs_and_tell_nothing() {
        assert_eq!(number_of([0, 1, 2, 3, 4, 5, 6, 7]), "J2345-6789");
        assert_eq!(number_of([255; 8]).len(), 10);
        assert_ne!(number_of([9; 8]), number_of([10; 8]));
    }
}
