//! `--schema`: the fields of an act, read from the form that the screen shows for it.

use super::context::Cli;
use super::error::CliError;
use super::output::table;
use crate::form::{self, SchemaField};
use crate::words::{Lang, cli as w, common};

/// Prints the fields of an act.
///
/// # Errors
/// The output is gone.
pub fn show(cli: &mut Cli<'_, '_>, act: &str) -> Result<(), CliError> {
    let Some(spec) = form::form(act) else { return super::later::run(act) };
    let schema = spec.schema(cli.lang);
    cli.record(&schema, |lang| {
        let mut rows = Vec::new();
        lines(&schema.fields, "", lang, &mut rows);
        table(&[&w::L_FIELD, &w::L_TYPE, &w::L_REQUIRED, &w::L_MEANING], &rows, lang)
    })
}

fn lines(fields: &[SchemaField], indent: &str, lang: Lang, rows: &mut Vec<Vec<String>>) {
    for field in fields {
        let kind = if field.choices.is_empty() { field.kind.to_owned() } else { field.choices.join("|") };
        let required = match field.required {
            "always" => common::YES.say(lang),
            "sometimes" => w::SOMETIMES.say(lang),
            _ => "",
        };
        let about = field.about.lines().next().unwrap_or_default();
        rows.push(vec![format!("{indent}{}", field.name), kind, required.to_owned(), about.to_owned()]);
        lines(&field.fields, &format!("{indent}  "), lang, rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::verbs;
    use crate::domain::Named as _;
    use crate::domain::case::Act;
    use serde_json::{Value, json};

    fn keys(value: &Value) -> Vec<String> {
        let mut keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    }

    fn named(fields: &[SchemaField]) -> Vec<String> {
        let mut names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
        names.sort();
        names
    }

    fn inner(fields: &[SchemaField], name: &str) -> Vec<String> {
        named(&fields.iter().find(|field| field.name == name).unwrap().fields)
    }

    #[test]
    fn the_schema_names_the_fields_that_the_acts_read() {
        let refuse: verbs::Refuse = serde_json::from_value(json!({"ground": "no_power"})).unwrap();
        let pause: verbs::Pause = serde_json::from_value(json!({"kind": "hearing"})).unwrap();
        let decide: verbs::Decide = serde_json::from_value(json!({"outcome": "granted"})).unwrap();
        let withdraw: verbs::Withdraw = serde_json::from_value(json!({"ground": "applicant"})).unwrap();
        let come_back: verbs::ComeBack = serde_json::from_value(json!({"outcome": "done"})).unwrap();
        for (act, value) in [
            (Act::Take, json!(verbs::Take::default())),
            (Act::Check, json!(verbs::Check::default())),
            (Act::Fix, json!(verbs::Fix::default())),
            (Act::Notify, json!(verbs::Notify::default())),
            (Act::Supplement, json!(verbs::Supplement::default())),
            (Act::Accept, json!(verbs::Accept::default())),
            (Act::Refuse, json!(refuse)),
            (Act::Forward, json!(verbs::Forward::default())),
            (Act::Step, json!(verbs::Step::default())),
            (Act::Pause, json!(pause)),
            (Act::Resume, json!(verbs::Resume::default())),
            (Act::Extend, json!(verbs::Extend::default())),
            (Act::Decide, json!(decide)),
            (Act::Deliver, json!(verbs::Deliver::default())),
            (Act::Close, json!(verbs::Close::default())),
            (Act::Authorise, json!(verbs::Authorise::default())),
            (Act::SetOut, json!(verbs::SetOut::default())),
            (Act::ComeBack, json!(come_back)),
            (Act::Transfer, json!(verbs::Transfer::default())),
            (Act::Receive, json!(verbs::Receive::default())),
            (Act::Suspend, json!(verbs::Suspend::default())),
            (Act::Continue, json!(verbs::Continue::default())),
            (Act::Terminate, json!(verbs::Terminate::default())),
            (Act::Complete, json!(verbs::Complete::default())),
            (Act::TakeOver, json!(verbs::TakeOver::default())),
            (Act::Keep, json!(verbs::Keep::default())),
            (Act::ReportLost, json!(verbs::ReportLost::default())),
            (Act::Certify, json!(verbs::Certify::default())),
            (Act::Assign, json!(verbs::Assign::default())),
            (Act::Amend, json!(verbs::Amend::default())),
            (Act::Note, json!(verbs::Note::default())),
            (Act::Withdraw, json!(withdraw)),
            (Act::Void, json!(verbs::Void::default())),
        ] {
            let schema = form::form(act.word()).unwrap().schema(Lang::Zh);
            assert_eq!(named(&schema.fields), keys(&value), "{}", act.word());
        }
        let take = form::form("take").unwrap().schema(Lang::Zh);
        assert_eq!(inner(&take.fields, "applicant"), keys(&json!(verbs::Take::default())["applicant"]));
        assert_eq!(inner(&take.fields, "agent"), keys(&json!(verbs::AgentInput::default())));
        assert_eq!(inner(&take.fields, "finish"), keys(&json!(verbs::Finish::default())));
        let material = verbs::MaterialInput {
            form: Some(crate::domain::item::MaterialForm::CopyKept),
            pages: Some(1),
            remark: "x".to_owned(),
            extra_basis: Some("x".to_owned()),
            ..verbs::MaterialInput::new("1", crate::domain::material::MaterialState::Ok)
        };
        assert_eq!(inner(&take.fields, "materials"), keys(&json!(material)));
    }

    #[test]
    fn the_schema_names_the_fields_that_the_acts_on_residents_read() {
        for (act, value) in [
            ("record-visit", json!(verbs::RecordVisit::default())),
            ("void-visit", json!(verbs::VoidVisit::default())),
            ("set-level", json!(verbs::SetLevel::default())),
            ("pair", json!(verbs::Pair::default())),
            ("unpair", json!(verbs::Unpair::default())),
            ("save-helper", json!(verbs::SaveHelper::default())),
            ("collect-wish", json!(verbs::CollectWish::default())),
            ("advance-wish", json!(verbs::AdvanceWish::default())),
            ("save-household", json!(verbs::SaveHousehold::default())),
            ("save-building", json!(verbs::SaveBuilding::default())),
            ("split-household", json!(verbs::SplitHousehold::default())),
            ("move-person", json!(verbs::MovePerson::default())),
            ("report-death", json!(verbs::ReportDeath::default())),
            ("set-category", json!(verbs::SetCategory::default())),
            ("end-category", json!(verbs::EndCategory::default())),
            ("set-consent", json!(verbs::SetConsent::default())),
            ("merge-persons", json!(verbs::MergePersons::default())),
            ("unmerge-persons", json!(verbs::UnmergePersons::default())),
            ("propose-disposal", json!(verbs::ProposeDisposal::default())),
            ("dispose", json!(verbs::Dispose::default())),
        ] {
            let schema = form::form(act).unwrap().schema(Lang::Zh);
            assert_eq!(named(&schema.fields), keys(&value), "{act}");
        }
    }

    #[test]
    fn the_schema_names_the_fields_that_the_acts_on_feedback_read() {
        let handle: verbs::HandleFeedback =
            serde_json::from_value(json!({"number": "J2", "act": "close"})).unwrap();
        for (act, value) in [
            ("handle-feedback", json!(handle)),
            ("pass-on-feedback", json!(verbs::PassOnFeedback::default())),
            ("ask-recusal", json!(verbs::AskRecusal::default())),
            ("decide-recusal", json!(verbs::DecideRecusal::default())),
            ("end-opener", json!(verbs::EndOpener::default())),
            ("sign-pledge", json!(verbs::SignPledge::default())),
            ("link-pledge", json!(verbs::LinkPledge::default())),
        ] {
            let schema = form::form(act).unwrap().schema(Lang::Zh);
            assert_eq!(named(&schema.fields), keys(&value), "{act}");
        }
        // Whose it is comes in clear and is sealed before it becomes a command.
        let mut register = json!(verbs::RegisterFeedback::default());
        let fields = register.as_object_mut().unwrap();
        fields.remove("sealed");
        fields.insert("identity".to_owned(), Value::Null);
        let schema = form::form("register-feedback").unwrap().schema(Lang::Zh);
        assert_eq!(named(&schema.fields), keys(&register));
        let identity = json!(crate::desk::seal::Identity::default());
        assert_eq!(inner(&schema.fields, "identity"), keys(&identity));
    }

    #[test]
    fn the_schema_names_the_fields_that_the_acts_of_volunteers_read() {
        let volunteer = verbs::SaveVolunteer {
            applicant: Some(verbs::PersonInput::default()),
            ..verbs::SaveVolunteer::default()
        };
        for (act, value) in [
            ("save-team", json!(verbs::SaveTeam::default())),
            ("save-volunteer", json!(volunteer)),
            ("set-volunteer-state", json!(verbs::SetVolunteerState::default())),
            ("save-partner", json!(verbs::SavePartner::default())),
            ("ask-help", json!(verbs::AskHelp::default())),
            ("answer-help", json!(verbs::AnswerHelp::default())),
            ("save-activity", json!(verbs::SaveActivity::default())),
            ("cancel-activity", json!(verbs::CancelActivity::default())),
            ("sign-up", json!(verbs::SignUp::default())),
            ("sign-door", json!(verbs::SignDoor::default())),
            ("correct-hours", json!(verbs::CorrectHours::default())),
            ("record-activity", json!(verbs::RecordActivity::default())),
            ("certify-hours", json!(verbs::CertifyHours::default())),
        ] {
            let schema = form::form(act).unwrap().schema(Lang::Zh);
            assert_eq!(named(&schema.fields), keys(&value), "{act}");
        }
        for (act, value) in [
            ("issue-rating-slip", json!(verbs::IssueRatingSlip::default())),
            ("give-rating", json!(verbs::GiveRating::default())),
            ("remove-rating", json!(verbs::RemoveRating::default())),
        ] {
            let schema = form::form(act).unwrap().schema(Lang::Zh);
            assert_eq!(named(&schema.fields), keys(&value), "{act}");
        }
        let schema = form::form("save-volunteer").unwrap().schema(Lang::Zh);
        assert_eq!(inner(&schema.fields, "applicant"), keys(&json!(verbs::PersonInput::default())));
    }

    #[test]
    fn the_schema_names_the_fields_that_the_acts_of_supervision_read() {
        for (act, value) in [
            ("save-watch-group", json!(verbs::SaveWatchGroup::default())),
            ("save-monitor", json!(verbs::SaveMonitor::default())),
            ("save-matter", json!(verbs::SaveMatter::default())),
            ("hand-out-cards", json!(verbs::HandOutCards::default())),
            ("return-card", json!(verbs::ReturnCard::default())),
            ("save-box", json!(verbs::SaveBox::default())),
            ("open-box", json!(verbs::OpenBox::default())),
            ("record-monitor-visit", json!(verbs::RecordMonitorVisit::default())),
            ("rectify-finding", json!(verbs::RectifyFinding::default())),
        ] {
            let schema = form::form(act).unwrap().schema(Lang::Zh);
            assert_eq!(named(&schema.fields), keys(&value), "{act}");
        }
    }
}
