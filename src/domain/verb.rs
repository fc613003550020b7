//! The verbs of the journal: everything that can be done, who may do it, and whether it can be undone.

use super::operator::Role;
use crate::words::agency as a;
use crate::words::case as c;
use crate::words::verb as w;

named! {
    /// One kind of act.
    Verb {
        /// Take in a case.
        Take = "take", c::TAKE;
        /// Record the state of its materials.
        Check = "check", c::CHECK;
        /// Correction on the spot.
        Fix = "fix", c::FIX;
        /// One-time notice.
        Notify = "notify", c::NOTIFY;
        /// Supplements handed in.
        Supplement = "supplement", c::SUPPLEMENT;
        /// Acceptance.
        Accept = "accept", c::ACCEPT;
        /// Refusal.
        Refuse = "refuse", c::REFUSE;
        /// Handing on to the organ.
        Forward = "forward", c::FORWARD;
        /// A step finished.
        Step = "step", c::STEP;
        /// The clock stopped for a special procedure (SU-1).
        Pause = "pause", c::PAUSE;
        /// The clock running again.
        Resume = "resume", c::RESUME;
        /// The limits extended (CL-17).
        Extend = "extend", c::EXTEND;
        /// The decision.
        Decide = "decide", c::DECIDE;
        /// Delivery.
        Deliver = "deliver", c::DELIVER;
        /// The end.
        Close = "close", c::CLOSE;
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
        /// An agent's absence entered.
        SaveAbsence = "save-absence", a::SAVE_ABSENCE;
        /// An office entered or changed.
        SaveOffice = "save-office", a::SAVE_OFFICE;
        /// A round put on paper.
        Round = "round", a::ROUND;
        /// A template of a document taken or given back.
        SaveTemplate = "save-template", a::SAVE_TEMPLATE;
        /// Another owner.
        Assign = "assign", c::ASSIGN;
        /// A correction.
        Amend = "amend", c::AMEND;
        /// A note.
        Note = "note", c::NOTE;
        /// Withdrawal.
        Withdraw = "withdraw", c::WITHDRAW;
        /// A case voided.
        Void = "void", c::VOID;
        /// An enquiry answered.
        Enquire = "enquire", w::ENQUIRE;
        /// A person entered or changed.
        SavePerson = "save-person", w::SAVE_PERSON;
        /// A document printed.
        Print = "print", w::PRINT;
        /// A document voided under its number.
        VoidDocument = "void-document", w::VOID_DOCUMENT;
        /// Masked data shown, with a purpose (PR-3).
        Reveal = "reveal", w::REVEAL;
        /// An earlier act undone, or done again.
        Undo = "undo", w::UNDO;
        /// An operator entered, changed or barred.
        SaveOperator = "save-operator", w::SAVE_OPERATOR;
        /// A PIN set.
        SetPin = "set-pin", w::SET_PIN;
        /// The station's own settings.
        SaveStation = "save-station", w::SAVE_STATION;
        /// A grid entered or changed.
        SaveGrid = "save-grid", w::SAVE_GRID;
        /// The catalogue changed: items entered, published, taken off.
        SaveCatalogue = "save-catalogue", w::SAVE_CATALOGUE;
        /// Persons entered many at once.
        ImportPersons = "import-persons", w::IMPORT_PERSONS;
        /// Old closed cases entered many at once.
        ImportCases = "import-cases", w::IMPORT_CASES;
        /// Numbers declared spent after a restore.
        SkipNumbers = "skip-numbers", w::SKIP_NUMBERS;
        /// What fell due unattended, recorded.
        Sweep = "sweep", w::SWEEP;
        /// The date confirmed after a long silence.
        ConfirmDate = "confirm-date", w::CONFIRM_DATE;
        /// A view of the board kept or let go.
        SaveView = "save-view", w::SAVE_VIEW;
        /// An entry taken back whose date lay ahead.
        TakeBack = "take-back", w::TAKE_BACK;
        /// A calendar imported, and every running promise computed again (CL-20).
        ImportCalendar = "import-calendar", w::IMPORT_CALENDAR;
        /// A card issued, or an owner urged (WA-2).
        IssueCard = "issue-card", w::ISSUE_CARD;
        /// Cards seen by their owner.
        ReadCard = "read-card", w::READ_CARD;
        /// A card answered.
        ReplyCard = "reply-card", w::REPLY_CARD;
        /// A card closed.
        CloseCard = "close-card", w::CLOSE_CARD;
        /// A card cancelled with a reason.
        CancelCard = "cancel-card", w::CANCEL_CARD;
        /// The end of cards recorded (问责).
        Conclude = "conclude", w::CONCLUDE;
        /// Signed in.
        SignIn = "sign-in", w::SIGN_IN;
        /// Signed out or handed over.
        SignOut = "sign-out", w::SIGN_OUT;
        /// The file set up.
        Init = "init", w::INIT;
        /// A register exported.
        Export = "export", w::EXPORT;
        /// A register exported with its numbers in full.
        RevealRegister = "reveal-register", w::REVEAL_REGISTER;
        /// Cases and promises read.
        ReadCases = "read-cases", w::READ_CASES;
        /// Persons looked up.
        ReadPersons = "read-persons", w::READ_PERSONS;
        /// The journal read.
        ReadJournal = "read-journal", w::READ_JOURNAL;
        /// The file copied.
        Backup = "backup", w::BACKUP;
    }
}

/// Whether an act can be taken back by its operator on the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undoing {
    /// It can.
    Possible,
    /// It left no business row behind; undo passes over it.
    Skipped,
}

impl Verb {
    /// The roles that may do it.
    #[must_use]
    pub fn roles(self) -> &'static [Role] {
        use Role::{Agent, Clerk, GridWorker, Manager, Supervisor, System};
        match self {
            Self::Take
            | Self::Check
            | Self::Fix
            | Self::Supplement
            | Self::Accept
            | Self::Refuse
            | Self::Decide
            | Self::Close
            | Self::Amend
            | Self::Enquire
            | Self::Withdraw
            | Self::Void
            | Self::VoidDocument => &[Clerk, Manager],
            Self::Notify => &[Clerk, Supervisor, Manager],
            Self::Forward | Self::Step | Self::Deliver | Self::Pause | Self::Resume => {
                &[Clerk, Agent, Manager]
            }
            Self::Authorise
            | Self::Transfer
            | Self::Receive
            | Self::Suspend
            | Self::Continue
            | Self::Terminate
            | Self::Complete
            | Self::ReportLost
            | Self::Round
            | Self::SaveAbsence => &[Clerk, Agent, Manager],
            Self::SetOut | Self::ComeBack | Self::TakeOver => &[Agent, Manager],
            Self::Keep | Self::Certify => &[Clerk, Manager],
            Self::SaveOffice | Self::SaveTemplate => &[Manager],
            Self::IssueCard | Self::CloseCard | Self::CancelCard => &[Supervisor, Manager],
            Self::ReadCard | Self::ReplyCard => &[Clerk, Agent, GridWorker, Supervisor, Manager],
            Self::Assign => &[Clerk, Supervisor, Manager],
            Self::Note => &[Clerk, Agent, GridWorker, Supervisor, Manager],
            Self::SavePerson => &[Clerk, GridWorker, Manager],
            Self::Print | Self::Undo | Self::ReadCases => &[Clerk, Agent, GridWorker, Supervisor, Manager],
            Self::SaveView | Self::ReadPersons => &[Clerk, Agent, GridWorker, Supervisor, Manager],
            Self::Reveal => &[Clerk, Agent, GridWorker, Manager],
            Self::Export => &[Clerk, Supervisor, Manager],
            Self::SetPin | Self::SignIn | Self::SignOut => &[Clerk, Agent, GridWorker, Supervisor, Manager],
            Self::Extend
            | Self::Conclude
            | Self::RevealRegister
            | Self::ImportCalendar
            | Self::SaveOperator
            | Self::SaveStation
            | Self::SaveGrid
            | Self::SaveCatalogue
            | Self::ImportPersons
            | Self::ImportCases
            | Self::SkipNumbers
            | Self::ConfirmDate
            | Self::TakeBack
            | Self::Init
            | Self::Backup => &[Manager],
            Self::ReadJournal => &[Supervisor, Manager],
            Self::Sweep => &[System],
        }
    }

    /// Whether an operator keeps out of it where it concerns themselves or a relative (CP-14).
    #[must_use]
    pub fn recuses(self) -> bool {
        matches!(
            self,
            Self::Take
                | Self::Check
                | Self::Fix
                | Self::Notify
                | Self::Supplement
                | Self::Accept
                | Self::Refuse
                | Self::Forward
                | Self::Step
                | Self::Pause
                | Self::Resume
                | Self::Extend
                | Self::Decide
                | Self::Deliver
                | Self::Close
                | Self::Authorise
                | Self::SetOut
                | Self::ComeBack
                | Self::Transfer
                | Self::Receive
                | Self::Suspend
                | Self::Continue
                | Self::Terminate
                | Self::Complete
                | Self::TakeOver
                | Self::Keep
                | Self::ReportLost
                | Self::Certify
                | Self::Amend
                | Self::Withdraw
                | Self::Void
        )
    }

    /// Whether it changes nothing that an operator would call an act: coming and going, looking, printing.
    #[must_use]
    pub fn is_look(self) -> bool {
        use Verb::{Export, Print, ReadCard, Reveal, Round, SaveView, SignIn, SignOut, Sweep};
        matches!(self, Export | Print | Round | ReadCard | Reveal | SaveView | SignIn | SignOut | Sweep)
    }

    /// Whether its operator can take it back.
    #[must_use]
    pub fn undoing(self) -> Undoing {
        match self {
            Self::Take
            | Self::Check
            | Self::Fix
            | Self::Notify
            | Self::Supplement
            | Self::Accept
            | Self::Refuse
            | Self::Forward
            | Self::Step
            | Self::Pause
            | Self::Resume
            | Self::Extend
            | Self::Decide
            | Self::Deliver
            | Self::Close
            | Self::Authorise
            | Self::SetOut
            | Self::ComeBack
            | Self::Transfer
            | Self::Receive
            | Self::Suspend
            | Self::Continue
            | Self::Terminate
            | Self::Complete
            | Self::TakeOver
            | Self::Keep
            | Self::ReportLost
            | Self::Certify
            | Self::SaveAbsence
            | Self::SaveOffice
            | Self::SaveTemplate
            | Self::Assign
            | Self::Amend
            | Self::Note
            | Self::Withdraw
            | Self::Void
            | Self::Enquire
            | Self::SavePerson
            | Self::SaveGrid
            | Self::CloseCard
            | Self::SaveStation => Undoing::Possible,
            // A catalogue is taken off and put back item by item, never by one slip of the hand.
            _ => Undoing::Skipped,
        }
    }
}
