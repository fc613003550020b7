//! Setting up a station in a new file.

use super::command::Command;
use super::door::SYSTEM;
use super::error::Result;
use super::verbs::{SaveCatalogue, hash_pin};
use super::{Desk, DeskError};
use crate::calendar::{Stamp, Zone};
use crate::domain::id::{OperatorId, Site, StationId};
use crate::domain::item;
use crate::domain::operator::{Actor, Operator, Role};
use crate::domain::station::Station;
use crate::domain::{Refusal, RefusalKind, Verb};
use crate::store::{Credential, HeadFile, NewEntry, OpenMode, Store};
use crate::words::desk as w;
use std::path::Path;

/// What a new station starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    /// The station's name.
    pub station: String,
    /// The station's code.
    pub code: String,
    /// The first manager's name.
    pub manager: String,
    /// The first manager's code.
    pub manager_code: String,
    /// The first manager's PIN.
    pub pin: String,
    /// The site number.
    pub site: Site,
    /// Whether everything in the file is invented.
    pub demo: bool,
}

impl Desk {
    /// Makes a new file with a station, its first manager, and the built-in catalogue as unpublished
    /// templates.
    ///
    /// # Errors
    /// The file exists or cannot be made, or a value is refused; no file is left then.
    pub fn found(path: &Path, terminal: &str, founding: &Founding, now: Stamp) -> Result<Self> {
        check(founding)?;
        let phc = hash_pin(&founding.pin)?;
        let store = Store::open(path, OpenMode::Create)?;
        let made = write(&store, terminal, founding, &phc, now).and_then(|()| {
            let mut desk = Self::with(store, terminal)?;
            let manager = desk.actor_unchecked(&founding.manager_code)?;
            let items = item::builtin().map_err(|message| Refusal::new(RefusalKind::Invalid, message))?;
            let catalogue = SaveCatalogue { items, ..SaveCatalogue::default() };
            desk.run(&manager, &Command::SaveCatalogue(catalogue), now)?;
            Ok(desk)
        });
        if made.is_err() {
            for file in [path.to_owned(), HeadFile::of(path).path().to_owned()] {
                // A file that could not be taken away is named by the error that follows.
                let _ = std::fs::remove_file(file);
            }
        }
        made
    }
}

fn check(founding: &Founding) -> Result<()> {
    let code = &founding.code;
    let fits =
        (2..=12).contains(&code.len()) && code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if !fits {
        return Err(Refusal::invalid("code", w::STATION_CODE_BAD.with("code", code)).into());
    }
    let manager = &founding.manager_code;
    let fits = (1..=12).contains(&manager.len())
        && manager.chars().all(|c| c.is_ascii_alphanumeric())
        && manager != SYSTEM;
    if !fits {
        return Err(Refusal::invalid("manager-code", w::CODE_BAD.with("code", manager)).into());
    }
    if founding.station.trim().is_empty() || founding.manager.trim().is_empty() {
        return Err(Refusal::invalid("station", &w::NAME_EMPTY).into());
    }
    Ok(())
}

fn write(store: &Store, terminal: &str, founding: &Founding, phc: &str, now: Stamp) -> Result<()> {
    store.set_site(founding.site);
    store.begin()?;
    let result = records(store, terminal, founding, phc, now);
    match result {
        Ok(()) => store.commit().map_err(DeskError::from),
        Err(error) => {
            store.rollback();
            Err(error)
        }
    }
}

fn records(store: &Store, terminal: &str, founding: &Founding, phc: &str, now: Stamp) -> Result<()> {
    let station = Station {
        id: StationId(store.next_id::<Station>()?),
        version: 1,
        voided_at: None,
        code: founding.code.clone(),
        name: crate::text::clean_line(founding.station.trim()).text.into_owned(),
        site: i64::from(founding.site.0),
        address: String::new(),
        enquiry_phone: String::new(),
        complaint_phone: String::new(),
        hours: "09:00-17:30".to_owned(),
        zone: Zone::default().name(),
        profiles: "national".to_owned(),
        idle_minutes: 5,
        demo: founding.demo,
    };
    store.insert(&station)?;
    let operator = |code: &str, name: &str, role: Role| -> Result<Operator> {
        let operator = Operator {
            id: OperatorId(store.next_id::<Operator>()?),
            version: 1,
            voided_at: None,
            code: code.to_owned(),
            name: name.to_owned(),
            roles: vec![role],
            window: String::new(),
            person_id: None,
            kin: Vec::new(),
            disabled_at: None,
            settings: "{}".to_owned(),
        };
        store.insert(&operator)?;
        Ok(operator)
    };
    operator(SYSTEM, Role::System.phrase().zh, Role::System)?;
    let manager = operator(&founding.manager_code, founding.manager.trim(), Role::Manager)?;
    store.insert(&Credential { id: manager.id, version: 1, voided_at: None, phc: phc.to_owned() })?;
    let rows = store.take_captured()?;
    store.append(
        &NewEntry {
            at: now,
            operator: Actor::of(&manager).id,
            terminal,
            verb: Verb::Init,
            subject_kind: "station",
            subject_id: station.id.0,
            undoes: None,
            command: &serde_json::json!({"init": {"station": station.name, "code": station.code}})
                .to_string(),
        },
        &rows,
    )?;
    Ok(())
}
