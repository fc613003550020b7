//! Answer an enquiry: the item's full material list on paper, no case yet.

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::check::text_within;
use super::take::{check_text, published};
use crate::domain::contact;
use crate::domain::document::DocumentKind;
use crate::domain::id::EnquiryId;
use crate::domain::identifier;
use crate::store::Series;
use crate::words::desk as d;
use serde::{Deserialize, Serialize};

/// Answers an enquiry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Enquire {
    /// The item's code or quick number.
    pub item: String,
    /// A telephone number to call back.
    pub phone: Option<String>,
    /// A remark.
    pub note: String,
}

impl Enquire {
    pub(super) fn apply(&self, context: &mut Context<'_>) -> Result<Effect> {
        let item = published(context, &self.item)?;
        let phone = match self.phone.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => Some(check_text("phone", identifier::phone::check(text))?),
            None => None,
        };
        let (number, year, seq) = context.number(Series::Enquiry, context.today)?;
        let enquiry = contact::Enquiry {
            id: EnquiryId(context.store.next_id::<contact::Enquiry>()?),
            version: 1,
            voided_at: None,
            number,
            year,
            seq,
            item_id: item.id,
            item_code: item.code.clone(),
            item_name: item.body.name.clone(),
            phone,
            note: text_within("note", &self.note, 500)?,
            at: context.now,
            operator_id: context.actor.id,
            case_id: None,
        };
        context.store.insert(&enquiry)?;
        let paper = content::materials(
            context.station,
            &item.body,
            &enquiry.number,
            &context.actor.name,
            context.today,
        );
        context.document(DocumentKind::Materials, None, Some(enquiry.id), |_| paper)?;
        let message = d::DONE_ENQUIRE.with("number", &enquiry.number);
        Ok(Effect::on("enquiry", enquiry.id.0, enquiry.number, message))
    }
}
