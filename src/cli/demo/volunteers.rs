//! The demo's volunteers: teams, partners, activities of the last months with who came, one under way, some to come,
//! certificates, and needs with whom they were found.

use super::chance::Chance;
use super::days::{Days, MINUTE};
use super::people::People;
use super::station::{CLERK, MANAGER};
use super::tale::{Beat, Deed, Stage};
use super::{Maker, TICK, first_id};
use crate::calendar::{Day, Stamp};
use crate::desk::verbs::{
    AnswerHelp, AskHelp, CertifyHours, PersonInput, RecordActivity, SaveActivity, SavePartner, SaveTeam,
    SaveVolunteer, SignDoor, SignUp,
};
use crate::desk::{Command, Result};
use crate::domain::operator::Actor;
use crate::domain::service::ServiceKind;
use crate::domain::volunteer::{NeedState, PartnerKind};
use crate::words::{Phrase, demo as w};
use std::collections::BTreeSet;

/// How many volunteers there are at most.
const MOST: usize = 32;
/// One resident of so many serves.
const ONE_OF: usize = 20;
/// How many working days before the first of the activities is.
const SINCE: i64 = 110;
/// Every how many working days there is an activity.
const EVERY: i64 = 6;
/// How many working days ahead the last one is.
const AHEAD: i64 = 12;
/// The story that these acts count as: behind every case's.
const STORY: u64 = u64::MAX;

/// What the activities are: name, kind, place, what is done, team, whether a partner helps.
const ACTIVITIES: [(&Phrase, ServiceKind, &Phrase, &Phrase, usize); 6] = [
    (&w::ACT_HAIR, ServiceKind::Care, &w::PLACE_HALL, &w::DOES_HAIR, 0),
    (&w::ACT_CLEAN, ServiceKind::Environment, &w::PLACE_YARD, &w::DOES_CLEAN, 1),
    (&w::ACT_DOCTOR, ServiceKind::Care, &w::PLACE_HALL, &w::DOES_DOCTOR, 0),
    (&w::ACT_PATROL, ServiceKind::Order, &w::PLACE_GATE, &w::DOES_PATROL, 2),
    (&w::ACT_SINGING, ServiceKind::Culture, &w::PLACE_HALL, &w::DOES_SINGING, 1),
    (&w::ACT_PHONE, ServiceKind::Teaching, &w::PLACE_HALL, &w::DOES_PHONE, 0),
];
const TEAMS: [(&Phrase, &Phrase); 3] =
    [(&w::TEAM_A, &w::TEAM_A_FOR), (&w::TEAM_B, &w::TEAM_B_FOR), (&w::TEAM_C, &w::TEAM_C_FOR)];
const SKILLS: [&Phrase; 5] = [&w::SKILL_GO, &w::SKILL_A, &w::SKILL_B, &w::SKILL_TEACH, &w::SKILL_PATROL];
const FREE: [&Phrase; 3] = [&w::FREE_MORNING, &w::FREE_WEEKEND, &w::FREE_AFTERNOON];
const PARTNERS: [(&Phrase, PartnerKind, &Phrase); 3] = [
    (&w::HELPER_C, PartnerKind::Shop, &w::OFFERS_A),
    (&w::HELPER_D, PartnerKind::School, &w::OFFERS_B),
    (&w::PARTNER_CLINIC, PartnerKind::Unit, &w::OFFERS_C),
];

/// The acts of the demo's volunteers in the order of time; none where few people live there.
pub fn beats(days: &Days<'_>, people: &People, residents: u64, seed: u64) -> Vec<(u64, Beat)> {
    let mut chance = Chance::of(seed, 0x7000_0000);
    let who = chosen(people, residents, &mut chance);
    if who.len() < MOST / 2 {
        return Vec::new();
    }
    let mut script = Script { days, at: Vec::new(), volunteers: who.len(), served: None };
    script.founding(&who, &mut chance);
    let mut activity = first_id();
    let mut back = SINCE;
    while back > 0 {
        script.past(days.back(back), back, activity, &mut chance);
        activity += 1;
        back -= EVERY;
    }
    if days.live() {
        script.today(activity, &mut chance);
        activity += 1;
    }
    script.coming(activity, &mut chance);
    let mut beats = script.at;
    beats.sort_by_key(|beat| beat.at);
    beats.into_iter().filter(|beat| beat.at < days.now).map(|beat| (STORY, beat)).collect()
}

/// Who serves: grown-ups below eighty, each once.
fn chosen(people: &People, residents: u64, chance: &mut Chance) -> Vec<u64> {
    let most = MOST.min(usize::try_from(residents).unwrap_or(0) / ONE_OF);
    let mut found = BTreeSet::new();
    for _ in 0..MOST * 20 {
        if found.len() >= most {
            break;
        }
        let nth = people.somebody(chance, (1950, 2002), None);
        if people.born(nth).is_some_and(|year| (1950..=2002).contains(&year)) {
            found.insert(nth);
        }
    }
    found.into_iter().collect()
}

/// The acts as they are told.
struct Script<'a> {
    days: &'a Days<'a>,
    at: Vec<Beat>,
    volunteers: usize,
    /// Who served first: they get a certificate.
    served: Option<i64>,
}

impl Script<'_> {
    fn act(&mut self, at: Stamp, by: usize, command: Command) {
        self.at.push(Beat { at, by, deed: Deed::Aside(Box::new(command)), stage: Stage::Received });
    }

    fn founding(&mut self, who: &[u64], chance: &mut Chance) {
        let start = self.days.moment(self.days.back(SINCE + 12), 9 * 60);
        let mut at = start;
        let mut next = || {
            at = at.plus_millis(MINUTE);
            at
        };
        for (name, purpose) in TEAMS {
            let team =
                SaveTeam { name: name.zh.to_owned(), purpose: purpose.zh.to_owned(), ..SaveTeam::default() };
            let when = next();
            self.act(when, MANAGER, Command::SaveTeam(team));
        }
        for (name, kind, offers) in PARTNERS {
            let partner = SavePartner {
                name: name.zh.to_owned(),
                kind: Some(kind),
                phone: Some("0571-00000000".to_owned()),
                offers: Some(offers.zh.to_owned()),
                ..SavePartner::default()
            };
            let when = next();
            self.act(when, MANAGER, Command::SavePartner(partner));
        }
        for (nth, person) in who.iter().enumerate() {
            let one = |list: &[&Phrase], n: usize| list.get(n % list.len()).map_or("", |phrase| phrase.zh);
            let team = TEAMS.get(nth % TEAMS.len()).map_or("", |(name, _)| name.zh);
            let volunteer = SaveVolunteer {
                applicant: Some(PersonInput {
                    id: Some(first_id() + i64::try_from(*person).unwrap_or(0)),
                    ..PersonInput::default()
                }),
                teams: Some(team.to_owned()),
                skills: Some(one(&SKILLS, nth).to_owned()),
                free: Some(one(&FREE, nth / 2).to_owned()),
                category: Some(if nth % 4 == 0 { w::MEMBER.zh.to_owned() } else { String::new() }),
                consent: w::VOLUNTEER_CONSENT.zh.to_owned(),
                honour: Some(chance.percent(80)),
                ..SaveVolunteer::default()
            };
            let when = next();
            self.act(when, CLERK, Command::SaveVolunteer(Box::new(volunteer)));
        }
        for (nth, (name, _)) in TEAMS.iter().enumerate() {
            let leader = i64::try_from(nth + 1).ok();
            let team = SaveTeam { name: name.zh.to_owned(), leader, ..SaveTeam::default() };
            let when = next();
            self.act(when, MANAGER, Command::SaveTeam(team));
        }
    }

    /// Plans the activity with this id; from half past eight to eleven.
    fn plan(&mut self, planned: Stamp, id: i64, day: Day, needed: i64) {
        let at = usize::try_from(id - first_id()).unwrap_or(0);
        let Some((name, kind, place, content, team)) = ACTIVITIES.get(at % ACTIVITIES.len()) else { return };
        let partner = (at % 6 == 2).then(|| w::PARTNER_CLINIC.zh.to_owned());
        let activity = SaveActivity {
            name: name.zh.to_owned(),
            kind: Some(*kind),
            team: TEAMS.get(*team).map(|(name, _)| name.zh.to_owned()),
            partner,
            day: Some(day.to_string()),
            from: "8:30".to_owned(),
            to: "11:00".to_owned(),
            place: place.zh.to_owned(),
            content: content.zh.to_owned(),
            needed: Some(needed),
            ..SaveActivity::default()
        };
        self.act(planned, CLERK, Command::SaveActivity(Box::new(activity)));
    }

    /// Some volunteers sign up for an activity: their numbers.
    fn sign_up(&mut self, from: Stamp, id: i64, count: usize, chance: &mut Chance) -> Vec<i64> {
        let mut numbers = BTreeSet::new();
        for _ in 0..count * 8 {
            if numbers.len() >= count {
                break;
            }
            numbers.insert(i64::try_from(chance.below(self.volunteers) + 1).unwrap_or(1));
        }
        for (number, n) in numbers.iter().zip(1..) {
            let up = SignUp { activity: id, number: *number, ..SignUp::default() };
            self.act(from.plus_millis(n * MINUTE), CLERK, Command::SignUp(up));
        }
        numbers.into_iter().collect()
    }

    /// An activity that is over, recorded two working days later where that has come; the one a week and a half ago
    /// still waits for it.
    fn past(&mut self, day: Day, back: i64, id: i64, chance: &mut Chance) {
        let planned = self.days.moment(self.days.back(back + 5), 15 * 60);
        self.plan(planned, id, day, 12);
        let count = 6 + chance.below(7);
        let who = self.sign_up(planned, id, count, chance);
        for (number, n) in who.iter().zip(1..) {
            if chance.percent(8) {
                continue;
            }
            let came = self.days.moment(day, 8 * 60 + 24).plus_millis(n * MINUTE / 2);
            let went = self.days.moment(day, 10 * 60 + 40).plus_millis(n * 2 * MINUTE);
            self.served = self.served.or(Some(*number));
            let door = Command::SignDoor(SignDoor { activity: id, number: *number });
            self.act(came, CLERK, door.clone());
            self.act(went, CLERK, door);
        }
        let waits = (EVERY..2 * EVERY).contains(&back);
        if back >= 2 && !waits {
            let recorded = self.days.moment(self.days.back(back - 2), 16 * 60);
            let record = RecordActivity {
                activity: id,
                evaluation: w::WENT_WELL.zh.to_owned(),
                ..RecordActivity::default()
            };
            self.act(recorded, CLERK, Command::RecordActivity(record));
        }
        if let (true, Some(number)) = ((2 * EVERY..3 * EVERY).contains(&back), self.served) {
            let certify = CertifyHours { number, ..CertifyHours::default() };
            let at = self.days.moment(self.days.back(back - 4), 10 * 60);
            self.act(at, CLERK, Command::CertifyHours(certify));
        }
    }

    /// One under way: some are in.
    fn today(&mut self, id: i64, chance: &mut Chance) {
        let day = self.days.today();
        let planned = self.days.moment(self.days.back(3), 15 * 60 + 30);
        self.plan(planned, id, day, 10);
        let who = self.sign_up(planned, id, 10, chance);
        for (number, n) in who.iter().take(7).zip(1..) {
            let came = self.days.moment(day, 8 * 60 + 22).plus_millis(n * MINUTE);
            self.act(came, CLERK, Command::SignDoor(SignDoor { activity: id, number: *number }));
        }
    }

    /// Two that are to come, the first of them full.
    fn coming(&mut self, id: i64, chance: &mut Chance) {
        let today = self.days.today();
        for (n, (ahead, needed, count)) in [(4, 5, 7), (AHEAD, 0, 4)].into_iter().enumerate() {
            let id = id + i64::try_from(n).unwrap_or(0);
            let day = self.days.after(today, ahead, crate::calendar::Unit::Wd);
            let planned = self.days.moment(self.days.back(2), 16 * 60 + 30).plus_millis(ahead * MINUTE);
            self.plan(planned, id, day, needed);
            self.sign_up(planned, id, count, chance);
        }
    }
}

/// Needs: two of wishes, one of them with whom it was found; one of a household.
pub fn needs(maker: &mut Maker) -> Result<()> {
    let manager = maker.crew.actor(MANAGER)?;
    if maker.desk.volunteers(&manager)?.is_empty() {
        return Ok(());
    }
    let wishes = maker.desk.wishes(&manager, true)?;
    let mut acts: Vec<(Actor, Command)> = Vec::new();
    let mut act = |command: Command| acts.push((manager.clone(), command));
    for (wish, _) in wishes.iter().take(2) {
        act(Command::AskHelp(AskHelp {
            wish: Some(wish.id.0),
            text: w::NEED_GO.zh.to_owned(),
            skill: w::SKILL_GO.zh.split(' ').next().unwrap_or_default().to_owned(),
            free: w::FREE_MORNING.zh.to_owned(),
            ..AskHelp::default()
        }));
    }
    if let Some((wish, _)) = wishes.get(2) {
        act(Command::AskHelp(AskHelp {
            household: Some(wish.household_id.0),
            text: w::NEED_LAMP.zh.to_owned(),
            skill: w::SKILL_B.zh.split(' ').next().unwrap_or_default().to_owned(),
            ..AskHelp::default()
        }));
    }
    if !wishes.is_empty() {
        act(Command::AnswerHelp(AnswerHelp {
            need: first_id(),
            answer: Some(NeedState::Asked),
            number: Some(1),
            ..AnswerHelp::default()
        }));
    }
    let steps = i64::try_from(acts.len() + 4).unwrap_or(i64::MAX);
    let step = (maker.now.millis_since(maker.at) / steps).clamp(1, TICK);
    let mut at = maker.at;
    let dated: Vec<_> = acts
        .into_iter()
        .map(|(actor, command)| {
            at = at.plus_millis(step);
            (actor, command, at)
        })
        .collect();
    maker.at = at;
    let refused = maker.desk.run_many(dated)?.into_iter().filter_map(std::result::Result::err);
    maker.refused.extend(refused);
    Ok(())
}
