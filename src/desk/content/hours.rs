//! 志愿服务记录证明: who served, when, how long, at what, and who recorded it (VO-7).

use super::blocks::day_field;
use super::draft::Draft;
use super::said::zh;
use crate::calendar::Day;
use crate::domain::document::Content;
use crate::domain::mask::{self, Output};
use crate::domain::person::Person;
use crate::domain::service::{Activity, Proof, Service, duration};
use crate::domain::station::Station;
use crate::domain::volunteer::Volunteer;
use crate::words::paper as w;

/// The certificate of a volunteer's hours, row by row and added up; number and station let anybody ask whether it is
/// true.
#[must_use]
pub fn hours_certificate(
    station: &Station,
    number: &str,
    person: &Person,
    volunteer: &Volunteer,
    proof: &Proof,
    rows: &[(Service, Option<Activity>)],
    day: Day,
) -> Content {
    let mut draft = Draft::default();
    draft.field(&w::PROOF_NUMBER, number);
    draft.field(&w::VOLUNTEER, &person.name);
    let id = person.id_number.as_deref().unwrap_or_default();
    draft.field(&w::VOLUNTEER_ID, mask::id_number(id, Output::Receipt));
    draft.field(&w::VOLUNTEER_NUMBER, volunteer.number.to_string());
    day_field(&mut draft, &w::SERVED_FROM, Some(proof.from_day));
    day_field(&mut draft, &w::SERVED_UNTIL, Some(proof.until_day));
    draft.field(&w::SERVED_HOURS, said(proof.minutes));
    let heads = [&w::SERIAL, &w::SERVED_DAY, &w::SERVED_AT, &w::SERVED_CONTENT, &w::SERVED_FOR];
    let lines = rows.iter().zip(1..).map(|((service, activity), n): (_, usize)| {
        let activity = activity.as_ref();
        vec![
            n.to_string(),
            service.day.to_string(),
            activity.map(|one| one.name.clone()).unwrap_or_default(),
            activity.map(|one| one.content.clone()).unwrap_or_default(),
            duration(service.minutes),
        ]
    });
    draft.table(&w::SERVED, &heads, lines.collect());
    draft.field(&w::RECORDED_BY, &station.name);
    draft.text(w::PROOF_TEXT.with("number", number).with("phone", &station.enquiry_phone));
    draft.field(&w::ASK, &station.enquiry_phone);
    draft.sealed(if proof.seal { &w::SEAL } else { &w::NO_SEAL }, &station.name, day)
}

/// Hours and minutes in words, since both are added up.
fn said(minutes: i64) -> String {
    zh(w::HOURS_SAID.with("hours", minutes / 60).with("minutes", minutes % 60))
}
