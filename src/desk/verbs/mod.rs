//! The verbs, a file each: what a command holds, and how it is carried out inside the transaction.

mod accept;
mod activity;
mod activity_whole;
mod agents;
mod amend;
mod assign;
mod authority;
mod calendar;
mod card;
mod care;
mod care_paper;
mod case_file;
mod category;
mod certify;
mod check;
mod custody;
mod decide;
mod deliver;
mod dispose;
mod door;
mod enquire;
mod export;
mod extend;
mod feedback;
mod feedback_act;
mod forward;
mod help;
mod household;
mod import;
mod import_hours;
mod leg;
mod letter_box;
mod look;
mod manage;
mod merge;
mod merge_home;
mod note;
mod notify;
mod opener;
mod pair;
mod pause;
mod people;
mod person;
mod pledge;
mod print;
mod proof;
mod rating;
mod recusal;
mod refuse;
mod save_view;
mod sheet;
mod step;
mod supplement;
mod sweep;
mod take;
mod take_back;
mod template;
mod undo;
mod visit;
mod volunteer;
mod watch;
mod watch_whole;
mod wish;
mod withdraw;

pub use accept::Accept;
pub use activity::{CancelActivity, RecordActivity, SaveActivity, SignUp};
pub(super) use activity_whole::require_after_undo;
pub use agents::{Round, SaveAbsence, SaveOffice};
pub use amend::Amend;
pub use assign::Assign;
pub use authority::{Authorise, Complete, Continue, Suspend, TakeOver, Terminate};
pub use calendar::{DateChange, ImportCalendar, PLAIN, date_changes};
pub use card::{CancelCard, CloseCard, Conclude, IssueCards, ReadCards, ReplyCard};
pub use care::SetLevel;
pub use care_paper::HouseholdPaper;
pub use case_file::step_act;
pub use category::{EndCategory, SetCategory};
pub use certify::Certify;
pub use check::{Check, Fix, MaterialInput};
pub use custody::{Keep, Receive, ReportLost, Transfer};
pub use decide::Decide;
pub use deliver::{Close, Deliver};
pub use dispose::{Dispose, ProposeDisposal};
pub use door::{CorrectHours, SignDoor};
pub use enquire::Enquire;
pub use export::Export;
pub use extend::Extend;
pub use feedback::{RegisterFeedback, SealedInput};
pub use feedback_act::{HandleFeedback, PassOnFeedback};
pub use forward::Forward;
pub use help::{AnswerHelp, AskHelp};
pub use household::{MovePerson, ReportDeath, SaveBuilding, SaveHousehold, SplitHousehold};
pub use import::{HomeInput, ImportCases, ImportPersons, OldCase};
pub use import_hours::{ImportHours, ServedInput};
pub use leg::{ComeBack, SetOut};
pub use letter_box::{HandOutCards, OpenBox, ReturnCard, SaveBox};
pub use look::{SaveColumnMap, SetConsent, ViewPerson};
pub use manage::{
    ConfirmDate, SaveCatalogue, SaveGrid, SaveOperator, SaveStation, SetPin, SkipNumbers, hash_pin, pin_holds,
};
pub use merge::{MergePersons, UnmergePersons};
pub use note::Note;
pub use notify::Notify;
pub use opener::{EndOpener, OpenIdentity, SetOpenerKey};
pub use pair::{Pair, SaveHelper, Unpair};
pub use pause::{Pause, Resume};
pub use person::{PersonInput, SavePerson};
pub use pledge::{LinkPledge, SignPledge};
pub use print::{Print, Reveal, VoidDocument};
pub use proof::CertifyHours;
pub(super) use rating::rate_target;
pub use rating::{GiveRating, IssueRatingSlip, RemoveRating};
pub use recusal::{AskRecusal, DecideRecusal};
pub use refuse::Refuse;
pub use save_view::SaveView;
pub use sheet::MakeSheet;
pub use step::Step;
pub use supplement::Supplement;
pub use sweep::Sweep;
pub use take::{AgentInput, Finish, Take, find_item};
pub use take_back::TakeBack;
pub use template::SaveTemplate;
pub(super) use undo::subject_name;
pub use undo::{Candidate, Undo, candidates, taken_back};
pub use visit::{RecordVisit, VoidVisit};
pub use volunteer::{SavePartner, SaveTeam, SaveVolunteer, SetVolunteerState};
pub use watch::{RecordMonitorVisit, RectifyFinding, SaveMatter, SaveMonitor, SaveWatchGroup};
pub(super) use watch_whole::require_watch_after_undo;
pub use wish::{AdvanceWish, CollectWish};
pub use withdraw::{Void, Withdraw};

use super::command::{CaseAct, Command, Effect, OnCase};
use super::context::Context;
use super::error::Result;
use crate::domain::{Named as _, Verb};
use crate::store::StoreError;
use crate::words::Phrase;
use case_file::CaseFile;

/// Carries out each command by the verb that it holds.
macro_rules! apply_each {
    ($command:expr, $context:expr; $($name:ident)*) => {
        match $command {
            Command::Case(on) => apply_to_case(on, $context),
            $(Command::$name(verb) => verb.apply($context),)*
        }
    };
}

/// Carries out a command inside the open transaction.
///
/// # Errors
/// Refused by a rule, or the file failed.
pub fn apply(command: &Command, context: &mut Context<'_>) -> Result<Effect> {
    apply_each! { command, context;
        Take Enquire SavePerson Print VoidDocument Reveal Export SaveView TakeBack SaveOperator SetPin
        SaveStation SaveGrid SaveCatalogue ImportPersons ImportCases ImportHours SkipNumbers ConfirmDate
        Sweep Undo ImportCalendar IssueCards ReadCards ReplyCard CloseCard CancelCard Conclude SaveAbsence
        SaveOffice Round SaveTemplate SaveHousehold SaveBuilding SplitHousehold MovePerson ReportDeath
        SetCategory EndCategory SetConsent ViewPerson MergePersons UnmergePersons SetLevel SaveHelper Pair
        Unpair RecordVisit VoidVisit CollectWish AdvanceWish HouseholdPaper SaveColumnMap SaveTeam
        SaveVolunteer SetVolunteerState SavePartner AskHelp AnswerHelp SaveActivity CancelActivity SignUp
        SignDoor CorrectHours RecordActivity CertifyHours RegisterFeedback HandleFeedback PassOnFeedback
        MakeSheet AskRecusal DecideRecusal SetOpenerKey EndOpener OpenIdentity IssueRatingSlip GiveRating RemoveRating SaveWatchGroup
            SaveMonitor SaveMatter HandOutCards ReturnCard SaveBox OpenBox RecordMonitorVisit RectifyFinding SignPledge LinkPledge
        ProposeDisposal Dispose
    }
}

fn apply_to_case(on: &OnCase, context: &mut Context<'_>) -> Result<Effect> {
    let mut file = CaseFile::load(context, on.case)?;
    if on.version.is_some_and(|version| version != file.case.version) {
        return Err(StoreError::Stale { table: "cases", id: on.case.0 }.into());
    }
    match &on.act {
        CaseAct::Check(verb) => verb.apply(context, &mut file),
        CaseAct::Fix(verb) => verb.apply(context, &mut file),
        CaseAct::Notify(verb) => verb.apply(context, &mut file),
        CaseAct::Supplement(verb) => verb.apply(context, &mut file),
        CaseAct::Accept(verb) => verb.apply(context, &mut file),
        CaseAct::Refuse(verb) => verb.apply(context, &mut file),
        CaseAct::Forward(verb) => verb.apply(context, &mut file),
        CaseAct::Step(verb) => verb.apply(context, &mut file),
        CaseAct::Pause(verb) => verb.apply(context, &mut file),
        CaseAct::Resume(verb) => verb.apply(context, &mut file),
        CaseAct::Extend(verb) => verb.apply(context, &mut file),
        CaseAct::Decide(verb) => verb.apply(context, &mut file),
        CaseAct::Deliver(verb) => verb.apply(context, &mut file),
        CaseAct::Close(verb) => verb.apply(context, &mut file),
        CaseAct::Authorise(verb) => verb.apply(context, &mut file),
        CaseAct::SetOut(verb) => verb.apply(context, &mut file),
        CaseAct::ComeBack(verb) => verb.apply(context, &mut file),
        CaseAct::Transfer(verb) => verb.apply(context, &mut file),
        CaseAct::Receive(verb) => verb.apply(context, &mut file),
        CaseAct::Suspend(verb) => verb.apply(context, &mut file),
        CaseAct::Continue(verb) => verb.apply(context, &mut file),
        CaseAct::Terminate(verb) => verb.apply(context, &mut file),
        CaseAct::Complete(verb) => verb.apply(context, &mut file),
        CaseAct::TakeOver(verb) => verb.apply(context, &mut file),
        CaseAct::Keep(verb) => verb.apply(context, &mut file),
        CaseAct::ReportLost(verb) => verb.apply(context, &mut file),
        CaseAct::Certify(verb) => verb.apply(context, &mut file),
        CaseAct::Assign(verb) => verb.apply(context, &mut file),
        CaseAct::Amend(verb) => verb.apply(context, &mut file),
        CaseAct::Note(verb) => verb.apply(context, &mut file),
        CaseAct::Withdraw(verb) => verb.apply(context, &mut file),
        CaseAct::Void(verb) => verb.apply(context, &mut file),
    }
}

/// The command as it goes into the journal; a PIN goes in as the digest of its string only, a rating without whose it is
/// and what of.
#[must_use]
pub fn journalled(command: &Command) -> String {
    let bare = match command {
        Command::GiveRating(verb) => Some(Command::GiveRating(Box::new(verb.bare()))),
        _ => None,
    };
    serde_json::to_string(bare.as_ref().unwrap_or(command))
        .unwrap_or_else(|_| format!("{{\"{}\":{{}}}}", command.verb().word()))
}

/// What people read for a verb's word.
#[must_use]
pub fn phrase_of(word: &str) -> &'static Phrase {
    Verb::from_word(word).map_or(&crate::words::desk::THE_RECORD, Verb::phrase)
}
