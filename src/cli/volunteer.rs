//! `volunteer`: volunteers, teams, partners, needs, activities, hours and certificates; the door; and the acts.

use super::args::{Build, day, number, place, text};
use super::context::Cli;
use super::error::{CliError, REFUSED};
use super::output::{fields, safe_json, table};
use super::{resident_more, volunteer_lists as lists};
use crate::calendar::Day;
use crate::desk::verbs::SignDoor;
use crate::desk::{Command as Act, DeskError, ProofCheck};
use crate::domain::service::{Differs, duration};
use crate::domain::{Named as _, RefusalKind, Verb};
use crate::words::{Lang, Message, cli as w, volunteer as v};
use clap::{ArgMatches, Command};
use serde::Serialize;

/// The acts that a script may carry out, by the verb's word.
const ACTS: &[Verb] = &[
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
    Verb::CertifyHours,
];

/// The sub-command.
pub fn command(build: Build) -> Command {
    let act = |verb: Verb| build.command(verb.word(), verb.phrase()).arg(build.flag("schema", &w::H_SCHEMA));
    let stretch = |command: Command| {
        command.arg(build.option("from", "DAY", &w::H_STRETCH_FROM)).arg(build.option(
            "until",
            "DAY",
            &w::H_STRETCH_UNTIL,
        ))
    };
    let activity = || build.place("activity", "ID", &w::H_ACTIVITY);
    build
        .group("volunteer", &w::C_VOLUNTEER)
        .subcommand(build.command("list", &w::C_VOLUNTEER_LIST))
        .subcommand(build.command("teams", &w::C_VOLUNTEER_TEAMS))
        .subcommand(build.command("partners", &w::C_VOLUNTEER_PARTNERS))
        .subcommand(build.command("needs", &w::C_VOLUNTEER_NEEDS).arg(build.flag("all", &w::H_NEEDS_ALL)))
        .subcommand(build.command("suited", &w::C_VOLUNTEER_SUITED).arg(build.place(
            "need",
            "ID",
            &w::H_NEED,
        )))
        .subcommand(stretch(build.command("activities", &w::C_VOLUNTEER_ACTIVITIES)))
        .subcommand(build.command("activity", &w::C_VOLUNTEER_ACTIVITY).arg(activity()))
        .subcommand(build.command("door", &w::C_VOLUNTEER_DOOR).arg(activity()))
        .subcommand(stretch(build.command("hours", &w::C_VOLUNTEER_HOURS)).arg(build.option(
            "by",
            "person|team|kind",
            &w::H_HOURS_BY,
        )))
        .subcommand(build.command("certificates", &w::C_VOLUNTEER_PROOFS).arg(build.place(
            "number",
            "NUMBER",
            &w::H_VOLUNTEER_NUMBER,
        )))
        .subcommands(ACTS.iter().copied().map(act))
}

/// Lists, signs at the door, or acts.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(()) };
    match name {
        "list" => lists::people(cli),
        "teams" => lists::teams(cli),
        "partners" => lists::partners(cli),
        "needs" => lists::needs(cli, !matches.get_flag("all")),
        "suited" => lists::suited(cli, id(matches, "need")?),
        "activities" => lists::activities(cli, day(matches, "from")?, day(matches, "until")?),
        "activity" => lists::activity(cli, id(matches, "activity")?),
        "door" => door(cli, id(matches, "activity")?),
        "hours" => lists::hours(cli, day(matches, "from")?, day(matches, "until")?, text(matches, "by")),
        "certificates" => lists::certificates(cli, id(matches, "number")?),
        _ => resident_more::act(cli, name, matches),
    }
}

/// The whole number of an argument.
fn id(matches: &ArgMatches, name: &'static str) -> Result<i64, CliError> {
    number(matches, name).map(|found| found.unwrap_or(0))
}

/// What came of a number at the door.
#[derive(Serialize)]
struct Signed {
    number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
}

/// Signs every number of standard input, a line each, in or out as it comes; exit 1 where one was refused.
fn door(cli: &mut Cli<'_, '_>, activity: i64) -> Result<(), CliError> {
    let (mut desk, actor) = cli.enter()?;
    let mut refused = false;
    loop {
        let mut line = Vec::new();
        if cli.io.stdin.read_until(b'\n', &mut line).map_err(|error| CliError::input(&error))? == 0 {
            break;
        }
        // A line that is no text names nobody, and the next one still counts.
        let line = String::from_utf8_lossy(&line);
        let typed = crate::text::fold_ascii(line.trim_start_matches('\u{feff}').trim()).into_owned();
        if typed.is_empty() {
            continue;
        }
        let number = typed.parse::<i64>();
        let result = match number {
            Ok(number) => desk.run(&actor, &Act::SignDoor(SignDoor { activity, number }), cli.now()),
            Err(_) => {
                let what = v::NO_VOLUNTEER.with("n", &typed);
                Err(crate::domain::Refusal::not_found(what).advise(&v::NO_VOLUNTEER_ADVICE).into())
            }
        };
        let lang = cli.lang;
        let signed = match result {
            Ok(done) => {
                Signed { number: typed, done: Some(done.message.say(lang)), refused: None, rule: None }
            }
            Err(DeskError::Refused(refusal)) if refusal.kind == RefusalKind::NotAllowed => {
                return Err(CliError::Refused(refusal));
            }
            Err(DeskError::Refused(refusal)) => {
                refused = true;
                let what = refusal.what.say(lang);
                Signed { number: typed, done: None, refused: Some(what), rule: refusal.rule }
            }
            Err(error) => return Err(error.into()),
        };
        if cli.text() {
            let said = signed.done.as_ref().or(signed.refused.as_ref()).cloned().unwrap_or_default();
            let mark = if signed.refused.is_some() { "! " } else { "" };
            cli.line(&crate::text::visible(&format!("{mark}{said}")))?;
        } else {
            cli.line(&safe_json(&signed, false)?)?;
        }
        // Whoever stands at the door waits for the answer.
        cli.io.out.flush()?;
    }
    if refused { Err(CliError::Told(REFUSED)) } else { Ok(()) }
}

#[derive(Serialize)]
struct Checked {
    valid: bool,
    number: String,
    name: String,
    from: Day,
    until: Day,
    issued: Option<Day>,
    minutes: i64,
    minutes_now: i64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    voided: bool,
    differs: Vec<Difference>,
}

#[derive(Serialize)]
struct Difference {
    day: Day,
    activity: String,
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<i64>,
    reason: String,
    message: String,
}

/// `check certificate`: adds a certificate up again from the records as they stand (VO-7); exit 1 where it does not add
/// up, with why.
pub fn check(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let (desk, actor) = cli.enter()?;
    let found = desk.check_proof(&actor, place(matches, "number"))?;
    let checked = Checked::of(&found, cli.lang);
    let lang = cli.lang;
    let head = fields(
        &[
            (&w::L_NUMBER, checked.number.clone()),
            (&w::L_NAME, checked.name.clone()),
            (&v::F_PERIOD_FROM, checked.from.to_string()),
            (&v::F_PERIOD_TO, checked.until.to_string()),
            (&w::L_CERTIFIED, duration(checked.minutes)),
            (&w::L_RECORDED_NOW, duration(checked.minutes_now)),
        ],
        lang,
    );
    let rows: Vec<Vec<String>> =
        checked.differs.iter().map(|one| vec![one.day.to_string(), one.message.clone()]).collect();
    let why = if rows.is_empty() {
        String::new()
    } else {
        format!("\n{}", table(&[&v::F_DAY, &w::L_MEANING], &rows, lang))
    };
    cli.record(&checked, |_| format!("{head}{why}"))?;
    if found.holds() {
        return cli
            .tell(&v::PROOF_ADDS_UP.with("name", &found.name).with("hours", duration(found.proof.minutes)));
    }
    cli.tell(&if found.voided {
        v::PROOF_VOID.msg()
    } else {
        v::PROOF_DIFFERS
            .with("name", &found.name)
            .with("hours", duration(found.proof.minutes))
            .with("now", duration(found.now))
    })?;
    Err(CliError::Told(REFUSED))
}

impl Checked {
    fn of(found: &ProofCheck, lang: Lang) -> Self {
        let difference = |(day, activity, reason, differs): &(Day, String, String, Differs)| {
            let (what, minutes) = match differs {
                Differs::Voided(_) => ("voided", None),
                Differs::Corrected(_, minutes) => ("corrected", Some(*minutes)),
                Differs::Added(_, minutes) => ("added", Some(*minutes)),
            };
            Difference {
                day: *day,
                activity: activity.clone(),
                what,
                minutes,
                reason: reason.clone(),
                message: said(*day, activity, reason, differs).say(lang),
            }
        };
        Self {
            valid: found.holds(),
            number: found.number.clone(),
            name: found.name.clone(),
            from: found.proof.from_day,
            until: found.proof.until_day,
            issued: found.proof.issued_day,
            minutes: found.proof.minutes,
            minutes_now: found.now,
            voided: found.voided,
            differs: found.differs.iter().map(difference).collect(),
        }
    }
}

/// What differs, in words.
fn said(day: Day, activity: &str, reason: &str, differs: &Differs) -> Message {
    let phrase = match differs {
        Differs::Voided(_) => &v::DIFF_VOIDED,
        Differs::Corrected(..) => &v::DIFF_CORRECTED,
        Differs::Added(..) => &v::DIFF_ADDED,
    };
    let message = phrase.with("day", day.to_string()).with("activity", activity);
    let message = match differs {
        Differs::Voided(_) => return message,
        Differs::Corrected(_, minutes) | Differs::Added(_, minutes) => {
            message.with("hours", duration(*minutes))
        }
    };
    if matches!(differs, Differs::Corrected(..)) { message.with("reason", reason) } else { message }
}
