//! What `resident show` says of the household and the care of a person, with the ids that acts ask for.

use super::output::{fields, table};
use crate::calendar::Day;
use crate::desk::PersonPage;
use crate::domain::care::Level;
use crate::domain::household::CategoryKind;
use crate::domain::promise::PromiseKind;
use crate::domain::visit::{Mode, WishState};
use crate::words::{Lang, cli as w, people as p, resident as r};
use serde::Serialize;

/// The household and the care of a person.
#[derive(Serialize)]
pub struct Home {
    household: Option<i64>,
    level: Option<Level>,
    helper: Option<String>,
    next: Option<Day>,
    members: Vec<Member>,
    categories: Vec<Category>,
    visits: Vec<Visit>,
    wishes: Vec<Wish>,
}

#[derive(Serialize)]
struct Member {
    /// Their number in the household, by which acts name them.
    n: usize,
    id: i64,
    name: String,
    relation: Option<String>,
    head: bool,
}

#[derive(Serialize)]
struct Category {
    kind: CategoryKind,
    name: String,
    from: Day,
    until: Option<Day>,
}

#[derive(Serialize)]
struct Visit {
    /// Its number, by which `void-visit` names it; 1 is the newest.
    n: usize,
    day: Day,
    mode: Mode,
    met: bool,
    counts: bool,
    visitors: String,
}

#[derive(Serialize)]
struct Wish {
    id: i64,
    state: WishState,
    text: String,
}

impl Home {
    /// What a page says of it.
    pub fn of(page: &PersonPage) -> Self {
        let head = page.household.as_ref().and_then(|home| home.head_id);
        let due = page.promises.iter().filter(|one| {
            matches!(one.kind, PromiseKind::Visit | PromiseKind::FollowUp) && one.subject_kind == "household"
        });
        Self {
            household: page.household.as_ref().map(|home| home.id.0),
            level: page.cares.iter().find(|care| care.until_day.is_none()).map(|care| care.level),
            helper: page.pairings.iter().find(|(one, _)| one.open()).map(|(_, name)| name.clone()),
            next: due.map(|one| one.due).min(),
            members: page
                .members
                .iter()
                .zip(1..)
                .map(|(one, n)| Member {
                    n,
                    id: one.id.0,
                    name: one.name.clone(),
                    relation: one.relation.clone(),
                    head: Some(one.id) == head,
                })
                .collect(),
            categories: page
                .categories
                .iter()
                .map(|one| Category {
                    kind: one.kind,
                    name: one.name(),
                    from: one.from_day,
                    until: one.until_day,
                })
                .collect(),
            visits: page
                .visits
                .iter()
                .zip(1..)
                .map(|(one, n)| Visit {
                    n,
                    day: one.day,
                    mode: one.mode,
                    met: one.met,
                    counts: one.counts,
                    visitors: one.visitors.clone(),
                })
                .collect(),
            wishes: page
                .wishes
                .iter()
                .map(|one| Wish { id: one.id.0, state: one.state, text: one.text.clone() })
                .collect(),
        }
    }

    /// The same as text.
    pub fn page(&self, lang: Lang) -> String {
        let Some(household) = self.household else { return String::new() };
        let level = self.level.map(|level| level.phrase().say(lang).to_owned());
        let head = fields(
            &[
                (&w::L_HOUSEHOLD, household.to_string()),
                (&p::CARE, level.unwrap_or_else(|| p::NOT_IN_REGISTER.say(lang).to_owned())),
                (&p::HELPER, self.helper.clone().unwrap_or_else(|| p::NO_HELPER_YET.say(lang).to_owned())),
                (&p::COLUMN_BY, self.next.map(|day| day.to_string()).unwrap_or_default()),
            ],
            lang,
        );
        let mut text = head;
        let mut part = |heads: &[&'static crate::words::Phrase], rows: Vec<Vec<String>>| {
            if !rows.is_empty() {
                text.push('\n');
                text.push_str(&table(heads, &rows, lang));
            }
        };
        let member = |one: &Member| {
            let relation = if one.head {
                p::HEAD.say(lang).to_owned()
            } else {
                one.relation.clone().unwrap_or_default()
            };
            vec![one.n.to_string(), one.id.to_string(), one.name.clone(), relation]
        };
        part(
            &[&p::PART_MEMBERS, &w::L_ID, &w::L_NAME, &r::F_RELATION],
            self.members.iter().map(member).collect(),
        );
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let category = |one: &Category| vec![one.name.clone(), one.from.to_string(), day(one.until)];
        part(&[&p::PART_CATEGORIES, &r::F_FROM, &r::F_UNTIL], self.categories.iter().map(category).collect());
        let said = |phrase: &crate::words::Phrase| phrase.say(lang).to_owned();
        let visit = |one: &Visit| {
            let met = if one.met { &r::F_MET_YES } else { &r::F_MET_NO };
            let counts = if one.counts { &p::COUNTS } else { &p::COUNTS_NOT };
            vec![
                one.n.to_string(),
                one.day.to_string(),
                said(one.mode.phrase()),
                format!("{} {}", met.say(lang), counts.say(lang)),
                one.visitors.clone(),
            ]
        };
        part(
            &[&p::PART_VISITS, &r::F_DAY, &r::F_MODE, &r::F_MET, &r::F_WITH],
            self.visits.iter().map(visit).collect(),
        );
        let wish = |one: &Wish| vec![one.id.to_string(), said(one.state.phrase()), one.text.clone()];
        part(&[&p::PART_WISHES, &p::COLUMN_STATE, &p::COLUMN_WISH], self.wishes.iter().map(wish).collect());
        text
    }
}
