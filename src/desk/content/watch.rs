//! The papers of supervision and feedback (A16): card, record of an opened box, slip for a rating, and what an entry of the
//! register of feedback is told and decided on.

use super::blocks::day_field;
use super::draft::Draft;
use super::said::{short_date, zh};
use crate::calendar::Day;
use crate::domain::document::Content;
use crate::domain::feedback::{Feedback, Naming};
use crate::domain::rating::RatingLevel;
use crate::domain::station::Station;
use crate::domain::supervision::BoxOpening;
use crate::domain::{Named as _, supervision::LetterBox};
use crate::words::paper as w;

/// A place to write by hand.
const BLANK: &str = "________________";

/// An entry of the register of feedback with the names that its papers need.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'a> {
    /// The station.
    pub station: &'a Station,
    /// The entry.
    pub entry: &'a Feedback,
    /// The item that it is about, code and name; empty where it is about none.
    pub item: &'a str,
    /// The names of whom it is about, by commas.
    pub about: &'a str,
    /// The name of who registered it.
    pub registered_by: &'a str,
    /// The name of who handles it.
    pub owner: &'a str,
    /// The name of who took the second look.
    pub second: &'a str,
    /// The day of the answer that is owed.
    pub answer_due: Option<Day>,
    /// The day by which it is to be put right.
    pub rectify_due: Option<Day>,
    /// What was put right, in the words of who did it.
    pub rectified: &'a str,
    /// For how many days the answer can be objected to (CP-4).
    pub review_days: Option<u32>,
    /// The day of the paper.
    pub today: Day,
}

impl Heard<'_> {
    fn head(&self) -> Draft {
        let entry = self.entry;
        let mut draft = Draft::default();
        draft.field(&w::FEEDBACK_NUMBER, &entry.number);
        day_field(&mut draft, &w::FEEDBACK_DAY, Some(entry.day));
        draft
    }

    /// Whose it is: what is sealed or not known is said to be so, and stands nowhere else (CP-7).
    fn said_by(&self) -> String {
        match self.entry.naming {
            Naming::Named => self.entry.name.clone(),
            other => zh(other.phrase()),
        }
    }

    fn stamped(&self, draft: Draft) -> Content {
        draft.stamped(&self.station.name, self.today)
    }
}

/// 意见投诉登记表: everything that was said, by whom, about what (CP-1).
#[must_use]
pub fn feedback_register(heard: &Heard<'_>) -> Content {
    let entry = heard.entry;
    let mut draft = heard.head();
    draft.field(&w::FEEDBACK_CHANNEL, zh(entry.channel.phrase()));
    draft.field(&w::FEEDBACK_KIND, zh(entry.kind.phrase()));
    draft.field(&w::SAID_BY, heard.said_by());
    draft.field(&w::SAID_BY_PHONE, &entry.phone);
    draft.field(&w::ADDRESS, &entry.address);
    if entry.people > 1 {
        draft.field(&w::PEOPLE, entry.people.to_string());
    }
    draft.field(&w::REPRESENTATIVES, entry.representatives.replace(' ', "、"));
    draft.field(&w::FEEDBACK_ITEM, heard.item);
    draft.field(&w::MATTER, &entry.matter);
    draft.field(&w::REFERENCE, &entry.reference);
    draft.field(&w::ABOUT, heard.about);
    draft.field(&w::SAID, &entry.content);
    draft.field(&w::REGISTERED_BY, heard.registered_by);
    draft.field(&w::PASSED_TO, &entry.passed_to);
    draft.sign(&[&w::SIGN_SAID_BY, &w::SIGN_DATE]);
    draft.sign(&[&w::SIGN_CLERK, &w::SIGN_DATE]);
    heard.stamped(draft)
}

/// 受理告知书: that it was accepted, and by when it is answered (CP-2).
#[must_use]
pub fn feedback_acceptance(heard: &Heard<'_>) -> Content {
    let mut draft = Draft::default();
    draft.field(&w::SAID_BY, heard.said_by());
    draft.field(&w::FEEDBACK_NUMBER, &heard.entry.number);
    day_field(&mut draft, &w::FEEDBACK_DAY, Some(heard.entry.day));
    day_field(&mut draft, &w::FEEDBACK_ACCEPTED, heard.entry.accepted_day);
    draft.text(&w::FEEDBACK_ACCEPTED_TEXT);
    day_field(&mut draft, &w::FEEDBACK_DUE, heard.answer_due);
    draft.field(&w::ASK, &heard.station.enquiry_phone);
    draft.field(&w::COMPLAIN, &heard.station.complaint_phone);
    draft.sign(&[&w::SIGN_RECEIVED, &w::SIGN_DATE]);
    heard.stamped(draft)
}

/// 处理意见书: claim, facts, opinion and basis, and how to object (CP-4, CP-5).
#[must_use]
pub fn feedback_opinion(heard: &Heard<'_>) -> Content {
    let entry = heard.entry;
    let mut draft = Draft::default();
    draft.field(&w::SAID_BY, heard.said_by());
    draft.field(&w::FEEDBACK_NUMBER, &entry.number);
    day_field(&mut draft, &w::FEEDBACK_DAY, Some(entry.day));
    draft.field(&w::CLAIM, &entry.claim);
    draft.field(&w::FACTS, &entry.facts);
    draft.field(&w::OPINION, &entry.opinion);
    draft.field(&w::OPINION_BASIS, &entry.basis);
    draft.field(&w::MEASURE, &entry.measure);
    draft.field(&w::ANSWER, &entry.answer);
    match heard.review_days {
        Some(days) => draft.text(w::REVIEW_RIGHT.with("days", days)),
        None => draft.text(&w::REVIEW_RIGHT_OPEN),
    }
    draft.field(&w::ASK, &heard.station.enquiry_phone);
    draft.sign(&[&w::SIGN_RECEIVED, &w::SIGN_DATE]);
    heard.stamped(draft)
}

/// 差评核实整改回访单: facts, finding, measure, due, done, revisit, reviewer (RT-6, RT-7).
#[must_use]
pub fn rating_check(heard: &Heard<'_>) -> Content {
    let entry = heard.entry;
    let mut draft = heard.head();
    draft.field(&w::FEEDBACK_CHANNEL, zh(entry.channel.phrase()));
    draft.field(&w::FEEDBACK_ITEM, heard.item);
    draft.field(&w::SAID, &entry.content);
    draft.field(&w::HANDLED_BY, heard.owner);
    draft.field(&w::FACTS, &entry.facts);
    draft.field(&w::OPINION, &entry.opinion);
    draft.field(&w::MEASURE, &entry.measure);
    day_field(&mut draft, &w::MEASURE_DUE, heard.rectify_due);
    if let Some(day) = entry.rectified_day {
        draft.field(&w::MEASURE_DONE, format!("{} {}", short_date(day), heard.rectified));
    }
    draft.field(&w::ANSWER, &entry.answer);
    day_field(&mut draft, &w::REVISITED, entry.revisited_day);
    if let Some(satisfied) = entry.satisfied {
        draft.field(&w::SATISFIED, zh(if satisfied { &w::SATISFIED_YES } else { &w::SATISFIED_NO }));
    }
    draft.field(&w::SECOND_LOOK, heard.second);
    draft.sign(&[&w::SIGN_CLERK, &w::SIGN_DATE]);
    draft.sign(&[&w::SIGN_SECOND, &w::SIGN_DATE]);
    heard.stamped(draft)
}

/// 意见箱开箱记录: date, who opened it, how many slips, their numbers, and where each goes (A16).
#[must_use]
pub fn box_opening(
    station: &Station,
    letter_box: &LetterBox,
    opening: &BoxOpening,
    people: &[String],
) -> Content {
    let mut draft = Draft::default();
    draft.field(&w::BOX, format!("{} {}", letter_box.name, letter_box.place));
    day_field(&mut draft, &w::BOX_DAY, Some(opening.day));
    draft.field(&w::BOX_OPENERS, people.join("、"));
    draft.field(&w::BOX_SLIPS, opening.slips.to_string());
    draft.field(&w::BOX_REASON, &opening.reason);
    draft.field(&w::BOX_NOTE, &opening.note);
    // Which entry a slip became is written by hand: a record that everybody signs tells of none (CP-6).
    let rows = opening.numbers().map_or_else(Vec::new, |(first, last)| {
        (first..=last).map(|number| vec![number.to_string(), BLANK.to_owned(), BLANK.to_owned()]).collect()
    });
    draft.table(&w::BOX_TABLE, &[&w::BOX_SLIP, &w::BOX_ROUTE, &w::BOX_TAKEN], rows);
    draft.sign(&[&w::SIGN_OPENER, &w::SIGN_DATE]);
    draft.sign(&[&w::SIGN_SECOND_OPENER, &w::SIGN_DATE]);
    draft.stamped(&station.name, opening.day)
}

/// 监督卡: number, item, window, whoever served, five levels, comment, contact, and where to report (A16).
#[must_use]
pub fn watch_card(station: &Station, number: i64, holder: &str, day: Day) -> Content {
    let mut draft = Draft::default();
    draft.field(&w::CARD_NUMBER, number.to_string());
    draft.field(&w::CARD_HOLDER, holder);
    for label in [&w::CARD_ITEM, &w::CARD_WINDOW, &w::CARD_CLERK, &w::CARD_DAY] {
        draft.field(label, BLANK);
    }
    draft.list(&w::CARD_LEVEL, levels());
    draft.field(&w::CARD_COMMENT, BLANK);
    draft.field(&w::CARD_CONTACT, BLANK);
    draft.field(&w::CARD_REPORT, report_phone(station));
    draft.text(w::CARD_TEXT.with("date", short_date(day)));
    draft.stamped(&station.name, day)
}

/// 评价单: a number and five levels, and nothing that tells of whom or of what (RT-3, RT-4).
#[must_use]
pub fn rating_slip(station: &Station, number: &str, day: Day) -> Content {
    let mut draft = Draft::default();
    draft.field(&w::SLIP_NUMBER, number);
    draft.text(&w::SLIP_TEXT);
    draft.list(&w::CARD_LEVEL, levels());
    draft.field(&w::CARD_COMMENT, BLANK);
    draft.field(&w::CARD_CONTACT, BLANK);
    draft.field(&w::CARD_REPORT, report_phone(station));
    draft.stamped(&station.name, day)
}

/// Where to report; a place to write it where the station has none yet.
fn report_phone(station: &Station) -> &str {
    if station.complaint_phone.is_empty() { BLANK } else { &station.complaint_phone }
}

/// The five levels with a place for a tick, the best first (RT-1).
fn levels() -> Vec<String> {
    RatingLevel::ALL.iter().map(|level| format!("[  ] {}", zh(level.phrase()))).collect()
}
