//! The program with no file yet: offers to set a station up or to try the demo, a question at a time.

use super::context::Cli;
use super::error::CliError;
use super::{demo_station, init, workstation};
use crate::calendar::{Calendar, Zone};
use crate::desk::Founding;
use crate::domain::id::Site;
use crate::form::{FieldSpec, Form, Known, forms};
use crate::words::{Message, cli as w};
use std::path::Path;

/// Asks what to do where there is no file at `path`, and does it.
///
/// # Errors
/// Nobody is there to be asked, the person gave up, or the file cannot be made.
pub fn offer(cli: &mut Cli<'_, '_>, path: &Path) -> Result<(), CliError> {
    let file = path.display().to_string();
    if !cli.io.stdin_is_terminal {
        return Err(CliError::usage(w::NO_FILE_YET.with("path", file), &w::NO_FILE_YET_ADVICE));
    }
    cli.tell(&w::NO_FILE_YET.with("path", file))?;
    loop {
        let answer = cli.ask(&w::FIRST_RUN_ASK.msg())?;
        match crate::text::fold_ascii(answer.trim()).as_ref() {
            "1" => {
                let founding = questions(cli)?;
                init::found(cli, path, &founding)?;
                return workstation::open(cli, path, None);
            }
            "2" => return demo_station::try_it(cli),
            "" => return Err(CliError::gave_up()),
            _ => cli.tell(&w::FIRST_RUN_AGAIN.msg())?,
        }
    }
}

/// The fields of the founding form, asked one after the other until each is right.
fn questions(cli: &mut Cli<'_, '_>) -> Result<Founding, CliError> {
    let today = Zone::default().day(cli.now());
    let mut form = Form::new(&forms::INIT, Known::new(today, Calendar::default()));
    for field in forms::INIT.fields {
        answer(cli, &mut form, field)?;
    }
    Ok(Founding {
        station: form.text("station").to_owned(),
        code: form.text("code").to_owned(),
        manager: form.text("manager").to_owned(),
        manager_code: form.text("manager_code").to_owned(),
        pin: form.text("pin").to_owned(),
        site: Site(1),
        demo: false,
    })
}

fn answer(cli: &mut Cli<'_, '_>, form: &mut Form, field: &'static FieldSpec) -> Result<(), CliError> {
    loop {
        let prompt: Message = w::ASK_FIELD.with("label", field.label);
        if field.kind.secret() {
            let typed =
                crate::terminal::read_secret(&prompt.say(cli.lang)).map_err(|_| CliError::gave_up())?;
            form.fill(field.id, &typed, false);
        } else {
            let typed = cli.ask(&prompt)?;
            let typed = crate::text::clean_line(typed.trim()).text.into_owned();
            if matches!(typed.as_str(), "?" | "？") {
                cli.tell(&field.help.msg())?;
                continue;
            }
            form.fill(field.id, &typed, false);
        }
        match form.leave(field.id).filter(|problem| problem.blocks) {
            None => return Ok(()),
            Some(problem) => cli.tell(&problem.message)?,
        }
    }
}
