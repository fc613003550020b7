//! The command tree: every sub-command with its options, worded in one language.

use super::args::Build;
use super::{
    audit, backup, case, catalogue, check, demo_station, due, enquire, export, feedback, import, init, keys,
    operator, overdue, packager, print, rating, resident, restore, station, supervision, template, volunteer,
};
use crate::words::{Lang, cli as w};
use clap::{Arg, ArgAction, Command};

/// The whole command tree in `lang`.
#[must_use]
pub fn tree(lang: Lang) -> Command {
    let build = Build(lang);
    let root = build
        .command("yichuang", &w::ABOUT)
        .bin_name("yichuang")
        .version(env!("CARGO_PKG_VERSION"))
        .after_help(w::EXIT_CODES.say(lang))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args(global(build))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(w::H_VERSION.say(lang)),
        )
        .subcommands(commands(build));
    worded(root, lang)
}

fn commands(build: Build) -> Vec<Command> {
    vec![
        demo_station::command(build),
        init::command(build),
        due::command(build),
        check::command(build),
        operator::command(build),
        station::command(build),
        catalogue::command(build),
        case::command(build),
        enquire::command(build),
        overdue::command(build),
        resident::command(build),
        volunteer::command(build),
        feedback::command(build),
        rating::command(build),
        supervision::command(build),
        import::command(build),
        export::command(build),
        print::command(build),
        template::command(build),
        audit::command(build),
        backup::command(build),
        restore::command(build),
        build.command("doctor", &w::C_DOCTOR),
        keys::command(build),
        packager::completions_command(build),
        packager::man_command(build),
    ]
}

/// The options that every sub-command knows.
fn global(build: Build) -> Vec<Arg> {
    [
        build.file_option("db", &w::H_DB),
        build.option("lang", "zh|en", &w::H_LANG).value_parser(["zh", "en"]),
        build.option("as", "CODE", &w::H_AS),
        build.flag("pin-stdin", &w::H_PIN_STDIN),
        build.flag("json", &w::H_JSON),
        build.flag("jsonl", &w::H_JSONL).conflicts_with("json"),
        Arg::new("help").short('h').long("help").action(ArgAction::Help).help(w::H_HELP.say(build.0)),
    ]
    .into_iter()
    .map(|arg| arg.global(true).display_order(100).help_heading(w::GLOBAL_HEADING.say(build.0)))
    .collect()
}

/// Puts our headings over the parts of every help page; lists of values stand in the value's name.
fn worded(command: Command, lang: Lang) -> Command {
    let template = match command.get_after_help() {
        Some(_) => "{about}\n\n{usage-heading} {usage}\n\n{all-args}{after-help}\n",
        None => "{about}\n\n{usage-heading} {usage}\n\n{all-args}\n",
    };
    command
        .help_template(template)
        .subcommand_help_heading(w::COMMAND_HEADING.say(lang))
        .subcommand_value_name(w::COMMAND_NAME.say(lang))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { &w::ARGUMENT_HEADING } else { &w::OPTION_HEADING };
            let arg = if arg.get_action().takes_values() { arg.hide_possible_values(true) } else { arg };
            if arg.get_help_heading().is_some() { arg } else { arg.help_heading(heading.say(lang)) }
        })
        .mut_subcommands(|inner| worded(inner, lang))
}

/// A rendered page with the few words of the library in our language.
#[must_use]
pub fn localised(page: &str, lang: Lang) -> String {
    match lang {
        Lang::En => page.to_owned(),
        Lang::Zh => page.replace("[OPTIONS]", w::OPTIONS.zh).replacen("Usage:", w::USAGE.zh, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_sound_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            tree(lang).debug_assert();
        }
    }

    #[test]
    fn chinese_help_has_no_english_headings() {
        let mut command = tree(Lang::Zh);
        let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
        let mut pages = vec![command.render_help().to_string()];
        for name in names {
            if let Some(inner) = command.find_subcommand_mut(&name) {
                pages.push(inner.render_help().to_string());
            }
        }
        for page in pages {
            let page = localised(&page, Lang::Zh);
            for english in
                ["Usage", "Options:", "Commands:", "Arguments:", "[OPTIONS]", "Print help", "possible"]
            {
                assert!(!page.contains(english), "{english} in {page}");
            }
        }
    }
}
