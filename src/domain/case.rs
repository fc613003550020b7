//! The case (件): what it holds, its states, and which act is possible in which state.

use super::id::{CaseId, ItemId, OperatorId, PersonId};
use super::item::{FirstStep, Kind};
use super::named::Named;
use super::refusal::Refusal;
use crate::calendar::{Day, Stamp};
use crate::words::{Message, agency as a, case as w};

named! {
    /// Where a case stands.
    State {
        /// Materials were received; nothing is decided about them.
        Received = "received", w::RECEIVED;
        /// The one-time notice is out, supplements are awaited.
        Notified = "notified", w::NOTIFIED;
        /// Accepted (or deemed accepted); the statutory clock runs.
        Accepted = "accepted", w::ACCEPTED;
        /// A step of the procedure has been worked.
        InProcess = "in_process", w::IN_PROCESS;
        /// The clock stands still (SU-1).
        Paused = "paused", w::PAUSED;
        /// Granted or denied.
        Decided = "decided", w::DECIDED;
        /// The result is in the applicant's hands.
        Delivered = "delivered", w::DELIVERED;
        /// Ended, result and originals handed back.
        Closed = "closed", w::CLOSED;
        /// Not accepted (不予受理).
        Refused = "refused", w::REFUSED;
        /// Withdrawn by the applicant, or by rule.
        Withdrawn = "withdrawn", w::WITHDRAWN;
        /// Treated as abandoned by rule.
        Abandoned = "abandoned", w::ABANDONED;
        /// Entered by mistake; the number stays spent.
        Voided = "voided", w::VOIDED;
    }
}

impl State {
    /// Whether the station still owes something: neither ended nor only waiting for hand-back.
    #[must_use]
    pub fn open(self) -> bool {
        !matches!(self, Self::Closed | Self::Voided)
    }

    /// Whether what was asked for was handled, so that it can be rated (RT-2): decided, delivered or closed.
    #[must_use]
    pub fn handled(self) -> bool {
        Self::HANDLED.contains(&self)
    }

    /// The states in which it was handled.
    pub const HANDLED: [Self; 3] = [Self::Decided, Self::Delivered, Self::Closed];
}

named! {
    /// What can be done to a case.
    Act {
        /// Take in.
        Take = "take", w::TAKE;
        /// Record which materials are in order.
        Check = "check", w::CHECK;
        /// Let the applicant correct something on the spot (ON-3).
        Fix = "fix", w::FIX;
        /// Hand out the one-time notice (ON-4).
        Notify = "notify", w::NOTIFY;
        /// Take in supplements, with a dated receipt.
        Supplement = "supplement", w::SUPPLEMENT;
        /// Accept (ON-6).
        Accept = "accept", w::ACCEPT;
        /// Deemed accepted because no notice came in time (ON-5); the sweep's act.
        Deem = "deem", w::DEEM;
        /// Refuse to accept (ON-1, ON-2, ON-11).
        Refuse = "refuse", w::REFUSE;
        /// Hand on to the organ.
        Forward = "forward", w::FORWARD;
        /// Finish the current step.
        Step = "step", w::STEP;
        /// Stop the clock (SU-1).
        Pause = "pause", w::PAUSE;
        /// Let it run again.
        Resume = "resume", w::RESUME;
        /// Extend the limit (CL-17).
        Extend = "extend", w::EXTEND;
        /// Decide: granted or denied.
        Decide = "decide", w::DECIDE;
        /// Hand the result over (CL-18).
        Deliver = "deliver", w::DELIVER;
        /// End it: result and originals handed back.
        Close = "close", w::CLOSE;
        /// Give it to a colleague.
        Assign = "assign", w::ASSIGN;
        /// Correct a wrong name or item.
        Amend = "amend", w::AMEND;
        /// Record a contact.
        Note = "note", w::NOTE;
        /// End it at the applicant's wish or by rule.
        Withdraw = "withdraw", w::WITHDRAW;
        /// Take it out as entered by mistake.
        Void = "void", w::VOID;
        /// Entrust the errands to an agent (AG-1).
        Authorise = "authorise", a::AUTHORISE;
        /// Hand a leg in at its office.
        SetOut = "set-out", a::SET_OUT;
        /// Come back from a leg with its outcome.
        ComeBack = "come-back", a::COME_BACK;
        /// Hand originals over (AG-2).
        Transfer = "transfer", a::TRANSFER;
        /// Confirm that originals were received (AG-2).
        Receive = "receive", a::RECEIVE;
        /// Suspend the agency (AG-3).
        Suspend = "suspend", a::SUSPEND;
        /// Continue the agency (AG-3).
        Continue = "continue", a::CONTINUE;
        /// End the agency early (AG-3).
        Terminate = "terminate", a::TERMINATE;
        /// Finish the agency (AG-3).
        Complete = "complete", a::COMPLETE;
        /// Take over as the substitute.
        TakeOver = "take-over", a::TAKE_OVER;
        /// Keep originals lawfully (AG-2).
        Keep = "keep", a::KEEP;
        /// Report an original lost.
        ReportLost = "report-lost", a::REPORT_LOST;
        /// Issue a certificate under the seal.
        Certify = "certify", a::CERTIFY;
    }
}

/// Where an act leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leads {
    /// To this state.
    To(State),
    /// Nowhere: the state stays.
    Stay,
}

/// The transitions: which act is possible from which states, and where it leads.
///
/// `Take` creates a case and so starts from none. A withdrawal by rule may lead to
/// [`State::Abandoned`] instead (see [`next`]).
const TRANSITIONS: &[(Act, &[State], Leads)] = {
    use State::{
        Abandoned, Accepted, Closed, Decided, Delivered, InProcess, Notified, Paused, Received, Refused,
        Withdrawn,
    };
    const BEFORE: &[State] = &[Received, Notified];
    const WORKING: &[State] = &[Accepted, InProcess];
    const REVIEW: &[State] = &[Received, Notified, Accepted, InProcess];
    const RUNNING: &[State] = &[Received, Notified, Accepted, InProcess, Paused];
    // As long as there is something for an agent to carry; what is out can come back from any state.
    const CARRIED: &[State] = &[Received, Notified, Accepted, InProcess, Paused, Decided];
    const OPEN: &[State] =
        &[Received, Notified, Accepted, InProcess, Paused, Decided, Delivered, Refused, Withdrawn, Abandoned];
    const ALL: &[State] = &[
        Received, Notified, Accepted, InProcess, Paused, Decided, Delivered, Refused, Withdrawn, Abandoned,
        Closed,
    ];
    &[
        (Act::Check, REVIEW, Leads::Stay),
        (Act::Fix, BEFORE, Leads::Stay),
        (Act::Notify, BEFORE, Leads::To(Notified)),
        (Act::Notify, WORKING, Leads::Stay),
        (Act::Supplement, REVIEW, Leads::Stay),
        (Act::Accept, BEFORE, Leads::To(Accepted)),
        (Act::Deem, &[Received], Leads::To(Accepted)),
        (Act::Refuse, BEFORE, Leads::To(Refused)),
        (Act::Forward, REVIEW, Leads::Stay),
        (Act::Step, WORKING, Leads::To(InProcess)),
        // While one procedure runs another may begin; one that is not proven yet stops no clock.
        (Act::Pause, &[Accepted, InProcess, Paused], Leads::To(Paused)),
        (Act::Resume, &[Accepted, InProcess, Paused], Leads::To(InProcess)),
        (Act::Extend, &[Accepted, InProcess, Paused], Leads::Stay),
        (Act::Decide, WORKING, Leads::To(Decided)),
        (Act::Deliver, &[Decided], Leads::To(Delivered)),
        (Act::Close, &[Delivered, Refused, Withdrawn, Abandoned], Leads::To(Closed)),
        (Act::Authorise, CARRIED, Leads::Stay),
        (Act::SetOut, CARRIED, Leads::Stay),
        (Act::ComeBack, OPEN, Leads::Stay),
        (Act::Transfer, OPEN, Leads::Stay),
        (Act::Receive, OPEN, Leads::Stay),
        (Act::Suspend, OPEN, Leads::Stay),
        (Act::Continue, CARRIED, Leads::Stay),
        (Act::Terminate, OPEN, Leads::Stay),
        (Act::Complete, OPEN, Leads::Stay),
        (Act::TakeOver, OPEN, Leads::Stay),
        (Act::Keep, OPEN, Leads::Stay),
        (Act::ReportLost, OPEN, Leads::Stay),
        (Act::Certify, WORKING, Leads::Stay),
        (Act::Assign, OPEN, Leads::Stay),
        (Act::Amend, REVIEW, Leads::Stay),
        (Act::Note, ALL, Leads::Stay),
        (Act::Withdraw, RUNNING, Leads::To(Withdrawn)),
        (Act::Void, OPEN, Leads::To(State::Voided)),
    ]
};

/// The state after `act` on a case in `from`, or `None` where the act is not possible.
#[must_use]
pub fn next(from: State, act: Act) -> Option<State> {
    TRANSITIONS.iter().find(|(known, states, _)| *known == act && states.contains(&from)).map(
        |(_, _, leads)| match leads {
            Leads::To(state) => *state,
            Leads::Stay => from,
        },
    )
}

/// The acts that the state allows, in the order in which people see them.
#[must_use]
pub fn possible(from: State) -> Vec<Act> {
    Act::ALL.iter().copied().filter(|act| next(from, *act).is_some()).collect()
}

/// The state after `act`, refused with what is possible instead.
///
/// # Errors
/// A rule refusal naming the case, its state and the acts that are possible now.
pub fn require(case: &Case, act: Act) -> Result<State, Refusal> {
    next(case.state, act).ok_or_else(|| {
        let acts: Vec<Message> = possible(case.state).into_iter().map(|act| act.phrase().msg()).collect();
        let advice = if acts.is_empty() { w::NO_NEXT_ACT.msg() } else { w::NEXT_ACTS.with("acts", acts) };
        Refusal::rule(
            "A1",
            w::NOT_FROM_STATE
                .with("number", &case.number)
                .with("state", case.state.phrase())
                .with("act", act.phrase()),
        )
        .advise(advice)
    })
}

named! {
    /// How a case came in.
    Channel {
        /// At the window.
        Window = "window", w::CHANNEL_WINDOW;
        /// By telephone.
        Phone = "phone", w::CHANNEL_PHONE;
        /// Through the grid worker.
        Grid = "grid", w::CHANNEL_GRID;
        /// Through the hotline.
        Hotline = "hotline", w::CHANNEL_HOTLINE;
        /// From the mailbox.
        Mail = "mail", w::CHANNEL_MAIL;
        /// At a home visit.
        Home = "home", w::CHANNEL_HOME;
    }
}

named! {
    /// How a case was decided.
    Outcome {
        /// Granted.
        Granted = "granted", w::OUTCOME_GRANTED;
        /// Denied, in writing with reasons and remedies (ON-11).
        Denied = "denied", w::OUTCOME_DENIED;
    }
}

named! {
    /// Why a case was not accepted.
    Ground {
        /// The matter needs no licence or procedure (ON-1).
        NotNeeded = "not_needed", w::GROUND_NOT_NEEDED;
        /// Not in this body's power (ON-2); names the competent body.
        NoPower = "no_power", w::GROUND_NO_POWER;
        /// Not supplemented, or not in the proper form.
        Incomplete = "incomplete", w::GROUND_INCOMPLETE;
    }
}

named! {
    /// Why a case was withdrawn.
    WithdrawGround {
        /// The applicant asked for it.
        Applicant = "applicant", w::WITHDRAW_APPLICANT;
        /// Not supplemented in time, where the item's first-step rule says so.
        NotSupplemented = "not_supplemented", w::WITHDRAW_NOT_SUPPLEMENTED;
    }
}

/// A case as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Counts the changes; a command names the one it was based on.
    pub version: i64,
    /// When it was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// `CODE-YYYY-NNNNNN`.
    pub number: String,
    /// The year of the number.
    pub year: i32,
    /// The running number within station and year.
    pub seq: i64,
    /// The item.
    pub item_id: ItemId,
    /// The item's code when the case was taken in.
    pub item_code: String,
    /// The item's name when the case was taken in.
    pub item_name: String,
    /// The item's kind when the case was taken in.
    pub kind: Kind,
    /// The item's first-step rule when the case was taken in.
    pub first_step: FirstStep,
    /// The applicant.
    pub applicant_id: PersonId,
    /// The applicant's name when the case was taken in, or as amended.
    pub applicant_name: String,
    /// The agent's name, where an agent acts (ON-8).
    pub agent_name: Option<String>,
    /// The agent's identity number.
    pub agent_id_number: Option<String>,
    /// The agent's telephone number.
    pub agent_phone: Option<String>,
    /// How it came in.
    pub channel: Channel,
    /// Where it stands.
    pub state: State,
    /// Whether it was deemed accepted (ON-5).
    pub deemed: bool,
    /// When it was received.
    pub received_at: Stamp,
    /// The day of receipt, in the station's zone (CL-16).
    pub received_day: Day,
    /// Why it was entered later than received.
    pub received_reason: Option<String>,
    /// The day on which every mandatory material was in.
    pub complete_day: Option<Day>,
    /// The day from which the acceptance holds.
    pub accepted_day: Option<Day>,
    /// The day on which the organ received it.
    pub forwarded_day: Option<Day>,
    /// The organ whose act was recorded last.
    pub organ: Option<String>,
    /// The number of the organ's document.
    pub organ_document: Option<String>,
    /// The day of the decision.
    pub decided_day: Option<Day>,
    /// How it was decided.
    pub outcome: Option<Outcome>,
    /// What the result is, in words.
    pub result: Option<String>,
    /// The number of the result document.
    pub result_document: Option<String>,
    /// The day of delivery.
    pub delivered_day: Option<Day>,
    /// Who collected the result.
    pub collector: Option<String>,
    /// When it was closed.
    pub closed_at: Option<Stamp>,
    /// Why it was refused, denied, withdrawn or voided.
    pub reason: Option<String>,
    /// The ground of a refusal.
    pub ground: Option<Ground>,
    /// The competent body that a refusal for lack of power names (ON-2).
    pub competent_org: Option<String>,
    /// Who works on it.
    pub owner_id: OperatorId,
    /// The window where it was taken in.
    pub window: String,
    /// A remark.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_but_the_first_can_be_reached() {
        for state in State::ALL {
            let reached = *state == State::Received
                || *state == State::Abandoned
                || State::ALL.iter().any(|from| {
                    from != state && Act::ALL.iter().any(|act| next(*from, *act) == Some(*state))
                });
            assert!(reached, "{}", state.word());
        }
    }

    #[test]
    fn ended_cases_do_not_move() {
        for act in Act::ALL {
            assert!(next(State::Voided, *act).is_none());
            assert!(matches!(next(State::Closed, *act), None | Some(State::Closed)));
        }
    }

    #[test]
    fn on_5_only_a_case_without_notice_can_be_deemed_accepted() {
        for state in State::ALL {
            assert_eq!(next(*state, Act::Deem).is_some(), *state == State::Received);
        }
    }

    #[test]
    fn an_accepted_case_is_not_refused() {
        assert_eq!(next(State::Accepted, Act::Refuse), None);
        assert_eq!(next(State::InProcess, Act::Refuse), None);
    }
}
