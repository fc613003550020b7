//! Custody of originals (原件保管): who holds each one, how it changes hands, and the chain of holders (AG-2).

use super::id::{CaseId, DocumentId, MaterialId, OperatorId, OriginalId, TransferId};
use super::operator::{Actor, Role};
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp, Zone};
use crate::words::{Message, Phrase, agency as w, common};

/// How many pages an original may have.
pub const PAGES: std::ops::RangeInclusive<i64> = 1..=9999;

named! {
    /// What kind of holder has an original.
    HolderKind {
        /// Its owner, the resident.
        Resident = "resident", w::HOLDER_RESIDENT;
        /// The station's window.
        Window = "window", w::HOLDER_WINDOW;
        /// An agent of the station.
        Agent = "agent", w::HOLDER_AGENT;
        /// Another office.
        Office = "office", w::HOLDER_OFFICE;
        /// The post, while it is on its way.
        Post = "post", w::HOLDER_POST;
    }
}

named! {
    /// How an original changes hands.
    Way {
        /// Counted face to face.
        InPerson = "in-person", w::WAY_IN_PERSON;
        /// By post, under a number.
        Post = "post", w::WAY_POST;
    }
}

/// Who holds an original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The kind.
    pub kind: HolderKind,
    /// The operator, where an agent holds it.
    pub operator: Option<OperatorId>,
    /// The name: of the resident, the agent, the office; the number of the post.
    pub name: String,
}

impl Holder {
    /// Whether `other` is the same holder: agents by who they are, offices by name.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.kind == other.kind
            && match self.kind {
                HolderKind::Agent => self.operator == other.operator,
                HolderKind::Office | HolderKind::Post => self.name == other.name,
                HolderKind::Resident | HolderKind::Window => true,
            }
    }

    /// Whether `actor` acts for this holder: a clerk for the window, an agent for themselves. Residents,
    /// offices and the post have nobody at the keyboard.
    #[must_use]
    pub fn is(&self, actor: &Actor) -> bool {
        match self.kind {
            HolderKind::Window => actor.is(Role::Clerk) || actor.is(Role::Manager),
            HolderKind::Agent => self.operator == Some(actor.id),
            HolderKind::Resident | HolderKind::Office | HolderKind::Post => false,
        }
    }

    /// What people read for it.
    #[must_use]
    pub fn label(&self) -> Message {
        if self.name.is_empty() {
            return self.kind.phrase().msg();
        }
        w::HOLDER_NAMED.with("kind", self.kind.phrase()).with("name", &self.name)
    }
}

/// An original that left its owner's hands once, as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Original {
    /// Its id.
    pub id: OriginalId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The case.
    pub case_id: CaseId,
    /// The material of the case that it is, where it is one.
    pub material_id: Option<MaterialId>,
    /// Its number in the case, from 1: what people type.
    pub place: i64,
    /// Its name.
    pub name: String,
    /// How many pages it has.
    pub pages: i64,
    /// What kind of holder has it.
    pub holder_kind: HolderKind,
    /// The operator who has it, where an agent does.
    pub holder_operator: Option<OperatorId>,
    /// The holder's name.
    pub holder_name: String,
    /// Since when.
    pub since: Stamp,
    /// Why it is lawfully kept, where it is (AG-2).
    pub kept_reason: Option<String>,
    /// When it was reported lost, if it was.
    pub lost_at: Option<Stamp>,
    /// How it was lost: the report.
    pub lost_report: Option<String>,
    /// What follows from it for the owner.
    pub lost_consequence: Option<String>,
    /// What is done about it.
    pub lost_remedy: Option<String>,
}

impl HolderKind {
    /// One wide sign for it, for the picture of a chain.
    #[must_use]
    pub fn sign(self) -> &'static Phrase {
        match self {
            Self::Resident => &w::MARK_RESIDENT,
            Self::Window => &w::MARK_WINDOW,
            Self::Agent => &w::MARK_AGENT,
            Self::Office => &w::MARK_OFFICE,
            Self::Post => &w::MARK_POST,
        }
    }
}

impl Original {
    /// Who holds it.
    #[must_use]
    pub fn holder(&self) -> Holder {
        Holder { kind: self.holder_kind, operator: self.holder_operator, name: self.holder_name.clone() }
    }

    /// Puts it into the hands of `holder`.
    pub fn hand_to(&mut self, holder: Holder, at: Stamp) {
        self.holder_kind = holder.kind;
        self.holder_operator = holder.operator;
        self.holder_name = holder.name;
        self.since = at;
    }

    /// Whether it stands in the way of closing: not back with its owner, not lawfully kept, and not lost
    /// with a report and a remedy (AG-2).
    #[must_use]
    pub fn out(&self) -> bool {
        self.voided_at.is_none()
            && self.holder_kind != HolderKind::Resident
            && self.kept_reason.is_none()
            && self.lost_at.is_none()
    }

    /// What people read of it in one line: name, pages, holder.
    #[must_use]
    pub fn summary(&self) -> Message {
        let shape = match (self.lost_at, &self.kept_reason) {
            (Some(_), _) => &w::ORIGINAL_LOST,
            (None, Some(_)) => &w::ORIGINAL_KEPT,
            (None, None) => &w::ORIGINAL_AT,
        };
        shape.with("name", &self.name).with("pages", self.pages).with("holder", self.holder().label())
    }
}

/// One change of hands as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Transfer {
    /// Its id.
    pub id: TransferId,
    /// Counts the changes.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// The original.
    pub original_id: OriginalId,
    /// The case.
    pub case_id: CaseId,
    /// What kind of holder gave it.
    pub from_kind: HolderKind,
    /// The agent who gave it.
    pub from_operator: Option<OperatorId>,
    /// The giver's name.
    pub from_name: String,
    /// What kind of holder takes it.
    pub to_kind: HolderKind,
    /// The agent who takes it.
    pub to_operator: Option<OperatorId>,
    /// The taker's name.
    pub to_name: String,
    /// How many pages were counted when it was given.
    pub pages: i64,
    /// How it goes.
    pub way: Way,
    /// The number of the post, where it goes by post.
    pub post_number: Option<String>,
    /// When it was given.
    pub given_at: Stamp,
    /// Who recorded that.
    pub given_by: OperatorId,
    /// Whether the other side signed the list of the hand-over.
    pub signed: bool,
    /// When it was received; nothing while it is open.
    pub received_at: Option<Stamp>,
    /// Who recorded that.
    pub received_by: Option<OperatorId>,
    /// How many pages were counted when it was received.
    pub received_pages: Option<i64>,
    /// Whether it came back to the giver instead.
    pub came_back: bool,
    /// What was said about it.
    pub remark: String,
    /// The list of the hand-over.
    pub document_id: Option<DocumentId>,
}

impl Transfer {
    /// Who gave it.
    #[must_use]
    pub fn from(&self) -> Holder {
        Holder { kind: self.from_kind, operator: self.from_operator, name: self.from_name.clone() }
    }

    /// Who takes it.
    #[must_use]
    pub fn to(&self) -> Holder {
        Holder { kind: self.to_kind, operator: self.to_operator, name: self.to_name.clone() }
    }

    /// The post that has it on the way, where it goes by post.
    #[must_use]
    pub fn post(&self) -> Option<Holder> {
        let number = self.post_number.clone().filter(|_| self.way == Way::Post)?;
        Some(Holder { kind: HolderKind::Post, operator: None, name: number })
    }

    /// Whether the other side has not confirmed it yet.
    #[must_use]
    pub fn open(&self) -> bool {
        self.voided_at.is_none() && self.received_at.is_none()
    }

    /// Who has the original once it was received or came back.
    #[must_use]
    pub fn ends_with(&self) -> Holder {
        if self.came_back { self.from() } else { self.to() }
    }
}

/// One holder's time with an original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Who held it.
    pub holder: Holder,
    /// From when; nothing where it was theirs from the beginning.
    pub from: Option<Stamp>,
    /// Until when; nothing while they hold it.
    pub until: Option<Stamp>,
}

/// The chain of holders of one original, from its owner to who holds it now, of its transfers in the order
/// of their ids: each span ends where the next begins, so that it has neither gap nor overlap (AG-2).
#[must_use]
pub fn chain(transfers: &[Transfer]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut hand_to = |holder: Holder, at: Option<Stamp>| {
        if spans.last().is_some_and(|last| last.holder.same(&holder)) {
            return;
        }
        if let Some(last) = spans.last_mut() {
            last.until = at;
        }
        spans.push(Span { holder, from: at, until: None });
    };
    for transfer in transfers.iter().filter(|transfer| transfer.voided_at.is_none()) {
        hand_to(transfer.from(), None);
        if let Some(post) = transfer.post() {
            hand_to(post, Some(transfer.given_at));
        }
        if let Some(at) = transfer.received_at {
            hand_to(transfer.ends_with(), Some(at));
        }
    }
    spans
}

/// Who held an original at the end of each day, from its first change of hands to `today`: the picture of
/// its chain.
#[must_use]
pub fn by_day(spans: &[Span], zone: Zone, today: Day) -> Vec<(Day, HolderKind)> {
    let Some(first) = spans.iter().find_map(|span| span.from) else { return Vec::new() };
    let days = zone.day(first).iter_days().take_while(|day| *day <= today);
    days.filter_map(|day| {
        let end = zone.end_of_day(day);
        let held = spans.iter().rfind(|span| span.from.is_none_or(|from| from < end))?;
        Some((day, held.holder.kind))
    })
    .collect()
}

/// What a hand-over is to be: to whom, how, and whether the other side signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// To whom.
    pub to: Holder,
    /// How.
    pub way: Way,
    /// The number of the post.
    pub post_number: Option<String>,
    /// How many pages were counted.
    pub pages: i64,
    /// Whether the other side signed the list.
    pub signed: bool,
}

/// Whether a hand-over is complete with this act, or waits for the other side's confirmation.
///
/// The giver is who holds the original. One side is at the keyboard; the other signs the list, or is an
/// operator who confirms by an act of their own. By post it stays open until it is received. What was lost is
/// handed over only with a word about how it was `found`.
///
/// # Errors
/// AG-2: by somebody who neither gives nor takes; lost, on the way or unconfirmed; to who has it already;
/// without the other side's signature; by post without a number. Pages outside [`PAGES`].
pub fn hand_over(
    actor: &Actor,
    original: &Original,
    open: Option<&Transfer>,
    over: &HandOver,
    found: bool,
) -> Result<bool, Refusal> {
    let from = original.holder();
    let named = |phrase: &'static Phrase| phrase.with("name", &original.name).with("holder", from.label());
    if original.lost_at.is_some() && !found {
        return Err(Refusal::rule("AG-2", named(&w::LOST_ALREADY)).advise(&w::LOST_ADVICE).at("originals"));
    }
    if let Some(open) = open {
        let what = w::TRANSFER_OPEN.with("name", &original.name).with("to", open.to().label());
        return Err(Refusal::rule("AG-2", what).advise(&w::TRANSFER_OPEN_ADVICE).at("originals"));
    }
    if !PAGES.contains(&over.pages) {
        let what = w::BAD_PAGES.with("name", &original.name).with("pages", over.pages);
        return Err(Refusal::invalid("pages", what).advise(w::BAD_PAGES_ADVICE.with("most", *PAGES.end())));
    }
    if over.to.same(&from) {
        return Err(Refusal::rule("AG-2", named(&w::HAS_IT_ALREADY)).at("to"));
    }
    let (gives, takes) = (from.is(actor), over.to.is(actor));
    if !gives && !takes {
        return Err(Refusal::rule("AG-2", named(&w::NOT_THE_HOLDER).with("actor", &actor.name))
            .advise(&w::NOT_THE_HOLDER_ADVICE)
            .at("originals"));
    }
    if over.way == Way::Post {
        if over.post_number.as_deref().unwrap_or_default().trim().is_empty() {
            return Err(Refusal::rule("AG-2", &w::NO_POST_NUMBER)
                .advise(&w::NO_POST_NUMBER_ADVICE)
                .at("post_number"));
        }
        return Ok(false);
    }
    if (gives && takes) || over.signed {
        return Ok(true);
    }
    // An operator on the other side confirms by an act; nobody else can.
    if gives && matches!(over.to.kind, HolderKind::Agent | HolderKind::Window) {
        return Ok(false);
    }
    let other = if gives { over.to.label() } else { from.label() };
    Err(Refusal::rule("AG-2", w::NOT_SIGNED.with("other", other)).advise(&w::NOT_SIGNED_ADVICE).at("signed"))
}

/// Whether `actor` may confirm that an open transfer was received, or that it came back.
///
/// # Errors
/// AG-2: not on the receiving side. What goes to a resident or an office is confirmed by the giver's side,
/// from the receipt of the post.
pub fn confirm(actor: &Actor, transfer: &Transfer, came_back: bool) -> Result<(), Refusal> {
    let (from, to) = (transfer.from(), transfer.to());
    let outside = matches!(to.kind, HolderKind::Resident | HolderKind::Office);
    let giver = from.is(actor) || transfer.given_by == actor.id;
    if to.is(actor) || ((outside || came_back) && giver) {
        return Ok(());
    }
    Err(Refusal::rule("AG-2", w::NOT_THE_TAKER.with("actor", &actor.name).with("to", to.label()))
        .advise(&w::NOT_THE_TAKER_ADVICE))
}

/// Refuses the end of a case while originals are out, naming each with its holder (AG-2).
///
/// # Errors
/// AG-2, where one is out.
pub fn require_home(originals: &[Original]) -> Result<(), Refusal> {
    let out: Vec<Message> = originals
        .iter()
        .filter(|original| original.out())
        .map(|original| common::TEXT.with("text", original.summary()))
        .collect();
    if out.is_empty() {
        return Ok(());
    }
    Err(Refusal::rule("AG-2", w::ORIGINALS_ARE_OUT.with("originals", out))
        .advise(&w::ORIGINALS_ARE_OUT_ADVICE)
        .at("originals_returned"))
}
