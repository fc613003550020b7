//! Operators, their roles, and the one table that says who may do what.

use super::id::{OperatorId, PersonId};
use super::named::Named;
use super::refusal::Refusal;
use super::verb::Verb;
use crate::calendar::Stamp;
use crate::words::{Message, role as w};

named! {
    /// What an operator is entrusted with.
    Role {
        /// 窗口: intake and the case acts of the station, persons.
        Clerk = "clerk", w::CLERK;
        /// 代办员: legs and custody of own cases.
        Agent = "agent", w::AGENT;
        /// 网格员: persons and visits of own grids.
        GridWorker = "grid-worker", w::GRID_WORKER;
        /// 督办员: reads cases and promises masked, urges, overrides ON-4; no intake.
        Supervisor = "supervisor", w::SUPERVISOR;
        /// 站长: everything.
        Manager = "manager", w::MANAGER;
        /// The sweep, and nobody who signs in.
        System = "system", w::SYSTEM;
    }
}

/// An operator as they stand in the file; the PIN is kept apart, as a digest.
#[derive(Debug, Clone, PartialEq)]
pub struct Operator {
    /// Their id.
    pub id: OperatorId,
    /// Counts the changes.
    pub version: i64,
    /// When the record was voided, if it was.
    pub voided_at: Option<Stamp>,
    /// What they type to sign in.
    pub code: String,
    /// Their name.
    pub name: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// The window where they sit.
    pub window: String,
    /// Their own record as a resident, for recusal (CP-14).
    pub person_id: Option<PersonId>,
    /// The records of their relatives, for recusal (CP-14).
    pub kin: Vec<PersonId>,
    /// When they were barred from signing in.
    pub disabled_at: Option<Stamp>,
    /// Their own settings: keymap, theme.
    pub settings: String,
}

/// Who carries out a command: an operator who is signed in, or the sweep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The operator's id.
    pub id: OperatorId,
    /// The operator's code.
    pub code: String,
    /// The operator's name.
    pub name: String,
    /// The operator's roles.
    pub roles: Vec<Role>,
    /// The window where they sit.
    pub window: String,
    /// Persons whose cases they keep out of: themselves and their relatives (CP-14).
    pub recused: Vec<PersonId>,
}

impl Actor {
    /// The actor that an operator's record makes.
    #[must_use]
    pub fn of(operator: &Operator) -> Self {
        let recused = operator.person_id.iter().chain(&operator.kin).copied().collect();
        Self {
            id: operator.id,
            code: operator.code.clone(),
            name: operator.name.clone(),
            roles: operator.roles.clone(),
            window: operator.window.clone(),
            recused,
        }
    }

    /// Whether they hold `role`.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether they see to the work of everybody: a manager or a supervisor.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.is(Role::Manager) || self.is(Role::Supervisor)
    }

    /// Whether they work in their own grids only: a grid worker who sits at no window.
    #[must_use]
    pub fn walks_only(&self) -> bool {
        self.is(Role::GridWorker)
            && !self.roles.iter().any(|role| matches!(role, Role::Clerk | Role::Agent | Role::Manager))
    }

    /// Whether they see persons only masked, whatever they open: a supervisor and nothing else.
    #[must_use]
    pub fn masked_only(&self) -> bool {
        !self
            .roles
            .iter()
            .any(|role| matches!(role, Role::Clerk | Role::Agent | Role::GridWorker | Role::Manager))
    }
}

/// What a command is about, as far as permission depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Subject {
    /// The applicant of the case.
    pub person: Option<PersonId>,
    /// Who works on the case.
    pub owner: Option<OperatorId>,
    /// Whether the record belongs to a grid.
    pub in_grid: bool,
    /// Who looks after that grid; nobody's grid is nobody's own.
    pub grid_worker: Option<OperatorId>,
}

/// The name of an operator among these; empty where there is nobody.
#[must_use]
pub fn named(operators: &[Operator], id: Option<OperatorId>) -> String {
    operators.iter().find(|one| Some(one.id) == id).map(|one| one.name.clone()).unwrap_or_default()
}

/// The operators whose complaints are kept from `one`: themselves first, then everybody who is a near relative of
/// theirs by the record of either (CP-6, CP-14).
#[must_use]
pub fn concerned(one: OperatorId, all: &[Operator]) -> Vec<OperatorId> {
    let own = all.iter().find(|other| other.id == one);
    let near = |other: &Operator| {
        let Some(own) = own else { return false };
        let by = |left: &Operator, right: &Operator| {
            right.person_id.is_some_and(|person| left.kin.contains(&person) || left.person_id == Some(person))
        };
        other.id != one && (by(own, other) || by(other, own))
    };
    std::iter::once(one).chain(all.iter().filter(|other| near(other)).map(|other| other.id)).collect()
}

/// Whether `actor` may carry out `verb` on `subject`.
///
/// The one table of permission: `desk` asks it for every command and for every query of personal data.
///
/// # Errors
/// Not allowed, naming the roles that may; or a matter of the operator's own or of a relative (CP-14).
pub fn may(actor: &Actor, verb: Verb, subject: Subject) -> Result<(), Refusal> {
    let roles = verb.roles();
    if !actor.roles.iter().any(|role| roles.contains(role)) {
        return Err(Refusal::not_allowed(
            w::MAY_NOT
                .with("name", &actor.name)
                .with("roles", role_names(&actor.roles))
                .with("act", verb.phrase()),
        )
        .advise(w::MAY_NOT_ADVICE.with("roles", role_names(roles))));
    }
    if verb.recuses() && subject.person.is_some_and(|person| actor.recused.contains(&person)) {
        let mut refusal = Refusal::not_allowed(&w::OWN_CASE).advise(&w::OWN_CASE_ADVICE);
        refusal.rule = Some("CP-14");
        return Err(refusal);
    }
    let own = !subject.in_grid || subject.grid_worker == Some(actor.id);
    let by_grid_only =
        actor.roles.iter().filter(|role| roles.contains(role)).all(|role| *role == Role::GridWorker);
    if verb.own_grid() && by_grid_only && !own {
        return Err(Refusal::not_allowed(crate::words::resident::OTHER_GRID.with("name", &actor.name))
            .advise(&crate::words::resident::OTHER_GRID_ADVICE));
    }
    Ok(())
}

fn role_names(roles: &[Role]) -> Vec<Message> {
    Role::ALL
        .iter()
        .filter(|role| roles.contains(role) && **role != Role::System)
        .map(|role| role.phrase().msg())
        .collect()
}
