//! What keeps an item from being published: every missing field and every broken rule at once (ON-9, CL-2).

use super::limit::{self, says};
use super::{Field, FirstStep, Item, Kind, QUICK};
use crate::words::{Message, item as w};
use std::collections::BTreeSet;

/// One reason why an item cannot be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The field that is missing or wrong.
    pub field: Field,
    /// The rule behind it, by its id (`ON-9`), where there is one.
    pub rule: Option<&'static str>,
    /// What is wrong and what to do.
    pub message: Message,
    /// Whether the definition is broken (CL-2) and cannot be saved at all; a field that is merely
    /// missing can be filled in later.
    pub broken: bool,
}

impl Gap {
    fn missing(field: Field, message: Message) -> Self {
        let rule = (field != Field::Department).then_some("ON-9");
        Self { field, rule, message, broken: false }
    }

    fn broken(field: Field, rule: Option<&'static str>, message: Message) -> Self {
        Self { field, rule, message, broken: true }
    }
}

/// The fields that a published item must carry: ON-9 united with the list of the item table.
const REQUIRED: [Field; 11] = [
    Field::LegalBasis,
    Field::Conditions,
    Field::Quantity,
    Field::Procedure,
    Field::Committed,
    Field::Materials,
    Field::SampleForm,
    Field::EnquiryPhone,
    Field::ComplaintPhone,
    Field::Remedies,
    Field::Department,
];

impl Item {
    /// Everything that keeps the item from being published at a real station; an example (示例) counts
    /// as missing.
    ///
    /// Rules: ON-9 (and domain A1 for the department), CL-1, CL-2, CL-17, ON-8, ON-12, ON-14.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = self.gaps_allowing_sample();
        let named: BTreeSet<Field> = gaps.iter().map(|gap| gap.field).collect();
        for field in self.sample.iter().filter(|field| !named.contains(field)) {
            gaps.push(Gap::missing(*field, w::STILL_SAMPLE.with("field", field.phrase())));
        }
        gaps
    }

    /// The same, but an example will do: what the demo publishes by.
    #[must_use]
    pub fn gaps_allowing_sample(&self) -> Vec<Gap> {
        let mut gaps = self.missing();
        self.limit_gaps(&mut gaps);
        self.material_gaps(&mut gaps);
        self.conduct_gaps(&mut gaps);
        gaps
    }

    /// Whether it may be published to the counter: no gap, and nothing to be kept from it.
    #[must_use]
    pub fn publishable(&self) -> bool {
        self.withheld().is_none() && self.gaps().is_empty()
    }

    /// Whether a demo may publish it: no gap but examples, and nothing to be kept from the counter.
    #[must_use]
    pub fn publishable_with_sample(&self) -> bool {
        self.withheld().is_none() && self.gaps_allowing_sample().is_empty()
    }

    /// Why it stays off the counter whatever it holds; `None` for an item that is not confidential, or whose secrecy the
    /// register of feedback holds.
    #[must_use]
    pub fn withheld(&self) -> Option<Message> {
        (self.confidential && !self.opens_register).then(|| w::WITHHELD.with("code", &self.code))
    }

    fn missing(&self) -> Vec<Gap> {
        let lacks = |field: Field| match field {
            Field::LegalBasis => self.legal_basis.trim().is_empty(),
            Field::Conditions => self.conditions.trim().is_empty(),
            Field::Quantity => self.quantity.trim().is_empty(),
            Field::Procedure => self.flow().trim().is_empty(),
            Field::Committed => self.committed.is_none(),
            Field::Materials => self.materials.is_empty(),
            Field::SampleForm => self.sample_form.trim().is_empty(),
            Field::EnquiryPhone => self.enquiry_phone.trim().is_empty(),
            Field::ComplaintPhone => self.complaint_phone.trim().is_empty(),
            Field::Remedies => self.remedies.trim().is_empty(),
            Field::Department => self.department.trim().is_empty(),
            _ => false,
        };
        let gap = |field: Field| Gap::missing(field, w::MISSING.with("field", field.phrase()));
        REQUIRED.into_iter().filter(|field| lacks(*field)).map(gap).collect()
    }

    fn limit_gaps(&self, gaps: &mut Vec<Gap>) {
        if let (Some(committed), Some(statutory)) = (self.committed, self.statutory) {
            let said = |message: Message| {
                message.with("committed", says(committed)).with("statutory", says(statutory))
            };
            match limit::within(committed, statutory) {
                Ok(()) => {}
                Err(None) => {
                    gaps.push(Gap::broken(Field::Committed, Some("CL-2"), said(w::OVER_STATUTORY.msg())));
                }
                Err(Some(longest)) => {
                    let message = said(w::MAY_OVERRUN.with("longest", longest));
                    gaps.push(Gap::broken(Field::Committed, Some("CL-2"), message));
                }
            }
        }
        match self.committed {
            Some(committed @ (1.., _)) if self.kind == Kind::OnTheSpot => {
                let message = w::SPOT_HAS_LIMIT.with("committed", says(committed));
                gaps.push(Gap::broken(Field::Committed, Some("CL-1"), message));
            }
            _ => {}
        }
        if self.extension.as_ref().is_some_and(|extension| extension.approver.trim().is_empty()) {
            gaps.push(Gap::broken(
                Field::Approver,
                Some("CL-17"),
                w::MISSING.with("field", Field::Approver.phrase()),
            ));
        }
    }

    fn material_gaps(&self, gaps: &mut Vec<Gap>) {
        let mut keys = BTreeSet::new();
        for material in &self.materials {
            if material.name.trim().is_empty() {
                let message = w::MATERIAL_NAMELESS.with("n", material.key);
                gaps.push(Gap::missing(Field::Materials, message));
            }
            if !keys.insert(material.key) {
                let message = w::MATERIAL_KEY_TWICE.with("n", material.key);
                gaps.push(Gap::broken(Field::Materials, Some("ON-10"), message));
            }
            if material.deferrable && material.deferral_days.is_none() {
                let message = w::DEFERRAL_MISSING.with("material", &material.name);
                gaps.push(Gap::broken(Field::Materials, Some("ON-14"), message));
            }
        }
    }

    fn conduct_gaps(&self, gaps: &mut Vec<Gap>) {
        if !QUICK.contains(&self.quick) {
            gaps.push(Gap::broken(Field::Quick, None, w::QUICK_RANGE.with("n", self.quick)));
        }
        if self.personal_presence && self.agent_allowed {
            gaps.push(Gap::broken(Field::AgentAllowed, Some("ON-8"), w::AGENT_AND_PRESENCE.msg()));
        }
        if self.fee_fen < 0 {
            gaps.push(Gap::broken(
                Field::Fee,
                Some("ON-12"),
                w::FEE_NEGATIVE.with("fee", yuan(self.fee_fen)),
            ));
        } else if self.fee_fen > 0 && self.first_step == FirstStep::Licence {
            gaps.push(Gap::broken(Field::Fee, Some("ON-12"), w::LICENCE_FEE.with("fee", yuan(self.fee_fen))));
        }
    }
}

fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}

#[cfg(test)]
mod tests {
    use super::super::{Extension, Material, MaterialForm, Source};
    use super::*;
    use crate::calendar::Unit::{Cd, Wd};
    use crate::words::Lang;

    fn material(key: u16, name: &str) -> Material {
        Material {
            key,
            name: name.to_owned(),
            form: MaterialForm::OriginalChecked,
            copies: 1,
            source: Source::Applicant,
            mandatory: true,
            deferrable: false,
            deferral_days: None,
            how_to_obtain: String::new(),
            issuer: String::new(),
        }
    }

    fn complete() -> Item {
        let mut item = Item::bare("XK01", 900, "样例", Kind::Committed);
        for field in REQUIRED {
            if let Some(text) = item.text_mut(field) {
                *text = "已填".to_owned();
            }
        }
        item.statutory = Some((20, Wd));
        item.committed = Some((10, Wd));
        item.materials = vec![material(1, "身份证")];
        item
    }

    fn broken(change: impl FnOnce(&mut Item)) -> Vec<(Field, Option<&'static str>)> {
        let mut item = complete();
        change(&mut item);
        item.gaps().iter().map(|gap| (gap.field, gap.rule)).collect()
    }

    #[test]
    fn on_9_a_bare_item_lists_every_missing_field_at_once() {
        let gaps = Item::bare("XK01", 900, "样例", Kind::Committed).gaps();
        assert_eq!(gaps.iter().map(|gap| gap.field).collect::<Vec<_>>(), REQUIRED);
        assert!(gaps.iter().all(|gap| !gap.broken));
        assert_eq!(gaps[0].message.say(Lang::Zh), "缺设定依据. 补上后才能发布");
    }

    #[test]
    fn on_9_each_required_field_alone_keeps_an_item_back() {
        assert!(complete().publishable());
        for field in REQUIRED {
            let gaps = broken(|item| match field {
                Field::Committed => item.committed = None,
                Field::Materials => item.materials.clear(),
                field => item.text_mut(field).unwrap().clear(),
            });
            assert_eq!(gaps.iter().map(|gap| gap.0).collect::<Vec<_>>(), [field]);
        }
    }

    #[test]
    fn on_9_the_steps_stand_for_the_flow() {
        let mut item = complete();
        item.procedure.clear();
        item.steps = ["受理", "决定"]
            .map(|name| super::super::Step { name: name.to_owned(), days: None, by: String::new() })
            .to_vec();
        assert_eq!(item.flow(), "受理 → 决定");
        assert!(item.publishable());
    }

    #[test]
    fn an_example_counts_as_missing_except_for_the_demo() {
        let mut item = complete();
        item.sample.extend([Field::Remedies, Field::Committed]);
        assert_eq!(item.gaps().len(), 2);
        assert!(!item.publishable());
        assert!(item.publishable_with_sample());
        item.confidential = true;
        assert!(!item.publishable_with_sample());
        assert!(item.withheld().is_some());
    }

    #[test]
    fn definitions_that_break_a_rule_name_it() {
        type Change = fn(&mut Item);
        let table: [(&'static str, Field, Change); 9] = [
            ("CL-2", Field::Committed, |item| item.committed = Some((21, Wd))),
            ("CL-2", Field::Committed, |item| item.statutory = Some((15, Cd))),
            ("CL-1", Field::Committed, |item| item.kind = Kind::OnTheSpot),
            ("CL-17", Field::Approver, |item| {
                item.extension = Some(Extension { days: 10, unit: Wd, approver: String::new() });
            }),
            ("ON-8", Field::AgentAllowed, |item| item.personal_presence = true),
            ("ON-10", Field::Materials, |item| item.materials.push(material(1, "户口簿"))),
            ("ON-12", Field::Fee, |item| {
                item.first_step = FirstStep::Licence;
                item.fee_fen = 1250;
            }),
            ("ON-12", Field::Fee, |item| item.fee_fen = -1),
            ("ON-14", Field::Materials, |item| item.materials[0].deferrable = true),
        ];
        for (rule, field, change) in table {
            assert_eq!(broken(change), [(field, Some(rule))]);
        }
    }

    #[test]
    fn a_quick_number_is_within_10_to_999() {
        for (quick, gaps) in [(9, 1), (10, 0), (999, 0), (1000, 1)] {
            assert_eq!(broken(|item| item.quick = quick).len(), gaps, "{quick}");
        }
    }

    #[test]
    fn cl_2_does_not_apply_without_a_statutory_limit() {
        assert_eq!(broken(|item| item.statutory = None), []);
        assert_eq!(broken(|item| item.statutory = Some((10, Wd))), []);
    }
}
