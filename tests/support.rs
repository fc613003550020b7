//! What the tests share: a station of their own, hands that act, a clock that moves as told.

use std::path::PathBuf;
use tempfile::TempDir;
use yichuang::calendar::{Stamp, Zone};
use yichuang::desk::verbs::{self, MaterialInput, PersonInput, SaveCatalogue, SaveOperator, SetPin, Take};
use yichuang::desk::{CaseAct, Command, Desk, DeskError, Done, Founding, OnCase};
use yichuang::domain::Refusal;
use yichuang::domain::board::CaseView;
use yichuang::domain::id::{CaseId, Site};
use yichuang::domain::item::{FirstStep, Item, builtin};
use yichuang::domain::material::MaterialState;
use yichuang::domain::operator::{Actor, Role};

/// A station in a folder of its own, with a clerk, a second clerk, a supervisor, a manager.
pub struct Counter {
    pub folder: TempDir,
    pub desk: Desk,
    pub clerk: Actor,
    pub other: Actor,
    pub supervisor: Actor,
    pub manager: Actor,
    pub now: Stamp,
}

/// The moment `YYYY-MM-DD HH:MM` in the station's zone.
pub fn at(text: &str) -> Stamp {
    Zone::default().parse_time(text).unwrap()
}

/// A test's Argon2id string costs what a real one does; one for all PINs is enough.
pub const PIN: &str = "2580";

impl Counter {
    /// Opens the counter at `now`.
    pub fn at(now: &str) -> Self {
        Self::with(now, |_| {})
    }

    /// Opens the counter with a catalogue changed by `change`.
    pub fn with(now: &str, change: impl Fn(&mut Item)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("station.db");
        let founding = Founding {
            station: "朝阳社区便民服务中心".to_owned(),
            code: "CY01".to_owned(),
            manager: "赵站长".to_owned(),
            manager_code: "9".to_owned(),
            pin: PIN.to_owned(),
            site: Site(1),
            demo: true,
        };
        let now = at(now);
        let mut desk = Desk::found(&path, "test", &founding, now).unwrap();
        let manager = desk.actor_unchecked("9").unwrap();
        let phc = verbs::hash_pin(PIN).unwrap();
        for (code, name, role) in
            [("1", "张敏", Role::Clerk), ("2", "李敏", Role::Clerk), ("5", "刘主任", Role::Supervisor)]
        {
            let save = SaveOperator {
                code: code.to_owned(),
                name: name.to_owned(),
                roles: vec![role],
                window: Some(format!("{code}号窗")),
                ..SaveOperator::default()
            };
            desk.run(&manager, &Command::SaveOperator(save), now).unwrap();
            let pin = SetPin { code: code.to_owned(), phc: phc.clone() };
            desk.run(&manager, &Command::SetPin(pin), now).unwrap();
        }
        let mut items = builtin().unwrap();
        items.iter_mut().for_each(change);
        let catalogue = SaveCatalogue { items, publish: true, allow_sample: true, withdraw: Vec::new() };
        desk.run(&manager, &Command::SaveCatalogue(catalogue), now).unwrap();
        let clerk = desk.actor_unchecked("1").unwrap();
        let other = desk.actor_unchecked("2").unwrap();
        let supervisor = desk.actor_unchecked("5").unwrap();
        Self { folder, desk, clerk, other, supervisor, manager, now }
    }

    /// Where the file is.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("station.db")
    }

    /// Moves the clock.
    pub fn go_to(&mut self, now: &str) {
        self.now = at(now);
    }

    /// The clerk takes in a case of `item` for 王桂英 with these materials.
    pub fn take(&mut self, item: &str, materials: &[(&str, MaterialState)]) -> CaseId {
        self.try_take(item, materials).unwrap()
    }

    /// As [`Counter::take`], with what the desk answers.
    pub fn try_take(&mut self, item: &str, materials: &[(&str, MaterialState)]) -> Result<CaseId, Refusal> {
        let take = Take {
            item: item.to_owned(),
            applicant: PersonInput {
                name: "王桂英".to_owned(),
                id_number: Some("000000195803120026".to_owned()),
                phone: Some("13800006021".to_owned()),
                address: Some("朝阳里 3幢2单元301".to_owned()),
                ..PersonInput::default()
            },
            materials: materials.iter().map(|(name, state)| material(name, *state)).collect(),
            ..Take::default()
        };
        let clerk = self.clerk.clone();
        self.run(&clerk, Command::Take(Box::new(take))).map(|done| done.case.unwrap())
    }

    /// All materials of an item in order.
    pub fn all_ok(&self, item: &str) -> Vec<(String, MaterialState)> {
        let item = self.desk.item(item).unwrap().item;
        item.materials.iter().map(|material| (material.name.clone(), MaterialState::Ok)).collect()
    }

    /// Takes in a case whose materials are all in order.
    pub fn take_complete(&mut self, item: &str) -> CaseId {
        let materials = self.all_ok(item);
        let materials: Vec<(&str, MaterialState)> =
            materials.iter().map(|(name, state)| (name.as_str(), *state)).collect();
        self.take(item, &materials)
    }

    /// Carries a command out.
    pub fn run(&mut self, actor: &Actor, command: Command) -> Result<Done, Refusal> {
        match self.desk.run(actor, &command, self.now) {
            Ok(done) => {
                self.now = self.now.plus_millis(1000);
                Ok(done)
            }
            Err(DeskError::Refused(refusal)) => Err(*refusal),
            Err(DeskError::Store(error)) => panic!("{error}"),
        }
    }

    /// The clerk acts on a case.
    pub fn act(&mut self, case: CaseId, act: CaseAct) -> Result<Done, Refusal> {
        let clerk = self.clerk.clone();
        self.run(&clerk, Command::Case(OnCase { case, version: None, act }))
    }

    /// The case as the manager sees it.
    pub fn view(&self, case: CaseId) -> CaseView {
        self.desk.case(&self.manager, case).unwrap()
    }

    /// The journal is whole and every row is what its last image says.
    pub fn assert_sound(&self) {
        let report = self.desk.verify(None).unwrap();
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

/// A material as handed in.
pub fn material(name: &str, state: MaterialState) -> MaterialInput {
    MaterialInput::new(name, state)
}

/// Makes an item one of the Licensing Law.
pub fn licence(code: &'static str) -> impl Fn(&mut Item) {
    move |item| {
        if item.code == code {
            item.first_step = FirstStep::Licence;
        }
    }
}
