//! A certificate within the catalogue (目录内证明), with the register of the seal (用印登记).

use super::super::command::Effect;
use super::super::content;
use super::super::context::Context;
use super::super::error::Result;
use super::case_file::CaseFile;
use super::check::required;
use crate::domain::Refusal;
use crate::domain::case::Act;
use crate::domain::certificate;
use crate::domain::document::{DocumentKind, SealUse};
use crate::domain::id::SealUseId;
use crate::words::{agency as w, desk as d};
use serde::{Deserialize, Serialize};

/// Issues a certificate under the seal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Certify {
    /// What is certified, in a few words.
    pub subject: String,
    /// The text.
    pub text: String,
    /// What for, and for which body.
    pub purpose: String,
    /// How many sheets.
    pub copies: i64,
    /// Who approved the use of the seal.
    pub approver: String,
}

impl Certify {
    pub(super) fn apply(&self, context: &mut Context<'_>, file: &mut CaseFile) -> Result<Effect> {
        file.advance(Act::Certify)?;
        if !certificate::is_about(&file.item) {
            let what = w::NOT_A_CERTIFICATE.with("item", &file.case.item_name);
            return Err(Refusal::rule("ZH01", what).into());
        }
        let subject = required("subject", &self.subject, 100)?;
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = [&self.subject, &self.text, &self.purpose];
        if let Some(barred) = said.into_iter().find_map(|text| certificate::barred(text)) {
            let what = w::NOT_CERTIFIED.with("subject", &barred.what).with("body", &barred.body);
            return Err(Refusal::rule("ON-2", what)
                .advise(w::NOT_CERTIFIED_ADVICE.with("body", &barred.body))
                .at("subject")
                .into());
        }
        let text = required("text", &self.text, 1000)?;
        let purpose = required("purpose", &self.purpose, 200)?;
        let approver = required("approver", &self.approver, 50)?;
        let copies = if self.copies == 0 { 1 } else { self.copies };
        if !(1..=99).contains(&copies) {
            return Err(Refusal::invalid("copies", &w::COPIES_WANTED).into());
        }
        file.document(context, DocumentKind::Certificate, |papers, _| {
            content::certificate(papers, &subject, &text, &purpose)
        })?;
        let Some(document_id) = context.documents.last().map(|document| document.id) else {
            return Err(Refusal::invalid("subject", &d::FIELD_EMPTY).into());
        };
        context.store.insert(&SealUse {
            id: SealUseId(context.store.next_id::<SealUse>()?),
            version: 1,
            voided_at: None,
            at: context.now,
            case_id: Some(file.case.id),
            document_id,
            subject,
            purpose,
            copies,
            approver,
            operator_id: context.actor.id,
        })?;
        file.save(context)?;
        Ok(Effect::on_case(&file.case, w::DONE_CERTIFY.with("number", &file.case.number)))
    }
}
