//! The full agency of the demo: open cases of today whose errands an agent runs, with originals on their way.

use super::Maker;
use super::TICK;
use super::station::{AGENT, SECOND};
use crate::desk::verbs::{Authorise, ComeBack, SetOut, Transfer};
use crate::desk::{CaseAct, Command, OnCase, Result};
use crate::domain::Named as _;
use crate::domain::board::{CaseFilter, CaseView, Sort};
use crate::domain::case::State;
use crate::domain::custody::HolderKind;
use crate::domain::item::MaterialForm;
use crate::domain::material::MaterialState;

/// How many cases have an agent.
const CASES: usize = 12;
/// How many of the newest cases are looked at for them.
const LOOKED_AT: usize = 120;
/// From which age on people sign for themselves without further ado.
const GROWN: u32 = 16;
/// How many days an authority of the demo holds.
const TERM_DAYS: u64 = 90;

/// Entrusts some open cases to the agent, hands originals over, and goes part of the way.
pub fn entrust(maker: &mut Maker) -> Result<()> {
    let clerk = maker.crew.actor(SECOND)?;
    let agent = maker.crew.actor(AGENT)?;
    let today = maker.desk.zone().day(maker.now);
    let until = today.checked_add_days(chrono::Days::new(TERM_DAYS)).unwrap_or(today).to_string();
    let filter = CaseFilter { states: vec![State::Accepted, State::InProcess], ..CaseFilter::default() };
    let rows = maker.desk.cases(&clerk, &filter, Sort::Newest, LOOKED_AT, 0)?;
    let mut acts = Vec::new();
    let mut entrusted = 0;
    for row in rows {
        let view = maker.desk.case(&clerk, row.id)?;
        let Some(original) = original(&view).filter(|_| entrusted < CASES && suits(&view, today)) else {
            continue;
        };
        let on = |act: CaseAct| Command::Case(OnCase { case: row.id, version: None, act });
        let hand = |to: HolderKind| {
            on(CaseAct::Transfer(Transfer {
                originals: vec![original],
                pages: vec![2],
                to: Some(to),
                signed: true,
                ..Transfer::default()
            }))
        };
        let authorise = Authorise { until: Some(until.clone()), signed: true, ..Authorise::default() };
        acts.push((clerk.clone(), on(CaseAct::Authorise(authorise))));
        acts.push((clerk.clone(), hand(HolderKind::Window)));
        acts.push((agent.clone(), hand(HolderKind::Agent)));
        let set_out = || on(CaseAct::SetOut(SetOut { signed: true, ..SetOut::default() }));
        if entrusted % 2 == 0 {
            acts.push((agent.clone(), set_out()));
        }
        if entrusted % 4 == 0 && view.item.route.len() > 1 {
            let back = ComeBack::done();
            acts.push((agent.clone(), on(CaseAct::ComeBack(back))));
        }
        entrusted += 1;
    }
    // All of it lies between the last story and now.
    let steps = i64::try_from(acts.len()).unwrap_or(i64::MAX).saturating_add(1);
    let step = (maker.now.millis_since(maker.at) / steps).clamp(1, TICK);
    let mut at = maker.at;
    let dated: Vec<_> = acts
        .into_iter()
        .map(|(actor, command)| {
            at = at.plus_millis(step);
            (actor, command, at)
        })
        .collect();
    maker.at = dated.last().map_or(maker.at, |(_, _, last)| *last);
    let refused = maker.desk.run_many(dated)?.into_iter().filter_map(std::result::Result::err);
    maker.refused.extend(refused);
    Ok(())
}

/// Whether an agent may go for the case, and its applicant signs without a guardian.
fn suits(view: &CaseView, today: crate::calendar::Day) -> bool {
    let item = &view.item;
    let grown = view.person.age(today).is_none_or(|age| age >= GROWN);
    item.agent_allowed && !item.personal_presence && !item.confidential && grown && view.grid.is_some()
}

/// The number of an original that was looked at when the case was taken in.
fn original(view: &CaseView) -> Option<i64> {
    let checked = MaterialForm::OriginalChecked.word();
    let found = view.materials.iter().find(|one| one.form == checked && one.state == MaterialState::Ok);
    found.map(|material| material.place)
}
