//! A leg and an original in full: the original's chain of holders as a picture and as a list (AG-2).

use super::detail::in_full;
use super::{App, Help, Modal};
use crate::calendar::{Day, Zone};
use crate::domain::agency::Leg;
use crate::domain::board::AgencyView;
use crate::domain::custody::{Original, Transfer, Way, by_day, chain};
use crate::domain::item::limit_label;
use crate::text::{Cols, right};
use crate::words::{Lang, agency as w, app, common};
use chrono::Datelike as _;

/// How many days stand in a line of the picture: two weeks.
const DAYS: usize = 14;
/// The columns of a day in the picture.
const DAY_WIDTH: u16 = 3;

/// A leg in full: office, what goes in and comes out, its limit, how it went.
pub(super) fn leg_in_full(leg: &Leg, agency: &AgencyView, lang: Lang) -> Help {
    let mut lines = vec![
        w::LEG_HEAD
            .with("place", leg.place)
            .with("attempt", leg.attempt)
            .with("state", leg.state.phrase())
            .say(lang),
    ];
    if !(leg.hands_in.is_empty() && leg.fetches.is_empty()) {
        lines.push(w::LEG_IN_OUT.with("in", &leg.hands_in).with("out", &leg.fetches).say(lang));
    }
    if let Some(period) = leg.period() {
        lines.push(app::STEP_WITHIN.with("limit", limit_label((period.days, period.unit))).say(lang));
    }
    let day = |day: Option<Day>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    lines.push(w::LEG_DAYS.with("started", day(leg.started_day)).with("ended", day(leg.ended_day)).say(lang));
    if let Some(agent) = leg.agent_id {
        lines.push(w::LEG_BY.with("name", agency.name(agent)).say(lang));
    }
    if !leg.remark.is_empty() {
        lines.push(leg.remark.clone());
    }
    in_full(common::TEXT.with("text", &leg.office), lines)
}

/// An original in full: who has it, the picture of who had it at the end of each day, every change of hands.
pub(super) fn chain_in_full(
    original: &Original,
    agency: &AgencyView,
    zone: Zone,
    today: Day,
    lang: Lang,
) -> Help {
    let transfers = agency.transfers_of(original);
    let mut lines = vec![original.summary().say(lang)];
    lines.extend(original.kept_reason.clone());
    for (label, text) in [
        (&w::LOST_REPORT, &original.lost_report),
        (&w::LOST_CONSEQUENCE, &original.lost_consequence),
        (&w::LOST_REMEDY, &original.lost_remedy),
    ] {
        lines.extend(text.as_ref().map(|text| label.with("text", text).say(lang)));
    }
    lines.push(String::new());
    lines.extend(picture(&by_day(&chain(&transfers), zone, today), lang));
    lines.push(w::PICTURE_LEGEND.say(lang).to_owned());
    lines.push(String::new());
    lines.extend(transfers.iter().flat_map(|transfer| change(transfer, zone, lang)));
    in_full(common::TEXT.with("text", &original.name), lines)
}

/// Days in rows of two weeks, under each the sign of who had it at its end.
fn picture(days: &[(Day, crate::domain::custody::HolderKind)], lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for row in days.chunks(DAYS) {
        let Some((first, _)) = row.first() else { continue };
        let lead = format!("{:02}-{:02} ", first.month(), first.day());
        let cell = |text: &str| right(text, Cols::from(DAY_WIDTH));
        let numbers: String = row.iter().map(|(day, _)| cell(&day.day().to_string())).collect();
        let signs: String = row.iter().map(|(_, kind)| cell(kind.sign().say(lang))).collect();
        lines.push(format!("{lead}{numbers}"));
        lines.push(format!("{}{signs}", " ".repeat(lead.len())));
    }
    lines
}

/// One change of hands: when, from whom to whom, how, how many pages, whether it is confirmed.
fn change(transfer: &Transfer, zone: Zone, lang: Lang) -> Vec<String> {
    let time = |at| {
        let (hour, minute) = zone.clock(at);
        let day = zone.day(at);
        format!("{:02}-{:02} {hour:02}:{minute:02}", day.month(), day.day())
    };
    let way = match (&transfer.post_number, transfer.way) {
        (Some(number), Way::Post) => format!("{} {number}", transfer.way.phrase().say(lang)),
        _ => transfer.way.phrase().say(lang).to_owned(),
    };
    let mut lines = vec![
        w::CHANGE_LINE
            .with("time", time(transfer.given_at))
            .with("from", transfer.from().label())
            .with("to", transfer.to().label())
            .say(lang),
    ];
    let confirmed = match transfer.received_at {
        None => w::CHANGE_OPEN.msg(),
        Some(at) if transfer.came_back => w::CHANGE_BACK.with("time", time(at)),
        Some(at) => match transfer.received_pages.filter(|pages| *pages != transfer.pages) {
            Some(pages) => w::CHANGE_DIFFERS.with("time", time(at)).with("pages", pages),
            None => w::CHANGE_RECEIVED.with("time", time(at)),
        },
    };
    lines.push(format!(
        "             {}",
        w::CHANGE_HOW.with("way", way).with("pages", transfer.pages).with("confirmed", confirmed).say(lang)
    ));
    if !transfer.remark.is_empty() {
        lines.push(format!("             {}", transfer.remark));
    }
    lines
}

/// How many uses of the seal are shown.
const SEALS: usize = 500;

impl App {
    /// The register of the seal, newest first.
    pub(super) fn show_seals(&mut self) {
        let Some(actor) = self.actor().cloned() else { return };
        let uses = match self.desk.seal_uses(&actor, SEALS) {
            Ok(uses) => uses,
            Err(error) => return self.fail(&error),
        };
        let lang = self.lang();
        let mut lines = Vec::new();
        for one in &uses {
            let (hour, minute) = self.zone().clock(one.at);
            let line = w::SEAL_LINE
                .with("time", format!("{} {hour:02}:{minute:02}", self.zone().day(one.at)))
                .with("subject", &one.subject)
                .with("copies", one.copies)
                .with("approver", &one.approver)
                .with("operator", self.operator_name(one.operator_id));
            lines.push(line.say(lang));
            lines.push(format!("    {}", w::SEAL_PURPOSE.with("purpose", &one.purpose).say(lang)));
        }
        if lines.is_empty() {
            lines.push(w::SEAL_NONE.say(lang).to_owned());
        }
        self.modals.push(Modal::Help(in_full(w::SEAL_REGISTER.msg(), lines)));
    }
}
