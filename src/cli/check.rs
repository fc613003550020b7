//! `check`: whether one value is valid, and in which form it is kept (domain A12).

use super::args::{Build, place};
use super::context::Cli;
use super::error::{CliError, REFUSED};
use super::output::fields;
use crate::calendar::{Day, Zone};
use crate::domain::identifier::{
    Checked, Kind, Problem, Sex, credit_code, disability_card, id_number, name, phone,
};
use crate::words::{Lang, cli as w};
use clap::{ArgMatches, Command};
use serde::Serialize;

#[derive(Serialize)]
struct Verdict {
    valid: bool,
    normalized: Option<String>,
    kind: Option<Kind>,
    problem: Option<&'static str>,
    rule: Option<&'static str>,
    message: Option<String>,
    birth: Option<Day>,
    sex: Option<Sex>,
}

/// The sub-command.
pub fn command(build: Build) -> Command {
    let value =
        |name, about| build.command(name, about).arg(build.place("value", "VALUE", &w::H_CHECK_VALUE));
    build
        .group("check", &w::C_CHECK)
        .subcommand(value("id-number", &w::C_CHECK_ID))
        .subcommand(value("credit-code", &w::C_CHECK_CREDIT))
        .subcommand(value("phone", &w::C_CHECK_PHONE))
        .subcommand(value("name", &w::C_CHECK_NAME))
        .subcommand(value("disability-card", &w::C_CHECK_CARD))
        .subcommand(build.command("certificate", &w::C_CHECK_CERTIFICATE).arg(build.place(
            "number",
            "NUMBER",
            &w::H_CHECK_CERTIFICATE,
        )))
}

/// Checks the value; exit 1 when it is invalid.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    let Some((kind, matches)) = matches.subcommand() else { return Ok(()) };
    if kind == "certificate" {
        return super::volunteer::check(cli, matches);
    }
    let value = place(matches, "value");
    let today = Zone::default().day(cli.now());
    let checked = match kind {
        "id-number" => id_number::check(value, today),
        "credit-code" => credit_code::check(value),
        "phone" => phone::check(value),
        "name" => name::check(value),
        _ => disability_card::check(value, today),
    };
    match checked {
        Ok(checked) => {
            let verdict = Verdict::good(checked);
            cli.record(&verdict, |lang| verdict.shown(lang))
        }
        Err(problem) => {
            let verdict = Verdict::bad(&problem, cli.lang);
            cli.record(&verdict, |_| String::new())?;
            cli.tell(&w::BY_RULE.with("what", problem.message).with("rule", problem.rule))?;
            Err(CliError::Told(REFUSED))
        }
    }
}

impl Verdict {
    fn good(checked: Checked) -> Self {
        Self {
            valid: true,
            normalized: Some(checked.normalized),
            kind: Some(checked.kind),
            problem: None,
            rule: None,
            message: None,
            birth: checked.birth,
            sex: checked.sex,
        }
    }

    fn bad(problem: &Problem, lang: Lang) -> Self {
        Self {
            valid: false,
            normalized: None,
            kind: None,
            problem: Some(problem.code()),
            rule: Some(problem.rule),
            message: Some(problem.message.say(lang)),
            birth: None,
            sex: None,
        }
    }

    fn shown(&self, lang: Lang) -> String {
        let kind = self.kind.map(|kind| kind.phrase().say(lang).to_owned()).unwrap_or_default();
        let birth = self.birth.map(|day| day.to_string()).unwrap_or_default();
        let sex = self.sex.map(|sex| sex.phrase().say(lang).to_owned()).unwrap_or_default();
        let value = self.normalized.clone().unwrap_or_default();
        fields(&[(&w::L_VALUE, value), (&w::L_KIND, kind), (&w::L_BIRTH, birth), (&w::L_SEX, sex)], lang)
    }
}
