//! `case ACT NUMBER`: the acts on a case, their fields as JSON on standard input, empty being `{}`.

use super::args::{Build, number, place};
use super::case_view::CaseView;
use super::context::Cli;
use super::error::CliError;
use super::output::fields;
use super::{later, schema};
use crate::desk::{CaseAct, Command as Deed, OnCase};
use crate::domain::case::Act;
use crate::domain::{Named, Refusal, RefusalKind};
use crate::words::{Message, cli as w};
use clap::{ArgMatches, Command};
use serde::de::DeserializeOwned;

/// The sub-commands, an act each.
pub fn commands(build: Build) -> Vec<Command> {
    let command = |act: Act| {
        build
            .command(act.word(), act.phrase())
            .arg(
                build
                    .place("number", "NUMBER", &w::H_CASE_NUMBER)
                    .required(false)
                    .required_unless_present("schema"),
            )
            .arg(build.flag("schema", &w::H_SCHEMA))
            .arg(build.option("based-on", "VERSION", &w::H_BASED_ON))
    };
    let on_a_case = Act::ALL.iter().copied().filter(|act| !matches!(act, Act::Take | Act::Deem));
    on_a_case.map(command).collect()
}

/// Carries out the act and shows the case as it is then.
pub fn run(cli: &mut Cli<'_, '_>, name: &str, matches: &ArgMatches) -> Result<(), CliError> {
    let Some(act) = Act::from_word(name) else { return later::run(name) };
    if matches.get_flag("schema") {
        return schema::show(cli, name);
    }
    let (mut desk, actor) = cli.enter()?;
    let act = read(act, &cli.input()?)?;
    let case = desk.case_named(&actor, place(matches, "number"))?;
    let version = number(matches, "based-on")?;
    let done = desk.run(&actor, &Deed::Case(OnCase { case, version, act }), cli.now())?;
    let after = desk.case(&actor, case)?;
    let view = CaseView::of(&desk, &after, cli.now(), false);
    cli.record(&view, |lang| {
        let mut rows = vec![(&w::L_DONE, done.message.say(lang))];
        rows.extend(done.documents.iter().map(|document| (document.kind.phrase(), document.number.clone())));
        fields(&rows, lang)
    })
}

fn read(act: Act, input: &str) -> Result<CaseAct, CliError> {
    Ok(match act {
        Act::Check => CaseAct::Check(parse(input)?),
        Act::Fix => CaseAct::Fix(parse(input)?),
        Act::Notify => CaseAct::Notify(parse(input)?),
        Act::Supplement => CaseAct::Supplement(parse(input)?),
        Act::Accept => CaseAct::Accept(parse(input)?),
        Act::Refuse => CaseAct::Refuse(parse(input)?),
        Act::Forward => CaseAct::Forward(parse(input)?),
        Act::Step => CaseAct::Step(parse(input)?),
        Act::Pause => CaseAct::Pause(parse(input)?),
        Act::Resume => CaseAct::Resume(parse(input)?),
        Act::Extend => CaseAct::Extend(parse(input)?),
        Act::Decide => CaseAct::Decide(parse(input)?),
        Act::Deliver => CaseAct::Deliver(parse(input)?),
        Act::Close => CaseAct::Close(parse(input)?),
        Act::Authorise => CaseAct::Authorise(parse(input)?),
        Act::SetOut => CaseAct::SetOut(parse(input)?),
        Act::ComeBack => CaseAct::ComeBack(parse(input)?),
        Act::Transfer => CaseAct::Transfer(parse(input)?),
        Act::Receive => CaseAct::Receive(parse(input)?),
        Act::Suspend => CaseAct::Suspend(parse(input)?),
        Act::Continue => CaseAct::Continue(parse(input)?),
        Act::Terminate => CaseAct::Terminate(parse(input)?),
        Act::Complete => CaseAct::Complete(parse(input)?),
        Act::TakeOver => CaseAct::TakeOver(parse(input)?),
        Act::Keep => CaseAct::Keep(parse(input)?),
        Act::ReportLost => CaseAct::ReportLost(parse(input)?),
        Act::Certify => CaseAct::Certify(parse(input)?),
        Act::Assign => CaseAct::Assign(parse(input)?),
        Act::Amend => CaseAct::Amend(parse(input)?),
        Act::Note => CaseAct::Note(parse(input)?),
        Act::Withdraw => CaseAct::Withdraw(parse(input)?),
        Act::Void => CaseAct::Void(parse(input)?),
        other => return later::run(other.word()).and(Err(CliError::Told(super::error::USAGE))),
    })
}

/// Reads the fields of an act; an empty input has none.
///
/// # Errors
/// No JSON, or not the fields of this act; the message says where.
pub fn parse<T: DeserializeOwned>(input: &str) -> Result<T, CliError> {
    let input = whole(input)?;
    serde_json::from_str(input).map_err(|error| broken(&error, 0))
}

/// Reads the fields of an act that has a command of its own, under the verb's word.
///
/// # Errors
/// As [`parse`], with the place in `input`.
pub fn parse_act<T: DeserializeOwned>(verb: &str, input: &str) -> Result<T, CliError> {
    let input = whole(input)?;
    // By itself first: what ends the object too early would be read as something beside it.
    let _: serde_json::Value = serde_json::from_str(input).map_err(|error| broken(&error, 0))?;
    serde_json::from_str(&format!("{{\"{verb}\":\n{input}}}")).map_err(|error| broken(&error, 1))
}

/// The input without what surrounds it; nothing is no fields.
fn whole(input: &str) -> Result<&str, CliError> {
    let input = input.trim_start_matches('\u{feff}').trim();
    let input = if input.is_empty() { "{}" } else { input };
    if input.starts_with('{') {
        return Ok(input);
    }
    let what = w::BAD_JSON.with("line", 1).with("column", 1).with("why", &w::JSON_BROKEN);
    Err(Refusal::new(RefusalKind::Invalid, what).advise(&w::BAD_JSON_ADVICE).into())
}

/// The refusal of what serde could not read, `before` lines behind the beginning of what was parsed.
fn broken(error: &serde_json::Error, before: usize) -> CliError {
    let whole = error.to_string();
    let why = reason(whole.split(" at line ").next().unwrap_or_default());
    let line = error.line().saturating_sub(before).max(1);
    let what = w::BAD_JSON.with("line", line).with("column", error.column()).with("why", why);
    Refusal::new(RefusalKind::Invalid, what).advise(&w::BAD_JSON_ADVICE).into()
}

/// The reader's reason in our words, where it is one that people meet; else as it stands.
fn reason(why: &str) -> Message {
    let named =
        |start: &str| why.strip_prefix(start)?.split_once('`').map(|(name, rest)| (name.to_owned(), rest));
    if let Some((name, _)) = named("unknown field `") {
        return w::JSON_UNKNOWN_FIELD.with("name", name);
    }
    if let Some((name, _)) = named("missing field `") {
        return w::JSON_MISSING_FIELD.with("name", name);
    }
    if let Some((name, rest)) = named("unknown variant `") {
        let words = rest.trim_start_matches(", expected ").trim_start_matches("one of ").replace('`', "");
        return w::JSON_UNKNOWN_WORD.with("name", name).with("words", words.replace(" or ", ", "));
    }
    if why.starts_with("invalid type") || why.starts_with("invalid value") {
        let expected = why.split("expected ").nth(1).unwrap_or_default().replace('`', "");
        return w::JSON_WRONG_TYPE.with("expected", type_word(&expected));
    }
    match why {
        // What chrono says of a date.
        "input is out of range"
        | "input contains invalid characters"
        | "premature end of input"
        | "trailing input" => w::JSON_BAD_DAY.msg(),
        _ if why.contains("hex escape") || why.contains("surrogate") => w::JSON_BROKEN.msg(),
        "expected value" | "key must be a string" | "trailing characters" | "trailing comma" => {
            w::JSON_BROKEN.msg()
        }
        _ if why.starts_with("EOF") => w::JSON_ENDS.msg(),
        _ if why.starts_with("expected") => w::JSON_BROKEN.msg(),
        _ => super::error::text(why),
    }
}

/// What a kind of value is called.
fn type_word(expected: &str) -> Message {
    match expected {
        "a string" => w::JSON_TEXT.msg(),
        "a boolean" => w::JSON_BOOLEAN.msg(),
        "a sequence" => w::JSON_LIST.msg(),
        "a map" => w::JSON_OBJECT.msg(),
        _ if expected.starts_with('u') || expected.starts_with('i') => w::JSON_NUMBER.msg(),
        _ if expected.starts_with("struct") => w::JSON_OBJECT.msg(),
        other => super::error::text(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::verbs::Accept;

    #[test]
    fn an_empty_input_is_an_empty_object() {
        for input in ["", "  \n", "{}", "\u{feff}{}"] {
            let read: Result<Accept, CliError> = parse(input);
            assert_eq!(read.ok(), Some(Accept::default()), "{input:?}");
        }
    }

    #[test]
    fn unknown_fields_and_broken_json_are_told_with_their_place() {
        for (input, text) in [
            ("{\"organ\": 1}", "no field organ"),
            ("{\"organ_document\": ", "ends too soon"),
            ("[]x", "no JSON"),
            ("{\"organ_document\": 5}", "a text"),
        ] {
            let read: Result<Accept, CliError> = parse(input);
            let line = read.unwrap_err().line(crate::words::Lang::En).unwrap();
            assert!(line.contains(text) && line.contains("line 1") && !line.contains('\n'), "{line}");
        }
    }
}
