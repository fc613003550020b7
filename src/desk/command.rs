//! Commands: every act as data, the same for the workstation, the command line and imports.

use super::verbs;
use crate::domain::Verb;
use crate::domain::document::Document;
use crate::domain::id::CaseId;
use crate::words::Message;
use serde::{Deserialize, Serialize};

/// Something to be done, as data: it can be shown, confirmed, journalled and tested.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Take in a case.
    Take(Box<verbs::Take>),
    /// An act on a case that exists.
    Case(OnCase),
    /// Answer an enquiry.
    Enquire(verbs::Enquire),
    /// Enter or change a person.
    SavePerson(Box<verbs::SavePerson>),
    /// Count a print of a document.
    Print(verbs::Print),
    /// Void a document under its number.
    VoidDocument(verbs::VoidDocument),
    /// Show masked data, with a purpose.
    Reveal(verbs::Reveal),
    /// Note that a register was exported.
    Export(verbs::Export),
    /// Enter or change an operator.
    SaveOperator(verbs::SaveOperator),
    /// Set a PIN.
    SetPin(verbs::SetPin),
    /// Change the station's settings.
    SaveStation(verbs::SaveStation),
    /// Enter or change a grid.
    SaveGrid(verbs::SaveGrid),
    /// Enter, publish or take off items.
    SaveCatalogue(verbs::SaveCatalogue),
    /// Enter persons many at once.
    ImportPersons(verbs::ImportPersons),
    /// Enter old closed cases many at once.
    ImportCases(verbs::ImportCases),
    /// Enter an activity that was held, with who served.
    ImportHours(verbs::ImportHours),
    /// Declare numbers spent.
    SkipNumbers(verbs::SkipNumbers),
    /// Keep a view of the board, or let it go.
    SaveView(verbs::SaveView),
    /// Confirm the date after a long silence.
    ConfirmDate(verbs::ConfirmDate),
    /// Take back an entry whose date lay ahead; follows a confirmed date only.
    TakeBack(verbs::TakeBack),
    /// Record what fell due.
    Sweep(verbs::Sweep),
    /// Take back the newest act of this operator today, or do it again.
    Undo(verbs::Undo),
    /// Import an announced calendar (CL-20).
    ImportCalendar(verbs::ImportCalendar),
    /// Urge owners, or give them cards (WA-2).
    IssueCards(verbs::IssueCards),
    /// Note that the owner saw cards.
    ReadCards(verbs::ReadCards),
    /// Answer a card.
    ReplyCard(verbs::ReplyCard),
    /// Close a card that was answered.
    CloseCard(verbs::CloseCard),
    /// Cancel a card, or take it back.
    CancelCard(verbs::CancelCard),
    /// Record how cards ended (问责).
    Conclude(verbs::Conclude),
    /// Enter an absence.
    SaveAbsence(verbs::SaveAbsence),
    /// Enter or change an office.
    SaveOffice(verbs::SaveOffice),
    /// Put a round on paper.
    Round(verbs::Round),
    /// Take a template of a document, or give it back.
    SaveTemplate(verbs::SaveTemplate),
    /// Enter or change a household.
    SaveHousehold(Box<verbs::SaveHousehold>),
    /// Enter or change a building.
    SaveBuilding(verbs::SaveBuilding),
    /// Split a household.
    SplitHousehold(verbs::SplitHousehold),
    /// Move a person or household.
    MovePerson(verbs::MovePerson),
    /// Report a death.
    ReportDeath(verbs::ReportDeath),
    /// Record a category of a person.
    SetCategory(verbs::SetCategory),
    /// End a category of a person.
    EndCategory(verbs::EndCategory),
    /// Record a person's consent.
    SetConsent(verbs::SetConsent),
    /// Open a person's page.
    ViewPerson(verbs::ViewPerson),
    /// Merge two records of one person.
    MergePersons(verbs::MergePersons),
    /// Take a merge back.
    UnmergePersons(verbs::UnmergePersons),
    /// Enter a household in the care register.
    SetLevel(verbs::SetLevel),
    /// Enter or change a helper.
    SaveHelper(Box<verbs::SaveHelper>),
    /// Pair a household, or change its helper (PA-3).
    Pair(verbs::Pair),
    /// End a pairing (PA-3).
    Unpair(verbs::Unpair),
    /// Record a visit or an attempt (PA-1).
    RecordVisit(Box<verbs::RecordVisit>),
    /// Take a visit back.
    VoidVisit(verbs::VoidVisit),
    /// Collect a wish.
    CollectWish(verbs::CollectWish),
    /// Take a wish its next step.
    AdvanceWish(verbs::AdvanceWish),
    /// Make a paper of a household.
    HouseholdPaper(verbs::HouseholdPaper),
    /// Keep the column map of an import.
    SaveColumnMap(verbs::SaveColumnMap),
    /// A team entered or changed.
    SaveTeam(verbs::SaveTeam),
    /// A volunteer entered or changed (VO-1).
    SaveVolunteer(Box<verbs::SaveVolunteer>),
    /// A volunteer paused, gone, barred or back.
    SetVolunteerState(verbs::SetVolunteerState),
    /// A partner of the community entered or changed.
    SavePartner(verbs::SavePartner),
    /// A need entered.
    AskHelp(verbs::AskHelp),
    /// What became of a need.
    AnswerHelp(verbs::AnswerHelp),
    /// An activity planned or changed.
    SaveActivity(Box<verbs::SaveActivity>),
    /// An activity cancelled.
    CancelActivity(verbs::CancelActivity),
    /// A place at an activity taken or given up.
    SignUp(verbs::SignUp),
    /// Signed in or out at the door (VO-3).
    SignDoor(verbs::SignDoor),
    /// Hours corrected (VO-6).
    CorrectHours(verbs::CorrectHours),
    /// An activity recorded (VO-4).
    RecordActivity(verbs::RecordActivity),
    /// Hours certified (VO-7).
    CertifyHours(verbs::CertifyHours),
    /// Register feedback (CP-1).
    RegisterFeedback(Box<verbs::RegisterFeedback>),
    /// An act on an entry of the register of feedback.
    HandleFeedback(Box<verbs::HandleFeedback>),
    /// Pass feedback on (CP-2, CP-10).
    PassOnFeedback(verbs::PassOnFeedback),
    /// Make a paper of supervision or feedback.
    MakeSheet(verbs::MakeSheet),
    /// Ask that somebody keeps out of an entry (CP-11).
    AskRecusal(verbs::AskRecusal),
    /// Decide on it (CP-11).
    DecideRecusal(verbs::DecideRecusal),
    /// Become an opener of sealed identities (CP-7).
    SetOpenerKey(verbs::SetOpenerKey),
    /// End somebody's being an opener.
    EndOpener(verbs::EndOpener),
    /// Open a sealed identity (CP-7).
    OpenIdentity(verbs::OpenIdentity),
    /// Hand out a slip for a rating.
    IssueRatingSlip(verbs::IssueRatingSlip),
    /// Give a rating (RT-2); whoever types it, the journal has it in the name of the program.
    GiveRating(Box<verbs::GiveRating>),
    /// Set a rating aside (RT-8).
    RemoveRating(verbs::RemoveRating),
    /// A group of monitors entered or changed.
    SaveWatchGroup(verbs::SaveWatchGroup),
    /// A monitor entered, changed or ended (CP-14).
    SaveMonitor(Box<verbs::SaveMonitor>),
    /// A supervised matter entered or changed.
    SaveMatter(verbs::SaveMatter),
    /// Supervision cards handed out.
    HandOutCards(verbs::HandOutCards),
    /// A supervision card came back, or was lost.
    ReturnCard(verbs::ReturnCard),
    /// A letter box entered or changed.
    SaveBox(verbs::SaveBox),
    /// A letter box opened by two people.
    OpenBox(verbs::OpenBox),
    /// A visit of a monitor recorded.
    RecordMonitorVisit(Box<verbs::RecordMonitorVisit>),
    /// What a monitor found put right (RT-6).
    RectifyFinding(verbs::RectifyFinding),
    /// An integrity pledge signed.
    SignPledge(verbs::SignPledge),
    /// What was found linked to the pledge that it touches.
    LinkPledge(verbs::LinkPledge),
    /// Propose to dispose of a record (A13).
    ProposeDisposal(verbs::ProposeDisposal),
    /// Dispose of a record (A13).
    Dispose(verbs::Dispose),
}

/// An act on a case, with the version of the case that it was based on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OnCase {
    /// The case.
    pub case: CaseId,
    /// The version that the person saw; `None` takes the case as it is.
    #[serde(default)]
    pub version: Option<i64>,
    /// The act.
    pub act: CaseAct,
}

/// The acts on a case that exists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseAct {
    /// Record the state of materials.
    Check(verbs::Check),
    /// Correct on the spot (ON-3).
    Fix(verbs::Fix),
    /// One-time notice (ON-4).
    Notify(verbs::Notify),
    /// Take in supplements.
    Supplement(verbs::Supplement),
    /// Accept (ON-6).
    Accept(verbs::Accept),
    /// Refuse (ON-1, ON-2, ON-11).
    Refuse(verbs::Refuse),
    /// Hand on to the organ.
    Forward(verbs::Forward),
    /// Finish the current step.
    Step(verbs::Step),
    /// Stop the clock (SU-1).
    Pause(verbs::Pause),
    /// Let it run again.
    Resume(verbs::Resume),
    /// Extend the limits (CL-17).
    Extend(verbs::Extend),
    /// Decide.
    Decide(verbs::Decide),
    /// Deliver (CL-18).
    Deliver(verbs::Deliver),
    /// Close.
    Close(verbs::Close),
    /// Entrust the errands to an agent (AG-1).
    Authorise(verbs::Authorise),
    /// Hand a leg in at its office.
    SetOut(verbs::SetOut),
    /// Come back from a leg.
    ComeBack(verbs::ComeBack),
    /// Hand originals over (AG-2).
    Transfer(verbs::Transfer),
    /// Confirm that originals were received (AG-2).
    Receive(verbs::Receive),
    /// Suspend the agency (AG-3).
    Suspend(verbs::Suspend),
    /// Continue the agency (AG-3).
    Continue(verbs::Continue),
    /// End the agency early (AG-3).
    Terminate(verbs::Terminate),
    /// Finish the agency (AG-3).
    Complete(verbs::Complete),
    /// Take over as the substitute.
    TakeOver(verbs::TakeOver),
    /// Keep originals lawfully (AG-2).
    Keep(verbs::Keep),
    /// Report an original lost.
    ReportLost(verbs::ReportLost),
    /// Issue a certificate under the seal.
    Certify(verbs::Certify),
    /// Give to a colleague.
    Assign(verbs::Assign),
    /// Correct name or item.
    Amend(verbs::Amend),
    /// Note a contact.
    Note(verbs::Note),
    /// Withdraw.
    Withdraw(verbs::Withdraw),
    /// Void.
    Void(verbs::Void),
}

impl CaseAct {
    /// The verb of the journal.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Check(_) => Verb::Check,
            Self::Fix(_) => Verb::Fix,
            Self::Notify(_) => Verb::Notify,
            Self::Supplement(_) => Verb::Supplement,
            Self::Accept(_) => Verb::Accept,
            Self::Refuse(_) => Verb::Refuse,
            Self::Forward(_) => Verb::Forward,
            Self::Step(_) => Verb::Step,
            Self::Pause(_) => Verb::Pause,
            Self::Resume(_) => Verb::Resume,
            Self::Extend(_) => Verb::Extend,
            Self::Decide(_) => Verb::Decide,
            Self::Deliver(_) => Verb::Deliver,
            Self::Close(_) => Verb::Close,
            Self::Authorise(_) => Verb::Authorise,
            Self::SetOut(_) => Verb::SetOut,
            Self::ComeBack(_) => Verb::ComeBack,
            Self::Transfer(_) => Verb::Transfer,
            Self::Receive(_) => Verb::Receive,
            Self::Suspend(_) => Verb::Suspend,
            Self::Continue(_) => Verb::Continue,
            Self::Terminate(_) => Verb::Terminate,
            Self::Complete(_) => Verb::Complete,
            Self::TakeOver(_) => Verb::TakeOver,
            Self::Keep(_) => Verb::Keep,
            Self::ReportLost(_) => Verb::ReportLost,
            Self::Certify(_) => Verb::Certify,
            Self::Assign(_) => Verb::Assign,
            Self::Amend(_) => Verb::Amend,
            Self::Note(_) => Verb::Note,
            Self::Withdraw(_) => Verb::Withdraw,
            Self::Void(_) => Verb::Void,
        }
    }
}

/// The verb of a command: most are called as the command is.
macro_rules! verb_of {
    ($command:expr; $($name:ident)*) => {
        match $command {
            Command::Case(on) => on.act.verb(),
            Command::IssueCards(_) => Verb::IssueCard,
            Command::ReadCards(_) => Verb::ReadCard,
            $(Command::$name(_) => Verb::$name,)*
        }
    };
}

impl Command {
    /// The verb of the journal.
    #[must_use]
    pub fn verb(&self) -> Verb {
        verb_of! { self;
            Take Enquire SavePerson Print VoidDocument Reveal Export SaveOperator SetPin SaveStation
            SaveGrid SaveCatalogue ImportPersons ImportCases ImportHours SkipNumbers ConfirmDate SaveView
            TakeBack Sweep Undo ImportCalendar ReplyCard CloseCard CancelCard Conclude SaveAbsence
            SaveOffice Round SaveTemplate SaveHousehold SaveBuilding SplitHousehold MovePerson ReportDeath
            SetCategory EndCategory SetConsent ViewPerson MergePersons UnmergePersons SetLevel SaveHelper
            Pair Unpair RecordVisit VoidVisit CollectWish AdvanceWish HouseholdPaper SaveColumnMap SaveTeam
            SaveVolunteer SetVolunteerState SavePartner AskHelp AnswerHelp SaveActivity CancelActivity
            SignUp SignDoor CorrectHours RecordActivity CertifyHours RegisterFeedback HandleFeedback
            PassOnFeedback MakeSheet AskRecusal DecideRecusal SetOpenerKey EndOpener OpenIdentity IssueRatingSlip GiveRating RemoveRating SaveWatchGroup
            SaveMonitor SaveMatter HandOutCards ReturnCard SaveBox OpenBox RecordMonitorVisit RectifyFinding SignPledge LinkPledge
            ProposeDisposal Dispose
        }
    }
}

/// The resident or household that a command is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A person.
    Person(i64),
    /// A household.
    Household(i64),
    /// A wish.
    Wish(i64),
    /// A volunteer, by number.
    Volunteer(i64),
}

impl Command {
    /// The resident or household that it is about, as far as permission depends on it.
    #[must_use]
    pub fn about(&self) -> Option<About> {
        match self {
            Self::SaveHousehold(one) => one.household.map(About::Household),
            Self::SplitHousehold(one) => Some(About::Household(one.household)),
            Self::SetLevel(one) => Some(About::Household(one.household)),
            Self::Pair(one) => Some(About::Household(one.household)),
            Self::Unpair(one) => Some(About::Household(one.household)),
            Self::RecordVisit(one) => Some(About::Household(one.household)),
            Self::VoidVisit(one) => Some(About::Household(one.household)),
            Self::CollectWish(one) => Some(About::Household(one.household)),
            Self::HouseholdPaper(one) => Some(About::Household(one.household)),
            Self::AdvanceWish(one) => Some(About::Wish(one.wish)),
            Self::SaveVolunteer(one) => {
                match (one.number, one.applicant.as_ref().and_then(|person| person.id)) {
                    (Some(number), _) => Some(About::Volunteer(number)),
                    (None, person) => person.map(About::Person),
                }
            }
            Self::SetVolunteerState(one) => Some(About::Volunteer(one.number)),
            Self::AskHelp(one) => one.wish.map(About::Wish).or(one.household.map(About::Household)),
            Self::MovePerson(one) => Some(About::Person(one.person)),
            Self::ReportDeath(one) => Some(About::Person(one.person)),
            Self::SetCategory(one) => Some(About::Person(one.person)),
            Self::EndCategory(one) => Some(About::Person(one.person)),
            Self::SetConsent(one) => Some(About::Person(one.person)),
            Self::ViewPerson(one) => Some(About::Person(one.person)),
            _ => None,
        }
    }
}

/// What a command came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// The journal entry, 0 where nothing had to be recorded.
    pub seq: i64,
    /// The case that it was about.
    pub case: Option<CaseId>,
    /// What it was about, for messages: a number or a name.
    pub label: String,
    /// The documents that it made, in order.
    pub documents: Vec<Document>,
    /// What to tell the person.
    pub message: Message,
    /// The tables that it wrote to.
    pub tables: Vec<String>,
}

/// What a verb hands back to the transaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// What kind of record it was about, for the journal.
    pub subject_kind: &'static str,
    /// Which record.
    pub subject_id: i64,
    /// The case, where it was about one.
    pub case: Option<CaseId>,
    /// What it was about, for messages.
    pub label: String,
    /// What to tell the person.
    pub message: Message,
    /// The entry that it takes back.
    pub undoes: Option<i64>,
}

impl Effect {
    /// The effect of an act on a case.
    #[must_use]
    pub fn on_case(case: &crate::domain::case::Case, message: Message) -> Self {
        Self {
            subject_kind: "case",
            subject_id: case.id.0,
            case: Some(case.id),
            label: case.number.clone(),
            message,
            undoes: None,
        }
    }

    /// The effect of an act on another record.
    #[must_use]
    pub fn on(
        subject_kind: &'static str,
        subject_id: i64,
        label: impl Into<String>,
        message: Message,
    ) -> Self {
        Self { subject_kind, subject_id, case: None, label: label.into(), message, undoes: None }
    }
}
