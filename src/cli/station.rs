//! `station`: the station's own settings, as they stand on its papers.

use super::args::{Build, number, text};
use super::context::Cli;
use super::error::CliError;
use super::output::fields;
use crate::desk::verbs::SaveStation;
use crate::desk::{Command as Act, Desk};
use crate::words::cli as w;
use clap::{ArgGroup, ArgMatches, Command};
use serde::Serialize;

#[derive(Serialize)]
struct Shown<'a> {
    code: &'a str,
    name: &'a str,
    site: i64,
    address: &'a str,
    enquiry_phone: &'a str,
    complaint_phone: &'a str,
    hours: &'a str,
    zone: &'a str,
    profiles: Vec<&'a str>,
    idle_minutes: i64,
    demo: bool,
}

/// The settings that `set` takes, as the command tree names them.
const SETTINGS: [&str; 8] =
    ["name", "address", "enquiry-phone", "complaint-phone", "hours", "zone", "profiles", "idle-minutes"];

/// The sub-command.
pub fn command(build: Build) -> Command {
    build.group("station", &w::C_STATION).subcommand(build.command("show", &w::C_STATION_SHOW)).subcommand(
        build
            .command("set", &w::C_STATION_SET)
            .arg(build.option("name", "NAME", &w::L_STATION))
            .arg(build.option("address", "TEXT", &w::L_PLACE_OF))
            .arg(build.option("enquiry-phone", "PHONE", &w::L_ENQUIRY_PHONE))
            .arg(build.option("complaint-phone", "PHONE", &w::L_COMPLAINT_PHONE))
            .arg(build.option("hours", "TEXT", &w::L_HOURS))
            .arg(build.option("zone", "ZONE", &w::L_ZONE))
            .arg(build.option("profiles", "NAMES", &w::L_PROFILES))
            .arg(build.option("idle-minutes", "N", &w::L_IDLE))
            .group(ArgGroup::new("settings").args(SETTINGS).required(true).multiple(true)),
    )
}

/// Shows or changes the settings.
pub fn run(cli: &mut Cli<'_, '_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("set", matches)) => {
            let (mut desk, actor) = cli.enter()?;
            let owned = |name| text(matches, name).map(str::to_owned);
            let save = SaveStation {
                name: owned("name"),
                address: owned("address"),
                enquiry_phone: owned("enquiry-phone"),
                complaint_phone: owned("complaint-phone"),
                hours: owned("hours"),
                zone: owned("zone"),
                profiles: owned("profiles"),
                idle_minutes: number(matches, "idle-minutes")?,
            };
            desk.run(&actor, &Act::SaveStation(save), cli.now())?;
            show(cli, &desk)
        }
        _ => {
            let desk = cli.desk_to_read()?;
            show(cli, &desk)
        }
    }
}

fn show(cli: &mut Cli<'_, '_>, desk: &Desk) -> Result<(), CliError> {
    let station = desk.station();
    let shown = Shown {
        code: &station.code,
        name: &station.name,
        site: station.site,
        address: &station.address,
        enquiry_phone: &station.enquiry_phone,
        complaint_phone: &station.complaint_phone,
        hours: &station.hours,
        zone: &station.zone,
        profiles: station.profiles.split_whitespace().collect(),
        idle_minutes: station.idle_minutes,
        demo: station.demo,
    };
    let rows = [
        (&w::L_CODE, shown.code.to_owned()),
        (&w::L_STATION, shown.name.to_owned()),
        (&w::L_SITE, shown.site.to_string()),
        (&w::L_PLACE_OF, shown.address.to_owned()),
        (&w::L_ENQUIRY_PHONE, shown.enquiry_phone.to_owned()),
        (&w::L_COMPLAINT_PHONE, shown.complaint_phone.to_owned()),
        (&w::L_HOURS, shown.hours.to_owned()),
        (&w::L_ZONE, shown.zone.to_owned()),
        (&w::L_PROFILES, station.profiles.clone()),
        (&w::L_IDLE, shown.idle_minutes.to_string()),
    ];
    cli.record(&shown, |lang| fields(&rows, lang))
}
