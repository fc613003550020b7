//! The verbs of the journal: everything that can be done, who may do it, and whether it can be undone.

use super::operator::Role;
use crate::words::agency as a;
use crate::words::case as c;
use crate::words::feedback as f;
use crate::words::rating as g;
use crate::words::resident as r;
use crate::words::supervision as s;
use crate::words::verb as w;
use crate::words::volunteer as v;

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
        /// A household entered or changed.
        SaveHousehold = "save-household", r::SAVE_HOUSEHOLD;
        /// A building entered or changed.
        SaveBuilding = "save-building", r::SAVE_BUILDING;
        /// A household split (分户).
        SplitHousehold = "split-household", r::SPLIT_HOUSEHOLD;
        /// A person or household moved.
        MovePerson = "move-person", r::MOVE_PERSON;
        /// A death reported.
        ReportDeath = "report-death", r::REPORT_DEATH;
        /// A category found to hold.
        SetCategory = "set-category", r::SET_CATEGORY;
        /// A category ended.
        EndCategory = "end-category", r::END_CATEGORY;
        /// A consent recorded.
        SetConsent = "set-consent", r::SET_CONSENT;
        /// A person's page opened.
        ViewPerson = "view-person", r::VIEW_PERSON;
        /// Two records of one person merged.
        MergePersons = "merge-persons", r::MERGE_PERSONS;
        /// A merge taken back.
        UnmergePersons = "unmerge-persons", r::UNMERGE_PERSONS;
        /// A level of the care register set (PA-1).
        SetLevel = "set-level", r::SET_LEVEL;
        /// A helper entered or changed.
        SaveHelper = "save-helper", r::SAVE_HELPER;
        /// A household paired, or its helper changed (PA-3).
        Pair = "pair", r::PAIR;
        /// A pairing ended (PA-3).
        Unpair = "unpair", r::UNPAIR;
        /// A visit or an attempt recorded (PA-1).
        RecordVisit = "record-visit", r::RECORD_VISIT;
        /// A visit taken back.
        VoidVisit = "void-visit", r::VOID_VISIT;
        /// A wish collected.
        CollectWish = "collect-wish", r::COLLECT_WISH;
        /// A wish taken its next step.
        AdvanceWish = "advance-wish", r::ADVANCE_WISH;
        /// A paper of a household made.
        HouseholdPaper = "household-paper", r::HOUSEHOLD_PAPER;
        /// A column map of an import kept.
        SaveColumnMap = "save-column-map", r::SAVE_COLUMN_MAP;
        /// A disposal proposed (A13).
        ProposeDisposal = "propose-disposal", r::PROPOSE_DISPOSAL;
        /// A record disposed of by a second person (A13).
        Dispose = "dispose", r::DISPOSE;
        /// A team entered or changed.
        SaveTeam = "save-team", v::SAVE_TEAM;
        /// A volunteer entered or changed (VO-1).
        SaveVolunteer = "save-volunteer", v::SAVE_VOLUNTEER;
        /// A volunteer paused, gone, barred or back.
        SetVolunteerState = "set-volunteer-state", v::SET_VOLUNTEER_STATE;
        /// A partner of the community entered or changed.
        SavePartner = "save-partner", v::SAVE_PARTNER;
        /// A need entered.
        AskHelp = "ask-help", v::ASK_HELP;
        /// What became of a need.
        AnswerHelp = "answer-help", v::ANSWER_HELP;
        /// An activity planned or changed.
        SaveActivity = "save-activity", v::SAVE_ACTIVITY;
        /// An activity cancelled.
        CancelActivity = "cancel-activity", v::CANCEL_ACTIVITY;
        /// A place at an activity taken or given up.
        SignUp = "sign-up", v::SIGN_UP;
        /// Signed in or out at the door (VO-3).
        SignDoor = "sign-door", v::SIGN_DOOR;
        /// Hours corrected (VO-6).
        CorrectHours = "correct-hours", v::CORRECT_HOURS;
        /// An activity recorded (VO-4).
        RecordActivity = "record-activity", v::RECORD_ACTIVITY;
        /// Enter an activity that was held, with who served.
        ImportHours = "import-hours", v::IMPORT_HOURS;
        /// Hours certified (VO-7).
        CertifyHours = "certify-hours", v::CERTIFY_HOURS;
        /// Feedback registered (CP-1).
        RegisterFeedback = "register-feedback", f::REGISTER_FEEDBACK;
        /// An act on an entry of the register of feedback.
        HandleFeedback = "handle-feedback", f::HANDLE_FEEDBACK;
        /// Feedback passed on (CP-2, CP-10).
        PassOnFeedback = "pass-on-feedback", f::PASS_ON_FEEDBACK;
        /// Asked that somebody keeps out of an entry (CP-11).
        AskRecusal = "ask-recusal", f::ASK_RECUSAL;
        /// Decided on it (CP-11).
        DecideRecusal = "decide-recusal", f::DECIDE_RECUSAL;
        /// A paper of supervision or feedback made.
        MakeSheet = "make-sheet", f::MAKE_SHEET;
        /// Feedback looked at.
        ReadFeedback = "read-feedback", f::READ_FEEDBACK;
        /// Keys of an opener set (CP-7).
        SetOpenerKey = "set-opener-key", f::SET_OPENER_KEY;
        /// An opener ended.
        EndOpener = "end-opener", f::END_OPENER;
        /// A sealed identity opened (CP-7).
        OpenIdentity = "open-identity", f::OPEN_IDENTITY;
        /// A slip for a rating handed out.
        IssueRatingSlip = "issue-rating-slip", g::ISSUE_RATING_SLIP;
        /// A rating given (RT-2), in nobody's name (RT-3).
        GiveRating = "give-rating", g::GIVE_RATING;
        /// A rating set aside (RT-8).
        RemoveRating = "remove-rating", g::REMOVE_RATING;
        /// The rates of ratings looked at (RT-10).
        ReadRatings = "read-ratings", g::READ_RATINGS;
        /// A group of monitors entered or changed.
        SaveWatchGroup = "save-watch-group", s::SAVE_WATCH_GROUP;
        /// A monitor entered, changed or ended (CP-14).
        SaveMonitor = "save-monitor", s::SAVE_MONITOR;
        /// A supervised matter entered or changed.
        SaveMatter = "save-matter", s::SAVE_MATTER;
        /// Supervision cards handed out.
        HandOutCards = "hand-out-cards", s::HAND_OUT_CARDS;
        /// A supervision card came back, or was lost.
        ReturnCard = "return-card", s::RETURN_CARD;
        /// A letter box entered or changed.
        SaveBox = "save-box", s::SAVE_BOX;
        /// A letter box opened by two people.
        OpenBox = "open-box", s::OPEN_BOX;
        /// A visit of a monitor recorded.
        RecordMonitorVisit = "record-monitor-visit", s::RECORD_MONITOR_VISIT;
        /// What a monitor found put right (RT-6).
        RectifyFinding = "rectify-finding", s::RECTIFY_FINDING;
        /// An integrity pledge signed (廉政承诺).
        SignPledge = "sign-pledge", crate::words::pledge::SIGN_PLEDGE;
        /// What was found linked to the pledge that it touches.
        LinkPledge = "link-pledge", crate::words::pledge::LINK_PLEDGE;
        /// Monitors, cards, boxes and visits looked at.
        ReadSupervision = "read-supervision", s::READ_SUPERVISION;
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

/// The one table of roles: whoever holds one of them may do what stands beside it.
const PERMITTED: &[(&[Role], &[Verb])] = {
    use Role::{Agent, Clerk, GridWorker, Manager, Supervisor, System};
    &[
        (
            &[Clerk, Manager],
            &[
                Verb::Check,
                Verb::Fix,
                Verb::Supplement,
                Verb::Accept,
                Verb::Refuse,
                Verb::Decide,
                Verb::Close,
                Verb::Amend,
                Verb::Enquire,
                Verb::Withdraw,
                Verb::Void,
                Verb::VoidDocument,
                Verb::Keep,
                Verb::Certify,
                Verb::MergePersons,
                Verb::UnmergePersons,
                Verb::SaveHelper,
                Verb::Pair,
                Verb::Unpair,
                Verb::ProposeDisposal,
                Verb::CertifyHours,
                Verb::ImportHours,
            ],
        ),
        (&[Clerk, Supervisor, Manager], &[Verb::Notify, Verb::Assign, Verb::Export]),
        (
            &[Clerk, Agent, Manager],
            &[
                Verb::Forward,
                Verb::Step,
                Verb::Deliver,
                Verb::Pause,
                Verb::Resume,
                Verb::Authorise,
                Verb::Transfer,
                Verb::Receive,
                Verb::Suspend,
                Verb::Continue,
                Verb::Terminate,
                Verb::Complete,
                Verb::ReportLost,
                Verb::Round,
                Verb::SaveAbsence,
                Verb::IssueRatingSlip,
            ],
        ),
        (&[Agent, Manager], &[Verb::SetOut, Verb::ComeBack, Verb::TakeOver]),
        (
            &[Manager],
            &[
                Verb::SaveOffice,
                Verb::SaveTemplate,
                Verb::SaveColumnMap,
                Verb::EndOpener,
                Verb::RemoveRating,
                Verb::Dispose,
                Verb::Extend,
                Verb::Conclude,
                Verb::RevealRegister,
                Verb::ImportCalendar,
                Verb::SaveOperator,
                Verb::SaveStation,
                Verb::SaveGrid,
                Verb::SaveCatalogue,
                Verb::ImportPersons,
                Verb::ImportCases,
                Verb::SkipNumbers,
                Verb::ConfirmDate,
                Verb::DecideRecusal,
                Verb::TakeBack,
                Verb::Init,
                Verb::Backup,
            ],
        ),
        (
            &[Clerk, GridWorker, Manager],
            &[
                Verb::Take,
                Verb::SaveTeam,
                Verb::SaveVolunteer,
                Verb::SetVolunteerState,
                Verb::SavePartner,
                Verb::AskHelp,
                Verb::AnswerHelp,
                Verb::SaveActivity,
                Verb::CancelActivity,
                Verb::SignUp,
                Verb::SignDoor,
                Verb::CorrectHours,
                Verb::RecordActivity,
                Verb::SaveHousehold,
                Verb::SaveBuilding,
                Verb::SplitHousehold,
                Verb::MovePerson,
                Verb::ReportDeath,
                Verb::SetCategory,
                Verb::EndCategory,
                Verb::SetConsent,
                Verb::SetLevel,
                Verb::RecordVisit,
                Verb::CollectWish,
                Verb::AdvanceWish,
                Verb::HouseholdPaper,
                Verb::SavePerson,
            ],
        ),
        (
            &[Clerk, Agent, GridWorker, Supervisor, Manager],
            &[
                Verb::ViewPerson,
                Verb::ReadCard,
                Verb::ReplyCard,
                Verb::Note,
                Verb::Print,
                Verb::Undo,
                Verb::ReadCases,
                Verb::SaveView,
                Verb::ReadPersons,
                Verb::SetPin,
                Verb::SignIn,
                Verb::SignOut,
            ],
        ),
        (&[GridWorker, Manager], &[Verb::VoidVisit]),
        (
            &[Clerk, Agent, GridWorker, Supervisor, Manager],
            &[
                Verb::RegisterFeedback,
                Verb::HandleFeedback,
                Verb::PassOnFeedback,
                Verb::AskRecusal,
                Verb::MakeSheet,
                Verb::ReadFeedback,
                Verb::ReadRatings,
            ],
        ),
        // Whoever is at the terminal, it is the program that writes a rating down.
        (&[Clerk, Agent, GridWorker, Supervisor, Manager, System], &[Verb::GiveRating]),
        (&[Supervisor, Manager], &[Verb::SetOpenerKey, Verb::OpenIdentity]),
        (
            &[Supervisor, Manager],
            &[
                Verb::SaveWatchGroup,
                Verb::SaveMonitor,
                Verb::SaveMatter,
                Verb::HandOutCards,
                Verb::ReturnCard,
                Verb::SaveBox,
                Verb::RecordMonitorVisit,
                Verb::LinkPledge,
            ],
        ),
        (&[Clerk, Supervisor, Manager], &[Verb::OpenBox]),
        (
            &[Clerk, Agent, GridWorker, Supervisor, Manager],
            &[Verb::RectifyFinding, Verb::ReadSupervision, Verb::SignPledge],
        ),
        (&[Supervisor, Manager], &[Verb::IssueCard, Verb::CloseCard, Verb::CancelCard, Verb::ReadJournal]),
        (&[Clerk, Agent, GridWorker, Manager], &[Verb::Reveal]),
        (&[System], &[Verb::Sweep]),
    ]
};

impl Verb {
    /// The roles that may do it.
    #[must_use]
    pub fn roles(self) -> &'static [Role] {
        PERMITTED.iter().find(|(_, verbs)| verbs.contains(&self)).map_or(&[], |(roles, _)| roles)
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

    /// Whether a grid worker does it in their own grids only (design section 4).
    #[must_use]
    pub fn own_grid(self) -> bool {
        matches!(
            self,
            Self::Take
                | Self::SaveHousehold
                | Self::SplitHousehold
                | Self::MovePerson
                | Self::ReportDeath
                | Self::SetCategory
                | Self::EndCategory
                | Self::SetConsent
                | Self::ViewPerson
                | Self::SetLevel
                | Self::RecordVisit
                | Self::VoidVisit
                | Self::CollectWish
                | Self::AdvanceWish
                | Self::HouseholdPaper
                | Self::AskHelp
        )
    }

    /// Whether it changes nothing that an operator would call an act: coming and going, looking, printing.
    #[must_use]
    pub fn is_look(self) -> bool {
        use Verb::{
            Export, HouseholdPaper, MakeSheet, Print, ReadCard, Reveal, Round, SaveView, SignIn, SignOut,
            Sweep, ViewPerson,
        };
        matches!(
            self,
            Export
                | HouseholdPaper
                | MakeSheet
                | Print
                | Round
                | ReadCard
                | Reveal
                | SaveView
                | SignIn
                | SignOut
                | Sweep
                | ViewPerson
        )
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
            | Self::SaveHousehold
            | Self::SaveBuilding
            | Self::SplitHousehold
            | Self::MovePerson
            | Self::ReportDeath
            | Self::SetCategory
            | Self::EndCategory
            | Self::SetConsent
            | Self::MergePersons
            | Self::UnmergePersons
            | Self::SetLevel
            | Self::SaveHelper
            | Self::Pair
            | Self::Unpair
            | Self::RecordVisit
            | Self::VoidVisit
            | Self::CollectWish
            | Self::AdvanceWish
            | Self::SaveColumnMap
            | Self::ProposeDisposal
            | Self::Assign
            | Self::Amend
            | Self::Note
            | Self::Withdraw
            | Self::Void
            | Self::Enquire
            | Self::SavePerson
            | Self::SaveGrid
            | Self::CloseCard
            | Self::RegisterFeedback
            | Self::HandleFeedback
            | Self::AskRecusal
            | Self::DecideRecusal
            | Self::RemoveRating
            | Self::SaveStation => Undoing::Possible,
            verb if verb.of_volunteers() || verb.of_supervision() => Undoing::Possible,
            // A catalogue is taken off and put back item by item, never by one slip of the hand.
            _ => Undoing::Skipped,
        }
    }

    /// Whether it is an act about monitors and what they watch.
    fn of_supervision(self) -> bool {
        matches!(
            self,
            Self::SaveWatchGroup
                | Self::SaveMonitor
                | Self::SaveMatter
                | Self::HandOutCards
                | Self::ReturnCard
                | Self::SaveBox
                | Self::OpenBox
                | Self::RecordMonitorVisit
                | Self::RectifyFinding
                | Self::SignPledge
                | Self::LinkPledge
        )
    }

    /// Whether it is about volunteers and what they do.
    fn of_volunteers(self) -> bool {
        matches!(
            self,
            Self::SaveTeam
                | Self::SaveVolunteer
                | Self::SetVolunteerState
                | Self::SavePartner
                | Self::AskHelp
                | Self::AnswerHelp
                | Self::SaveActivity
                | Self::CancelActivity
                | Self::SignUp
                | Self::SignDoor
                | Self::CorrectHours
                | Self::RecordActivity
                | Self::ImportHours
                | Self::CertifyHours
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Named as _;

    #[test]
    fn every_verb_stands_once_in_the_table_of_roles() {
        for verb in Verb::ALL {
            let rows = PERMITTED.iter().filter(|(_, verbs)| verbs.contains(verb)).count();
            assert_eq!(rows, 1, "{verb:?}");
            assert!(!verb.roles().is_empty(), "{verb:?}");
        }
    }
}
