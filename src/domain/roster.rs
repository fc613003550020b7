//! What lists show of volunteers, activities and needs, and of who is at a door.

use super::promise::Promise;
use super::service::{Activity, Differs, Proof, Service, Signup};
use super::volunteer::{Need, Team, Volunteer};
use crate::calendar::Day;

/// A team with how many serve in it.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamRow {
    /// The team.
    pub team: Team,
    /// The leader's name.
    pub leader: String,
    /// How many are in it.
    pub members: usize,
}

/// A volunteer as a list shows one.
#[derive(Debug, Clone, PartialEq)]
pub struct VolunteerRow {
    /// The volunteer.
    pub volunteer: Volunteer,
    /// Their name.
    pub name: String,
    /// The names of their teams.
    pub teams: String,
}

/// An activity as a list shows one.
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityRow {
    /// The activity.
    pub activity: Activity,
    /// The team's name.
    pub team: String,
    /// How many have a place.
    pub placed: usize,
    /// How many wait.
    pub waiting: usize,
    /// The promise to record it, while it runs (VO-4).
    pub record: Option<Promise>,
}

/// Somebody at the door: their place, and their service there.
#[derive(Debug, Clone, PartialEq)]
pub struct DoorRow {
    /// Who.
    pub volunteer: Volunteer,
    /// Their name.
    pub name: String,
    /// Their place, where they signed up.
    pub signup: Option<Signup>,
    /// Their service, in the order in which it began.
    pub services: Vec<Service>,
}

/// A need with whose it is, and who was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedRow {
    /// The need.
    pub need: Need,
    /// Whose.
    pub name: String,
    /// The volunteer's name.
    pub volunteer: String,
}

/// A certificate against the records as they stand (VO-7).
#[derive(Debug, Clone, PartialEq)]
pub struct ProofCheck {
    /// The certificate.
    pub proof: Proof,
    /// Its number.
    pub number: String,
    /// Whose.
    pub name: String,
    /// What the records add up to now, in minutes.
    pub now: i64,
    /// What differs: day and name of the activity, why, and what it is.
    pub differs: Vec<(Day, String, String, Differs)>,
    /// Whether the paper was voided.
    pub voided: bool,
}

impl ProofCheck {
    /// Whether it adds up.
    #[must_use]
    pub fn holds(&self) -> bool {
        !self.voided && self.differs.is_empty() && self.now == self.proof.minutes
    }
}

/// A stretch of service as the volunteer's own page shows it (VO-6): voided and corrected ones stay in sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceLine {
    /// The stretch.
    pub service: Service,
    /// The activity's name.
    pub activity: String,
    /// Whether the activity is recorded, so that it counts.
    pub recorded: bool,
    /// Whether another row took its place.
    pub corrected: bool,
}
