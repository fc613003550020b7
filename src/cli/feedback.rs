//! `feedback`: the register of what residents say, its acts, and sealed identities.

use super::args::{Build, choice, place, text};
use super::case_act::{parse, parse_act};
use super::context::Cli;
use super::error::CliError;
use super::output::{fields, table};
use crate::calendar::Day;
use crate::desk::seal::{Identity, Unlock, new_keys};
use crate::desk::verbs::{OpenIdentity, SetOpenerKey};
use crate::desk::{Command as Act, Desk, FeedbackView};
use crate::domain::feedback::{
    Feedback, FeedbackAct, FeedbackChannel, FeedbackFilter, FeedbackKind, FeedbackState, Naming,
};
use crate::domain::operator::Operator;
use crate::domain::promise::PromiseKind;
use crate::domain::recusal::state_of;
use crate::domain::{Named as _, Refusal, Verb};
use crate::words::{Lang, cli as w, feedback as f, os, sheet};
use clap::{ArgMatches, Command};
use serde::Serialize;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// The acts whose fields come as JSON, by the verb's word.
const ACTS: &[Verb] = &[
    Verb::RegisterFeedback,
    Verb::HandleFeedback,
    Verb::PassOnFeedback,
    Verb::AskRecusal,
    Verb::DecideRecusal,
    Verb::EndOpener,
];
/// How many entries are listed at most.
const LIMIT: usize = 10_000;

/// The sub-command.
pub fn command(build: Build) -> Command {
    let number = || build.place("number", "NUMBER", &w::H_FEEDBACK_NUMBER);
    build
        .group("feedback", &w::C_FEEDBACK)
        .subcommand(build.command("list", &w::C_FEEDBACK_LIST).arg(build.option(
            "state",
            "STATE",
            &w::H_FEEDBACK_STATE,
        )))
        .subcommand(build.command("show", &w::C_FEEDBACK_SHOW).arg(number()))
        .subcommand(
            build
                .command("quarter", &w::C_FEEDBACK_QUARTER)
                .arg(build.option("quarter", "YYYY-Qn", &w::H_FEEDBACK_QUARTER))
                .arg(build.flag("public", &w::H_FEEDBACK_PUBLIC)),
        )
        .subcommand(
            build
                .command(Verb::SetOpenerKey.word(), Verb::SetOpenerKey.phrase())
                .arg(build.file_option("key-file", &w::H_KEY_FILE)),
        )
        .subcommand(
            build
                .command(Verb::OpenIdentity.word(), Verb::OpenIdentity.phrase())
                .arg(number())
                .arg(build.option("purpose", "TEXT", &w::H_FEEDBACK_PURPOSE))
                .arg(build.file_option("key-file", &w::H_KEY_FILE)),
        )
        .subcommands(
            ACTS.iter().map(|verb| {
                build.command(verb.word(), verb.phrase()).arg(build.flag("schema", &w::H_SCHEMA))
            }),
        )
}

/// Lists, shows, acts, or opens an identity.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(()) };
    match name {
        "list" => list(cli, text(matches, "state")),
        "show" => show(cli, place(matches, "number")),
        "quarter" => super::feedback_quarter::run(cli, text(matches, "quarter"), matches.get_flag("public")),
        name if name == Verb::SetOpenerKey.word() => set_key(cli, key_file(matches)?),
        name if name == Verb::OpenIdentity.word() => {
            let purpose = text(matches, "purpose").unwrap_or_default();
            open(cli, place(matches, "number"), purpose, key_file(matches)?)
        }
        name if matches.get_flag("schema") => super::schema::show(cli, name),
        name => act(cli, name),
    }
}

#[derive(Serialize)]
struct Row {
    number: String,
    channel: FeedbackChannel,
    kind: FeedbackKind,
    naming: Naming,
    day: Day,
    state: FeedbackState,
    owner: String,
    item: String,
    people: i64,
}

impl Row {
    fn of(entry: &Feedback, operators: &[Operator]) -> Self {
        Self {
            number: entry.number.clone(),
            channel: entry.channel,
            kind: entry.kind,
            naming: entry.naming,
            day: entry.day,
            state: entry.state,
            owner: code(operators, entry.owner_id),
            item: entry.item_code.clone(),
            people: entry.people,
        }
    }
}

/// The code of an operator; empty where there is none.
fn code(operators: &[Operator], id: Option<crate::domain::id::OperatorId>) -> String {
    let found = operators.iter().find(|one| Some(one.id) == id);
    found.map(|one| one.code.clone()).unwrap_or_default()
}

/// `feedback list`.
fn list(cli: &mut Cli<'_, '_>, state: Option<&str>) -> Result<(), CliError> {
    let state = state.map(|word| choice("state", word)).transpose()?;
    let (desk, actor) = cli.enter()?;
    let operators = desk.operators()?;
    let filter = FeedbackFilter { state, ..FeedbackFilter::default() };
    let entries = desk.feedback_list(&actor, filter, LIMIT, 0)?;
    let rows: Vec<Row> = entries.iter().map(|entry| Row::of(entry, &operators)).collect();
    cli.list(&rows, |lang| {
        let row = |one: &Row| {
            vec![
                one.number.clone(),
                one.day.to_string(),
                one.channel.phrase().say(lang).to_owned(),
                one.kind.phrase().say(lang).to_owned(),
                one.state.phrase().say(lang).to_owned(),
                one.owner.clone(),
            ]
        };
        let rows: Vec<_> = rows.iter().map(row).collect();
        let heads = [&w::L_NUMBER, &f::L_RECEIVED, &f::L_CHANNEL, &f::L_KIND, &f::L_STATE, &f::L_OWNER];
        table(&heads, &rows, lang)
    })
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    row: Row,
    content: String,
    name: String,
    phone: String,
    address: String,
    representatives: String,
    matter: String,
    reference: String,
    about: Vec<String>,
    passed_to: String,
    claim: String,
    facts: String,
    opinion: String,
    basis: String,
    cause: String,
    measure: String,
    rectified: Option<Day>,
    answer: String,
    answered: Option<Day>,
    satisfied: Option<bool>,
    revisited: Option<Day>,
    closed: Option<Day>,
    version: i64,
    recusals: Vec<Asked>,
    events: Vec<Event>,
    promises: Vec<Owed>,
}

#[derive(Serialize)]
struct Asked {
    operator: String,
    day: Day,
    reason: String,
    granted: Option<bool>,
    decided: Option<Day>,
    decision: String,
}

#[derive(Serialize)]
struct Event {
    at: String,
    act: FeedbackAct,
    operator: String,
    text: String,
}

#[derive(Serialize)]
struct Owed {
    kind: PromiseKind,
    due: Day,
}

impl Shown {
    fn of(desk: &Desk, view: FeedbackView, operators: &[Operator]) -> Self {
        let row = Row::of(&view.entry, operators);
        let event = |one: crate::domain::feedback::FeedbackEvent| Event {
            at: desk.zone().iso(one.at),
            act: one.act,
            operator: code(operators, Some(one.operator_id)),
            text: one.text,
        };
        let asked = |one: crate::domain::recusal::Recusal| Asked {
            operator: code(operators, Some(one.operator_id)),
            day: one.day,
            reason: one.reason,
            granted: one.granted,
            decided: one.decided_day,
            decision: one.decision,
        };
        let entry = view.entry;
        Self {
            row,
            content: entry.content,
            name: entry.name,
            phone: entry.phone,
            address: entry.address,
            representatives: entry.representatives,
            matter: entry.matter,
            reference: entry.reference,
            about: view.about.into_iter().map(|one| one.code).collect(),
            passed_to: entry.passed_to,
            claim: entry.claim,
            facts: entry.facts,
            opinion: entry.opinion,
            basis: entry.basis,
            cause: entry.cause,
            measure: entry.measure,
            rectified: entry.rectified_day,
            answer: entry.answer,
            answered: entry.answered_day,
            satisfied: entry.satisfied,
            revisited: entry.revisited_day,
            closed: entry.closed_day,
            version: entry.version,
            recusals: view.recusals.into_iter().map(asked).collect(),
            events: view.events.into_iter().map(event).collect(),
            promises: view.promises.iter().map(|one| Owed { kind: one.kind, due: one.due }).collect(),
        }
    }

    fn text(&self, lang: Lang) -> String {
        let say = |phrase: &'static crate::words::Phrase| phrase.say(lang).to_owned();
        let promises: Vec<String> =
            self.promises.iter().map(|one| format!("{} {}", say(one.kind.phrase()), one.due)).collect();
        let recusals: Vec<String> = self
            .recusals
            .iter()
            .map(|one| format!("{} {}", one.operator, say(state_of(one.granted))))
            .collect();
        let head = fields(
            &[
                (&w::L_NUMBER, self.row.number.clone()),
                (&f::L_RECEIVED, self.row.day.to_string()),
                (&f::L_CHANNEL, say(self.row.channel.phrase())),
                (&f::L_KIND, say(self.row.kind.phrase())),
                (&f::L_NAMING, say(self.row.naming.phrase())),
                (&f::L_STATE, say(self.row.state.phrase())),
                (&f::L_OWNER, self.row.owner.clone()),
                (&f::L_RECUSAL, recusals.join("; ")),
                (&w::L_NAME, self.name.clone()),
                (&f::L_ABOUT, self.about.join(" ")),
                (&f::L_CONTENT, self.content.clone()),
                (&f::L_PASSED_TO, self.passed_to.clone()),
                (&f::L_OPINION, self.opinion.clone()),
                (&f::L_ANSWER, self.answer.clone()),
                (&f::L_DUE, promises.join("; ")),
            ],
            lang,
        );
        let rows: Vec<Vec<String>> = self
            .events
            .iter()
            .map(|one| vec![one.at.clone(), say(one.act.phrase()), one.operator.clone(), one.text.clone()])
            .collect();
        format!("{head}\n{}", table(&[&f::L_AT, &f::L_ACT, &f::L_OPERATOR, &f::L_TEXT], &rows, lang))
    }
}

/// `feedback show`.
fn show(cli: &mut Cli<'_, '_>, number: &str) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let view = desk.feedback(&actor, number)?;
    let shown = Shown::of(&desk, view, &desk.operators()?);
    cli.record(&shown, |lang| shown.text(lang))
}

#[derive(Serialize)]
struct Acted {
    done: String,
    number: String,
}

/// An act whose fields come as JSON; an `identity` among them is sealed here, before it becomes a command (CP-7).
fn act(cli: &mut Cli<'_, '_>, name: &str) -> Result<(), CliError> {
    let (mut desk, actor) = cli.enter()?;
    let text = cli.input()?;
    let mut input: serde_json::Value = parse(&text)?;
    let identity = input.as_object_mut().and_then(|object| object.remove("identity"));
    let command: Act = match identity.filter(|_| name == Verb::RegisterFeedback.word()) {
        Some(identity) => {
            let identity: Identity = parse(&identity.to_string())?;
            if identity.name.trim().is_empty() {
                return Err(Refusal::invalid("identity.name", &f::NAME_WANTED).into());
            }
            let said = |field: &str| input.get(field).and_then(|text| text.as_str()).unwrap_or_default();
            let sealed = desk.seal_for(&actor, &identity, said("about"), said("review_of"))?;
            if let Some(object) = input.as_object_mut() {
                object.insert("sealed".to_owned(), serde_json::json!(sealed));
            }
            parse(&serde_json::json!({ name: input }).to_string())?
        }
        None => parse_act(name, &text)?,
    };
    let done = desk.run(&actor, &command, cli.now())?;
    let shown = Acted { done: done.message.say(cli.lang), number: done.label };
    cli.record(&shown, |lang| fields(&[(&w::L_DONE, done.message.say(lang))], lang))
}

/// What opens the actor's keys: typed without being shown, or the next line of standard input.
fn passphrase(cli: &mut Cli<'_, '_>) -> Result<Zeroizing<String>, CliError> {
    cli.pin(&w::ASK_PASSPHRASE)
}

/// What stands in the key file, where one is named.
fn key_file(matches: &ArgMatches) -> Result<Option<Zeroizing<Vec<u8>>>, CliError> {
    let Some(path) = matches.get_one::<PathBuf>("key-file") else { return Ok(None) };
    let bytes = std::fs::read(path).map_err(|error| {
        let shown = path.display().to_string();
        CliError::unreadable(sheet::UNREADABLE.with("file", shown).with("why", os::reason(&error)))
    })?;
    Ok(Some(Zeroizing::new(bytes)))
}

/// `feedback set-opener-key`.
fn set_key(cli: &mut Cli<'_, '_>, file: Option<Zeroizing<Vec<u8>>>) -> Result<(), CliError> {
    let (mut desk, actor) = cli.enter()?;
    let keys = match file {
        Some(bytes) => new_keys(&Unlock::KeyFile(&bytes))?,
        None => {
            let secret = passphrase(cli)?;
            if !cli.pin_stdin && *passphrase(cli)? != *secret {
                return Err(Refusal::invalid("passphrase", &f::PASSPHRASES_DIFFER).into());
            }
            new_keys(&Unlock::Passphrase(&secret))?
        }
    };
    let set = SetOpenerKey { public_key: keys.public, wrapped_key: keys.wrapped };
    let done = desk.run(&actor, &Act::SetOpenerKey(set), cli.now())?;
    let shown = Acted { done: done.message.say(cli.lang), number: String::new() };
    cli.record(&shown, |lang| fields(&[(&w::L_DONE, done.message.say(lang))], lang))
}

/// `feedback open-identity`.
fn open(
    cli: &mut Cli<'_, '_>,
    number: &str,
    purpose: &str,
    file: Option<Zeroizing<Vec<u8>>>,
) -> Result<(), CliError> {
    let (mut desk, actor) = cli.enter()?;
    let asked = OpenIdentity { number: number.to_owned(), purpose: purpose.to_owned() };
    let now = cli.now();
    let identity = match file {
        Some(bytes) => desk.open_identity(&actor, &asked, &Unlock::KeyFile(&bytes), now)?,
        None => {
            let secret = passphrase(cli)?;
            desk.open_identity(&actor, &asked, &Unlock::Passphrase(&secret), now)?
        }
    };
    cli.record(&identity, |lang| {
        fields(
            &[
                (&w::L_NAME, identity.name.clone()),
                (&f::L_PHONE, identity.phone.clone()),
                (&f::L_ID_NUMBER, identity.id_number.clone()),
                (&f::L_ADDRESS, identity.address.clone()),
            ],
            lang,
        )
    })
}
