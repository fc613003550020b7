//! The agency of a case as `case show` gives it: authority, legs, originals with their chains (AG-1 to AG-3).

use super::output::table;
use crate::calendar::{Day, Unit, Zone};
use crate::domain::agency::{Authority, AuthorityState, Leg, LegState, Signer};
use crate::domain::board::AgencyView;
use crate::domain::custody::{HolderKind, Original, Span, chain};
use crate::words::{Lang, agency as a, cli as w};
use serde::Serialize;

/// What a case shows of its agency.
#[derive(Debug, Serialize)]
pub struct Agency {
    authorities: Vec<AuthorityRow>,
    legs: Vec<LegRow>,
    originals: Vec<OriginalRow>,
}

#[derive(Debug, Serialize)]
struct AuthorityRow {
    agent: String,
    substitute: Option<String>,
    signer: Signer,
    signer_name: String,
    powers: String,
    from: Day,
    until: Day,
    signed: Option<Day>,
    state: AuthorityState,
    reason: String,
}

#[derive(Debug, Serialize)]
struct LegRow {
    place: i64,
    attempt: i64,
    office: String,
    state: LegState,
    days: Option<i64>,
    unit: Unit,
    started: Option<Day>,
    ended: Option<Day>,
    remark: String,
}

#[derive(Debug, Serialize)]
struct OriginalRow {
    place: i64,
    name: String,
    pages: i64,
    holder: HolderKind,
    holder_name: String,
    out: bool,
    kept_reason: Option<String>,
    lost: bool,
    chain: Vec<SpanRow>,
}

#[derive(Debug, Serialize)]
struct SpanRow {
    holder: HolderKind,
    name: String,
    from: Option<String>,
    until: Option<String>,
}

impl Agency {
    /// The view of a case's agency.
    #[must_use]
    pub fn of(view: &AgencyView, zone: Zone) -> Self {
        Self {
            authorities: view.authorities.iter().map(|one| authority(one, view)).collect(),
            legs: view.legs.iter().map(leg).collect(),
            originals: view.originals.iter().map(|one| original(one, view, zone)).collect(),
        }
    }

    /// Legs and originals for people.
    #[must_use]
    pub fn page(&self, lang: Lang) -> Vec<String> {
        let mut parts = Vec::new();
        if !self.legs.is_empty() {
            let row = |leg: &LegRow| {
                vec![
                    leg.place.to_string(),
                    leg.office.clone(),
                    leg.state.phrase().say(lang).to_owned(),
                    leg.ended.or(leg.started).map(|day| day.to_string()).unwrap_or_default(),
                    leg.remark.clone(),
                ]
            };
            let rows: Vec<Vec<String>> = self.legs.iter().map(row).collect();
            let heads = [&w::L_PLACE, &a::HOLDER_OFFICE, &w::L_STATE, &w::L_AT, &w::L_REASON];
            parts.push(table(&heads, &rows, lang));
        }
        if !self.originals.is_empty() {
            let row = |one: &OriginalRow| {
                vec![
                    one.place.to_string(),
                    one.name.clone(),
                    one.pages.to_string(),
                    format!("{} {}", one.holder.phrase().say(lang), one.holder_name).trim().to_owned(),
                ]
            };
            let rows: Vec<Vec<String>> = self.originals.iter().map(row).collect();
            let heads = [
                &w::L_PLACE,
                &crate::words::paper::ORIGINAL,
                &crate::words::paper::PAGES,
                &crate::words::paper::HOLDER,
            ];
            parts.push(table(&heads, &rows, lang));
        }
        parts
    }
}

fn authority(one: &Authority, view: &AgencyView) -> AuthorityRow {
    AuthorityRow {
        agent: view.name(one.agent_id).to_owned(),
        substitute: one.substitute_id.map(|id| view.name(id).to_owned()),
        signer: one.signer,
        signer_name: one.signer_name.clone(),
        powers: one.powers.clone(),
        from: one.from_day,
        until: one.until_day,
        signed: one.signed_day,
        state: one.state,
        reason: one.reason.clone(),
    }
}

fn leg(one: &Leg) -> LegRow {
    LegRow {
        place: one.place,
        attempt: one.attempt,
        office: one.office.clone(),
        state: one.state,
        days: one.days,
        unit: one.unit,
        started: one.started_day,
        ended: one.ended_day,
        remark: one.remark.clone(),
    }
}

fn original(one: &Original, view: &AgencyView, zone: Zone) -> OriginalRow {
    let span = |span: Span| SpanRow {
        holder: span.holder.kind,
        name: span.holder.name,
        from: span.from.map(|at| zone.iso(at)),
        until: span.until.map(|at| zone.iso(at)),
    };
    OriginalRow {
        place: one.place,
        name: one.name.clone(),
        pages: one.pages,
        holder: one.holder_kind,
        holder_name: one.holder_name.clone(),
        out: one.out(),
        kept_reason: one.kept_reason.clone(),
        lost: one.lost_at.is_some(),
        chain: chain(&view.transfers_of(one)).into_iter().map(span).collect(),
    }
}
